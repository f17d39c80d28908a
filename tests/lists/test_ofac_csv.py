import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists.ofac_csv import REMARKS_ROOM, read
from enduse.model.listing import Entry, ListedAddress, ListedName, Reading

FILES = Path(__file__).parent / "files"


def published(name: str) -> bytes:
    """The file as OFAC writes it: CRLF, and a lone 0x1A at the end."""
    text = (FILES / name).read_text(encoding="utf-8")
    return text.replace("\n", "\r\n").encode() + b"\x1a"


SET = {name: published(name) for name in ("sdn.csv", "alt.csv", "add.csv")}
NULLS = ",".join(["-0- "] * 8)


def sdn(*rows: str) -> bytes:
    return "".join(f"{row}\r\n" for row in rows).encode() + b"\x1a"


def entry(reading: Reading, number: str) -> Entry:
    (found,) = (one for one in reading.entries if one.id == number)
    return found


def says(reading: Reading) -> str:
    return "\n".join(f"{i.gravity} {i.where}: {i.says}" for i in reading.issues)


def test_a_whole_set_is_read_without_an_error() -> None:
    reading = read(SET)
    assert [one.id for one in reading.entries] == [
        "36", "306", "4243", "15431", "12880", "16807", "16829",
    ]  # fmt: skip
    assert dict(reading.rows) == {"sdn.csv": 7, "alt.csv": 15, "add.csv": 10}
    assert reading.gaps == ()
    assert [issue for issue in reading.issues if issue.gravity == "error"] == []
    assert "columns were not read" not in says(reading)


def test_types_are_kept_and_an_empty_one_is_unknown() -> None:
    kinds = {one.id: one.kind for one in read(SET).entries}
    assert kinds["12880"] == "person"
    assert kinds["4243"] == "vessel"
    assert kinds["15431"] == "aircraft"
    assert kinds["306"] == "unknown"
    assert ("SDN_Type", "entity") in entry(read(SET), "306").facts


def test_strong_aliases_come_from_alt_and_weak_ones_from_remarks() -> None:
    assert entry(read(SET), "306").names == (
        ListedName("BANCO NACIONAL DE CUBA"),
        ListedName("NATIONAL BANK OF CUBA", "aka"),
        ListedName("BNC", "aka", "weak"),
    )


def test_a_name_of_a_person_with_a_comma_puts_the_family_first() -> None:
    assert {name.family_first for name in entry(read(SET), "12880").names} == {True}
    # US OFAC SDN 173 has a comma too, and no family.
    firm = read({"sdn": sdn(f'173,"ANGLO-CARIBBEAN CO., LTD.",-0- ,"CUBA",{NULLS}')})
    assert firm.entries[0].names == (ListedName("ANGLO-CARIBBEAN CO., LTD."),)


def test_addresses_programmes_titles_and_columns_are_kept() -> None:
    reading = read(SET)
    assert entry(reading, "306").addresses[0] == ListedAddress(
        "Zweierstrasse 35, Zurich CH-8022", "Switzerland"
    )
    assert entry(reading, "4243").addresses == ()
    assert entry(reading, "16807").programmes == ("UKRAINE-EO13661", "RUSSIA-EO14024")
    assert entry(reading, "12880").titles == (
        "Foreign and Expatriates Minister", "Minister for Foreign Affairs",
    )  # fmt: skip
    assert ("Vessel Owner", "Sand & Swan Navigation Co. Ltd.") in entry(reading, "4243").facts
    assert ("Call Sign", "P3QG3") in entry(reading, "4243").facts


@given(st.permutations(["one", "two.txt", "sdn.csv"]))
def test_a_part_is_known_by_its_columns_and_never_by_its_name(names: list[str]) -> None:
    shuffled = dict(zip(names, SET.values(), strict=True))
    assert read(shuffled).entries == read(SET).entries


def test_missing_parts_are_gaps() -> None:
    reading = read({"sdn.csv": SET["sdn.csv"]})
    assert reading.gaps == ("alt", "add")
    assert "sdn_comments was not given" in says(reading)


def remark(text: str) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="").writerow([text])
    return out.getvalue()


