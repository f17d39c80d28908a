"""The Merkle tree of RFC 9162, section 2.1: one root over all entries, short proofs of one."""

import hashlib
from collections.abc import Iterable, Sequence


def leaf(data: bytes) -> bytes:
    """The hash of a leaf: its prefix keeps it from being taken for an inner node."""
    return hashlib.sha256(b"\x00" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over hashed leaves, in one pass that holds one hash a level."""
    # Full subtrees of falling size, as the binary digits of the count have them.
    full: list[tuple[int, bytes]] = []
    for each in leaves:
        size, made = 1, each
        while full and full[-1][0] == size:
            made, size = _node(full.pop()[1], made), size * 2
        full.append((size, made))
    if not full:
        return hashlib.sha256(b"").digest()
    top = full.pop()[1]
    while full:
        top = _node(full.pop()[1], top)
    return top


def proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the way from one leaf (counted from 0) up to the root."""
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*proof(leaves[:split], index), root(leaves[split:])]
    return [*proof(leaves[split:], index - split), root(leaves[:split])]


def proves(found: Sequence[bytes], hashed: bytes, *, index: int, size: int, top: bytes) -> bool:
    """Whether a proof leads from a hashed leaf to the root of a tree of `size` leaves.

    Section 2.1.3.2, which needs neither the leaves nor trust in whoever made the proof.
    """
    if not 0 <= index < size:
        return False
    at, last, made = index, size - 1, hashed
    for each in found:
        if last == 0:
            return False
        if at & 1 or at == last:
            made = _node(each, made)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            made = _node(made, each)
        at, last = at >> 1, last >> 1
    return last == 0 and made == top
