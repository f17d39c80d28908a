"""Past orders as people export them: what is read, what is left out, and what is refused."""

import csv
import io
import json
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import OrderError, SheetError
from enduse.intake import headings
from enduse.intake.parquet import rows_of
from enduse.intake.past import SHOWN, read_past
from enduse.intake.past_orders import lines_of
from enduse.intake.past_values import (
    decimal_sign,
    order_of_days,
    read_day,
    read_number,
)
from enduse.model.history import History, PastLine
from enduse.model.order import Leg, Order, Party
from enduse.places import Places
from enduse.report.sheet import Added, as_workbook

PLACES = Places.load()
PLAIN = """Order,Date,Customer,Country,HS code,Part number,Quantity,Unit,Value,Currency
A1,2021-04-25,Osh Trade,Kyrgyzstan,8542.31,XC7A100T,100,pcs,1200.50,eur
A2,2021-05-02,Osh Trade,KG,8542.31,XC7A100T,90,pcs,1080,EUR
"""
GERMAN = """Auftragsnr;Belegdatum;Kunde;Land;Bestimmungsland;Warennummer;Menge;ME;Wert;Währung
4711;25.04.2021;Größe Münzer GmbH;Türkei;TR;8542 31 90;1.200;Stk;14.400,50;EUR
4712;02.05.2021;Größe Münzer GmbH;Türkei;TR;8542 31 90;90;Stk;1.080,00;EUR
"""


def read(text: str | bytes, name: str = "past.csv") -> History:
    return read_past(name, text.encode() if isinstance(text, str) else text, PLACES)


def lines(history: History) -> list[PastLine]:
    return [history.line(row) for row in range(len(history))]


def test_a_plain_table_is_read_as_it_stands() -> None:
    first, second = lines(read(PLAIN))
    assert first == PastLine(
        order="A1", day=date(2021, 4, 25), customer="Osh Trade", country="KG", hs="8542.31",
        part_number="XC7A100T", quantity=100.0, unit="pcs", value=1200.5, currency="EUR",
    )  # fmt: skip
    assert (second.order, second.day, second.value) == ("A2", date(2021, 5, 2), 1080.0)
    assert read(PLAIN).issues == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_german_export_is_read_in_every_encoding(codec: str) -> None:
    history = read(GERMAN.encode(codec))
    first = history.line(0)
    assert (first.customer, first.country) == ("Größe Münzer GmbH", "TR")
    assert (first.day, first.quantity, first.value) == (date(2021, 4, 25), 1200.0, 14400.5)
    assert history.issues == ()


def test_a_workbook_is_read_as_the_same_table() -> None:
    rows = [["Sales of before"], [], *csv.reader(io.StringIO(PLAIN))]
    data = as_workbook(rows, Added([], {}, heading=3), title="Sales")
    assert lines(read(data, "past.xlsx")) == lines(read(PLAIN))


def test_a_price_and_a_quantity_make_a_value() -> None:
    (line,) = lines(read("date,customer,item,qty,unit price\n2021-04-25,Osh,A,3,2.5\n"))
    assert line.value == 7.5
    assert line.order == "past.csv row 2"


def test_a_row_that_cannot_be_read_is_told_with_its_column_and_the_rest_goes_on() -> None:
    bad = PLAIN + "A3,32.01.2021,Osh,KG,8542.31,,1,pcs,1,EUR\n"
    bad += "A4,2021-06-01,Osh,Nowhere,8542.31,,many,pcs,1,euros\n"
    bad += "A5,2021-06-01,Osh,KG,8542.31,,-4,pcs,-48,EUR\n"
    history = read(bad)
    assert [line.order for line in lines(history)] == ["A1", "A2", "A4"]
    last = history.line(2)
    assert (last.quantity, last.country, last.currency) == (None, None, None)
    said = {(issue.where, issue.says) for issue in history.issues}
    assert {where for where, _ in said} == {f"past.csv row {n}" for n in (4, 5, 6)}
    words = " ".join(says for _, says in said)
    for part in ("column 'Date' is '32.01.2021'; expected a day", "the row was left out",
                 "column 'Quantity' is 'many'; expected a number; taken as not known",
                 "column 'Country' is 'Nowhere'", "column 'Currency' is 'euros'",
                 "gives goods back (below 0), and was left out"):  # fmt: skip
        assert part in words


