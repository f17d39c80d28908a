import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.goods.control_acts import ActTable
from enduse.goods.control_kinds import read_brought
from enduse.goods.control_list import ControlTables
from enduse.goods.control_read import read_annex, read_ccl, read_paragraphs
from enduse.goods.control_search import Text, WordIndex, texts_of_list, words_of

SHARED = os.environ.get("TEST_SHARED")
ANNEX = (
    b"entry,paragraph,depth,note_type,text,regime\n"
    b"3A001,3A001,1,base,Electronic items,WA\n"
    b"3A001,3A001.a.10,3,base,Custom circuits,WA\n"
    b"3A001,3A001.a,2,base,General purpose integrated circuits,WA\n"
    b"3A001,3A001.a,3,Note:,They include hybrid ones,WA\n"
    b"3A001,3A001.a.2,3,base,Microprocessors,WA\n"
)
CCL = json.dumps(
    {
        "ecfrIssueDate": "2026-07-23",
        "citation": "15 CFR Part 774",
        "entries": [
            {
                "eccn": "3A001",
                "heading": "Electronic items",
                "reasonForControl": "NS, AT",
                "countryChart": [{"control": "NS applies", "countryChart": "NS Column 1."}],
            }
        ],
    }
).encode()
PARAGRAPHS = (
    b"ecn_number,description_en,notes\n"
    b"3A001.A.2,Microprocessors,[]\n"
    b"3A001,Electronic items,\"[{'description': 'Related: see 3A090'}]\"\n"
    b"9A012,Drones,[]\n"
    b"3.00E+01,Technology,[]\n"
    b"0.00E+00,Technology,[]\n"
    b"XI(A)(4),Munitions,[]\n"
)


def test_an_entry_is_read_with_its_paragraphs_in_their_order() -> None:
    entry = read_annex(ANNEX, "annex.csv").entries["3A001"]
    assert entry.heading == "Electronic items"
    assert [p.number for p in entry.below("3A001.a")] == ["3A001.a.2", "3A001.a.10"]
    assert [p.kind for p in entry.at("3A001.a")] == ["item", "note"]


def test_the_us_list_gives_reasons_and_takes_missing_paragraphs_from_another_copy() -> None:
    both = read_ccl(CCL, "ccl.json").filled_from(read_paragraphs(PARAGRAPHS, "p.csv"))
    entry = both.entries["3A001"]
    assert entry.reasons == "NS, AT"
    assert [p.text for p in entry.at("3A001.a.2")] == ["Microprocessors"]
    assert "ccl.json" in entry.source
    assert "p.csv" in entry.source
    assert "9A012" in both.entries


def test_numbers_that_a_spreadsheet_ruined_are_restored_or_told() -> None:
    read = read_paragraphs(PARAGRAPHS, "p.csv")
    assert read.entries["3E001"].heading == "Technology"
    said = " ".join(issue.says for issue in read.issues)
    assert "1 numbers that a spreadsheet ruined were restored" in said
    assert "'0.00E+00'" in said
    assert "other list" in said


def test_entries_of_finds_a_number_in_each_list_once() -> None:
    tables = ControlTables(read_annex(ANNEX, "a"), read_ccl(CCL, "c"))
    found = tables.entries_of(["3A001.a.7", "3a001", "9Z999", "EAR99"])
    assert [(table, entry.number) for table, entry in found] == [
        ("eu_annex_i", "3A001"),
        ("us_ccl", "3A001"),
    ]
    assert ControlTables().entries_of(["3A001"]) == ()


