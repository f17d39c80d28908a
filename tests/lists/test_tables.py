from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.lists import iso
from enduse.lists.grid import lines_of
from enduse.lists.twins import apart
from enduse.model.listing import Entry, ListedName


def entry(own: str, name: str) -> Entry:
    return Entry("x", own, "unknown", (ListedName(name),))


@given(st.lists(st.builds(entry, st.sampled_from(["1", "1#2", "1#2#2", "1#3", "2"]),
                          st.sampled_from("ab"))))  # fmt: skip
def test_every_different_entry_is_kept_under_an_id_of_its_own(given_: list[Entry]) -> None:
    kept, told = apart(given_)
    different = {(e.id, e.names) for e in given_}
    assert len({e.id for e in kept}) == len(kept) == len(different)
    assert len(told) == len(given_) - len({e.id for e in given_})


@given(st.dates())
def test_every_date_is_read_to_the_day_the_month_and_the_year(day: date) -> None:
    written = day.isoformat()
    assert iso.day(written) == iso.day(f"{written}T05:41:01") == day
    for size in (4, 7, 10):
        span = iso.span(written[:size])
        assert span is not None
        assert span.first <= day <= span.last
        assert span.text == written[:size]


@pytest.mark.parametrize("text", ["", "0000", "2012-02-30", "2012-13", "1970-1960", "٢٠١٢",
                                  "2012-2-3", "x2012", "2012-02-03x"])  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert iso.span(text) is None
    assert iso.day(text) is None


@given(st.text(alphabet="0123456789-/ T:Z٣", max_size=20))
def test_any_text_is_a_span_in_order_or_none(text: str) -> None:
    span = iso.span(text)
    assert span is None or (span.first <= span.last and span.text == text.strip())


@given(st.text(alphabet='ab,"\n\r', max_size=40))
def test_every_letter_of_a_table_is_kept_or_its_row_told_of(text: str) -> None:
    rows, broken = lines_of(text)
    letters = sum(cell.count("a") for _, cells in rows for cell in cells)
    assert letters == text.count("a") or broken
    assert [number for number, _ in rows] == sorted({number for number, _ in rows})
