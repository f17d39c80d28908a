# ruff: noqa: INP001, T201 - a script that is run by hand or by `make docs`, not a package
"""Write the pages of docs/reference that are made from the program itself.

    python tools/make_docs.py            write them
    python tools/make_docs.py --check    fail, naming each page that is out of date

The command's own help, the rulebook and the catalogue of lists are the only sources, so
the pages are the same on every machine and need no network.
"""

import argparse
import inspect
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import typer

from enduse.assess import rules
from enduse.assess.checks import TESTS
from enduse.assess.duty_rules import DutyRule
from enduse.assess.rules import Rulebook, Setting, TestRule, Together
from enduse.lists import catalogue
from enduse.lists.catalogue import Clause, Effect, ListInfo
from enduse.model.finding import Basis
from enduse.serve.cli.app import app
from enduse.serve.cli.exits import STATUS, USAGE

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Made by tools/make_docs.py: change what it is made from, not this page. -->"
CODES = "<!-- codespell:ignore -->"
"""Beside publishers' codes, which are no words, so that nobody reads them as misspelt ones."""

HELP_WIDTH = 80
SETTINGS: tuple[Setting, ...] = ("ordinary", "hub", "high")

_COMMAND = "import sys; sys.argv[0] = 'enduse'; from enduse.serve.cli import main; main()"


def cli() -> str:
    """The page on the command line: the help of every command, as the program prints it."""
    parts = [
        *_head("Command line"),
        "What the program says of itself with `--help`. The guide explains the same with",
        "examples: [a first order](../guide/first-order.md), [lists](../guide/lists.md).",
        "",
    ]
    for words in _commands():
        parts += [
            f"## {' '.join(('enduse', *words))}",
            "",
            "```text",
            help_of(words),
            "```",
            "",
        ]
    return "\n".join([*parts, *_exits()])


def _commands() -> Iterator[tuple[str, ...]]:
    yield ()
    for command in app.registered_commands:
        yield (str(command.name),)
    for group in app.registered_groups:
        yield (str(group.name),)
        inner: typer.Typer | None = group.typer_instance
        for command in inner.registered_commands if inner else ():
            yield (str(group.name), str(command.name))


