"""Words around the name of goods: of packing and trade, of sizes, and of likenesses."""

from collections.abc import Collection, Mapping
from typing import Any

from enduse.goods.describe import Describer
from enduse.goods.describe_gist import Gist

_TYPE = 3
"""Letters of a word that may be a type: "NX"."""


def unpacked(describer: Describer, packing: Collection[str], gist: Gist) -> Mapping[str, str]:
    """What the text names without its words of packing and trade, sizes and types."""
    types = _types(describer, gist)
    kept = list(gist.text)
    for at, token in enumerate(gist.tokens):
        if at in types or token.text in packing:
            kept[token.start : token.end] = " " * (token.end - token.start)
    bare = "".join(kept)
    if bare == gist.text:
        return {}
    read = describer.reader.read(bare)
    hits = [hit for hit in describer.terms.find(read) if not read.denies(hit.at)]
    return describer.ranker.strong(read, hits)


def _types(describer: Describer, gist: Gist) -> frozenset[int]:
    """The places of sizes and types: numbers, and names with a capital before one."""
    known, found = describer.ranker.texts.idf, set[int]()
    for at, token in enumerate(gist.tokens):
        if not token.text[0].isdigit():
            continue
        first = at
        while first > 1 and gist.text[gist.tokens[first - 1].start].isupper():
            first -= 1
        unknown = any(gist.stems[place] not in known for place in range(first, at))
        found.update(range(first, at + 1) if unknown else (at,))
    return frozenset(found)


def loose(table: Mapping[str, Any], gist: Gist, taken: Collection[str]) -> bool:
    """Whether the text says that the thing is for another, or a likeness of it."""
    for at, token in enumerate(gist.tokens):
        if at in gist.denied or gist.stems[at] in taken:
            continue
        if token.text in table["words"] or (
            token.text in table["head"] and at in gist.head and not _holds(gist, at)
        ):
            return True
        if token.text in table["model"] and not _designation(gist, at + 1):
            return True
    return False


def _designation(gist: Gist, at: int) -> bool:
    """Whether a type stands there: a word of few letters, or one with a digit."""
    if at >= len(gist.tokens):
        return False
    text = gist.tokens[at].text
    return len(text) <= _TYPE or any(char.isdigit() for char in text)


def _holds(gist: Gist, at: int) -> bool:
    """Whether a "box" is one of the things themselves: "box of ..."."""
    return at + 1 < len(gist.tokens) and gist.tokens[at + 1].text in {"of", "with"}
