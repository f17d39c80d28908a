"""The terms of payment in an order, read for how it is paid; and what the order is worth."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from enduse.assess.words import Vocabulary
from enduse.errors import RuleError
from enduse.model.order import Line, Order

KINDS = ("cash", "crypto", "no_bank", "too_good", "advance", "part", "open_account",
         "letter_of_credit", "issuing_bank", "bank", "no_cash")  # fmt: skip
"""Groups of words of `paying.toml`."""

_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|percent|prozent|procent|pct)")
_SPLIT = re.compile(r"\b\d{1,2}\s*/\s*\d{1,2}\b")
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Worth:
    """What is known of the value of an order: a sum, and whether every line is in it.

    Lines without a value, or in another currency than those that count, are not. `text` is
    the sum as a sentence may say it ("EUR 61,500").
    """

    sum: float
    whole: bool
    text: str


@dataclass(frozen=True)
class Paying:
    """How terms of payment are read (`paying.toml`). The sums are in EUR, USD, GBP or CHF."""

    cash_from: float
    advance_from: float
    currencies: frozenset[str]
    words: Vocabulary

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Take the table as typed; RuleError where a group of words is not one of `KINDS`."""
        odd = set(raw["words"]) ^ set(KINDS)
        if odd:
            raise RuleError("paying.toml, words", f"{sorted(odd)}", f"each of {KINDS} once")
        return cls(
            raw["cash_from"],
            raw["advance_from"],
            frozenset(raw["currencies"]),
            Vocabulary(raw["words"]),
        )

    def read(self, terms: str) -> Mapping[str, str]:
        """The ways of paying that terms name, each with the first words that name it.

        >>> from enduse.assess import rules
        >>> rules.load().paying.read("30 % cash in advance, balance by L/C")
        {'advance': 'cash in advance', 'part': 'balance', 'letter_of_credit': 'l/c'}
        """
        return self.words.first(terms)

    def in_part(self, terms: str) -> bool:
        """Whether terms split the price: "30 % in advance", "50/50", "the balance later"."""
        shares = [float(each.replace(",", ".")) for each in _PERCENT.findall(terms.casefold())]
        split = any(share < _WHOLE for share in shares) or bool(_SPLIT.search(terms))
        return split or "part" in self.read(terms)

    def worth(self, order: Order) -> Worth:
        """What the lines of an order are worth together, in the currencies that count."""
        known = [line for line in order.lines if self._counts(line)]
        total = sum(line.value or 0.0 for line in known)
        currencies = "/".join(sorted({line.currency or "" for line in known}))
        whole = bool(order.lines) and len(known) == len(order.lines)
        return Worth(total, whole, f"{currencies} {total:,.0f}")

    def _counts(self, line: Line) -> bool:
        return line.value is not None and line.currency in self.currencies
