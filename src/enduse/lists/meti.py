"""Read Japan's Foreign End User List (METI) from a table, or from JSON made of it.

METI publishes a PDF and, beside it, tables: number, country, name, other names, kind of
concern; headings and names in Japanese and English. Concern is B, C, M, N (weapons of mass
destruction) or CW (conventional weapons). Numbers run anew with each issue of the list.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from enduse.errors import ListError
from enduse.lists import iso, raw, sheet
from enduse.lists.grid import is_spreadsheet, open_grids
from enduse.lists.ofac_files import few
from enduse.lists.twins import apart
from enduse.model.issue import Issue
from enduse.model.listing import Entry, ListedAddress, ListedName, Reading

LIST_ID = "jp_meti_eul"
_HEADINGS = (
    ("number", re.compile(r"^no\.?$|番号")),
    ("country", re.compile(r"country|国名")),
    ("name", re.compile(r"company|organi[sz]ation|企業|組織")),
    ("aliases", re.compile(r"also known|別名|別称")),
    ("concern", re.compile(r"type of|concern|懸念|種別")),
)
_EXPECTED = "a table headed No., Country or Region, Company or Organization, Also Known As, " \
    "Type of WMD, or the JSON made of it"  # fmt: skip
_KEYS = {"id", "entity_name", "aliases", "addresses", "reason", "source_url"}
_UPKEEP = {"country", "date_added", "entity_type", "last_verified", "list_id",
           "source_list_name"}  # fmt: skip
_CODES = re.compile(r"(?<![A-Za-z])(?:CW|[BCMN]{1,4})(?![A-Za-z])")
_CODE = re.compile(r"CW|[BCMN]")
_PRESS = re.compile(r"/press/\d{4}/\d{2}/(\d{4})(\d{2})(\d{2})\d{3}/")
# Letters only: METI also writes Latin words with full-width dots, brackets and commas.
_EAST = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]")
_BRACKETED = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*$")


@dataclass(frozen=True, slots=True)
class _Party:
    """The cells of one party, from either form of the list."""

    number: str
    country: str
    name: str
    aliases: Sequence[str]
    concern: str
    more: Sequence[str]


@dataclass(slots=True)
class _Log:
    """Oddities on their way into a few issues."""

    lost: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    new: Counter[str] = field(default_factory=Counter)


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether the first bytes hold the headings of the list, or the keys of its JSON.

    >>> looks_like({"x": b"No.,Country or Region,Company or Organization,Also Known As"})
    True
    """
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    head = sheet.opening(data, 8000) if is_spreadsheet(data) else data[:8000]
    words = head.lower()
    told = any(word.encode() in words for word in ("also known as", "別名", "別称"))
    return (told and b"country" in words) or (b'"jp-' in words and b"entity_name" in words)


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the one file given. Programmes are the codes of concern: ("B", "C", "M", "N").

    A name with another in brackets in Chinese or Japanese letters is kept whole, and the
    one in brackets is a name too. `published` is the day in the publisher's address, which
    only the JSON holds. A row without a name is an issue of gravity "error"; a ListError is
    raised where the headings are gone.
    """
    if len(parts) == 1:
        ((name, data),) = parts.items()
        if data[:100].removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"[", b"{")):
            return _of_json(list_id, name, data)
    opened = open_grids(list_id, parts, columns=_header, expected=_EXPECTED)
    log = _Log()
    found: list[Entry] = []
    for grid in opened.grids:
        for number, row in grid.table():
            known = [column for column, _ in _HEADINGS if column in grid.header]
            given = {column: row.take(column).strip() for column in known}
            left = row.leftovers()
            more = [f"{c}: {t}" for c in left if (t := row.take(c).strip())]
            log.new.update(c for c in grid.header if c not in dict(_HEADINGS))
            aliases = _aliases(given.get("aliases", ""))
            party = _Party(given.get("number", ""), given["country"], given["name"],
                           aliases, given["concern"], more)  # fmt: skip
            found += _entry(list_id, party, log, at=f"row {number}")
    return _reading(next(iter(parts)), found, log, rows=opened.rows(), issues=opened.issues)


def _header(cells: Sequence[str]) -> Sequence[str] | None:
    """Our names for the headings; None where country or name is not among them."""
    named: list[str] = []
    for cell in cells:
        words = unicodedata.normalize("NFKC", cell).lower()
        known = (ours for ours, says in _HEADINGS if says.search(words))
        named.append(next((ours for ours in known if ours not in named), cell))
    return named if {"country", "name", "concern"} <= set(named) else None


def _entry(list_id: str, party: _Party, log: _Log, *, at: str) -> Iterator[Entry]:
    """One party; none, told of in `log.lost`, where it has no name."""
    written = " ".join(party.name.split())
    if not written:
        log.lost.append(at)
        return
    names = {text: ListedName(text) for text in [written]}
    for text in (*_inner(written), *party.aliases):
        eastern = _EAST.search(text) and not _LATIN.search(text)
        names.setdefault(text, ListedName(text, "original_script" if eastern else "aka"))
        for inner in _inner(text):
            names.setdefault(inner, ListedName(inner, "original_script"))
    concern = party.concern
    codes = _codes(concern)
    if concern and not codes:
        log.odd.append(f"{at} {concern[:40]!r}")
    country = " ".join(party.country.split())
    yield Entry(
        list_id=list_id,
        id=party.number or written,
        kind="unknown",  # firms, ministries, universities and armed groups alike
        names=tuple(names.values()),
        programmes=codes,
        addresses=(ListedAddress("", country),) if country else (),
        facts=(("Type of concern", concern),) if concern else (),
        remarks=tuple(party.more),
    )


def _inner(name: str) -> list[str]:
    """The name in closing brackets, where it is in Chinese or Japanese letters.

    >>> _inner("Air Koryo （高麗航空）"), _inner("Iran Electronics Industries (IEI)")
    (['高麗航空'], [])
    """
    found = _BRACKETED.search(name)
    inner = found[1].strip() if found else ""
    return [inner] if _EAST.search(inner) else []


def _aliases(cell: str) -> list[str]:
    r"""The names of one cell, each after a middle dot; a line break only wraps a name.

    >>> _aliases("・Faratech\nCompany\n・FARA Co")
    ['Faratech Company', 'FARA Co']
    """
    return [text for part in re.split(r"[・･]", cell) if (text := " ".join(part.split()))]


def _codes(text: str) -> tuple[str, ...]:
    """Codes of concern; METI writes some of them in full width, some without a comma.

    >>> _codes("ミサイル、核 ＭN; 通常兵器の懸念: CW")
    ('M', 'N', 'CW')
    """
    found = _CODES.findall(unicodedata.normalize("NFKC", text))
    return tuple(dict.fromkeys(c for codes in found for c in _CODE.findall(codes)))


def _of_json(list_id: str, name: str, data: bytes) -> Reading:
    """The list from JSON that others made of METI's PDF."""
    text = raw.text(list_id, name, data)
    try:
        plain: object = json.loads(text)
        # JSON can spell halves of characters, which no file of ours could hold.
        json.dumps(plain, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as trouble:
        raise ListError(list_id, f"{name} is no JSON ({str(trouble)[:80]})", _EXPECTED) from (
            trouble
        )
    if not isinstance(plain, list):
        raise ListError(list_id, f"{name} holds no list of parties", _EXPECTED)
    log = _Log()
    alone = Counter(_place(row) for row in plain if _text(row, "entity_name"))
    found: list[Entry] = []
    days: set[date] = set()
    for number, row in enumerate(plain, 1):
        if not isinstance(row, dict):
            log.lost.append(f"item {number}")
            continue
        log.new.update(key for key in row if key not in _KEYS | _UPKEEP)
        days.update(_issued(_text(row, "source_url")))
        found += _entry(list_id, _party(row, alone, log), log, at=f"item {number}")
    if not found:
        raise ListError(list_id, f"{name} holds no party that can be read", _EXPECTED)
    rows = ((name, len(plain)),)
    return _reading(name, found, log, rows=rows, published=max(days, default=None))


def _party(row: Mapping[str, Any], alone: Mapping[str, int], log: _Log) -> _Party:
    """One party of the JSON.

    Where the name is empty it stuck to the country: "People's Republic of China BVI
    Electronics". The country is the longest one that stands alone elsewhere in the file.
    """
    name, place = _text(row, "entity_name"), _place(row)
    if not name and place:
        heads = [head for head in alone if head and place.startswith(f"{head} ")]
        head = max(heads, key=len, default="")
        name, place = place[len(head) :].strip(), head
        log.moved.append(_text(row, "id"))
    held = row.get("aliases")
    aliases = [a for a in held if isinstance(a, str)] if isinstance(held, list) else []
    several = [text for each in aliases if (text := " ".join(each.split()))]
    more = [f"{k}: {v}" for k, v in row.items() if k not in _KEYS | _UPKEEP and v]
    return _Party(_text(row, "id"), place, name, several, _text(row, "reason"), more)


def _place(row: object) -> str:
    places = row.get("addresses") if isinstance(row, dict) else None
    texts = [p for p in places if isinstance(p, str)] if isinstance(places, list) else []
    return " ".join(" ".join(texts).split())


def _text(row: object, key: str) -> str:
    value = row.get(key) if isinstance(row, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _issued(address: str) -> list[date]:
    """The day in an address of METI's press: ".../press/2025/09/20250929006/..."."""
    found = _PRESS.search(address)
    day = iso.day("-".join(found.groups())) if found else None
    return [day] if day else []


def _reading(
    name: str,
    found: Sequence[Entry],
    log: _Log,
    *,
    rows: tuple[tuple[str, int], ...],
    published: date | None = None,
    issues: Sequence[Issue] = (),
) -> Reading:
    entries, twins = apart(found)
    all_ = [*issues, *few(name, "rows have no name", log.lost, gravity="error")]
    all_ += few(name, "names stood behind the country", log.moved, gravity="warning")
    all_ += few(name, "kinds of concern were not understood", log.odd, gravity="warning")
    all_ += few(name, "ids stand more than once", twins, gravity="warning")
    all_ += [Issue(name, f"column {c!r} is new to us; kept as remarks") for c in log.new]
    return Reading(entries, tuple(all_), published, rows)
