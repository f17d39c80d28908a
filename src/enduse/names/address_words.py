"""The words of an address: cut from the text, in Latin letters, each with what it may do."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from enduse.names.scripts import romanise
from enduse.names.table import lines, load, pairs
from enduse.names.text import clean_name

_PIECES = re.compile(r"[,\n\r|()\[\]،、;]|\s[-–]\s")
_TOKENS = re.compile(
    r"(?P<ordinal>\d+-?(?:st|nd|rd|th|ya|ja|yi|oi|oy|aya|er|eme|ая|я|й|ый|ой)(?!\w))"
    r"|(?P<lettered>[^\W\d_]{1,2}-?\d\w*)"
    r"|(?P<number>\d\w*(?:[/-]\d\w*|[/-]\w(?!\w))*)"
    r"|(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?)"
    r"|(?P<word>[^\W\d_]+(?:['’`ʼ][^\W\d_]+)*)"
    r"|(?P<sign>#)"
)
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ADJECTIVE = re.compile(r"(?<=sk)(?:aya|aia|aja|iy|ij|yi|yy|y|i|oye|oe|oi|ogo|om|oy|ii)$")
_LONG_ENOUGH = 4
_LONGEST_PHRASE = 3
_LETTERS_OF_HOUSE = frozenset("abcdefg")


@dataclass(frozen=True, slots=True)
class Item:
    """A word or number of an address. `roles` are what it may say of a number behind it.

    `kind` is "word", "number", "ordinal", or what the table makes of the word: "street",
    "building", "zone", "area", "agent", "marker", "noise"; "gap" stands where something was
    taken.
    """

    kind: str
    text: str
    roles: frozenset[str] = frozenset()
    side: str = ""


def _phrases(raw: Mapping[str, Any]) -> dict[tuple[str, ...], Item]:
    found: dict[str, Item] = {word: Item("noise", "") for word in raw["noise"]["words"].split()}
    roles: dict[str, set[str]] = {}
    for table, role in (
        ("units", "unit"), ("floors", "floor"), ("parts", "part"), ("houses", "house"),
        ("boxes", "box"), ("postals", "postal"),
    ):  # fmt: skip
        for word in raw[table]["words"].split():
            roles.setdefault(word, set()).add(role)
    found |= {word: Item("marker", word) for word in roles}
    found |= _kinds(raw)
    for word, known in roles.items():
        item = found[word]
        found[word] = Item(item.kind, item.text, frozenset(known), item.side)
    return {tuple(word.split("_")): item for word, item in found.items()}


def _kinds(raw: Mapping[str, Any]) -> dict[str, Item]:
    """What names the words beside it; a later table wins over an earlier one."""
    found: dict[str, Item] = {}
    for side, text in raw["areas"].items():
        found |= {word: Item("area", word, side=side) for word in text.split()}
    for side, text in raw["buildings"].items():
        found |= {word: Item("building", word, side=side) for word in text.split()}
    for word in raw["zones"]["words"].split():
        found[word] = Item("zone", word, side="before")
    found |= {word: Item("agent", word) for word in raw["agents"]["words"].split()}
    for side, text in raw["streets"].items():
        found |= {word: Item("street", kind, side=side) for word, kind in lines(text).items()}
    return found


_RAW = load("address")
_PHRASES: Mapping[tuple[str, ...], Item] = MappingProxyType(_phrases(_RAW))
_SAME: Mapping[str, str] = MappingProxyType(lines(_RAW["same"]["words"]))
_ENDS: tuple[str, ...] = tuple(_RAW["ends"]["words"].split())
_BEHIND: Mapping[str, str] = MappingProxyType(pairs(_RAW["signs"]["behind"]))
_NUMBERED = re.compile(rf"([0-9A-Za-z][0-9A-Za-z-]*)\s*({'|'.join(_BEHIND)})")
_SIGNS = sorted(pairs(_RAW["signs"]["pairs"]).items(), key=lambda sign: -len(sign[0]))
CITIES_TOO = frozenset(_RAW["cities_too"]["words"].split())
"""Names of countries that are a city too."""


def is_ordinary(word: str) -> bool:
    """Whether the table knows the word: "island" is no Iceland here."""
    return (word,) in _PHRASES


def pieces_of(text: str) -> list[str]:
    """The text between commas, in the compatibility forms of Unicode."""
    plain = text if text.isascii() else _unhidden(unicodedata.normalize("NFKC", text))
    return [piece for piece in map(str.strip, _PIECES.split(plain)) if piece]


def _unhidden(text: str) -> str:
    """Without marks of direction and joiners; signs of the East said as words."""
    seen = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs"})
    if not _EAST.search(seen):
        return seen
    seen = _NUMBERED.sub(lambda m: f" {_BEHIND[m.group(2)]} {m.group(1)} ", seen)
    for sign, word in _SIGNS:
        seen = seen.replace(sign, f" {word} ")
    return re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", seen)


def items_of(piece: str) -> list[Item]:
    """The words and numbers of a piece, phrases of the table as one."""
    words = list(_tokens(piece))
    items: list[Item] = []
    at = 0
    while at < len(words):
        size, item = _phrase_at(words, at)
        items.append(item)
        at += size
    return [each for each in _with_letters(items) if each.kind != "noise"]


def _tokens(piece: str) -> Iterator[Item]:
    for match in _TOKENS.finditer(piece):
        text = match.group()
        match match.lastgroup:
            case "sign":
                yield Item("word", "no")
            case "ordinal":
                yield Item("ordinal", f"{_digits(text)}th")
            case "number":
                yield Item("number", _number(text))
            case "lettered":
                yield from _lettered(text)
            case "initials":
                yield Item("word", clean_name(text).replace(" ", ""))
            case _:
                yield from _words(text)


def _lettered(text: str) -> Iterator[Item]:
    """A marked number ("d35") or one with a letter ("C22")."""
    letters = "".join(char for char in text if char.isalpha())
    rest = text[len(letters) :].lstrip("-")
    plain = _latin(letters)
    known = _PHRASES.get((plain,))
    if known and known.roles and text[len(letters) - 1 : len(letters)].isalpha() and rest:
        yield Item("word", plain)
        yield Item("number", _number(rest))
    else:
        yield Item("number", _number(text).replace("-", ""))


def _words(text: str) -> Iterator[Item]:
    if text.isascii():
        plain = text.lower().replace("'", "").replace("`", "")
        yield Item("word", plain)
        return
    for word in romanise(text)[0].split():
        yield Item("word", word)


def _latin(text: str) -> str:
    return text.lower() if text.isascii() else romanise(text)[0].replace(" ", "")


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _figure(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char if char in "/-" else _latin(char)


def _number(text: str) -> str:
    """A number in small Latin letters, without leading zeros."""
    plain = text.lower() if text.isascii() else "".join(map(_figure, text))
    plain = plain.replace("_", "")
    return plain.lstrip("0") or "0"


def _phrase_at(words: Sequence[Item], at: int) -> tuple[int, Item]:
    """The longest phrase of the table that opens here, else the word itself."""
    first = words[at]
    if first.kind != "word":
        return 1, first
    for size in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        run = words[at : at + size]
        if any(each.kind != "word" for each in run):
            continue
        known = _PHRASES.get(tuple(each.text for each in run))
        if known is not None:
            return size, _in_context(known, words, at=at)
    return 1, Item("word", _folded(first.text))


def _in_context(item: Item, words: Sequence[Item], *, at: int) -> Item:
    """The word as it is meant here: "St. Petersburg" is no street, nor a lone "d"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if words[at].text == "st" and following is not None and following.kind == "word":
        before = _PHRASES.get((words[at - 1].text,)) if at else None
        named = at and words[at - 1].kind == "word" and not (before and before.kind == "street")
        return item if named else Item("noise", "")
    return item


