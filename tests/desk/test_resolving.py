"""Findings of real checks settled: the record gives back the facts that were checked."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from enduse.decide.ledger import Ledger
from enduse.decide.policy import TRUE_MATCH, load
from enduse.desk import looked, record, resolving
from enduse.desk.allowed import Said
from enduse.desk.desk import Desk
from enduse.desk.settled import read
from enduse.errors import RecordError
from enduse.model.decision import Decision
from enduse.model.wire import decision_to_plain
from enduse.settings import Settings

TODAY = datetime.now(UTC).date()
TOMORROW = TODAY + timedelta(days=1)
SELLER = {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"}
# Numbers with and without a point, letters of three scripts, what is not known, what is odd.
ORDERS: list[dict[str, Any]] = [
    {
        "id": "SO-1",
        "date": "2026-11-01",
        "parties": [
            SELLER,
            {
                "role": "buyer",
                "name": "PARAVAR PARS COMPANY",
                "aliases": ["پراور پارس", "Паравар"],
                "kind": "company",
                "country": "IR",
                "address": "13 Shahid Lashkari Highway, Tehran",
                "ids": {"registration": "286.110"},
                "phone": "+374 10 000000",
                "founded": "2024",
                "owners": [
                    {"name": "Bank Melli Iran", "country": "IR", "share": [20, 60.5]},
                    {"name": None, "share": None},
                ],
            },
            {"role": "forwarder", "name": "Example Cargo FZE", "country": "AE"},
        ],
        "lines": [
            {"description": "engine", "hs": "8407.10", "quantity": 3.0, "value": 61500.50},
            {"description": "FPGA", "hs": "8542.31", "quantity": 500, "value": 1e5},
        ],
        "route": [{"country": "NL"}, {"country": "AE"}, {"country": "IR"}],
        "payment": {"payer": "Bank Melli Iran", "payer_country": "AE", "terms": "cash"},
        "clauses": {"no_reexport_to_russia": False},
        "nonsense": 1,
    },
    {"name": "PARAVAR PARS COMPANY", "country": "IR"},
]


def checked(desk: Desk, orders: list[dict[str, Any]]) -> list[Decision]:
    lines = "\n".join(map(json.dumps, orders)).encode()
    return list(desk.decide_all(desk.read(lines, source="orders.jsonl")))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Both orders in a record, held against the few parties that come with enduse."""
    made = Settings(tmp_path_factory.mktemp("data"))
    desk = Desk(made)
    lines = "\n".join(map(json.dumps, ORDERS)).encode()
    with record.recorder(desk, made, person="A. Smit") as decide:
        list(decide(desk.read(lines, source="orders.jsonl")))
    return made


def settle_all(settings: Settings, text: str) -> int:
    """Settle every finding that weighs, by whatever reason the policy has for it."""
    policy = load()
    found = looked.looked(settings, text)
    for number, each in enumerate(found.findings, 1):
        code = next(
            code
            for code, reason in policy.reasons.items()
            if reason.is_for(each.test) and each.weight in reason.lifts
        )
        said = Said(code, "as seen", "A. Smit", "paper 1", TOMORROW)
        made = resolving.settle(settings, text, findings=[str(number)], said=said)
        waiting = [one.number for one in made if one.state(TODAY) == "proposed"]
        resolving.confirm(settings, waiting, person="B. Jansen")
    return len(found.findings)


def test_whatever_weighs_can_be_settled_and_is_in_the_next_check(settings: Settings) -> None:
    before = checked(Desk(settings, resolved=Ledger((), load())), ORDERS)
    counts = [settle_all(settings, text) for text in ("SO-1", "orders.jsonl line 2")]
    assert counts[0] >= 10
    assert counts[1] >= 1
    for was, now in zip(before, checked(Desk(settings), ORDERS), strict=True):
        assert [each.test for each in now.findings] == [each.test for each in was.findings]
        assert {each.weight for each in now.findings} <= {None, "note"}
        assert now.resolutions
        # What could not be read is for nobody to settle.
        assert now.verdict == "error"
    assert record.verify(settings).faults == ()


