"""Goods that a drone programme looks for: by the number on the order, and by its words.

A number is the strong sign. Words alone are weaker: descriptions are short, and a propeller
may belong to a boat. What a description denies ("not for drones") is no sign at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

from enduse.errors import RuleError
from enduse.goods.codes import dotted
from enduse.goods.editions import Reading
from enduse.goods.negation import Negation
from enduse.goods.tables import read_toml
from enduse.goods.vague import Vague
from enduse.goods.words import Found, Lexicon, Token, cut, written

Read = Literal["primary", "secondary", "memory"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text that names goods, the date of the state that was read, and how it was read."""

    id: str
    citation: str
    as_of: date
    read: Read


@dataclass(frozen=True, slots=True)
class UavCode:
    """A number of a group. `part` says that the text lists only part of its goods ("ex")."""

    code: str
    part: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of goods. `terms` are sets of words that all must stand in a description."""

    id: str
    title: str
    codes: tuple[UavCode, ...]
    terms: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    needs_words: bool


@dataclass(frozen=True, slots=True)
class UavMatch:
    """Goods of one group on an order line.

    `by` is "hs" where the number says so, "words" where only the description does. `found`
    is that number ("8407.10", or several), or those words; `words` agree with a number.
    `partial` says that the number covers more than the listed goods, or is a heading only,
    and that there were no words to tell. `sources` are ids of `Uav.sources`, empty for words.
    """

    group: str
    title: str
    by: Literal["hs", "words"]
    found: str
    words: str | None = None
    partial: bool = False
    sources: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Uav:
    """The groups, their numbers and words in eight languages. Read once and kept.

    >>> uav = Uav.load()
    >>> [(m.group, m.by, m.found) for m in uav.groups("servo motors, not for drones", ())]
    [('servo', 'words', 'servo motors')]
    """

    table: Mapping[str, Group]
    sources: Mapping[str, Source]
    lexicon: Lexicon
    negation: Negation
    vague: Vague

    @classmethod
    def load(cls) -> Self:
        """Read the table that is shipped with enduse.

        Raises:
            RuleError: a group names a source that the table does not have.
        """
        raw = read_toml("uav.toml")
        sources = {
            s["id"]: Source(s["id"], s["citation"], s["as_of"], s["read"])
            for s in raw["source"]
        }
        table = {g["id"]: _group(g) for g in raw["group"]}
        for group in table.values():
            for code in group.codes:
                if unknown := set(code.sources) - set(sources):
                    raise RuleError(f"uav {group.id}", repr(unknown), "a source of the table")
        lexicon = Lexicon.of(term for g in table.values() for term in _labelled(g))
        return cls(table, sources, lexicon, Negation.load(), Vague.load())

    def groups(
        self, description: str | None, readings: Iterable[Reading]
    ) -> tuple[UavMatch, ...]:
        """The groups that an order line belongs to, by its readings and its words.

        A group counts once, by its number where that matches. A number that is listed for
        part of its goods matches when the words agree; where there is no description, or
        only a vague one, it matches as `partial`.
        """
        words = self._words(description or "")
        blank = not (description or "").strip()
        silent = blank or self.vague.is_vague(description or "") is not None
        every = tuple(readings)
        found = (
            _match(group, every, words=words.get(group.id), silent=silent)
            for group in self.table.values()
        )
        return tuple(match for match in found if match)

    def _words(self, description: str) -> dict[str, str]:
        tokens = cut(description)
        found = self.lexicon.find(tokens)
        denied = self.negation.denied(tokens, [f for f in found if "!" not in f.label])
        own: dict[str, list[Found]] = {}
        for one in found:
            own.setdefault(one.label.split("|")[0], []).append(one)
        said: dict[str, str] = {}
        for name, places in own.items():
            parts = _complete(self.table[name], _kept(places, denied=denied))
            if parts:
                said[name] = _quote(description, tokens, parts=parts)
        return said


def _match(
    group: Group, readings: Sequence[Reading], *, words: str | None, silent: bool
) -> UavMatch | None:
    pairs = [(r, c) for r in readings for c in group.codes if _covers(c, r)]
    whole = [(r, c) for r, c in pairs if _decides(c, r)]
    agreed = words is not None
    if group.needs_words and not agreed:
        return None
    if best := whole or (pairs if agreed or silent else []):
        codes = ", ".join(dict.fromkeys(dotted(r.code) for r, _ in best))
        return UavMatch(
            group=group.id,
            title=group.title,
            by="hs",
            found=codes,
            words=words,
            partial=not whole and not agreed,
            sources=tuple(dict.fromkeys(s for _, c in best for s in c.sources)),
            readings=tuple(dict.fromkeys(r for r, _ in best)),
        )
    return UavMatch(group.id, group.title, "words", words) if words is not None else None


def _covers(code: UavCode, reading: Reading) -> bool:
    return reading.code.startswith(code.code) or code.code.startswith(reading.code)


def _decides(code: UavCode, reading: Reading) -> bool:
    """Whether the number alone settles it: all its goods are listed, and all moved there."""
    return reading.code.startswith(code.code) and not code.part and reading.how != "few"


def _kept(own: Sequence[Found], *, denied: Collection[Found]) -> list[Found]:
    """What was found of a group, without what is denied or means something else there."""
    other = [f for f in own if "!" in f.label]
    return [
        f
        for f in own
        if "!" not in f.label
        and f not in denied
        and not any(o.first < f.last and f.first < o.last for o in other)
    ]


def _complete(group: Group, kept: Sequence[Found]) -> list[Found]:
    """The term with the most words all of whose parts were found; nothing if none was."""
    places = {f.label: f for f in reversed(kept)}
    best: list[Found] = []
    for at in sorted({int(label.split("|")[1]) for label in places}):
        labels = [f"{group.id}|{at}|{n}" for n in range(len(group.terms[at]))]
        parts = [places[label] for label in labels if label in places]
        if len(parts) == len(labels) and _length(parts) > _length(best):
            best = parts
    return best


def _length(parts: Sequence[Found]) -> int:
    return sum(f.last - f.first for f in parts)


def _quote(description: str, tokens: Sequence[Token], *, parts: Sequence[Found]) -> str:
    ordered = sorted(parts, key=lambda f: f.first)
    return " … ".join(dict.fromkeys(written(description, tokens, f) for f in ordered))


def _labelled(group: Group) -> Iterator[tuple[str, str]]:
    for at, parts in enumerate(group.terms):
        yield from ((f"{group.id}|{at}|{n}", part) for n, part in enumerate(parts))
    yield from ((f"{group.id}|!", phrase) for phrase in group.unless)


def _group(raw: Mapping[str, Any]) -> Group:
    words = raw["words"].values()
    terms = tuple(tuple(term.split(" + ")) for some in words for term in some)
    codes = tuple(UavCode(c["code"], c.get("ex", False), tuple(c["in"])) for c in raw["hs"])
    unless, needs = tuple(raw["unless"]), raw.get("needs_words", False)
    return Group(raw["id"], raw["title"], codes, terms, unless, needs)
