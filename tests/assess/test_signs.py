"""Signs on parties and terms, each alone: what is a hit, what is none, what cannot be told."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enduse.assess.domains import Domain, edits_apart
from enduse.model.finding import Finding
from tests.assess.test_orders import TABLES, findings_of, order_of

CASES = tomllib.loads((Path(__file__).parent / "signs.toml").read_text("utf-8"))["case"]
DOMAINS = TABLES.rules.domains


def order(
    *,
    buyer: dict[str, Any] | None = None,
    end_user: dict[str, Any] | None = None,
    others: list[dict[str, Any]] | None = None,
    line: dict[str, Any] | None = None,
    payment: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A plain order of microcontrollers to a maker in Turkey, with what a case adds to it."""
    goods = {"hs": "8542.31", "description": "microcontrollers", "value": 20000}
    maker = {"role": "buyer", "name": "Olmec Motor A.S.", "country": "TR", "founded": "1991"}
    user = [] if end_user == {} else [{"role": "end_user", "country": "TR", **(end_user or {})}]
    if user and "name" not in user[0]:
        user[0] |= {"name": "Olmec Motor A.S.", "activity": "manufacture of motors"}
    whole = {**goods, "currency": "EUR", **(line or {})}
    return {
        "parties": [
            {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
            *(others or []),
            {**maker, **(buyer or {})},
            *user,
        ],
        "lines": [{name: each for name, each in whole.items() if each is not False}],
        "route": [{"country": "NL"}, {"country": "TR"}],
        "payment": {name: each for name, each in (payment or {}).items() if each},
    }


def orders_of(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The orders of a case: one, or one for each name, website, mail address or terms."""
    user = case.get("end_user")
    for name in case.get("each", [None]):
        for site in case.get("sites", [None]):
            for mail in case.get("emails", [None]):
                for terms in case.get("terms", [None]):
                    known = {"email": mail, "website": site}
                    buyer = {key: each for key, each in known.items() if each}
                    payment = {"terms": terms, "payer_country": case.get("payer_country")}
                    yield order(
                        buyer={**case.get("buyer", {}), **buyer},
                        end_user={"name": name} if name else user,
                        others=case.get("others"),
                        line=case.get("line"),
                        payment=payment,
                    )


def told(record: dict[str, Any], test: str) -> list[Finding]:
    """What a test says; of the tests on every party, what it says of the buyer."""
    buyer = next(n for n, each in enumerate(record["parties"]) if each["role"] == "buyer")
    everybody = test in {"contact.email", "party.web_presence"}
    found = [each for each in findings_of(order_of(record)) if each.test == test]
    return [each for each in found if each.subject == f"parties/{buyer}" or not everybody]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_sign_is_told_as_its_case_says(case: dict[str, Any]) -> None:
    for record in orders_of(case):
        found = told(record, case["test"])
        outcomes = {each.outcome for each in found} or {"no_hit"}
        assert case["is"] in outcomes, record
        assert (case["is"] == "hit") == ("hit" in outcomes), record
        assert "lacks" not in case or case["lacks"] in {each.missing for each in found}
        hits = [each for each in found if each.outcome == "hit"]
        assert "weighs" not in case or case["weighs"] in {each.weight for each in hits}
        assert case.get("says", "") in " ".join(each.says for each in hits), record


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_sign_alone_is_a_note_where_the_goods_are_of_no_concern(case: dict[str, Any]) -> None:
    for record in orders_of(case):
        record["lines"][0] |= {"hs": "6109.10", "description": "cotton T-shirts"}
        assert {each.weight for each in told(record, case["test"])} <= {"note", None}


names = st.text("abcdefgimnorw01-", min_size=3, max_size=12).filter(
    lambda name: name[0] != "-" != name[-1]
)
endings = st.sampled_from(["com", "co", "com.tr", "ru", "de", "org", "co.uk"])
domains = st.builds(
    lambda name, ending: Domain(f"{name}.{ending}", name, ending), names, endings
)


@given(domains, domains)
def test_a_likeness_of_domains_goes_both_ways(one: Domain, other: Domain) -> None:
    assert DOMAINS.imitates(one, other) == DOMAINS.imitates(other, one)
    assert DOMAINS.imitates(one, one) is None


@given(st.text("abcdefgimnorw", min_size=3, max_size=12), endings, st.data())
def test_a_name_with_one_letter_changed_added_left_out_or_moved_is_alike(
    name: str, ending: str, data: st.DataObject
) -> None:
    letters = [*name, *"abcde"]
    at = data.draw(st.integers(0, len(letters) - 2))
    letter = data.draw(st.sampled_from("xyz"))
    how = data.draw(st.sampled_from(["change", "add", "leave out", "swap"]))
    other = list(letters)
    if how == "change":
        other[at] = letter
    elif how == "add":
        other.insert(at, letter)
    elif how == "leave out":
        del other[at]
    else:
        other[at], other[at + 1] = other[at + 1], other[at]
    one, changed = "".join(letters), "".join(other)
    made = [Domain(f"{each}.{ending}", each, ending) for each in (one, changed)]
    assert one == changed or DOMAINS.imitates(made[0], made[1]) is not None


@given(names, endings, st.sampled_from(["http://", "https://www.", "www.", ""]), st.booleans())
def test_a_web_and_a_mail_address_of_one_domain_are_read_alike(
    name: str, ending: str, before: str, path: bool
) -> None:
    assume(name not in {"com", "org", "nom", "firm"})  # "com.co" is the register's own
    site = DOMAINS.site(f"{before}{name.upper()}.{ending}" + ("/a?b=c@d.e" if path else ""))
    mail = DOMAINS.mail(f"somebody@{name}.{ending}")
    assert site is not None
    assert mail is not None
    assert site.registered == mail.registered == f"{name}.{ending}"


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_none(text: str) -> None:
    for read in (DOMAINS.site(text), DOMAINS.mail(text)):
        assert read is None or read.host.endswith(read.registered)


def edits(one: str, other: str) -> int:
    """The least number of letters to change, add, leave out or swap, by trying them all."""
    if not one or not other:
        return len(one) + len(other)
    ways = [edits(one[1:], other) + 1, edits(one, other[1:]) + 1]
    ways.append(edits(one[1:], other[1:]) + (one[0] != other[0]))
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        ways.append(edits(one[2:], other[2:]) + 1)
    return min(ways)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_edits_are_counted_as_trying_them_all_counts(one: str, other: str) -> None:
    assert edits_apart(one, other) == edits(one, other)
