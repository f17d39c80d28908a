"""The columns of a table of the annexes of Regulation 833/2014, in both its shapes."""

from collections.abc import Mapping

OURS = ("annex", "number", "name", "aliases", "weak_aliases", "country", "imo", "inn", "ogrn",
        "lei", "since", "act")  # fmt: skip
"""The columns of a table made for enduse; annex, number and name must stand in it."""

_TRANSCRIBED: Mapping[str, str] = {
    "celex": "regulation", "amendedCelex": "regulation", "amendmentCelex": "act",
    "recordId": "number", "annex": "annex", "measure": "measure", "programKey": "programme",
    "startDate": "since", "schema": "schema", "name": "name", "alias": "aliases",
    "weakAlias": "weak_aliases", "previousName": "former_names", "country": "country",
    "address": "address", "registrationNumber": "registration", "innCode": "inn",
    "ogrnCode": "ogrn", "kppCode": "kpp", "leiCode": "lei", "taxNumber": "tax",
    "swiftBic": "swift", "imoNumber": "imo", "mmsi": "mmsi", "passportNumber": "passport",
    "idNumber": "national_id", "reason": "reason", "okpoCode": "okpo",
}  # fmt: skip
_FACTS = ("nationality", "jurisdiction", "birthDate", "birthPlace", "position", "gender",
          "appearance", "ethnicity", "fatherName", "motherName", "incorporationDate",
          "legalForm", "sector", "ticker", "flag", "phone", "email", "website",
          "notes")  # fmt: skip

KNOWN: Mapping[str, str] = {
    **{column: column for column in (*OURS, *_FACTS)}, **_TRANSCRIBED,
}  # fmt: skip
"""A column of either shape -> our name for it."""

NEEDED: Mapping[str, frozenset[str]] = {
    "ours": frozenset({"annex", "number", "name", "aliases", "weak_aliases", "imo", "since"}),
    "transcription": frozenset({"celex", "annex", "name", "alias", "imoNumber",
                                "registrationNumber"}),
    "amendment": frozenset({"amendedCelex", "amendmentCelex", "annex", "name", "alias",
                            "imoNumber", "registrationNumber"}),
}  # fmt: skip
"""The columns that tell a shape, and whose loss would lose what screening lives on."""

IDS: Mapping[str, str] = {
    "imo": "imo", "inn": "inn", "ogrn": "ogrn", "kpp": "kpp", "lei": "lei", "tax": "tax",
    "swift": "swift", "mmsi": "mmsi", "passport": "passport", "national_id": "national_id",
    "okpo": "other",
}  # fmt: skip
"""A column of ours that holds numbers -> their scheme."""

NAMED: Mapping[str, str] = {
    "act": "Act", "reason": "Reason", "measure": "Measure", "programme": "Programme",
    "nationality": "Nationality", "jurisdiction": "Jurisdiction", "flag": "Flag",
    "phone": "Phone", "email": "Email", "website": "Website", "notes": "Notes",
}  # fmt: skip
"""A column that is kept as a fact -> its label; others keep their own name."""
