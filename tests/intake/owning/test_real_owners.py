"""Files of owners as registers and the standard publish them, where they are at hand."""

import os
from datetime import date
from pathlib import Path

import pytest

from enduse.desk.holdings import Holdings
from enduse.intake.owning.read import read
from enduse.model.holding import Ownership
from enduse.model.order import Order, Party
from tests.intake.owning.made import PLACES, in_force

SHARED = os.environ.get("TEST_SHARED")
pytestmark = pytest.mark.skipif(SHARED is None, reason="needs the published files")
OWNERS = Path(SHARED or ".") / "lists" / "ownership"
DAY = date(2025, 4, 1)


def said(*path: str) -> Ownership:
    where = OWNERS.joinpath(*path)
    return read(where.name, where.read_bytes(), PLACES)


def shares(name: str) -> list[tuple[str | None, str, object, bool]]:
    found = said("bods", "standard_examples", name)
    names = {each.key: each.name for each in found.entities}
    return [(names.get(h.owner or ""), names[h.owned] or "", h.share, h.indirect)
            for h in in_force(found)]  # fmt: skip


def test_an_example_of_the_standard_with_a_direct_and_an_indirect_share() -> None:
    assert shares("mixed-direct-and-indirect-ownership.json") == [
        ("Company B", "Company A", (50, 50), False),
        ("Person 1", "Company B", None, False),
        ("Person 1", "Company A", (50, 50), True),
        ("Person 1", "Company A", (50, 50), False),
    ]


def test_of_a_company_whose_owner_left_only_the_one_who_stayed_is_in_force() -> None:
    assert shares("fermcat.json") == [
        (owner, owned, (100, 100) if share else None, False)
        for owner, owned, share, _ in shares("fermcat.json")
    ]
    assert len({owner for owner, *_ in shares("fermcat.json")}) == 1


@pytest.mark.parametrize(
    "name", sorted(p.name for p in (OWNERS / "bods" / "standard_examples").glob("*.json"))
)
def test_an_example_of_the_standard_is_read_without_a_doubt(name: str) -> None:
    assert said("bods", "standard_examples", name).doubts == ()


def test_groups_of_companies_as_published_are_read_whole() -> None:
    found = said("bods", "opencheck", "data", "demo", "all_demo.jsonl")
    assert (len(found.entities), len(found.holdings), found.doubts) == (538, 1256, ())


def test_the_owner_of_a_german_company_that_is_on_lists_is_hung_above_it() -> None:
    found = said("bods", "opencheck", "data", "demo", "all_demo.jsonl")
    party = Party("buyer", "Rosneft Deutschland GmbH", "company", "DE")
    order, issues = Holdings.of([found], DAY).attach(Order("o", parties=(party,)))
    (owner,) = order.parties[0].owners
    assert owner.country == "RU"
    assert owner.share is None
    assert "lei" in dict(owner.ids)
    assert issues == ()


def test_the_stream_of_the_uk_register_gives_a_holding_for_each_in_force() -> None:
    found = said("psc", "sample_psc_stream.jsonl")
    assert len(found.holdings) >= 38
    assert {d.issue.gravity for d in found.doubts} <= {"warning"}


def test_consolidation_as_gleif_publishes_it_is_never_a_share() -> None:
    found = said("gleif", "bodspipelines_fixtures", "rr-updates-data2.json")
    assert found.holdings
    assert all(each.share is None for each in found.holdings)
