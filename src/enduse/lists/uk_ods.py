"""Read the UK Sanctions List from its summary as a spreadsheet (ODS).

The summary has the main name, the regime and the measures of a party, and nothing else:
no alias, no address, no date of birth, no number. So the reading says what it lacks.
"""

from collections.abc import Mapping

from enduse.errors import ListError
from enduse.lists import sheet
from enduse.lists.row import Row
from enduse.lists.uk_facts import Log, Party, apart
from enduse.lists.uk_table import table
from enduse.model.issue import Issue
from enduse.model.listing import Reading

KEY = "Unique ID"
COLUMNS = (KEY, "OFSI Group ID", "Name", "Regime Name", "Type", "Designation source",
           "Date Designated", "Sanctions Imposed")  # fmt: skip
"""The publisher's columns, of which none may be missing."""


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one spreadsheet that opens with the header of the summary."""
    if len(parts) != 1:
        return False
    head = sheet.opening(next(iter(parts.values())))
    return all(
        word.encode() in head for word in (KEY, "Designation source", "Sanctions Imposed")
    )


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the whole first sheet, a row a party; there is no date of publication inside.

    The id of an entry is its Unique ID. Its programmes are the regime and each measure. That
    the format has no aliases is a gap. A ListError is raised where there is not one file, it
    is no sound spreadsheet, or a column is gone.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    rows = list(enumerate(sheet.rows(list_id, name, data), 1))
    found = table(list_id, rows, columns=COLUMNS, needed=COLUMNS, key=KEY)
    log = Log()
    parties = [_party(row, log, at=at) for at, row in found.each()]
    entries = apart([party.entry(list_id, log) for party in parties], log)
    more = sheet.titles(list_id, name, data)[1:]
    unread = [Issue(name, f"the sheet {title!r} was not read") for title in more]
    told = (*found.told(), *unread, *log.issues(list_id))
    return Reading(entries, told, found.published, (("rows", len(found.rows)),), ("aliases",))


def _party(row: Row, log: Log, *, at: int) -> Party:
    number = row.take(KEY)
    if not number:
        log.unnumbered.append(f"row {at}")
    party = Party(number or f"row {at}")
    party.name([row.take("Name")], "Primary Name", "", log=log)
    for target, column in ((party.kinds, "Type"), (party.programmes, "Regime Name"),
                           (party.listed, "Date Designated")):  # fmt: skip
        target.update({text: None for text in [row.take(column)] if text})
    measures = row.take("Sanctions Imposed").split(",")
    party.programmes.update(dict.fromkeys(m for each in measures if (m := each.strip(" -"))))
    for column in ("OFSI Group ID", "Designation source"):
        party.fact(column, row.take(column))
    return party
