"""How a table of orders would be read, on the terminal: shown before it is used."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from enduse.report.words import printable

if TYPE_CHECKING:
    from enduse.desk.tables import Guess, Proposal

_COLOUR = {"sure": "green", "likely": "yellow", "perhaps": "bold yellow"}
_FIELDS = {
    "number": "order number", "hs": "HS code", "hs_edition": "HS edition", "eccn": "ECCN",
    "eu_dual_use": "dual-use number (Annex I)", "function": "partner function",
    "terms": "terms of payment", "per": "price per so many", "item": "item number",
    "price": "price of one", "place": "place of delivery",
    "destination": "country of destination", "departure": "country of departure",
    "origin": "country of origin",
}  # fmt: skip


def show(proposal: "Proposal") -> None:
    """Print the mapping of each sheet, what is asked, not read, and found nowhere."""
    console = Console(stderr=True, highlight=False)
    for guess in proposal.guesses:
        _sheet(console, guess)


def _sheet(console: Console, guess: "Guess") -> None:
    table, sheet = guess.table, guess.sheet
    where = f"{table.name}, sheet {table.sheet}" if table.sheet else table.name
    heading = f"headings in row {sheet.heading}"
    console.print(
        Text(f"\n{printable(where)} ({table.how}; {heading}): {_rows(guess)}", "bold")
    )
    grid = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("", "column", "holds", "how sure", "such as"):
        grid.add_column(title, overflow="fold")
    for each in guess.taken:
        letters = each.said.rpartition("(")[2].rstrip(")")
        why = each.sure if each.sure == "sure" else f"{each.sure}: {each.why}"
        grid.add_row(
            letters,
            Text(printable(" ".join(each.title.split())[:40])),
            field_words(each.field),
            Text(why, _COLOUR[each.sure]),
            Text(
                printable(" ".join(each.look.some[0].split())[:30] if each.look.some else ""),
                "dim",
            ),
        )
    console.print(grid)
    if "date" in sheet.fields and sheet.days != "either":
        console.print(Text(f"days: {sheet.days}", "dim"))
    if sheet.decimals != "either":
        console.print(Text(f"decimals behind {sheet.decimals!r}", "dim"))
    for label, some, style in (
        ("question", guess.questions, "bold red"),
        ("not read", guess.unused, "dim"),
        ("found nowhere", guess.missing, "yellow"),
    ):
        for text in some:
            console.print(Text(f"{label}: {printable(text)}", style))


def field_words(field: str) -> str:
    """A field as people call it.

    >>> field_words("end_user.country"), field_words("hs")
    ("end user's country", 'HS code')
    """
    role, sign, attribute = field.partition(".")
    if sign:
        return f"{role.replace('_', ' ')}'s {attribute.replace('_', ' ')}"
    return _FIELDS.get(field, field.replace("_", " "))


def _rows(guess: "Guess") -> str:
    if guess.sheet.rows == "orders by number":
        return "rows with one number are one order"
    return "each row is an order"
