"""Orders beside orders of before: what each test says, and what cannot change its answer."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.assess import rules
from enduse.assess.assess import assess
from enduse.assess.case import Tables
from enduse.assess.goods import GoodsTables
from enduse.assess.regimes import apply_regimes
from enduse.decide.verdict import asks_of
from enduse.desk.ledger import Ledger, bare, readings
from enduse.goods.codes import short_code
from enduse.model.finding import Finding
from enduse.model.history import History, PastLine
from enduse.model.hit import Screening
from enduse.model.order import Leg, Line, Order, Party, Payment
from enduse.places import Places

PLACES = Places.load()
TABLES = Tables(rules.load(), PLACES, GoodsTables.load())
TODAY = date(2024, 3, 18)
ON_HISTORY = (
    "customer.new", "history.first_time_goods", "history.jump", "history.shift",
    "order.late_change", "payment.price",
)  # fmt: skip
CASES = tomllib.loads((Path(__file__).parent / "past.toml").read_text("utf-8"))["case"]


def order_of(said: Mapping[str, Any]) -> Order:
    """An order of one line from a seller in the Netherlands, from a few words."""
    buyer = Party("buyer", said["buyer"], country=said["country"])
    quantity = said.get("quantity")
    value = said.get("value")
    line = Line(
        description=said.get("description"),
        hs=said.get("hs"),
        part_number=said.get("part_number"),
        quantity=quantity and float(quantity),
        unit=said.get("unit", "pcs"),
        value=value and float(value),
        currency=said.get("currency", "EUR"),
    )
    return Order(
        "today",
        date=TODAY,
        parties=(Party("seller", "Voorbeeld B.V.", country="NL"), buyer),
        lines=(line,),
        route=(Leg("NL"), Leg(said.get("to", said["country"]))),
    )


def series(number: int, said: Mapping[str, Any]) -> Iterator[PastLine]:
    """One order of each size, every so many days."""
    for at, size in enumerate(said["sizes"]):
        yield PastLine(
            order=f"s{number}-{at}",
            day=said["from"] + timedelta(days=at * said["every"]),
            customer=said["customer"],
            country=said["country"],
            destination=said.get("destination", said["country"]),
            hs=said.get("hs"),
            part_number=said.get("part_number"),
            description=said.get("description"),
            unit="Stück",
            currency="EUR",
            quantity=float(size),
            value=size * said["price"] if "price" in said else None,
        )


def findings_of(order: Order, lines: Iterable[PastLine] | None) -> tuple[Finding, ...]:
    regimes, _ = apply_regimes(order, TABLES.rules, PLACES)
    paths = tuple(f"parties/{number}" for number in range(len(order.parties)))
    past = None if lines is None else Ledger(History.of(lines, "past.csv"))
    return assess(
        order,
        Screening(compared=paths),
        regimes=regimes,
        tables=replace(TABLES, past=past),
        as_of=TODAY,
    )


def of_history(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.test in ON_HISTORY]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_order_is_held_against_those_of_before(case: dict[str, Any]) -> None:
    lines = [line for number, one in enumerate(case["sold"]) for line in series(number, one)]
    found = of_history(findings_of(order_of(case["order"]), lines))
    hits = {each.test: each.weight for each in found if each.outcome == "hit"}
    lacks = {each.test: each.missing for each in found if each.outcome == "not_checkable"}
    expected = case.get("hits", {})
    assert {test: hits.get(test) for test in expected} == expected
    assert {test: lacks.get(test) for test in case.get("lacks", {})} == case.get("lacks", {})
    assert set(case.get("no", ())) & set(hits) == set()
    said = " ".join(each.says for each in found if each.outcome == "hit")
    assert [part for part in case.get("says", ()) if part not in said] == []


def test_without_a_history_every_test_names_it_and_nobody_is_asked_for_it() -> None:
    order = order_of({"buyer": "Osh Trade", "country": "KG", "hs": "8542.31", "quantity": 9})
    found = of_history(findings_of(order, None))
    assert {(each.test, each.outcome, each.missing) for each in found} == {
        (test, "not_checkable", "history") for test in ON_HISTORY
    }
    assert all("history" not in str(question).lower() for question in asks_of(found))
    assert {each.weight for each in found} == {None}


# Many small histories: few customers, goods and units, so that they meet.
lines = st.builds(
    PastLine,
    order=st.sampled_from([f"o{n}" for n in range(30)] + ["today"]),
    day=st.dates(date(2020, 6, 1), date(2024, 6, 1)),
    customer=st.sampled_from(["Osh Trade", "OSH TRADE LLC", "Vostok", "Восток ООО", None]),
    country=st.sampled_from(["KG", "RU", "DE", None]),
    ids=st.sampled_from([(), (("inn", "7701234567"),), (("registration", "12-34"),)]),
    destination=st.sampled_from(["KG", "RU", "BY", "DE", None]),
    consignee=st.sampled_from(["Osh Trade", "Talas Depot", None]),
    version=st.sampled_from([None, "1", "2", "10"]),
    changed=st.sampled_from([None, date(2024, 3, 1), date(2024, 3, 10)]),
    hs=st.sampled_from(["8542.31", "85423190", "8542", "0601.10", "x", None]),
    part_number=st.sampled_from(["XC7A100T", "xc7a-100t", "A1", None]),
    unit=st.sampled_from(["pcs", "Stück", "kg", None]),
    currency=st.sampled_from(["EUR", "USD", None]),
    quantity=st.sampled_from([None, 0.0, 1.0, 100.0, 120.0, 5000.0]),
    value=st.sampled_from([None, 0.0, 10.0, 1200.0]),
)
histories = st.lists(lines, min_size=1, max_size=60)
orders = st.builds(
    lambda buyer, country, hs, part, quantity: order_of({
        "buyer": buyer, "country": country, "hs": hs, "part_number": part,
        "quantity": quantity, "value": quantity,
    }),
    st.sampled_from(["Osh Trade", "Vostok", "Nobody Before"]),
    st.sampled_from(["KG", "TR", "DE"]),
    st.sampled_from(["8542.31", "8542", "0601.10"]),
    st.sampled_from([None, "XC7A100T"]),
    st.sampled_from([None, 1, 100, 10_000]),
)  # fmt: skip


@given(orders, histories)
@settings(max_examples=150, deadline=None)
def test_every_test_on_history_answers_every_history(
    order: Order, past: list[PastLine]
) -> None:
    found = of_history(findings_of(order, past))
    assert {each.test for each in found} == set(ON_HISTORY)
    for each in found:
        assert (each.outcome == "hit") == (each.weight is not None)
        assert (each.outcome == "not_checkable") == (each.missing is not None)


@given(orders, histories, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_is_no_matter(
    order: Order, past: list[PastLine], random: Random
) -> None:
    before = of_history(findings_of(order, past))
    shuffled = list(past)
    random.shuffle(shuffled)
    # Versions without a number or day are told by their rows alone: here they have numbers.
    if all(line.version or line.order != "today" for line in past):
        after = of_history(findings_of(order, shuffled))
        assert [_told(each) for each in after] == [_told(each) for each in before]


def _told(finding: Finding) -> tuple[str, str, str, str | None]:
    return finding.test, finding.outcome, finding.subject, finding.missing


@given(orders, histories, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
@settings(max_examples=60, deadline=None)
def test_counting_in_another_unit_changes_no_answer(
    order: Order, past: list[PastLine], times: float
) -> None:
    def more(number: float | None) -> float | None:
        return number and number * times

    (line,) = order.lines
    bigger = replace(
        order, lines=(replace(line, quantity=more(line.quantity), value=more(line.value)),)
    )
    scaled = [replace(x, quantity=more(x.quantity), value=more(x.value)) for x in past]
    before, after = findings_of(order, past), findings_of(bigger, scaled)
    assert list(map(_told, of_history(after))) == list(map(_told, of_history(before)))


@given(orders, histories)
@settings(max_examples=60, deadline=None)
def test_rows_of_the_day_itself_or_after_and_of_the_order_itself_change_nothing(
    order: Order, past: list[PastLine]
) -> None:
    later = [
        replace(past[0], order=f"later {n}", day=TODAY + timedelta(days=n)) for n in range(3)
    ]
    own = replace(past[0], order="today", day=date(2020, 6, 1))
    tests = [test for test in ON_HISTORY if test != "order.late_change"]
    before = [_told(x) for x in findings_of(order, past) if x.test in tests]
    after = [_told(x) for x in findings_of(order, [*past, *later]) if x.test in tests]
    with_own = Ledger(History.of([*past, own], "x")).customer(order, TODAY)
    without = Ledger(History.of(past, "x")).customer(order, TODAY)
    assert after == before
    assert with_own == without


@given(st.lists(st.integers(1, 500), min_size=5, max_size=20), st.integers(1, 10**6))
@settings(max_examples=100, deadline=None)
def test_an_order_as_large_as_one_before_is_no_jump_of_size(
    sizes: list[int], size: int
) -> None:
    sold = [
        PastLine(f"o{n}", TODAY - timedelta(days=30 + 20 * n), "Osh Trade", "KG",
                 hs="8542.31", unit="pcs", quantity=float(each))
        for n, each in enumerate([*sizes, size])
    ]  # fmt: skip
    order = order_of({"buyer": "Osh Trade", "country": "KG", "hs": "8542.31", "quantity": size})
    found = [x for x in findings_of(order, sold) if x.test == "history.jump"]
    assert [dict(x.evidence)["by"] for x in found if x.outcome == "hit"] in ([], ["pace"])


@given(histories, orders)
@settings(max_examples=100, deadline=None)
def test_the_ledger_finds_what_a_look_at_every_line_finds(
    past: list[PastLine], order: Order
) -> None:
    ledger = Ledger(History.of(past, "past.csv"))
    found = ledger.customer(order, TODAY)
    assert found is not None
    kept = [x for x in as_ended(past) if x.day < TODAY and x.order != order.id]
    party = order.parties[1]
    same = [x for x in kept if _is(x, party) and x.country in {None, party.country}]
    other = [x for x in kept if _is(x, party) and x.country not in {None, party.country}]
    assert list(found.lines) == sorted(same, key=lambda x: x.day)
    assert list(found.elsewhere) == sorted(other, key=lambda x: x.day)
    for codes in ({"854231"}, {"8542"}, {"060110", "854231"}):
        sold = [x for x in kept if x.hs and _covered(short_code(x.hs), codes)]
        assert list(ledger.sold(frozenset(codes), order, TODAY)) == sorted(
            sold, key=lambda x: x.day
        )
    parts = [x for x in kept if x.part_number and bare(x.part_number) == "XC7A100T"]
    assert list(ledger.part("xc7a 100t", order, TODAY)) == sorted(parts, key=lambda x: x.day)


def as_ended(past: Sequence[PastLine]) -> list[PastLine]:
    def version(x: PastLine) -> tuple[date, int]:
        return x.changed or date.min, int(x.version or 0)

    return [
        x for x in past if version(x) == max(version(y) for y in past if y.order == x.order)
    ]


def _is(line: PastLine, party: Party) -> bool:
    if line.customer is None or party.name is None:
        return False
    return not readings(line.customer).isdisjoint(readings(party.name))


def _covered(code: str, codes: set[str]) -> bool:
    return bool(code) and (code in codes or code[:4] in codes)


def test_a_number_decides_whatever_the_name() -> None:
    past = [PastLine("a", date(2022, 1, 1), "Alt GmbH", "DE", (("lei", "5299-00"),))]
    ledger = Ledger(History.of(past, "x"))
    renamed = Party("buyer", "Neu AG", country="CH", ids=(("lei", "529900"),))
    other = Party("buyer", "Alt GmbH", country="DE", ids=(("lei", "1"),))
    same = ledger.customer(Order("o", parties=(renamed,)), TODAY)
    contradicts = ledger.customer(Order("o", parties=(other,)), TODAY)
    assert same is not None
    assert contradicts is not None
    assert (same.lines, same.by) == (tuple(past), "lei 529900")
    assert contradicts.lines == ()


def test_a_registration_number_is_of_one_country() -> None:
    past = [PastLine("a", date(2022, 1, 1), "Alt", "DE", (("registration", "123"),))]
    order = Order(
        "o", parties=(Party("buyer", "X", country="AT", ids=(("registration", "123"),)),)
    )
    found = Ledger(History.of(past, "x")).customer(order, TODAY)
    assert found is not None
    assert found.lines == ()


VERSIONS = (
    PastLine("today", date(2024, 3, 1), "Osh Trade", "KG", consignee="Osh Depot",
             destination="DE", payer="Osh Trade", version="1", changed=date(2024, 3, 1)),
    PastLine("today", date(2024, 3, 1), "Osh Trade", "KG", consignee="OSH DEPOT LLC",
             destination="KG", payer="Osh Trade", version="2", changed=date(2024, 3, 10)),
)  # fmt: skip


def late(order: Order, past: Sequence[PastLine]) -> list[Finding]:
    return [x for x in findings_of(order, past) if x.test == "order.late_change"]


def test_what_changed_is_named_with_when_and_a_new_spelling_is_no_change() -> None:
    order = order_of({"buyer": "Osh Trade", "country": "KG", "hs": "8542.31"})
    paid = replace(order, payment=Payment(payer="Example FZE"))
    destination, payer = late(paid, VERSIONS)
    assert destination.says == (
        "The destination changed from Germany to Kyrgyzstan on 10 March 2024, 8 days before "
        "its date."
    )
    assert payer.says == (
        "The payer changed from Osh Trade to Example FZE; since when is not said."
    )
    assert {x.weight for x in (destination, payer)} == {"review"}


def test_a_change_long_before_the_date_is_not_late() -> None:
    order = order_of({"buyer": "Osh Trade", "country": "KG", "hs": "8542.31"})
    early = [replace(VERSIONS[0], changed=date(2023, 9, 1)),
             replace(VERSIONS[1], changed=date(2024, 3, 3))]  # fmt: skip
    assert [x.outcome for x in late(order, early)] == ["no_hit"]
    early[1] = replace(VERSIONS[1], changed=date(2024, 3, 4))
    assert [x.outcome for x in late(order, early)] == ["hit"]


def test_an_order_without_versions_cannot_be_checked_for_changes() -> None:
    order = order_of({"buyer": "Osh Trade", "country": "KG", "hs": "8542.31"})
    others = [replace(x, order="another") for x in VERSIONS]
    assert [x.missing for x in late(order, others)] == ["earlier versions of the order"]


def test_only_the_last_version_of_an_earlier_order_counts() -> None:
    first = PastLine("a", date(2022, 1, 1), "Osh Trade", "KG", hs="8542.31", quantity=9.0,
                     version="9")  # fmt: skip
    past = [first, replace(first, quantity=10.0, version="10")]
    found = Ledger(History.of(past, "x")).customer(
        order_of({"buyer": "Osh Trade", "country": "KG"}), TODAY
    )
    assert found is not None
    assert [x.quantity for x in found.lines] == [10.0]


@given(histories)
def test_a_history_gives_back_the_lines_it_took(past: list[PastLine]) -> None:
    history = History.of(past, "past.csv")
    assert [history.line(row) for row in range(len(history))] == past


def test_every_way_to_write_a_unit_means_one_unit() -> None:
    units = TABLES.rules.history["units"]
    words = [word for written in units.values() for word in written]
    assert sorted(words) == sorted(set(words))
    assert all(word == word.casefold().strip(" .") for word in words)


STEADY = {
    "customer": "Osh Trade", "country": "KG", "hs": "8542.31", "part_number": "XC7A100T",
    "from": date(2023, 1, 4), "every": 30, "sizes": [10, 11, 12] * 6, "price": 100,
}  # fmt: skip
LARGE = {
    "buyer": "Osh Trade", "country": "KG", "hs": "8542.31", "part_number": "XC7A100T",
    "quantity": 900, "value": 900_000,
}  # fmt: skip


def compared(order: Order, past: Iterable[PastLine]) -> dict[str, str]:
    wanted = {"history.jump", "payment.price"}
    found = {f.test: f for f in findings_of(order, past) if f.test in wanted}
    return {test: f"{f.outcome} {f.says}" for test, f in found.items()}


def test_a_history_that_names_no_unit_and_no_currency_is_compared_and_says_so() -> None:
    past = [replace(x, unit=None, currency=None) for x in series(0, STEADY)]
    found = compared(order_of(LARGE), past)
    assert {said.partition(" ")[0] for said in found.values()} == {"hit"}
    assert found["history.jump"].endswith("The earlier orders name no unit.")
    named = compared(order_of(LARGE), series(0, STEADY))
    assert named["history.jump"] in found["history.jump"]
    assert named["payment.price"] == found["payment.price"]


def test_an_order_that_names_no_unit_is_held_against_the_only_one_of_before() -> None:
    order = order_of({**LARGE, "unit": None})
    assert compared(order, series(0, STEADY))["history.jump"].startswith("hit")


@pytest.mark.parametrize("other", ["kg", None])
def test_where_some_earlier_orders_name_another_unit_none_is_guessed(
    other: str | None,
) -> None:
    past = [
        replace(x, unit=other if at % 2 else "kg", currency="USD", part_number=None)
        for at, x in enumerate(series(0, STEADY))
    ]
    found = compared(order_of(LARGE), past)
    assert {said.partition(" ")[0] for said in found.values()} == {"not_checkable"}
