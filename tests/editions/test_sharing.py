"""Editions share what they have in common, and each stays what it was."""

import contextlib
import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.editions.packs import pack, unpack
from enduse.editions.shelf import Shelf
from enduse.errors import EditionError
from enduse.model.edition import Edition
from enduse.model.listing import Entry, ListedName

FIRST = date(2024, 1, 1)
NAMES = [f"Zavod {number * number} OOO {hex(number * 7919)}" for number in range(400)]


def entries(names: list[str]) -> list[Entry]:
    return [Entry("us_ofac_sdn", n, "company", (ListedName(n),)) for n in names]


def edition(day: date, number: int, count: int) -> Edition:
    sha = f"{number:064x}"[::-1]
    return Edition("us_ofac_sdn", day, sha, count, count, imported=f"{day}T00:00:00+00:00")


def put(shelf: Shelf, number: int, names: list[str], *, day: date | None = None) -> Edition:
    source = "\n".join(names).encode()
    made = edition(day or FIRST + timedelta(days=number), number, len(names))
    return shelf.put(made, entries(names), sources={"sdn.csv": source})


def size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*.zst"))


@given(st.binary(max_size=400), st.binary(max_size=400), st.booleans())
def test_what_is_packed_comes_back_the_same(data: bytes, base: bytes, against: bool) -> None:
    other = base if against else None
    assert unpack(pack(data, other), size=len(data), base=other) == data


@given(st.binary(min_size=1, max_size=200), st.integers(0, 10_000), st.integers(1, 255))
def test_no_byte_of_a_pack_can_change_unseen(data: bytes, at: int, flip: int) -> None:
    packed = bytearray(pack(data))
    packed[at % len(packed)] ^= flip
    with contextlib.suppress(ValueError):  # or it is unpacked, to what it was
        assert unpack(bytes(packed), size=len(data)) == data


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.sets(st.integers(0, 399), max_size=6)),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_comes_in_whatever_order_every_edition_stays_what_it_was(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, set[int]]]
) -> None:
    shelf, known = Shelf(tmp_path_factory.mktemp("shelf")), {}
    for number, (day, without) in enumerate(changes):
        names = [n for at, n in enumerate(NAMES) if at not in without] + [f"New {number}"]
        kept = put(shelf, number, names, day=FIRST + timedelta(days=day))
        known[kept.sha256] = (kept, names)
    for kept, names in known.values():
        assert [e.id for e in shelf.open(kept)] == names
        assert shelf.file(kept, "source/sdn.csv") == "\n".join(names).encode()


def test_an_edition_that_differs_little_takes_little(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    whole = size(shelf.place(put(shelf, 0, NAMES)))
    little = size(shelf.place(put(shelf, 1, [*NAMES[:200], "Novy OOO", *NAMES[201:]])))
    other = size(shelf.place(put(shelf, 2, [n[::-1] for n in NAMES])))
    assert little * 8 < whole
    assert other * 2 > whole


def test_a_lost_base_is_said_and_the_next_edition_does_not_lean_on_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    base = put(shelf, 0, NAMES)
    leans = put(shelf, 1, [*NAMES, "One more OOO"])
    shutil.rmtree(shelf.place(base))
    shutil.rmtree(tmp_path / "us_ofac_sdn" / ".plain")
    with pytest.raises(EditionError, match="2024-01-01"):
        shelf.open(leans)
    fresh = put(shelf, 2, [*NAMES, "Two more OOO"])
    shutil.rmtree(tmp_path / "us_ofac_sdn" / ".plain")
    assert len(shelf.open(fresh)) == len(NAMES) + 1


def test_copies_of_the_last_few_editions_are_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(6):
        put(shelf, number, NAMES[number:])
    copies = sorted(p.name[:10] for p in (tmp_path / "us_ofac_sdn" / ".plain").iterdir())
    assert copies == ["2024-01-04", "2024-01-05", "2024-01-06"]


def test_a_shelf_that_cannot_be_written_can_still_be_read(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    kept = put(shelf, 0, NAMES)
    shutil.rmtree(tmp_path / "us_ofac_sdn" / ".plain")
    (tmp_path / "us_ofac_sdn" / ".plain").write_bytes(b"no folder can be made here")
    assert len(shelf.open(kept)) == len(NAMES)


@pytest.mark.skipif(shutil.which("zstd") is None, reason="the zstd tool is not here")
def test_anybody_can_unpack_an_edition_with_the_zstd_tool(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    base, leans = put(shelf, 0, NAMES), put(shelf, 1, [*NAMES, "One more OOO"])
    packed = json.loads((shelf.place(leans) / "edition.json").read_text())["packed"]
    assert packed["source/sdn.csv"]["base"] == shelf.place(base).name
    out, again = tmp_path / "base", tmp_path / "again"
    first, second = (shelf.place(e) / "source" / "sdn.csv.zst" for e in (base, leans))
    subprocess.run(["zstd", "-qd", str(first), "-o", str(out)], check=True)
    subprocess.run(
        ["zstd", "-qd", f"--patch-from={out}", str(second), "-o", str(again)], check=True
    )
    assert again.read_bytes() == shelf.file(leans, "source/sdn.csv")
