"""What a Swiss target holds beside names: births, papers, addresses, prose, ties."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.lists.tree import Node
from enduse.lists.un_facts import day
from enduse.model.dates import DateSpan
from enduse.model.listing import Identifier, Link, ListedAddress

_PAPERS: Mapping[str, str] = {
    "passport": "passport", "diplomatic-passport": "passport", "id-card": "national_id",
}  # fmt: skip
_LINES = ("c-o", "address-details", "p-o-box", "zip-code", "location", "area")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that identities point to: its words, and the publisher's word for its country."""

    location: str = ""
    area: str = ""
    country: str | None = None

    def text(self) -> str:
        """The place in one line."""
        return ", ".join(words for words in (self.location, self.area, self.country) if words)


@dataclass(slots=True)
class Facts:
    """What the identities of one target hold, on the way into an entry."""

    person: bool
    places: Mapping[str, Place]
    addresses: list[ListedAddress] = field(default_factory=list)
    birth_dates: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    ids: list[Identifier] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    lost_places: int = 0

    def take(self, identity: Node) -> None:
        """Everything of one identity but its names."""
        takers = {
            "day-month-year": self._born, "place-of-birth": self._birth_place,
            "nationality": self._nationality, "address": self._address,
            "identification-document": self._paper,
        }  # fmt: skip
        for tag, taker in takers.items():
            for node in identity.take(tag):
                node.attribute("ssid")  # the file's own number of the row
                taker(node)
                node.close()

    def _born(self, node: Node) -> None:
        """A date, in parts. Of a firm or a ship it is no birth and stays a fact."""
        calendar, quality = node.attribute("calendar"), node.attribute("quality")
        parts = tuple(node.attribute(part) for part in ("year", "month", "day"))
        text = "-".join(part.rjust(2, "0") for part in parts if part)
        span = _span(parts, text, circa=quality == "low") if self.person else None
        if span and calendar in ("", "Gregorian"):
            self.birth_dates += [span] if span not in self.birth_dates else []
        elif text:
            label = "Date of birth" if self.person else "Date"
            self.facts.append((label, f"{text} ({calendar})" if calendar else text))

    def _birth_place(self, node: Node) -> None:
        words = ", ".join(words for words in (*_lines(node), self._place(node).text()) if words)
        self._remember(self.birth_places, words)
        _quality(node, "Place of birth", self.facts)

    def _nationality(self, node: Node) -> None:
        self._remember(self.nationalities, _country(node))
        _quality(node, "Nationality", self.facts)

    def _address(self, node: Node) -> None:
        """An address: its own lines, then the place it points to, the country beside them."""
        place, country = self._place(node), _country(node)
        text = ", ".join(w for w in (*_lines(node), place.location, place.area) if w)
        found = ListedAddress(text, country or place.country)
        if (text or found.country) and found not in self.addresses:
            self.addresses.append(found)
        self.facts += [("Address remark", words) for words in [node.text("remarks")] if words]
        _quality(node, "Address", self.facts)

    def _paper(self, node: Node) -> None:
        """A paper that names a person; one without a number is kept as a fact."""
        label, number = node.attribute("document-type"), node.text("number")
        issuers = node.take("issuer")
        country = " ".join(one.words or one.attribute("code") for one in issuers) or None
        for one in issuers:
            one.attribute("code")
            one.close()
        told = [("issued", _date_of(node, "date-of-issue")),
                ("expires", _date_of(node, "expiry-date")),
                ("", node.text("remark", "remarks"))]  # fmt: skip
        note = "; ".join(f"{how} {words}".strip() for how, words in told if words)
        if number:
            scheme = _PAPERS.get(label, "other")
            self.ids.append(Identifier(scheme, number, label, country, note or None))
        elif label or note:
            self.facts.append(("Document", "; ".join(w for w in (label, country, note) if w)))
        self._place(node)

    def _place(self, node: Node) -> Place:
        number = node.attribute("place-id")
        if number and number not in self.places:
            self.lost_places += 1
        return self.places.get(number, Place())

    @staticmethod
    def _remember(where: list[str], words: str) -> None:
        if words and words not in where:
            where.append(words)


