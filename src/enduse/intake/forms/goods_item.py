"""The rows of an item -> a line of goods in the wire form, with where each field stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from enduse.intake.forms.goods_figures import (
    Product,
    Signs,
    agrees,
    cubic_metres,
    kilograms,
    plain,
)
from enduse.intake.forms.goods_free import without_packing
from enduse.intake.forms.goods_labels import labelled
from enduse.intake.forms.goods_rows import Row
from enduse.intake.forms.goods_table import Cell, Item
from enduse.intake.forms.goods_words import packing_words, unit_words
from enduse.intake.orders.cells import beside, currency_of, is_empty
from enduse.intake.orders.look import Country
from enduse.model.document import Fact, FactName
from enduse.model.issue import Gravity, Issue

_CODE = re.compile(r"\d{4}(?:[ .]?\d{2}){0,3}")
_NAMED = re.compile(r"(?=\S*\d)(?=(?:\S*[^\W\d_]){2})[^\W_][\w./+-]{3,}")
"""Letters and digits: the number of an article, not of a line."""
_CENTS = 2
_MEASURES: Mapping[str, FactName] = {
    "net_weight": "net_weight", "gross_weight": "gross_weight", "weight": "gross_weight",
    "volume": "volume",
}  # fmt: skip
_WORDS = ("eccn", "eu_dual_use", "manufacturer")


@dataclass(slots=True)
class Taken:
    """What was read of the goods of a paper so far."""

    signs: Signs
    country: Country
    places: dict[str, str] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def say(self, path: str, place: str, says: str, *, gravity: Gravity = "error") -> None:
        """Report trouble with a field, by its path and place."""
        self.issues.append(Issue(f"{path} ({place})", says, gravity))


@dataclass(slots=True)
class _Line:
    """A line in the making: the cells of its fields, and its path."""

    path: str
    number: int
    item: Item
    cells: dict[str, Cell]
    made: dict[str, Any] = field(default_factory=dict)

    def put(self, taken: Taken, name: str, value: object, *, place: str) -> None:
        if value is not None:
            self.made[name] = value
            taken.places[f"{self.path}/{name}"] = place


def line_of(taken: Taken, item: Item, number: int) -> dict[str, Any]:
    """The line that an item is. What it says outside an order's fields goes to the facts."""
    line = _Line(f"lines/{number}", number, item, _cells(item))
    for name in ("description", *_WORDS):
        if name in line.cells and not is_empty(line.cells[name].text):
            cell = line.cells[name]
            line.put(taken, name, cell.text, place=cell.row.place)
    _part_number(taken, line)
    _hs(taken, line)
    _origin(taken, line)
    _quantity(taken, line)
    _value(taken, line)
    _measures(taken, line)
    return line.made


def _cells(item: Item) -> dict[str, Cell]:
    """One cell a field: lines joined, and what labels name taken out of the words."""
    found: dict[str, Cell] = {}
    words: list[str] = []
    for cell in item.cells.get("description", ()):
        named, rest = labelled(cell.text)
        for name, value in named:
            found.setdefault(name, Cell(value, cell.row))
        if rest and not is_empty(rest):
            words.append(rest)
    if words:
        words += (cell.text for cell in item.cells.get("more", ()) if not is_empty(cell.text))
    for name, cells in item.cells.items():
        if name not in {"description", "more"} and not is_empty(cells[0].text):
            found[name] = Cell(_joined([cell.text for cell in cells]), cells[0].row)
    if words:
        _described(found, words, item.cells["description"][0].row)
    return found


def _described(found: dict[str, Cell], words: list[str], row: Row) -> None:
    """The words of an item, without packages that stand before them."""
    first = words[0]
    if len(words) > 1 and without_packing(f"{first}: goods")[0]:
        first += ":"  # "12 PALLETS" on a line of its own
    packed, bare = without_packing(_joined([first, *words[1:]]))
    if packed and "packages" not in found:
        found["packages"] = Cell(packed, row)
    else:
        bare = _joined(words)
    found["description"] = Cell(bare, row)


def _joined(texts: list[str]) -> str:
    """Lines of a cell as one; a word that a line breaks at a hyphen keeps it."""
    text = ""
    for each in texts:
        text += each if not text or text.endswith("-") else f" {each}"
    return " ".join(text.split())


def _part_number(taken: Taken, line: _Line) -> None:
    """The maker's number; where there is none, the seller's own."""
    cell = line.cells.get("part_number") or line.cells.get("article")
    position = line.cells.get("item")
    if cell is None and position and _NAMED.fullmatch(position.text):
        cell = position  # "Item no." is the number of a line, or of an article
    if cell and not is_empty(cell.text) and not is_packing(cell.text):
        line.put(taken, "part_number", cell.text, place=cell.row.place)


def _hs(taken: Taken, line: _Line) -> None:
    cell = line.cells.get("hs")
    if not cell:
        return
    found = _CODE.search(cell.text)
    bare = re.sub(r"\D", "", found.group()) if found else re.sub(r"\D", "", cell.text)
    if not found or len(bare) != len(re.sub(r"\D", "", cell.text)):
        says = f"is {cell.text[:40]!r}; expected a code of goods of 4 to 10 digits"
        taken.say(f"{line.path}/hs", cell.row.place, says)
    else:
        line.put(taken, "hs", found.group().replace(" ", ""), place=cell.row.place)


