"""The letter to a customer: the same in each language and kind of file, whatever it holds."""

import io
import re
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.errors import PaperError
from enduse.model.finding import LANGUAGES, Language
from enduse.model.inquiry import Inquiry
from enduse.model.order import Line, Order, Party, Role
from enduse.report.letter import letter
from enduse.report.letter_blocks import Asked, Block, Fields, Items, Lines, Table, Text
from enduse.report.letter_docx import as_docx
from enduse.report.letter_pdf import as_pdf
from enduse.report.letter_text import WIDTH, as_text
from enduse.report.letter_words import shown, shown_lines, words, written_day, written_number

DAY = date(2026, 8, 5)
WORDS = tomllib.loads((files("enduse.report") / "letter.toml").read_text(encoding="utf-8"))
ORDER = Order(
    id="SO-17",
    date=date(2026, 8, 1),
    parties=(
        Party("seller", "Voorbeeld B.V.", country="NL", address="Havenstraat 12\nRotterdam"),
        Party("buyer", "Örnek Elektronik A.Ş.", country="TR", ids=(("registration", "12-3"),)),
        Party("consignee", "ООО «Пример»", country="KG", address="ул. Примерная 5, Бишкек"),
        Party("end_user", "شركة المثال للتجارة", country="AE", phone="+971 4 555 0100"),
    ),
    lines=(
        Line(
            "FPGA 示例 한글",
            hs="8542.31",
            quantity=500,
            unit="pcs",
            value=61500,
            currency="EUR",
        ),
        Line(part_number="XC7A100T", manufacturer="AMD Xilinx", quantity=1.5),
    ),
)
INQUIRY = Inquiry(ORDER, "en", DAY, ("Who pays?", "When?"), end_user=ORDER.parties[3])

languages = st.sampled_from(LANGUAGES)
# Whatever a file of orders can hold: control signs, half characters, marks that turn a line.
hostile = st.text(
    st.one_of(
        st.characters(), st.sampled_from("\x00\x1b\u202e\ud800\ufffe\n\t{}%$\\&<>\"'_*|#")
    ),
    max_size=9,
)
names = st.one_of(st.none(), hostile)
parties = st.builds(
    Party,
    role=st.sampled_from(get_args(Role)),
    name=names,
    country=st.sampled_from([None, "NL", "TR", "KG", "??"]),
    address=names,
    phone=names,
    email=names,
    activity=names,
)
amounts = st.one_of(st.none(), st.floats(0, 1e9))
lines = st.builds(
    Line,
    description=names,
    hs=names,
    part_number=names,
    manufacturer=names,
    quantity=amounts,
    unit=names,
    value=amounts,
    currency=st.sampled_from([None, "EUR"]),
)
inquiries = st.builds(
    Inquiry,
    order=st.builds(
        Order,
        id=hostile,
        parties=st.lists(parties, max_size=4).map(tuple),
        lines=st.lists(lines, max_size=3).map(tuple),
    ),
    language=languages,
    day=st.dates(),
    questions=st.lists(hostile.filter(lambda t: bool(shown(t))), max_size=3).map(tuple),
    end_user=st.one_of(st.none(), parties),
    clause=st.booleans(),
)


def said(made: tuple[Block, ...]) -> str:
    """All words of some blocks, in their order."""
    found: list[str] = []
    for block in made:
        match block:
            case Lines(several) | Items(several):
                found += several
            case Fields(rows) | Table(rows=rows):
                found += [cell for row in rows for cell in row]
            case Asked(text=text) | Text(text=text):
                found.append(text)
            case _:
                pass
    return "\n".join(found)


def of_docx(data: bytes) -> str:
    """All words of a DOCX file, as a reader of ours would find them."""
    paper = Document(io.BytesIO(data))
    cells = (cell.text for grid in paper.tables for row in grid.rows for cell in row.cells)
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


