"""The test on the contract: does it forbid re-export to Russia, where it has to."""

from collections.abc import Iterator
from dataclasses import replace

from enduse.assess.answers import Answer
from enduse.assess.case import Case
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.clause_words import Said, clause_said
from enduse.assess.duties import clause_needed
from enduse.model.finding import Finding

_CODE = "clause.no_reexport"
_FACT = "clauses.no_reexport_to_russia"
_SHOWN = 200


def no_reexport(case: Case) -> Iterator[Finding]:
    """The contract lacks the clause against re-export to Russia, where Art. 12g asks for it.

    Whether it is asked for follows from the goods, the places, the buyer and the days. That
    the clause is there is said by the order, or by a sentence of its notes that is beyond
    doubt; that it is missing, by the order alone. Where the order says that it is there, and
    its notes say something that may take that back, it is not known.
    """
    need = clause_needed(case)
    stands = case.order.clauses.no_reexport_to_russia if case.order.clauses else None
    said = clause_said(case.order.notes) if case.order.notes and stands is not False else None
    contrary = said if said is not None and said.undone else None
    if need.applies == "no":
        yield not_applicable(_CODE, f"No such clause is asked for: {need.why}.")
    elif stands and contrary is None:
        yield _found("The order says that the contract forbids re-export to Russia.")
    elif said is not None and said.sure:
        yield _found(f"The notes of the order say: {said.sentence[:_SHOWN]!r}")
    elif need.applies == "unknown":
        yield _open(need, stands=stands)
    elif stands is False:
        says = (
            "The contract does not forbid re-export to Russia, and has to (Art. 12g of "
            f"Regulation (EU) No 833/2014): {need.why}."
        )
        yield hit(_CODE, "order", says, regime="EU")
    else:
        yield _not_said(said, case, stands=stands)


def _found(says: str) -> Finding:
    return Finding(_CODE, "no_hit", "order", says, regime="EU")


def _open(need: Answer, *, stands: bool | None) -> Finding:
    """Whether the clause is needed cannot be said; a clause that is absent may matter."""
    absent = (
        "The contract does not forbid re-export to Russia; whether it"
        if (stands is False)
        else "Whether the contract"
    )
    says = f"{absent} has to forbid re-export to Russia cannot be said: {need.why}."
    subject, _, fact = need.missing[0].rpartition("/")
    return lacks(_CODE, subject or "order", fact, says=says)


def _not_said(said: Said | None, case: Case, *, stands: bool | None) -> Finding:
    says = "Whether the contract forbids re-export to Russia (Art. 12g) is not known."
    if said is not None and stands:
        says += (
            f" The order says so, and its notes may say otherwise: {said.sentence[:_SHOWN]!r}."
        )
    elif said is not None:
        says += f" The notes speak of it, and leave it open: {said.sentence[:_SHOWN]!r}."
    found = replace(lacks(_CODE, "order", _FACT, says=says), regime="EU")
    return replace(found, weight="note") if case.setting == "ordinary" else found