def _origin(taken: Taken, line: _Line) -> None:
    cell = line.cells.get("origin")
    if not cell:
        return
    code = taken.country(cell.text.strip(" ()."))
    if code is None:
        says = f"is {cell.text[:60]!r}; expected a country, by its name or ISO code"
        taken.say(f"{line.path}/origin", cell.row.place, says)
    line.put(taken, "origin", code, place=cell.row.place)


def _number(taken: Taken, line: _Line, name: str) -> float | None:
    cell = line.cells.get(name)
    if cell is None or not re.search(r"\d", cell.text):
        return None
    found = taken.signs.read(cell.text)
    if found is None:
        says = f"is {cell.text[:60]!r}; expected a number that reads in one way"
        taken.say(f"{line.path}/{name}", cell.row.place, says)
    elif found < 0:
        says = f"is {cell.text[:60]!r}, below zero: goods given back, or a credit?"
        taken.say(f"{line.path}/{name}", cell.row.place, says)
        return None
    return found


def _quantity(taken: Taken, line: _Line) -> None:
    found = _number(taken, line, "quantity")
    if found is None:
        return
    cell = line.cells["quantity"]
    line.put(taken, "quantity", found, place=cell.row.place)
    unit = line.cells.get("unit")
    per = line.cells.get("per")
    if unit is None and per and not any(map(str.isdigit, per.text)):
        unit = per  # "PER: EA"
    text = unit.text if unit else beside(cell.text) or _heading_unit(line.item)
    if text and not is_empty(text):
        line.put(taken, "unit", text, place=(unit or cell).row.place)


def _heading_unit(item: Item) -> str:
    """The unit that the heading of quantities is: "Pcs", "Stück"."""
    column = item.columns.get("quantity")
    title = column.title if column else ""
    if column and column.unit:
        return column.unit
    return title if title.strip(" .").casefold() in unit_words() else ""


def _value(taken: Taken, line: _Line) -> None:
    value, price = _number(taken, line, "value"), _number(taken, line, "price")
    quantity = line.made.get("quantity")
    if value is not None:
        line.put(taken, "value", value, place=line.cells["value"].row.place)
        _check(taken, line)
    elif price is not None and quantity is not None and "value" not in line.cells:
        per = _number(taken, line, "per") or 1
        place = f"{line.cells['price'].row.place}, times the quantity"
        line.put(taken, "value", round(price * quantity / per, _CENTS), place=place)
    _currency(taken, line)


def _currency(taken: Taken, line: _Line) -> None:
    for name in ("currency", "value", "price"):
        cell = line.cells.get(name)
        text = "" if cell is None else cell.text if name == "currency" else beside(cell.text)
        code = currency_of(text) if text else None
        if code and cell:
            line.put(taken, "currency", code, place=cell.row.place)
            return
    for name in ("value", "price"):
        column = line.item.columns.get(name)
        if column and column.currency and "value" in line.made:
            line.put(taken, "currency", column.currency, place=line.item.head.place)
            return


def _check(taken: Taken, line: _Line) -> None:
    """Say where quantity and price do not make the amount; a discount explains it."""
    product = product_of(line.item)
    if product is None or "discount" in line.cells or agrees(product, taken.signs) is not False:
        return
    says = (
        f"is {product.value}, and {product.quantity} times {product.price} is not: a discount, "
        "another unit of price, or a number that was misread"
    )
    taken.say(f"{line.path}/value", line.cells["value"].row.place, says, gravity="warning")


def product_of(item: Item) -> Product | None:
    """Quantity, price and amount of an item as written, where it has all three."""
    texts = {name: item.text(name) for name in ("quantity", "price", "value", "per")}
    if not (texts["quantity"] and texts["price"] and texts["value"]):
        return None
    return Product(**texts)


def _measures(taken: Taken, line: _Line) -> None:
    for name, fact in _MEASURES.items():
        cell = line.cells.get(name)
        if cell is None:
            continue
        read = cubic_metres if fact == "volume" else kilograms
        unit = line.item.columns[name].unit if name in line.item.columns else ""
        found = read(cell.text, unit, taken.signs)
        if found is None:
            says = f"is {cell.text[:40]!r}; expected a weight or volume that reads in one way"
            taken.say(f"{line.path}/{name}", cell.row.place, says, gravity="warning")
        else:
            taken.facts.append(Fact(fact, found, cell.text, cell.row.place, line.number))
    cell = line.cells.get("packages")
    found_packages = re.match(r"\d[\d.,]*", cell.text) if cell else None
    count = taken.signs.read(found_packages.group()) if found_packages else None
    if cell and count is not None:
        fact_made = Fact("packages", plain(count), cell.text, cell.row.place, line.number)
        taken.facts.append(fact_made)


def is_packing(text: str) -> bool:
    """Whether a unit is one of packages, not of goods."""
    return text.strip(" .").casefold() in packing_words()
