"""A published spreadsheet (XLSX or ODS) as rows of text; what is wrong stops its list."""

from collections.abc import Iterator
from contextlib import contextmanager

from enduse.errors import ListError, SheetError
from enduse.sheets import sheet
from enduse.sheets.sheet import Row, opening

__all__ = ["Row", "opening", "rows", "titles"]


def rows(list_id: str, name: str, data: bytes, *, sheet: str | None = None) -> list[Row]:
    """Every row of one sheet of a published file, as `enduse.sheets` reads them.

    Raises:
        ListError: the bytes are no such file, or grow beyond the bounds.
    """
    with _stopping(list_id):
        return _rows(name, data, sheet=sheet)


def titles(list_id: str, name: str, data: bytes) -> tuple[str, ...]:
    """The titles of all sheets, in order. Errors as those of `rows`."""
    with _stopping(list_id):
        return sheet.titles(name, data)


_rows = sheet.rows  # "sheet" names a title above


@contextmanager
def _stopping(list_id: str) -> Iterator[None]:
    try:
        yield
    except SheetError as error:
        name, found, expected = error.args
        raise ListError(list_id, f"{name} {found}", expected) from error
