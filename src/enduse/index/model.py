"""What the evidence is worth: read from the fitted model, a small file of plain numbers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from enduse.index.keys import Doubles
from enduse.index.ways import WAYS

FILE = Path(__file__).with_name("model.toml")

FEATURES = (
    "agreed", "rarest", "second", "asked_only", "listed_only", "both",
    "letters", "first", "exact", "initials", "single", "bones", "other",
    "numbers", "places", "family", "forms", "kind", "patronym",
)  # fmt: skip
"""What is counted for two names; see `evidence`."""


GROUPS = ("company", "person")
"""Parties that are weighed by rules of their own; what is no person goes by the first."""


@dataclass(frozen=True, slots=True)
class Model:
    """The worth of each way of being alike, and the weight of each feature.

    `worth` says how much of a rare word's telling is left where two words are alike in a
    way, and `agrees` how much of their weight agrees, by group; both have two columns: for
    words with their vowels, and where one side may lack them. `weights` has a row for each
    group and a column for each feature, `start` the log-odds of two names of which nothing
    is known. `strict`, `balanced` and `wide` are the scores from which a name is a hit.
    """

    name: str
    worth: Doubles
    agrees: Doubles
    weights: Doubles
    start: Doubles
    floors: Mapping[str, float]


@lru_cache(maxsize=4)
def load(path: Path = FILE) -> Model:
    """The model in a file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = [raw[group] for group in GROUPS]
    return Model(
        name=raw["name"],
        worth=_columns(raw["worth"], raw["worth_without_vowels"]),
        agrees=np.stack([_columns(g["agrees"], raw["worth_without_vowels"]) for g in groups]),
        weights=np.array([[g["weights"][each] for each in FEATURES] for g in groups]),
        start=np.array([g["start"] for g in groups]),
        floors=MappingProxyType(raw["hit"]),
    )


def _columns(plain: Mapping[str, float], bare: Mapping[str, float]) -> Doubles:
    """A row a way: what it is worth, and what where vowels are missing."""
    table = np.zeros((len(WAYS), 2))
    for at, way in enumerate(WAYS[1:], start=1):
        table[at] = plain.get(way, 0.0), max(plain.get(way, 0.0), bare.get(way, 0.0))
    return table
