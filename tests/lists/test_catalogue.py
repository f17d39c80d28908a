import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists.catalogue import Effect, ListInfo, effects, info, known

LISTS = [info(list_id) for list_id in known()]
WEIGHTS = ["hold", "review", "note"]
NEW = st.text(max_size=30).map(lambda text: f"{text} new to us")
"""Programmes that no list has: no silent word or pattern ends so."""


def every_effect() -> list[Effect]:
    return [m for about in LISTS for m in [about.default, *(e.means for e in about.clauses)]]


def programmes(about: ListInfo) -> list[str]:
    return [name for each in about.clauses for name in each.programmes]


def heaviness(means: Sequence[Effect]) -> int:
    """The one weight of effects that speak together; 0 is the heaviest."""
    (weight,) = {each.effect for each in means}
    return WEIGHTS.index(weight)


def test_a_blocking_effect_never_rests_on_memory() -> None:
    assert [e.says for e in every_effect() if e.effect == "hold" and e.read == "memory"] == []


def test_every_effect_says_its_words_and_its_source() -> None:
    for means in every_effect():
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
        general = [name for each in about.clauses for name in each.programmes if not each.fact]
        assert len(general) == len(set(general))


def test_whoever_is_asked_for_a_fact_and_has_none_gets_a_general_text() -> None:
    for about in LISTS:
        general = {name for each in about.clauses for name in each.programmes if not each.fact}
        assert set(programmes(about)) == general
        assert all(re.compile(each.fact).groups < 3 for each in about.clauses)


@pytest.mark.parametrize("list_id", ["", "nope", "../starter", "us_ofac_sdn.toml"])
def test_an_unknown_list_is_refused_with_the_known_ones(list_id: str) -> None:
    with pytest.raises(ListError, match=r"expected one of .*starter, .*un_sc, .*us_ofac_sdn"):
        info(list_id)


under_some = st.sampled_from(LISTS).flatmap(
    lambda about: st.tuples(
        st.just(about),
        st.lists(st.sampled_from([*programmes(about), *about.silent, about.id]), max_size=5),
    )
)
"""A list, and programmes of it that are known to mean something or nothing."""


@given(under_some, st.lists(NEW, max_size=2))
def test_the_heaviest_speaks_and_an_unknown_programme_weighs_as_the_default(
    given_: tuple[ListInfo, list[str]], unknown: list[str]
) -> None:
    about, under = given_
    weights = [heaviness(effects(about, [each])) for each in under if each in programmes(about)]
    weights += [heaviness([about.default]) for _ in unknown]
    expected = min(weights, default=heaviness([about.default]))
    assert heaviness(effects(about, [*under, *unknown])) == expected


@given(under_some, NEW)
def test_an_unknown_programme_never_makes_a_listing_lighter(
    given_: tuple[ListInfo, list[str]], unknown: str
) -> None:
    about, under = given_
    both = heaviness(effects(about, [*under, unknown]))
    assert both <= heaviness([about.default])
    if any(name in programmes(about) for name in under):
        assert both <= heaviness(effects(about, under))


@given(under_some, st.data())
def test_a_silent_word_and_the_order_of_programmes_change_nothing(
    given_: tuple[ListInfo, list[str]], data: st.DataObject
) -> None:
    about, under = given_
    silent = data.draw(st.lists(st.sampled_from([about.id, *about.silent]), max_size=3))
    mixed = data.draw(st.permutations([*under, *silent]))
    assert effects(about, mixed) == effects(about, under)


@given(under_some, st.lists(NEW, max_size=1))
def test_what_is_said_is_of_the_list_and_each_is_said_once(
    given_: tuple[ListInfo, list[str]], unknown: list[str]
) -> None:
    about, under = given_
    found = effects(about, [*under, *unknown])
    assert len(found) == len(set(found)) > 0
    if found != (about.default,):
        order = list(dict.fromkeys(each.means for each in about.clauses))
        assert [each for each in order if each in found] == list(found)


def test_no_silent_word_has_an_effect() -> None:
    for about in LISTS:
        silent = {about.id, *about.silent}
        assert not silent & set(programmes(about))
        assert not any(re.fullmatch(about.silent_pattern, each) for each in programmes(about))
        assert len(silent) == len(about.silent) + 1


@pytest.mark.parametrize(
    "regime",
    [
        "Guinea-Bissau",
        "Russia",
        "The Russia (Sanctions) (EU Exit) Regulations 2019",
        "The ISIL (Da'esh) and Al-Qaida (United Nations Sanctions) (EU Exit) Regulations 2019",
        "The Global Irregular Migration and Trafficking in Persons Sanctions Regulations 2025",
    ],
)
def test_a_british_regime_adds_nothing_to_a_travel_ban(regime: str) -> None:
    about = info("uk_sl")
    assert [e.label for e in effects(about, [regime, "Travel Ban"])] == ["travel ban"]
    assert effects(about, [regime]) == (about.default,)
    assert effects(about, [regime, "Travel Ban", "Asset freeze"])[0].label == "asset freeze"


def test_a_measure_that_is_new_to_us_holds_beside_a_travel_ban() -> None:
    about = info("uk_sl")
    for measure in ("Trust Services Sanctions", "Regulations on Sanctions", "russia"):
        assert effects(about, ["Russia", "Travel Ban", measure]) == (about.default,)
    assert about.default.effect == "hold"


def test_effects_of_one_weight_are_said_together() -> None:
    found = effects(info("uk_sl"), ["Prohibition of port entry", "Asset freeze", "Travel Ban"])
    assert [each.label for each in found] == ["asset freeze", "ship or transport ban"]


def test_the_light_schedules_of_canada_stay_light_only_by_themselves() -> None:
    about = info("ca_sema")
    light = ["Russia / Russie", "Russia / Russie: 3"]
    assert effects(about, light)[0].effect == "review"
    assert effects(about, [*light, "Russia / Russie: 4"]) == (about.default,)
    assert effects(about, light[:1])[0].effect == about.default.effect == "hold"


def test_a_swiss_set_that_is_new_to_us_holds_beside_a_light_one() -> None:
    about = info("ch_seco")
    light = ["Belarus", "article 16 and 17 -- Restrictions on the money and capital market"]
    assert effects(about, light)[0].effect == "review"
    assert effects(about, [*light, "set 7"]) == (about.default,)
    assert about.default.effect == "hold"


def test_an_sdn_listing_freezes_whatever_its_programme() -> None:
    assert effects(info("us_ofac_sdn"), ["RUSSIA-EO14024"])[0].effect == "hold"
    assert effects(info("us_ofac_sdn"), [])[0].label == "asset freeze"


def test_a_travel_ban_alone_does_not_hold_an_order() -> None:
    # UN Security Council resolution 2048 (2012) bans travel and freezes nothing.
    assert effects(info("un_sc"), ["GB", "GBi"])[0].effect == "review"
    assert effects(info("un_sc"), ["GB", "IRe"])[0].effect == "hold"
    assert effects(info("un_sc"), ["a regime of tomorrow"])[0].effect == "review"
