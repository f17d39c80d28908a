import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enduse.errors import ListError
from enduse.lists import sema_names
from enduse.lists.sema_xml import looks_like, read, spans
from enduse.model.dates import DateSpan
from enduse.model.listing import Entry, Identifier, ListedName, Reading

# Shaped like the file of 2025; the names, items and ship numbers are published facts.
DATA = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<data-set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
	<record><Country>Belarus / Bélarus</Country><LastName>Astreyko</LastName><GivenName>Aleksandr Vyacheslavovich </GivenName>
		<Aliases>Belarusian: Аляксандр Астрэйка, Russian : Александр Астрейко</Aliases>
		<DateOfBirthOrShipBuildDate>1972-03-01</DateOfBirthOrShipBuildDate>
		<Schedule>1,Part 1</Schedule><Item>13</Item><DateOfListing>2020-10-14</DateOfListing></record>
	<record><Country>Iran</Country><EntityOrShip>Aerospace Industries Organization (AIO)/Organisation iranienne des industries aérospatiales</EntityOrShip>
		<Schedule>1, Part 1</Schedule><Item>1</Item><DateOfListing>2010-07-22</DateOfListing></record>
	<record><Country>Russia / Russie</Country><EntityOrShip>Skif V</EntityOrShip><TitleOrShip>General Cargo / Multi Purpose</TitleOrShip>
		<ShipIMONumber>8858087</ShipIMONumber><DateOfBirthOrShipBuildDate>1984</DateOfBirthOrShipBuildDate>
		<Schedule>1.1</Schedule><Item>3</Item><DateOfListing>2025-02-21</DateOfListing></record>
	<record><Country>Venezuela </Country><TitleOrShip>Brigadier</TitleOrShip><LastName>RICO GONZALEZ</LastName><GivenName>Douglas Arnoldo</GivenName>
		<DateOfBirthOrShipBuildDate>1965-07-15 OR 1969-09-28</DateOfBirthOrShipBuildDate><Item>117</Item><DateOfListing>2025-03-20</DateOfListing></record>
	<record><Country>Myanmar (Burma) / Myanmar (Birmanie)</Country><LastName>Thaung</LastName>
		<DateOfBirthOrShipBuildDate>born in the early 1970s</DateOfBirthOrShipBuildDate>
		<Schedule>Part 2</Schedule><Item>24</Item><DateOfListing>2012-04-24</DateOfListing></record>
