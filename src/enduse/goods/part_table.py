"""The table of part numbers: makers, families of parts, kinds, and prefixes of numbers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from enduse.errors import RuleError
from enduse.goods.part_text import plain
from enduse.goods.tables import read_toml
from enduse.model.finding import Read

_FILES = ("parts_major.toml", "parts_makers.toml")
_DIGITS = re.compile(r"<(\d+)(?:-(\d+))?>")
_MARKS = frozenset({"weak", "shared", "everyday", "seen"})
_MINIMUM, _COLUMNS = 3, 5
_CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: where it may be classified, and what decides that."""

    name: str
    hs: tuple[str, ...]
    controls: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of parts of one maker.

    `weak`: the prefix is short or common. `shared`: other makers sell the same number.
    `everyday`: so common that meeting one says little. `broad`: no real family, but what is
    left of a maker's numbers.
    """

    name: str
    maker: str
    kind: Kind
    prefixes: tuple[str, ...]
    weak: bool
    shared: bool
    everyday: bool
    read: Read

    @property
    def broad(self) -> bool:
        """Whether two parts of it have no more than their maker in common."""
        return self.name.endswith(" other")


@dataclass(frozen=True, slots=True)
class Entry:
    """One prefix: as people write it ("NEO-"), and what may follow it in the base."""

    prefix: str
    tail: str
    family: Family


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker, the names it goes by, and the makers that sold the same parts."""

    name: str
    aliases: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the two tables of parts say. Read once and kept.

    `tails` keeps patterns that were compiled: most lists of parts need few of them.
    """

    makers: tuple[Maker, ...]
    families: tuple[Family, ...]
    prefixes: Mapping[str, tuple[Entry, ...]]
    longest: int
    stems: tuple[str, ...]
    tails: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def load(cls) -> Self:
        """Read the tables that are shipped with enduse.

        Raises:
            RuleError: a line of a table cannot be read.
        """
        kinds = read_toml("parts_kinds.toml")
        known = {name: _kind(name, raw, kinds["ask"]) for name, raw in kinds["kind"].items()}
        raws = [(raw, t["read"]) for t in map(read_toml, _FILES) for raw in t["maker"]]
        lines = [one for raw, read in raws for one in _families(raw, known, read)]
        prefixes: dict[str, list[Entry]] = {}
        for family, tail in lines:
            for prefix in map(plain, family.prefixes):
                key = prefix.replace("-", "")
                prefixes.setdefault(key, []).append(Entry(prefix, tail, family))
        ordered = {
            key: tuple(sorted(found, key=lambda entry: entry.family.weak))
            for key, found in prefixes.items()
        }
        return cls(
            tuple(_maker(raw) for raw, _ in raws),
            tuple(family for family, _ in lines),
            ordered,
            max(map(len, ordered)),
            tuple(kinds["context"]["stems"]),
        )

    @property
    def context(self) -> re.Pattern[str]:
        """Words of electronics, of which one stands beside a short number in running text."""
        found = self.tails.get(_CONTEXT)
        if found is None:
            found = self.tails[_CONTEXT] = _context(self.stems)
        return found

    def tail(self, written: str) -> re.Pattern[str]:
        """The pattern of what follows a prefix, from our short notation."""
        found = self.tails.get(written)
        if found is None:
            found = self.tails[written] = re.compile(_DIGITS.sub(_digits, written))
        return found


def _digits(match: re.Match[str]) -> str:
    low, high = match[1], match[2]
    return f"[0-9]{{{low},{high}}}" if high else f"[0-9]{{{low}}}"


def _context(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Words of electronics; Latin and Cyrillic stems at the start of a word only."""
    ordered = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    return re.compile(rf"(?:(?<![^\W\d_])|(?<=[\u3400-\u9fff]))(?:{ordered})", re.IGNORECASE)


def _maker(raw: Mapping[str, Any]) -> Maker:
    return Maker(raw["name"], tuple(raw["aliases"]), tuple(raw.get("also", ())))


def _kind(name: str, raw: Mapping[str, Any], asks: Mapping[str, str]) -> Kind:
    questions = tuple(asks[ask] for ask in raw["asks"])
    return Kind(name, tuple(raw["hs"]), tuple(raw["controls"]), questions)


def _families(
    raw: Mapping[str, Any], kinds: Mapping[str, Kind], read: Read
) -> Iterator[tuple[Family, str]]:
    for line in raw.get("families", "").strip().splitlines():
        cells = [cell.strip() for cell in line.split(";")]
        if not _MINIMUM <= len(cells) <= _COLUMNS or cells[0] not in kinds:
            raise RuleError(
                f"parts of {raw['name']}", repr(line), "kind; family; prefixes; tail"
            )
        kind, name, prefixes, tail, marks = (*cells, "", "")[:_COLUMNS]
        said = frozenset(marks.split())
        if not said <= _MARKS:
            raise RuleError(f"parts of {raw['name']}", repr(marks), " ".join(sorted(_MARKS)))
        family = Family(
            name,
            raw["name"],
            kinds[kind],
            tuple(dict.fromkeys(prefixes.split())),
            weak="weak" in said,
            shared="shared" in said,
            everyday="everyday" in said,
            read="secondary" if "seen" in said else read,
        )
        yield family, tail
