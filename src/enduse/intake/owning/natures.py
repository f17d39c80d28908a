"""Natures of control in the UK register of people with significant control (PSC).

The register knows bands, never a percentage: of shares, of votes, of what is left of a
partnership. "25 to 50" there is more than 25 and at most 50, "50 to 75" more than 50 and less
than 75, "75 to 100" 75 or more; overseas entities say "more than 25" alone.
"""

import re

from enduse.model.holding import HAIR, Share

BANDS: dict[str, Share] = {
    "25-to-50": (25 + HAIR, 50.0),
    "50-to-75": (50 + HAIR, 75 - HAIR),
    "75-to-100": (75.0, 100.0),
    "more-than-25": (25 + HAIR, 100.0),
}

_HALF = 50.0
_BAND = re.compile(
    r"(?P<of>ownership-of-shares|right-to-share-surplus-assets|voting-rights)"
    rf"-(?:as-\w+-)?(?P<band>{'|'.join(BANDS)})-percent(?:-.*)?"
)
_BOARD = re.compile(r"right-to-appoint-and-remove-(directors|members|person)(?:-.*)?")


def share_of(natures: list[str]) -> Share | None:
    """The share of ownership that natures come to; None where none is of ownership.

    Somebody may hold a band himself and another as trustee: the larger is sure, both
    together are possible.

    >>> share_of(["ownership-of-shares-75-to-100-percent", "voting-rights-75-to-100-percent"])
    (75.0, 100.0)
    """
    found = [BANDS[m["band"]] for n in natures if (m := _BAND.fullmatch(n))
             and m["of"] != "voting-rights"]  # fmt: skip
    if not found:
        return None
    return max(low for low, _ in found), min(100.0, sum(high for _, high in found))


def control_of(nature: str) -> str | None:
    """The words on control of one nature; None of one that is shares, or no majority.

    >>> control_of("voting-rights-50-to-75-percent-as-trust")
    'majority of votes'
    >>> control_of("right-to-appoint-and-remove-directors-as-firm")
    'appoints the majority of the board'
    >>> control_of("significant-influence-or-control")
    'significant influence or control (UK PSC)'
    """
    if band := _BAND.fullmatch(nature):
        low, high = BANDS[band["band"]]
        if band["of"] != "voting-rights" or high <= _HALF:
            return None
        return "majority of votes" if low > _HALF else "more than 25 % of votes (UK PSC)"
    if _BOARD.fullmatch(nature):
        return "appoints the majority of the board"
    return f"{nature.replace('-', ' ')} (UK PSC)"
