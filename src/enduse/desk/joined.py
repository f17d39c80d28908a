"""Documents of one shipment -> one order: every party and all goods that any of them names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enduse.agree import pair
from enduse.agree.alike import goods_key, party_key
from enduse.model.document import Document, Sort
from enduse.model.issue import Issue

_BY_ORDER: tuple[Sort, ...] = (
    "order", "confirmation", "invoice", "proforma", "quote", "delivery_note", "packing_list",
    "letter_of_credit", "bill_of_lading", "air_waybill", "road_waybill", "origin_certificate",
    "end_user_statement", "other", "message",
)  # fmt: skip
"""Whose word comes first on goods and on days: who sells says it best."""

_BY_ROUTE: tuple[Sort, ...] = (
    "bill_of_lading", "air_waybill", "road_waybill", "letter_of_credit", "delivery_note",
)  # fmt: skip
_GENERAL: frozenset[Sort] = frozenset(
    {"bill_of_lading", "air_waybill", "road_waybill", "letter_of_credit",
     "origin_certificate", "end_user_statement", "message", "other"}
)  # fmt: skip
"""Documents that name goods in general words: no line of their own beside an invoice's."""

_TELLING = ("hs", "part_number", "description", "eccn", "origin", "manufacturer", "value")


@dataclass(slots=True)
class Joined:
    """An order in the making: its wire form, where each field stood, and what is said of it."""

    wire: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def joined(documents: Sequence[Document]) -> Joined:
    """The order that documents tell of together; of one, what it tells.

    A field that one has and another lacks is filled; where two differ, parties are both kept,
    so that each is screened, and of goods the word of the first counts: which differ is for the
    comparison to say. The order of the documents is none of the answer.
    """
    some = sorted(documents, key=_rank)
    made = Joined()
    moved: dict[tuple[str, str], str] = {}
    number = order_number(some)
    if number:
        made.wire["id"] = number
    _one_of(made, some, "date")
    _parties(made, some, moved)
    _lines(made, some, moved)
    _route(made, some)
    for name in ("end_use", "notes"):
        _texts(made, some, name)
    for name in ("payment", "clauses"):
        _records(made, some, name)
    made.issues += _moved_issues(made, some, moved)
    return made


def order_number(documents: Sequence[Document]) -> str:
    """The number that the order goes by: of the order where one has it, else of the first."""
    some = sorted(documents, key=_rank)
    for kind in ("order", "confirmation"):
        own = [each.own.number for each in some if each.own and each.own.kind == kind]
        named = [ref.number for each in some for ref in each.refs if ref.kind == kind]
        if own or named:
            return own[0] if own else max(named, key=named.count)
    return next((each.own.number for each in some if each.own), "")


def _rank(document: Document) -> tuple[int, bool, int, str]:
    """Whose word comes first: by sort, then what is exact, then who tells more."""
    told = sum(name in line for line in document.wire.get("lines", ()) for name in _TELLING)
    return _BY_ORDER.index(document.sort), not document.exact, -told, document.name


def _one_of(made: Joined, some: Sequence[Document], name: str) -> None:
    for each in some:
        if each.wire.get(name) is not None:
            made.wire[name] = each.wire[name]
            _place(made, each, old=name, new=name)
            return


def _place(made: Joined, document: Document, *, old: str, new: str) -> None:
    """Take over where a field stood, and every field below it."""
    for path, place in document.places.items():
        if path == old or path.startswith(f"{old}/"):
            made.places[new + path[len(old) :]] = f"{document.name} {place}"


def _fill(
    made: Joined, document: Document, there: dict[str, Any], *, old: str, new: str
) -> None:
    """Fill what a record lacks from another of the same thing, each with its place."""
    record: Any = document.wire
    for step in old.split("/"):
        record = record[int(step)] if step.isdigit() else record[step]
    for name, value in record.items():
        if value is None or value in ([], {}):
            continue
        if isinstance(value, Mapping) and isinstance(there.get(name), Mapping):
            for key, inner in value.items():
                if key not in there[name]:
                    there[name] = {**there[name], key: inner}
                    here = f"{name}/{key}"
                    _place(made, document, old=f"{old}/{here}", new=f"{new}/{here}")
        elif there.get(name) is None:
            there[name] = value
            _place(made, document, old=f"{old}/{name}", new=f"{new}/{name}")


def _parties(made: Joined, some: Sequence[Document], moved: dict[tuple[str, str], str]) -> None:
    found: list[dict[str, Any]] = []
    for each in some:
        for at, party in enumerate(each.wire.get("parties", ())):
            twin = next((n for n, one in enumerate(found) if _same_party(one, party)), None)
            if twin is None:
                twin = len(found)
                found.append({})
            _fill(made, each, found[twin], old=f"parties/{at}", new=f"parties/{twin}")
            moved[each.name, f"parties/{at}"] = f"parties/{twin}"
    if found:
        made.wire["parties"] = found


