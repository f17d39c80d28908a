"""The check digits of numbers that name a party, and the words that stand before them."""

import re
from collections.abc import Callable, Mapping

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, *_INN_10)
_INN_12 = (3, *_INN_11)


def imo(number: str) -> bool:
    """Seven digits of which the last is that of the weighted sum of the others.

    >>> imo("9074729"), imo("9074728")
    (True, False)
    """
    if len(number) != 7 or not number.isdigit():  # noqa: PLR2004
        return False
    return sum(int(d) * (7 - at) for at, d in enumerate(number[:6])) % 10 == int(number[6])


def inn(number: str) -> bool:
    """A Russian taxpayer's number of ten or twelve digits.

    >>> inn("7707083893"), inn("7707083894")
    (True, False)
    """
    if not number.isdigit():
        return False
    if len(number) == 10:  # noqa: PLR2004
        return _weighted(number, _INN_10) == int(number[9])
    if len(number) == 12:  # noqa: PLR2004
        both = _weighted(number, _INN_11), _weighted(number, _INN_12)
        return both == (int(number[10]), int(number[11]))
    return False


def _weighted(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(number, weights, strict=False)) % 11 % 10


def ogrn(number: str) -> bool:
    """A Russian registration number of 13 digits, or 15 of a person in business.

    >>> ogrn("1027700132195"), ogrn("1027700132196")
    (True, False)
    """
    if not number.isdigit() or len(number) not in {13, 15}:
        return False
    return int(number[:-1]) % (len(number) - 2) % 10 == int(number[-1])


def lei(number: str) -> bool:
    """A legal entity identifier: 18 signs and two that make 1 of it by 97 (ISO 17442, 7064).

    >>> lei("5493001KJTIIGC8Y1R12"), lei("5493001KJTIIGC8Y1R13")
    (True, False)
    """
    if len(number) != 20 or not number.isascii() or not number.isalnum():  # noqa: PLR2004
        return False
    return int("".join(str(int(sign, 36)) for sign in number)) % 97 == 1


CHECKED: Mapping[str, Callable[[str], bool]] = {
    "imo": imo,
    "inn": inn,
    "ogrn": ogrn,
    "lei": lei,
}
"""Schemes whose numbers carry a check digit."""

_REGISTER = (
    r"regi(?:ster|stra)|reg\.|рег|комерс|handelsregister|hrb"
    r"|kvk|rcs|siren|company n|unp|edrpou|єдрпоу"
)
_TAX = r"tax|vat|btw|ust|tva|steuer|налог|податк|fiscal|tin\b|inn\b|инн\b|іпн|nit\b|rfc|ruc|rif"
_PAPER = r"passport|pass|paspoort|reisepass|passeport|паспорт|travel document|جواز"
_PERSON = (
    r"national|identity|identit|ausweis|bsn|cedula|d\.?n\.?i|nie\b|ident|\bid\b|curp|снилс"
)
_ANY = r"\bno\b|\bnr\b|n°|№|#|number|nummer|numéro|номер|\bid\b"
LABELS: Mapping[str, re.Pattern[str]] = {
    scheme: re.compile(words, re.IGNORECASE)
    for scheme, words in {
        "imo": r"\bimo\b|имо",
        "mmsi": r"mmsi",
        "inn": rf"{_TAX}|edrpou|єдрпоу",
        "ogrn": rf"ogrn|огрн|{_REGISTER}",
        "lei": r"\blei\b|legal entity",
        "swift": r"swift|\bbic\b",
        "tail_number": r"tail|aircraft|registra|vliegtuig|flugzeug|avion|самол|борт",
        "registration": rf"{_REGISTER}|{_ANY}",
        "vat": rf"{_TAX}|{_ANY}",
        "tax": rf"{_TAX}|{_ANY}",
        "passport": _PAPER,
        "national_id": rf"{_PERSON}|{_PAPER}",
        "duns": r"duns|d-u-n-s",
        "crypto": r"wallet|address|btc|xbt|eth|usdt|tron|bitcoin",
    }.items()
}
"""Words before a number that say what it is, by scheme."""

OTHER = re.compile(_ANY, re.IGNORECASE)
