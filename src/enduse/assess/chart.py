"""The picture of the owners of one party: who is drawn, and what each rule says of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enduse.assess.case import Case, named
from enduse.assess.chart_choice import Chosen, choose
from enduse.assess.checks.listed import is_sure
from enduse.assess.checks.owned import counts, listed_persons, who_is_listed
from enduse.assess.checks.owner_tree import Tree, tree_of
from enduse.assess.owning import Owning
from enduse.assess.stakes import WHOLE, Listed, Owned, Stake, Stakes, decide, exceeds
from enduse.model.chart import Arrow, Box, Chart, Mark, Reach, Ruled
from enduse.model.hit import Hit
from enduse.model.order import Party

_LONGEST_SAID = 120
_SLACK = 1e-9


def chart_of(case: Case, path: str) -> Chart | None:
    """The owners of the party at a path ("parties/1"); None where it has none.

    Drawn are the listed owners, those who may be, and every company on the way from them to
    the party; their other owners are drawn as one box. Where nobody is listed, the owners
    nearest to the party are drawn. However many there are, no more than `chart_choice.MOST`
    of them get a box of their own.
    """
    party = case.order.parties[int(path.partition("/")[2])]
    if not party.owners:
        return None
    tree = tree_of(path, party)
    marks = _marks(case, path, tree)
    chosen = choose(tree, [node for node in marks if node])
    drawing = _Drawing(party, tree, marks, chosen)
    return Chart(
        order=case.order.id,
        subject=path,
        as_of=case.as_of,
        boxes=tuple(drawing.boxes()),
        arrows=tuple(drawing.arrows()),
        rules=tuple(_ruled(rule, case, path, drawing=drawing) for rule in _rules(case)),
        unknown=tuple(dict.fromkeys(drawing.unknown(case, path))),
        left_out=tuple(dict.fromkeys(drawing.left_out())),
    )


def _rules(case: Case) -> list[Owning]:
    return [rule for rule in case.tables.rules.owning if rule.covers(case.as_of)]


def _marks(case: Case, path: str, tree: Tree) -> dict[int, tuple[Mark, ...]]:
    """The entries that each node is or may be, the sure and the heavy ones first."""
    found: dict[int, dict[Mark, None]] = defaultdict(dict)
    for hit in _hits(case, path):
        effect = hit.effect
        mark = Mark(
            hit.entry.list_id, hit.entry.id, hit.matched.text, effect.label, effect.regime,
            effect.weight, is_sure(hit, case),
        )  # fmt: skip
        found[tree.nodes[hit.subject]][mark] = None
    order = ("hold", "review", "ask", "note")
    return {
        node: tuple(sorted(them, key=lambda m: (not m.sure, order.index(m.weight))))
        for node, them in found.items()
    }


def _hits(case: Case, path: str) -> Iterator[Hit]:
    for hit in case.screening.hits:
        if hit.subject == path or hit.subject.startswith(f"{path}/owners/"):
            yield hit


def _ruled(rule: Owning, case: Case, path: str, *, drawing: "_Drawing") -> Ruled:
    tree = drawing.tree
    hits = [h for h in _hits(case, path) if h.subject != path and counts(h, rule)]
    name = rule.name if rule.status == "in_force" else f"{rule.name}, suspended"
    said = who_is_listed(tree, hits, case)
    if not said:
        return Ruled(name, rule.says, rule.effect, rule.basis)
    found = decide(
        Stakes.lay_out(tree.stakes),
        said,
        range(len(tree.owners)),
        rule=rule.rule,
        persons=listed_persons(tree, hits, case),
    )
    levels = _levels(found, said)
    reaches = tuple(
        Reach(drawing.box[node], its.answer, its.held, its.may, its.controlled,
              levels.get(node) if its.answer != "no" else None)
        for node, its in found.items()
        if node in drawing.companies
    )  # fmt: skip
    return Ruled(name, rule.says, rule.effect, rule.basis, reaches, _first(reaches))


def _levels(found: Mapping[int, Owned], said: Mapping[int, Listed]) -> dict[int, int]:
    """How many companies lie between each node and the nearest listed owner, itself counted."""
    levels = dict.fromkeys(said, 0)
    reached = set(said)
    level = 0
    while reached:
        level += 1
        reached = {
            node
            for node, its in found.items()
            if node not in levels and its.answer != "no" and reached & set(its.by)
        }
        levels |= dict.fromkeys(reached, level)
    # One who is listed himself may be owned by another listed owner besides.
    beside = {node: 1 for node in said if found[node].by}
    return {node: level for node, level in {**levels, **beside}.items() if level}


def _first(reaches: Sequence[Reach]) -> int | None:
    for answer in ("yes", "undecided"):
        some = [(each.level or 0, each.box) for each in reaches if each.answer == answer]
        if some:
            return min(some)[1]
    return None


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Nodes of a tree as boxes. `companies` are the nodes whose owners are drawn."""

    party: Party
    tree: Tree
    marks: Mapping[int, tuple[Mark, ...]]
    chosen: Chosen

    @property
    def box(self) -> dict[int, int]:
        """The number of the box of each node that has one of its own."""
        return {node: number for number, node in enumerate(self.chosen.nodes)}

    @property
    def companies(self) -> frozenset[int]:
        return frozenset(self.chosen.companies)

    def boxes(self) -> Iterator[Box]:
        party, chosen = self.party, self.chosen
        for number, node in enumerate(chosen.nodes):
            marks, owner = self.marks.get(node, ()), self.tree.owners[node]
            if owner is None:
                yield Box(number, party.name, party.country, party.kind, party.role, marks)
            else:
                yield Box(number, owner.name, owner.country, owner.kind, marks=marks)
        number = len(chosen.nodes)
        for node, folded in chosen.folded.items():
            if folded:
                owners = {each.owner for each in folded}
                hides = bool(owners & self.chosen.leading)
                yield Box(number, None, stands_for=len(owners), hides_listed=hides)
                number += 1
            if self._rest(node)[1] > 0:
                yield Box(number, None, unnamed=True)
                number += 1

    def arrows(self) -> Iterator[Arrow]:
        box = self.box
        for each in self.chosen.stakes:
            yield self._arrow(each, box[each.owner], box[each.owned])
        number = len(self.chosen.nodes)
        for node, folded in self.chosen.folded.items():
            if folded:
                low = min(WHOLE, sum(each.low for each in folded))
                high = min(WHOLE, sum(each.high for each in folded))
                yield Arrow(number, box[node], low, high, any(map(_known, folded)))
                number += 1
            least, most = self._rest(node)
            if most > 0:
                yield Arrow(number, box[node], least, most)
                number += 1

    def _arrow(self, stake: Stake, owner: int, owned: int) -> Arrow:
        who = self.tree.owners[stake.owner]
        said = who.control if who else None
        control = said if isinstance(said, str) and said.strip() else None
        if control is None and stake.control:
            control = "yes"
        controls = "yes" if stake.control else "undecided" if stake.may_control else "no"
        return Arrow(
            owner,
            owned,
            stake.low,
            stake.high,
            _known(stake),
            control,
            controls,  # type: ignore[arg-type]
        )

    def _rest(self, node: int) -> tuple[float, float]:
        """What no owner is named for, at least and at most; nothing where it may be nothing."""
        stakes = [each for each in self.tree.stakes if each.owned == node]
        least = WHOLE - sum(each.high for each in stakes)
        if not stakes or least <= _SLACK:
            return 0.0, 0.0
        return least, WHOLE - sum(each.low for each in stakes)

    def unknown(self, case: Case, path: str) -> Iterator[str]:
        """What is not known of the owners that are drawn, a sentence each."""
        for each in self.chosen.stakes:
            yield from self._open(each)
        for node in dict.fromkeys(owner for owner, _ in self.tree.repeats):
            yield (
                f"{self._name(node)} stands among the owners more than once with the same "
                "share, and is counted once as sure."
            )
        for node in self.chosen.companies:
            yield from self._rest_said(node)
        for subject, why in case.screening.not_compared:
            if subject.startswith(f"{path}/owners/"):
                name = self._name(self.tree.nodes[subject])
                yield f"{name} ({subject}) was not compared with the lists: {why}."

    def _open(self, stake: Stake) -> Iterator[str]:
        owner, owned = self._name(stake.owner), self._name(stake.owned)
        if not _known(stake):
            yield f"How much {owner} holds of {owned} is not known."
        if stake.may_control and not stake.control:
            yield f"Whether {owner} controls {owned} is not clear from the order."

    def _rest_said(self, node: int) -> Iterator[str]:
        given = sum(each.low for each in self.tree.stakes if each.owned == node)
        if exceeds(given):
            yield f"Of {self._name(node)} the stakes given add up to {given:g} %."
        least, most = self._rest(node)
        if most > 0:
            share = f"{most:g} %" if least == most else f"{least:g} to {most:g} %"
            yield f"Who holds {share} of {self._name(node)} is not known."

    def left_out(self) -> Iterator[str]:
        """The listed owners for whom there was no room."""
        for node in self.chosen.left_out:
            marks = ", ".join(f"{m.list_id} {m.entry}" for m in self.marks[node][:2])
            how = "is" if any(mark.sure for mark in self.marks[node]) else "may be"
            yield f"{self._name(node)} {how} listed ({marks}) and is not drawn."

    def _name(self, node: int) -> str:
        owner = self.tree.owners[node]
        if owner is None:
            return named(self.party)
        name = owner.name or "an owner without a name"
        return name if len(name) <= _LONGEST_SAID else f"{name[:_LONGEST_SAID]}…"


def _known(stake: Stake) -> bool:
    return stake.low > 0 or stake.high < WHOLE
