"""Item masters: headings of four languages, rows that hold nothing, what earlier runs left."""

import pytest

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
    ],
)
def test_headings_of_four_languages_sap_and_odoo_are_read(titles: str) -> None:
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
