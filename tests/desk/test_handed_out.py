"""What is handed out of the record: to a person without data of others, to an auditor whole."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from enduse.desk import audited, keeping, record
from enduse.desk.desk import Desk
from enduse.desk.subject import Subject, told_of
from enduse.errors import RecordError
from enduse.model.record import Draft
from enduse.settings import Settings

DAY = date(2026, 11, 23)
EVER = {"since": date(2000, 1, 1), "until": date(2100, 1, 1)}
WHO = "Ararat Test Trading LLC"
ORDERS: list[Any] = [
    {
        "id": "SO-1",
        "notes": "call Jan Klaassen first",
        "parties": [
            {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
            {
                "role": "buyer", "name": WHO, "country": "AM", "phone": "+374 10 000000",
                "ids": {"registration": "286.110.00000"},
                "owners": [{"name": "Katrijn Poppe", "share": 60, "birth_date": "1970-02-03"}],
            },
        ],
        "lines": [{"description": "pump", "hs": "8413.70"}],
    },
    {"id": "SO-2", "parties": [{"role": "buyer", "name": "Pietje Bell"}]},
    {"id": "SO-3", "parties": [{"role": "buyer", "name": "Pietje Bell", "owners": [
        {"name": "ARARAT-TEST trading, L.L.C.", "ids": {"registration": "28611000000"}},
        {"name": "Dik Trom"},
    ]}]},
    {"name": WHO},
    f"{{ this is no JSON, of {WHO}",
]  # fmt: skip
OTHERS = ("Klaassen", "Poppe", "1970-02-03", "Pietje", "Dik Trom", "A. Smit", "Voorbeeld")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(tmp_path_factory.mktemp("data"))
    desk = Desk(made, as_of=DAY)
    lines = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in ORDERS)
    with record.recorder(desk, made, person="A. Smit") as decide:
        list(decide(desk.read(lines.encode(), source="orders.jsonl")))
    return made


def told(settings: Settings, name: str, **ids: str) -> dict[int, Any]:
    found = told_of(settings, Subject.of(name, ids))
    return {each["entry"]: each["parts"] for each in found}


@pytest.mark.parametrize("name", [WHO, "ararat test trading llc", "ARARAT TEST (Trading) LLC"])
def test_a_subject_is_found_wherever_its_name_stands(settings: Settings, name: str) -> None:
    assert list(told(settings, name)) == [2, 5, 6]


def test_by_a_number_it_is_found_under_another_writing_of_its_name(settings: Settings) -> None:
    assert list(told(settings, WHO, registration="286-110-00000")) == [2, 4, 5, 6]


def test_its_own_data_is_shown_to_the_last_field_and_that_of_others_is_not(
    settings: Settings,
) -> None:
    found = told(settings, WHO, registration="286.110.00000")
    (party, left) = found[2]["order"]["json"]["parties"]
    assert party == {
        "role": "buyer", "name": WHO, "country": "AM", "phone": "+374 10 000000",
        "ids": {"registration": "286.110.00000"}, "withheld": 1,
    }  # fmt: skip
    assert left == {"withheld": 1}
    assert found[2]["basis"]["verdict"]
    assert found[5]["order"]["json"] == {"name": WHO}
    for name in OTHERS:
        assert name not in json.dumps([found[n] for n in (2, 4, 5)]), name


def test_findings_on_the_subject_are_shown_and_no_others(settings: Settings) -> None:
    decision = told(settings, WHO)[2]["decision"]
    subjects = {each.get("subject") for each in decision["findings"]} - {None}
    assert "parties/1" in subjects
    assert "parties/0" not in subjects


def test_who_decided_is_told_what_it_decided_and_not_of_whom(settings: Settings) -> None:
    found = told(settings, "A. Smit")
    assert list(found) == [2, 3, 4, 5, 6]
    assert found[3] == {"person": {"name": "A. Smit"}, "basis": found[3]["basis"]}


@pytest.mark.parametrize("name", ["", "A.", "--", "é"])
def test_so_short_a_name_is_refused(name: str) -> None:
    with pytest.raises(RecordError, match="expected the whole name"):
        Subject.of(name, {})


def reverified(lines: list[str]) -> tuple[int, set[str], list[dict[str, Any]]]:
    """An auditor's own check, that shares no code with ours; gives what was taken out."""
    read = [json.loads(each) for each in lines]
    trusted = {k: Ed25519PublicKey.from_public_bytes(bytes.fromhex(v))
               for k, v in read[0]["keys"].items()}  # fmt: skip
    entries = {e["number"]: e for line in read for e in [line.get("entry")] if e}
    tombs = {e["number"]: e for line in read for e in [line.get("tombstone")] if e}
    before, hashes, gone = None, {}, set[str]()
    for number, each in {**entries, **tombs}.items():
        header = json.loads(each["header"])
        signed = b"enduse record entry 1\n" + each["header"].encode()
        trusted[header["key"]].verify(bytes.fromhex(each["signature"]), signed)
        hashes[number] = hashlib.sha256(b"\0" + each["header"].encode()).hexdigest()
        assert header["number"] == number
        if number in entries:
            assert before in (None, header["previous"])
            before = hashes[number]
        for name, promised in header["parts"].items():
            if name in each["parts"]:
                part = each["parts"][name]
                data = bytes.fromhex(part["salt"]) + part["data"].encode()
                found = hashlib.sha256(b"enduse record part 1\n" + data).hexdigest()
                assert (found, len(part["data"].encode())) == (
                    promised["sha256"],
                    promised["size"],
                )
            else:
                tomb = {**entries, **tombs}[each["taken_out"][name]]
                says = json.loads(tomb["parts"]["purge"]["data"])["taken"]
                assert any(a <= number <= b and name in names for a, b, names in says)
                gone.add(f"{number} {name}")
    points = [line["checkpoint"] for line in read if "checkpoint" in line]
    assert all(hashes[each["number"]] == each["hash"] for each in points)
    return len(entries), gone, points


