"""What of somebody's files was not read, and where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, a sheet, rows or a cell that is in no decision, or not wholly.

    `place` says where ("orders.xlsx sheet May row 7"), `found` what stands there, `instead`
    what to do about it, empty where nothing needs to be done. `lost` is true where it may have
    been an order, or a fact of one: the answer is then an error.
    """

    place: str
    found: str
    instead: str = ""
    lost: bool = False
