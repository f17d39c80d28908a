import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, Reading
from enduse.model.wire import entry_from_plain, one_line, to_plain


def slow(value: object) -> Any:  # JSON
    """What the wire form is: fields by name, without those that are empty."""
    if is_dataclass(value):
        plain = {each.name: slow(getattr(value, each.name)) for each in fields(value)}
        return {
            name: v for name, v in plain.items() if v not in (None, [], {}) and v is not False
        }
    if isinstance(value, Mapping):
        return {str(key): slow(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [slow(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def slow_line(value: object) -> str:
    return json.dumps(slow(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Nothing:
    """A noun without fields, which is as good as none inside another."""


@dataclass(frozen=True)
class Anything:
    held: object
    more: object = ()


plain = st.none() | st.booleans() | st.integers(-1, 1) | st.just(0.0) | st.text(max_size=2)
things = st.recursive(
    plain | st.dates() | st.builds(Nothing) | st.builds(Identifier),
    lambda inside: (
        st.lists(inside, max_size=2) | st.lists(inside, max_size=2).map(tuple)
        | st.dictionaries(st.text(max_size=2) | st.integers(0, 2), inside, max_size=2)
        | st.builds(Anything, inside, inside)
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.from_type(Entry) | st.from_type(Issue) | st.from_type(Reading) | things)
def test_any_noun_has_one_line_and_it_is_that_of_the_definition(noun: object) -> None:
    assert one_line(noun) == slow_line(noun)


@given(st.from_type(Entry))
def test_an_entry_comes_back_from_its_line(entry: Entry) -> None:
    assert entry_from_plain(json.loads(one_line(entry))) == entry


def test_zero_is_no_empty_field() -> None:
    assert to_plain(Anything(0, 0.0)) == {"held": 0, "more": 0.0}
    assert to_plain(Anything(False, Nothing())) == {}
