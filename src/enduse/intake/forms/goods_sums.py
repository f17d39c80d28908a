"""What sums up a document: totals, weights, packages, charges; and whether the lines agree."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from enduse.intake.forms.goods_columns import is_figure
from enduse.intake.forms.goods_figures import cubic_metres, kilograms, plain
from enduse.intake.forms.goods_headings import holds
from enduse.intake.forms.goods_item import Taken
from enduse.intake.forms.goods_rows import Row
from enduse.intake.forms.goods_table import Sum
from enduse.intake.forms.goods_words import (
    goods_words,
    is_limit,
    is_measure,
    packing_words,
    sum_of,
    title_of,
    unit_words,
)
from enduse.intake.orders.cells import bare_number, beside, currency_of, number_in
from enduse.intake.orders.titles import words
from enduse.model.document import Fact, FactName
from enduse.model.issue import Issue

MONEY = frozenset({"total", "subtotal", "tax", "charge", "discount"})
_FACTS: Mapping[str, FactName] = {
    "net_weight": "net_weight", "gross_weight": "gross_weight", "weight": "gross_weight",
    "volume": "volume", "packages": "packages", "quantity": "quantity",
}  # fmt: skip
AMOUNTS = MONEY | _FACTS.keys()
"""Sums that are numbers to keep; the others carry over from page to page."""


def _units() -> str:
    """What may stand behind a number: a unit of weight or volume, or a currency."""
    table = goods_words()
    known = [*table["weights"], *table["volumes"], *words()["currencies"]["codes"]]
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True))


_SAID = re.compile(
    r"(?P<words>[^\W\d][^\d:;]*?)\s*:?\s*"
    r"(?P<number>(?:\b[A-Z]{3}\s?|[€$£¥₺₽]\s?)?[+-]?"
    r"(?:\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+|\d[\d.,]*)"
    rf"(?:[.,]\d+)?(?:-(?!\w))?(?:\s?(?:[€$£¥₺₽]|(?i:{_units()})(?!\w)))?)"
)
_BEHIND = re.compile(r"\s+([^\W\d_]+)")
_PROSE = 3
"""Words behind a number, of which more make it one of a sentence, and no sum."""
_TOLD = re.compile(
    r"(?:currency|valuta|munteenheid|währung|devise|"
    r"(?:prices?|amounts?|values?|prijzen|bedragen|preise|beträge|prix|montants)"
    r"(?:\s+(?:are|zijn|sind|sont))?\s+(?:in|en))\s*:?\s*([A-Z]{3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that a row of sums says: what it is of, as written, and where."""

    sort: str
    text: str
    row: Row
    unit: str = ""
    currency: str = ""


def amounts_in(rows: Sequence[Row], sums: Sequence[Sum]) -> list[Amount]:
    """Every sum that a paper says: in the columns of its tables, and behind words."""
    tabled = {each.row.key: each for each in sums}
    found: list[Amount] = []
    for above, row in pairwise(rows):
        found += _of_boxes(above, row)
    for row in rows:
        own = list(of_columns(tabled[row.key])) if row.key in tabled else []
        said = list(_of_words(row))
        # Words that say what each number is know it better than its place.
        found += said if len(said) > 1 or not own else own
    return [each for amount in found if (each := _measured(amount))]


def _measured(amount: Amount) -> Amount | None:
    """An amount by its unit: what is in kilograms is no money, nor are packages."""
    unit = beside(amount.text).strip(" .").casefold()
    if amount.sort == "packages" and unit in goods_words()["weights"]:
        return None  # "3 pallets, 1.240 kg"
    if amount.sort not in MONEY or not unit:
        return amount
    if unit in goods_words()["weights"]:
        sort = {"net": "net_weight", "gross": "gross_weight"}.get(_side(amount.row.text), "")
        sort = sort or ("weight" if amount.sort == "total" else "")
    elif unit in packing_words() - unit_words():
        sort = "packages" if amount.sort == "total" else ""
    elif unit in unit_words():
        sort = "quantity" if amount.sort == "total" else ""
    else:
        return amount
    return replace(amount, sort=sort) if sort else None


def _side(text: str) -> str:
    """Whether words of a weight say net or gross; empty where they say both or none."""
    told = [side for side in ("net", "gross") if holds(text, side)]
    return told[0] if len(told) == 1 else ""


def _of_boxes(above: Row, row: Row) -> Iterator[Amount]:
    """Numbers in boxes, under the words that say what they are: two boxes at least."""
    sorts = [(sum_of(p.text), p) for p in above.pieces if not any(map(str.isdigit, p.text))]
    named = [(sort, piece) for sort, piece in sorts if sort in AMOUNTS]
    if len(named) < 2 or row.page is not above.page:  # noqa: PLR2004  # else it is a label
        return
    for sort, title in named:
        for piece in row.pieces:
            if piece.left < title.right and title.left < piece.right and is_figure(piece.text):
                yield Amount(sort, piece.text, row, _unit(title.text), _coin(piece.text))


def of_columns(each: Sum) -> Iterator[Amount]:
    """The numbers of a row of totals, each a total of the column that it stands in."""
    for name, text in each.cells.items():
        column = each.columns.get(name)
        if not is_figure(text):
            continue
        if name == "value" and each.sort in MONEY:
            coin = currency_of(beside(text)) or _coin(each.row.text)
            coin = coin or (column.currency if column else "")
            yield Amount(each.sort, text, each.row, currency=coin)
        elif _is_money(text):
            continue  # a total of money that stands below a column of weights
        elif name in _FACTS and each.sort in {"total", "weight"}:
            yield Amount(name, text, each.row, column.unit if column else "")


