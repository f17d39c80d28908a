"""Numbers and days of a paper: its own, and those of others that it names."""

import re
from collections.abc import Iterator, Mapping
from typing import cast

from enduse.intake.forms.days import figures_in, order_in, read_day
from enduse.intake.forms.labels import form_words
from enduse.intake.forms.sheet import Cell, Sheet
from enduse.intake.forms.sorts import title_in
from enduse.intake.forms.told import Told
from enduse.intake.headings import fold
from enduse.intake.past_values import DayOrder
from enduse.model.document import Fact, FactName, Ref, RefKind, Sort

OWN: Mapping[Sort, tuple[RefKind, ...]] = {
    "order": ("order",), "confirmation": ("confirmation",), "quote": ("quote",),
    "proforma": ("proforma", "invoice"), "invoice": ("invoice",),
    "packing_list": ("packing_list",), "delivery_note": ("delivery",),
    "bill_of_lading": ("bill",), "air_waybill": ("bill",), "road_waybill": ("bill",),
    "letter_of_credit": ("credit",),
}  # fmt: skip
"""The kinds of number that are a paper's own, by what it is, the surest first."""

_TOKEN = re.compile(r"[\w][\w./#+-]*", re.UNICODE)
_END = re.compile(
    r"\s+(?:of|dated|dd|d\.d\.|vom|du|van|date|from|en date)\s|[,;()]|\s[-–/|]\s", re.IGNORECASE
)
_CONTAINER = re.compile(r"(?<![A-Z0-9])([A-Z]{3}[UJZ]) ?(\d{6}) ?-?(\d)(?!\d)")
_AWB = re.compile(r"\d{3}[- ]\d{4} ?\d{4}")
_LONGEST, _TOKENS = 40, 4
_OWN_DAYS: tuple[FactName, ...] = ("order_date", "issue_date", "invoice_date")
_TOP = 12
_SHARE = 1.5  # how much more often the words of one language stand there than those of English


def numbers_in(told: Told) -> None:
    """Read every number with a label; the first of the paper's own kind is its own."""
    own = OWN.get(told.sort, ())
    found = list(_numbers(told.sheet))
    for kind in own:
        for label, number, row in found:
            if label == kind and told.own is None:
                told.ref(kind, number, row, own=True)
    _from_title(told, own)
    for label, number, row in found:
        if label == "own" and own and told.own is None:
            told.ref(own[0], number, row, own=True)
    for label, number, row in found:
        if label not in {"own", "container"}:
            told.ref(cast(RefKind, label), number, row)
    _containers(told)


def _from_title(told: Told, own: tuple[RefKind, ...]) -> None:
    for cell in told.sheet.every():
        if cell.row > 2 * _TOP or told.own or not own:
            return
        text = told.sheet.rows[cell.row].text if cell.label else cell.value
        title = title_in(text)
        if title and title.sort == told.sort and title.number:
            told.ref(own[0], title.number, cell.row, own=True)
        elif told.sort == "air_waybill" and _AWB.fullmatch(cell.value.strip()):
            told.ref("bill", cell.value.strip(), cell.row, own=True)


def _numbers(sheet: Sheet) -> Iterator[tuple[str, str, int]]:
    for cell in sheet.labels():
        if cell.label is None or cell.label.group != "numbers":
            continue
        for value in _values(sheet, cell):
            if number := number_in(value.value):
                yield cell.label.field, number, value.row
                break


def _values(sheet: Sheet, cell: Cell) -> Iterator[Cell]:
    """What may be the value of a label: the likeliest first."""
    first = sheet.value(cell)
    if first is not None:
        yield first
        if first is not cell:
            others = (sheet.beside(cell), sheet.below(cell))
            yield from (
                each for each in others if each and each is not first and not each.label
            )


def number_in(text: str) -> str:
    """The number at the beginning of a value; empty where it is none.

    >>> number_in("PO-2024/17 dated 3 May 2024"), number_in("12 March 2024"), number_in("n/a")
    ('PO-2024/17', '', '')
    """
    part = _END.split(text.strip(), maxsplit=1)[0].strip(" .:#")
    tokens = part.split()
    whole = figures_in(part) == part or read_day(part, "day first")[0]
    if not tokens or len(part) > _LONGEST or len(tokens) > _TOKENS or whole:
        return ""
    if not any(each.isdigit() for each in part) or not all(map(_TOKEN.fullmatch, tokens)):
        return ""
    # Words behind a number are no part of it; one before it may be ("INV 2024-17").
    if not any(each.isdigit() for each in tokens[-1]) or len(tokens[0]) > _LONGEST // 2:
        return tokens[0] if any(each.isdigit() for each in tokens[0]) else ""
    return part


