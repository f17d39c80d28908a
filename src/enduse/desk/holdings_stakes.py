"""Holdings of several files, as of a day -> one stake for each owner of each company."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enduse.assess.checks.control import controls
from enduse.desk.holdings_join import Joined
from enduse.model.holding import Holding, Ownership, Share, in_words
from enduse.model.order import Owner

WHOLE = 100.0
_LOOKED_AT = 10_000
"""Companies looked at for the chain behind one indirect holding; beyond, it is counted."""
_SOURCES = 4
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """What one owner holds of one company, all files together.

    `owner` is a node, None for one whom no file names. `source` says where it is told of,
    `differs` that files contradict each other on the share.
    """

    owner: int | None
    owned: int
    share: Share | None
    control: str | None
    source: str
    differs: str | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """The stakes of each company, and what stands beside the chain that makes it."""

    of: Mapping[int, Sequence[Held]]
    beside: Mapping[int, Sequence[str]]


def stakes_on(files: Sequence[Ownership], joined: Joined, day: date) -> Stood:
    """Lay out the holdings in force on a day.

    An indirect holding is left out where other holdings make the chain that it sums up, or
    tell of the same pair and it has nothing to add.
    """
    named: dict[_Pair, dict[int, list[Holding]]] = defaultdict(lambda: defaultdict(list))
    unnamed: dict[int, list[Holding]] = defaultdict(list)
    for number, file in enumerate(files):
        for each in file.holdings:
            if not each.in_force(day):
                continue
            owned = joined.of[number, each.owned]
            if each.owner is None:
                unnamed[owned].append(each)
            else:
                named[joined.of[number, each.owner], owned][number].append(each)
    beside = _beside(named, joined)
    of: dict[int, list[Held]] = defaultdict(list)
    for (owner, owned), by_file in named.items():
        groups = [some for some in by_file.values() if some]
        if groups:
            of[owned].append(_held(owner, owned, groups))
    for owned, theirs in unnamed.items():
        of[owned] += _unnamed(owned, theirs)
    return Stood(of, beside)


def _beside(
    named: dict[_Pair, dict[int, list[Holding]]], joined: Joined
) -> dict[int, list[str]]:
    """Take out the indirect holdings that a chain explains; what they were, by company."""
    above: dict[int, list[int]] = defaultdict(list)
    for (owner, owned), by_file in named.items():
        if any(not each.indirect for some in by_file.values() for each in some):
            above[owned].append(owner)
    beside: dict[int, list[str]] = defaultdict(list)
    for (owner, owned), by_file in named.items():
        told = owner in above[owned]
        for number, some in by_file.items():
            doubled = [e for e in some if e.indirect and (_is_bare(e) and told)]
            if not doubled and any(e.indirect for e in some) and _chain(above, owner, owned):
                doubled = [e for e in some if e.indirect]
            for each in doubled:
                of = f"{joined.nodes[owner].called} of {joined.nodes[owned].called}"
                beside[owned].append(f"{of}, {in_words(each.share)} ({each.where})")
            by_file[number] = [each for each in some if each not in doubled]
    return beside


def _is_bare(each: Holding) -> bool:
    return each.share is None


def _chain(above: Mapping[int, Sequence[int]], owner: int, owned: int) -> bool:
    """Whether an owner is reached upwards through somebody in between."""
    seen, left = {owned}, [each for each in above.get(owned, ()) if each != owner]
    while left and len(seen) < _LOOKED_AT:
        node = left.pop()
        if node in seen:
            continue
        seen.add(node)
        theirs = above.get(node, ())
        if owner in theirs:
            return True
        left += theirs
    return False


def _held(owner: int, owned: int, groups: Sequence[Sequence[Holding]]) -> Held:
    shares = [share for some in groups if (share := _together(some)) is not None]
    share, differs = agreed(shares)
    all_ = [each for some in groups for each in some]
    return Held(
        owner,
        owned,
        share,
        control_of([word for each in all_ for word in each.control]),
        _told(all_),
        f"{', '.join(map(in_words, shares))}" if differs else None,
    )


def _together(some: Sequence[Holding]) -> Share | None:
    """The share by one file's rows on one pair: the largest is sure, the sum is possible.

    Two rows may be one stake written twice, two stakes, or shares and their votes. What goes
    through others, and through whom is not told, is at least what is said: rules that count
    level by level may count more of it.
    """
    given = [
        (each.share[0], WHOLE) if each.indirect else each.share
        for each in some
        if each.share is not None
    ]
    if not given:
        return None
    return max(low for low, _ in given), min(WHOLE, sum(high for _, high in given))


def agreed(shares: Sequence[Share]) -> tuple[Share | None, bool]:
    """What several sources come to, and whether they contradict each other.

    What all can mean is meant; where there is nothing such, any of them may be right.

    >>> agreed([(25.0, 50.0), (30.0, 30.0)]), agreed([(75.0, 100.0), (20.0, 20.0)])
    (((30.0, 30.0), False), ((20.0, 100.0), True))
    """
    if not shares:
        return None, False
    low, high = max(low for low, _ in shares), min(high for _, high in shares)
    if low <= high:
        return (low, high), False
    return (min(low for low, _ in shares), max(high for _, high in shares)), True


def control_of(said: Sequence[str]) -> str | None:
    """The words on control of several sources as one: a plain yes stands if nobody denies.

    >>> control_of(["accounting consolidation (GLEIF)", "majority of votes"])
    'majority of votes'
    >>> control_of(["no", "majority of votes"])
    'no; majority of votes'
    """
    words = list(dict.fromkeys(said))
    means = {word: controls(Owner(None, control=word)) for word in words}
    if False not in means.values():
        plain = next((word for word, sure in means.items() if sure), None)
        if plain is not None:
            return plain
    return "; ".join(words) or None


def _told(some: Sequence[Holding]) -> str:
    places: dict[str, list[str]] = {}
    for each in some:
        words = list(each.said)
        words += [f"since {each.since}"] if each.since else []
        words += [each.why] if each.why else []
        known = places.setdefault(each.where, [])
        known += [word for word in words if word not in known]
    told = [f"{where}: {', '.join(words)}" if words else where
            for where, words in places.items()]  # fmt: skip
    more = f"; and {len(told) - _SOURCES} more" if len(told) > _SOURCES else ""
    return "; ".join(told[:_SOURCES]) + more


def _unnamed(owned: int, theirs: Sequence[Holding]) -> list[Held]:
    """Owners whom nobody names: those without a share say together that there is somebody."""
    counted = [each for each in theirs if each.share is not None or each.control]
    rest = [each for each in theirs if each.share is None and not each.control]
    found = [
        Held(None, owned, each.share, control_of(each.control), _told([each]))
        for each in counted
    ]
    return [*found, Held(None, owned, None, None, _told(rest))] if rest else found
