"""The hashes of all entries, end to end, each at the place of its number."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from enduse.record import merkle

_HASH = 32
_GAP = 100
"""So many missing entries keep their places. A number of a million millions, which somebody
put there, is not made room for."""


@dataclass(slots=True)
class Leaves:
    """32 bytes an entry; those of entries that are missing are zeros."""

    first: int = 1
    data: bytearray = field(default_factory=bytearray)
    beyond: list[tuple[int, bytes]] = field(default_factory=list)
    """What lies too far off from here: a walk that goes on from another may place it."""

    def put(self, number: int, hashed: bytes) -> None:
        """Keep the hash of an entry."""
        start = (number - self.first) * _HASH
        size = len(self.data)
        if 0 <= start <= size + _GAP * _HASH:
            self.data[size:start] = bytes(max(0, start - size))
            self.data[start : start + _HASH] = hashed
        else:
            self.beyond.append((number, hashed))

    def follow(self, other: "Leaves") -> None:
        """Put what another has behind what is here."""
        if other.first == self.first + len(self.data) // _HASH and not self.beyond:
            self.data += other.data
            self.beyond += other.beyond
            return
        for number, hashed in other.numbered():
            self.put(number, hashed)

    def numbered(self) -> Iterator[tuple[int, bytes]]:
        """Every hash that was put here, with its number, in the order of the numbers."""
        for at in range(0, len(self.data), _HASH):
            each = bytes(self.data[at : at + _HASH])
            if any(each):
                yield self.first + at // _HASH, each
        yield from self.beyond

    def hash(self, number: int) -> str | None:
        """The hash of an entry in hex, None where there is no such entry."""
        start = (number - self.first) * _HASH
        there = bytes(self.data[start : start + _HASH]) if start >= 0 else b""
        return there.hex() if there else None

    def root(self, size: int) -> str:
        """The Merkle root over the first `size` entries, in hex."""
        ends = range(0, size * _HASH, _HASH)
        return merkle.root(bytes(self.data[at : at + _HASH]) for at in ends).hex()
