"""Numbers that the British lists write in prose: papers, registrations, ships."""

import re
from collections.abc import Iterator

from enduse.model.listing import Identifier

_FIRST = re.compile(r"\s*(\()?(1|a)\)\s*")
_TOKEN = re.compile(
    r"(?<![\w./])(?<!\w-)((?:[A-Z]{1,6}-?)?[0-9][0-9A-Z-]{4,}(?:/[0-9]{9})?)(?![\w/])"
)
_INN_KPP = re.compile(r"([0-9]{10})/([0-9]{9})")
_PAPER = re.compile(
    r"(?:[\w .'/()-]{0,80}?\b(?:no|number|num|card|id|passport)\b[.: ]*)?"
    r"(?:[A-Z]{1,4}[- ]?)?[0-9][0-9A-Z./-]{3,}(?![\w])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"((?:\b[A-Z]{1,4}[- ]?)?[0-9][0-9A-Z./-]{3,})$")
_IMO = re.compile(r"\bIMO(?: (?:number|no\.?))?[): ]{1,4}([0-9]{7})(?![0-9])", re.IGNORECASE)
_TAX = re.compile(
    r"\bTax (?:Identification|Registration) (?:Number|No\.?)[): ]{1,4}([0-9]{8,12})(?![0-9])",
    re.IGNORECASE,
)
_BIC = re.compile(r"\b(?:BIC|SWIFT)[ :/-]{1,3}([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_GLUED = re.compile(r"(?<=[0-9])(?=(?:INN|OGRN|KPP|TIN|ИНН|ОГРН|КПП)\b|[A-Z][a-z]{2})")
_RUSSIAN = (10, 12)
_SCHEMES = (
    (re.compile(r"\binn\b|инн", re.IGNORECASE), "inn"),
    (re.compile(r"\bogrn(?:ip)?\b|огрн", re.IGNORECASE), "ogrn"),
    (re.compile(r"\bkpp\b|кпп", re.IGNORECASE), "kpp"),
    (re.compile(r"\bvat\b", re.IGNORECASE), "vat"),
    (re.compile(r"\blei\b", re.IGNORECASE), "lei"),
    (re.compile(r"\bd-?u-?n-?s\b", re.IGNORECASE), "duns"),
    (re.compile(r"\bimo\b", re.IGNORECASE), "imo"),
    (re.compile(r"\btin\b|\btax|унн|\bunp\b", re.IGNORECASE), "tax"),
    (re.compile(r"\bbvd\b|\bokpo\b|окпо|\bswift\b", re.IGNORECASE), "other"),
)


def numbered(cell: str) -> list[str]:
    """The items of "(1) Moscow (2) Minsk", "1) a 2) b" or "a) x b) y"; else the cell itself.

    An item "-" is empty but keeps its place, since a second cell may be numbered alike.

    >>> numbered("(1) A-333602 (2) - (3) R841697")
    ['A-333602', '', 'R841697']
    """
    opening = _FIRST.match(cell)
    if opening is None:
        return [_item(cell)] if _item(cell) else []
    bracket, letters = re.escape(opening[1] or ""), opening[2] == "a"
    items: list[str] = []
    start = opening.end()
    while True:
        mark = chr(ord("a") + len(items) + 1) if letters else str(len(items) + 2)
        before = "" if bracket else r"(?<!\S)"
        found = re.compile(rf"{before}{bracket}{re.escape(mark)}\)\s*").search(cell, start)
        items.append(_item(cell[start : found.start() if found else len(cell)]))
        if found is None:
            return items
        start = found.end()


def papers(scheme: str, label: str, numbers: str, *, details: str) -> Iterator[Identifier]:
    """Papers whose numbers stand in a cell of their own; a second one tells about them."""
    values, notes = numbered(numbers), numbered(details)
    alike = len(values) == len(notes)
    for at, value in enumerate(values):
        note = notes[at] if alike else " ".join(details.split())
        if value:
            yield Identifier(_scheme_of(scheme, value, note), value, label, note=note or None)


def told(scheme: str, label: str, cell: str) -> Iterator[Identifier]:
    """Papers in prose, as in "Passport no: D00002264, issued on 11 June 2013".

    Only a number that opens its item, alone or behind what it is called, is taken; whoever
    calls keeps the cell as well, so that what is not taken is not lost.
    """
    for item in numbered(cell):
        opened = _PAPER.match(item)
        number = _NUMBER.search(opened[0].rstrip("./-")) if opened else None
        if opened and number and _is_of(scheme, opened[0][: number.start()]):
            note = item if item != number[1] else None
            yield Identifier(_scheme_of(scheme, number[1], item), number[1], label, note=note)


def registrations(label: str, cell: str) -> Iterator[Identifier]:
    """The numbers of a firm in prose, each by the words before it.

    >>> [(n.scheme, n.value) for n in registrations("No", "INN: 7702044530; KPP - 770201001")]
    [('inn', '7702044530'), ('kpp', '770201001')]
    """
    for code in _BIC.findall(cell):
        yield Identifier("swift", code, "SWIFT/BIC")
    # Lines are lost on the way into some cells: "OGRN: 1027739143717INN: 7723022111".
    text, after = _GLUED.sub(" ", cell), 0
    for token in _TOKEN.finditer(text):
        words = " ".join(text[after : token.start()].split()).strip(" :;,.()-–—")
        after = token.end()
        pair = _INN_KPP.fullmatch(token[1])
        if pair:
            yield Identifier("inn", pair[1], words or label)
            yield Identifier("kpp", pair[2], words or label)
            continue
        yield Identifier(_registry(words, token[1]), token[1], words or label)


def ships(text: str) -> Iterator[Identifier]:
    """IMO numbers in prose. Those of shipping companies are written in the same way."""
    for value in dict.fromkeys(_IMO.findall(text)):
        yield Identifier("imo", value, "IMO number")


def taxes(text: str) -> Iterator[Identifier]:
    """Tax numbers in prose ("Tax Registration Number: 7704863782")."""
    for value in dict.fromkeys(_TAX.findall(text)):
        yield Identifier("tax", value, "Tax Registration Number")


def _registry(words: str, value: str) -> str:
    """The scheme that the words name; "registration" where they name none."""
    found = next((scheme for pattern, scheme in _SCHEMES if pattern.search(words)), None)
    if found == "tax" and "russia" in words.lower() and len(value) in _RUSSIAN:
        return "inn"
    # The words for the numbers of Belarus (9 digits) and Russia (10, 12) are often joined.
    return "tax" if found == "inn" and len(value) not in _RUSSIAN else found or "registration"


def _is_of(scheme: str, label: str) -> bool:
    """Whether a number is of the column's kind: "NIC No 04766495" is no passport."""
    named = "passport" in label.lower()
    return not label.strip("( ") or named == (scheme == "passport")


def _scheme_of(scheme: str, value: str, note: str) -> str:
    """A national number that is said to be a Russian tax number is one."""
    if scheme == "national_id" and len(value) in _RUSSIAN and value.isdigit():
        return "inn" if re.search(r"\bINN\b|ИНН", note) else scheme
    return scheme


def _item(text: str) -> str:
    words = " ".join(text.split()).strip(" ;,")
    return "" if words.strip("-. ") == "" else words