def test_a_table_of_an_act_keeps_what_it_says_of_itself() -> None:
    table = ActTable.read(
        b"code,description,as_of,source,read,partial_ex\n"
        b"85423190,chips,2026-09,An act,primary,1\n,software,,,,0\n90,radar,,,,1\n",
        "act",
    )
    (chip,) = table.of(["854231"])
    assert (chip.part, chip.read, str(chip.as_of)) == (True, "primary", "2026-09-30")
    assert [each.text for each in table.of(["901420"])] == ["radar"]
    assert table.of(["010121"]) == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"PK\x03\x04xxxx", "spreadsheet or a PDF"),
        (b"%PDF-1.7", "spreadsheet or a PDF"),
        (b"<!doctype html><html>", "web page"),
        (b"\xff\xfea\x00b\x00", "UTF-8"),
        (b'{"entries": [', "no sound JSON"),
        (b'{"a": {"b": 1}}', "JSON with a"),
        (b"a,b\n1,2\n", "columns a, b"),
        (b"code,description\n85423190\n", "fewer cells"),
        (b"code,description\n85423190,x,y\n", "more cells"),
        (b'code,description\n854231,"open', "cannot be read"),
        (b"code,description\n854,x\n", "3 digits"),
        (b"code,description,as_of\n854231,x,soon\n", "as_of is 'soon'"),
        (b"number,text\n3A001,x\n", "--table"),
        (b'{"entries": [{"eccn": "3F001"}]}', "entries/0"),
        (b"[" * 100_000, "no sound JSON"),
    ],
    ids=lambda each: str(each)[:24],
)
def test_what_is_no_table_is_refused_with_what_was_found(data: bytes, says: str) -> None:
    with pytest.raises(ListError, match="expected") as caught:
        read_brought(data, "table.csv")
    assert says in str(caught.value)


@settings(max_examples=300)
@given(
    st.binary(max_size=300)
    | st.builds(
        bytes.__add__, st.sampled_from([ANNEX, CCL[:-3], PARAGRAPHS]), st.binary(max_size=40)
    )
)
def test_any_bytes_are_a_table_or_an_error_of_ours(data: bytes) -> None:
    with suppress(ListError):
        assert read_brought(data, "any.csv").rows >= 0


def test_a_known_table_in_a_wrong_form_is_refused() -> None:
    with pytest.raises(ListError, match="'annex'"):
        read_brought(ANNEX, "annex.csv", table="us_country_chart")


def test_search_finds_each_text_by_its_own_words_first() -> None:
    texts = [*texts_of_list(read_annex(ANNEX, "a"))]
    index = WordIndex.of(texts)
    for each in texts:
        best = index.search(each.text)[0]
        assert set(words_of(each.text)) <= {*best.words}
    assert index.search("") == ()
    assert index.search("zebra") == ()
    assert WordIndex.of(()).search("chip") == ()


@given(st.lists(st.text("ab ", max_size=12), max_size=8), st.text("ab ", max_size=12))
def test_search_gives_only_texts_that_hold_a_word_the_best_first(
    texts: list[str], asked: str
) -> None:
    index = WordIndex.of(Text("t", str(n), text) for n, text in enumerate(texts))
    found = index.search(asked, limit=100)
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    holding = {n for n, text in enumerate(texts) if {*words_of(text)} & {*words_of(asked)}}
    assert {int(m.text.number) for m in found} == holding


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real tables")
def test_the_real_lists_are_read_whole() -> None:
    folder = Path(SHARED or "") / "goods"
    annex = read_annex((folder / "eu/annex_i_2022_en.csv").read_bytes(), "annex")
    assert len(annex.entries) == 366
    assert {"9A012", "7A103", "6A003", "5A002", "3A001"} <= set(annex.entries)
    ccl = read_ccl((folder / "us/ccl.json").read_bytes(), "ccl")
    assert len(ccl.entries) == 633
    both = ccl.filled_from(
        read_paragraphs((folder / "us/eccn_paragraphs.csv").read_bytes(), "p")
    )
    assert both.entries["9A012"].paragraphs
    index = WordIndex.of([*texts_of_list(annex), *texts_of_list(both)])
    best = {m.text.number for m in index.search("field programmable logic device", limit=3)}
    assert "3A001.a.7" in best
