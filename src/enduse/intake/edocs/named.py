"""XML of trade that is known and not read -> what it is, in words."""

from enduse.intake.edocs import cii, idoc, ubl
from enduse.intake.edocs.xml import Element, local, namespace

_BY_ROOT = {
    "cXML": "a cXML message",
    "FatturaElettronica": "an Italian invoice (FatturaPA)",
    "Facturae": "a Spanish invoice (Facturae)",
    "Factura": "an invoice of a kind that is not read",
    "eExact": "an export of Exact Online",
    "odoo": "data of Odoo",
    "FinvoiceSOAPEnvelope": "a Finnish invoice (Finvoice)",
    "Finvoice": "a Finnish invoice (Finvoice)",
    "SADDeclaration": "a customs declaration",
}
_BY_SPACE = (
    ("urn:iso:std:iso:20022:", "a message of ISO 20022"),
    ("http://ivaservizi.agenziaentrate.gov.it/", "an Italian invoice (FatturaPA)"),
    ("iata:", "a Cargo-XML message of IATA"),
    ("http://www.opentrans.org/", "an openTRANS message"),
    ("http://www.ebinterface.at/", "an Austrian invoice (ebInterface)"),
    ("urn:wco:datamodel:", "a customs declaration (WCO data model)"),
    ("http://ncts.dgtaxud.ec", "a transit declaration (NCTS)"),
)


def named(root: Element) -> str:
    """What a root is; empty where nobody knows."""
    known = ubl.name_of(root) or cii.name_of(root) or idoc.name_of(root)
    if known:
        return known
    space = namespace(root)
    for begins, words in _BY_SPACE:
        if space.startswith(begins):
            return f"{words} ({local(root)})"
    return _BY_ROOT.get(local(root), "")
