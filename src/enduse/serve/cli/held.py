"""The files of `enduse check`: what each is, how its tables are read, and what is left over."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from enduse.desk import files as found_files
from enduse.errors import OrderError, SheetError
from enduse.model.decision import Decision
from enduse.model.unread import Unread
from enduse.serve.cli.exits import USAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from enduse.desk.desk import Desk
    from enduse.desk.tables import Given, Proposal, Reading

STDIN = "-"
_TWICE = 20
_STDIN_NAME = "standard input"


@dataclass(slots=True)
class Job:
    """A file of orders. `reading` is there for a table; JSON is read when its turn comes.

    `raw` are the bytes where they cannot be read again (standard input), or of a table.
    """

    name: str
    path: Path | None = None
    raw: bytes | None = None
    reading: "Reading | None" = None
    inside: bool = False
    orders: set[str] = field(default_factory=set)

    def given(self, desk: "Desk") -> "Iterable[Given]":
        """The orders in it."""
        if self.reading is not None:
            return self.reading.given
        data = self.raw if self.path is None else self.path.read_bytes()
        return desk.read(data or b"", source=self.name)

    def seen(self, decisions: Iterator[Decision]) -> Iterator[Decision]:
        """The decisions as they go by; the names of their orders are kept."""
        for each in decisions:
            self.orders.add(each.order)
            yield each


@dataclass(slots=True)
class Wanted:
    """What the command line says of tables: mappings, or what to do with a guess."""

    mappings: Sequence[Path] = ()
    yes: bool = False
    save: Path | None = None


@dataclass(slots=True)
class Gathered:
    """The files to be decided on, in order, and what was not read."""

    jobs: list[Job] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def lost(self) -> bool:
        """Whether anything that may have been an order was not read."""
        return any(each.lost for each in self.unread)


def gather(names: Sequence[str], wanted: Wanted, *, output: Path | None) -> Gathered:
    """Find the files, tell them apart, and settle how each table is read.

    Ends the run with status 2 where a guess waits for somebody to look at it, and with 0
    where it was only to be saved.
    """
    made = Gathered()
    tables: list[tuple[Job, found_files.Held]] = []
    for job, inside in _jobs(names, made, output=output):
        data = job.raw if job.raw is not None else _bytes(job, made)
        if data is None:
            continue
        file = found_files.held(job.name, data)
        if inside and found_files.own_answer(file):
            made.unread.append(Unread(job.name, "is an answer of ours, and was passed over"))
            continue
        if (odd := found_files.unread_kind(file)) is not None:
            made.unread.append(odd)
        if file.kind.form == "table":
            job.raw = data
            tables.append((job, file))
        if file.kind.form in found_files.FORMS:
            made.jobs.append(job)
        job.inside = inside
    if tables or wanted.save or wanted.mappings:
        _settle(tables, wanted, made, asked=STDIN not in names)
    return made


def _jobs(
    names: Sequence[str], made: Gathered, *, output: Path | None
) -> Iterator[tuple[Job, bool]]:
    """Each file, and whether it was found in a folder rather than named."""
    for name in names:
        if name == STDIN:
            yield Job(_STDIN_NAME, raw=sys.stdin.buffer.read()), False
            continue
        path = Path(name)
        paths, passed = found_files.walk([path], output=output)
        made.unread += passed
        inside = path.is_dir()
        if inside and not paths:
            made.unread.append(Unread(name, "holds no file", "a folder with orders", lost=True))
        for each in paths:
            shown = str(each.relative_to(path)) if inside else each.name
            yield Job(shown, path=each), inside


def _bytes(job: Job, made: Gathered) -> bytes | None:
    try:
        return job.path.read_bytes() if job.path else b""
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        made.unread.append(Unread(job.name, found, "a file that this user may read", lost=True))
        return None


def _settle(
    tables: "list[tuple[Job, found_files.Held]]", wanted: Wanted, made: Gathered, *, asked: bool
) -> None:
    """Read each table by a mapping, or by a guess that somebody accepts."""
    from enduse.desk import tables as desk_tables
    from enduse.places import Places

    places = Places.load()
    plans = [desk_tables.mapping_from(path) for path in wanted.mappings]
    proposals: list[tuple[Job, Proposal]] = []
    for job, file in tables:
        try:
            proposal = desk_tables.propose(file, plans, places)
        except (OrderError, SheetError) as error:
            _drop(job, made, error)
            continue
        if job.inside and proposal.ours:
            made.jobs.remove(job)
            made.unread.append(Unread(job.name, "has our verdicts in it, and was passed over"))
            continue
        if plans and not proposal.how:
            made.unread.append(Unread(job.name, desk_tables.misfit(file, plans[0])))
        proposals.append((job, proposal))
    for job, proposal in _accepted(proposals, wanted, asked=asked):
        try:
            job.reading = desk_tables.read_table(proposal, places)
        except (OrderError, SheetError) as error:
            _drop(job, made, error)
            continue
        made.unread += desk_tables.unread_of(job.name, job.reading)


def _drop(job: Job, made: Gathered, error: OrderError | SheetError) -> None:
    made.jobs.remove(job)
    where, found, instead = error.args
    made.unread.append(Unread(where, found, instead, lost=True))


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


def twice(jobs: Sequence[Job]) -> list[Unread]:
    """Orders whose number stands in several files: each was decided by itself."""
    names: dict[str, list[str]] = {}
    for job in jobs if len(jobs) > 1 else ():
        for order in job.orders:
            names.setdefault(order, []).append(job.name)
    several = sorted((order, some) for order, some in names.items() if len(some) > 1)
    return [
        Unread(f"order {order}", f"stands in {', '.join(some)}: each was decided by itself")
        for order, some in several[:_TWICE]
    ]


def tell(gathered: Gathered, *, as_json: bool) -> None:
    """What was not read, on standard error: so that the answer stays one decision a line."""
    if as_json:
        for each in gathered.unread:
            typer.echo(json.dumps({"unread": asdict(each)}, ensure_ascii=False), err=True)
        return
    from enduse.report.words import printable

    if not gathered.unread:
        return
    typer.echo("\nNot read, or left out:", err=True)
    for each in sorted(gathered.unread, key=lambda one: not one.lost):
        mark = "ERROR " if each.lost else ""
        instead = f"; expected {each.instead}" if each.instead else ""
        typer.echo(f"  {mark}{printable(f'{each.place}: {each.found}{instead}')}", err=True)
