"""Random tables of goods, laid out as a text or as a PDF would have them."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from enduse.model.paper import Page, Paper, Piece, TextLine

TITLES = {
    "en": {
        "item": "Pos", "part_number": "Part no.", "description": "Description",
        "hs": "HS code", "origin": "Origin", "quantity": "Quantity", "unit": "Unit",
        "price": "Unit price", "value": "Amount",
    },
    "nl": {
        "item": "Pos.", "part_number": "Artikelnr.", "description": "Omschrijving",
        "hs": "GN-code", "origin": "Land van oorsprong", "quantity": "Aantal",
        "unit": "Eenheid", "price": "Stuksprijs", "value": "Bedrag",
    },
    "de": {
        "item": "Pos.", "part_number": "Artikel-Nr.", "description": "Bezeichnung",
        "hs": "Warentarifnummer", "origin": "Ursprungsland", "quantity": "Menge",
        "unit": "Einheit", "price": "Einzelpreis", "value": "Gesamtpreis",
    },
    "fr": {
        "item": "Pos.", "part_number": "Référence", "description": "Désignation",
        "hs": "Code douanier", "origin": "Pays d'origine", "quantity": "Quantité",
        "unit": "Unité", "price": "Prix unitaire", "value": "Montant HT",
    },
}  # fmt: skip
ORDER = tuple(TITLES["en"])
RIGHT = frozenset({"quantity", "price", "value"})
STYLES = {"en": ",.", "nl": ".,", "de": ".,", "fr": " ,"}
TOTALS = {"en": "Total", "nl": "Totaal", "de": "Gesamtbetrag", "fr": "Total HT"}
_WORDS = ("pump", "valve", "steel", "sensor", "cable", "module", "digital", "gear",
          "small",
          "blue", "unit X", "housing", "seal", "Total", "transport", "note",
          "type")  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A table: the lines that stand in it, and how it is laid out."""

    lines: tuple[dict[str, Any], ...]
    fields: tuple[str, ...]
    language: str
    wrapped: int
    gap: int
    per_page: int
    total: bool
    points: bool


def number(value: float, style: str, decimals: int) -> str:
    """A number as a language writes it: the sign of thousands, then that of decimals."""
    text = f"{value:,.{decimals}f}"
    return text.translate({ord(","): style[0], ord("."): style[1]})


lines = st.fixed_dictionaries({
    "description": st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(
        lambda words: "x" + " ".join(words)
    ),
    "part_number": st.one_of(
        st.from_regex(r"[A-Z]{2}[0-9]{3}-[A-Z0-9]{2}", fullmatch=True),
        # They begin as a word of sums does: prepaid, gross and net weight, tax, volume.
        st.sampled_from(["PP000-00", "GW120-00", "NW100-A1", "TAX100", "CBM-40"]),
    ),
    "hs": st.sampled_from(["8542.31", "84821010", "9031 80 20", "8504.40"]),
    "origin": st.sampled_from(["DE", "US", "CN", "JP"]),
    "quantity": st.integers(1, 99_999),
    "unit": st.sampled_from(["pcs", "m", "kg"]),
    "price": st.integers(1, 999_999).map(lambda cents: cents / 100),
})  # fmt: skip

optional = st.sets(st.sampled_from(["item", "part_number", "hs", "origin", "unit"]))


@st.composite
def tables(draw: st.DrawFn) -> Made:
    """A table of one to twelve lines, with some of the columns."""
    some = draw(optional) | {"description", "quantity", "price", "value"}
    return Made(
        lines=tuple(draw(st.lists(lines, min_size=1, max_size=12))),
        fields=tuple(name for name in ORDER if name in some),
        language=draw(st.sampled_from(sorted(TITLES))),
        wrapped=draw(st.integers(14, 40)),
        gap=draw(st.integers(2, 6)),
        per_page=draw(st.integers(2, 12)),
        total=draw(st.booleans()),
        points=draw(st.booleans()),
    )


def wanted(made: Made) -> list[dict[str, Any]]:
    """The lines of a table in the wire form, as they must come back."""
    found = []
    for line in made.lines:
        told = {name: line[name] for name in made.fields if name in line and name != "price"}
        if "hs" in told:
            told["hs"] = told["hs"].replace(" ", "")
        value = round(line["quantity"] * line["price"], 2)
        found.append({**told, "value": value, "currency": "EUR"})
    return found


def paper(made: Made) -> Paper:
    """The table as a paper: page after page, the headings on each."""
    style = STYLES[made.language]
    titles = {name: TITLES[made.language][name] for name in made.fields}
    titles["value"] += " EUR"
    cells = [_cells(made, line, at, style) for at, line in enumerate(made.lines, 1)]
    wide = {
        name: max(len(titles[name]), *(len(text) for row in cells for text in row[name]))
        for name in made.fields
    }
    pages: list[Page] = []
    for start in range(0, len(cells), made.per_page):
        rows = [{name: [titles[name]] for name in made.fields}, *cells[start:][: made.per_page]]
        if made.total and start + made.per_page >= len(cells):
            total = round(sum(round(e["quantity"] * e["price"], 2) for e in made.lines), 2)
            ends = {"description": [TOTALS[made.language]], "value": [number(total, style, 2)]}
            rows.append({name: ends.get(name, [""]) for name in made.fields})
        pages.append(Page(len(pages) + 1, tuple(_lines(made, rows, wide))))
    return Paper("made", "a text", tuple(pages))


def _cells(made: Made, line: dict[str, Any], at: int, style: str) -> dict[str, list[str]]:
    texts = {
        "item": str(at * 10),
        "quantity": number(line["quantity"], style, 0),
        "price": number(line["price"], style, 2),
        "value": number(round(line["quantity"] * line["price"], 2), style, 2),
    }
    cells = {name: [texts.get(name) or line[name]] for name in made.fields}
    cells["description"] = _wrap(line["description"], made.wrapped)
    return cells


def _wrap(text: str, wide: int) -> list[str]:
    found = [""]
    for word in text.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > wide:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def _lines(
    made: Made, rows: list[dict[str, list[str]]], wide: dict[str, int]
) -> list[TextLine]:
    sign, high, between = (4.7, 11.0, 5.0) if made.points else (1.0, 1.0, 0.0)
    found: list[TextLine] = []
    top = 1.0
    for row in rows:
        for deep in range(max(map(len, row.values()))):
            pieces = []
            left = 0.0
            for name in made.fields:
                text = row[name][deep] if deep < len(row[name]) else ""
                if text:
                    start = left + (wide[name] - len(text) if name in RIGHT else 0)
                    pieces.append(Piece(text, start * sign, (start + len(text)) * sign))
                left += wide[name] + made.gap
            found.append(TextLine(tuple(pieces), len(found) + 1, top))
            top += high
        top += between
    return found
