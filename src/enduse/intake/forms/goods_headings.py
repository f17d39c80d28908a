"""What a heading of a table of goods says by the parts that it is made of: "Gew. netto"."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_MOST = 12
"""Words of a heading of which more are a sentence."""
_DOTTED = re.compile(r"(?<![^\W\d_])((?:[^\W\d_]\.\s?)+[^\W\d_])\.?(?![^\W\d_])")
"""Letters with dots: "T.N.W." is one word."""
_EACH = re.compile(r"(?<=[^\W\d_])\.?/(?=[^\W\d_])")
"""A stroke without blanks: "Qty/ctn" is per carton."""


@lru_cache(20_000)
def composed(text: str) -> str:
    """The field that the words of a heading make together; empty where they make none.

    >>> composed("Gew. netto"), composed("T.N.W."), composed("Qty/ctn"), composed("Regards")
    ('net_weight', 'net_weight', 'other', '')
    """
    found = [_parts().get(word, frozenset[str]()) for word in _words(text)]
    if not found or len(found) > _MOST or not all(found):
        return ""
    numbered = "packing" in found[0] and "number" in found[-1]
    if numbered and all(each & {"packing", "number"} for each in found):
        return "marks"  # "Kiste Nr." is which one, "Nr. Kisten" how many
    return next((field for field, needs, may in _rules() if _fits(found, needs, may)), "")


def made_of(text: str, parts: frozenset[str]) -> bool:
    """Whether every word of a heading stands in one of some parts.

    >>> made_of("Net / Netto kg", frozenset({"net", "kilos"}))
    True
    """
    found = [_parts().get(word, frozenset[str]()) for word in _words(text)]
    return bool(found) and all(each & parts for each in found)


def holds(text: str, part: str) -> bool:
    """Whether a word of a text stands in a part of headings ("net", "gross")."""
    return any(part in _parts().get(word, ()) for word in _words(text))


def _fits(found: Sequence[frozenset[str]], needs: frozenset[str], may: frozenset[str]) -> bool:
    """Whether each part that is needed stands in the words, and each word in a part."""
    return all(each & may for each in found) and all(
        any(need in each for each in found) for need in needs
    )


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    bare = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[1]), bare)
    # "Colli/Packages" says one thing twice, "Qty/ctn" how many are in one.
    sides = [_parts().get(side, frozenset[str]()) for side in re.split(r"\W+", bare) if side]
    if len(sides) == 2 and not sides[0] & sides[1]:  # noqa: PLR2004  # the sides of a stroke
        bare = _EACH.sub(" per ", bare)
    found = [word for word in re.split(r"[\W\d_]+", bare) if word]
    return [word for word in found if word not in _joining()] or found


@cache
def _joining() -> frozenset[str]:
    return frozenset(_table()["joining"])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(
        (files("enduse.intake.forms") / "goods_headings.toml").read_text("utf-8")
    )


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    """Every word with the parts of headings that it stands in."""
    found: dict[str, set[str]] = {}
    for name, some in _table()["parts"].items():
        for word in some:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _rules() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    return tuple(
        (rule["field"], frozenset(rule["needs"]), frozenset([*rule["needs"], *rule["may"]]))
        for rule in _table()["rules"]
    )
