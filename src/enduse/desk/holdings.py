"""Who owns the parties of an order, from files that were given beside it.

The files are joined into one graph as of a day. A party is found in it by a number that
decides, else by its exact name and country; its owners are then hung into the order, theirs
above them, each company's once: a later mention has its name and numbers alone, and is known
by them for the same one. So a circle ends, and a graph costs what it holds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from enduse.desk.holdings_find import Directory, Found
from enduse.desk.holdings_hang import MOST_DEEP, Graph, Hung, hang
from enduse.desk.holdings_join import Joined, is_bare, join
from enduse.desk.holdings_stakes import stakes_on
from enduse.intake.owning.read import read
from enduse.model.holding import Doubt, Ownership
from enduse.model.issue import Issue
from enduse.model.order import Order, Party
from enduse.places import Places

SHOWN = 20
"""Issues of one kind that a decision shows, and names of one list."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Files on owners, joined as of a day, ready to be asked."""

    files: tuple[Ownership, ...]
    day: date
    graph: Graph
    doubts: dict[int | None, list[Issue]]

    @classmethod
    def of(cls, files: Sequence[Ownership], day: date) -> "Holdings":
        """Join what files say."""
        joined = join(files)
        graph = Graph(joined, stakes_on(files, joined, day), Directory.of(joined))
        doubts = _doubts(files, joined)
        if nobodys := list(_nobodys(graph)):
            doubts.setdefault(None, []).extend(nobodys)
        return cls(tuple(files), day, graph, doubts)

    def attach(self, order: Order) -> tuple[Order, tuple[Issue, ...]]:
        """The order with owners hung in, and what of the files could not be used for it."""
        parties: list[Party] = []
        issues: list[Issue] = []
        reached: set[int] = set()
        strangers = any(party.kind != "person" for party in order.parties)
        for number, party in enumerate(order.parties):
            where = f"parties/{number}"
            found = self.graph.directory.find(party)
            issues += (Issue(where, says, gravity) for says, gravity in found.says)
            strangers = strangers and found.node is None and not found.says
            if found.node is None and not party.owners:
                parties.append(party)
                continue
            hung = hang(self.graph, party, found.node)
            if found.node is not None and not self.graph.stood.rows.get(found.node):
                says = "is in the files on owners, and they name no owner of it on that day"
                issues.append(Issue(where, says))
            reached |= hung.reached
            issues += (Issue(f"{where}{place}", says) for place, says in hung.differs)
            issues += capped(list(self._of_party(where, hung)))
            parties.append(replace(party, owners=hung.owners))
        if strangers and not reached:
            says = "the files on owners know no party of this order, by number or name"
            issues.append(Issue("owners", says))
        issues += capped(self._of_files(reached))
        return replace(order, parties=tuple(parties)), tuple(issues)

    def find(self, party: Party) -> Found:
        """Who in the files is a party, or why nobody is."""
        return self.graph.directory.find(party)

    def about(self, hung: Hung, *, where: str) -> list[Issue]:
        """All that could not be used of the files for one chain of owners, none left out."""
        found = [*self._of_party(where, hung), *self._of_files(hung.reached)]
        return list(dict.fromkeys((*found, *self.doubts.get(None, ()))))

    def _of_party(self, where: str, hung: Hung) -> Iterator[Issue]:
        yield from self._doubtful(hung)
        beside = [
            each
            for node in sorted(hung.reached)
            for each in self.graph.stood.beside.get(node, ())
        ]
        if beside:
            says = "indirect holdings are not counted beside the chains that make them"
            yield Issue(where, f"{len(beside)} {says}: {_some(beside)}")
        if hung.deeper:
            names = _some([self.graph.joined.nodes[node].called for node in hung.deeper])
            says = f"owners more than {MOST_DEEP} levels up were not read, from here on"
            yield Issue(where, f"{says}: {names}", "error")

    def _of_files(self, reached: set[int]) -> Iterator[Issue]:
        # What may be lost of anybody's owners is every order's trouble; a remark on a file is
        # not, and is shown by `enduse owners`.
        yield from (each for each in self.doubts.get(None, ()) if each.gravity == "error")
        for node in sorted(reached):
            yield from self.doubts.get(node, ())
            if node in self.graph.joined.apart:
                says = f"{self.graph.joined.apart[node]}: its owners may be missing"
                yield Issue("owners", says, "error")

    def _doubtful(self, hung: Hung) -> Iterator[Issue]:
        """Where files contradict each other on a stake, or name an owner and no more."""
        nodes = self.graph.joined.nodes
        for held in hung.doubtful:
            owned = nodes[held.owned].called
            if held.differs and held.owner is not None:
                names = f"{nodes[held.owner].called} in {owned}"
                says = f"the files contradict each other on {names}: {held.differs}"
                yield Issue("owners", f"{says} ({held.source})")
            else:
                says = f"an owner of {owned} is named and not described"
                yield Issue("owners", f"{says} ({held.source})", "error")


def read_files(files: Sequence[tuple[str, bytes]], places: Places) -> tuple[Ownership, ...]:
    """What each file says, by its name and content.

    Raises:
        OrderError: one of them cannot be read as a whole, or is of no format known.
    """
    return tuple(read(name, data, places) for name, data in files)


def capped(issues: Iterator[Issue] | Sequence[Issue]) -> list[Issue]:
    """The first of many issues, the grave ones before, and a line on how many are left out."""
    some = sorted(dict.fromkeys(issues), key=lambda each: each.gravity != "error")
    left = some[SHOWN:]
    if not left:
        return some
    grave = any(each.gravity == "error" for each in left)
    says = f"{len(left)} more places could not be read, or were not used; `enduse owners`"
    more = Issue("owners", f"{says} shows them all", "error" if grave else "warning")
    return [*some[:SHOWN], more]


def _doubts(files: Sequence[Ownership], joined: Joined) -> dict[int | None, list[Issue]]:
    """Doubts by the company that they concern; under None those that may concern anybody."""
    found: dict[int | None, list[Issue]] = {}
    for number, file in enumerate(files):
        for each in file.doubts:
            found.setdefault(_about(each, number, joined), []).append(each.issue)
    return found


def _nobodys(graph: Graph) -> Iterator[Issue]:
    """Holdings in companies that no record describes and that own nobody: anybody's owners."""
    rows = graph.stood.rows
    bare = {owned for owned in rows if is_bare(graph.joined.nodes[owned])}
    among = {owner for theirs in rows.values() for owner in theirs} if bare else set()
    for owned in sorted(bare - among):
        for groups in rows[owned].values():
            for held in (each for some in groups for each in some):
                says = "is about a company that no record describes, so it may be anybody's"
                yield Issue(held.where, says, "error")


def _about(doubt: Doubt, file: int, joined: Joined) -> int | None:
    # A doubt about a key that no record describes may be about anybody.
    return None if doubt.about is None else joined.of.get((file, doubt.about))


def _some(names: Sequence[str]) -> str:
    more = f", and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
