"""Numbers that name a party, taken out of a publisher's free text.

Switzerland and Australia have no columns for them: they stand in sentences such as
"IMO Number: 8405270" or "Tax identification number (INN): 7725327863". Only a number that
follows directly on its own label is taken, so a list such as "Passport no.: a) Indian
number A-333602" gives nothing; the sentence itself is kept by the caller in any case.
"""

import re
from collections.abc import Iterator

from enduse.model.listing import Identifier

_NO = r"(?i:\s*(?:numbers?|num\.|no\.?|nr\.?|№|#))"
_GAP = r"\s*(?:\((?P<in>[^()]{1,30})\))?\s*(?:is\b)?\s*[:\-–]?\s*"
# A number ends where its sentence goes on. One without a digit is a word; one that goes on
# behind a blank ("96 0345678") would be half a number, so nothing of it is taken.
_VALUE = (
    r"(?P<value>(?>(?=[A-Z0-9./-]{0,12}\d)[A-Z0-9](?:[A-Z0-9./-]{0,28}[A-Z0-9])?))"
    r"(?![\w])(?!\s?[-–/]?\s?\d)"
)
# Initials are taken in capitals only: an inn has a house number too.
_INITIALS = (
    ("imo", rf"IMO(?i:\s+ship)?(?i:\s+identification)?{_NO}?"), ("mmsi", rf"MMSI{_NO}?"),
    ("inn", rf"(?:INN|ИНН){_NO}?"), ("ogrn", rf"(?:OGRN|ОГРН){_NO}?"),
    ("kpp", rf"(?:KPP|КПП){_NO}?"), ("swift", r"(?i:swift)(?:\s*/\s*BIC)?(?i:\s+codes?)?"),
)  # fmt: skip
_WORDS = (
    ("passport", rf"(?:[a-z]+\s+)?passport(?:{_NO}|(?:\s+information)?(?=\s*:))"),
    ("tax", rf"tax(?:\s*payer)?(?:'s)?\s+(?:registration|identification|ID){_NO}?"),
    (
        "national_id",
        rf"(?:national|personal)\s+(?:identification|identity|ID)(?:\s+card)?{_NO}?",
    ),
    ("national_id", rf"(?:[a-z]+\s+)?identity\s+card{_NO}"),
    ("registration", rf"(?:[a-z]+\s+)?registration(?:\s+ID\b)?{_NO}?"),
    ("registration", rf"company\s+(?:identification|ID){_NO}"),
)
_LABELS = (*_INITIALS, *((scheme, f"(?i:{label})") for scheme, label in _WORDS))
_PATTERNS = tuple(
    (scheme, re.compile(rf"(?<![\w])(?P<label>{label}){_GAP}{_VALUE}"))
    for scheme, label in _LABELS
)
# What a label in brackets says is more exact than the words before it.
_INNER = {"INN": "inn", "ИНН": "inn", "OGRN": "ogrn", "ОГРН": "ogrn", "KPP": "kpp"}
_SHAPES = {
    "imo": re.compile(r"\d{7}"), "mmsi": re.compile(r"\d{9}"),
    "inn": re.compile(r"\d{10}|\d{12}"), "ogrn": re.compile(r"\d{13}|\d{15}"),
    "kpp": re.compile(r"\d{9}"),
    "swift": re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"),
}  # fmt: skip
_WORD_CODE = re.compile(r"SWIFT(?:\s*/\s*BIC)?(?:\s+codes?)?\s*:\s*(?P<value>[A-Z0-9]{8,11})\b")


def numbers(text: str) -> list[Identifier]:
    """The numbers of `text` that follow on their label, once each, in order of kind.

    A tax number whose label names the INN is one; a number not of its scheme's shape (an
    IMO number of six digits) goes under "other", since it names nobody for certain.

    >>> [(n.scheme, n.value) for n in numbers("IMO Number: 8405270. INN: 7710026574")]
    [('imo', '8405270'), ('inn', '7710026574')]
    """
    # One blank for any run of them: many would be tried in every way between two words.
    found = dict.fromkeys(_matches(" ".join(text.split())))
    taken = {value for scheme, value, _ in found if scheme in _SHAPES}
    return [
        Identifier(scheme, value, label, note="from free text")
        for scheme, value, label in found
        if scheme in _SHAPES or value not in taken  # "tax number INN 77.." is one number
    ]


def _matches(text: str) -> Iterator[tuple[str, str, str]]:
    for scheme, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            inner = (match["in"] or "").strip()
            exact = _INNER.get(inner, scheme)
            value, label = match["value"], " ".join(match["label"].split())
            shape = _SHAPES.get(exact)
            fits = shape is None or shape.fullmatch(value)
            yield exact if fits else "other", value, f"{label} ({inner})" if inner else label
    for match in _WORD_CODE.finditer(text):  # a bank's code may be of letters alone
        value = match["value"]
        if _SHAPES["swift"].fullmatch(value):
            yield "swift", value, "SWIFT"
