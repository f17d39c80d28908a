"""The prose in OFAC's Remarks column, taken apart into typed facts.

    text --split--> segments --parse--> Remarks

A remark is a row of segments parted by "; ". Most open with words that OFAC has used the
same way for decades ("DOB", "Passport", "Linked To:"); those become typed. A segment that
nobody understood is kept whole in `Remarks.remarks`. The word "alt." is dropped: it says
only that there is another one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.lists.ofac_dates import span
from enduse.lists.ofac_labels import FACT_LABELS, ID_LABELS
from enduse.lists.segments import split
from enduse.model.dates import DateSpan
from enduse.model.listing import Identifier, Link, ListedName, NameKind

_SCHEMES: Mapping[str, str] = {
    label: scheme for scheme, labels in ID_LABELS for label in labels
}
_NAME_KINDS: Mapping[str, NameKind] = {"a": "aka", "f": "fka", "n": "nka"}


def _opening(labels: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(labels, key=len, reverse=True)
    words = "|".join(re.escape(label) for label in longest_first)
    # The label ends where its last word ends; OFAC sometimes adds a colon or a dash.
    return re.compile(rf"({words})(?:(?=[ (])|[:.](?= |$)|(?<=#)|$)[ :]*(?:- )?(.*)", re.DOTALL)


_ID = _opening(tuple(_SCHEMES))
_FACT = _opening(FACT_LABELS)
_NAME = re.compile(r"([afn])\.k\.a\. '(.*)'", re.DOTALL)
_TAIL = re.compile(
    r"(?P<value>.*?)(?: \((?P<country>[^()]*)\))?(?: (?P<note>(?:issued|expires) .*))?",
    re.DOTALL,
)
_CURRENCY = re.compile(r"([A-Z]{2,8}) (\S+)")
_ANY_CASE = re.IGNORECASE | re.DOTALL
_DOTTED = re.compile(r"(?:^|[\s.])\w\.(?:\w\.)*\Z")
_KIN = re.compile(r"((?:half-)?(?:wife|son|daughter|brother|sister|father|mother"
                  r"|husband|nephew|cousin|uncle|widow)) of (.+)", _ANY_CASE)  # fmt: skip
_SCOPE = re.compile(r"(?:and )?all (?:other )?(?:offices|branches)\b.*", _ANY_CASE)
_FATE = re.compile(r"ICTY indictee.*|arrested\b.*|(?:currently )?incarcerated\b.*|deceased\b.*"
                   r"|(?:currently )?(?:detained|in custody|imprisoned)\b.*",
                   _ANY_CASE)  # fmt: skip
_OFFICE = re.compile(
    r"\b(?:member|minister|director|chairman|chairwoman|chairperson|chair|commander|general"
    r"|colonel|col\.|president|deputy|head|chief|secretary|governor|representative|official"
    r"|officer|judge|magistrate|rector|ambassador|manager|advis[eo]r|aide|speaker|prosecutor"
    r"|leader|admiral|captain|prosecutor|constituent|founder|owner|employee|professor|doctor"
    r"|inspector|mayor|commissioner|envoy|agent|operative|partner|spokesman|brigadier|maulana"
    r"|haji|hojjatoleslam|ayatollah|vice-[a-z]+|[a-z]+-general|controller|treasurer|executive"
    r"|administrator|superintendent|assistant|counsel|shareholder|trustee|editor|senator)\b",
    re.IGNORECASE,
)
_EMAIL_OR_URL = re.compile(r"(?:https?://|www\.)\S+|[^\s@]++@[^\s@.]++(?:\.[^\s@.]++)++")

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "imo": re.compile(r"\d{7}"),
    "mmsi": re.compile(r"\d{9}"),
    "lei": re.compile(r"[0-9A-Z]{18}\d{2}"),
    "swift": re.compile(r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?"),
    "duns": re.compile(r"\d{2}-?\d{3}-?\d{4}"),
}


@dataclass(frozen=True, slots=True)
class Remarks:
    """What one Remarks cell holds. `segments` counts its parts, understood or not."""

    segments: int = 0
    names: tuple[ListedName, ...] = ()
    birth_dates: tuple[DateSpan, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    ids: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """Facts on their way into `Remarks`, by the names of its fields."""

    names: list[ListedName] = field(default_factory=list)
    birth_dates: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    ids: list[Identifier] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def parse(remarks: str) -> Remarks:
    """Take a whole remark apart; what nobody understood is kept in `remarks`.

    >>> parse("DOB circa 1958; Tax ID No. 7707083893 (Russia); a.k.a. 'BNC'.").ids[0].scheme
    'inn'
    """
    parts = [part.strip() for part in split(remarks)]
    if parts[-1].endswith(".") and not _DOTTED.search(parts[-1]):
        # The full stop ends the remark, not its last fact; in "R D I S.A." it is both.
        parts[-1] = parts[-1][:-1].rstrip()
    found = _Found()
    segments = [part for part in parts if part]
    for segment in segments:
        _read(segment, found)
    return Remarks(
        len(segments),
        tuple(found.names),
        tuple(found.birth_dates),
        tuple(found.birth_places),
        tuple(found.nationalities),
        tuple(found.citizenships),
        tuple(found.genders),
        tuple(found.ids),
        tuple(found.links),
        tuple(found.facts),
        tuple(found.remarks),
    )


def _read(segment: str, found: _Found) -> None:
    """Put one segment where it belongs; every segment lands somewhere."""
    body = segment[5:] if segment[:5].lower() == "alt. " else segment
    if _read_person(body, found) or _read_labelled(body, found) or _read_prose(body, found):
        return
    found.remarks.append(segment)


def _read_person(body: str, found: _Found) -> bool:
    """Names, birth, belonging: the facts that an entry has fields for."""
    name = _NAME.fullmatch(body)
    if name and name[2].strip():
        # Quoted names in remarks are the ones that OFAC holds to be weak.
        found.names.append(ListedName(name[2], _NAME_KINDS[name[1]], "weak"))
        return True
    word, _, rest = body.partition(" ")
    rest = rest.strip()
    if not rest:
        return False
    if word == "DOB":
        born = span(rest)
        found.birth_dates += [born] if born else []
        return born is not None
    places = {"POB": found.birth_places, "nationality": found.nationalities,
              "citizen": found.citizenships, "Gender": found.genders}.get(word)  # fmt: skip
    if places is None:
        return False
    places.append(rest)
    return True


def _read_labelled(body: str, found: _Found) -> bool:
    """Numbers, links and facts that open with a label of OFAC's."""
    for opening in ("Linked To: ", "Associated with "):
        if body.startswith(opening) and body[len(opening) :].strip():
            found.links.append(Link(body[len(opening) :].strip(), opening.rstrip(": ")))
            return True
    number = _ID.fullmatch(body)
    if number and number[2].strip():
        found.ids.append(_identifier(number[1], number[2].strip()))
        return True
    fact = _FACT.fullmatch(body) or _FACT.fullmatch(body[:1].upper() + body[1:])
    if fact and fact[2].strip():
        found.facts.append((fact[1], fact[2].strip()))
        return True
    return False


