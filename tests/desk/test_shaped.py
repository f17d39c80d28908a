"""Orders written by anybody, beside documents: whatever stands in them, nothing breaks."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.agree.compare import compare
from enduse.desk.joined import joined
from enduse.desk.shaped import shaped
from enduse.desk.shipments import shipments
from enduse.intake.json import read_orders
from enduse.model.document import Document, Ref
from enduse.places import Places

PLACES = Places.load()
ODD = st.one_of(
    st.none(), st.text(max_size=5), st.integers(-10, 10**9), st.floats(), st.booleans(),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.text(max_size=2), st.integers()),
)  # fmt: skip
ROLES = st.sampled_from(["seller", "buyer", "consignee", "end_user"])


def record(*names: str, **known: Any) -> st.SearchStrategy[Any]:
    fields = {**dict.fromkeys(names, ODD), **known}
    return st.one_of(ODD, st.fixed_dictionaries({}, optional=fields))


PARTY = record("name", "country", "address", "ids", "owners", "aliases", role=ROLES)
LINE = record("description", "part_number", "hs", "quantity", "unit", "value", "currency")
ORDER = st.fixed_dictionaries({}, optional={
    "parties": st.one_of(ODD, st.lists(PARTY, max_size=3)),
    "lines": st.one_of(ODD, st.lists(LINE, max_size=3)),
    "route": st.one_of(ODD, st.lists(record("country", "place"), max_size=2)),
    "payment": ODD, "clauses": ODD, "end_use": ODD, "notes": ODD, "date": ODD,
})  # fmt: skip
INVOICE = Document(
    "i.pdf", "invoice", "a text",
    {"parties": [{"role": "buyer", "name": "Ararat Test Trading LLC"}],
     "lines": [{"description": "Bearing", "quantity": 20}], "route": [{"country": "AM"}]},
    refs=(Ref("order", "PO-16217"),),
)  # fmt: skip


@settings(max_examples=300)
@given(ORDER)
def test_any_order_is_compared_and_joined_with_a_document(wire: dict[str, Any]) -> None:
    made = Document("order", "order", "an order", shaped(wire))
    assert compare([INVOICE, made], PLACES) is not None
    assert joined([INVOICE, made]).wire["parties"]


def test_what_cannot_be_read_of_an_order_is_said_beside_its_documents() -> None:
    text = """{"id": "PO-16217", "route": "NL", "parties": [{"role": "buyer", "name": 5}, "x"],
               "lines": [{"quantity": "abc", "description": 7}]}"""
    countries = frozenset({"AM", "NL"})
    orders = list(read_orders(text.encode(), source="o.json", countries=countries))
    (made,) = shipments([INVOICE], orders, countries=countries)
    told = " ".join(f"{each.where} {each.says}" for each in made.given.issues)
    assert all(value in told for value in ("'abc'", "'x'", "'NL'"))


def test_a_well_written_order_keeps_its_shape() -> None:
    wire = {
        "id": "A-1", "date": "2026-03-01", "regimes": ["EU"],
        "parties": [{"role": "buyer", "name": "X", "ids": {"vat": "1"}, "aliases": ["Y"],
                     "owners": [{"name": "Z", "share": [25, 50]}]}],
        "lines": [{"hs": 854231, "quantity": 2.5, "value": 10, "eccn": None}],
        "route": [{"country": "NL", "place": None}],
        "payment": {"payer": "P"}, "clauses": {"no_reexport_to_russia": False},
    }  # fmt: skip
    assert shaped(wire) == wire
