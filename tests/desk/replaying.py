"""A small installation with a list, past orders and owners, to record decisions in."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from enduse.desk import record
from enduse.desk.desk import Desk
from enduse.desk.imports import import_list
from enduse.desk.recorded import reading
from enduse.desk.replay import Replayer
from enduse.model.decision import Decision
from enduse.model.replay import Replayed
from enduse.model.tuned import Tuned
from enduse.settings import Settings
from tests.desk.publisher import un_list

DAY, FIRST, LATER = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 25)
LISTED, NEXT = "ORION FIXTURE", "CASSIOPEIA SAMPLE"
OWNERS = ("owners.csv", b"owner,owned,share,owned_country\nORION FIXTURE,Koch BV,60,NL\n")
PAST = "date;customer;country;destination;hs;quantity;unit\n" + "".join(
    f"{day:02}.0{month}.2026;Manisa Beyaz A.S.;T\u00fcrkiye;TR;8542.31;{90 + day};Stk\n"
    for month in range(1, 9)
    for day in (3, 13)
)
TUNED = Tuned("", DAY, 500, "ab" * 32, {"balanced": 0.85, "wide": 0.75}, {"balanced": 3})


def installation(folder: Path, **said: Any) -> Settings:  # any setting
    """Settings on a folder with one edition of one list."""
    made = Settings(folder, **{"require": ("un_sc",), **said})
    publish(made, FIRST, LISTED)
    return made


def publish(settings: Settings, day: date, first: str) -> None:
    """An edition whose first person has a name of your own."""
    import_list(settings, "un_sc", {"list.xml": un_list(day, first=first)}, published=None)


def order(
    name: str = "SO-1", *, buyer: str = "Manisa Beyaz A.S.", **more: Any
) -> dict[str, Any]:  # any field
    """An order of chips to Turkey."""
    return {
        "id": name,
        "date": "2026-11-20",
        "parties": [
            {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
            {"role": "buyer", "name": buyer, "country": "TR"},
        ],
        "lines": [{"description": "integrated circuits", "hs": "8542.31", "quantity": 5}],
        "route": [{"country": "NL"}, {"country": "TR"}],
        **more,
    }


def decided(desk: Desk, settings: Settings, *orders: Any) -> list[Decision]:  # JSON
    """Record the decisions on orders, each as JSON values or as a text."""
    texts = (each if isinstance(each, str) else json.dumps(each) for each in orders)
    given = [g for text in texts for g in desk.read(text.encode(), source="orders.json")]
    with record.recorder(desk, settings, person="A. Smit") as decide:
        return list(decide(given))


def again(settings: Settings, count: int = 1, **said: Any) -> list[Replayed]:  # any option
    """The last decisions asked for again."""
    how = {name: said.pop(name) for name in ("recorded", "today") if name in said}
    kept = record.latest(settings, count)
    with reading(settings) as book:
        return list(Replayer(settings, book, **{"as_of": DAY, **said}).all(kept, **how))


def outcomes(found: Iterable[Replayed]) -> Sequence[str | None]:
    """How each came out as recorded."""
    return [each.as_recorded.outcome if each.as_recorded else None for each in found]
