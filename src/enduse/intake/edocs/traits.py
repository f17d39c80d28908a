"""A property of goods that a file names in words: "HS code", "Warennummer", "ECCN"."""

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Goods
from enduse.intake.edocs.said import Said
from enduse.intake.orders.titles import claim

_FIELDS = frozenset({"hs", "origin", "part_number", "manufacturer", "eccn", "eu_dual_use"})


def trait(goods: Goods, name: Said | None, value: Said | None) -> None:
    """A property as a field of the line where its name says which, else in its description.

    A property that says "type" or "model" is no part number: these words are read in headings
    of tables only.
    """
    if value is None:
        return
    field = claim(name.text).field if name else ""
    loose = name is not None and len(name.text) <= len("model") and field == "part_number"
    if field == "hs" and not codes.is_hs(value.text):
        field = ""
    if field == "origin" and len(value.text) != 2:  # noqa: PLR2004
        field = ""
    if field in _FIELDS and not loose and field not in goods.fields:
        goods.put(field, value)
    elif name:
        goods.description.append(Said(f"{name.text}: {value.text}", value.place))
    else:
        goods.description.append(value)
