"""FollowTheMoney's words (schemata, properties) and where what they hold belongs here."""

from collections.abc import Mapping

from enduse.model.listing import NameKind, Strength
from enduse.model.order import Kind

KINDS: Mapping[str, Kind] = {
    "Person": "person", "Company": "company", "PublicBody": "public_body",
    "Vessel": "vessel", "Airplane": "aircraft", "Address": "address",
    # An organisation may be a firm, a party or an armed group, and a legal entity even a
    # person: which is not said, so not guessed.
    "Organization": "unknown", "LegalEntity": "unknown", "Asset": "unknown",
    "Security": "unknown", "Vehicle": "unknown", "RealEstate": "unknown",
    "CryptoWallet": "unknown", "BankAccount": "unknown", "Thing": "unknown",
}  # fmt: skip
"""Schema -> kind, for everything that may be listed."""

NAMES: Mapping[str, tuple[NameKind, Strength]] = {
    "name": ("aka", "strong"), "alias": ("aka", "strong"),
    "previousName": ("fka", "strong"), "pastNames": ("fka", "strong"),
    "abbreviation": ("aka", "weak"), "weakAlias": ("aka", "weak"),
}  # fmt: skip
"""Property -> kind and strength of the names in it; the first `name` is the main one."""

IDS: Mapping[str, str] = {
    "innCode": "inn", "ogrnCode": "ogrn", "kppCode": "kpp", "imoNumber": "imo",
    "mmsi": "mmsi", "leiCode": "lei", "vatCode": "vat", "taxNumber": "tax",
    "registrationNumber": "registration", "uscCode": "registration", "dunsCode": "duns",
    "passportNumber": "passport", "idNumber": "national_id",
    "socialSecurityNumber": "national_id", "swiftBic": "swift", "publicKey": "crypto",
    "irsCode": "tax", "voenCode": "tax",
    **dict.fromkeys((
        "okpoCode", "bikCode", "cageCode", "uniqueEntityId", "npiCode", "permId", "cikCode",
        "jibCode", "isin", "isinCode", "ricCode", "ticker", "icijId", "bvdId", "giiNumber",
        "licenseNumber", "crsNumber", "serialNumber", "icaoCode", "opencorporatesUrl",
        "wikidataId", "sicCode", "okvedCode", "okopfCode", "oksmCode", "fnsCode", "fssCode",
        "pfrNumber", "caemCode", "coatoCode", "ipoCode", "mbsCode", "ibcRuc", "iban", "bic",
        "accountNumber", "accountId", "imoCompanyNumber", "torgRegistrationNumber",
    ), "other"),
}  # fmt: skip
"""Property -> scheme of the number in it."""

FACTS: Mapping[str, str] = {
    # The first of these are OFAC's labels, so that one fact has one label on every list.
    "flag": "Vessel Flag", "pastFlags": "Former Vessel Flag", "callSign": "Call Sign",
    "type": "Type", "tonnage": "Tonnage", "phone": "Phone Number", "email": "Email Address",
    "grossRegisteredTonnage": "Gross Registered Tonnage", "website": "Website",
    **{name: name for name in (
        "summary", "description", "notes", "keywords", "sourceUrl", "publisher", "status",
        "publisherUrl", "wikipediaUrl", "legalForm", "incorporationDate", "dissolutionDate",
        "sector", "classification", "firstName", "secondName", "middleName", "fatherName",
        "motherName", "lastName", "nameSuffix", "birthCountry", "deathDate", "ethnicity",
        "height", "weight", "eyeColor", "hairColor", "appearance", "religion", "political",
        "profession", "education", "spokenLanguage", "model", "buildDate", "modifiedAt",
        "registrationDate", "deadweightTonnage", "pastTypes", "nameChangeDate", "createdAt",
        "portOfRegistry", "registrationPort", "navigationArea", "manufacturer", "amount",
        "currency", "holder", "issuer", "issueDate", "maturityDate", "managingExchange",
        "balance", "balanceDate", "creationDate", "capital", "retrievedAt", "full", "street",
        "street2", "city", "postalCode", "region", "state", "postOfficeBox", "remarks",
        "place", "latitude", "longitude", "bankName", "bank", "proof", "programUrl",
    )},
}  # fmt: skip
"""Property -> label of a fact that has no field of its own."""

EDGES: Mapping[str, tuple[str, str, str, str]] = {
    "Ownership": ("owner", "asset", "owns", "owned by"),
    "Directorship": ("director", "organization", "director of", "has as director"),
    "Employment": ("employee", "employer", "employed by", "employs"),
    "Membership": ("member", "organization", "member of", "has as member"),
    "Family": ("person", "relative", "family of", "family of"),
    "Associate": ("person", "associate", "associate of", "associate of"),
    "Representation": ("agent", "client", "represents", "represented by"),
    "Succession": ("predecessor", "successor", "succeeded by", "succeeds"),
    "UnknownLink": ("subject", "object", "linked to", "linked to"),
}
"""Schema of a tie -> its two ends, and what each end is to the other."""

EDGE_NOTES = ("percentage", "role", "relationship", "status", "endDate")
"""What a tie says of itself that the words of the link repeat."""

DIRECT: Mapping[str, str] = {
    "parent": "subsidiary of", "owner": "owned by", "operator": "operated by",
    "holder": "held by", "issuer": "issued by",
}  # fmt: skip
"""Property that names another record -> what that one is."""

OWNED: Mapping[str, str] = {
    "Sanction": "entity", "Identification": "holder", "Passport": "holder",
    "CryptoWallet": "holder",
}  # fmt: skip
"""Schema of a record that belongs to another one -> the property that names it."""

FORWARD = frozenset({
    "addressEntity", *DIRECT, *OWNED.values(),
    *(end for first, second, *_ in EDGES.values() for end in (first, second)),
})  # fmt: skip
"""Properties by which a record points to another; a nested file also holds their reverses."""

LISTED = ("sanction", "debarment", "export.", "asset.frozen")
"""How the topics of a listed party open: "sanction.linked", "export.control"."""
