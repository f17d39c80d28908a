"""The names of the lists that are loaded, ready to be found in a text."""

from enduse.desk.sources import Loaded
from enduse.mention.book import ListedNames
from enduse.mention.listed import Listed


def listed_of(loaded: Loaded) -> Listed:
    """The names of every list that could be opened.

    What is wrong with a list is in `loaded.faults`, as for an order: a name that is not found
    here stands on no list only where every list that is required was whole and of its day.
    """
    return Listed(
        ListedNames(each.list_id, each.entries, each.index, each.counts)
        for each in loaded.sources
    )
