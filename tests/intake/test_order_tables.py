"""Laws of tables of orders: no row is lost, and how a table is written does not change it."""

import csv
import io
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.errors import OrderError, SheetError
from enduse.intake.orders.mapping import Plan, read_mapping, written
from enduse.intake.orders.read import Reading, guesses, open_tables, read_with
from enduse.places import Places

PLACES = Places.load()

# One heading for each field in each language; what stands in one row of the tuple is one field.
HEADINGS = {
    "number": ("Order number", "Ordernummer", "Auftragsnummer", "Numéro de commande", "VBELN"),
    "date": ("Order date", "Orderdatum", "Auftragsdatum", "Date de commande", "ERDAT"),
    "buyer": ("Customer", "Klant", "Auftraggeber", "Acheteur", "Sold-to party"),
    "buyer_country": (
        "Customer country", "Land klant", "Land Auftraggeber", "Pays de l'acheteur",
        "Country of customer",
    ),
    "consignee": ("Consignee", "Ontvanger", "Warenempfänger", "Destinataire", "Ship-to"),
    "consignee_country": (
        "Consignee country", "Land ontvanger", "Land des Warenempfängers",
        "Pays du destinataire", "Ship-to country",
    ),
    "description": ("Description", "Omschrijving", "Bezeichnung", "Désignation", "MAKTX"),
    "hs": ("HS code", "GN-code", "Warennummer", "Code SH", "MARC-STAWN"),
    "quantity": ("Quantity", "Aantal", "Menge", "Quantité", "KWMENG"),
    "value": ("Net value", "Bedrag", "Nettowert", "Montant HT", "NETWR"),
    "currency": ("Currency", "Valuta", "Währung", "Devise", "WAERK"),
}  # fmt: skip
COUNTRIES = {
    "NL": ("Netherlands", "Nederland", "Niederlande", "Pays-Bas", "NL"),
    "AM": ("Armenia", "Armenië", "Armenien", "Arménie", "AM"),
    "TR": ("Türkiye", "Turkije", "Türkei", "Turquie", "TR"),
}
NAMES = (
    "Kwikstaart Techniek",
    "Musterhaus GmbH",
    "Größe & Söhne",
    "Örnek, Ticaret",
    '"Q" BV',
)
GOODS = (("Drehgeber", "9031.80"), ("FPGA board", "8542.31"), ("Total station", "9015.80"))
CELLS = st.one_of(
    st.sampled_from([
        "", " ", "Total", "Totaal", "Subtotal:", "1.234", "1,5", "€ 12,50", "-", "#REF!",
        "8.5E+07", "03/04/2026", "2026-11-03", "3.11.26", "NL", "Nederland", "Krim", "=1+1",
        "@x", "1012100", "SO-1", "SO-1", "SO-2", "0080012345", "12 pcs", "1.000,00-", "\n",
        "a\nb",
    ]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)  # fmt: skip
ALL_HEADINGS = st.one_of(
    st.sampled_from([one for some in HEADINGS.values() for one in some]),
    st.sampled_from(["Land", "Name", "Datum", "Straße", "PARVW", "Total", "", "x", "Notes"]),
)


def saved(rows: list[list[str]], separator: str = ";") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode()


def read(data: bytes, plan: Plan | None = None) -> Reading:
    tables = open_tables("orders.csv", data)
    guessed = plan or Plan(tuple(each.sheet for each in guesses(tables, PLACES)))
    return read_with(tables, guessed, PLACES)


def every_row_is_accounted_for(reading: Reading) -> None:
    for table in reading.tables:
        counted = Counter(reading.rows.get(table.sheet, {}).keys())
        for each in reading.left:
            if each.sheet == table.sheet:
                counted.update(range(each.first, each.last + 1))
                assert each.why
        assert counted == Counter(range(1, len(table.rows) + 1))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    titles=st.lists(ALL_HEADINGS, min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=8),
    above=st.lists(st.lists(CELLS, max_size=3), max_size=2),
)
def test_any_table_is_read_or_refused_and_no_row_of_it_is_lost(
    titles: list[str], rows: list[list[str]], above: list[list[str]]
) -> None:
    with suppress(OrderError):  # a question is open, or no heading is known
        every_row_is_accounted_for(read(saved([*above, titles, *rows])))


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_orders_or_an_error_of_ours(data: bytes) -> None:
    with suppress(OrderError, SheetError):
        every_row_is_accounted_for(read(data))


@dataclass(frozen=True)
class Written:
    """How somebody writes: the language of headings and countries, days and numbers."""

    language: int
    day: str
    decimals: str


def number(value: float, decimals: str) -> str:
    text = f"{value:,.2f}"
    return text if decimals == "." else text.translate(str.maketrans(",.", ".,"))


