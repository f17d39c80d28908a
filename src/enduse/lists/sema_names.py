"""The names of a Canadian record: two languages in one field, many aliases in another.

The schedules are written by hand. What can be told apart without guessing is; a piece that
still holds "or" or a slash is kept whole as a name and handed back as not understood.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from enduse.model.listing import ListedName, NameKind

_AKA = re.compile(r"\s*\((?:also known as|a\.?\s?k\.?\s?a\.?)[:,]?\s+(?P<aka>.+?)\)\s*",
                  re.IGNORECASE)  # fmt: skip
# "Belarusian: ..., Russian : ..." names the language of what follows; it is no name.
_LANGUAGE = re.compile(r"\(?\b(?:Belaruss?ian|Russian|Ukrainian|Arabic|Persian|Farsi|Hebrew|"
                       r"Armenian|Chinese|English|Spanish|Romanian)\s?:\s*")  # fmt: skip
# A form behind its firm's comma ("НПО Лавочкина, АО") is no alias of its own.
_FORM = re.compile(
    r"(?:[ОЗПНС]?АО|ООО|МК|ФГУП|АНО|НКО|ФГБУ|Некоммерческое Партнерство|(?:O|P|C|)JSC|PJSC|OAO|"
    r"OOO|ZAO|PAO|AO|LLC|LLP|FSUE|Ltd\.?|Limited|Inc\.?|Co\.?(?: Ltd\.?)?|S\.?A\.?)"
    r"(?= or | and |\Z)",
    re.IGNORECASE,
)


def entity(text: str) -> list[ListedName]:
    """The names of a firm, ministry or ship: English, French, and what stands as a.k.a.

    A slash parts two languages where it stands alone, outside brackets, and several words
    stand on either side of it.

    >>> [name.text for name in entity("Iranian Navy/Force navale iranienne")]
    ['Iranian Navy', 'Force navale iranienne']
    """
    akas = [match["aka"].strip() for match in _AKA.finditer(text)]
    bare = _AKA.sub(" ", text).strip() if akas else text.strip()
    main, *other = _halves(bare) or [bare]
    names = [ListedName(main)] if main else []
    return names + [_alias(words) for words in (*other, *akas) if words]


def aliases(text: str, *, person: bool) -> tuple[list[ListedName], list[str]]:
    """The names of an Aliases field, and those of them that may be several in one.

    A single word out of several names of a person is often a spelling of the given name
    alone ("Andrei, Andrii"). Canada marks no name as weak; these are made so here, since
    as strong ones they would name every Andrei.

    >>> names, unclear = aliases("Alena Ex; Russian: Алена Экс", person=True)
    >>> [(name.text, name.kind) for name in names], unclear
    ([('Alena Ex', 'aka'), ('Алена Экс', 'original_script')], [])
    """
    names: dict[str, ListedName] = {}
    unclear = []
    pieces = list(filter(None, (piece.strip() for piece in _pieces(text))))
    for piece in pieces:
        for words in _split(piece, person=person):
            lone = person and len(pieces) > 1 and " " not in words
            name = _alias(words)
            names.setdefault(words, replace(name, strength="weak") if lone else name)
            unclear += [words] if re.search(r" or |/", words) else []
    return list(names.values()), unclear


def _alias(words: str) -> ListedName:
    """An alias; one with letters of another script is the name in that script."""
    foreign = any(
        char.isalpha() and not unicodedata.name(char, "LATIN").startswith("LATIN")
        for char in words
    )
    kind: NameKind = "original_script" if foreign else "aka"
    return ListedName(words, kind)


def _pieces(text: str) -> Iterator[str]:
    """The text cut at semicolons and languages, then at commas that part names."""
    for segment in re.split(r"[;؛]", _LANGUAGE.sub(";", text)):
        held = ""
        for part in _outside(segment, ",،"):
            part = part.strip()  # noqa: PLW2901
            if held and (_FORM.match(part) or _FORM.match(held)):
                held = f"{held}, {part}"
                continue
            yield held
            held = part
        yield held


def _split(piece: str, *, person: bool) -> list[str]:
    """The names of one piece: "or", "and" and a slash part only what can stand alone.

    Of a firm's names one may be its initials ("Московский городской суд or Мосгорсуд"); a
    single word beside a person's "or" is a spelling of one part of the name.

    An English "and" inside words of another script is the schedule's own; in a firm's
    English name it is part of the name.
    """
    piece = re.sub(r"^(?:or|and) +", "", piece.strip(" ,"))
    links = [" or ", " and "] if person or not piece.isascii() else [" or "]
    for link in links:
        sides = [side.strip(" ,") for side in piece.split(link)]
        whole = all(" " in side for side in sides)
        if len(sides) > 1 and all(sides) and (whole or (link == " or " and not person)):
            return [name for side in sides for name in _split(side, person=person)]
    return [_closed(half) for half in (_halves(piece) or [piece]) if _closed(half)]


def _halves(text: str) -> list[str]:
    """Both sides of the one slash outside brackets; none where a side is a single word."""
    sides = [side.strip() for side in _outside(text, "/")]
    return sides if len(sides) == 2 and all(" " in side for side in sides) else []  # noqa: PLR2004


def _closed(text: str) -> str:
    """The text without a bracket at its end that nothing opens, or closes."""
    text = text.strip(" ,")
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1]
    return text.removesuffix("(").strip(" ,")


def _outside(text: str, marks: str) -> list[str]:
    """The text cut at every one of `marks` that stands outside brackets and guillemets."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth = max(0, depth + (char in "(«“") - (char in ")»”"))
        if char in marks and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]
