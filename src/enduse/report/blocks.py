"""Findings as they are shown: a party that stands on several lists is shown once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from enduse.model.finding import HEAVIEST_FIRST, Basis, Finding, Weight

_SHOWN_REASONS = 3
_SHOWN_LIKE = 3
"""Listed parties like one name that are shown in full; more are named."""


@dataclass(frozen=True, slots=True)
class Line:
    """What some lists say of a party: one effect in law, and the entries that have it."""

    weight: Weight
    regime: str
    label: str
    means: str
    entries: tuple[str, ...]
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One finding, or several on one party. `lines` is empty where it is one.

    `more` names further listed parties that are like the same name.
    """

    head: Finding
    lines: tuple[Line, ...] = ()
    match: str = ""
    lists: int = 1
    because: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """What was found, in a sentence."""
        if not self.lines:
            return self.head.says
        entries = sum(len(line.entries) for line in self.lines)
        where = f"on {self.lists} lists" if self.lists > 1 else f"in {entries} entries"
        return f"{self.match} One party {where}:"

    @property
    def taken_for_one(self) -> str:
        """Why the entries are taken for one party, and what is left to settle."""
        more = len(self.because) - _SHOWN_REASONS
        tail = f"; and {more} more" if more > 0 else ""
        said = f"Taken for one party: {'; '.join(self.because[:_SHOWN_REASONS])}{tail}."
        return f"{said} {self.settle}" if self.settle else said

    @property
    def likewise(self) -> str:
        """The further listed parties, in a sentence; empty where there are none."""
        if not self.more:
            return ""
        return (
            f"{len(self.more)} more listed parties are like this name: {'; '.join(self.more)}."
        )

    @property
    def settle(self) -> str:
        """What is left for a person to settle; empty where nothing is."""
        return " ".join(self.told) or str(dict(self.head.evidence).get("settle", ""))


def blocks(findings: Iterable[Finding]) -> list[Block]:
    """Findings in the order in which they come, those on one party in one block."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for number, each in enumerate(findings):
        party = dict(each.evidence).get("party") or f"#{number}"
        groups.setdefault((each.test, each.subject, party), []).append(each)
    return [_block(members) for members in groups.values()]


def folded(shown: Sequence[Block]) -> list[Block]:
    """The blocks, with the lighter of many listed parties like one name only named.

    One name of a large family ("Huawei") is like thirty entries, and a person who settles the
    nearest has settled most of them. None is left out, and the heaviest are shown in full.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for at, each in enumerate(shown):
        if "listed_name" in dict(each.head.evidence):
            groups.setdefault((each.head.test, each.head.subject), []).append(at)
    made = list(shown)
    dropped: set[int] = set()
    for group in groups.values():
        ranked = sorted(group, key=lambda at: _light(shown[at]))
        if len(ranked) > _SHOWN_LIKE + 1:
            rest = sorted(ranked[_SHOWN_LIKE:])
            last = max(ranked[:_SHOWN_LIKE])
            made[last] = replace(made[last], more=tuple(_in_short(shown[at]) for at in rest))
            dropped.update(rest)
    return [each for at, each in enumerate(made) if at not in dropped]


def _light(block: Block) -> tuple[int, float]:
    score: float = dict(block.head.evidence)["score"]
    return HEAVIEST_FIRST.index(block.head.weight or "note"), -score


def _in_short(block: Block) -> str:
    known = dict(block.head.evidence)
    weight = (block.head.weight or "note").upper()
    entries = [entry for line in block.lines for entry in line.entries]
    where = ", ".join(entries) or f"{known['list']} {known['entry']}"
    return f"{known['listed_name']!r} ({where}; {weight})"


def _block(members: list[Finding]) -> Block:
    head = members[0]
    if len(members) == 1:
        return Block(head)
    facts = [dict(each.evidence) for each in members]
    # The words that are most like those on the order speak for the party.
    nearest = max(facts, key=lambda known: known["score"])
    effects: dict[tuple[str, ...], list[int]] = {}
    for at, (each, known) in enumerate(zip(members, facts, strict=True)):
        key = (each.weight or "note", each.regime or "", known["effect"], known["means"])
        effects.setdefault(key, []).append(at)
    lines = [
        Line(
            weight=members[at[0]].weight or "note",
            regime=members[at[0]].regime or "",
            label=facts[at[0]]["effect"],
            means=facts[at[0]]["means"],
            entries=tuple(_named(facts[n], nearest["listed_name"]) for n in at),
            basis=members[at[0]].basis,
        )
        for at in effects.values()
    ]
    lines.sort(key=lambda line: HEAVIEST_FIRST.index(line.weight))
    said = dict.fromkeys(join["because"] for join in facts[0].get("joins", ()))
    # What a person can judge stands before what a publisher says of its own numbers.
    because = sorted(said, key=lambda reason: "names it by its number" in reason)
    lists = len({each["list"] for each in facts})
    # Each listing may be under rules of its own, which need not be repeated for each.
    said_each = [sentence for each in facts for sentence in each.get("told", ())]
    told = tuple(dict.fromkeys((*said_each, *(t for each in facts for t in _decided(each)))))
    return Block(head, tuple(lines), nearest["match"], lists, tuple(because), told)


def _decided(known: dict[str, Any]) -> Iterator[str]:
    """What people decided of one entry among several, with the entry that it is of."""
    for name in ("resolved", "unsettled"):
        if name in known:
            yield f"{known['list']} {known['entry']}: {known[name]['told']}"


def _named(known: dict[str, Any], shown: str) -> str:
    """An entry by list and number, with its name where that is not the one shown."""
    name = known["listed_name"]
    other = "" if name.casefold() == shown.casefold() else f" {name!r}"
    return f"{known['list']} {known['entry']}{other}"