def test_every_language_has_the_same_words_to_fill_in() -> None:
    assert set(WORDS) == set(LANGUAGES)
    for language, own in WORDS.items():
        assert list(own) == list(WORDS["en"]), language
        for key, text in own.items():
            english = WORDS["en"][key]
            assert type(text) is type(english), (language, key)
            assert _shape(text) == _shape(english), (language, key)


def _shape(text: Any) -> Any:
    """What must not differ between languages: how many, what is filled in, where room is."""
    if isinstance(text, list):
        return [_shape(each) for each in text]
    return sorted(re.findall(r"\{\w*\}", text)), text.endswith(":") and len(text) > 3


WRITTEN_ALIKE = {"website", "thousands", "point", "colon", "date", "name", "number", "close"}


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_of_the_letter_is_left_in_english(language: Language) -> None:
    same = {key for key, text in WORDS[language].items() if text == WORDS["en"][key]}
    assert same - WRITTEN_ALIKE <= {"questions", "consignee", "parties", "sign"}


TELLING = (
    "SDN", "OFAC", "listed", "sanction", "gelistet", "gesanctioneerd", "embargoed", "red flag",
    "priority", "suspic", "verdacht", "verdächtig", "soupçon", "review", "hold", "threshold",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_letter_accuse_nobody(language: Language) -> None:
    """Whole words: a declaration may speak of an arms embargo, a letter not of a listing."""
    text = str(WORDS[language]).lower()
    found = [word for word in TELLING if re.search(rf"\b{word.lower()}\b", text)]
    assert found == []


@settings(max_examples=30, deadline=None)
@given(inquiries)
def test_every_question_stands_in_the_letter_once_in_its_order(inquiry: Inquiry) -> None:
    made = letter(inquiry)
    asked = [block for block in made.blocks if isinstance(block, Asked)]
    assert [each.text for each in asked] == [shown(text) for text in inquiry.questions]
    assert [each.number for each in asked] == list(range(1, len(asked) + 1))


@settings(max_examples=30, deadline=None)
@given(inquiries)
def test_the_clause_stands_in_it_where_it_is_due_and_nowhere_else(inquiry: Inquiry) -> None:
    text = said(letter(inquiry).blocks)
    assert (words(inquiry.language)["clause_why"] in text) == inquiry.clause


@settings(max_examples=30, deadline=None)
@given(inquiries)
def test_every_line_of_goods_stands_in_the_statement(inquiry: Inquiry) -> None:
    tables = [block for block in letter(inquiry).blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [len(inquiry.order.lines)] * len(tables)
    assert len(tables) == bool(inquiry.order.lines)
    assert {len(row) for table in tables for row in (table.head, *table.rows)} <= {6}


@settings(max_examples=15, deadline=None)
@given(inquiries)
def test_text_and_docx_hold_whatever_the_letter_says(inquiry: Inquiry) -> None:
    made = letter(inquiry)
    text, paper = as_text(made), of_docx(as_docx(made))
    for said_so in inquiry.questions:
        assert shown(said_so) in paper
        assert "".join(shown(said_so).split()) in "".join(text.split())
    text.encode("utf-8")
    assert not set(text) & {chr(code) for code in range(32)} - {"\n"}


@settings(max_examples=5, deadline=None)
@given(inquiries)
def test_a_pdf_shows_every_letter_or_names_one_that_it_cannot(inquiry: Inquiry) -> None:
    try:
        data = as_pdf(letter(inquiry))
    except PaperError as error:
        named = re.search(r"shows (.) \(U\+(\w+) ", str(error), re.DOTALL)
        told = named is not None and int(named[2], 16) == ord(named[1])
    else:
        told = data.startswith(b"%PDF-")
    assert told


def test_the_same_letter_is_the_same_file() -> None:
    made = letter(replace(INQUIRY, clause=True))
    assert as_pdf(made) == as_pdf(made)
    assert as_docx(made) == as_docx(made)
    with zipfile.ZipFile(io.BytesIO(as_docx(made))) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_every_script_are_shown(language: Language) -> None:
    made = letter(replace(INQUIRY, language=language))
    paper, text = of_docx(as_docx(made)), as_text(made)
    assert as_pdf(made).startswith(b"%PDF-")
    for party in ORDER.parties:
        assert (party.name or "") in paper
        assert (party.name or "") in text


def test_letters_that_no_font_has_are_named(tmp_path: Path) -> None:
    armenian = replace(ORDER, parties=(Party("buyer", "Արարատ"),))
    with pytest.raises(PaperError, match=r"Ա \(U\+0531 ARMENIAN CAPITAL LETTER AYB\)"):
        as_pdf(letter(replace(INQUIRY, order=armenian)))
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"no font")
    with pytest.raises(PaperError, match=r"broken\.ttf cannot be read as a font"):
        as_pdf(letter(INQUIRY), own_fonts=[broken])


def test_no_line_of_text_is_wider_than_the_page() -> None:
    for language in LANGUAGES:
        text = as_text(letter(replace(INQUIRY, language=language, clause=True)))
        assert max(map(len, text.splitlines())) <= WIDTH


def test_the_statement_is_filled_in_with_what_the_order_says() -> None:
    text = as_text(letter(INQUIRY))
    for known in (
        "Voorbeeld B.V.\nHavenstraat 12\nRotterdam\nNETHERLANDS",
        "Country: Turkey (TR)",
        "Registration number and register: registration 12-3",
        "Contact, telephone, e-mail: +971 4 555 0100",
        "Order or contract: SO-17, of 1 August 2026",
        "HS code 8542.31; Quantity 500\u00a0pcs; Value 61,500.00\u00a0EUR",
        "Maker, part number AMD Xilinx, XC7A100T; Quantity 1.5",
    ):
        assert known in text


def test_an_end_user_who_is_not_known_leaves_room_to_write() -> None:
    text = as_text(letter(replace(INQUIRY, end_user=None)))
    part = text[text.index("End user\n") : text.index("2. Goods")]
    assert part.count("____") >= 7
    assert "شركة" not in part


def test_without_a_question_the_letter_asks_for_the_statement_alone() -> None:
    text = as_text(letter(replace(INQUIRY, questions=())))
    assert "Order SO-17: end-user statement" in text
    assert "Questions\n" not in text


def test_the_notes_of_an_order_are_not_for_its_customer() -> None:
    noted = replace(ORDER, notes="customer is odd", end_use="resale")
    assert as_text(letter(replace(INQUIRY, order=noted))) == as_text(letter(INQUIRY))


def test_the_clause_says_it_in_the_terms_of_the_article() -> None:
    text = as_text(letter(replace(INQUIRY, clause=True)))
    clause = " ".join(text[text.index("Proposed clause") :].split())
    for term in (
        "shall not re-export to Russia, nor re-export for use in Russia",
        "Article 12g of Regulation (EU) No 833/2014",
        "remedies to be adequate",
        "informs the competent authority",
        "It is no official model; counsel should check it",
    ):
        assert term in clause


@given(st.floats(0, 1e12), languages)
def test_a_figure_reads_back_as_it_was(number: float, language: Language) -> None:
    own = words(language)
    text = written_number(number, language, places=2)
    assert set(text) <= set("0123456789") | {own["thousands"], own["point"]}
    plain = text.replace(own["thousands"], "").replace(own["point"], ".")
    assert float(plain) == pytest.approx(number, abs=0.005, rel=1e-9)


@given(st.dates(date(1000, 1, 1)), languages)
def test_a_day_names_itself(day: date, language: Language) -> None:
    text = written_day(day, language)
    assert str(day.year) in text
    assert words(language)["months"][day.month - 1] in text


@given(hostile)
def test_what_is_shown_is_one_line_that_shows_itself(text: str) -> None:
    line = shown(text)
    assert "\n" not in line
    line.encode("utf-8")
    assert shown(line) == line
    assert all(shown(each) == each and each for each in shown_lines(text))
