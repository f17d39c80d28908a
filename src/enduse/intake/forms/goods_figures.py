"""How the numbers of a document are written, and what weighs how much."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enduse.intake.forms.goods_words import goods_words
from enduse.intake.orders.cells import bare_number, beside, number_in
from enduse.intake.past_values import Sign, decimal_sign

_NEAR = 0.011
"""By how much a product may differ from an amount, and per unit: prices are rounded."""
_DASHED = re.compile(r"(?<=\d)([.,])(?:-|–|—|=){1,2}(?!\w)")
"""Whole amounts as Dutch, German and French write them: "€ 9.800,-"."""
_SIGNS: tuple[Sign, Sign] = (".", ",")


@dataclass(frozen=True, slots=True)
class Product:
    """Three numbers as written, of which two should make the third; `per` divides the price."""

    quantity: str
    price: str
    value: str
    per: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """Which sign stands before decimals in a document, and why that is known."""

    sign: Sign

    def read(self, text: str) -> float | None:
        """A number; None where it reads in two ways and nothing tells which.

        >>> Signs(",").read("1.234 kg"), Signs("either").read("1.234")
        (1234.0, None)
        """
        return number_in(_undashed(text), self.sign)


def signs_of(kinds: Sequence[Iterable[str]], products: Sequence[Product]) -> Signs:
    """How a document writes numbers: the first of `kinds` that tells, after what multiplies.

    Amounts come first, for they have decimals; then what multiplies; then other numbers.
    """
    for number, texts in enumerate(kinds):
        sign = decimal_sign([bare_number(_undashed(text)) for text in texts])
        if sign == "either" and number == 0:
            sign = _by_products(products)
        if sign != "either":
            return Signs(sign)
    return Signs("either")


def _undashed(text: str) -> str:
    """A number with the decimals that a dash stands for: the sign before it tells, too."""
    return _DASHED.sub(r"\g<1>00", text)


def _by_products(products: Sequence[Product]) -> Sign:
    fits = [sum(agrees(each, Signs(sign)) is True for each in products) for sign in _SIGNS]
    if fits[0] == fits[1]:
        return "either"
    return "." if fits[0] > fits[1] else ","


def agrees(product: Product, signs: Signs) -> bool | None:
    """Whether quantity times price is the amount; None where one of them is not read."""
    found = [signs.read(text) for text in (product.quantity, product.price, product.value)]
    quantity, price, value = found
    if quantity is None or price is None or value is None:
        return None
    per = signs.read(product.per) if product.per else 1.0
    # A price has as many decimals as it shows: half of the last one, for each of the goods.
    loose = _last(product.price) * quantity / 2 + _NEAR
    return abs(quantity * price / (per or 1.0) - value) <= loose


def _last(text: str) -> float:
    """What the last decimal of a number is worth."""
    found = re.search(r"[.,](\d{1,6})\D*$", text)
    return 10.0 ** -len(found[1]) if found else 1.0 if re.search(r"\d", text) else 0.0


def kilograms(text: str, unit: str, signs: Signs) -> str | None:
    """A weight in kilograms as digits; None where it is no number. Without a unit: kilograms.

    >>> kilograms("1.250,5", "kg", Signs(",")), kilograms("2 t", "", Signs("."))
    ('1250.5', '2000')
    """
    return _measured(text, unit, signs, table="weights")


def cubic_metres(text: str, unit: str, signs: Signs) -> str | None:
    """A volume in cubic metres as digits; None where it is no number."""
    return _measured(text, unit, signs, table="volumes")


def _measured(text: str, unit: str, signs: Signs, *, table: str) -> str | None:
    own = beside(text).strip(" .").casefold()
    known = goods_words()[table]
    worth = known.get(own or unit.strip(" .").casefold(), 1 if not own else None)
    found = signs.read(text)
    return plain(found * worth) if found is not None and worth is not None else None


def plain(number: float) -> str:
    """A number as digits with a point, without zeros that say nothing.

    >>> plain(1250.50), plain(3.0)
    ('1250.5', '3')
    """
    return f"{number:.6f}".rstrip("0").rstrip(".")
