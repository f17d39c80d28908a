"""What was read from printed documents, on the terminal: shown before it is used."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from enduse.report.words import printable

if TYPE_CHECKING:
    from enduse.desk.shipments import Shipment
    from enduse.model.document import Document

_LONG = 90
_LINES = 40
Row = tuple[str, str, str]
_LINE = ("description", "part_number", "manufacturer", "hs", "eccn", "eu_dual_use", "origin")
_LEG = ("place", "country")
_PARTY = ("name", "address", "country", "phone", "email", "website")


def show(shipment: "Shipment") -> None:
    """Print each document of one order that was read from words: fields, where they stood."""
    console = Console(stderr=True, highlight=False)
    documents = shipment.dossier.documents
    console.print()
    title = f"Order {shipment.given.label}"
    if len(documents) > 1:
        title += f", told by {len(documents)} documents: {shipment.dossier.name}"
    console.print(Text(printable(title), "bold"))
    for each in shipment.printed:
        _document(console, each)
    nowhere = ", ".join(_missing(shipment))
    if nowhere:
        console.print(Text(f"found nowhere: {nowhere}", "yellow"))


def _document(console: Console, document: "Document") -> None:
    own = f" {document.own.number}" if document.own else ""
    sort = document.sort.replace("_", " ")
    console.print(
        Text(f"\n{printable(document.name)}: {sort}{printable(own)} ({document.what})", "bold")
    )
    grid = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("", "reads", "where"):
        grid.add_column(title, overflow="fold")
    rows = list(rows_of(document))
    for name, text, place in rows:
        grid.add_row(Text(name, "dim"), Text(printable(text)), Text(place, "dim"))
    if rows:
        console.print(grid)
    else:
        console.print(Text("nothing of an order was found in it", "yellow"))
    for label, some, style in (
        ("question", document.questions, "bold red"),
        ("not read", [_unread(each.where, each.says) for each in document.issues], "yellow"),
        ("left out", [_unread(each.place, each.found) for each in document.unread], "dim"),
    ):
        for text in some:
            console.print(Text(f"{label}: {printable(text)}", style))


def _unread(where: str, says: str) -> str:
    return f"{where} {says}"


def rows_of(document: "Document") -> Iterator[Row]:
    """What was read, a row a field: what it is, how it reads, where it stood.

    Goods beyond the first forty lines are counted.
    """
    wire, places = document.wire, document.places
    yield from (("number", f"{ref.kind} {ref.number}", "") for ref in document.refs)
    if wire.get("date"):
        yield "date", str(wire["date"]), places.get("date", "")
    for at, party in enumerate(wire.get("parties", ())):
        yield from _party(party, places, f"parties/{at}")
    lines = wire.get("lines", ())
    for at, line in enumerate(lines[:_LINES]):
        yield f"goods {at + 1}", _short(_goods(line)), _place(places, f"lines/{at}")
    if len(lines) > _LINES:
        yield "goods", f"and {len(lines) - _LINES:,} lines more", ""
    yield from _rest(wire, places)
    for fact in document.facts:
        of = f" of goods {fact.line + 1}" if fact.line is not None else ""
        yield f"{fact.name.replace('_', ' ')}{of}", _short(fact.value), fact.place


def _rest(wire: Mapping[str, Any], places: Mapping[str, str]) -> Iterator[Row]:
    way = [", ".join(filter(None, map(leg.get, _LEG))) for leg in wire.get("route", ())]
    if way:
        yield "route", " → ".join(way), _place(places, "route")
    for name in ("end_use", "notes"):
        if wire.get(name):
            yield name.replace("_", " "), _short(wire[name]), places.get(name, "")
    for name in ("payment", "clauses"):
        for key, value in (wire.get(name) or {}).items():
            text = value if isinstance(value, str) else "yes" if value else "no"
            yield key.replace("_", " "), _short(text), _place(places, f"{name}/{key}")


def _party(party: Mapping[str, Any], places: Mapping[str, str], path: str) -> Iterator[Row]:
    told = [str(party[name]) for name in _PARTY if party.get(name)]
    told += [f"{scheme} {number}" for scheme, number in (party.get("ids") or {}).items()]
    yield (
        str(party.get("role", "other")).replace("_", " "),
        "; ".join(told),
        _place(places, path),
    )


def _goods(line: Mapping[str, Any]) -> str:
    told = [str(line["description"])] if line.get("description") else []
    told += [f"{name.replace('_', ' ')} {line[name]}" for name in _LINE[1:] if line.get(name)]
    if line.get("quantity") is not None:
        told.append(f"{line['quantity']:,.10g} {line.get('unit') or ''}".strip())
    if line.get("value") is not None:
        told.append(f"{line['value']:,.10g} {line.get('currency') or ''}".strip())
    return ", ".join(told)


def _place(places: Mapping[str, str], path: str) -> str:
    """Where a field stands, or the first of those below it."""
    return places.get(path) or next(
        (place for each, place in places.items() if each.startswith(f"{path}/")), ""
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]} …"


def _missing(shipment: "Shipment") -> Iterator[str]:
    """What an order should say and this one does not, in words."""
    order = shipment.given.order
    if order is None:
        yield "an order"
        return
    roles: Sequence[str] = [party.role for party in order.parties if party.name]
    for role in ("seller", "buyer", "end_user"):
        if role not in roles:
            yield f"{'an' if role == 'end_user' else 'a'} {role.replace('_', ' ')}"
    if not order.lines:
        yield "goods"
    elif not all(line.hs for line in order.lines):
        yield "HS codes of all goods"
    if not order.end_use:
        yield "an end use"
