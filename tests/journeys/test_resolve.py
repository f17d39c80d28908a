"""Findings settled through the command line, from the first look to the closed order."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from enduse.serve.cli.app import app

OWN = """id,kind,name,aliases,country,birth_date,ids,effect,expires,reason
1,company,Zentrum Test Machinery GmbH,,DE,,,hold,,letter of the authority
2,company,Orion Pump Works,,AM,,,review,,own warning
"""
BUYER = {
    "role": "buyer",
    "name": "Zentrum Test Machinery GmbH",
    "kind": "company",
    "country": "DE",
    "address": "Hafenstr. 1, Hamburg",
}
ORDER: dict[str, Any] = {
    "id": "SO-1",
    "regimes": ["EU"],
    "parties": [{"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"}, BUYER],
    "lines": [{"description": "hydraulic pump", "hs": "8413.50", "value": 1200.50}],
    "route": [{"country": "NL"}, {"country": "DE"}],
    "end_use": "own production line",
}
OTHER = {
    **ORDER,
    "id": "SO-2",
    "parties": [ORDER["parties"][0], {**BUYER, "name": "Orion Pump Works", "country": "AM"}],
}
TODAY = datetime.now(UTC).date()
SOON = str(TODAY + timedelta(days=30))


def run(data: Path, *words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(
        app,
        [*words, "--data", str(data)],
        input=stdin,
        env={"COLUMNS": "200", "ENDUSE_REQUIRE": "own", "NO_COLOR": "1"},
    )


def lists(data: Path, text: str = OWN) -> None:
    place = data / "own.csv"
    place.write_text(text, encoding="utf-8")
    done = run(data, "lists", "import", str(place), "--list", "own")
    assert done.exit_code == 0, done.output


def check(data: Path, *orders: dict[str, Any], how: Sequence[str] = ()) -> list[dict[str, Any]]:
    given = "\n".join(map(json.dumps, orders))
    done = run(data, "check", "-", "--format", "json", *how, stdin=given)
    assert done.exit_code in {0, 10, 11, 13}, done.output
    return [json.loads(line) for line in done.output.splitlines()]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lists of one's own, and two orders in the record: entries 2 and 3."""
    made = tmp_path_factory.mktemp("recorded")
    lists(made)
    check(made, ORDER, OTHER, how=("--record", "--person", "A. Officer"))
    return made


