"""Each listed entry that a finding names, as published, beside the party of the order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from enduse.model.evidence import CaseFile, EntryUsed
from enduse.report.evidence_blocks import Bars, Block, Facts, Heading, Table, Text
from enduse.report.evidence_found import groups
from enduse.report.evidence_order import fields_of, party_at, who
from enduse.report.evidence_words import Plain, in_words, label
from enduse.report.picture_words import from_the_right

_NAME_KINDS = {
    "primary": "main name",
    "aka": "alias",
    "fka": "formerly",
    "nka": "now known as",
    "original_script": "in its own script",
}
_ORDER_OF_FIELDS = (
    "names", "kind", "addresses", "programmes", "listed_on", "ids", "birth_dates",
    "birth_places", "nationalities", "citizenships", "gender", "titles", "links", "facts",
    "remarks",
)  # fmt: skip
_TITLES = {"names": "name and aliases", "ids": "numbers", "listed_on": "listed on"}
_OURS: Mapping[str, tuple[str, ...]] = {
    "names": ("name", "aliases"),
    "kind": ("kind", "role"),
    "addresses": ("address", "country"),
    "ids": ("ids",),
    "birth_dates": ("birth_date",),
}
"""What of a party on an order is of the same sort as a field of an entry."""
_COMPARED = (
    ("asked", "words of the order"),
    ("listed_name", "listed name that is nearest"),
    ("listed_address", "listed address"),
    ("alias", "which name it is"),
    ("strength", "its strength"),
    ("decided_by", "decided by"),
    ("match", "how they agree"),
    ("effect", "effect in law"),
    ("means", "what that means"),
    ("listed_on", "listed on"),
    ("programmes", "programmes"),
    ("party", "party, by its first entry"),
)
_TOLD_BY_FINDING = frozenset({"match", "means"})
_TOLD_BY_ENTRY = frozenset({"listed_on", "programmes"})
_BESIDE = ("field", "on the order", "on the list, as published")
_WIDTHS = (15.0, 37.0, 48.0)


def numbers(case: CaseFile) -> dict[int, str]:
    """The entries by the place of each finding that is of one: "E1", "E2" and so on."""
    return {
        place: f"E{at}"
        for at, each in enumerate(_heaviest_first(case), 1)
        for place in _own(case, each)
    }


def _heaviest_first(case: CaseFile) -> list[EntryUsed]:
    """The entries as their findings stand in the report."""
    order = [place for group in groups(case) for place in group.places]
    ranks = {place: rank for rank, place in enumerate(order)}
    last = len(ranks)
    return sorted(
        case.entries,
        key=lambda each: min(
            (ranks.get(place, last) + (last * (place not in _own(case, each))))
            for place in (*each.findings, -1)
        ),
    )


def _own(case: CaseFile, used: EntryUsed) -> list[int]:
    """The findings that are of an entry itself; others name it as the same party."""
    findings = _findings(case)
    same = (used.list_id, used.entry)
    return [
        place
        for place in used.findings
        if place < len(findings)
        and (_evidence(findings[place]).get("list"), _evidence(findings[place]).get("entry"))
        == same
    ]


def _findings(case: CaseFile) -> Sequence[Plain]:
    found: Sequence[Plain] = (case.decision or {}).get("findings", ())
    return found


def _evidence(finding: Plain) -> Plain:
    return dict(finding.get("evidence") or {})


def section(case: CaseFile) -> Iterator[Block]:
    """The entries, then the scores of findings whose entry is not among them."""
    findings, known = _findings(case), numbers(case)
    bare = [
        n for n, f in enumerate(findings) if n not in known and _evidence(f).get("features")
    ]
    if not case.entries and not bare:
        return
    named = {place: group.number for group in groups(case) for place in group.places}
    yield Heading("Entries of lists", fresh=True)
    yield Text(
        "Each entry as its publisher worded it, field by field, with every field that is kept "
        "of it, beside the party of the order that may be it. The parts of a score add up to "
        "it; a score puts what a person looks at in an order, and decides nothing by itself.",
        "soft",
    )
    for at, each in enumerate(_heaviest_first(case), 1):
        yield Heading(f"E{at}. {each.list_id}, entry {each.entry}", 2)
        yield from _one(case, each, named)
    for place in bare:
        finding, told = findings[place], named.get(place, f"findings/{place}")
        entry = _evidence(finding)
        yield Heading(f"{told}. {entry.get('list')}, entry {entry.get('entry')}", 2)
        yield Text("The entry itself is not in this report: it is no longer at hand.", "alarm")
        yield from _held(case, finding, told, bare=True)


def _one(case: CaseFile, each: EntryUsed, named: Mapping[int, str]) -> Iterator[Block]:
    """An entry, why each party may be it, and which findings name it beside."""
    findings, own = _findings(case), _own(case, each)
    places = own or [place for place in each.findings if place < len(findings)]
    first = findings[places[0]] if places else {}
    yield from _entry(case, each, first)
    for place in own:
        finding = findings[place]
        again = finding.get("subject") != first.get("subject")
        yield from _held(case, finding, named.get(place, f"findings/{place}"), again=again)
    others = [named.get(n, f"findings/{n}") for n in each.findings if n not in own]
    if others:
        told = ", ".join(dict.fromkeys(others))
        yield Text(f"Named as the same party, or beside another, by {told}.", "soft")


def _entry(case: CaseFile, used: EntryUsed, finding: Plain) -> Iterator[Block]:
    subject = str(finding.get("subject", ""))
    party = dict(party_at(case.given, subject) or {})
    if not party and _asked(finding):
        party = {"name": _asked(finding)}
    rows = tuple(_rows(party, used.plain))
    if subject:
        yield Text(f"Beside {who(case.given, subject)}.")
    yield Table(_BESIDE, rows, _WIDTHS)
    yield Text(
        f"Line {used.line} of the edition with SHA-256 {used.sha256}, as it was read.", "soft"
    )


def _rows(party: Plain, entry: Plain) -> Iterator[tuple[str, str, str]]:
    fields = [*_ORDER_OF_FIELDS, *sorted({*entry} - {*_ORDER_OF_FIELDS, "list_id", "id"})]
    used: set[str] = {"owners"}
    for field in fields:
        same = _OURS.get(field, (field,))
        used |= {*same}
        ours = "\n".join(
            _ours(name, party[name]) for name in same if party.get(name) is not None
        )
        theirs = "\n".join(_theirs(field, entry.get(field)))
        if ours or theirs:
            yield _TITLES.get(field, label(field)), ours, theirs or "not published"
    for name, value in party.items():
        if name not in used and value is not None:
            yield label(name), f"{in_words(value)}{' %' if name == 'share' else ''}", ""


def _ours(name: str, value: Any) -> str:  # noqa: ANN401  # JSON
    if name in {"name", "address"}:
        return in_words(value)
    if name == "ids" and isinstance(value, Mapping):
        return "\n".join(f"{label(key)} {in_words(each)}" for key, each in value.items())
    return f"{label(name)}: {in_words(value)}"


def _theirs(field: str, value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    """One published field, a line for each of its values."""
    if value is None:
        return
    said = _SAID.get(field, in_words)
    for each in value if isinstance(value, list) else [value]:
        known = isinstance(each, list if field == "facts" else Mapping)
        yield said(each) if known else in_words(each)


def _link(fields: Plain) -> str:
    return ": ".join(in_words(fields[key]) for key in sorted(fields, reverse=True))


def _fact(pair: Any) -> str:  # noqa: ANN401  # JSON
    return ": ".join(map(in_words, pair))


def _address(fields: Plain) -> str:
    return ", ".join(in_words(part) for part in fields.values() if part)


def _number(fields: Plain) -> str:
    rest = {k: v for k, v in fields.items() if k not in {"label", "value"}}
    more = f"  ({in_words(rest)})" if rest else ""
    return f"{fields.get('label')}: {fields.get('value')}{more}"


def _birth(fields: Plain) -> str:
    first, last = fields.get("first"), fields.get("last")
    span = f"  ({first} to {last})" if first != last else ""
    return f"{fields.get('text')}{' (about)' if fields.get('circa') else ''}{span}"


def _name(fields: Plain) -> str:
    text, of = in_words(fields.get("text")), _of_name(fields)
    # Behind a name that is read from the right, words of ours would stand before it.
    return f"{of}: {text}" if from_the_right(text) else f"{text}  ({of})"


def _of_name(more: Plain) -> str:
    kind = str(more.get("kind", "primary"))
    said = [_NAME_KINDS.get(kind, label(kind)), in_words(more.get("strength", "strong"))]
    if more.get("family_first"):
        said.append("family name first")
    rest = {
        k: v for k, v in more.items() if k not in {"text", "kind", "strength", "family_first"}
    }
    return ", ".join([*said, *([in_words(rest)] if rest else [])])


_SAID: Mapping[str, Callable[[Any], str]] = {
    "names": _name,
    "addresses": _address,
    "birth_dates": _birth,
    "ids": _number,
    "facts": _fact,
    "links": _link,
}
"""How the values of a published field are told."""


def _held(
    case: CaseFile, finding: Plain, told: str, *, again: bool = False, bare: bool = False
) -> Iterator[Block]:
    """Why a party may be the entry: the words compared, the reasons, and what followed."""
    evidence = _evidence(finding)
    if again or bare:
        subject = str(finding.get("subject"))
        yield Text(f"{'Beside' if bare else 'Also beside'} {who(case.given, subject)}.")
        party = party_at(case.given, subject)
        if rows := fields_of(party or {}):
            yield Facts(rows)
    weight = f"{told}, of weight {finding.get('weight')}"
    yield Facts((("finding", weight), *_compared(finding, bare=bare)))
    if parts := _parts(evidence):
        total = evidence.get("score")
        score = float(total) if isinstance(total, int | float) else sum(p for _, p in parts)
        yield Bars(f"Every reason's part in the score of {told}", parts, score)


def _parts(evidence: Plain) -> tuple[tuple[str, float], ...]:
    """The reasons for a score with their parts; none where they have another form."""
    features = evidence.get("features")
    some = features if isinstance(features, list) else []
    if not all(isinstance(f, Mapping) and _is_number(f.get("effect", 0)) for f in some):
        return ()
    return tuple((f"{f.get('name')}: {f.get('says')}", float(f.get("effect", 0))) for f in some)


def _is_number(value: Any) -> bool:  # noqa: ANN401  # JSON
    return isinstance(value, int | float)


def _compared(finding: Plain, *, bare: bool) -> Iterator[tuple[str, str]]:
    evidence, says = _evidence(finding), str(finding.get("says", ""))
    for key, title in _COMPARED:
        value = evidence.get(key)
        if value is None or (key in _TOLD_BY_ENTRY and not bare):
            continue
        if key in _TOLD_BY_FINDING and str(value) in says:
            continue
        said = _NAME_KINDS.get(str(value)) if key == "alias" else None
        yield title, said or in_words(value)
    joins = evidence.get("joins")
    for each in joins if isinstance(joins, list) else []:
        told = isinstance(each, Mapping) and {"one", "other", "because"} <= {*each}
        joined = f"{each['one']} and {each['other']}: {each['because']}" if told else None
        yield "taken for one party", joined or in_words(each)


def _asked(finding: Plain) -> str:
    return str(_evidence(finding).get("asked", ""))