def test_a_remark_is_joined_before_it_is_read_wherever_it_was_cut() -> None:
    # US OFAC SDN 28263, July 2021, is cut inside a name and goes on in sdn_comments.
    tail, wrong = "; a.k.a. 'snowsjohn'; MMSI 123456789.", []
    for at in range(len(tail)):
        whole = f"Website {'w' * (REMARKS_ROOM - 8 - at)}{tail}"
        cut, rest = whole[:REMARKS_ROOM], whole[REMARKS_ROOM:]
        row = f'28263,"A",-0- ,"X",{",".join(["-0- "] * 7)},{remark(cut)}'
        (found,) = read({"sdn": sdn(row), "more": sdn(f"28263,{remark(rest)}")}).entries
        aliases = [name.text for name in found.names[1:]]
        if (aliases, [n.scheme for n in found.ids], found.remarks) != (
            ["snowsjohn"],
            ["mmsi"],
            (),
        ):
            wrong.append(at)
    assert wrong == []


def test_the_broken_end_of_a_remark_that_stays_cut_is_not_taken_for_a_fact() -> None:
    text = f"Website {'w' * 969}; MMSI 123456789; Passport A12"[:REMARKS_ROOM]
    assert len(text) == REMARKS_ROOM
    reading = read({"sdn": sdn(f'7,"A",-0- ,"X",{",".join(["-0- "] * 7)},{remark(text)}')})
    (found,) = reading.entries
    assert [number.scheme for number in found.ids] == ["mmsi"]
    assert found.remarks == (text.rsplit("; ", 1)[1],)
    assert "1 remarks are cut at 1,000 characters: 7" in says(reading)


def test_a_missing_end_mark_is_told() -> None:
    whole = "the end mark 0x1A is missing"
    assert whole not in says(read(SET))
    assert whole in says(read({**SET, "sdn.csv": SET["sdn.csv"].rstrip(b"\x1a")}))


def test_two_different_rows_of_one_number_are_both_kept() -> None:
    # US OFAC SDN 2677 in a re-saved copy of January 2022 stood for a person and for a firm.
    rows = f'2677,"ONE",individual,"SDGT",{NULLS}', f'2677,"TWO",-0- ,"SDGT",{NULLS}'
    alias = b'2677,1,"aka","BOTH",-0- \r\n\x1a'
    reading = read({"sdn": sdn(*rows, rows[0]), "alt": alias})
    assert [one.id for one in reading.entries] == ["2677", "2677#2"]
    assert [[name.text for name in one.names] for one in reading.entries] == [
        ["ONE", "BOTH"], ["TWO", "BOTH"],
    ]  # fmt: skip
    assert "row 2 is another 2677, row 3 repeats 2677" in says(reading)


def test_rows_of_a_party_that_is_not_there_are_one_warning() -> None:
    stray = "".join(f'{n},1,"aka","STRAY",-0- \r\n' for n in range(900, 930)).encode()
    reading = read({**SET, "alt.csv": stray + SET["alt.csv"]})
    assert [issue for issue in reading.issues if issue.gravity == "error"] == []
    strays = [issue for issue in reading.issues if "not in sdn.csv" in issue.says]
    assert len(strays) == 1
    assert strays[0].says.startswith("30 rows name a party that is not in sdn.csv: row 1 (900)")


def test_an_unbalanced_quote_costs_one_row_and_says_which() -> None:
    rows = SET["sdn.csv"].split(b"\r\n")
    rows[1] = rows[1].replace(b'"CUBA"', b'"CUBA', 1)
    reading = read({**SET, "sdn.csv": b"\r\n".join(rows)})
    assert len(reading.entries) == 6
    assert re.search(r"error sdn.csv: 1 rows cannot be read.*: row 2 \(", says(reading))


def test_a_quote_that_never_closes_is_told_even_where_the_columns_are_right() -> None:
    reading = read({**SET, "more": sdn('36,"; DOB 1962', '306,"; MMSI 123456789"')})
    assert "error more: 1 rows cannot be read" in says(reading)
    assert dict(reading.rows)["more"] == 1


