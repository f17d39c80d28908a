"""What to ask the customer of an order, and what stays with the exporter."""

from collections.abc import Collection
from datetime import date

from enduse.assess.questions import for_customer
from enduse.model.decision import Decision
from enduse.model.finding import Finding, Language, Question
from enduse.model.inquiry import Inquiry
from enduse.model.order import Order, Party

_CLAUSE = "clause.no_reexport"


def inquiry(
    order: Order,
    decision: Decision,
    *,
    language: Language,
    day: date,
    nobody: Collection[str],
) -> tuple[Inquiry, tuple[Question, ...]]:
    """The inquiry to the customer, and the questions that are not for it.

    `nobody` are names that name nobody ("tbd"), in lower case.
    """
    asked: dict[str, None] = {}
    ours: list[Question] = []
    for each in decision.asks:
        text = for_customer(each, language)
        if text is None:
            ours.append(each)
        else:
            asked.setdefault(text)
    users = (party for party in order.parties if party.role == "end_user")
    wanted = Inquiry(
        order=order,
        language=language,
        day=day,
        questions=tuple(asked),
        end_user=next((party for party in users if _names(party, nobody)), None),
        clause=any(_needs_clause(each) for each in decision.findings),
    )
    return wanted, tuple(ours)


def _names(party: Party, nobody: Collection[str]) -> bool:
    name = (party.name or "").strip(" .").casefold()
    return bool(name) and name not in nobody


def _needs_clause(finding: Finding) -> bool:
    """Whether a clause is due that the contract does not hold, or not as far as is known."""
    return finding.test == _CLAUSE and finding.outcome in {"hit", "not_checkable"}