@pytest.fixture
def purged(settings: Settings, tmp_path: Path) -> Settings:
    import shutil

    shutil.copytree(settings.data, tmp_path / "data")
    made = Settings(tmp_path / "data")
    book = record.open_record(made)
    book.append([Draft("resolution", {"resolution": {"act": "close"}},
                       labels={"order": "SO-2", "closes": "SO-2"})])  # fmt: skip
    book.close()
    on = date(2099, 1, 1)
    keeping.purge(made, on=on, orders=["SO-2"], reason="its time", person="C. Vos")
    return made


def test_an_auditor_verifies_all_of_it_alone(settings: Settings) -> None:
    count, gone, points = reverified(list(audited.lines(settings, **EVER)))
    assert (count, gone, len(points)) == (6, set(), 1)


def test_what_was_taken_out_is_told_to_the_auditor_by_its_tombstone(purged: Settings) -> None:
    lines = list(audited.lines(purged, **EVER))
    count, gone, _ = reverified(lines)
    assert count == 8
    assert gone == {
        *(f"3 {name}" for name in ("decision", "files", "labels", "order", "person")),
        "7 labels",
    }  # fmt: skip
    assert "Pietje Bell" not in json.loads(lines[3])["entry"]["parts"]
    short = [each for each in lines if '"number":8,' not in each]
    with pytest.raises(KeyError):
        reverified(short)


@pytest.mark.parametrize("at", range(0, 4_000, 97))
def test_a_change_of_what_the_auditor_was_given_is_found_by_him(
    settings: Settings, at: int
) -> None:
    lines = list(audited.lines(settings, **EVER))
    entry = lines[2 + at % 4]
    start = entry.index('"header":"') + 12
    place = start + at % (len(entry) - start - 200)
    other = chr(ord(entry[place]) ^ 1)
    lines[2 + at % 4] = entry[:place] + other + entry[place + 1 :]
    with pytest.raises(Exception):  # noqa: B017, PT011  # whatever his tools raise
        reverified(lines)


def test_days_of_which_nothing_is_recorded_are_refused(settings: Settings) -> None:
    with pytest.raises(RecordError, match="holds nothing of 2000-01-01 to 2000-01-02"):
        list(audited.lines(settings, since=date(2000, 1, 1), until=date(2000, 1, 2)))


def test_a_subject_whose_data_was_taken_out_is_found_no_more(purged: Settings) -> None:
    assert list(told(purged, "Pietje Bell")) == [4]


def test_findings_on_an_owner_are_its_own_and_not_of_the_company(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    desk = Desk(settings, as_of=DAY)
    owners = [{"name": "PARAVAR PARS COMPANY", "country": "IR", "share": 60}]
    order = {"id": "SO-1", "parties": [{"role": "buyer", "name": WHO, "owners": owners}]}
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide(desk.read(json.dumps(order).encode(), source="o.json")))
    whose = {
        name: told(settings, name)[2]["decision"] for name in (WHO, "PARAVAR PARS COMPANY")
    }
    on_owner = {
        name: [e for e in each["findings"] if e.get("subject") == "parties/0/owners/0"]
        for name, each in whose.items()
    }
    assert all("listed_name" in e["evidence"] for e in on_owner["PARAVAR PARS COMPANY"])
    assert on_owner["PARAVAR PARS COMPANY"]
    assert [each for each in on_owner[WHO] if "listed_name" in each.get("evidence", {})] == []
