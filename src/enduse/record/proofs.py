"""The record closed by a checkpoint, and proofs that entries are under it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from enduse.errors import RecordError
from enduse.model.record import Checkpoint, Entry, Part
from enduse.record import chain, checkpoints, database, keys, merkle, tombs
from enduse.record.book import Book
from enduse.record.canonical import commit
from enduse.record.tables import ENTRY

EARLIER = 100
"""Earlier checkpoints that are tied to this one, the newest first: two years of weekly ones."""

_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Closed:
    """The record up to a checkpoint that was signed for it. `tree` is over its entries."""

    checkpoint: Checkpoint
    tree: merkle.Tree

    def proof(self, number: int) -> list[str]:
        """The hashes in hex that lead from an entry to the root of the checkpoint."""
        return [each.hex() for each in self.tree.proof(number - 1)]

    def fits(self, earlier: Checkpoint) -> bool:
        """Whether a checkpoint with a root saw the beginning of this record."""
        if earlier.root is None or not 0 < earlier.number <= len(self.tree):
            return False
        return self.tree.root(earlier.number).hex() == earlier.root

    def growth(self, earlier: Checkpoint) -> list[str]:
        """The hashes in hex that show that the record only grew since a checkpoint."""
        return [each.hex() for each in self.tree.growth(earlier.number)]


def close(book: Book) -> Closed:
    """Sign a checkpoint with the root over all entries, and keep the tree it closes.

    Raises `RecordError` where a number is missing: nothing can be shown of such a record.
    """
    leaves = list(_leaves(book))
    last = next(book.entries(after=len(leaves) - 1), None)
    if last is None or not leaves:
        raise RecordError(book.where, "is empty", "an entry, to say how far it has come")
    tree = merkle.Tree(leaves)
    made = checkpoints.make(last, book.signer, root=tree.root().hex())
    if made not in checkpoints.rooted(book.home):
        checkpoints.add(book.home, made)
    return Closed(made, tree)


def _leaves(book: Book) -> Iterator[bytes]:
    query = select(ENTRY.c.number, ENTRY.c.header).order_by(ENTRY.c.number)
    with database.reading(book.engine) as connection:
        rows = connection.execution_options(yield_per=_MANY).execute(query)
        for wanted, (number, header) in enumerate(rows, start=1):
            if number != wanted or not isinstance(header, bytes):
                found = f"has no entry {wanted} as it was written"
                expected = "all of them; `enduse record verify` names every fault"
                raise RecordError(book.where, found, expected)
            yield merkle.leaf(header)


def earlier(
    closed: Closed, book: Book, *, given: Iterable[Checkpoint] = ()
) -> tuple[list[Checkpoint], list[Checkpoint]]:
    """Checkpoints with a root of before, the newest first: those that fit, and the others.

    One fits that saw the beginning of this record, and is signed with a key that is trusted.
    Those `given` are among them whatever their age.
    """
    known = {each.number: each for each in (*checkpoints.rooted(book.home), *given)}
    last = closed.checkpoint.number
    before = sorted((n for n in known if n < last), reverse=True)[:EARLIER]
    some = {n: known[n] for n in before} | {each.number: each for each in given}
    known_keys = keys.trusted(book.home)
    fit = [
        each
        for _, each in sorted(some.items(), reverse=True)
        if closed.fits(each) and _signed(each, known_keys)
    ]
    return fit, [each for each in some.values() if each not in fit]


def _signed(each: Checkpoint, known: Mapping[str, bytes]) -> bool:
    public = known.get(each.key)
    text = checkpoints.signed_bytes(each)
    return public is not None and keys.signed(public, each.signature, text)


def whole(book: Book, entry: Entry, parts: dict[str, Part]) -> bytes:
    """The raw public key of whoever signed an entry, once everything of it fits.

    Raises `RecordError` where something does not: what was changed is no evidence.
    """
    where = f"entry {entry.header.number}"
    expected = "it as it was written; `enduse record verify` names every fault"
    public = keys.trusted(book.home).get(entry.header.key)
    if public is None or not keys.signed(public, entry.signature, chain.ENTRY + entry.sealed):
        raise RecordError(where, "is not signed by a key that is trusted here", expected)
    wanted = dict(entry.header.parts)
    for name, part in parts.items():
        if wanted.get(name) != commit(part):
            raise RecordError(f"{where}, part {name}", "does not fit its commitment", expected)
    for name in wanted.keys() - parts.keys():
        if not _said(book, entry.header.number, name):
            found = "is not here, and no entry says that it was taken out"
            raise RecordError(f"{where}, part {name}", found, expected)
    return public


def _said(book: Book, number: int, name: str) -> bool:
    """Whether a tombstone says that a part was taken out."""
    at = book.taken_out(number).get(name)
    entry = None if at is None else next(book.entries(after=at - 1), None)
    if entry is None or entry.header.number != at:
        return False
    tomb = tombs.tombstone_of(entry.header, book.parts(at).get(tombs.PURGE))
    return tomb is not None and tomb.names(number, name)
