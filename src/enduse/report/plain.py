"""Decisions for programs: JSON, one decision a line, and CSV, one order a row."""

import csv
import io
import json

from enduse.model.decision import Decision
from enduse.model.wire import decision_to_plain
from enduse.report.words import hits, not_checked, printable, settled

CSV_COLUMNS = (
    "order", "verdict", "hold", "review", "ask", "note", "tests_hit", "says", "asks",
    "not_checked", "issues", "lists", "as_of", "duties", "duties_open", "settled",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(decision: Decision) -> str:
    """One line of JSON, keys in the contract's order. Half a character stays an escape."""
    line = json.dumps(decision_to_plain(decision), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def csv_header() -> str:
    """The heading row."""
    return row(CSV_COLUMNS)


def as_csv(decision: Decision) -> str:
    """One row. A cell that a spreadsheet would take for a formula gets a leading quote."""
    found = hits(decision)
    counts = [sum(f.weight == w for f in found) for w in ("hold", "review", "ask", "note")]
    heavy = [each for each in found if each.weight != "note"]
    unchecked = (f"{test}: {', '.join(facts)}" for test, facts in not_checked(decision))
    return row(
        (
            decision.order,
            decision.verdict,
            *map(str, counts),
            " ".join(dict.fromkeys(each.test for each in found)),
            " | ".join(each.says for each in heavy),
            " | ".join(map(str, decision.asks)),
            " | ".join(unchecked),
            " | ".join(f"{each.where}: {each.says}" for each in decision.issues),
            " ".join(f"{each.list_id}@{each.published}" for each in decision.editions),
            decision.as_of,
            " ".join(each.duty for each in decision.duties if each.applies == "yes"),
            " ".join(each.duty for each in decision.duties if each.applies == "unknown"),
            " | ".join(settled(decision)),
        )
    )


def row(cells: tuple[str, ...]) -> str:
    """One row of CSV; a cell that a spreadsheet would take for a formula gets a quote."""
    out = io.StringIO()
    # A carriage return inside a cell would end the row for some readers.
    shown = (printable(cell).replace("\n", " ") for cell in cells)
    quoted = (f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in shown)
    csv.writer(out, lineterminator="\n").writerow(list(quoted))
    return out.getvalue().rstrip("\n").encode("utf-8", "backslashreplace").decode("utf-8")
