"""Files of any kind: each opened by the reader of its kind, and nothing passed over."""

from pathlib import Path

import pytest

from enduse.desk.compared import compared
from enduse.desk.documents import MAX_DEPTH, Found, open_file, open_table
from enduse.desk.files import held, is_orders
from enduse.desk.orders_in import orders_in
from enduse.errors import OrderError
from tests.desk.shipped import (
    CREDIT,
    ELSEWHERE,
    INVOICE,
    LADING,
    PACKING,
    TABLE,
    hybrid,
    letter,
    order,
    pdf,
    sheet,
    ubl,
)
from tests.papers.made import zipped

DCSA = Path(__file__).parents[1] / "intake" / "edocs" / "documents" / "sea.json"


def opened(name: str, data: bytes) -> Found:
    return open_file(held(name, data))


def sorts(found: Found) -> list[str]:
    return [each.sort for each in found.documents]


def test_each_kind_of_file_is_read_as_what_it_is() -> None:
    for name, data, sort, exact in (
        ("a.pdf", pdf(INVOICE), "invoice", False),
        ("a.txt", PACKING.encode(), "packing_list", False),
        ("a.xml", ubl(), "invoice", True), ("a.pdf", hybrid(), "invoice", True),
        ("a.txt", CREDIT.encode(), "letter_of_credit", True),
        ("a.json", DCSA.read_bytes(), "bill_of_lading", True),
    ):  # fmt: skip
        found = opened(name, data)
        assert (sorts(found), [each.exact for each in found.documents]) == ([sort], [exact])
        assert not any(each.lost for each in found.unread)


@pytest.mark.parametrize("before", ["", "\n", "\ufeff", " \r\n"])
def test_a_message_of_swift_is_no_json_whatever_stands_before_it(before: str) -> None:
    file = held("lc", (before + CREDIT).encode())
    assert not is_orders(file)
    assert is_orders(held("o.json", order("1").encode()))
    assert sorts(open_file(file)) == ["letter_of_credit"]


def test_what_came_in_a_letter_or_an_archive_is_opened_and_came_together() -> None:
    for name, data in (
        ("m.eml", letter({"i.pdf": pdf(INVOICE), "b.pdf": pdf(LADING),
                          "t.csv": TABLE.encode()})),
        ("a.zip", zipped({"i.pdf": pdf(INVOICE), "b.pdf": pdf(LADING), "t.csv": TABLE})),
    ):  # fmt: skip
        found = opened(name, data)
        assert [each.name for each in found.files] == [f"{name}/t.csv"]
        both = {f"{name}/i.pdf", f"{name}/b.pdf"}
        assert {each.name for each in found.documents} == both
        assert both in found.parcels


def test_two_attached_files_of_one_name_are_two() -> None:
    twice = zipped({"x/i.pdf": pdf(INVOICE), "y/i.pdf": pdf(INVOICE)})
    names = [each.name for each in opened("a.zip", twice).documents]
    assert len(set(names)) == 2


@pytest.mark.parametrize("deep", [1, MAX_DEPTH, MAX_DEPTH + 1, MAX_DEPTH + 3])
def test_files_in_files_are_opened_to_a_depth_and_named_below_it(deep: int) -> None:
    data = pdf(INVOICE)
    for at in range(deep):
        data = zipped({"i.pdf" if at == 0 else "a.zip": data})
    found = opened("a.zip", data)
    lost = [each for each in found.unread if each.lost]
    assert (len(found.documents), len(lost)) == ((1, 0) if deep <= MAX_DEPTH else (0, 1))


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"%PDF-1.7\n"), ("a.png", b"\x89PNG\r\n\x1a\n0"), ("a.xml", b"<a><b></a>"),
     ("a.xml", b"<unknown/>"), ("a.pdf", b""), ("a.zip", b"PK\x03\x04broken"),
     ("a.txt", b"COMMERCIAL INVOICE\n\nnothing else\n"),
     ("a.txt", b"{1:F01A}{2:I700B}{4:\n:20:")],
)  # fmt: skip
def test_what_was_not_read_is_named_and_lost(name: str, data: bytes) -> None:
    found = opened(name, data)
    assert found.documents == []
    assert any(each.lost and each.place.startswith(name) for each in found.unread)


def test_a_letter_that_says_nothing_of_an_order_is_none_and_is_not_lost() -> None:
    found = opened("note.txt", b"See you on Monday.\n")
    assert (found.documents, [each.lost for each in found.unread]) == ([], [False])


def test_a_spreadsheet_is_a_document_where_it_names_a_party_and_else_none() -> None:
    found = open_table(held("p.xlsx", sheet(PACKING)))
    assert found is not None
    assert sorts(found) == ["packing_list"]
    assert all("page" not in place for place in found.documents[0].places.values())
    assert open_table(held("x.xlsx", sheet("a  b\n1  2"))) is None


def test_the_orders_in_a_file_are_those_that_check_reads(tmp_path: Path) -> None:
    for name, data, numbers in (
        ("i.pdf", pdf(INVOICE), ["PO-77120"]), ("lc.txt", CREDIT.encode(), ["LC77120"]),
        ("t.csv", TABLE.encode(), ["PO-77120", "PO-9"]),
        ("p.xlsx", sheet(PACKING), ["PO-77120"]),
        ("o.json", (order("A") + order("B")).encode(), ["A", "B"]),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        assert [each.label for each in orders_in(tmp_path / name)] == numbers
    assert len(orders_in(DCSA)) == 1


def test_a_file_without_orders_or_with_tables_in_it_is_refused(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", b"See you on Monday."), ("a.zip", zipped({"t.csv": TABLE})),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        with pytest.raises(OrderError):
            orders_in(tmp_path / name)


def test_compared_files_are_told_apart_from_strangers_and_from_what_is_no_document() -> None:
    found = compared([held("i.pdf", pdf(INVOICE)), held("p.xlsx", sheet(PACKING)),
                      held("b.pdf", pdf(ELSEWHERE))])  # fmt: skip
    assert (found.strangers, found.lost) == ((), False)
    assert found.comparison is not None
    assert found.comparison.grave[0].what == "consignee changed"
    other = LADING.replace("INV-2026-0441", "ZZ-99").replace("Ararat", "Other")
    apart = compared([held("i.pdf", pdf(INVOICE)), held("b.pdf", pdf(other)),
                      held("t.csv", TABLE.encode())])  # fmt: skip
    assert len(apart.strangers) == 2
    assert apart.lost


def test_pages_around_an_e_invoice_that_name_somebody_else_are_said_and_fail_closed() -> None:
    same = opened("a.pdf", hybrid())
    assert [each.lost for each in same.unread] == [False]
    other = opened("a.pdf", hybrid("Consignee:", "Beta Example Aerospace FZE", "Dubai"))
    (lost,) = [each for each in other.unread if each.lost]
    assert "name Beta Example Aerospace FZE, whom the e-invoice in it does not" in lost.found


def test_an_invoice_without_goods_is_said_and_fails_closed() -> None:
    text = "INVOICE\n\nInvoice no.: INV-77\n\nBuyer:\nZandloper Example Ltd\nLondon\n"
    found = opened("a.txt", text.encode())
    (lost,) = [each for each in found.unread if each.lost]
    assert "is a document of sort 'invoice', and no goods were found in it" in lost.found