def _containers(told: Told) -> None:
    for page, line in told.sheet.paper.lines():  # among the goods, too
        for found in _CONTAINER.finditer(line.text):
            number = "".join(found.groups())
            fact = Fact("container", number, found.group(), page.place(line))
            if number not in {each.value for each in told.facts if each.name == "container"}:
                told.facts.append(fact)
                told.refs.append(Ref("container", number))
    for cell in told.sheet.labels():
        if cell.label and cell.label.field == "seal" and (value := told.sheet.value(cell)):
            number = number_in(value.value)
            if number and not _CONTAINER.search(number):
                told.fact("seal", number, value.value, value.row)


def days_in(told: Told, country: str | None) -> None:
    """Read every day with a label. `country` is that of whoever made the paper out."""
    found = [
        (cast(FactName, cell.label.field), value)
        for cell in told.sheet.labels()
        if cell.label and cell.label.group == "dates"
        for value in _first_day(told.sheet, cell)
    ]
    # Its number and its day often share one label: "Invoice no. / date: 17 / 2024-03-01".
    order = _order(told, country)
    for name, value in found:
        day, unsure = read_day(value.value, order)
        if day is not None:
            told.fact(name, day.isoformat(), value.value, value.row)
        elif unsure:
            text = figures_in(value.value)
            told.rows.add(value.row)
            says = f"is {text!r}, which is day and month in either order"
            told.trouble(name, value.row, says)
            place = told.sheet.place(value.row)
            told.questions.append(
                f"day and month of {text} ({name.replace('_', ' ')}, {place})?"
            )
    if not any(told.value(name) for name in _OWN_DAYS):
        _bare_day(told, order)
    for name in _OWN_DAYS:
        if day_said := told.value(name):
            told.wire["date"] = day_said
            told.places["date"] = told.where(name)
            return


def _bare_day(told: Told, order: DayOrder) -> None:
    """The day of a letter: "Schweinfurt, 18. Juni 2026", by itself, in the head."""
    for cell in told.sheet.every():
        if cell.row > 2 * _TOP:
            return
        if cell.label or len(cell.value) > _LONGEST or len(cell.value.split()) > 2 * _TOKENS:
            continue
        day, _ = read_day(cell.value, order)
        before = cell.value.partition(",")[0]
        town = not any(each.isdigit() for each in before) and len(before.split()) <= _TOKENS
        if day and (town or figures_in(cell.value) == cell.value.strip()):
            told.fact("issue_date", day.isoformat(), cell.value, cell.row)
            return


def _first_day(sheet: Sheet, cell: Cell) -> Iterator[Cell]:
    for value in _values(sheet, cell):
        day, unsure = read_day(value.value, "day first")
        if day or unsure or read_day(value.value, "month first")[0]:
            yield value
            return


def _order(told: Told, country: str | None) -> DayOrder:
    """How days are written, by other days of the paper, its language or country."""
    texts = [piece.text for row in told.sheet.rows for piece in row.pieces]
    shown = order_in(texts)
    if shown != "either":
        return shown
    if language_of(texts) in {"nl", "de", "fr"}:
        return "day first"
    known = form_words()["days"]
    if country in known["day_first"]:
        return "day first"
    return "month first" if country in known["month_first"] else "either"


def language_of(texts: list[str]) -> str:
    """The language of a paper by its small words; empty where nothing tells.

    >>> language_of(["Wij leveren de goederen voor het einde van de maand"])
    'nl'
    """
    tokens = [fold(token) for text in texts[:400] for token in text.split()]
    counts = {
        name: sum(token in {fold(w) for w in some} for token in tokens)
        for name, some in form_words()["languages"].items()
    }
    best = max(counts, key=lambda name: counts[name])
    if not counts[best]:
        return ""
    return best if best == "en" or counts[best] > _SHARE * counts["en"] else "en"
