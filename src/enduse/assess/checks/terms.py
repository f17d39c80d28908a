"""Tests on notes: services refused, packing without marks, dates and places left open."""

from collections.abc import Iterator, Sequence

from enduse.assess.case import Case
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.pages import once_a_rulebook
from enduse.assess.reading import Reader, Said, read_file
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
    said = _reader(("open_date", "open_place")).read(order.notes)
    found = [each for each in said if not each.denied]
    if found:
        says = "The notes leave day or place of delivery open"
        yield _shown(code, "order", says=says, found=found)
    yield from _open_legs(case, code)
    if not found and not any(leg.place for leg in order.route):
        says = "The order names no place of delivery."
        yield lacks(code, "order", "route/place", says=says)


def _open_legs(case: Case, code: str) -> Iterator[Finding]:
    nobody = case.tables.rules.thresholds["placeholder_names"]
    for number, leg in enumerate(case.order.route):
        if not leg.place:
            continue
        said = _reader(("open_place", "odd_place")).read(leg.place)
        found = [each for each in said if not each.denied]
        if leg.place.strip(" .").casefold() in nobody:
            says = f"The place of delivery {leg.place!r} names no place."
            yield hit(code, f"route/{number}", says, field="place", text=leg.place)
        elif found:
            says = "The route names no place, or one out of the way"
            yield _shown(code, f"route/{number}", says=says, found=found)


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
            yield _shown(code, "order", says=says, found=found)


def _shown(code: str, subject: str, *, says: str, found: Sequence[Said]) -> Finding:
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


@once_a_rulebook
def _reader(kinds: tuple[str, ...]) -> Reader:
    return read_file("terms", kinds=kinds, wishes=True)
