"""Which of the words found in a description it denies: "not for drones", "geen drones"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

from enduse.goods.tables import read_toml
from enduse.goods.words import Found, Lexicon, Token

_REACH = {"far": 6, "near": 1, "tight": 0, "after": 2}
"""How many words may stand between the denial and what it denies."""


@dataclass(frozen=True, slots=True)
class Negation:
    """The words of denial in eight languages. Read once and kept."""

    lexicon: Lexicon

    @classmethod
    def load(cls) -> Self:
        """Read the table that is shipped with enduse."""
        table = read_toml("negation.toml")
        kinds = (*_REACH, "but")
        return cls(Lexicon.of((kind, term) for kind in kinds for term in table[kind]))

    def denied(self, tokens: Sequence[Token], found: Collection[Found]) -> frozenset[Found]:
        """Those of `found` that the text denies.

        A denial reaches within its clause, a few words far, and not across a "but". One
        that is itself part of something found does not count: the "sans" of "sans balais"
        (brushless) denies nothing behind it.
        """
        marks = self.lexicon.find(tokens)
        turns = [m.first for m in marks if m.label == "but"]
        denials = [
            m
            for m in marks
            if m.label != "but" and not any(f.first <= m.first < f.last for f in found)
        ]
        return frozenset(
            f for f in found if any(_reaches(d, f, tokens=tokens, turns=turns) for d in denials)
        )


def _reaches(
    denial: Found, found: Found, *, tokens: Sequence[Token], turns: Sequence[int]
) -> bool:
    first, second = (found, denial) if denial.label == "after" else (denial, found)
    between = second.first - first.last
    if not 0 <= between <= _REACH[denial.label]:
        return False
    if tokens[denial.first].clause != tokens[found.first].clause:
        return False
    return not any(first.last <= turn < second.first for turn in turns)
