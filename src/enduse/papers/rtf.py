"""A text with layout (RTF) as a paper, by way of striprtf."""

import re

from striprtf.striprtf import rtf_to_text

from enduse.errors import PaperError
from enduse.model.paper import Paper
from enduse.papers.flow import Flow
from enduse.papers.kinds import RTF

MAX_BYTES = 20_000_000
_PICTURES = re.compile(rb"\{\\\*?\\?(?:shppict|pict)\b")


def paper_of_rtf(name: str, data: bytes) -> Paper:
    """A text with layout as a paper; a row of a table is written with a bar after each cell.

    Raises:
        PaperError: it is larger than anybody's, or cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise PaperError(name, f"is of {len(data)} bytes", f"at most {MAX_BYTES}")
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as trouble:
        raise PaperError(
            name, f"cannot be read ({trouble})", "RTF that Word opens"
        ) from trouble
    flow = Flow()
    for line in text.splitlines():
        if line.rstrip().endswith("|"):
            flow.row((at, [cell]) for at, cell in enumerate(line.rstrip()[:-1].split("|")))
        else:
            flow.text(line)
    return Paper(name, RTF, (flow.page(),))
