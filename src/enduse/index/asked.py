"""Names that are asked again on every day: laid out once, kept as files, searched by mapping.

A folder holds a part for each depth to which names are searched, and the names that may lack
their vowels in parts of their own, so that they do not loosen the bound for all.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from enduse.errors import EditionError
from enduse.index.found import chance, find_laid, log_odds
from enduse.index.index import NameIndex, distinct
from enduse.index.keys import Longs
from enduse.index.layout import lay_out
from enduse.index.lines import Lines
from enduse.index.model import load
from enduse.index.store import (
    ARRAYS_OF_LINES,
    lines_of,
    open_parts,
    parts_of_lines,
    write_parts,
)
from enduse.names.ready import ReadyName

_PARTS = "parts.json"
_WHOSE = "asked-whose"

AskedName = tuple[int, float, ReadyName]
"""Whose name it is, by number; what else is known may add so much to its log-odds; the name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Names that are searched to one depth. `whose` says by name whose it is."""

    added: float
    lines: Lines
    whose: Longs

    def met(self, index: NameIndex, *, floor: float) -> Longs:
        """Whose names score `floor` or more beside a listed one, or may with what is known."""
        deep = chance(log_odds(floor) - self.added)
        found = find_laid(index, self.lines, load(), floor=deep)
        return distinct(self.whose[found.name])


def write_asked(names: Iterable[AskedName], folder: Path) -> None:
    """Write names into an empty folder. `EditionError` where the disk refuses."""
    parts: dict[tuple[float, bool], list[tuple[int, ReadyName]]] = defaultdict(list)
    for whose, added, name in names:
        parts[added, name.bare].append((whose, name))
    try:
        for number, (_, some) in enumerate(sorted(parts.items())):
            lines = lay_out(name for _, name in some)
            owners = np.array([whose for whose, _ in some], dtype=np.int64)
            place = folder / str(number)
            place.mkdir()
            arrays = {**parts_of_lines(lines), _WHOSE: owners}
            write_parts(place, arrays, {"words": lines.words}, rows=len(some))
        depths = [added for added, _ in sorted(parts)]
        (folder / _PARTS).write_text(json.dumps(depths), encoding="utf-8")
    except OSError as error:
        raise EditionError(str(folder), str(error), "a folder that can be written") from error


def open_asked(folder: Path) -> Iterator[Asked]:
    """The parts of a folder; `EditionError` where any is not as it was written."""
    try:
        depths = json.loads((folder / _PARTS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EditionError(str(folder), str(error), "names as they were laid out") from error
    for number, added in enumerate(depths):
        arrays, texts, _ = open_parts(
            folder / str(number), arrays=(*ARRAYS_OF_LINES, _WHOSE), texts=("words",)
        )
        whose = arrays.pop(_WHOSE)
        yield Asked(float(added), lines_of(arrays, texts["words"]), whose)
