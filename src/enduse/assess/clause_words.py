"""Whether the words of an order say that its contract forbids re-export to Russia."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from enduse.assess.words import found_words

_LINE = re.compile(r"[\n•]+")
_STOP = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that speaks of the clause. `sure` is False where a word in it undoes it."""

    sentence: str
    sure: bool
    undone: tuple[str, ...] = ()


def clause_said(text: str) -> Said | None:
    """The sentence of a text that says that re-export to Russia is forbidden.

    Nothing is read between the lines: the sentence has to hold words for a prohibition, for
    re-export and for Russia, and none that undoes it ("no such clause", "if", "refused").
    One that is undone comes back as not sure, for a person to read.

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
        undone = found_words(sentence, words["undone"])
        forbids = bool(found_words(sentence, words["forbid"]))
        said = Said(" ".join(sentence.split()), forbids and not undone, undone)
        if undone or not forbids:
            doubtful = doubtful or said
        else:
            return said
    return doubtful


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


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    text = (files("enduse.assess.rulebook") / "clause_words.toml").read_text(encoding="utf-8")
    return {kind: tuple(words) for kind, words in tomllib.loads(text).items()}
