"""Words searched in the control lists that are loaded, and in the text of HS 2022."""

from dataclasses import dataclass
from datetime import date

from enduse.desk.goods import open_tables
from enduse.errors import OrderError
from enduse.goods.control_kinds import TABLES
from enduse.goods.control_list import EU, US
from enduse.goods.control_search import HS, WordIndex, texts_of_hs, texts_of_list, words_of
from enduse.goods.nomenclature import Nomenclature
from enduse.settings import Settings

_LONGEST = 500
"""Letters of a question that are read; a description of a page asks for everything."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph or heading that holds some of the words, and how well, from 1 down to 0."""

    table: str
    number: str
    text: str
    regime: str | None
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """The hits, the likeliest first; which tables were searched, and which are not loaded."""

    hits: tuple[Hit, ...]
    searched: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def search(
    settings: Settings, words: str, *, as_of: date, table: str | None = None, limit: int = 15
) -> Searched:
    """Search some words; `table` searches one table alone.

    Raises:
        OrderError: there is no word to search, or no table of that name.
    """
    if not any(True for _ in words_of(words[:_LONGEST])):
        raise OrderError("search", repr(words[:40]), "words")
    places = (EU, US, HS)
    if table is not None and table not in places:
        raise OrderError("--table", repr(table), " or ".join(places))
    opened = open_tables(settings, as_of=as_of)
    lists = [each for each in opened.control.lists if table in {None, each.id}]
    texts = [text for each in lists for text in texts_of_list(each)]
    searched = [(each.id, f"{each.published}, {each.rows:,} texts") for each in lists]
    if table in {None, HS}:
        hs = Nomenclature.load()
        texts += texts_of_hs(hs)
        searched.append((HS, f"{len(hs.texts):,} texts"))
    found = WordIndex.of(texts).search(words[:_LONGEST], limit=limit)
    best = found[0].score if found else 1.0
    return Searched(
        hits=tuple(
            Hit(
                m.text.table,
                m.text.number,
                m.text.text,
                regime=m.text.regime,
                score=round(m.score / best, 3),
                words=m.words,
            )
            for m in found
        ),
        searched=tuple(searched),
        missing=tuple(n for n in TABLES if n in opened.missing and n in {EU, US}),
        faults=tuple((n, f) for n, f in opened.faults.items() if n in {EU, US}),
    )
