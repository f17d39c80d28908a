"""Findings in short: what every test yields."""

from typing import Any

from enduse.model.finding import Finding, Weight


def hit(
    test: str,
    subject: str,
    says: str,
    *,
    weight: Weight | None = None,
    regime: str | None = None,
    **evidence: Any,  # noqa: ANN401  # JSON values
) -> Finding:
    """The sign is there. `weight` only where the test brings its own."""
    facts = tuple((name, value) for name, value in evidence.items() if value is not None)
    return Finding(test, "hit", subject, says, weight=weight, evidence=facts, regime=regime)


def lacks(test: str, subject: str, missing: str, *, says: str) -> Finding:
    """The test cannot answer; `missing` names the fact by its field."""
    return Finding(test, "not_checkable", subject, says, missing=missing)


def no_code(test: str, subject: str) -> Finding:
    """A test on past orders cannot know the goods of a line again."""
    says = "Neither a code nor a part number tells the goods of this line from others."
    return lacks(test, subject, "hs", says=says)


def no_history(test: str) -> Finding:
    """A test on past orders has none to look at."""
    return lacks(test, "order", "history", says="Orders of before were not given.")


def no_buyer(test: str) -> Finding:
    """A test on the customer does not know who that is."""
    return lacks(test, "order", "buyer", says="Who buys is not known.")


def not_applicable(test: str, says: str) -> Finding:
    """The test has nothing to look at in such an order."""
    return Finding(test, "not_applicable", "order", says)