def test_types_that_are_new_to_us_are_told_and_the_party_is_kept() -> None:
    reading = read({"sdn": sdn(f'7,"A","submarine","X",{NULLS}'), "alt": b'7,1,"xka","B",-0- '})
    assert [name.text for name in reading.entries[0].names] == ["A", "B"]
    assert reading.entries[0].kind == "unknown"
    assert "party type 'submarine' (1)" in says(reading)
    assert "alias type 'xka' (1)" in says(reading)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "was given no file; expected the file with 12 columns"),
        ({"alt.csv": SET["alt.csv"]}, r"was given alt; expected the file with 12 columns"),
        ({"a": SET["sdn.csv"], "b": SET["sdn.csv"]}, "a and b are both the part 'sdn'"),
        ({"sdn.csv": b""}, "sdn.csv is empty: 0 bytes"),
        ({"sdn.csv": b"<!DOCTYPE html><html>moved"}, "web page"),
        ({"sdn.csv": b"36,caf\xe9"}, "0xE9 at 6"),
        (
            {"sdn.csv": b"1,2,3\r\n"},
            r"rows of 3 columns; expected a file of 2 \(sdn_comments\)",
        ),
        ({"sdn.csv": b"name,country\r\n"}, "no row that opens with a number"),
        ({"sdn.csv": b"36,\0"}, "NUL"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(parts: dict[str, bytes], words: str) -> None:
    with pytest.raises(ListError, match=words):
        read(parts)


def accounted(parts: Mapping[str, bytes], reading: Reading) -> bool:
    """Every line of every file is a row that was read or a row that was told of."""
    lost: dict[str, int] = {}
    for issue in reading.issues:
        if match := re.match(r"(\d+) rows cannot be read", issue.says):
            lost[issue.where] = int(match[1])
    for name, count in reading.rows:
        lines = parts[name].decode("utf-8-sig").split("\n")
        filled = [line for line in lines if line.removesuffix("\r")]
        marks = 1 if filled and filled[-1].strip("\r ") == "\x1a" else 0
        if count + lost.get(name, 0) != len(filled) - marks:
            return False
    return True


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """The set with one file cut, flipped, or with rows doubled and dropped."""
    name = draw(st.sampled_from(sorted(SET)))
    data = bytearray(SET[name])
    at, much = draw(st.integers(0, len(data) - 1)), draw(st.integers(1, 400))
    match draw(st.sampled_from(["cut", "flip", "double", "insert"])):
        case "cut":
            del data[at : at + much]
        case "flip":
            data[at] = draw(st.integers(0, 255))
        case "double":
            rows = bytes(data).split(b"\r\n")
            data = bytearray(b"\r\n".join([*rows[: at % 5], *rows]))
        case _:
            data[at:at] = draw(
                st.sampled_from([b'"', b"\n", b"\x1a", b",", b"'", b"\r\n", b"-0- "])
            )
    return {**SET, name: bytes(data)}


@given(damaged())
def test_a_damaged_set_is_read_or_refused_and_no_row_goes_missing(
    parts: dict[str, bytes],
) -> None:
    try:
        reading = read(parts)
    except ListError:
        return
    assert accounted(parts, reading)
    ids = [one.id for one in reading.entries]
    assert len(ids) == len(set(ids))


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(one: bytes, other: bytes) -> None:
    for parts in ({"a": one}, {"a": one, "b": other}, {**SET, "c": one}):
        try:
            assert accounted(parts, read(parts))
        except ListError:
            continue


@given(st.lists(st.text(max_size=12), min_size=12, max_size=12))
def test_any_cells_are_kept_word_for_word(cells: list[str]) -> None:
    clean = [re.sub(r"[\r\n\0]", " ", cell) for cell in cells]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="").writerow(["7", *clean[1:]])
    reading = read({"sdn": out.getvalue().encode("utf-8", "replace") + b"\r\n\x1a"})
    name = clean[1].encode("utf-8", "replace").decode().strip()
    expected = () if name in ("", "-0-") else (name,)
    assert tuple(n.text for n in reading.entries[0].names if n.kind == "primary") == expected


@pytest.mark.parametrize(
    ("ends", "gravity"),
    [(b"\r\n", "error"), (b"\n", "warning")],
    ids=["as given out", "saved anew"],
)
def test_a_missing_end_mark_is_an_error_where_the_file_is_as_ofac_gave_it_out(
    ends: bytes, gravity: str
) -> None:
    rows = SET["sdn.csv"].split(b"\r\n")
    unmarked = ends.join(row for row in rows if row.strip(b"\x1a ")) + ends
    reading = read({**SET, "sdn.csv": unmarked})
    (issue,) = [each for each in reading.issues if "end mark" in each.says]
    assert (issue.where, issue.gravity) == ("sdn.csv", gravity)


def test_a_file_that_was_cut_inside_its_first_line_was_not_saved_anew() -> None:
    first = SET["sdn.csv"].split(b"\r\n")[0]
    (issue,) = [each for each in read({"sdn": first}).issues if "end mark" in each.says]
    assert issue.gravity == "error"
