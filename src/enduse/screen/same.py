"""Which entries of several lists are one party: by a number, a reference, or much agreement.

A name alone never makes two people one. Whatever speaks against two entries being one party
keeps their whole groups apart, and a person's word settles either way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from enduse.model.listing import Entry
from enduse.model.same import Join, Party, Ruling, key_of
from enduse.places import Places
from enduse.screen.alike import (
    Facts,
    by_name,
    by_number,
    by_reference,
    differ,
    facts_of,
    main_keys,
    name_keys,
    number_keys,
)

_PASSES = ((number_keys, by_number), (main_keys, by_name), (name_keys, by_name))


def parties(
    entries: Sequence[Entry], places: Places, rulings: Sequence[Ruling] = ()
) -> tuple[Party, ...]:
    """The parties behind some entries, in the order in which each first appears.

    What is surest joins first: a publisher's reference to another list, then a number, then
    a main name, then any name, each with what agrees beside it. In which order the entries
    come changes no group. A person's word joins the groups that are there then, whatever
    speaks against it; of several on two entries the last one counts.
    """
    if len(entries) == 1:
        return (Party((entries[0],)),)
    apart, together = _said(rulings)
    ready = [facts_of(entry, places) for entry in sorted(entries, key=key_of)]
    groups = _Groups(ready, apart)
    known = {key_of(each.entry): at for at, each in enumerate(ready)}
    for one, other, because in _reasons(ready, known):
        groups.join(one, other, because)
    for ruling in together:
        if ruling.one in known and ruling.other in known:
            says = f"{ruling.person} said on {ruling.day} that they are one: {ruling.reason}"
            groups.join(known[ruling.one], known[ruling.other], says, settled=True)
    return _in_order(groups, entries)


class _Groups:
    """Entries by number, in groups that grow together."""

    def __init__(self, ready: Sequence[Facts], apart: frozenset[frozenset[str]]) -> None:
        self._ready = ready
        self._keys = [key_of(each.entry) for each in ready]
        self._of = list(range(len(ready)))
        self.members = {at: [at] for at in self._of}
        self.joins: dict[int, list[Join]] = {at: [] for at in self._of}
        self._apart = apart

    def join(self, one: int, other: int, because: str, *, settled: bool = False) -> None:
        """Make two groups one, unless something keeps them apart."""
        left, right = sorted((self._of[one], self._of[other]))
        if left == right:
            return
        pairs = ((a, b) for a in self.members[left] for b in self.members[right])
        if any(self._kept_apart(a, b, settled=settled) for a, b in pairs):
            return
        for at in self.members[right]:
            self._of[at] = left
        self.members[left] += self.members.pop(right)
        join = Join(self._keys[one], self._keys[other], because)
        self.joins[left] += [*self.joins.pop(right), join]

    def _kept_apart(self, one: int, other: int, *, settled: bool) -> bool:
        if self._apart and frozenset((self._keys[one], self._keys[other])) in self._apart:
            return True
        return not settled and differ(self._ready[one], self._ready[other])


def _reasons(
    ready: Sequence[Facts], known: Mapping[str, int]
) -> Iterator[tuple[int, int, str]]:
    """All that joins two entries, the surest first."""
    for one, each in enumerate(ready):
        for other, because in by_reference(each.entry, known):
            yield one, other, because
    for keys, reason in _PASSES:
        for one, other in _sharing(ready, keys):
            said = reason(ready[one], ready[other])
            if said:
                yield one, other, said


def _said(rulings: Sequence[Ruling]) -> tuple[frozenset[frozenset[str]], list[Ruling]]:
    """The pairs that were told apart, and the rulings that join; the last of a pair counts."""
    last = {frozenset((each.one, each.other)): each for each in rulings}
    apart = frozenset(pair for pair, each in last.items() if not each.same)
    return apart, [each for each in last.values() if each.same]


def _in_order(groups: _Groups, entries: Sequence[Entry]) -> tuple[Party, ...]:
    """The groups as parties, in the order of the entries."""
    place = {key_of(entry): at for at, entry in enumerate(entries)}
    in_order = sorted(place)
    found = [
        (sorted(place[in_order[at]] for at in members), tuple(groups.joins[first]))
        for first, members in groups.members.items()
    ]
    found.sort(key=lambda each: each[0][0])
    return tuple(Party(tuple(entries[at] for at in own), joins) for own, joins in found)


def _sharing(
    ready: Sequence[Facts], keys: Callable[[Facts], Iterator[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs of entries that share a key, each pair once, in the order of the entries."""
    with_key: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(ready):
        for key in dict.fromkeys(keys(each)):
            with_key[key].append(at)
    shared = {pair for members in with_key.values() for pair in combinations(members, 2)}
    yield from sorted(shared)
