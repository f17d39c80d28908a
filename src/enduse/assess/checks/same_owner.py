"""Which places of an order name one owner: by a number, else by the same name."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from enduse.model.order import SCHEMES, WORLDWIDE, Owner, Party

Somebody = Owner | Party

_SHORTEST = 5
"""A number of so few characters or fewer tells nobody apart without its country."""

_ONE_EACH = ("lei", "imo", "inn", "ogrn", "duns")
"""Schemes of which nobody has two numbers."""


def one_by_one(people: Sequence[Somebody]) -> list[int]:
    """For each of some people, the first of them who is the same one.

    The same number under a scheme that decides makes two one, a national number only within
    a country. Else the same name does, letter case, spaces and marks apart and the legal form
    included, unless country, kind or number tell two of that name apart: then those who lack
    what tells are one among themselves.

    >>> one_by_one([Owner("K", "CY"), Owner("k "), Owner("L"), Owner("K", "CY"), Owner(None)])
    [0, 0, 2, 0, 4]
    >>> one_by_one([Owner("K", "CY"), Owner("K", "RU"), Owner("K")])
    [0, 1, 2]
    """
    first = list(range(len(people)))

    def of(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for members in _groups(people):
        for one in members[1:]:
            low, high = sorted((of(members[0]), of(one)))
            first[high] = low
    return [of(number) for number in range(len(people))]


def _groups(people: Sequence[Somebody]) -> Iterator[list[int]]:
    numbers: dict[Hashable, list[int]] = defaultdict(list)
    names: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(people):
        for key in _numbers(each):
            numbers[key].append(at)
        if name := folded(each.name):
            names[name].append(at)
    yield from numbers.values()
    for members in names.values():
        if len(members) > 1:
            yield from _told_apart(people, members)


_INSIDE = frozenset(".'’`´\"")
"""Marks that stand in a word, and that one writes and the next does not: "B.V."."""


def folded(name: str | None) -> str:
    """A name as it is compared with others; empty where it has neither letter nor digit.

    >>> folded("Koch B.V.") == folded(" KOCH  bv") != folded("Koch")
    True
    """
    plain = unicodedata.normalize("NFKC", (name or "").casefold())
    return " ".join(plain.translate(_MARKS).split())


class _Marks(dict[int, str]):
    """What stands for each character, worked out when one is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if char in _INSIDE or kind == "Cf":
            kept = ""
        else:
            kept = " " if kind == "Cc" or (kind[0] == "P" and char != "&") else char
        self[code] = kept
        return kept


_MARKS = _Marks()


def _numbers(somebody: Somebody) -> Iterator[Hashable]:
    for scheme, written in somebody.ids:
        value = _plain(written)
        if scheme in WORLDWIDE and value:
            yield scheme, value
        elif scheme in SCHEMES and value and (somebody.country or len(value) > _SHORTEST):
            yield scheme, value, somebody.country


def _plain(number: str) -> str:
    return "".join(char for char in number.casefold() if char.isalnum())


def _told_apart(people: Sequence[Somebody], members: list[int]) -> Iterable[list[int]]:
    """Those of one name, parted by each fact of which two of them have different ones."""

    def country(at: int) -> Hashable:
        return people[at].country

    def personal(at: int) -> Hashable:
        kind = people[at].kind
        return None if kind == "unknown" else kind == "person"

    def number(scheme: str) -> Callable[[int], Hashable]:
        def its(at: int) -> Hashable:
            return next((_plain(v) for s, v in people[at].ids if s == scheme), None)

        return its

    groups = [members]
    for fact in (country, personal, *(number(scheme) for scheme in _ONE_EACH)):
        groups = [part for group in groups for part in _parted(group, fact)]
    return groups


def _parted(members: list[int], fact: Callable[[int], Hashable]) -> list[list[int]]:
    parts: dict[Hashable, list[int]] = defaultdict(list)
    for each in members:
        parts[fact(each)].append(each)
    known = [value for value in parts if value is not None]
    return list(parts.values()) if len(known) > 1 else [members]
