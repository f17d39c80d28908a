"""Tables whose headings say little, and what stands around them: asked about, or named."""

import io
from collections.abc import Mapping

import pytest
from openpyxl import Workbook

from enduse.errors import OrderError
from enduse.goods.nomenclature import Nomenclature
from enduse.intake.orders.guess import Guess
from enduse.intake.orders.mapping import Plan, read_mapping
from enduse.intake.orders.read import Reading, guesses, open_tables, read_with
from enduse.intake.orders.titles import claim, words
from enduse.places import Places

PLACES = Places.load()


def guessed(text: str) -> Guess:
    (found,) = guesses(open_tables("a.csv", text.encode()), PLACES)
    return found


def read(text: str, mapping: str = "") -> Reading:
    tables = open_tables("a.csv", text.encode())
    plan = read_mapping("m.toml", mapping.encode()) if mapping else None
    return read_with(
        tables, plan or Plan(tuple(e.sheet for e in guesses(tables, PLACES))), PLACES
    )


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        # SAP: list of orders (VA05), as its screens shorten the headings; VBAP; VBPA
        ("Verk.beleg", "number"), ("Name Auftraggeber", "buyer.name"),
        ("Land WE", "consignee.country"), ("Ort AG", "buyer.city"), ("Währg", "currency"),
        ("Stat. Warennr.", "hs"), ("ARKTX", "description"), ("VBAP-ARKTX", "description"),
        # Exact Online: lists of sales orders
        ("Besteld door: Naam", "buyer.name"), ("Levering aan: Naam", "consignee.name"),
        ("Land (levering)", "consignee.country"), ("Bedrag excl. BTW", "value"),
        ("Artikel: Code", "article"), ("Artikel: Omschrijving", "description"),
        # Sage, and lists kept by hand
        ("Qty Ordered", "quantity"), ("Delivery Address 2", "consignee.street"),
        ("Goods", "description"), ("Ext. Price (USD)", "value"),
        # Lexware, Shopify, QuickBooks, Dutch books
        ("Belegnr.", "number"), ("Lieferanschrift Land", "consignee.country"),
        ("Lineitem name", "description"), ("Product/Service", "description"),
        ("Prijs per stuk", "price"), ("Vestigingsadres", "?.address"), ("Plaats", "?.city"),
        # What sounds alike and is another thing
        ("Order Value", ""), ("Levering", ""), ("AG", ""), ("WE", ""),
    ],
)  # fmt: skip
def test_headings_of_programs_are_known(heading: str, field: str) -> None:
    assert claim(heading).field == field


def test_a_column_of_codes_that_nobody_named_is_a_question() -> None:
    head = "Order;Klant;Land;Omschrijving;Code X\n"
    codes = guessed(f"{head}1;A;NL;Relais;85364900\n2;B;AM;Schakelaar;90302000\n")
    assert any("'Code X' (E) HS codes (such as '85364900'" in each for each in codes.questions)
    # Numbers of years and customers are none: there is no heading 20.26, and none 10.00.
    others = guessed(f"{head}1;A;NL;Relais;20260001\n2;B;AM;Schakelaar;10001234\n")
    assert others.questions == ()


def test_codes_under_an_unknown_heading_are_no_question_beside_a_column_of_codes() -> None:
    found = guessed("Order;Klant;Omschrijving;GN-code;X\n1;A;Relais;85364900;90302000\n")
    assert found.questions == ()


def test_the_last_headings_of_the_chapters_are_those_of_the_nomenclature() -> None:
    seen = [0] * 97
    for code in Nomenclature.load().texts:
        if len(code) >= 4:  # chapters alone have two digits
            seen[int(code[:2]) - 1] = max(seen[int(code[:2]) - 1], int(code[2:4]))
    assert words()["codes"]["last"] == seen


def test_a_second_column_of_countries_is_a_question_and_one_of_units_is_none() -> None:
    head = "Order;Klant;Land;Land 2;ME\n"
    found = guessed(f"{head}1;A;NL;DE;ST\n2;B;NL;AM;ST\n")
    assert [each.partition(" (")[0] for each in found.questions] == [
        "whose countries stand in 'Land 2'"
    ]


