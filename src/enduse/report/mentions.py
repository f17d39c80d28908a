"""What texts name, on a terminal: listed parties first, and who says so."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from enduse.model.mention import Meant, Named, Sureness
from enduse.model.reading import Against, TextRead
from enduse.report.mentions_words import (
    TITLES,
    Group,
    against_words,
    claimed,
    groups,
    left_out,
    nothing,
    place,
    size,
)
from enduse.report.words import printable

_COLOUR: dict[Sureness, str] = {"certain": "bold red", "likely": "yellow", "possible": "dim"}
_PLACES = 3
"""Places that are shown of one thing; the others are counted."""

_ENTRIES = 3
_ONE_LINE = 20
_MOST = 12
"""Things of one sort that are shown; listed parties are all shown."""

_STARTER = "starter"


def show(read: TextRead, console: Console, *, every: bool = False) -> None:
    """Print what one text names. `every` adds what is only possible."""
    console.print(Text(printable(read.name), style="bold"), Text(size(read), style="dim"))
    for named, title in TITLES.items():
        found = groups(read, named, every=every)
        if not found:
            continue
        console.print(Text(title, style="bold underline"))
        if named == "place":
            console.print(_one_line(found))
        else:
            most = len(found) if every or named == "party" else _MOST
            console.print(_rows(found[:most], read, named))
            if len(found) > most:
                more = f" and {len(found) - most} more, shown with --all"
                console.print(Text(more, style="dim"))
    if not any(groups(read, named, every=every) for named in TITLES) and read.words:
        console.print(Text("Nothing was named."))
    if (rest := left_out(read)) and not every:
        console.print(Text(rest, style="dim"))
    for each in read.unread:
        tail = f"; {each.instead}" if each.instead else ""
        style = "bold magenta" if each.lost else "dim"
        head = "NOT READ" if each.lost else "Note"
        console.print(Text(printable(f"{head}: {each.place} {each.found}{tail}"), style=style))
    console.print()


def summary(reads: Sequence[TextRead], against: Against, console: Console) -> None:
    """Print what all was read against, what is wrong with it, and the count."""
    console.print(Text("Read against", style="bold underline"))
    for each in against_words(against):
        console.print(Text(printable(f" • {each}"), style="dim"))
    for issue in against.issues:
        style = "bold magenta" if issue.gravity == "error" else "yellow"
        console.print(Text(printable(f" {issue.where} {issue.says}"), style=style))
    console.print(Text(nothing(reads, against), style="bold"))


def _rows(found: Sequence[Group], read: TextRead, named: Named) -> Table:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=9)
    table.add_column(ratio=1)
    for each in found:
        table.add_row(
            Text(f" {each.sure.upper()}", style=_COLOUR[each.sure]), _body(each, read, named)
        )
    return table


def _body(group: Group, read: TextRead, named: Named) -> Text:
    body = Text(printable(" / ".join(group.written[:_PLACES])), style="bold")
    if len(group.written) > _PLACES:
        body.append(f" and {len(group.written) - _PLACES} other spellings", style="dim")
    entries = _entries(group.meant)
    for meant in entries[:_ENTRIES]:
        body.append(f"\n{printable(_meant(meant, read, named))}")
    if len(entries) > _ENTRIES:
        more = len(entries) - _ENTRIES
        body.append(f"\nor {more} other {'entry' if more == 1 else 'entries'}")
    if group.sure != "certain":
        body.append(f"\n{printable(group.mentions[0].why)}", style="dim")
    for line in _places(group, read.sheets):
        body.append(f"\n{printable(line)}", style="dim")
    body.stylize("not bold", len(body.plain.split("\n", 1)[0]))
    return body


def _entries(meant: Sequence[Meant]) -> list[Meant]:
    """Each entry once, by the name that was met first.

    The starter list is told only where no other list has the party.
    """
    found: dict[tuple[str, str], Meant] = {}
    for each in meant:
        found.setdefault((each.source, each.entry), each)
    own = [each for each in found.values() if each.source != _STARTER]
    return own or list(found.values())


def _meant(meant: Meant, read: TextRead, named: Named) -> str:
    if named != "party":
        return f"{meant.name}: {meant.note}" if meant.note else meant.name
    standing = read.standings.get((meant.source, meant.entry))
    told = meant.note.removeprefix("unknown").removeprefix(", ")
    note = f" ({told})" if told else ""
    head = f"{meant.name}{note} · {meant.source} {meant.entry}"
    if standing is None:
        return head
    programmes = ", ".join(standing.programmes)
    law = filter(None, (programmes, f"{standing.regime} {standing.label}"))
    return f"{head} · {' · '.join(law)}"


def _places(group: Group, sheets: Sequence[str]) -> Iterator[str]:
    """The places, those with claims first told: one line for each way it is put."""
    told: dict[str, list[str]] = {}
    for each in sorted(group.mentions, key=lambda m: (m.spot.page, m.spot.line)):
        told.setdefault(claimed(each.claims), []).append(place(each.spot, sheets))
    for number, (claims, places) in enumerate(told.items()):
        if number == _PLACES:
            yield f"and put in {len(told) - _PLACES} other ways"
            return
        shown = dict.fromkeys(places)
        more = len(shown) - _PLACES
        where = ", ".join(list(shown)[:_PLACES]) + (f" and {more} more" if more > 0 else "")
        yield f"{where}: {claims}" if claims else where


def _one_line(found: Sequence[Group]) -> Text:
    """Places are many and say little by themselves: one line."""
    counts = [f"{each.meant[0].name} ({len(each.mentions)})" for each in found[:_ONE_LINE]]
    more = f", and {len(found) - _ONE_LINE} more" if len(found) > _ONE_LINE else ""
    return Text(printable(f" {', '.join(counts)}{more}"))
