"""One row of a table, taken column by column, that knows which columns nobody took."""

from collections.abc import Iterable, Sequence

from enduse.errors import ListError


class Row:
    """A row whose cells are taken by name; what is left over can be asked for.

    >>> row = Row("us_ofac_sdn", ("ent_num", "SDN_Name"), ("36", "AEROCARIBBEAN AIRLINES"))
    >>> row.take("ent_num"), row.leftovers()
    ('36', ('SDN_Name',))
    """

    __slots__ = ("_cells", "_list_id")

    def __init__(self, list_id: str, columns: Iterable[str], cells: Sequence[str]) -> None:
        self._list_id = list_id
        self._cells = dict(zip(columns, cells, strict=True))

    def take(self, column: str) -> str:
        """The cell under `column`, once. ListError where the column is gone."""
        cell = self._cells.pop(column, None)
        if cell is None:
            raise ListError(self._list_id, f"column {column!r} is gone", "every known column")
        return cell

    def leftovers(self) -> tuple[str, ...]:
        """The columns that nobody took, in the order of the table."""
        return tuple(self._cells)
