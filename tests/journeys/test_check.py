"""A whole order through the terminal door: what a user sees, and what a program reads."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Run

DEMO = Path(__file__).parents[2] / "demo" / "orders.jsonl"
AS_OF = ("--as-of", "2024-05-03", "--require", "us_ofac_sdn")


def order(**changes: Any) -> dict[str, Any]:
    return {
        "id": "A-1",
        "date": "2024-05-01",
        "parties": [
            {"role": "seller", "name": "Example Office Supply Inc", "country": "US"},
            {"role": "buyer", "name": "Springfield Public Library", "country": "US"},
        ],
        "lines": [{"description": "laptop computers", "hs": "8471.30"}],
        "route": [{"country": "US"}],
        "end_use": "reading room",
        **changes,
    }


def to_turkey(name: str = "Manisa Beyaz", **facts: str) -> dict[str, Any]:
    return order(
        parties=[
            {"role": "seller", "name": "Example Inc", "country": "US"},
            {"role": "buyer", "name": name, "country": "TR", **facts},
        ],
        lines=[{"hs": "8542.31"}],
        route=[{"country": "US"}, {"country": "TR"}],
    )


def written(folder: Path, *orders: Any) -> str:
    path = folder / "orders.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in orders), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("made", "verdict", "status"),
    [
        (order(), "no_finding", 0),
        (to_turkey(founded="1991"), "ask", 10),
        (to_turkey(founded="2023"), "review", 11),
        (to_turkey("OOO Sertal"), "hold", 13),
        (order(date="yesterday"), "error", 12),
    ],
)
def test_each_verdict_has_its_exit_status(
    tmp_path: Path, enduse: Run, loaded: Path, *, made: Any, verdict: str, status: int
) -> None:
    path = written(tmp_path, made)
    ran = enduse("check", path, "--format", "json", *AS_OF, "--data", str(loaded))
    assert [each["verdict"] for each in ran.decisions()] == [verdict]
    assert ran.status == status


def test_json_lines_in_give_json_lines_out_in_their_order(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = tmp_path / "orders.jsonl"
    good = json.dumps(order()).encode()
    path.write_bytes(good + b"\n{broken\n\n" + good + b"\n\xff\n")
    ran = enduse("check", str(path), "--format", "json", *AS_OF, "--data", str(loaded))
    assert [(d["order"], d["verdict"]) for d in ran.decisions()] == [
        ("A-1", "no_finding"),
        ("orders.jsonl line 2", "error"),
        ("A-1", "no_finding"),
        ("orders.jsonl line 5", "error"),
    ]
    assert ran.status == 12


def test_a_decision_says_everything_the_contract_names(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = written(tmp_path, to_turkey("OOO Sertal", country="RU"))
    ran = enduse("check", path, "--format", "json", *AS_OF, "--data", str(loaded))
    (decision,) = ran.decisions()
    assert set(decision) >= {
        "order", "verdict", "findings", "not_checked", "asks", "editions", "regimes", "as_of",
        "engine", "required", "issues",
    }  # fmt: skip
    listed = next(f for f in decision["findings"] if f["test"] == "party.listed")
    evidence = listed["evidence"]
    assert evidence["listed_name"] == "OOO SERTAL"
    assert evidence["entry"] == "35078"
    assert evidence["strength"] == "strong"
    assert evidence["programmes"] == ["RUSSIA-EO14024"]
    assert evidence["effect"]
    total = sum(feature["effect"] for feature in evidence["features"])
    assert total == pytest.approx(evidence["score"], abs=1e-3)
    (edition,) = decision["editions"]
    assert (edition["list"], edition["age_days"]) == ("us_ofac_sdn", 1)
    assert decision["required"] == ["us_ofac_sdn"]
    assert {b["read"] for b in listed["basis"]} <= {"primary", "secondary", "memory"}


def test_the_starter_list_can_hold_an_order_but_never_answers_no_finding(
    tmp_path: Path, enduse: Run
) -> None:
    ran = enduse("check", str(DEMO), "--format", "json", "--data", str(tmp_path))
    held, asked, ordinary = ran.decisions()
    assert held["verdict"] == "hold"
    assert (asked["verdict"], ordinary["verdict"]) == ("error", "error")
    assert any("end_user" in f["test"] and f["weight"] == "ask" for f in asked["findings"])
    assert [f for f in ordinary["findings"] if f["weight"] not in (None, "note")] == []
    said = " ".join(issue["says"] for issue in ordinary["issues"])
    assert "enduse lists import" in said


def test_requiring_the_starter_list_alone_does_not_help(tmp_path: Path, enduse: Run) -> None:
    path = written(tmp_path, order())
    ran = enduse(
        "check", path, "--format", "json", "--require", "starter", "--data", str(tmp_path)
    )
    assert ran.decisions()[0]["verdict"] == "error"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--as-of", "2024-06-30", "--require", "us_ofac_sdn"), "is stale"),
        (("--as-of", "2024-05-01", "--require", "us_ofac_sdn"), "not loaded"),
        (("--as-of", "2024-05-03", "--require", "un_sc"), "not loaded"),
        (("--as-of", "2024-05-03", "--require", "our_own"), "not loaded"),
        (("--as-of", "2024-05-03"), "us_csl"),
    ],
)
def test_a_required_list_that_is_not_there_or_not_fresh_is_an_error(
    tmp_path: Path, enduse: Run, loaded: Path, *, arguments: tuple[str, ...], says: str
) -> None:
    path = written(tmp_path, order())
    ran = enduse("check", path, "--format", "json", *arguments, "--data", str(loaded))
    (decision,) = ran.decisions()
    assert decision["verdict"] == "error"
    faults = " ".join(f"{i['where']} {i['says']}" for i in decision["issues"])
    assert says in faults
    assert any(n["test"] == "party.listed" for n in decision["not_checked"])


def test_a_damaged_edition_is_an_error(tmp_path: Path, enduse: Run, loaded: Path) -> None:
    import shutil

    data = tmp_path / "data"
    shutil.copytree(loaded, data)
    (packed,) = data.glob("editions/us_ofac_sdn/*/entries.jsonl.zst")
    packed.write_bytes(packed.read_bytes()[:-100])
    shutil.rmtree(packed.parents[1] / ".plain")
    path = written(tmp_path, order())
    ran = enduse("check", path, "--format", "json", *AS_OF, "--data", str(data))
    assert ran.status == 12
    assert "cannot be read" in ran.out


def test_a_bare_party_is_screened(enduse: Run, loaded: Path) -> None:
    record = b'{"name": "Sertal LLC"}'
    ran = enduse("check", "-", "--format", "json", *AS_OF, "--data", str(loaded), stdin=record)
    assert ran.status == 13
    assert ran.decisions()[0]["verdict"] == "hold"


def test_csv_has_one_row_an_order_and_no_formula(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = written(tmp_path, order(id="=1+1"), order(id="B"))
    ran = enduse("check", path, "--format", "csv", *AS_OF, "--data", str(loaded))
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["order"] for row in rows] == ["'=1+1", "B"]
    assert {row["verdict"] for row in rows} == {"no_finding"}


def test_html_stands_alone_and_escapes_what_orders_say(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = written(tmp_path, order(id="<script>alert(1)</script>"))
    out = tmp_path / "out.html"
    ran = enduse(
        "check", path, "--format", "html", "-o", str(out), *AS_OF, "--data", str(loaded)
    )
    html = out.read_text(encoding="utf-8")
    assert ran.status == 0
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "http://" not in html
    assert "https://" not in html


def test_text_shows_control_characters_and_never_says_clear(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    path = written(tmp_path, order(id="A\x1b[2J\u202eB"))
    ran = enduse("check", path, *AS_OF, "--data", str(loaded))
    assert "\x1b[2J" not in ran.out
    assert "\u202e" not in ran.out
    assert "NO FINDING" in ran.out
    words = ran.out.lower().split()
    assert not {"clear", "safe", "legal", "compliant"} & set(words)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "/no/such/file.json"),
        ("check", str(DEMO), "--as-of", "soon"),
        ("check", str(DEMO), "--format", "pdf"),
        ("nonsense",),
    ],
)
def test_a_usage_mistake_is_status_2(enduse: Run, arguments: tuple[str, ...]) -> None:
    ran = enduse(*arguments)
    assert ran.status == 2
    assert ran.out == "" or "Usage" in ran.out
    assert "Traceback" not in ran.err


def test_a_mistyped_setting_is_refused(enduse: Run) -> None:
    ran = enduse("check", str(DEMO), ENDUSE_DATTA="/tmp")  # noqa: S108
    assert ran.status == 2
    assert "ENDUSE_DATTA" in ran.err


def test_a_run_is_decided_the_same_twice(tmp_path: Path, enduse: Run, loaded: Path) -> None:
    path = written(tmp_path, order(), to_turkey("OOO Sertal"), to_turkey(founded="2023"))
    arguments = ("check", path, "--format", "json", *AS_OF, "--data", str(loaded))
    assert enduse(*arguments) == enduse(*arguments)


PAST = "date;customer;country;destination;hs;quantity;unit\n" + "".join(
    f"{day:02}.0{month}.2023;Manisa Beyaz A.S.;T\u00fcrkiye;TR;8542.31;{90 + day};Stk\n"
    for month in range(1, 9)
    for day in (3, 13)
)


def test_a_jump_beside_past_orders_is_found_from_the_option_and_the_setting(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    (tmp_path / "past.csv").write_text(PAST, encoding="utf-8")
    made = to_turkey(founded="1991")
    made["lines"][0] |= {"quantity": 2000, "unit": "pcs"}
    command = ("check", written(tmp_path, made), "--data", str(loaded), "--format", "json")
    said = enduse(*command, "--history", str(tmp_path / "past.csv"), *AS_OF)
    (decision,) = said.decisions()
    (jump,) = (each for each in decision["findings"] if each["test"] == "history.jump")
    assert (said.status, jump["outcome"], jump["weight"]) == (11, "hit", "review")
    assert jump["says"].startswith("Manisa Beyaz orders 2,000 pieces of HS 8542.31.")
    assert len(jump["evidence"]["series"]) >= 1
    assert set(jump["evidence"]) >= {"observed", "expected", "upper", "p", "chance", "orders"}


@pytest.mark.parametrize(
    ("text", "status", "part"),
    [("a,b\n1,2\n", 12, "has no column of date"), (None, 2, "is no file")],
)
def test_a_history_that_cannot_be_read_decides_nothing(
    tmp_path: Path, enduse: Run, loaded: Path, *, text: str | None, status: int, part: str
) -> None:
    past = tmp_path / "past.csv"
    if text:
        past.write_text(text, encoding="utf-8")
    orders = written(tmp_path, order())
    said = enduse("check", orders, "--data", str(loaded), "--history", str(past), *AS_OF)
    assert (said.status, said.out) == (status, "")
    assert part in said.err


def test_rows_of_the_past_that_cannot_be_read_stand_in_the_decision(
    tmp_path: Path, enduse: Run, loaded: Path
) -> None:
    past = tmp_path / "past.csv"
    past.write_text(PAST + "32.01.2023;X;NL;NL;8542.31;1;Stk\n", encoding="utf-8")
    orders = written(tmp_path, order())
    command = ("check", orders, "--data", str(loaded), "--history", str(past), *AS_OF)
    said = enduse(*command, "--format", "json")
    (issue,) = said.decisions()[0]["issues"]
    assert (issue["where"], issue["gravity"]) == ("history past.csv", "warning")
    assert "row 18 column 'date' is '32.01.2023'" in issue["says"]
