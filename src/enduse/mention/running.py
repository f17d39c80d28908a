"""The lines of a paper as one running text, and where each sign of it stands."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from enduse.model.mention import Spot
from enduse.model.paper import Paper


@dataclass(frozen=True)
class Running:
    """A text, and for each of its lines where it begins, on which page, with which number.

    What stands apart on a line is parted by two blanks; a new page begins with a form feed.
    Words that run on from line to line are found by who takes all white space for one blank.
    """

    text: str
    starts: tuple[int, ...]
    lines: tuple[tuple[int, int], ...]

    def spot(self, start: int, end: int) -> Spot:
        """Where a stretch of the text stands; one over several lines by its first."""
        at = bisect_right(self.starts, start) - 1
        page, line = self.lines[at]
        first = self.starts[at]
        last = self.starts[at + 1] - 1 if at + 1 < len(self.starts) else len(self.text)
        return Spot(page, line, start - first, min(end, last) - first)

    def breaks(self) -> tuple[int, ...]:
        """Where a line begins before which lines were empty: a new paragraph."""
        numbers = zip(self.starts, self.lines, ((0, 0), *self.lines), strict=False)
        return tuple(
            start
            for start, (page, line), (last_page, last) in numbers
            if page == last_page and line > last + 1
        )

    def start(self, spot: Spot) -> int:
        """Where in the text a spot begins; the other way round from `spot`.

        Raises:
            KeyError: the text has no such line.
        """
        return self.starts[self._numbers[spot.page, spot.line]] + spot.start

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {place: at for at, place in enumerate(self.lines)}


def running(paper: Paper) -> Running:
    """The text of a paper from its first line to its last; what came with it is not in it."""
    parts: list[str] = []
    starts: list[int] = []
    lines: list[tuple[int, int]] = []
    length = 0
    for page, line in paper.lines():
        new_page = bool(lines) and page.number != lines[-1][0]
        text = f"\f{line.text}\n" if new_page else f"{line.text}\n"
        starts.append(length + new_page)
        lines.append((page.number, line.number))
        parts.append(text)
        length += len(text)
    return Running("".join(parts), tuple(starts), tuple(lines))
