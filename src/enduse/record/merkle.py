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


class Tree:
    """A tree with its inner nodes kept, so that many proofs cost hardly more than one.

    A million leaves take 100 MB while it is there.
    """

    def __init__(self, leaves: Iterable[bytes]) -> None:
        row = list(leaves)
        self._rows = [row]
        while len(row) > 1:
            row = [_node(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
            self._rows.append(row)

    def __len__(self) -> int:
        return len(self._rows[0])

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, by default all."""
        count = len(self) if size is None else size
        return self._over(0, count) if count else hashlib.sha256(b"").digest()

    def proof(self, index: int) -> list[bytes]:
        """The hashes beside the way from one leaf (counted from 0) up to the root."""
        return self._beside(index, 0, len(self))

    def growth(self, size: int) -> list[bytes]:
        """The hashes that show the tree over the first `size` leaves to be within this one.

        Section 2.1.4.1; none where they are the same tree.
        """
        return self._grown(size, 0, len(self), whole=True)

    def _over(self, start: int, end: int) -> bytes:
        size = end - start
        if size & (size - 1) == 0:  # every part that begins where a split falls is a node
            return self._rows[size.bit_length() - 1][start // size]
        middle = start + _split(size)
        return _node(self._over(start, middle), self._over(middle, end))

    def _beside(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*self._beside(index, start, middle), self._over(middle, end)]
        return [*self._beside(index, middle, end), self._over(start, middle)]

    def _grown(self, size: int, start: int, end: int, *, whole: bool) -> list[bytes]:
        if size == end:
            return [] if whole else [self._over(start, end)]
        middle = start + _split(end - start)
        if size <= middle:
            return [*self._grown(size, start, middle, whole=whole), self._over(middle, end)]
        return [*self._grown(size, middle, end, whole=False), self._over(start, middle)]


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1
