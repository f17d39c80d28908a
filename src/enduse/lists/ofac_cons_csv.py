"""Read OFAC's non-SDN consolidated list from its CSV files.

cons_prim, cons_alt, cons_add and cons_comments have the columns of sdn, alt, add and
sdn_comments, so the reader of those reads these, under the id of this list.
"""

import csv
from collections.abc import Mapping

from enduse.lists import ofac_csv
from enduse.lists.ofac_files import COLUMNS
from enduse.model.listing import Reading

LIST_ID = "us_ofac_cons"
_SHAPES = {len(columns): part for part, columns in COLUMNS.items()}


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether every file opens with a row of OFAC's, one of them a row of parties.

    The files of the two lists cannot be told apart: they have the same columns and share
    one row of numbers. Which list it is has to be said.

    >>> row = b'9640,"ABU TEIR, Mohammed",-0- ,"X"' + b",-0- " * 8
    >>> looks_like({"a": row}), looks_like({"a": b"<sdnList/>"})
    (True, False)
    """
    shapes = [_shape(data) for data in parts.values()]
    return "sdn" in shapes and None not in shapes


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the set, with the issues, gaps and errors of `ofac_csv.read`."""
    return ofac_csv.read(parts, list_id=list_id)


def _shape(data: bytes) -> str | None:
    """The part that the first row may be of, or None where it is not OFAC's."""
    line = data[:10_000].partition(b"\n")[0].decode("utf-8-sig", errors="replace")
    try:
        cells = next(csv.reader([line.rstrip("\r")], strict=True), [])
    except csv.Error:
        return None
    numbered = bool(cells) and cells[0].isascii() and cells[0].isdigit()
    return _SHAPES.get(len(cells)) if numbered else None
