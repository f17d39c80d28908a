import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists.catalogue import Effect, effect, info, known

LISTS = [info(list_id) for list_id in known()]
WEIGHTS = ["hold", "review", "note"]


def effects() -> list[Effect]:
    return [
        means for about in LISTS for means in [about.default, *(e for _, e in about.effects)]
    ]


def test_a_blocking_effect_never_rests_on_memory() -> None:
    assert [e.says for e in effects() if e.effect == "hold" and e.read == "memory"] == []


def test_every_effect_says_its_words_and_its_source() -> None:
    for means in effects():
        assert means.effect in WEIGHTS
        assert means.label
        assert means.citation
        assert means.says.endswith(".")
        assert means.read in ("primary", "secondary", "memory")


def test_every_list_has_sound_bounds_and_parts() -> None:
    for about in LISTS:
        assert about.min_entries > 0
        assert about.max_age_days > 0
        assert set(about.needed_parts) <= set(about.parts)
        assert len(about.urls) in (0, len(about.parts))
        assert all(url.startswith("https://") for url in about.urls)


def test_no_programme_stands_twice_in_one_list() -> None:
    for about in LISTS:
        names = [name for programmes, _ in about.effects for name in programmes]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("list_id", ["", "nope", "../starter", "us_ofac_sdn.toml"])
def test_an_unknown_list_is_refused_with_the_known_ones(list_id: str) -> None:
    with pytest.raises(ListError, match=r"expected one of .*starter, .*un_sc, .*us_ofac_sdn"):
        info(list_id)


@given(st.sampled_from(LISTS), st.data())
def test_the_heaviest_programme_speaks(about: object, data: st.DataObject) -> None:
    chosen = next(one for one in LISTS if one is about)
    names = [name for programmes, _ in chosen.effects for name in programmes]
    under = data.draw(st.lists(st.sampled_from([*names, "new to us"]), max_size=5))
    weights = [WEIGHTS.index(effect(chosen, [name]).effect) for name in under if name in names]
    expected = min(weights, default=WEIGHTS.index(chosen.default.effect))
    assert WEIGHTS.index(effect(chosen, under).effect) == expected


def test_an_sdn_listing_freezes_whatever_its_programme() -> None:
    assert effect(info("us_ofac_sdn"), ["RUSSIA-EO14024"]).effect == "hold"
    assert effect(info("us_ofac_sdn"), []).label == "asset freeze"


def test_a_travel_ban_alone_does_not_hold_an_order() -> None:
    # UN Security Council resolution 2048 (2012) bans travel and freezes nothing.
    assert effect(info("un_sc"), ["GB", "GBi"]).effect == "review"
    assert effect(info("un_sc"), ["GB", "IRe"]).effect == "hold"
    assert effect(info("un_sc"), ["a regime of tomorrow"]).effect == "review"