def cells_of(order: dict[str, Any], line: dict[str, Any], how: Written) -> dict[str, str]:
    return {
        "number": order["id"],
        "date": date.fromisoformat(order["date"]).strftime(how.day),
        "buyer": order["buyer"],
        "buyer_country": COUNTRIES[order["from"]][how.language],
        "consignee": order["consignee"],
        "consignee_country": COUNTRIES[order["to"]][how.language],
        "description": line["goods"][0],
        "hs": line["goods"][1],
        "quantity": number(line["quantity"], how.decimals),
        "value": number(line["value"], how.decimals),
        "currency": "EUR",
    }


LINES = st.fixed_dictionaries(
    {
        "goods": st.sampled_from(GOODS),
        "quantity": st.integers(1, 5_000).map(float),
        "value": st.integers(1, 9_999_999).map(lambda cents: cents / 100),
    }
)
ORDERS = st.lists(
    st.fixed_dictionaries({
        # A day above the twelfth, so that each column says by itself which part is the day.
        "id": st.integers(1, 9999).map("SO-{}".format),
        "date": st.dates(date(2020, 1, 1), date(2029, 12, 31)).map(
            lambda day: day.replace(day=13 + day.day % 15).isoformat()
        ),
        "buyer": st.sampled_from(NAMES),
        "from": st.sampled_from(sorted(COUNTRIES)),
        "consignee": st.sampled_from(NAMES),
        "to": st.sampled_from(sorted(COUNTRIES)),
        "lines": st.lists(LINES, min_size=1, max_size=3),
    }),
    min_size=1,
    max_size=4,
    unique_by=lambda order: order["id"],
)  # fmt: skip
WAYS = st.builds(
    Written,
    st.integers(0, 4),
    st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%m/%d/%Y", "%Y%m%d"]),
    st.sampled_from([".", ","]),
)


def expected(orders: list[dict[str, Any]]) -> list[Any]:
    return sorted(
        (
            each["id"],
            each["date"],
            (
                ("buyer", each["buyer"], each["from"]),
                ("consignee", each["consignee"], each["to"]),
            ),
            sorted(
                (*line["goods"], line["quantity"], line["value"], "EUR")
                for line in each["lines"]
            ),
        )
        for each in orders
    )


def found(reading: Reading) -> list[Any]:
    made = []
    for each in reading.given:
        order = each.order
        assert order is not None
        assert order.date is not None
        assert [issue for issue in each.issues if issue.gravity == "error"] == []
        parties = tuple((p.role, p.name, p.country) for p in order.parties)
        lines = sorted(
            (ln.description, ln.hs, ln.quantity, ln.value, ln.currency) for ln in order.lines
        )
        made.append((order.id, order.date.isoformat(), parties, lines))
    return sorted(made)


@settings(max_examples=150, deadline=None)
@given(orders=ORDERS, how=WAYS, data=st.data(), separator=st.sampled_from(",;\t|"))
def test_orders_come_back_whatever_the_language_the_columns_and_the_order_of_rows(
    orders: list[dict[str, Any]], how: Written, data: st.DataObject, separator: str
) -> None:
    fields = data.draw(st.permutations(list(HEADINGS)))
    rows = [cells_of(order, line, how) for order in orders for line in order["lines"]]
    rows = data.draw(st.permutations(rows))
    titles = [HEADINGS[field][how.language] for field in fields]
    table = [titles, *([row[field] for field in fields] for row in rows)]
    assert found(read(saved(table, separator))) == expected(orders)


@settings(max_examples=60, deadline=None)
@given(orders=ORDERS, how=WAYS, data=st.data())
def test_what_people_put_around_rows_changes_no_order_and_is_named(
    orders: list[dict[str, Any]], how: Written, data: st.DataObject
) -> None:
    fields = list(HEADINGS)
    titles = [HEADINGS[field][how.language] for field in fields]
    rows = [
        list(cells_of(order, line, how).values()) for order in orders for line in order["lines"]
    ]
    total = ["Totaal", *[""] * 8, rows[0][9], ""]
    extra = st.sampled_from([("total", total), ("again", titles), ("empty", [""] * 11)])
    table: list[list[str]] = []
    for row in rows:
        table += [row, *(each for _, each in data.draw(st.lists(extra, max_size=2)))]
    reading = read(saved([["Orders of November"], [], titles, *table]))
    assert found(reading) == expected(orders)
    every_row_is_accounted_for(reading)


@settings(max_examples=60, deadline=None)
@given(orders=ORDERS, how=WAYS)
def test_a_mapping_that_was_kept_reads_as_the_guess_did(
    orders: list[dict[str, Any]], how: Written
) -> None:
    titles = [HEADINGS[field][how.language] for field in HEADINGS]
    rows = [
        list(cells_of(order, line, how).values()) for order in orders for line in order["lines"]
    ]
    data = saved([titles, *rows])
    guessed = Plan(tuple(each.sheet for each in guesses(open_tables("a.csv", data), PLACES)))
    kept = read_mapping("map.toml", written(guessed, ["a remark\nof two lines"]).encode())
    assert kept.sheets == guessed.sheets
    assert found(read(data, kept)) == found(read(data))
