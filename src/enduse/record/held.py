"""Checkpoints held against the chain as it is now."""

from collections.abc import Iterator, Sequence

from enduse.model.record import Checkpoint
from enduse.record import checkpoints, keys
from enduse.record.introduced import Keys
from enduse.record.leaves import Leaves
from enduse.record.losses import Loss


def against(
    read: Sequence[tuple[int, Checkpoint | None]],
    name: str,
    leaves: Leaves,
    *,
    owned: Sequence[Loss],
    known: Keys,
) -> Iterator[tuple[str, str]]:
    """What of a file of checkpoints does not fit: the line, and why.

    `leaves` are the hashes of all entries. A checkpoint of entries whose loss a
    person owned to (`owned`) is no fault.
    """
    for number, each in read:
        where = f"{name} line {number}"
        if each is None:
            yield where, "is no checkpoint as it was written"
            continue
        for says in _faults(each, leaves, known):
            lost = any(loss.covers(each) for loss in owned)
            if not lost or says.startswith("its signature"):
                yield where, says


def _faults(each: Checkpoint, leaves: Leaves, known: Keys) -> Iterator[str]:
    public = known.trusted.get(each.key)
    if public is None:
        yield f"is signed with the key {each.key}, which is not among the trusted ones"
    elif not keys.signed(public, each.signature, checkpoints.signed_bytes(each)):
        yield f"its signature is not of the key {each.key}"
    there = leaves.hash(each.number)
    if there is None:
        yield f"saw entry {each.number}, which the record does not hold"
    elif there != each.hash:
        yield f"saw another entry {each.number} than the record holds"
    elif each.root is not None and leaves.root(each.number) != each.root:
        yield f"saw other entries up to {each.number} than the record holds"
