"""A made-up list, indexed as a real one is."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enduse.desk.indexes import build_index
from enduse.mention.book import ListedNames
from enduse.mention.listed import Listed
from enduse.mention.running import Running, running
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName
from enduse.papers.plain import paper_of_text

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "listed.toml").read_text(encoding="utf-8")
)


def entries() -> list[Entry]:
    return [_entry(row) for row in TABLE["entry"]]


def _entry(row: dict[str, Any]) -> Entry:
    names = tuple(
        ListedName(text, family_first="," in text and row["kind"] == "person")
        for text in row["names"]
    )
    ids = tuple(Identifier(each, row[each], each) for each in ("inn", "imo") if each in row)
    where = (ListedAddress("", row["country"]),) if "country" in row else ()
    return Entry("made", row["id"], row["kind"], names, ids=ids, addresses=where)


def listed(some: Sequence[Entry]) -> Listed:
    return Listed([ListedNames("made", some, build_index(some))])


def text_of(text: str) -> Running:
    return running(paper_of_text("a.txt", text))
