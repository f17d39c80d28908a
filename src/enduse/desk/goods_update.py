"""A table of goods fetched from an address, and kept if it is sound."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from urllib.parse import urlsplit

from enduse.desk.goods import Taken, import_table, shelf_of
from enduse.errors import EnduseError, FetchError
from enduse.fetch.download import Fetched, Fetcher, Progress
from enduse.fetch.limits import DEFAULT, Limits
from enduse.goods.control_kinds import read_brought
from enduse.settings import Settings

OFFICIAL = {
    "us_ccl": "https://www.ecfr.gov/current/title-15/part-774",
    "us_country_chart": "https://www.ecfr.gov/current/title-15/part-738",
    "us_country_groups": "https://www.ecfr.gov/current/title-15/part-740",
    "eu_annex_i": "https://eur-lex.europa.eu/eli/reg/2021/821",
}
"""Where the official texts are. They come as XML or PDF, which is not read here yet."""


@dataclass(frozen=True, slots=True)
class TableUpdated:
    """What became of a table that was fetched."""

    table: str
    state: Literal["new", "same", "refused", "failed"]
    says: str


def update_table(
    settings: Settings,
    table: str,
    url: str | None,
    *,
    published: date | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> TableUpdated:
    """Fetch a table from an address and keep it; the old editions stay whatever comes.

    The day is the one in the file, else `published`, else the day that the server names,
    else today. Trouble is told, not raised, because other tables go on.
    """
    if url is None:
        return TableUpdated(table, "failed", _no_address(table))
    folder = settings.data / "fetched" / "goods"
    try:
        with Fetcher(limits) as fetcher:
            fetched = fetcher.fetch(url, folder, progress=progress)
    except FetchError as error:
        return TableUpdated(table, "failed", str(error))
    except OSError as error:
        return TableUpdated(table, "failed", f"{folder}: cannot be written ({error})")
    try:
        return _kept(settings, table, fetched, published=published)
    except EnduseError as error:
        return TableUpdated(table, "refused", str(error))


def _kept(
    settings: Settings, table: str, fetched: Fetched, *, published: date | None
) -> TableUpdated:
    data = fetched.data or b""
    name = urlsplit(fetched.url).path.rpartition("/")[2] or table
    used = shelf_of(settings).newest(table, date.max)
    if used is not None and used.sha256 == fetched.sha256:
        return TableUpdated(table, "same", f"is still that of {used.published}")
    inside = read_brought(data, name, table=table).published
    today = datetime.now(UTC).date()
    said = min(fetched.modified.date(), today) if fetched.modified else today
    day = published if inside or published else said
    taken = import_table(settings, data, name, table=table, published=day)
    return TableUpdated(table, "new" if taken.new else "same", says_of(taken))


def says_of(taken: Taken) -> str:
    """What was kept, in one line."""
    each = taken.edition
    known = "" if taken.new else "; it was here already"
    return f"{each.rows:,} rows, published {each.published}{known}"


def _no_address(table: str) -> str:
    if table in OFFICIAL:
        return (
            f"the official text at {OFFICIAL[table]} is XML or PDF, which cannot be read yet; "
            "`enduse goods import FILE` takes it as CSV or JSON, and --url fetches such a file"
        )
    return "no address is known for it; give one with --url"
