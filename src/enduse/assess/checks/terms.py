"""Tests on an order's notes: services refused, packing without marks, dates and places left open."""

from collections.abc import Iterator, Sequence
from functools import cache

from enduse.assess.case import Case
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.reading import Reader, Said, read_file
from enduse.assess.words import only_words
from enduse.model.finding import Finding

_SHOWN = 20
_NO_GOODS = "There are no goods to deliver."


def service(case: Case) -> Iterator[Finding]:
    """The notes say that a service that comes with such goods is not wanted."""
    code = "service.declined"
    says = "The notes say that a service is not wanted"
    yield from _in_notes(case, code, says, affirmed=("refused",), denied=("service",))


def packaging(case: Case) -> Iterator[Finding]:
    """The notes ask for packing without marks, or for papers that say something else."""
    code = "packaging.unusual"
    says = "The notes ask for unusual packing, marks or papers"
    yield from _in_notes(case, code, says, affirmed=("unmarked",), denied=("mark",))


def vague(case: Case) -> Iterator[Finding]:
    """The day or the place of delivery is left open, or the place is out of the way."""
    code = "order.vague_terms"
    order = case.order
    if not order.lines:
        yield not_applicable(code, _NO_GOODS)
        return
    reader = _reader(("open_date", "open_place"))
    found = [each for each in reader.read(order.notes) if not each.denied]
    if found:
        yield _shown(code, "order", "The notes leave day or place of delivery open", found)
    named = False
    for number, leg in enumerate(order.route):
        if leg.place is None:
            continue
        path = f"route/{number}"
        words = [each for each in _reader(("open_place",)).read(leg.place) if not each.denied]
        if only_words(leg.place, case.tables.rules.thresholds["placeholder_names"]):
            says = f"The place of delivery {leg.place!r} names no place."
            yield hit(code, path, says, field="place", text=leg.place)
        elif words:
            yield _shown(code, path, "The route names no place, or one out of the way", words)
        named = True
    if not named and not found:
        says = "The order names no place of delivery, only countries." if order.route else (
            "The order names no place of delivery."
        )  # fmt: skip
        yield lacks(code, "order", "route/place", says=says)


def _in_notes(
    case: Case, code: str, says: str, *, affirmed: Sequence[str], denied: Sequence[str]
) -> Iterator[Finding]:
    """Words that count where they are affirmed, and words that count where they are denied."""
    if not case.order.lines:
        yield not_applicable(code, _NO_GOODS)
    elif case.order.notes is None:
        yield lacks(code, "order", "notes", says="The order has no notes that could tell.")
    else:
        said = _reader((*denied, *affirmed)).read(case.order.notes)
        found = [each for each in said if (each.kind in denied) == each.denied]
        if found:
            yield _shown(code, "order", says, found)


def _shown(code: str, subject: str, says: str, found: Sequence[Said]) -> Finding:
    first = found[0]
    return hit(
        code,
        subject,
        f"{says}: {first.around!r}.",
        field="notes" if subject == "order" else "place",
        kind=first.kind,
        language=first.tongue,
        words=list(dict.fromkeys(each.words for each in found))[:_SHOWN],
        text=first.around,
    )


@cache
def _reader(kinds: tuple[str, ...]) -> Reader:
    return read_file("terms", kinds=kinds)
