"""An index on disk: written whole, opened as it was, refused when torn."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from enduse.errors import EditionError
from enduse.index.build import build
from enduse.index.found import find
from enduse.index.index import NameIndex
from enduse.index.model import load
from enduse.index.sealed import sealed, unsealed
from enduse.index.store import FORMAT, open_index, parts, write
from enduse.index.whole import checksum_of
from enduse.names.ready import ready

TEXTS = ["Koto Machinery", "Vympel JSC", "YERSHOV, Sergey", "沈忠國際海運有限公司"]


@pytest.fixture
def index() -> NameIndex:
    listed = [(row, 0, ready(text)) for row, text in enumerate(TEXTS)]
    return build(
        [(row, number, name) for row, number, name in listed if name],
        ids=[("imo", "9167148", 1)],
    )


def same(one: NameIndex, other: NameIndex) -> bool:
    ours, theirs = (parts(index) for index in (one, other))
    arrays = all(np.array_equal(ours[0][name], theirs[0][name]) for name in ours[0])
    texts = all(tuple(ours[1][name]) == tuple(theirs[1][name]) for name in ours[1])
    return arrays and texts and one.rows == other.rows


def test_what_is_opened_is_what_was_written(index: NameIndex, tmp_path: Path) -> None:
    write(index, tmp_path / "index")
    opened = open_index(tmp_path / "index")
    assert same(opened, index)
    asked = ready("Koto Machinery Ltd")
    assert asked is not None
    ours, theirs = (find(each, [asked], load(), floor=0.1) for each in (opened, index))
    assert ours.score.tolist() == theirs.score.tolist() != []
    assert opened.rows_with("imo", "IMO9167148") == (1,)


def test_arrays_are_mapped_and_not_read(index: NameIndex, tmp_path: Path) -> None:
    write(index, tmp_path / "index")
    opened = open_index(tmp_path / "index")
    for array in (opened.hooks, opened.lines.weight):
        assert not array.flags.owndata
        assert not array.flags.writeable


def test_an_empty_index_is_kept_too(tmp_path: Path) -> None:
    write(build([]), tmp_path / "index")
    assert same(open_index(tmp_path / "index"), build([]))


def test_a_new_index_takes_the_place_of_the_old_and_leaves_nothing_else(
    index: NameIndex, tmp_path: Path
) -> None:
    write(build([]), tmp_path / "index")
    write(index, tmp_path / "index")
    assert same(open_index(tmp_path / "index"), index)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_a_folder_that_cannot_be_written_is_named(index: NameIndex, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EditionError, match="file"):
        write(index, tmp_path / "file" / "index")


def test_an_absent_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="nowhere"):
        open_index(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["arrays.bin", "words.txt", "header.json"])
def test_an_index_with_a_lost_file_is_refused(
    name: str, index: NameIndex, tmp_path: Path
) -> None:
    write(index, tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(EditionError):
        open_index(tmp_path)


@pytest.mark.parametrize("name", ["arrays.bin", "words.txt", "header.json", "keys.txt"])
def test_a_torn_index_is_refused(name: str, index: NameIndex, tmp_path: Path) -> None:
    write(index, tmp_path / "index")
    path = tmp_path / "index" / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    if name == "keys.txt":
        path.write_text("")
    with pytest.raises(EditionError):
        open_index(tmp_path / "index")


@pytest.mark.parametrize("name", ["arrays.bin", "words.txt", "keys.txt"])
def test_any_turned_bit_is_noticed(name: str, index: NameIndex, tmp_path: Path) -> None:
    write(index, tmp_path / "index")
    path = tmp_path / "index" / name
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 50)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(EditionError):
            open_index(tmp_path / "index")


def flips(whole: bytes) -> Iterator[bytes]:
    """A file with any one of its bits turned."""
    for at, byte in enumerate(whole):
        for bit in range(8):
            yield whole[:at] + bytes([byte ^ 1 << bit]) + whole[at + 1 :]


def test_a_header_with_any_bit_turned_is_refused_or_says_the_same(
    index: NameIndex, tmp_path: Path
) -> None:
    """Seen: one turned bit in where an array begins, and what was a hold was no finding."""
    write(index, tmp_path / "index")
    whole = (tmp_path / "index" / "header.json").read_bytes()
    meant = unsealed(whole, "index", version=FORMAT)
    for turned in flips(whole):
        with suppress(EditionError):
            assert unsealed(turned, "index", version=FORMAT) == meant


def test_an_index_whose_header_has_a_turned_bit_is_not_opened_as_another(
    index: NameIndex, tmp_path: Path
) -> None:
    write(index, tmp_path / "index")
    path = tmp_path / "index" / "header.json"
    for turned in islice(flips(path.read_bytes()), 0, None, 17):
        path.write_bytes(turned)
        with suppress(EditionError):
            assert same(open_index(tmp_path / "index"), index)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"null", b"7", b"[" * 100_000, b"\xff", b"{}", b'{"format": 8}']
)
def test_a_header_that_is_none_is_refused(
    text: bytes, index: NameIndex, tmp_path: Path
) -> None:
    write(index, tmp_path / "index")
    (tmp_path / "index" / "header.json").write_bytes(text)
    with pytest.raises(EditionError):
        open_index(tmp_path / "index")


@pytest.mark.parametrize(
    "place", [["(", [1], 0], ["<i4", ["a"], 0], ["<i4"], ["<i4", [1], 10**30], ["<i4", [-9], 0]]
)
def test_a_sealed_header_of_arrays_that_are_none_is_refused(
    place: list[object], index: NameIndex, tmp_path: Path
) -> None:
    write(index, tmp_path / "index")
    path = tmp_path / "index" / "header.json"
    header = unsealed(path.read_bytes(), "index", version=FORMAT)
    name = min(header["arrays"])
    header["arrays"][name] = place
    path.write_text(sealed(header))
    with pytest.raises(EditionError):
        open_index(tmp_path / "index")


def test_a_lost_page_and_two_that_changed_places_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    pages = [bytes([at]) * 4096 for at in range(1, 6)]
    path.write_bytes(b"".join(pages) + b"end")
    right = checksum_of(path)
    for wrong in (
        [pages[1], pages[0], *pages[2:]], [*pages[:2], bytes(4096), *pages[3:]], pages[:4],
    ):  # fmt: skip
        path.write_bytes(b"".join(wrong) + b"end")
        assert checksum_of(path) != right


def test_another_version_is_refused(index: NameIndex, tmp_path: Path) -> None:
    write(index, tmp_path / "index")
    path = tmp_path / "index" / "header.json"
    header = json.loads(path.read_text()) | {"format": FORMAT + 1}
    path.write_text(json.dumps(header))
    with pytest.raises(EditionError, match="another version"):
        open_index(tmp_path / "index")


def test_an_index_opens_at_once(index: NameIndex, tmp_path: Path) -> None:
    write(index, tmp_path / "index")
    start = time.process_time()
    open_index(tmp_path / "index")
    assert time.process_time() - start < 0.1
