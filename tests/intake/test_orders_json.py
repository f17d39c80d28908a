"""A file of orders: whatever is in it, every order is answered and nothing is lost."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.intake.json import read_orders
from enduse.intake.order import Given, read_order

COUNTRIES = frozenset({"NL", "DE", "AM", "TR", "RU", "CY"})

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["name", "parties", "lines", "country", "ids", "owners", "share", "hs", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def read(data: bytes) -> list[Given]:
    return list(read_orders(data, source="orders.json", countries=COUNTRIES))


def read_one(record: Any) -> Given:
    return read_order(record, label="order", countries=COUNTRIES)


def says(given: Given) -> dict[str, str]:
    return {issue.where: issue.says for issue in given.issues}


CONTRACT = {
    "id": "SO-2024-0117",
    "date": "2024-03-18",
    "regimes": ["EU", "US"],
    "parties": [
        {"role": "seller", "name": "Voorbeeld B.V.", "kind": "company", "country": "NL"},
        {
            "role": "buyer", "name": "Ararat Test Trading LLC", "kind": "company",
            "country": "AM", "aliases": [], "address": "1 Example St, Yerevan",
            "ids": {"registration": "286.110.00000"}, "phone": "+374 10 000000",
            "email": "sales@example.am", "website": None, "founded": "2022-04-11",
            "activity": "wholesale of clothing", "birth_date": None,
            "owners": [{"name": "Example Holding", "country": "CY", "share": [25, 50],
                        "control": None, "owners": []}],
        },
        {"role": "end_user", "name": None},
    ],
    "lines": [
        {
            "description": "FPGA, 100k logic cells", "hs": "8542.31", "hs_edition": 2022,
            "part_number": "XC7A100T-2FGG484I", "manufacturer": "AMD Xilinx", "quantity": 500,
            "unit": "pcs", "value": 61500, "currency": "EUR", "origin": "DE", "eccn": None,
            "eu_dual_use": None,
        }
    ],
    "route": [{"country": "NL", "place": "Rotterdam"}, {"country": "AM", "place": "Yerevan"}],
    "end_use": "resale",
    "payment": {"payer": "Example FZE", "payer_country": "TR", "terms": "advance"},
    "clauses": {"no_reexport_to_russia": False},
    "notes": None,
}  # fmt: skip


def test_the_order_of_the_contract_is_read_whole() -> None:
    given = read_one(CONTRACT)
    assert given.issues == ()
    assert given.order is not None
    buyer = given.order.parties[1]
    assert buyer.ids == (("registration", "286.110.00000"),)
    assert buyer.owners[0].share == (25.0, 50.0)
    assert given.order.clauses is not None
    assert given.order.clauses.no_reexport_to_russia is False
    assert given.order.lines[0].hs == "8542.31"


@given(json_values)
def test_any_json_value_is_answered_and_read_the_same_twice(value: Any) -> None:
    once, twice = read_one(value), read_one(value)
    assert once == twice
    assert once.order is not None or any(i.gravity == "error" for i in once.issues)


@given(st.binary(max_size=200))
def test_any_bytes_give_at_least_one_answer(data: bytes) -> None:
    assert len(read(data)) >= 1


@given(st.lists(st.sampled_from(['{"id": "a"}', "{broken", "7", '"text"', "[]"]), min_size=2))
def test_every_line_of_json_lines_is_answered_in_its_order(lines: list[str]) -> None:
    data = "\n".join(['{"id": "first"}', *lines]).encode()
    answered = read(data)
    assert len(answered) == len(lines) + 1
    assert answered[0].label == "first"


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.none() | st.text(max_size=5)))
def test_no_field_is_dropped_in_silence(extra: dict[str, str | None]) -> None:
    known = set(CONTRACT)
    unknown = {f"x{name}": value for name, value in extra.items() if f"x{name}" not in known}
    reported = {issue.where for issue in read_one({**CONTRACT, **unknown}).issues}
    assert reported == set(unknown)


@pytest.mark.parametrize(
    ("field", "value", "where", "part"),
    [
        ("date", "2024-02-30", "date", "no day of any calendar"),
        ("date", "18-03-2024", "date", "expected a day such as 2024-03-18"),
        ("date", 20240318, "date", "expected a text in quotes"),
        ("date", "2024-03", "date", "expected a day"),
        ("parties", {}, "parties", "is an object; expected a list"),
        ("parties", [5], "parties/0", "is 5; expected an object"),
        ("parties", [{"role": "boss"}], "parties/0/role", "expected one of seller, buyer"),
        ("parties", [{"role": "buyer", "kind": "bank"}], "parties/0/kind", "expected one of"),
        ("parties", [{"role": "buyer", "country": "UK"}], "parties/0/country", "is GB"),
        ("parties", [{"role": "buyer", "country": "Germany"}], "parties/0/country", "ISO 3166"),
        ("parties", [{"role": "buyer", "name": ["a"]}], "parties/0/name", "is a list"),
        ("parties", [{"role": "buyer", "owners": [{"share": 101}]}],
         "parties/0/owners/0/share", "expected per cent"),
        ("parties", [{"role": "buyer", "owners": [{"share": True}]}],
         "parties/0/owners/0/share", "is true"),
        ("lines", [{"quantity": "5"}], "lines/0/quantity", "a number without quotes"),
        ("lines", [{"quantity": -1}], "lines/0/quantity", "0 or more"),
        ("lines", [{"quantity": 10**400}], "lines/0/quantity", "a number below"),
        ("lines", [{"currency": "€"}], "lines/0/currency", "ISO 4217"),
        ("lines", [{"hs_edition": 2020}], "lines/0/hs_edition", "expected one of 1988"),
        ("route", [{"country": 31}], "route/0/country", "expected a text"),
        ("clauses", {"no_reexport_to_russia": "yes"}, "clauses/no_reexport_to_russia",
         "expected true, false or null"),
        ("regimes", "EU", "regimes", "expected a list of texts"),
        ("end_use", "x" * 30_000, "end_use", "has 30000 characters"),
        ("end_use", "\ud800", "end_use", "half a character"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_an_error_at_its_path(
    field: str, value: Any, where: str, part: str
) -> None:
    given = read_one({**CONTRACT, field: value})
    assert part in says(given)[where]
    assert [i.gravity for i in given.issues if i.where == where] == ["error"]
    assert given.order is not None
    assert given.order.id == "SO-2024-0117"


def test_a_code_written_as_a_number_is_kept_with_a_warning() -> None:
    given = read_one({**CONTRACT, "lines": [{"hs": 601.1}]})
    assert given.order is not None
    assert given.order.lines[0].hs == "601.1"
    assert "may have lost zeros" in says(given)["lines/0/hs"]


def test_a_bare_party_is_an_order_with_one_party() -> None:
    given = read_one({"name": "OOO Sertal", "country": "RU", "ids": {"INN": "9715216050"}})
    assert given.order is not None
    assert [p.name for p in given.order.parties] == ["OOO Sertal"]
    assert given.order.parties[0].ids == (("inn", "9715216050"),)
    assert given.issues == ()


def test_a_bare_party_named_twice_is_an_error() -> None:
    (given,) = read(b'{"name": "OOO Sertal", "name": "Gute Blumen GmbH"}')
    assert "stands twice" in says(given)["parties/0/name"]


def test_a_misspelt_field_is_an_error_and_a_field_of_ones_own_is_not() -> None:
    given = read_one({**CONTRACT, "line": [{"hs": "8542.31"}], "erp_batch": "7"})
    assert {i.where: i.gravity for i in given.issues} == {
        "line": "error",
        "erp_batch": "warning",
    }
    assert "was 'lines' meant?" in says(given)["line"]


def test_a_scheme_that_decides_nothing_is_told() -> None:
    given = read_one({"name": "A", "ids": {"colour": "red"}})
    assert "no scheme that decides" in says(given)["parties/0/ids/colour"]


def test_an_order_that_opens_on_a_long_line_is_one_order() -> None:
    data = b'{"id":"A","parties": [\n{"role":"buyer","name":"X"}\n],\n"lines":[{}]}'
    assert [given.label for given in read(data)] == ["A"]


def test_an_order_with_nothing_in_it_is_an_error() -> None:
    assert "nothing to check" in says(read_one({"id": "1"}))["parties and lines"]


def test_a_field_that_stands_twice_is_an_error_in_that_order_alone() -> None:
    doubled = b'{"id": "a", "end_use": "x", "end_use": "y", "lines": [{}]}'
    first, second = read(b"[" + doubled + b', {"id": "b", "lines": [{}]}]')
    assert "stands twice" in says(first)["end_use"]
    assert second.issues == ()


def test_owners_are_read_to_a_depth_and_no_further() -> None:
    owner: dict[str, Any] = {"name": "bottom"}
    for _ in range(60):
        owner = {"name": "layer", "owners": [owner]}
    given = read_one({"parties": [{"role": "buyer", "name": "a", "owners": [owner]}]})
    assert any("owners of owners" in text for text in says(given).values())
    assert given.order is not None


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "is empty (0 bytes)"),
        (b" \n ", "is empty (3 bytes)"),
        (b"[]", "empty list"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        (b"\xff\xfe{\x00}\x00", "is UTF-16"),
        (b'{"id": "caf\xe9"}', "byte 0xe9 at offset 11 (line 1), not UTF-8"),
        (b'{"id": NaN}', "NaN is not a number of JSON"),
        (b'{"id": 1,}', "is not JSON"),
        (b'{"lines": [{"quantity": ' + b"9" * 5000 + b"}]}", "is not JSON"),
        (b"5", "is 5; expected an object"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, part: str) -> None:
    (given,) = read(data)
    assert given.order is None
    assert part in says(given)["order"]


def test_one_broken_line_does_not_cost_the_others() -> None:
    data = b'{"id": "a", "lines": [{}]}\n\xff\n\n{"id": "c", "lines": [{}]}\n'
    assert [(g.label, g.order is not None) for g in read(data)] == [
        ("a", True),
        ("orders.json line 2", False),
        ("c", True),
    ]


def test_a_byte_order_mark_is_no_part_of_the_order() -> None:
    assert read(b'\xef\xbb\xbf{"id": "a", "lines": [{}]}')[0].label == "a"


def test_an_order_printed_over_many_lines_is_one_order() -> None:
    data = json.dumps(CONTRACT, indent=2).encode()
    assert [given.label for given in read(data)] == ["SO-2024-0117"]


def test_a_large_file_of_lines_is_read_line_by_line() -> None:
    line = json.dumps(CONTRACT).encode() + b"\n"
    data = line * (50_000_000 // len(line))
    first = next(read_orders(data, source="big.jsonl", countries=COUNTRIES))
    assert first.label == "SO-2024-0117"
