"""The sentences that every form of report shares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.model.decision import RANK, Decision, Verdict
from enduse.model.duty import Duty
from enduse.model.finding import HEAVIEST_FIRST, Finding, Question, Weight

MEANING: dict[Verdict, str] = {
    "hold": "Do not ship. A finding below stops this order.",
    "error": "Not decided. Something that must be read could not be read.",
    "review": "A person must settle what was found before this ships.",
    "ask": "Ask first. A missing fact could change the outcome.",
    "no_finding": "Nothing was found in what was checked. What was not checked is listed.",
}
TITLE: dict[Verdict, str] = {
    "hold": "HOLD",
    "error": "ERROR",
    "review": "REVIEW",
    "ask": "ASK",
    "no_finding": "NO FINDING",
}
COLOUR: dict[Verdict, str] = {
    "hold": "red",
    "error": "magenta",
    "review": "yellow",
    "ask": "cyan",
    "no_finding": "green",
}
READ = {"primary": "read in the text", "secondary": "from a summary", "memory": "not read"}


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """Duties of one law of which it cannot be said whether they apply, for one reason."""

    regime: str
    why: str
    titles: tuple[str, ...]
    next: tuple[str, ...]


NOT_LOADED = "is required and not loaded"
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def printable(text: str) -> str:
    r"""Text that shows itself: control and direction marks become visible escapes.

    A name on an order can hold a terminal's escape codes or a mark that turns the rest of
    the line around; neither may change what a person sees.

    >>> printable("ABC\x1b[2J")
    'ABC\\x1b[2J'
    """
    return _HIDDEN.sub(lambda m: m.group().encode("unicode_escape").decode(), text)


def asked(question: Question) -> str:
    """A question as it is shown, with how heavy an answer could make the order.

    >>> asked(Question("destination", "Where to?", where="route", lifts="hold"))
    'Where to? (route) (could lift it to HOLD)'
    """
    heavy: dict[Weight, Verdict] = {"hold": "hold", "review": "review"}
    lifted = heavy.get(question.lifts) if question.lifts else None
    return f"{question} (could lift it to {TITLE[lifted]})" if lifted else str(question)


def hits(decision: Decision) -> list[Finding]:
    """The findings that weigh, heaviest first, then by test and subject; notes last."""
    found = [each for each in decision.findings if each.weight is not None]
    return sorted(
        found, key=lambda f: (HEAVIEST_FIRST.index(f.weight or "note"), f.test, f.subject)
    )


def meaning(decision: Decision) -> str:
    """What a verdict means, in a sentence; where people settled findings, also that."""
    count = len(settled(decision))
    if not count:
        return MEANING[decision.verdict]
    if decision.verdict == "no_finding":
        return (
            f"Nothing is open in what was checked: people settled {plural(count, 'finding')}, "
            "listed below. What was not checked is listed."
        )
    return f"{MEANING[decision.verdict]} People settled {plural(count, 'finding')}."


def open_hits(decision: Decision) -> list[Finding]:
    """The findings that weigh, as `hits` has them, without those that a person settled."""
    return [each for each in hits(decision) if not _is_settled(each)]


def settled(decision: Decision) -> list[str]:
    """What a person settled, a line each: the finding, who and until when, what it weighed."""
    return [_settled(each) for each in hits(decision) if _is_settled(each)]


def _is_settled(finding: Finding) -> bool:
    # A match that somebody confirmed keeps its weight, and is none of them.
    resolved = dict(finding.evidence).get("resolved")
    return resolved is not None and resolved["was"] != finding.weight


def _settled(finding: Finding) -> str:
    known = dict(finding.evidence)
    resolved = known["resolved"]
    what = known.get("match") or finding.says.removesuffix(f" {resolved['told']}")
    was = resolved["was"].upper()
    return f"{what} {resolved['told']} It was {was} ({finding.test} · {finding.subject})."


def without_the_unread(decision: Decision) -> Verdict | None:
    """What the findings alone would say, where the verdict is `error`; else None."""
    if decision.verdict != "error":
        return None
    as_verdict: dict[Weight, Verdict] = {"hold": "hold", "review": "review", "ask": "ask"}
    weights = (each.weight for each in decision.findings)
    found = [as_verdict[w] for w in weights if w is not None and w in as_verdict]
    nothing: Verdict = "no_finding"
    return max([*found, nothing], key=lambda verdict: RANK[verdict])


def checked(decision: Decision) -> list[str]:
    """The tests that were answered, by code, each once."""
    answered = {f.test for f in decision.findings if f.outcome in {"hit", "no_hit"}}
    return sorted(answered)


def duties(decision: Decision) -> list[Duty]:
    """The duties that fall on the order, in the order of the rulebook."""
    return [each for each in decision.duties if each.applies == "yes"]


def open_duties(decision: Decision) -> list[OpenDuty]:
    """The duties of which it cannot be said, those for one reason and one law together."""
    groups: dict[tuple[str, str], list[Duty]] = {}
    for each in decision.duties:
        if each.applies == "unknown":
            groups.setdefault((each.regime, each.why), []).append(each)
    return [
        OpenDuty(regime, why, tuple(each.title for each in some), _steps(some))
        for (regime, why), some in groups.items()
    ]


def _steps(some: Sequence[Duty]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step for each in some for step in each.next))


def laws(decision: Decision) -> list[str]:
    """The bodies of law that were applied, and those that may apply, each with why."""
    return [f"{each.regime} ({each.why})" for each in decision.regimes]


def not_checked(decision: Decision) -> list[tuple[str, list[str]]]:
    """The tests that could not answer, each with the facts it lacks.

    Lists that could not be read stand among what could not be read, and not here again.
    """
    lacking: dict[str, list[str]] = {}
    for each in decision.not_checked:
        if each.missing.startswith("lists/"):
            continue
        facts = lacking.setdefault(each.test, [])
        fact = each.missing.rpartition("/")[2]
        if fact not in facts:
            facts.append(fact)
    return sorted(lacking.items())


def unread(decision: Decision) -> list[str]:
    """What could not be read, a line each; several lists that are not loaded in one."""
    absent = [i for i in decision.issues if i.says.startswith(NOT_LOADED)]
    if len(absent) <= 1:
        return [f"{i.where}: {i.says}" for i in decision.issues]
    names = [each.where.removeprefix("lists/") for each in absent]
    together = (
        f"lists that are required and not loaded: {', '.join(names)}. "
        f"`enduse lists update {' '.join(names)}` downloads them; "
        "`enduse lists import PATH… --list ID` loads files that you have"
    )
    others = [f"{i.where}: {i.says}" for i in decision.issues if i not in absent]
    return [*others, together]


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "order"), plural(2, "entry", "entries")
    ('1 order', '2 entries')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"
