"""Which bans of the rulebook name the goods of a code, regime by regime."""

from collections.abc import Iterable, Sequence
from datetime import date

from enduse.assess.goods import AERO
from enduse.assess.rules import Embargo
from enduse.desk.goods_screen import Cite, Line, Part
from enduse.goods.editions import Reading
from enduse.goods.priority import Priority
from enduse.goods.uav import Uav

_WORDS = {"priority": "as priority goods", "uav": "as drone goods", "aero": "as aircraft goods"}


def bans(readings: Sequence[Reading], every: Iterable[Embargo], *, day: date) -> Part:
    """Bans in force on a day that the code alone meets; those on any goods are not here."""
    kinds = _kinds(readings)
    found: dict[tuple[str, str], list[Embargo]] = {}
    for ban in every:
        left_out = readings and all(r.code in ban.without for r in readings)
        if ban.goods in kinds and ban.in_force(day) and not left_out:
            found.setdefault((ban.regime, ban.goods), []).append(ban)
    lines = tuple(
        Line(regime, f"{_WORDS[kind]} to {_where(some)}")
        for (regime, kind), some in sorted(found.items())
    )
    first = [some[0].basis[0] for some in found.values() if some[0].basis]
    cites = dict.fromkeys(Cite(each.citation, each.as_of, each.read) for each in first)
    return Part("Bans that name such goods", lines, tuple(cites))


def _kinds(readings: Sequence[Reading]) -> frozenset[str]:
    sure = any(m.sure and m.reading.how != "few" for m in Priority.load().of_all(readings))
    groups = {m.group for m in Uav.load().groups(None, readings) if not m.partial}
    kinds = {"priority"} if sure else set()
    return frozenset(
        kinds | ({"uav"} if groups else set()) | ({"aero"} if groups & AERO else set())
    )


def _where(some: Sequence[Embargo]) -> str:
    """Countries by the weight of their ban: "RU, BY (hold)"."""
    by_weight: dict[str, list[str]] = {}
    for ban in some:
        regions = f" {'/'.join(sorted(ban.regions))}" if ban.regions else ""
        by_weight.setdefault(ban.weight, []).append(f"{ban.country}{regions}")
    return "; ".join(f"{', '.join(places)} ({weight})" for weight, places in by_weight.items())
