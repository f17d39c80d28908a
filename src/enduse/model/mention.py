"""What a text names, where, how sure that is, and who says what is said of it."""

from dataclasses import dataclass
from typing import Literal

Named = Literal["party", "goods", "part", "code", "place", "weapon"]
"""A listed party, words for goods, a maker's part number, a goods code (HS, ECCN), a country or
town, a weapon system."""

Sureness = Literal["certain", "likely", "possible"]
"""`certain`: these words name nothing else known; `likely`; `possible`: ordinary words,
a short or shared name, or a spelling that is only near. What is possible is counted, not shown
among the first."""

Stance = Literal["said", "attributed", "hedged", "denied", "asked"]
"""How the text puts it: as its own words; as those of somebody else ("according to"); as not
certain ("likely", "reportedly"); as not so ("denies", "no evidence"); as a question."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand: page and line from 1 (page 0: no pages), signs from 0 in that line."""

    page: int
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """How the sentence around a mention puts it, with the words that show it.

    `who` is to whom the text gives it, as written there ("the Ministry of Defence"); empty
    where it names nobody. `words` are those that show it ("according to").
    """

    stance: Stance
    words: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a mention may mean: an entry of a list, or a row of a table of ours.

    `source` is the list's id ("us_ofac_sdn") or the table's name, `entry` the publisher's id of
    it, `name` the name as published there, `note` what it is in words.
    """

    source: str
    entry: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name something.

    `text` is what stands there; `meant` every entry that it may mean, the likeliest first;
    `why` says in words why it is no surer, or what makes it sure.
    """

    named: Named
    text: str
    spot: Spot
    sure: Sureness
    meant: tuple[Meant, ...] = ()
    why: str = ""
    claims: tuple[Claim, ...] = ()
