"""What a file says, field by field -> a document, with where each field of its order stood."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from enduse.intake.edocs import codes
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone, gathered
from enduse.model.document import Document, Fact, FactName, Ref, RefKind, Sort
from enduse.model.issue import Gravity, Issue
from enduse.model.unread import Unread

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*|Z|[+-]\d{2}:?\d{2})?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{2,6})?(?:Z|[+-]\d{2,4})?")
_SHORT_DAY = re.compile(r"(\d{2})(\d{2})(\d{2})")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_CENTURY = 2000
_CENTS = 2
_SHOWN = 60


@dataclass(slots=True)
class Goods:
    """A line of goods as said. `description` are its names and words, in their order.

    `price` is for `per` of them, where no value of the line is said. `numbers` are those by
    which others know the goods (GTIN).
    """

    description: list[Said] = field(default_factory=list)
    fields: dict[str, Said] = field(default_factory=dict)
    quantity: Said | None = None
    unit: Said | None = None
    value: Said | None = None
    currency: Said | None = None
    price: Said | None = None
    per: Said | None = None
    numbers: list[Said] = field(default_factory=list)

    def put(self, name: str, said: Said | None) -> None:
        """Set a text field (hs, part_number, manufacturer, origin, eccn) if it is not yet."""
        if said and said.text:
            self.fields.setdefault(name, said)


class Draft:
    """One document in the making."""

    def __init__(self, name: str, sort: Sort, what: str) -> None:
        self.name, self.sort, self.what = name, sort, what
        self.own: Ref | None = None
        self.someone: list[Someone] = []
        self.notes: list[Said] = []
        self.terms: list[Said] = []
        self.unread: list[Unread] = []
        self.currency: Said | None = None
        self.comma = False
        self._places: dict[str, str] = {}
        self._issues: dict[Issue, None] = {}
        self._facts: dict[tuple[str, str, int | None], Fact] = {}
        self._refs: dict[Ref, None] = {}
        self._lines: list[dict[str, Any]] = []
        self._route: list[dict[str, str]] = []
        self._date: str | None = None
        self._end_use: list[Said] = []

    def trouble(
        self, path: str, said: Said | None, says: str, *, gravity: Gravity = "error"
    ) -> None:
        """Report trouble with a field, by its path and place."""
        where = f"{path} ({said.place})" if said and said.place else path
        issue = Issue(where, says, gravity)
        self._issues.setdefault(issue)

    def remark(self, path: str, said: Said | None, says: str) -> None:
        """Say something of a field that was read."""
        self.trouble(path, said, says, gravity="warning")

    # -- the head

    def number(self, kind: RefKind, said: Said | None) -> None:
        """Its own number."""
        if said:
            self.own = Ref(kind, said.text)

    def ref(self, kind: RefKind, said: Said | None) -> None:
        """The number of another paper."""
        if said:
            new = Ref(kind, said.text)
            if new != self.own:
                self._refs.setdefault(new)

    def day(self, said: Said | None, path: str) -> str | None:
        """A day as ISO 8601; one that cannot be read is an issue."""
        if said is None:
            return None
        found = day_in(said.text)
        if found is None:
            says = f"is {said.text[:_SHOWN]!r}; expected a day such as 2024-03-18"
            self.trouble(path, said, says)
        return found

    def dated(self, said: Said | None) -> None:
        """The day of the document, which stands for that of the order."""
        self._date = self.day(said, "date")
        if said and self._date:
            self._places["date"] = said.place
            self.fact("issue_date", said, value=self._date)

    def fact(
        self, name: FactName, said: Said | None, *, value: str = "", line: int | None = None
    ) -> None:
        """Something that no field of an order holds; `value` is what was read of its text."""
        if said and (value or said.text):
            new = Fact(name, value or said.text, said.text, said.place, line)
            self._facts.setdefault((name, new.value, line), new)

    def day_fact(self, name: FactName, said: Said | None) -> None:
        """A fact that is a day; one that cannot be read is a remark, and kept as written."""
        if said:
            found = day_in(said.text)
            if found is None:
                self.remark(name, said, f"is {said.text[:_SHOWN]!r}; expected a day")
            self.fact(name, said, value=found or "")

    def measure(self, name: FactName, said: Said | None, *, line: int | None = None) -> None:
        """A weight in kilograms, or a volume in cubic metres, by its unit."""
        if said is None:
            return
        units = codes.table()["cubic_metres" if name == "volume" else "kilograms"]
        factor = units.get(said.beside.get("unitCode", "MTQ" if name == "volume" else "KGM"))
        amount = self.amount(said)
        if factor is None or amount is None:
            self.remark(name, said, f"is {said.text[:_SHOWN]!r} in a unit that is not known")
        else:
            self.fact(name, said, value=digits(round(amount * factor, 6)), line=line)

    def sum(self, said: Said | None) -> None:
        """What the whole comes to, and in which currency."""
        amount = self.amount(said) if said else None
        if said and amount is not None:
            self.fact("total", said, value=digits(amount))
            code = said.beside.get("currencyID") or (self.currency and self.currency.text)
            if code:
                self.fact("currency", Said(code, said.place))

    def terms_of_delivery(self, code: Said | None, place: Said | None) -> None:
        """The Incoterm and its place."""
        found = codes.incoterm(code.text) if code else None
        if code and found:
            self.fact("incoterm", code, value=found)
            rest = code.text.strip()[3:].strip(" ,")
            place = place or (Said(rest, code.place) if rest else None)
        elif code:
            self.notes.append(Said(f"Delivery terms: {code.text}", code.place))
        self.fact("incoterm_place", place)

    def leg(self, country: Said | None, place: Said | None) -> None:
        """A place that the goods leave from, pass or reach; legs come in their order."""
        made = {
            key: said.text for key, said in (("country", country), ("place", place)) if said
        }
        if made and (not self._route or self._route[-1] != made):
            path = f"route/{len(self._route)}"
            for key, said in (("country", country), ("place", place)):
                if said:
                    self._places[f"{path}/{key}"] = said.place
            self._route.append(made)

    def end_use(self, said: Said | None) -> None:
        """What the goods are said to be for."""
        if said and said.text:
            self._end_use.append(said)

    # -- the goods

    def amount(self, said: Said) -> float | None:
        """A number as written; with a decimal comma where the format has one."""
        text = said.text.replace(",", ".") if self.comma else said.text
        return float(text) if _DECIMAL.fullmatch(text) else None

    def goods(self, line: Goods) -> int:
        """Add a line; returns its place among the lines."""
        number = len(self._lines)
        path = f"lines/{number}"
        made: dict[str, Any] = {}
        words = list(dict.fromkeys(said.text for said in line.description if said.text))
        if words:
            made["description"] = "; ".join(words)
            self._places[f"{path}/description"] = line.description[0].place
        for name, said in line.fields.items():
            if name == "hs" and not codes.is_hs(said.text):
                self.remark(f"{path}/hs", said, f"is {said.text[:_SHOWN]!r}, no goods code")
                continue
            made[name] = (
                self._country(f"{path}/origin", said) if name == "origin" else said.text
            )
            self._places[f"{path}/{name}"] = said.place
        quantity = self._positive(f"{path}/quantity", line.quantity)
        if quantity is not None:
            made["quantity"] = quantity
        if line.unit and line.unit.text and line.quantity:
            made["unit"] = codes.unit(line.unit.text)
            self._places[f"{path}/unit"] = line.unit.place
        self._value(path, line, made)
        if line.numbers and not made.keys() & {"description", "hs"}:
            number_said = line.numbers[0].text
            says = f"are told by a number alone ({number_said}), and not what they are"
            self.remark(path, line.numbers[0], says)
        self._lines.append({key: each for key, each in made.items() if each is not None})
        return number

    def _value(self, path: str, line: Goods, made: dict[str, Any]) -> None:
        value = self._positive(f"{path}/value", line.value)
        if line.value is None and line.price and "quantity" in made:
            price = self._positive(f"{path}/value", line.price)
            per = (self.amount(line.per) if line.per else None) or 1
            if price is not None:
                value = round(price * made["quantity"] / per, _CENTS)
                self._places[f"{path}/value"] = f"{line.price.place}, times the quantity"
        currency = line.currency or self.currency
        if value is not None:
            made["value"] = value
            if currency:
                made["currency"] = currency.text.upper()
                self._places[f"{path}/currency"] = currency.place

    def _positive(self, path: str, said: Said | None) -> float | None:
        if said is None:
            return None
        amount = self.amount(said)
        if amount is None:
            self.trouble(path, said, f"is {said.text[:_SHOWN]!r}; expected a number")
            return None
        self._places[path] = said.place
        if amount < 0:
            says = f"is {said.text[:_SHOWN]}, below zero: goods given back, or a credit?"
            self.remark(path, said, says)
            return None
        return amount

    def _country(self, path: str, said: Said) -> str:
        code, remark = country_code(said.text)
        if remark:
            self.remark(path, said, remark)
        return code

    # -- the whole

    def document(self) -> Document:
        """The document as drafted."""
        wire: dict[str, Any] = {"date": self._date} if self._date else {}
        wire["parties"] = self._parties()
        if self._lines:
            wire["lines"] = self._lines
        route = [
            {**e, "country": self._country(f"route/{at}/country", Said(e["country"]))}
            if "country" in e else e
            for at, e in enumerate(self._route)
        ]  # fmt: skip
        if route:
            wire["route"] = route
        self._text(wire, "end_use", self._end_use)
        terms: dict[str, Any] = {}
        self._text(terms, "terms", self.terms, at="payment/")
        if terms:
            wire["payment"] = terms
        self._text(wire, "notes", self.notes)
        return Document(
            name=self.name, sort=self.sort, what=self.what, wire=wire, exact=True, own=self.own,
            refs=tuple(self._refs), places=self._places, facts=tuple(self._facts.values()),
            issues=tuple(self._issues), unread=tuple(self.unread),
        )  # fmt: skip

    def _text(
        self, into: dict[str, Any], name: str, some: Sequence[Said], *, at: str = ""
    ) -> None:
        texts = list(dict.fromkeys(said.text for said in some if said.text))
        if texts:
            into[name] = "\n".join(texts)
            self._places[at + name] = next(said.place for said in some if said.text)

    def _parties(self) -> list[dict[str, Any]]:
        made = []
        for number, each in enumerate(gathered(self.someone)):
            path = f"parties/{number}"
            record, places = each.as_record()
            self._places |= {f"{path}/{key}": place for key, place in places.items()}
            if each.country and "country" in record:
                record["country"] = self._country(f"{path}/country", each.country)
            for at, owner in enumerate(record.get("owners", ())):
                if "country" in owner:
                    held = Said(owner["country"], places.get(f"owners/{at}/country", ""))
                    owner["country"] = self._country(f"{path}/owners/{at}/country", held)
            for says, said in {says: said for said, says in reversed(each.remarks)}.items():
                self.remark(path, said, says)
            made.append(record)
        return made


def day_in(text: str) -> str | None:
    """A day as ISO 8601, out of the ways that e-documents write one.

    >>> day_in("2014-11-13+01:00"), day_in("202003311232"), day_in("240318"), day_in("soon")
    ('2014-11-13', '2020-03-31', '2024-03-18', None)
    """
    found = _DAY.fullmatch(text) or _PLAIN_DAY.fullmatch(text)
    short = None if found else _SHORT_DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        if short:
            return date(_CENTURY + int(short[1]), int(short[2]), int(short[3])).isoformat()
    except ValueError:
        return None
    return None


def digits(amount: float) -> str:
    """A number as digits with a point, without zeros that say nothing.

    >>> digits(1000.0), digits(0.012)
    ('1000', '0.012')
    """
    return f"{amount:.6f}".rstrip("0").rstrip(".")


_OTHERS: Mapping[str, tuple[str, str]] = {
    "EL": ("GR", "is EL, as tax offices write Greece; read as GR"),
    "UK": ("GB", "is UK; read as GB"),
    "XI": ("GB", "is XI, Northern Ireland; read as GB"),
}


def country_code(text: str) -> tuple[str, str]:
    """A country's code in capitals, and what to say of it; codes of tax offices are turned.

    >>> country_code("nl"), country_code("EL")[0]
    (('NL', ''), 'GR')
    """
    code = text.strip().upper()
    return _OTHERS.get(code, (code, ""))
