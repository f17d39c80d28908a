"""The columns of the EU's CSV files, and where each one goes.

Version 1.1 has some 118 columns, the older short file 59. A column is a group (a name, an
address, a birth ...) and a field, which here gets the name that the XML gives it. Columns
that go nowhere are the publisher's own upkeep: how it numbers its facts, the language of an
act, and the act behind each single fact.
"""

from collections.abc import Iterable, Mapping

Place = tuple[str, str]
"""The group of a column and the field in it; ("", "") for the publisher's upkeep."""

UPKEEP: Place = ("", "")
_COUNTRY = ("Region", "CountryIso2Code", "CountryDescription")
_GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "NameAlias": ("nameAlias", ("LastName", "FirstName", "MiddleName", "WholeName",
                                "NameLanguage", "Gender", "Title", "Function", "Strong")),
    "Address": ("address", ("City", "Street", "PoBox", "ZipCode", "Place", "AsAtListingTime",
                            "ContactInfo", *_COUNTRY)),
    "BirthDate": ("birthdate", ("BirthDate", "Day", "Month", "Year", "YearRangeFrom",
                                "YearRangeTo", "Circa", "CalendarType", "ZipCode", "Place",
                                "City", *_COUNTRY)),
    "Identification": ("identification", ("Number", "Diplomatic", "KnownExpired",
                                          "KnownFalse", "ReportedLost", "RevokedByIssuer",
                                          "IssuedBy", "IssuedDate", "ValidFrom", "ValidTo",
                                          "LatinNumber", "NameOnDocument", "TypeCode",
                                          "TypeDescription", *_COUNTRY)),
    "Citizenship": ("citizenship", _COUNTRY),
}  # fmt: skip
_FIELDS: Mapping[str, str] = {
    "BirthDate": "birthdate", "Day": "dayOfMonth", "Month": "monthOfYear",
    "TypeCode": "identificationTypeCode", "TypeDescription": "identificationTypeDescription",
}  # fmt: skip
_ACT = ("Type", "OrganisationType", "PublicationDate", "EntryIntoForceDate", "NumberTitle",
        "Programme", "PublicationUrl")  # fmt: skip


def _field(column: str) -> str:
    return _FIELDS.get(column, column[:1].lower() + column[1:])


def _long() -> dict[str, Place]:
    found: dict[str, Place] = {
        "fileGenerationDate": ("file", "date"),
        "Entity_LogicalId": ("entity", "logicalId"),
        "Entity_EU_ReferenceNumber": ("entity", "euReferenceNumber"),
        "Entity_UnitedNationId": ("entity", "unitedNationId"),
        "Entity_UN_ReferenceNumber": ("entity", "unitedNationId"),
        "Entity_DesignationDate": ("entity", "designationDate"),
        "Entity_DesignationDetails": ("entity", "designationDetails"),
        "Entity_Remark": ("entity", "remark"),
        "Entity_SubjectType": ("entity", "classificationCode"),
        "Entity_SubjectType_ClassificationCode": ("entity", "code"),
        "Entity_Regulation_Type": UPKEEP,
        "Entity_Regulation_OrganisationType": UPKEEP,
    }
    found |= {f"Entity_Regulation_{act}": ("regulation", _field(act)) for act in _ACT[2:]}
    for prefix, (group, columns) in _GROUPS.items():
        found |= {f"{prefix}_{column}": (group, _field(column)) for column in columns}
        found[f"{prefix}_Remark"] = (group, "remark")
        found |= {f"{prefix}_{name}": UPKEEP for name in ("LogicalId", "RegulationLanguage")}
        found |= {f"{prefix}_Regulation_{act}": UPKEEP for act in _ACT}
    return found


def _short() -> dict[str, Place]:
    found: dict[str, Place] = {
        "Date_file": ("file", "date"), "Entity_logical_id": ("entity", "logicalId"),
        "EU_ref_num": ("entity", "euReferenceNumber"), "Entity_remark": ("entity", "remark"),
        "Subject_type": ("entity", "classificationCode"),
        "Leba_numtitle": ("regulation", "numberTitle"),
        "Leba_publication_date": ("regulation", "publicationDate"),
        "Leba_url": ("regulation", "publicationUrl"), "Programme": ("regulation", "programme"),
        "Naal_lastname": ("nameAlias", "lastName"),
        "Naal_firstname": ("nameAlias", "firstName"),
        "Naal_middlename": ("nameAlias", "middleName"),
        "Naal_wholename": ("nameAlias", "wholeName"), "Naal_gender": ("nameAlias", "gender"),
        "Naal_title": ("nameAlias", "title"), "Naal_function": ("nameAlias", "function"),
        "Naal_language": ("nameAlias", "nameLanguage"),
        "Addr_number": ("address", "number"), "Addr_street": ("address", "street"),
        "Addr_zipcode": ("address", "zipCode"), "Addr_city": ("address", "city"),
        "Addr_country": ("address", "countryDescription"),
        "Addr_other": ("address", "contactInfo"),
        "Birt_date": ("birthdate", "birthdate"), "Birt_place": ("birthdate", "place"),
        "Birt_country": ("birthdate", "countryDescription"),
        "Iden_number": ("identification", "packed"),
        "Iden_country": ("identification", "countryDescription"),
        "Citi_country": ("citizenship", "countryDescription"),
    }  # fmt: skip
    upkeep = ("logical_id", "leba_numtitle", "leba_publication_date", "leba_url", "programme")
    for prefix in ("Naal", "Addr", "Birt", "Iden", "Citi"):
        found |= {f"{prefix}_{name}": UPKEEP for name in upkeep}
    return found | {f"Entity_logical_id#{nth}": UPKEEP for nth in range(2, 7)}


LONG: Mapping[str, Place] = _long()
"""Version 1.1."""

SHORT: Mapping[str, Place] = _short()
"""The older short file. It repeats Entity_logical_id before every group."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "long": ("Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_Regulation_Programme",
             "Entity_SubjectType", "NameAlias_WholeName", "BirthDate_BirthDate",
             "BirthDate_Year", "Address_CountryDescription", "Identification_Number",
             "Identification_TypeCode", "Citizenship_CountryDescription"),
    "short": ("Entity_logical_id", "EU_ref_num", "Programme", "Subject_type",
              "Naal_wholename", "Birt_date", "Addr_country", "Iden_number", "Citi_country"),
}  # fmt: skip
"""The columns whose loss would lose what screening lives on."""


def numbered(header: Iterable[str]) -> list[str]:
    """The header with repeats told apart: a second "x" becomes "x#2".

    >>> numbered(["x", "y", "x"])
    ['x', 'y', 'x#2']
    """
    seen: dict[str, int] = {}
    names = []
    for column in header:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column}#{seen[column]}")
    return names
