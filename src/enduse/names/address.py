"""An address taken apart, as the comparison takes it; and the addresses in one field."""

import re
from dataclasses import dataclass

_SEVERAL = re.compile(r"\s*;\s*|(?:^|\s)\(?[b-z]\)\s+(?=\w)")
_FIRST = re.compile(r"^\s*\(?a\)\s+")
_LONGEST_FIELD = 20_000


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart. What a text does not say is empty.

    `words` name the street or the building, `buildings` those of them that name a building;
    `kinds` are kinds of street ("lane"); `parts` tell buildings of one plot apart, `units`
    and `floors` rooms of one building. `places` name towns and districts. `zone` says that
    a free zone or the like is named, `agent` that it is in care of somebody with whom very
    many companies are registered. `cut` counts the letters that were not read.
    """

    text: str
    words: tuple[str, ...] = ()
    buildings: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    floors: frozenset[str] = frozenset()
    boxes: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    country: str | None = None
    zone: bool = False
    agent: bool = False
    cut: int = 0

    @property
    def tells(self) -> bool:
        """Whether it says more than a town or a country."""
        return bool(self.boxes or self.words)


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses in one field: lists write several as "...; ..." or "a) ... b) ...".

    >>> addresses_in("a) 1 Example St, Kabul b) Quetta")
    ('1 Example St, Kabul', 'Quetta')
    """
    parts = (
        part.strip(" ,.") for part in _SEVERAL.split(_FIRST.sub("", text[:_LONGEST_FIELD]))
    )
    return tuple(dict.fromkeys(part for part in parts if part))
