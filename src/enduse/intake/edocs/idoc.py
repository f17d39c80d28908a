"""SAP IDocs as XML (ORDERS, ORDCHG, ORDRSP, INVOIC; basic types 01 to 05) -> documents.

Read by the examples that docs/guide/edocuments.md names.
"""

from collections.abc import Callable

from enduse.intake.edocs import codes
from enduse.intake.edocs.draft import Draft, Goods
from enduse.intake.edocs.left import harmless, unread
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.intake.edocs.xml import Element, Tree, local
from enduse.intake.orders.parties import functions, is_people
from enduse.model.document import Document, RefKind, Sort

_SORTS: dict[str, tuple[Sort, RefKind, str]] = {
    "ORDERS": ("order", "order", "an order (SAP IDoc)"),
    "ORDCHG": ("order", "order", "a change of an order (SAP IDoc)"),
    "ORDRSP": ("confirmation", "confirmation", "the answer to an order (SAP IDoc)"),
    "INVOIC": ("invoice", "invoice", "an invoice (SAP IDoc)"),
}
_SELLERS = {"LF": "seller", "RS": "seller"}
"""Vendor, and who sends the invoice."""
_REFS: dict[str, RefKind] = {
    "001": "order",
    "002": "order",
    "009": "invoice",
    "012": "delivery",
}
_OWN = {"ORDERS": "001", "ORDCHG": "001", "ORDRSP": "002", "INVOIC": "009"}
_ISSUED = ("012", "026", "022", "011")


def is_idoc(root: Element) -> bool:
    """Whether a root is an IDoc of a kind that is read."""
    return _kind(root) in _SORTS


def name_of(root: Element) -> str:
    """What an IDoc is that is not read, in words; empty where it is none."""
    return f"a SAP IDoc {local(root)}" if _kind(root) else ""


def _kind(root: Element) -> str:
    tree = Tree(root)
    head = tree.first(root, "IDOC/EDI_DC40|IDOC/EDI_DC")
    said = tree.say(head, "MESTYP")
    return said.text.upper() if said else local(root)[:6] if head is not None else ""


def idoc_documents(name: str, root: Element) -> tuple[Document, ...]:
    """The documents of a file of IDocs, each IDOC one."""
    kind = _kind(root)
    tree = Tree(root)
    return tuple(_document(name, tree, idoc, kind=kind) for idoc in tree.all(root, "IDOC"))


def _document(name: str, tree: Tree, idoc: Element, *, kind: str) -> Document:
    sort, ref, what = _SORTS[kind]
    draft = Draft(name, sort, what)
    draft.currency = tree.say(idoc, "E1EDK01/CURCY")
    numbers = _by_code(tree, idoc, "E1EDK02", keys=("QUALF", "BELNR"))
    draft.number(ref, numbers.get(_OWN[kind]) or tree.say(idoc, "E1EDK01/BELNR"))
    for qualifier_text, said in numbers.items():
        draft.ref(_REFS.get(qualifier_text, "other"), said)
    _days(tree, draft, idoc)
    role_of = functions([said.text for said in tree.says(idoc, "E1EDKA1/PARVW")])
    for party in tree.all(idoc, "E1EDKA1"):
        function = tree.say(party, "PARVW")
        if function and is_people(function.text):
            continue
        draft.someone.append(_someone(tree, party, role_of))
    for terms in tree.all(idoc, "E1EDK17"):
        draft.terms_of_delivery(tree.say(terms, "LKOND"), tree.say(terms, "LKTEXT"))
    draft.notes += tree.says(idoc, "E1EDKT1/E1EDKT2/TDLINE")
    for line in tree.all(idoc, "E1EDP01"):
        _line(tree, draft, line)
    if kind == "ORDCHG":
        says = "is a change of an order: what it changes was agreed before"
        draft.remark("order", tree.say(idoc, "E1EDK01/BELNR"), says)
    draft.unread += unread(tree, harmless("idoc"))
    return draft.document()


def _days(tree: Tree, draft: Draft, idoc: Element) -> None:
    days = _by_code(tree, idoc, "E1EDK03", keys=("IDDAT", "DATUM"))
    issued = next((days[kind] for kind in _ISSUED if kind in days), None)
    draft.dated(issued or tree.say(idoc, "E1EDK02/DATUM"))
    draft.day_fact("delivery_date", days.get("002"))


def _by_code(
    tree: Tree, element: Element, path: str, *, keys: tuple[str, str]
) -> dict[str, Said]:
    """What the segments of one sort say, by the code that stands in each."""
    found: dict[str, Said] = {}
    for part in tree.all(element, path):
        code, said = tree.say(part, keys[0]), tree.say(part, keys[1])
        if code and said:
            found.setdefault(code.text, said)
    return found


def _someone(tree: Tree, party: Element, role_of: Callable[[str], str]) -> Someone:
    function = tree.say(party, "PARVW")
    code = function.text if function else ""
    role = _SELLERS.get(code) or role_of(code)
    # Who gets the bill is the buyer where nobody else is.
    each = Someone("buyer", spare="payer") if role == "bill_to" else Someone(role or "other")
    names = [said for key in ("NAME1", "NAME2") if (said := tree.say(party, key))]
    if names:
        # NAME2 goes on where NAME1 has no room, or is a second name: both are searched.
        each.named([names[0], *([names[0].joined(names[1])] if len(names) > 1 else [])])
    zone, town = tree.say(party, "PSTLZ"), tree.say(party, "ORT01")
    parts = [
        *tree.says(party, "NAME3|NAME4|STRAS|STRS2"),
        zone.joined(town) if zone else town,
        *tree.says(party, "REGIO"),
    ]
    each.address = [part for part in parts if part]
    each.country = tree.say(party, "LAND1|ISOAL")
    each.phone = tree.say(party, "TELF1")
    each.number(None, tree.say(party, "PARTN|LIFNR"))
    return each


def _line(tree: Tree, draft: Draft, line: Element) -> None:
    goods = Goods(quantity=tree.say(line, "MENGE"), value=tree.say(line, "NETWR"))
    goods.unit = tree.say(line, "MENEE")
    goods.price, goods.per = tree.say(line, "VPREI"), tree.say(line, "PEINH")
    goods.currency = tree.say(line, "CURCY")
    goods.description += tree.says(line, "E1EDP19/KTEXT")
    numbers = _by_code(tree, line, "E1EDP19", keys=("QUALF", "IDTNR"))
    goods.numbers = list(numbers.values())
    # 002 is the vendor's own number, 001 the customer's.
    goods.put("part_number", numbers.get("002") or numbers.get("001"))
    goods.description += tree.says(line, "E1EDPT1/E1EDPT2/TDLINE|ARKTX")
    at = draft.goods(goods)
    draft.measure("net_weight", _weight(tree, line), line=at)


def _weight(tree: Tree, line: Element) -> Said | None:
    said, unit = tree.say(line, "NTGEW"), tree.say(line, "GEWEI")
    if said is None or unit is None or unit.text not in codes.table()["kilograms"]:
        return None
    return Said(said.text, said.place, {"unitCode": unit.text})
