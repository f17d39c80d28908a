"""The exit statuses of the contract: the only table of them."""

from collections.abc import Iterable

from enduse.model.decision import Verdict

USAGE = 2
FAULT_OF_LIST = 12

STATUS: dict[Verdict, int] = {"no_finding": 0, "ask": 10, "review": 11, "error": 12, "hold": 13}


def status_of(verdicts: Iterable[Verdict]) -> int:
    """The status of the heaviest verdict.

    >>> status_of(["ask", "no_finding"]), status_of(["error", "hold"])
    (10, 13)
    """
    return max((STATUS[verdict] for verdict in verdicts), default=0)
