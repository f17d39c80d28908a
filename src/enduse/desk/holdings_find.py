"""Which node of a graph of owners is a party of an order: one, or none and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enduse.desk.holdings_join import Joined, Node
from enduse.desk.holdings_keys import NumberKey, contradict, name_key, number_keys
from enduse.model.issue import Gravity
from enduse.model.order import Owner, Party

Somebody = Party | Owner


@dataclass(frozen=True, slots=True)
class Found:
    """A node, or None; and what must be said of it, with how grave that is."""

    node: int | None
    says: tuple[tuple[str, Gravity], ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Nodes by number and by name."""

    nodes: Sequence[Node]
    numbers: Mapping[NumberKey, set[int]]
    names: Mapping[str, set[int]]

    @classmethod
    def of(cls, joined: Joined) -> "Directory":
        """Look every node up by all that it has."""
        numbers: dict[NumberKey, set[int]] = defaultdict(set)
        names: dict[str, set[int]] = defaultdict(set)
        for number, node in enumerate(joined.nodes):
            for key in number_keys(node.ids, node.country):
                numbers[key].add(number)
            for name in node.names:
                if (folded := joined.folded[name]) is not None:
                    names[folded].add(number)
        return cls(joined.nodes, numbers, names)

    def find(self, party: Somebody) -> Found:
        """The node of a party. Nobody is guessed: of two that fit, none is taken.

        A person owns and is not owned, so none is looked up.
        """
        if party.kind == "person":
            return Found(None)
        wanted = list(number_keys(party.ids, party.country))
        by_number = {n for key in wanted for n in self.numbers.get(key, ())}
        if len(by_number) > 1:
            return self._several(by_number, "its numbers")
        if by_number:
            (node,) = by_number
            return Found(node, tuple(self._named_otherwise(party, self.nodes[node])))
        return self._by_name(party)

    def _by_name(self, party: Somebody) -> Found:
        names = (party.name, *party.aliases)
        keys = {key for name in names if name and (key := name_key(name))}
        like = {n for key in keys for n in self.names.get(key, ()) if self._fits(party, n)}
        same = {n for n in like if party.country and self.nodes[n].country == party.country}
        found = same or like
        if len(found) > 1:
            return self._several(found, "its name" + (" and country" if same else ""))
        if not found:
            return Found(None)
        (node,) = found
        if same:
            return Found(node)
        known = self.nodes[node]
        says = f"is taken for {_called(known)} of {known.where} by its name alone"
        return Found(node, ((says, "warning"),))

    def _fits(self, party: Somebody, number: int) -> bool:
        node = self.nodes[number]
        elsewhere = party.country and node.country and party.country != node.country
        numbers = contradict(party.ids, node.ids)
        return not elsewhere and not numbers and node.kind != "person"

    def _several(self, found: Iterable[int], by: str) -> Found:
        names = [f"{_called(self.nodes[n])} ({self.nodes[n].where})" for n in sorted(found)]
        says = f"may by {by} be {' or '.join(names[:5])}: none of them was taken"
        return Found(None, ((says, "error"),))

    def _named_otherwise(self, party: Somebody, node: Node) -> Iterable[tuple[str, Gravity]]:
        ours = {name_key(name) for name in (party.name, *party.aliases) if name}
        theirs = {name_key(name) for name in node.names}
        if ours and theirs and ours.isdisjoint(theirs):
            says = f"has the number of {_called(node)} ({node.where}), which is another name"
            yield says, "warning"


def _called(node: Node) -> str:
    numbers = (f"{scheme} {value}" for scheme, value in node.ids[:2])
    more = ", ".join(each for each in (node.country, *numbers) if each)
    return f"{node.name!r} ({more})" if node.name and more else repr(node.called)
