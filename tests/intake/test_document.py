"""A document as an order: its fields keep their places, and what it says of them its words."""

from enduse.intake.document import given_of
from enduse.model.document import Document, Ref
from enduse.model.issue import Issue

INVOICE = Document(
    "invoice.pdf",
    "invoice",
    "a PDF",
    {"parties": [{"role": "buyer", "name": "Ararat Test Trading LLC", "country": "AM"}]},
    own=Ref("invoice", "INV-7"),
    places={"parties/0/name": "page 1 line 4"},
    issues=(Issue("lines/0/hs (page 1 line 9)", "is '85x'; expected digits", "error"),),
)


def test_a_document_gives_an_order_with_its_number_and_places() -> None:
    made = given_of(INVOICE, countries=frozenset({"AM"}), how="was accepted unseen (--yes)")
    assert made.label == "INV-7"
    assert made.order is not None
    assert made.order.parties[0].name == "Ararat Test Trading LLC"
    assert made.places == {"parties/0/name": "invoice.pdf page 1 line 4"}
    assert [issue.where for issue in made.issues] == ["lines/0/hs (page 1 line 9)", "reading"]
    assert [issue.gravity for issue in made.issues] == ["error", "warning"]


def test_a_document_that_names_nobody_is_an_order_that_cannot_be_decided() -> None:
    made = given_of(Document("x.txt", "other", "a text", {}), countries=frozenset())
    assert any(issue.gravity == "error" for issue in made.issues)
