"""Part numbers: whose, of which family and kind, and which codes and controls to look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from enduse.goods.part_around import Around
from enduse.goods.part_makers import Makers
from enduse.goods.part_match import Match, matches
from enduse.goods.part_table import Family, Table
from enduse.goods.part_text import (
    LIMIT,
    has_digit,
    is_account,
    is_mixed,
    plain,
    repairs,
    runs,
    slashed,
    wholes,
)
from enduse.model.finding import Read

_FEW = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A part number that was recognised.

    `base` is the number without package, speed, temperature and reel ("XC7A100T"), `suffix`
    what was cut. `sure` is False where maker or family follow from a short prefix, from a
    number that several makers use, or from a repaired letter. `controls` are entries to look
    at and `asks` the questions that decide them and the code; neither is a verdict.
    """

    written: str
    base: str
    family: str
    maker: str
    kind: str
    hs: tuple[str, ...]
    controls: tuple[str, ...]
    asks: tuple[str, ...]
    suffix: str
    sure: bool
    start: int
    end: int
    read: Read
    everyday: bool = False
    shared: bool = False
    broad: bool = False
    maker_disagrees: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The table of part numbers, and how it is asked. Read once and kept.

    >>> parts = Parts.load()
    >>> part = parts.read("XC7A100T-2FGG484I")
    >>> part.base, part.family, part.maker, part.kind
    ('XC7A100T', 'Artix-7', 'AMD', 'FPGA')
    >>> [p.base for p in parts.find("ten chips STM32F407VGT6 and a CMOS FPGA")]
    ['STM32F407']
    """

    table: Table
    makers: Makers

    @classmethod
    def load(cls) -> Self:
        """Read the tables that are shipped with enduse."""
        table = Table.load()
        return cls(table, Makers.of(table.makers))

    def read(self, part_number: str, maker: str | None = None) -> Part | None:
        """The part that a part-number field names, None where we know no such number.

        With `maker` a number that several makers use is read as that maker's; where the
        number belongs to another one, `maker_disagrees` says so.

        >>> Parts.load().read("max232n", "Texas Instruments").maker
        'Texas Instruments'
        >>> Parts.load().read("ISO9001") is None
        True
        """
        text = plain(part_number)
        known = self.makers.all_of(maker) if maker else ()
        for whole, start, end in wholes(text):
            if found := self._chosen(matches(whole, self.table), known):
                return self._part(part_number[start:end], found, known=known, start=start)
        worded = self._in_words(
            part_number, text, known=known or self.makers.all_of(part_number)
        )
        return worded or self._repaired(part_number, text, known=known)

    def find(self, text: str) -> tuple[Part, ...]:
        """Every part that a description names, in any language, in the order of the text.

        A short number or prefix counts only beside a word of electronics or its maker.

        >>> [p.maker for p in Parts.load().find("ПЛИС XC3S1000 и датчик ADIS16488")]
        ['AMD', 'Analog Devices']
        """
        around = Around(text, self.table, self.makers)
        found: list[Part] = []
        listed, behind = list(runs(plain(text))), 0
        for at, (run, start) in enumerate(listed):
            if start < behind:
                continue
            here = self._at(around, run, start) or self._joined(around, listed, at)
            found += here
            behind = max((part.end for part in here), default=behind)
        return tuple(found)

    def maker_of(self, text: str) -> str | None:
        """The maker that a name means, under its name of today; None where we know none.

        >>> [Parts.load().maker_of(name) for name in ("Linear Technology Corp.", "Acme Ltd")]
        ['Analog Devices', None]
        """
        return next(iter(self.makers.all_of(text)), None)

    def family(self, name: str) -> tuple[Family, ...]:
        """The families of that name; several makers may use it.

        >>> [f.maker for f in Parts.load().family("artix-7")]
        ['AMD']
        """
        return tuple(f for f in self.table.families if f.name.casefold() == name.casefold())

    def _chosen(self, found: Iterator[Match], known: Sequence[str]) -> Match | None:
        """The first match, or the first that is of a given maker.

        A short prefix is given up where its maker is known to be another.
        """
        first: Match | None = None
        for match in found:
            family = match.entry.family
            if not known or self._of(family, known):
                return match
            if first is None and (family.shared or not family.weak):
                first = match
        return first

    def _of(self, family: Family, known: Sequence[str]) -> bool:
        return any(self.makers.agree(family.maker, one) for one in known)

    def _part(
        self, written: str, match: Match, *, known: Sequence[str], start: int, sure: bool = True
    ) -> Part:
        family = match.entry.family
        agreed = self._of(family, known)
        other = bool(known) and not agreed
        return Part(
            written=written,
            base=match.base,
            family=family.name,
            maker=known[0] if other and family.shared else family.maker,
            kind=family.kind.name,
            hs=family.kind.hs,
            controls=family.kind.controls,
            asks=family.kind.asks,
            suffix=match.suffix,
            sure=sure and (agreed or not (family.weak or family.shared or other)),
            start=start,
            end=start + len(written),
            read=family.read,
            everyday=family.everyday,
            shared=family.shared,
            broad=family.broad,
            maker_disagrees=other and not family.shared,
        )

    def _in_words(self, written: str, text: str, *, known: Sequence[str]) -> Part | None:
        """A part in a field that holds more: the maker's name, a lot number, a word."""
        listed = list(runs(text))
        if len(listed) == 1 and listed[0][0] == text.strip():
            return None
        known = known or self.makers.all_of(written)
        around = Around(written, self.table, self.makers)
        weak: Part | None = None
        for at, (run, start) in enumerate(listed):
            pairs = [run]
            if at + 1 < len(listed) and listed[at + 1][1] - start - len(run) <= 1:
                pairs.insert(0, f"{run}-{listed[at + 1][0]}")
            for pair in pairs:
                match = self._chosen(matches(pair, self.table), known)
                if (
                    match is None
                    or not (has_digit(run) or match.taken > len(run))
                    or match.taken <= len(run) < len(pair)
                ):
                    continue
                shown = written[start : start + len(pair)]
                part = self._part(shown, match, known=known, start=start)
                if part.sure:
                    return part
                if len(listed) <= _FEW or around.in_context(start, part.end):
                    weak = weak or part
        return weak

    def _repaired(self, written: str, text: str, *, known: Sequence[str]) -> Part | None:
        """A number in which O stands for 0, or I for 1, where it then is a known one."""
        for whole, start, end in wholes(text):
            for tried in repairs(whole):
                match = self._chosen(matches(tried, self.table), known)
                if match and not match.entry.family.weak:
                    return self._part(
                        written[start:end], match, known=known, start=start, sure=False
                    )
        return None

    def _at(self, around: Around, run: str, start: int) -> list[Part]:
        """What one run names: one part, or several between slashes."""
        if not is_mixed(run) or is_account(run):
            return []
        if "/" in run:
            pieces = [p for one, at in slashed(run) for p in self._at(around, one, start + at)]
            if len([p for p in pieces if p.sure]) > 1:
                return pieces
        return self._supported(around, run, start=start, end=start + len(run))

    def _joined(self, around: Around, listed: Sequence[tuple[str, int]], at: int) -> list[Part]:
        """Two runs that are one number with a blank in it: "AD 9361BBCZ"."""
        run, start = listed[at]
        if at + 1 == len(listed) or not run[-1:].isalpha():
            return []
        after, there = listed[at + 1]
        end = there + len(after)
        if there - start - len(run) != 1 or not after[:1].isdigit() or end - start > LIMIT:
            return []
        return self._supported(around, f"{run}-{after}", start=start, end=end, beyond=len(run))

    def _supported(
        self, around: Around, whole: str, *, start: int, end: int, beyond: int = 0
    ) -> list[Part]:
        """A part that stands in a text, where it needs no support or has it."""
        for match in matches(whole, self.table):
            if match.taken <= beyond:
                continue
            family = match.entry.family
            alone = not (family.weak or (match.short and not around.only(start, end)))
            alone = alone and (match.telling or not beyond)
            near = () if alone and not family.shared else around.named(start, end)
            known = near if self._of(family, near) else ()
            if alone or known or around.in_context(start, end):
                return [self._part(around.text[start:end], match, known=known, start=start)]
        return []
