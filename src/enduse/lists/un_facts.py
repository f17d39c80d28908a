"""The parts of a UN entry: aliases, births, papers, addresses, numbers in prose."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from enduse.lists.segments import split
from enduse.lists.tree import Node
from enduse.model.dates import DateSpan
from enduse.model.listing import Identifier, ListedAddress, ListedName, NameKind, Strength

_QUALITIES: Mapping[str, tuple[NameKind, Strength]] = {
    "good": ("aka", "strong"), "a.k.a.": ("aka", "strong"), "f.k.a.": ("fka", "strong"),
    "low": ("aka", "weak"),
}  # fmt: skip
# Some copies carry a time zone behind the day ("2012-12-31-05:00"), or a time of day.
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?")
_YEARS = re.compile(r"(\d{4})(?: ?- ?(\d{4}))?")
_NATIONAL = re.compile(r"national id|identification (?:number|card|no)|identity (?:card|number)"
                       r"|national number|identification", re.IGNORECASE)  # fmt: skip
_PASSPORT = re.compile(r"passport|passeport|pasaporte", re.IGNORECASE)
_IMO = re.compile(r"(?:\bIMO number:?|\bCompany Number IMO) ?(\d{7})\b", re.IGNORECASE)


@dataclass(slots=True)
class Facts:
    """What the parts of one entry hold, on the way into it."""

    addresses: list[ListedAddress] = field(default_factory=list)
    birth_dates: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    ids: list[Identifier] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    placeholders: int = 0


def day(text: str) -> date | None:
    """An ISO date, with or without a time zone; None where there is none.

    >>> day("2012-12-31-05:00")
    datetime.date(2012, 12, 31)
    """
    match = _DAY.fullmatch(text.strip()) if text.isascii() else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:  # such as 2012-02-30
        return None


def aliases(node: Node, facts: Facts) -> tuple[list[ListedName], list[str]]:
    """The names of one alias, and what was odd about it.

    Several names may stand in one, parted by semicolons. An alias without a name is a
    placeholder of the file's maker and is counted. A quality new to us is taken as strong:
    the name is then looked for no less than any other.
    """
    quality, written = node.text("QUALITY"), node.text("ALIAS_NAME")
    names = [part for text in split(written) if (part := text.strip())]
    note = node.text("NOTE")
    facts.facts += [("Alias note", f"{written}: {note}")] if note else []
    born = node.text("DATE_OF_BIRTH")
    if born:
        _birth(born, facts, label="Alias date of birth")
    place = ", ".join(
        p for p in (node.text("CITY_OF_BIRTH"), node.text("COUNTRY_OF_BIRTH")) if p
    )
    facts.birth_places += [place] if place else []
    kind, strength = _QUALITIES.get(quality.lower(), ("aka", "strong"))
    if not names:
        facts.placeholders += 1
        return [], []
    known = quality.lower() in _QUALITIES
    odd = [] if known else [f"aliases have the quality {quality!r}, taken as strong"]
    return [ListedName(name, kind, strength) for name in names], odd


def birth_date(node: Node, facts: Facts) -> None:
    """A date of birth: EXACT, APPROXIMATELY or BETWEEN; a day, a year, or two years."""
    circa = node.text("TYPE_OF_DATE").upper() == "APPROXIMATELY"
    written = node.text("DATE") or node.text("YEAR")
    years = node.text("FROM_YEAR"), node.text("TO_YEAR")
    text = written or " - ".join(year for year in years if year)
    if text:
        _birth(text, facts, circa=circa)
    note = node.text("NOTE")
    facts.facts += [("Date of birth note", note)] if note else []


def birth_place(node: Node, facts: Facts) -> None:
    """A place of birth in one line, from the street to the country."""
    tags = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
    place = ", ".join(text for tag in tags if (text := node.text(tag)))
    facts.birth_places += [place] if place else []
    note = node.text("NOTE")
    facts.facts += [("Place of birth note", note)] if note else []


def address(node: Node, facts: Facts) -> None:
    """An address: its lines in one, the country beside it."""
    tags = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")
    text = ", ".join(words for tag in tags if (words := node.text(tag)))
    country, note = node.text("COUNTRY") or None, node.text("NOTE")
    if text or country:
        facts.addresses.append(ListedAddress(text, country))
    facts.facts += [("Address note", note)] if note else []


def document(node: Node, facts: Facts) -> None:
    """A paper that names a person; one without a number is kept as a fact.

    The label is the UN's second, more exact word for the paper where there is one; the
    scheme follows both words.
    """
    label = node.text("TYPE_OF_DOCUMENT2") or ""
    general = node.text("TYPE_OF_DOCUMENT")
    number = node.text("NUMBER")
    country = node.text("ISSUING_COUNTRY") or node.text("COUNTRY_OF_ISSUE") or None
    elsewhere = node.text("COUNTRY_OF_ISSUE")
    told = (("issued in", node.text("CITY_OF_ISSUE")), ("issued in", elsewhere),
            ("issued", node.text("DATE_OF_ISSUE")), ("", node.text("NOTE")))  # fmt: skip
    note = "; ".join(f"{how} {text}".strip() for how, text in told if text)
    words = label or general
    if number:
        scheme = _scheme(f"{label} {general}")
        facts.ids.append(Identifier(scheme, number, words, country, note or None))
        return
    rest = "; ".join(text for text in (words, country or "", note) if text)
    facts.facts += [("Document", rest)] if rest else []


TAKERS: Mapping[str, Callable[[Node, Facts], None]] = {
    "DATE_OF_BIRTH": birth_date,
    "PLACE_OF_BIRTH": birth_place,
    "DOCUMENT": document,
    "ADDRESS": address,
}
"""Element name without "INDIVIDUAL_" or "ENTITY_" -> who reads it."""


def ship_numbers(comments: str) -> list[Identifier]:
    """IMO numbers that the comments on an entity give, as those of a shipping company.

    The format has no element for them. In the editions seen (2020 to 2025) each such
    number is the company's own, in the form "IMO number: 5571322".
    """
    found = dict.fromkeys(_IMO.findall(comments))
    return [Identifier("imo", n, "IMO number", note="from the comments") for n in found]


def _birth(
    text: str, facts: Facts, *, circa: bool = False, label: str = "Date of birth"
) -> None:
    """Put a date of birth where dates go, or among the facts where it is none."""
    exact, years = day(text), _YEARS.fullmatch(text) if text.isascii() else None
    if exact:
        facts.birth_dates.append(DateSpan.of_day(exact, text, circa=circa))
    elif years and 0 < int(years[1]) <= int(years[2] or years[1]):
        last = int(years[2] or years[1])
        facts.birth_dates.append(DateSpan.of_years(int(years[1]), last, text=text, circa=circa))
    else:
        facts.facts.append((label, text))


def _scheme(words: str) -> str:
    if _PASSPORT.search(words):
        return "passport"
    return "national_id" if _NATIONAL.search(words) else "other"
