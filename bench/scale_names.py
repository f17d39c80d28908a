"""Write the names and partners that bench/scale.py asks for, a kind and a name a line."""

import argparse
import sys
from pathlib import Path
from random import Random

from made import company, vocabulary
from recombined import Named, recombined

sys.path.insert(0, str(Path(__file__).parent / "quality"))

from asked import load, natural
from names import foreign


def seeds(sets: Path | None) -> tuple[list[Named], list[Named]]:
    """Names that are listed, and names of partners: published ones, or made ones.

    Only Latin ones: halves of words in two scripts would be joined to one.
    """
    if sets is None:
        rng = Random(3)  # noqa: S311
        words = vocabulary(rng, 6_000)
        made = [(company(rng, words), ("company", "person")[n % 2]) for n in range(8_000)]
        return made[:4_000], made[4_000:]
    book = load(sets)["all"]
    ordinary = [question for each in book.innocents for question in each.questions]
    return named(book.listed), named(ordinary)


def named(questions: list[tuple[int, str, str]]) -> list[Named]:
    """The names as people write them, without commas: their words change places."""
    return [(natural(text, kind).replace(",", ""), kind) for _, text, kind in questions
            if not foreign(text)]  # fmt: skip


def main() -> None:
    """Write a file for every size; the last size is that of the partners."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--sets", type=Path)
    given = parser.parse_args()
    listed, ordinary = seeds(given.sets)
    *sizes, partners = given.sizes
    for size in sizes:
        write(given.folder / f"names-{size}.tsv", recombined(listed, size, seed=1))
    write(given.folder / f"partners-{partners}.tsv", recombined(ordinary, partners, seed=2))


def write(path: Path, names: list[Named]) -> None:
    """A kind and a name a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{kind}\t{text}\n" for text, kind in names)


if __name__ == "__main__":
    main()
