"""Tuning through the terminal door: a customer file in, other hits out, and back."""

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import Ran, Run

NEAR = "Noordzee Shipping"
# Some firms nobody would take for a listed one; the letters make each a name of its own.
CROWD = [
    f"{a}{b}{c}{a} {c}o{b}a{a}" for a in "bdfgklmnprst" for b in "aeiou" for c in "gkmnprst"
]


@pytest.fixture
def data(tmp_path: Path, enduse: Run) -> Path:
    """A data folder with one list of our own."""
    (tmp_path / "own.csv").write_text("id,name\n1,Noordzee Haven Trading\n", "utf-8")
    folder = tmp_path / "data"
    done = enduse(
        "lists", "import", str(tmp_path / "own.csv"), "--list", "our_list",
        "--published", "2024-05-02", "--data", str(folder),
    )  # fmt: skip
    assert done.status == 0, done.err
    return folder


def innocents(folder: Path, *more: str) -> str:
    path = folder / "customers.csv"
    rows = [f'{n};"{name}";NL' for n, name in enumerate([*CROWD, *more])]
    path.write_text("\n".join(["number;name;country", *rows, ""]), "utf-8")
    return str(path)


def check(enduse: Run, data: Path) -> Ran:
    return enduse(
        "check", "-", "--format", "json", "--as-of", "2024-05-03", "--require", "our_list",
        "--data", str(data), stdin=json.dumps({"name": NEAR}).encode(),
    )  # fmt: skip


def test_a_customer_file_tunes_what_a_check_finds_and_forgetting_takes_it_back(
    tmp_path: Path, enduse: Run, data: Path
) -> None:
    where = ("--data", str(data), "--as-of", "2024-05-03")
    (before,) = check(enduse, data).decisions()
    assert before["verdict"] == "no_finding"
    tried = enduse("tune", innocents(tmp_path), *where)
    assert tried.status == 0, tried.err
    assert "480 innocents of customers.csv" in tried.out
    assert "strict stays as the model has it: 1 in 1,000 takes 3,000 names" in tried.out
    assert "Nothing was changed" in tried.out
    assert check(enduse, data).decisions() == [before]

    tuned = enduse("tune", innocents(tmp_path), "--write", *where)
    assert tuned.status == 0, tuned.err
    (after,) = check(enduse, data).decisions()
    assert after["verdict"] == "review"
    name = after["engine"]["thresholds"].removeprefix("default-1, names-2-balanced, ")
    assert name.startswith("tuned 20")
    assert f'"{name}"' in tuned.out
    assert f"({name})" in enduse("tune", *where).out

    back = enduse("tune", "--forget", "--data", str(data))
    assert back.status == 0
    assert "thresholds of the model are in force" in back.out
    assert check(enduse, data).decisions() == [before]
    assert "nothing was changed" in enduse("tune", "--forget", "--data", str(data)).out


def test_what_a_person_must_look_at_is_shown(tmp_path: Path, enduse: Run, data: Path) -> None:
    more = ("Trading Haven Noordzee BV", "Noordzee Havens Trading", "", "Evil\x1b[2J Name")
    ran = enduse(
        "tune", innocents(tmp_path, *more), "--data", str(data), "--as-of", "2024-05-03"
    )
    assert ran.status == 0, ran.err
    listed = "Trading Haven Noordzee BV (customers.csv row 482): Noordzee Haven Trading"
    alarm = "Noordzee Havens Trading (customers.csv row 483): Noordzee Haven Trading"
    assert f"{listed} (our_list 1)" in ran.out
    assert f"{alarm} (our_list 1)" in ran.out
    assert ran.out.index(listed) < ran.out.index("Would be hits at balanced")
    assert "customers.csv row 484: has no name" in ran.out
    assert "columns are not used: number" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("--write",), 2, "needs a file"),
        (("--forget", "--write"), 2, "goes alone"),
        (("nowhere.txt",), 2, "is not a file"),
        (("FEW", "--write"), 2, "150 or more"),
        (("FEW", "--require", "un_sc"), 12, "un_sc"),
        (("FEW", "--data", "EMPTY"), 12, "starter list alone"),
    ],
)
def test_what_cannot_be_tuned_has_its_exit_status(
    tmp_path: Path,
    enduse: Run,
    data: Path,
    *,
    arguments: tuple[str, ...],
    status: int,
    says: str,
) -> None:
    few = tmp_path / "few.txt"
    few.write_text("Voorbeeld Handel\n", "utf-8")
    words = {"FEW": str(few), "EMPTY": str(tmp_path / "empty")}
    ran = enduse(
        "tune", *(words.get(each, each) for each in arguments), "--as-of", "2026-11-30",
        ENDUSE_DATA=str(data),
    )  # fmt: skip
    assert ran.status == status
    assert says in ran.err
    assert not (data / "tuned.toml").exists()


def test_a_set_for_another_model_stops_a_check_and_not_its_own_removal(
    tmp_path: Path, enduse: Run, data: Path
) -> None:
    where = ("--data", str(data), "--as-of", "2024-05-03")
    enduse("tune", innocents(tmp_path), "--write", *where)
    path = data / "tuned.toml"
    path.write_text(path.read_text("utf-8").replace("names-2", "names-0"), "utf-8")
    ran = check(enduse, data)
    assert (ran.status, ran.out) == (2, "")
    for part in (str(path), "'names-0'", "'names-2'", "enduse tune FILE --write", "--forget"):
        assert part in ran.err
    assert enduse("tune", *where).status == 2
    assert enduse("tune", "--forget", "--data", str(data)).status == 0
    assert check(enduse, data).status == 0
