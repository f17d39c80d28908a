import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import RecordError
from enduse.model.record import Commitment, Header
from enduse.record.chain import (
    hash_of,
    moment_from,
    moment_text,
    seal,
    unseal,
    unseal_by_the_book,
)

digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
moments = st.datetimes(timezones=st.just(UTC))
headers = st.builds(
    Header,
    number=st.integers(1, 2**53 - 1),
    previous=digests,
    moment=moments,
    kind=st.sampled_from(["decision", "key", "loss"]),
    parts=st.dictionaries(
        st.sampled_from(["order", "basis", "person"]),
        st.builds(Commitment, digests, st.integers(0, 10**9)),
    ).map(lambda parts: tuple(sorted(parts.items()))),
    key=digests.map(lambda each: each[:32]),
    clock=st.none() | moments,
)
HEADER = Header(
    2, "ab" * 32, datetime(2026, 3, 1, tzinfo=UTC), "decision",
    (("order", Commitment("cd" * 32, 7)),), "ef" * 16,
)  # fmt: skip


@given(headers)
def test_a_header_is_read_back_as_it_was_written(header: Header) -> None:
    assert unseal(seal(header), where="entry") == header


@given(headers, st.data())
def test_a_byte_that_was_changed_is_another_hash_and_mostly_no_header(
    header: Header, data: st.DataObject
) -> None:
    sealed = bytearray(seal(header))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    assert hash_of(bytes(sealed)) != hash_of(seal(header))
    try:
        found = unseal(bytes(sealed), where="entry")
    except RecordError:
        return
    assert found != header


@given(moments, moments)
def test_moments_are_read_back_and_sort_as_their_texts(one: datetime, other: datetime) -> None:
    assert moment_from(moment_text(one)) == one
    assert (one < other) == (moment_text(one) < moment_text(other))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("form", 2), ("number", "2"), ("number", True), ("number", -1), ("number", 2.5),
        ("previous", "AB" * 32), ("previous", None), ("moment", "2026-03-01T00:00:00Z"),
        ("moment", 5), ("parts", []), ("parts", {"order": {"sha256": "cd" * 32}}),
        ("parts", {"order": {"sha256": "cd" * 32, "size": True}}), ("key", 7), ("key", "ef"),
        ("kind", 3), ("more", 1),
    ],
)  # fmt: skip
def test_a_header_of_another_form_is_refused_in_words(name: str, value: Any) -> None:
    plain = {**json.loads(seal(HEADER)), name: value}
    sealed = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(RecordError, match=r"^record, entry 2: has "):
        unseal(sealed, where="entry 2")
    with pytest.raises(RecordError, match="entry 2"):
        unseal(seal(HEADER) + b" ", where="entry 2")


def either(sealed: bytes) -> Header | str:
    try:
        return unseal_by_the_book(sealed, where="entry")
    except RecordError as error:
        return str(error)


def quick(sealed: bytes) -> Header | str:
    try:
        return unseal(sealed, where="entry")
    except RecordError as error:
        return str(error)


@given(headers, st.data())
def test_the_quick_way_reads_what_reading_and_writing_again_gives(
    header: Header, data: st.DataObject
) -> None:
    sealed = seal(header)
    assert quick(sealed) == either(sealed) == header
    changed = bytearray(sealed)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.sampled_from(b'0123456789abcdef_-:.TZ,"{}\xc3'))
    assert quick(bytes(changed)) == either(bytes(changed))


@pytest.mark.parametrize(
    "changed",
    [
        b'"number":02', b'"number":2.0', b'"number":-0', b'"number": 2',
        b'"number":9007199254740993', b'"number":2,"number":2',
    ],
)  # fmt: skip
def test_a_number_that_is_written_otherwise_is_no_header(changed: bytes) -> None:
    sealed = seal(HEADER).replace(b'"number":2', changed)
    assert quick(sealed) == either(sealed)
    assert isinstance(quick(sealed), str)


def test_parts_in_another_order_or_twice_are_no_header() -> None:
    one, other = (b'"%s":{"sha256":"%s","size":7}' % (n, b"cd" * 32) for n in (b"a", b"b"))
    sealed = seal(HEADER)
    start, end = sealed.index(b'"order"'), sealed.index(b'},"previous"')
    for some in ((other, one), (one, one)):
        changed = sealed[:start] + b",".join(some) + sealed[end:]
        assert quick(changed) == either(changed)
        assert isinstance(quick(changed), str)
