"""A party of an order that may be a listed one, and every reason for and against."""

from dataclasses import dataclass
from typing import Literal

from enduse.model.finding import Basis, Weight
from enduse.model.listing import Entry, ListedName
from enduse.model.same import Join

Sensitivity = Literal["strict", "balanced", "wide"]
"""How alike names must be to be a hit: by how many innocents are held for it."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason. `effect` is what it added to (or took from) the score, 0 to 1."""

    name: str
    effect: float
    says: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What being on a list means in law: an asset freeze, a licence requirement, a sign."""

    weight: Weight
    label: str
    says: str
    regime: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A party's name or number beside a listed one.

    `subject` is the path in the order ("parties/1"), `asked` the words that were compared,
    `matched` the listed name as published, `score` 0 to 1, `decisive` the identifier that
    settled it, if one did. `party` names
    the party behind it, by the first of its entries, as "LIST:ID": hits of one subject with
    one `party` are one party on several lists, and `joins` say why. `agreed` counts the words
    that are the same in both names, 0 where one that tells somebody from others is only alike
    or none tells; `tells` is how much they tell, 1 for a word that nobody has met.
    """

    subject: str
    asked: str
    entry: Entry
    matched: ListedName
    score: float
    features: tuple[Feature, ...]
    decisive: str | None
    says: str
    effect: Effect
    party: str = ""
    joins: tuple[Join, ...] = ()
    agreed: int = 0
    tells: float = 0.0


@dataclass(frozen=True, slots=True)
class AddressHit:
    """A party's address beside a listed one.

    `listed` is the address as published, `crowd` how many entries of that list are in the
    building. `open` says that all agrees but for a house number that the order lacks: no
    likeness yet, but a question.
    """

    subject: str
    asked: str
    entry: Entry
    listed: str
    score: float
    features: tuple[Feature, ...]
    says: str
    effect: Effect
    crowd: int = 1
    open: bool = False


@dataclass(frozen=True, slots=True)
class Screening:
    """What holding an order against the lists gave.

    `compared` holds the paths of the names that were compared with every list, and
    `not_compared` those that could not be, with the reason. `payer_is` is the path of the
    party, or owner of a buyer, that the payer's name names, where it names one. `addresses`
    are listed addresses of parties that no name led to, `addresses_unread` what of the
    addresses could not be compared, and why. `private` names the company's own lists that
    were among the lists.
    """

    hits: tuple[Hit, ...] = ()
    compared: tuple[str, ...] = ()
    not_compared: tuple[tuple[str, str], ...] = ()
    payer_is: str | None = None
    addresses: tuple[AddressHit, ...] = ()
    addresses_unread: tuple[tuple[str, str], ...] = ()
    private: tuple[str, ...] = ()
