"""The parties of a paper: by their labels, else by letterhead and window; each once a role."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enduse.intake.forms.clauses import sentences
from enduse.intake.forms.country import Countries
from enduse.intake.forms.labels import form_words, label_of
from enduse.intake.forms.letterhead import letterhead, windows
from enduse.intake.forms.party import Facts, Read, has_form, is_name, party_of
from enduse.intake.forms.sheet import Cell, Said
from enduse.intake.forms.told import Told
from enduse.intake.headings import fold
from enduse.intake.orders.parties import ROLES, as_record, merged
from enduse.intake.orders.parties import Said as PartySaid
from enduse.intake.orders.row import Notes
from enduse.intake.orders.titles import key
from enduse.model.issue import Issue
from enduse.model.unread import Unread

_PARTS = 9  # between the commas of a sentence that names an end user
_UNPLACED = 4
"""How many addresses of nobody are named: more of them are a list, and no parties."""


@dataclass(slots=True)
class Found:
    """A party in one role."""

    role: str
    facts: Facts = field(default_factory=dict)


def parties_in(
    told: Told, countries: Countries, vessels: Sequence[tuple[str, str, int]]
) -> None:
    """Read every party, and put them into the order."""
    found = list(_labelled(told, countries))
    found = _by_sort(told, found)
    found += intended(told, countries) if not any(e.role == "end_user" for e in found) else []
    found += _unlabelled(told, countries, found)
    for name, imo, row in vessels:
        facts: Facts = {"name": (name, row)} | ({"imo": (imo, row)} if imo else {})
        found.append(Found("vessel", facts))
    for each in found:
        _by_vat(told, each, countries)
    _put(told, found, countries)


def _labelled(told: Told, countries: Countries) -> Iterator[Found]:
    made: list[Found] = []
    for cell in told.sheet.labels():
        if cell.label is None or cell.label.group != "parties":
            continue
        role = cell.label.field
        if cell.label.said:
            _attribute(told, cell, made)
            continue
        block = told.sheet.block(cell)
        if block:
            new = _of_block(told, role, block, made, countries=countries)
            told.of_parties |= {cell.row} if new else set()
            made += new
    yield from made


def _attribute(told: Told, cell: Cell, made: list[Found]) -> None:
    """A field of a party with a label of its own: "Country of end user: Armenia"."""
    value = told.sheet.value(cell)
    if cell.label is None or value is None or len(value.value) > 100:  # noqa: PLR2004  # running text
        return
    same = [each for each in made if each.role == cell.label.field]
    if not same:
        same = [Found(cell.label.field)]
        made += same
    same[-1].facts.setdefault(cell.label.said, (value.value.strip(), value.row))
    told.of_parties |= {cell.row, value.row}


def _of_block(  # noqa: PLR0911, PLR0917  # one rule a line
    told: Told, role: str, block: Sequence[Said], made: Sequence[Found], *, countries: Countries
) -> list[Found]:
    first = block[0].text.strip()
    if twin := _twin(first, made):
        told.of_parties.add(block[0].row)
        return [Found(role, dict(twin.facts))]
    words = _to_order(first)
    if words:
        return _order_bill(told, role, first[len(words) :], block, countries=countries)
    read = party_of(block, countries)
    if "name" not in read.facts and "address" not in read.facts:
        return []
    again = [each for each in made if each.role == role and "name" in each.facts]
    # The second box of a role is for a signature, unless an address stands in it.
    if again and not (has_form(read.facts.get("name", ("", 0))[0]) or "country" in read.facts):
        return []
    if "name" not in read.facts and "country" not in read.facts:
        return []
    told.of_parties |= read.rows
    others = [Found("other", {"name": each}) for each in read.extra]
    return [Found(role, read.facts), *others]


def _twin(text: str, made: Sequence[Found]) -> Found | None:
    """The party that "same as consignee" stands for."""
    if len(text) > 60:  # noqa: PLR2004  # letters
        return None
    named = form_words()["same"]
    bare = key(text)
    if bare in {key(word) for word in named["above"]}:
        return made[-1] if made else None
    for word in sorted(named["words"], key=len, reverse=True):
        if text.casefold().startswith(f"{word} "):
            label = label_of(text[len(word) :])
            if label and label.group == "parties":
                return next((each for each in made if each.role == label.field), None)
    return None


def _to_order(text: str) -> str:
    folded = text.casefold()
    for word in sorted(form_words()["to_order"]["words"], key=len, reverse=True):
        if folded == word or folded.startswith((f"{word} ", f"{word}:", f"{word},")):
            return text[: len(word)]
    return ""


def _order_bill(  # noqa: PLR0917  # what it is read from and with
    told: Told, role: str, rest: str, block: Sequence[Said], *, countries: Countries
) -> list[Found]:
    """A bill made out to order: of a bank that is a party, or of whoever holds it."""
    place = told.sheet.place(block[0].row)
    told.of_parties.add(block[0].row)
    told.questions.append(
        f"who receives the goods? the {role} is {block[0].text[:60]!r} ({place}), and nobody"
    )
    blank = {key(word) for word in form_words()["to_order"]["blank"]}
    if key(block[0].text) in blank or len(rest.strip(" :,")) < 3:  # noqa: PLR2004
        return []
    read = party_of([Said(rest.strip(" :,"), block[0].row), *block[1:]], countries)
    told.of_parties |= read.rows
    bank = any(key(word) in key(rest) for word in ("bank", "banque", "banco"))
    return [Found("bank" if bank else "other", read.facts)] if "name" in read.facts else []


def _by_sort(told: Told, found: Sequence[Found]) -> list[Found]:
    """Whom a letter is to, and from: as whoever makes out such papers has it."""
    heads: Mapping[str, Sequence[str]] = form_words()["heads"]
    ours = {"sender": "seller", "addressee": "buyer"}
    if told.sort in heads["buyer"]:
        ours = {"sender": "buyer", "addressee": "seller"}
    elif told.sort not in heads["seller"]:
        ours = {
            "sender": "",
            "addressee": "seller" if told.sort == "end_user_statement" else "",
        }
    taken = {each.role for each in found}
    kept = []
    for each in found:
        role = ours.get(each.role, each.role)
        if each.role in ours and role in taken:
            continue
        if role:
            kept.append(Found(role, each.facts))
    return kept


def _unlabelled(told: Told, countries: Countries, found: Sequence[Found]) -> list[Found]:
    """The parties that head and window name; addresses of nobody are in `unread`."""
    heads: Mapping[str, Sequence[str]] = form_words()["heads"]
    role = next((each for each, sorts in heads.items() if told.sort in sorts), "")
    new: list[Found] = []
    named = {each.role for each in found if "name" in each.facts}
    head = letterhead(told.sheet, told.of_parties, countries) if role else None
    names = {fold(each.facts["name"][0]) for each in found if "name" in each.facts}
    if head:
        _complete(head, role, found)
        told.of_parties |= head.rows
        if role not in named and fold(head.facts["name"][0]) not in names:
            new.append(Found(role, head.facts))
            named.add(role)
        names.add(fold(head.facts["name"][0]))
    others = windows(told.sheet, told.of_parties, countries, frozenset(names))
    others = [each for each in others if fold(each.facts.get("name", ("", 0))[0]) not in names]
    to = {"seller": "buyer", "buyer": "seller"}.get(role, "")
    bill = any(each.role == "bill_to" for each in found)
    if to and to not in named and not (bill and to == "buyer") and len(others) == 1:
        told.of_parties |= others[0].rows
        return [*new, Found(to, others[0].facts)]
    told.unread += [_nobody(told, each) for each in others[:_UNPLACED]]
    return new


def _complete(head: Read, role: str, found: Sequence[Found]) -> None:
    """A party that a label names has its numbers in the letterhead of its paper."""
    for each in found:
        name = each.facts.get("name", ("", 0))[0]
        if each.role == role and fold(name) == fold(head.facts["name"][0]):
            for fact, value in head.facts.items():
                each.facts.setdefault(fact, value)


def _nobody(told: Told, read: Read) -> Unread:
    rows = sorted(read.rows)
    name = read.facts.get("name", ("an address", 0))[0]
    first, last = told.sheet.place(rows[0]), told.sheet.rows[rows[-1]].line.number
    return Unread(
        f"{told.name} {first} to {last}",
        f"{name!r} looks like a party, and no words say in which role",
        "name it as a party of the order if it is one",
        lost=True,
    )


def _by_vat(told: Told, each: Found, countries: Countries) -> None:
    """An address without a country lies where the VAT number was given out; that is said."""
    if "country" in each.facts or "vat" not in each.facts or "address" not in each.facts:
        return
    text, row = each.facts["vat"]
    if code := countries.of_vat(text):
        each.facts["country"] = (code, row)
        says = (
            f"is {code} by the VAT number {text!r}: the address of the {each.role} names none"
        )
        told.trouble("parties", row, says)


def _put(told: Told, found: Sequence[Found], countries: Countries) -> None:
    """Put the parties into the order, as tables of orders do with theirs."""
    sorted_out = merged([_said(told, e) for e in found if e.role in (*ROLES, "bill_to")], None)
    rest = [_said(told, each) for each in found if each.role not in (*ROLES, "bill_to")]
    notes = Notes(countries.code)
    records: list[dict[str, Any]] = []
    for said in (*sorted_out, *rest):
        if "name" not in said.facts and set(said.facts) <= {"country"} and said.role == "other":
            continue
        path = f"parties/{len(records)}"
        record, places = as_record(said, notes.country_at(f"{path}/country"), _no_region)
        if said.role == "vessel":
            record["kind"] = "vessel"
        if record.keys() <= {"role"} or record in records:
            continue
        told.places |= {f"{path}/{name}": place for name, place in places.items()}
        record = {name: value for name, value in record.items() if value is not None}
        records.append(record)
    told.issues += [Issue(each.where, each.says, each.gravity) for each in notes.issues]
    if records:
        told.wire["parties"] = records


def intended(told: Told, countries: Countries) -> list[Found]:
    """The end user that a sentence names with a country, and what the goods are for there.

    "The goods are intended for NAME, address, COUNTRY, for …"; of a statement also whoever
    signs it: "We, NAME, address, COUNTRY, declare".
    """
    named = form_words()["intended"]
    signed = told.sort == "end_user_statement"
    for text, row in sentences(told):
        plain = text.casefold()
        for words in (*named["words"], *(named["signs"] if signed else ())):
            at = plain.find(words)
            if at < 0:
                continue
            uses = words in named["words"]
            if found := _intended(told, text[at + len(words) :], row, countries, uses=uses):
                return [found]
        for words in named["short"] if signed else ():
            if plain.startswith(words) and (
                found := _intended(told, text[len(words) :], row, countries, uses=False)
            ):
                return [found]
    return []


def _intended(  # noqa: PLR0917  # what it is read from and with
    told: Told, text: str, row: int, countries: Countries, *, uses: bool
) -> Found | None:
    """A party and its address between commas, up to a country; behind it what it is for."""
    parts = text.replace(":", ",").strip(" .,").split(",")
    codes = [countries.code(part) for part in parts]
    place = next((n for n, code in enumerate(codes) if code and n), 0)
    if not place or not is_name(parts[0], countries) or place >= _PARTS:
        return None
    facts: Facts = {"name": (parts[0].strip(), row), "country": (parts[place].strip(), row)}
    if address := ", ".join(part.strip() for part in parts[1:place]):
        facts["address"] = (address, row)
    use = ", ".join(part.strip() for part in parts[place + 1 :]) if uses else ""
    for word in form_words()["intended"]["before_use"]:
        if use.casefold().startswith(f"{word} "):
            use = use[len(word) + 1 :]
            break
    if use and "end_use" not in told.wire:
        told.put("end_use", use, row)
    return Found("end_user", facts)


def _no_region(_: str) -> bool:
    return False


def _said(told: Told, each: Found) -> PartySaid:
    facts = {name: (text, told.sheet.place(row)) for name, (text, row) in each.facts.items()}
    return PartySaid(each.role, facts)
