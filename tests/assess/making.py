"""Orders for tests of duties, from a few words."""

from datetime import date
from typing import Any

from enduse.assess import rules
from enduse.assess.assess import Assessment, assess_all
from enduse.assess.case import Case, Tables, make_case
from enduse.assess.goods import GoodsTables
from enduse.assess.regimes import apply_regimes
from enduse.intake.order import read_order
from enduse.model.hit import Screening
from enduse.model.order import Order
from enduse.places import Places

PLACES = Places.load()
TABLES = Tables(rules.load(), PLACES, GoodsTables.load())
TODAY = date(2026, 11, 23)


def record(
    to: str | None = None,
    *,
    hs: str | None = None,
    more_hs: str | None = None,
    seller: str = "NL",
    buyer: str = "Placas do Sul",
    buyer_kind: str = "company",
    end_user: str | None = None,
    owner: dict[str, Any] | None = None,
    clause: bool | None = None,
    date: date | None = None,
    **line: Any,
) -> dict[str, Any]:
    """The record of an order with all said that other tests ask for.

    It has one line, or two where `more_hs` is given; an empty one is a line without a code.
    """
    bought: dict[str, Any] = {"role": "buyer", "name": buyer, "kind": buyer_kind, "country": to}
    bought |= {"founded": "1999", "owners": [owner]} if owner else {"founded": "1999"}
    codes = [hs] if more_hs is None else [hs, more_hs or None]
    goods = [{"description": "goods as agreed", "hs": code, **line} for code in codes]
    made: dict[str, Any] = {
        "parties": [
            {"role": "seller", "name": "Voorbeeld B.V.", "country": seller},
            bought,
            {**bought, "role": "end_user", "country": end_user or to},
        ],
        "lines": [{key: value for key, value in each.items() if value} for each in goods],
        "end_use": "control of pumps in water works",
        "date": date.isoformat() if date else None,
        "clauses": None if clause is None else {"no_reexport_to_russia": clause},
    }
    return {key: value for key, value in made.items() if value is not None}


def order(raw: dict[str, Any]) -> Order:
    given = read_order(raw, label="case", countries=frozenset(PLACES.countries))
    assert given.order is not None
    assert [each for each in given.issues if each.gravity == "error"] == []
    return given.order


def assessed(made: Order, *, day: date = TODAY, own: tuple[str, ...] = ()) -> Assessment:
    regimes, _ = apply_regimes(made, TABLES.rules, PLACES, own=own)
    return assess_all(made, _screening(made), regimes=regimes, tables=TABLES, as_of=day)


def case_of(made: Order, *, day: date = TODAY) -> Case:
    regimes, _ = apply_regimes(made, TABLES.rules, PLACES)
    return make_case(made, _screening(made), regimes=regimes, tables=TABLES, as_of=day)


def _screening(made: Order) -> Screening:
    paths = tuple(f"parties/{number}" for number in range(len(made.parties)))
    return Screening(compared=paths)
