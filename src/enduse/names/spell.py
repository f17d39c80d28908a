"""Letters of one script in those of another, by tables."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from enduse.names.remembered import Letters
from enduse.names.table import load, pairs
from enduse.names.text import clean_name

_RAW = load("scripts")


class Table(NamedTuple):
    """Letters in Latin ones; pairs of letters count before single ones."""

    known: Mapping[str, str]
    letters: Letters
    pairs: re.Pattern[str] | None


def merged(*names: str) -> Mapping[str, str]:
    """Tables of `scripts.toml` in one; the later count."""
    merged: dict[str, str] = {}
    for name in names:
        merged |= pairs(_RAW[name])
    return MappingProxyType(merged)


def table(*names: str) -> Table:
    """The same, ready to spell with."""
    known = merged(*names)
    double = [key for key in known if len(key) > 1]
    return Table(
        known,
        Letters(lambda char: known[char] if char in known else fallback(char)),
        re.compile("|".join(double)) if double else None,
    )


def spell(word: str, table: Table) -> str:
    """Letter by letter, pairs of letters first; what the table lacks goes to the fallback."""
    if table.pairs is not None:
        word = table.pairs.sub(lambda found: table.known[found.group()], word)
    return word.translate(table.letters)


def fallback(text: str) -> str:
    """What no table knows, as anyascii has it."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return clean_name(anyascii(text)).replace(" ", "")
