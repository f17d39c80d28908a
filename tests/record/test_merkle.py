"""The quick root and the proofs, held against the words of RFC 9162, 2.1."""

import hashlib

import pytest

from enduse.record import merkle

MOST = 33
LEAVES = [merkle.leaf(bytes([n])) for n in range(MOST)]


def by_definition(data: list[bytes]) -> bytes:
    """MTH(D[n]) as section 2.1.1 writes it."""
    if not data:
        return hashlib.sha256(b"").digest()
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    split = max(1 << n for n in range(MOST) if 1 << n < len(data))
    left, right = by_definition(data[:split]), by_definition(data[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_the_root_is_that_of_the_definition_for_every_size() -> None:
    for size in range(MOST + 1):
        assert merkle.root(LEAVES[:size]) == by_definition([bytes([n]) for n in range(size)])


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_of_every_size_is_proven_and_no_other_in_its_place(size: int) -> None:
    some = LEAVES[:size]
    top = merkle.root(some)
    for index, hashed in enumerate(some):
        found = merkle.proof(some, index)
        assert len(found) <= (size - 1).bit_length()
        assert merkle.proves(found, hashed, index=index, size=size, top=top)
        for other in range(size):
            right = other == index
            assert merkle.proves(found, some[other], index=index, size=size, top=top) is right
            assert merkle.proves(found, hashed, index=other, size=size, top=top) is right
        assert not merkle.proves([*found, top], hashed, index=index, size=size, top=top)
        assert not found or not merkle.proves(
            found[:-1], hashed, index=index, size=size, top=top
        )


def test_an_index_beside_the_tree_proves_nothing() -> None:
    assert not merkle.proves([], LEAVES[0], index=1, size=1, top=LEAVES[0])
    assert not merkle.proves([], LEAVES[0], index=-1, size=1, top=LEAVES[0])
