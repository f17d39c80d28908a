"""The goods of a letter of credit: field 45A, which is words in lines of 65 signs."""

import re

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Draft, Goods, digits
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.intake.edocs.swift_text import Field, Message
from enduse.intake.forms.goods import goods_in as read_words
from enduse.papers.plain import paper_of_text

_HS = re.compile(
    r"\b(?:H\.?S\.?|HTS|CUSTOMS|TARIFF)\s*(?:TARIFF)?\s*(?:CODE|NUMBER|NO|NR|HEADING)?S?"
    r"\.?\s*[:.]?\s*(\d{4}(?:[. ]?\d{2}){1,3})\b"
)
_TERMS = re.compile(
    r"\b(EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DAT)\b[\s:,.-]*([^+,;.]{0,60})"
)
_PROFORMA = re.compile(
    r"\bPRO\s?-?FORMA(?:\s+INVOICE)?\s*(?:NO|NR|NUMBER|REF)?S?[.:]*\s*"
    r"([A-Z0-9][\w/.-]*\d[\w/.-]*)"
)
_CONTRACT = re.compile(
    r"\b(?:SALES )?CONTRACT\s*(?:NO|NR|NUMBER|REF)[.:]*\s*([A-Z0-9][\w/.-]*\d[\w/.-]*)"
)
_ORDER = re.compile(
    r"\b(?:PURCHASE ORDER|P\.?O\.?|ORDER)\s*(?:NO|NR|NUMBER|REF)[.:]*\s*"
    r"([A-Z0-9][\w/.-]*\d[\w/.-]*)"
)
_END_USER = re.compile(r"\bEND[ -]?USER\s*[:.]\s*(.+)", re.IGNORECASE)
_END_USE = re.compile(r"\bEND[ -]?USE\s*[:.]\s*(.+)", re.IGNORECASE)
_NO_GOODS = re.compile(
    r"^(?:INCOTERMS?|TRADE TERMS?|TERMS? OF DELIVERY|PRICE TERMS?|DELIVERY TERMS?|PACKING|"
    r"PACKAGE|SHIPPING MARKS?|AS PER|ALL OTHER DETAILS|OTHER DETAILS|TOTAL|END[ -]?USE|"
    r"COUNTRY OF ORIGIN|ORIGIN|H\.?S\.? ?CODE|UNIT PRICE|QUANTITY TOLERANCE|"
    r"(?:EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DDP|DAT)\b)"
)
_ITEM = re.compile(r"^(?:\+|\d{1,2}[.)](?!\d)\s*)\s*")
_AMENDED = re.compile(r"^/(?:ADD|DELETE|REPALL)/")


def goods_in(draft: Draft, message: Message) -> None:
    """Add what 45A tells: a line for each item that is goods, the rest as notes and facts."""
    for field in message.of("45A", "45B"):
        whole = field.said
        for item in items(field):
            _item(draft, item)
        _around(draft, whole)
    for field in message.of("47A", "47B"):
        for item in items(field):
            _use(draft, item)


def items(field: Field) -> list[Said]:
    """The items of a text: each begins with a plus or a number; without one all is one."""
    found: list[list[str]] = []
    for raw in field.lines:
        line = _AMENDED.sub("", raw).strip()
        if not line:
            continue
        if _ITEM.match(line) or not found:
            found.append([_ITEM.sub("", line)])
        else:
            found[-1].append(line)
    return [Said(" ".join(lines).strip(), field.place) for lines in found]


def _item(draft: Draft, item: Said) -> None:
    _use(draft, item)
    if _NO_GOODS.match(item.text.upper()):
        draft.notes.append(item)
        return
    goods = Goods(description=[item])
    code = _HS.search(item.text.upper())
    if code:
        goods.put("hs", Said(code[1], item.place))
    _from_words(goods, item)
    draft.goods(goods)


def _from_words(goods: Goods, item: Said) -> None:
    """What a sentence says beside the goods; its words stay the description, whole."""
    found = read_words(paper_of_text("45A", item.text), places=codes.places()).lines
    if len(found) != 1:
        return
    for name in ("hs", "part_number", "origin"):
        if isinstance(found[0].get(name), str):
            goods.put(name, Said(found[0][name], item.place))
    if isinstance(found[0].get("quantity"), float):
        goods.quantity = Said(digits(found[0]["quantity"]), item.place)
        goods.unit = Said(found[0].get("unit", ""), item.place)


def _use(draft: Draft, item: Said) -> None:
    user, use = _END_USER.search(item.text), _END_USE.search(item.text)
    if user:
        draft.someone.append(Someone("end_user", Said(user[1].strip(" ."), item.place)))
    if use:
        draft.end_use(Said(use[1].strip(" ."), item.place))


def _around(draft: Draft, said: Said) -> None:
    text = said.text.upper()
    terms = _TERMS.search(text)
    if terms:
        place = re.split(r"\bINCOTERMS?\b|\b20\d\d\b", terms[2])[0].strip(" -")
        where = Said(place, said.place) if place else None
        draft.terms_of_delivery(Said(terms[1], said.place), where)
    for pattern, kind in ((_PROFORMA, "proforma"), (_CONTRACT, "contract"), (_ORDER, "order")):
        for found in pattern.finditer(text):
            number = Said(found[1].strip(".-/"), said.place)
            if kind == "proforma":
                draft.ref("proforma", number)
            else:
                draft.ref("contract" if kind == "contract" else "order", number)
