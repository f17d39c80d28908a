"""A decision on a terminal: the verdict, why, what to ask, what was and was not checked."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from enduse.model.decision import Decision, Verdict
from enduse.model.finding import Basis, Weight
from enduse.report import words
from enduse.report.blocks import Block, Line, blocks, folded

_WEIGHT_COLOUR: dict[Weight, str] = {
    "hold": "bold red",
    "review": "bold yellow",
    "ask": "bold cyan",
    "note": "dim",
}


def show(decision: Decision, console: Console, *, full: bool = False) -> None:
    """Print a decision. `full` adds every citation; else the weightiest ones are shown."""
    parts = [_banner(decision), *_sections(decision, full=full)]
    console.print(Group(*parts))
    console.print()


def _banner(decision: Decision) -> RenderableType:
    verdict = decision.verdict
    colour = words.COLOUR[verdict]
    body = Text(words.meaning(decision))
    alone = words.without_the_unread(decision)
    if alone is not None:
        body.append(f"\nThe findings alone would say: {words.TITLE[alone]}.", style="bold")
    title = Text.assemble(
        (f" {words.TITLE[verdict]} ", f"bold reverse {colour}"),
        " ",
        (words.printable(decision.order), "bold"),
    )
    return Panel(body, title=title, title_align="left", border_style=colour)


def _sections(decision: Decision, *, full: bool) -> Iterator[RenderableType]:
    found = words.open_hits(decision)
    shown = blocks(found) if full else folded(blocks(found))
    heavy = [each for each in shown if each.head.weight != "note"]
    notes = [each for each in shown if each.head.weight == "note"]
    if heavy:
        yield _heading("Why")
        yield _findings(heavy, full=full)
    if decision.asks:
        yield _heading("Ask")
        yield _bullets([words.asked(each) for each in decision.asks])
    if words.duties(decision) or words.open_duties(decision):
        yield _heading("Duties")
        yield _duties(decision, full=full)
    if decision.issues:
        yield _heading("Could not be read, or was not used")
        yield _bullets(words.unread(decision))
    if notes and full:
        yield _heading("Noted, of no weight here")
        yield _findings(notes, full=full)
    elif notes:
        yield _heading("Noted, of no weight here")
        yield _bullets([f"{each.head.says} ({each.head.test})" for each in notes])
    if words.settled(decision):
        yield _heading("Settled by people")
        yield _bullets(words.settled(decision))
    yield _heading("Checked")
    yield _checked(decision)


def _heading(text: str) -> RenderableType:
    return Text(text, style="bold underline")


def _bullets(lines: Sequence[str]) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(ratio=1)
    for line in lines:
        table.add_row(" •", Text(words.printable(line)))
    return table


def _duties(decision: Decision, *, full: bool) -> RenderableType:
    """What the law asks the exporter to do: a line each, the steps, and what is open."""
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=7)
    table.add_column(ratio=1)
    for each in words.duties(decision):
        body = Text.assemble((f"{each.regime}: {each.title}", "bold"))
        body.append(f"\n{words.printable(each.why)}", style="dim")
        if full or not each.next:
            body.append(f"\n{each.says}")
        for number, step in enumerate(each.next, 1):
            body.append(f"\n{number}. {step}")
        if full:
            body.append(_cited(each.basis, full=True), style="dim")
        table.add_row(Text(" DO", style="bold"), body)
    for some in words.open_duties(decision):
        body = Text(f"{some.regime}: {'; '.join(some.titles)}")
        body.append(f"\nNot known: {words.printable(some.why)}", style="dim")
        for step in some.next:
            body.append(f"\n• {step}")
        table.add_row(Text(" OPEN", style="cyan"), body)
    return table


def _findings(shown: Sequence[Block], *, full: bool) -> RenderableType:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=7)
    table.add_column(ratio=1)
    for block in shown:
        weight = block.head.weight or "note"
        body = Text(words.printable(block.says))
        where = f"\n{block.head.test} · {block.head.subject}"
        if block.lines:
            for line in block.lines:
                body.append_text(_line(line, full=full))
            body.append(f"\n{words.printable(block.taken_for_one)}")
            body.append(where, style="dim")
        else:
            body.append(where + _cited(block.head.basis, full=full), style="dim")
        if block.likewise:
            body.append(f"\n{words.printable(block.likewise)} Shown with --full.", style="dim")
        table.add_row(Text(f" {weight.upper()}", style=_WEIGHT_COLOUR[weight]), body)
    return table


def _line(line: Line, *, full: bool) -> Text:
    """One effect in law of being listed, and the entries that have it."""
    made = Text("\n• ")
    made.append(line.weight.upper(), style=_WEIGHT_COLOUR[line.weight])
    heading = f" {line.regime} {line.label} ({', '.join(line.entries)}): "
    made.append(words.printable(heading), style="bold")
    made.append(words.printable(line.means))
    made.append(_cited(line.basis, full=full), style="dim")
    return made


def _cited(basis: tuple[Basis, ...], *, full: bool) -> str:
    if full:
        return "".join(f"\n{b.citation} ({b.as_of}, {words.READ[b.read]})" for b in basis)
    if not basis:
        return ""
    first = f" · {basis[0].citation} ({words.READ[basis[0].read]})"
    more = f"; {words.plural(len(basis) - 1, 'more citation')} with --full"
    return first + (more if len(basis) > 1 else "")


def _checked(decision: Decision) -> RenderableType:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(style="dim", width=12)
    table.add_column(ratio=1)
    table.add_row(" lists", Text(_lists(decision)))
    table.add_row(" law", Text(words.printable("; ".join(words.laws(decision)))))
    table.add_row(" answered", Text(", ".join(words.checked(decision)) or "no test"))
    lacking = (f"{test} ({', '.join(facts)})" for test, facts in words.not_checked(decision))
    table.add_row(" not checked", Text(words.printable(", ".join(lacking)) or "nothing"))
    table.add_row(" as of", Text(f"{decision.as_of}, {_engine(decision)}", overflow="fold"))
    return table


def _lists(decision: Decision) -> str:
    used = [
        f"{e.list_id} of {e.published} ({words.plural(e.entries, 'entry', 'entries')}, "
        f"{words.plural(e.age_days, 'day')} old)"
        for e in decision.editions
    ]
    return "; ".join(used) or "none"


def _engine(decision: Decision) -> str:
    engine = decision.engine
    return (
        f"enduse {engine.version}, rulebook {engine.rulebook}, thresholds {engine.thresholds}"
    )


def summary(verdicts: list[Verdict], console: Console) -> None:
    """One line that counts the verdicts of a run, heaviest first."""
    if len(verdicts) <= 1:
        return
    counted = [(v, verdicts.count(v)) for v in words.TITLE if v in verdicts]
    line = Text(f"{words.plural(len(verdicts), 'order')}: ")
    for number, (verdict, count) in enumerate(counted):
        line.append(", " if number else "")
        line.append(f"{count} {words.TITLE[verdict]}", style=words.COLOUR[verdict])
    console.print(line)
