"""A row of headings -> columns; the pieces of a row below it -> their columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from enduse.intake.forms.goods_rows import Row, part
from enduse.intake.forms.goods_settled import settled
from enduse.intake.forms.goods_words import FIGURES, SHORT, Title, is_table, title_of
from enduse.intake.orders.cells import bare_number
from enduse.intake.orders.titles import words
from enduse.model.paper import Piece

_DEEP = 3
"""Lines over which headings run, at most."""
_LONGEST = 60
_GROWN = r"\S+?(?=(?<=[^\W\d_])[A-Z][a-zà-ÿ]{2}|\s|$)"
"""Words, and those that a close table has let grow together: "EinzelpreiBetrag"."""
_TOKENS = (r"\S+", _GROWN)
_MOST_COLUMNS = 40
_FAR = 1e9
_OFTEN = frozenset({"", "other", "more"})
"""What several columns may hold."""
_NUMBER = re.compile(r"[+-]?\d[\d.,'’\s\u00a0\u202f]*")
_CODE = re.compile(r"(?:\D{0,8}\s)?\d[\d. ]{3,12}")
_BEFORE = re.compile(r"\s*([^\d\s.,+'’-][^\d]{0,7}?)\s*[+-]?[\d.,]")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, from where to where its heading stands, and the heading.

    `below` are fields of headings that stand under the first one in the same column: their
    cells stand under each other, too. `unit` and `currency` hold for all its cells. `whole` is
    over how many lines the heading runs.
    """

    field: str
    left: float
    right: float
    title: str
    unit: str = ""
    currency: str = ""
    below: tuple[str, ...] = ()
    whole: int = 1


@dataclass(frozen=True, slots=True)
class Head:
    """Headings over `deep` rows from `row`, which is number `at`."""

    row: Row
    at: int
    deep: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """What its columns hold, from left to right."""
        return tuple(column.field for column in self.columns)


def heads_in(rows: Sequence[Row]) -> list[Head]:
    """Every row of headings of a table of goods, from the top."""
    found: list[Head] = []
    at = 0
    while at < len(rows):
        head = _head_at(rows, at)
        if head and head.deep > 1:
            # What stands above headings may look like one: "Due date" above "Amount".
            later = _head_at(rows, at + 1)
            head = later if later and _worth(later.columns) >= _worth(head.columns) else head
        if head:
            found.append(head)
        at = head.at + head.deep if head else at + 1
    return found


def _head_at(rows: Sequence[Row], at: int) -> Head | None:
    """The headings that begin in a row: of one, two or three lines, whichever says most."""
    if not any(_split(piece) for piece in rows[at].pieces):
        return None
    best: Head | None = None
    for deep in range(1, _DEEP + 1):
        lines = rows[at : at + deep]
        if len(lines) < deep or lines[-1].page is not lines[0].page or not _like(lines[-1]):
            break
        columns = _columns(lines)
        if columns and (best is None or _worth(columns) > _worth(best.columns)):
            best = Head(rows[at], at, deep, columns)
    return best


def _worth(columns: Sequence[Column]) -> int:
    """How much headings say: fields, and headings that run on over lines."""
    known = {column.field for column in columns if column.field}
    return len(known) + sum(column.whole > 1 for column in columns)


def _like(row: Row) -> bool:
    """Whether a row may be one of headings: short words, no amounts."""
    return len(row.pieces) <= _MOST_COLUMNS and all(
        (len(piece.text) <= _LONGEST or _split(piece)) and not _NUMBER.fullmatch(piece.text)
        for piece in row.pieces
    )


