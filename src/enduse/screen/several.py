"""Several names written in one field: "A LLC a/k/a B", "A (B Trading)", "A / B"."""

import re

from enduse.names.common import is_place

_BETWEEN = re.compile(
    r"\s+/\s+|\s+(?:a\s?/?\s?k\s?/?\s?a|f/?k/?a|n/?k/?a|d/?b/?a|t/a|c/o|alias|also known as|"
    r"formerly(?: known as)?|trading as|doing business as|on behalf of|for account of)[.:]?\s+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{3,})\)")
_LONG = 8


def names_in(text: str) -> tuple[str, ...]:
    """The field as written, then each further name that stands in it.

    A single short word in brackets is no name of its own: it is a place, a legal form or
    initials.

    >>> names_in("Best Trading LLC a/k/a Rosoboronexport")
    ('Best Trading LLC a/k/a Rosoboronexport', 'Best Trading LLC', 'Rosoboronexport')
    >>> names_in("Bowne Global Solutions (Sweden) AB")
    ('Bowne Global Solutions (Sweden) AB',)
    """
    parts = [part.strip() for part in _BETWEEN.split(text)]
    found = parts if len(parts) > 1 else []
    found += [inside for inside in _BRACKETS.findall(text) if _is_name(inside)]
    return tuple(dict.fromkeys([text, *filter(None, found)]))


def _is_name(inside: str) -> bool:
    words = inside.split()
    return len(words) > 1 or (len(inside) >= _LONG and not is_place(inside.casefold()))
