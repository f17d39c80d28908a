"""Which bodies of law apply to an order, and why."""

from collections.abc import Collection, Iterator

from enduse.assess.rules import Regime, Rulebook
from enduse.model.decision import RegimeApplied
from enduse.model.issue import Issue
from enduse.model.order import Order
from enduse.places import Places


def apply_regimes(
    order: Order, rules: Rulebook, places: Places, *, own: Collection[str] = ()
) -> tuple[tuple[RegimeApplied, ...], tuple[Issue, ...]]:
    """The regimes of an order, in the order of the rulebook.

    Where the order names them, those; else they follow from the seller's country and the
    goods' origin, and the exporter's `own` are added: the laws that the settings say bind
    him, as those of his parent's country may. Where the seller's country is not known every
    regime is applied, for any may bind. A regime that the rulebook does not hold is an issue
    that fails closed; a seller under a law that the rulebook does not hold is an issue that
    says so.
    """
    if order.regimes is not None:
        named = [code for code in rules.regimes if code in order.regimes]
        applied = tuple(RegimeApplied(code, "the order names it") for code in named)
        unknown = [code for code in order.regimes if code not in rules.regimes]
        says = f"; expected {', '.join(rules.regimes)}"
        issues = tuple(Issue("regimes", f"is {code!r}{says}", "error") for code in unknown)
        return applied, issues
    found = (_why(order, regime, places, own=own) for regime in rules.regimes.values())
    applied = tuple(each for each in found if each is not None)
    return applied, tuple(_without_law(order, rules, places))


def _sellers(order: Order) -> list[str]:
    return [p.country for p in order.parties if p.role == "seller" and p.country]


def _without_law(order: Order, rules: Rulebook, places: Places) -> Iterator[Issue]:
    held = {country for regime in rules.regimes.values() for country in regime.members}
    for country in dict.fromkeys(_sellers(order)):
        if country not in held:
            says = f"the law of {places.the(country)}, where the seller is, is not held here"
            yield Issue("regimes", f"{says}; only what binds others was applied")


def _why(
    order: Order, regime: Regime, places: Places, *, own: Collection[str]
) -> RegimeApplied | None:
    reasons = list(_reasons(order, regime, places))
    if regime.code in own:
        reasons.append("the settings name it")
    return RegimeApplied(regime.code, "; ".join(reasons)) if reasons else None


def _reasons(order: Order, regime: Regime, places: Places) -> Iterator[str]:
    if "every_order" in regime.applies_when:
        yield regime.why
    if "seller_country" in regime.applies_when:
        yield from _of_the_seller(order, regime, places)
    if "goods_origin" in regime.applies_when:
        for number, line in enumerate(order.lines):
            if line.origin in regime.members:
                yield regime.reasons["goods_origin"].format(line=f"lines/{number}")
                return


def _of_the_seller(order: Order, regime: Regime, places: Places) -> Iterator[str]:
    sellers = dict.fromkeys(_sellers(order))
    if not sellers:
        yield "the seller's country is not known, so it may apply"
    for country in sellers:
        if country in regime.members:
            yield regime.reasons["seller_country"].format(country=places.the(country))


def required_lists(applied: tuple[RegimeApplied, ...], rules: Rulebook) -> tuple[str, ...]:
    """The lists that the applied regimes require, each once."""
    wanted = (name for each in applied for name in rules.regimes[each.regime].requires)
    return tuple(dict.fromkeys(wanted))
