"""A small whole file of every format that can be read, made by hand in the published shape.

The makers and their texts stand in the test of each reader; here they are joined, so that
what holds of every reader is tested on every one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from tests.lists import (
    test_bis_dpl,
    test_csl,
    test_csl_compact,
    test_dfat_xlsx,
    test_eu_833,
    test_eu_fsf_csv,
    test_eu_fsf_xml,
    test_ftm,
    test_meti,
    test_nl_ods,
    test_ofac_advanced,
    test_ofac_csv,
    test_ofac_xml,
    test_private,
    test_seco_xml,
    test_sema_xml,
    test_sheet,
    test_starter,
    test_uk_lists,
    test_un_xml,
)

Make = Literal["lines", "xml", "json", "zip"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A whole file, or set of files, of one list. `make` is how its bytes are built."""

    name: str
    list_id: str
    make: Make
    parts: Mapping[str, bytes]


def _plain(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _nested() -> bytes:
    """The parties of `test_ftm`, the tie to an owner inside its company."""
    works = json.loads(json.dumps(test_ftm.WORKS))
    owns = json.loads(json.dumps(test_ftm.OWNS))
    owns["properties"]["owner"] = [test_ftm.OWNER]
    works["properties"]["ownershipAsset"] = [owns]
    return test_ftm.lines(test_ftm.VESSEL, works, test_ftm.PERSON)


def _wide(rows: list[list[str]]) -> bytes:
    """A workbook of more columns than the alphabet has letters."""
    body = ""
    for number, row in enumerate(rows, 1):
        names = [f"{'A' * (at // 26)}{chr(65 + at % 26)}{number}" for at in range(len(row))]
        cells = zip(names, row, strict=True)
        body += f'<row r="{number}">'
        for name, cell in cells:
            body += f'<c r="{name}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        body += "</row>"
    return test_sheet.packed(test_sheet.xlsx_parts(body))


def _one(name: str, list_id: str, make: Make, data: bytes) -> Sample:
    return Sample(name, list_id, make, {"file": data})


SAMPLES = (
    _one("ofac sdn xml", "us_ofac_sdn", "xml", test_ofac_xml.DATA),
    _one("ofac sdn advanced", "us_ofac_sdn", "xml", test_ofac_advanced.DATA),
    Sample("ofac sdn csv", "us_ofac_sdn", "lines", test_ofac_csv.SET),
    _one("ofac cons xml", "us_ofac_cons", "xml", test_ofac_xml.DATA),
    _one("ofac cons advanced", "us_ofac_cons", "xml", test_ofac_advanced.DATA),
    Sample("ofac cons csv", "us_ofac_cons", "lines", test_ofac_csv.SET),
    _one("csl compact", "us_csl", "json", _plain(test_csl_compact.COPY)),
    _one("csl json", "us_csl", "json", _plain(test_csl.JSON)),
    _one("csl csv", "us_csl", "lines", test_csl.CSV),
    _one("bis dpl", "us_bis_dpl", "lines", test_bis_dpl.DPL),
    _one("un xml", "un_sc", "xml", test_un_xml.DATA),
    _one("eu fsf csv", "eu_fsf", "lines", test_eu_fsf_csv.DATA),
    _one("eu fsf short csv", "eu_fsf", "lines",
         test_eu_fsf_csv.wrapped(test_eu_fsf_csv.SHORT_LINES) + b"\n"),
    _one("eu fsf xml", "eu_fsf", "xml", test_eu_fsf_xml.DATA),
    _one("eu 833 own columns", "eu_833", "lines", test_eu_833.OWN),
    _one("eu 833 transcription", "eu_833", "lines",
         test_eu_833.table(test_eu_833.FIRM, test_eu_833.SHIP) + b"\n"),
    _one("uk ods", "uk_sl", "zip", test_uk_lists.ODS),
    _one("uk csv", "uk_sl", "lines", test_uk_lists.CSV),
    _one("uk xml", "uk_sl", "xml", test_uk_lists.XML),
    _one("ofsi old csv", "uk_ofsi", "lines", test_uk_lists.OLD),
    _one("ofsi new csv", "uk_ofsi", "lines", test_uk_lists.NEW),
    _one("ofsi xlsx", "uk_ofsi", "zip", _wide(test_uk_lists.NEW_ROWS)),
    _one("seco xml", "ch_seco", "xml", test_seco_xml.DATA),
    _one("sema xml", "ca_sema", "xml", test_sema_xml.DATA),
    _one("dfat xlsx", "au_dfat", "zip", test_dfat_xlsx.DATA),
    _one("meti json", "jp_meti_eul", "json", _plain(test_meti.JSON)),
    _one("meti csv", "jp_meti_eul", "lines", test_meti.table(test_meti.TABLE)),
    _one("meti xlsx", "jp_meti_eul", "zip", test_sheet.xlsx(test_meti.TABLE)),
    _one("nl ods", "nl_national", "zip", test_nl_ods.DATA),
    _one("starter csv", "starter", "lines",
         (test_starter.HEAD + "".join(
             test_starter.ROW.replace(",1,Example", f",{n},Example") for n in (1, 2, 3))
         ).encode()),
    _one("ftm entities", "own_list", "lines", test_ftm.DATA),
    _one("ftm nested", "own_list", "lines", _nested()),
    _one("ftm simple", "own_list", "lines", test_ftm.SIMPLE),
    _one("private csv", "own_list", "lines", test_private.DATA),
    _one("private xlsx", "own_list", "zip", test_private.xlsx_of(test_private.ROWS)),
)  # fmt: skip
