"""What a row of the Consolidated Screening List is listed for: its list, and how far it goes.

A programme is the short word of the source list ("SDN", "EL", "UVL"). Two lists say more
than that they name a party, and it decides the effect:

    EL-DENIAL     an Entity List licence is needed for everything, and policy is to refuse it
    DPL-EXPIRED   a denial order that had run out when the file was made
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

_CODE = re.compile(r"\(([A-Z][A-Z-]{1,11})(?: List)?\)")
_OTHER_CODES = {"NS-MBS": "MBS", "NS-CMIC": "CMIC", "NS-PLC": "PLC"}
_BRACKETED = re.compile(r"\([a-z0-9]{1,4}\)")
_WORD = re.compile(r"[a-z]{2,}")
_ALL_ITEMS = re.compile(r"(?:for )?all items subjects? to the ear\b")
_DENIAL = re.compile(r"(?:presumption|policy) (?:of|for) denial\b(?: for all items subject to"
                     r" the ear\b)?")  # fmt: skip
_REFERENCE = frozenset(("see", "and", "of", "the", "ear", "part", "this"))
_GAP = timedelta(days=730)


def code(source: str) -> str | None:
    """The short word of a source list, None where there is none in brackets.

    >>> code("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department")
    'MBS'
    """
    found = _CODE.search(source)
    return _OTHER_CODES.get(found[1], found[1]) if found else None


def entity_list(requirement: str, policy: str) -> tuple[str, ...]:
    """The programmes of an Entity List row, from its two columns on licences.

    "EL-DENIAL" stands only where both texts say so without any exception: a licence for
    all items subject to the EAR, and denial. What else is said but a reference to a
    section ("See §744.11 of the EAR") makes it an ordinary "EL", which a person must read.

    >>> entity_list("For all items subject to the EAR (See §744.11 of the EAR)",
    ...             "Presumption of denial.")
    ('EL', 'EL-DENIAL')
    >>> entity_list("All items subject to the EAR", "Case-by-case review.")
    ('EL',)
    """
    whole = _says_only(_ALL_ITEMS, requirement) and _says_only(_DENIAL, policy)
    return ("EL", "EL-DENIAL") if whole else ("EL",)


def _says_only(opening: re.Pattern[str], text: str) -> bool:
    """Whether `text` is `opening` followed by nothing but references to sections."""
    plain = " ".join(text.lower().split())
    found = opening.match(plain)
    if found is None:
        return False
    rest = _BRACKETED.sub("", plain[found.end() :])
    return set(_WORD.findall(rest)) <= _REFERENCE


def denial(expires: date | None, newest: date | None) -> str:
    """The programme of a denial order: it runs until a day before the file's newest date.

    Without a date of expiry it runs on. The clock is not asked: a file read again must read
    the same, and an order that runs out later is held, which is the safe mistake.
    """
    ran_out = expires is not None and newest is not None and expires < newest
    return "DPL-EXPIRED" if ran_out else "DPL"


def newest(dates: Iterable[date]) -> date | None:
    """The latest of many dates that can be believed; None for none.

    From the middle one upwards, until a gap of over two years: a date beyond it (an update
    in the year 3017 has been published) is a slip of the pen, and taking it for the date
    of the file would make every order look expired.

    >>> newest([date(2022, 8, 1), date(2022, 8, 29), date(3017, 8, 22)])
    datetime.date(2022, 8, 29)
    """
    known = sorted(dates)
    upper = known[(len(known) - 1) // 2 :]
    for before, after in pairwise(upper):
        if after - before > _GAP:
            return before
    return upper[-1] if upper else None
