"""A paper -> the trade documents in it, each with what its head and its lines of goods say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from enduse.intake.forms.clauses import clause_in, used_for
from enduse.intake.forms.country import Countries
from enduse.intake.forms.goods import Goods, goods_in
from enduse.intake.forms.labels import form_words
from enduse.intake.forms.numbers import days_in, numbers_in
from enduse.intake.forms.parties import parties_in
from enduse.intake.forms.route import place_text, route_in, terms_in, vessels_in
from enduse.intake.forms.sheet import Sheet
from enduse.intake.forms.sorts import parted, title_of
from enduse.intake.forms.told import Told
from enduse.intake.orders.cells import is_empty
from enduse.model.document import Document, Fact, Sort
from enduse.model.issue import Issue
from enduse.model.paper import Page, Paper
from enduse.places import Places

_MAIL = "an e-mail"
_SORTS: Mapping[str, Sort] = {
    "invoice": "invoice", "confirmation": "confirmation", "bill": "bill_of_lading",
    "packing_list": "packing_list", "credit": "letter_of_credit", "quote": "quote",
    "delivery": "delivery_note", "proforma": "proforma",
}  # fmt: skip
"""What a paper without a title is, by the one number that it has, the surest first."""
_LONGEST = 300  # letters of payment terms and of an end use


def read_form(paper: Paper, places: Places) -> tuple[Document, ...]:
    """Every document of a paper; a title that differs from the last begins one.

    What could not be placed is in `unread`, what only a person can tell in `questions`. A
    paper with no lines is one document of nothing, with what its reader said of it.
    """
    if not paper.pages:
        sort: Sort = "message" if paper.what == _MAIL else "other"
        return (Document(paper.name, sort, paper.what, {}, unread=paper.unread),)
    countries = Countries(places)
    parts = parted(paper.pages)
    found = [_document(replace(paper, pages=pages), countries) for pages in parts]
    first = replace(found[0], unread=(*paper.unread, *found[0].unread))
    return (first, *found[1:])


def _document(paper: Paper, countries: Countries) -> Document:
    goods = goods_in(paper, places=countries.places)
    sheet = Sheet(paper, goods.used)
    told = Told(sheet, _sort(paper, paper.pages, sheet), paper.name)
    numbers_in(told)
    terms_in(told)
    route_in(told, countries)
    parties_in(told, countries, list(vessels_in(told)))
    days_in(told, _country(told))
    _texts(told)
    clause_in(told)
    used_for(told)
    facts = _joined(told, goods)
    wire = told.wire | ({"lines": list(goods.lines)} if goods.lines else {})
    issues = (*told.issues, *goods.issues, *_origin(told, wire, countries))
    return Document(
        paper.name,
        told.sort,
        paper.what,
        wire,
        own=told.own,
        refs=tuple(told.refs),
        places={**goods.places, **told.places},
        facts=facts,
        issues=issues,
        questions=tuple(dict.fromkeys(told.questions)),
        unread=(*told.unread, *goods.unread),
    )


def _sort(paper: Paper, pages: Sequence[Page], sheet: Sheet) -> Sort:
    title = title_of(pages[0], first=True)
    if title:
        return title[0].sort  # of an e-mail too: an order may be its text
    if paper.what == _MAIL:
        return "message"
    kinds = {
        cell.label.field
        for cell in sheet.labels()
        if cell.label and cell.label.group == "numbers" and cell.value
    }
    sorts = [_SORTS[kind] for kind in _SORTS if kind in kinds]
    return sorts[0] if len(sorts) == 1 else "other"


def _country(told: Told) -> str | None:
    """The country of whoever made the paper out."""
    heads: Mapping[str, Sequence[str]] = form_words()["heads"]
    role = next((each for each, sorts in heads.items() if told.sort in sorts), "seller")
    parties: Sequence[Mapping[str, Any]] = told.wire.get("parties", ())
    return next((each.get("country") for each in parties if each["role"] == role), None)


def _texts(told: Told) -> None:  # noqa: C901, PLR0912  # one branch a label
    """Terms of payment, end use, who signed, and the words of a letter of credit."""
    for cell in told.sheet.labels():
        if cell.label is None or cell.label.group != "terms":
            continue
        name = cell.label.field
        lines = told.sheet.lines(cell, 1 if name == "signed_by" else 4)
        text = " ".join(line.text.strip() for line in lines)[:_LONGEST].strip(" ;")
        if not text or is_empty(text):
            continue
        if name == "payment" and "payment" not in told.wire:
            told.put("payment", {"terms": text}, lines[0].row)
            told.places["payment/terms"] = told.places.pop("payment")
        elif name == "end_use" and "end_use" not in told.wire:
            told.put("end_use", text, lines[0].row)
        elif name == "signed_by" and (signed := place_text(text)):
            told.fact("signed_by", signed, text, lines[0].row)
        elif name == "partial_shipments":
            told.fact("partial_shipments", text, text, lines[0].row)
        elif name == "transshipment":
            told.fact("transshipment", text, text, lines[0].row)
        elif name == "documents_required":
            told.fact("documents_required", text, text, lines[0].row)


def _joined(told: Told, goods: Goods) -> tuple[Fact, ...]:
    """Facts of head and goods; where both say one of the whole paper, the goods' count."""
    named = {fact.name for fact in goods.facts if fact.line is None}
    return (*(fact for fact in told.facts if fact.name not in named), *goods.facts)


def _origin(told: Told, wire: dict[str, Any], countries: Countries) -> tuple[Issue, ...]:
    """The origin that a paper says once counts for the lines that say none; that is said."""
    for cell in told.sheet.labels():
        if cell.label is None or cell.label.field != "origin" or cell.label.group != "terms":
            continue
        value = told.sheet.value(cell)
        code = countries.code(value.value) if value else None
        lines = wire.get("lines", ())
        bare = [at for at, line in enumerate(lines) if "origin" not in line]
        if value is None or code is None or not bare:
            continue
        place = told.sheet.place(value.row)
        for at in bare:
            lines[at]["origin"] = code
            told.places[f"lines/{at}/origin"] = place
        says = f"is {value.value!r} for the whole paper; it was taken for {len(bare)} line(s)"
        return (Issue(f"lines/{bare[0]}/origin ({place})", says),)
    return ()
