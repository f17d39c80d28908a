"""Documents of one shipment held against each other."""

from collections.abc import Sequence
from itertools import chain

from enduse.agree import figures, goods, parties, ways
from enduse.model.conflict import Agreed, Comparison, Conflict
from enduse.model.document import Document, Sort
from enduse.places import Places

_BY_DATE: tuple[Sort, ...] = (
    "quote", "proforma", "order", "confirmation", "letter_of_credit", "end_user_statement",
    "invoice", "packing_list", "delivery_note", "origin_certificate", "bill_of_lading",
    "air_waybill", "road_waybill", "message", "other",
)  # fmt: skip
"""As they are made, the first first: what stands in a later one is what changed."""


def compare(documents: Sequence[Document], places: Places) -> Comparison | None:
    """What differs, what agrees, and what one lacks; None where fewer than two are given.

    The answer is the same in whatever order documents come.
    """
    some = sorted(documents, key=lambda each: (_BY_DATE.index(each.sort), each.name))
    if len(some) < 2:  # noqa: PLR2004  # it takes two
        return None
    of_goods = list(goods.compared(some))
    parted = any(isinstance(each, Conflict) and each.weight == "note" for each in of_goods)
    rest = (
        parties.compared(some), of_goods, figures.compared(some, parted=parted),
        ways.compared(some, places),
    )  # fmt: skip
    found = list(chain.from_iterable(rest))
    conflicts = [each for each in found if isinstance(each, Conflict)]
    return Comparison(
        documents=tuple(each.name for each in some),
        conflicts=tuple(sorted(conflicts, key=lambda each: each.weight != "review")),
        agreed=tuple(each for each in found if isinstance(each, Agreed)),
        open=tuple(parties.missing(some)),
    )
