"""What a printed label says its value is; a piece of a line -> its labels and their values."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from enduse.intake.orders.titles import BARE, claim, key, words

GROUPS = ("parties", "numbers", "dates", "route", "terms", "inside", "stops")
"""Groups of labels in `labels.toml`; where two have a word, the first has it."""
_LONGEST = 90  # letters of a label, brackets and all
_WORDS = 8  # of a label
_FEW = 3  # letters: a shorter word is a label only before a colon
_BOX = re.compile(r"^(?:\(?\d{1,2}[a-z]?[.)\]]?|[A-Z][.)])\s+(?=\D)")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_COLON = re.compile(r"[:：](?!//|\d\d\b)|(?<=\w)\s*=\s|\s*\.{4,}\s*:?")
"""A colon, or what stands for one: an equals sign, a row of dots."""
_NUMBERED = re.compile(
    r"(?:\b(?:no|nr|number|nummer|numero|numéro|n)\b|°|#|nr|nummer)[.:]?$", re.IGNORECASE
)
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.?\s\w{3,9}\.?\s\d{4}")
_ATTENTION = frozenset({"attn", "attention", "att", "tav", "zhd", "zuhanden"})
_OF_TABLES = {"street": "address", "postcode": "city", "region": "address"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a label announces: its group, the field, and of a party what is said of it.

    "Buyer" is ("parties", "buyer"), "Country of end user" ("parties", "end_user", "country").
    """

    group: str
    field: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a piece: a label with what stands behind it, or words without a label.

    `start` is where its value begins among the signs of the piece. `colon` says that a sign
    parted the two.
    """

    label: Label | None
    value: str
    start: int
    colon: bool = False


@cache
def form_words() -> Mapping[str, Any]:
    """The words of `labels.toml`."""
    return tomllib.loads((files("enduse.intake.forms") / "labels.toml").read_text("utf-8"))


@cache
def _known() -> Mapping[str, Label]:
    found: dict[str, Label] = {}
    for group in GROUPS:
        for field, some in form_words()[group].items():
            for word in some:
                found.setdefault(key(word), Label(group, "" if group == "stops" else field))
    for role, some in words()["roles"].items():
        for word in set(some) - set(words()["joined"]) if role != "partner" else ():
            found.setdefault(key(word), Label("parties", role))
    for name, some in words()["attributes"].items():
        for word in some if name != "name" else ():
            found.setdefault(key(word), Label("inside", _OF_TABLES.get(name, name)))
    return found


@lru_cache(50_000)
def label_of(text: str) -> Label | None:
    """What a text announces if it is a label and nothing else.

    >>> label_of("2. Consignee (name, address)"), label_of("Absender / Expéditeur").field
    (Label(group='parties', field='consignee', said=''), 'seller')
    >>> label_of("Kind regards") is None
    True
    """
    if not text.strip() or len(text) > _LONGEST or len(text.split()) > 2 * _WORDS:
        return None
    bare = _BRACKETS.sub(" ", _BOX.sub("", text.strip())).strip(" :.*#：=")
    if not any(letter.isalpha() for letter in bare):
        return None
    found = _known().get(key(bare)) or _of_party(bare)
    if found or not re.search(r"[/|–•·]", bare):
        return found
    parts = [_known().get(key(part)) for part in re.split(r"[/|–•·]", bare) if part.strip()]
    known = [part for part in parts if part]
    return known[0] if 2 * len(known) >= len(parts) and known else None


def _of_party(text: str) -> Label | None:
    role, sign, said = claim(text).field.partition(".")
    if not sign or role in {BARE, "partner"} or said == "customer_no":
        return None
    return Label("parties", role, "" if said == "name" else _OF_TABLES.get(said, said))


@lru_cache(50_000)
def segments(text: str) -> tuple[Segment, ...]:
    """The labels of a piece, each with its value; one without a label where there is none.

    >>> [(s.label and s.label.field, s.value) for s in segments("Invoice No: 17 Date: May 3")]
    [('invoice', '17'), ('issue_date', 'May 3')]
    >>> [(s.label and s.label.field, s.value) for s in segments("VAT NL001 | Tel +31 10 1")]
    [('vat', 'NL001'), ('phone', '+31 10 1')]
    """
    found: list[Segment] = []
    at = 0
    for part in re.split(r"(\s+[|•·]\s+|\s+[-–]\s+(?=[^\W\d]+\s*:))", text):
        found += (
            Segment(each.label, each.value, at + each.start, each.colon)
            for each in _of_part(part)
        )
        at += len(part)
    kept = tuple(each for each in found if each.label or each.value.strip(" |•·–-"))
    if len(kept) > 1 and not any(each.label for each in kept):
        return (Segment(None, text, 0),)
    return kept or (Segment(None, text, 0),)


def _of_part(text: str) -> Iterator[Segment]:
    marks = list(_marks(text))
    if not marks:
        yield _unparted(text)
        return
    if marks[0][0] > 0 and (before := text[: marks[0][0]].strip(" ,;")):
        yield Segment(None, before, 0)
    ends = [mark[0] for mark in marks[1:]] + [len(text)]
    for (_, start, label), end in zip(marks, ends, strict=True):
        raw = text[start:end]
        yield Segment(label, raw.strip(" ,;"), start + len(raw) - len(raw.lstrip()), colon=True)


def _marks(text: str) -> Iterator[tuple[int, int, Label]]:
    """Where a label begins, where its value does, and the label: each before a colon."""
    since = 0
    for colon in _COLON.finditer(text):
        before = text[since : colon.start()]
        starts = [found.start() for found in re.finditer(r"\S+", before)]
        for start in starts if len(starts) <= _WORDS else starts[-_WORDS:]:
            if since and before[start].isdigit():  # the end of a value, not the number of a box
                continue
            label = label_of(before[start:])
            if label:
                yield since + start, colon.end(), label
                since = colon.end()
                break


def _unparted(text: str) -> Segment:
    """A label alone in its piece, or one that a number stands behind without a colon."""
    whole = label_of(text)
    if whole and (len(key(text)) >= _FEW or text.strip()[-1] in ".:°#"):
        return Segment(whole, "", len(text))
    blanks = list(re.finditer(r"\s+", text))[:_WORDS]
    for blank in reversed(blanks):
        head, rest = text[: blank.start()], text[blank.end() :]
        label = label_of(head)
        if label and _stands(label, head, rest):
            return Segment(label, rest.strip(), blank.end())
    return Segment(None, text, 0)


def _stands(label: Label, head: str, rest: str) -> bool:  # noqa: PLR0911  # one rule a group
    """Whether words behind a label without a colon are its value, not more of a sentence."""
    first = rest.split(maxsplit=1)[0]
    digit = any(letter.isdigit() for letter in first)
    if label.group == "inside":
        if label.field == "contact":
            return key(head) in _ATTENTION
        ids = label.field in {"vat", "registration", "tax", "eori", "lei", "duns", "imo", "inn"}
        numbers = ids or label.field in {"iban", "swift", "phone", "fax"}
        return (
            numbers and any(letter.isdigit() for letter in rest) and len(rest.split()) < _WORDS
        )
    if label.field == "seal":
        return digit and len(rest.split()) == 1
    if label.group == "numbers":
        # "Your reference P389318", by itself: two words or more, and one number.
        told = len(head.split()) > 1 and len(rest.split()) == 1
        numbered = bool(_NUMBERED.search(head.strip()))
        return digit and (told or numbered) and len(rest.split()) <= _FEW
    if label.group == "dates":
        return (
            digit
            and len(rest.split()) <= _FEW
            and (len(head.split()) > 1 or bool(_DAY.fullmatch(rest.strip())))
        )
    return False
