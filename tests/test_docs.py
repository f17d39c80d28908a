"""What the documentation says is what the program does."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from tools import make_docs

import enduse
from enduse import settings
from enduse.assess import rules
from enduse.assess.checks import TESTS
from enduse.index.thresholds import DEFAULT
from enduse.index.tuning import ALARMS, bounds, needs
from enduse.lists import catalogue, starter
from enduse.model.decision import RANK
from enduse.model.order import (
    Clauses,
    Kind,
    Leg,
    Line,
    Order,
    Owner,
    Party,
    Payment,
    Role,
)
from enduse.serve.cli.app import app
from enduse.serve.cli.exits import STATUS, USAGE

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FRONT = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")]
PAGES = sorted(DOCS.rglob("*.md"))
MADE = {DOCS / "reference" / name for name in make_docs.PAGES}
RECORDS = sorted((DOCS / "decisions").glob("0*.md"))
README, FIRST_ORDER = FRONT[0], DOCS / "guide" / "first-order.md"
WEIGHED_ALONE = {
    "party.listed", "party.private_list", "owner.listed", "destination.embargo",
    "goods.dual_use",
}  # fmt: skip

FORBIDDEN = re.compile(
    r"\b(clear(ed|s|ance|ly)?|safe(ly)?|(il)?legal(ly)?|compliant)\b", re.IGNORECASE
)
ALLOWED = (
    # The sentence that says so, which has to name them.
    'The words "clear", "safe", "legal" and "compliant" are never used of an order.',
    # Of a company's form, not of an order.
    "legal form",
    "own-legal-forms",
    # What enduse does not give.
    "no legal advice",
    # The name of a ground in data protection law.
    "legal obligation",
)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def by_hand() -> str:
    return "\n".join(text(page) for page in (*FRONT, *PAGES) if page not in MADE)


# --- what exists is in the docs ---------------------------------------------------------


def test_every_test_has_a_section_that_says_whether_it_is_answered() -> None:
    contract = tomllib.loads(text(ROOT / "tests" / "assess" / "contract.toml"))["tests"]
    book = rules.load()
    page = text(DOCS / "reference" / "tests.md")
    sections = dict(re.findall(r"(?ms)^## (\S+)\n(.*?)(?=^## |\Z)", page))
    assert set(sections) == {*contract, *book.tests, *TESTS}
    for code, section in sections.items():
        assert ("Not answered in this version." in section) == (code not in TESTS), code
        assert book.tests[code].title in section
        assert all(f"- {cited.citation}" in section for cited in book.tests[code].basis)


def test_every_answered_test_has_its_weight_on_the_page_on_weighing() -> None:
    page = text(DOCS / "reference" / "weighing.md")
    rows = re.findall(r"^\| `(\S+)` \|", page, re.MULTILINE)
    assert set(rows) == set(rules.load().weighing.table)
    assert TESTS.keys() - set(rows) == WEIGHED_ALONE
    assert all(f"- `{code}`: " in page for code in WEIGHED_ALONE)


def test_every_command_is_on_the_page_on_the_command_line() -> None:
    headings = re.findall(r"^## (enduse.*)$", text(DOCS / "reference" / "cli.md"), re.MULTILINE)
    assert headings == [" ".join(words) for words, _ in commands()]


def test_every_option_is_explained_by_hand_and_stands_in_the_help() -> None:
    made, ours = text(DOCS / "reference" / "cli.md"), by_hand()
    options = {option for _, command in commands() for option in options_of(command)}
    assert {"--as-of", "--require", "--data", "--format", "--list"} <= options
    assert [option for option in sorted(options) if option not in made] == []
    assert [option for option in sorted(options) if f"{option}" not in ours] == []


def commands() -> list[tuple[tuple[str, ...], Any]]:
    found: list[tuple[tuple[str, ...], Any]] = []
    waiting: list[tuple[tuple[str, ...], Any]] = [(("enduse",), typer.main.get_command(app))]
    while waiting:
        words, command = waiting.pop(0)
        found.append((words, command))
        inner = getattr(command, "commands", {})
        waiting = [((*words, each), inner[each]) for each in inner] + waiting
    return found


def options_of(command: Any) -> Iterator[str]:
    for parameter in command.params:
        yield from (option for option in parameter.opts if option.startswith("--"))


def test_every_setting_has_a_row() -> None:
    page = text(DOCS / "reference" / "settings.md")
    assert re.findall(r"^\| `(ENDUSE_\w+)`", page, re.MULTILINE) == list(settings._KNOWN)


def test_the_docs_name_no_setting_that_does_not_exist() -> None:
    named = set(re.findall(r"ENDUSE_[A-Z_]+", by_hand()))
    assert named == set(settings._KNOWN)


@pytest.mark.parametrize("list_id", catalogue.known())
def test_every_list_is_in_the_reference_and_in_the_guide(list_id: str) -> None:
    info = catalogue.info(list_id)
    page = text(DOCS / "reference" / "lists.md")
    section = page.partition(f"\n## {list_id}\n")[2].partition("\n## ")[0]
    for means in (info.default, *(each.means for each in info.clauses)):
        assert (
            f"| `{means.effect}` | {means.label} | {means.says} | {means.citation}" in section
        )
    assert all(f"<{url}>" in section for url in info.urls)
    assert f"`{list_id}`" in text(DOCS / "guide" / "lists.md")


@pytest.mark.parametrize("page", [README, DOCS / "guide" / "reading-a-decision.md"], ids=name)
def test_every_verdict_stands_beside_its_exit_status_heaviest_first(page: Path) -> None:
    rows = re.findall(r"^\| `(\w+)` \| .* \| (\d+) \|$", text(page), re.MULTILINE)
    heaviest_first = sorted(STATUS, key=lambda verdict: -RANK[verdict])
    assert rows == [(verdict, str(STATUS[verdict])) for verdict in heaviest_first]


def test_every_exit_status_is_on_the_page_on_the_command_line() -> None:
    page = text(DOCS / "reference" / "cli.md")
    statuses = re.findall(r"^\| (\d+) \| ", page, re.MULTILINE)
    assert sorted(map(int, statuses)) == sorted([*STATUS.values(), USAGE, 1])


@pytest.mark.parametrize(
    ("kind", "heading"),
    [(Order, "The order"), (Party, "A party"), (Line, "A line of goods")],
)
def test_every_field_of_an_order_has_a_row(kind: type, heading: str) -> None:
    section = text(FIRST_ORDER).partition(f"### {heading}\n")[2].partition("\n### ")[0]
    first_cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    rows = [field for cell in first_cells for field in re.findall(r"`(\w+)`", cell)]
    assert sorted(rows) == sorted(each.name for each in fields(kind))


@pytest.mark.parametrize("kind", [Leg, Payment, Clauses, Owner])
def test_every_field_of_a_part_of_an_order_is_named(kind: type) -> None:
    page = text(FIRST_ORDER)
    assert [each.name for each in fields(kind) if f"`{each.name}`" not in page] == []


def test_every_role_and_kind_is_named() -> None:
    page = text(FIRST_ORDER)
    words = (*get_args(Role), *get_args(Kind))
    assert [word for word in words if f"`{word}`" not in page] == []


def test_numbers_that_the_docs_give_are_those_of_the_program() -> None:
    book = rules.load()
    parties = len(starter.load().entries)
    sdn, un = catalogue.info("us_ofac_sdn"), catalogue.info("un_sc")
    reading, lists = (
        text(DOCS / "guide" / "reading-a-decision.md"),
        text(DOCS / "guide/lists.md"),
    )
    assert f"From {DEFAULT.hit:.2f} a likeness is shown" in reading
    assert f"From {book.thresholds['match']['sure']:.2f}, or" in reading
    assert f"ships {parties} entries" in lists
    assert (
        f"({sdn.max_age_days} days for\n`us_ofac_sdn`, {un.max_age_days} for `un_sc`)" in lists
    )
    assert f"({un.min_entries} for `un_sc`, {sdn.min_entries:,} for `us_ofac_sdn`)" in lists
    matching, tuning = (
        " ".join(text(DOCS / page).split())
        for page in ("reference/matching.md", "guide/tuning.md")
    )
    for each in ALARMS:
        low, high = bounds(each)
        assert f"`{each}` between {low:.3f} and {high:.3f}" in matching
    takes = [f"{needs(rate):,}" for rate in ALARMS.values()]
    assert f"`wide` takes {takes[2]} names to be set, `balanced` {takes[1]}" in tuning
    assert f"and `strict` {takes[0]}, for a rate" in tuning
    changes = text(ROOT / "CHANGELOG.md")
    assert f"{len(book.tests)} tests with dated citations, {len(TESTS)} of them" in changes
    assert f"starter list of {parties} entries" in changes
    assert f"## [{enduse.__version__}]" in changes


# --- what is in the docs exists ---------------------------------------------------------


@pytest.mark.parametrize("page", [*FRONT, *PAGES], ids=name)
def test_relative_links_lead_to_files(page: Path) -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text(page))]
    near = [link for link in links if link and "://" not in link]
    assert [link for link in near if not (page.parent / link).is_file()] == []


@pytest.mark.parametrize("page", [*FRONT, *PAGES], ids=name)
def test_paths_that_are_named_exist(page: Path) -> None:
    inside = r"`((?:src|tests|docs|tools|bench|requirements|demo)/[^`\s<>…]*)`"
    named = re.findall(inside, text(page))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_recipes_that_are_named_exist() -> None:
    recipes = set(re.findall(r"^([a-z]+):.*##", text(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^|\n)make ([a-z]+)", by_hand()))
    assert {"demo", "test", "docs", "check"} <= named <= recipes


def test_the_navigation_names_every_page_once() -> None:
    nav = re.findall(r": ([\w/.-]+\.md)$", text(ROOT / "mkdocs.yml"), re.MULTILINE)
    assert sorted(nav) == sorted(str(page.relative_to(DOCS)) for page in PAGES)


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name)
def test_every_decision_says_what_why_what_else_and_what_would_change_it(record: Path) -> None:
    parts = re.findall(r"^\*\*(.+?\.)\*\*", text(record), re.MULTILINE)
    assert parts == ["What.", "Why.", "What else was weighed.", "What would change our mind."]
    assert text(record).startswith(f"# {record.name[:4]} ")
    assert f"]({record.name})" in text(DOCS / "decisions" / "index.md")


@pytest.mark.parametrize("page", [*FRONT, *PAGES], ids=name)
def test_no_order_is_given_a_word_that_nobody_can_vouch_for(page: Path) -> None:
    left = " ".join(text(page).split())
    for phrase in ALLOWED:
        left = re.sub(re.escape(phrase), "", left, flags=re.IGNORECASE)
    assert [found.group() for found in FORBIDDEN.finditer(left)] == []


def test_the_allowed_phrases_are_all_in_use() -> None:
    everything = " ".join(" ".join(text(page) for page in (*FRONT, *PAGES)).split()).lower()
    assert [phrase for phrase in ALLOWED if phrase.lower() not in everything] == []


# --- examples run -----------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """Output that a page shows, and the command that it says it comes from."""

    page: Path
    command: str
    lines: tuple[str, ...]


def shown() -> Iterator[Shown]:
    block = re.compile(r"<!-- run: enduse (.+?) -->\n```text\n(.*?)```", re.DOTALL)
    for page in (*FRONT, *PAGES):
        for command, body in block.findall(text(page)):
            yield Shown(page, command, tuple(body.splitlines()))


@pytest.mark.parametrize("example", list(shown()), ids=lambda each: name(each.page))
def test_output_that_is_shown_is_what_the_command_prints(
    example: Shown, tmp_path: Path
) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ENDUSE_")}
    done = subprocess.run(
        [sys.executable, "-m", "enduse", *example.command.split()],
        env={
            **clean,
            "ENDUSE_DATA": str(tmp_path),
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "PYTHONUTF8": "1",
        },
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    assert printed, done.stderr
    at = 0
    for number, line in enumerate(example.lines):
        if line == "…":
            continue
        follows = number > 0 and example.lines[number - 1] != "…"
        assert line in printed[at:], line
        found = printed.index(line, at)
        assert found == at or not follows, f"{line!r} does not follow the line above it"
        at = found + 1


def test_output_is_shown_in_the_readme_and_in_the_guide() -> None:
    assert {each.page.name for each in shown()} >= {"README.md", "reading-a-decision.md"}


@pytest.mark.parametrize("page", [README, DOCS / "reference" / "python.md"], ids=name)
def test_python_examples_run(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", text(page), re.DOTALL)
    assert examples
    # One after the other, as a reader types them.
    exec(compile("\n".join(examples), name(page), "exec"), {})  # noqa: S102  # our own page
    assert capsys.readouterr().out.startswith("error ")


def test_the_first_order_is_asked_for_its_code_and_the_same_to_germany_is_not(
    tmp_path: Path,
) -> None:
    page = text(FIRST_ORDER)
    order, party = map(json.loads, re.findall(r"(?s)```json\n(.*?)```", page))
    (question,) = re.findall(r"```text\n(.*?)\n```", page, re.DOTALL)
    desk = enduse.Desk(enduse.Settings(data=tmp_path), as_of=date(2026, 11, 23))
    decision = desk.check(order)
    assert question in map(str, decision.asks)
    assert [issue for issue in decision.issues if not issue.where.startswith("lists/")] == []
    near = json.loads(json.dumps(order).replace('"KG"', '"DE"'))
    assert desk.check(near).asks == ()
    assert [f.test for f in desk.check(party).findings if f.outcome == "hit"] == []


# --- generated pages --------------------------------------------------------------------


def test_generated_pages_are_up_to_date() -> None:
    assert make_docs.stale() == []


def test_a_page_that_was_changed_by_hand_is_named(tmp_path: Path) -> None:
    for page in MADE:
        shutil.copy(page, tmp_path / page.name)
    with (tmp_path / "weighing.md").open("a", encoding="utf-8") as page_:
        page_.write("one more line\n")
    (tmp_path / "lists.md").unlink()
    assert make_docs.stale(tmp_path) == ["weighing.md", "lists.md"]
