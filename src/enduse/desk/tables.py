"""Tables of orders: how they could be read, read, and what of them was not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from enduse.desk.files import VERDICT, Held
from enduse.errors import OrderError, SheetError
from enduse.intake.headings import LOOKED_AT
from enduse.intake.order import Given
from enduse.intake.orders.guess import Guess
from enduse.intake.orders.mapping import Plan, read_mapping, written
from enduse.intake.orders.read import Left, Reading, guesses, open_tables, read_with
from enduse.intake.table import Table
from enduse.model.issue import Issue
from enduse.model.unread import Unread
from enduse.places import Places

__all__ = [
    "Given", "Guess", "Plan", "Proposal", "Reading", "mapping_from", "misfit", "propose",
    "read_table", "unread_of",
]  # fmt: skip

_TITLES_SHOWN = 12
_RUNS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Proposal:
    """A table and how it could be read: by a guess of each of its sheets, or by a mapping.

    `plan` is the one; `guesses` are empty where a mapping was given. `how` says of each
    decision how the plan came about; empty until somebody has accepted a guess.
    """

    name: str
    tables: tuple[Table, ...]
    plan: Plan
    guesses: tuple[Guess, ...] = ()
    how: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """What only a person can answer; empty where nothing is open."""
        return tuple(dict.fromkeys(each for guess in self.guesses for each in guess.questions))

    @property
    def ours(self) -> bool:
        """Whether the table has our verdicts beside its rows already."""
        rows = (row for table in self.tables for row in table.rows[:LOOKED_AT])
        return any(cell.strip().casefold() == VERDICT for row in rows for cell in row)

    @property
    def headless(self) -> bool:
        """Whether a guess has found neither a party nor numbers of orders in it.

        It may be the document of one order, whose parties stand above its goods.
        """
        fields = [name for guess in self.guesses for name in guess.sheet.fields]
        return not self.how and not any(
            name == "number" or name.endswith(".name") for name in fields
        )

    def as_toml(self) -> str:
        """The mapping as a file, with what was not read as remarks."""
        remarks = [f"Question: {each}" for each in self.questions]
        remarks += [f"Not read: {each}" for guess in self.guesses for each in guess.unused]
        remarks += [
            f"Found nowhere: {each}" for guess in self.guesses for each in guess.missing
        ]
        return written(self.plan, remarks)

    def accepted(self, words: str) -> "Proposal":
        """The same, accepted: `words` say by whom ("unseen (--yes)")."""
        taken = [
            f"{' '.join(each.title.split()) or 'column without a heading'} = {each.field}"
            for guess in self.guesses
            for each in guess.taken
        ]
        more = f", and {len(taken) - _TITLES_SHOWN} more" if len(taken) > _TITLES_SHOWN else ""
        says = f"{', '.join(taken[:_TITLES_SHOWN])}{more}"
        return replace(self, how=f"was guessed from {self.name} and accepted {words}: {says}")


def mapping_from(path: Path) -> Plan:
    """A mapping from its file. `OrderError` where it is none."""
    try:
        return read_mapping(path.name, path.read_bytes())
    except OSError as error:
        raise OrderError(
            str(path), f"cannot be read ({error.strerror})", "a mapping"
        ) from error


def propose(file: Held, plans: Sequence[Plan], places: Places) -> Proposal:
    """How a table could be read: by the first mapping that fits it, else by a guess.

    Raises:
        OrderError: it is no table of orders.
        SheetError: a spreadsheet cannot be opened.
    """
    tables = open_tables(file.name, file.data)
    for plan in plans:
        if _fits(tables, plan):
            how = f"was read by the mapping {plan.name} (sha256 {plan.sha256})"
            return Proposal(file.name, tables, plan, how=how)
    found = guesses(tables, places)
    return Proposal(file.name, tables, Plan(tuple(each.sheet for each in found)), found)


def misfit(file: Held, plan: Plan) -> str:
    """Why a mapping does not fit a table, in words."""
    try:
        _bind(open_tables(file.name, file.data), plan)
    except (OrderError, SheetError) as error:
        return str(error)
    return ""


def _fits(tables: Sequence[Table], plan: Plan) -> bool:
    try:
        _bind(tables, plan)
    except OrderError:
        return False
    return True


def _bind(tables: Sequence[Table], plan: Plan) -> None:
    for sheet in plan.sheets:
        some = [each for each in tables if not sheet.sheet or each.sheet == sheet.sheet]
        if not some:
            raise OrderError(tables[0].name, f"has no sheet {sheet.sheet!r}", "the sheet")
        troubles = []
        for each in some:
            try:
                sheet.bound(each)
            except OrderError as error:
                troubles.append(error)
        if len(troubles) == len(some):
            raise troubles[0]


def read_table(proposal: Proposal, places: Places) -> Reading:
    """The orders of a table, each with the words on how its mapping came about.

    Raises:
        OrderError: the mapping does not fit, or leaves a question open.
    """
    if proposal.questions:
        raise OrderError(proposal.name, proposal.questions[0], "an answer in a mapping")
    reading = read_with(proposal.tables, proposal.plan, places)
    how = Issue("mapping", proposal.how)
    given = tuple(replace(each, issues=(*each.issues, how)) for each in reading.given)
    return replace(reading, given=given)


def unread_of(name: str, reading: Reading) -> Iterator[Unread]:
    """What of a table is in no order: rows with the reason, and cells not read."""
    for text in reading.remarks:
        yield Unread(name, text.removeprefix(name).strip())
    by_why = sorted(reading.left, key=lambda each: (each.sheet, not each.lost, each.why))
    for (sheet, lost, why), some in groupby(by_why, lambda e: (e.sheet, e.lost, e.why)):
        if why != "the headings":
            where = f"{name} sheet {sheet}" if sheet else name
            instead = "look at it, and mend it in the table" if lost else ""
            yield Unread(f"{where} {_rows(list(some))}", why, instead, lost)
    for each in reading.given:
        for issue in each.issues:
            if issue.gravity == "error":
                path, _, at = issue.where.partition(" (")
                found = f"order {each.label}: {path} {issue.says}"
                yield Unread(at.removesuffix(")") or name, found, lost=True)


def _rows(some: Sequence[Left]) -> str:
    parts = [str(e.first) if e.first == e.last else f"{e.first} to {e.last}" for e in some]
    shown = ", ".join(parts[:_RUNS_SHOWN])
    if len(parts) > _RUNS_SHOWN:
        shown += f" and {len(parts) - _RUNS_SHOWN} more"
    return f"row{'s' if len(parts) > 1 or some[0].first != some[0].last else ''} {shown}"
