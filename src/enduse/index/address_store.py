"""An index of addresses: made from listed ones, written as plain files, opened by mapping.

`numbers.npy` holds every array of numbers, one behind the other, `sounds.npy` the sounds,
`keys.txt` the keys. `header.json` has their lengths and checksums, and its own.
"""

from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

import numpy as np

from enduse.errors import EditionError
from enduse.index.address_index import BOX, HOUSE, SOUND_WIDTH, AddressIndex
from enduse.index.sealed import DAMAGE, sealed, unsealed
from enduse.index.shares import by_length
from enduse.index.whole import check_whole, checksums_of
from enduse.names.address import Address
from enduse.names.sound import skeleton

FORMAT = 3
"""The version of the layout. A folder of another version is refused, to be built anew."""

_NUMBERS = ("entries", "places", "postings", "row", "number", "housed")
_FILES = ("numbers.npy", "sounds.npy", "keys.txt")
_HEADER = "header.json"


def build_addresses(listed: Iterable[tuple[int, int, Address]]) -> AddressIndex:
    """Index addresses given as (row, number, address). Their order changes nothing."""
    kept = sorted(listed, key=lambda each: each[:2])
    holders: dict[str, list[int]] = {}
    rows_of: dict[str, set[int]] = {}
    for at, (row, _, address) in enumerate(kept):
        for key in keys_of(address):
            holders.setdefault(key, []).append(at)
        for word in {*address.words, *address.places}:
            rows_of.setdefault(word, set()).add(row)
    keys = sorted({*holders, *rows_of}, key=by_length)
    held = [holders.get(key, []) for key in keys]
    sounds = [skeleton(key).encode()[:SOUND_WIDTH] if key.isalpha() else b"" for key in keys]
    return AddressIndex(
        keys=tuple(keys),
        sounds=np.array(sounds, dtype=f"S{SOUND_WIDTH}"),
        entries=np.array([len(rows_of.get(key, ())) for key in keys], dtype=np.int32),
        places=np.array([0, *accumulate(map(len, held))], dtype=np.int32),
        postings=np.array([at for each in held for at in each], dtype=np.int32),
        row=np.array([row for row, _, _ in kept], dtype=np.int32),
        number=np.array([number for _, number, _ in kept], dtype=np.int32),
        housed=np.array([bool(a.houses or a.parts) for _, _, a in kept], dtype=np.int32),
        rows=len({row for row, _, _ in kept}),
    )


def keys_of(address: Address) -> set[str]:
    """What an address can be found by."""
    keys = set(address.words)
    keys.update(HOUSE + house for house in address.houses or address.parts)
    keys.update(BOX + box for box in address.boxes)
    return keys


def write_addresses(index: AddressIndex, folder: Path) -> None:
    """Write the index into an empty folder. Raises `EditionError` where the disk refuses."""
    arrays = [getattr(index, name) for name in _NUMBERS]
    try:
        np.save(folder / "numbers.npy", np.concatenate(arrays), allow_pickle=False)
        np.save(folder / "sounds.npy", index.sounds, allow_pickle=False)
        (folder / "keys.txt").write_text("\n".join(index.keys), encoding="utf-8")
        header = {
            "format": FORMAT,
            "rows": index.rows,
            "keys": len(index.keys),
            "lengths": [len(array) for array in arrays],
            "checksums": checksums_of(folder, _FILES),
        }
        (folder / _HEADER).write_text(sealed(header), encoding="utf-8")
    except OSError as error:
        raise EditionError(str(folder), str(error), "a folder that can be written") from error


def open_addresses(folder: Path) -> AddressIndex:
    """Open a written index without reading its arrays into memory.

    Raises `EditionError` where a file is missing or torn, or of another version: such a
    folder must be built anew, and is never half read.
    """
    try:
        text = (folder / _HEADER).read_bytes()
        header = unsealed(text, str(folder), version=FORMAT)
        check_whole(folder, {name: header["checksums"][name] for name in _FILES})
        numbers = np.load(folder / "numbers.npy", mmap_mode="r", allow_pickle=False)
        sounds = np.load(folder / "sounds.npy", mmap_mode="r", allow_pickle=False)
        words = (folder / "keys.txt").read_text(encoding="utf-8")
        keys = tuple(words.split("\n")) if header["keys"] else ()
        ends = list(accumulate(header["lengths"]))
        parts = dict(zip(_NUMBERS, np.split(numbers, ends[:-1]), strict=True))
        return AddressIndex(keys=keys, sounds=sounds, rows=header["rows"], **parts)
    except DAMAGE as error:
        raise EditionError(str(folder), str(error), "a complete index") from error
