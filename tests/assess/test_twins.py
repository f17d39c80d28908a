"""What is said of a party once is known of it wherever it stands in the order."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.twins import lend_facts
from enduse.model.order import Order, Owner, Party
from tests.assess.making import assessed, order, record

FULL: dict[str, Any] = {
    "phone": "+90 212 4449999",
    "email": "info@ornek.com.tr",
    "website": "ornek.com.tr",
    "founded": "2011",
    "kind": "company",
    "activity": "manufacture of electronics",
    "address": "Ornek Cad. 5, Bursa",
    "owners": [{"name": "A. Ornek", "country": "TR", "share": 100}],
}
OWNERS = (Owner("A. Ornek", "TR", (100.0, 100.0)),)


def missing_of(user: dict[str, Any]) -> set[tuple[str, str | None]]:
    made = record("TR", hs="8542.31")
    buyer = {"role": "buyer", "name": "Ornek Pompa A.S.", "country": "TR", **FULL}
    made["parties"] = [made["parties"][0], buyer, {"role": "end_user", **user}]
    found = assessed(order(made)).findings
    return {(f.test, f.missing) for f in found if f.missing and f.subject == "parties/2"}


def test_an_end_user_that_is_the_buyer_is_not_asked_what_the_buyer_has_said() -> None:
    assert missing_of({"name": "ORNEK  Pompa A.S.", "country": "TR"}) == set()


@pytest.mark.parametrize(
    "user",
    [
        {"name": "Baska Pompa A.S.", "country": "TR"},
        {"name": "Ornek Pompa A.S.", "country": "KG"},
        {"name": "Ornek Pompa A.S.", "country": "TR", "kind": "public_body"},
    ],
)
def test_another_party_is_asked_for_its_own_facts(user: dict[str, Any]) -> None:
    assert missing_of(user)


def test_the_country_of_an_end_user_is_never_taken_from_the_buyer() -> None:
    assert ("destination.embargo", "country") in missing_of({"name": "Ornek Pompa A.S."})


def test_a_sign_is_told_once_of_a_party_that_stands_twice() -> None:
    made = record("TR", hs="8542.31")
    user = {"role": "end_user", "name": "Ornek Pompa A.S.", "country": "TR"}
    buyer = {**user, **FULL, "role": "buyer", "email": "ornek@gmail.com", "founded": "2023"}
    made["parties"] = [made["parties"][0], buyer, user]
    hits = [f for f in assessed(order(made)).findings if f.outcome == "hit"]
    for test in ("contact.email", "party.new_company"):
        assert [f.subject for f in hits if f.test == test] == ["parties/1"]


def test_of_two_that_lend_to_each_other_one_tells_the_sign() -> None:
    made = record("TR", hs="8542.31")
    buyer = {"role": "buyer", "name": "Ornek Pompa A.S.", "country": "TR"}
    user = {**buyer, "role": "end_user", "activity": "manufacture of electronics"}
    made["parties"] = [made["parties"][0], {**buyer, "email": "ornek@gmail.com"}, user]
    hits = [f.subject for f in assessed(order(made)).findings if f.test == "contact.email"]
    assert hits == ["parties/1"]


def test_two_places_that_name_nobody_are_not_one_party() -> None:
    one = Party("buyer", "TBD", owners=OWNERS)
    made = Order("1", parties=(one, Party("end_user", "tbd.")))
    assert lend_facts(made, ["tbd"]) == (made, {})


people = st.builds(
    Party,
    st.sampled_from(["seller", "buyer", "end_user", "consignee"]),
    st.sampled_from([None, "Ornek", "ORNEK", "Baska"]),
    st.sampled_from(["unknown", "company", "person"]),
    st.sampled_from([None, "TR", "DE"]),
    email=st.sampled_from([None, "a@ornek.tr", "b@ornek.tr"]),
    activity=st.sampled_from([None, "pumps"]),
    owners=st.sampled_from([(), OWNERS]),
    ids=st.sampled_from([(), (("vat", "1"),), (("vat", "2"),)]),
)


@given(st.lists(people, max_size=5))
def test_nothing_that_was_said_changes_and_the_seller_stands_apart(
    parties: list[Party],
) -> None:
    made = Order("1", parties=tuple(parties))
    lent, took = lend_facts(made)
    changed = [n for n, each in enumerate(made.parties) if each != lent.parties[n]]
    assert [f"parties/{number}" for number in changed] == list(took)
    for before, after in zip(made.parties, lent.parties, strict=True):
        assert (before.role, before.name, before.country, before.ids) == (
            after.role, after.name, after.country, after.ids,
        )  # fmt: skip
        same = [
            each
            for each in made.parties
            if (each.name or "").casefold() == (before.name or "").casefold()
        ]
        for field in ("email", "activity", "owners"):
            now, was = getattr(after, field), getattr(before, field)
            assert now == was or not was
            assert now in [getattr(each, field) for each in same]
        assert before.kind in {"unknown", after.kind}
        assert before.role != "seller" or before == after
