"""Headings that only the others of their table explain: "Net" beside "Gross" is a weight."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from enduse.intake.forms.goods_headings import made_of

if TYPE_CHECKING:
    from enduse.intake.forms.goods_columns import Column

_WEIGHTS = frozenset({"gross_weight", "weight"})
_NET = frozenset({"net", "kilos"})
_GOODS = frozenset({"goods"})
_WORDS = frozenset({"described", "about", "goods"})


def settled(columns: Sequence["Column"]) -> list["Column"]:
    """The columns, each with the field that it has beside the others.

    What was ordered is the quantity where no column says what was shipped. Of "Article" and
    "Description" the first is a number of the seller; alone it is what the goods are.
    """
    found = list(columns)
    fields = {column.field for column in found}
    if "ordered" in fields:
        kept = "other" if "quantity" in fields else "quantity"
        found = _as(found, kept, lambda column: column.field == "ordered")
    if "gross_weight" in fields and "net_weight" not in fields:
        found = _as(found, "net_weight", lambda c: c.field == "value" and _of(c, _NET))
    described = [column for column in found if column.field == "description"]
    if not described and "more" in fields:
        found = _as(found, "description", lambda column: column.field == "more")
    elif not described:
        found = _as(found, "description", lambda c: c.field == "article" and _of(c, _GOODS))
    elif len(described) > 1 and not fields & {"article"}:
        first = described[0]
        if _of(first, _GOODS) and all(_of(each, _WORDS) for each in described[1:]):
            found = _as(found, "article", lambda column: column is first)
    return found


def _as(
    columns: Sequence["Column"], field: str, fits: Callable[["Column"], bool]
) -> list["Column"]:
    return [replace(column, field=field) if fits(column) else column for column in columns]


def _of(column: "Column", parts: frozenset[str]) -> bool:
    """Whether every word of a heading is one of these parts."""
    title = re.sub(r"[(\[].*?[)\]]", " ", column.title)
    return made_of(title, parts)
