"""Numbers and labelled facts of the Consolidated Screening List's column "ids".

The CSV joins each one's values, the label last: "JO, 2014-08-30, 2009-08-31, K475336,
Passport" is country, day of expiry, day of issue, number, label. Beside papers the column
holds what is no number at all ("Male, Gender").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from enduse.lists.ofac_labels import FACT_LABELS, ID_LABELS
from enduse.model.listing import Identifier

_SCHEMES: Mapping[str, str] = {
    **{label: scheme for scheme, labels in ID_LABELS for label in labels},
    # Labels that stand in the file of April 2022 and not in OFAC's own remarks.
    "C.U.I.P.": "national_id", "CNP (Personal Numerical Code)": "national_id",
    "Romanian C.R.": "registration", "Romanian Permanent Resident": "other",
    "VisaNumberID": "other", "UN/LOCODE": "other", "Equity Ticker": "other",
    "Serial No.": "other",
}  # fmt: skip
_FACTS = (*FACT_LABELS, "Purchase/Sales For Divestment Date", "Issuer Name",
          "PEESA Information")  # fmt: skip
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "imo": re.compile(r"\d{7}"),
    "mmsi": re.compile(r"\d{9}"),
    "lei": re.compile(r"[0-9A-Z]{18}\d{2}"),
    "swift": re.compile(r"[A-Z0-9]{8}(?:[A-Z0-9]{3})?"),
    "duns": re.compile(r"\d{2}-?\d{3}-?\d{4}"),
}
# Only the length tells them apart: INN 10 or 12 digits, OGRN 13 or 15.
_RUSSIAN = {("tax", 10): "inn", ("tax", 12): "inn", ("registration", 13): "ogrn",
            ("registration", 15): "ogrn"}  # fmt: skip
_BOTH = ("expires", "issued")  # in this order, where both stand
_COUNTRY = re.compile(r"([A-Z]{2}), ")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}), ")


@dataclass(frozen=True, slots=True)
class Paper:
    """One item of the column: its label, its value, and what is said of the paper.

    `text` is the item as the file has it, without the label.
    """

    label: str
    number: str
    country: str | None = None
    note: str | None = None
    text: str = ""


@dataclass(slots=True)
class Found:
    """What papers hold, on the way into an entry. `new` names labels new to us."""

    ids: list[Identifier] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


def parse(cell: str) -> tuple[list[Paper], list[str]]:
    """The items of a CSV cell, and those without a label.

    >>> parse("JO, 2014-08-30, 2009-08-31, K475336, Passport")[0][0].note
    'expires 2014-08-30; issued 2009-08-31'
    """
    papers, odd = [], []
    for item in cell.split("; "):
        text, comma, label = item.strip().rpartition(", ")
        if comma and text.strip() and label.strip():
            papers.append(_paper(text, label.strip()))
        elif item.strip():
            odd.append(item.strip())
    return papers, odd


def take(paper: Paper, found: Found) -> None:
    """Put one item where it belongs; a number under a label new to us is kept as "other"."""
    label = paper.label.rstrip(" :-")
    if label == "Gender":
        found.genders.append(paper.number)
    elif label.startswith(_FACTS):
        found.facts.append((label, paper.text or paper.number))
    else:
        opening, _, currency = label.partition(" - ")
        if opening not in _SCHEMES:
            found.new.append(label)
        found.ids.append(
            _identifier(paper, label, scheme=_SCHEMES.get(opening, "other"), currency=currency)
        )


def _paper(text: str, label: str) -> Paper:
    """The values of one item. A single day is not said to be of issue or of expiry."""
    rest = text
    country = _COUNTRY.match(rest)
    rest = rest[country.end() :] if country else rest
    days: list[str] = []
    while (day := _DAY.match(rest)) and len(days) < len(_BOTH):
        days.append(day[1])
        rest = rest[day.end() :]
    words = _BOTH if len(days) == len(_BOTH) else ("dated",)
    note = "; ".join(f"{word} {when}" for word, when in zip(words, days, strict=False)) or None
    return Paper(label, rest.strip(), country[1] if country else None, note, text)


def _identifier(paper: Paper, label: str, *, scheme: str, currency: str) -> Identifier:
    value, note = paper.number, paper.note
    if label == "Vessel Registration Identification" and value.startswith("IMO "):
        scheme = "imo"
    if scheme == "imo":
        value = value.removeprefix("IMO ").strip()
    if scheme == "crypto" and currency:
        note = "; ".join(part for part in (currency, note) if part)
    shape = _SHAPES.get(scheme)
    if shape and not shape.fullmatch(value):
        scheme = "other"  # a decisive number that cannot be one decides nothing
    if paper.country in ("RU", "Russia") and value.isascii() and value.isdigit():
        scheme = _RUSSIAN.get((scheme, len(value)), scheme)
    return Identifier(scheme, value, label, paper.country, note)
