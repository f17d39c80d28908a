"""What speaks for and against two listed entries being one party."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import lru_cache

from enduse.index.index import id_key
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier
from enduse.names.common import background, is_particle
from enduse.names.ready import ready
from enduse.places import Places
from enduse.screen.facts import NATIONAL, PERSONAL, WORLDWIDE, countries_of, schemes_like

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


def number_keys(entry: Entry) -> Iterator[str]:
    """What two entries share that have a number in common."""
    for number in entry.ids:
        if _names_one(number):
            family = "|".join(sorted(schemes_like(number.scheme)))
            yield f"{family} {id_key(number.scheme, number.value).partition(' ')[2]}"


def name_keys(entry: Entry) -> Iterator[str]:
    """What two entries share that have a name in common, whatever the order of its words."""
    if entry.kind in _THINGS:
        return  # ships change names, and share them
    for at, name in enumerate(entry.names):
        if name.strength == "strong":
            yield from _keys(entry, at)


def main_keys(entry: Entry) -> Iterator[str]:
    """As `name_keys`, of the name under which the publisher lists the party alone."""
    if entry.kind not in _THINGS:
        for at, name in enumerate(entry.names):
            if name.kind == "primary":
                yield from _keys(entry, at)


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


def by_number(one: Entry, other: Entry, places: Places) -> str | None:
    """The number that makes two entries one party, in words.

    Of a person and of something that its list does not call one a name must agree too: a
    firm may go by its owner's number.
    """
    if {one.kind, other.kind} == {"person", "unknown"} and not _share(one, other, name_keys):
        return None
    for ours in filter(_names_one, one.ids):
        for theirs in filter(_names_one, other.ids):
            if theirs.scheme not in schemes_like(ours.scheme):
                continue
            plain = (
                id_key(each.scheme, each.value).partition(" ")[2] for each in (ours, theirs)
            )
            if len(set(plain)) == 1 and _settles(ours, theirs, places):
                return f"both have {ours.label} {ours.value}"
    return None


def by_name(one: Entry, other: Entry, places: Places) -> str | None:
    """The name that two entries share, with what agrees beside it, in words.

    People need more than a name: the same day of birth, or the same year and nationality.
    A company needs words that tell something, or its country on both sides.
    """
    shared = _share(one, other, name_keys)
    if shared is None:
        return None
    written = _as_written(one, shared)
    if "person" in {one.kind, other.kind}:
        born = _born_alike(one, other, places)
        return f"both are called {written!r} and {born}" if born else None
    here, there = (countries_of(each, places) for each in (one, other))
    telling = sum(_worth(word) for word in shared.split())
    if here & there and telling >= _TELLING_AT_HOME:
        where = ", ".join(places.name(code) for code in sorted(here & there))
        return f"both are called {written!r}, of {where}"
    return f"both are called {written!r}" if telling >= _TELLING else None


def differ(one: Entry, other: Entry, places: Places) -> bool:
    """Whether something keeps two entries from being one party.

    Two entries of one list are two parties to its publisher, unless both have one number,
    or one main name.
    """
    if _other_kind(one, other) or _other_numbers(one, other):
        return True
    if _origin(one) == _origin(other) and not _share(one, other, main_keys):
        return by_number(one, other, places) is None
    if one.birth_dates and other.birth_dates:
        return not any(_meet(a, b) for a in one.birth_dates for b in other.birth_dates)
    if {"person", *_THINGS} & {one.kind, other.kind}:
        return False
    here, there = (countries_of(each, places) for each in (one, other))
    return bool(here and there and not here & there) and by_number(one, other, places) is None


def _keys(entry: Entry, at: int) -> tuple[str, ...]:
    name = entry.names[at]
    return _words(name.text, entry.kind, name.family_first)


@lru_cache(maxsize=20_000)
def _words(text: str, kind: str, family_first: bool) -> tuple[str, ...]:  # noqa: FBT001
    """Each reading of a name as its words in the order of the alphabet."""
    made = ready(text, kind=kind, family_first=family_first)
    return tuple(" ".join(sorted(words)) for words in made.readings()) if made else ()


def _share(one: Entry, other: Entry, keys: Callable[[Entry], Iterator[str]]) -> str | None:
    """A key that both have, the first of the one."""
    theirs = set(keys(other))
    return next((key for key in keys(one) if key in theirs), None)


def _names_one(number: Identifier) -> bool:
    long_enough = sum(map(str.isalnum, number.value)) > _SHORT
    return number.scheme in WORLDWIDE | NATIONAL | PERSONAL and long_enough


def _settles(ours: Identifier, theirs: Identifier, places: Places) -> bool:
    if WORLDWIDE & {ours.scheme, theirs.scheme}:
        return True
    issuers = [
        places.code_of(each.country) if each.country else None for each in (ours, theirs)
    ]
    if ours.scheme in PERSONAL:
        return None in issuers or issuers[0] == issuers[1]
    return issuers[0] is not None and issuers[0] == issuers[1]


def _origin(entry: Entry) -> str:
    """The list that an entry comes from; a starter entry says it in its id."""
    return entry.id.partition(":")[0] if entry.list_id == "starter" else entry.list_id


def _other_kind(one: Entry, other: Entry) -> bool:
    if one.kind == other.kind:
        return False
    # A list that does not say what an entry is may mean anything but a ship or an aircraft.
    return "unknown" not in {one.kind, other.kind} or bool(_THINGS & {one.kind, other.kind})


def _other_numbers(one: Entry, other: Entry) -> bool:
    """Whether both have numbers of a scheme that a party has one of, and share none."""
    for scheme in ("inn", "ogrn", "lei", "imo"):
        ours, theirs = (
            {id_key(n.scheme, n.value) for n in each.ids if n.scheme == scheme}
            for each in (one, other)
        )
        if ours and theirs and not ours & theirs:
            return True
    return False


def _born_alike(one: Entry, other: Entry, places: Places) -> str | None:
    for ours in one.birth_dates:
        for theirs in other.birth_dates:
            if ours.first == ours.last == theirs.first == theirs.last:
                return f"born on {ours.first}"
    nations = [
        {places.code_of(word) or word for word in (*each.nationalities, *each.citizenships)}
        for each in (one, other)
    ]
    if not nations[0] & nations[1]:
        return None
    years = (
        {span.first.year for span in each.birth_dates if span.first.year == span.last.year}
        for each in (one, other)
    )
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


def _as_written(entry: Entry, key: str) -> str:
    """The name of an entry that gives a key, as its publisher writes it."""
    return next(name.text for at, name in enumerate(entry.names) if key in _keys(entry, at))
