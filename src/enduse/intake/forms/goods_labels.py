"""Labels with a value behind them, below an item or in its text: "HS code: 8542.31"."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from enduse.intake.forms.goods_words import goods_words

_VALUES = {
    "hs": r"\d{4}(?:[ .]?\d{2}){0,4}(?!\w)",
    "eccn": r"(?:EAR\s?99|[0-9][A-E]\d{3}(?:\.\w+)*(?:\.?[a-z]\.?\d*)*)(?!\w)",
    "eu_dual_use": r"[0-9][A-E]\d{3}(?:[. ]?[a-z]\.?\d*)*(?!\w)",
    "quantity": r"\d[\d.,' ]*(?:\s?[^\W\d]{1,6}\.?)?",
    "price": r"(?:[A-Z]{3}|[€$£])?\s?\d[\d.,']*(?:\s?(?:[A-Z]{3}|[€$£]))?",
    "value": r"(?:[A-Z]{3}|[€$£])?\s?\d[\d.,']*(?:\s?(?:[A-Z]{3}|[€$£]))?",
    "net_weight": r"\d[\d.,']*(?:\s?[^\W\d]{1,6}\.?)?",
    "gross_weight": r"\d[\d.,']*(?:\s?[^\W\d]{1,6}\.?)?",
    "part_number": r"(?:[A-Z][A-Z-]*\s)?[^\s;,]*\d[^\s;,]*",
    "article": r"(?:[A-Z][A-Z-]*\s)?[^\s;,]*\d[^\s;,]*",
}
"""What the value of a field looks like; of others, all up to the next label."""
_SHORT = frozenset({"al", "hs", "type", "typ", "part", "made in", "pn", "make", "brand", "sn"})
"""Labels that are also words of other texts: they need a colon, or a value like no other."""
_ALONE = r"[A-Z]{2}(?=\s*$|\s{2}|\s*[,;)/])"
"""A country by its code, where no sign stands before it."""
_NAMED = r"(?:the\s)?[A-ZÀ-Ý][^\W\d_]+(?:[ -][A-ZÀ-Ý][^\W\d_]+){0,3}(?=\s*\.?\s*$|\s*[;|)(])"
"""A country by its name, up to the end, where its label begins a part: "- oorsprong Japan"."""
_NAMED_RE = re.compile(_NAMED)
_LONG = 5  # letters of a label that needs no colon before a number that looks like one
_PART = r"(?=[^\s,;]*\d)(?=[^\s,;]*[A-Z])[A-Z0-9][A-Z0-9./]*-?[A-Z0-9./-]{3,}(?![^\s,;])"
_SURE = frozenset({"hs", "eccn", "eu_dual_use"})


@cache
def _label() -> re.Pattern[str]:
    named: Mapping[str, list[str]] = goods_words()["labels"]
    every = sorted((w for some in named.values() for w in some), key=len, reverse=True)
    # By their first letter: tried one after the other, some hundred labels would take long.
    by_letter: dict[str, list[str]] = {}
    for word in every:
        rest = re.escape(word[1:]).replace(r"\ ", r"\s+")
        by_letter.setdefault(word[0], []).append(rest)
    words = "|".join(f"{letter}(?:{'|'.join(some)})" for letter, some in by_letter.items())
    return re.compile(
        rf"(?<![\w-])(?P<label>{words})(?![\w])\.?(?P<no>\s*(?:no|nr|nummer|number|n°)\b\.?)?"
        r"(?P<sign>\s*[:=#]\s*|\s+)",
        re.IGNORECASE,
    )


@cache
def _fields() -> Mapping[str, str]:
    named: Mapping[str, list[str]] = goods_words()["labels"]
    return {" ".join(w.casefold().split()): name for name, some in named.items() for w in some}


@cache
def _perhaps() -> re.Pattern[str]:
    """What a text holds at least where it holds a label: a sign, or a word that needs none."""
    named = goods_words()["labels"]
    sure = (*_SURE, "origin", "article", "part_number")
    first = {re.split(r"\W", word)[0] for name in sure for word in named[name]}
    words = "|".join(map(re.escape, sorted(first)))
    return re.compile(rf"[:=#]|\b(?:no|nr|nummer|number)\b|n°|\b(?:{words})\b", re.IGNORECASE)


@lru_cache(10_000)
def labelled(text: str, *, form: bool = False) -> tuple[tuple[tuple[str, str], ...], str]:
    """The fields that a text names with their values, and the text without them.

    In a `form`, a label may stand apart from its value without a sign between.

    >>> labelled("HS code: 8542.31 Country of origin: US")
    ((('hs', '8542.31'), ('origin', 'US')), '')
    >>> labelled("Typ K valve")
    ((), 'Typ K valve')
    """
    if not (form and "  " in text) and not _perhaps().search(text):
        return (), text
    found: list[tuple[str, str]] = []
    kept: list[str] = []
    at = 0
    marks = list(_label().finditer(text))
    for number, mark in enumerate(marks):
        if mark.start() < at:
            continue
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        name, value, stop = _value(text, mark, end, form=form)
        if not value or name == "other":
            continue
        kept.append(text[at : mark.start()])
        found.append((name, value))
        at = stop
    kept.append(text[at:])
    rest = " ".join(part for each in kept if (part := each.strip(" \t;,|/-–—·()[]")))
    return tuple(found), rest if found else text


def _value(text: str, mark: re.Match[str], end: int, *, form: bool) -> tuple[str, str, int]:
    """The field of a label, its value, and where that ends; no value where none fits."""
    label = " ".join(mark["label"].casefold().split())
    name = _fields()[label]
    apart = form and len(mark["sign"]) > 1 and text[: mark.start()][-2:].strip() == ""
    signed = bool(mark["sign"].strip() or mark["no"] or apart)
    form_of = _VALUES.get(name) if signed or (name in _SURE and label != "al") else None
    if not signed and name == "origin":
        before = text[: mark.start()].rstrip()[-1:]
        begins = not (before.isalnum() or before == ")")
        form_of = _NAMED if begins and _NAMED_RE.match(text, mark.end()) else _ALONE
    elif not signed and name in {"article", "part_number"} and len(label) > _LONG:
        form_of = _PART
    if form_of:
        found = re.compile(
            form_of, 0 if form_of in {_ALONE, _NAMED, _PART} else re.IGNORECASE
        ).match(text, mark.end())
        return (name, found.group().strip(), found.end()) if found else (name, "", end)
    if not signed:
        return name, "", end
    value = re.split(r"\s{2,}|[;|]|\s/\s|\)", text[mark.end() : end], maxsplit=1)[0]
    return name, value.strip(" ,.-"), mark.end() + len(value)
