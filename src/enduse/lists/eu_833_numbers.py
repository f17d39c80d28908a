"""Numbers of firms with their kind in brackets, as Annex IV of Regulation 833/2014 has them."""

import re

from enduse.lists.segments import split
from enduse.model.listing import Identifier

_NUMBER = re.compile(r"(?P<value>[^()]*[^()\s])\s*\((?P<label>[^()]*)\)")
# What the words in the brackets say; the first that fits. "ID" alone stands behind Iranian
# national numbers of firms and others, so it names no scheme.
_SCHEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ogrn", re.compile(r"\bOGRN\b")),
    ("inn", re.compile(r"\bINN\b")),
    ("vat", re.compile(r"\b(?:VAT|GSTIN|TRN)\b")),
    ("tax", re.compile(r"\bTIN\b|\btax\b", re.IGNORECASE)),
    ("lei", re.compile(r"\bLEI\b")),
    ("registration", re.compile(
        r"\b(?:CR|CRN|USCC|UEN|CIN|BIN|BRN|CBLS)\b|unified social credit|registration"
        r"|registered|company number",
        re.IGNORECASE)),
)  # fmt: skip


def numbers(cell: str, *, label: str) -> list[Identifier]:
    """Every number of a cell under the scheme that its brackets name.

    Several are parted by ";". A number without brackets is a registration under `label`,
    the name of its column; brackets that say nothing known make it "other".

    >>> [(n.scheme, n.value) for n in numbers("770 (Tax ID/INN); 55 (CR No.)", label="x")]
    [('inn', '770'), ('registration', '55')]
    """
    found = []
    for part in split(cell):
        bare = part.strip()
        match = _NUMBER.fullmatch(bare)
        value, words = (match["value"], match["label"]) if match else (bare, label)
        fits = (scheme for scheme, pattern in _SCHEMES if pattern.search(words))
        scheme = next(fits, "other") if match else "registration"
        if value:
            found.append(Identifier(scheme, value, words))
    return found
