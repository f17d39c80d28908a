"""The clause against re-export to Russia, and what a statement says the goods are for."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from enduse.intake.forms.labels import form_words
from enduse.intake.forms.told import Told

_SENTENCE = re.compile(r"(?<=[.!?;])(?<![Aa]rt\.)(?<![Nn][ro]\.)\s+(?=[A-ZÀ-Ý])")
_LONGEST, _SHORTEST = 900, 4
_SPEAK = frozenset({
    "order", "confirmation", "quote", "proforma", "invoice", "letter_of_credit",
    "end_user_statement", "other",
})  # fmt: skip
"""Papers in which somebody takes a duty on; an e-mail or a packing list is none."""


def clause_in(told: Told) -> None:
    """Set the clause where one sentence forbids export or re-export to Russia."""
    if told.sort not in _SPEAK:
        return
    for text, row in sentences(told):
        if forbids(text):
            told.wire["clauses"] = {"no_reexport_to_russia": True}
            told.places["clauses/no_reexport_to_russia"] = told.sheet.place(row)
            return


def forbids(sentence: str) -> bool:
    """Whether a sentence is a duty not to export or re-export to Russia.

    >>> forbids("The Buyer shall not export or re-export the goods to Russia.")
    True
    >>> forbids("We do not export to Russia."), forbids("Shall not the goods go to Russia?")
    (False, False)
    """
    named = form_words()["clause"]
    text = _plain(sentence)
    if sentence.rstrip().endswith("?"):
        return False
    every = ("duty", "not", "act", "where")
    if not all(any(_has(text, _plain(w), group) for w in named[group]) for group in every):
        return False
    return not any(_has(text, _plain(word), "except") for word in named["except"])


def _has(text: str, word: str, group: str) -> bool:
    behind = "" if group == "act" else r"(?!\w)"
    before = "" if group == "act" else r"(?<!\w)"
    return bool(re.search(before + re.escape(word) + behind, text))


def used_for(told: Told) -> None:
    """Take the end use from a statement's sentence where no label has given it."""
    if told.sort not in {"end_user_statement", "message"} or "end_use" in told.wire:
        return
    for text, row in sentences(told):
        for words in sorted(form_words()["used"]["words"], key=len, reverse=True):
            found = re.search(rf"(?i)\b{re.escape(words)}\s+(.{{4,300}})", text)
            if found and not text.rstrip().endswith("?"):
                told.put("end_use", found[1].strip(" .;:"), row)
                return


def sentences(told: Told) -> Iterator[tuple[str, int]]:
    """The sentences of a paper's running text, each with the row on which it begins."""
    rows = told.sheet.rows
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or not told.sheet.follows(at - 1, at):
            yield from _of_part(told, range(start, at))
            start = at


def _of_part(told: Told, part: Sequence[int]) -> Iterator[tuple[str, int]]:
    text, begins = "", []
    for row in part:
        begins.append((len(text), row))
        text += " ".join(piece.text for piece in told.sheet.rows[row].pieces) + " "
    at = 0
    for sentence in _SENTENCE.split(text):
        row = max((r for offset, r in begins if offset <= at), default=part[0])
        if _SHORTEST < len(sentence) < _LONGEST:
            yield sentence.strip(), row
        at = text.find(sentence, at) + len(sentence)


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    bare = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(bare.replace("re-", "re").replace("-", " ").split())
