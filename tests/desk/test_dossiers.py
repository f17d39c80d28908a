"""Documents of one shipment: found by what they share, and by nothing else."""

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from enduse.desk.dossiers import dossiers
from enduse.desk.joined import joined, order_number
from enduse.model.document import Document, Ref, Sort

SELLER = {"role": "seller", "name": "Voorbeeld Electronics B.V.", "country": "NL"}
BUYER = {"role": "buyer", "name": "Ararat Test Trading LLC", "country": "AM"}
CHIPS = {"description": "FPGA, 100k cells", "part_number": "XC7A100T", "quantity": 500}


def document(
    name: str,
    sort: Sort,
    *refs: Ref,
    parties: tuple[object, ...] = (SELLER, BUYER),
    **wire: object,
) -> Document:
    """A document whose own number is the first of `refs`."""
    return Document(
        name, sort, "a text", {"parties": list(parties), **wire},
        own=refs[0] if refs else None, refs=refs[1:],
        places={"parties/1/name": "line 4", "lines/0/hs": "line 9"},
    )  # fmt: skip


ORDER = document("po.pdf", "order", Ref("order", "PO-4711"), lines=[CHIPS])
INVOICE = document(
    "invoice.pdf", "invoice", Ref("invoice", "INV-900"), Ref("order", "po 4711"),
    lines=[{**CHIPS, "hs": "854239", "value": 61500, "currency": "EUR"}],
)  # fmt: skip
LADING = document(
    "bl.pdf", "bill_of_lading", Ref("bill", "MEDU1234567"), Ref("invoice", "INV 900"),
    route=[{"country": "NL", "place": "Rotterdam"}, {"country": "GE", "place": "Poti"}],
    lines=[{"description": "electronic components"}],
)  # fmt: skip
STATEMENT = document(
    "eus.pdf", "end_user_statement",
    parties=({"role": "end_user", "name": "Sevan Test Works CJSC", "country": "AM"}, BUYER),
    lines=[CHIPS], end_use="test benches",
)  # fmt: skip
OTHER = document("other.pdf", "invoice", Ref("invoice", "INV-901"), Ref("order", "PO-4712"))
ALL = (ORDER, INVOICE, LADING, STATEMENT, OTHER)


def names(*documents: Document) -> set[frozenset[str]]:
    return {frozenset(d.name for d in each.documents) for each in dossiers(documents)}


def test_numbers_join_documents_however_they_are_written_and_goods_join_a_statement() -> None:
    four = frozenset({"po.pdf", "invoice.pdf", "bl.pdf", "eus.pdf"})
    assert names(*ALL) == {four, frozenset({"other.pdf"})}


@given(st.integers(0, 10_000))
def test_the_order_of_files_is_none_of_the_answer(seed: int) -> None:
    shuffled = random.Random(seed).sample(ALL, len(ALL))  # noqa: S311  # an order of files
    assert names(*shuffled) == names(*ALL)
    first = {each.name: joined(each.documents) for each in dossiers(ALL)}
    again = {each.name: joined(each.documents) for each in dossiers(shuffled)}
    assert {name: made.wire for name, made in first.items()} == {
        name: made.wire for name, made in again.items()
    }


def test_a_number_of_two_sellers_is_two_numbers() -> None:
    elsewhere = document(
        "b.pdf", "invoice", Ref("invoice", "INV-900"),
        parties=({"role": "seller", "name": "Muster Pumpen GmbH"}, BUYER),
    )  # fmt: skip
    assert names(INVOICE, elsewhere) == {frozenset({"invoice.pdf"}), frozenset({"b.pdf"})}


FORWARDER = {"role": "seller", "name": "Fast Forwarding Test B.V.", "country": "NL"}


def test_a_forwarder_as_shipper_parts_no_shipment_and_ties_no_two() -> None:
    lading = document(
        "bl.pdf", "bill_of_lading", Ref("bill", "MEDU1234567"), Ref("invoice", "INV-900"),
        parties=(FORWARDER,),
    )  # fmt: skip
    assert names(INVOICE, lading) == {frozenset({"invoice.pdf", "bl.pdf"})}
    elsewhere = document(
        "b.pdf", "invoice", Ref("invoice", "INV-900"),
        parties=({"role": "seller", "name": "Muster Pumpen GmbH"}, BUYER),
    )  # fmt: skip
    alone = {frozenset({each}) for each in ("invoice.pdf", "b.pdf", "bl.pdf")}
    for some in itertools.permutations((INVOICE, elsewhere, lading)):
        assert names(*some) == alone


