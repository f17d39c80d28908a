"""The table that was read, with our columns behind those of its owner."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from enduse.errors import SheetError
from enduse.model.decision import Decision, Verdict
from enduse.report.words import printable
from enduse.serve.cli.answer import replace
from enduse.serve.cli.exits import FAULT_OF_LIST, USAGE
from enduse.serve.cli.gathered import Gathered, Job, tell

if TYPE_CHECKING:
    from enduse.desk.desk import Decide
    from enduse.desk.tables import Reading
    from enduse.report.sheet import Added

ENDINGS = (".csv", ".xlsx")


def refuse_several(gathered: Gathered) -> None:
    """A table can be given back only where one was read, and nothing else."""
    if not gathered.jobs and gathered.lost:
        tell(gathered, as_json=False)
        raise typer.Exit(FAULT_OF_LIST)
    if len(gathered.jobs) != 1 or gathered.jobs[0].reading is None:
        message = (
            "-o with .csv or .xlsx gives back the one table that was read, and this is none, "
            "or more; expected one table, or --format csv"
        )
        raise typer.BadParameter(message)


def write_table(output: Path, job: Job, decide: "Decide") -> list[Verdict]:
    """Decide on the orders of a table and write it again, whole or not at all."""
    reading = job.reading
    assert reading is not None  # noqa: S101  # refused before
    decisions = list(decide(reading.given))
    try:
        made, said = _made(output, job, reading, decisions)
        replace(output, made)
    except (SheetError, OSError) as error:
        typer.echo(f"enduse: {printable(str(error))}; nothing was written", err=True)
        raise typer.Exit(USAGE) from error
    counts = {each.verdict: 0 for each in decisions}
    for each in decisions:
        counts[each.verdict] += 1
    shown = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(counts.items()))
    typer.echo(f"{len(decisions):,} orders: {shown}. Written to {output}")
    for text in said:
        typer.echo(text, err=True)
    return [each.verdict for each in decisions]


def _made(
    output: Path, job: Job, reading: "Reading", decisions: Sequence[Decision]
) -> tuple[bytes, list[str]]:
    """The bytes of the file, and what of theirs could not be kept."""
    from enduse.report import sheet
    from enduse.report.kept import changed_in_csv, lost_in_workbook

    by_sheet = {each.sheet: each.heading for each in reading.plan.sheets}

    def headings(title: str) -> int:
        return by_sheet.get(title, next(iter(by_sheet.values())))

    tables = [each for each in reading.tables if each.sheet in reading.rows]
    added = {
        each.sheet: _added(reading, decisions, title=each.sheet, heading=headings(each.sheet))
        for each in tables
    }
    raw = job.raw or b""
    if output.suffix.lower() == ".csv":
        if len(tables) > 1:
            raise SheetError(
                job.name, f"has {len(tables)} sheets of orders", "an .xlsx to write"
            )
        table = tables[0]
        text = sheet.as_csv(table.rows, added[table.sheet], separator=table.separator or ",")
        return text.encode("utf-8", "replace"), list(changed_in_csv(table.rows))
    if raw.startswith(b"PK") and tables[0].how == "spreadsheet" and b"xl/" in raw:
        for title, each in added.items():
            raw = sheet.in_workbook(job.name, raw, each, sheet=title)
        return raw, list(lost_in_workbook(job.raw or b"", output.name))
    if len(tables) > 1:
        raise SheetError(job.name, f"has {len(tables)} sheets of orders", "an XLSX workbook")
    made = sheet.as_workbook(tables[0].rows, added[tables[0].sheet], title=Path(job.name).stem)
    lost = ["layout and formulas of the ODS were not kept"] if raw.startswith(b"PK") else []
    return made, lost


def _added(
    reading: "Reading", decisions: Sequence[Decision], *, title: str, heading: int
) -> "Added":
    from enduse.report import sheet, tabled

    answers = [tabled.cells(each) for each in decisions]
    cells: dict[int, Sequence[str]] = {
        row: answers[at] for row, at in reading.rows[title].items()
    }
    for each in reading.left:
        if each.sheet == title and each.why not in _PLAIN:
            for row in range(each.first, each.last + 1):
                cells[row] = tabled.left(each.why, lost=each.lost)
    above: Mapping[int, Sequence[str]] = {
        row: some for row, some in cells.items() if row > heading
    }
    return sheet.Added(tabled.TITLES, above, heading=max(heading, 1))


_PLAIN = ("empty", "the headings", "above the headings")
