"""What else of the same entry stands near a name: another name of it, a number, its country."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from enduse.mention.settle import Found
from enduse.mention.weighing import Sure, raised
from enduse.model.listing import Entry

REACH = 300
"""Signs to both sides in which something speaks for a name."""

_AT_LEAST = 0.8
_SHORTEST_STEM = 4

Entries = Callable[[int, int], Entry]
"""Gives the entry of (source, row)."""


def near(found: Sequence[Found], text: str, entry: Entries) -> Iterator[Found]:
    """The same, surer where something else of the entry stands near."""
    of_entry: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for each in sorted(found, key=lambda one: (one.start, one.end)):
        of_entry[each.source, each.row].append(each)
    for each in found:
        yield replace(each, sure=_surer(each, of_entry[each.source, each.row], text, entry))


def _surer(each: Found, own: Sequence[Found], text: str, entry: Entries) -> Sure:
    if each.sure.step == 2:  # noqa: PLR2004
        return each.sure
    low = bisect_left(own, each.start - REACH, key=lambda one: one.start)
    beside = [
        one
        for one in own[low:]
        if one.start < each.end + REACH
        and (one.end <= each.start or one.start >= each.end)
        and text[one.start : one.end].lower() != text[each.start : each.end].lower()
    ]
    if any(one.number and one.sure.step for one in beside):
        return Sure(2, "its number stands near")
    if each.number and any(one.sure.step for one in beside):
        return Sure(2, "its number, and its name stands near")
    if "only near" in each.sure.why:  # what is alike twice is not surer
        return each.sure
    others = [one for one in beside if not one.number and one.name != each.name]
    if others and max(one.info for one in others) + each.info >= _AT_LEAST:
        return raised(each.sure, each.info, "another name of it stands near")
    if each.sure.step and each.info >= _AT_LEAST and _country_near(each, text, entry):
        return raised(each.sure, each.info, "its country is named near")
    return each.sure


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
