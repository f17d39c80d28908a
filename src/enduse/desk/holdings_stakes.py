"""Holdings of several files, as of a day -> one stake for each owner of each company."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enduse.assess.checks.control import controls
from enduse.desk.holdings_join import Joined
from enduse.model.holding import Holding, Ownership, Share, in_words
from enduse.model.order import Owner

WHOLE = 100.0
_LOOKED_AT = 10_000
"""Companies looked at for the chain behind one indirect holding; beyond, it is counted."""
_SOURCES = 4


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
    """The holdings of each company on a day, and what stands beside the chain that makes it.

    `rows` maps a company to its owners, None for those whom nobody names, each with what
    each file says of it. Stakes are made of them when they are asked for: files hold a
    register, and an order needs a corner of it.
    """

    rows: Mapping[int, Mapping[int | None, Sequence[Sequence[Holding]]]]
    beside: Mapping[int, Sequence[str]]

    def of(self, owned: int) -> list[Held]:
        """The stakes in one company, a row for each owner, those who are not named last."""
        theirs = self.rows.get(owned, {})
        found = [_held(owner, owned, groups) for owner, groups in theirs.items()
                 if owner is not None]  # fmt: skip
        unnamed = [each for some in theirs.get(None, ()) for each in some]
        return [*found, *_unnamed(owned, unnamed)]


def stakes_on(files: Sequence[Ownership], joined: Joined, day: date) -> Stood:
    """Lay out the holdings in force on a day.

    An indirect holding is left out where other holdings make the chain that it sums up, or
    tell of the same pair and it has nothing to add.
    """
    rows: dict[int, dict[int | None, list[list[Holding]]]] = {}
    for number, file in enumerate(files):
        here: dict[tuple[int, int | None], list[Holding]] = {}
        for each in file.holdings:
            if each.in_force(day):
                owner = None if each.owner is None else joined.of[number, each.owner]
                here.setdefault((joined.of[number, each.owned], owner), []).append(each)
        for (owned, owner), some in here.items():
            rows.setdefault(owned, {}).setdefault(owner, []).append(some)
    return Stood(rows, _beside(rows, joined))


_Rows = dict[int, dict[int | None, list[list[Holding]]]]
_Above = Mapping[int, set[int]]


def _beside(rows: _Rows, joined: Joined) -> dict[int, list[str]]:
    """Take out the indirect holdings that a chain explains; what they were, by company."""
    pairs = [
        (owned, owner)
        for owned, theirs in rows.items()
        for owner, groups in theirs.items()
        if owner is not None and any(each.indirect for some in groups for each in some)
    ]
    beside: dict[int, list[str]] = defaultdict(list)
    if not pairs:
        return beside
    chains = _Chains.of(rows)
    for owned, owner in pairs:
        kept: list[list[Holding]] = []
        for some in rows[owned][owner]:
            left = [new for each in some if (new := chains.left(each, owner, owned))]
            kept += [left] if left else []
            names = f"{joined.nodes[owner].called} of {joined.nodes[owned].called}"
            beside[owned] += (
                f"{names}, {in_words(each.share)} ({each.where})"
                for each in some
                if each.indirect and not any(new.where == each.where for new in left)
            )
        rows[owned][owner] = kept
        if not kept:
            del rows[owned][owner]
    return beside


@dataclass(frozen=True, slots=True)
class _Chains:
    """Who stands directly above whom: by any holding, and by each word on control."""

    by_any: _Above
    by_word: Mapping[str, _Above]

    @classmethod
    def of(cls, rows: _Rows) -> "_Chains":
        by_any: dict[int, set[int]] = defaultdict(set)
        by_word: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for owned, theirs in rows.items():
            for owner, groups in theirs.items():
                for each in (each for some in groups for each in some):
                    if owner is None or each.indirect:
                        continue
                    by_any[owned].add(owner)
                    for word in each.control:
                        by_word[word][owned].add(owner)
        return cls(by_any, by_word)

    def left(self, each: Holding, owner: int, owned: int) -> Holding | None:
        """What is left to count of a holding: all of it, its words on control, or nothing.

        Words on control are counted by a chain only where each link of it has them too.
        """
        if not each.indirect:
            return each
        told = all(owner in self.by_word.get(word, {}).get(owned, ()) for word in each.control)
        if each.share is None and told and owner in self.by_any.get(owned, ()):
            return None
        if not _chain(self.by_any, owner, owned):
            return each
        words = (self.by_word.get(word, {}) for word in each.control)
        if all(_chain(above, owner, owned) for above in words):
            return None
        return replace(each, share=None)


def _chain(above: _Above, owner: int, owned: int) -> bool:
    """Whether an owner is reached upwards through somebody in between."""
    seen, left = {owned}, [each for each in above.get(owned, ()) if each != owner]
    while left and len(seen) < _LOOKED_AT:
        node = left.pop()
        if node in seen:
            continue
        seen.add(node)
        theirs = above.get(node, set())
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