@pytest.fixture
def data(recorded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(recorded, tmp_path / "data")


def settle(data: Path, *words: str, person: str = "A. Officer") -> Result:
    wanted = ("--note", "seen the register", "--person", person)
    return run(data, "resolve", "finding", *words, *wanted)


FALSE = ("--reason", "false_positive", "--document", "address", "--until", SOON)


@pytest.fixture(scope="module")
def confirmed(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Beside them a settlement, entry 4, and the entry that confirms it."""
    made = shutil.copytree(recorded, tmp_path_factory.mktemp("confirmed") / "data")
    assert settle(made, "SO-1", "party.listed", *FALSE).exit_code == 0
    assert run(made, "resolve", "confirm", "4", "--person", "B. Second").exit_code == 0
    return made


@pytest.fixture
def settled(confirmed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(confirmed, tmp_path / "data")


def weights(decision: dict[str, Any]) -> list[str]:
    return [
        each["weight"] for each in decision["findings"] if each["weight"] not in {None, "note"}
    ]


def test_two_persons_settle_what_holds_and_the_next_check_says_so(settled: Path) -> None:
    (found, other) = check(settled, ORDER, {**ORDER, "id": "SO-77"})
    assert (found["verdict"], found["resolutions"], weights(found)) == ("no_finding", [4], [])
    assert (other["verdict"], other["resolutions"]) == ("no_finding", [4])
    evidence = [each["evidence"] for each in found["findings"]]
    resolved = [each["resolved"] for each in evidence if "resolved" in each]
    people = {(each["by"], *each["confirmed_by"]) for each in resolved}
    assert people == {("A. Officer", "B. Second")}
    assert "resolutions" not in check(settled, OTHER)[0]
    assert run(settled, "record", "verify").exit_code == 0


def test_every_form_of_report_shows_what_was_settled(settled: Path) -> None:
    given = json.dumps(ORDER)
    says = "Not the listed party, by A. Officer, confirmed by B. Second, until"
    for form in ("text", "csv", "html", "json"):
        done = run(settled, "check", "-", "--format", form, stdin=given)
        assert done.exit_code == 0
        assert says in " ".join(done.output.split()), form
    text = run(settled, "check", "-", stdin=given).output
    assert "people settled 2 findings" in text
    assert "Settled by people" in text


def test_the_basis_of_a_recorded_decision_names_what_settled_it(settled: Path) -> None:
    check(settled, ORDER, how=("--record", "--person", "A. Officer"))
    shown = json.loads(run(settled, "record", "show", "6").output)
    assert shown["parts"]["basis"]["value"]["resolutions"] == [4]
    again = run(settled, "resolve", "show", "#6")
    assert "in force: false_positive by A. Officer, confirmed by B. Second" in again.output


def test_one_person_alone_is_not_enough_under_any_spelling(data: Path) -> None:
    assert "waits for a second person" in settle(data, "SO-1", "1", *FALSE).output
    assert check(data, ORDER)[0]["verdict"] == "hold"
    for spelling in ("A. Officer", "a officer", "login officer-A"):
        done = run(data, "resolve", "confirm", "4", "--person", spelling)
        assert done.exit_code != 0
        assert "may be one of those who decided it" in str(done.exception)
    assert check(data, ORDER)[0]["verdict"] == "hold"


def test_a_changed_party_opens_it_again_and_says_what_changed(settled: Path) -> None:
    moved = {**ORDER, "parties": [ORDER["parties"][0], {**BUYER, "address": "Kai 2, Bremen"}]}
    (found,) = check(settled, moved)
    assert found["verdict"] == "hold"
    says = next(f["says"] for f in found["findings"] if f["test"] == "party.listed")
    assert "address was 'Hafenstr. 1, Hamburg', is now 'Kai 2, Bremen'" in says


def test_a_changed_list_entry_opens_it_again_and_says_what_changed(settled: Path) -> None:
    lists(settled, OWN.replace("GmbH,,DE", "GmbH,ZTM,DE"))
    (found,) = check(settled, ORDER)
    assert found["verdict"] == "hold"
    says = next(f["says"] for f in found["findings"] if f["test"] == "party.listed")
    assert f"list entry own 1 as published {TODAY} added alias 'ZTM'" in says


def test_it_ends_on_its_last_day_and_is_not_known_before_it_was_made(settled: Path) -> None:
    days = {name: str(TODAY + timedelta(days=n)) for name, n in (("late", 31), ("early", -1))}
    (late,) = check(settled, ORDER, how=("--as-of", days["late"]))
    assert late["verdict"] == "hold"
    assert "has expired" in json.dumps(late)
    (last,) = check(settled, ORDER, how=("--as-of", SOON))
    assert last["resolutions"] == [4]
    early = run(settled, "check", "-", "--as-of", days["early"], stdin=json.dumps(ORDER))
    assert "entry 4" not in early.output


def test_what_is_withdrawn_weighs_again(settled: Path) -> None:
    words = ("--note", "it was the same after all", "--person", "A. Officer")
    assert "withdrawn" in run(settled, "resolve", "withdraw", "4", *words).output
    assert check(settled, ORDER)[0]["verdict"] == "hold"
    again = run(settled, "resolve", "withdraw", "4", *words)
    assert "was withdrawn already" in str(again.exception)
    listed = run(settled, "resolve", "list", "--state", "withdrawn").output
    assert listed.split()[0] == "4"


REFUSED: dict[str, tuple[Sequence[str], str]] = {
    "a risk that holds": (
        ("SO-1", "1", "--reason", "risk_accepted"),
        "lifts nothing that weighs",
    ),
    "no document": (("SO-1", "1", *FALSE[:2], "--until", SOON), "has no document"),
    "no last day": (("SO-1", "1", *FALSE[:4]), "has no last day"),
    "too long": (("SO-1", "1", *FALSE[:4], "--until", "2999-01-01"), "longer than the policy"),
    "over": (("SO-1", "1", *FALSE[:4], "--until", "2020-01-01"), "is over"),
    "no such reason": (("SO-1", "1", "--reason", "nonsense"), "expected false_positive or"),
    "no such finding": (("SO-1", "9", *FALSE), "has no finding '9'"),
    "no such test": (("SO-1", "goods.uav", *FALSE), "has no finding 'goods.uav'"),
    "no such order": (("SO-9", "1", *FALSE), "holds no decision"),
    "another test": (("SO-1", "1", "--reason", "owner_verified"), "is no reason for such"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_policy_does_not_allow_is_refused_and_not_recorded(
    data: Path, name: str
) -> None:
    words, says = REFUSED[name]
    done = settle(data, *words)
    assert done.exit_code != 0
    assert says in str(done.exception)
    assert run(data, "resolve", "list").output == ""


def test_a_note_is_needed_and_so_is_a_name(data: Path) -> None:
    done = run(data, "resolve", "finding", "SO-1", "1", *FALSE, "--note", " ", "--person", "A")
    assert "has no note" in str(done.exception)
    assert "names nobody" in str(settle(data, "SO-1", "1", *FALSE, person="…").exception)


def test_an_order_does_not_ship_while_findings_are_open(data: Path) -> None:
    closing = ("resolve", "close", "SO-1", "--as", "shipped", "--person", "A. Officer")
    done = run(data, *closing)
    assert "is not settled: party.listed of parties/1 (hold)" in str(done.exception)
    assert "without a note" in str(run(data, *closing, "--despite").exception)
    done = run(data, *closing, "--despite", "--note", "the authority says so on the phone")
    assert done.output.splitlines() == [
        "entry 4: shipped",
        "  open: hold party.listed · parties/1",
        "  open: hold party.private_list · parties/1",
    ]
    shown = json.loads(run(data, "record", "show", "4").output)["parts"]
    assert shown["labels"]["value"] == {"act": "close", "closes": "SO-1", "order": "SO-1"}
    assert len(shown["resolution"]["value"]["pending"]) == 2


def test_an_order_that_is_settled_ships_and_one_that_does_not_ship_needs_nothing(
    settled: Path,
) -> None:
    done = run(settled, "resolve", "close", "SO-1", "--as", "shipped", "--person", "A")
    assert done.output == "entry 6: shipped\n"
    done = run(settled, "resolve", "close", "SO-2", "--as", "refused", "--person", "A")
    assert done.output.splitlines()[0] == "entry 7: refused"


def test_an_order_has_one_end_until_it_is_checked_again(settled: Path) -> None:
    closing = ("resolve", "close", "SO-1", "--person", "A", "--as")
    run(settled, *closing, "shipped")
    again = run(settled, *closing, "cancelled")
    assert again.exit_code != 0
    assert "was closed as shipped already, by entry 6" in str(again.exception)
    check(settled, ORDER, how=("--record", "--person", "A. Officer"))
    assert run(settled, *closing, "cancelled").output == "entry 8: cancelled\n"


def test_a_policy_that_is_malformed_stops_every_check(settled: Path) -> None:
    (settled / "policy.toml").write_text("version = 1", encoding="utf-8")
    done = run(settled, "check", "-", stdin=json.dumps(ORDER))
    assert "policy.toml: has no version" in str(done.exception)


def test_a_policy_of_ones_own_is_in_force(data: Path) -> None:
    (data / "policy.toml").write_text(
        'version = "mine"\n[[reason]]\ncode = "committee"\nsays = "as the committee decided"\n'
        'tests = []\nlifts = ["review"]\nbecomes = "note"\nmost_days = 10\nfour_eyes = []\n'
        'document = ""\nreach = "order"\n',
        encoding="utf-8",
    )
    words = ("SO-2", "party.listed", "party.private_list", "--reason", "committee")
    assert "in force" in settle(data, *words).output
    assert check(data, OTHER)[0]["verdict"] == "no_finding"
    assert "committee: as the committee decided" in run(data, "resolve", "reasons").output


GOOD = "party,country,kind,address,entry,reason,until,note,document,person\n"
ROW = (
    'Zentrum Test Machinery GmbH,DE,company,"Hafenstr. 1, Hamburg",own:1,false_positive,'
    f"{SOON},seen,address,A. Officer\n"
)


def table(data: Path, text: str) -> Result:
    place = data / "good.csv"
    place.write_text(text, encoding="utf-8")
    return run(data, "resolve", "import", str(place), "--person", "A. Officer")


def test_a_table_of_good_guys_counts_once_a_second_person_confirms_it(data: Path) -> None:
    done = table(data, GOOD + ROW)
    assert done.exit_code == 0, done.output
    assert check(data, ORDER)[0]["verdict"] == "hold"
    assert run(data, "resolve", "confirm", "4-4", "--person", "B").exit_code == 0
    (found,) = check(data, {**ORDER, "id": "SO-500"})
    assert (found["verdict"], found["resolutions"]) == ("no_finding", [4])
    without = {**BUYER, "address": None}
    moved = {**ORDER, "parties": [ORDER["parties"][0], without]}
    assert "address was 'Hafenstr. 1, Hamburg', is no longer given" in json.dumps(
        check(data, moved)
    )


ROWS: dict[str, tuple[tuple[str, str], str]] = {
    "no last day": ((SOON, ""), "has no until; expected the last day on which it holds"),
    "no day": ((SOON, "soon"), "until is 'soon'"),
    "a day without its signs": ((SOON, SOON.replace("-", "")), "expected a day such as"),
    "a week": ((SOON, f"{TODAY.year + 1}-W01-1"), "expected a day such as"),
    "a day of before": ((SOON, "2026-01-01"), "is over"),
    "for ever": ((SOON, "2999-12-31"), "longer than the policy allows"),
    "every list": (("own:1", "any list"), "which is not one entry"),
    "every entry": (("own:1", "own:*"), "which is not one entry"),
    "no entry": (("own:1", ""), "which is not one entry"),
    "an unknown entry": (("own:1", "own:99"), "there is no entry 'own:99' today"),
    "an unknown list": (("own:1", "us_sdn:1"), "there is no entry"),
    "no reason": (("false_positive", "because"), "'because' is not one"),
    "a licence": (("false_positive", "licence_held"), "holds in one order alone"),
    "no document": ((",address,A.", ",,A."), "has no document"),
    "no party": (("Zentrum Test Machinery GmbH", ""), "has no party"),
    "a country": ((",DE,", ",Deutschland,"), "country"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_table_with_a_row_that_is_refused_is_not_taken_at_all(data: Path, name: str) -> None:
    (old, new), says = ROWS[name]
    assert old in ROW
    done = table(data, GOOD + ROW + ROW.replace(old, new))
    assert done.exit_code == 12
    assert "good.csv row 3: " in done.output
    assert says in done.output
    assert run(data, "resolve", "list").output == ""


def test_a_table_without_a_column_for_the_last_day_is_refused(data: Path) -> None:
    done = table(data, (GOOD + ROW).replace("until", "comment"))
    assert "lacks until" in str(done.exception)
    assert "has 'comment', which is not used" in str(done.exception)
