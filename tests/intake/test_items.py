"""Item masters: headings of six languages, rows that hold nothing, what earlier runs left."""

import io

import pytest
from openpyxl import Workbook

from enduse.errors import OrderError
from enduse.intake.headings import find, fold, known
from enduse.intake.items import OURS, read_items


@pytest.mark.parametrize(
    "titles",
    [
        "Item;Description;HS code;Part number;Manufacturer;Country of origin;ECCN",
        "Artikelnummer;Omschrijving;GN-code;Typenummer;Fabrikant;Land van oorsprong;ECCN",
        "Artikel-Nr.;Bezeichnung;Warennummer;Hersteller-Teilenummer;Hersteller;Ursprungsland;ECCN",
        "Code article;Désignation;Code SH;Référence fabricant;Marque;Pays d'origine;ECCN",
        "MATNR;MAKTX;STAWN;MFRPN;MFRNR;HERKL;ECCN",
        "default_code;name;hs_code;mpn;brand;country_of_origin;eccn",
        "Ürün kodu;AÇIKLAMA;GTİP;Model;Marka;Menşei;ECCN",
        "Артикул;Наименование;Код ТН ВЭД;Партномер;Производитель;Страна происхождения;ECCN",
    ],
)
def test_headings_of_six_languages_sap_and_odoo_are_read(titles: str) -> None:
    row = "A1;FPGA 100k;8542.31;XC7A100T-2FGG484I;AMD;US;3A001"
    (item,) = read_items("stock.csv", f"{titles}\n{row}\n".encode()).items
    line = item.line
    assert (item.article, item.row) == ("A1", 2)
    assert (line.description, line.hs, line.part_number) == (
        "FPGA 100k",
        "8542.31",
        "XC7A100T-2FGG484I",
    )
    assert (line.manufacturer, line.origin, line.eccn) == ("AMD", "US", "3A001")


def test_no_heading_stands_for_two_fields() -> None:
    folded: dict[str, str] = {}
    for word, field in known("items").items():
        assert folded.setdefault(fold(word), field) == field


def test_titles_above_the_headings_are_passed_over() -> None:
    data = b"Stock list 2026\n\nSKU,Description\n7,ball bearing\n"
    items = read_items("stock.csv", data)
    assert [(i.row, i.article, i.line.description) for i in items.items] == [
        (4, "7", "ball bearing")
    ]


def test_a_row_without_goods_is_reported_and_the_rest_goes_on() -> None:
    data = b"SKU,Description,HS\n1,,\n,,\n3,pump,8413.70\n"
    items = read_items("stock.csv", data)
    assert [item.row for item in items.items] == [4]
    assert [issue.where for issue in items.issues] == ["stock.csv row 2"]


def test_several_columns_of_words_are_one_description() -> None:
    data = b'SKU,Description,Description 2,Product name\n1,pump,"centrifugal, 5 kW",pump\n'
    (item,) = read_items("stock.csv", data).items
    assert item.line.description == "pump; centrifugal, 5 kW"


def test_what_an_earlier_run_left_is_handed_on() -> None:
    data = f"SKU,Description,{OURS}decision\n1,pump,not listed (AB)\n".encode()
    (item,) = read_items("stock.csv", data).items
    assert item.said == {"decision": "not listed (AB)"}


def test_a_table_without_headings_of_goods_says_what_it_has_and_what_it_needs() -> None:
    with pytest.raises(OrderError) as caught:
        read_items("people.csv", b"Voornaam,Leeftijd\nAnna,30\n")
    assert "Voornaam, Leeftijd" in str(caught.value)
    assert "Description" in str(caught.value)


def test_the_row_with_most_headings_is_taken() -> None:
    rows = [("Description",), ("SKU", "Description", "HS code")]
    found = find(rows, known("items"))
    assert found is not None
    assert found.row == 1


def test_an_unknown_edition_of_the_nomenclature_is_told() -> None:
    data = b"Description,HS,HS edition\npump,8413.70,1996\n"
    items = read_items("stock.csv", data)
    assert items.items[0].line.hs_edition is None
    assert "1996" in items.issues[0].says


def workbook(*sheets: tuple[str, list[list[object]], str]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows, merged in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
        if merged:
            page.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_sheet_with_most_headings_of_goods_is_read_and_the_others_named() -> None:
    notes: list[list[object]] = [["Name", "Phone"], ["Anna", "1"]]
    goods: list[list[object]] = [["SKU", "Description", "HS code"], [1, "pump", "8413.70"]]
    items = read_items("a.xlsx", workbook(("Notes", notes, ""), ("Items", goods, "")))
    assert items.table.sheet == "Items"
    assert items.skipped == ("Notes",)


def test_a_second_column_of_codes_is_told_and_not_joined_to_the_words() -> None:
    items = read_items("a.csv", b"Description,HS code,Taric\npump,8413.70,9999\n")
    (item,) = items.items
    assert (item.line.description, item.line.hs) == ("pump", "8413.70")
    assert [issue.where for issue in items.issues] == ["a.csv column 'Taric'"]


@pytest.mark.parametrize("titles", ["Part no,Manufacturer Part Number", "Model,Part number"])
def test_the_number_of_the_maker_is_read_before_a_number_of_ones_own(titles: str) -> None:
    (item,) = read_items("a.csv", f"{titles}\nX-1,STM32F407VGT6\n".encode()).items
    assert item.line.part_number == "STM32F407VGT6"


def test_rows_swallowed_by_a_stray_quote_are_told() -> None:
    data = b'SKU,Description,HS\n1,"12 inch pipe,7304\n2,pump,8413\n3,fan,8414\n'
    (issue,) = read_items("a.csv", data).issues
    assert issue.where == "a.csv row 2"
    assert "2 more rows" in issue.says


def test_a_cell_of_several_lines_is_no_swallowed_row() -> None:
    data = b'SKU,Description,HS\n1,"pump, small\nred, 5 kW",8413\n'
    assert read_items("a.csv", data).issues == ()


def test_a_description_merged_over_rows_counts_for_each() -> None:
    rows: list[list[object]] = [["SKU", "Description"], [1, "pump"], [2, None], [3, "fan"]]
    items = read_items("a.xlsx", workbook(("Stock", rows, "B2:B3")))
    assert [item.line.description for item in items.items] == ["pump", "pump", "fan"]
    assert [issue.where for issue in items.issues] == ["a.xlsx rows 2 to 3"]


def test_formulas_without_a_value_are_refused_where_they_are_read() -> None:
    rows: list[list[object]] = [["SKU", "Description", "Price"], [1, '="pu"&"mp"', 2]]
    with pytest.raises(OrderError, match="row 2: holds 1 formulas without a value"):
        read_items("a.xlsx", workbook(("Stock", rows, "")))
    rows = [["SKU", "Description", "Price"], [1, "pump", "=1+1"]]
    assert len(read_items("a.xlsx", workbook(("Stock", rows, ""))).items) == 1


def test_two_columns_of_one_heading_of_ours_are_refused() -> None:
    data = b"Description,enduse: decision,Enduse: Decision\npump,a,b\n"
    with pytest.raises(OrderError, match="two columns 'enduse: decision'"):
        read_items("a.csv", data)


def test_an_apostrophe_that_guards_a_text_is_not_read() -> None:
    items = read_items("a.csv", b"Description\n'-12V supply\n'quoted' word\n").items
    assert [item.line.description for item in items] == ["-12V supply", "'quoted' word"]
