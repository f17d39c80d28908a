"""UN/EDIFACT orders, answers, changes, despatch advices, invoices -> documents.

Read by the segments of the D.96A and D.01B directories and by the examples that
docs/guide/edocuments.md names.
"""

from dataclasses import replace

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Draft
from enduse.intake.edocs.edifact_goods import line_of
from enduse.intake.edocs.edifact_text import Segment, interchange
from enduse.intake.edocs.functions import ROLES
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.model.document import Document, FactName, RefKind, Sort
from enduse.model.unread import Unread

_SORTS: dict[str, tuple[Sort, RefKind, str]] = {
    "ORDERS": ("order", "order", "an order (EDIFACT ORDERS)"),
    "ORDCHG": ("order", "order", "a change of an order (EDIFACT ORDCHG)"),
    "ORDRSP": ("confirmation", "confirmation", "the answer to an order (EDIFACT ORDRSP)"),
    "QUOTES": ("quote", "quote", "a quotation (EDIFACT QUOTES)"),
    "DESADV": ("delivery_note", "delivery", "a despatch advice (EDIFACT DESADV)"),
    "INVOIC": ("invoice", "invoice", "an invoice (EDIFACT INVOIC)"),
}
_REFS: dict[str, RefKind] = {
    "ON": "order", "CO": "order", "VN": "order", "CR": "other", "CT": "contract",
    "BC": "contract", "DQ": "delivery", "AAK": "delivery", "IV": "invoice", "PQ": "quote",
    "AAB": "proforma", "BM": "bill", "AWB": "bill", "MB": "bill", "AAS": "bill", "LC": "credit",
}  # fmt: skip
_DAYS: dict[str, FactName] = {
    "2": "delivery_date", "35": "delivery_date", "63": "delivery_date", "69": "delivery_date",
    "10": "shipment_date", "11": "shipment_date", "13": "due_date", "171": "order_date",
    "38": "latest_shipment", "36": "expiry_date",
}  # fmt: skip
_NUMBERS = {"VA": "vat", "FC": "tax", "XA": "registration", "GN": "registration"}
_ITEMS = "LIN"
_TOTALS = ("77", "9", "128", "86")
_READ = frozenset({
    "UNH", "BGM", "DTM", "NAD", "RFF", "CTA", "COM", "CUX", "TOD", "LOC", "TDT", "LIN", "PIA",
    "IMD", "QTY", "MOA", "PRI", "ALI", "MEA", "PAC", "FTX", "EQD", "SEL", "PCI", "PAT", "PAI",
    "FII", "CPS", "UNS", "CNT", "TAX", "ALC", "PCD", "GIN", "GIR", "RNG", "SCC", "QVR", "CST",
})  # fmt: skip


def edifact_documents(name: str, text: str) -> tuple[Document, ...] | None:
    """The documents of an interchange; None where no message of it is of a kind that is read.

    Raises:
        OrderError: a message has no end.
    """
    made = []
    others: list[str] = []
    for kind, segments in interchange(name, text):
        if kind in _SORTS:
            made.append(_document(name, kind, segments))
        else:
            others.append(kind)
    if made and others:
        found = f"holds messages that are not read: {', '.join(sorted(set(others)))}"
        left = Unread(name, found, "look at them by hand", lost=True)
        made[0] = replace(made[0], unread=(*made[0].unread, left))
    return tuple(made) or None


def message_kinds(name: str, text: str) -> tuple[str, ...]:
    """The types of an interchange's messages, each once."""
    return tuple(dict.fromkeys(kind for kind, _ in interchange(name, text)))


def _document(name: str, kind: str, segments: list[Segment]) -> Document:
    sort, ref, what = _SORTS[kind]
    draft = Draft(name, sort, what)
    draft.comma = True
    head, lines = _parts(segments)
    for segment in head:
        _begin(draft, segment, ref=ref)
    _parties(draft, head)
    for segment in head:
        _of_head(draft, segment)
    for some in lines:
        line_of(draft, some)
    if kind == "ORDCHG":
        says = "is a change of an order: what it changes was agreed before"
        draft.remark("order", segments[0].say(0), says)
    unknown = sorted({segment.tag for segment in segments} - _READ)
    if unknown:
        draft.unread.append(Unread("message", f"holds segments not read: {', '.join(unknown)}"))
    return draft.document()