def _columns(lines: Sequence[Row]) -> tuple[Column, ...]:
    """The columns that headings over some lines make; none where they make no table."""
    stacks = _stacks(lines)
    if len(lines) > 1 and not all(map(_heads_only, stacks)):
        return ()
    made = [column for stack in stacks for column in _of_stack(stack)]
    fields_beside = settled([(column.field, column.title) for column in made])
    made = [replace(c, field=field) for c, field in zip(made, fields_beside, strict=True)]
    fields = {column.field for column in made if column.field}
    unknown = sum(not column.field for column in made)
    doubled = sum(1 for c in made if c.field not in _OFTEN) - len(fields - _OFTEN)
    pieces = sum(len(line.pieces) for line in lines)
    if pieces < 2 and len(fields) < 4:  # noqa: PLR2004  # "Total type" are words of something
        return ()
    if not is_table(fields) or unknown > len(made) / 3 or doubled > 1 or len(made) < 2:  # noqa: PLR2004  # a table
        return ()
    return tuple(_once(sorted(made, key=lambda column: column.left)))


def _once(columns: Sequence[Column]) -> Iterator[Column]:
    """Each field in one column, the first; what says it again holds something else."""
    seen: set[str] = set()
    for column in columns:
        again = "more" if column.field == "description" else "other"
        yield replace(column, field=again) if column.field in seen else column
        seen.add(column.field)


def _stacks(lines: Sequence[Row]) -> list[list[Piece]]:
    """Pieces that stand above each other; what spans several of a line belongs to each."""
    base = max(lines, key=lambda row: len(row.pieces))
    stacks = [[piece] for piece in base.pieces]
    for row in lines:
        if row is base:
            continue
        for piece in row.pieces:
            under = [stack for stack in stacks if _meet(stack, piece)]
            for stack in under:
                stack.insert(len(stack) if row.at > base.at else len(stack) - 1, piece)
            if not under:
                stacks.append([piece])
    return stacks


def _heads_only(stack: Sequence[Piece]) -> bool:
    """Whether pieces above each other are one heading, or a heading each."""
    return len(stack) == 1 or bool(_whole(stack)) or all(map(_split, stack))


def _meet(stack: Sequence[Piece], piece: Piece) -> bool:
    return any(piece.left < each.right and each.left < piece.right for each in stack)


def _of_stack(stack: Sequence[Piece]) -> Iterator[Column]:
    text = " ".join(piece.text for piece in stack)
    left, right = min(p.left for p in stack), max(p.right for p in stack)
    title = _whole(stack)
    if title:
        yield Column(
            title.field, left, right, text, title.unit, title.currency, whole=len(stack)
        )
        return
    first = [(piece, _split(piece)) for piece in stack]
    several = next((found for _, found in first if len(found) > 1), None)
    if several and len(stack) == 1:
        yield from several
        return
    said = [found[0] for _, found in first if len(found) == 1]
    if not said:
        yield Column("", left, right, text)
        return
    below = tuple(column.field for column in said[1:] if column.field != said[0].field)
    coin = next((column.currency for column in said if column.currency), "")
    unit = next((column.unit for column in said if column.unit), "")
    yield Column(said[0].field, left, right, text, unit, coin, below)


def _whole(stack: Sequence[Piece]) -> Title | None:
    texts = [piece.text for piece in stack]
    joined = "".join(t.removesuffix("-") if t[-1:] in {"-", "/"} else f"{t} " for t in texts)
    sides = re.split(r"\s*/\s*", joined.strip())
    whole = (title_of(joined.strip()), title_of(" ".join(reversed(texts))))
    return next(filter(None, (*whole, *map(title_of, sides))), None)


@lru_cache(10_000)
def _split(piece: Piece) -> list[Column]:
    """The headings in a piece: itself, in two languages, or several that stand close."""
    for text in (piece.text, *re.split(r"\s*/\s*", piece.text)):
        title = title_of(text)
        if title:
            made = (
                title.field,
                piece.left,
                piece.right,
                piece.text,
                title.unit,
                title.currency,
            )
            return [Column(*made)]
    if len(piece.text) > 3 * _LONGEST:
        return []
    tried = (_covered(piece, token, listed=some) for some in (True, False) for token in _TOKENS)
    return next(filter(None, tried), [])


