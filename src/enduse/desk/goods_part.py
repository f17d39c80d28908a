"""One part number explained: whose, what kind, which codes and control entries to look at."""

from collections.abc import Iterator
from datetime import date

from enduse.desk.goods_screen import Cite, Line, Part, Screen
from enduse.desk.goods_tables import recovered_records
from enduse.errors import EnduseError
from enduse.goods.codes import dotted
from enduse.goods.editions import Changes
from enduse.goods.nomenclature import Nomenclature
from enduse.goods.parts import Part as Known
from enduse.goods.parts import Parts
from enduse.goods.priority import Priority
from enduse.goods.recovered import Recovered
from enduse.settings import Settings

_OURS = "enduse, table of part numbers by maker"
_MADE = date(2026, 11, 30)


def explain(settings: Settings, text: str, hs: Nomenclature, *, as_of: date) -> Screen | None:
    """What a part number is; None where we know no such number."""
    parts = Parts.load()
    part = parts.read(text)
    if part is None:
        return None
    cite = Cite(_OURS, _MADE, part.read)
    return Screen(
        f"{part.base}  {part.kind}, {part.maker} {part.family}",
        (
            Part("What it is", tuple(_what(part)), (cite,)),
            Part("Codes that it may have", tuple(_codes(part, hs)), (cite,)),
            Part("Control entries to look at", tuple(_controls(part)), (cite,)),
            Part("Found in weapons", tuple(_weapons(settings, part, parts, as_of=as_of))),
        ),
    )


def _what(part: Known) -> Iterator[Line]:
    yield Line("written", part.written)
    yield Line("number", f"{part.base}" + (f", then {part.suffix}" if part.suffix else ""))
    if not part.sure:
        yield Line("doubt", "several makers use such a number, or it is a short one")
    if part.everyday:
        yield Line("everyday", "a part that is in nearly everything")


def _codes(part: Known, hs: Nomenclature) -> Iterator[Line]:
    changes, priority = Changes.load(), Priority.load()
    for code in part.hs:
        yield Line(dotted(code), hs.text(code) or "its text is not held")
        matches = [m for m in priority.of_all(changes.same_goods(code, 2022)) if m.sure]
        if matches:
            yield Line("", f"Common High Priority List, tier {matches[0].tier}", deep=1)


def _controls(part: Known) -> Iterator[Line]:
    for number in part.controls:
        yield Line(number, f"`enduse goods show {number}` gives its text, if a list is loaded")
    for question in part.asks:
        yield Line("ask", question)
    if not part.controls:
        yield Line("none", "no entry is linked to this family here; that is no answer")


def _weapons(settings: Settings, part: Known, parts: Parts, *, as_of: date) -> Iterator[Line]:
    try:
        records = recovered_records(settings, as_of=as_of)
    except EnduseError as error:
        yield Line("not asked", f"the table of them cannot be used: {error}")
        return
    if records is None:
        yield Line("not asked", "no table of them is loaded: `enduse goods import` loads one")
        return
    found = Recovered.of(records, parts).found(part)
    if found is None:
        yield Line("none", f"no part of this maker and family among {len(records):,}")
        return
    yield Line("found", found.says)
    for url in found.source_urls:
        yield Line("source", url)
