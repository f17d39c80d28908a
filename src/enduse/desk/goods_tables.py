"""The tables that lines of goods are held against, as of a day."""

import hashlib
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import platformdirs

from enduse.assess.goods import GoodsTables
from enduse.desk.goods import shelf_of
from enduse.desk.recipe import describing
from enduse.editions.tables import TableEdition
from enduse.errors import EditionError
from enduse.goods.control_kinds import WEAPONS
from enduse.goods.describe_pack import FORM
from enduse.goods.recovered_read import RecoveredRecord, read_recovered
from enduse.settings import Settings

_SUM = 32


@dataclass(frozen=True, slots=True)
class Recovered:
    """Which table of components recovered from weapons is in use; or why none can be."""

    edition: TableEdition | None = None
    fault: tuple[str, str, str] | None = None


def goods_tables(
    settings: Settings, *, as_of: date, recovered: Recovered | None = None
) -> GoodsTables:
    """The shipped tables, with the components recovered from weapons that the user brought.

    What is large is read when a line first needs it.
    """
    kept, used = _Kept(), recovered or recovered_on(settings, as_of=as_of)
    return GoodsTables.load(lambda: _records(settings, used), (kept.get, kept.put))


def recovered_on(settings: Settings, *, as_of: date) -> Recovered:
    """The newest table of recovered components published by a day; it is not read yet."""
    try:
        return Recovered(shelf_of(settings).newest(WEAPONS, as_of))
    except EditionError as error:
        where, found, expected = error.args
        return Recovered(fault=(where, found, expected))


def recovered_records(settings: Settings, *, as_of: date) -> Sequence[RecoveredRecord] | None:
    """The records of the newest table published by a day; None where none is loaded.

    Raises:
        EditionError: the table on the shelf is damaged.
    """
    return _records(settings, recovered_on(settings, as_of=as_of))


def _records(settings: Settings, used: Recovered) -> Sequence[RecoveredRecord] | None:
    if used.fault is not None:
        raise EditionError(*used.fault)
    if used.edition is None:
        return None
    return read_recovered(shelf_of(settings).data(used.edition), used.edition.file).records


class _Kept:
    """The words of the describer on disk, named by all that they were made from.

    They can always be made again: a file that is missing or damaged costs time, no more. They
    follow from the program alone, so they lie in the user's cache and serve every data folder.
    """

    def __init__(self) -> None:
        self._home = Path(platformdirs.user_cache_dir("enduse")) / "words"

    def _place(self) -> Path:
        """Where they lie. Asked for with the first line of goods: it reads every table."""
        return self._home / f"{FORM}-{sys.implementation.cache_tag}-{describing()}.bin"

    def get(self) -> bytes | None:
        """The bytes as they were kept; None where there are none, or they were changed."""
        try:
            data = self._place().read_bytes()
        except OSError:
            return None
        body = data[_SUM:]
        return body if hashlib.sha256(body).digest() == data[:_SUM] else None

    def put(self, body: bytes) -> None:
        """Keep them in place of older ones, whole or not at all."""
        place = self._place()
        part = place.with_suffix(f".{uuid4().hex}.part")
        with suppress(OSError):  # a full or a locked disk: they serve this run from memory
            self._home.mkdir(parents=True, exist_ok=True)
            part.write_bytes(hashlib.sha256(body).digest() + body)
            part.replace(place)
            for old in self._home.glob("words-*.bin"):
                if old != place:
                    old.unlink()
