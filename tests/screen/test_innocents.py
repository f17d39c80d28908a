"""Innocents beside lists: what is found together is what the screener finds one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.desk.indexes import build_index
from enduse.model.order import Kind, Order, Party
from enduse.screen.innocents import Near, comparable, nearest
from enduse.screen.screen import Screener, people
from enduse.screen.source import Source
from tests.screen.test_screen import EFFECT, LISTED, PLACES, entry

OWN = entry("Voorbeeld Handel", number="7")
SOURCES = [
    Source(name, listed, build_index(listed), lambda _: EFFECT)
    for name, listed in (("us_ofac_sdn", LISTED), ("own", (OWN,)))
]
FLOOR = 0.5
WORDS = ["ooo", "sertal", "sertall", "elektrokom", "vpk", "sergey", "yershov", "sergei", "ltd",
         "trading", "voorbeeld", "handel", "handelaar", "alfa"]  # fmt: skip
kinds: list[Kind] = ["company", "person", "unknown", "vessel"]
parties = st.builds(
    Party,
    role=st.just("other"),
    name=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    kind=st.sampled_from(kinds),
    country=st.sampled_from([None, "RU", "NL"]),
)


def near(*asked: Party) -> list[Near | None]:
    somebody = [next(iter(people(Order("o", parties=(party,))))) for party in asked]
    return nearest(
        [(each, comparable(each)) for each in somebody], SOURCES, PLACES, floor=FLOOR
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(parties, min_size=1, max_size=6), st.integers(500, 999))
def test_an_innocent_is_a_hit_of_the_screener_where_its_score_reaches_the_threshold(
    asked: list[Party], thousandths: int
) -> None:
    threshold = thousandths / 1000
    one_by_one = Screener(SOURCES, PLACES, floor=threshold)
    for party, found in zip(asked, near(*asked), strict=True):
        hits = one_by_one.screen(Order("o", parties=(party,))).hits
        if found is None or not found.same:
            assert bool(hits) == (found is not None and found.score >= threshold)


@settings(deadline=None, max_examples=40)
@given(st.lists(parties, min_size=1, max_size=6))
def test_each_is_found_as_if_it_stood_alone(asked: list[Party]) -> None:
    assert near(*asked) == [each for party in asked for each in near(party)]


def test_a_listed_name_is_the_same_whatever_the_order_of_its_words_or_its_form() -> None:
    same = {
        "OOO Sertal": True,
        "Sertal": True,
        "ООО «Сертал»": True,
        "Handel Voorbeeld": True,
        "Sertal GmbH": True,  # GmbH and OOO are one class of forms
        "Sertal AG": False,
        "Sertall": False,
        "Sertal Trading": False,
    }
    found = near(*(Party("other", name, kind="company") for name in same))
    assert [each is not None and each.same for each in found] == list(same.values())
