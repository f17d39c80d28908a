"""What to ask and to do, what could not be read or checked, and what was checked in vain."""

from collections.abc import Iterator, Sequence

from enduse.model.evidence import CaseFile
from enduse.report.evidence_blocks import Block, Heading, Items, Point, Table, Text, Tone
from enduse.report.evidence_found import group_of, key_of, rests_on
from enduse.report.evidence_words import Plain, Sources, in_words, label, together

_WIDTHS = (23.0, 13.0, 15.0, 39.0, 10.0)


def asked(case: CaseFile) -> Iterator[Block]:
    """What to ask the customer."""
    asks = (case.decision or {}).get("asks", ())
    if asks:
        yield Heading("Questions to the customer")
        yield Items(tuple(map(in_words, asks)), numbered=True)


def duties(case: CaseFile, sources: Sources) -> Iterator[Block]:
    """What the law asks the exporter to do: what applies, what is open, what does not apply."""
    all_ = (case.decision or {}).get("duties", ())
    if not all_:
        return
    yield Heading("Duties of the exporter")
    tags: tuple[tuple[str, str, Tone], ...] = (("yes", "DO", "do"), ("unknown", "OPEN", "ask"))
    for applies, tag, tone in tags:
        for each in all_:
            if each.get("applies") == applies:
                yield _duty(each, tag, tone, sources=sources)
    rest = [each for each in all_ if each.get("applies") not in {"yes", "unknown"}]
    if rest:
        yield Heading("Duties that do not apply, and why", 2)
        rows = (
            (str(each.get("regime", "")), _what(each), str(each.get("why", "")),
             sources.brief(each.get("basis", ())))
            for each in rest
        )  # fmt: skip
        yield Table(("law", "duty", "why not", "sources"), tuple(rows), (8, 50, 30, 12))


def _what(duty: Plain) -> str:
    more = [*duty.get("next", ()), *duty.get("missing", ())]
    return "\n".join([f"{duty.get('title')}: {duty.get('says')}", *map(str, more)])


def _duty(each: Plain, tag: str, tone: Tone, *, sources: Sources) -> Point:
    missing = "; ".join(map(str, each.get("missing", ())))
    return Point(
        tone=tone,
        tag=tag,
        number=str(each.get("regime", "")),
        says=f"{each.get('title')}. {each.get('says')}",
        where=f"{each.get('why')} · duty {each.get('duty')}",
        rows=(("not known", missing),) if missing else (),
        steps=tuple(map(str, each.get("next", ()))),
        cites=sources.cites(each.get("basis", ())),
    )


def unread(case: CaseFile) -> Iterator[Block]:
    """What could not be read, or was read and not used."""
    issues = (case.decision or {}).get("issues", ())
    if issues:
        yield Heading("What could not be read, or was not used")
        yield Text(
            "“Error”: a fact was lost to the decision, which then fails closed. “Warning”: it "
            "was read, and not used.",
            "soft",
        )
        rows = ((i.get("where"), i.get("gravity"), i.get("says")) for i in issues)
        made = tuple(tuple(map(in_words, row)) for row in rows)
        yield Table(("where", "how grave", "what"), made, (24, 12, 64), code=(0,))


def not_checked(case: CaseFile, sources: Sources) -> Iterator[Block]:
    """The tests that could not answer, each with the fact that it lacks."""
    decision = case.decision or {}
    yield Heading("What was not checked, and why")
    rows = tuple(_unanswered(decision, sources))
    if not rows:
        yield Text("Every test could answer.")
        return
    yield Text(
        "These tests could not answer. None of them says that there is nothing to find.", "soft"
    )
    head = ("test", "missing", "of", "why", "sources")
    yield Table(head, rows, _WIDTHS, code=(2,))


def _unanswered(decision: Plain, sources: Sources) -> Iterator[tuple[str, ...]]:
    lacking = [f for f in decision.get("findings", ()) if f.get("outcome") == "not_checkable"]
    yield from _rows(lacking, sources, missing=True)
    told = {(f.get("test"), f.get("subject")) for f in lacking}
    bare = [n for n in decision.get("not_checked", ()) if (n["test"], n["subject"]) not in told]
    for each in bare:
        yield each["test"], str(each.get("missing", "")), each["subject"], "", ""


def answered(case: CaseFile, sources: Sources) -> Iterator[Block]:
    """The tests that were answered without a finding."""
    findings = (case.decision or {}).get("findings", ())
    quiet = [
        each
        for each in findings
        if each.get("weight") is None and each.get("outcome") != "not_checkable"
    ]
    if quiet:
        yield Heading("Tests that found nothing, or did not apply")
        head = ("test", "answer", "of", "what it says", "sources")
        yield Table(head, tuple(_rows(quiet, sources)), _WIDTHS, code=(2,))


def _rows(
    findings: Sequence[Plain], sources: Sources, *, missing: bool = False
) -> Iterator[tuple[str, ...]]:
    """A row for each test and answer: all its subjects, and everything that is said of them."""
    some: dict[tuple[str, ...], list[Plain]] = {}
    for each in findings:
        answer = each.get("missing") if missing else label(str(each.get("outcome")))
        key = (str(each.get("test", "")), str(answer), sources.brief(each.get("basis", ())))
        some.setdefault(key, []).append(each)
    for (test, answer, numbers), members in some.items():
        subjects = together(str(each.get("subject", "")) for each in members)
        says = "\n".join(dict.fromkeys(line for each in _alike(members) for line in each))
        yield test, answer, subjects, says, numbers


def _alike(findings: Sequence[Plain]) -> Iterator[Sequence[str]]:
    """What is said of each, and what it rests on; a sentence that fits several once."""
    some: dict[str, list[int]] = {}
    for place, each in enumerate(findings):
        some.setdefault(key_of(each), []).append(place)
    for places in some.values():
        group = group_of(findings, places)
        known = (f"{name}: {said}" for name, said in rests_on(group.head, beside=False))
        asks = (f"ask: {in_words(each)}" for each in group.head.get("asks", ()))
        yield group.says, *known, *asks
