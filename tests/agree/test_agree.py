"""Documents against each other: spelling makes no conflict, substance always does."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.agree.compare import compare
from enduse.model.conflict import Comparison
from enduse.model.document import Document, Fact, FactName, Ref, Sort
from enduse.places import Places

PLACES = Places.load()
PARTIES = [
    {"role": "seller", "name": "Voorbeeld Electronics B.V.", "country": "NL"},
    {"role": "buyer", "name": "Ararat Test Trading LLC", "country": "AM"},
    {"role": "consignee", "name": "Sevan Test Werke GmbH", "country": "AM"},
    {"role": "end_user", "name": "Gyumri Test Works CJSC", "country": "AM"},
]
LINES = [
    {"description": "FPGA, 100k cells", "part_number": "XC7A100T-2FGG484I", "hs": "854239",
     "quantity": 500, "unit": "pcs", "value": 61500, "currency": "EUR"},
    {"description": "Ball bearing 6204", "hs": "84821010", "quantity": 20, "unit": "pcs"},
]  # fmt: skip
FACTS: dict[FactName, str] = {
    "gross_weight": "412.5", "net_weight": "380", "packages": "6", "incoterm": "DAP",
    "incoterm_place": "Yerevan", "port_loading": "Antwerp", "vessel": "Atlas Petrel",
    "total": "61900.00", "currency": "EUR",
}  # fmt: skip


def document(name: str, sort: Sort = "invoice", **changes: Any) -> Document:
    wire = {"parties": PARTIES, "lines": LINES, "route": [{"country": "NL"}, {"country": "AM"}]}
    facts = {**FACTS, **changes.pop("facts", {})}
    return Document(
        name, sort, "a text", {**wire, **changes},
        facts=tuple(Fact(fact, value) for fact, value in facts.items()),
    )  # fmt: skip


def held(*documents: Document) -> Comparison:
    found = compare(documents, PLACES)
    assert found is not None
    return found


def kinds(found: Comparison) -> set[str]:
    return {each.what for each in found.grave}


def party(role: str, **changes: str) -> list[dict[str, str]]:
    return [{**each, **changes} if each["role"] == role else each for each in PARTIES]


def line(**changes: object) -> list[dict[str, object]]:
    return [{**LINES[0], **changes}, dict(LINES[1])]


ORDER = document("a-order.pdf", "order")


def test_one_document_is_not_compared() -> None:
    assert compare([ORDER], PLACES) is None


def test_a_document_and_its_copy_agree_on_everything() -> None:
    found = held(ORDER, document("b.pdf"))
    assert (found.conflicts, found.open) == ((), ())
    assert {"seller", "buyer", "consignee", "end user", "gross weight", "total", "vessel",
            "country of destination"} <= {each.what for each in found.agreed}  # fmt: skip


SPELT: list[dict[str, Any]] = [
    {"parties": party("seller", name="VOORBEELD ELECTRONICS BV")},
    {"parties": party("buyer", name="Ararat Test Trading L.L.C.")},
    {"parties": party("consignee", name="Sevan Test Werke G.m.b.H.")},
    {"parties": party("buyer", name="«Ararat Test Trading» LLC, Yerevan branch")},
    {"lines": line(unit="Stk.", part_number="xc7a100t 2fgg484i", hs="8542.39")},
    {"lines": line(hs="8542390000", description="FPGA 100K CELLS")},
    {"lines": [dict(LINES[1]), dict(LINES[0])]},
    {"facts": {"gross_weight": "412.50"}}, {"facts": {"gross_weight": "412.53"}},
    {"facts": {"incoterm": "dap", "incoterm_place": "Jerewan"}},
    {"facts": {"port_loading": "Port of Antwerpen, Belgium", "vessel": "M/V ATLAS PETREL"}},
    {"facts": {"port_loading": "BEANR", "total": "61900"}},
]  # fmt: skip


@pytest.mark.parametrize("changes", SPELT)
def test_spelling_is_no_conflict(changes: dict[str, Any]) -> None:
    found = held(ORDER, document("b.pdf", **changes))
    assert found.grave == ()


SUBSTANCE: list[tuple[dict[str, Any], str]] = [
    ({"parties": party("consignee", name="Beta Test FZE")}, "consignee changed"),
    ({"parties": party("end_user", name="Beta Test FZE")}, "end user changed"),
    ({"parties": party("buyer", name="Ararat Other Trading LLC")}, "buyer"),
    ({"parties": party("buyer", country="AE")}, "country of the buyer"),
    ({"lines": line(quantity=5000)}, "quantity of XC7A100T-2FGG484I"),
    ({"lines": line(hs="854231")}, "hs of XC7A100T-2FGG484I"),
    ({"lines": line(part_number="XC7A200T-2FGG484I")}, "part number of XC7A100T-2FGG484I"),
    ({"lines": [LINES[0]]}, "goods"),
    ({"facts": {"gross_weight": "512.5"}}, "gross weight"),
    ({"facts": {"packages": "7"}}, "packages"),
    ({"facts": {"incoterm": "EXW"}}, "incoterm"),
    ({"facts": {"port_loading": "Hamburg"}}, "port loading"),
    ({"facts": {"vessel": "Atlas Gull"}}, "vessel"),
    ({"facts": {"total": "71900.00"}}, "total"),
    ({"facts": {"currency": "USD"}}, "currency"),
    ({"route": [{"country": "NL"}, {"country": "AE"}]}, "country of destination"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "what"), SUBSTANCE)
def test_substance_is_a_conflict(changes: dict[str, Any], what: str) -> None:
    first = document("a.pdf", "packing_list")
    found = held(first, document("b.pdf", "delivery_note", **changes))
    if what in ("total", "currency"):
        found = held(document("a.pdf"), document("b.pdf", "confirmation", **changes))
    assert what in kinds(found)
    said = next(each for each in found.grave if each.what == what)
    assert {"a.pdf", "b.pdf"} & {side.document for side in said.sides}


@given(st.integers(0, 999), st.sampled_from([changes for changes, _ in SUBSTANCE]))
def test_the_order_of_documents_is_none_of_the_answer(seed: int, changes: Any) -> None:
    some = [ORDER, document("b.pdf", **dict(changes)), document("c.pdf", "packing_list"),
            document("d.pdf", "bill_of_lading")]  # fmt: skip
    shuffled = random.Random(seed).sample(some, len(some))  # noqa: S311  # an order of files
    assert held(*shuffled) == held(*some)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_another_number_is_always_a_conflict(one: int, other: int) -> None:
    first = document("a.pdf", "packing_list", lines=line(quantity=one))
    second = document("b.pdf", "delivery_note", lines=line(quantity=other))
    found = held(first, second)
    said = [each for each in found.conflicts if each.what.startswith("quantity")]
    assert bool(said) == (one != other)


def test_a_copy_adds_no_conflict() -> None:
    other = document("b.pdf", lines=line(quantity=7))
    before = {(each.what, each.weight) for each in held(ORDER, other).conflicts}
    after = held(ORDER, other, replace(other, name="c.pdf"))
    assert {(each.what, each.weight) for each in after.conflicts} == before


def test_an_invoice_for_a_part_of_the_order_is_noted() -> None:
    part = document("b.pdf", lines=line(quantity=200, value=24600), facts={"total": "25000"})
    found = held(ORDER, part)
    assert found.grave == ()
    assert {each.what for each in found.conflicts} == {
        "quantity of XC7A100T-2FGG484I", "total",
    }  # fmt: skip
    more = held(ORDER, document("b.pdf", lines=line(quantity=700)))
    assert "quantity of XC7A100T-2FGG484I" in kinds(more)


def test_who_receives_the_goods_by_the_bill_alone_is_said() -> None:
    order = document("order.pdf", "order", parties=PARTIES[:2])
    to_beta = [{"role": "consignee", "name": "Beta Test FZE", "country": "AE"}]
    bill = document("bl.pdf", "bill_of_lading", parties=to_beta)
    (said,) = [each for each in held(order, bill).grave if each.what == "consignee changed"]
    assert "Beta Test FZE, who stands in no other document; the buyer is Ararat" in said.says
    to_order = [{"role": "consignee", "name": "To order of Test Bank"}]
    bank = document("bl.pdf", "bill_of_lading", parties=to_order)
    assert kinds(held(order, bank)) == set()
    to_buyer = [{"role": "consignee", "name": "ARARAT TEST TRADING"}]
    buyer = document("bl.pdf", "bill_of_lading", parties=to_buyer)
    assert kinds(held(order, buyer)) == set()


def test_a_forwarder_as_shipper_and_a_slip_of_the_pen_are_noted() -> None:
    bill = document("bl.pdf", "bill_of_lading", parties=party("seller", name="Skua Test Cargo"))
    found = held(ORDER, bill)
    assert [(each.what, each.weight) for each in found.conflicts] == [("seller", "note")]
    slip = document("b.pdf", parties=party("consignee", name="Sevan Test Werkke GmbH"))
    assert [(e.what, e.weight) for e in held(ORDER, slip).conflicts] == [("consignee", "note")]


def test_an_end_user_who_stands_in_one_document_only_is_open() -> None:
    statement = document("eus.pdf", "end_user_statement")
    order = document("order.pdf", "order", parties=PARTIES[:3])
    (said,) = held(order, statement).open
    assert (said.what, said.has.value, said.lacks) == (
        "end user", "Gyumri Test Works CJSC", ("order.pdf",)
    )  # fmt: skip


def test_goods_shipped_too_late_and_a_net_weight_above_the_gross_are_said() -> None:
    credit = document("lc.txt", "letter_of_credit", facts={"latest_shipment": "2026-03-01"})
    bill = document("bl.pdf", "bill_of_lading", facts={"shipment_date": "2026-03-02"})
    assert "latest shipment" in kinds(held(credit, bill))
    heavy = document("b.pdf", facts={"net_weight": "500", "gross_weight": "412.5"})
    assert "net weight" in kinds(held(ORDER, heavy))


def test_a_bill_in_general_words_is_held_against_codes_alone() -> None:
    general = [{"description": "6 packages said to contain electronics", "hs": "854239"}]
    bill = document("bl.pdf", "bill_of_lading", lines=general)
    assert held(ORDER, bill).grave == ()
    other = document("bl.pdf", "bill_of_lading", lines=[{**general[0], "hs": "870899"}])
    assert kinds(held(ORDER, other)) == {"hs"}


def bare(name: str, sort: Sort = "invoice", **changes: Any) -> Document:
    made = document(name, sort, **changes)
    kept = (each for each in made.facts if each.name not in ("total", "currency"))
    return replace(made, facts=tuple(kept))


def test_documents_of_one_name_are_told_apart() -> None:
    other = document("mail/invoice.pdf", parties=party("consignee", name="Beta Test FZE"))
    some = [document("mail/invoice.pdf", "order"), other]
    assert kinds(held(*some)) == {"consignee changed"}
    assert held(*some) == held(*reversed(some))
    assert len(set(held(*some).documents)) == 2


def test_another_currency_of_a_line_is_a_conflict_without_any_total() -> None:
    found = held(bare("a.pdf", "order"), bare("b.pdf", lines=line(currency="USD")))
    assert kinds(found) == {"value of XC7A100T-2FGG484I"}


def test_less_goods_for_more_money_is_no_part_of_an_order() -> None:
    found = held(bare("a.pdf", "order"), bare("b.pdf", lines=line(quantity=400, value=99999)))
    assert kinds(found) == {"value of XC7A100T-2FGG484I"}


@pytest.mark.parametrize("changes", [{"unit": "sets"}, {"hs": "8542399000"}])
def test_only_less_goods_are_a_reason_for_a_smaller_total(changes: dict[str, object]) -> None:
    first = document("a.pdf", "order", lines=line(hs="8542391000"))
    second = document("b.pdf", lines=line(**{"hs": "8542391000", **changes}),
                      facts={"total": "9000"})  # fmt: skip
    found = held(first, second)
    assert kinds(found) == {"total"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Bar", "Barcelona", False), ("Rotterdam", "Rotterdam Maasvlakte", True),
     ("Le Havre", "LEHAVRE", True), ("Antwerp", "Antwerpen Quay 730", True)],
)  # fmt: skip
def test_a_place_is_known_by_whole_words(one: str, other: str, same: bool) -> None:
    found = held(document("a.pdf", facts={"port_loading": one}),
                 document("b.pdf", "packing_list", facts={"port_loading": other}))  # fmt: skip
    assert ("port loading" in kinds(found)) != same


def test_the_place_of_an_incoterm_is_a_word_of_an_address_and_no_part_of_one() -> None:
    aden = document("a.pdf", facts={"incoterm_place": "Aden"})
    town = document("b.pdf", "packing_list", facts={"incoterm_place": "Crater Road 4, Aden"})
    assert kinds(held(aden, town)) == set()
    street = document("b.pdf", "packing_list", facts={"incoterm_place": "Stadenweg 4"})
    assert kinds(held(aden, street)) == {"place of the Incoterm"}


def test_goods_are_late_by_any_of_several_last_days() -> None:
    order = document("a.pdf", "order", facts={"latest_shipment": "2026-05-01"})
    credit = document("lc.txt", "letter_of_credit", facts={"latest_shipment": "2026-03-01"})
    bill = document("bl.pdf", "bill_of_lading", facts={"shipment_date": "2026-04-02"})
    assert "latest shipment" in kinds(held(order, credit, bill))


def named(name: str, role: str, text: str, sort: Sort = "invoice") -> Document:
    return document(name, sort, parties=party(role, name=text))


def test_a_second_consignee_in_one_document_is_a_change() -> None:
    beside = [*PARTIES, {"role": "consignee", "name": "Beta Test FZE", "country": "AE"}]
    found = held(ORDER, document("bl.pdf", "bill_of_lading", parties=beside))
    assert kinds(found) == {"consignee changed"}
    assert "Beta Test FZE (bl.pdf) stands beside" in found.grave[0].says
    bank = [*PARTIES, {"role": "consignee", "name": "To order of Test Bank"}]
    assert held(ORDER, document("bl.pdf", "bill_of_lading", parties=bank)).grave == ()


def test_a_name_that_says_more_and_another_legal_form_are_noted() -> None:
    more = held(ORDER, named("b.pdf", "consignee", "Sevan Test Werke Rocket Plant"))
    form = held(ORDER, named("b.pdf", "consignee", "Sevan Test Werke AG"))
    for found in (more, form):
        assert [(each.what, each.weight) for each in found.conflicts] == [("consignee", "note")]


@pytest.mark.parametrize("role", ["consignee", "end_user", "buyer"])
def test_two_names_are_not_one_because_a_third_is_short_for_both(role: str) -> None:
    some = [named("a.pdf", role, "Alpha Test", "order"),
            named("b.pdf", role, "Alpha Test North"),
            named("c.pdf", role, "Alpha Test South", "packing_list")]  # fmt: skip
    found = held(*some)
    assert len(found.grave) == 1
    assert "Alpha Test North (b.pdf); Alpha Test South (c.pdf)" in found.grave[0].says
    assert found == held(*reversed(some))


def test_a_document_that_nothing_is_held_against_agrees_with_none() -> None:
    letter = Document("z.txt", "message", "a text", {})
    assert held(ORDER, document("b.pdf")).alone == ()
    assert held(ORDER, document("b.pdf"), letter).alone == ("z.txt",)


def invoices(*quantities: int) -> list[Document]:
    """Invoices with numbers of their own, each for a part of the first line."""
    return [
        replace(
            document(f"i{at}.pdf", lines=line(quantity=each, value=each * 123)[:1],
                     facts={"total": f"{each * 123}"}),
            own=Ref("invoice", f"INV-{at}"),
        )
        for at, each in enumerate(quantities, 1)
    ]  # fmt: skip


ONE_LINE = document("o.pdf", "order", lines=line()[:1], facts={"total": "61500"})


@given(st.lists(st.integers(1, 400), min_size=2, max_size=4))
def test_invoices_with_numbers_of_their_own_are_taken_together(parts: list[int]) -> None:
    found = held(ONE_LINE, *invoices(*parts))
    weights = {each.weight for each in found.conflicts}
    whole = sum(parts)
    assert weights == (set() if whole == 500 else {"note"} if whole < 500 else {"review"})


def test_the_parts_of_an_order_that_make_it_up_agree_with_it() -> None:
    found = held(ONE_LINE, *invoices(200, 300))
    assert found.conflicts == ()
    assert {"quantity of XC7A100T-2FGG484I", "total"} <= {each.what for each in found.agreed}
    more = held(ONE_LINE, *invoices(400, 400))
    assert "Taken together, parts make 800." in more.grave[0].says


def test_goods_of_which_each_invoice_has_some_are_not_lacking() -> None:
    order = document("o.pdf", "order")
    halves = [replace(document(f"i{at}.pdf", lines=[LINES[at]], facts={"total": "1"}),
                      own=Ref("invoice", f"INV-{at}")) for at in (0, 1)]  # fmt: skip
    assert "goods" not in {each.what for each in held(order, *halves).conflicts}


@pytest.mark.parametrize(
    ("quantity", "unit", "same"),
    [(1000, "kg", True), (5000, "kg", False), (1_000_000, "g", True), (1, "MT", True)],
)
def test_weights_of_goods_are_compared_in_any_unit_of_weight(
    quantity: int, unit: str, same: bool
) -> None:
    found = held(document("a.pdf", lines=line(quantity=1, unit="t")),
                 document("b.pdf", "packing_list", lines=line(quantity=quantity, unit=unit)),
                 )  # fmt: skip
    assert kinds(found) == (set() if same else {"quantity of XC7A100T-2FGG484I"})


def test_a_statement_of_some_goods_or_in_general_words_is_noted() -> None:
    for lines in ([LINES[0]], [{"description": "Electronic components"}]):
        found = held(ORDER, document("i.pdf"), document("e.pdf", "end_user_statement",
                                                        lines=lines))  # fmt: skip
        assert (found.grave, {each.what for each in found.conflicts}) == ((), {"goods"})
    other = [{"description": "Pressure transducers", "hs": "902620"}]
    named = document("e.pdf", "end_user_statement", lines=other)
    assert kinds(held(ORDER, document("i.pdf"), named)) == {"goods"}


def test_a_heading_is_no_other_code_and_another_heading_is() -> None:
    heading = document("b.pdf", "packing_list", lines=line(hs="8542"))
    assert [(e.what, e.weight) for e in held(ORDER, heading).conflicts] == [
        ("hs of XC7A100T-2FGG484I", "note")
    ]
    bill = document("bl.pdf", "bill_of_lading", lines=[{"description": "goods", "hs": "8542"}])
    assert held(ORDER, bill).conflicts == ()
    other = document("b.pdf", "packing_list", lines=line(hs="8541"))
    assert "hs of XC7A100T-2FGG484I" in kinds(held(ORDER, other))


def test_what_is_dated_before_its_order_is_noted() -> None:
    order = document("o.pdf", "order", facts={"issue_date": "2026-05-01"})
    early = document("i.pdf", facts={"issue_date": "2026-04-01"})
    later = document("i.pdf", facts={"issue_date": "2026-05-01"})
    (said,) = held(order, early).conflicts
    assert (said.what, said.weight) == ("day before the order", "note")
    assert held(order, later).conflicts == ()


@given(st.integers(100_000, 999_999), st.integers(100_000, 999_999))
def test_another_code_is_always_a_conflict(one: int, other: int) -> None:
    found = held(document("a.pdf", "packing_list", lines=line(hs=str(one))),
                 document("b.pdf", "delivery_note", lines=line(hs=str(other))))  # fmt: skip
    assert (kinds(found) == {"hs of XC7A100T-2FGG484I"}) == (one != other)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_another_weight_is_always_said(one: int, other: int) -> None:
    heavy = {"net_weight": "0.5"}
    first = document("a.pdf", "packing_list", facts={"gross_weight": str(one), **heavy})
    second = document("b.pdf", "delivery_note", facts={"gross_weight": str(other), **heavy})
    found = held(first, second)
    assert [each.what for each in found.conflicts] == ["gross weight"] * (one != other)
