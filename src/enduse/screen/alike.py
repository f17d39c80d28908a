"""What speaks for and against two listed entries being one party."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from enduse.index.index import id_key
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier
from enduse.model.order import WORLDWIDE
from enduse.names.common import background, is_particle
from enduse.names.ready import ready
from enduse.names.text import clean_name
from enduse.places import Places
from enduse.screen.facts import NATIONAL, PERSONAL, countries_of, schemes_like

_OFAC = ("us_ofac_sdn", "us_ofac_cons")
_UN_REFERENCE = re.compile(r"\s*([A-Z]{2,3}[ie]\.\d{3})\b")
_UK_REFERENCE = re.compile(r"\s*([A-Z]{2,4}\d{4})\b")
_OF_CSL = re.compile(r"(\d+):")

REFERENCES: tuple[tuple[str, str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("uk_ofsi", "UN Ref", _UN_REFERENCE, ("un_sc",)),
    ("uk_ofsi", "UK Sanctions List Ref", _UK_REFERENCE, ("uk_sl",)),
    ("uk_sl", "UN reference", _UN_REFERENCE, ("un_sc",)),
    ("us_csl", "", _OF_CSL, _OFAC),
)
"""Where a list names an entry of another: list, fact ("" is the id), form, other lists."""

_TELLING = 1.5
_TELLING_AT_HOME = 0.5
_SHORT = 5
_CIRCA = timedelta(days=2 * 365)
_THINGS = frozenset({"vessel", "aircraft"})
_RUSSIAN = {"inn": (10, 12), "ogrn": (13, 15)}
"""How many digits the numbers have that every Russian firm has one of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An entry with all that it is compared by made ready, once.

    `names` maps each reading of a strong name, its words in the order of the alphabet, to
    the legal forms with which it is written, and `written` to the name as published;
    `mains` holds the main names word for word. `numbers` are those that name a party,
    `single` those of which a party has one, by what they are. `countries` are codes with
    names; `issuers` maps a publisher's word for an issuing country to its code.
    """

    entry: Entry
    names: Mapping[str, frozenset[str]]
    mains: frozenset[str]
    written: Mapping[str, str]
    numbers: tuple[Identifier, ...]
    single: Mapping[str, frozenset[str]]
    countries: Mapping[str, str]
    nations: frozenset[str]
    issuers: Mapping[str, str]


def facts_of(entry: Entry, places: Places) -> Facts:
    """Make an entry ready to be compared with others."""
    names: dict[str, frozenset[str]] = {}
    written: dict[str, str] = {}
    for name in entry.names:
        made = ready(name.text, kind=entry.kind, family_first=name.family_first)
        # Ships change names, and share them; a weak alias is nobody's name alone.
        if made is None or name.strength != "strong" or entry.kind in _THINGS:
            continue
        for reading in made.readings():
            key = " ".join(sorted(reading))
            names[key] = names.get(key, frozenset()) | made.forms
            written.setdefault(key, name.text)
    words = (*entry.nationalities, *entry.citizenships)
    numbers = tuple(filter(_names_one, entry.ids))
    issuers = {
        n.country: code for n in numbers if n.country and (code := places.code_of(n.country))
    }
    return Facts(
        entry=entry,
        names=names,
        mains=frozenset(
            " ".join(sorted(clean_name(name.text).split()))
            for name in entry.names
            if name.kind == "primary"
        ),
        written=written,
        numbers=numbers,
        single=_single(entry, issuers),
        countries={code: places.name(code) for code in countries_of(entry, places)},
        nations=frozenset(places.code_of(word) or word for word in words),
        issuers=issuers,
    )


def number_keys(facts: Facts) -> Iterator[str]:
    """What two entries share that have a number in common."""
    for number in facts.numbers:
        family = "|".join(sorted(schemes_like(number.scheme)))
        yield f"{family} {_plain(number)}"


def name_keys(facts: Facts) -> Iterator[str]:
    """What two entries share that have a name in common, whatever the order of its words."""
    yield from facts.names


def main_keys(facts: Facts) -> Iterator[str]:
    """As `name_keys`, of the names under which the publishers list the parties."""
    yield from facts.mains if facts.names else ()


def named_elsewhere(entry: Entry, list_id: str) -> Iterator[str]:
    """The ids by which an entry's publisher names entries of another list."""
    for own, label, form, others in REFERENCES:
        if own != entry.list_id or list_id not in others:
            continue
        texts = [text for name, text in entry.facts if name == label] if label else [entry.id]
        yield from (found[1] for found in map(form.match, texts) if found)


