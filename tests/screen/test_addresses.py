"""The addresses of an order against small lists."""

from collections.abc import Callable
from datetime import date

import pytest

from enduse.desk.addresses import build_address_index
from enduse.desk.indexes import build_index
from enduse.index.address_index import AddressIndex
from enduse.index.addresses import HIT
from enduse.model.finding import Basis
from enduse.model.hit import Effect, Screening
from enduse.model.listing import Entry, ListedAddress, ListedName
from enduse.model.order import Kind, Order, Party
from enduse.places import Places
from enduse.screen.screen import Screener
from enduse.screen.source import Source

PLACES = Places.load()
BASIS = (Basis("x", date(2024, 1, 1), "primary"),)
EFFECT = Effect("hold", "asset freeze", "Blocked.", regime="US", basis=BASIS)


def entry(number: str, name: str, *texts: str, kind: Kind = "company") -> Entry:
    places = tuple(ListedAddress(text) for text in texts)
    return Entry("us_csl", number, kind, (ListedName(name),), addresses=places)


VOORBEELD = entry("1", "OOO Voorbeeld", "д. 12, ул. Примерная, Москва, 190000", "Minsk")
TENANT = entry("2", "Quibblewick Trading", "Suite 4, 35 Example Drive, Springfield")
PLACE = entry("3", "Address 01", "Flat 9B, 12 Example Rd, Kwun Tong, Hong Kong", kind="address")
LISTED = (VOORBEELD, TENANT, PLACE)


def screener(addresses: Callable[[], AddressIndex] | None = None) -> Screener:
    made = addresses or (lambda: build_address_index(LISTED))
    source = Source("us_csl", LISTED, build_index(LISTED), lambda _: EFFECT, made)
    return Screener([source], PLACES, floor=0.8)


@pytest.fixture
def never() -> Callable[[], AddressIndex]:
    def opened() -> AddressIndex:
        raise AssertionError("the index of addresses was opened")

    return opened


def screen(*parties: Party) -> Screening:
    return screener().screen(Order("o", parties=parties))


def at(address: str | None, name: str = "Zandloper Kaas", country: str | None = None) -> Party:
    return Party("buyer", name, "company", country, address=address)


def test_a_stranger_at_a_listed_address_is_told_with_whose_it_is() -> None:
    (hit,) = screen(at("Primernaya ul. 12, Moscow, Russia")).addresses
    assert hit.subject == "parties/0"
    assert hit.entry == VOORBEELD
    assert hit.listed == "д. 12, ул. Примерная, Москва, 190000"
    assert hit.score >= HIT
    assert "'OOO Voorbeeld' (us_csl, entry 1)" in hit.says
    assert sum(each.effect for each in hit.features) == pytest.approx(hit.score)


def test_an_entry_that_is_an_address_is_named_as_one() -> None:
    (hit,) = screen(at("Flat 9B, 12 Example Road, Kwun Tong, HK", country="HK")).addresses
    assert hit.entry == PLACE
    assert "listed itself (us_csl, entry 3)" in hit.says


def test_a_party_that_is_an_address_is_held_by_its_name() -> None:
    party = Party("consignee", "Flat 9B, 12 Example Road, Kwun Tong, Hong Kong", "address")
    assert [hit.entry for hit in screen(party).addresses] == [PLACE]


def test_a_party_that_its_name_led_to_is_not_told_again() -> None:
    found = screen(at("12 Primernaya Street, Moscow", name="Voorbeeld OOO"))
    assert found.addresses == ()
    (hit,) = found.hits
    assert [each.name for each in hit.features if each.name == "address"] == ["address"]
    assert sum(each.effect for each in hit.features) == pytest.approx(hit.score)


def test_an_address_that_differs_takes_nothing_from_a_name() -> None:
    (without,) = screen(at(None, name="Voorbeld Group OOO")).hits
    (other,) = screen(at("99 Elsewhere St, Kabul", name="Voorbeld Group OOO")).hits
    (same,) = screen(at("12 Primernaya St, Moscow", name="Voorbeld Group OOO")).hits
    assert other.score == without.score < same.score <= without.score + 0.04 + 1e-9


@pytest.mark.parametrize("address", ["Moscow, Russia", "Minsk", "99 Elsewhere St, Moscow"])
def test_a_town_in_common_is_nothing(address: str) -> None:
    assert screen(at(address)).addresses == ()


def test_a_street_without_a_house_number_is_open() -> None:
    (hit,) = screen(at("Primernaya ul., Moscow")).addresses
    assert hit.open
    assert hit.score < HIT


def test_what_of_an_address_was_not_read_is_told() -> None:
    found = screen(at("Moscow"), at("Example St 1, Moscow " + "x" * 2_000), at(None))
    assert [path for path, _ in found.addresses_unread] == ["parties/0", "parties/1"]
    assert "names no street" in found.addresses_unread[0][1]
    assert "letters of it were not read" in found.addresses_unread[1][1]


def test_an_order_without_an_address_opens_no_index(never: Callable[[], AddressIndex]) -> None:
    held = screener(never)
    assert held.screen(Order("o", parties=(at(None),))).addresses == ()
    assert held.screen(Order("o", parties=(at("Moscow"),))).addresses == ()
    with pytest.raises(AssertionError, match="was opened"):
        held.screen(Order("o", parties=(at("1 Example St, Moscow"),)))


def test_each_party_is_held_against_every_list_by_each_of_its_addresses() -> None:
    both = "12 Primernaya St, Moscow; Suite 4, 35 Example Dr, Springfield"
    found = screen(at(None), at(both)).addresses
    assert [(hit.subject, hit.entry.id) for hit in found] == [
        ("parties/1", "1"),
        ("parties/1", "2"),
    ]
