"""One record of fields: each taken by name, checked, or handed back as an issue.

What nobody took is reported too, so that a misspelt field is never silently dropped.
"""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

from enduse.model.dates import DateSpan
from enduse.model.issue import Gravity, Issue

MAX_TEXT = 20_000
"""Letters in one text field. A longer one is no name or description but a mistake."""

_LONG_AT = 60
_MAX_NUMBER = 10**18
_CLOSE = 0.8
_SPAN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_CURRENCY = re.compile(r"[A-Za-z]{3}")

Choice = TypeVar("Choice", bound=str)


def shown(value: object) -> str:
    """A value as an error may quote it: short, on one line, in JSON's words.

    >>> shown(None), shown(True), shown(["a"])
    ('null', 'true', 'a list')
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = repr(value)
    return text if len(text) <= _LONG_AT else f"{text[:_LONG_AT]}… ({len(text)} characters)"


class Record(dict[str, Any]):
    """A record as parsed, with the names of fields that stood in it more than once."""

    doubled: tuple[str, ...] = ()


class Fields:
    """The fields of one record at `path`; every reading method takes its field once."""

    def __init__(self, record: Mapping[str, Any], path: str, issues: list[Issue]) -> None:
        self._left = dict(record)
        self._path = path
        self._issues = issues
        for name in getattr(record, "doubled", ()):
            self.trouble(name, "stands twice in one record, so one of its values is lost")

    def at(self, name: str) -> str:
        """The path of a field: "parties/1/country"."""
        return f"{self._path}/{name}" if self._path else name

    def trouble(self, name: str, says: str, *, gravity: Gravity = "error") -> None:
        """Report trouble with a field of this record."""
        self._issues.append(Issue(self.at(name), says, gravity))

    def has(self, name: str) -> bool:
        """Whether the field was given, be it as null, and not taken yet."""
        return name in self._left

    def take(self, name: str) -> Any:  # noqa: ANN401  # whatever JSON holds
        """The field as it stands, None where it is absent."""
        return self._left.pop(name, None)

    def text(self, name: str, *, required: bool = False) -> str | None:
        """A text; blank counts as not known. Numbers are not taken for texts."""
        value = self.take(name)
        if value is None and not required:
            return None
        if not isinstance(value, str):
            self.trouble(name, f"is {shown(value)}; expected a text in quotes")
            return None
        return self._sound_text(name, value)

    def _sound_text(self, name: str, value: str) -> str | None:
        if len(value) > MAX_TEXT:
            self.trouble(name, f"has {len(value)} characters; expected at most {MAX_TEXT}")
            return None
        try:
            value.encode()
        except UnicodeEncodeError:
            self.trouble(name, "holds half a character (a lone surrogate); expected valid text")
            return None
        return value.strip() or None

    def code_text(self, name: str) -> str | None:
        """A code as text; a whole number is taken as its digits, with a warning.

        A spreadsheet turns 0601.10 into 601.1: whatever comes as a number may have lost
        zeros, and the warning says so.
        """
        value = self._left.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.text(name)
        self._left.pop(name)
        self.trouble(
            name,
            f"is the number {value!r}; read as {str(value)!r}, but a number may have lost "
            "zeros: write codes in quotes",
            gravity="warning",
        )
        return str(value)

    def name_text(self, name: str) -> str | None:
        """A text that names something; a whole number is as good, nobody computes with it."""
        value = self._left.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MAX_NUMBER:
            return str(self.take(name))
        return self.text(name)

    def number(self, name: str) -> float | None:
        """A number, finite and not negative."""
        value = self.take(name)
        if value is None:
            return None
        # A whole number of JSON may be too long for a float; that is no quantity either.
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.trouble(name, f"is {shown(value)}; expected a number without quotes")
        elif abs(value) > _MAX_NUMBER or not math.isfinite(value):
            self.trouble(name, f"is {shown(value)}; expected a number below {_MAX_NUMBER}")
        elif value < 0:
            self.trouble(name, f"is {value}; expected a number of 0 or more")
        else:
            return float(value)
        return None

    def flag(self, name: str) -> bool | None:
        """True, false, or not known."""
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return value
        self.trouble(name, f"is {shown(value)}; expected true, false or null")
        return None

    def day(self, name: str) -> date | None:
        """A calendar day, ISO 8601."""
        span = self.span(name, expected="a day such as 2024-03-18")
        if span is None or span.first == span.last:
            return span.first if span else None
        self.trouble(name, f"is {span.text!r}; expected a day such as 2024-03-18")
        return None

    def span(
        self, name: str, *, expected: str = "a date such as 1962, 1962-05 or 1962-05-31"
    ) -> DateSpan | None:
        """A date as well as it is known: a year, a month or a day, ISO 8601."""
        text = self.text(name)
        if text is None:
            return None
        match = _SPAN.fullmatch(text)
        if match is None:
            self.trouble(name, f"is {text!r}; expected {expected}")
            return None
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            return _span_of(year or 0, month=month, day=day, text=text)
        except ValueError:
            self.trouble(
                name, f"is {text!r}, which is no day of any calendar; expected {expected}"
            )
            return None

    def country(self, name: str, known: frozenset[str]) -> str | None:
        """A country as ISO 3166-1 alpha-2, in capitals."""
        text = self.text(name)
        if text is None:
            return None
        code = text.upper()
        if _COUNTRY.fullmatch(text) and code in known:
            return code
        hint = "; the United Kingdom is GB" if code == "UK" else ""
        self.trouble(name, f"is {shown(text)}; expected ISO 3166-1 alpha-2, such as NL{hint}")
        return None

    def currency(self, name: str) -> str | None:
        """A currency as ISO 4217, three letters, in capitals."""
        text = self.text(name)
        if text is None or _CURRENCY.fullmatch(text):
            return text.upper() if text else None
        self.trouble(name, f"is {shown(text)}; expected three letters of ISO 4217, such as EUR")
        return None

    def choice(self, name: str, words: tuple[Choice, ...], *, default: Choice) -> Choice:
        """One of `words`, else `default` with an issue."""
        value = self.take(name)
        if value is None:
            return default
        for word in words:
            if value == word:
                return word
        self.trouble(name, f"is {shown(value)}; expected one of {', '.join(words)}")
        return default

    def records(self, name: str) -> list["Fields"]:
        """A list of records."""
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.trouble(name, f"is {shown(value)}; expected a list of objects")
            return []
        found = []
        for number, each in enumerate(value):
            place = f"{name}/{number}"
            if isinstance(each, Mapping):
                found.append(Fields(each, self.at(place), self._issues))
            else:
                self.trouble(place, f"is {shown(each)}; expected an object")
        return found

    def record(self, name: str) -> "Fields | None":
        """One record, or None where it is absent."""
        value = self.take(name)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.trouble(name, f"is {shown(value)}; expected an object")
            return None
        return Fields(value, self.at(name), self._issues)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.trouble(name, f"is {shown(value)}; expected a list of texts")
            return ()
        items = Fields(dict(enumerate_texts(value)), self.at(name), self._issues)
        return tuple(text for number in range(len(value)) if (text := items.text(str(number))))

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """An object of texts, sorted by key. A number is taken as its digits."""
        inner = self.record(name)
        if inner is None:
            return ()
        found = ((key, inner.code_text(key)) for key in sorted(inner.left()))
        return tuple((key.lower(), text) for key, text in found if text is not None)

    def left(self) -> tuple[str, ...]:
        """The names of the fields that nobody took."""
        return tuple(self._left)

    def close(self, expected: str) -> None:
        """Report what nobody took.

        A name close to one of the form ("line", "partys") is a misspelling, and the fact
        under it is lost to the decision: an error. Any other is the caller's own field.
        """
        for name in self._left:
            close = get_close_matches(name.lower(), expected.split(", "), n=1, cutoff=_CLOSE)
            if close:
                self.trouble(name, f"is no field of this form; was {close[0]!r} meant?")
            else:
                says = f"is no field of this form and was not used; expected one of {expected}"
                self.trouble(name, says, gravity="warning")


def enumerate_texts(values: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    """Items of a list under their numbers as names, so that an issue can point at one."""
    return ((str(number), value) for number, value in enumerate(values))


def _span_of(year: int, *, month: int | None, day: int | None, text: str) -> DateSpan:
    if month is None:
        return DateSpan.of_years(year, text=text)
    if day is None:
        return DateSpan.of_month(year, month, text)
    return DateSpan.of_day(date(year, month, day), text)
