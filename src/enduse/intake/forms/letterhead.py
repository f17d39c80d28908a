"""Who a paper is from and to, where no label says so: its letterhead, its foot, its window."""

import re
from collections.abc import Iterator, Sequence

from enduse.intake.forms.country import Countries
from enduse.intake.forms.party import Facts, Read, closed, has_form, is_name, party_of
from enduse.intake.forms.sheet import Cell, Said, Sheet
from enduse.intake.forms.sorts import title_in
from enduse.intake.headings import fold

_TOP, _FOOT = 14, 7  # rows of the first page, and of any page from its end
_PARTS = re.compile(r"\s+[|•·*–-]\s+|\s*\|\s*|\s{2,}")
_NEAR = 1.6  # signs: how far apart what stands in one column may begin
_LEAST, _MOST = 3, 8  # lines of an address in a window
_POSTCODE = re.compile(r"\d{4,}|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}")
_VAT = re.compile(r"[A-Z]{2}(?=\w*\d{7})[A-Z0-9]{8,13}")
_IDS = frozenset({"vat", "registration", "iban", "swift", "eori", "tax", "phone", "email"})


def letterhead(sheet: Sheet, used: set[int], countries: Countries) -> Read | None:
    """Whose name heads the paper, with what its head and foot say of it.

    It is a name with a legal form at the top that stands in no block with a label; else one
    in the foot, where numbers of a company stand beside it. None where there is no such name.
    """
    top = [said for said in _parts(sheet, _top(sheet)) if said.row not in used]
    foot = [said for said in _parts(sheet, _foot(sheet)) if said.row not in used]
    name = _name(top, countries) or (_name(foot, countries) if _has_ids(foot) else None)
    if name is None:
        return None
    beside = _behind(top, name, sheet, countries)
    beside += _behind(foot, name, sheet, countries) if not beside else []
    read = Read({"name": (name.text, name.row)}, {name.row})
    for said in [each for each in (*top, *foot) if each.label] + beside:
        made = party_of([said], countries) if said.label else None
        if made:
            read.facts = {**made.facts, **read.facts}
            read.rows |= {row for _, row in made.facts.values()}
    _address(read, beside, countries)
    if "vat" not in read.facts:
        _bare_vat(read, foot, countries)
    if "country" not in read.facts:
        known = frozenset({fold(name.text)})
        others = {row for each in windows(sheet, used, countries, known) for row in each.rows}
        head = [said for said in top if said.row not in others]
        _country(read, [said for said in foot if said.row not in others], countries)
        if "country" not in read.facts:
            _country(read, head, countries)
    return read


def _bare_vat(read: Read, foot: Sequence[Said], countries: Countries) -> None:
    """A VAT number without a label, as it stands in the foot of a paper."""
    for said in foot:
        text = said.text.replace(" ", "")
        if said.label is None and _VAT.fullmatch(text) and countries.of_vat(text):
            read.facts["vat"] = (said.text, said.row)
            return


def _top(sheet: Sheet) -> list[int]:
    """The rows of the head: down to the first label that says more than whose paper it is."""
    first = sheet.rows[0].page.number if sheet.rows else 0
    found = []
    for at, row in enumerate(sheet.rows[:_TOP]):
        if row.page.number != first:
            break
        if any(cell.label and cell.label.group == "parties" for cell in sheet.cells[at]):
            break
        found.append(at)
    return found


def _foot(sheet: Sheet) -> list[int]:
    if not sheet.rows:
        return []
    pages = {row.page.number for row in sheet.rows}
    found: list[int] = []
    for page in {min(pages), max(pages)}:
        found += [at for at, row in enumerate(sheet.rows) if row.page.number == page][-_FOOT:]
    return sorted(set(found))


def _parts(sheet: Sheet, rows: Sequence[int]) -> Iterator[Said]:
    """The words of rows, parted where bars, points and dashes part them."""
    for row in rows:
        for cell in sheet.cells[row]:
            if cell.label is not None:
                if cell.label.group == "inside":
                    beside = sheet.beside(cell)
                    text = cell.value or (beside.value if beside else "")
                    yield Said(text, row, cell.label)
                continue
            for text in _PARTS.split(cell.value):
                if text.strip() and not title_in(text):
                    yield Said(text.strip(" ,;"), row)


def _has_ids(foot: Sequence[Said]) -> bool:
    return any(said.label and said.label.field in _IDS for said in foot)


def _name(parts: Sequence[Said], countries: Countries) -> Said | None:
    for said in parts:
        if said.label is not None:
            continue
        before, comma, _ = said.text.partition(", ")
        for text in (said.text, before if comma else ""):
            if text and has_form(text) and is_name(text, countries) and len(text.split()) < 9:  # noqa: PLR2004
                return Said(text, said.row)
    return None


