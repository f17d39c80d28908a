"""Statements of BODS: who holds what, however a statement puts it."""

from datetime import date
from typing import Any

import pytest

from enduse.model.holding import HAIR, Share
from tests.intake.owning.made import entity, given, in_force, person, relation, says, shares


@pytest.mark.parametrize(
    ("share", "read"),
    [
        ({"exact": 25}, (25, 25)),
        ({"exact": "25.5"}, (25.5, 25.5)),
        ({"minimum": 25, "maximum": 50}, (25, 50)),
        ({"exclusiveMinimum": 25, "maximum": 50}, (25 + HAIR, 50)),
        ({"minimum": 50, "exclusiveMaximum": 75}, (50, 75 - HAIR)),
        ({"minimum": 25, "exclusiveMinimum": True, "maximum": 50}, (25 + HAIR, 50)),
        ({"minimum": 25, "exclusiveMinimum": False, "maximum": 50}, (25, 50)),
        ({"minimum": 75}, (75, 100)),
        ({"maximum": 10}, (0, 10)),
        ({"minimum": "", "maximum": ""}, None),
        ({}, None),
    ],
)
def test_a_share_is_the_interval_that_its_bounds_give(
    share: dict[str, Any], read: Share | None
) -> None:
    said = given(entity("a"), person("p"), relation("p", "a", shares(share=share)))
    (held,) = said.holdings
    assert held.share == read
    assert said.doubts == ()


@pytest.mark.parametrize(
    "share",
    [{"exact": 125}, {"exact": -1}, {"minimum": 60, "maximum": 40}, {"exact": "half"}, [25],
     {"exact": "nan"}, {"minimum": [1]}],
)  # fmt: skip
def test_a_share_that_is_none_is_an_error_of_that_company_and_the_owner_stays(
    share: Any,
) -> None:
    said = given(entity("a"), person("p"), relation("p", "a", shares(share=share)))
    (held,) = said.holdings
    assert (held.owner, held.share) == ("p", None)
    (doubt,) = said.doubts
    assert (doubt.about, doubt.issue.gravity) == ("a", "error")


@pytest.mark.parametrize(
    ("interest", "words"),
    [
        ({"type": "votingRights", "share": {"exact": 51}}, ("majority of votes",)),
        ({"type": "votingRights", "share": {"minimum": 25, "maximum": 50}}, ()),
        ({"type": "votingRights", "share": {"minimum": 50, "maximum": 75}},
         ("50 to 75 % of votes (BODS)",)),
        ({"type": "votingRights"}, ("votes, how many is not given (BODS)",)),
        ({"type": "appointmentOfBoard"}, ("appointmentOfBoard (BODS)",)),
        ({"type": "boardMember"}, ()),
        ({}, ("an interest of a kind that is not given (BODS)",)),
    ],
)  # fmt: skip
def test_interests_beside_shares_are_words_on_control_and_no_share(
    interest: dict[str, Any], words: tuple[str, ...]
) -> None:
    (held,) = given(entity("a"), person("p"), relation("p", "a", interest)).holdings
    assert (held.share, held.control) == (None, words)


def test_the_newest_statement_of_a_record_counts_wherever_it_stands() -> None:
    old = relation("p", "a", shares(share={"exact": 10}), statementDate="2020-01-01")
    new = relation("p", "a", shares(share={"exact": 60}), statementDate="2023-01-01")
    for order in ((old, new), (new, old)):
        (held,) = given(entity("a"), person("p"), *order).holdings
        assert held.share == (60, 60)


def test_a_closed_record_ends_on_the_day_of_its_interest_else_of_its_statement() -> None:
    for end, day in ({"endDate": "2021-05-01"}, "2021-05-01"), ({}, "2022-01-01"):
        closed = relation("p", "a", shares(**end), recordStatus="closed",
                          statementDate="2022-01-01")  # fmt: skip
        said = given(entity("a"), person("p"), closed)
        assert in_force(said, date.fromisoformat(day)) == []
        assert len(in_force(said, date(2021, 1, 1))) == 1


def test_a_day_that_cannot_be_read_leaves_the_holding_in_force_and_is_said() -> None:
    said = given(entity("a"), person("p"), relation("p", "a", shares(endDate="last May")))
    assert len(in_force(said)) == 1
    assert "endDate 'last May'" in says(said)


