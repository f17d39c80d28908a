"""A text made fit for finding part numbers in it: one case, one alphabet, same places."""

import re
from collections.abc import Iterator

# Letters of other alphabets that look like Latin capitals; markings are often copied so.
_CYRILLIC = "АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"
_WIDE = range(0xFF01, 0xFF5F)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212_"
_BLANKS = "\u00a0\u2009\u202f\t\r\n\u3000®™©"
LIMIT = 64
"""A run of letters and dashes longer than this is no part number, but may hold some."""

_RUN = re.compile(r"[0-9A-Z\u0400-\u04ff]+(?:[-./#+]+[0-9A-Z\u0400-\u04ff]+)*\+?")
_PIECE = re.compile(r"[0-9A-Z\u0400-\u04ff]+")
_SLASHED = re.compile(r"[^/]+")
_SPLIT = re.compile(r"[ -]")
_ALIKE = re.compile(r"(?<=[0-9])[OQI]+|[OQI]+(?=[0-9])")
_DIGITS = str.maketrans("OQI", "001")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_GROUPED = re.compile(r"\b[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){3,7}(?: [A-Z0-9]{1,3})?\b")


def _letters() -> dict[int, str]:
    table = {ord(low): low.upper() for low in "abcdefghijklmnopqrstuvwxyz"}
    for others, latin in (_CYRILLIC, _GREEK):
        for other, letter in zip(others, latin, strict=True):
            table[ord(other)] = letter
            table[ord(other.lower())] = letter
    table |= {code: chr(code - 0xFEE0).upper() for code in _WIDE}
    table |= dict.fromkeys(map(ord, _DASHES), "-")
    return table | dict.fromkeys(map(ord, _BLANKS), " ")


_TABLE = _letters()


def plain(text: str) -> str:
    """A text in Latin capitals, with one sort of dash and blank; every place is kept.

    >>> plain("аD9364ВВСZ – chip")
    'AD9364BBCZ - CHIP'
    """
    return text.translate(_TABLE)


def runs(text: str) -> Iterator[tuple[str, int]]:
    """Runs of a plain text that hold letters or digits, with their places.

    Bank account numbers in groups are left out. A run that is too long is cut at its signs.

    >>> list(runs("IC XC7A100T-2FGG484I, 5"))
    [('IC', 0), ('XC7A100T-2FGG484I', 3), ('5', 22)]
    """
    accounts = [match.span() for match in _GROUPED.finditer(text)]
    at = 0
    for match in _RUN.finditer(text):
        start = match.start()
        while at < len(accounts) and accounts[at][1] <= start:
            at += 1
        if at < len(accounts) and accounts[at][0] <= start and _is_account(text, accounts[at]):
            continue
        if match.end() - start <= LIMIT:
            yield match[0], start
            continue
        for piece in _PIECE.finditer(match[0]):
            if len(piece[0]) <= LIMIT:
                yield piece[0], start + piece.start()


def slashed(run: str) -> Iterator[tuple[str, int]]:
    """The pieces of a run between its slashes: two parts are often written so."""
    for piece in _SLASHED.finditer(run):
        yield piece[0], piece.start()


def is_account(run: str) -> bool:
    """Whether a run is a bank account number (IBAN) whose check digits are right.

    >>> is_account("NL91ABNA0417164300"), is_account("AD9361BBCZ1234567")
    (True, False)
    """
    if not _IBAN.fullmatch(run):
        return False
    digits = "".join(str(int(char, 36)) for char in run[4:] + run[:4])
    return int(digits) % 97 == 1


def has_digit(run: str) -> bool:
    """Whether a digit stands in it."""
    return any(char.isdigit() for char in run)


def is_mixed(run: str) -> bool:
    """Whether a run has letters and digits: neither a word nor a number is a part."""
    return has_digit(run) and any(char.isalpha() for char in run)


def wholes(text: str) -> Iterator[tuple[str, int, int]]:
    """A plain field as one number: its blanks as dashes, then without them; and its place.

    >>> list(wholes(" AD 9361BBCZ "))
    [('AD-9361BBCZ', 1, 12), ('AD9361BBCZ', 1, 12)]
    """
    bare = text.strip(" -,;:")
    if not bare or len(bare) > LIMIT or not is_mixed(bare) or is_account(_SPLIT.sub("", bare)):
        return
    start = text.index(bare)
    dashed = "-".join(bare.replace(",", "/").split())
    yield dashed, start, start + len(bare)
    if "-" in dashed:
        yield dashed.replace("-", ""), start, start + len(bare)


def repairs(whole: str) -> Iterator[str]:
    """What a number may have been where O stands for 0, or I for 1, beside a digit.

    The first two letters are the maker's: a digit is not put there, but the letter may be.

    >>> list(repairs("XC7A1OOT")), list(repairs("TSSOP-16"))
    (['XC7A100T'], [])
    """
    changed = whole[:2] + _ALIKE.sub(lambda found: found[0].translate(_DIGITS), whole[2:])
    for tried in (changed, whole[:2].replace("0", "O") + whole[2:]):
        if tried != whole:
            yield tried


def _is_account(text: str, span: tuple[int, int]) -> bool:
    return is_account(text[span[0] : span[1]].replace(" ", ""))