def test_the_part_that_outlives_a_purge_holds_no_word_of_the_order_or_of_a_person(
    tmp_path: Path,
) -> None:
    settings = Settings(tmp_path)
    order = {**ORDERS[0], "id": "Order of P. Bell"}
    del order["nonsense"]
    desk = Desk(settings)
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide(desk.read(json.dumps(order).encode(), source="order.json")))
    settle_all(settings, order["id"])
    note = "P. Bell has it"
    resolving.close(settings, order["id"], "shipped", person="A. Smit", note=note, despite=True)
    now = read(settings)
    assert {each.document for each in now.resolutions.values()} == {"paper 1"}
    assert {each.order for each in now.resolutions.values()} == {order["id"]}
    assert [each.order for each in now.closings] == [order["id"]]
    (withdrawn, *_) = now.resolutions
    resolving.withdraw(settings, withdrawn, person="A. Smit", note="P. Bell asked")
    book = record.open_record(settings)
    numbers = [each.header.number for each in book.find("kind", "resolution")]
    left = [book.parts(each)["resolution"].data.decode() for each in numbers]
    book.close()
    assert len(left) > 10
    words = ("P. Bell", "paper 1", "A. Smit", "B. Jansen", "PARAVAR", "as seen")
    assert [each for each in left for word in words if word in each] == []


def test_a_record_without_settlements_changes_no_byte(tmp_path: Path) -> None:
    none, some = Settings(tmp_path / "none"), Settings(tmp_path / "some")
    desk = Desk(some, as_of=TODAY)
    with record.recorder(desk, some, person="A. Smit") as decide:
        list(decide(desk.read(json.dumps(ORDERS[0]).encode(), source="orders.json")))
    plain = [
        [decision_to_plain(each) for each in checked(Desk(each, as_of=TODAY), ORDERS)]
        for each in (none, some)
    ]
    assert json.dumps(plain[0]) == json.dumps(plain[1])
    assert "resolutions" not in plain[0][0]


def test_owners_out_of_a_file_do_not_open_what_was_settled(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    table = b"owner,owned,share\nPARAVAR PARS COMPANY,Example Cargo FZE,30\n"
    order = {
        "id": "SO-9",
        "parties": [SELLER, {"role": "buyer", "name": "Example Cargo FZE", "country": "AE"}],
    }

    def desk(share: bytes) -> Desk:
        return Desk(settings, owners=[("owners.csv", table.replace(b"30", share))])

    first = desk(b"30")
    with record.recorder(first, settings, person="A. Smit") as decide:
        list(decide(first.read(json.dumps(order).encode(), source="x.json")))
    assert settle_all(settings, "SO-9")

    def weights(share: bytes) -> set[str | None]:
        (found,) = checked(desk(share), [order])
        return {each.weight for each in found.findings if each.test == "owner.listed"}

    assert weights(b"30") == {"note"}
    assert weights(b"70") & {"hold", "review"}


def test_all_or_none_of_several_findings_are_settled(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    desk = Desk(settings)
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide(desk.read(json.dumps(ORDERS[0]).encode(), source="x.json")))
    found = looked.looked(settings, "SO-1")
    mixed = [str(n) for n, each in enumerate(found.findings, 1) if each.weight != "hold"][:1]
    mixed += [str(n) for n, each in enumerate(found.findings, 1) if each.weight == "hold"][:1]
    said = Said("risk_accepted", "as seen", "A. Smit", None, TOMORROW)
    with pytest.raises(RecordError, match="lifts nothing that weighs hold"):
        resolving.settle(settings, "SO-1", findings=mixed, said=said)
    assert len(record.latest(settings, 9)) == 2
    said = Said(TRUE_MATCH, "it is", "A. Smit", None, None)
    made = resolving.settle(settings, "SO-1", findings=mixed[1:], said=said)
    (now,) = checked(Desk(settings), ORDERS[:1])
    assert now.resolutions == (made[0].number,)
    assert now.verdict == "hold"


def test_an_order_that_a_program_handed_over_can_be_settled_too(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    desk = Desk(settings)
    (given,) = desk.read(json.dumps(ORDERS[1]).encode(), source="x.json")
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide([replace(given, source=None)]))
    assert looked.looked(settings, "#2").order == given.order


@pytest.mark.parametrize("text", ["no order at all", "[]"])
def test_what_was_no_order_has_nothing_to_settle(tmp_path: Path, text: str) -> None:
    settings = Settings(tmp_path)
    desk = Desk(settings, as_of=date(2026, 11, 23))
    with record.recorder(desk, settings, person="A. Smit") as decide:
        list(decide(desk.read(text.encode(), source="x.json")))
    with pytest.raises(RecordError, match="could not be read as an order"):
        looked.looked(settings, "#2")
