"""The owners of the parties of orders, ready to be drawn: at the doors nobody sees a case."""

from collections.abc import Iterable, Iterator

from enduse.desk.desk import Decide, Desk
from enduse.intake.order import Given
from enduse.model.chart import Chart
from enduse.model.decision import Decision


def decided(
    desk: Desk, decide: Decide, orders: Iterable[Given]
) -> Iterator[tuple[Decision, tuple[Chart, ...]]]:
    """The decisions on orders, each with its parties that have listed owners.

    `decide` decides as the desk does, and may record what it decided.
    """
    given = list(orders)
    for each, decision in zip(given, decide(given), strict=True):
        hit = any(f.test == "owner.listed" and f.outcome == "hit" for f in decision.findings)
        charts = desk.charts(each.order) if hit and each.order else ()
        yield decision, tuple(chart for chart in charts if chart.listed)


def charts_in(desk: Desk, data: bytes, source: str) -> tuple[list[Chart], list[str]]:
    """Every party with owners in a file of orders, and what of the orders was not read."""
    charts: list[Chart] = []
    unread: list[str] = []
    for each in desk.read(data, source=source):
        unread += (
            f"{each.label}: {issue.where}: {issue.says}"
            for issue in each.issues
            if issue.gravity == "error"
        )
        if each.order:
            charts += desk.charts(each.order)
    return charts, unread
