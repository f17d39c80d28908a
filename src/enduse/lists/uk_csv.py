"""Read the UK Sanctions List from its CSV: a row for each name, address and date of birth.

All three are crossed, so rows are gathered by Unique ID and each fact is kept once.
"""

from collections.abc import Mapping

from enduse.errors import ListError
from enduse.lists import uk_ids
from enduse.lists.row import Row
from enduse.lists.uk_facts import Log, Party, apart
from enduse.lists.uk_table import table, text_rows
from enduse.lists.uk_xml import imo, registered
from enduse.model.listing import Reading

KEY = "Unique ID"
_GIVEN = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5")
_LINES = (*(f"Address Line {n}" for n in range(1, 7)), "Address Postal Code")
_FACTS = (("Last Updated", "Last updated"), ("OFSI Group ID", "OFSI Group ID"),
          ("UN Reference Number", "UN reference"),
          ("Designation source", "Designation source"),
          ("Other Information", "Other information"),
          ("UK Statement of Reasons", "UK statement of reasons"),
          ("Phone number", "Phone number"), ("Website", "Website"),
          ("Email address", "Email address"), ("Type of entity", "Type of entity"),
          ("Current believed flag of ship", "Current believed flag"),
          ("Previous flags", "Previous flag"), ("Type of ship", "Type of ship"),
          ("Tonnage of ship", "Tonnage of ship"), ("Length of ship", "Length of ship"),
          ("Year Built", "Year built"),
          ("Hull identification number (HIN)", "Hull identification number"))  # fmt: skip
_LINKS = (("Parent company", "Parent company"), ("Subsidiaries", "Subsidiary"),
          ("Current owner/operator (s)", "Current owner or operator"),
          ("Previous owner/operator (s)", "Previous owner or operator"))  # fmt: skip
COLUMNS = (KEY, *_GIVEN, "Name 6", "Name type", "Alias strength", "Title",
           "Name non-latin script", "Non-latin script type", "Non-latin script language",
           "Regime Name", "Designation Type", "Sanctions Imposed", *_LINES,
           "Address Country", "Date Designated", "D.O.B", "Nationality(/ies)",
           "National Identifier number", "National Identifier additional information",
           "Passport number", "Passport additional information", "Position", "Gender",
           "Town of birth", "Country of birth", "Business registration number (s)",
           "IMO number", *(c for c, _ in _FACTS), *(c for c, _ in _LINKS))  # fmt: skip
"""The publisher's columns, of which none may be missing."""


def looks_like(parts: Mapping[str, bytes]) -> bool:
    r"""Whether this is one plain file whose first rows hold the header of the list.

    >>> looks_like({"a": b"Report Date: 1-Jan-2026\nUnique ID,Name 6,Name type,"})
    True
    """
    if len(parts) != 1:
        return False
    head = next(iter(parts.values()))[:4000]
    return all(word in head for word in (b"Unique ID", b"Name 6")) and b"<" not in head[:9]


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the whole file; `published` is its Report Date, in the row above the header.

    The id of an entry is its Unique ID; its programmes are the regime and each measure. A
    row without an id, or one that cannot be read, is an issue of gravity "error". A
    ListError is raised where there is not one file, or a column is gone.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    (data,) = parts.values()
    rows, issues = text_rows(list_id, data)
    found = table(list_id, rows, columns=COLUMNS, needed=COLUMNS, key=KEY, issues=issues)
    parties: dict[str, Party] = {}
    log = Log()
    for at, row in found.each():
        number = row.take(KEY)
        if not number:
            log.unnumbered.append(f"row {at}")
        number = number or f"row {at}"
        _take(row, parties.setdefault(number, Party(number)), log)
    entries = apart([party.entry(list_id, log) for party in parties.values()], log)
    told = (*found.told(), *log.issues(list_id))
    return Reading(entries, told, found.published, (("rows", len(found.rows)),))


def _take(row: Row, party: Party, log: Log) -> None:
    """What one row holds of its party."""
    parts = [row.take(column) for column in (*_GIVEN, "Name 6")]
    party.name(parts, row.take("Name type"), row.take("Alias strength"), log=log)
    about = row.take("Non-latin script type"), row.take("Non-latin script language")
    party.script(row.take("Name non-latin script"), *about)
    for target, column in ((party.kinds, "Designation Type"), (party.listed, "Date Designated"),
                           (party.births, "D.O.B"), (party.genders, "Gender"),
                           (party.programmes, "Regime Name")):  # fmt: skip
        target.update({text: None for text in [row.take(column)] if text})
    measures = row.take("Sanctions Imposed").split("|")
    party.programmes.update(dict.fromkeys(m for each in measures if (m := each.strip(" -"))))
    party.address([row.take(line) for line in _LINES], row.take("Address Country"))
    for target, column in ((party.nationalities, "Nationality(/ies)"),
                           (party.titles, "Title"), (party.titles, "Position")):  # fmt: skip
        party.several(target, row.take(column))
    place = [row.take("Town of birth"), row.take("Country of birth")]
    party.birth_places.update({", ".join(p for p in place if p): None} if any(place) else {})
    for column, label in _FACTS:
        party.fact(label, row.take(column))
    for column, relation in _LINKS:
        party.linked(row.take(column), relation)
    _numbers(row, party)


def _numbers(row: Row, party: Party) -> None:
    """Papers and registrations; what is told of a paper without a number is a fact."""
    for scheme, column in (("passport", "Passport"), ("national_id", "National Identifier")):
        cell, details = (
            row.take(f"{column} number"),
            row.take(f"{column} additional information"),
        )
        label = "Passport" if scheme == "passport" else "National identifier"
        found = list(uk_ids.papers(scheme, label, cell, details=details))
        party.ids.update(dict.fromkeys(found))
        if not found:
            party.fact(label, details)
    registration, ship = row.take("Business registration number (s)"), row.take("IMO number")
    for item in uk_ids.numbered(registration):
        registered(party, item)
    if ship:
        imo(party, ship)
