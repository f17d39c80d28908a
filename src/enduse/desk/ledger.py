"""A history made ready to be asked: who the same customer is, and what was sold to whom."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from enduse.goods.codes import short_code
from enduse.intake.past_orders import lines_of
from enduse.model.history import Change, Customer, History, PastLine
from enduse.model.order import SCHEMES, Order, Party
from enduse.names.ready import ready

_OF_COUNTRY = frozenset({"registration", "tax", "national_id", "passport"})
"""Schemes whose numbers are given anew in every country."""

_NAMES = frozenset({"consignee", "end_user", "payer"})
_CHANGING = ("destination", "place", "consignee", "end_user", "payer", "payer_country")
_BUYS = ("buyer", "consignee", "end_user")
_REMEMBERED = 32
_HEADING = 4


@dataclass(frozen=True, slots=True)
class _Known:
    """One way in which the history names a customer."""

    readings: frozenset[tuple[str, ...]]
    country: str | None
    ids: frozenset[tuple[str, str]]


class _Rows:
    """The rows of each code of a column, without a list for each."""

    def __init__(self, codes: Sequence[int], count: int) -> None:
        self._starts = array("I", [0]) * (count + 1)
        for code in codes:
            self._starts[code + 1] += 1
        for code in range(count):
            self._starts[code + 1] += self._starts[code]
        at, self._rows = array("I", self._starts), array("I", [0]) * len(codes)
        for row, code in enumerate(codes):
            self._rows[at[code]] = row
            at[code] += 1

    def of(self, code: int) -> Sequence[int]:
        """The rows that have a code, in their order."""
        return self._rows[self._starts[code] : self._starts[code + 1]]


class Ledger:
    """Answers what the tests ask of the past. Made once; what it looks up, it keeps.

    A customer is known again by a number that decides who it is, else by the same words in
    its name (legal form, case, script and order of words apart) in the same country. Numbers
    of one scheme, or countries, that contradict each other make two customers.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self.source = history.source
        self._lines_of = lru_cache(_REMEMBERED)(self._lines)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and last day of an order."""
        days = [day for day in self._values("day") if isinstance(day, date)]
        return (min(days), max(days)) if days else None

    def customer(self, order: Order, day: date) -> Customer | None:
        """The customer of an order, and what it bought before a day."""
        found = _buyer(order)
        if found is None:
            return None
        path, party = found
        asked = _known(party.name, party.country, party.ids)
        same, elsewhere, by = self._same(asked)
        return Customer(
            path,
            party.name or next((value for _, value in party.ids), path),
            by,
            _earlier(self._lines_of("customer", same), order, day),
            _earlier(self._lines_of("customer", elsewhere), order, day),
        )

    def sold(self, codes: frozenset[str], order: Order, day: date) -> tuple[PastLine, ...]:
        """Lines to anybody of goods under some codes; one of four digits is a heading."""
        wanted = [
            at
            for at, code in enumerate(self._short)
            if code in codes or (len(code) > _HEADING and code[:_HEADING] in codes)
        ]
        return _earlier(self._lines_of("hs", tuple(wanted)), order, day)

    def part(self, number: str, order: Order, day: date) -> tuple[PastLine, ...]:
        """Lines to anybody of a part number, signs and case apart."""
        asked = bare(number)
        texts = self._values("part_number")
        wanted = [at for at, text in enumerate(texts) if text and bare(str(text)) == asked]
        return _earlier(self._lines_of("part_number", tuple(wanted)), order, day)

    def changes(self, order: Order) -> tuple[Change, ...] | None:
        """What an order says otherwise than its first version in the history, by field."""
        code = self._order_codes.get(order.id)
        if code is None:
            return None
        rows = self._groups("order").of(code)
        versions = sorted(map(self._history.line, rows), key=_version)
        now = next(lines_of(replace(order, date=order.date or date.min)))
        return tuple(
            change for field in _CHANGING if (change := _change(field, [*versions, now]))
        )

    def _values(self, column: str) -> tuple[object, ...]:
        return self._history.values[self._history.place(column)]

    @cached_property
    def _short(self) -> tuple[str, ...]:
        return tuple(short_code(str(text)) if text else "" for text in self._values("hs"))

    @cached_property
    def _order_codes(self) -> dict[object, int]:
        return {text: code for code, text in enumerate(self._values("order"))}

    @cached_property
    def _customers(self) -> tuple[tuple[_Known, ...], _Rows]:
        """Every way in which a customer is named, and the rows of each."""
        columns = [
            self._history.codes[self._history.place(name)]
            for name in ("customer", "country", "ids")
        ]
        codes: dict[tuple[int, ...], int] = {}
        of_row = array(
            "L", (codes.setdefault(k, len(codes)) for k in zip(*columns, strict=True))
        )
        names, countries, ids = (self._values(n) for n in ("customer", "country", "ids"))
        known = tuple(_known(names[n], countries[c], ids[i]) for n, c, i in codes)
        return known, _Rows(of_row, len(known))

    @lru_cache(_REMEMBERED)  # noqa: B019  # a ledger lives as long as its desk
    def _same(self, asked: _Known) -> tuple[tuple[int, ...], tuple[int, ...], str]:
        same: list[int] = []
        elsewhere: list[int] = []
        how = set()
        for at, known in enumerate(self._customers[0]):
            common = asked.ids & known.ids
            if common:
                same.append(at)
                how |= {f"{scheme.partition(' ')[0]} {value}" for scheme, value in common}
            elif asked.readings.isdisjoint(known.readings):
                continue
            elif _other(asked.country, known.country):
                elsewhere.append(at)
            elif not _contradict(asked.ids, known.ids):
                same.append(at)
        return tuple(same), tuple(elsewhere), ", ".join(sorted(how)) or "name and country"

    def _lines(self, column: str, codes: tuple[int, ...]) -> tuple[PastLine, ...]:
        groups = self._customers[1] if column == "customer" else self._groups(column)
        rows = sorted(row for code in codes for row in groups.of(code))
        ended = (self._history.line(row) for row in rows if row not in self._replaced)
        return tuple(sorted(ended, key=lambda each: each.day))

    @cached_property
    def _replaced(self) -> frozenset[int]:
        """Rows of a version of an order that another came after: they were never shipped."""
        if len(self._values("version")) == len(self._values("changed")) == 1:
            return frozenset()  # every line says the same: there are no versions
        places = (self._history.place(name) for name in ("order", "version", "changed"))
        orders, versions, changes = (self._history.codes[place] for place in places)
        known: dict[tuple[int, int], int] = {}
        pairs = zip(versions, changes, strict=True)
        keys = array("I", (known.setdefault(pair, len(known)) for pair in pairs))
        texts, days = self._values("version"), self._values("changed")
        stamps = [_stamp(texts[version], days[changed]) for version, changed in known]
        last: dict[int, int] = {}
        for order, key in zip(orders, keys, strict=True):
            if stamps[key] >= stamps[last.setdefault(order, key)]:
                last[order] = key
        numbered = enumerate(zip(orders, keys, strict=True))
        return frozenset(row for row, (order, key) in numbered if last[order] != key)

    @lru_cache(8)  # noqa: B019  # as many as there are columns to group by
    def _groups(self, column: str) -> _Rows:
        at = self._history.place(column)
        return _Rows(self._history.codes[at], len(self._history.values[at]))


def _earlier(lines: Iterable[PastLine], order: Order, day: date) -> tuple[PastLine, ...]:
    return tuple(each for each in lines if each.day < day and each.order != order.id)


def _buyer(order: Order) -> tuple[str, Party] | None:
    """Who buys; else who receives; of a bare party, that party."""
    for role in _BUYS:
        for number, party in enumerate(order.parties):
            if party.role == role and (party.name or party.ids):
                return f"parties/{number}", party
    alone = order.parties[0] if len(order.parties) == 1 else None
    return ("parties/0", alone) if alone and alone.role != "seller" else None


def _known(name: object, country: object, ids: object) -> _Known:
    where = str(country) if country else None
    pairs = ids if isinstance(ids, tuple) else ()
    numbers = {
        (f"{scheme} {where}" if scheme in _OF_COUNTRY else scheme, bare(value))
        for scheme, value in pairs
        if scheme in SCHEMES and bare(value)
    }
    return _Known(readings(str(name)) if name else frozenset(), where, frozenset(numbers))


@lru_cache(10_000)
def readings(text: str) -> frozenset[tuple[str, ...]]:
    """The words of a name, sorted, in each way to read them; of a name without any, none."""
    name = ready(text, kind="unknown")
    return frozenset(tuple(sorted(each)) for each in name.readings()) if name else frozenset()


def bare(text: str) -> str:
    """A number without what people write differently: case, blanks and signs.

    >>> bare("XC7A100T-2FGG484I"), bare("ru 7701.234")
    ('XC7A100T2FGG484I', 'RU7701234')
    """
    return "".join(filter(str.isalnum, text)).upper()


def _other(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _contradict(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    theirs = dict(other)
    return any(theirs.get(scheme, value) != value for scheme, value in one)


def _version(line: PastLine) -> tuple[date, int, str]:
    return _stamp(line.version, line.changed)


def _stamp(version: object, changed: object) -> tuple[date, int, str]:
    """What puts the versions of an order in their order: the day, the number, the text."""
    number = str(version or "")
    day = changed if isinstance(changed, date) else date.min
    return day, int(number) if number.isdecimal() else 0, number


def _change(field: str, versions: Sequence[PastLine]) -> Change | None:
    """What a field said first and says last, where both are said and differ."""
    said = [(str(value), each) for each in versions if (value := getattr(each, field))]
    if len(said) < 2 or _alike(field, said[0][0], said[-1][0]):  # noqa: PLR2004  # first, last
        return None
    since = len(said)
    while _alike(field, said[since - 1][0], said[-1][0]):
        since -= 1
    return Change(field, said[0][0], said[-1][0], said[since][1].changed)


def _alike(field: str, one: str, other: str) -> bool:
    if bare(one) == bare(other):
        return True
    return field in _NAMES and not readings(one).isdisjoint(readings(other))
