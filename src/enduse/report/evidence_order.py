"""The order as it was given: every field, in tables where it has the form of an order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.report.evidence_blocks import Block, Facts, Heading, Table, Text
from enduse.report.evidence_words import Plain, as_json, in_words, label

_LINE_COLUMNS = (
    ("description", ("description",), 30.0),
    ("HS", ("hs", "hs_edition"), 11.0),
    ("part, maker", ("part_number", "manufacturer"), 18.0),
    ("quantity", ("quantity", "unit"), 10.0),
    ("value", ("value", "currency"), 12.0),
    ("origin", ("origin",), 7.0),
)
_USUAL = (
    "id", "date", "role", "name", "aliases", "kind", "country", "address", "ids", "birth_date",
    "founded", "activity", "phone", "email", "website", "regimes", "end_use", "payment",
    "clauses", "notes",
)  # fmt: skip
"""Fields in the order in which they are read; canonical JSON sorts them by their names."""
_OWN = frozenset({"parties", "lines", "route"})


def section(given: Any) -> Iterator[Block]:  # noqa: ANN401  # whatever was given
    """Everything of the order, by its paths: those that findings name."""
    yield Heading("The order as given", fresh=True)
    if isinstance(given, str):
        yield Text("It was given as a text that could not be read as an order:", "soft")
        yield Text(given, "code")
        return
    order = _order(given)
    if order is None:
        yield Text("It was given as a value that is no order:", "soft")
        yield Text(as_json(given), "code")
        return
    yield Text(
        "Every field that was given, as it was given. The paths (parties/0, lines/0) are those "
        "of the machine record, which counts from 0.",
        "soft",
    )
    if rest := fields_of({k: v for k, v in order.items() if k not in _OWN}):
        yield Facts(rest)
    yield from _parties(order.get("parties", ()))
    yield from _lines(order.get("lines", ()))
    yield from _route(order.get("route", ()))


def party_at(given: Any, path: str) -> Plain | None:  # noqa: ANN401  # whatever was given
    """The party, owner or line at a path of the order; None where there is none.

    >>> party_at({"parties": [{"owners": [{"name": "A"}]}]}, "parties/0/owners/0")
    {'name': 'A'}
    """
    found: Any = _order(given)
    for step in path.split("/"):
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found if isinstance(found, Mapping) else None


def who(given: Any, path: str) -> str:  # noqa: ANN401  # whatever was given
    """A path with whom or what it is of: "parties/1, the buyer Ararat Trading"."""
    found = party_at(given, path)
    if found is None:
        return path
    role = found.get("role") or ("owner" if "/owners/" in path else "")
    said = (
        found.get("name")
        or found.get("description")
        or found.get("place")
        or found.get("country")
    )
    if not isinstance(role, str) or not isinstance(said, str):
        return path
    known = f"the {label(role)} {said}" if role else said
    return f"{path}, {known}"


def fields_of(known: Plain) -> tuple[tuple[str, str], ...]:
    """The fields of an order or a party by name, but for owners, who have a table."""
    names = sorted(known, key=lambda name: _USUAL.index(name) if name in _USUAL else 99)
    return tuple((label(name), in_words(known[name])) for name in names if name != "owners")


def _order(given: Any) -> Plain | None:  # noqa: ANN401  # whatever was given
    """What was given as an order; a bare party is an order of one."""
    if not isinstance(given, Mapping):
        return None
    if "name" in given and "parties" not in given:
        return {"parties": [given]}
    return given


def _parties(parties: Any) -> Iterator[Block]:  # noqa: ANN401  # whatever was given
    if not _are_fields(parties):
        yield from _odd("parties", parties)
        return
    for number, each in enumerate(parties):
        role = each.get("role")
        named = label(role) if isinstance(role, str) else "party"
        yield Heading(f"parties/{number}, {named}", 2)
        yield Facts(fields_of(each))
        yield from _owners(each.get("owners", ()), f"parties/{number}")


def _owners(owners: Any, path: str) -> Iterator[Block]:  # noqa: ANN401  # whatever was given
    rows = tuple(_owned(owners, path))
    if rows:
        yield Table(("owner", "who", "share", "also given"), rows, (28, 34, 12, 26), code=(0,))


def _owned(owners: Any, path: str) -> Iterator[tuple[str, ...]]:  # noqa: ANN401  # the same
    if not _are_fields(owners):
        if owners:
            yield f"{path}/owners", as_json(owners), "", ""
        return
    for number, each in enumerate(owners):
        own = f"{path}/owners/{number}"
        known = {k: v for k, v in each.items() if k not in {"name", "share", "owners"}}
        yield own, in_words(each.get("name")), _share(each.get("share")), _pairs(known)
        yield from _owned(each.get("owners", ()), own)


def _share(share: Any) -> str:  # noqa: ANN401  # the same
    if isinstance(share, list) and len(share) == 2:  # noqa: PLR2004
        return f"{in_words(share[0])} to {in_words(share[1])} %"
    return "not given" if share is None else f"{in_words(share)} %"


def _lines(lines: Any) -> Iterator[Block]:  # noqa: ANN401  # the same
    if not _are_fields(lines):
        yield from _odd("lines", lines)
        return
    if not lines:
        return
    known = {field for _, some, _ in _LINE_COLUMNS for field in some}
    more = any(_pairs(_without(each, known)) for each in lines)
    yield Heading("Goods", 2)
    yield Table(
        ("path", *(name for name, _, _ in _LINE_COLUMNS), *(("also given",) if more else ())),
        tuple(_line(number, each, known, more=more) for number, each in enumerate(lines)),
        (10.0, *(width for _, _, width in _LINE_COLUMNS), *((16.0,) if more else ())),
        figures=(4, 5),
        code=(0,),
    )


def _line(number: int, line: Plain, known: set[str], *, more: bool) -> tuple[str, ...]:
    cells = []
    for _, some, _ in _LINE_COLUMNS:
        told = (in_words(line[field]) for field in some if line.get(field) is not None)
        joined = "\n" if "hs" in some or "part_number" in some else " "
        cells.append(joined.join(told))
    return (f"lines/{number}", *cells, *((_pairs(_without(line, known)),) if more else ()))


def _route(route: Any) -> Iterator[Block]:  # noqa: ANN401  # the same
    if not _are_fields(route):
        yield from _odd("route", route)
        return
    if route:
        yield Heading("Route", 2)
        more = [_pairs(_without(leg, {"place", "country"})) for leg in route]
        rows = tuple(
            (f"route/{n}", _given(leg, "place"), _given(leg, "country"), beside)
            for n, (leg, beside) in enumerate(zip(route, more, strict=True))
        )
        head, widths = ("path", "place", "country", "also given"), (14.0, 40.0, 16.0, 30.0)
        wide = 4 if any(more) else 3
        yield Table(head[:wide], tuple(r[:wide] for r in rows), widths[:wide], code=(0,))


def _given(field: Plain, name: str) -> str:
    return in_words(field[name]) if name in field else ""


def _without(field: Plain, known: set[str]) -> dict[str, Any]:
    return {k: v for k, v in field.items() if k not in known and v is not None}


def _pairs(known: Plain) -> str:
    return "\n".join(f"{label(k)}: {in_words(v)}" for k, v in known.items())


def _are_fields(value: Any) -> bool:  # noqa: ANN401  # the same
    """Whether it is a list of dicts, as parties, lines and legs are."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and all(isinstance(each, Mapping) for each in value)
    )


def _odd(name: str, value: Any) -> Iterator[Block]:  # noqa: ANN401  # the same
    yield Heading(name.capitalize(), 2)
    yield Text(as_json(value), "code")
