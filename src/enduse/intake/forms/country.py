"""The country that an address or a place names, at its end or by a sign; never guessed."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from enduse.intake.forms.labels import form_words
from enduse.intake.headings import fold
from enduse.intake.orders.look import country_of
from enduse.places import Places

_SIGN = re.compile(r"^([A-Z]{1,2})[-–](?=\d{3,6})")
_VAT = re.compile(r"^([A-Z]{2})[A-Z0-9 .-]*\d")
_LOCODE = re.compile(r"(?<![A-Z0-9])([A-Z]{2}) ?([A-Z2-9]{3})(?![A-Z0-9])")
_IATA = re.compile(r"(?<![A-Z0-9])[A-Z]{3}(?![A-Z0-9])")
_STATES = frozenset({
    "AL", "AR", "AZ", "CA", "CO", "DE", "GA", "ID", "IL", "IN", "KY", "LA", "MA", "MD", "ME",
    "MN", "MO", "MS", "MT", "NC", "NE", "PA", "SC", "SD", "TN", "VA", "WA", "TX", "FL", "NY",
})  # fmt: skip
"""States of the US whose letters countries have too: "San Jose, CA" is not in Canada."""
_MOST_WORDS = 5
_CODE = 2


@cache
def _ports() -> tuple[Mapping[str, str], Mapping[str, str]]:
    table = tomllib.loads((files("enduse.intake.forms") / "ports.toml").read_text("utf-8"))
    ports = {fold(name): code for code, some in table["ports"].items() for name in some}
    airports = {name: code for code, some in table["airports"].items() for name in some}
    return ports, airports


class Countries:
    """Reads countries with one table of them.

    >>> countries = Countries(Places.load())
    >>> countries.at_end("0010 Yerevan, Armenia"), countries.at_end("San Jose, CA")
    (('0010 Yerevan', 'Armenia'), None)
    >>> countries.of_place("Jebel Ali"), countries.of_place("NLRTM"), countries.of_place("Mars")
    ('AE', 'NL', None)
    """

    def __init__(self, places: Places) -> None:
        """Keep what reads a country."""
        self.places = places
        self.read = country_of(places)

    def code(self, text: str) -> str | None:
        """The country that a text is the name or the sign of."""
        bare = text.strip(" .,;:-–()|")
        if len(bare) == _CODE and not bare.isupper():
            return None
        signs: Mapping[str, str] = form_words()["signs"]
        if bare in signs:
            return None
        return self.read(bare) or self._doubled(bare)

    def _doubled(self, text: str) -> str | None:
        """One country said in two ways: "Netherlands (NL)"."""
        found = {self.read(part) for part in re.split(r"\s*[(),/]\s*|\s+[-–]\s+", text) if part}
        return found.pop() if len(found) == 1 else None

    def is_town(self, text: str) -> bool:
        """Whether the name of a country is that of a town in it ("Dubai", "Singapore")."""
        return fold(text) in _ports()[0]

    def at_end(self, text: str) -> tuple[str, str] | None:
        """The words of a line before the country at its end, and the country as it stands."""
        bare = text.strip(" .;,")
        before, comma, last = bare.rpartition(",")
        if comma and (code := self.code(last)) and self._agrees(before, code, last.strip()):
            town = self.is_town(last)
            return ("" if town else before.strip()), last.strip()
        tail = re.match(r"^(.*\S)\s*\(([^()]+)\)$", bare)
        code = self.code(tail[2]) if tail else None
        if tail and code and self._agrees(tail[1], code, tail[2]):
            return tail[1], tail[2]
        tokens = bare.split()
        for count in range(min(_MOST_WORDS, len(tokens) - 1), 0, -1):
            last = " ".join(tokens[-count:])
            before = " ".join(tokens[:-count])
            if len(last) <= _CODE or not last[0].isupper():
                continue
            code = self.code(last)
            if code and self._agrees(before, code, last):
                return ("" if self.is_town(last) else before.strip(" ,-–")), last
        return None

    def _agrees(self, before: str, code: str, last: str) -> bool:
        """Whether the town before a country does not lie in another."""
        if last in _STATES and not re.search(r"\d{4,}", before):
            return False
        towns = [part for part in re.split(r"[,\d]", before) if part.strip()]
        known = _ports()[0].get(fold(towns[-1])) if towns else None
        return known in {None, code}

    def sign(self, text: str) -> str | None:
        """The code of a sign before a postcode: "D-80331 München", "NL-1012 AB"."""
        found = _SIGN.match(text.strip())
        if not found:
            return None
        code = form_words()["signs"].get(found[1], found[1])
        return code if self.places.is_code(code) else None

    def of_vat(self, text: str) -> str | None:
        """The country that gave out a VAT number, by its prefix."""
        found = _VAT.match(text.strip())
        if not found:
            return None
        code = form_words()["vat"].get(found[1], found[1])
        return code if self.places.is_code(code) else None

    def of_place(self, text: str) -> str | None:
        """The country of a port, an airport, a town or a country; None where it is not told."""
        bare = text.strip(" .,;")
        if code := self.code(bare):
            return code
        if found := self.at_end(bare):
            return self.code(found[1])
        for part in re.split(r"[,;()/]| - | – ", bare):
            words = re.sub(
                r"(?i)\b(?:port|airport|haven|hafen|flughafen|int'?l|international|of|seaport)\b",
                " ",
                part,
            )
            for each in (part, words):
                if code := _ports()[0].get(fold(each)):
                    return code
        codes = {found[1] for found in _LOCODE.finditer(bare) if self.places.is_code(found[1])}
        codes |= {_ports()[1][c] for c in _IATA.findall(bare) if c in _ports()[1]}
        return codes.pop() if len(codes) == 1 else None
