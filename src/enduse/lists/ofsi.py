"""Read the Treasury's consolidated list of asset freeze targets (OFSI), CSV or XLSX.

    the older format      29 columns, until February 2022; papers and ship numbers in prose
    the format of 2022    36 columns; alias quality, own script, papers in cells of their own

In both, rows are gathered by Group ID, as a party stands once for each name, address and
date of birth. The list was closed on 28 January 2026.
"""

import re
from collections.abc import Mapping

from enduse.errors import ListError
from enduse.lists import sheet, uk_ids
from enduse.lists.row import Row
from enduse.lists.uk_facts import Log, Party, apart
from enduse.lists.uk_table import Table, table, text_rows
from enduse.lists.uk_xml import imo, registered
from enduse.model.issue import Issue
from enduse.model.listing import Reading

KEY = "Group ID"
_GIVEN = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5")
_LINES = (*(f"Address {n}" for n in range(1, 7)), "Post/Zip Code")
COMMON = ("Name 6", *_GIVEN, "Title", "DOB", "Town of Birth", "Country of Birth", "Nationality",
          "Passport Details", "Position", *_LINES, "Country", "Other Information",
          "Group Type", "Alias Type", "Regime", "Listed On", "Last Updated", KEY)  # fmt: skip
"""The columns of both formats, of which none may be missing."""
OLDER = ("NI Number",)
NEWER = ("Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language",
         "Passport Number", "National Identification Number",
         "National Identification Details", "Alias Quality",
         "UK Sanctions List Date Designated")  # fmt: skip
"""The columns of one format only; a file must have all of one."""

# What the Treasury packs into Other Information, as "(IMO number):7408873".
_FACTS = ("UK Sanctions List Ref", "UN Ref", "UK Statement of Reasons", "Phone number",
          "Email address", "Website", "Type of entity", "Fax", "Flag of ship",
          "Previous flags", "Type of ship", "Tonnage of ship", "Length of ship",
          "Year built")  # fmt: skip
_LINKS = {"Parent company": "Parent company", "Subsidiaries": "Subsidiary",
          "Current owners": "Current owner or operator",
          "Previous owners": "Previous owner or operator"}  # fmt: skip
_LABELS = (*_FACTS, *_LINKS, "Gender", "Business Reg No", "IMO number")
_LABEL = re.compile(rf"\(({'|'.join(re.escape(label) for label in _LABELS)})\):")


def looks_like(parts: Mapping[str, bytes]) -> bool:
    r"""Whether this is one table, plain or a spreadsheet, that opens with the list's header.

    >>> looks_like({"a": b"Last Updated,13/04/2018\nName 6,Group Type,Alias Type,Group ID\n"})
    True
    """
    if len(parts) != 1:
        return False
    data = next(iter(parts.values()))
    head = sheet.opening(data) if data.startswith(b"PK") else data[:4000]
    return all(word in head for word in (b"Group Type", b"Alias Type", b"Group ID"))


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the whole file; `published` is the date in its first row.

    The id of an entry is its Group ID, its programmes the regimes. A row without a number,
    or one that cannot be read, is an issue of gravity "error". A ListError is raised where
    there is not one file, it cannot be read, or a column is gone.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    found = _table(list_id, name, data)
    newer = set(NEWER) <= set(found.columns)
    if not newer and not set(OLDER) <= set(found.columns):
        gone = next(column for column in NEWER if column not in found.columns)
        raise ListError(list_id, f"column {gone!r} is gone", "every column of the format")
    parties: dict[str, Party] = {}
    log = Log()
    for at, row in found.each():
        number = row.take(KEY)
        if not number:
            log.unnumbered.append(f"row {at}")
        number = number or f"row {at}"
        party = parties.setdefault(number, Party(number))
        _take(row, party, log, newer=newer)
    entries = apart([party.entry(list_id, log) for party in parties.values()], log)
    told = (*found.told(), *log.issues(list_id))
    return Reading(entries, told, found.published, (("rows", len(found.rows)),))


def _table(list_id: str, name: str, data: bytes) -> Table:
    columns = (*COMMON, *OLDER, *NEWER)
    if not data.startswith(b"PK"):
        rows, issues = text_rows(list_id, data)
        return table(list_id, rows, columns=columns, needed=COMMON, key=KEY, issues=issues)
    cells = list(enumerate(sheet.rows(list_id, name, data), 1))
    more = sheet.titles(list_id, name, data)[1:]
    unread = [Issue(name, f"the sheet {title!r} was not read") for title in more]
    return table(list_id, cells, columns=columns, needed=COMMON, key=KEY, issues=unread)


def _take(row: Row, party: Party, log: Log, *, newer: bool) -> None:
    """What one row holds of its party."""
    parts = [row.take(column) for column in (*_GIVEN, "Name 6")]
    quality = row.take("Alias Quality") if newer else ""
    party.name(parts, row.take("Alias Type"), quality, log=log)
    for target, column in ((party.kinds, "Group Type"), (party.listed, "Listed On"),
                           (party.programmes, "Regime"), (party.births, "DOB")):  # fmt: skip
        target.update({text: None for text in [row.take(column)] if text})
    for target, column in ((party.nationalities, "Nationality"), (party.titles, "Title"),
                           (party.titles, "Position")):  # fmt: skip
        party.several(target, row.take(column))
    party.address([row.take(line) for line in _LINES], row.take("Country"))
    place = [row.take("Town of Birth"), row.take("Country of Birth")]
    party.birth_places.update({", ".join(p for p in place if p): None} if any(place) else {})
    party.fact("Last updated", row.take("Last Updated"))
    _other(row.take("Other Information"), party)
    if newer:
        _newer(row, party)
    else:
        for scheme, column in (("passport", "Passport Details"), ("national_id", "NI Number")):
            cell = row.take(column)
            party.ids.update(dict.fromkeys(uk_ids.told(scheme, column, cell)))
            party.fact(column, cell)


def _newer(row: Row, party: Party) -> None:
    """What only the format of 2022 has."""
    about = row.take("Non-Latin Script Type"), row.take("Non-Latin Script Language")
    party.script(row.take("Name Non-Latin Script"), *about)
    party.fact("UK Sanctions List Date Designated",
               row.take("UK Sanctions List Date Designated"))  # fmt: skip
    for scheme, label in (("passport", "Passport"),
                          ("national_id", "National Identification")):  # fmt: skip
        cell, details = row.take(f"{label} Number"), row.take(f"{label} Details")
        found = list(uk_ids.papers(scheme, label, cell, details=details))
        party.ids.update(dict.fromkeys(found))
        if not found:
            party.fact(f"{label} Details", details)


def _other(cell: str, party: Party) -> None:
    """Other Information, taken apart at its labels; what no label opens stays one fact.

    The older format has no labels, and writes numbers of ships and firms into its prose.
    """
    prose, *labelled = _LABEL.split(cell)
    party.fact("Other information", prose.strip())
    for found in (*uk_ids.ships(prose), *uk_ids.taxes(prose)):
        party.ids[found] = None
    for label, words in zip(labelled[::2], labelled[1::2], strict=True):
        text = words.strip()
        if label == "Gender" and text:
            party.genders[text.rstrip(".")] = None
        elif label == "IMO number":
            imo(party, text)
        elif label == "Business Reg No":
            for item in uk_ids.numbered(text):
                registered(party, item)
        elif label in _LINKS:
            party.linked(text, _LINKS[label])
        else:
            party.fact(label, text)
