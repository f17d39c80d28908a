"""Which entries of several lists are one party: by a number, a reference, or much agreement.

A name alone never makes two people one. Whatever speaks against two entries being one party
keeps their whole groups apart, and a person's word settles either way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from enduse.model.listing import Entry
from enduse.model.same import Join, Party, Ruling, key_of
from enduse.places import Places
from enduse.screen.alike import (
    by_name,
    by_number,
    by_reference,
    differ,
    main_keys,
    name_keys,
    number_keys,
)


def parties(
    entries: Sequence[Entry], places: Places, rulings: Sequence[Ruling] = ()
) -> tuple[Party, ...]:
    """The parties behind some entries, in the order in which each first appears.

    What is surest joins first: a person's word, then a publisher's reference to another
    list, then a number, then a main name, then any name, each with what agrees beside it.
    """
    groups = _Groups(entries, places, rulings)
    known = {key_of(entry): at for at, entry in enumerate(entries)}
    for ruling in rulings:
        if ruling.same and ruling.one in known and ruling.other in known:
            says = f"{ruling.person} said on {ruling.day} that they are one: {ruling.reason}"
            groups.join(known[ruling.one], known[ruling.other], says, settled=True)
    for one, entry in enumerate(entries):
        for other, because in by_reference(entry, known):
            groups.join(one, other, because)
    passes = ((number_keys, by_number), (main_keys, by_name), (name_keys, by_name))
    for keys, reason in passes:
        for one, other in _sharing(entries, keys):
            said = reason(entries[one], entries[other], places)
            if said:
                groups.join(one, other, said)
    return groups.parties()


class _Groups:
    """Entries by number, in groups that grow together."""

    def __init__(
        self, entries: Sequence[Entry], places: Places, rulings: Sequence[Ruling]
    ) -> None:
        self._entries = entries
        self._places = places
        self._of = list(range(len(entries)))
        self._members = {at: [at] for at in self._of}
        self._joins: dict[int, list[Join]] = {at: [] for at in self._of}
        said = [each for each in rulings if not each.same]
        self._apart = {frozenset((each.one, each.other)) for each in said}

    def join(self, one: int, other: int, because: str, *, settled: bool = False) -> None:
        """Make two groups one, unless something keeps them apart."""
        left, right = sorted((self._of[one], self._of[other]))
        if left == right:
            return
        pairs = [(a, b) for a in self._members[left] for b in self._members[right]]
        if any(self._kept_apart(a, b, settled=settled) for a, b in pairs):
            return
        for at in self._members[right]:
            self._of[at] = left
        self._members[left] += self._members.pop(right)
        join = Join(key_of(self._entries[one]), key_of(self._entries[other]), because)
        self._joins[left] += [*self._joins.pop(right), join]

    def _kept_apart(self, one: int, other: int, *, settled: bool) -> bool:
        a, b = self._entries[one], self._entries[other]
        if frozenset((key_of(a), key_of(b))) in self._apart:
            return True
        return not settled and differ(a, b, self._places)

    def parties(self) -> tuple[Party, ...]:
        """The groups as parties."""
        return tuple(
            Party(tuple(self._entries[at] for at in sorted(members)), tuple(self._joins[first]))
            for first, members in sorted(self._members.items())
        )


def _sharing(
    entries: Sequence[Entry], keys: Callable[[Entry], Iterator[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs of entries that share a key, each pair once."""
    with_key: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        for key in dict.fromkeys(keys(entry)):
            with_key[key].append(at)
    seen: set[tuple[int, int]] = set()
    for members in with_key.values():
        for pair in combinations(members, 2):
            if pair not in seen:
                seen.add(pair)
                yield pair