def test_papers_without_numbers_are_of_the_order_that_fits_though_they_fit_each_other() -> None:
    packing = document("pl.pdf", "packing_list", lines=[CHIPS])
    again = document("eus2.pdf", "end_user_statement", lines=[CHIPS])
    for some in itertools.permutations((INVOICE, STATEMENT, packing, again)):
        assert len(names(*some)) == 1
    two = names(packing, STATEMENT)
    assert two == {frozenset({"pl.pdf", "eus.pdf"})}
    assert len(names(packing, STATEMENT, again)) == 3


def test_a_contract_does_not_make_one_of_two_orders() -> None:
    one = document("1.pdf", "order", Ref("order", "PO-1001"), Ref("contract", "C-2024-77"))
    two = document("2.pdf", "order", Ref("order", "PO-1002"), Ref("contract", "C-2024-77"))
    assert len(names(one, two)) == 2


def test_short_numbers_and_numbers_of_no_kind_join_nothing() -> None:
    one = document("1.pdf", "invoice", Ref("invoice", "12"), Ref("other", "778899"))
    two = document("2.pdf", "invoice", Ref("invoice", "12"), Ref("other", "778899"))
    assert len(names(one, two)) == 2


def test_what_came_in_one_message_belongs_to_its_one_order_and_not_to_one_of_two() -> None:
    letter = document("mail.eml", "message", parties=())
    both = frozenset({"mail.eml", "invoice.pdf"})
    assert len(dossiers([letter, INVOICE], parcels=[both])) == 1
    three = both | {"other.pdf"}
    assert len(dossiers([letter, INVOICE, OTHER], parcels=[three])) == 3


def test_a_statement_that_fits_two_orders_stays_alone() -> None:
    twin = document("twin.pdf", "invoice", Ref("invoice", "INV-777"), lines=[CHIPS])
    assert frozenset({"eus.pdf"}) in names(ORDER, twin, STATEMENT)


def test_an_order_of_documents_has_all_parties_and_goods_once_with_their_places() -> None:
    made = joined([ORDER, INVOICE, LADING, STATEMENT])
    assert made.wire["id"] == "PO-4711"
    assert [each["role"] for each in made.wire["parties"]] == ["seller", "buyer", "end_user"]
    assert made.wire["lines"] == [{**CHIPS, "hs": "854239", "value": 61500, "currency": "EUR"}]
    assert [leg["country"] for leg in made.wire["route"]] == ["NL", "GE"]
    assert made.wire["end_use"] == "test benches"
    assert made.places["lines/0/hs"] == "invoice.pdf line 9"
    assert made.places["parties/1/name"] == "po.pdf line 4"


def test_two_consignees_are_both_kept() -> None:
    first = document("a.pdf", "order", Ref("order", "PO-4711"),
                     parties=({"role": "consignee", "name": "Alpha Test LLC"},))  # fmt: skip
    second = document("b.pdf", "invoice", Ref("order", "PO-4711"),
                      parties=({"role": "consignee", "name": "Beta Test FZE"},))  # fmt: skip
    made = joined([first, second])
    assert {each["name"] for each in made.wire["parties"]} == {
        "Alpha Test LLC",
        "Beta Test FZE",
    }


def test_goods_of_another_part_number_are_a_line_of_their_own() -> None:
    more = document("c.pdf", "packing_list", Ref("order", "PO-4711"),
                    lines=[{**CHIPS, "part_number": "XC7A200T"}])  # fmt: skip
    assert len(joined([ORDER, more]).wire["lines"]) == 2


def test_an_order_goes_by_the_number_of_the_order_else_by_that_of_the_first_document() -> None:
    assert order_number([LADING, INVOICE]) == "po 4711"
    assert order_number([LADING]) == "MEDU1234567"
    assert order_number([STATEMENT]) == ""
