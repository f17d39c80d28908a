"""Small files on owners, made for the tests, and how they are read."""

import json
from datetime import date
from typing import Any

from enduse.intake.owning.read import read
from enduse.model.holding import Holding, Ownership
from enduse.places import Places

PLACES = Places.load()
DAY = date(2026, 11, 23)


def given(*records: Any, name: str = "made.json") -> Ownership:
    """What a file of these records says."""
    return read(name, json.dumps(records).encode(), PLACES)


def table(text: str) -> Ownership:
    """What a table says."""
    return read("made.csv", text.encode(), PLACES)


def in_force(said: Ownership, day: date = DAY) -> list[Holding]:
    """Its holdings on a day."""
    return [each for each in said.holdings if each.in_force(day)]


def says(said: Ownership) -> str:
    """All its doubts in one text."""
    return "\n".join(f"{d.issue.gravity} {d.issue.where} {d.issue.says}" for d in said.doubts)


def entity(key: str, name: str | None = None, **details: Any) -> dict[str, Any]:
    return {
        "statementId": f"s-{key}",
        "recordId": key,
        "recordType": "entity",
        "recordStatus": "new",
        "statementDate": "2024-01-01",
        "publicationDetails": {"bodsVersion": "0.4"},
        "recordDetails": {
            "name": name or key,
            "entityType": {"type": "registeredEntity"},
            **details,
        },
    }


def person(key: str, name: str | None = None, **details: Any) -> dict[str, Any]:
    names = [{"type": "legal", "fullName": name or key}]
    made = entity(key)
    return {
        **made,
        "recordType": "person",
        "recordDetails": {"personType": "knownPerson", "names": names, **details},
    }


def relation(owner: Any, owned: Any, *interests: dict[str, Any], **more: Any) -> dict[str, Any]:
    made = entity(f"{owner} in {owned}")
    details = {"subject": owned, "interestedParty": owner, "interests": list(interests)}
    return {**made, "recordType": "relationship", "recordDetails": details, **more}


def shares(**more: Any) -> dict[str, Any]:
    return {"type": "shareholding", "directOrIndirect": "direct", **more}


def psc(company: str, kind: str, **data: Any) -> dict[str, Any]:
    return {
        "company_number": company,
        "data": {"kind": kind, "links": {"self": f"/company/{company}/psc/{data}"}, **data},
    }


def lei(number: int) -> str:
    """A made LEI: twenty characters, none of anybody."""
    return f"9845MADE{number:012d}"
