"""Tables of goods codes that an act names, and the priority list, as a user brings them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

from enduse.errors import ListError
from enduse.goods.codes import HsCode, HsTrouble, parse_hs
from enduse.goods.control_read import rows_of

_CODE = ("code", "hts6", "hs6", "cn_code")
_TEXT = ("description", "hs_description", "about", "text")
_YES = frozenset({"1", "yes", "true", "y"})
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ActCode:
    """A code that an act names: a chapter at least, nothing where words alone name the goods.

    `part` says that it lists only part of its goods ("ex"). `tier` is there for the
    priority list alone; `read` says how its source was read.
    """

    digits: str
    text: str
    source: str
    as_of: date | None
    read: Literal["primary", "secondary", "memory"]
    part: bool = False
    category: str | None = None
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class ActTable:
    """The codes of one table, in its order."""

    id: str
    codes: tuple[ActCode, ...]

    @classmethod
    def read(cls, data: bytes, table: str) -> Self:
        """A CSV with a code and, where known, description, as_of, source, read, partial_ex.

        With a source and no word on how it was read it counts as secondary, without as memory.

        Raises:
            ListError: a code or a day cannot be read, with its row.
        """
        codes = tuple(
            _code(row, f"row {at}", table) for at, row in enumerate(rows_of(data, table), 2)
        )
        if not codes:
            raise ListError(table, "holds no code", "a row a code")
        return cls(table, codes)

    def of(self, hs6: Iterable[str]) -> tuple[ActCode, ...]:
        """The codes that name goods of some HS codes, or are above or below them."""
        wanted = tuple(hs6)
        return tuple(
            each
            for each in self.codes
            if each.digits
            if any(each.digits.startswith(w) or w.startswith(each.digits) for w in wanted)
        )

    @property
    def as_of(self) -> date | None:
        """The newest day that the table gives; None where it gives none."""
        return max((each.as_of for each in self.codes if each.as_of), default=None)


def _code(row: Mapping[str, str], where: str, table: str) -> ActCode:
    written = next((row[name] for name in _CODE if name in row), "")
    text = next((row[name] for name in _TEXT if name in row), "")
    digits = _digits(written, text)
    read = parse_hs(written)
    if digits is None and isinstance(read, HsTrouble):
        maybe = f" (or {' or '.join(read.maybe)}?)" if read.maybe else ""
        raise ListError(table, f"{where}: {written!r} has {read.found}", read.expected + maybe)
    said = row.get("read", "").strip().lower()
    return ActCode(
        digits=read.digits if isinstance(read, HsCode) else digits or "",
        text=text,
        source=row.get("source", ""),
        as_of=day_of(row.get("as_of", ""), where=where, table=table),
        read=_mark(said, sourced=bool(row.get("source"))),
        part=row.get("partial_ex", "").strip().lower() in _YES,
        category=row.get("category") or None,
        tier=row.get("tier") or None,
    )


def _digits(written: str, text: str) -> str | None:
    """What no HS code is and still may stand in an act: a chapter, or words without a code."""
    if re.fullmatch(r"\d{2}", written.strip()):
        return written.strip()
    return "" if text.strip() and not written.strip() else None


def _mark(said: str, *, sourced: bool) -> Literal["primary", "secondary", "memory"]:
    """How a source was read. "primary (parsed copy)" is no more than a copy: secondary."""
    if said in {"primary", "memory"}:
        return "primary" if said == "primary" else "memory"
    return "secondary" if said or sourced else "memory"


def day_of(text: str, *, where: str, table: str) -> date | None:
    """A day, or a month, which counts as its last day; None where there is nothing.

    >>> day_of("2026-09", where="row 2", table="t")
    datetime.date(2026, 9, 30)
    """
    written = text.strip()
    if not written:
        return None
    try:
        if month := re.fullmatch(r"(\d{4})-(\d{2})", written):
            year, number = int(month[1]), int(month[2])
            after = date(year + number // _MONTHS, number % _MONTHS + 1, 1)
            return after - timedelta(days=1)
        return date.fromisoformat(written)
    except ValueError as error:
        raise ListError(
            table, f"{where}: as_of is {text!r}", "a day such as 2024-05-03"
        ) from error
