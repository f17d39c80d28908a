import hashlib
import json
import math
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from enduse.errors import RecordError
from enduse.record.canonical import LARGEST, canonical, commit, part_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
numbers = st.floats(-LARGEST, LARGEST) | st.integers(-LARGEST, LARGEST)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
@example({"\ue000": 1, "😀": 2})  # sorted by UTF-16 the other way about
@example(
    [
        "\0a",
        [{"a": 1e-7}, 2e-05],
        1e-7,
        0.0001,
        0.00012,
        -0.0,
        4503599627370495.5,
        9007199254740991.0,
        5e-324,
    ]
)
@example({'\x7f\u2028\x1f\\"/': "\b\f\n\r\t\x00"})
def test_the_quick_way_writes_what_the_library_writes(value: Any) -> None:
    assert canonical(value, where="test") == rfc8785.dumps(value)


@given(values)
def test_what_is_written_is_read_as_the_same_and_written_the_same_again(value: Any) -> None:
    written = canonical(value, where="test")
    assert json.loads(written) == value
    assert canonical(json.loads(written), where="test") == written


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        LARGEST + 1,
        -LARGEST - 1,
        1e16,
        [-1e300, "é"],
        {"é": [{"a": 1e16}]},
        "\ud800",
        {1: 2},
        {"a": b"x"},
        {"a": object()},
    ],
    ids=repr,
)
def test_what_canonical_json_cannot_hold_is_refused_in_words(value: Any) -> None:
    with pytest.raises(
        RecordError, match=r"^record, order: cannot be written as canonical JSON"
    ):
        canonical(value, where="order")


def test_what_is_nested_beyond_reason_is_refused_in_words() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(RecordError, match="cannot be written"):
        canonical(deep, where="order")


def test_a_commitment_is_over_prefix_salt_and_data() -> None:
    part = part_of("order", {"b": 1, "a": "é"}, where="decision")
    assert part.data == '{"a":"é","b":1}'.encode()
    assert len(part.salt) == 32
    digest = hashlib.sha256(b"enduse record part 1\n" + part.salt + part.data).hexdigest()
    assert (commit(part).sha256, commit(part).size) == (digest, 16)
