"""The first page of the report: the verdict, who answers for it, and what it rests on."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from enduse.model.decision import RANK, Verdict
from enduse.model.evidence import CaseFile, ListUsed
from enduse.report import words
from enduse.report.evidence_blocks import (
    Banner,
    Block,
    Contents,
    Facts,
    Heading,
    Items,
    Table,
    Text,
    Tone,
)  # fmt: skip
from enduse.report.evidence_found import groups, headline
from enduse.report.evidence_words import Plain, count, in_words

_FIRST = 5
GONE = "taken out of the record"
_AS_VERDICT: dict[str, Verdict] = {"hold": "hold", "review": "review", "ask": "ask"}


def section(case: CaseFile) -> Iterator[Block]:
    """All that somebody needs who reads one page alone."""
    yield _banner(case)
    if case.taken_out:
        yield Text(_taken_out(case), "alarm")
    yield Facts(tuple(_facts(case)))
    found = groups(case)
    heavy = [each for each in found if each.head.get("weight") != "note"]
    if heavy:
        yield Heading("What weighs most", 2)
        yield Items(
            tuple(_in_short(each.number, each.head, headline(each)) for each in heavy[:_FIRST])
        )
        if len(heavy) > _FIRST:
            yield Text(
                f"And {count(len(heavy) - _FIRST, 'finding')} more, listed below.", "soft"
            )
    yield Heading("Lists that it was decided on", 2)
    yield from _lists(case)
    yield Heading("In this report", 2)
    yield Contents()


def moment(at: datetime) -> str:
    """A moment to the second, in UTC."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _banner(case: CaseFile) -> Banner:
    decision = case.decision
    if decision is None:
        says = f"The decision was {GONE}. What remains shows that it was made, and when."
        return Banner("note", "TAKEN OUT", case.order, (says,))
    verdict: Any = decision.get("verdict")
    if (
        verdict not in words.TITLE
    ):  # of a later or changed form: never shown as if it were light
        return Banner(
            "error", str(verdict).upper(), case.order, ("A verdict of unknown meaning.",)
        )
    lines = [words.MEANING[verdict]]
    if "decision" in case.taken_out:  # else it speaks of findings that do not follow
        lines = [f"So it was decided. What was found was {GONE}."]
    if verdict == "error" and "findings" in decision:
        lines.append(f"The findings alone would say: {words.TITLE[_alone(decision)]}.")
    tone: Tone = verdict
    return Banner(tone, words.TITLE[verdict], case.order, tuple(lines))


def _alone(decision: Plain) -> Verdict:
    weights = (each.get("weight") for each in decision.get("findings", ()))
    found = [_AS_VERDICT[each] for each in weights if each in _AS_VERDICT]
    nothing: Verdict = "no_finding"
    return max([*found, nothing], key=lambda verdict: RANK[verdict])


def _in_short(number: str, head: Plain, told: str) -> str:
    return f"{number} {str(head.get('weight')).upper()}: {told}"


def _taken_out(case: CaseFile) -> str:
    said = f"Taken out of the record since: {', '.join(case.taken_out)}."
    for each in case.people:
        if each.kind == "purge":
            why = _reason(each.parts)
            said += f" It was done on {moment(each.moment)} (entry {each.number}){why}."
    return f"{said} What remains still fits what was signed."


def _reason(parts: Plain) -> str:
    """The reason that a purge gives, wherever in its parts it stands."""
    for value in parts.values():
        if isinstance(value, dict) and value.get("reason"):
            return f", because: {in_words(value['reason'])}"
    return ""


def _facts(case: CaseFile) -> Iterator[tuple[str, str]]:
    given = case.given if isinstance(case.given, dict) else {}
    dated = given.get("date")
    yield "order", f"{case.order}, of {in_words(dated)}" if dated else case.order
    decision = case.decision or {}
    if decision:
        yield "checked as of", str(decision.get("as_of")).removesuffix("T00:00:00Z")
    yield "recorded", f"{moment(case.moment)}, as entry {case.number} of the record"
    if case.clock:
        yield "clock", f"said {moment(case.clock)}: it was set back; the record is not"
    gone = GONE if "person" in case.taken_out else "not recorded"
    yield "answers for it", case.person if case.person is not None else gone
    if decision:
        engine = decision.get("engine", {})
        yield "decided by", f"enduse {engine.get('version')}, rulebook {engine.get('rulebook')}"
        yield "thresholds", in_words(engine.get("thresholds"))
        yield from _laws(decision)
    rests = decision.get("resolutions", ())
    if rests:
        yield (
            "rests on",
            f"what was settled in {count(len(rests), 'entry', 'entries')}: "
            + (", ".join(map(str, rests))),
        )
    people = [each for each in case.people if each.kind != "purge"]
    people = [each for each in people if each.number > case.number]
    none = f"nothing on record up to entry {case.checkpoint.number}"
    yield "decided since", count(len(people), "entry", "entries") if people else none


def _laws(decision: Plain) -> Iterator[tuple[str, str]]:
    for title, applied in (("law applied", True), ("law that may apply", False)):
        some = [r for r in decision.get("regimes", ()) if r.get("applied", True) is applied]
        if some:
            yield title, "\n".join(f"{r.get('regime')}: {r.get('why')}" for r in some)


def _lists(case: CaseFile) -> Iterator[Block]:
    rows = [_list(each) for each in case.lists]
    decision = case.decision or {}
    known = {(each.list_id, each.sha256) for each in case.lists}
    rows += [
        _bare(each, decision.get("required", ()))
        for each in decision.get("editions", ())
        if (each.get("list"), each.get("sha256")) not in known
    ]
    if rows:
        head = ("list", "published", "age then", "entries", "edition (SHA-256)")
        yield Table(head, tuple(rows), (38, 15, 12, 12, 23), figures=(2, 3), code=(4,))
    else:
        yield Text("None: no list was read.", "alarm")
    loaded = {row[0].partition("\n")[0].partition(" ")[0] for row in rows}
    lacking = [each for each in decision.get("required", ()) if each not in loaded]
    if lacking:
        yield Text(f"Required, and not read: {', '.join(map(str, lacking))}.", "alarm")


def _list(each: ListUsed) -> tuple[str, ...]:
    named = f"{each.list_id}{' (required)' if each.required else ''}\n{each.title}"
    age = count(each.age_days, "day")
    day = each.published.isoformat()
    return named.strip(), day, age, f"{each.entries:,}", each.sha256[:16] + "…"


def _bare(each: Plain, required: Any) -> tuple[str, ...]:  # noqa: ANN401  # JSON
    name = str(each.get("list"))
    named = f"{name}{' (required)' if name in required else ''}"
    age, day = in_words(each.get("age_days")), in_words(each.get("published"))
    return (
        named,
        day,
        f"{age} days",
        in_words(each.get("entries")),
        f"{str(each.get('sha256'))[:16]}…",
    )
