"""One goods code explained: its text, its editions, the lists that name it, what to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from enduse.assess import rules
from enduse.desk import goods_control, goods_part
from enduse.desk.goods import Opened, open_tables
from enduse.desk.goods_bans import bans
from enduse.desk.goods_screen import Cite, Line, Part, Screen
from enduse.goods import control_candidates, nomenclature
from enduse.goods.codes import HsCode, HsTrouble, dotted, parse_hs
from enduse.goods.control import ControlNumber, parse_control
from enduse.goods.control_candidates import CandidateTable
from enduse.goods.control_kinds import CHPL
from enduse.goods.correlate import EDITIONS
from enduse.goods.editions import Changes, Reading
from enduse.goods.nomenclature import Nomenclature
from enduse.goods.priority import ANNEX_XL, BIS, Priority
from enduse.goods.uav import Uav
from enduse.settings import Settings

_CHILDREN = 12
_CORRELATION = Cite(
    "United Nations Statistics Division, correlation of HS 2022, 2017 and 2012",
    date(2026, 1, 28),
    "secondary",
)
_PRIORITY = {BIS: "BIS, Common High Priority List", ANNEX_XL: "833/2014, Annex XL,"}
"""How the rulebook cites the publishers of the priority list."""

_HS = Cite(nomenclature.CITATION, date(2022, 1, 1), nomenclature.READ)
_OURS = Cite(control_candidates.CITATION, date(2026, 11, 30), control_candidates.READ)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a code is explained with."""

    code: str
    readings: tuple[Reading, ...]
    hs: Nomenclature
    opened: Opened
    day: date

    @property
    def now(self) -> tuple[str, ...]:
        """The numbers of HS 2022 that the code may be; those few of its goods took, last."""
        sure = [r.code for r in self.readings if r.how != "few"]
        return tuple(dict.fromkeys([*sure, *(r.code for r in self.readings)]))


def show(settings: Settings, text: str, *, as_of: date, to: str | None = None) -> Screen:
    """Explain a goods code, a control number or a part number; `to` is a destination.

    Raises:
        OrderError: `to` is no country.
    """
    number, read = parse_control(text), parse_hs(text)
    opened = open_tables(settings, as_of=as_of)
    if isinstance(number, ControlNumber):
        return goods_control.explain(number, opened, to=to)
    hs = Nomenclature.load()
    if isinstance(read, HsCode):
        changes = Changes.load()
        code = read.hs6 or read.heading
        shown = _Shown(code, changes.same_goods(code), hs, opened, as_of)
        known = any(hs.exists(code, edition) for edition in EDITIONS)
        return _known(read, shown) if known else _unknown(read, hs)
    part = goods_part.explain(settings, text, hs, as_of=as_of)
    return part or _unread(text, read, number.says if number.maybe else None, hs=hs)


def _known(read: HsCode, shown: _Shown) -> Screen:
    said = shown.hs.text(shown.code)
    title = f"HS {read.says}  {said or 'not a number of HS 2022'}"
    parts = (
        _text(read, shown),
        _editions(shown),
        _priority(shown),
        _drones(shown),
        *_acts(shown),
        bans(shown.readings, rules.load().embargoes, day=shown.day),
        _candidates(shown),
        *_unloaded(shown.opened),
    )
    return Screen(title, tuple(part for part in parts if part.lines))


def _text(read: HsCode, shown: _Shown) -> Part:
    lines = [Line(each.code, each.text, brief=True) for each in shown.hs.parents(shown.code)]
    lines += [Line(dotted(shown.code), shown.hs.text(shown.code) or "its text is not held")]
    if read.cut:
        says = f"{read.level}: the figures {read.cut} behind it are a country's own"
        lines.append(Line("cut", says))
    below = shown.hs.children(shown.code)
    lines += [Line(dotted(c), shown.hs.texts[c], deep=1, brief=True) for c in below[:_CHILDREN]]
    if len(below) > _CHILDREN:
        lines.append(Line("", f"and {len(below) - _CHILDREN} more", deep=1))
    return Part("What it names", tuple(lines), (_HS,))


def _editions(shown: _Shown) -> Part:
    there = [str(e) for e in EDITIONS if shown.hs.exists(shown.code, e)]
    lines = [Line("in force", f"in HS {', '.join(there)}")]
    became = [r for r in shown.readings if r.code != shown.code and r.how != "few"]
    lines += [Line("became", f"{says}:") for says in dict.fromkeys(r.says for r in became)]
    for each in became:
        text = shown.hs.text(each.code) or "its text is not held"
        lines.append(Line(dotted(each.code), text, deep=1, brief=True))
    few = [dotted(r.code) for r in shown.readings if r.how == "few"]
    if few:
        lines.append(Line("few of it", f"may be {', '.join(few)} in HS 2022"))
    lines += _older(shown)
    return Part("Editions", tuple(lines), (_CORRELATION,))


