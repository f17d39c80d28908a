"""A tuned set on disk: what was written is read, and nothing else is taken for one."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.editions.tuned import as_toml, forget, read, write
from enduse.errors import SettingsError
from enduse.model.tuned import Tuned, TunedBy

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
sets = st.builds(
    Tuned,
    model=texts,
    day=st.dates(),
    names=st.integers(1, 10**9),
    sha256=hashes,
    hit=st.dictionaries(
        st.sampled_from(["strict", "balanced", "wide"]), st.floats(0.001, 0.999), min_size=1
    ),
    alarms=st.dictionaries(
        st.sampled_from(["strict", "balanced", "wide"]), st.integers(0, 10**6), min_size=1
    ),
    editions=st.lists(st.builds(TunedBy, texts, st.dates(), hashes), max_size=3).map(tuple),
)
MADE = Tuned(
    "names-2", date(2026, 11, 30), 500, "ab" * 32, {"balanced": 0.812}, {"balanced": 3},
    (TunedBy("un_sc", date(2026, 11, 20), "cd" * 32),),
)  # fmt: skip


@given(made=sets)
def test_what_is_written_is_read(made: Tuned, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("data") / "tuned.toml"
    written = write(path, made)
    assert replace(written, digest="") == made
    assert read(path) == written
    assert written.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_without_a_file_there_is_no_set(tmp_path: Path) -> None:
    assert read(tmp_path / "tuned.toml") is None
    assert forget(tmp_path / "tuned.toml") is None


def test_a_set_that_is_replaced_or_taken_back_is_kept_under_the_name_it_had(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tuned.toml"
    first = write(path, MADE)
    second = write(path, replace(MADE, hit={"balanced": 0.8}))
    kept = forget(path)
    assert kept == tmp_path / f"tuned-2026-11-30-{second.digest[:8]}.toml"
    assert {each.name for each in tmp_path.iterdir()} == {
        kept.name,
        f"tuned-2026-11-30-{first.digest[:8]}.toml",
    }
    assert read(kept) == second
    assert not path.exists()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("model =", "models ="),
        ("day = 2026-11-30", 'day = "2026-11-30"'),
        ("day = 2026-11-30", "day = 2026-11-30T10:00:00Z"),
        ("balanced = 0.812", "balanced = 1"),
        ("balanced = 0.812", "balanced = true"),
        ("balanced = 0.812", "balanced = nan"),
        ("balanced = 0.812", "balanced = 7.5"),
        ("balanced = 0.812", "balancd = 0.812"),
        ("balanced = 0.812\n", ""),
        ("names = 500", "names = 0"),
        ("ab" * 32, "ab"),
        ("[[edition]]", "[edition]"),
        ('list = "un_sc"', ""),
        ("[alarms]", "[alarm]"),
        ("[hit]", "[[[hit"),
    ],
)
def test_a_file_that_is_no_tuned_set_is_refused(tmp_path: Path, was: str, becomes: str) -> None:
    path = tmp_path / "tuned.toml"
    good = as_toml(MADE)
    assert was in good
    path.write_text(good.replace(was, becomes), encoding="utf-8")
    with pytest.raises(SettingsError, match="--forget"):
        read(path)
    assert forget(path) is not None


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tuned.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        read(path)


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_what_stands_in_place_of_a_set_and_is_no_file_is_refused_until_it_is_forgotten(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "tuned.toml"
    for _ in range(2):
        if kind == "link":
            path.symlink_to(tmp_path / "nowhere")
        else:
            path.mkdir()
            (path / "mine.txt").write_text("kept")
        with pytest.raises(SettingsError, match="--forget"):
            read(path)
        assert forget(path) is not None
        assert read(path) is None
        assert not path.is_symlink()
    if kind == "folder":
        assert len(list(tmp_path.glob("*/mine.txt"))) == 2


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_a_set_is_put_in_place_of_what_is_no_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "tuned.toml"
    if kind == "link":
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.mkdir()
    assert replace(write(path, MADE), digest="") == MADE


def test_a_link_to_a_set_is_that_set(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere.toml", MADE)
    (tmp_path / "tuned.toml").symlink_to(tmp_path / "elsewhere.toml")
    assert read(tmp_path / "tuned.toml") == read(tmp_path / "elsewhere.toml")