def _folded(word: str) -> str:
    """The word as its other spellings are written too."""
    plain = _SAME.get(word, word)
    return str(_ADJECTIVE.sub("", plain)) if len(plain) > _LONG_ENOUGH + 1 else plain


def _with_letters(items: Sequence[Item]) -> Iterator[Item]:
    """Write "12 A" as "12a", and cut "Exemplaarstraat" into a name and its kind."""
    skip = False
    for at, each in enumerate(items):
        if skip:
            skip = False
            continue
        after = items[at + 1] if at + 1 < len(items) else None
        if each.kind == "number" and after and after.text in _LETTERS_OF_HOUSE:
            behind = items[at + 2] if at + 2 < len(items) else None
            if each.text.isdigit() and not (behind and behind.kind == "number"):
                yield Item("number", each.text + after.text)
                skip = True
                continue
        end = _end_of(each)
        if end:
            yield Item("word", each.text.removesuffix(end))
            yield Item("street", "street", side="before")
        else:
            yield each


def _end_of(item: Item) -> str:
    if item.kind != "word":
        return ""
    for end in _ENDS:
        if item.text.endswith(end) and len(item.text) - len(end) >= _LONG_ENOUGH:
            return end
    return ""


def short_words(items: Sequence[Item]) -> bool:
    """Whether the words are too short to name anything."""
    return all(len(each.text) <= 1 for each in items)
