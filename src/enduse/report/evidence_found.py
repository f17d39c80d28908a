"""What was found, heaviest first, as blocks of the report."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.model.evidence import CaseFile
from enduse.report.evidence_blocks import Block, Heading, Point, Text, Tone
from enduse.report.evidence_order import who
from enduse.report.evidence_words import Plain, Sources, count, in_words, label, together

_SHORT, _FEW = 9, 60
_SENTENCE_ENDS = re.compile(r"(?<!\bNo)(?<!\bArt)\. (?=[A-Z(])")
HEAVIEST: tuple[Tone, ...] = ("hold", "review", "ask", "note")
IN_COMPARISON = frozenset({
    "list", "entry", "listed_name", "alias", "strength", "programmes", "listed_on", "match",
    "means", "score", "features", "joins", "party", "asked", "effect", "decided_by",
})  # fmt: skip
"""What of a finding on a listed party stands beside the entry, and not twice."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of several subjects. `places` are theirs in the record."""

    number: str
    head: Plain
    says: str
    places: tuple[int, ...]
    subjects: tuple[str, ...]


def groups(case: CaseFile) -> list[Group]:
    """The findings that weigh, heaviest first, those that say the same once.

    An order of 1,500 lines has the same to be said of most of them. Nothing is left out: the
    subjects are all named, and where a sentence names its subject, it says "each of these".
    """
    found: dict[str, list[int]] = {}
    findings = (case.decision or {}).get("findings", ())
    for place, each in enumerate(findings):
        if each.get("weight") is not None:
            found.setdefault(key_of(each), []).append(place)
    made = [group_of(findings, places) for places in found.values()]
    made.sort(key=lambda group: _rank(group.head))
    return [
        Group(f"F{at}", each.head, each.says, each.places, each.subjects)
        for at, each in enumerate(made, 1)
    ]


def _rank(finding: Plain) -> int:
    weight = finding.get("weight")
    return HEAVIEST.index(weight) if weight in HEAVIEST else 0


def key_of(finding: Plain) -> str:
    """The same for findings that say the same, each of its subject."""
    same = {key: value for key, value in finding.items() if key not in {"subject", "says"}}
    return json.dumps([_template(finding), same], sort_keys=True)


def _template(finding: Plain) -> str:
    """What a finding says, whichever its subject."""
    says, subject = str(finding.get("says", "")), str(finding.get("subject", ""))
    return says.replace(subject, "\x00") if "/" in subject else says


def group_of(findings: Sequence[Plain], places: Sequence[int]) -> Group:
    """The findings at some places, which say the same."""
    head = findings[places[0]]
    several = len(places) > 1
    says = _template(head).replace("\x00", "each of these") if several else str(head["says"])
    subjects = tuple(str(findings[place].get("subject", "")) for place in places)
    return Group("", head, says, tuple(places), subjects)


def section(case: CaseFile, sources: Sources, entries: Mapping[int, str]) -> Iterator[Block]:
    """Every finding that weighs. `entries` numbers the listed entries by finding."""
    yield Heading("What was found", fresh=True)
    found = groups(case)
    if not found:
        yield Text("Nothing was found in what was checked. What was not checked is listed.")
        return
    told = "; ".join(_counted(found))
    yield Text(f"{told}. The heaviest stand first; each weighs alone.", "soft")
    for each in found:
        yield _point(each, case, sources=sources, entries=entries)


def _counted(found: Sequence[Group]) -> Iterator[str]:
    for weight in HEAVIEST:
        some = sum(len(each.places) for each in found if each.head.get("weight") == weight)
        if some:
            yield f"{count(some, 'finding')} of weight {weight}"


def _point(
    each: Group, case: CaseFile, *, sources: Sources, entries: Mapping[int, str]
) -> Point:
    head = each.head
    of = [who(case.given, path) for path in each.subjects[:1]]
    where = of[0] if len(each.subjects) == 1 else together(each.subjects)
    law = f" · {head['regime']}" if head.get("regime") else ""
    beside = list(dict.fromkeys(entries[place] for place in each.places if place in entries))
    rows = [*rests_on(head, beside=bool(beside))]
    if beside:
        rows.append(("list entry", f"{', '.join(beside)}: see “Entries of lists”"))
    if head.get("missing"):
        rows.append(("missing", str(head["missing"])))
    rows += [("ask", in_words(question)) for question in head.get("asks", ())]
    return Point(
        tone=next((w for w in HEAVIEST if w == head["weight"]), "hold"),
        tag=str(head["weight"]).upper(),
        number=each.number,
        says=each.says,
        where=f"{where} · test {head.get('test')}{law} · in the record: {_places(each.places)}",
        rows=tuple(rows),
        cites=sources.cites(head.get("basis", ())),
    )


def _places(places: Sequence[int]) -> str:
    told = together(f"findings/{place}" for place in places)
    return (
        told if len(told) <= _FEW else f"{len(places)} findings, from findings/{places[0]} on"
    )


def rests_on(finding: Plain, *, beside: bool) -> Iterator[tuple[str, str]]:
    """What a finding rests on, by name; not what stands elsewhere in the report."""
    for name, value in dict(finding.get("evidence") or {}).items():
        if value is None or (beside and name in IN_COMPARISON):
            continue
        for said in _several(value):
            if len(said) < _SHORT or said not in str(finding.get("says")):  # else it is said
                yield label(name), said


def _several(value: Any) -> list[str]:  # noqa: ANN401  # JSON
    """Each of several sentences or sets of facts for itself, anything else in one."""
    some = value if isinstance(value, list) else []
    if any(isinstance(each, Mapping) or " " in str(each) for each in some):
        return [in_words(_given(each)) for each in some]
    return [in_words(value)]


def _given(value: Any) -> Any:  # noqa: ANN401  # JSON
    return (
        {key: each for key, each in value.items() if each is not None}
        if isinstance(value, Mapping)
        else value
    )


def headline(group: Group) -> str:
    """A finding in few words, for the first page."""
    known: dict[str, Any] = dict(group.head.get("evidence") or {})
    if "listed_name" in known and "asked" in known:
        where = f"{known.get('list')} {known.get('entry')}"
        named = f"“{known['asked']}” may be “{known['listed_name']}”"
        return f"{named} ({where}: {known.get('effect')})"
    return _SENTENCE_ENDS.split(group.says)[0].rstrip(".") + "."
