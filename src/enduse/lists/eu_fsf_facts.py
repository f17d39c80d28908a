"""What the EU's financial sanctions files say of a party, whichever file says it.

The XML has an element for every name, address, birth, paper and citizenship; the CSV has a
line. Both come here as fields under the names that the XML gives them. The publisher's own
numbering, the language of a name and the act behind each single fact are not kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from enduse.lists.eu_fsf_papers import identifiers
from enduse.lists.un_facts import day
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, NameKind
from enduse.model.order import Kind

Fields = Mapping[str, str]
"""What is filled in one element or line: the name of the attribute -> its text."""

LIST_ID = "eu_fsf"
# "enterprise" covers firms, ministries, armed groups and ships; which of them is not said.
_KINDS: Mapping[str, Kind] = {
    "person": "person", "p": "person", "enterprise": "unknown", "e": "unknown",
}  # fmt: skip
_LOW = re.compile(r"\blow? quality", re.IGNORECASE)
_FORMER = re.compile(r"\bf\.? ?k\.? ?a\b|\bformerly\b|\bformer name\b", re.IGNORECASE)
_LETTER = re.compile(r"(?:^|[\s,;])\([a-z]\)\s*")
_YEAR = re.compile(r"(?!0000)[0-9]{4}")
_NOTHING = ("", "-", "N/A")


@dataclass(slots=True)
class Party:
    """What is known of one party so far. `odd` counts what was new to us in the whole file."""

    odd: Counter[str]
    entity: dict[str, str] = field(default_factory=dict)
    names: list[tuple[ListedName, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    addresses: list[ListedAddress] = field(default_factory=list)
    birth_dates: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    ids: list[Identifier] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether the file calls it a person."""
        words = self.entity.get("code", ""), self.entity.get("classificationCode", "")
        return any(_KINDS.get(word.lower()) == "person" for word in words)

    def tell(self, label: str, *texts: str) -> None:
        """Keep the filled `texts` as one fact."""
        said = ", ".join(text for text in texts if text not in _NOTHING)
        self.facts += [(label, said)] if said else []


def name(party: Party, fields: Fields, remark: str = "") -> None:
    """A name, weak where the file says strong="false" or a remark says "low quality".

    The remark is the newer word of the two, so it overrides strong="true". Without a whole
    name the parts are joined; parts that the whole name lacks are kept as a fact.
    """
    parts = [fields.get(key, "") for key in ("firstName", "middleName", "lastName")]
    joined = " ".join(part for part in parts if part)
    text, written = fields.get("wholeName", "") or joined, fields.get("strong", "")
    if written.lower() not in ("", "true", "false"):
        party.odd[f"names have strong={written!r}, taken as strong"] += 1
    weak = written.lower() == "false" or _LOW.search(remark) is not None
    kind: NameKind = "fka" if _FORMER.search(remark) else "aka"
    if text:
        listed = ListedName(text, kind, "weak" if weak else "strong")
        party.names.append((listed, fields.get("nameLanguage", "")))
        party.tell("Name remark", f"{text}: {remark}" if remark else "")
    if not set(joined.split()) <= set(text.split()):
        party.tell("Name parts", joined)
    function = fields.get("function", "")
    party.titles += split_letters(fields.get("title", ""))
    if party.is_person:
        party.titles += split_letters(function)
    else:
        party.tell("Function", function)
    party.genders += [gender] if (gender := fields.get("gender", "")) else []


def address(party: Party, fields: Fields, remark: str = "") -> None:
    """An address in one line, the country beside it unless it is unknown ("00")."""
    keys = ("number", "street", "poBox", "place", "city", "zipCode", "region")
    text = ", ".join(part for key in keys if (part := fields.get(key, "")) not in _NOTHING)
    where = country(fields)
    if text or where:
        party.addresses.append(ListedAddress(text, where))
    if fields.get("asAtListingTime", "").lower() == "true":
        party.tell("Address note", "as at the time of listing", text)
    party.tell("Contact", fields.get("contactInfo", ""))
    party.tell("Address remark", remark)


def birth(party: Party, fields: Fields, remark: str = "") -> None:
    """A day, month or year of birth, or a span of years; its place.

    A date in another calendar than the Gregorian, or one that cannot be, is kept as a fact.
    """
    written = fields.get("birthdate", "")
    parts = tuple(fields.get(key, "") for key in ("dayOfMonth", "monthOfYear", "year"))
    ends = tuple(fields.get(key, "") for key in ("yearRangeFrom", "yearRangeTo"))
    calendar = fields.get("calendarType", "")
    circa = fields.get("circa", "").lower() == "true"
    span = None
    if calendar.upper() in ("", "GREGORIAN"):
        span = _span(written, parts, ends, circa=circa)
    if span is not None:
        party.birth_dates.append(span)
    else:
        odd = "" if calendar.upper() in ("", "GREGORIAN") else f"{calendar} calendar"
        said = written or ".".join(part for part in parts if part) or " to ".join(ends).strip()
        party.tell("Date of birth", *((said, odd) if said not in _NOTHING else ()))
    place = [fields.get(key, "") for key in ("place", "city", "region", "zipCode")]
    places = [text for text in (*place, country(fields) or "") if text not in _NOTHING]
    party.birth_places += [", ".join(places)] if places else []
    party.tell("Birth remark", remark)


def citizenship(party: Party, fields: Fields, remark: str = "") -> None:
    """A citizenship, unless the country is unknown."""
    where = country(fields)
    party.citizenships += [where] if where else []
    party.tell("Citizenship region", fields.get("region", ""))
    party.tell("Citizenship remark", remark)


