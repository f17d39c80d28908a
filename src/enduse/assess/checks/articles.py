"""Tests on what words, part numbers and control numbers say of the goods."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from enduse.assess.case import Case, banned_countries
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.goods import Goods
from enduse.assess.numbers import both_regimes
from enduse.assess.questions import question
from enduse.goods.codes import dotted
from enduse.goods.control import ControlTrouble, parse_control
from enduse.model.finding import Finding, Weight

_QUESTIONS = 3
_SHOWN = 60
WEAPONS_TABLE = "table weapon_components"
"""The fact that is lacking where no table of recovered components could be read."""
_SPOKEN = frozenset({"MOSFET", "MEMS", "NAND", "RAM", "ROM"})
"""Short names that are read as words and not letter by letter."""
_NO_GOODS = "The order names no goods."


def dual_use(case: Case) -> Iterator[Finding]:
    """The goods carry the number of a dual-use list, or may well have one.

    Whether a licence is needed is stated as a question and never decided. A number that only
    part number or words point at is asked for where the goods go by a known route.
    """
    code = "goods.dual_use"
    if not case.order.lines:
        yield not_applicable(code, _NO_GOODS)
    known_route = _of_concern(case, "high")
    for each in case.goods:
        listed = [number for number in each.numbers if number.dual_use]
        if listed:
            yield _controlled(code, each, [str(n) for n in listed], case=case)
        elif each.denied:
            yield from _denied(code, each, asked=known_route)
        elif not each.numbers:
            yield from _may_be(code, each, asked=known_route)


def _controlled(code: str, goods: Goods, numbers: list[str], *, case: Case) -> Finding:
    to = ", ".join(dict.fromkeys(each.country for each in case.reached)) or "the destination"
    words = " and ".join(numbers)
    concern = _of_concern(case, "hub", "high") and not _stays(case)
    says = (
        f"{goods.path} carries the dual-use number {words}. Whether it may go to {to} without "
        "an authorisation, or under which licence, is to be settled before it ships."
    )
    weight: Weight = "review" if concern else "note"
    return hit(code, goods.path, says, weight=weight, numbers=numbers)


def _may_be(code: str, goods: Goods, *, asked: bool) -> Iterator[Finding]:
    """What part number or words point at, as a question."""
    unread = [text for text in (goods.line.eccn, goods.line.eu_dual_use) if text]
    wrong = next((r for t in unread if isinstance(r := parse_control(t), ControlTrouble)), None)
    if wrong is not None and not wrong.denied:
        says = f"{wrong.written!r} cannot be read as a control number: {wrong.found}."
        yield lacks(code, goods.path, "eccn", says=says)
    part = goods.said.part if goods.said.part and not goods.said.part.maker_disagrees else None
    by_part = part.controls if part else ()
    hints = goods.hints
    points = tuple(dict.fromkeys((*by_part, *(hint.number for hint in hints))))
    if not points:
        return
    by = "its part number" if by_part else "its words"
    if by_part and goods.said.itself is None:
        by = "a part that its words name"
    says = (
        f"By {by}, {goods.path} may fall under {', '.join(points[:_QUESTIONS])}; the order "
        "gives no control number. The text of the entry decides, not this hint."
    )
    asks = (*(part.asks if part else ()), *(a for h in hints for a in h.asks))
    # A part that is only in the goods, or that they are about, is shown and not asked for.
    weighs = asked and bool(hints or goods.said.itself)
    yield _asking(lacks(code, goods.path, "eccn", says=says), goods, asks, asked=weighs)


def _denied(code: str, goods: Goods, *, asked: bool) -> Iterator[Finding]:
    """Goods said to have no number, whose sure part is of a family that may have one."""
    part = goods.said.itself
    if part is None or not part.sure or part.maker_disagrees:
        return
    points = [number for number in part.controls if both_regimes(number)]
    if not points:
        return
    family = part.family if part.broad else f"{part.maker} {part.family}"
    says = (
        f"{goods.path} is declared {goods.denied}, but parts of this family ({family}) may "
        f"fall under {', '.join(points[:_QUESTIONS])}. The text of the entry decides, not "
        "this hint."
    )
    yield _asking(lacks(code, goods.path, "eccn", says=says), goods, part.asks, asked=asked)


def _asking(found: Finding, goods: Goods, asks: Sequence[str], *, asked: bool) -> Finding:
    """A finding with the questions that would settle it, where it is to ask."""
    if not asked:
        return found
    what, where = goods.line.part_number or goods.line.description, f"{goods.path}/eccn"
    if what and what.strip():
        first = question("control_number", where, what=what.strip()[:_SHOWN])
    else:
        first = question("control_number.line", where, number=goods.number)
    more = tuple(question("goods", goods.path, ask=ask) for ask in dict.fromkeys(asks))
    return replace(found, weight="ask", asks=(first, *more[:_QUESTIONS]))


def description_conflict(case: Case) -> Iterator[Finding]:
    """Words or part number and the declared code cannot both be right."""
    code = "goods.description_conflict"
    if not case.order.lines:
        yield not_applicable(code, _NO_GOODS)
    for each in case.goods:
        found = each.said.conflict
        if found is not None:
            yield hit(
                code,
                each.path,
                found.says,
                declared=found.declared,
                reads=found.reads,
                by=found.by,
                words=list(found.words),
                tier=each.hidden.tier if each.hidden else None,
            )
        elif each.code is None:
            yield lacks(code, each.path, "hs", says=f"{each.path} has no code to compare.")
        elif not (each.line.description or each.said.part):
            says = f"{each.path} has no words to compare its code with."
            yield lacks(code, each.path, "description", says=says)


def vague(case: Case) -> Iterator[Finding]:
    """A description that names no goods, with nothing beside it that does."""
    code = "goods.vague"
    if not case.order.lines:
        yield not_applicable(code, _NO_GOODS)
    for each in case.goods:
        said = each.said
        words = said.described.vague if said.described else None
        if words and said.part is None:
            beside = "" if each.known else ", and no code says more"
            whole = " ".join((each.line.description or words).split())
            shown = whole if len(whole) <= _SHOWN else words
            says = f"{shown!r} does not say what the goods are{beside}."
            yield hit(code, each.path, says, words=words)
        elif not each.line.description and not each.known and said.part is None:
            says = f"{each.path} has no description."
            yield lacks(code, each.path, "description", says=says)


def weapon_component(case: Case) -> Iterator[Finding]:
    """A part of this maker and family was taken out of a weapon."""
    code = "goods.weapon_component"
    if not case.order.lines:
        yield not_applicable(code, _NO_GOODS)
    for each in case.goods:
        said = each.said
        if said.recovered is not None:
            found = said.recovered
            yield hit(
                code,
                each.path,
                found.says,
                weight="note" if found.everyday or said.itself is None else None,
                part=found.part.base,
                maker=found.part.maker if found.part.sure or not found.part.shared else None,
                family=found.part.family,
                kind=found.part.kind,
                exact=found.exact,
                of_family=found.family,
                weapons=list(found.weapons),
                components=list(found.component_ids),
                sources=list(found.source_urls),
                verified=found.verified.isoformat() if found.verified else None,
            )
        elif said.part is not None and not said.weapons_read:
            says = (
                f"The table of components recovered from weapons cannot be read: {fault}"
                if (fault := said.weapons_fault)
                else "No table of components recovered from weapons is loaded: "
                "`enduse goods import` loads one."
            )
            yield lacks(code, each.path, WEAPONS_TABLE, says=says)
        elif said.part is None:
            what = "is none that we know" if each.line.part_number else "is not given"
            says = f"The part number of {each.path} {what}."
            yield lacks(code, each.path, "part_number", says=says)


def hidden(goods: Goods) -> Finding | None:
    """The priority finding that no code decides: by part number, or by words it belies."""
    match, said = goods.hidden, goods.said
    if match is None:
        return None
    part = said.itself
    by_part = part is not None and part.sure and match.items[0].hs6 in part.hs
    if by_part and part:
        what = f"The part number {part.written!r} is {with_article(part.kind)},"
    else:
        words = said.conflict.words if said.conflict else ()
        what = f"The words {', '.join(map(repr, words))} read"
    code = (goods.code.hs6 or goods.code.heading) if goods.code else ""
    fits = match.items[0].hs6.startswith(code)
    declared = "" if fits else f", though it is declared {dotted(code)}"
    says = (
        f"{what} as HS {dotted(match.items[0].hs6)}, on the Common High Priority List, "
        f"tier {match.tier}{declared}."
    )
    return hit(
        "goods.priority",
        goods.path,
        says,
        hs=match.items[0].hs6,
        tier=match.tier,
        about=match.items[0].about,
        by="part number" if by_part else "description",
    )


def with_article(kind: str) -> str:
    """A kind of part with its article, as it is spoken.

    >>> [with_article(kind) for kind in ("op-amp", "RF transceiver", "MCU", "USB bridge")]
    ['an op-amp', 'an RF transceiver', 'an MCU', 'a USB bridge']
    >>> with_article("FPGA"), with_article("MOSFET"), with_article("SRAM")
    ('an FPGA', 'a MOSFET', 'an SRAM')
    """
    first = kind.replace("-", " ").replace("/", " ").split()[0]
    spelled = first.isupper() and first not in _SPOKEN
    vowel = first[0] in "AEFHILMNORSX" if spelled else first[0].lower() in "aeio"
    return f"{'an' if vowel else 'a'} {kind}"


def _of_concern(case: Case, *levels: str) -> bool:
    """Whether the goods reach a place where such goods may not go, or one of some levels."""
    banned = banned_countries(case.tables.rules, case.as_of)
    places = {
        place.country
        for place in case.tables.rules.places
        if place.level in levels and place.in_force(case.as_of)
    }
    return any(each.country in places | banned for each in case.reached)


def _stays(case: Case) -> bool:
    """Whether everybody whom the goods reach is in the seller's country, or in its Union."""
    home = {party.country for party in case.order.parties if party.role == "seller"}
    members = case.tables.rules.regimes["EU"].members
    reached = {each.country for each in case.reached}
    return bool(reached) and (reached <= home or (reached <= members and home <= members))