def _is_money(text: str) -> bool:
    """Whether a currency stands beside a number; "KGS" are kilograms before they are soms."""
    unit = beside(text)
    return bool(_coin(unit) or unit == "$") and not is_measure(unit)


def _of_words(row: Row) -> Iterator[Amount]:
    """Numbers behind words that announce a sum, in one piece or in the next ones."""
    sort, unit, coin = "", "", ""
    for piece in row.pieces:
        if is_figure(piece.text):
            if sort in AMOUNTS:
                sign = currency_of(beside(piece.text)) if beside(piece.text) else None
                yield Amount(sort, piece.text, row, unit, sign or coin)
            sort = sort if sort == "tax" else ""
            continue
        told = list(_SAID.finditer(piece.text))
        coin = coin or _coin(piece.text)
        yield from _of_piece(row, piece.text, told, coin=coin)
        sort = ""
        rest = piece.text[told[-1].end() :] if told else piece.text
        if any(map(str.isalpha, rest)) and sum_of(rest.strip(" ;,-")):
            sort, unit = sum_of(rest.strip(" ;,-")), _unit(rest)
        elif not told and not currency_of(piece.text):
            sort = ""


def _of_piece(
    row: Row, text: str, told: Sequence[re.Match[str]], *, coin: str
) -> Iterator[Amount]:
    """Words and their numbers in one piece: "Packages: 3 Net weight: 10 kg"."""
    ends = [*(each.start() for each in told[1:]), len(text)]
    for found, end in zip(told, ends, strict=False):
        prose = len(re.findall(r"[^\W\d]{2,}", text[found.end() : end])) > _PROSE
        sort = sum_of(found["words"].strip(" ;,-"))
        limit = sort in _FACTS and is_limit(text[found.start() : end])
        if sort in AMOUNTS and sort != "tax" and not prose and not limit:
            number, unit = found["number"].strip(), _unit(found["words"])
            behind = _BEHIND.match(text, found.end())
            if behind and not beside(number):
                number = f"{number} {behind[1]}"
            yield Amount(sort, number, row, unit, _coin(number) or coin)


def _unit(words_before: str) -> str:
    title = title_of(words_before.strip(" ;,:-"))
    return title.unit if title else ""


def _coin(text: str) -> str:
    """The currency that words name by its code or a sign of one only."""
    codes = {code for code in words()["currencies"]["codes"] if re.search(rf"\b{code}\b", text)}
    signs = {currency_of(sign) or "" for sign in "€£₺₽₴₹₩₪" if sign in text}
    found = codes | signs
    return found.pop() if len(found) == 1 else ""


def facts_of(taken: Taken, amounts: Sequence[Amount]) -> None:
    """Totals into the facts: of each the last that is said, money as digits."""
    best: dict[str, Fact] = {}
    for each in amounts:
        name = _FACTS.get(each.sort)
        if name:
            made = _measure(taken, each, name)
            if made:
                best[name] = made
    money = total_of(amounts)
    value = taken.signs.read(money.text) if money else None
    if money and value is not None:
        best["total"] = Fact("total", plain(value), money.text, money.row.place)
    taken.facts += best.values()


def _measure(taken: Taken, each: Amount, name: FactName) -> Fact | None:
    if name == "volume":
        found = cubic_metres(each.text, each.unit, taken.signs)
    elif name in {"net_weight", "gross_weight"}:
        found = kilograms(each.text, each.unit, taken.signs)
    else:
        number = number_in(bare_number(each.text), taken.signs.sign)
        found = plain(number) if number is not None else None
    return Fact(name, found, each.text, each.row.place) if found is not None else None


def total_of(amounts: Sequence[Amount]) -> Amount | None:
    """The total of a document: the last of those that are said, else the last subtotal."""
    for sort in ("total", "subtotal"):
        some = [each for each in amounts if each.sort == sort]
        if some:
            return some[-1]
    return None


def currency_said(rows: Sequence[Row], amounts: Sequence[Amount]) -> tuple[str, str]:
    """The one currency that the totals or words of a paper name, and where; else empty."""
    told = {each.currency: each.row.place for each in amounts if each.currency}
    for row in rows:
        found = _TOLD.search(row.text)
        if found and found[1].upper() in words()["currencies"]["codes"]:
            told.setdefault(found[1].upper(), row.place)
    return next(iter(told.items())) if len(told) == 1 else ("", "")


def sum_issue(
    taken: Taken, lines: Sequence[Mapping[str, Any]], amounts: Sequence[Amount]
) -> Issue | None:
    """Where the lines do not sum up to what the document says: one may not have been read."""
    values = [line["value"] for line in lines if "value" in line]
    wanted = [each for each in amounts if each.sort in {"total", "subtotal"}]
    if not values or not wanted or len(values) < len(lines):
        return None
    own = sum(values)
    # Totals are with or without charges, discounts and tax, each in its own way.
    beside_them = {
        sort: sum(abs(taken.signs.read(e.text) or 0) for e in amounts if e.sort == sort)
        for sort in ("charge", "discount", "tax")
    }
    charged = own + beside_them["charge"]
    less = charged - beside_them["discount"]
    may_be = {own, own - beside_them["discount"], charged, less, less + beside_them["tax"],
              own + beside_them["tax"]}  # fmt: skip
    loose = 0.005 * len(values) + 0.006
    said = [taken.signs.read(each.text) for each in wanted]
    if any(s is None or any(abs(s - each) <= loose for each in may_be) for s in said):
        return None
    last = wanted[-1]
    says = (
        f"sum to {own:,.2f}, and the document says {last.text} ({last.row.place}): a line may "
        "not have been read, or a number was misread"
    )
    return Issue("lines", says, "warning")