def _older(shown: _Shown) -> Iterator[Line]:
    """From which older numbers its goods come, where those are others."""
    correlation = shown.hs.correlation
    for edition in EDITIONS[:-1]:
        links = correlation.follow(shown.code, 2022, edition)
        others = [dotted(link.new) for link in links if link.new != shown.code]
        if others:
            more = f" and {len(others) - _CHILDREN} more" if len(others) > _CHILDREN else ""
            yield Line(
                f"HS {edition}", f"shares goods with {', '.join(others[:_CHILDREN])}{more}"
            )
    for step in EDITIONS[1:]:
        if many := correlation.widened.get((step, shown.code)):
            yield Line(f"HS {step}", f"was widened: {many} older numbers gave some goods to it")


def _priority(shown: _Shown) -> Part:
    found = Priority.load().of_all(shown.readings)
    lines = [Line(f"tier {m.tier}", f"{m.items[0].about}: {m.says}") for m in found if m.sure]
    lines += [Line("may be", m.says) for m in found if not m.sure]
    items = (item for match in found for item in match.items)
    listings = (one for item in items for one in item.listings if one.since <= shown.day)
    wanted = {_PRIORITY[one.where] for one in listings}
    cites = (
        Cite(each.citation, each.as_of, each.read)
        for each in rules.load().tests["goods.priority"].basis
        if any(name in each.citation for name in wanted)
    )
    if not found:
        lines = [Line("", "not on the Common High Priority List that is shipped")]
    return Part("Priority list (the shipped table is used)", tuple(lines), tuple(cites))


def _drones(shown: _Shown) -> Part:
    uav = Uav.load()
    found = uav.groups(None, shown.readings)
    lines = tuple(
        Line(
            m.group, m.title + (" (only part of the goods of this number)" if m.partial else "")
        )
        for m in found
    )
    names = dict.fromkeys(name for m in found for name in m.sources)
    sources = (uav.sources[name] for name in names)
    cites = tuple(Cite(s.citation, s.as_of, s.read) for s in sources)
    return Part("Sought for drones", lines, cites)


def _acts(shown: _Shown) -> Iterator[Part]:
    """The tables that the user brought and that name the code."""
    for table, edition in shown.opened.acts:
        found = table.of(shown.now)
        lines = tuple(
            Line(
                f"tier {each.tier}" if each.tier else each.digits,
                f"{'ex ' if each.part else ''}{each.text}"
                + (f" ({each.category})" if each.category else ""),
                brief=True,
            )
            for each in found
        )
        title = "Priority list as you brought it" if table.id == CHPL else f"Table {table.id}"
        cite = Cite(edition.citation, edition.published, edition.read)
        if lines:
            yield Part(title, lines[:_CHILDREN], (cite,))


def _candidates(shown: _Shown) -> Part:
    table = CandidateTable.load().of(shown.now)
    numbers = dict.fromkeys(number for row in table for number in row.entries)
    asks = dict.fromkeys(ask for row in table for ask in row.asks)
    lines = [
        Line(n, goods_control.heading(n, shown.opened.control), brief=True) for n in numbers
    ]
    lines += [Line("ask", f"{'; '.join(asks)}?")] if asks else []
    return Part("Control entries to look at: a question, no answer", tuple(lines), (_OURS,))


def _unloaded(opened: Opened) -> Iterator[Part]:
    missing = [name for name in opened.missing if name != CHPL][:4]
    lines = [Line(name, "not loaded: `enduse goods import`") for name in missing]
    lines += [Line(name, f"cannot be used: {fault}") for name, fault in opened.faults.items()]
    yield Part("Not looked at", tuple(lines))


def _unknown(read: HsCode, hs: Nomenclature) -> Screen:
    heading = read.heading
    below = hs.children(heading) if read.hs6 else hs.children(heading[:2])
    lines = [Line("", "no edition of the Harmonized System of 2012, 2017 or 2022 has it")]
    lines += [Line(dotted(code), hs.texts[code], deep=1) for code in below[:30]]
    return Screen(
        f"HS {read.says}", (Part("There is no such number", tuple(lines)),), found=False
    )


def _unread(text: str, trouble: HsTrouble, control: str | None, *, hs: Nomenclature) -> Screen:
    """What cannot be read, with what it may have been and what that would be."""
    lines = [Line("as goods", f"{trouble.found}; expected {trouble.expected}")]
    lines += [Line("you mean?", _named(each, hs)) for each in trouble.maybe]
    if control:
        lines.append(Line("as control", control))
    return Screen(repr(text[:60]), (Part("Cannot be read", tuple(lines)),), found=False)


def _named(digits: str, hs: Nomenclature) -> str:
    levels: Sequence[str] = (digits[:6], digits[:4], digits[:2])
    text = next((hs.texts[level] for level in levels if level in hs.texts), "no such number")
    return f"{digits}: {text}"
