import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.lists.ofac_labels import FACT_LABELS, ID_LABELS
from enduse.lists.ofac_remarks import Remarks, parse

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "remarks.toml").read_text(encoding="utf-8")
)["case"]
OURS = {"Position", "Scope", "Status", "Contact"}
labels = st.sampled_from([label for _, group in ID_LABELS for label in group] + [*FACT_LABELS])
words = st.text(alphabet="abcXYZ 0123456789-/'", min_size=1, max_size=20)
openings = st.sampled_from(
    [
        "DOB ",
        "POB ",
        "nationality ",
        "citizen ",
        "Gender ",
        "Linked To: ",
        "alt. ",
        "alt. DOB ",
        "",
    ]
)
segments = st.one_of(
    st.builds(lambda label, value: f"{label} {value}", labels, words),
    st.builds(lambda label, value, place: f"{label} {value} ({place})", labels, words, words),
    st.builds(lambda opening, value: f"{opening}{value}", openings, words),
    st.builds(lambda kind, name: f"{kind}.k.a. '{name}'", st.sampled_from("afn"), words),
    st.sampled_from([case["segment"] for case in CASES]),
)
remarks = st.lists(segments, max_size=6).map("; ".join) | st.text(max_size=60)


def plain(field: str, item: Any) -> Any:
    """A value of `field` as a case writes it."""
    shapes: dict[str, Callable[[Any], Any]] = {
        "birth_dates": lambda d: [d.first.isoformat(), d.last.isoformat(), d.circa],
        "names": lambda n: [n.text, n.kind, n.strength],
        "ids": lambda i: [i.scheme, i.value, i.label, i.country or "", i.note or ""],
        "links": lambda link: [link.name, link.relation],
        "facts": list,
    }
    return shapes[field](item) if field in shapes else item


def told(found: Remarks) -> Counter[str]:
    """Every letter and digit of the remark, put together again from what was made of it."""
    said = [f"DOB{born.text}" for born in found.birth_dates]
    said += [f"POB{place}" for place in found.birth_places]
    said += [f"nationality{place}" for place in found.nationalities]
    said += [f"citizen{place}" for place in found.citizenships]
    said += [f"Gender{gender}" for gender in found.genders]
    said += [f"{name.kind[0]}ka{name.text}" for name in found.names]
    said += [f"{link.relation}{link.name}" for link in found.links]
    said += [f"{i.label}{i.value}{i.country or ''}{i.note or ''}" for i in found.ids]
    said += [value if label in OURS else label + value for label, value in found.facts]
    return letters("".join([*said, *found.remarks]))


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text.casefold() if char.isalnum())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["segment"])
def test_a_segment_becomes_the_typed_fact_that_it_is(case: dict[str, Any]) -> None:
    found = parse(case["segment"])
    assert [plain(case["field"], item) for item in getattr(found, case["field"])] == [
        case["value"]
    ]
    assert found.segments == 1
    assert found.remarks == ((case["value"],) if case["field"] == "remarks" else ())


@given(remarks)
def test_no_letter_of_a_remark_is_lost(text: str) -> None:
    # "alt." alone may go: it says only that there is another one.
    missing = letters(text) - told(parse(text))
    added = told(parse(text)) - letters(text)
    assert set(missing) <= set("alt")
    assert not added
    assert max(missing.values(), default=0) <= text.casefold().count("alt. ")


@given(remarks)
def test_every_segment_lands_in_one_place(text: str) -> None:
    found = parse(text)
    places = (
        found.names, found.birth_dates, found.birth_places, found.nationalities,
        found.citizenships, found.genders, found.ids, found.links, found.facts, found.remarks,
    )  # fmt: skip
    assert sum(map(len, places)) == found.segments


@given(st.lists(st.sampled_from([case["segment"] for case in CASES]), max_size=5))
def test_facts_do_not_depend_on_their_neighbours(chosen: list[str]) -> None:
    together = parse("; ".join(chosen))
    apart = [parse(segment) for segment in chosen]
    assert together.ids == tuple(number for one in apart for number in one.ids)
    assert together.facts == tuple(fact for one in apart for fact in one.facts)
    assert together.names == tuple(name for one in apart for name in one.names)


@pytest.mark.parametrize("label", [label for _, group in ID_LABELS for label in group])
def test_every_label_of_a_number_is_read_with_its_longest_form(label: str) -> None:
    assert [number.label for number in parse(f"{label} 123").ids] == [label]


@pytest.mark.parametrize("label", FACT_LABELS)
def test_every_label_of_a_fact_is_read_with_its_longest_form(label: str) -> None:
    assert parse(f"{label}: something").facts == ((label, "something"),)


def test_the_full_stop_at_the_end_belongs_to_the_remark_unless_it_ends_an_abbreviation() -> (
    None
):
    assert parse("Gender Male.").genders == ("Male",)
    # US OFAC SDN 12300, July 2021, ends so.
    assert parse("Linked To: R D I S.A.").links[0].name == "R D I S.A."


def test_a_label_without_a_value_is_not_a_fact() -> None:
    empty = ["DOB", "POB", "Passport", "Linked To:", "Website", "a.k.a. ''", "Gender "]
    assert [parse(text).remarks for text in empty] == [(text.strip(),) for text in empty]
