"""A date as known: to the day, to the month, to the year, about a year, between two."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days a date may be, both ends included.

    `text` is what was written; `circa` says that its writer was not sure, which widens
    nothing here: how much doubt that allows is the reader's choice.
    """

    first: date
    last: date
    text: str
    circa: bool = False

    @classmethod
    def of_day(cls, day: date, text: str | None = None, *, circa: bool = False) -> "DateSpan":
        """One day.

        >>> DateSpan.of_day(date(1962, 5, 1)).text
        '1962-05-01'
        """
        return cls(day, day, text or day.isoformat(), circa)

    @classmethod
    def of_month(
        cls, year: int, month: int, text: str | None = None, *, circa: bool = False
    ) -> "DateSpan":
        """A whole month.

        >>> DateSpan.of_month(2024, 2).last
        datetime.date(2024, 2, 29)
        """
        last = calendar.monthrange(year, month)[1]
        written = text or f"{year:04}-{month:02}"
        return cls(date(year, month, 1), date(year, month, last), written, circa)

    @classmethod
    def of_years(
        cls,
        first: int,
        last: int | None = None,
        *,
        text: str | None = None,
        circa: bool = False,
    ) -> "DateSpan":
        """A year, or all years from `first` to `last`.

        >>> DateSpan.of_years(1971, 1975).text
        '1971 to 1975'
        """
        end = first if last is None else last
        written = text or (f"{first:04}" if end == first else f"{first:04} to {end:04}")
        return cls(date(first, 1, 1), date(end, 12, 31), written, circa)
