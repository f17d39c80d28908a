"""Lines of a text file, cut apart when the first of them is wanted."""

from collections.abc import Iterator, Sequence
from typing import overload


class Texts(Sequence[str]):
    r"""Lines of text, of which it is known how many there are.

    Most runs look at very few words as text, and many at none.

    >>> words = Texts("orion\nkoto".encode(), 2)
    >>> len(words), words[1], list(Texts(b"", 0))
    (2, 'koto', [])
    """

    def __init__(self, text: bytes, count: int) -> None:
        """Raise `ValueError` where there are more lines or fewer."""
        if count != (text.count(b"\n") + 1 if text else 0):
            message = "another number of lines"
            raise ValueError(message)
        self._text = text
        self._count = count
        self._lines: list[str] | None = None

    def _cut(self) -> list[str]:
        if self._lines is None:
            self._lines = self._text.decode("utf-8").split("\n") if self._count else []
            self._text = b""
        return self._lines

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        return self._cut()[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cut())
