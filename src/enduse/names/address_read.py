"""An address as typed becomes parts that can be compared: street, house, unit, box, place.

Free text in any order and script. Nothing here knows a street or a town by name: what a word
is follows from the words and numbers around it, so a part may be read wrongly; the
comparison asks for several parts to agree. Made for speed on tens of thousands.
"""

import re
from collections.abc import Callable

from enduse.names.address import Address
from enduse.names.address_segment import Draft, Segment
from enduse.names.address_words import CITIES_TOO, is_ordinary, items_of, pieces_of

MOST_LETTERS = 1_500
"""How much of an address is read. The longest one on a published list has under 700."""

CountryOf = Callable[[str], str | None]
"""Says which country's name a text is, if any."""

_POSTAL = re.compile(
    r"\b(?:[a-z]{1,2}\d[a-z\d]?\s\d[a-z]{2}|[a-z]\d[a-z]\s?\d[a-z]\d)\b", re.IGNORECASE
)
_SPLIT_CODE = re.compile(r"(?<![\w/-])(\d{3}) (\d{3})(?![\w/-])")
_LONGEST_COUNTRY = 4
_SHORTEST_COUNTRY = 3


def read_address(
    text: str, *, country: str | None = None, country_of: CountryOf | None = None
) -> Address:
    """Take an address apart. `country` is what is known of it from elsewhere.

    >>> read = read_address("Flat 12, 4th Floor, 35 Example Dr., Kwun Tong")
    >>> sorted(read.houses), read.words, sorted(read.kinds), sorted(read.units), read.places
    (['35'], ('example',), ['drive'], ['12'], ('kwun', 'tong'))
    >>> read_address("ул. Примерная, д. 35, корп. 2") == read_address("Primernaya ul. 35 k. 2")
    False
    """
    draft = Draft()
    short = _without_codes(text[:MOST_LETTERS], draft)
    pieces = pieces_of(short)
    said = _take_country(pieces, country_of, draft) if country_of else None
    for piece in pieces:
        Segment(items_of(piece), draft).read()
    draft.letter()
    words = dict.fromkeys(draft.words)
    return Address(
        text=text,
        words=tuple(words),
        buildings=frozenset(draft.buildings),
        kinds=frozenset(draft.kinds),
        houses=frozenset(draft.numbers["house"]),
        parts=frozenset(draft.numbers["part"]),
        units=frozenset(draft.numbers["unit"]),
        floors=frozenset(draft.numbers["floor"]),
        boxes=frozenset(draft.numbers["box"]),
        codes=frozenset(draft.numbers["postal"]),
        places=tuple(place for place in dict.fromkeys(draft.places) if place not in words),
        country=country or said,
        zone=draft.zone,
        agent=draft.agent,
        cut=max(0, len(text) - MOST_LETTERS),
    )


def _without_codes(text: str, draft: Draft) -> str:
    """Take out the postal codes that letters or a blank give away."""
    found = _POSTAL.findall(text)
    if found:
        draft.numbers["postal"] += ["".join(each.lower().split()) for each in found]
        text = _POSTAL.sub(" ", text)
    return _SPLIT_CODE.sub(r"\1\2", text)


def _take_country(pieces: list[str], country_of: CountryOf, draft: Draft) -> str | None:
    """The country at the end, as a piece of its own or as the last words of one."""
    if not pieces:
        return None
    last = pieces[-1].split()
    for size in range(min(_LONGEST_COUNTRY, len(last)), 0, -1):
        name = " ".join(last[-size:]).strip(" .")
        # Two letters are a state of the US as often as a country.
        names_one = len(name) >= _SHORTEST_COUNTRY and not is_ordinary(name.lower())
        code = country_of(name) if names_one else None
        if code:
            rest = " ".join(last[:-size])
            pieces[-1:] = [rest] if rest else []
            plain = "_".join(name.lower().split())
            if plain in CITIES_TOO:
                draft.places += plain.split("_")
            return code
    return None
