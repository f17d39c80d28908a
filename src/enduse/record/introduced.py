"""The keys that a record names as it goes, held against those that we trust."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from enduse.model.record import Part
from enduse.record import chain, keys


@dataclass(slots=True)
class Keys:
    """Public keys by id: those of `trusted`, and which of them the record has introduced.

    Where the beginning of the record is not looked at (`partly`), a trusted key is taken for
    introduced; `assumed` then names those of which that has to be so.
    """

    trusted: Mapping[str, bytes]
    partly: bool = False
    signed: dict[str, int] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    strange: set[str] = field(default_factory=set)
    assumed: set[str] = field(default_factory=set)

    def look(
        self, key: str, signature: bytes, sealed: bytes, *, introduced: Part | None
    ) -> Iterator[str]:
        """What is wrong with the signature of an entry. Only trusted keys can be right."""
        if introduced is not None:
            yield from self._introduce(key, introduced)
        public = self.trusted.get(key)
        if public is None:
            if key not in self.strange:  # said once: it may have signed a million entries
                self.strange.add(key)
                yield f"is signed with the key {key}, which is not among the trusted ones"
            return
        if key not in self.known:
            if self.partly:
                self.assumed.add(key)
            else:
                yield f"is signed with the key {key}, which no entry has introduced"
        if keys.signed(public, signature, chain.ENTRY + sealed):
            self.signed[key] = self.signed.get(key, 0) + 1
        else:
            yield f"its signature is not of the key {key}"

    def _introduce(self, key: str, part: Part) -> Iterator[str]:
        try:
            public = bytes.fromhex(json.loads(part.data)["public"])
        except (ValueError, KeyError, TypeError):
            yield "introduces a key that cannot be read"
            return
        if keys.id_of(public) != key:
            yield "introduces another key than it is signed with"
            return
        self.known.add(key)

    def follow(self, other: "Keys") -> bool:
        """Take what was seen further on, where it would have been the same from here."""
        if not other.assumed <= self.known or other.strange & self.strange:
            return False
        for key, count in other.signed.items():
            self.signed[key] = self.signed.get(key, 0) + count
        self.known |= other.known
        self.strange |= other.strange
        return True
