"""What else of the same entry stands near a name: another name of it, a number, its country."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from enduse.mention.settle import Found
from enduse.mention.weighing import CERTAIN, NEAR, Sure, raised
from enduse.model.listing import Entry

REACH = 300
"""Signs to both sides in which something speaks for a name."""

_AT_LEAST, _OTHER = 0.8, 0.5
_SHORTEST_STEM = 4

Entries = Callable[[int, int], Entry]
"""Gives the entry of (source, row)."""


def near(found: Sequence[Found], text: str, entry: Entries) -> Iterator[Found]:
    """The same, surer where something else of the entry stands near."""
    of_entry: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for each in sorted(found, key=lambda one: (one.start, one.end)):
        of_entry[each.source, each.row].append(each)
    for each in found:
        if each.sure.step == CERTAIN:
            yield each
            continue
        beside = _beside(each, of_entry[each.source, each.row], text)
        sure = _surer(each, beside, text)
        may = sure is each.sure and sure.step and each.info >= _AT_LEAST and sure.why != NEAR
        if may and _country_near(each, text, entry):
            sure = raised(sure, each.info, "its country is named near")
        yield replace(each, sure=sure)


def _beside(each: Found, own: Sequence[Found], text: str) -> list[Found]:
    """What else of an entry stands within reach of a find, in other words than this."""
    low = bisect_left(own, each.start - REACH, key=lambda one: one.start)
    high = bisect_left(own, each.end + REACH, key=lambda one: one.start)
    words = text[each.start : each.end].lower()
    return [
        one
        for one in own[low:high]
        if (one.end <= each.start or one.start >= each.end)
        and text[one.start : one.end].lower() != words
    ]


def _surer(each: Found, beside: Sequence[Found], text: str) -> Sure:
    if any(one.number and one.sure.step for one in beside):
        return Sure(CERTAIN, "its number stands near")
    if each.number and any(one.sure.step for one in beside):
        return Sure(CERTAIN, "its number, and its name stands near")
    others = [one.info for one in beside if one.name != each.name and _tells(one, text)]
    # What is alike twice is not surer.
    if each.sure.why != NEAR and max(others, default=-1.0) + each.info >= _AT_LEAST:
        return raised(each.sure, each.info, "another name of it stands near")
    return each.sure


def _tells(each: Found, text: str) -> bool:
    """Whether a name beside another is more than an inflected form of the same word."""
    words = len(text[each.start : each.end].split())
    return (
        not each.number and each.info >= _OTHER and (words > 1 or text[each.start] >= "\u3040")
    )


def _country_near(each: Found, text: str, entry: Entries) -> bool:
    party = entry(each.source, each.row)
    named = {address.country for address in party.addresses if address.country}
    named |= {*party.nationalities, *party.citizenships}
    around = text[max(0, each.start - REACH) : each.end + REACH].lower()
    return any(_stem(country) in around for country in named if len(country) >= _SHORTEST_STEM)


def _stem(country: str) -> str:
    """A country's name as it also begins its people's: "Russia" and "Russian"."""
    first = country.partition(",")[0].lower()
    return first[: max(_SHORTEST_STEM, len(first) - 2)]
