"""Ordinary orders made for measuring: real weights, the same every time, and orders indeed."""

import pytest
from ordinary_made import EMBARGOED, Maker, weights
from planted import PATTERNS, planted

from enduse.intake.order import read_order
from enduse.places import Places

COUNTRIES = frozenset(Places.load().countries)


def test_the_shares_of_destinations_and_of_goods_add_up_to_one() -> None:
    where, goods = weights()
    for shares in (where, *goods.values()):
        assert sum(shares.values()) == pytest.approx(1, abs=0.01)
    assert set(where) <= COUNTRIES
    assert {code for mix in goods.values() for code in mix if not code.isdigit()} == set()


def test_the_same_seed_makes_the_same_orders_and_another_seed_others() -> None:
    one, same, other = (list(Maker(seed).orders(30)) for seed in (3, 3, 4))
    assert one == same
    assert one != other


def test_every_ordinary_order_is_an_order_of_the_contract() -> None:
    for record in Maker(5).orders(200):
        given = read_order(record, label="order", countries=COUNTRIES)
        assert given.order is not None
        assert given.issues == ()
        assert not EMBARGOED & {party.country for party in given.order.parties}


def test_every_planted_order_is_an_order() -> None:
    made = list(planted(Maker(6), 5))
    assert {name for name, _ in made} == set(PATTERNS)
    for _, record in made:
        given = read_order(record, label="order", countries=COUNTRIES)
        assert given.order is not None
        assert given.issues == ()