def place(node: Node) -> tuple[str, Place]:
    """A <place> and its number. Other spellings stand behind its first, in brackets."""
    number, location, area = node.attribute("ssid"), node.text("location"), node.text("area")
    for tag, words in (("location-variant", location), ("area-variant", area)):
        more = []
        for other in node.take(tag):
            more += [other.words] if other.words and other.words != words else []
            for upkeep in ("variant-type", "lang", "script", "ssid"):
                other.attribute(upkeep)
            other.close()
        if more and tag == "location-variant":
            location = f"{location} ({'; '.join(dict.fromkeys(more))})".strip()
        elif more:
            area = f"{area} ({'; '.join(dict.fromkeys(more))})".strip()
    country = _country(node) or None
    node.close()
    return number, Place(location, area, country)


def labelled(node: Node, tag: str, label: str) -> list[tuple[str, str]]:
    """The words of the children named so, each under `label`."""
    found = []
    for child in node.take(tag):
        for upkeep in ("ssid", "lang"):
            child.attribute(upkeep)
        found += [(label, child.words)] if child.words else []
        child.close()
    return found


def attributes(node: Node) -> list[tuple[str, str]]:
    """The file's own open-ended facts, each under its own name."""
    found = []
    for child in node.take("generic-attribute"):
        child.attribute("ssid")
        label = child.attribute("name") or "Attribute"
        found += [(label, child.words)] if child.words else []
        child.close()
    return found


def links(node: Node) -> tuple[Link, ...]:
    """Ties to other targets, by their number until every target is read."""
    links = []
    for child in node.take("relation"):
        number, sort = child.attribute("target-id"), child.attribute("relation-type")
        child.attribute("ssid")
        remark = child.text("remark", "remarks")
        child.close()
        relation = f"{sort} ({remark})" if remark else sort
        links += [Link(number, relation)] if number else []
    return tuple(links)


def _lines(node: Node) -> list[str]:
    """The lines of an address that stand in the element itself."""
    found = [(tag, node.text(tag)) for tag in _LINES]
    return [f"P.O. Box {w}" if tag == "p-o-box" else w for tag, w in found if w]


def _country(node: Node) -> str:
    """The country as published: the word, or its code where there is no word."""
    words = []
    for child in node.take("country"):
        code = child.attribute("iso-code")
        words += [child.words or code]
        child.close()
    return ", ".join(word for word in words if word)


def _quality(node: Node, label: str, facts: list[tuple[str, str]]) -> None:
    """The doubt that the publisher has of a fact, as a fact of its own."""
    quality = node.attribute("quality")
    node.attribute("main")
    if quality not in ("", "good"):
        facts.append((f"{label} quality", quality))


def _date_of(node: Node, tag: str) -> str:
    """A date as text or as <day-month-year> in parts."""
    words = []
    for child in node.take(tag):
        words += [child.words] if child.words else []
        for inner in child.take("day-month-year"):
            parts = [inner.attribute(part) for part in ("year", "month", "day")]
            words.append("-".join(part.rjust(2, "0") for part in parts if part))
            for upkeep in ("ssid", "calendar", "quality"):
                inner.attribute(upkeep)
            inner.close()
        child.close()
    return " ".join(word for word in words if word)


def _span(parts: tuple[str, ...], text: str, *, circa: bool) -> DateSpan | None:
    """A day, a month or a year; None where the parts are no date."""
    year, month, of = parts
    exact = day(f"{year:0>4}-{month or '01':0>2}-{of or '01':0>2}")
    if exact is None or (of and not month):
        return None
    if of:
        return DateSpan.of_day(exact, text, circa=circa)
    if month:
        return DateSpan.of_month(exact.year, exact.month, text, circa=circa)
    return DateSpan.of_years(exact.year, text=text, circa=circa)