def test_a_column_that_nobody_knows_is_told() -> None:
    history = read("date,customer,item,mood\n2021-04-25,Osh,A,good\n")
    assert [issue.where for issue in history.issues] == ["past.csv column 'mood'"]


def test_of_many_bad_cells_the_first_are_told_and_the_rest_counted() -> None:
    rows = "".join(f"2021-04-25,Osh,A,many{n}\n" for n in range(SHOWN + 50))
    history = read("date,customer,item,qty\n" + rows)
    assert len(history) == SHOWN + 50
    assert len(history.issues) == SHOWN + 1
    assert history.issues[-1].says == "has 50 more such rows or cells"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "is empty"),
        ("\ufeff \n", "is empty"),
        ("a,b\n1,2\n", "has no column of date"),
        ("date,item\n2021-04-25,A\n", "has no column of customer"),
        ("date,customer\n2021-04-25,Osh\n", "HS code, part number or description"),
        ("date,customer,item\n", "has 0 rows that can be read"),
        ("date,customer,item\nx,Osh,A\ny,Osh,A\n2021-04-25,Osh,A\n", "1 rows that can be read"),
        ("date,customer,item\n03/04/2021,Osh,A\n", "whether the day or the month stands first"),
        ('date,customer,item,qty\n2021-04-25,Osh,A,"1,234"\n', "parts thousands or decimals"),
        ("date,customer,item\n2021-04-25,Osh\0,A\n", "NUL"),
        ("{", "0 rows that can be read"),
        ("[]", "0 rows that can be read"),
    ],
)  # fmt: skip
def test_a_history_that_cannot_be_used_is_refused_with_the_reason(text: str, part: str) -> None:
    with pytest.raises(OrderError) as caught:
        read(text)
    assert part in str(caught.value)
    assert str(caught.value).startswith("past.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_history_or_an_error_of_ours(data: bytes) -> None:
    try:
        found = read(data)
    except (OrderError, SheetError):
        return
    assert len(found) > 0


@pytest.mark.parametrize(
    ("rows", "part"), [(10, "what looks like 10 more rows"), (10_000, "marks that are closed")]
)
def test_rows_behind_an_unclosed_quotation_mark_are_not_lost_in_silence(
    rows: int, part: str
) -> None:
    swallowed = PLAIN + 'A3,2021-05-02,"Osh,KG,8542.31,X,1,pcs,1,EUR\n' + PLAIN[-50:] * rows
    with pytest.raises(OrderError, match=part):
        read(swallowed)


ORDERS = [
    {"id": "A1", "date": "2021-04-25", "version": 1, "changed_on": "2021-04-25",
     "parties": [{"role": "buyer", "name": "Osh Trade", "country": "KG",
                  "ids": {"inn": "7701234567"}},
                 {"role": "consignee", "name": "Osh Depot", "country": "KG"}],
     "lines": [{"hs": "8542.31", "quantity": 4, "unit": "pcs"}, {"hs": "8517.62"}],
     "route": [{"country": "NL"}, {"country": "KG", "place": "Osh"}],
     "payment": {"payer": "Example FZE", "payer_country": "AE"}},
    {"id": "A1", "date": "2021-04-25", "parties": [{"role": "buyer", "name": "Osh Trade"}]},
    {"id": "A2", "parties": [{"role": "buyer", "name": "No Date"}]},
]  # fmt: skip


@pytest.mark.parametrize("form", ["lines", "list"])
def test_orders_in_their_own_form_are_a_history_with_versions(form: str) -> None:
    texts = [json.dumps(each) for each in ORDERS]
    text = "\n".join(texts) if form == "lines" else f"[{','.join(texts)}]"
    history = read(text, "orders.jsonl")
    first, second, third = lines(history)
    assert (first.hs, second.hs, third.hs) == ("8542.31", "8517.62", None)
    assert (first.customer, first.ids) == ("Osh Trade", (("inn", "7701234567"),))
    assert (first.destination, first.place) == ("KG", "Osh")
    assert (first.consignee, first.payer, first.payer_country) == (
        "Osh Depot",
        "Example FZE",
        "AE",
    )
    assert [x.version for x in (first, second, third)] == ["1", "1", "2"]
    assert [x.changed for x in (first, third)] == [date(2021, 4, 25), None]
    said = [issue.says for issue in history.issues]
    assert "has no date that can be read, and was left out" in said


def test_an_order_with_its_end_alone_still_has_a_destination() -> None:
    order = Order("a", date(2021, 1, 1), parties=(Party("end_user", "Osh", country="KG"),))
    (line,) = lines_of(order)
    assert (line.customer, line.destination) == ("Osh", "KG")
    routed = Order("a", date(2021, 1, 1), parties=order.parties, route=(Leg("NL"), Leg("TR")))
    assert next(lines_of(routed)).destination == "TR"


days = st.dates(date(1990, 1, 1), date(2049, 12, 31))
DAY_FORMS = {
    "%Y-%m-%d": "day first", "%Y%m%d": "day first", "%d.%m.%Y": "day first",
    "%d/%m/%Y": "day first", "%m/%d/%Y": "month first", "%d-%m-%Y": "day first",
    "%Y-%m-%dT00:00:00": "day first",
}  # fmt: skip


@pytest.mark.parametrize("form", DAY_FORMS)
@given(st.lists(days, min_size=1, max_size=8))
def test_days_are_read_as_they_were_written_or_not_at_all(form: str, many: list[date]) -> None:
    texts = [day.strftime(form) for day in many]
    order = order_of_days(texts)
    for day, text in zip(many, texts, strict=True):
        assert read_day(text, order) in {day, None}
        if order == DAY_FORMS[form]:
            assert read_day(text, order) == day


@given(days)
def test_a_spreadsheets_number_of_a_day_is_that_day(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    assert read_day(str(number), "either") == day


@given(
    st.lists(st.floats(0, 1e9), min_size=1, max_size=8),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("", "."), ("", ","), ("'", ".")]),
)
def test_numbers_are_read_as_they_were_written_or_not_at_all(
    many: list[float], signs: tuple[str, str]
) -> None:
    groups, decimals = signs
    texts = [
        f"{each:,.2f}".translate({ord(","): groups, ord("."): decimals})
        for each in many
    ]  # fmt: skip
    sign = decimal_sign(texts)
    assert sign == decimals
    for each, text in zip(many, texts, strict=True):
        assert read_number(text, sign) == float(f"{each:.2f}")