def identification(party: Party, fields: Fields, remark: str = "") -> None:
    """A paper or number; one without a number is kept as a fact."""
    found = identifiers(fields, remark, country(fields))
    party.ids += found
    if not found:
        words = fields.get("identificationTypeDescription", "")
        party.tell("Document", words, country(fields) or "", remark)


def regulation(party: Party, fields: Fields, link: str = "") -> None:
    """An act that lists the party: its programme, its date, its title and address."""
    programme = fields.get("programme", "")
    party.programmes += [programme] if programme else []
    party.dates.append(fields.get("entryIntoForceDate", ""))
    title, published = fields.get("numberTitle", ""), fields.get("publicationDate", "")
    dated = f"{title} of {published}" if title and published else title or published
    party.acts += [f"{dated}: {link}" if dated and link else dated or link]


TAKERS: Mapping[str, Callable[[Party, Fields, str], None]] = {
    "nameAlias": name, "address": address, "birthdate": birth, "citizenship": citizenship,
    "identification": identification, "regulation": regulation,
}  # fmt: skip
"""Element name -> who reads its fields; the third argument is its remark or link."""


def entry(party: Party, *, list_id: str) -> Entry:
    """The party as an entry, under its EU reference or else the file's own number.

    It was listed on the earliest of its designation date and the days its acts came into
    force: an act may only amend, and a designation date may be missing. Repeats (the CSV
    says the same on many lines) are dropped.
    """
    about = party.entity
    dated = [day(text) for text in (about.get("designationDate", ""), *party.dates)]
    kind = about.get("code") or about.get("classificationCode") or ""
    if kind.lower() not in _KINDS:
        party.odd[f"the subject type {kind!r} is new to us"] += 1
    party.tell("Subject type", kind)
    party.tell("Designation details", about.get("designationDetails", ""))
    acts = [act for act in party.acts if act] or party.bases
    reference = about.get("unitedNationId", "")
    more = [Identifier("other", reference, "United Nations id")] if reference else []
    genders = list(dict.fromkeys(party.genders))
    facts = [("Gender", gender) for gender in genders[1:]]
    facts += [("Regulation", act) for act in acts]
    return Entry(
        list_id=list_id,
        id=about.get("euReferenceNumber") or about.get("logicalId") or "unnumbered",
        kind="person" if party.is_person else "unknown",
        names=_names(party),
        programmes=tuple(dict.fromkeys(party.programmes)),
        listed_on=min((one for one in dated if one is not None), default=None),
        addresses=tuple(dict.fromkeys(party.addresses)),
        birth_dates=tuple(dict.fromkeys(party.birth_dates)),
        birth_places=tuple(dict.fromkeys(party.birth_places)),
        citizenships=tuple(dict.fromkeys(party.citizenships)),
        gender=next(iter(genders), None),
        titles=tuple(dict.fromkeys(party.titles)),
        ids=tuple(dict.fromkeys((*party.ids, *more))),
        facts=tuple(dict.fromkeys((*party.facts, *facts))),
    )


def country(fields: Fields) -> str | None:
    """The publisher's word for a country; None for "00" and UNKNOWN.

    >>> country({"countryIso2Code": "00", "countryDescription": "UNKNOWN"}) is None
    True
    """
    word = fields.get("countryDescription", "")
    code = fields.get("countryIso2Code", "")
    said = "" if word.upper() == "UNKNOWN" else word
    return said or (code if code not in ("00", *_NOTHING) else None)


def split_letters(text: str) -> list[str]:
    """The parts of "(a) Mullah, (b) Maulavi"; a text without letters is one part.

    >>> split_letters("(a) Mullah, (b) Maulavi")
    ['Mullah', 'Maulavi']
    """
    return [bare for part in _LETTER.split(text) if (bare := part.strip(" ,;"))]


def _names(party: Party) -> tuple[ListedName, ...]:
    """The main name first: a strong one without a language or in English, else a strong one.

    The file marks none as the main one; it has one name a language for some parties.
    """
    found = dict(reversed(party.names))  # one text and kind once, with its first language
    order = [listed for listed, _ in dict.fromkeys(party.names)]
    order = list(dict.fromkeys(order))
    strong = [one for one in order if one.strength == "strong" and one.kind == "aka"]
    plain = [one for one in strong if found[one].upper() in ("", "EN")]
    main = next(iter((*plain, *strong, *order)), None)
    if main is None:
        return ()
    rest = [one for one in order if one is not main]
    return (ListedName(main.text, "primary", main.strength), *rest)


def _span(
    written: str, parts: tuple[str, ...], ends: tuple[str, ...], *, circa: bool
) -> DateSpan | None:
    """The days of birth that the fields allow; None where they make no date."""
    exact = day(written)
    if exact is not None:
        return DateSpan.of_day(exact, written, circa=circa)
    if _YEAR.fullmatch(written):
        return DateSpan.of_years(int(written), circa=circa)
    if not written and _YEAR.fullmatch(parts[2]):
        return _split_date(parts, circa=circa)
    if all(_YEAR.fullmatch(end) for end in ends) and ends[0] <= ends[1]:
        return DateSpan.of_years(int(ends[0]), int(ends[1]), circa=circa)
    return None


def _split_date(parts: tuple[str, ...], *, circa: bool) -> DateSpan | None:
    """A date in three fields, day, month and year; a year stands, the others may be empty.

    A day without a month says nothing that a span could hold.
    """
    days, month, year = parts
    try:
        if days and month:
            return DateSpan.of_day(date(int(year), int(month), int(days)), circa=circa)
        if month:
            return DateSpan.of_month(int(year), int(month), circa=circa)
    except ValueError:  # a month 13, a 30 February, no number
        return None
    return None if days else DateSpan.of_years(int(year), circa=circa)
