"""A party of an order that may be a listed one, and every reason for and against."""

from dataclasses import dataclass

from enduse.model.listing import Entry, ListedName


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason. `effect` is what it added to (or took from) the score, 0 to 1."""

    name: str
    effect: float
    says: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A party's name or number beside a listed one.

    `subject` is the path in the order ("parties/1"), `asked` the words that were compared,
    `matched` the listed name as published, `score` 0 to 1, `decisive` the identifier that
    settled it, if one did.
    """

    subject: str
    asked: str
    entry: Entry
    matched: ListedName
    score: float
    features: tuple[Feature, ...]
    decisive: str | None
    says: str
