"""Past orders in the wire form of orders (JSON, JSON Lines) -> past lines.

An order that stands there several times is several versions of one, in the order of the file.
`version` and `changed_on` beside its fields say more, where a program wrote them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from enduse.errors import OrderError
from enduse.intake.json import read_values
from enduse.intake.order import read_order
from enduse.model.history import PastLine
from enduse.model.issue import Issue
from enduse.model.order import Line, Order, Party, payer_of

_ENDS = ("end_user", "consignee", "buyer")
_BUYS = ("buyer", "consignee", "end_user")


def read_past_orders(
    name: str, data: bytes, *, countries: frozenset[str], issues: list[Issue]
) -> Iterator[tuple[str, tuple[PastLine, ...] | None]]:
    """Each order with its lines, under its label; None for one that had to be left out."""
    times: Counter[str] = Counter()
    for label, value in read_values(data, source=name):
        if isinstance(value, OrderError):
            issues.append(Issue(label, f"{value.args[1]}; the order was left out"))
            yield label, None
            continue
        version, changed, bare = _without_version(value)
        given = read_order(bare, label=label, countries=countries)
        issues += (Issue(f"{label} {each.where}", each.says) for each in given.issues)
        if given.order is None or given.order.date is None:
            issues.append(Issue(label, "has no date that can be read, and was left out"))
            yield label, None
            continue
        times[given.order.id] += 1
        stamp = version or str(times[given.order.id])
        yield label, tuple(lines_of(given.order, version=stamp, changed=changed))


def _without_version(value: object) -> tuple[str | None, date | None, object]:
    if not isinstance(value, Mapping):
        return None, None, value
    bare = {key: each for key, each in value.items() if key not in {"version", "changed_on"}}
    version, changed = value.get("version"), value.get("changed_on")
    try:
        day = date.fromisoformat(str(changed)[:10]) if changed else None
    except ValueError:
        # Kept under its own name, which no order has: so it is reported with the rest.
        return str(version) if version else None, None, {**bare, "changed_on": changed}
    return str(version) if version else None, day, bare


def lines_of(
    order: Order, *, version: str | None = None, changed: date | None = None
) -> Iterator[PastLine]:
    """An order of before as past lines, one a line of goods; one where it names no goods.

    The order must have a date.
    """
    assert order.date is not None  # noqa: S101  # the caller has looked
    customer = _first(order, _BUYS)
    payer, payer_country = payer_of(order)
    last = order.route[-1] if order.route else None
    end = _first(order, _ENDS)
    head = PastLine(
        order=order.id,
        day=order.date,
        customer=customer.name if customer else None,
        country=customer.country if customer else None,
        ids=customer.ids if customer else (),
        destination=(last.country if last else None) or (end.country if end else None),
        place=last.place if last else None,
        consignee=_name(order, "consignee"),
        end_user=_name(order, "end_user"),
        payer=payer,
        payer_country=payer_country,
        version=version,
        changed=changed,
    )
    for line in order.lines or (Line(),):
        yield replace(
            head,
            hs=line.hs,
            part_number=line.part_number,
            description=line.description,
            unit=line.unit,
            currency=line.currency,
            quantity=line.quantity,
            value=line.value,
        )


def _first(order: Order, roles: tuple[str, ...]) -> Party | None:
    found = (party for role in roles for party in order.parties if party.role == role)
    return next(found, order.parties[0] if len(order.parties) == 1 else None)


def _name(order: Order, role: str) -> str | None:
    return next((party.name for party in order.parties if party.role == role), None)
