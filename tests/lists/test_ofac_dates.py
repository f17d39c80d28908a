from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from enduse.lists.ofac_dates import MONTHS, span

days = st.dates(min_value=date(1000, 1, 1))


def written(day: date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year:04}"


def test_every_day_of_two_centuries_is_read_as_itself() -> None:
    day, wrong = date(1850, 1, 1), []
    while day < date(2050, 1, 1):
        found = span(written(day))
        if found is None or (found.first, found.last) != (day, day):
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []


@given(days, days)
def test_a_range_runs_from_the_earlier_to_the_later_and_never_backwards(
    one: date, other: date
) -> None:
    first, last = sorted((one, other))
    found = span(f"{written(first)} to {written(last)}")
    assert found is not None
    assert (found.first, found.last) == (first, last)
    assert first == last or span(f"{written(last)} to {written(first)}") is None


@given(days)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    month = span(f"{MONTHS[day.month - 1]} {day.year:04}")
    year = span(f"{day.year:04}")
    assert month is not None
    assert year is not None
    assert year.first <= month.first <= day <= month.last <= year.last


@given(days)
def test_doubt_changes_no_day(day: date) -> None:
    plain, circa = span(written(day)), span(f"circa {written(day)}")
    assert plain is not None
    assert circa is not None
    assert (plain.first, plain.last) == (circa.first, circa.last)
    assert (plain.circa, circa.circa) == (False, True)


@given(st.text(alphabet="0123456789 JanFebtocirca-.٣", max_size=40))
def test_any_text_is_a_span_or_none(text: str) -> None:
    found = span(text)
    assert found is None or (found.first <= found.last and found.text == text)


def test_days_that_do_not_exist_are_no_dates() -> None:
    wrong = ["31 Feb 1962", "29 Feb 1900", "00 Jan 1962", "0000", "Mai 1962", "1 2 1962", ""]
    assert [text for text in wrong if span(text)] == []
