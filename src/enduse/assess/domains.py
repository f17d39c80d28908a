"""Web and mail addresses: whose domain it is, what country it names, what it imitates."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from enduse.errors import RuleError

Likeness = Literal["letters", "edit", "word", "ending"]
"""How one domain imitates another: other letters of the same look, a letter more, less or
changed, a word put beside the name, or the same name under another ending."""

_LISTS = ("none", "open_to_all", "second", "worldwide", "like_com", "of_country", "beside")
_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_COUNTRY = 2
_SHORT, _LONG = 5, 9
"""Letters from which on one edit, or two, make a name alike: "abb" and "abc" are two firms."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain that somebody registered: "shop.acme.co.uk" is the name "acme" under "co.uk".

    `host` is all of it, in small letters; what is written in ASCII for another script
    ("xn--…") is read in that script.
    """

    host: str
    name: str
    ending: str

    @property
    def registered(self) -> str:
        """The name with its ending."""
        return f"{self.name}.{self.ending}"


@dataclass(frozen=True)
class Domains:
    """What the rulebook knows of domains (`domains.toml`)."""

    table: Mapping[str, Any]

    def __post_init__(self) -> None:
        for key in _LISTS:
            if key not in self.table:
                raise RuleError("domains.toml", f"lacks {key!r}", "a list of that name")

    @cached_property
    def _none(self) -> frozenset[str]:
        return frozenset(self.table["none"])

    @cached_property
    def _open(self) -> frozenset[str]:
        return frozenset(self.table["open_to_all"])

    @cached_property
    def _beside(self) -> frozenset[str]:
        return frozenset(self.table["beside"])

    def says_none(self, text: str) -> bool:
        """Whether what stands for a website says that there is none."""
        return " ".join(text.casefold().split()).rstrip("!") in self._none

    def site(self, text: str) -> Domain | None:
        """The domain of a web address; None where it is no such address.

        >>> from enduse.assess import rules
        >>> rules.load().domains.site("https://www.Acme.co.uk:443/en?x=1").registered
        'acme.co.uk'
        """
        bare = re.sub(r"^[a-z][a-z0-9+.-]*:/*", "", text.strip().casefold())
        host = re.split(r"[/?#\\]", bare, maxsplit=1)[0].rpartition("@")[2]
        return self._domain(re.sub(r":\d*$", "", host))

    def mail(self, text: str) -> Domain | None:
        """The domain of a mail address; None where it is no such address."""
        _, at, host = text.strip().rpartition("@")
        return self._domain(host.casefold()) if at else None

    def _domain(self, host: str) -> Domain | None:
        host = _own_script(host.strip(".>) "))
        if not _HOST.fullmatch(host) or host.replace(".", "").isdecimal():
            return None
        parts = host.split(".")
        of_country = len(parts) > _COUNTRY and len(parts[-1]) == _COUNTRY
        cut = -2 if of_country and parts[-2] in self.table["second"] else -1
        return Domain(host, parts[cut - 1], ".".join(parts[cut:]))

    def open_to_all(self, domain: Domain) -> bool:
        """Whether it is a page on a network, a marketplace or a free host.

        A builder gives its sites under any country's ending ("acme.blogspot.com.tr").
        """
        hosts = {domain.host, domain.registered, domain.host.removeprefix("www.")}
        return bool(hosts & self._open) or f"{domain.name}.com" in self._open

    def country(self, domain: Domain) -> str | None:
        """The country whose ending the domain has; None where its ending is anybody's."""
        last = domain.ending.rpartition(".")[2]
        if last in self.table["of_country"]:
            return str(self.table["of_country"][last])
        plain = last.isascii() and last.isalpha() and len(last) == _COUNTRY
        return last.upper() if plain and last not in self.table["worldwide"] else None

    def imitates(self, one: Domain, other: Domain) -> Likeness | None:
        """How `one` looks like `other` without being it; None where it does not.

        The likeness goes both ways: which of the two is the real one cannot be seen.
        """
        if one.registered == other.registered:
            return None
        if one.name == other.name:
            return "ending"
        shorter = min(len(one.name), len(other.name))
        if _look(one.name) == _look(other.name):
            return "letters"
        if shorter >= _SHORT and edits_apart(one.name, other.name) <= 1 + (shorter >= _LONG):
            return None if _counts(one.name, other.name) else "edit"
        return "word" if self._adds_word(one.name, other.name) else None

    def like_com(self, one: Domain, other: Domain) -> bool:
        """Whether one ends in ".com" and the other in what a reader takes for it (".co")."""
        endings = {one.ending, other.ending}
        return "com" in endings and bool(endings & set(self.table["like_com"]))

    def _adds_word(self, one: str, other: str) -> bool:
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) < _SHORT - 1 or shorter not in longer:
            return False
        left = {longer.removeprefix(shorter), longer.removesuffix(shorter)} - {longer}
        return any(each.strip("-") in self._beside for each in left)


_LOOKS = {
    "0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "а": "a", "в": "b", "е": "e", "ё": "e",
    "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y", "х": "x",
    "і": "l", "ѕ": "s", "ј": "j", "ԁ": "d", "ո": "n", "օ": "o", "ɡ": "g", "ı": "l", "α": "a",
    "ο": "o", "ρ": "p", "ν": "v", "τ": "t",
}  # fmt: skip
"""Letters and figures that a reader takes for another letter."""
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def _look(name: str) -> str:
    """How a name looks at a glance, hyphens left out."""
    bare = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    seen = "".join(_LOOKS.get(c, c) for c in bare if c != "-")
    for pair, letter in _PAIRS:
        seen = seen.replace(pair, letter)
    return seen


def _counts(one: str, other: str) -> bool:
    """Whether two names differ in figures alone: "plant1" and "plant2" are of one hand."""
    bare = [re.sub(r"\d+", "", name) for name in (one, other)]
    return bare[0] == bare[1] and any(c.isdigit() for c in one + other)


def edits_apart(one: str, other: str) -> int:
    """Letters to change, add, leave out or swap with the next, to make one name the other.

    A letter that was moved twice is not looked for: names are short and two edits enough.

    >>> edits_apart("siemens", "seimens"), edits_apart("abb", "xyz")
    (1, 3)
    """
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, start=1):
        row = [at]
        for to, wanted in enumerate(other, start=1):
            best = min(rows[-1][to] + 1, row[-1] + 1, rows[-1][to - 1] + (letter != wanted))
            swapped = at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted
            row.append(min(best, rows[-2][to - 2] + 1) if swapped else best)
        rows.append(row)
    return rows[-1][-1]


def _own_script(host: str) -> str:
    """A host as people read it: "xn--…" is how the net writes other scripts."""
    if "xn--" not in host:
        return host
    parts = []
    for part in host.split("."):
        try:
            parts.append(part.encode("ascii").decode("idna"))
        except UnicodeError:
            parts.append(part)
    return ".".join(parts)
