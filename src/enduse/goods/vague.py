"""Descriptions that name no goods: "spare parts", "equipment as per proforma"."""

import re
from dataclasses import dataclass
from typing import Self

from enduse.goods.tables import read_toml
from enduse.goods.words import Lexicon, cut, written

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:pcs|pc|kg|st|stk|шт|adet|x)?")


@dataclass(frozen=True, slots=True)
class Vague:
    """Vague words and fillers in eight languages. Read once and kept.

    >>> vague = Vague.load()
    >>> vague.is_vague("Spare parts as per proforma 2024-17")
    'Spare parts'
    >>> vague.is_vague("spare parts for dough mixer") is None
    True
    """

    lexicon: Lexicon

    @classmethod
    def load(cls) -> Self:
        """Read the table that is shipped with enduse."""
        table = read_toml("vague.toml")
        return cls(
            Lexicon.of(
                (kind, term)
                for kind in ("vague", "filler")
                for terms in table[kind].values()
                for term in terms
            )
        )

    def is_vague(self, description: str) -> str | None:
        """The words that make a description too vague to classify, None where it is not.

        It is vague when a vague word stands there and nothing beside it says more: only
        fillers, numbers, references. Anything unknown to us counts as specific, a part
        number too. An empty description is not vague but missing: None.
        """
        tokens = cut(description)
        found = self.lexicon.find(tokens)
        known = {at for f in found for at in range(f.first, f.last)}
        if any(
            at not in known and not _NUMBER.fullmatch(token.text)
            for at, token in enumerate(tokens)
        ):
            return None
        vague = [f for f in found if f.label == "vague"]
        if not vague:
            return None
        first = min(vague, key=lambda f: (f.first, -f.last))
        return written(description, tokens, first)
