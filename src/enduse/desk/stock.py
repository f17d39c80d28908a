"""An item master classified: each article held against the tables of goods, in columns."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enduse.assess.goods import Goods, read_goods
from enduse.desk.goods_tables import goods_tables
from enduse.errors import EditionError
from enduse.goods.codes import dotted
from enduse.goods.control import ControlTrouble, parse_control
from enduse.intake.items import OURS, Item, Items, read_items
from enduse.settings import Settings

TITLES = tuple(
    f"{OURS}{title}"
    for title in (
        "priority tier", "what it is", "HS candidates", "control entries", "why", "doubt",
        "question", "facts", "decision", "decided on",
    )
)  # fmt: skip
"""The columns that are added. A person fills in "decision"; the rest is written anew."""
KEPT = (f"{OURS}decision",)

_WORDS, _ENTRIES, _ASKS = 3, 4, 2
_STEP = 100
_WITH = "/"
_OTHER_FACTS = (
    "decided on other facts: look again, then change the decision, or empty 'decided on' if it "
    "stands"
)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Stock:
    """What was read of an item master, and the cells of ours by row of the file."""

    items: Items
    cells: Mapping[int, Sequence[str]]
    counts: Mapping[str, int]


def classify(
    settings: Settings, name: str, data: bytes, *, as_of: date, progress: Progress | None = None
) -> Stock:
    """Hold every article of an item master against the tables of goods as of a day.

    Nothing is decided: a tier by code is a fact of the list, everything else a candidate.

    Raises:
        OrderError: the file is no table with headings of goods.
        SheetError: a spreadsheet cannot be opened.
        EditionError: the table of recovered components is damaged.
    """
    items = read_items(name, data)
    tables = goods_tables(settings, as_of=as_of)
    cells: dict[int, Sequence[str]] = {}
    counts: Counter[str] = Counter()
    for number, item in enumerate(items.items, 1):
        goods = read_goods(item.line, f"row {item.row}", tables, day=as_of)
        cells[item.row] = _cells(item, goods)
        counts.update(_sorts(goods, item))
        if progress and (number % _STEP == 0 or number == len(items.items)):
            progress(number, len(items.items))
    if tables.library.weapons_fault is not None:
        raise EditionError("weapon_components", tables.library.weapons_fault, "a sound table")
    for row, said in items.left.items():
        cells[row] = _kept(said)
        counts["decided by a person"] += bool(said.get("decision"))
    return Stock(items, cells, +counts)


def _cells(item: Item, goods: Goods) -> list[str]:
    facts = _facts(goods)
    decision = item.said.get("decision", "")
    decided_on = _decided_on(item.said)
    doubts = list(_doubts(goods))
    if decided_on and decided_on.partition(_WITH)[0] != facts:
        doubts.insert(0, _OTHER_FACTS)
    return [
        _tier(goods),
        _what(goods),
        "; ".join(_codes(goods)),
        "; ".join(_entries(goods)),
        "; ".join(_why(goods)),
        "; ".join(doubts),
        " ".join(_asks(goods)),
        facts,
        decision,
        decided_on,
    ]


def _kept(said: Mapping[str, str]) -> list[str]:
    """The cells of a row that names no goods: what a person decided there stays."""
    decision = said.get("decision", "")
    doubt = "no description, code or part number: not classified" if decision else ""
    return [*[""] * 5, doubt, "", "", decision, said.get("decided on", "") if decision else ""]


def _decided_on(said: Mapping[str, str]) -> str:
    """The facts that the sheet showed when somebody decided, and letters of the decision.

    A decision that reads otherwise than the one noted there is a new one, made on the facts
    that the sheet showed last. The same holds where somebody has emptied the cell.
    """
    decision = said.get("decision", "")
    facts, _, text = said.get("decided on", "").partition(_WITH)
    if not decision:
        return ""
    if not facts or (text and text != _letters(decision)):
        facts = said.get("facts", "")
    return f"{facts}{_WITH}{_letters(decision)}" if facts else ""


def _letters(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _tier(goods: Goods) -> str:
    """The tier by code; with a question mark where only part number or words say so."""
    if goods.sure is not None:
        return goods.sure.tier
    if goods.hidden is not None:
        return f"{goods.hidden.tier}?"
    perhaps = goods.possible or goods.perhaps
    return f"{perhaps.tier}?" if perhaps is not None else ""


def _what(goods: Goods) -> str:
    part = goods.said.part
    if part is None:
        return ""
    return f"{part.kind}, {part.maker} {part.family}" + ("" if part.sure else " (perhaps)")


def _codes(goods: Goods) -> Iterator[str]:
    """Codes by part number first, then by words, each once."""
    seen: set[str] = set()
    part, described = goods.said.part, goods.said.described
    for hs in part.hs if part else ():
        if hs not in seen:
            seen.add(hs)
            yield f"{dotted(hs)} (part number)"
    for each in described.candidates[:_WORDS] if described else ():
        # What only shares a word with the nomenclature is no candidate beside what was named.
        if each.hs not in seen and (each.why or not seen):
            seen.add(each.hs)
            yield f"{dotted(each.hs)} (words)"


def _entries(goods: Goods) -> Iterator[str]:
    if goods.numbers:
        yield from (f"{number} (given)" for number in goods.numbers)
        return
    part = goods.said.part
    by_part = part.controls if part else ()
    by_words = (hint.number for hint in goods.hints)
    yield from list(dict.fromkeys((*by_part, *by_words)))[:_ENTRIES]


def _why(goods: Goods) -> Iterator[str]:
    if goods.sure is not None:
        yield f"HS {dotted(goods.sure.items[0].hs6)} is on the Common High Priority List"
    elif goods.hidden is not None:
        by = (
            "words"
            if goods.said.conflict and goods.said.conflict.by != "part number"
            else "part"
        )
        yield f"by its {by} HS {dotted(goods.hidden.items[0].hs6)}, a priority code"
    elif goods.possible is not None:
        yield goods.possible.says
    elif goods.perhaps is not None:
        hs6 = dotted(goods.perhaps.items[0].hs6)
        yield f"HS {hs6} would be on the Common High Priority List"
    if goods.uav:
        yield f"drone programmes look for {goods.uav[0].title} ({goods.uav[0].found})"
    if goods.said.recovered is not None:
        yield goods.said.recovered.says


def _doubts(goods: Goods) -> Iterator[str]:
    """What is open, or does not fit, about an article."""
    said = goods.said
    if goods.trouble is not None:
        maybe = " or ".join(dotted(code) for code in goods.trouble.maybe)
        meant = f"; did it mean {maybe}?" if maybe else ""
        yield f"HS code {goods.trouble.written!r}: {goods.trouble.found}{meant}"
    elif goods.code is None:
        yield "no HS code"
    if said.conflict is not None:
        yield said.conflict.says
    if said.part is not None and said.part.maker_disagrees:
        yield f"the part number is one of {said.part.maker}, the maker given is another"
    if said.described and said.described.vague and said.part is None:
        yield f"{said.described.vague!r} does not say what it is"
    for text in filter(None, (goods.line.eccn, goods.line.eu_dual_use)):
        number = parse_control(text)
        if isinstance(number, ControlTrouble) and not number.denied:
            yield f"control number {text!r}: {number.found}"


def _asks(goods: Goods) -> Iterator[str]:
    """The few questions that would settle most."""
    part, described = goods.said.part, goods.said.described
    questions: list[str] = []
    if not goods.numbers:
        questions += part.asks if part else ()
        questions += (ask for hint in goods.hints for ask in hint.asks)
    if not goods.known and not questions:
        questions += (
            (ask for each in described.candidates for ask in each.asks) if described else ()
        )
        questions = questions or ["What exactly is it: kind, maker, part number?"]
    yield from list(dict.fromkeys(questions))[:_ASKS]


def _facts(goods: Goods) -> str:
    """Eight letters that change with what was read of an article, not with our tables."""
    line = goods.line
    told = (line.description, line.hs, line.part_number, line.manufacturer, line.eccn,
            line.eu_dual_use, line.origin)  # fmt: skip
    text = "\x1f".join("" if each is None else each for each in told)
    return _letters(text)


def _sorts(goods: Goods, item: Item) -> Iterator[str]:
    """What an article counts as in the summary."""
    said, perhaps = goods.said, bool(goods.hidden or goods.possible or goods.perhaps)
    counts = {
        "priority by code": goods.sure is not None,
        "priority perhaps": goods.sure is None and perhaps,
        "control number given": bool(goods.numbers),
        "control entry to look at": not goods.numbers and any(_entries(goods)),
        "code and words in conflict": said.conflict is not None,
        "found in weapons": said.recovered is not None and not said.recovered.everyday,
        "no usable code": not goods.known,
        "decided by a person": bool(item.said.get("decision")),
    }
    yield from (name for name, there in counts.items() if there)