def test_columns_of_values_become_rows_of_text() -> None:
    rows = rows_of(
        ["order", "date", "qty", "customer", "item"],
        [["A1", None], [date(2021, 4, 25), date(2021, 4, 26)], [3.0, float("nan")],
         ["Osh", "Osh"], [1, 2]],
    )  # fmt: skip
    assert rows[1:] == [
        ("A1", "2021-04-25", "3", "Osh", "1"),
        ("", "2021-04-26", "", "Osh", "2"),
    ]


def test_no_heading_stands_for_two_fields() -> None:
    table = headings.known("history")
    assert len(table) > 200
    raw = tomllib.loads((files("enduse.intake") / "headings.toml").read_text("utf-8"))[
        "history"
    ]
    folded = [
        headings.fold(word) for words in raw.values() for word in set(map(headings.fold, words))
    ]
    assert sorted(folded) == sorted(set(folded))


def test_a_hundred_thousand_rows_are_held_in_few_bytes_each() -> None:
    start = date(2015, 1, 1)
    many = (
        PastLine(f"A{n // 3}", start + timedelta(days=n // 50), f"Customer {n % 500}", "DE",
                 hs="854231", part_number=f"P{n % 900}", quantity=float(n % 77), value=1.0)
        for n in range(100_000)
    )  # fmt: skip
    history = History.of(many, "x")
    held = sum(x.itemsize * len(x) for x in history.codes)
    held += sum(x.itemsize * len(x) for x in history.numbers)
    assert held <= 100_000 * 100
    assert sum(map(len, history.values)) < 50_000


def test_a_parquet_file_is_read_as_the_same_table() -> None:
    import pyarrow as pa
    from pyarrow import parquet

    titles, *rows = csv.reader(io.StringIO(PLAIN))
    columns: dict[str, list[object]] = {
        title: [row[at] for row in rows] for at, title in enumerate(titles)
    }
    columns["Date"] = [date(2021, 4, 25), date(2021, 5, 2)]
    columns["Quantity"], columns["Value"] = [100, 90], [1200.5, 1080.0]
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out)
    assert lines(read(out.getvalue(), "past.parquet")) == lines(read(PLAIN))


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\0" * 50 + b"PAR1"])
def test_a_broken_parquet_file_is_refused(data: bytes) -> None:
    with pytest.raises(OrderError, match="expected a Parquet file"):
        read(data, "past.parquet")
