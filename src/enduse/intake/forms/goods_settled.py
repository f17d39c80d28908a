"""Headings that only the others of their table explain: "Net" beside "Gross" is a weight."""

import re
from collections.abc import Sequence

from enduse.intake.forms.goods_headings import made_of

_NET = frozenset({"net", "kilos"})
_GOODS = frozenset({"goods"})
_WORDS = frozenset({"described", "about", "goods"})


def settled(named: Sequence[tuple[str, str]]) -> list[str]:
    """The field of each column beside the others; a column is its own field and its heading.

    What was ordered is the quantity where no column says what was shipped. Of "Article" and
    "Description" the first is a number of the seller; alone it is what the goods are.

    >>> settled([("value", "Netto"), ("gross_weight", "Brutto")])
    ['net_weight', 'gross_weight']
    """
    fields = [field for field, _ in named]
    kept = "other" if "quantity" in fields else "quantity"
    fields = [kept if field == "ordered" else field for field in fields]
    if "gross_weight" in fields and "net_weight" not in fields:
        fields = [
            "net_weight" if field == "value" and _of(title, _NET) else field
            for field, (_, title) in zip(fields, named, strict=True)
        ]
    return _described(fields, [title for _, title in named])


def _described(fields: list[str], titles: Sequence[str]) -> list[str]:
    """The fields, with one column at least that says what the goods are."""
    some = [at for at, field in enumerate(fields) if field == "description"]
    if not some and "more" in fields:
        return ["description" if field == "more" else field for field in fields]
    if not some:
        return [
            "description" if field == "article" and _of(title, _GOODS) else field
            for field, title in zip(fields, titles, strict=True)
        ]
    first, *rest = some
    numbered = rest and "article" not in fields and _of(titles[first], _GOODS)
    if numbered and all(_of(titles[at], _WORDS) for at in rest):
        fields[first] = "article"
    return fields


def _of(title: str, parts: frozenset[str]) -> bool:
    """Whether every word of a heading is one of these parts."""
    return made_of(re.sub(r"[(\[].*?[)\]]", " ", title), parts)
