"""The keys that a record names as it goes, held against those that we trust."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from enduse.model.record import Part
from enduse.record import chain, keys


@dataclass(slots=True)
class Keys:
    """Public keys by id: those of `trusted`, and which of them the record has introduced."""

    trusted: Mapping[str, bytes]
    signed: dict[str, int] = field(default_factory=dict)
    _known: dict[str, bytes] = field(default_factory=dict)
    _strange: set[str] = field(default_factory=set)

    def look(
        self, key: str, signature: bytes, sealed: bytes, *, introduced: Part | None
    ) -> Iterator[str]:
        """What is wrong with the signature of an entry. Only trusted keys can be right."""
        if introduced is not None:
            yield from self._introduce(key, introduced)
        public = self.trusted.get(key)
        if public is None:
            if key not in self._strange:  # said once: it may have signed a million entries
                self._strange.add(key)
                yield f"is signed with the key {key}, which is not among the trusted ones"
            return
        if key not in self._known:
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
        self._known[key] = public
