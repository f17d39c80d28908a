"""What of somebody's table changes when it is written again, in words."""

import io
import zipfile
from collections.abc import Iterator, Sequence

from enduse.report.sheet import harmless

_LOST = {
    "xl/charts/": "charts",
    "xl/media/": "pictures",
    "xl/vbaProject": "macros",
    "xl/externalLinks/": "links to other workbooks",
    "xl/slicers/": "slicers",
    "xl/threadedComments/": "threads of comments",
}


def changed_in_csv(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Cells of theirs that a spreadsheet would run as formulas, and that were made texts."""
    count = sum(harmless(cell) != cell for row in rows for cell in row)
    if count:
        yield (
            f"{count:,} cells of yours begin as a formula does, and were written with an "
            "apostrophe before them"
        )


def lost_in_workbook(data: bytes, name: str) -> Iterator[str]:
    """What a workbook loses, since the library that writes it does not know it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
        lost = [
            what for mark, what in _LOST.items() if any(m.startswith(mark) for m in members)
        ]
        formulas = any(
            b"<f" in archive.open(m).read(5_000_000)
            for m in members
            if m.startswith("xl/worksheets/")
        )
    if lost:
        yield f"{name} does not keep the {', '.join(lost)} of your workbook"
    if formulas:
        yield (
            "formulas are written without their values: open the file in a spreadsheet program "
            "and save it once before anything else reads it"
        )
