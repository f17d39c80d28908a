"""Files made to break a reader: each is an error with words, or read without harm."""

from pathlib import Path

import pytest

from enduse.errors import OrderError
from enduse.intake.edocs.read import read_edoc, what_edoc
from tests.intake.edocs.writing import UBL

HEAD = f"<Invoice {UBL.format(root='Invoice')}>"


def test_a_call_to_a_file_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET")
    call = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    bomb = f"{call}{HEAD}<cbc:ID>&x;</cbc:ID></Invoice>"
    with pytest.raises(OrderError, match="DOCTYPE") as caught:
        read_edoc("a.xml", bomb.encode())
    assert "TOP SECRET" not in str(caught.value)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<!DOCTYPE a>" + HEAD + "</Invoice>", "document type"),
        (
            '<!DOCTYPE a [<!ENTITY a "aaaa">'
            + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
            + f"]>{HEAD}<cbc:ID>&j;</cbc:ID></Invoice>",
            "document type",
        ),
        (HEAD + "<a>" * 300 + "</a>" * 300 + "</Invoice>", "256 deep"),
        (f"{HEAD}<cbc:ID>{'a' * 11_000_000}</cbc:ID></Invoice>", "10 MB"),
        (f"{HEAD}<cbc:ID>", "broken XML"),
        (f'<?xml version="1.0"?>{HEAD}</Invoice>' * 101, "documents"),
    ],
    ids=["doctype", "laughs", "deep", "long", "cut", "many"],
)
def test_a_bomb_is_refused_with_words(body: str, says: str) -> None:
    with pytest.raises(OrderError, match=says):
        read_edoc("a.xml", body.encode())


def test_a_style_sheet_is_not_called_and_does_no_harm() -> None:
    made = read_edoc(
        "a.xml", f'<?xml-stylesheet href="http://x.invalid/a"?>{HEAD}</Invoice>'.encode()
    )
    assert made is not None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_xml_is_read_in_the_encoding_that_it_says(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}<cbc:ID>Größe</cbc:ID></Invoice>'
    made = read_edoc("a.xml", text.encode(encoding))
    assert made is not None
    assert made[0].own is not None
    assert made[0].own.number == "Größe"


def test_several_documents_in_a_file_are_all_read_and_lines_keep_their_numbers() -> None:
    first = f'<?xml version="1.0"?>\n{HEAD}<cbc:ID>1</cbc:ID></Invoice>\n'
    made = read_edoc("a.xml", (first * 3).encode())
    assert made is not None
    assert [document.own.number for document in made if document.own] == ["1", "1", "1"]


def test_elements_without_a_namespace_are_no_document_of_ubl() -> None:
    assert read_edoc("a.xml", b"<Invoice><ID>1</ID></Invoice>") is None


@pytest.mark.parametrize("text", ["UNA", "UNA:+", "UNABLE TO DELIVER", "UNA:+.? '"])
def test_a_text_that_only_begins_as_edifact_does_is_none(text: str) -> None:
    assert read_edoc("a.edi", text.encode()) is None
    assert what_edoc("a.edi", text.encode()) is None


def test_an_interchange_larger_than_anybodys_is_refused_and_not_cut() -> None:
    one = "UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'NAD+BY+++A'UNT+4+1'"
    with pytest.raises(OrderError, match="at most"):
        read_edoc("a.edi", ("UNB+UNOC:3'" + one * 200_000).encode())


def test_more_of_an_amendment_goes_with_the_amendment_and_never_with_the_credit() -> None:
    header = "{{1:F01ABCDNL2AXXXX}}{{2:O{}1200}}{{4:\n:27:1/2\n:20:LC1\n"
    text = (
        header.format("700") + ":40A:IRREVOCABLE\n:50:A\n:59:B\n:45A:PUMPS\n-}\n"
        + header.format("701") + ":45A:VALVES\n-}\n"
        + header.format("707") + ":30:260801\n:59:C\n-}\n"
        + header.format("708") + ":45B:/ADD/CENTRIFUGES\n-}\n"
    )  # fmt: skip
    credit, amendment = read_edoc("a.txt", text.encode()) or ()
    assert "PUMPS" in str(credit.wire["lines"])
    assert "VALVES" in str(credit.wire["lines"])
    assert "CENTRIFUGES" not in str(credit.wire)
    assert "CENTRIFUGES" in str(amendment.wire["lines"])
