"""The test on a buyer's line of business: do goods of concern fit it?"""

from collections.abc import Iterator

from enduse.assess.activities import Business
from enduse.assess.case import Case, named, parties
from enduse.assess.checks.people import sentence
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.goods import Goods
from enduse.goods.codes import dotted
from enduse.model.finding import Finding
from enduse.model.order import Party

_CODE = "goods.activity_mismatch"
_BUYING = ("buyer", "consignee", "end_user")


def activity_mismatch(case: Case) -> Iterator[Finding]:
    """Goods that export control looks at are bought by a business that has no use for them.

    It is said only of a business that is understood in every part, of goods of concern or of
    a kind that nobody buys outside a trade that uses them, and not where the words for the
    goods are of something that the business buys.
    """
    if not case.order.lines:
        yield not_applicable(_CODE, "The order names no goods.")
        return
    found = [each for each in parties(case.order, *_BUYING) if each[1].name]
    if not found:
        yield lacks(_CODE, "order", "buyer", says="Who buys the goods is not named.")
    for path, party in found:
        if party.kind != "person":
            yield from _of(case, path, party)


def _of(case: Case, path: str, party: Party) -> Iterator[Finding]:
    if party.activity is None:
        says = f"The line of business of {named(party)} is not known."
        yield lacks(_CODE, path, "activity", says=says)
        return
    business = case.tables.rules.activities.read(party.activity)
    if business.open:
        return
    if not business.understood:
        what = "; ".join(business.unclear)
        says = f"What {named(party)} does is not understood from {what!r}."
        yield lacks(_CODE, path, "activity", says=says)
        return
    for goods in case.goods:
        yield from _line(case, goods, business, path=path, party=party)


def _line(
    case: Case, goods: Goods, business: Business, *, path: str, party: Party
) -> Iterator[Finding]:
    book = case.tables.rules.activities
    codes, told = _codes(goods), _told(goods)
    if not codes and not told:
        says = f"{goods.path} has neither a code nor words that say what it is."
        yield lacks(_CODE, goods.path, "hs", says=says)
        return
    wanted = goods.concerns or book.is_special(codes or told)
    worth = _worth(case, goods)
    if not wanted or book.fits(business, (*codes, *told), worth=worth):
        return
    does = " and ".join(each.title for each in business.known)
    what = f"goods of HS {dotted(codes[0])}" if codes else repr(goods.line.description)
    yield hit(
        _CODE,
        goods.path,
        sentence(f"{named(party)} does business in {does}, which has no use for {what}."),
        party=path,
        activity=party.activity,
        understood=[each.id for each in business.known],
        hs=codes[0] if codes else None,
        description=goods.line.description,
    )


def _codes(goods: Goods) -> tuple[str, ...]:
    """What the goods are by their code, in every reading of it."""
    return tuple(dict.fromkeys(reading.code for reading in goods.readings))


def _told(goods: Goods) -> tuple[str, ...]:
    """What the goods may be by a sure part or by words that name the thing itself."""
    part = goods.said.itself
    by_part = part.hs if part is not None and part.sure else ()
    described = goods.said.described
    return (*by_part, *(described.strong if described else ()))


def _worth(case: Case, goods: Goods) -> float | None:
    """The value of a line, in a currency that counts; None where it is not known."""
    line = goods.line
    return line.value if line.currency in case.tables.rules.paying.currencies else None
