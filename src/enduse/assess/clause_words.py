"""Whether the words of an order say that its contract forbids re-export to Russia."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enduse.assess.pages import once_a_rulebook, toml
from enduse.assess.words import found_words

_LINE = re.compile(r"[\n•]+")
_STOP = re.compile(r"(?<=[.!?])\s+")
_NUMBER = re.compile(r"\b(?:no|nr|№)\.?\s*(?=\d)")
"""The "No" of an act's number, which denies nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that speaks of the clause.

    `sure` says that it forbids re-export beyond doubt; `undone` are the words in it that may
    take that back.
    """

    sentence: str
    sure: bool
    undone: tuple[str, ...] = ()


def clause_said(text: str) -> Said | None:
    """The sentence of a text that says that re-export to Russia is forbidden.

    A sentence speaks of it where it holds words for re-export and for Russia. It is sure only
    in a form that is known, with nothing left that may take it back ("no such clause", "if",
    "refused", "not"): for of the ways to deny a thing no list is whole. Any other comes back
    as not sure, for a person to read.

    >>> clause_said("Buyer shall not re-export the goods to Russia.").sure
    True
    >>> clause_said("Buyer refuses the clause that forbids re-export to Russia").undone
    ('refus*',)
    >>> clause_said("Re-export of spare parts. Not to be shipped by sea.") is None
    True
    """
    words = _words()
    doubtful: Said | None = None
    for sentence in _sentences(text):
        if not all(found_words(sentence, words[kind]) for kind in ("reexport", "russia")):
            continue
        said = _read(" ".join(sentence.split()))
        if said.sure:
            return said
        doubtful = doubtful or said
    return doubtful


def _read(sentence: str) -> Said:
    plain = _NUMBER.sub("", sentence.casefold().replace("\u2019", "'"))
    matches = [match for form in _forms() for match in form.finditer(plain)]
    for match in matches:
        start, end = match.span("not") if "not" in match.re.groupindex else (0, 0)
        plain = plain[:start] + " " * (end - start) + plain[end:]
    undone = found_words(plain, _words()["undone"])
    sure = bool(matches) and not undone and "?" not in plain
    return Said(sentence, sure, undone)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a stop before a small letter or a figure ("par. 9") ends none.

    A colon or semicolon ends none either: what stands behind it may take back what stood
    before.
    """
    for line in _LINE.split(text):
        sentence = ""
        for part in _STOP.split(line):
            starts = part[:1].isupper() or not part[:1].isalnum()
            if sentence and starts:
                yield sentence
                sentence = part
            else:
                sentence = f"{sentence} {part}".strip()
        yield sentence


@once_a_rulebook
def _words() -> Mapping[str, tuple[str, ...]]:
    words = toml("clause_words").items()
    return {kind: tuple(dict.fromkeys(each)) for kind, each in words}


@once_a_rulebook
def _forms() -> tuple[re.Pattern[str], ...]:
    words = _words()
    reexport, russia = (
        "|".join(
            re.escape(each.casefold().rstrip("*")) + (r"\w*" if each.endswith("*") else r"\b")
            for each in sorted(words[kind], key=len, reverse=True)
        )
        for kind in ("reexport", "russia")
    )
    return tuple(
        re.compile(
            re.sub(r"<not:([^>]*)>", r"(?P<not>\1)", form)
            .replace("RE", rf"\b(?:{reexport})")
            .replace("RU", rf"\b(?:{russia})")
            .replace("…", r"[^;:?]*?")
        )
        for form in words["forms"]
    )
