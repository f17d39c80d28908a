"""Tests on what is sold: the priority list, and what a drone programme looks for."""

from collections.abc import Iterator

from enduse.assess.case import Case
from enduse.assess.checks.articles import hidden
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.goods import Goods
from enduse.goods.codes import dotted
from enduse.goods.uav import UavMatch
from enduse.model.finding import Finding


def priority(case: Case) -> Iterator[Finding]:
    """The HS code, in the edition of the list, is on the Common High Priority List.

    Where there is no code, the part number may tell; where words or part number and the code
    cannot both be right, what they name counts.
    """
    code = "goods.priority"
    if not case.order.lines:
        yield not_applicable(code, "The order names no goods.")
    for each in case.goods:
        if each.sure is not None:
            yield hit(
                code,
                each.path,
                each.sure.says,
                hs=each.sure.items[0].hs6,
                tier=each.sure.tier,
                about=each.sure.items[0].about,
                written=each.line.hs,
                reading=each.sure.reading.says,
            )
        elif (found := hidden(each)) is not None:
            yield found
        elif each.possible is not None:
            yield lacks(code, each.path, "hs", says=each.possible.says)
        elif not each.known:
            yield lacks(code, each.path, "hs", says=_unknown(each))


def uav(case: Case) -> Iterator[Finding]:
    """The goods are of a kind that drone programmes look for, by code or by words.

    Words alone are a finding where no code is there to tell; beside a code that names
    other goods they are not.
    """
    code = "goods.uav"
    if not case.order.lines:
        yield not_applicable(code, "The order names no goods.")
    for each in case.goods:
        found = [m for m in each.uav if m.by == "hs" or not each.known]
        if found:
            yield _uav(code, each, found)
        elif not each.known and not each.line.description:
            says = f"{each.path} has neither a usable HS code nor a description."
            yield lacks(code, each.path, "hs", says=says)


def _uav(code: str, goods: Goods, found: list[UavMatch]) -> Finding:
    by = "HS " + found[0].found if found[0].by == "hs" else f"the words {found[0].found!r}"
    titles = "; ".join(dict.fromkeys(match.title for match in found))
    doubt = " The code covers other goods too." if all(m.partial for m in found) else ""
    return hit(
        code,
        goods.path,
        f"Drone programmes look for such goods: {titles} (by {by}).{doubt}",
        groups=[match.group for match in found],
        by=found[0].by,
        found=found[0].found,
    )


def _unknown(goods: Goods) -> str:
    near = goods.perhaps
    hint = (
        f" What it says of itself points at HS {dotted(near.items[0].hs6)}, tier {near.tier}."
        if near
        else ""
    )
    if goods.trouble is None:
        return f"{goods.path} has no HS code.{hint}"
    maybe = (
        f" It may have been {' or '.join(goods.trouble.maybe)}." if goods.trouble.maybe else ""
    )
    trouble = goods.trouble
    return (
        f"The HS code {trouble.written!r} cannot be used: {trouble.found}; "
        f"expected {trouble.expected}.{maybe}"
    )
