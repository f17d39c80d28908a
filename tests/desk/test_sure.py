"""When a likeness holds an order and when a person must look first, through a whole desk."""

import csv
import io
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from enduse.desk.desk import Desk
from enduse.desk.imports import import_list
from enduse.model.finding import Finding
from enduse.model.hit import Sensitivity
from enduse.settings import Settings

CASES = tomllib.loads(Path(__file__).with_name("sure.toml").read_text("utf-8"))["case"]
DAY = date(2026, 11, 23)


def found(
    folder: Path, case: Mapping[str, str], sensitivity: Sensitivity = "balanced"
) -> list[Finding]:
    """What a list of the one listed name says of the one asked."""
    settings = Settings(folder, require=("own",), sensitivity=sensitivity)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "kind", "name", "country", "birth_date", "effect"])
    kind = case.get("kind", "company")
    facts = (case.get("country", ""), case.get("birth_date", ""))
    writer.writerow(["1", kind, case["listed"], *facts, "hold"])
    import_list(settings, "own", {"own.csv": out.getvalue().encode()}, published=DAY)
    asked = {"name": case["asked"], "kind": kind, "country": case.get("asked_country"),
             "birth_date": case.get("asked_birth_date")}  # fmt: skip
    findings = Desk(settings, as_of=DAY).check(asked).findings
    return [f for f in findings if f.test == "party.listed" and f.outcome == "hit"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_likeness_weighs_what_it_tells(case: dict[str, str], tmp_path: Path) -> None:
    weights = {each.weight for each in found(tmp_path, case)}
    assert weights <= {case["weight"]}
    assert weights or case["weight"] == "review"


def test_a_stricter_threshold_never_makes_a_hold_of_a_review(tmp_path: Path) -> None:
    case = {"listed": "Orvexa Marine Bunkering Supply", "country": "IR",
            "asked": "Marine Bunkering Supply", "asked_country": "NL"}  # fmt: skip
    weights = {
        each.weight
        for sensitivity in get_args(Sensitivity)
        for each in found(tmp_path / sensitivity, case, sensitivity)
    }
    assert weights <= {"review"}


def test_a_finding_says_word_by_word_what_agrees_and_what_is_left(tmp_path: Path) -> None:
    case = {"listed": "Orvexa Marine Bunkering", "asked": "Orvexa Bunkering BV"}
    (each,) = found(tmp_path, case)
    assert "In both: orvexa, bunkering; only listed: marine." in each.says
