"""The papers and numbers of the EU's financial sanctions files, under the schemes of enduse."""

import re
from collections.abc import Mapping

from enduse.model.listing import Identifier

# The codes of identificationTypeCode that say what a number is. The rest (tradelic,
# birthcert, travelcardid, electionid, residentperm, drivinglicence, other) have no scheme.
_SCHEMES: Mapping[str, str] = {
    "passport": "passport", "id": "national_id", "ssn": "national_id", "nrn": "national_id",
    "nationcert": "national_id", "fiscalcode": "tax", "regnumber": "registration",
    "swiftbic": "swift", "imo": "imo",
}  # fmt: skip
_EXACT = (
    ("inn", re.compile(r"\bINN\b|\bИНН\b")),
    ("ogrn", re.compile(r"\bOGRN(?:IP)?\b|\bОГРН\b")),
    ("kpp", re.compile(r"\bKPP\b|\bКПП\b")),
    ("lei", re.compile(r"\bLEI\b")),
    ("vat", re.compile(r"\bVAT\b")),
    ("imo", re.compile(r"\bIMO\b")),
)
_FLAGS = (
    ("diplomatic", "diplomatic"), ("knownExpired", "known to be expired"),
    ("knownFalse", "known to be false"), ("reportedLost", "reported lost"),
    ("revokedByIssuer", "revoked by its issuer"),
)  # fmt: skip
_DATES = (
    ("issuedBy", "issued by"), ("issuedDate", "issued"), ("issueDate", "issued"),
    ("validFrom", "valid from"), ("validTo", "valid to"), ("nameOnDocument", "in the name of"),
    ("region", "region"),
)  # fmt: skip
# The older CSV packs a paper into one cell: "AD001095 (passport-National passport) ((x))".
_PACKED = re.compile(r"(?P<number>.+?) \((?P<code>\w+)-(?P<words>[^()]*)\)\s*(?P<rest>.*)")


def identifiers(
    fields: Mapping[str, str], remark: str, country: str | None
) -> list[Identifier]:
    """The number of a paper, and its spelling in Latin letters where that differs.

    The scheme follows the type of the paper, unless its words or the remark name a number
    more exactly ("INN"). None where there is no number.
    """
    label = fields.get("identificationTypeDescription", "")
    code = fields.get("identificationTypeCode", "")
    scheme = scheme_of(code, f"{label} {remark}")
    flags = [said for key, said in _FLAGS if fields.get(key, "").lower() == "true"]
    told = [f"{said} {text}" for key, said in _DATES if (text := fields.get(key, ""))]
    note = "; ".join((*flags, *told, *([remark] if remark else []))) or None
    numbers = [fields.get("number", ""), fields.get("latinNumber", "")]
    return [
        Identifier(scheme, number, label or code or "identification", country, note)
        for number in dict.fromkeys(numbers)
        if number
    ]


def unpacked(text: str) -> tuple[dict[str, str], str]:
    """A paper packed into one cell, as the fields of the newer files, and its remark.

    >>> unpacked("AD001095 (passport-National passport) ((passport))")[1]
    '(passport)'
    """
    match = _PACKED.fullmatch(text.strip())
    if match is None:
        return {"number": text.strip()}, ""
    fields = {
        "number": match["number"], "identificationTypeCode": match["code"],
        "identificationTypeDescription": match["words"],
    }  # fmt: skip
    rest = match["rest"].strip()
    inner = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
    return fields, inner


def scheme_of(code: str, words: str) -> str:
    """The scheme of a number from the file's code for it and the words about it.

    Words are believed about registrations, tax and other numbers alone: the remark on a
    passport may speak of something else.

    >>> scheme_of("regnumber", "Registration Number OGRN"), scheme_of("passport", "INN")
    ('ogrn', 'passport')
    """
    known = _SCHEMES.get(code.lower(), "other")
    if known not in ("registration", "tax", "other"):
        return known
    said = [scheme for scheme, pattern in _EXACT if pattern.search(words)]
    return said[0] if len(said) == 1 else known
