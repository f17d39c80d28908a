"""The words with which OFAC opens a remark, and what each one holds.

Counted over every remark of the SDN list of July 2021, January 2022 and May 2024 and of the
consolidated list of December 2025: each stands in at least one of them. Longer labels win
over shorter ones ("Company Number IMO" over "Company Number").
"""

ID_LABELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("passport", ("Passport", "Diplomatic Passport", "British National Overseas Passport",
                  "Stateless Person Passport")),
    ("national_id", (
        "National ID No.", "Cedula No.", "C.U.R.P.", "D.N.I.", "C.U.I.", "LE Number", "SSN",
        "Identification Number", "National Foreign ID Number", "Personal ID Card",
        "Citizen's Card Number", "Kenyan ID No.", "Bosnian Personal ID No.",
        "Turkish Identification Number", "Numero de Identidad", "Tazkira National ID Card",
        "Stateless Person ID Card",
        "Moroccan Personal ID No.", "N.I.E.",
    )),
    ("tax", (
        "Tax ID No.", "NIT #", "RUC #", "RIF #", "R.F.C.", "RFC", "US FEIN", "RTN", "C.U.I.T.",
        "Italian Fiscal Code", "Paraguayan tax identification number", "C.I.F.",
        "Numero Unico de Identificacao Tributaria (NUIT)", "Fiscal Code",
        "Romanian Tax Registration",
    )),
    ("vat", ("V.A.T. Number",)),
    ("registration", (
        "Registration Number", "Registration ID", "Business Registration Number",
        "Business Registration Document #", "Company Number", "UK Company Number",
        "Commercial Registry Number", "C.R. No.", "Folio Mercantil No.",
        "Matricula Mercantil No", "Public Registration Number", "Chamber of Commerce Number",
        "Enterprise Number", "Central Registration System Number",
        "Unified Social Credit Code (USCC)", "United Social Credit Code Certificate (USCCC)",
        "Economic Register Number (CBLS)", "Business Number", "Organization Code",
        "Certificate of Incorporation Number", "Registered Charity No.", "File Number",
        "Istanbul Chamber of Comm. No.", "Dubai Chamber of Commerce Membership No.",
        "Trade License No.",
    )),
    ("imo", ("Vessel Registration Identification IMO", "Company Number IMO",
             "Identification Number IMO")),
    ("mmsi", ("MMSI",)),
    ("swift", ("SWIFT/BIC",)),
    ("lei", ("Legal Entity Number",)),
    ("duns", ("D-U-N-S Number",)),
    ("tail_number", ("Aircraft Tail Number", "Previous Aircraft Tail Number")),
    ("crypto", ("Digital Currency Address",)),
    ("other", (
        "Government Gazette Number", "BIK (RU)", "Vessel Registration Identification",
        "Aircraft Construction Number (also called L/N or S/N or F/N)",
        "Aircraft Manufacturer's Serial Number (MSN)", "Aircraft Mode S Transponder Code",
        "Aircraft Serial Identification",
        "License", "Permit Number", "Pilot License Number", "Driver's License No.",
        "Electoral Registry No.", "Credencial electoral", "I.F.E.",
        "Cartilla de Servicio Militar Nacional", "Birth Certificate Number",
        "Residency Number", "Travel Document Number", "Refugee ID Card", "SRE Permit No.",
        "Branch Unit Number", "Immigration No.", "Afghan Money Service Provider License Number",
        "Seafarer's Identification Document", "Military Registration Number",
        "ISIN", "Tourism License No.", "Chinese Commercial Code",
    )),
)  # fmt: skip
"""Identifier scheme -> OFAC's words for such a number."""

FACT_LABELS: tuple[str, ...] = (
    "Secondary sanctions risk", "Additional Sanctions Information", "Organization Type",
    "Organization Established Date", "Target Type", "Email Address", "Phone Number",
    "Telephone No.", "Telephone", "Phone", "Fax No.", "Fax", "Website", "Vessel Year of Build",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions",
    "Former Vessel Flag", "Other Vessel Flag", "Other Vessel Type", "Other Vessel Call Sign",
    "Aircraft Model",
    "Aircraft Operator", "Aircraft Manufacture Date", "Nationality of Registration",
    "CAATSA Section 235 Information", "IFCA Determination", "Tribe", "Occupation",
    "Executive Order 13662 Directive Determination",
    "Executive Order 13846 information", "Executive Order 14024 Directive Information",
    "Listing Date", "Effective Date",
    "Interpol", "Operations in",
    "For more information on directives, please visit the following link",
)  # fmt: skip
"""Labels of facts that have no field of their own."""
