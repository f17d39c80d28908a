"""What is wrong with the lines of an order, before anything is looked up: codes and words."""

from collections.abc import Iterator
from dataclasses import replace

from enduse.goods.codes import HsCode, HsTrouble, parse_hs
from enduse.goods.correlate import EDITIONS
from enduse.goods.library import LONGEST, Library
from enduse.model.issue import Issue
from enduse.model.order import Order

_NATIONAL = 8
"""Digits of a code from which on it is a country's own."""


def read_code(text: str, library: Library) -> HsCode | HsTrouble:
    """Read a goods code; one that no edition has says as little as none.

    >>> read_code("8542.99", Library()).maybe
    ('8542',)
    """
    read = parse_hs(text)
    if isinstance(read, HsTrouble):
        return _national(read)
    code = read.hs6 or read.heading
    if any(library.nomenclature.exists(code, edition) for edition in EDITIONS):
        return read
    above = read.heading if read.hs6 else ""
    known = above and library.nomenclature.exists(above)
    found = f"a number that no edition of HS has ({EDITIONS[0]} to {EDITIONS[-1]})"
    return HsTrouble(text, found, "a code of the Harmonized System", (above,) if known else ())


def _national(trouble: HsTrouble) -> HsTrouble:
    """The chapters 98 and 99 are each country's own: such a code is right, and says little."""
    digits = "".join(char for char in trouble.written if char not in ". \t")
    if not (digits.isdecimal() and len(digits) >= _NATIONAL and digits[:2] in {"98", "99"}):
        return trouble
    found = f"a national code (chapter {digits[:2]}), which does not say what the goods are"
    return replace(trouble, found=found, expected="the code of the goods beside it")


def unread_codes(order: Order, library: Library) -> Iterator[Issue]:
    """An issue for each HS code that was given and could not be used."""
    for number, line in enumerate(order.lines):
        read = read_code(line.hs, library) if line.hs else None
        if isinstance(read, HsTrouble):
            says = f"is {line.hs!r}: {read.found}; expected {read.expected}"
            yield Issue(f"lines/{number}/hs", says)


def unread_words(order: Order) -> Iterator[Issue]:
    """An issue for each description of which only the beginning is read for its words."""
    for number, line in enumerate(order.lines):
        length = len(line.description or "")
        if length > LONGEST:
            says = f"has {length} characters; words are read in the first {LONGEST} alone"
            yield Issue(f"lines/{number}/description", says)