def _same_party(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two are one: role and name, and no other country."""
    countries = {one.get("country"), other.get("country")} - {None}
    return (
        one.get("role") == other.get("role")
        and party_key(one.get("name")) == party_key(other.get("name"))
        and len(countries) < 2  # noqa: PLR2004  # two differ
    )


def _lines(made: Joined, some: Sequence[Document], moved: dict[tuple[str, str], str]) -> None:
    found: list[dict[str, Any]] = []
    for each in some:
        taken: set[int] = set()
        own = each.wire.get("lines", ())
        before = tuple(found)
        for at, line in enumerate(own):
            twin = pair.twin(found, taken, line, at=at if len(own) == len(found) else None)
            if twin is None and found and each.sort in _GENERAL and not _precise(line):
                moved[each.name, f"lines/{at}"] = "lines"
                continue
            if twin is None:
                # Boxes of goods that another paper has in one line are no goods more.
                twin = pair.again(before, line)
            if twin is None:
                twin = len(found)
                found.append({})
            taken.add(twin)
            _fill(made, each, found[twin], old=f"lines/{at}", new=f"lines/{twin}")
            moved[each.name, f"lines/{at}"] = f"lines/{twin}"
    if found:
        made.wire["lines"] = found


def _precise(line: Mapping[str, Any]) -> bool:
    return any(line.get(name) for name in ("hs", "part_number", "eccn", "eu_dual_use"))


def _route(made: Joined, some: Sequence[Document]) -> None:
    """The way of the transport document, else the longest; what others add before its end."""
    ways = [each for each in some if each.wire.get("route")]
    if not ways:
        return
    first = min(ways, key=lambda each: (_of_transport(each), -len(each.wire["route"])))
    legs: list[Any] = []
    origins: list[tuple[Document, int]] = []
    for at, leg in enumerate(first.wire["route"]):
        legs.append(dict(leg))
        origins.append((first, at))
    known = {leg.get("country") for leg in legs}
    for each in ways:
        for at, leg in enumerate(each.wire["route"]):
            country = leg.get("country")
            if country and country not in known:
                known.add(country)
                legs.insert(-1, dict(leg))
                origins.insert(-1, (each, at))
                says = f"names {country}, which is not on the way in {first.name}; it was added"
                made.issues.append(Issue(f"route ({each.name})", says))
    made.wire["route"] = legs
    for number, (document, at) in enumerate(origins):
        _place(made, document, old=f"route/{at}", new=f"route/{number}")


def _of_transport(document: Document) -> int:
    return _BY_ROUTE.index(document.sort) if document.sort in _BY_ROUTE else len(_BY_ROUTE)


def _texts(made: Joined, some: Sequence[Document], name: str) -> None:
    said: dict[str, str] = {}
    for each in some:
        text = each.wire.get(name)
        if text and goods_key(text) not in said:
            said[goods_key(text)] = text
            if len(said) == 1:
                _place(made, each, old=name, new=name)
    if said:
        made.wire[name] = "; ".join(said.values())


def _records(made: Joined, some: Sequence[Document], name: str) -> None:
    """A record of facts: the first who says one counts; a clause stands where any has it."""
    there: dict[str, Any] = {}
    for each in some:
        if each.wire.get(name):
            _fill(made, each, there, old=name, new=name)
            for key, value in each.wire[name].items():
                if value is True and there.get(key) is not True:
                    there[key] = True
                    _place(made, each, old=f"{name}/{key}", new=f"{name}/{key}")
    if there:
        made.wire[name] = there


def _moved_issues(
    made: Joined, some: Sequence[Document], moved: Mapping[tuple[str, str], str]
) -> Iterator[Issue]:
    """What is said of the fields of each document, by their paths in the order."""
    for each in some:
        for issue in each.issues:
            path, _, place = issue.where.partition(" (")
            steps = path.split("/")
            head = "/".join(steps[:2])
            new = "/".join((moved.get((each.name, head), head), *steps[2:]))
            where = f"{each.name} {place.removesuffix(')')}".strip()
            told = made.places.get(new, "")
            if issue.gravity == "error" and told and not told.startswith(f"{each.name} "):
                # Another document says it in a way that can be read.
                yield Issue(f"{new} ({where})", f"{issue.says}; {told} has it")
            else:
                yield Issue(f"{new} ({where})", issue.says, issue.gravity)
        yield from (Issue(f"reading ({each.name})", text) for text in each.questions)
