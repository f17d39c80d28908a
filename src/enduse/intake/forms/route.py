"""Places of a paper: where goods are taken, loaded, unloaded and delivered; terms; vessels."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

from enduse.intake.forms.country import Countries
from enduse.intake.forms.days import figures_in
from enduse.intake.forms.labels import form_words, label_of
from enduse.intake.forms.sheet import Cell, Said
from enduse.intake.forms.sorts import title_in
from enduse.intake.forms.told import Told
from enduse.intake.orders.cells import is_empty
from enduse.model.document import FactName

TRAVEL = (
    "departure_country", "place_receipt", "port_loading", "transit", "port_discharge",
    "place_delivery", "destination", "destination_country",
)  # fmt: skip
"""Places in the order in which goods pass them."""
_FACTS = frozenset({"place_receipt", "port_loading", "port_discharge", "place_delivery"})
_LONGEST, _WORDS = 70, 9
_EDITION = re.compile(
    r"(?i)\(?\s*,?\s*incoterms?\s*(?:®|\(r\))?\s*:?\s*(?:\d{4})?\s*\)?|®|\(?\b20(?:00|10|20)\b\)?"
)
_FORM = re.compile(r"(?i)^(?:named (?:place|port)[^:]*:|at|to|from|in|te|nach|à)\s+")
_VOYAGE = re.compile(
    r"(?i)^(?:voy(?:age)?\.?|v\.?|reis|reise)?\s*(?:no\.?)?\s*([A-Z]{0,3}\d[\w-]*)$"
)
_IMO = re.compile(r"(?i)\bIMO\s*(?:no\.?|nr\.?|number)?\s*:?\s*(\d{7})\b")


def route_in(told: Told, countries: Countries) -> None:
    """Read the places with a label, as facts and as the route in the order of travel."""
    found: dict[str, tuple[str, str | None, int]] = {}
    for cell in told.sheet.labels():
        if cell.label is None or cell.label.group != "route" or cell.label.field in found:
            continue
        made = _place(told, cell, countries)
        if made is None:
            continue
        found[cell.label.field] = made
        if cell.label.field in _FACTS:
            told.fact(cast(FactName, cell.label.field), made[0], made[0], made[2])
        told.rows.add(made[2])
    _legs(told, [found[name] for name in TRAVEL if name in found])


def _legs(told: Told, found: Sequence[tuple[str, str | None, int]]) -> None:
    route: list[dict[str, Any]] = []
    for text, country, row in found:
        leg: dict[str, Any] = {"place": text} | ({"country": country} if country else {})
        bare = country and _is_bare(text)
        if bare:
            leg = {"country": country}
            if route and route[-1].get("country") == country:
                continue
        if route and route[-1] == leg:
            continue
        told.places[f"route/{len(route)}"] = told.sheet.place(row)
        for name in leg:
            told.places[f"route/{len(route)}/{name}"] = told.sheet.place(row)
        route.append(leg)
    if route:
        told.wire["route"] = route


def _is_bare(text: str) -> bool:
    return len(text) == 2 and text.isupper()  # noqa: PLR2004  # an ISO code


def _place(told: Told, cell: Cell, countries: Countries) -> tuple[str, str | None, int] | None:
    if cell.label is None:
        return None
    lines = told.sheet.block(cell)
    for value in lines[:1]:
        text = place_text(value.text)
        if not text or value.label or (title_in(text) or label_of(text)):
            return None
        country = countries.of_place(text)
        follows = lines[1].text if len(lines) > 1 and not lines[1].label else ""
        if country is None and follows and (code := countries.code(follows)):
            country = code
        only = cell.label.field.endswith("_country")
        if only and country is None:
            return None
        return text, country, value.row
    return None


def place_text(text: str) -> str:
    """A place without the day behind it; empty where a value is none.

    >>> place_text("Rijssen, 26.01.2026"), place_text("to be told later")
    ('Rijssen', '')
    """
    day = figures_in(text)
    bare = text.replace(day, "").strip(" ,;:./-") if day else text.strip(" ,;:.")
    many = len(bare) > _LONGEST or len(bare.split()) > _WORDS
    if many or is_empty(bare) or not any(each.isalpha() for each in bare):
        return ""
    return "" if bare[0].islower() or sum(c.isdigit() for c in bare) > 8 else bare  # noqa: PLR2004


def terms_in(told: Told) -> None:
    """Read the Incoterm with its place, by a label or by its code at the start of a piece."""
    labelled = [
        line
        for cell in told.sheet.labels()
        if cell.label and cell.label.field == "incoterm"
        for line in told.sheet.block(cell)[:2]
    ]
    loose = [
        Said(cell.value, cell.row)
        for cell in told.sheet.every()
        if cell.label is None and _begins(cell.value)
    ]
    for said in [*labelled, *loose]:
        if found := incoterm_of(said.text):
            told.fact("incoterm", found[0], said.text, said.row)
            if found[1] and told.value("incoterm") == found[0]:
                told.fact("incoterm_place", found[1], said.text, said.row)
            return


def _begins(text: str) -> bool:
    code = text[:3] in form_words()["incoterms"]["codes"] and text[3:4] in {" ", ","}
    words = text.split()
    return code and 1 < len(words) <= _WORDS and words[1][0].isupper()


def incoterm_of(text: str) -> tuple[str, str] | None:
    """The code of an Incoterm and its place.

    >>> incoterm_of("DAP Tbilisi, Georgia (Incoterms 2020)"), incoterm_of("Ex Works Rijssen")
    (('DAP', 'Tbilisi, Georgia'), ('EXW', 'Rijssen'))
    >>> incoterm_of("fob") is None
    True
    """
    named = form_words()["incoterms"]
    for words, code in (*((c, c) for c in named["codes"]), *named["names"].items()):
        flags = 0 if words == code else re.IGNORECASE
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, flags)
        if found:
            rest = _EDITION.sub(" ", text[found.end() :])
            place = _FORM.sub("", rest.strip(" ,;:.-–()")).strip(" ,;:.-–(")
            place = re.sub(r"\s+", " ", place)
            good = place and len(place) <= _LONGEST and place[0].isalnum()
            return code, place if good else ""
    return None


def vessels_in(told: Told) -> Iterator[tuple[str, str, int]]:
    """Each vessel by its name, with its IMO number or nothing; notes the voyage, the flight."""
    for cell in told.sheet.labels():
        if cell.label is None or cell.label.field not in {"vessel", "voyage", "flight"}:
            continue
        value = told.sheet.value(cell)
        if value is None or is_empty(value.value):
            continue
        if cell.label.field == "voyage" and (found := _VOYAGE.match(value.value.strip())):
            told.fact("voyage", found[1], value.value, value.row)
        elif cell.label.field == "flight" and any(c.isdigit() for c in value.value):
            flight = re.sub(r"\s*/.*$", "", value.value.strip())
            told.fact("flight", flight, value.value, value.row)
        elif cell.label.field == "vessel":
            yield from _vessel(told, value)


def _vessel(told: Told, value: Cell) -> Iterator[tuple[str, str, int]]:
    imo = _IMO.search(told.sheet.rows[value.row].text)
    text = _IMO.sub("", value.value).strip(" ,;()-")
    parts = [part.strip() for part in re.split(r"\s*/\s*|\s+-\s+|,\s*|\s+(?=[Vv]oy)", text)]
    if len(parts) > 1 and (voyage := _VOYAGE.match(parts[-1])):
        told.fact("voyage", voyage[1], value.value, value.row)
        parts.pop()
    name = re.sub(r"(?i)^(?:m/?v|m\.v\.|ms|ss)\s+", "", parts[0])
    if any(c.isalpha() for c in name) and len(name) <= _LONGEST and not label_of(name):
        told.fact("vessel", name, value.value, value.row)
        yield name, imo[1] if imo else "", value.row
