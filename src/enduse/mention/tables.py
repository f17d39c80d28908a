"""The word tables of this room: TOML whose values are long strings of words."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """The table called `name`, as TOML gives it."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """All words of a table of groups, each with its `words`."""
    return frozenset(word for group in load(name).values() for word in group["words"].split())
