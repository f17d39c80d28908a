"""Question sets for matchers of names, out of published files, the same with every run.

    python bench/quality/sets.py --lists FOLDER --companies FOLDER --persons persons.tsv \
        --out sets.json [--count 2000]

FOLDER of `--lists` holds the files named in published.py, that of `--companies` GLEIF's in
parquet (read by pyarrow); `--persons` is written by persons.py. The books made:

    sdn   OFAC's names; asked are `aliases` (real ones, each taken out of the index),
          `edits` (one change to a listed name, of a known kind) and `hard` (near names of
          somebody else: every alarm is a wrong one)
    un    the United Nations' Latin names; asked are its names in the original script
    all   50,000 names of many lists; asked are changed ones, to see whether the true entry
          is among the first ten

Innocents are companies (two samples that share none), traders and forwarders, persons in
Latin letters and in other scripts. None has the name of a listed party. Nothing of the files
belongs in the repository, nor does the file written.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from asked import Book, Listed, Question, Set, natural, plain, save
from edits import KINDS
from hard import negatives
from names import foreign, sdn, un_entries
from published import LISTS, companies, listed_names, persons, unlisted

SEED = 11
CANDIDATES = 50_000
GULF_AND_EAST = frozenset("AE SA QA KW OM BH IR IQ TR CN HK TW SG MY RU KZ KG AM GE".split())  # noqa: SIM905
_TRADE = re.compile(
    r"\b(trad(e|ing|ers?)|forward\w*|freight|logisti\w*|shipping|cargo|FZE|FZCO|DMCC|"
    r"electronics?|import|export|international|technology|industrial|shenzhen|supply|equipment)\b",
    re.IGNORECASE,
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True)
class Files:
    """Where the published files are."""

    lists: Path
    companies: Path
    persons: Path


def aliases(files: Files, count: int) -> tuple[list[Listed], Set]:
    """OFAC's names without one alias of each of `count` entries, and those aliases."""
    main, alt = (files.lists / part for part in LISTS["us_ofac_sdn"])
    entries = sdn(main, alt)
    rng = Random(SEED)  # noqa: S311  # the same questions every time
    several = sorted(row for row, (_, names) in entries.items() if len(names) > 1)
    rows = rng.sample(several, min(count, len(several)))
    chosen = {row: rng.randrange(1, len(entries[row][1])) for row in rows}
    questions = [(row, entries[row][1][at], entries[row][0]) for row, at in chosen.items()]
    listed = [(row, text, kind) for row, (kind, names) in entries.items()
              for at, text in enumerate(names) if chosen.get(row) != at]  # fmt: skip
    return listed, Set("aliases", questions, [kind for _, _, kind in questions])


def edits(listed: Sequence[Listed], count: int, rng: Random) -> Set:
    """About `count` changed names, as many of each kind of change.

    A changed name that is another party's is none; a change that changes nothing neither.
    """
    owners: dict[str, set[int]] = defaultdict(set)
    for row, text, _ in listed:
        owners[plain(text)].add(row)
    questions: list[Question] = []
    tags: list[str] = []
    for tag, change in KINDS.items():
        shuffled = iter(rng.sample(listed, len(listed)))
        wanted = count // len(KINDS)
        for row, published, kind in shuffled:
            text = natural(published, kind)
            new = change(text, kind, rng) if sum(map(str.isalpha, text)) >= 5 else None
            if new and new != text and not owners.get(plain(new), set()) - {row}:
                questions.append((row, new, kind))
                tags.append(tag)
                wanted -= 1
            if not wanted:
                break
    return Set("edits", questions, tags)


def script(files: Files) -> tuple[list[Listed], list[Set]]:
    """The United Nations' Latin names, and the others: Arabic and Persian ones apart."""
    entries = un_entries(files.lists / LISTS["un_sc"][0])
    listed = [(row, text, kind) for row, (kind, latin, _) in enumerate(entries)
              for text in dict.fromkeys(latin)]  # fmt: skip
    asked = [(row, text, kind) for row, (kind, _, scripts) in enumerate(entries)
             for text in scripts]  # fmt: skip
    arabic = [each for each in asked if _ARABIC.search(each[1])]
    others = [each for each in asked if not _ARABIC.search(each[1])]
    return listed, [
        Set("script, Arabic", arabic, [kind for _, _, kind in arabic]),
        Set("script, other", others, [kind for _, _, kind in others]),
    ]


def innocents(files: Files, listed: Sequence[Listed], count: int) -> dict[str, Set]:
    """`count` of each sort of innocents, no name twice and none a listed one."""
    rng = Random(SEED)  # noqa: S311
    firms = list(unlisted(companies(files.companies), listed, rng))
    trading = [each for each in firms if each[1] in GULF_AND_EAST and _TRADE.search(each[0])]
    apart = set(trading[:count])
    rest = [each for each in firms if each not in apart]
    people = list(unlisted(persons(files.persons), listed, rng))
    made = {
        "companies": (rest[:count], "company"),
        "companies 2": (rest[count : 2 * count], "company"),
        "traders": (trading[:count], "company"),
        "persons": ([each for each in people if not foreign(each[0])][:count], "person"),
        "persons, other scripts": (
            [each for each in people if foreign(each[0])][:count], "person",
        ),
    }  # fmt: skip
    return {
        name: Set(name, [(-1, text, kind) for text, _ in found], [tag for _, tag in found])
        for name, (found, kind) in made.items()
    }


def books(files: Files, *, count: int) -> list[Book]:
    """All books; `count` questions of most sets, and two or two and a half times of some."""
    rng = Random(SEED)  # noqa: S311
    listed, held = aliases(files, count)
    many = listed_names(files.lists)
    un, scripts = script(files)
    ordinary = innocents(files, [*listed, *held.questions, *many, *un], 2 * count)
    latin = [found for name, found in ordinary.items() if "script" not in name]
    rows = sorted({row for row, _, _ in many})
    rng.shuffle(rows)
    order = {row: at for at, row in enumerate(rows)}
    several = sorted(many, key=lambda each: order[each[0]])[:CANDIDATES]
    return [
        Book("sdn", listed, [held, edits(listed, 5 * count // 2, rng),
                             negatives(listed, count, rng)], latin),
        Book("un", un, scripts, list(ordinary.values())),
        Book("all", several, [edits(several, 5 * count // 2, rng)], latin),
    ]  # fmt: skip


def main() -> int:
    """Write the books and tell what is in them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lists", type=Path, required=True, help="a folder of lists")
    parser.add_argument("--companies", type=Path, required=True, help="a folder, or a file")
    parser.add_argument("--persons", type=Path, required=True, help="from persons.py")
    parser.add_argument("--count", type=int, default=2000, help="questions of a set")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    made = books(Files(given.lists, given.companies, given.persons), count=given.count)
    save(made, given.out)
    for book in made:
        print(f"{book.name}: {len(book.listed):,} names")
        for each in (*book.sets, *book.innocents):
            print(f"    {each.name:24} {len(each):6,} questions, {len(set(each.tags))} tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())
