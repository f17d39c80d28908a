"""What the parties of OFAC's ADVANCED XML point to: words, places and dates.

ReferenceValueSets   number -> word ("1571" -> "Passport"), one set a kind of word
Locations            number -> address
DatePeriod, Date     days, and how sure OFAC is of them
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date

from enduse.lists import ofac_party
from enduse.lists.ofac_dates import MONTHS
from enduse.lists.ofac_party import Log
from enduse.lists.tree import Node
from enduse.model.dates import DateSpan
from enduse.model.listing import ListedAddress

# Every set of the format. The words of the second row are about the file or say
# "Unknown" for all that was ever published, and nothing here is read from them.
_USED = ("AliasType", "AreaCode", "Country", "DetailReference", "EntryEventType",
         "FeatureType", "IDRegDocDateType", "IDRegDocType", "LegalBasis", "List",
         "LocPartType", "NamePartType", "PartySubType", "PartyType", "RelationType",
         "SanctionsType", "Script", "Validity")  # fmt: skip
_UNUSED = ("AreaCodeType", "CalendarType", "CountryRelevance", "DecisionMakingBody",
           "DetailType", "DocNameStatus", "EntryLinkType", "ExRefType", "FeatureTypeGroup",
           "IdentityFeatureLinkType", "LegalBasisType", "LocPartValueStatus",
           "LocPartValueType", "Organisation", "RelationQuality", "Reliability",
           "SanctionsProgram", "ScriptStatus", "SubsidiaryBody", "SupInfoType",
           "TargetType")  # fmt: skip
_BESIDE = ("CountryID", "AreaCodeTypeID", "ISO2", "ISO3",
           "FeatureTypeGroupID", "LegalBasisShortRef", "LegalBasisTypeID",
           "SanctionsProgramID", "Symmetrical", "ScriptCode", "HasAppendedText")  # fmt: skip
_FIXED = ("YearFixed", "MonthFixed", "DayFixed")
_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "REGION")
_UNDETERMINED = "undetermined"
_PLAIN = re.compile(r"[0-9]{1,4} [0-9]{1,2} [0-9]{1,2}")


@dataclass(slots=True)
class Sets:
    """The words and places of one file, asked for by number."""

    log: Log
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    places: dict[str, ListedAddress] = field(default_factory=dict)

    def word(self, kind: str, number: str) -> str:
        """The word of the set `kind` under `number`.

        A number that no set explains is counted, and stands for itself ("Country 7").
        """
        found = self.words.get((kind, number))
        if found is None:
            self.log.says[f"numbers of {kind} are in no reference set"] += 1
            return f"{kind} {number}".strip()
        return found

    def place(self, number: str) -> ListedAddress:
        """The address under `number`; an empty one, counted as lost, where there is none."""
        found = self.places.get(number)
        if found is None:
            self.log.errors["locations are referred to and not in the file"] += 1
            return ListedAddress("")
        return found

    def take_words(self, node: Node) -> None:
        """Keep every word of ReferenceValueSets."""
        for kind in _USED:
            for section in node.take(f"{kind}Values"):
                for each in section.take(kind):
                    _take_word(each, kind, self)
                section.close()
        for kind in _UNUSED:
            node.take(f"{kind}Values")
        node.close()

    def take_place(self, node: Node) -> None:
        """Keep the address of one Location."""
        self.places[node.attribute("ID")] = _place(node, self)
        node.close()


def period(node: Node, log: Log) -> DateSpan | None:
    """The days of a DatePeriod: from the earliest start to the latest end.

    A whole year stands there as 1 January to 31 December. None where there are no days;
    counted where they are no dates or run backwards.
    """
    for unused in ("CalendarTypeID", *_FIXED):
        node.attribute(unused)
    starts, ends = node.take("Start"), node.take("End")
    node.close()
    if not starts and not ends:  # OFAC writes an empty period beside every measure
        return None
    circa = [bound.attribute("Approximate") == "true" for bound in (*starts, *ends)]
    first = [_bound(bound, "From", "To", last=False) for bound in starts]
    last = [_bound(bound, "To", "From", last=True) for bound in ends]
    days = [each for each in (*first, *last) if each]
    if (len(first), len(last), len(days)) != (1, 1, 2) or days[0] > days[1]:
        log.says["date periods are no dates"] += 1
        return None
    text = ("circa " if any(circa) else "") + _written(days[0], days[1])
    return DateSpan(days[0], days[1], text, any(circa))


def _bound(node: Node, outer: str, inner: str, *, last: bool) -> date | None:
    """The outer of the two days that a start or an end may be."""
    for unused in _FIXED:
        node.attribute(unused)
    for each in node.take(inner):
        day(each, last=last)  # the inner day narrows nothing
    found = [day(each, last=last) for each in node.take(outer)]
    node.close()
    return found[0] if len(found) == 1 else None


def day(node: Node, *, last: bool) -> date | None:
    """The day of a Date, From or To; without a month or day the first or last there is."""
    node.attribute("CalendarTypeID")
    year, month, number = (node.text(tag) for tag in ("Year", "Month", "Day"))
    node.close()
    month = month or ("12" if last else "1")
    if not _PLAIN.fullmatch(f"{year} {month} {number or 1}"):
        return None
    try:
        ends = (1, calendar.monthrange(int(year), int(month))[1])
        return date(int(year), int(month), int(number or ends[last]))
    except ValueError:  # such as month 13
        return None


def _written(first: date, last: date) -> str:
    """The days in the style of OFAC's other formats: "1962", "12 Feb 1961", "X to Y"."""
    if first == last:
        return _day_text(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = (f"{first.year:04}", f"{last.year:04}")
        return years[0] if first.year == last.year else " to ".join(years)
    month_end = calendar.monthrange(first.year, first.month)[1]
    if first.day == 1 and last == first.replace(day=month_end):
        return f"{MONTHS[first.month - 1]} {first.year:04}"
    return f"{_day_text(first)} to {_day_text(last)}"


def _day_text(day: date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year:04}"


def _take_word(node: Node, kind: str, sets: Sets) -> None:
    number = node.attribute("ID")
    # A code is told by its country in plain words, which stand beside it.
    described = node.attribute("Description")
    sets.words[kind, number] = described if kind == "AreaCode" else node.words
    if kind == "PartySubType":
        sets.types[number] = node.attribute("PartyTypeID")
    for unused in _BESIDE:
        node.attribute(unused)
    node.close()


def _place(node: Node, sets: Sets) -> ListedAddress:
    """An address in the style of the CSV files; its country is OFAC's word."""
    for back in ("FeatureVersionReference", "IDRegDocumentReference"):
        node.take(back)  # says who points here
    countries = [_reference(each, "Country", sets) for each in node.take("LocationCountry")]
    areas = [_reference(each, "AreaCode", sets) for each in node.take("LocationAreaCode")]
    told: dict[str, list[str]] = {}
    for part in node.take("LocationPart"):
        kind = sets.word("LocPartType", part.attribute("LocPartTypeID"))
        told.setdefault(kind, []).extend(_values(part, sets.log))
        part.close()
    city, region, postcode = (
        " / ".join(told.pop(kind, ())) for kind in ("CITY", "STATE/PROVINCE", "POSTAL CODE")
    )
    lines = [" / ".join(told.pop(kind, ())) for kind in _LINES]
    lines += [" / ".join(texts) for texts in told.values()]
    text = ofac_party.address_text(lines, city=city, region=region, postcode=postcode)
    known = [name for name in countries or areas if name and name != _UNDETERMINED]
    return ListedAddress(text, "; ".join(known) or None)


def _reference(node: Node, kind: str, sets: Sets) -> str:
    number = node.attribute(f"{kind}ID")
    node.attribute("CountryRelevanceID")
    node.close()
    return sets.word(kind, number)


def _values(part: Node, log: Log) -> list[str]:
    """The spellings of one part of an address; all are kept, since any may be met."""
    found: list[str] = []
    for each in part.take("LocationPartValue"):
        for unused in ("Primary", "LocPartValueTypeID", "LocPartValueStatusID"):
            each.attribute(unused)
        found += [text for text in [each.text("Value")] if text]
        if each.text("Comment"):
            log.says["comments on parts of addresses were not read"] += 1
        each.close()
    return found
