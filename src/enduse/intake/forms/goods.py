"""A paper -> its lines of goods, what they weigh and sum up to, and what could not be read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enduse.intake.forms.goods_carried import carried
from enduse.intake.forms.goods_coded import uncoded
from enduse.intake.forms.goods_columns import heads_in, is_figure
from enduse.intake.forms.goods_figures import Signs, signs_of
from enduse.intake.forms.goods_free import blocks_in, contents_in, sentences_in
from enduse.intake.forms.goods_item import Taken, line_of, product_of
from enduse.intake.forms.goods_rows import Key, Row, rows_of
from enduse.intake.forms.goods_said import said_in
from enduse.intake.forms.goods_shared import share_codes
from enduse.intake.forms.goods_sums import (
    MONEY,
    Amount,
    amounts_in,
    currency_said,
    facts_of,
    of_columns,
    sum_issue,
)
from enduse.intake.forms.goods_table import Item, tables_in
from enduse.intake.forms.goods_words import FIGURES
from enduse.intake.orders.cells import is_empty
from enduse.intake.orders.look import country_of
from enduse.model.document import Fact
from enduse.model.issue import Issue
from enduse.model.paper import Paper
from enduse.model.unread import Unread
from enduse.places import Places

_GOODS = ("description", "part_number", "article", "hs")
_FULL = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d+(?![\d.,])|(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d+(?![\d.,])"
)
"""Numbers with both signs: they tell by themselves how a document writes its numbers."""
_ALIKE = {"weight": "gross_weight"}
_MONEY_FIELDS = ("value", "price")


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods of a paper.

    `lines` are in the wire form, `places` says where each field stands ("lines/0/hs": "page 1
    line 9"). `facts` are weights and packages of lines, and totals. `used` are the lines of
    the paper that were read, by the numbers of their page and of themselves.
    """

    lines: tuple[dict[str, Any], ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    issues: tuple[Issue, ...] = ()
    unread: tuple[Unread, ...] = ()
    used: frozenset[Key] = frozenset()


def goods_in(
    paper: Paper, skip: frozenset[Key] = frozenset(), places: Places | None = None
) -> Goods:
    """The goods that a paper names, in tables, else in blocks, else in words.

    `skip` are lines that are something else.
    `places` reads countries of origin; without them they are loaded. A row in a table that
    holds numbers and is no item and no sum is in `unread`, as lost.
    """
    rows = rows_of(paper, skip)
    found = tables_in(rows, heads_in(rows))
    found.items = found.items or blocks_in(rows) or contents_in(rows) or sentences_in(rows)
    found.items, shared = carried(found.items)
    uncoded(found.items)
    found.lost += [item.rows[0] for item in found.items if not _says_goods(item)]
    found.items = [item for item in found.items if _says_goods(item)]
    of_items = {row.key for item in found.items for row in item.rows}
    titles = {row.key for row in found.heads}
    read = of_items | titles
    others = [row for row in rows if row.key not in read]
    amounts = [amount for each in shared for amount in of_columns(each)]
    amounts += amounts_in(others, found.sums)
    amounts += said_in(others, {_ALIKE.get(each.sort, each.sort) for each in amounts})
    taken = Taken(_signs(rows, found.items, amounts), country_of(places or Places.load()))
    lines = [line_of(taken, item, number) for number, item in enumerate(found.items)]
    shared_by = share_codes(taken, lines, others)
    coin, place = currency_said(others, amounts)
    _share_currency(taken, lines, coin, place=place)
    facts_of(taken, amounts)
    wrong = sum_issue(taken, lines, amounts)
    issues = (*taken.issues, *_charges(amounts), *((wrong,) if wrong else ()))
    used = read | shared_by | {each.row.key for each in amounts}
    lost = tuple(_lost(paper, row) for row in found.lost if row.key not in of_items)
    return Goods(tuple(lines), taken.places, tuple(taken.facts), issues, lost, frozenset(used))


def _says_goods(item: Item) -> bool:
    return any(not is_empty(item.text(name)) for name in _GOODS)


def _signs(rows: Sequence[Row], items: Sequence[Item], amounts: Sequence[Amount]) -> Signs:
    money = [item.text(name) for item in items for name in _MONEY_FIELDS]
    money += [each.text for each in amounts if each.sort in MONEY]
    others = [item.text(name) for item in items for name in FIGURES]
    others += [each.text for each in amounts]
    products = [product for item in items if (product := product_of(item))]
    full = (found for row in rows for found in _FULL.findall(row.text))
    kinds = (filter(is_figure, money), filter(is_figure, others), full)
    return signs_of(kinds, products)


def _share_currency(
    taken: Taken, lines: Sequence[dict[str, Any]], said: str, *, place: str
) -> None:
    """A document says its currency once: lines of amounts share it."""
    told = {
        line["currency"]: taken.places[f"lines/{number}/currency"]
        for number, line in enumerate(lines)
        if "currency" in line
    }
    if said:
        told.setdefault(said, place)
    if len(told) != 1:
        return
    code, where = next(iter(told.items()))
    taken.facts.append(Fact("currency", code, code, where))
    for number, line in enumerate(lines):
        if "value" in line and "currency" not in line:
            line["currency"] = code
            taken.places[f"lines/{number}/currency"] = where


def _charges(amounts: Sequence[Amount]) -> list[Issue]:
    return [
        Issue(
            f"lines ({each.row.place})",
            f"leave out {each.row.text[:60]!r}, a {each.sort} and no goods",
        )
        for each in amounts
        if each.sort in {"charge", "discount"}
    ]


def _lost(paper: Paper, row: Row) -> Unread:
    return Unread(
        f"{paper.name} {row.place}",
        f"{row.text[:80]!r} stands in a table of goods, and is no item that could be read",
        "type the line in, or give the document as a table",
        lost=True,
    )