def by_reference(entry: Entry, known: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Entries that this one's publisher names, by number, each with the reason."""
    for other in dict.fromkeys(list_id for _, _, _, others in REFERENCES for list_id in others):
        for number in named_elsewhere(entry, other):
            at = known.get(f"{other}:{number}")
            if at is not None:
                yield at, f"{entry.list_id} names it by its number there, {number}"


def by_number(one: Facts, other: Facts) -> str | None:
    """The number that makes two entries one party, in words.

    Of a person and of something that its list does not call one a name must agree too: a
    firm may go by its owner's number.
    """
    kinds = {one.entry.kind, other.entry.kind}
    if kinds == {"person", "unknown"} and not one.names.keys() & other.names.keys():
        return None
    for ours in one.numbers:
        for theirs in other.numbers:
            alike = theirs.scheme in schemes_like(ours.scheme) and _plain(ours) == _plain(
                theirs
            )
            if alike and _settles(one, ours, other=other, theirs=theirs):
                return f"both have {ours.label} {ours.value}"
    return None


def by_name(one: Facts, other: Facts) -> str | None:
    """The name that two entries share, with what agrees beside it, in words.

    People need more than a name: the same day of birth, or the same year and nationality.
    A company needs words that tell something, or its country on both sides; a name that one
    side writes with another legal form is another firm's.
    """
    common = [key for key in one.names if _one_name(key, one, other)]
    if not common:
        return None
    # Of several the one that tells most, whichever side is asked.
    shared = max(common, key=lambda key: (_telling(key), key))
    called = f"both are called {one.written[shared]!r}"
    if "person" in {one.entry.kind, other.entry.kind}:
        born = _born_alike(one, other)
        return f"{called} and {born}" if born else None
    telling = _telling(shared)
    here = one.countries.keys() & other.countries.keys()
    if here and telling >= _TELLING_AT_HOME:
        return f"{called}, of {', '.join(sorted(one.countries[code] for code in here))}"
    return called if telling >= _TELLING else None


def _telling(name: str) -> float:
    return sum(_worth(word) for word in name.split())


def differ(one: Facts, other: Facts) -> bool:
    """Whether something keeps two entries from being one party.

    Two entries of one list are two parties to its publisher, unless both have one main
    name, to the word.
    """
    if _other_kind(one.entry, other.entry) or _other_numbers(one, other):
        return True
    if _origin(one.entry) == _origin(other.entry) and not one.mains & other.mains:
        return True
    born, theirs = one.entry.birth_dates, other.entry.birth_dates
    if born and theirs and not any(_meet(a, b) for a in born for b in theirs):
        return True
    if {"person", *_THINGS} & {one.entry.kind, other.entry.kind}:
        return False
    here = one.countries.keys() & other.countries.keys()
    apart = bool(one.countries and other.countries and not here)
    return apart and by_number(one, other) is None


def _names_one(number: Identifier) -> bool:
    long_enough = sum(map(str.isalnum, number.value)) > _SHORT
    return number.scheme in WORLDWIDE | NATIONAL | PERSONAL and long_enough


def _plain(number: Identifier) -> str:
    return id_key(number.scheme, number.value).partition(" ")[2]


def _settles(one: Facts, ours: Identifier, *, other: Facts, theirs: Identifier) -> bool:
    if WORLDWIDE & {ours.scheme, theirs.scheme}:
        return True
    issuers = one.issuers.get(ours.country or ""), other.issuers.get(theirs.country or "")
    if ours.scheme in PERSONAL:
        return None in issuers or issuers[0] == issuers[1]
    return issuers[0] is not None and issuers[0] == issuers[1]


def _one_name(key: str, one: Facts, other: Facts) -> bool:
    """Whether a name is one on both sides: there, and with no other legal form."""
    if key not in other.names:
        return False
    ours, theirs = one.names[key] - {"company"}, other.names[key] - {"company"}
    return not ours or not theirs or bool(ours & theirs)


def _origin(entry: Entry) -> str:
    """The list that an entry comes from, where its own is put together of several."""
    if entry.list_id == "starter":
        return entry.id.partition(":")[0]
    part = next((text for label, text in entry.facts if label == "Source list"), "")
    return f"{entry.list_id} {part}"


def _other_kind(one: Entry, other: Entry) -> bool:
    if one.kind == other.kind:
        return False
    # A list that does not say what an entry is may mean anything but a ship or an aircraft.
    return "unknown" not in {one.kind, other.kind} or bool(_THINGS & {one.kind, other.kind})


def _single(entry: Entry, issuers: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The numbers of an entry that a party has one of, by what they are.

    Lists write a Russian INN as a tax number too, and an OGRN as one of registration.
    """
    found: dict[str, set[str]] = {}
    for number in entry.ids:
        plain = _plain(number)
        if number.scheme in {"lei", "imo"}:
            found.setdefault(number.scheme, set()).add(plain)
        for name, lengths in _RUSSIAN.items():
            russian = issuers.get(number.country or "", "RU") == "RU"
            like = number.scheme in schemes_like(name) and russian
            if like and plain.isdigit() and len(plain) in lengths:
                found.setdefault(name, set()).add(plain)
    return {name: frozenset(values) for name, values in found.items()}


def _other_numbers(one: Facts, other: Facts) -> bool:
    """Whether both have numbers of a kind that a party has one of, and share none."""
    both = one.single.keys() & other.single.keys()
    return any(not one.single[name] & other.single[name] for name in both)


def _born_alike(one: Facts, other: Facts) -> str | None:
    spans = [each.entry.birth_dates for each in (one, other)]
    for ours in spans[0]:
        for theirs in spans[1]:
            if ours.first == ours.last == theirs.first == theirs.last:
                return f"born on {ours.first}"
    if not one.nations & other.nations:
        return None
    years = ({s.first.year for s in each if s.first.year == s.last.year} for each in spans)
    both = set.intersection(*years)
    return f"born in {min(both)}, of the same nationality" if both else None


def _meet(ours: DateSpan, theirs: DateSpan) -> bool:
    room = _CIRCA if ours.circa or theirs.circa else timedelta(0)
    return max(ours.first - theirs.last, theirs.first - ours.last) <= room


def _worth(word: str) -> float:
    if is_particle(word) or word.isdigit():
        return 0.0
    known = background(word)
    return 1.0 if known is None else known
