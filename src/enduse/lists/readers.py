"""The front door: published bytes of a known list in, a reading out."""

from collections.abc import Mapping

from enduse.errors import ListError
from enduse.lists import ofac_csv, ofac_files, raw, starter, un_xml
from enduse.lists.catalogue import info
from enduse.model.listing import Reading


def read(list_id: str, parts: Mapping[str, bytes], *, floor: int | None = None) -> Reading:
    """Read the list `list_id` from its files, `parts` mapping their names to bytes.

    A ListError is raised where the list is unknown, a file is empty or not what it should
    be, or fewer entries came out than `floor` (the catalogue's `min_entries` where it is
    not given): a short list would clear parties that the whole one names.
    """
    about = info(list_id)
    if not parts:
        raise ListError(list_id, "was given no file", f"the parts {', '.join(about.parts)}")
    for name, data in parts.items():
        raw.refuse_empty(list_id, name, data)
    reading = _read(list_id, parts)
    least = about.min_entries if floor is None else floor
    if len(reading.entries) < least:
        raise ListError(list_id, f"holds {len(reading.entries)} entries", f"at least {least}")
    return reading


def _read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    if list_id == ofac_files.LIST_ID:
        return ofac_csv.read(parts)
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    (data,) = parts.values()
    if list_id == un_xml.LIST_ID:
        return un_xml.read(data)
    if list_id == starter.LIST_ID:
        return starter.read(data)
    raise ListError(list_id, "has no reader", "a list that can be read")
