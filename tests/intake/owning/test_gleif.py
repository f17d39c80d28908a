"""GLEIF: a parent in the accounts is an owner of whom no share is known."""

from datetime import date
from typing import Any

import pytest

from enduse.intake.owning.gleif import CONTROL
from tests.intake.owning.made import given, in_force, lei, says, table

CHILD, PARENT = lei(1), lei(2)
RR = (
    "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType,"
    "Relationship.RelationshipStatus,Relationship.Period.1.startDate,"
    "Relationship.Period.1.endDate,Relationship.Period.1.periodType,"
    "Relationship.Period.2.startDate,Relationship.Period.2.endDate,"
    "Relationship.Period.2.periodType,Registration.RegistrationStatus\n"
)


def relation(kind: str = "IS_DIRECTLY_CONSOLIDATED_BY", **more: Any) -> dict[str, Any]:
    return {
        "Relationship": {
            "StartNode": {"NodeID": CHILD, "NodeIDType": "LEI"},
            "EndNode": {"NodeID": PARENT, "NodeIDType": "LEI"},
            "RelationshipType": kind,
            "RelationshipStatus": "ACTIVE",
            "RelationshipPeriods": [
                {"StartDate": "2020-01-01T00:00:00Z", "EndDate": "2020-12-31T00:00:00Z",
                 "PeriodType": "ACCOUNTING_PERIOD"},
                {"StartDate": "2015-06-01T00:00:00Z", "PeriodType": "RELATIONSHIP_PERIOD"},
            ],
            **more,
        },
        "Registration": {"RegistrationStatus": "PUBLISHED"},
    }  # fmt: skip


def row(
    kind: str = "IS_DIRECTLY_CONSOLIDATED_BY",
    status: str = "ACTIVE",
    registration: str = "PUBLISHED",
) -> str:
    years = "2020-01-01T00:00:00Z,2020-12-31T00:00:00Z,ACCOUNTING_PERIOD"
    holds = "2015-06-01T00:00:00Z,,RELATIONSHIP_PERIOD"
    return f"{RR}{CHILD},{PARENT},{kind},{status},{years},{holds},{registration}\n"


@pytest.mark.parametrize("said", [given(relation()), table(row())], ids=["json", "csv"])
def test_consolidation_is_no_percentage_and_leaves_control_open(said: Any) -> None:
    (held,) = in_force(said)
    assert (held.owner, held.owned, held.share, held.control) == (
        PARENT, CHILD, None, (CONTROL,))  # fmt: skip
    # The accounting year is over; the relation is not.
    assert (held.since, held.until) == (date(2015, 6, 1), None)


def test_the_ultimate_parent_is_an_indirect_one() -> None:
    (held,) = given(relation("IS_ULTIMATELY_CONSOLIDATED_BY")).holdings
    assert held.indirect


def test_a_percentage_beside_a_consolidation_is_not_taken_for_a_share() -> None:
    amount = [{"MeasurementMethod": "ACCOUNTING_CONSOLIDATION", "QuantifierAmount": "100.00"}]
    (held,) = given(relation(RelationshipQuantifiers=amount)).holdings
    assert held.share is None


@pytest.mark.parametrize(
    "kind",
    ["IS_FUND-MANAGED_BY", "IS_SUBFUND_OF", "IS_INTERNATIONAL_BRANCH_OF", "IS_FEEDER_TO"],
)
def test_funds_and_branches_are_no_ownership_and_are_counted_in_words(kind: str) -> None:
    said = given(relation(kind))
    assert said.holdings == ()
    assert f"1 records of {kind}, which is no ownership" in says(said)


@pytest.mark.parametrize("said", [
    given({**relation(), "Registration": {"RegistrationStatus": "LAPSED"}}),
    table(row(registration="LAPSED")),
])  # fmt: skip
def test_a_relation_that_nobody_confirmed_lately_counts_and_says_so(said: Any) -> None:
    (held,) = in_force(said)
    assert held.said == ("IS_DIRECTLY_CONSOLIDATED_BY", "lapsed")


def test_what_is_inactive_withdrawn_or_deleted_does_not_count_and_is_said() -> None:
    annulled = {**relation(), "Registration": {"RegistrationStatus": "ANNULLED"}}
    gone = {**relation(), "Extension": {"Deletion": {"DeletedAt": "2023-11-01"}}}
    for said, why in (
        (given(relation(RelationshipStatus="INACTIVE")), "of status INACTIVE"),
        (table(row(status="INACTIVE")), "of status INACTIVE"),
        (given(annulled), "registered as ANNULLED"),
        (given(gone), "deleted"),
    ):
        assert said.holdings == ()
        (doubt,) = said.doubts
        assert doubt.about == CHILD
        assert f"and is {why}; it does not count" in doubt.issue.says


def test_a_relation_that_ended_does_not_count_from_that_day() -> None:
    over = [{"StartDate": "2015-06-01", "EndDate": "2019-02-01",
             "PeriodType": "RELATIONSHIP_PERIOD"}]  # fmt: skip
    said = given(relation(RelationshipPeriods=over))
    assert in_force(said) == []
    assert len(in_force(said, date(2019, 1, 31))) == 1


@pytest.mark.parametrize(
    "said",
    [
        given({"LEI": CHILD, "ExceptionCategory": "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT",
               "ExceptionReason": "NATURAL_PERSONS"}),
        table("LEI,Exception.Category,Exception.Reason.1\n"
              f"{CHILD},DIRECT_ACCOUNTING_CONSOLIDATION_PARENT,NATURAL_PERSONS\n"),
    ],
    ids=["json", "csv"],
)  # fmt: skip
def test_an_exception_is_an_owner_who_is_not_named(said: Any) -> None:
    (held,) = said.holdings
    assert (held.owner, held.owned) == (None, CHILD)
    assert "NATURAL_PERSONS" in held.why


@pytest.mark.parametrize(
    "said",
    [
        given({"LEI": PARENT, "Entity": {
            "LegalName": {"$": "Voorbeeld Holding"}, "LegalJurisdiction": "US-DE",
            "OtherEntityNames": [{"type": "x", "OtherEntityName": "VH"}],
            "RegistrationAuthority": {"RegistrationAuthorityEntityID": "S5113"},
            "EntityCategory": "GENERAL"}}),
        table("LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.1,"
              "Entity.LegalJurisdiction,Entity.EntityCategory,"
              "Entity.RegistrationAuthority.RegistrationAuthorityEntityID\n"
              f"{PARENT},Voorbeeld Holding,VH,US-DE,GENERAL,S5113\n"),
    ],
    ids=["json", "csv"],
)  # fmt: skip
def test_names_come_from_level_1(said: Any) -> None:
    (one,) = said.entities
    assert (one.key, one.name, one.aliases, one.kind, one.country) == (
        PARENT, "Voorbeeld Holding", ("VH",), "company", "US")  # fmt: skip
    assert one.ids == (("lei", PARENT), ("registration", "S5113"))


def test_a_relation_of_one_end_is_an_error() -> None:
    half = relation()
    half["Relationship"]["EndNode"] = {}
    said = given(half)
    assert said.holdings == ()
    assert f"error made.json has {CHILD} consolidated by nobody" in says(said)
