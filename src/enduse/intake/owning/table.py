"""A table of stakes that somebody keeps: a row for each, owner, owned and share."""

from collections.abc import Mapping, Sequence

from enduse.errors import OrderError
from enduse.intake.owning.book import Book
from enduse.intake.owning.shares import share_of
from enduse.model.holding import Entity, Holding, Share
from enduse.model.order import SCHEMES
from enduse.places import Places

NEEDED = ("owner", "owned", "share")
COLUMNS = (
    *NEEDED, "owner_country", "owned_country", "owner_ids", "owned_ids", "control", "since",
    "until", "source",
)  # fmt: skip

Row = Mapping[str, str]
_MOST = 1_000  # letters of a name; a longer cell is no name but a slip of quotes


def heads(cells: Sequence[str], name: str) -> tuple[str, ...]:
    """The columns of a header, in its order; empty where it is no table of stakes.

    Raises:
        OrderError: a column stands twice, so that one of the two would be lost.
    """
    found = tuple(cell.strip().lower().replace(" ", "_") for cell in cells)
    if not set(NEEDED) <= set(found):
        return ()
    twice = next((each for each in COLUMNS if found.count(each) > 1), None)
    if twice is not None:
        raise OrderError(name, f"has the column {twice!r} twice", "each column once")
    return found


def read_rows(rows: Sequence[tuple[str, Row]], book: Book, places: Places) -> None:
    """Read rows into a book. One that cannot be read is a doubt about its company."""
    for column in dict.fromkeys(c for _, row in rows[:1] for c in row if c not in COLUMNS):
        if column:
            says = f"column {column[:40]!r} is none of this form and was not used; expected "
            book.doubt(book.name, says + ", ".join(COLUMNS), gravity="warning")
    for where, row in rows:
        if any(cell.strip() for cell in row.values()):
            _one(where, row, book, places=places)


def _one(where: str, row: Row, book: Book, *, places: Places) -> None:
    owned = _somebody("owned", where, row, book=book, places=places, about=None)
    if owned is None:
        return
    if stray := row.get("", ""):
        # Most often the second half of "12,5" in a file that is parted by commas.
        says = f"has {stray[:40]!r} under no column; expected a header for it, or quotes around"
        book.doubt(where, f"{says} a cell with a comma", about=owned)
    if any(text.strip() for text in (row["owner"], row.get("owner_ids", ""))):
        owner = _somebody("owner", where, row, book=book, places=places, about=owned)
        if owner is None:
            return
    else:
        owner = None  # somebody holds it, and the row does not say who
    control, source = (row.get(each, "").strip() for each in ("control", "source"))
    book.holdings.append(
        Holding(
            owner=owner,
            owned=owned,
            share=_share(where, row["share"], book, about=owned),
            control=(control,) if control else (),
            since=book.day(row.get("since"), where, name="since", about=owned),
            until=book.day(row.get("until"), where, name="until", about=owned),
            said=(source,) if source else (),
            why=None if owner else "the row names no owner",
            where=where,
        )
    )


def _share(where: str, text: str, book: Book, *, about: str) -> Share | None:
    try:
        return share_of(text)
    except ValueError:
        says = (
            f"column share is {text[:40]!r}; expected 25, 12.5, 25-50, >50, majority or blank"
        )
        book.doubt(where, says, about=about)
        return None


def _somebody(
    side: str, where: str, row: Row, *, book: Book, places: Places, about: str | None
) -> str | None:
    """The key of an owner or of what is owned; None, with a doubt, where there is none."""
    name = " ".join(row[side].split())
    ids = _ids(f"{side}_ids", where, row, book=book, about=about)
    if not name and not ids:
        book.doubt(where, f"column {side} is empty; expected a name", about=about)
        return None
    if len(name) > _MOST:
        says = f"column {side} has {len(name):,} characters; expected a name of at most {_MOST}"
        book.doubt(where, says, about=about)
        return None
    written = row.get(f"{side}_country", "").strip()
    country = places.code_of(written.upper() if len(written) == 2 else written)  # noqa: PLR2004
    if written and country is None:
        says = f"column {side}_country is {written[:40]!r}; expected ISO 3166-1, such as NL"
        book.doubt(where, f"{says}; it was not used", about=about, gravity="warning")
    key = " | ".join((name.casefold(), country or "", *(f"{s}={v}" for s, v in ids)))
    if key not in book.entities:  # the key has all that there is to know
        book.enter(Entity(key, name or None, "unknown", country, ids, where=where))
    return key


def _ids(
    column: str, where: str, row: Row, *, book: Book, about: str | None
) -> tuple[tuple[str, str], ...]:
    found = []
    for each in filter(None, (part.strip() for part in row.get(column, "").split(";"))):
        scheme, equals, value = (part.strip() for part in each.partition("="))
        if not equals or not scheme or not value:
            says = f"column {column} has {each[:40]!r}; expected scheme=value, such as lei=…"
            book.doubt(where, says, about=about, gravity="warning")
            continue
        if scheme.lower() not in SCHEMES:
            says = f"column {column} has the scheme {scheme[:40]!r}, which decides nothing"
            book.doubt(where, says, about=about, gravity="warning")
        found.append((scheme.lower(), value))
    return tuple(dict.fromkeys(found))
