"""Made lists in the forms of the publishers, of any size, the same on every machine.

They have the shape of the published files and nobody's name, and are large enough that the
seconds spent on one party outweigh those spent on opening a file.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from list_cases import Case
from made import company, vocabulary, write_sdn
from made_advanced import write_advanced

Maker = Callable[[random.Random, list[str], int], str]


def write_lists(folder: Path, *, scale: float = 1.0) -> list[Case]:
    """All made lists, as cases whose files are in `folder`; `scale` makes them larger."""
    made = [_write(folder, name, int(form[1] * scale)) for name, form in FORMS.items()]
    return [*_sdn(folder, int(3000 * scale)), *made]


def write_published(folder: Path) -> list[Case]:
    """The lists of which no whole copy is at hand, as large as they are published."""
    return [
        _write(folder, "made_fsf.xml", 6_300),
        _write(folder, "made_seco.xml", 17_000),
        write_advanced(folder),
    ]


def _sdn(folder: Path, parties: int) -> Iterator[Case]:
    files = write_sdn(folder, parties=parties, aliases=parties * 7 // 5)
    rows = {"sdn.csv": parties, "alt.csv": parties * 7 // 5, "add.csv": parties}
    yield Case("us_ofac_sdn", tuple(map(str, files)), parties, rows)


def _write(folder: Path, name: str, count: int) -> Case:
    list_id, _, rows, (head, foot), maker = FORMS[name]
    chance = random.Random(20240502)  # noqa: S311  # the same list every time
    words = vocabulary(chance)
    path = folder / name
    parting = ",\n" if name.endswith("json") else "\n"
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for number in range(count):
            file.write((parting if number else "\n") + maker(chance, words, number))
        file.write(foot)
    return Case(list_id, (str(path),), count, {rows or name: count})


def _fsf(chance: random.Random, words: list[str], number: int) -> str:
    act = ('publicationDate="2024-01-17" entryIntoForceDate="2024-01-18" '
           f'logicalId="{number}" numberTitle="2024/1 (OJ L1)" programme="UKR" '
           'regulationType="amendment" organisationType="commission"')  # fmt: skip
    names = "".join(
        '<nameAlias firstName="" middleName="" lastName="" '
        f'wholeName="{company(chance, words)}" function="" gender="" title="" '
        'nameLanguage="EN" strong="true" '
        f'logicalId="{number}{n}">'
        '<regulationSummary regulationType="amendment" publicationDate="2024-01-17" '
        'publicationUrl="http://example.org/act" numberTitle="2024/1 (OJ L1)"/></nameAlias>\n'
        for n in range(6)
    )
    address = (f'<address city="Examplecity" street="Street {number}" poBox="" zipCode="1000" '
               'region="" place="" asAtListingTime="false" countryIso2Code="RU" '
               'countryDescription="RUSSIAN FEDERATION" logicalId="7"/>')  # fmt: skip
    paper = (f'<identification diplomatic="false" knownExpired="false" knownFalse="false" '
             f'number="{number:010}" identificationTypeCode="regnumber" '
             'identificationTypeDescription="Registration Number" countryIso2Code="RU" '
             'countryDescription="RUSSIAN FEDERATION" logicalId="8"/>')  # fmt: skip
    return (f'<sanctionEntity designationDetails="" unitedNationId="" designationDate="" '
            f'euReferenceNumber="EU.{number}.1" logicalId="{number}"><remark>Made for '
            f'measuring speed, number {number}.</remark><regulation {act}><publicationUrl>'
            'http://example.org/act</publicationUrl></regulation><subjectType '
            f'code="enterprise" classificationCode="E"/>{names}{address}{address}{paper}{paper}'
            '</sanctionEntity>')  # fmt: skip


def _seco(chance: random.Random, words: list[str], number: int) -> str:
    names = "".join(
        f'<name ssid="{number}{n}" name-type="{"alias" if n else "primary-name"}" '
        'quality="good" lang="eng"><name-part order="1" name-part-type="whole-name">'
        f'<value>{company(chance, words)}</value></name-part></name>\n'
        for n in range(3)
    )  # fmt: skip
    identity = f'<identity ssid="{number}" main="true">{names}</identity>'
    said = " ".join(company(chance, words) for _ in range(10))
    return (f'<target ssid="{number}"><sanctions-set-id>1</sanctions-set-id><entity>{identity}'
            f'<justification ssid="{number}1">{said}</justification><other-information '
            f'ssid="{number}2">Registration number: {number:013}</other-information></entity>'
            '<modification modification-type="listed" enactment-date="2022-03-16" '
            'publication-date="2022-03-16" effective-date="2022-03-16"/><modification '
            'modification-type="amended" enactment-date="2023-03-16" publication-date='
            f'"2023-03-16" effective-date="2023-03-16"><added>{identity}</added></modification>'
            '</target>')  # fmt: skip


def _un(chance: random.Random, words: list[str], number: int) -> str:
    aliases = "".join(
        f"<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>{company(chance, words)}"
        "</ALIAS_NAME></ENTITY_ALIAS>\n"
        for _ in range(3)
    )
    return (
        f"<ENTITY><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>"
        f"{company(chance, words)}</FIRST_NAME><UN_LIST_TYPE>Iran</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>IRe.{number:03}</REFERENCE_NUMBER><LISTED_ON>2012-12-20"
        f"</LISTED_ON><COMMENTS1>Made for measuring speed, number {number}.</COMMENTS1>"
        f"<LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>{aliases}<ENTITY_ADDRESS><STREET>"
        f"Street {number}</STREET><COUNTRY>Iran</COUNTRY></ENTITY_ADDRESS></ENTITY>"
    )


def _sema(chance: random.Random, words: list[str], number: int) -> str:
    return (
        f"<record><Country>Russia / Russie</Country><EntityOrShip>{company(chance, words)}"
        f"</EntityOrShip><Aliases>{company(chance, words)}</Aliases><Schedule>1, Part 1"
        f"</Schedule><Item>{number}</Item><DateOfListing>2022-02-24</DateOfListing></record>"
    )


def _ofsi(chance: random.Random, words: list[str], number: int) -> str:
    cells = [""] * 29
    cells[0], cells[14], cells[21] = company(chance, words), f"Street {number}", "Russia"
    cells[22:29] = [f"(Phone number):{number:07}", "Entity", "Primary name", "Russia",
                    "24/02/2022", "24/02/2022", str(number)]  # fmt: skip
    return ",".join(f'"{cell}"' for cell in cells)


def _meti(chance: random.Random, words: list[str], number: int) -> str:
    return json.dumps({
        "addresses": ["Islamic Republic of Iran"], "aliases": [company(chance, words)],
        "country": "jp", "date_added": None, "entity_name": company(chance, words),
        "entity_type": "organization", "id": f"jp-eul-{number}", "last_verified": "2026-07-20",
        "list_id": "jp-end-user-list", "reason": "核 N", "source_list_name": "made",
        "source_url": "http://example.org",
    })  # fmt: skip


_OFSI_HEAD = (
    "Last Updated,13/04/2018" + "," * 27 + "\nName 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,"
    "DOB,Town of Birth,Country of Birth,Nationality,Passport Details,NI Number,Position,"
    "Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,"
    "Other Information,Group Type,Alias Type,Regime,Listed On,Last Updated,Group ID"
)
FORMS: Mapping[str, tuple[str, int, str, tuple[str, str], Maker]] = {
    "made_un.xml": ("un_sc", 1000, "ENTITIES", (
        '<CONSOLIDATED_LIST dateGenerated="2025-04-19T23:00:04.625Z"><INDIVIDUALS/><ENTITIES>',
        "</ENTITIES></CONSOLIDATED_LIST>"), _un),
    "made_fsf.xml": ("eu_fsf", 500, "sanctionEntity", (
        '<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
        'generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">', "</export>"), _fsf),
    "made_seco.xml": ("ch_seco", 700, "target", (
        '<swiss-sanctions-list list-type="whole-list" date="2026-08-27"><sanctions-program '
        'ssid="20" version-date="2026-05-21"><program-key lang="eng">Belarus</program-key>'
        '<program-name lang="eng">Ordinance</program-name><sanctions-set ssid="1" lang="eng">'
        "article 12</sanctions-set><origin>EU</origin></sanctions-program>",
        "</swiss-sanctions-list>"), _seco),
    "made_sema.xml": ("ca_sema", 2000, "record", ("<data-set>", "</data-set>"), _sema),
    "made_ofsi.csv": ("uk_ofsi", 2000, "rows", (_OFSI_HEAD, "\n"), _ofsi),
    "made_meti.json": ("jp_meti_eul", 2000, "", ("[", "]"), _meti),
}  # fmt: skip
"""File -> the list, parties, name of its rows in the reading, head and foot, maker of one."""
