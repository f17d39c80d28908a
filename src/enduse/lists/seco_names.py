"""The names of a Swiss target: ordered parts, each with its spellings, put together.

A name is written in parts ("Lukashenka", "Dzmitry", "Aliaksandravich"), and every part may
have spellings per language and script. A whole name in another script takes the spelling
of each part that has one there, and the part as first written where it has none.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod

from enduse.lists.tree import Node
from enduse.model.listing import ListedName, NameKind, Strength

MOST_SPELLINGS = 64
"""Whole names of one name and script; beyond it each spelling is used at least once."""

_DIGITS = 4  # of the place of a part; more of them are no place
_KINDS: Mapping[str, NameKind] = {
    "primary-name": "primary", "alias": "aka", "formerly-known-as": "fka",
}  # fmt: skip
_STRENGTHS: Mapping[str, Strength] = {"good": "strong", "low": "weak"}
_PARTS = frozenset({"family-name", "given-name", "further-given-name", "father-name",
                    "grand-father-name", "maiden-name", "tribal-name", "suffix", "whole-name",
                    "other"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    order: int
    value: str
    spellings: tuple[tuple[str, str, str], ...]  # language, script, words


@dataclass(slots=True)
class Names:
    """The names of one target, its titles, and what was odd about them."""

    names: list[ListedName] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    odd: Counter[str] = field(default_factory=Counter)

    def take(self, node: Node, *, main: bool) -> None:
        """One <name>. The primary name of an identity that is not the main one is an aka."""
        written, quality = node.attribute("name-type"), node.attribute("quality")
        for upkeep in ("ssid", "lang"):
            node.attribute(upkeep)
        kind = _KINDS.get(written, "aka")
        if written not in _KINDS:
            self.odd[f"names have the type {written!r}, taken as a.k.a."] += 1
        if quality not in _STRENGTHS:
            self.odd[f"names have the quality {quality!r}, taken as strong"] += 1
        strength = _STRENGTHS.get(quality, "strong")
        parts = self._parts(node)
        node.close()
        kind = "aka" if kind == "primary" and not main else kind
        self._add(parts, kind, strength)

    def _parts(self, node: Node) -> list[_Part]:
        """The parts of a name in their order; a title goes to the titles."""
        parts: list[_Part] = []
        for at, child in enumerate(node.take("name-part"), start=1):
            sort, order = child.attribute("name-part-type"), child.attribute("order")
            spellings = tuple(_spelling(one) for one in child.take("spelling-variant"))
            value = child.text("value")
            child.close()
            if sort == "title":
                self.titles += [words for words in (value, *(s[2] for s in spellings)) if words]
                continue
            if sort not in _PARTS:
                self.odd[f"name parts are a {sort!r}, kept in the name"] += 1
            place = (
                int(order)
                if order.isascii() and order.isdigit() and len(order) <= _DIGITS
                else at
            )
            parts.append(_Part(place, value, tuple(s for s in spellings if s[2])))
        return sorted(parts, key=lambda part: part.order)

    def _add(self, parts: list[_Part], kind: NameKind, strength: Strength) -> None:
        """The name as written, then one in every language and script of its spellings."""
        base = " ".join(part.value for part in parts if part.value)
        if base:
            self._keep(ListedName(base, kind, strength))
        cultures = dict.fromkeys(s[:2] for part in parts for s in part.spellings)
        for language, script in cultures:
            other: NameKind = "aka" if kind == "primary" else kind
            if script and script.upper() != "LATN":
                other = "original_script"
            for text in self._spelled(parts, language, script):
                self._keep(ListedName(text, other, strength))

    def _spelled(self, parts: list[_Part], language: str, script: str) -> list[str]:
        """Every whole name in one language and script."""
        columns: list[list[str]] = []
        for part in parts:
            own = [words for of, by, words in part.spellings if (of, by) == (language, script)]
            columns.append(own or [part.value])
        if prod(len(column) for column in columns) <= MOST_SPELLINGS:
            rows = [list(row) for row in product(*columns)]
        else:
            self.odd["names have more spellings than are put together; each is used once"] += 1
            longest = max(len(column) for column in columns)
            rows = [[c[min(n, len(c) - 1)] for c in columns] for n in range(longest)]
        return [text for row in rows if (text := " ".join(words for words in row if words))]

    def _keep(self, name: ListedName) -> None:
        """The name, unless it was there before: the same words, weak or in another role."""
        if all(name.text != other.text for other in self.names):
            self.names.append(name)
        elif name.strength == "strong":
            self.names = [
                replace(one, strength="strong") if one.text == name.text else one
                for one in self.names
            ]


def _spelling(node: Node) -> tuple[str, str, str]:
    found = node.attribute("lang"), node.attribute("script"), node.words
    for upkeep in ("spelling-variant-type", "ssid", "quality", "main"):
        node.attribute(upkeep)
    node.close()
    return found
