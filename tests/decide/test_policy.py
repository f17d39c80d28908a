"""The policy: what is shipped, what a user may change, and what none may let through."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.decide.policy import Policy, load
from enduse.errors import SettingsError

OWN: dict[str, Any] = {
    "code": "own_reason",
    "says": "as the committee decided",
    "tests": ["route."],
    "lifts": ["hold", "review"],
    "becomes": "note",
    "most_days": 30,
    "four_eyes": ["hold"],
    "document": "the minutes",
    "reach": "order",
}


def toml(**changes: Any) -> bytes:
    row = {name: each for name, each in {**OWN, **changes}.items() if each is not ...}
    lines = ['version = "mine-1"', "[[reason]]"]
    lines += [f"{name} = {_value(each)}" for name, each in row.items()]
    return "\n".join(lines).encode()


def _value(each: Any) -> str:
    if isinstance(each, bool):
        return str(each).lower()
    if isinstance(each, list):
        return "[" + ", ".join(map(_value, each)) + "]"
    return f'"{each}"' if isinstance(each, str) else str(each)


def holding(policy: Policy) -> dict[str, tuple[int, str]]:
    return {
        code: (each.seconds("hold"), each.document)
        for code, each in policy.reasons.items()
        if "hold" in each.lifts
    }


def test_what_holds_is_lifted_by_three_reasons_alone_each_with_two_persons_and_a_document() -> (
    None
):
    found = holding(load())
    assert set(found) == {"false_positive", "licence_held", "exemption"}
    assert all(seconds == 1 and document for seconds, document in found.values())


def test_a_true_match_lifts_nothing_and_a_risk_that_holds_cannot_be_accepted() -> None:
    reasons = load().reasons
    assert reasons["true_match"].lifts == ()
    assert "hold" not in reasons["risk_accepted"].lifts


def test_a_reason_of_the_user_stands_beside_those_that_are_shipped() -> None:
    shipped, found = load(), load(toml())
    assert set(found.reasons) == {*shipped.reasons, "own_reason"}
    assert (found.version, found.texts[1]) == (f"{shipped.version}, mine-1", toml())
    assert found.sha256 != shipped.sha256
    assert found.reason("own_reason").is_for("route.diversion")
    assert not found.reason("own_reason").is_for("routes.diversion")


def test_a_reason_of_the_user_takes_the_place_of_a_shipped_one() -> None:
    found = load(toml(code="risk_accepted", lifts=["ask"], four_eyes=[]))
    assert found.reason("risk_accepted").lifts == ("ask",)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "one person": ({"four_eyes": []}, "lets one person lift what holds"),
    "the wrong weight": ({"four_eyes": ["review"]}, "lets one person lift what holds"),
    "no document": ({"document": " "}, "lifts what holds without a document"),
    "a risk": ({"code": "risk_accepted"}, "accepts a risk that holds"),
    "a true match": ({"code": "true_match"}, "lifts a finding that it confirms"),
    "no lighter": ({"lifts": ["ask"], "becomes": "ask"}, "makes ask of what weighs no more"),
    "a key too few": ({"document": ...}, "document"),
    "a key too many": ({"color": "red"}, "color"),
    "a weight": ({"lifts": ["heavy"]}, "lifts is"),
    "note as a weight": ({"lifts": ["note"]}, "lifts is"),
    "for ever": ({"most_days": 100_000}, "most_days is 100000"),
    "no days": ({"most_days": 0}, "most_days is 0"),
    "a flag for days": ({"most_days": True}, "most_days is True"),
    "a code": ({"code": "Own Reason"}, "code is"),
    "a test": ({"tests": ["route diversion"]}, "tests is"),
    "one text for tests": ({"tests": "route."}, "tests is"),
    "a reach": ({"reach": "everywhere"}, "reach is"),
    "no words": ({"says": ""}, "says is"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_policy_that_lets_through_what_none_may_is_refused(name: str) -> None:
    changes, says = REFUSED[name]
    with pytest.raises(SettingsError, match=says):
        load(toml(**changes))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff", "cannot be read"),
        (b"version = ", "cannot be read"),
        (b"", "has no version"),
        (b'version = "1"', "has no reasons"),
        (b'version = "1"\nreason = ["x"]', "has no reasons"),
        (b'version = "1"\nfour_eyes = false', "has the key 'four_eyes'"),
        (toml() + b"\n" + toml().partition(b"\n")[2], "twice"),
    ],
)
def test_a_policy_that_is_none_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        load(data)


weights = st.lists(st.sampled_from(["hold", "review", "ask"]), unique=True)


@given(
    lifts=weights,
    eyes=weights,
    becomes=st.sampled_from(["ask", "note"]),
    document=st.sampled_from(["", "minutes"]),
    code=st.sampled_from(["own_reason", "risk_accepted", "true_match", "false_positive"]),
)
def test_no_policy_that_is_read_lets_one_person_lift_what_holds(
    lifts: list[str], eyes: list[str], becomes: str, document: str, code: str
) -> None:
    data = toml(lifts=lifts, four_eyes=eyes, becomes=becomes, document=document, code=code)
    try:
        found = holding(load(data))
    except SettingsError:
        return
    assert all(seconds == 1 and words for seconds, words in found.values())
    assert not {"risk_accepted", "true_match"} & set(found)


def test_a_reason_that_is_none_is_answered_with_those_that_are() -> None:
    with pytest.raises(SettingsError, match="'maybe' is not one; expected false_positive or"):
        load().reason("maybe")
