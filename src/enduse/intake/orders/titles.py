"""What a heading of a table of orders claims to hold, by its words in four languages."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from enduse.intake.items import OURS

KNOWN = "known"
"""The field of a heading that is known and of no use here."""
BARE = "?"
"""Stands for the role of a party that a heading does not name: "?.country"."""

LINE_FIELDS = (
    "description", "hs", "hs_edition", "part_number", "manufacturer", "quantity", "unit",
    "value", "currency", "origin", "eccn", "eu_dual_use",
)  # fmt: skip
_BEHIND_LINES = {
    "product": "description",
    "name": "description",
    "producttemplate": "description",
}
_LONGEST = 100  # letters; what is longer is no heading
_PART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A field, such as "hs" or "buyer.country"; empty where nobody knows the heading.

    `currency` is one that the heading names ("Betrag EUR"). `of_line` says that an export put
    the relation before the field ("Order Lines/Quantity").
    """

    field: str
    currency: str = ""
    of_line: bool = False


@cache
def words() -> Mapping[str, Any]:
    """The words of `words.toml`."""
    return tomllib.loads((files("enduse.intake.orders") / "words.toml").read_text("utf-8"))


@cache
def roles() -> tuple[str, ...]:
    """The roles that a column may name; two of them become others of the wire form."""
    return tuple(words()["roles"])


@lru_cache(20_000)
def claim(heading: str) -> Claim:
    """What a heading claims.

    >>> claim("Land Warenempfänger").field, claim("VBAK-VBELN").field, claim("Betrag (EUR)")
    ('consignee.country', 'number', Claim(field='value', currency='EUR', of_line=False))
    """
    if len(heading) > _LONGEST:
        return Claim("")
    if heading.strip().casefold().startswith(OURS.strip()):
        return Claim(KNOWN)
    bare, of_line = _without_prefix(heading)
    tokens = _tokens(bare)
    if of_line and "".join(tokens) in _BEHIND_LINES:
        return Claim(_BEHIND_LINES["".join(tokens)], of_line=True)
    field = _field("".join(tokens))
    if not field and len(tokens) > 1:
        code = tokens[-1].upper()
        field = _field("".join(tokens[:-1]))
        if field in {"value", "price", "total"} and code in words()["currencies"]["codes"]:
            return Claim(field, code, of_line)
        field = ""
    return Claim(field, of_line=of_line)


def key(text: str) -> str:
    """A heading without case, accents, signs, blanks, and words that only join.

    >>> key("Code du pays"), key("Länderkürzel")
    ('codepays', 'landerkurzel')
    """
    return "".join(_tokens(text))


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("\u0131", "i")  # dotless
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = [each for each in _PART.split(bare) if each]
    return [each for each in found if each not in _joining()] or found


@cache
def _joining() -> frozenset[str]:
    plain = (unicodedata.normalize("NFKD", each) for each in words()["joining"])
    return frozenset("".join(c for c in w if not unicodedata.combining(c)) for w in plain)


def _without_prefix(heading: str) -> tuple[str, bool]:
    before, sign, rest = heading.strip().partition("/")
    if sign and key(before) in {key(each) for each in words()["lines"]}:
        return rest, True
    table = re.match(r"(\w{4})[-._~](?=\w)", heading.strip())
    if table and table[1].casefold() in words()["before"]:
        return heading.strip()[table.end() :], False
    return heading, False


def _field(text: str) -> str:
    return whole().get(text) or _of_party(text)


@cache
def whole() -> Mapping[str, str]:
    """Headings that say a field of the order or of a line by themselves, by their `key`."""
    shared = tomllib.loads((files("enduse.intake") / "headings.toml").read_text("utf-8"))
    found = {key(word): KNOWN for word in words()["known"]["words"]}
    for sort in ("history", "items"):
        for field, some in shared[sort].items():
            name = "description" if field == "more" else field
            if name in LINE_FIELDS or name in {"article", "price"}:
                found |= {key(word): name for word in some}
    for word in words()["vague"]:
        found.pop(key(word), None)
    for field, some in words()["order"].items():
        found |= {key(word): field for word in some}
    return found


@cache
def _of_roles() -> Mapping[str, str]:
    return {key(word): role for role, some in words()["roles"].items() for word in some}


@cache
def _of_attributes() -> Mapping[str, str]:
    return {key(word): name for name, some in words()["attributes"].items() for word in some}


def _of_party(text: str) -> str:
    """A word of a role, of what is said of a party, or both in either order."""
    roles, attributes = _of_roles(), _of_attributes()
    if text in roles and text not in {key(each) for each in words()["joined"]}:
        return f"{roles[text]}.name"
    if text in attributes:
        return f"{BARE}.{attributes[text]}"
    # The longest word of a role first: "ultimateconsigneecountry" is none of the consignee.
    for at in range(len(text) - 1, 0, -1):
        for role, said in ((text[:at], text[at:]), (text[-at:], text[:-at])):
            # "Land des Warenempfängers", "customers country": a genitive is the same word.
            known = roles.get(role) or roles.get(role.removesuffix("s"))
            if known and said in attributes:
                return f"{known}.{attributes[said]}"
    return ""
