"""The tables of goods that are shipped with enduse, and how they are read."""

import csv
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def read_toml(name: str) -> dict[str, Any]:
    """One of our TOML tables, as plain values."""
    import tomllib

    return tomllib.loads((_HERE / name).read_text("utf-8"))


def read_csv(name: str) -> list[dict[str, str]]:
    """One of our CSV tables, row by row; its header of comments is left out."""
    with (_HERE / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))
