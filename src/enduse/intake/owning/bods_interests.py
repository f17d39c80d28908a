"""Interests of BODS: what is a share, what are words on control."""

from enduse.intake.owning.records import Record, text_of
from enduse.intake.owning.shares import WHOLE, checked
from enduse.model.holding import HAIR, Share

SHARES = frozenset({"shareholding", "share-holding"})
"""Interests whose share is one of ownership."""

_HALF = 50.0
_POSTS = {
    "boardMember": "member of the board",
    "boardChair": "chair of the board",
    "seniorManagingOfficial": "senior managing official",
}


def share_of(interest: Record) -> Share | None:
    """The share that an interest of ownership gives; None where it gives none, or is none.

    Raises:
        ValueError: its bounds are no numbers, or no interval inside 0 to 100.
    """
    if _type(interest) not in SHARES:
        return None
    return _bounds(interest)


def control_of(interest: Record) -> tuple[str, ...]:
    """The words on control of an interest that is not one of ownership.

    More than half of the votes is a majority in any words; all else is left as the standard
    names it, for a person to judge.

    >>> control_of({"type": "votingRights", "share": {"exact": 60}})
    ('majority of votes',)
    >>> control_of({"type": "votingRights", "share": {"minimum": 25, "maximum": 50}})
    ()
    """
    kind = _type(interest)
    if kind in SHARES or kind in _POSTS:
        return ()
    if kind is None:
        return ("an interest of a kind that is not given (BODS)",)
    if kind in {"votingRights", "voting-rights"}:
        return _votes(interest)
    return (f"{kind} (BODS)",)


def words_of(interest: Record) -> tuple[str, ...]:
    """What else an interest says, as the source does."""
    kind = _type(interest)
    details = text_of(interest, "details")
    indirect = text_of(interest, "directOrIndirect") or text_of(interest, "interestLevel")
    found = [_POSTS.get(kind or "", kind), details and details[:200]]
    if indirect == "indirect":
        found.append("indirect")
    return tuple(each for each in found if each)


def _votes(interest: Record) -> tuple[str, ...]:
    try:
        share = _bounds(interest)
    except ValueError:
        share = None
    if share is None:
        return ("votes, how many is not given (BODS)",)
    if share[0] > _HALF:
        return ("majority of votes",)
    return () if share[1] <= _HALF else (f"{share[0]:g} to {share[1]:g} % of votes (BODS)",)


def _type(interest: Record) -> str | None:
    return text_of(interest, "type")


def _bounds(interest: Record) -> Share | None:
    share = interest.get("share")
    if share is None:
        return None
    if not isinstance(share, dict):
        message = "share is no object"
        raise ValueError(message)  # noqa: TRY004  # what is wrong is the file, not a type of ours
    exact = _number(share, "exact")
    if exact is not None:
        return checked(exact, exact)
    low, high = _end(share, "inimum", HAIR), _end(share, "aximum", -HAIR)
    if low is None and high is None:
        return None
    return checked(max(0.0, low or 0.0), WHOLE if high is None else min(WHOLE, high))


def _end(share: Record, word: str, hair: float) -> float | None:
    """A bound. In 0.4 an open one is a number of its own, before that a flag beside it."""
    closed, opened = f"m{word}", f"exclusiveM{word}"
    if share.get(opened) is True:
        number = _number(share, closed)
        return None if number is None else number + hair
    number = _number(share, opened) if share.get(opened) is not False else None
    return _number(share, closed) if number is None else number + hair


def _number(share: Record, field: str) -> float | None:
    text = text_of(share, field)
    if text is None:
        if share.get(field) in (None, ""):
            return None
        message = f"{field} is no number"
        raise ValueError(message)
    return float(text)