def test_a_column_of_articles_that_holds_words_describes_the_goods() -> None:
    words_ = guessed("Order;Klant;Artikel\n1;A;FPGA Baustein\n2;B;Relais\n")
    assert words_.sheet.fields["description"] == ("Artikel",)
    assert "part_number" not in words_.sheet.fields
    numbers = guessed("Order;Klant;Artikel\n1;A;M-4711\n2;B;XC7A100T-2FGG484I\n")
    assert numbers.sheet.fields["part_number"] == ("Artikel",)
    both = guessed("Order;Klant;Artikel;Omschrijving\n1;A;FPGA Baustein;Logica\n")
    assert both.sheet.fields["description"] == ("Omschrijving",)


def test_columns_that_are_not_read_are_named_whoever_wrote_the_mapping() -> None:
    text = "Order;Klant;Omschrijving;Kleur;Diepte\n1;A;Relais;rood;\n"
    named = "a.csv has columns that are not read: 'Kleur' (D)"
    mapping = '[[sheet]]\n[sheet.fields]\nnumber = "Order"\nbuyer.name = "Klant"\n'
    assert read(text).remarks == (named,)
    assert read(text, mapping).remarks == (
        "a.csv has columns that are not read: 'Omschrijving' (C), 'Kleur' (D)",
    )


def test_a_second_table_below_the_first_is_no_order_of_the_first() -> None:
    reading = read(
        "Order,Customer,Country,Description,Value\n1,Alpha,GB,Relay,10.50\n\n"
        "Country,Order,Description,Customer,Value\nRU,3,Bearing,Hidden,5\n"
        "Order,Customer,Country,Description,Value\n4,Delta,DE,Relay,10.50\n"
    )
    assert [e.order.id for e in reading.given if e.order] == ["1", "4"]
    lost = [(e.first, e.last) for e in reading.left if e.lost]
    assert lost == [(4, 5)]


def test_headings_again_in_other_words_are_no_order() -> None:
    reading = read(
        "Order,Customer,Country,Description\n1,Alpha,GB,Relay\n"
        "Order No,Klant,Land,Goods\n2,Beta,FR,Relay\n"
    )
    assert [e.order.id for e in reading.given if e.order] == ["1", "2"]
    assert not any(each.lost for each in reading.left)


FORM = (
    "Order;VO-77\nKlant;Ararat Muster LLC\nLand;Armenië\n\n"
    "Artikel;Omschrijving;Aantal;Bedrag\nA1;Scoop;2;29,50\nA2;Kabel;10;50,50\n"
)


def test_a_form_of_one_order_is_asked_about_and_read_as_the_mapping_says() -> None:
    (question,) = guessed(FORM).questions
    assert "Order 'VO-77', Klant 'Ararat Muster LLC', Land 'Armenië'" in question
    (given_one,) = read(
        FORM,
        '[[sheet]]\nheading = 5\nrows = "one order"\n[sheet.fields]\n'
        'description = "Omschrijving"\nvalue = "Bedrag"\n[sheet.always]\n'
        'number = "VO-77"\nbuyer.name = "Ararat Muster LLC"\nbuyer.country = "Armenië"\n',
    ).given
    assert given_one.order is not None
    assert (given_one.order.id, len(given_one.order.lines)) == ("VO-77", 2)
    assert given_one.order.parties[0].country == "AM"


def test_one_number_for_all_orders_is_refused() -> None:
    with pytest.raises(OrderError, match="gives one number to all orders"):
        read_mapping("m.toml", b'[[sheet]]\n[sheet.always]\nnumber = "1"\n')


def test_titles_above_a_list_are_no_form() -> None:
    text = "Verkooporders\nKlant: iedereen\n\nOrder;Klant;Omschrijving\n1;Alpha;Relais\n"
    assert guessed(text).questions == ()


def test_rows_that_a_stray_quote_took_are_an_error_and_not_an_order() -> None:
    reading = read('Order;Klant;Land\n1;"A;NL\n2;B;RU\n3;C;AM\n')
    assert reading.given == ()
    assert [(e.lost, "2 more rows" in e.why) for e in reading.left if e.first == 2] == [
        (True, True)
    ]


