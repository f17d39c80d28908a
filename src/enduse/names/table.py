"""Read the word tables that ship beside this module.

A table is TOML whose values are mostly long literal strings of words: a reviewer can
read and change them, and they parse in well under a millisecond, which a cold start
needs (a TOML array of two thousand strings takes tens of milliseconds).
"""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("tables")


def load(name: str) -> dict[str, Any]:
    """The table called `name`, as TOML gives it.

    >>> sorted(load("forms"))[:2]
    ['classes', 'ends_only']
    """
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def pairs(text: str) -> dict[str, str]:
    """Blank-separated "key value key value" text; a value "-" stands for nothing.

    >>> pairs("ж zh ь -")
    {'ж': 'zh', 'ь': ''}
    """
    words = text.split()
    return {
        key: "" if value == "-" else value
        for key, value in zip(words[::2], words[1::2], strict=True)
    }


def lines(text: str) -> dict[str, str]:
    """Lines of "key key = value": every key on the left means what stands on the right.

    >>> lines("grp gp = group")
    {'grp': 'group', 'gp': 'group'}
    """
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        keys, _, value = line.partition("=")
        for key in keys.split():
            found[key] = value.strip()
    return found
