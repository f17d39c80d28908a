"""How tables are read: by a mapping, or by a guess that somebody accepts."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from enduse.errors import OrderError, SheetError
from enduse.model.unread import Unread
from enduse.serve.cli.exits import USAGE
from enduse.serve.cli.gathered import Gathered, Job, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enduse.desk.files import Held
    from enduse.desk.tables import Proposal
    from enduse.places import Places


def settle(
    tables: "list[tuple[Job, Held]]", wanted: Wanted, made: Gathered, *, asked: bool
) -> None:
    """Read each table by a mapping, or by a guess that somebody accepts."""
    from enduse.desk import tables as desk_tables
    from enduse.places import Places

    places = Places.load()
    proposals = list(_proposals(tables, wanted, made, places))
    for job, proposal in _accepted(proposals, wanted, asked=asked):
        try:
            job.reading = desk_tables.read_table(proposal, places)
        except (OrderError, SheetError) as error:
            made.drop(job, error)
            continue
        made.unread += desk_tables.unread_of(job.name, job.reading)


def _proposals(
    tables: "list[tuple[Job, Held]]", wanted: Wanted, made: Gathered, places: "Places"
) -> "Iterator[tuple[Job, Proposal]]":
    """How each table could be read; those that are no tables of orders are taken out."""
    from enduse.desk import tables as desk_tables

    plans = [desk_tables.mapping_from(path) for path in wanted.mappings]
    for job, file in tables:
        try:
            proposal = desk_tables.propose(file, plans, places)
        except (OrderError, SheetError) as error:
            if not _is_document(job, file, made):
                made.drop(job, error)
            continue
        if job.inside and proposal.ours:
            made.jobs.remove(job)
            made.unread.append(Unread(job.name, "has our verdicts in it, and was passed over"))
        elif not (proposal.headless and _is_document(job, file, made)):
            if plans and not proposal.how:
                made.unread.append(Unread(job.name, desk_tables.misfit(file, plans[0])))
            yield job, proposal


def _is_document(job: Job, file: "Held", made: Gathered) -> bool:
    """Whether a table is the document of one order instead; then it is taken as that."""
    from enduse.desk.documents import Found, open_table

    found = open_table(file)
    if found is None:
        return False
    made.jobs.remove(job)
    made.found = made.found or Found()
    made.found.add(found)
    return True


def _accepted(
    proposals: "list[tuple[Job, Proposal]]", wanted: Wanted, *, asked: bool
) -> "Iterator[tuple[Job, Proposal]]":
    open_ones = [each for _, each in proposals if not each.how]
    if wanted.save is not None:
        _save(open_ones, wanted.save)
        if not wanted.yes:
            raise typer.Exit
    terminal = asked and sys.stdin.isatty() and sys.stderr.isatty()
    if open_ones and not wanted.yes:
        _ask(open_ones, terminal=terminal)
    for job, proposal in proposals:
        if proposal.how:
            yield job, proposal
        else:
            words = "unseen (--yes)" if wanted.yes else "on the terminal"
            yield job, proposal.accepted(words)


def _save(proposals: "Sequence[Proposal]", path: Path) -> None:
    if len(proposals) != 1:
        message = (
            f"--save-mapping keeps one guess, and here are {len(proposals)}; name one table"
        )
        raise typer.BadParameter(message)
    if path.exists() or not path.parent.is_dir():
        message = f"{path} is there already, or its folder is not; expected a new file"
        raise typer.BadParameter(message)
    path.write_text(proposals[0].as_toml(), encoding="utf-8")
    typer.echo(f"written to {path}: look at it, then use it with --mapping {path}", err=True)


def _ask(proposals: "Sequence[Proposal]", *, terminal: bool) -> None:
    """Show each guess; go on only where somebody on a terminal says yes to each."""
    from enduse.serve.cli.mapping import show

    for each in proposals:
        show(each)
        if terminal and not each.questions and typer.confirm("Read it like this?", err=True):
            continue
        if terminal and not each.questions:
            typer.echo("not read; keep the guess with --save-mapping and change it", err=True)
            raise typer.Exit(USAGE)
        if not terminal or each.questions:
            continue
    if not terminal or any(each.questions for each in proposals):
        typer.echo(_HOW, err=True)
        raise typer.Exit(USAGE)


_HOW = (
    "\nNothing was checked: nobody has looked at these mappings. Either\n"
    "  --save-mapping FILE.toml   keeps the guess, to be changed; then --mapping FILE.toml\n"
    "  --yes                      takes it as it is, and each decision says so; not where a\n"
    "                             question is open"
)
