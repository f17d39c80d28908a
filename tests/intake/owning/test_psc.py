"""The UK register of people with significant control: bands, words, and who is not named."""

from datetime import date

import pytest

from enduse.model.holding import HAIR, Share
from tests.intake.owning.made import given, in_force, psc, says

PERSON = "individual-person-with-significant-control"
FIRM = "corporate-entity-person-with-significant-control"
OPEN = "ownership-of-shares"


@pytest.mark.parametrize(
    ("natures", "share", "control"),
    [
        ([f"{OPEN}-25-to-50-percent"], (25 + HAIR, 50), ()),
        ([f"{OPEN}-50-to-75-percent"], (50 + HAIR, 75 - HAIR), ()),
        ([f"{OPEN}-75-to-100-percent"], (75, 100), ()),
        ([f"{OPEN}-75-to-100-percent-as-trust"], (75, 100), ()),
        ([f"{OPEN}-more-than-25-percent-registered-overseas-entity"], (25 + HAIR, 100), ()),
        ([f"{OPEN}-25-to-50-percent", f"{OPEN}-25-to-50-percent-as-firm"],
         (25 + HAIR, 100), ()),
        (["right-to-share-surplus-assets-75-to-100-percent-limited-liability-partnership"],
         (75, 100), ()),
        (["voting-rights-25-to-50-percent"], None, ()),
        (["voting-rights-75-to-100-percent-as-firm"], None, ("majority of votes",)),
        (["voting-rights-more-than-25-percent-registered-overseas-entity"], None,
         ("more than 25 % of votes (UK PSC)",)),
        (["right-to-appoint-and-remove-directors-as-trust"], None,
         ("appoints the majority of the board",)),
        (["significant-influence-or-control-as-firm"], None,
         ("significant influence or control as firm (UK PSC)",)),
        (["a-nature-made-up-next-year"], None, ("a nature made up next year (UK PSC)",)),
    ],
)  # fmt: skip
def test_natures_of_control_are_bands_of_shares_and_words(
    natures: list[str], share: Share | None, control: tuple[str, ...]
) -> None:
    said = given(psc("123", PERSON, name="J. Voorbeeld", natures_of_control=natures))
    (held,) = said.holdings
    assert (held.share, held.control, held.said) == (share, control, tuple(natures))


def test_a_control_ends_on_the_day_it_ceased() -> None:
    said = given(psc("1", PERSON, name="J.", natures_of_control=[f"{OPEN}-25-to-50-percent"],
                     notified_on="2016-04-06", ceased_on="2018-01-01"))  # fmt: skip
    days = (date(2016, 4, 5), date(2016, 4, 6), date(2017, 12, 31), date(2018, 1, 1))
    assert [len(in_force(said, day)) for day in days] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (psc("1", "super-secure-person-with-significant-control"), "super-secure"),
        (psc("1", "persons-with-significant-control-statement",
             statement="no-individual-or-entity-with-signficant-control"), "no individual"),
        (psc("1", "persons-with-significant-control-statement",
             statement="steps-to-find-psc-not-yet-completed"), "steps to find"),
        (psc("1", "exemptions", exemptions={"x": {
            "exemption_type": "psc-exempt-as-shares-admitted-on-market",
            "items": [{"exempt_from": "2016-10-29"}]}}), "exempt as shares admitted"),
    ],
)  # fmt: skip
def test_whom_the_register_does_not_name_is_an_owner_without_a_name(
    record: dict[str, object], why: str
) -> None:
    (held,) = given(record).holdings
    assert held.owner is None
    assert held.share is None
    assert why in (held.why or "")


def test_a_statement_that_was_withdrawn_counts_no_longer() -> None:
    said = given(psc("1", "persons-with-significant-control-statement", statement="x",
                     notified_on="2016-01-01", ceased_on="2017-01-01"))  # fmt: skip
    assert in_force(said) == []


def test_a_chain_of_companies_holds_together_by_their_numbers() -> None:
    british = {"registration_number": "222", "country_registered": "England"}
    said = given(
        psc("111", FIRM, name="Midden Ltd", identification=british),
        psc("222", PERSON, name="J. Voorbeeld", date_of_birth={"year": 1960, "month": 2}),
    )
    first, second = said.holdings
    assert first.owner == second.owned
    by_key = {each.key: each for each in said.entities}
    middle, top = by_key[first.owner or ""], by_key[second.owner or ""]
    assert (middle.name, middle.country, middle.ids) == (
        "Midden Ltd", "GB", (("registration", "00000222"),))  # fmt: skip
    assert top.kind == "person"
    assert top.birth_date is not None
    assert top.birth_date.text == "1960-02"


def test_a_company_is_found_in_the_address_of_a_record_of_the_stream() -> None:
    said = given({
        "resource_uri": "/company/SC123456/persons-with-significant-control/individual/x",
        "data": {"kind": PERSON, "name_elements": {
            "title": "Mr", "forename": "Jan", "surname": "Voorbeeld"}},
        "event": {"type": "changed", "timepoint": 1},
    })  # fmt: skip
    (held,) = said.holdings
    assert held.owned == "gb SC123456"
    assert {each.name for each in said.entities} == {None, "Jan Voorbeeld"}


def test_a_later_record_of_one_address_replaces_the_first_and_a_deleted_one_takes_it_out() -> (
    None
):
    def event(kind: str, band: str) -> dict[str, object]:
        data = {"kind": PERSON, "name": "J.", "natures_of_control": [f"{OPEN}-{band}-percent"]}
        uri = "/company/00000001/persons-with-significant-control/individual/x"
        return {"resource_uri": uri, "data": data, "event": {"type": kind}}

    first, later = event("changed", "25-to-50"), event("changed", "75-to-100")
    (held,) = given(first, later).holdings
    assert held.share == (75, 100)
    assert given(first, event("deleted", "25-to-50")).holdings == ()


def test_a_page_of_the_interface_is_read_with_the_company_of_its_address() -> None:
    address = {"self": "/company/00000009/persons-with-significant-control/x"}
    natures = [f"{OPEN}-75-to-100-percent"]
    item = {"kind": PERSON, "name": "J.", "natures_of_control": natures, "links": address}
    (held,) = given({"items": [item], "total_results": 1}).holdings
    assert held.owned == "gb 00000009"


@pytest.mark.parametrize(
    ("record", "gravity", "told"),
    [
        (psc("1", "a-new-kind"), "error", "is of kind 'a-new-kind'"),
        ({"data": {"kind": PERSON, "etag": "x"}}, "error", "names no company"),
        (psc("1", PERSON, natures_of_control=["x"]), "error", "names nobody"),
        (psc("1", PERSON, name="J."), "warning", "no nature of control"),
        (psc("1", FIRM, name="X", natures_of_control=["x"],
             identification={"country_registered": "West Yorkshire"}), "warning",
         "'West Yorkshire', which names none"),
        (psc("1", PERSON, name="X", natures_of_control=["x"], date_of_birth={"year": 19}),
         "warning", "which is no date"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said(
    record: dict[str, object], gravity: str, told: str
) -> None:
    text = says(given(record, psc("2", PERSON, name="K.", natures_of_control=["x"])))
    assert told in text
    assert f"{gravity} made.json record 1" in text
