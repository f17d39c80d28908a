"""A decision as cells beside the rows of somebody's table of orders."""

from enduse.model.decision import Decision
from enduse.report.words import TITLE, hits, not_checked, printable

TITLES = tuple(
    f"enduse: {title}"
    for title in ("verdict", "why", "to ask", "not checked", "could not be read", "as of")
)
"""The columns that are added to each row of an order."""


def cells(decision: Decision) -> list[str]:
    """The cells of each row of an order, in the order of `TITLES`."""
    heavy = [each for each in hits(decision) if each.weight != "note"]
    unread = [
        f"{each.where}: {each.says}" for each in decision.issues if each.where != "mapping"
    ]
    found = (
        TITLE[decision.verdict],
        " | ".join(f"{each.weight}: {each.says}" for each in heavy),
        " | ".join(map(str, decision.asks)),
        ", ".join(test for test, _ in not_checked(decision)),
        " | ".join(unread),
        decision.as_of,
    )
    return [printable(each).replace("\n", " ") for each in found]


def left(why: str, *, lost: bool) -> list[str]:
    """The cells of a row that is part of no order."""
    return ["ERROR" if lost else "", "", "", "", f"in no order: {why}", ""]
