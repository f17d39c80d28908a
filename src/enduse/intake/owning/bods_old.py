"""Statements of BODS 0.2 and 0.3 in the form of 0.4, so that one reader reads them all."""

from typing import Any

from enduse.intake.owning.records import Record, text_of

_TYPES = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
}


def modern(record: Record) -> Record:
    """The statement as 0.4 writes it; one of 0.4 comes back as it is.

    A statement that replaces another takes its key, so that only the newest counts.

    >>> old = {"statementID": "s1", "statementType": "entityStatement", "name": "X"}
    >>> modern(old)["recordType"], modern(old)["recordDetails"]["name"]
    ('entity', 'X')
    """
    kind = _TYPES.get(text_of(record, "statementType") or "")
    if kind is None:
        return record
    replaced = record.get("replacesStatements")
    first = replaced[0] if isinstance(replaced, list) and replaced else None
    key = first if isinstance(first, str) else text_of(record, "statementID")
    details: dict[str, Any] = dict(record)
    details["interests"] = [
        {**each, "directOrIndirect": each.get("interestLevel")}
        for each in record.get("interests") or []
        if isinstance(each, dict)
    ]
    return {
        "statementId": text_of(record, "statementID"),
        "recordId": key,
        "recordType": kind,
        "statementDate": record.get("statementDate"),
        "recordStatus": "new",
        "recordDetails": {
            **details,
            "entityType": {"type": text_of(record, "entityType")},
            "personType": text_of(record, "personType"),
        },
    }
