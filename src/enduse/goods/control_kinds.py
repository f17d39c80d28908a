"""What kind of table a file is, by its content, and whether it holds together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from enduse.errors import ListError
from enduse.goods.chart import CHART, GROUPS, CountryChart, CountryGroups
from enduse.goods.control_acts import ActTable, day_of
from enduse.goods.control_list import EU, US, ControlList
from enduse.goods.control_read import (
    json_of,
    read_annex,
    read_ccl,
    read_paragraphs,
    read_plain,
    rows_of,
)
from enduse.model.issue import Issue

Form = Literal[
    "annex",
    "plain",
    "ccl",
    "paragraphs",
    "chart",
    "groups",
    "codes",
    "tiers",
    "weapons",
    "terms",
]
CHPL, WEAPONS, TERMS = "chpl", "weapon_components", "hs_terms"
TABLES: Mapping[str, tuple[Form, ...]] = {
    EU: ("annex", "plain"),
    US: ("ccl", "paragraphs", "plain"),
    CHART: ("chart",),
    GROUPS: ("groups",),
    CHPL: ("tiers",),
    WEAPONS: ("weapons",),
    TERMS: ("terms",),
}
"""The tables with a name of their own, and the forms each may come in. Any other name is a
table of goods codes ("codes")."""

FLOORS: Mapping[Form, int] = {
    "annex": 100,
    "ccl": 100,
    "paragraphs": 100,
    "chart": 100,
    "groups": 5,
}
"""How many entries, rows or groups the whole table has at least: a file with fewer was cut."""

_COLUMNS: tuple[tuple[Form, frozenset[str]], ...] = (
    ("annex", frozenset({"entry", "paragraph", "text"})),
    ("paragraphs", frozenset({"ecn_number", "description_en"})),
    ("weapons", frozenset({"component_id", "manufacturer"})),
    ("tiers", frozenset({"hs6", "tier"})),
    ("plain", frozenset({"number", "text"})),
    ("codes", frozenset({"code"})),
    ("codes", frozenset({"hts6"})),
    ("codes", frozenset({"hs6"})),
)
_KNOWN = "a table of control numbers, of goods codes, a country chart, or found components"


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was read: which table, in which form, how much, and from which day.

    `size` is what its floor counts; `citation` and `url` are what the file says of itself.
    """

    table: str
    form: Form
    rows: int
    size: int
    published: date | None = None
    citation: str | None = None
    url: str | None = None
    read: str = "secondary"
    issues: tuple[Issue, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    name: str
    table: str


def read_brought(data: bytes, name: str, *, table: str | None = None) -> Brought:
    """Read a file whole and say what it is; `table` where the user named it.

    Raises:
        ListError: it is none of the known forms, not that of `table`, or does not hold
            together: what was found, where, and what is wanted.
    """
    shown = table or name
    form = _form(data, shown)
    if table and table in TABLES and form not in TABLES[table]:
        found = f"{name} is of the form {form!r}"
        raise ListError(shown, found, f"one of the form {' or '.join(TABLES[table])}")
    return _READ[form](_File(data, name, table or _table_of(form, name)))


def _form(data: bytes, table: str) -> Form:
    """The form of a file by its first bytes and its columns or keys."""
    start = data[:200].lstrip().lower()
    if not start:
        raise ListError(table, "is empty", _KNOWN)
    if data[:4] == b"PK\x03\x04" or start.startswith(b"%pdf"):
        raise ListError(table, "is a spreadsheet or a PDF", "CSV or JSON; save it as CSV first")
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise ListError(table, "is a web page or XML", "CSV or JSON")
    if start.startswith((b"{", b"[", b"\xef\xbb\xbf{")):
        return _json_form(json_of(data, table), table)
    columns = frozenset(next(rows_of(data, table), {}))
    form = next((form for form, wanted in _COLUMNS if wanted <= columns), None)
    if form is None:
        shown = ", ".join(sorted(columns)[:6])[:80] or "no row"
        raise ListError(table, f"has the columns {shown}", _KNOWN)
    return form


def _json_form(plain: object, table: str) -> Form:
    keys = frozenset(plain) if isinstance(plain, dict) else frozenset()
    if "countries" in keys:
        return "chart"
    if "groups" in keys:
        return "groups"
    if isinstance(plain, dict) and isinstance(plain.get("entries"), list):
        return "ccl"
    values = plain.values() if isinstance(plain, dict) else ()
    if keys and all(isinstance(v, str) and v.isdigit() for v in values):
        return "terms"
    shown = ", ".join(sorted(map(str, keys))[:6])[:80] or "no keys"
    raise ListError(table, f"is JSON with {shown}", _KNOWN)


def _table_of(form: Form, name: str) -> str:
    """The table that a form stands for; a table of codes is called as its file is."""
    fixed = next((table for table, forms in TABLES.items() if form in forms), None)
    if form == "plain":
        found = f"{name} has numbers and texts, which both control lists may have"
        raise ListError(name, found, f"--table {EU} or --table {US}")
    stem = name.rpartition(".")[0] or name
    words = "".join(c if c.isascii() and c.isalnum() else "_" for c in stem.lower())
    kept = [w for w in words.split("_") if w]
    while len(kept) > 1 and kept[-1].isdigit():  # a day at the end is no part of the name
        kept.pop()
    return fixed or "_".join(kept) or "codes"


def _control(read: ControlList, form: Form) -> Brought:
    many, size = read.rows, len(read.entries)
    return Brought(read.id, form, rows=many, size=size, issues=read.issues)


def _annex(file: _File) -> Brought:
    return _control(read_annex(file.data, file.name), "annex")


def _plain(file: _File) -> Brought:
    return _control(read_plain(file.data, file.name, file.table), "plain")


def _paragraphs(file: _File) -> Brought:
    return _control(read_paragraphs(file.data, file.name), "paragraphs")


def _ccl(file: _File) -> Brought:
    return _said(file, _control(read_ccl(file.data, file.name), "ccl"))


def _chart(file: _File) -> Brought:
    rows = len(CountryChart.read(json_of(file.data, file.table)).rows)
    return _said(file, Brought(file.table, "chart", rows, rows))


def _groups(file: _File) -> Brought:
    found = CountryGroups.read(json_of(file.data, file.table)).groups
    rows = sum(len(names) for names in found.values())
    return _said(file, Brought(file.table, "groups", rows, len(found)))


def _codes(file: _File) -> Brought:
    return _act(file, "codes")


def _tiers(file: _File) -> Brought:
    return _act(file, "tiers")


def _act(file: _File, form: Form) -> Brought:
    found = ActTable.read(file.data, file.table)
    first, many = found.codes[0], len(found.codes)
    day, source = found.as_of, first.source or None
    return Brought(
        file.table, form, many, many, published=day, citation=source, read=first.read
    )


def _weapons(file: _File) -> Brought:
    rows = list(rows_of(file.data, file.table))
    days = (
        day_of(row.get("last_verified", ""), where=f"row {at}", table=file.table)
        for at, row in enumerate(rows, 2)
    )
    newest = max((day for day in days if day), default=None)
    return Brought(file.table, "weapons", len(rows), len(rows), published=newest)


def _terms(file: _File) -> Brought:
    many = len(json_of(file.data, file.table))
    return Brought(file.table, "terms", many, many)


def _said(file: _File, brought: Brought) -> Brought:
    """With what a JSON file says of itself: its day, its citation, where it is from."""
    plain = json_of(file.data, file.table)
    source = plain.get("source")
    day = plain.get("ecfrIssueDate") or plain.get("published") or ""
    return replace(
        brought,
        published=day_of(str(day), where="its date", table=file.table),
        citation=str(plain["citation"]) if plain.get("citation") else None,
        url=str(source["url"]) if isinstance(source, dict) and "url" in source else None,
    )


_READ: Mapping[Form, Callable[[_File], Brought]] = {
    "annex": _annex,
    "plain": _plain,
    "paragraphs": _paragraphs,
    "ccl": _ccl,
    "chart": _chart,
    "groups": _groups,
    "codes": _codes,
    "tiers": _tiers,
    "weapons": _weapons,
    "terms": _terms,
}
