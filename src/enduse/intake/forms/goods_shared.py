"""What a document says of all its goods at once: "All goods fall under HS code 8413.70"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from enduse.intake.forms.goods_item import Taken
from enduse.intake.forms.goods_labels import labelled
from enduse.intake.forms.goods_rows import Row
from enduse.intake.forms.goods_words import goods_words
from enduse.model.issue import Issue

_SHARED = ("hs", "eccn", "eu_dual_use")


def share_codes(
    taken: Taken, lines: Sequence[dict[str, Any]], rows: Sequence[Row]
) -> set[tuple[int, int]]:
    """Give lines the code that a sentence gives to all goods, where no line has one.

    A code that stands beside no line is said, and given to none: it may be of one of them.
    Returns the lines of the paper that were used.
    """
    used: set[tuple[int, int]] = set()
    for name in _SHARED:
        if not lines or any(name in line for line in lines):
            continue
        found = {
            value.replace(" ", ""): row
            for row in rows
            for field, value in labelled(row.text)[0]
            if field == name
        }
        if len(found) != 1:
            continue
        code, row = next(iter(found.items()))
        if len(lines) > 1 and not _all().search(row.text):
            says = f"is {code} in the document, beside no line: of which goods is it?"
            taken.issues.append(Issue(f"lines/{name} ({row.place})", says, "warning"))
            continue
        for number, line in enumerate(lines):
            line[name] = code
            taken.places[f"lines/{number}/{name}"] = row.place
        used.add(row.key)
    return used


@cache
def _all() -> re.Pattern[str]:
    words = "|".join(map(re.escape, goods_words()["shared"]["words"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
