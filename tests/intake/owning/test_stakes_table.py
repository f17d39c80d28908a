"""A table of stakes: every row is a holding, or is said with its row and column."""

import io

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st
from openpyxl import Workbook

from enduse.errors import OrderError
from enduse.intake.owning.read import read
from enduse.intake.owning.shares import share_of
from enduse.model.holding import HAIR, Share
from tests.intake.owning.made import PLACES, says, table


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("25", (25, 25)), ("50 %", (50, 50)), ("12,5", (12.5, 12.5)), ("12.5%", (12.5, 12.5)),
        ("25-50", (25, 50)), ("25 – 50 %", (25, 50)), ("25 to 50", (25, 50)),
        (">50", (50 + HAIR, 100)), ("more than 50 %", (50 + HAIR, 100)),
        (">= 75", (75, 100)), ("≥75", (75, 100)), ("<25", (0, 25 - HAIR)), ("<= 25 %", (0, 25)),
        ("majority", (50 + HAIR, 100)), ("Minority", (0, 50 - HAIR)), ("whole", (100, 100)),
        ("100", (100, 100)), (">100", (100, 100)), ("<0", (0, 0)),
        ("", None), ("unknown", None), ("n/a", None),
    ],
)  # fmt: skip
def test_a_share_is_read_as_people_type_it(text: str, share: Share | None) -> None:
    said = table(f"owner;owned;share\nJ. Voorbeeld;Koch BV;{text}\n")
    (held,) = said.holdings
    assert held.share == share
    assert said.doubts == ()


@pytest.mark.parametrize(
    "text", ["101", "-5", "50-25", "half", "1e1", "5 of 7", "٢٥x", "0.5.5"]
)
def test_a_share_that_is_none_is_said_with_its_row_and_the_owner_stays(text: str) -> None:
    said = table(f'owner,owned,share\nA,B,10\nJ. Voorbeeld,Koch BV,"{text}"\nC,D,20\n')
    assert [each.share for each in said.holdings] == [(10, 10), None, (20, 20)]
    (doubt,) = said.doubts
    assert doubt.issue.where == "made.csv row 3"
    assert doubt.issue.gravity == "error"
    assert f"column share is {text!r}" in doubt.issue.says
    assert doubt.about == said.holdings[1].owned


@pytest.mark.parametrize("row", ["K,Koch BV,12,5", "K,Koch BV,12,,5", "K,Koch BV,12, ,5,"])
def test_a_cell_beyond_the_header_is_said_and_not_dropped(row: str) -> None:
    said = table(f"owner,owned,share\n{row}\nL,Koch BV,20,,\n")
    (doubt,) = said.doubts
    assert (doubt.issue.where, doubt.issue.gravity) == ("made.csv row 2", "error")
    assert "has '5' under no column" in doubt.issue.says
    assert doubt.about == said.holdings[0].owned


@tried(st.text(max_size=12))
def test_any_text_is_a_share_inside_the_whole_or_is_refused(text: str) -> None:
    try:
        share = share_of(text)
    except ValueError:
        return
    assert share is None or 0 <= share[0] <= share[1] <= 100


def test_all_columns_are_read() -> None:
    (held,) = (said := table(
        "Owner,Owned,Share,Owner country,owned_country,owner_ids,owned_ids,control,since,until,"
        "source\nJ. Voorbeeld,Koch BV,25,nl,Netherlands,national_id=123456,"
        "lei=L1; registration=12345678,yes,2020-01-01,2027-01-01,extract of May\n"
    )).holdings  # fmt: skip
    owner, owned = (next(e for e in said.entities if e.key == key)
                    for key in (held.owner, held.owned))  # fmt: skip
    assert (owner.name, owner.country, owner.ids) == (
        "J. Voorbeeld", "NL", (("national_id", "123456"),))  # fmt: skip
    assert owned.ids == (("lei", "L1"), ("registration", "12345678"))
    assert (held.control, held.said) == (("yes",), ("extract of May",))
    assert str(held.since) == "2020-01-01"
    assert str(held.until) == "2027-01-01"
    assert said.doubts == ()


def test_a_row_without_an_owner_is_an_owner_whom_nobody_names() -> None:
    (held,) = table("owner,owned,share\n,Koch BV,40\n").holdings
    assert held.owner is None
    assert held.share == (40, 40)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A,,10,,,", "error made.csv row 2 column owned is empty"),
        ("A,B,10,Atlantis,,", "warning made.csv row 2 column owner_country is 'Atlantis'"),
        ("A,B,10,,lei,", "warning made.csv row 2 column owner_ids has 'lei'"),
        ("A,B,10,,shoe=43,", "warning made.csv row 2 column owner_ids has the scheme 'shoe'"),
        ("A,B,10,,,in May", "warning made.csv row 2 has since 'in May', which is no day"),
        ("A" * 1001 + ",B,10,,,", "error made.csv row 2 column owner has 1,001 characters"),
    ],
)
def test_what_cannot_be_used_is_said_with_row_and_column(row: str, told: str) -> None:
    text = f"owner,owned,share,owner_country,owner_ids,since\n{row}\nC,D,20,,,\n"
    said = table(text)
    assert told in says(said)
    assert said.holdings[-1].share == (20, 20)


def test_a_column_of_another_name_is_said_and_one_that_stands_twice_is_refused() -> None:
    assert "column 'percent' is none of this form" in says(
        table("owner,owned,share,percent\nA,B,1,2\n")
    )
    with pytest.raises(OrderError, match="has the column 'share' twice"):
        table("owner,owned,share,share\nA,B,1,2\n")


def test_a_workbook_is_read_as_a_table_and_its_other_sheets_are_said() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (("owner", "owned", "share"), ("A", "B", 30), ("C", "D", "25-50")):
        sheet.append(cells)
    book.create_sheet("more").append(("x", "y"))
    out = io.BytesIO()
    book.save(out)
    said = read("made.xlsx", out.getvalue(), PLACES)
    assert [each.share for each in said.holdings] == [(30, 30), (25, 50)]
    assert "sheet 'more' was not read" in says(said)


cells = st.text(st.characters(codec="utf-8", exclude_characters='\0\r\n"'), max_size=6)


@tried(st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_no_row_is_lost(rows: list[tuple[str, str, str]]) -> None:
    text = "owner|owned|share\n" + "".join(
        "|".join(f'"{cell}"' for cell in row) + "\n" for row in rows
    )
    said = table(text)
    told = {each.where for each in said.holdings} | {d.issue.where for d in said.doubts}
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            assert f"made.csv row {number}" in told