def _parts(segments: list[Segment]) -> tuple[list[Segment], list[list[Segment]]]:
    """What is before and after the lines, and each line; UNS ends them."""
    head: list[Segment] = []
    lines: list[list[Segment]] = []
    inside = False
    for segment in segments:
        if segment.tag == _ITEMS:
            lines.append([])
            inside = True
        elif segment.tag in {"UNS", "CPS"}:
            inside = False
        (lines[-1] if inside else head).append(segment)
    return head, lines


def _begin(draft: Draft, segment: Segment, *, ref: RefKind) -> None:
    if segment.tag == "CUX" and segment.get(0) in {"2", "1"}:
        draft.currency = draft.currency or segment.say(0, 1)
    _day(draft, segment)
    if segment.tag != "BGM":
        return
    code = segment.get(0)
    draft.sort = codes.table()["kinds"].get(code, draft.sort)
    draft.number(ref, segment.say(1))
    if code == "381":
        draft.remark("order", segment.say(0), "is a credit note: goods or money given back")


def _day(draft: Draft, segment: Segment) -> None:
    if segment.tag == "DTM" and segment.get(0) == "137":
        draft.dated(segment.say(0, 1))
    elif segment.tag == "DTM" and segment.get(0) in _DAYS:
        draft.day_fact(_DAYS[segment.get(0)], segment.say(0, 1))


def _parties(draft: Draft, head: list[Segment]) -> None:
    current: Someone | None = None
    for segment in head:
        if segment.tag == "NAD":
            current = party_of(segment)
            draft.someone.append(current)
        elif segment.tag in {"LIN", "TDT", "TOD", "CUX", "UNS"}:
            current = None
        elif segment.tag == "RFF" and current and segment.get(0) in _NUMBERS:
            current.number(_NUMBERS[segment.get(0)], segment.say(0, 1))
        elif segment.tag == "COM" and current:
            if segment.get(0, 1) == "TE":
                current.phone = current.phone or segment.say(0)
            elif segment.get(0, 1) == "EM":
                current.email = current.email or segment.say(0)


def party_of(segment: Segment) -> Someone:
    """A party from NAD: by name and address, or by lines of both, or by a number alone."""
    role, spare = ROLES.get(segment.get(0), ("other", ""))
    each = Someone(role, spare=spare)
    each.name = segment.joined(3)
    lines = [said for part in range(5) if (said := segment.say(2, part))]
    if each.name is None and lines:
        each.name, lines = lines[0], lines[1:]
    zone, town = segment.say(7), segment.say(5)
    parts = [*lines, segment.joined(4), zone.joined(town) if zone else town, segment.say(6)]
    each.address = [part for part in parts if part]
    each.country = segment.say(8)
    each.number(None, segment.say(1))
    return each


def _of_head(draft: Draft, segment: Segment) -> None:
    if segment.tag == "RFF" and segment.get(0) in _REFS:
        draft.ref(_REFS[segment.get(0)], segment.say(0, 1))
    elif segment.tag == "FTX":
        text = segment.joined(3)
        draft.notes += [text] if text else []
    elif segment.tag == "TOD":
        draft.terms_of_delivery(segment.say(2) or segment.say(2, 3), None)
    elif segment.tag == "LOC" and segment.get(0) == "1":
        draft.fact("incoterm_place", segment.say(1, 3) or segment.say(1))
    elif segment.tag == "MOA" and segment.get(0) in _TOTALS:
        said = segment.say(0, 1)
        code = segment.get(0, 2)
        draft.sum(
            Said(said.text, said.place, {"currencyID": code} if code else {}) if said else None
        )
    elif segment.tag == "PAC":
        draft.fact("packages", segment.say(0))
    elif segment.tag in {"LOC", "TDT", "EQD"}:
        _way(draft, segment)


def _way(draft: Draft, segment: Segment) -> None:
    ports: dict[str, FactName] = {
        "9": "port_loading",
        "11": "port_discharge",
        "7": "place_delivery",
    }
    if segment.tag == "LOC" and segment.get(0) in ports:
        place = segment.say(1, 3) or segment.say(1)
        draft.fact(ports[segment.get(0)], place)
        code = segment.get(1)
        is_locode = len(code) == 5 and code.isalpha()  # noqa: PLR2004
        draft.leg(Said(code[:2], segment.place) if is_locode else None, place)
    elif segment.tag == "TDT":
        draft.fact("voyage", segment.say(1))
        draft.fact("vessel", segment.say(7, 3))
    elif segment.tag == "EQD" and segment.get(0) == "CN":
        draft.fact("container", segment.say(1))
