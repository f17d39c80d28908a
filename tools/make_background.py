# ruff: noqa: INP001 - a script that is run by hand, not a package
"""Count how ordinary words are, and write the table that `enduse.names.common` reads.

    python tools/make_background.py --companies FILE [--list ID=FILE[,FILE…]]…

`--companies` is a text file with a company's name a line, such as the LEI register gives
(CC0). `--list` is a published list with the files it consists of; of it only the counts of
words are taken, over its persons and over all others. Only words that several parties
share are written, so that no party can be told from the table.
"""

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from enduse.lists.readers import read
from enduse.model.listing import Entry
from enduse.names.ready import ready
from enduse.names.table import FOLDER

TABLE = FOLDER / "background.txt"
STEP = 0.25
"""Levels are rounded to quarters of a nat: finer would be noise."""

_FEWEST_COMPANIES, _FEWEST_LISTED = 12, 4
_RAREST = 11.0


class Crowd:
    """Words of many parties of one kind, each party counted once for a word."""

    def __init__(self, fewest: int) -> None:
        self._fewest = fewest
        self._parties = 0
        self._words: Counter[str] = Counter()

    def add(self, names: Iterable[tuple[str, str]]) -> None:
        """Count one party by its names, given as (text, kind)."""
        made = (ready(text, kind=kind) for text, kind in names)
        words = {word for name in made if name for each in name.readings() for word in each}
        self._parties += bool(words)
        self._words.update(words)

    def levels(self) -> Iterator[tuple[str, float]]:
        """Words with how much one of them tells, in nats: minus the log of its share."""
        for word, count in self._words.items():
            if count >= self._fewest and word.isascii() and not word.isdigit():
                yield word, -math.log(count / self._parties)


def crowds(companies: Path, lists: Sequence[str]) -> list[Crowd]:
    """Companies of the register; persons of the lists; everybody else on them."""
    register = Crowd(_FEWEST_COMPANIES)
    for line in companies.read_text(encoding="utf-8").splitlines():
        register.add([(line.partition("\t")[0], "company")])
    persons, others = Crowd(_FEWEST_LISTED), Crowd(_FEWEST_LISTED)
    for given in lists:
        for entry in _entries(given):
            crowd = persons if entry.kind == "person" else others
            crowd.add((name.text, entry.kind) for name in entry.names)
    return [register, persons, others]


def _entries(given: str) -> tuple[Entry, ...]:
    list_id, _, files = given.partition("=")
    paths = [Path(each) for each in files.split(",")]
    return read(list_id, {path.name: path.read_bytes() for path in paths}, floor=1).entries


def write(found: Sequence[Crowd]) -> int:
    """Write the table: a line a level, its words in the order of the alphabet."""
    least: dict[str, float] = {}
    for crowd in found:
        for word, level in crowd.levels():
            least[word] = min(level, least.get(word, _RAREST))
    lines: dict[float, list[str]] = {}
    for word, level in least.items():
        if level < _RAREST - STEP / 2:
            lines.setdefault(round(level / STEP) * STEP, []).append(word)
    text = "".join(f"{level:.2f} {' '.join(sorted(lines[level]))}\n" for level in sorted(lines))
    TABLE.write_text(text, encoding="utf-8")
    return sum(map(len, lines.values()))


def main() -> int:
    """Write the table and say how many words it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--companies", type=Path, required=True)
    parser.add_argument("--list", action="append", default=[], metavar="ID=FILE[,FILE]")
    given = parser.parse_args()
    print(f"{write(crowds(given.companies, given.list)):,} words in {TABLE}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
