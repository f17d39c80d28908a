"""Names and addresses that are laid out to be asked again and again."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.errors import EditionError
from enduse.index import near as near_module
from enduse.index.address_asked import may_meet, near_words
from enduse.index.address_score import compare_addresses
from enduse.index.address_store import build_addresses
from enduse.index.addresses import FLOOR
from enduse.index.asked import open_asked, write_asked
from enduse.index.build import build
from enduse.index.found import chance, log_odds
from enduse.index.index import NameIndex
from enduse.index.keys import asked_hooks
from enduse.index.layout import lay_out
from enduse.index.near import near
from enduse.index.search import search_many
from enduse.index.shares import rarity_of
from enduse.names.address_read import read_address
from enduse.names.ready import ReadyName, ready
from enduse.places import Places

PLACES = Places.load()
WORDS = (
    "orion",
    "orionn",
    "falcon",
    "vostok",
    "wostok",
    "elektrokom",
    "trading",
    "al",
    "marine",
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
everybody = st.lists(st.tuples(names, st.sampled_from([0.0, 0.8, 2.8])), max_size=8)
DEEP = settings(max_examples=40, deadline=None,
                suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip


def made(text: str) -> ReadyName | None:
    return ready(text, kind="company")


def index_of(listed: list[str]) -> tuple[NameIndex, dict[tuple[int, int], ReadyName]]:
    names = {(row, 0): name for row, text in enumerate(listed) if (name := made(text))}
    return build([(*key, name) for key, name in names.items()]), names


@DEEP
@given(asked=everybody, listed=st.lists(names, max_size=5))
def test_who_is_met_is_who_is_found_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[str, float]], listed: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("asked")
    some = [(n, added, name) for n, (text, added) in enumerate(asked) if (name := made(text))]
    write_asked(some, folder)
    index, known = index_of(listed)
    met = sorted(n for part in open_asked(folder) for n in part.met(index, floor=0.6).tolist())
    expected = []
    for number, added, name in some:
        floor = chance(log_odds(0.6) - added)
        (found,) = search_many(index, [name], names=lambda *at: known[at], floor=floor, limit=1)
        if found:
            expected.append(number)
    assert met == expected


def test_a_damaged_folder_is_refused(tmp_path: Path) -> None:
    name = made("orion falcon")
    assert name is not None
    write_asked([(1, 0.0, name)], tmp_path)
    path = tmp_path / "0" / "arrays.bin"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(EditionError, match="damaged"):
        list(open_asked(tmp_path))
    with pytest.raises(EditionError):
        list(open_asked(tmp_path / "elsewhere"))


def test_sifted_keys_lead_to_the_same_words() -> None:
    alphabet = "aeiobdfgklmnrst"
    chance_of = np.random.default_rng(7)
    texts = ["".join(chance_of.choice(list(alphabet), size=chance_of.integers(4, 12)))
             for _ in range(3_000)]  # fmt: skip
    asked = lay_out(name for text in texts if (name := made(text)))
    index, _ = index_of([texts[3][:-1], texts[40] + "a", texts[77]])
    hooks = asked_hooks(asked.words, bare=False)
    assert len(hooks.keys) > near_module._MANY * len(index.hooks)
    assert len(near_module._some(hooks, index).keys) < len(hooks.keys) / 10
    sifted = near(asked, index)
    # One by one there are too few keys to be sifted.
    for at, word in enumerate(asked.words):
        name = made(word)
        assert name is not None
        alone = near(lay_out([name]), index)
        mine = sifted.listed[sifted.start[at] : sifted.start[at + 1]]
        if list(name.tokens) == [word]:
            assert sorted(mine.tolist()) == sorted(alone.listed[: alone.start[1]].tolist())


streets = st.builds(
    lambda street, other, house, town: f"{house} {street}{other} Street, {town}".strip(),
    st.sampled_from(["Lenina", "Lenin", "Pochtamtskaya", "Pochtamskaya", "Haiying", "Vostok"]),
    st.sampled_from(["", " Nova", " Novaya"]),
    st.sampled_from(["", "12", "14", "12A"]),
    st.sampled_from(["Moscow", "Baku", "Harbin", "P.O. Box 17, Dubai"]),
)


@DEEP
@given(
    asked=st.lists(streets, min_size=1, max_size=6),
    listed=st.lists(streets, min_size=1, max_size=6),
    entries=st.integers(0, 50),
)
def test_no_address_that_a_list_would_find_is_missed(
    asked: list[str], listed: list[str], entries: int
) -> None:
    ours, theirs = (
        [read_address(text, country_of=PLACES.code_of) for text in some]
        for some in (asked, listed)
    )
    index = build_addresses((n, 0, each) for n, each in enumerate(ours) if each.tells)
    pairs = may_meet(index, theirs, near_words(theirs, index.keys))
    found = {(at, row) for at, row, _ in pairs}
    for at, one in enumerate(theirs):
        for row, other in enumerate(ours):
            # However rare the words are on whatever list.
            score = compare_addresses(other, one, lambda word: rarity_of(word, entries, 1_000))
            if score.score >= FLOOR or score.open:
                assert (at, row) in found
