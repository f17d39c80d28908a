"""Orders of documents beside those of tables: each decided once."""

from enduse.desk.shipments import UNSEEN, accepted, numbers_in, shipments
from enduse.intake.order import read_order
from enduse.model.document import Document, Ref
from tests.desk.test_dossiers import ALL, INVOICE, OTHER

COUNTRIES = frozenset({"NL", "AM", "GE"})


def test_documents_without_a_table_are_orders_by_their_own_number() -> None:
    made = shipments(ALL, countries=COUNTRIES)
    assert [each.given.label for each in made] == ["PO-4711", "PO-4712"]
    assert made[0].given.order is not None
    assert len(made[0].given.order.parties) == 3
    says = [each.says for each in made[0].given.issues if each.where == "documents"]
    assert says == [
        "bl.pdf, eus.pdf, invoice.pdf, po.pdf were read as one order: they share the order "
        "number po 4711; share the invoice number INV 900; name the same party and the same "
        "goods (ararat test trading and fpga100kcells)"
    ]


def test_an_order_of_a_table_and_its_invoice_are_decided_once_and_others_stay() -> None:
    wire = {"id": "PO 4711", "parties": [{"role": "notify", "name": "Sevan Test Cargo LLC"}]}
    about = read_order(wire, label="PO 4711", countries=COUNTRIES)
    alone = read_order({**wire, "id": "PO-1"}, label="PO-1", countries=COUNTRIES)
    made = shipments([INVOICE], [alone, about], countries=COUNTRIES)
    assert [(each.given.label, each.beside) for each in made] == [("PO 4711", 1)]
    order = made[0].given.order
    assert order is not None
    assert {party.name for party in order.parties} == {
        "Sevan Test Cargo LLC", "Voorbeeld Electronics B.V.", "Ararat Test Trading LLC"
    }  # fmt: skip


def test_numbers_are_those_of_orders() -> None:
    assert numbers_in([INVOICE, OTHER]) == {"po4711", "po4712"}


def test_what_was_printed_is_said_to_be_accepted_and_what_is_exact_is_not() -> None:
    (printed,) = shipments([INVOICE], countries=COUNTRIES)
    says = [each.says for each in accepted(printed, UNSEEN).issues if each.where == "reading"]
    assert says == ["was read from the words of invoice.pdf, and accepted unseen (--yes)"]
    exact = Document(
        "i.xml", "invoice", "UBL", INVOICE.wire, exact=True, own=Ref("invoice", "7")
    )
    (one,) = shipments([exact], countries=COUNTRIES)
    assert accepted(one, UNSEEN) == one.given
