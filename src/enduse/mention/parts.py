"""Makers' part numbers in a running text, and whether such a part was found in a weapon."""

import re
from collections.abc import Iterator
from dataclasses import replace

from enduse.goods.parts import Part, Parts
from enduse.goods.recovered import Recovered
from enduse.mention.span import Span
from enduse.model.mention import Meant, Sureness

_AROUND = 120
"""Signs on either side within which a word of electronics or a maker's name speaks for it."""

_LIKE = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]{1,12}[-.]{0,2}\d|\d{1,9}[-.]?[^\W\d_]{1,5}\d)[\w./#+-]*"
    r"|(?<![^\W_])[A-Z]{2,6} \d{2,}\w*"
)
"""Letters and a figure that stand as one: only there may a part number begin."""


class PartNumbers:
    """The table of part numbers, and the components recovered from weapons where loaded."""

    def __init__(self, parts: Parts, recovered: Recovered | None = None) -> None:
        self._parts = parts
        self._recovered = recovered

    def find(self, text: str) -> Iterator[Span]:
        """Every part number in a text, in its order."""
        for part in self._every(text):
            sure, why = _sureness(part)
            meant = [_meant(part)]
            found = self._recovered.found(part) if self._recovered else None
            if found is not None:
                entry = ", ".join(found.component_ids[:3])
                meant.append(Meant("weapon_components", entry, part.base, found.says))
                if found.exact and not found.everyday:
                    sure, why = "certain", "this number was recovered from weapons"
            yield Span("part", part.start, part.end, sure, tuple(meant), why)

    def _every(self, text: str) -> Iterator[Part]:
        """The parts of a text, looked for only around letters and figures that stand as one."""
        for first, last, begin, end in _windows(text):
            for part in self._parts.find(text[begin:end]):
                start = begin + part.start
                if first <= start < last:
                    yield replace(part, start=start, end=begin + part.end)


def _windows(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Where a part may begin, and how much around it tells: from, to; and both with it."""
    first = last = -1
    for match in _LIKE.finditer(text):
        if first >= 0 and match.start() - last > 2 * _AROUND:
            yield first, last, max(0, first - _AROUND), last + _AROUND
            first = -1
        first = match.start() if first < 0 else first
        last = match.end()
    if first >= 0:
        yield first, last, max(0, first - _AROUND), last + _AROUND


def _meant(part: Part) -> Meant:
    """The part as the table has it, with the codes and entries to look at."""
    codes = f"; HS {', '.join(part.hs)}" if part.hs else ""
    controls = f"; look at {', '.join(part.controls)}" if part.controls else ""
    whose = f"{part.maker} {part.family}"
    return Meant("parts", part.base, whose, f"{part.kind}{codes}{controls}")


def _sureness(part: Part) -> tuple[Sureness, str]:
    if part.everyday:
        return "possible", "an everyday part, found in nearly everything"
    if part.sure:
        return "certain", "a maker's number of a known family"
    return "likely", "its maker follows from a short prefix or from words beside it"
