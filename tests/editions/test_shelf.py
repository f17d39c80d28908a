"""The shelf: what is put on it comes back the same, whole or not at all."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.editions.entries import Entries, Lines
from enduse.editions.shelf import Shelf, fingerprint
from enduse.errors import EditionError
from enduse.model.dates import DateSpan
from enduse.model.edition import Edition
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Identifier, Link, ListedAddress, ListedName
from enduse.model.wire import entry_from_plain, to_plain

words = st.text(min_size=1, max_size=12)
names = st.builds(
    ListedName,
    text=words,
    kind=st.sampled_from(["primary", "aka", "fka", "nka", "original_script"]),
    strength=st.sampled_from(["strong", "weak"]),
    family_first=st.booleans(),
)
spans = st.builds(
    lambda day, circa: DateSpan.of_day(day, circa=circa), st.dates(), st.booleans()
) | st.integers(1900, 2020).map(DateSpan.of_years)
entries = st.builds(
    Entry,
    list_id=st.just("us_ofac_sdn"),
    id=words,
    kind=st.sampled_from(["company", "person", "vessel", "unknown"]),
    names=st.lists(names, min_size=1, max_size=3).map(tuple),
    programmes=st.lists(words, max_size=2).map(tuple),
    listed_on=st.none() | st.dates(),
    addresses=st.lists(st.builds(ListedAddress, words, st.none() | words), max_size=2).map(
        tuple
    ),
    birth_dates=st.lists(spans, max_size=2).map(tuple),
    nationalities=st.lists(words, max_size=2).map(tuple),
    gender=st.none() | words,
    ids=st.lists(
        st.builds(Identifier, words, words, words, country=st.none() | words), max_size=2
    ).map(tuple),
    links=st.lists(st.builds(Link, words, words), max_size=2).map(tuple),
    facts=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    remarks=st.lists(words, max_size=2).map(tuple),
)


def edition(*, day: date = date(2024, 5, 2), sha: str = "a" * 64, count: int = 1) -> Edition:
    return Edition("us_ofac_sdn", day, sha, count, count, imported="2024-05-03T00:00:00+00:00")


def entry(name: str) -> Entry:
    return Entry("us_ofac_sdn", "1", "unknown", (ListedName(name),))


@given(entries)
def test_an_entry_survives_being_written(made: Entry) -> None:
    assert entry_from_plain(to_plain(made)) == made


@given(st.lists(entries, max_size=5))
def test_what_is_put_on_the_shelf_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, made: list[Entry]
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    kept = shelf.put(edition(count=len(made)), made, sources={"sdn.csv": b"x"})
    assert list(shelf.open(kept)) == made
    assert shelf.editions("us_ofac_sdn") == (kept,)


def test_the_newest_edition_is_the_newest_published_by_the_day(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for day, sha in ((date(2024, 5, 2), "b" * 64), (date(2023, 1, 1), "c" * 64)):
        shelf.put(edition(day=day, sha=sha), [entry("A")], sources={"f": b""})
    by = {d: shelf.newest("us_ofac_sdn", d) for d in (date(2022, 1, 1), date(2024, 1, 1))}
    assert by[date(2022, 1, 1)] is None
    found = by[date(2024, 1, 1)]
    assert found is not None
    assert found.published == date(2023, 1, 1)


def test_the_same_files_of_the_same_day_are_kept_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.put(edition(), [entry("A")], sources={"f": b"1"})
    again = shelf.put(edition(), [entry("B")], sources={"f": b"1"})
    assert again == first
    assert [e.names[0].text for e in shelf.open(first)] == ["A"]


@pytest.mark.parametrize("name", ["entries.jsonl", "entries.idx"])
@pytest.mark.parametrize("how", [lambda data: data[:-8], lambda data: data[:-1] + b"?"])
def test_a_damaged_copy_is_made_again(
    tmp_path: Path, name: str, how: Callable[[bytes], bytes]
) -> None:
    shelf = Shelf(tmp_path)
    kept = shelf.put(edition(count=2), [entry("A"), entry("B")], sources={"f": b""})
    (path,) = tmp_path.glob(f"*/.plain/*/{name}")
    whole = path.read_bytes()
    path.write_bytes(how(whole))
    assert [e.names[0].text for e in shelf.open(kept)] == ["A", "B"]
    assert path.read_bytes() == whole


@pytest.mark.parametrize("at", [0, 10, -1])
def test_a_damaged_edition_is_not_read(tmp_path: Path, at: int) -> None:
    shelf = Shelf(tmp_path)
    kept = shelf.put(edition(count=2), [entry("A"), entry("B")], sources={"f": b""})
    path = shelf.place(kept) / "entries.jsonl.zst"
    damaged = bytearray(path.read_bytes())
    damaged[at] ^= 0xFF
    path.write_bytes(damaged)
    shutil.rmtree(tmp_path / "us_ofac_sdn" / ".plain")
    with pytest.raises(EditionError):
        shelf.open(kept)


def test_a_damaged_row_is_an_error_that_names_the_row() -> None:
    lines = Lines.of([entry("A"), entry("B")])
    damaged = Lines(bytes(lines.text).replace(b'"B"', b'"B}'), lines.places)
    with pytest.raises(EditionError, match="here: row 1 cannot be read"):
        Entries(damaged, where="here")[1]


def test_a_header_of_another_format_is_refused(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    kept = shelf.put(edition(), [entry("A")], sources={"f": b""})
    header = shelf.place(kept) / "edition.json"
    header.write_text(header.read_text().replace('"format": 2', '"format": 9'))
    with pytest.raises(EditionError, match="format 9"):
        shelf.editions("us_ofac_sdn")


def test_issues_and_published_files_are_kept_with_the_edition(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    issues = [Issue("row 3", "column 'x' is new to us")]
    kept = shelf.put(edition(), [entry("A")], issues=issues, sources={"sdn.csv": b"raw"})
    assert shelf.issues(kept) == ("warning: row 3: column 'x' is new to us",)
    assert shelf.file(kept, "source/sdn.csv") == b"raw"
    with pytest.raises(EditionError, match="not among the files"):
        shelf.file(kept, "source/alt.csv")


def test_a_fingerprint_is_what_sha256sum_says() -> None:
    # printf abc | sha256sum; printf 'a %s\nb %s\n' ... | sha256sum
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint({"a": b"abc"}) == abc
    both = fingerprint({"b": b"abc", "a": b"abc"})
    assert both == fingerprint({"x": f"a {abc}\nb {abc}\n".encode()})
