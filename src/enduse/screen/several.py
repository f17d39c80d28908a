"""Several names written in one field: "A LLC a/k/a B", "A (B Trading)", "A; B", "A BV, B"."""

import re
from collections.abc import Iterator

from enduse.names.common import is_place
from enduse.names.forms import split_form
from enduse.names.ready import ready
from enduse.names.text import clean_name

_BETWEEN = re.compile(
    r"\s*[;|\r\n\u2028]+\s*|\s+[/+]\s+|"
    r"(?:^|[\s,]+)(?:p/a|c/o|attn|att)[.:]*(?:\s+|$)|"
    r"[\s,]+(?:a\s?/?\s?k\s?/?\s?a|f/?k/?a|n/?k/?a|d/?b/?a|t/a|via|alias|also known as|"
    r"formerly(?: known as)?|trading as|doing business as|on behalf of|for account of)[.:]?\s+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{3,})\)|\[([^\[\]]{3,})\]")
_JOINED = re.compile(r"\s*,\s*(?:(?:and|en|und|et)\s+)?|\s+(?:and|en|und|et)\s+", re.IGNORECASE)
_LONG = 8
_SHORTEST = 4


def names_in(text: str) -> tuple[str, ...]:
    """The field as written, then each further name that stands in it.

    A single short word in brackets is no name of its own: it is a place, a legal form or
    initials. A comma or "and" parts two names only behind a legal form.

    >>> names_in("Best Trading LLC a/k/a Rosoboronexport")
    ('Best Trading LLC a/k/a Rosoboronexport', 'Best Trading LLC', 'Rosoboronexport')
    >>> names_in("Jansen BV, Rosoboronexport")
    ('Jansen BV, Rosoboronexport', 'Jansen BV', 'Rosoboronexport')
    >>> names_in("Bowne Global Solutions (Sweden) AB")
    ('Bowne Global Solutions (Sweden) AB',)
    """
    found = [text]
    inside = [one or other for one, other in _BRACKETS.findall(text)]
    for whole in (text, *inside):
        parts = [part.strip(" ,") for part in _BETWEEN.split(whole)]
        named = [each for part in parts for each in (part, *_behind_forms(part))]
        found += [each for each in named if each != whole and ready(each)]
    found += [each for each in inside if _is_name(each)]
    return tuple(dict.fromkeys(found))


def _behind_forms(part: str) -> Iterator[str]:
    """The names of "A BV, B" and "A BV and B"; none where it is one name."""
    start = 0
    for joint in _JOINED.finditer(part):
        before, after = part[start : joint.start()], part[joint.end() :]
        if _ends_in_form(before) and _begins_name(after):
            yield before
            start = joint.end()
    if start:
        yield part[start:]


def _ends_in_form(text: str) -> bool:
    words = clean_name(text).split()
    core = split_form(clean_name(text))[0].split()
    return bool(core) and core[-1] != words[-1]


def _begins_name(text: str) -> bool:
    """Whether more stands here than a place or the rest of a legal form ("Co., Ltd.")."""
    first = clean_name(text.partition(",")[0])
    core = split_form(first)[0]
    whole = bool(core) and core.split()[0] == first.split()[0]
    return whole and len(core) >= _SHORTEST and not is_place(core)


def _is_name(inside: str) -> bool:
    words = inside.split()
    return len(words) > 1 or (len(inside) >= _LONG and not is_place(inside.casefold()))