def _left(sheet: Sheet, said: Said) -> float:
    """Where the cell begins that words stand in."""
    cells = sheet.cells[said.row]
    return next((cell.left for cell in cells if said.text in cell.value), cells[0].left)


def _ends(sheet: Sheet, last: Said, each: Said, name: Said, countries: Countries) -> bool:  # noqa: PLR0917  # two lines and what they are read with
    """Whether an address is over before a line: a gap, a country, another name."""
    apart = each.label or not sheet.follows(last.row, each.row)
    ended = last is not name and (countries.code(last.text) or countries.at_end(last.text))
    return bool(apart or ended or has_form(each.text) or fold(name.text) in fold(each.text))


def _behind(  # noqa: PLR0917
    parts: Sequence[Said], name: Said, sheet: Sheet, countries: Countries
) -> list[Said]:
    """What stands behind the name, up to a label: its address, on one line or below it."""
    for at, said in enumerate(parts):
        if not fold(said.text).startswith(fold(name.text)) or said.label:
            continue
        found = []
        rest = said.text[len(name.text) :].strip(" ,;")
        if rest:
            found.append(Said(rest, said.row))
        last, left = said, _left(sheet, said)
        for each in parts[at + 1 :]:
            beside = each.row == said.row and not each.label
            if not beside and _ends(sheet, last, each, name, countries):
                break
            if beside or abs(_left(sheet, each) - left) <= _NEAR * sheet.sign:
                found.append(each)
                last = each
        return found
    return []


def _address(read: Read, beside: Sequence[Said], countries: Countries) -> None:
    loose = [said for said in beside if said.label is None]
    looks = any(_POSTCODE.search(s.text) or countries.code(s.text) for s in loose)
    if not loose or not looks or "address" in read.facts:
        return
    made = party_of([Said(read.facts["name"][0], read.facts["name"][1]), *loose], countries)
    for name in ("address", "country", "email", "website"):
        if name in made.facts:
            read.facts.setdefault(name, made.facts[name])
    read.rows |= made.rows


def _country(read: Read, parts: Sequence[Said], countries: Countries) -> None:
    """The one country that head and foot name, or that the VAT number was given out by."""
    found: dict[str, tuple[str, int]] = {}
    for said in parts:
        if said.label is None and (code := countries.code(said.text)):
            found.setdefault(code, (said.text, said.row))
        elif said.label is None and (ended := countries.at_end(said.text)):
            found.setdefault(countries.code(ended[1]) or "", (ended[1], said.row))
    if len(found) == 1:
        read.facts["country"] = next(iter(found.values()))


def windows(  # noqa: PLR0917  # what it is read from and with
    sheet: Sheet, used: set[int], countries: Countries, known: frozenset[str]
) -> list[Read]:
    """Addresses on the first page that no label is over: a name, lines, a postcode or country.

    `known` are the folded names of parties that are read already.
    """
    found: list[Read] = []
    seen: set[int] = set()
    first = sheet.rows[0].page.number if sheet.rows else 0
    for cell in sheet.every():
        if sheet.rows[cell.row].page.number != first or cell.row in used | seen or cell.label:
            continue
        read = _window(sheet, cell, countries, known)
        if read and not read.rows & used:
            seen |= read.rows
            found.append(read)
    return found


def _window(  # noqa: PLR0911, PLR0917  # each rule may say no
    sheet: Sheet, cell: Cell, countries: Countries, known: frozenset[str]
) -> Read | None:
    lines = closed(sheet.column(cell), countries)
    if len(lines) > 1 and any(name and name in fold(lines[0].text) for name in known):
        return None  # the small line of the sender above a window; the block begins below it
    loose = [said for said in lines if said.label is None]
    if not _LEAST <= len(loose) <= _MOST or not is_name(loose[0].text, countries):
        return None
    if has_form(loose[0].text) and has_form(loose[1].text):  # two parties, without a blank line
        return None
    if loose[0].text.rstrip().endswith((".", ",", ":")) and not has_form(loose[0].text):
        return None
    address = any(_POSTCODE.search(said.text) for said in loose[1:])
    ended = countries.code(loose[-1].text) or countries.at_end(loose[-1].text)
    close = all(len(said.text) < 60 for said in loose)  # noqa: PLR2004  # a line of an address
    if not close or not ended or not (address or has_form(loose[0].text)):
        return None
    return party_of(lines, countries)


def facts_key(facts: Facts) -> str:
    """The folded name of a party."""
    return fold(facts["name"][0]) if "name" in facts else ""
