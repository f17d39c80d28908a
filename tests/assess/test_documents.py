"""The documents of an order against each other, as a test of the order."""

from dataclasses import replace

import pytest

from enduse.assess.assess import assess_all
from enduse.assess.checks.documents import conflict
from enduse.assess.regimes import apply_regimes
from enduse.model.conflict import Agreed, Comparison, Conflict, Gravity, Open, Side
from enduse.model.finding import Finding
from enduse.model.hit import Screening
from tests.assess.making import PLACES, TABLES, TODAY, case_of, order, record

SIDES = (Side("order.pdf", "Alpha", "page 1 line 4"), Side("bl.pdf", "Beta", "page 1 line 9"))
NAMES = ("order.pdf", "bl.pdf")
ORDINARY, HUB = order(record("DE", hs="731815")), order(record("AM", hs="854231"))


def conflicting(what: str, weight: Gravity = "review") -> Comparison:
    return Comparison(NAMES, (Conflict(what, SIDES, f"The {what} differs.", weight),))


def found_in(comparison: Comparison | None) -> list[Finding]:
    return list(conflict(replace(case_of(ORDINARY), compared=comparison)))


def weights(what: str, *, hub: bool, gravity: Gravity = "review") -> set[str | None]:
    """As the whole of the tests weighs it, where the goods go."""
    made = HUB if hub else ORDINARY
    regimes, _ = apply_regimes(made, TABLES.rules, PLACES)
    screening = Screening(compared=tuple(f"parties/{at}" for at in range(len(made.parties))))
    found = assess_all(made, screening, regimes=regimes, tables=TABLES, as_of=TODAY,
                       compared=conflicting(what, gravity))  # fmt: skip
    return {e.weight for e in found.findings if e.test == "document.conflict"}


def test_an_order_without_two_documents_is_none_that_the_test_is_of() -> None:
    (one,) = found_in(None)
    assert (one.outcome, one.weight) == ("not_applicable", None)


def test_documents_that_agree_say_what_was_compared() -> None:
    (one,) = found_in(
        Comparison(NAMES, agreed=(Agreed("buyer", SIDES), Agreed("total", SIDES)))
    )
    assert one.outcome == "no_hit"
    assert one.says == "order.pdf, bl.pdf agree. Compared: buyer, total."


def test_documents_that_say_nothing_in_common_are_not_said_to_agree() -> None:
    (none,) = found_in(Comparison(NAMES))
    assert (none.outcome, none.missing) == ("not_checkable", "documents")
    assert none.says == "order.pdf, bl.pdf: nothing in it is said in another document too."
    three = Comparison((*NAMES, "pl.pdf"), agreed=(Agreed("buyer", SIDES),))
    agree, alone = found_in(three)
    assert (agree.outcome, alone.outcome) == ("no_hit", "not_checkable")
    assert "pl.pdf" not in agree.says
    assert alone.says.startswith("pl.pdf: ")


def test_a_hit_names_each_document_with_the_value_and_the_place() -> None:
    (one,) = found_in(conflicting("total"))
    assert (one.outcome, one.subject, one.says) == ("hit", "order", "The total differs.")
    assert [tuple(each.values()) for each in dict(one.evidence)["sides"]] == [
        (each.document, each.value, each.place) for each in SIDES
    ]


@pytest.mark.parametrize(
    "what", ["consignee changed", "end user changed", "country of destination", "goods"]
)
@pytest.mark.parametrize("hub", [False, True])
def test_who_gets_which_goods_where_is_settled_wherever_they_go(what: str, hub: bool) -> None:
    assert weights(what, hub=hub) == {"review"}
    assert weights(what, hub=hub, gravity="note") == {"note"}


@pytest.mark.parametrize("what", ["total", "gross weight", "quantity of X", "incoterm"])
def test_other_facts_weigh_by_where_the_goods_go(what: str) -> None:
    assert (weights(what, hub=False), weights(what, hub=True)) == ({"note"}, {"review"})


def test_an_end_user_that_one_paper_lacks_is_a_note() -> None:
    lack = Open("end user", SIDES[0], ("bl.pdf",), "bl.pdf names none.")
    (one,) = found_in(Comparison(NAMES, open=(lack,)))
    assert (one.outcome, one.weight, one.says) == ("hit", "note", "bl.pdf names none.")