def _identifier(label: str, rest: str) -> Identifier:
    """A number with its issuer and dates: "7707083893 (Russia) issued 16 Aug 2002"."""
    tail = _TAIL.fullmatch(rest)
    value, country, note = (
        tail.group("value", "country", "note") if tail else (rest, None, None)
    )
    scheme = _SCHEMES[label]
    currency = _CURRENCY.fullmatch(value) if scheme == "crypto" else None
    if currency:
        note, value = currency.groups()
    shape = _SHAPES.get(scheme)
    if shape and not shape.fullmatch(value):
        scheme = "other"  # a decisive number that cannot be one decides nothing
    if country == "Russia" and value.isascii() and value.isdigit():
        # Only the length tells them apart: INN 10 (companies) or 12 (persons) digits,
        # OGRN 13 (companies) or 15 (traders).
        russian = {("tax", 10): "inn", ("tax", 12): "inn", ("registration", 13): "ogrn",
                   ("registration", 15): "ogrn"}  # fmt: skip
        scheme = russian.get((scheme, len(value)), scheme)
    return Identifier(scheme, value, label, country, note)


def _read_prose(body: str, found: _Found) -> bool:
    """Sentences without a label whose subject is plain: kin, offices, fate, contact."""
    kin = _KIN.fullmatch(body)
    if kin:
        found.links.append(Link(kin[2], f"{kin[1]} of"))
        return True
    prose = (("Scope", _SCOPE.fullmatch), ("Status", _FATE.fullmatch),
             ("Position", _OFFICE.search), ("Contact", _EMAIL_OR_URL.fullmatch))  # fmt: skip
    for label, matches in prose:
        if matches(body):
            found.facts.append((label, body))
            return True
    return False