def help_of(words: Sequence[str]) -> str:
    """The help of one command, at a fixed width and without colour."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ENDUSE_")}
    clean |= {"COLUMNS": str(HELP_WIDTH), "NO_COLOR": "1", "TERM": "dumb"}
    clean |= {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    # The program of this very environment, with arguments that this file wrote itself.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _COMMAND, *words, "--help"],
        env=clean,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def _exits() -> list[str]:
    meanings = {
        "no_finding": "every order is `no_finding`",
        "ask": "the heaviest verdict is `ask`",
        "review": "the heaviest verdict is `review`",
        "error": "the heaviest verdict is `error`, or a list could not be imported or trusted",
        "hold": "the heaviest verdict is `hold`",
    }
    rows = [(str(status), meanings[verdict]) for verdict, status in STATUS.items()]
    rows += [(str(USAGE), "a usage mistake"), ("1", "a fault of the program")]
    return ["## Exit statuses", "", *_table(("status", "meaning"), rows), ""]


def tests() -> str:
    """The page on the tests: what each looks for, and the texts that ask for it."""
    book = rules.load()
    answered = [code for code in book.tests if code in TESTS]
    parts = [
        *_head("Tests"),
        f"The rulebook of {book.version} knows {len(book.tests)} tests. This version answers",
        f"{len(answered)} of them, some in part: what it looks for is said with each. The",
        "others are **not checked**, whatever an order says.",
        "",
        "A test gives a *hit* where the sign is there, *no hit* where it is not, *not",
        "checkable* where a fact is missing (the fact is named), and *not applicable* where",
        "the order has nothing to look at. What a hit weighs is on the page on",
        "[weighing](weighing.md).",
        "",
        "How a text was read stands behind it: *primary* is the text itself, *secondary* a",
        "published account of it, *memory* neither. The date is that of the state that was",
        "read. All texts are on the page on [sources](sources.md). A listing, an embargo and a",
        "place of diversion bring further citations of their own, shown with the finding.",
        "",
        *_table(("test", "number", "looks for", "answered"), _test_rows(book)),
        "",
    ]
    for test in book.tests.values():
        parts += _test(test)
    return "\n".join(parts)


def _test_rows(book: Rulebook) -> Iterator[tuple[str, ...]]:
    for code, test in book.tests.items():
        anchor = code.replace(".", "").replace(" ", "-")
        yield f"[`{code}`](#{anchor})", test.number, test.title, _answered(code)


def _answered(code: str) -> str:
    return "yes" if code in TESTS else "not in this version"


def _test(test: TestRule) -> list[str]:
    where = "no regulator's flag; our own" if test.number == "own" else test.number
    parts = [f"## {test.code}", "", f"**{test.title}** ({where})", "", test.asks_for, ""]
    if test.code in TESTS:
        parts += [
            "What this version looks for:",
            "",
            inspect.getdoc(TESTS[test.code]) or "",
            "",
        ]
    else:
        parts += ["Not answered in this version.", ""]
    if test.question:
        parts += [f"What to ask: {test.question}", ""]
    return [*parts, *(f"- {_cited(each)}" for each in test.basis), ""]


def _cited(basis: Basis) -> str:
    return f"{basis.citation} (state of {basis.as_of}, {basis.read})"


def weighing() -> str:
    """The page on weighing: the table of weights, test by setting."""
    weighing = rules.load().weighing
    rows = ((f"`{code}`", *(row[s] for s in SETTINGS)) for code, row in weighing.table.items())
    parts = [
        *_head("Weighing"),
        "What a hit weighs depends on the setting of its order. Ordinary trade must survive:",
        "the same goods are sold every day to places where they raise no question.",
        "",
        "- *ordinary*: the goods are of no concern, or the order touches no place through",
        "  which such goods are known to be diverted.",
        "- *hub*: goods of concern, and such a place with much ordinary trade too.",
        "- *high*: goods of concern, and such a place with little ordinary trade in them, an",
        "  embargoed place, or a route through one.",
        "",
        "Goods are of concern where their code is on the Common High Priority List or among",
        "the goods that drone programmes look for; words count only where no code tells. A",
        "part number, or words that the code belies, make goods of concern as their code",
        "would.",
        "",
        *_table(("test", *SETTINGS), rows),
        "",
        "`route.embargoed` is the test `route.diversion` where the route passes an embargoed",
        "country on the way to another. A `note` is shown and weighs nothing.",
        "",
        "A test that could not answer weighs `ask` where some value of the missing fact would",
        "make the order weigh `review` or more, and more than it weighs now; else nothing.",
        "",
        "## Weights of their own",
        "",
        "These tests do not stand in the table, for they bring their own weight:",
        "",
        "- `party.listed`: the effect of the list (see [lists](lists.md)) where the match is",
        "  sure, else `review`.",
        "- `party.private_list`: what the row of your own list says: `hold`, `review` or",
        "  `note`.",
        "- `owner.listed`: `hold` where the stakes of listed owners reach what the rule of the",
        "  regime asks, else `review`; `note` where the list's effect is a note.",
        "- `goods.dual_use`: `review` where a number of a dual-use list is given and the goods",
        "  leave for a hub or a known route, else `note`. A number that only part number or",
        "  words point at is asked for on a known route.",
        "- `destination.embargo`: the weight of the ban. No `hold` where only words, or a part",
        "  of a code, say that the ban covers the goods.",
        "",
        "## Signs that weigh together",
        "",
    ]
    parts += [_weighed_together(each) for each in weighing.together]
    return "\n".join([*parts, ""])


def _weighed_together(rule: Together) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(rule.tests))
    where = ", ".join(sorted(rule.settings))
    return f"- {rule.at_least} of {names} in the setting *{where}*: `{rule.weight}`. {rule.why}"


def duties() -> str:
    """The page on duties: what the law asks of the exporter, from when, and what to do."""
    book = rules.load()
    rows = [
        (f"[`{each.code}`](#{each.code})", each.regime, each.title, str(each.since))
        for each in book.duties.values()
    ]
    parts = [
        *_head("Duties"),
        "What the law asks the exporter himself to do. How they are answered is in the guide",
        "on [duties](../guide/duties.md). A duty weighs nothing; the clause of Art. 12g is",
        "also a test, `clause.no_reexport`.",
        "",
        *_table(("duty", "law", "what", "from"), rows),
        "",
    ]
    for duty in book.duties.values():
        parts += _duty(duty)
    return "\n".join([*parts, *_groups(book), *_goods_sets(book)])


def _duty(duty: DutyRule) -> list[str]:
    steps = [f"{number}. {step}" for number, step in enumerate(duty.next, 1)]
    parts = [f"## {duty.code}", "", f"**{duty.title}** ({duty.regime})", "", duty.says, ""]
    parts += [f"From {duty.since}.", ""]
    if steps:
        parts += ["What to do:", "", *steps, ""]
    if duty.settle:
        parts += [f"Where it is open: {duty.settle}", ""]
    return [*parts, *(f"- {_cited(each)}" for each in duty.basis), ""]


def _groups(book: Rulebook) -> list[str]:
    rows = [
        (
            each.title,
            ", ".join(sorted(members.countries)),
            str(members.since or "any earlier day"),
            str(members.until or ""),
        )
        for each in book.groups.values()
        for members in each.members
    ]
    return [
        "## Groups of countries",
        "",
        *_table(("group", "countries", "from", "until"), rows),
        "",
    ]


def _goods_sets(book: Rulebook) -> list[str]:
    rows = [
        (
            each.title,
            "the table of priority goods" if each.table else ", ".join(each.codes),
            ", ".join(each.ex),
            ", ".join(each.hints),
        )
        for each in book.goods_sets.values()
    ]
    return [
        "## Goods",
        "",
        "*Whole* codes are in the annex; of those *in part* the annex names some goods, and",
        "the answer is open; so it is for codes of an annex that was *not read*.",
        "",
        *_table(("annex", "whole", "in part", "not read"), rows),
        "",
    ]


def lists() -> str:
    """The page on the lists that this version reads, and what being on one means."""
    known = [catalogue.info(name) for name in catalogue.known()]
    rows = [
        (f"[`{each.id}`](#{each.id})", each.publisher, each.format, f"{each.max_age_days} days")
        for each in known
    ]
    parts = [
        *_head("Lists and their effects"),
        "The lists that this version can read. How to load them is in the guide on",
        "[lists](../guide/lists.md). No published list is shipped but the starter entries.",
        "",
        *_table(("list", "publisher", "form", "stale after"), rows),
        "",
        "A party under several programmes gets the heaviest effect; equal ones are all said.",
        "A programme that the table of a list does not name counts as its row *any other*, so",
        "that what is new to enduse never makes a listing lighter; below the table stands what",
        "saying nothing of the effect.",
        "",
    ]
    for each in known:
        parts += _list(each)
    return "\n".join([*parts, *_not_read(known)])


def _list(info: ListInfo) -> list[str]:
    date = "is in the file" if info.date_in_file else "is not in the files: say `--published`"
    facts = [
        f"- Publisher: {info.publisher}",
        f"- Regime: {info.regime}",
        f"- Licence of the data: {info.licence}",
        f"- Form: {info.format}",
        f"- {_parts(info)}",
        f"- Refused below {info.min_entries:,} entries; stale after {info.max_age_days} days",
        f"- The date of publication {date}",
        *(f"- Published at <{url}>" for url in info.urls),
        *([f"- To be found from <{info.page}>, and imported"] if info.page else []),
    ]
    rows = [(_under(each), *_effect(each.means)) for each in info.clauses]
    rows.append(("any other" if rows else "any", *_effect(info.default)))
    columns = ("programme", "weight", "effect", "what it means", "citation")
    table = _table(columns, rows)
    return [f"## {info.id}", "", info.title, "", *facts, "", *table, "", *_silent(info)]


def _under(clause: Clause) -> str:
    """The programmes of a row, and what a fact of the entry must hold beside them."""
    asked = f", where a fact of the entry holds `{clause.fact}`" if clause.fact else ""
    return f"{', '.join(clause.programmes)}{asked} {CODES}"


def _silent(info: ListInfo) -> list[str]:
    """What stands among the programmes and says nothing of the effect."""
    words = [*info.silent, *([f"`{info.silent_pattern}`"] if info.silent_pattern else [])]
    if not words:
        return []
    return [f"Says nothing of the effect: {'; '.join(words)} {CODES}", ""]


def _parts(info: ListInfo) -> str:
    if len(info.parts) == 1:
        return "One file"
    needed, rest = info.needed_parts, [p for p in info.parts if p not in info.needed_parts]
    return f"Files: {', '.join(needed)} are needed, {', '.join(rest)} may be left out"


def _effect(effect: Effect) -> tuple[str, str, str, str]:
    cited = _cited(Basis(effect.citation, effect.as_of, effect.read))
    return f"`{effect.effect}`", effect.label, effect.says, cited


def _not_read(known: Sequence[ListInfo]) -> list[str]:
    regimes = rules.load().regimes.values()
    ours = {each.id for each in known}
    rows = [
        (
            each.code,
            each.title,
            ", ".join(f"`{name}`" for name in each.requires),
            ", ".join(f"`{name}`" for name in each.requires if name not in ours) or "none",
        )
        for each in regimes
    ]
    return [
        "## What each regime requires",
        "",
        "A required list without a reader makes every order under that regime an `error`,",
        "unless a finding holds it, or `--require` names other lists. The decision says which",
        "lists were required.",
        "",
        *_table(("regime", "law", "requires", "no reader in this version"), rows),
        "",
    ]


def _head(title: str) -> list[str]:
    return [f"# {title}", "", NOTE, ""]


def _table(columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    return [*lines, *(f"| {' | '.join(map(_cell, row))} |" for row in rows)]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": cli,
    "tests.md": tests,
    "weighing.md": weighing,
    "duties.md": duties,
    "lists.md": lists,
}
"""Every page that is made, and what makes it."""


def stale(folder: Path = FOLDER) -> list[str]:
    """The names of the pages in `folder` that are not what would be written now."""
    return [name for name, make in PAGES.items() if _read(folder / name) != make()]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main() -> int:
    """Write the pages, or check them. Returns the exit status: 1 where one is stale."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail on a stale page"
    )
    if parser.parse_args().check:
        old = stale()
        for name in old:
            print(
                f"docs/reference/{name} is out of date: run tools/make_docs.py", file=sys.stderr
            )
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
