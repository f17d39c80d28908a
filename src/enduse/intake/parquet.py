"""A Parquet file as rows of text, where the extra `tables` is installed."""

import io
from collections.abc import Iterable
from datetime import date, datetime

from enduse.errors import OrderError
from enduse.intake.table import Row

MARK = b"PAR1"
"""What such a file begins with."""


def parquet_rows(name: str, data: bytes) -> list[Row]:
    """The headings, then every row, all cells text: a day as ISO, nothing as the empty text.

    Raises:
        OrderError: the extra is not installed, or the file cannot be read.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        expected = "the extra that reads it: pip install 'enduse[tables]'; or CSV"
        raise OrderError(name, "is a Parquet file", expected) from error
    try:
        table = parquet.read_table(io.BytesIO(data))
    except (ArrowException, OSError) as error:
        raise OrderError(name, f"cannot be read ({error})", "a Parquet file") from error
    columns = [table.column(at).to_pylist() for at in range(table.num_columns)]
    return rows_of(table.column_names, columns)


def rows_of(titles: Iterable[str], columns: Iterable[Iterable[object]]) -> list[Row]:
    """Columns of values as rows of text, under their titles.

    >>> rows_of(["a", "b"], [[date(2021, 4, 25), None], [5.0, "x"]])
    [('a', 'b'), ('2021-04-25', '5'), ('', 'x')]
    """
    written = ([_text(value) for value in column] for column in columns)
    return [tuple(titles), *zip(*written, strict=True)]


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124  # a number that is none
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
