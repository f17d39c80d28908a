"""A listed name as it is indexed and compared: one way, for both."""

from enduse.model.listing import Entry
from enduse.names.ready import ReadyName, ready


def ready_listed(entry: Entry, number: int) -> ReadyName | None:
    """One name of an entry made ready; None where it tells nobody from anybody."""
    name = entry.names[number]
    weak = name.strength == "weak"
    return ready(name.text, kind=entry.kind, family_first=name.family_first, weak=weak)
