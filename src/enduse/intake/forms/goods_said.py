"""Weights and packages that stand in words: "3 pallets, 1.240 kg bruto"."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from enduse.intake.forms.goods_headings import composed
from enduse.intake.forms.goods_rows import Row
from enduse.intake.forms.goods_sums import Amount
from enduse.intake.forms.goods_words import goods_words, is_limit

_MOST = 12
"""Words of a row of which more are a sentence about something else."""
_WORDS = 3
"""Words before a number, or behind its unit, that may say what it weighs."""
_NUMBER = r"(?<![\w.,/-])\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?|(?<![\w.,/-])\d[\d.,]*"
_UNIT = r"kgs?|kgm|kilos?|lbs?|tonnes?|tons?|to?|mt|g"


def said_in(rows: Sequence[Row], known: AbstractSet[str]) -> list[Amount]:
    """What rows say of weights and packages in words, of those that nobody knows yet.

    What several rows say in different ways is of parts, and is left out.
    """
    found: dict[str, list[Amount]] = {}
    for row in rows:
        if len(re.findall(r"[^\W\d_]{3,}", row.text)) <= _MOST and not is_limit(row.text):
            for each in _of_row(row):
                found.setdefault(each.sort, []).append(each)
    return [
        some[0]
        for sort, some in found.items()
        if sort not in known and len({each.text for each in some}) == 1
    ]


def _of_row(row: Row) -> Iterator[Amount]:
    weighed = list(_weights(row))
    yield from weighed
    packed = list(_packed().finditer(row.text))
    alone = len(packed) == 1 and not re.search(r"\w", _packed().sub("", row.text))
    begins = _begins().match(row.text)
    if len(packed) == 1 and (weighed or alone or begins):
        yield Amount("packages", packed[0]["count"], row)


def _weights(row: Row) -> Iterator[Amount]:
    marks = list(
        re.finditer(rf"(?P<count>{_NUMBER})\s?(?P<unit>{_UNIT})(?!\w)", row.text, re.IGNORECASE)
    )
    ends = [0, *(mark.end() for mark in marks)]
    starts = [*(mark.start() for mark in marks[1:]), len(row.text)]
    for mark, before, behind in zip(marks, ends, starts, strict=False):
        sort = _sort(row.text[before : mark.start()], last=True)
        sort = sort or _sort(row.text[mark.end() : behind], last=False)
        if sort:
            yield Amount(sort, f"{mark['count']} {mark['unit']}", row)


def _sort(text: str, *, last: bool) -> str:
    """The sort of weight that the words next to a number make; empty where they make none."""
    near = re.split(r"[,;]\s", text.strip(" :=(),;/-"))
    said = (near[-1] if last else near[0]).split()
    for count in range(min(_WORDS, len(said)), 0, -1):
        some = said[-count:] if last else said[:count]
        # A weight has a unit, and "netto" with one is a weight.
        made = composed(f"{' '.join(some)} kg")
        if made in {"net_weight", "gross_weight"}:
            return made
    return ""


@cache
def _packed() -> re.Pattern[str]:
    """A number of packages: "3 (three) wooden cases"."""
    table = goods_words()["packing"]
    words = [word for word in table["words"] if word not in table["counted"]]
    packs = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,/-])(?P<count>\d{{1,5}})\s*(?:x\s*)?(?:\([^)]*\)\s*)?(?:[^\W\d]{{3,12}}\s+)?"
        rf"(?:{packs})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _begins() -> re.Pattern[str]:
    words = "|".join(map(re.escape, goods_words()["packing"]["begins"]))
    return re.compile(rf"\W*(?:{words})\b", re.IGNORECASE)