def _covered(piece: Piece, token: str, *, listed: bool) -> list[Column]:
    """Headings that take up all words of a piece, the longest first; else none.

    Those in lists first: parts of headings would make one of "Einheit Einzelpreis".
    """
    some = list(re.finditer(token, piece.text))
    found: list[Column] = []
    at = 0
    while at < len(some):
        for end in range(min(len(some), at + 5), at, -1):
            cut = part(piece, some[at].start(), some[end - 1].end())
            title = title_of(cut.text, listed=listed)
            if title:
                made = (title.field, cut.left, cut.right, cut.text, title.unit, title.currency)
                found.append(Column(*made))
                at = end
                break
        else:
            return []
    return found


def placed(
    columns: Sequence[Column], pieces: Sequence[Piece], wide: float
) -> list[tuple[Piece, int]]:
    """Each piece with the number of its column, as it costs least, from left to right.

    A piece costs how far it stands from the column, in signs of `wide`, and more where it
    cannot be what the column holds.
    """
    if len(pieces) * len(columns) > _MOST_COLUMNS**2:
        return []
    # costs[c]: of all pieces so far, the last one in column c.
    costs = [0.0] * len(columns)
    back: list[list[int]] = []
    for number, piece in enumerate(pieces):
        new, came = [], []
        for at, column in enumerate(columns):
            best, frm = _FAR, at
            for before in range(at + 1):
                again = _again(column) if number and before == at else 0.0
                if costs[before] + again < best:
                    best, frm = costs[before] + again, before
            new.append(best + _cost(column, piece, wide))
            came.append(frm)
        costs = new
        back.append(came)
    at = min(range(len(columns)), key=lambda each: costs[each])
    found = []
    for number in range(len(pieces) - 1, -1, -1):
        found.append((pieces[number], at))
        at = back[number][at]
    return found[::-1]


def _again(column: Column) -> float:
    return 25.0 if column.field in FIGURES or column.field in SHORT else 3.0


def _cost(column: Column, piece: Piece, wide: float) -> float:
    gap = max(0.0, column.left - piece.right, piece.left - column.right)
    middle = abs(piece.left + piece.right - column.left - column.right) / 2
    edge = min(abs(piece.left - column.left), abs(piece.right - column.right), middle)
    odd = min(unlike(name, piece.text) for name in (column.field, *column.below))
    return (gap + 0.3 * edge) / wide + odd


def unlike(field: str, text: str) -> float:
    """How unlikely it is that a text is of a field: 0 where nothing speaks against it."""
    cost, fits = _FITS.get(field, (15.0, _is_short))
    return 0.0 if field not in _CHECKED or fits(text) else cost


@lru_cache(50_000)
def is_figure(text: str) -> bool:
    """Whether a cell is a number, with a unit or a currency beside it or without.

    >>> is_figure("500 pcs"), is_figure("€ 1.234,50"), is_figure("XC7A1"), is_figure("page 1")
    (True, True, False, False)
    """
    before = _BEFORE.match(text)
    sign = before[1].strip() if before else ""
    if (
        sign
        and sign not in words()["currencies"]
        and sign not in words()["currencies"]["codes"]
    ):
        return False
    bare = bare_number(text)
    return bool(_NUMBER.fullmatch(bare)) and not _DATE.fullmatch(text.strip())


def _is_count(text: str) -> bool:
    return len(text) <= 8 and any(map(str.isdigit, text))  # noqa: PLR2004  # "10.", "5 %"


def _is_short(text: str) -> bool:
    return len(text) <= 30  # noqa: PLR2004  # letters of the name of a country


def _is_unit(text: str) -> bool:
    return not is_figure(text) and _is_short(text)


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


_FITS: Mapping[str, tuple[float, Callable[[str], bool]]] = {
    "hs": (15.0, _is_code),
    "unit": (20.0, _is_unit),
    **dict.fromkeys(("item", "discount", "per"), (25.0, _is_count)),
    **dict.fromkeys(FIGURES, (40.0, is_figure)),
}
_CHECKED = FIGURES | SHORT