@pytest.mark.parametrize(
    "nobody",
    [
        {"reason": "subjectExemptFromDisclosure", "description": "listed"},
        {"unspecifiedReason": "informationUnknownToPublisher"},
        {"unspecified": {"reason": "noBeneficialOwners"}},
        None,
        "",
        7,
    ],
)
def test_an_owner_whom_nobody_names_stays_an_owner_with_the_reason(nobody: Any) -> None:
    (held,) = given(entity("a"), relation(nobody, "a", shares(share={"exact": 30}))).holdings
    assert held.owner is None
    assert held.share == (30, 30)
    assert held.why


def test_an_anonymous_person_says_why_he_is_not_named() -> None:
    hidden = person("p")
    hidden["recordDetails"] = {
        "personType": "anonymousPerson",
        "unspecifiedPersonDetails": {"reason": "interestedPartyExemptFromDisclosure"},
    }
    (held,) = given(entity("a"), hidden, relation("p", "a", shares())).holdings
    assert held.why == "anonymousPerson, interestedPartyExemptFromDisclosure"


def test_a_person_is_one_with_a_birth_date_a_country_and_other_names() -> None:
    names = [{"type": "alternative", "fullName": "Jenny V."},
             {"type": "legal", "givenName": "Jenny", "familyName": "Voorbeeld"}]  # fmt: skip
    said = given(person("p", names=names, birthDate="1978-07",
                        nationalities=[{"code": "GB", "name": "x"}]))  # fmt: skip
    (one,) = said.entities
    assert (one.name, one.aliases, one.kind, one.country) == (
        "Jenny Voorbeeld", ("Jenny V.",), "person", "GB")  # fmt: skip
    assert one.birth_date is not None
    assert one.birth_date.text == "1978-07"


def test_numbers_of_a_company_are_kept_and_that_of_its_register_decides() -> None:
    numbers = [{"scheme": "XI-LEI", "id": "L1"}, {"scheme": "DK-CVR", "id": "27210538"},
               {"scheme": "US-SAM", "id": "S1"},
               {"schemeName": "House list", "id": "7"}]  # fmt: skip
    (one,) = given(
        entity("a", identifiers=numbers, jurisdiction={"code": "US-DE", "name": "Delaware"})
    ).entities
    assert one.country == "US"
    assert one.ids == (
        ("lei", "L1"), ("dk-cvr", "27210538"), ("registration", "27210538"),
        ("us-sam", "S1"), ("house list", "7"))  # fmt: skip


def test_a_version_that_nobody_knows_here_is_refused_by_its_name() -> None:
    later = {**entity("a"), "publicationDetails": {"bodsVersion": "0.9"}}
    assert "BODS 0.9; expected one of 0.2, 0.3, 0.4" in says(given(later, entity("b")))


def test_statements_of_the_older_versions_say_the_same() -> None:
    old: list[dict[str, Any]] = [
        {"statementID": "e1", "statementType": "entityStatement", "name": "Koch BV",
         "entityType": "registeredEntity", "incorporatedInJurisdiction": {"code": "NL"}},
        {"statementID": "p1", "statementType": "personStatement", "personType": "knownPerson",
         "names": [{"type": "individual", "fullName": "J. Voorbeeld"}]},
        {"statementID": "r1", "statementType": "ownershipOrControlStatement",
         "statementDate": "2020-01-01", "subject": {"describedByEntityStatement": "e1"},
         "interestedParty": {"describedByPersonStatement": "p1"},
         "interests": [{"type": "shareholding", "interestLevel": "direct",
                        "share": {"exact": 10}}]},
        {"statementID": "r2", "statementType": "ownershipOrControlStatement",
         "statementDate": "2021-01-01", "replacesStatements": ["r1"],
         "subject": {"describedByEntityStatement": "e1"},
         "interestedParty": {"describedByPersonStatement": "p1"},
         "interests": [{"type": "shareholding", "interestLevel": "direct",
                        "share": {"minimum": 50, "exclusiveMinimum": True}}]},
    ]  # fmt: skip
    said = given(*old)
    assert [(e.name, e.kind, e.country) for e in said.entities] == [
        ("Koch BV", "company", "NL"), ("J. Voorbeeld", "person", None)]  # fmt: skip
    assert [(h.owner, h.owned, h.share) for h in said.holdings] == [
        ("p1", "e1", (50 + HAIR, 100))
    ]
