"""Recorded values in words: for whoever reads the report and not the machine record."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from enduse.report import words
from enduse.report.letter_words import shown

Plain = Mapping[str, Any]

_LAST_NUMBER = re.compile(r"(.*/)(0|[1-9][0-9]*)")


def visible(text: str) -> str:
    r"""A text of others that shows itself whole, with its line breaks.

    >>> visible("1 Example St\n Yerevan\x1b[2J")
    '1 Example St\nYerevan\\x1b[2J'
    """
    return "\n".join(shown(line) for line in text.replace("\r\n", "\n").split("\n"))


def label(key: str) -> str:
    """The name of a field as it is read: "part_number" is "part number"."""
    return key.replace("_", " ")


def in_words(value: Any) -> str:  # noqa: ANN401, PLR0911  # JSON; one for each kind
    """A recorded value as people write it.

    >>> in_words({"hs": "8542.31", "worth": 62700.0, "used": True, "goods": ["uav", "chips"]})
    'hs: 8542.31, worth: 62700, used: yes, goods: uav; chips'
    """
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value or "(empty)"
    if isinstance(value, Mapping):
        return ", ".join(f"{label(key)}: {in_words(each)}" for key, each in value.items())
    if isinstance(value, Sequence):
        return "; ".join(in_words(each) for each in value) or "none"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def as_json(value: Any) -> str:  # noqa: ANN401  # JSON
    """A value as JSON over several lines, for what has no form of its own."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def together(paths: Iterable[str]) -> str:
    """Paths in their order; those that follow on each other as one, what they share once.

    >>> together(["order", "lines/0", "lines/1", "lines/2", "lines/7", "parties/1"])
    'order, lines/0 to 2, 7, parties/1'
    """
    runs: list[list[tuple[str, str]]] = []
    for path in paths:
        found = _LAST_NUMBER.fullmatch(path)
        step = (found[1], found[2]) if found else (path, "")
        if runs and _follows(runs[-1][-1], step):
            runs[-1].append(step)
        else:
            runs.append([step])
    told, before = [], None
    for run in runs:
        (start, first), (_, last) = run[0], run[-1]
        several = f"{first} to {last}" if len(run) > 1 else first
        told.append(several if start == before and first else f"{start}{several}")
        before = start
    return ", ".join(told)


def _follows(before: tuple[str, str], step: tuple[str, str]) -> bool:
    numbers = bool(before[1] and step[1]) and before[0] == step[0]
    return numbers and int(before[1]) + 1 == int(step[1])


def count(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun, thousands set apart.

    >>> count(25921, "entry", "entries"), count(1, "day")
    ('25,921 entries', '1 day')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class Sources:
    """The texts that a decision cites, numbered in the order in which the report needs them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}

    def numbers(self, basis: Iterable[Plain]) -> list[int]:
        """The numbers of some texts, each once."""
        found = []
        for each in basis:
            key = (
                str(each.get("citation", "")),
                str(each.get("as_of", "")),
                str(each.get("read", "")),
            )
            found.append(self._numbers.setdefault(key, len(self._numbers) + 1))
        return list(dict.fromkeys(found))

    def brief(self, basis: Iterable[Plain]) -> str:
        """The numbers alone, for a column."""
        return ", ".join(map(str, self.numbers(basis)))

    def cites(self, basis: Sequence[Plain]) -> tuple[str, ...]:
        """The first text in full and how it was read, the others by their numbers."""
        if not basis:
            return ()
        first, *others = self.numbers(basis)
        also = f" See also {', '.join(f'[{each}]' for each in others)}." if others else ""
        return (f"[{first}] {self._named(first)}.{also}",)

    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """Number, text, the state of it that was read, and how, of every text cited."""
        return tuple(
            (str(number), citation, day, words.READ.get(read, read))
            for (citation, day, read), number in self._numbers.items()
        )

    def _named(self, number: int) -> str:
        citation, day, read = list(self._numbers)[number - 1]
        return f"{citation} ({day}, {words.READ.get(read, read)})"
