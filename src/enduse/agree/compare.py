"""Documents of one shipment held against each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
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
    some = sorted(_told_apart(documents), key=lambda e: (_BY_DATE.index(e.sort), e.name))
    if len(some) < 2:  # noqa: PLR2004  # it takes two
        return None
    of_goods = list(goods.compared(some))
    # Less of the goods may be less of the money; another unit or code is no reason for it.
    parted = any(isinstance(each, Conflict) and goods.of_a_part(each) for each in of_goods)
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


def _told_apart(documents: Sequence[Document]) -> list[Document]:
    """The documents, those of one name numbered: two mails may both bring an "invoice.pdf".

    What is compared is known by its document's name; two of one name would pass for one.
    """
    counts = Counter(each.name for each in documents)
    taken = set(counts)
    made = []
    # By what they say, so that the numbers do not depend on which came first.
    for each in sorted(
        documents, key=lambda e: (e.name, repr(e) if counts[e.name] > 1 else "")
    ):
        name, at = each.name, 1
        while counts[each.name] > 1 and name in taken:
            name, at = f"{each.name} [{at}]", at + 1
        taken.add(name)
        made.append(each if name == each.name else replace(each, name=name))
    return made
