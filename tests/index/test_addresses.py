"""Addresses beside listed ones: the parts of the score, and the index against all of them."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.errors import EditionError
from enduse.index.address_index import AddressIndex
from enduse.index.address_score import AddressScore, compare_addresses
from enduse.index.address_store import build_addresses, open_addresses, write_addresses
from enduse.index.address_streets import alike
from enduse.index.addresses import (
    FEW,
    FLOOR,
    HIT,
    AddressMatch,
    listed_addresses,
    search_addresses,
)
from enduse.model.listing import Entry, ListedAddress, ListedName
from enduse.model.order import Kind
from enduse.names.address import Address
from enduse.names.address_read import read_address
from enduse.places import Places

PLACES = Places.load()


def read(text: str) -> Address:
    return read_address(text, country_of=PLACES.code_of)


def score(one: str, other: str, *, rarity: float = 1.0) -> AddressScore:
    return compare_addresses(read(one), read(other), lambda _: rarity)


streets = st.sampled_from(
    [
        "Example",
        "Voorbeeld",
        "Voorbeld",
        "Kilburn",
        "Kilbourne",
        "Lenina",
        "Leninskaya",
        "25",
        "Tekstilshchikov",
        "Tekstilschik",
    ]
)
typed = st.builds(
    lambda house, street, kind, unit, box, town: ", ".join(
        part for part in (unit, f"{house} {street} {kind}".strip(), box, town) if part
    ),
    st.sampled_from(["", "1", "12", "12A", "12-14", "d. 3 korp. 2"]),
    streets,
    st.sampled_from(["St", "Street", "ul.", "Road", "Tower", "Free Zone", ""]),
    st.sampled_from(["", "Room 5", "Flat 6", "4th Floor", "c/o Agent"]),
    st.sampled_from(["", "P.O. Box 77", "P.O. Box 78"]),
    st.sampled_from(["", "Moscow", "Kabul", "Kabul, Afghanistan", "Dubai", "1090"]),
)
addresses = typed.map(read)


def matches(
    asked: Address, listed: list[Address], *, index: AddressIndex, all_of_them: bool
) -> list[AddressMatch]:
    every = [(row, 0) for row in range(len(listed))]
    rows = every if all_of_them else index.candidates(asked)
    return search_addresses(asked, rows, listed=lambda row, _: listed[row], index=index)


@given(addresses, st.lists(addresses, max_size=12))
@settings(max_examples=300, deadline=None)
def test_the_index_finds_what_comparing_with_all_finds(
    asked: Address, listed: list[Address]
) -> None:
    index = build_addresses((row, 0, each) for row, each in enumerate(listed))
    fast = matches(asked, listed, index=index, all_of_them=False)
    assert fast == matches(asked, listed, index=index, all_of_them=True)


@given(addresses, addresses, st.floats(0.05, 1.0))
@settings(max_examples=300, deadline=None)
def test_the_reasons_add_up_and_the_sides_may_be_swapped(
    one: Address, other: Address, rarity: float
) -> None:
    found = compare_addresses(one, other, lambda _: rarity)
    assert sum(each.effect for each in found.features) == pytest.approx(found.score)
    assert 0.0 <= found.score <= 1.0
    swapped = compare_addresses(other, one, lambda _: rarity)
    assert swapped.score == pytest.approx(found.score)
    assert swapped.building == found.building


@given(addresses)
@settings(deadline=None)
def test_an_address_is_like_itself_where_it_names_a_house_and_a_town(one: Address) -> None:
    found = compare_addresses(one, one, lambda _: 1.0)
    if one.words and one.houses and one.places and not one.agent:
        assert found.score >= HIT
    if not one.tells:
        assert found.score == 0.0


@given(st.text(max_size=12), st.text(max_size=12))
def test_words_are_as_alike_one_way_as_the_other(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one) <= alike(one, one) == 1.0


SAME = [
    ("35 Example DRIVE, Springfield", "35 Example DR, Springfield"),
    ("ул. Примерная, д. 3, Москва, 190000", "3 Primernaya Street, Moscow"),
    ("УЛ. ПРИМЕРНАЯ Д. 37, ЛИТ. А, Москва", "37A Primernaya Street, Moscow"),
    ("Flat 9B, 4/F, Example House, 12 Example Rd, Kwun Tong, Hong Kong",
     "Flat 9B, Example Hse., No. 12 Example Road, Kwun Tong, HONG KONG"),
    ("Örnek Cad. No: 4 Daire 2, Ankara", "Ornek Caddesi 4/2, Ankara"),
    ("P.O. Box 52404, Dubai", "PO BOX 52404 Dubai UAE"),
    ("Beispielstraße 12, 10115 Berlin", "Beispielstr. 12, Berlin"),
    ("Suite 101, Example Tower, Dubai", "Office 101, Example Tower, Dubai, UAE"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_address_written_in_two_ways_is_a_hit(one: str, other: str) -> None:
    assert score(one, other).score >= HIT


APART = [
    ("Moscow, Russia", "Moscow, Russia"),
    ("Dubai, UAE", "P.O. Box 7, Dubai, UAE"),
    ("12 Example St, Moscow", "14 Example St, Moscow"),
    ("12 Example St, Moscow", "12 Voorbeeld St, Moscow"),
    ("12 Example St, Moscow", "12 Example St, Kabul"),
    ("12 Example St, Moscow, Russia", "12 Example St, Afghanistan"),
    ("Example St, Moscow", "12 Example St, Moscow"),
    ("Example St, Moscow", "Example St, Moscow"),
    ("12 Example St", "12 Example St, Moscow"),
    ("P.O. Box 7, Dubai", "P.O. Box 7, Kabul"),
    ("P.O. Box 7, Dubai", "P.O. Box 8, Dubai"),
    ("Example Tower, Dubai", "Example Tower, Dubai"),
    ("12 Leninsky Prospekt, Moscow", "12 Lenina Lane, Moscow"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_a_part_in_common_is_no_hit(one: str, other: str) -> None:
    assert score(one, other).score < HIT


def test_another_room_in_the_house_is_weaker_and_says_so() -> None:
    same = score("Room 5, 12 Example St, Moscow", "Room 5, 12 Example St, Moscow")
    other = score("Room 5, 12 Example St, Moscow", "Room 6, 12 Example St, Moscow")
    unknown = score("12 Example St, Moscow", "Room 6, 12 Example St, Moscow")
    assert HIT <= other.score < unknown.score < same.score
    assert "another room" in " ".join(each.says for each in other.features)


def test_a_house_number_that_is_missing_is_a_question() -> None:
    found = score("Example St, Moscow", "12 Example St, Moscow")
    assert found.open
    assert "open question" in " ".join(each.says for each in found.features)
    assert not score("12 Example St, Moscow", "Example St, Moscow").open
    assert not score("Moscow", "12 Example St, Moscow").open


def test_a_street_of_a_common_name_tells_less() -> None:
    rare = score("12 Example St, Moscow", "12 Example St, Moscow", rarity=0.6).score
    common = score("12 Example St, Moscow", "12 Example St, Moscow", rarity=0.1).score
    assert common < HIT < rare


def test_a_building_that_many_listed_parties_share_tells_less_of_each() -> None:
    def best(parties: int) -> float:
        listed = [read(f"Room {n}, 12 Example St, Moscow") for n in range(parties)]
        index = build_addresses((row, 0, each) for row, each in enumerate(listed))
        asked = read("Room 999, 12 Example St, Moscow")
        found = matches(asked, listed, index=index, all_of_them=False)
        assert [each.crowd for each in found] == [parties] * parties
        return found[0].score.score

    assert best(2) >= best(FEW) > best(4 * FEW) > best(16 * FEW)


def test_an_address_in_a_free_zone_tells_less() -> None:
    street = score("12 Example St, Dubai", "12 Example St, Dubai").score
    zone = score("12 Example Free Zone, Dubai", "12 Example Free Zone, Dubai").score
    assert zone < street


def test_an_address_in_care_of_an_agent_tells_less() -> None:
    plain = "12 Example St, Monrovia"
    agent = f"c/o Example Trust Company, {plain}"
    assert score(agent, plain).score < score(plain, plain).score
    assert (
        score(f"Suite 5, {agent}", plain).score < HIT <= score(f"Suite 5, {plain}", plain).score
    )


def entry(kind: Kind, name: str, *texts: str) -> Entry:
    places = tuple(ListedAddress(text) for text in texts)
    return Entry("us_csl", "1", kind, (ListedName(name),), addresses=places)


def test_an_entry_that_is_an_address_is_found_by_its_name_too() -> None:
    text = "12 Example St, Kwun Tong, Hong Kong"
    assert [each.houses for each in listed_addresses(entry("address", text), PLACES)]
    assert [each.houses for each in listed_addresses(entry("unknown", text), PLACES)]
    assert listed_addresses(entry("company", text), PLACES) == []
    assert listed_addresses(entry("unknown", "Example Trading 12"), PLACES) == []
    assert len(listed_addresses(entry("address", "Address 01", text), PLACES)) == 1


@pytest.fixture
def index() -> AddressIndex:
    texts = ["12 Voorbeeld St, Moscow", "P.O. Box 7, Dubai", "ул. Примерная, 3, Москва"]
    return build_addresses((row, 0, read(text)) for row, text in enumerate(texts))


def test_what_is_opened_is_what_was_written(index: AddressIndex, tmp_path: Path) -> None:
    write_addresses(index, tmp_path)
    opened = open_addresses(tmp_path)
    for name in AddressIndex.__slots__:
        one, other = (np.asarray(getattr(each, name)) for each in (opened, index))
        assert np.array_equal(one, other), name
    assert isinstance(opened.postings.base, np.memmap | np.ndarray)
    assert opened.candidates(read("12 Voorbeld Street, Moscow")) == [(0, 0)]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    write_addresses(build_addresses(()), tmp_path)
    assert open_addresses(tmp_path).candidates(read("12 Example St, Moscow")) == []


@pytest.mark.parametrize("name", ["numbers.npy", "sounds.npy", "keys.txt", "header.json"])
def test_a_torn_index_is_refused(index: AddressIndex, tmp_path: Path, name: str) -> None:
    write_addresses(index, tmp_path)
    torn = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(torn[:-1] + bytes([torn[-1] ^ 1]))
    with pytest.raises(EditionError):
        open_addresses(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(EditionError):
        open_addresses(tmp_path)


def test_a_header_with_any_bit_turned_is_refused_or_opens_the_same(
    index: AddressIndex, tmp_path: Path
) -> None:
    write_addresses(index, tmp_path)
    path = tmp_path / "header.json"
    whole = path.read_bytes()
    for at in range(len(whole) * 8):
        turned = bytearray(whole)
        turned[at // 8] ^= 1 << at % 8
        path.write_bytes(turned)
        with suppress(EditionError):
            opened = open_addresses(tmp_path)
            assert opened.rows == index.rows
            assert all(
                np.array_equal(getattr(opened, name), getattr(index, name))
                for name in AddressIndex.__slots__
            )


def test_the_floor_is_under_the_hit() -> None:
    assert 0 < FLOOR < HIT < 1
