import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists.catalogue import effects, info
from enduse.lists.eu_833 import looks_like, read
from enduse.lists.eu_833_columns import NEEDED, OURS
from enduse.lists.eu_833_numbers import numbers
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName, Reading

HEADER = ",".join(OURS)
# The vessel is number 454 of Annex XLII; the firm is made up.
OWN = f"""\ufeff{HEADER}
IV,1,Example Yard JSC,"ООО ""Пример""; Yard (Test; Works)",EY,Russia,,3900000111,,,16.12.2022,x
XLII,454,ADONIA,,,,9242223,,,,2025-10-24,2025/2033
""".encode()

NAMES = ("celex", "recordId", "annex", "measure", "startDate", "schema", "name", "alias",
         "weakAlias", "previousName", "country", "registrationNumber", "imoNumber",
         "address", "phone")  # fmt: skip


def table(*rows: dict[str, str], celex: str = "celex") -> bytes:
    """A transcription; a cell is quoted where it has to be."""
    names = [celex if name == "celex" else name for name in NAMES]
    names += ["amendmentCelex"] if celex != "celex" else []
    lines = [",".join(names)]
    for row in rows:
        full = {"celex": "32014R0833", "amendmentCelex": "32026R1848"} | row
        cells = (full.get("celex" if name == celex else name, "") for name in names)
        lines.append(",".join(f'"{cell}"' for cell in cells))
    return "\n".join(lines).encode()


FIRM = {
    "recordId": "296", "annex": "IV", "schema": "LegalEntity", "name": "Plant JSC",
    "alias": "АО «Завод»; JSC Plant", "registrationNumber": "1644018390 (Tax ID/INN)",
    "startDate": "9 August 2025", "address": "1 Test St., Kazan; 2 Test St., Moscow",
    "phone": "+7 1",
}  # fmt: skip
SHIP = {
    "recordId": "9", "annex": "XLII", "schema": "Vessel", "name": "ADONIA",
    "previousName": "Hana", "imoNumber": "9242223", "startDate": "24.10.2025",
}  # fmt: skip


def reading(*files: bytes) -> Reading:
    return read("eu_833", {f"part {at}": data for at, data in enumerate(files, 1)})


def errors(found: Reading) -> list[str]:
    return [issue.says for issue in found.issues if issue.gravity == "error"]


def test_our_own_table_is_read_to_the_last_cell() -> None:
    found = reading(OWN)
    assert found.issues == ()
    assert found.rows == (("part 1", 2),)
    assert found.entries == (
        Entry(
            "eu_833", "IV/1", "unknown",
            (ListedName("Example Yard JSC"), ListedName('ООО "Пример"', "aka"),
             ListedName("Yard (Test; Works)", "aka"), ListedName("EY", "aka", "weak")),
            programmes=("Annex IV",), listed_on=date(2022, 12, 16),
            addresses=(ListedAddress("", "Russia"),),
            ids=(Identifier("inn", "3900000111", "INN"),), facts=(("Act", "x"),),
        ),
        Entry(
            "eu_833", "XLII/454", "vessel", (ListedName("ADONIA"),),
            programmes=("Annex XLII",), listed_on=date(2025, 10, 24),
            ids=(Identifier("imo", "9242223", "IMO"),), facts=(("Act", "2025/2033"),),
        ),
    )  # fmt: skip


def test_a_semicolon_table_says_the_same() -> None:
    plain = f"{HEADER}\nXLII,454,ADONIA,,,,9242223,,,,2025-10-24,2025/2033\n"
    assert reading(plain.replace(",", ";").encode()) == reading(plain.encode())


def test_a_transcription_is_read_with_its_numbers_and_addresses_apart() -> None:
    firm, ship = reading(table(FIRM, SHIP)).entries
    assert firm.names[1:] == (ListedName("АО «Завод»", "aka"), ListedName("JSC Plant", "aka"))
    assert firm.ids == (Identifier("inn", "1644018390", "Tax ID/INN"),)
    assert [one.text for one in firm.addresses] == ["1 Test St., Kazan", "2 Test St., Moscow"]
    assert firm.listed_on == date(2025, 8, 9)
    assert ("Phone", "+7 1") in firm.facts
    assert ship.names == (ListedName("ADONIA"), ListedName("Hana", "fka"))
    assert (ship.kind, ship.id) == ("vessel", "XLII/9")


def test_an_amending_act_adds_its_rows_and_other_regulations_are_passed_over() -> None:
    other = {**FIRM, "celex": "32014R0269"}
    found = reading(table(FIRM), table(FIRM, SHIP, other, celex="amendedCelex"))
    assert [one.id for one in found.entries] == ["IV/296", "IV/296#2", "XLII/9"]
    assert found.rows == (("part 1", 1), ("part 2", 2))
    assert ("Act", "32026R1848") in found.entries[1].facts
    assert [issue.says for issue in found.issues] == [
        "1 other regulations were passed over: 32014R0269 (1)",
        "1: entries share a number; the later ones got a suffix",
    ]


def test_a_table_of_another_regulation_alone_is_refused() -> None:
    with pytest.raises(ListError, match="no row of part 1 is one of its annexes"):
        reading(table({**FIRM, "celex": "32014R0269"}))