</data-set>
""".encode()  # noqa: E501


def of(data: bytes) -> Reading:
    return read("ca_sema", {"x": data})


def party(number: str) -> Entry:
    return next(one for one in of(DATA).entries if one.id == number)


def test_the_file_is_known_by_its_fields() -> None:
    assert looks_like({"x": DATA})
    assert not looks_like({"x": b"<data-set><row><Name>A</Name></row></data-set>"})
    assert not looks_like({"x": DATA, "y": DATA})
    assert not looks_like({})


def test_a_record_goes_under_country_schedule_and_item() -> None:
    reading = of(DATA)
    assert [(one.id, one.kind) for one in reading.entries] == [
        ("Belarus/1, Part 1/13", "person"), ("Iran/1, Part 1/1", "unknown"),
        ("Russia/1.1/3", "vessel"), ("Venezuela/117", "person"),
        ("Myanmar (Burma)/Part 2/24", "person"),
    ]  # fmt: skip
    assert reading.rows == (("record", 5),)
    assert reading.published is None
    assert [issue.says for issue in reading.issues] == [
        "1 dates of birth were not understood; kept as remarks"
    ]


def test_a_person_is_family_first_with_aliases_in_their_scripts() -> None:
    one = party("Belarus/1, Part 1/13")
    assert one.names == (
        ListedName("Astreyko, Aleksandr Vyacheslavovich", family_first=True),
        ListedName("Аляксандр Астрэйка", "original_script"),
        ListedName("Александр Астрейко", "original_script"),
    )
    assert one.programmes == ("Belarus / Bélarus", "Belarus / Bélarus: 1, Part 1")
    assert one.birth_dates == (DateSpan.of_day(date(1972, 3, 1)),)
    assert one.listed_on == date(2020, 10, 14)
    assert party("Venezuela/117").titles == ("Brigadier",)
    assert len(party("Venezuela/117").birth_dates) == 2
    unclear = party("Myanmar (Burma)/Part 2/24")
    assert unclear.names == (ListedName("Thaung"),)
    assert unclear.remarks == ("Date of birth: born in the early 1970s",)


def test_a_ship_has_its_number_its_type_and_no_birth() -> None:
    ship = party("Russia/1.1/3")
    assert ship.ids == (Identifier("imo", "8858087", "ShipIMONumber"),)
    assert ship.facts == (("Vessel Type", "General Cargo / Multi Purpose"), ("Built", "1984"))
    assert ship.birth_dates == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Iran 1, Part 1; Myanmar Part 2; Russia 1, Part 2; Iran 1, Part 2 (all 2025).
        ("Iranian Navy/Force navale iranienne", ["Iranian Navy", "Force navale iranienne"]),
        ("MEC Steel Mills (Hmaw Bi/Pyi/Ywama)", ["MEC Steel Mills (Hmaw Bi/Pyi/Ywama)"]),
        ("Design Bureau “Fakel” JSC (also known as Office Fakel named after P. D. Grushina)",
         ["Design Bureau “Fakel” JSC", "Office Fakel named after P. D. Grushina"]),
        ("Alp Company (a.k.a. Alp Co.)", ["Alp Company", "Alp Co."]),
        ("DHKP/C", ["DHKP/C"]),
        ("", []),
    ],
)  # fmt: skip
def test_the_two_languages_of_a_name_are_told_apart(text: str, names: list[str]) -> None:
    assert [name.text for name in sema_names.entity(text)] == names


@pytest.mark.parametrize(
    ("text", "person", "names", "unclear"),
    [
        # Belarus and Russia, 2025.
        ("Иван Иванович Головатый; Ivan Golovatyi", True,
         ["Иван Иванович Головатый", "Ivan Golovatyi"], []),
        ("НПО Лавочкина, АО or Акционерное Общество \"НПО Лавочкина\"", False,
         ["НПО Лавочкина, АО", "Акционерное Общество \"НПО Лавочкина\""], []),
        ("Конкорд Менеджмент и консалтинг, ООО", False,
         ["Конкорд Менеджмент и консалтинг, ООО"], []),
        ("Air Bagan Holdings Pte. Ltd., Air Bagan Limited", False,
         ["Air Bagan Holdings Pte. Ltd.", "Air Bagan Limited"], []),
        ("Анна Андреевна Пушкарева or Анна Андреевна Шейман", True,
         ["Анна Андреевна Пушкарева", "Анна Андреевна Шейман"], []),
        ("Katsiaryna or Katerina Smuschkovich", True,
         ["Katsiaryna or Katerina Smuschkovich"], ["Katsiaryna or Katerina Smuschkovich"]),
        ("Abdul Rahim Dagalo and Abdelrahim Mousa Arabic:عبدالرحيم دقلو", True,
         ["Abdul Rahim Dagalo", "Abdelrahim Mousa", "عبدالرحيم دقلو"], []),
        ("Defense Industries and Systems", False, ["Defense Industries and Systems"], []),
        ("", True, [], []),
    ],
)  # fmt: skip
def test_aliases_are_parted_where_nothing_is_guessed(
    text: str, *, person: bool, names: list[str], unclear: list[str]
) -> None:
    found, odd = sema_names.aliases(text, person=person)
    assert [name.text for name in found] == names
    assert odd == unclear


def test_a_lone_word_among_the_names_of_a_person_is_weak() -> None:
    # Russia 1, Part 1 (2025): the spellings of a given name, and a stage name on its own.
    found, _ = sema_names.aliases("Andrei, Andrii Ivanov", person=True)
    assert [name.strength for name in found] == ["weak", "strong"]
    assert sema_names.aliases("SHAMAN", person=True)[0] == [ListedName("SHAMAN", "aka")]
    firm, _ = sema_names.aliases("RNRC, RNPK", person=False)
    assert [name.strength for name in firm] == ["strong", "strong"]
    court, _ = sema_names.aliases("Московский городской суд or Мосгорсуд", person=False)
    assert [name.text for name in court] == ["Московский городской суд", "Мосгорсуд"]


@given(st.text(alphabet="ab Ж;,/()«»“:or and.", max_size=60), st.booleans())
def test_no_letter_of_an_alias_is_lost(text: str, person: bool) -> None:
    found, _ = sema_names.aliases(text, person=person)
    kept = "".join(name.text for name in found)
    for char in "bЖ":
        assert (char in kept) is (char in text)
    assert all(name.text.strip() == name.text != "" for name in found)


@given(st.dates(date(1928, 1, 1), date(2030, 1, 1)))
def test_a_day_and_its_number_in_a_spreadsheet_are_one_day(day_: date) -> None:
    serial = str((day_ - date(1899, 12, 30)).days)
    written = spans(day_.isoformat(), listed_on=None)
    numbered = spans(serial, listed_on=None)
    assert [s.first for s in written] == [s.first for s in numbered] == [day_]


@given(st.integers(0, 99), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_a_year_of_two_digits_is_read_only_where_one_century_is_possible(
    year: int, listed: date
) -> None:
    found = spans(f"Sep-{year:02}", listed_on=listed)
    assert bool(found) is (date(2000 + year, 9, 1) > listed)
    assert all(s.first == date(1900 + year, 9, 1) for s in found)
    assert spans(f"Sep-{year:02}", listed_on=None) == ()


@given(st.text(alphabet="0123456789-٣ or Sep", max_size=24))
def test_any_text_is_dates_or_none(text: str) -> None:
    assert all(s.first <= s.last for s in spans(text, listed_on=date(2020, 1, 1)))


@given(st.permutations(["Alpha One", "Beta Two", "Gamma Three"]))
def test_records_that_share_a_place_get_the_same_id_in_any_order(names: list[str]) -> None:
    body = "".join(
        f"<record><Country>Iran</Country><EntityOrShip>{name}</EntityOrShip>"
        "<Item>1</Item><DateOfListing>2020-01-01</DateOfListing></record>"
        for name in names
    )
    reading = of(f"<data-set>{body}</data-set>".encode())
    for entry in reading.entries:
        mark = hashlib.sha256(entry.names[0].text.encode()).hexdigest()[:8]
        assert entry.id == f"Iran/1~{mark}"


def test_the_same_record_twice_is_kept_and_told() -> None:
    record = DATA[DATA.index(b"<record>") : DATA.index(b"</record>") + 9]
    reading = of(DATA.replace(b"</data-set>", record + b"</data-set>"))
    ids = [one.id for one in reading.entries]
    assert len(set(ids)) == 6
    assert ids[-1] == f"{ids[0]}#2"
    told = "2: records share country, schedule and item; a mark of the name follows"
    assert told in [issue.says for issue in reading.issues]


def test_a_record_without_a_name_is_an_error_that_names_it() -> None:
    bare = DATA.replace(b"<EntityOrShip>Skif V</EntityOrShip>", b"")
    errors = [issue.says for issue in of(bare).issues if issue.gravity == "error"]
    assert errors == ["1 records have no name: Russia/1.1/3"]


def test_whatever_is_new_is_told_of_wherever_it_stands() -> None:
    for at in range(len(list(etree.fromstring(DATA).iter()))):
        root = etree.fromstring(DATA)
        etree.SubElement(list(root.iter())[at], "novelty").text = "x"
        assert any("novelty" in issue.where for issue in of(etree.tostring(root)).issues)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty: 0 bytes"),
        (b"<html></html>", "is a web page"),
        (DATA[:900], "not well-formed"),
        (b"<list/>", "root element is 'list'"),
        (DATA.replace("é".encode(), b"\xe9"), "byte 0xE9 at offset"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=words):
        of(data)


def test_two_files_are_refused() -> None:
    with pytest.raises(ListError, match="was given 2 files"):
        read("ca_sema", {"a": DATA, "b": DATA})


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert not looks_like({"x": data})
    with pytest.raises(ListError):
        of(data)


@given(st.integers(0, len(DATA) - 1), st.integers(1, 300), st.binary(max_size=3))
def test_a_damaged_file_is_read_or_refused(at: int, much: int, put: bytes) -> None:
    for data in (DATA[:at] + put + DATA[at + much :], DATA[:at] + put + DATA[at + 1 :]):
        looks_like({"x": data})
        try:
            reading = of(data)
        except ListError:
            continue
        ids = [one.id for one in reading.entries]
        assert len(ids) == len(set(ids)) == dict(reading.rows)["record"]


def test_a_month_ends_where_the_next_begins() -> None:
    (span,) = spans("1974-12", listed_on=None)
    assert (span.first, span.last + timedelta(days=1)) == (date(1974, 12, 1), date(1975, 1, 1))