@pytest.mark.parametrize("before", ["'", "HS ", "hs: ", "CN-", "TARIC "])
def test_the_name_of_a_code_before_it_is_no_part_of_it(before: str) -> None:
    (found,) = read(f"Order;Klant;HS\n1;A;{before}85423190\n").given
    assert found.order is not None
    assert [line.hs for line in found.order.lines] == ["85423190"]
    assert found.issues == ()


def sap(rows: Mapping[str, list[list[object]]]) -> Reading:
    made = Workbook()
    made.remove(made["Sheet"])
    for title, some in rows.items():
        page = made.create_sheet(title)
        for row in some:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    tables = open_tables("sap.xlsx", out.getvalue())
    return read_with(tables, Plan(tuple(e.sheet for e in guesses(tables, PLACES))), PLACES)


def test_the_value_of_the_head_of_an_order_is_no_line_beside_its_items() -> None:
    head: list[list[object]] = [
        ["VBELN", "AUDAT", "NETWR", "WAERK"],
        ["80012345", "20261103", 110.5, "EUR"],
    ]
    items: list[list[object]] = [
        ["VBELN", "POSNR", "ARKTX", "KWMENG", "NETWR"],
        ["80012345", 10, "Drehgeber", 2, 100.5],
        ["80012345", 20, "Kabel", 1, 10],
    ]
    partners: list[list[object]] = [
        ["VBELN", "PARVW", "NAME1", "LAND1"],
        ["80012345", "AG", "Musterbau", "DE"],
    ]
    (both,) = sap({"VBAK": head, "VBAP": items, "VBPA": partners}).given
    assert both.order is not None
    assert [(e.description, e.value, e.currency) for e in both.order.lines] == [
        ("Drehgeber", 100.5, "EUR"),
        ("Kabel", 10, "EUR"),
    ]
    # Alone, the value is what there is.
    (alone,) = sap({"VBAK": head, "VBPA": partners}).given
    assert alone.order is not None
    assert [each.value for each in alone.order.lines] == [110.5]


def test_a_row_that_a_separator_has_shifted_is_an_error_and_not_an_order() -> None:
    head = "Order;Klant;Omschrijving;Land\n"
    reading = read(f"{head}1;A;Relais;NL\n2;Firma A; B GmbH;Relais;DE\n3;C;Relais;FR;\n")
    assert [e.order.id for e in reading.given if e.order] == ["1", "3"]
    assert [(e.first, e.lost) for e in reading.left if "more cells" in e.why] == [(3, True)]
    # A column without a heading is no shift.
    assert len(read(f"{head}1;A;Relais;NL;x\n2;B;Relais;DE;y\n").given) == 2


def test_a_name_before_the_address_of_delivery_is_the_buyer_where_no_other_is() -> None:
    found = guessed("Date,Name,Ship To Address,Qty,Goods\n2026-11-13,A,B st. 1,2,Relay\n")
    assert found.sheet.fields["buyer.name"] == ("Name",)
    assert "consignee.name" not in found.sheet.fields


def test_a_table_without_headings_is_refused_and_not_asked_about() -> None:
    with pytest.raises(OrderError, match="no headings of orders"):
        guessed("1001;Kwik;NL;Relais;85364900\n1002;Ararat;AM;Scope;90302000\n")


def test_a_name_that_holds_numbers_is_that_of_the_order() -> None:
    rows = "#1001,A Probe,NL,2,Cable\n#1001,,,3,Relay\n#1002,B Probe,AM,1,Relay\n"
    text = f"Name,Billing Name,Billing Country,Lineitem quantity,Lineitem name\n{rows}"
    assert guessed(text).sheet.fields["number"] == ("Name",)
    assert [e.order.id for e in read(text).given if e.order] == ["#1001", "#1002"]


def test_hidden_columns_are_read_and_said() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (("Order", "Customer", "Country", "HS code"), ("1", "Test BV", "NL", "848210")):
        page.append(row)
    page.column_dimensions["D"].hidden = True
    out = io.BytesIO()
    book.save(out)
    tables = open_tables("a.xlsx", out.getvalue())
    found = guesses(tables, PLACES)
    reading = read_with(tables, Plan(tuple(each.sheet for each in found)), PLACES)
    says = " ".join(reading.remarks)
    assert "has hidden columns ('HS code' (D)), and they were read" in says
