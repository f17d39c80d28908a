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
_SEVERAL_WORDS = 3.0
"""The score of a code in whose text several words of a description stand; one gives 1.8."""


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
    codes = _codes(goods)
    if not codes:
        says = f"{goods.path} has neither a code nor words that say what it is."
        yield lacks(_CODE, goods.path, "hs", says=says)
        return
    # A code that belies the words is the business of goods.description_conflict: shirts under
    # the code of a chip are no chip for whoever sells shirts.
    told = _told(goods)
    slip = bool(told) and not any(code[:2] in book.technical for code in told)
    wanted = goods.concerns or book.is_special(codes)
    if slip or not wanted or book.fits(business, codes, worth=_worth(case, goods)):
        return
    does = " and ".join(each.title for each in business.known)
    by_code = bool(goods.readings)
    what = f"goods of HS {dotted(codes[0])}" if by_code else repr(goods.line.description)
    yield hit(
        _CODE,
        goods.path,
        sentence(f"{named(party)} does business in {does}, which has no use for {what}."),
        party=path,
        activity=party.activity,
        understood=[each.id for each in business.known],
        hs=codes[0] if by_code else None,
        description=goods.line.description,
    )


def _codes(goods: Goods) -> tuple[str, ...]:
    """What the goods are by their code, in every reading of it; else what they may be."""
    return tuple(dict.fromkeys(reading.code for reading in goods.readings)) or _told(goods)


def _told(goods: Goods) -> tuple[str, ...]:
    """What the goods may be by a sure part or by words.

    The words name the thing itself, or several of them meet in the text of a code.
    """
    part = goods.said.itself
    by_part = part.hs if part is not None and part.sure else ()
    described = goods.said.described
    if described is None:
        return tuple(by_part)
    near = (each.hs for each in described.candidates if each.score >= _SEVERAL_WORDS)
    return (*by_part, *(described.strong or near))


def _worth(case: Case, goods: Goods) -> float | None:
    """The value of a line, in a currency that counts; None where it is not known."""
    line = goods.line
    return line.value if line.currency in case.tables.rules.paying.currencies else None
