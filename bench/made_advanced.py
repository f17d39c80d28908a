"""A made list in the form of OFAC's ADVANCED XML, of any size, section by section.

Elements, attributes and indents are those of cons_advanced.xml of 17 March 2020, with about
as many bytes a party. The names are made.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from list_cases import Case
from made import company, vocabulary

PUBLISHED = 17_000
"""About as many parties as were on the SDN list in 2025."""
_ALIASES, _PLACES = 6, 2
_SETS = (
    ("AliasType", "", {1400: "A.K.A.", 1403: "Name"}),
    ("Country", ' ISO2="XX"', {11171: "Russia"}),
    ("EntryEventType", "", {1: "Created"}),
    ("FeatureType", ' FeatureTypeGroupID="1"', {8: "Birthdate", 25: "Location"}),
    ("IDRegDocType", "", {1596: "Tax ID No."}),
    ("LegalBasis", ' LegalBasisTypeID="1"', {5: "Executive Order 13662"}),
    ("List", "", {1550: "SDN List"}),
    ("LocPartType", "", {1451: "ADDRESS1", 1454: "CITY"}),
    ("NamePartType", "", {1520: "Last Name", 1525: "Entity Name"}),
    ("PartySubType", ' PartyTypeID="2"', {3: "Unknown"}),
    ("PartyType", "", {2: "Entity"}),
    ("RelationType", ' Symmetrical="false"', {15003: "Owned or Controlled By"}),
    ("SanctionsType", "", {1: "Program", 1705: "Block"}),
    ("Script", ' ScriptCode="Latn"', {215: "Latin"}),
    ("Validity", "", {1: "Valid"}),
)
_FIXED = 'YearFixed="false" MonthFixed="false" DayFixed="false"'


def write_advanced(folder: Path, *, parties: int = PUBLISHED) -> Case:
    """The list in `folder`, as a case; every second party is a person."""
    path = folder / "made_advanced.xml"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_whole(parties))
    rows = {"DistinctParty": parties, "IDRegDocument": parties, "SanctionsEntry": parties,
            "ProfileRelationship": len(range(1, parties, 3))}  # fmt: skip
    return Case("us_ofac_sdn", (str(path),), parties, rows)


def _whole(parties: int) -> Iterator[str]:
    chance = random.Random(20240502)  # noqa: S311  # the same list every time
    words = vocabulary(chance)
    yield '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    yield '<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">\n'
    yield f'  <DateOfIssue CalendarTypeID="1">{_day(2024, 5, 2)}\n  </DateOfIssue>\n'
    yield "  <ReferenceValueSets>\n"
    for kind, more, pairs in _SETS:
        inside = (f'<{kind} ID="{n}"{more}>{text}</{kind}>' for n, text in pairs.items())
        yield f"    <{kind}Values>{''.join(inside)}</{kind}Values>\n"
    yield "  </ReferenceValueSets>\n"
    made = {
        "Locations": (_place(n) for n in range(parties * _PLACES)),
        "IDRegDocuments": (_document(n) for n in range(parties)),
        "DistinctParties": (_party(chance, words, n) for n in range(parties)),
        "ProfileRelationships": (_relationship(n) for n in range(1, parties, 3)),
        "SanctionsEntries": (_sanctions(n) for n in range(parties)),
    }
    for section, elements in made.items():
        yield f"  <{section}>\n"
        yield from elements
        yield f"  </{section}>\n"
    yield "  <SanctionsEntryLinks />\n</Sanctions>\n"


def _place(number: int) -> str:
    parts = "".join(
        f'      <LocationPart LocPartTypeID="{kind}">\n        <LocationPartValue Primary='
        '"true" LocPartValueTypeID="1" LocPartValueStatusID="1">\n          <Comment />\n'
        f"          <Value>{text}</Value>\n        </LocationPartValue>\n"
        "      </LocationPart>\n"
        for kind, text in ((1451, f"Street {number}"), (1454, "Examplecity"))
    )
    return (f'    <Location ID="{number}">\n      <LocationCountry CountryID="11171" '
            f'CountryRelevanceID="1413" />\n{parts}      <FeatureVersionReference '
            f'FeatureVersionID="{number}" />\n    </Location>\n')  # fmt: skip


def _document(number: int) -> str:
    return (f'    <IDRegDocument ID="{number}" IDRegDocTypeID="1596" IdentityID="{number}" '
            'IssuedBy-CountryID="11171" ValidityID="1">\n      <Comment />\n'
            f"      <IDRegistrationNo>{number:010}</IDRegistrationNo>\n"
            f'      <IssuingAuthority />\n      <DocumentedNameReference DocumentedNameID='
            f'"{number}0" />\n    </IDRegDocument>\n')  # fmt: skip


def _party(chance: random.Random, words: list[str], number: int) -> str:
    names = "".join(_alias(company(chance, words), number, n) for n in range(_ALIASES))
    groups = "".join(
        '            <MasterNamePartGroup>\n              <NamePartGroup '
        f'ID="{number}{n}" NamePartTypeID="1525" />\n            </MasterNamePartGroup>\n'
        for n in range(_ALIASES)
    )  # fmt: skip
    places = "".join(
        _feature(25, f'            <VersionLocation LocationID="{number * _PLACES + n}" />\n')
        for n in range(_PLACES)
    )
    born = _feature(8, _period(1940 + number % 60)) if number % 2 else ""
    return (f'    <DistinctParty FixedRef="{number}">\n      <Comment />\n      <Profile '
            f'ID="{number}" PartySubTypeID="3">\n        <Identity ID="{number}" FixedRef='
            f'"{number}" Primary="true" False="false">\n{names}          <NamePartGroups>\n'
            f"{groups}          </NamePartGroups>\n        </Identity>\n{places}{born}"
            "      </Profile>\n    </DistinctParty>\n")  # fmt: skip


def _alias(name: str, number: int, at: int) -> str:
    kind, primary = (1400, "false") if at else (1403, "true")
    return (f'          <Alias FixedRef="{number}" AliasTypeID="{kind}" Primary="{primary}" '
            f'LowQuality="false">\n            <DocumentedName ID="{number}{at}" FixedRef='
            f'"{number}" DocNameStatusID="1">\n              <DocumentedNamePart>\n'
            f'                <NamePartValue NamePartGroupID="{number}{at}" ScriptID="215" '
            f'ScriptStatusID="1" Acronym="false">{name}</NamePartValue>\n              '
            "</DocumentedNamePart>\n            </DocumentedName>\n          </Alias>\n"
            )  # fmt: skip


def _feature(kind: int, inside: str) -> str:
    return (f'        <Feature ID="1" FeatureTypeID="{kind}">\n          <FeatureVersion '
            f'ID="1" ReliabilityID="1">\n            <Comment />\n{inside}'
            '          </FeatureVersion>\n          <IdentityReference IdentityID="1" '
            'IdentityFeatureLinkTypeID="1" />\n        </Feature>\n')  # fmt: skip


def _period(year: int) -> str:
    start, end = (
        f'              <{tag} Approximate="false" {_FIXED}>\n                <From>'
        f"{_day(*day)}\n                </From>\n                <To>{_day(*day)}\n"
        f"                </To>\n              </{tag}>\n"
        for tag, day in (("Start", (year, 1, 1)), ("End", (year, 12, 31)))
    )
    return (f'            <DatePeriod CalendarTypeID="1" {_FIXED}>\n{start}{end}'
            "            </DatePeriod>\n")  # fmt: skip


def _day(year: int, month: int, day: int) -> str:
    indent = "\n                  "
    named = (("Year", year), ("Month", month), ("Day", day))
    return "".join(f"{indent}<{tag}>{number}</{tag}>" for tag, number in named)


def _relationship(number: int) -> str:
    return (f'    <ProfileRelationship ID="{number}" From-ProfileID="{number}" To-ProfileID='
            f'"{number - 1}" RelationTypeID="15003" RelationQualityID="1" Former="false" '
            f'SanctionsEntryID="7{number}">\n      <Comment />\n    </ProfileRelationship>\n'
            )  # fmt: skip


def _sanctions(number: int) -> str:
    measures = "".join(
        f'      <SanctionsMeasure ID="{number}" SanctionsTypeID="{kind}">\n        '
        f"<Comment>{comment}</Comment>\n        <DatePeriod CalendarTypeID=\"1\" "
        'YearFixed="true" MonthFixed="true" DayFixed="true" />\n      </SanctionsMeasure>\n'
        for kind, comment in ((1705, ""), (1, "RUSSIA-EO14024"))
    )  # fmt: skip
    return (f'    <SanctionsEntry ID="7{number}" ProfileID="{number}" ListID="1550">\n'
            f'      <EntryEvent ID="7{number}" EntryEventTypeID="1" LegalBasisID="5">\n'
            f'        <Comment />\n        <Date CalendarTypeID="1">{_day(2022, 3, 16)}\n'
            f"        </Date>\n      </EntryEvent>\n{measures}    </SanctionsEntry>\n"
            )  # fmt: skip
