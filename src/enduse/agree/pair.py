"""Which line of goods of one document is which of another."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from enduse.agree.alike import goods_key

_HEADING = 4
Line = Mapping[str, Any]


def twin(found: Sequence[Line], taken: set[int], line: Line, *, at: int | None) -> int | None:
    """The place among `found` of the same goods; None where none is, or it is not certain.

    By part number, else description, else a code that one line only has; else, where `at` is
    given (both have as many lines), the line in the same place of the same quantity.
    """
    free = [number for number in range(len(found)) if number not in taken]
    for name in ("part_number", "description"):
        key = goods_key(line.get(name))
        same = [
            number
            for number in free
            if key
            and goods_key(found[number].get(name)) == key
            and not contradict(found[number], line)
        ]
        if same:
            amounts = [n for n in same if found[n].get("quantity") == line.get("quantity")]
            return (amounts or same)[0]
    hs = six(line)
    same = [number for number in free if hs and six(found[number]) == hs]
    if len(same) == 1 and not contradict(found[same[0]], line):
        return same[0]
    # As many lines, in the same place, of the same quantity: one table, in other words.
    if at is not None and at in free and line.get("quantity") is not None:
        there = found[at]
        if there.get("quantity") == line["quantity"] and not contradict(there, line):
            return at
    return None


def again(found: Sequence[Line], line: Line) -> int | None:
    """The place among `found` of goods of the same part number or words; None where none is.

    A packing list often has a line a box, and an order a line a day of delivery.
    """
    for name in ("part_number", "description"):
        key = goods_key(line.get(name))
        for number, there in enumerate(found):
            if key and goods_key(there.get(name)) == key and not contradict(there, line):
                return number
    return None


def contradict(one: Line, other: Line) -> bool:
    """Whether two lines have part numbers, or codes, that are not one."""
    parts = {goods_key(each.get("part_number")) for each in (one, other)} - {""}
    codes = {six(each) for each in (one, other)} - {""}
    return len(parts) > 1 or not all(one_code(*pair) for pair in combinations(codes, 2))


def one_code(one: str, other: str) -> bool:
    """Whether one code is the other, or a heading of four digits or more that it falls under.

    >>> one_code("8542", "854239"), one_code("85", "854239"), one_code("854231", "854239")
    (True, False, False)
    """
    short, long = sorted((one, other), key=len)
    return len(short) >= _HEADING and long.startswith(short)


def six(line: Line) -> str:
    """The first six digits of a code of goods; empty where it has none."""
    return re.sub(r"\D", "", str(line.get("hs") or ""))[:6]