def test_a_row_that_cannot_be_read_is_an_error() -> None:
    found = reading(OWN + b"IV,2,\nIV,3,,,,,,,,,,\n")
    says = "2 rows cannot be read; expected 12 cells, annex and name filled:"
    assert errors(found) == [f"{says} line 4 (3 cells), line 5 (12 cells)"]


def test_a_date_that_is_none_is_told_of_and_kept() -> None:
    found = reading(table({**SHIP, "startDate": "31.2.2025"}))
    assert found.entries[0].listed_on is None
    assert ("Date of listing", "31.2.2025") in found.entries[0].facts
    assert "the date of listing is '31.2.2025'" in found.issues[0].says


@pytest.mark.parametrize("column", sorted(NEEDED["ours"]))
def test_a_lost_column_stops_the_list(column: str) -> None:
    header = [name if name != column else "else" for name in OURS]
    with pytest.raises(ListError, match=f"lacks the columns {column}"):
        reading(OWN.replace(HEADER.encode(), ",".join(header).encode()))


def test_a_new_column_is_told_of_and_kept_as_a_fact() -> None:
    found = reading(OWN.replace(b",act\n", b",planet\n"))
    assert [issue.says for issue in found.issues] == [
        "1 columns are new to us, kept as facts: planet"
    ]
    assert ("planet", "x") in found.entries[0].facts


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<html></html>", "is a web page"),
        (b"name,imo\nA,1\n", "lacks the columns"),
        (OWN.replace(b",act\n", b",annex\n"), "a column twice"),
        (OWN + b'IV,4,"open\n', "no CSV from line"),
        (OWN.replace(b"ADONIA", b"AD\xefNIA"), "byte 0xEF"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        reading(data)


def test_no_file_at_all_is_refused() -> None:
    with pytest.raises(ListError, match="was given no file"):
        reading()


def test_the_shapes_are_known_by_their_first_line() -> None:
    assert looks_like({"a": OWN})
    assert looks_like({"a": table(FIRM), "b": table(SHIP, celex="amendedCelex")})
    assert not looks_like({"a": OWN, "b": b"name\nx\n"})
    assert not looks_like({})


@pytest.mark.parametrize(
    ("cell", "scheme", "value"),
    [
        # Annex IV, numbers 296, 902, 905, 811 and others, as transcribed.
        ("1644018390 (Tax ID/INN)", "inn", "1644018390"),
        ("3014289 (CR No.)", "registration", "3014289"),
        ("91440101MA5ALQNR86 (USCC)", "registration", "91440101MA5ALQNR86"),
        ("91440101MA5ALQNR86 (China, Unified Social Credit Code)", "registration",
         "91440101MA5ALQNR86"),
        ("14005160213 (ID)", "other", "14005160213"),
        ("5099000013", "registration", "5099000013"),
    ],
)  # fmt: skip
def test_a_number_has_the_scheme_that_its_brackets_name(
    cell: str, scheme: str, value: str
) -> None:
    (found,) = numbers(cell, label="Registration number")
    assert (found.scheme, found.value) == (scheme, value)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ListError):
        reading(data)


@given(st.integers(0, len(OWN) - 1), st.integers(1, 200), st.binary(max_size=3))
def test_a_damaged_table_is_read_or_refused(at: int, much: int, put: bytes) -> None:
    for whole in (OWN, table(FIRM, SHIP)):
        for data in (whole[:at] + put + whole[at + much :], whole[:at] + put + whole[at + 1 :]):
            try:
                found = reading(data)
            except ListError:
                continue
            ids = [one.id for one in found.entries]
            assert len(ids) == len(set(ids)) == sum(count for _, count in found.rows)
            assert all(one.names for one in found.entries)


WORDS = st.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split()))


@given(WORDS.filter(lambda text: bool(text) and "\0" not in text))
def test_any_name_is_kept_word_for_word(name: str) -> None:
    data = table({**SHIP, "name": name.replace('"', '""')}).decode("utf-8", "replace")
    try:
        found = reading(data.encode("utf-8", "replace"))
    except UnicodeEncodeError:  # a lone surrogate is no text
        return
    assert found.entries[0].names[0].text == name


def test_annex_xlii_holds_and_the_others_ask_for_a_person() -> None:
    about = info("eu_833")
    assert effects(about, ["Annex XLII"])[0].effect == "hold"
    assert effects(about, ["Annex IV"])[0].label == "military end user (Annex IV)"
    assert effects(about, ["Annex IV"])[0].effect == "review"
    assert effects(about, ["Annex XIX.A"])[0].effect == "review"


SHARED = os.environ.get("TEST_SHARED")


@pytest.mark.skipif(SHARED is None, reason="needs the published lists")
def test_the_transcription_of_july_2026_is_read_whole() -> None:
    folder = Path(SHARED or ".") / "lists/eu/oj_consolidated_2026-08"
    base = folder / "consolidated/32014R0833.csv"
    found = reading(base.read_bytes())
    annexes = Counter(one.programmes[0] for one in found.entries)
    assert found.rows == (("part 1", 1746),)
    assert (annexes["Annex IV"], annexes["Annex XLII"]) == (921, 633)
    assert found.issues == ()
    assert sum(n.scheme == "imo" for one in found.entries for n in one.ids) == 633
    more = [path.read_bytes() for path in sorted((folder / "amendments").iterdir())]
    assert len(reading(base.read_bytes(), *more).entries) == 1746 + 157
