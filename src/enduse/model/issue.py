"""Trouble in one row of a list or one field of an order, kept beside what was read."""

from dataclasses import dataclass
from typing import Literal

Gravity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read, or was read and not understood.

    `where` is a path or a row ("parties/1/country", "sdn.csv row 12"); `says` names what
    was found and what was expected. An `error` means that a fact was lost to the
    decision, which then fails closed; a `warning` means that it was kept but not used.
    """

    where: str
    says: str
    gravity: Gravity = "warning"
