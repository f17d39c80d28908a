"""The goods of an order, and what was sold of them before: what the tests on history share."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enduse.assess.case import Case
from enduse.assess.goods import Goods
from enduse.goods.codes import dotted, short_code
from enduse.goods.correlate import EDITIONS
from enduse.model.history import PastLine

RUSSIA = frozenset({"RU", "BY"})
_HEADING = 4
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of an order that are the same goods: by code, else by part number.

    `codes` are the numbers that these goods have or had, in every edition; `name` is what a
    sentence calls them ("HS 8542.31").
    """

    subject: str
    name: str
    codes: frozenset[str]
    part: str | None
    goods: tuple[Goods, ...]

    @property
    def of_concern(self) -> bool:
        """Whether any of these goods are looked at for where they may end."""
        return any(each.concerns for each in self.goods)

    def covers(self, line: PastLine) -> bool:
        """Whether a line of before was of these goods."""
        if self.codes:
            code = short_code(line.hs) if line.hs else ""
            return code in self.codes or (code[:_HEADING] in self.codes and bool(code))
        return bool(line.part_number) and _bare(line.part_number or "") == self.part


def groups_of(case: Case) -> tuple[Group, ...]:
    """The goods of an order, each kind once. A line with neither code nor part is in none."""
    found: dict[frozenset[str] | str, list[Goods]] = defaultdict(list)
    for goods in case.goods:
        codes, part = codes_of(goods, case), _bare(goods.line.part_number or "")
        if codes or part:
            found[codes or part].append(goods)
    return tuple(_group(key, goods) for key, goods in found.items())


def untold(case: Case) -> Iterator[Goods]:
    """Lines of an order of which neither a code nor a part number says what they are."""
    return (each for each in case.goods if each.code is None and not each.line.part_number)


def _group(key: frozenset[str] | str, goods: Sequence[Goods]) -> Group:
    first = goods[0]
    if isinstance(key, str):
        name = f"part {first.line.part_number}"
        return Group(first.path, name, frozenset(), key, tuple(goods))
    name = f"HS {first.code.says}" if first.code else dotted(min(key))
    return Group(first.path, name, key, None, tuple(goods))


def codes_of(goods: Goods, case: Case) -> frozenset[str]:
    """Every number that the goods of a line have, or had in an older edition."""
    if goods.code is None:
        return frozenset()
    own = goods.code.hs6 or goods.code.heading
    now = {reading.code for reading in goods.readings if reading.how != "few"}
    older = (
        case.tables.goods.changes.older(code, edition)
        for code in now
        if len(code) > _HEADING
        for edition in EDITIONS[:-1]
    )
    return frozenset({own, *now, *(code for codes in older for code in codes)})


@dataclass(frozen=True, slots=True)
class Measure:
    """In what goods are counted: "quantity" in a unit, or "value" in a currency."""

    field: str
    unit: str | None

    def of(self, line: PastLine, units: Mapping[str, str]) -> float | None:
        """How much a line of before was; None where it cannot be compared."""
        if self.field == "quantity":
            return line.quantity if same_unit(line.unit, units) == self.unit else None
        return line.value if line.currency == self.unit else None

    def fits(self, lines: Iterable[PastLine], units: Mapping[str, str]) -> "Measure":
        """This measure, as some lines of before say it (`as_said`)."""
        if self.field == "quantity":
            said = {same_unit(x.unit, units) for x in lines if x.quantity}
        else:
            said = {x.currency for x in lines if x.value}
        return replace(self, unit=as_said(self.unit, said))

    def says(self, amount: float) -> str:
        """An amount in words: "1,200 pieces", "3,400 EUR"."""
        return f"{number(amount)} {self.unit}{_PLURAL.get(self.unit or '', '')}".strip()


_PLURAL = dict.fromkeys(
    ("piece", "kilogram", "gram", "tonne", "metre", "litre", "set", "pair", "pack", "reel"), "s"
)


def number(amount: float) -> str:
    """A number as a sentence may hold it: three figures where it is small, else whole.

    >>> number(1234567.8), number(0.123456), number(119.9), number(12)
    ('1,234,568', '0.123', '120', '12')
    """
    return f"{amount:,.0f}" if amount >= _WHOLE or amount == int(amount) else f"{amount:.3g}"


def units_of(case: Case) -> dict[str, str]:
    """Every way to write a unit, with the one word for it."""
    table = case.tables.rules.history["units"]
    return {text: unit for unit, texts in table.items() for text in texts}


def same_unit(text: str | None, units: Mapping[str, str]) -> str | None:
    """The one word for a unit as written; a unit that nobody knows is its own."""
    plain = text.strip(" .").casefold() if text else ""
    return units.get(plain, plain) or None


def as_said(asked: str | None, said: Collection[str | None]) -> str | None:
    """The unit or currency to look for among those that lines of before say.

    It is the order's own. Where none of the lines says any, as in a table without such a
    column, they are taken to be in it; where the order says none, in the only one they say.

    >>> as_said("EUR", {None}), as_said("EUR", {None, "USD"}), as_said(None, {"EUR"})
    (None, 'EUR', 'EUR')
    """
    return next(iter(said)) if len(said) == 1 and None in {asked, *said} else asked


def amounts(group: Group, units: Mapping[str, str]) -> Iterator[tuple[Measure, float]]:
    """How much of some goods the order is, in each way in which all its lines say it."""
    lines = [goods.line for goods in group.goods]
    written = {same_unit(line.unit, units) for line in lines}
    if len(written) == 1 and all(line.quantity for line in lines):
        yield Measure("quantity", written.pop()), sum(line.quantity or 0 for line in lines)
    paid = {line.currency for line in lines}
    if len(paid) == 1 and None not in paid and all(line.value for line in lines):
        yield Measure("value", paid.pop()), sum(line.value or 0 for line in lines)


def by_order(
    lines: Sequence[PastLine], measure: Measure, units: Mapping[str, str]
) -> list[tuple[date, float]]:
    """Each earlier order with its day and how much of the goods it was, oldest first.

    An order of which no line can be compared is left out.
    """
    measure = measure.fits(lines, units)
    sums: dict[str, float] = defaultdict(float)
    days: dict[str, date] = {}
    for line in lines:
        amount = measure.of(line, units)
        if amount:
            sums[line.order] += amount
            days.setdefault(line.order, line.day)
    return sorted((days[order], amount) for order, amount in sums.items())


def orders(count: int) -> str:
    """A number of orders in words."""
    return "1 earlier order" if count == 1 else f"{count:,} earlier orders"


def of_day(day: date) -> str:
    """A day as a sentence holds it: "24 February 2022"."""
    return f"{day.day} {day:%B %Y}"


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).upper()
