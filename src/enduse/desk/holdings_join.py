"""Several files on owners -> one set of entities: which records are the same one.

A number that decides joins, then a name with its country. Where a name fits two that have
different numbers, the record without one stays by itself, and that is said: a chain that was
tied to the wrong company would be worse than one that ends.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from enduse.desk.holdings_keys import contradict, name_key, number_keys
from enduse.model.dates import DateSpan
from enduse.model.holding import Entity, Ownership
from enduse.model.order import Kind

_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Node:
    """One somebody, as all files together know him; `names` has the primary one first."""

    names: tuple[str, ...]
    kind: Kind
    country: str | None
    ids: tuple[tuple[str, str], ...]
    birth_date: DateSpan | None
    where: str

    @property
    def name(self) -> str | None:
        """The primary name; None where no file gives one."""
        return self.names[0] if self.names else None

    @property
    def called(self) -> str:
        """A name, a number or a place, for a sentence."""
        number = next((f"{scheme} {value}" for scheme, value in self.ids), None)
        return self.name or number or f"the one of {self.where}"


@dataclass(frozen=True, slots=True)
class Joined:
    """The nodes, which node each key of each file is, and which may be another besides.

    `folded` has each name as it is compared, so that it is folded once.
    """

    nodes: tuple[Node, ...]
    of: Mapping[tuple[int, str], int]
    apart: Mapping[int, str]
    folded: Mapping[str, str | None]


def join(files: Sequence[Ownership]) -> Joined:
    """Join the entities of some files."""
    keys = [(number, each.key) for number, file in enumerate(files) for each in file.entities]
    known = [each for file in files for each in file.entities]
    sets = _Sets(list(range(len(known))))
    _by_number(known, sets)
    _by_record(known, keys, files=files, sets=sets)
    names = {name for each in known for name in (each.name, *each.aliases) if name}
    folded = {name: name_key(name) for name in names}
    apart = _by_name(known, sets, folded)
    members: dict[int, list[Entity]] = defaultdict(list)
    for at, each in enumerate(known):
        members[sets.root(at)].append(each)
    numbers = {root: number for number, root in enumerate(members)}
    return Joined(
        tuple(_node(some) for some in members.values()),
        {key: numbers[sets.root(at)] for at, key in enumerate(keys)},
        {numbers[sets.root(at)]: why for at, why in apart.items()},
        folded,
    )


@dataclass(slots=True)
class _Sets:
    """Which records are one: a forest, each tree with its root."""

    above: list[int] = field(default_factory=list)

    def root(self, at: int) -> int:
        while self.above[at] != at:
            self.above[at] = self.above[self.above[at]]
            at = self.above[at]
        return at

    def unite(self, some: Iterable[int]) -> None:
        roots = sorted({self.root(at) for at in some})
        for other in roots[1:]:
            self.above[other] = roots[0]


def _by_number(known: Sequence[Entity], sets: _Sets) -> None:
    first: dict[tuple[str, str], int] = {}
    for at, each in enumerate(known):
        for key in number_keys(each.ids, each.country):
            sets.unite((first.setdefault(key, at), at))


def _by_record(
    known: Sequence[Entity],
    keys: Sequence[tuple[int, str]],
    *,
    files: Sequence[Ownership],
    sets: _Sets,
) -> None:
    """A record that one file of BODS only names is the one that another describes."""
    described: dict[str, list[int]] = defaultdict(list)
    for at, (file, key) in enumerate(keys):
        if files[file].form == "BODS" and not is_bare(known[at]):
            described[key].append(at)
    for at, (_, key) in enumerate(keys):
        if is_bare(known[at]) and len(described[key]) == 1:
            sets.unite((at, described[key][0]))


def is_bare(entity: Entity | Node) -> bool:
    """Whether nothing is known of somebody but that he is there."""
    named = entity.name if isinstance(entity, Entity) else entity.names
    return not named and not entity.ids and entity.kind == "unknown"


def _by_name(
    known: Sequence[Entity], sets: _Sets, folded: Mapping[str, str | None]
) -> dict[int, str]:
    """Join by name what no number keeps apart; the records that may be one of several."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(known):
        key = folded[each.name] if each.name else None
        if key is not None:
            groups[key].append(at)
    apart: dict[int, str] = {}
    for some in groups.values():
        if len({sets.root(at) for at in some}) > 1:
            _one_name(known, some, sets=sets, apart=apart)
    return apart


def _one_name(
    known: Sequence[Entity], some: Sequence[int], *, sets: _Sets, apart: dict[int, str]
) -> None:
    people = [at for at in some if known[at].kind == _PERSON]
    by_birth: dict[str, list[int]] = defaultdict(list)
    for at in people:
        born = known[at].birth_date
        # A name alone does not make two people one; with a birth date it nearly does.
        by_birth[born.text if born else f"of record {at}"].append(at)
    for theirs in by_birth.values():
        _settle(known, theirs, sets=sets, apart=apart)
    others = [at for at in some if known[at].kind != _PERSON]
    by_country: dict[str | None, list[int]] = defaultdict(list)
    for at in others:
        by_country[known[at].country].append(at)
    nowhere = by_country.pop(None, [])
    if len(by_country) > 1:
        for at in nowhere:
            apart[at] = _says(known[at], [known[a] for a in others if known[a].country])
        nowhere = [] if len(nowhere) < 2 else nowhere  # noqa: PLR2004
        by_country[None] = nowhere
    elif by_country:
        next(iter(by_country.values())).extend(nowhere)
    else:
        by_country[None] = nowhere
    for theirs in by_country.values():
        _settle(known, theirs, sets=sets, apart=apart)


def _settle(
    known: Sequence[Entity], some: Sequence[int], *, sets: _Sets, apart: dict[int, str]
) -> None:
    """Unite records of one name, unless their numbers say that they are several."""
    members: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for at in some:
        members[sets.root(at)] += known[at].ids
    numbered = [ids for ids in members.values() if ids]
    if not any(contradict(numbered[0], ids) for ids in numbered[1:]):
        sets.unite(some)
        return
    for at in some:
        if not members[sets.root(at)]:
            apart[at] = _says(known[at], [known[a] for a in some if known[a].ids])


def _says(one: Entity, others: Sequence[Entity]) -> str:
    like = dict.fromkeys(_called(each) for each in others)
    return f"{one.name!r} of {one.where} may be {' or '.join(list(like)[:5])}, or neither"


def _called(each: Entity) -> str:
    more = [each.country or "", *(f"{scheme} {value}" for scheme, value in each.ids[:2])]
    return f"{each.name!r} ({', '.join(filter(None, more))})"


def _node(some: Sequence[Entity]) -> Node:
    names = (name for each in some for name in (each.name, *each.aliases) if name)
    primary = [each.name for each in some if each.name]
    kinds = [each.kind for each in some if each.kind != "unknown"]
    return Node(
        names=tuple(dict.fromkeys((*primary[:1], *names))),
        kind=kinds[0] if kinds else "unknown",
        country=next((each.country for each in some if each.country), None),
        ids=tuple(dict.fromkeys(pair for each in some for pair in each.ids)),
        birth_date=next((each.birth_date for each in some if each.birth_date), None),
        where=some[0].where,
    )
