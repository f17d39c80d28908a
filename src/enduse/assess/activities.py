"""Lines of business as people write them, and the goods that each of them buys."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from enduse.assess.words import Vocabulary, fold
from enduse.errors import RuleError

_KEYS = {"id", "title", "nace", "buys", "words"}
_LABEL = r"(?:nace|isic|sbi|oked|okved|оквэд|окэд|naf|ateco|cnae|pkd|wz)"
_LABELLED = re.compile(rf"{_LABEL}\D{{0,12}}?(\d{{2}})(?:[. ]?(\d{{1,2}}))?(?:\.\d+)*")
_DOTTED = re.compile(r"(?<![\d.,])(\d{2})\.(\d{1,2})(?:\.\d{1,2})*(?![\d.%])")
_WHOLE = re.compile(r"(\d{2})(\d{2})\d?")
_PARTS = re.compile(
    r"[,;:/+&()|\n]|(?<!\w)[-–—](?!\w)|(?<!\w)(?:and|und|en|et|и|ve|y|или|or)(?!\w)"
)
_SERVES, _MAKES = range(45, 48), range(10, 34)


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of business: its name in a sentence, and the headings of goods it buys."""

    id: str
    title: str
    nace: tuple[str, ...]
    buys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Business:
    """What was understood of an activity.

    `known` are its lines of business. `open` says that a part of it may buy anything
    technical. `unclear` are parts of the text of which nothing is known here; a text that
    only says "trading" is unclear as a whole.
    """

    known: tuple[Activity, ...]
    open: bool
    unclear: tuple[str, ...]

    @property
    def understood(self) -> bool:
        """Whether every part of it is a line of business whose needs are known."""
        return bool(self.known) and not self.open and not self.unclear


@dataclass(frozen=True)
class Activities:
    """The table of lines of business (`activities.toml`)."""

    rows: Mapping[str, Activity]
    words: Vocabulary
    office: tuple[str, ...]
    special: tuple[str, ...]
    technical: frozenset[str]
    office_to: float

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Take the table as typed; RuleError where a row has a key that is not read."""
        rows = raw["activity"]
        for row in rows:
            if set(row) != _KEYS:
                where = f"activities.toml, {row.get('id')}"
                raise RuleError(where, f"has {sorted(row)}", f"{sorted(_KEYS)}")
        groups = {row["id"]: row["words"] for row in rows}
        groups |= {"open": raw["open"], "plain": raw["plain"]}
        return cls(
            rows={
                row["id"]: Activity(
                    row["id"], row["title"], tuple(row["nace"]), tuple(row["buys"])
                )
                for row in rows
            },
            words=Vocabulary({name: text.split(",") for name, text in groups.items()}),
            office=tuple(raw["office"]),
            special=tuple(raw["special"]),
            technical=frozenset(raw["technical"]),
            office_to=raw["office_to"],
        )

    def read(self, text: str) -> Business:
        """Understand an activity as written, in words, by its number, or both.

        >>> from enduse.assess import rules
        >>> book = rules.load().activities
        >>> [each.id for each in book.read("wholesale of clothing").known]
        ['clothing']
        >>> [each.id for each in book.read("46.42").known], book.read("clothes and optics").open
        (['clothing'], True)
        """
        found: dict[str, Activity] = {}
        unclear: list[str] = []
        codes = nace_codes(text)
        is_open = any(not self._add(found, self._by_code(code)) for code in codes)
        parts = list(_parts(text, codes))
        for part in parts:
            groups = self.words.groups(part)
            known = groups - {"open", "plain"}
            is_open = is_open or "open" in groups
            found |= {name: self.rows[name] for name in sorted(known)}
            left = any(char.isalpha() for char in self.words.rest(part))
            if left and not known and "open" not in groups:
                unclear.append(part)
        if not found and not is_open and not unclear:
            unclear = parts or [text]
        return Business(tuple(found.values()), is_open, tuple(unclear))

    def fits(self, business: Business, codes: Iterable[str], *, worth: float | None) -> bool:
        """Whether some of the goods codes is of goods that a business buys.

        `worth` is the value of the line, None where it is not known.
        """
        bought = tuple(prefix for each in business.known for prefix in each.buys)
        own_needs = self.office if worth is None or worth <= self.office_to else ()
        return any(code.startswith((*bought, *own_needs)) for code in codes)

    def is_special(self, codes: Sequence[str]) -> bool:
        """Whether all codes are of goods that nobody buys outside a trade that uses them."""
        return bool(codes) and all(code.startswith(self.special) for code in codes)

    def _by_code(self, code: str) -> Activity | None:
        """The line of business of the longest number that a code begins with."""
        fits = [
            (len(number), row)
            for row in self.rows.values()
            for number in row.nace
            if code.startswith(number)
        ]
        return max(fits, key=lambda each: each[0])[1] if fits else None

    @staticmethod
    def _add(found: dict[str, Activity], row: Activity | None) -> bool:
        if row is not None:
            found[row.id] = row
        return row is not None


def nace_codes(text: str) -> tuple[str, ...]:
    """The numbers of NACE, ISIC or a list built on them in a text, as "46.42" or "46".

    >>> nace_codes("NACE 4642: clothes"), nace_codes("46.42, 47.71"), nace_codes("since 1998")
    (('46.42',), ('46.42', '47.71'), ())
    """
    plain = fold(text)
    whole = _WHOLE.fullmatch(plain)
    found = [whole.groups()] if whole else []
    found += [match.groups() for match in _LABELLED.finditer(plain)]
    found += [match.groups() for match in _DOTTED.finditer(plain)]
    return tuple(dict.fromkeys(f"{a}.{b}" if b else str(a) for a, b in found))


def trades(text: str) -> bool:
    """Whether a number in a text is of a class of trade (divisions 45 to 47)."""
    return any(int(code[:2]) in _SERVES for code in nace_codes(text))


def makes(text: str) -> bool:
    """Whether a number in a text is of a class of making (divisions 10 to 33)."""
    return any(int(code[:2]) in _MAKES for code in nace_codes(text))


def _parts(text: str, codes: Sequence[str]) -> Iterator[str]:
    """The parts of a text that are listed beside each other, numbers left out."""
    plain = fold(text)
    if codes:
        plain = _DOTTED.sub(" ", _LABELLED.sub(" ", plain))
    for part in _PARTS.split(plain):
        if any(char.isalpha() for char in part):
            yield part.strip()
