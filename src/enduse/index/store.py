"""An index as a folder of plain files: written whole or not at all, read by mapping.

Each array is one .npy file, the words and keys are lines of text, and `header.json` says
the version and how many of each there must be.
"""

import json
import shutil
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from enduse.errors import EditionError
from enduse.index.index import NameIndex
from enduse.index.keys import Words
from enduse.index.lines import Lines

FORMAT = 6
"""The version of the layout. A folder of another version is refused, to be built anew."""

_TEXTS = ("words", "keys")
_WORDS = ("said", "runs")
_HEADER = "header.json"


def write(index: NameIndex, folder: Path) -> None:
    """Write the index to `folder`, in place of what was there.

    Whoever reads sees the old files or the new ones, never some of each: the files are
    written beside the folder and moved there in one step. Raises `EditionError` where the
    disk refuses.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".new-{folder.name}-", dir=folder.parent))
        try:
            _write_files(index, fresh)
            _swap(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise EditionError(str(folder), str(error), "a folder that can be written") from error


def open_index(folder: Path) -> NameIndex:
    """Open a written index without reading its arrays into memory.

    Raises `EditionError` where a file is missing or torn, or of another version: such a
    folder must be built anew, and is never half read.
    """
    try:
        header = json.loads((folder / _HEADER).read_text(encoding="utf-8"))
        check_whole(folder, header["checksums"])
        arrays = {
            name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            for name in _ARRAYS
        }
        texts = {name: _text(folder / f"{name}.txt") for name in _TEXTS}
    except (OSError, ValueError, EOFError, KeyError, AttributeError, TypeError) as error:
        raise EditionError(str(folder), str(error), "a complete index") from error
    _check(folder, header, arrays | texts)
    return _joined(arrays, texts, header["rows"])


def check_whole(folder: Path, checksums: Mapping[str, int]) -> None:
    """Raise `EditionError` where a file is not as it was written.

    3 ms for 5 MB: a disk that lost a page must not read as "nothing found".
    """
    for name, checksum in checksums.items():
        if zlib.crc32((folder / name).read_bytes()) != checksum:
            raise EditionError(str(folder), f"{name} is damaged", "a complete index")


def parts(index: NameIndex) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arrays of an index and of what it consists of, by name; and its texts."""
    arrays = {f"index-{name}": getattr(index, name) for name in _of(NameIndex)}
    arrays |= {f"lines-{name}": getattr(index.lines, name) for name in _of(Lines)}
    for part in _WORDS:
        words = getattr(index.lines, part)
        arrays |= {f"{part}-{name}": getattr(words, name) for name in Words._fields}
    return arrays, {"words": index.lines.words, "keys": index.keys}


def _joined(arrays: Mapping[str, Any], texts: Mapping[str, Any], rows: int) -> NameIndex:
    """The index of these parts."""

    def part(start: str) -> dict[str, Any]:
        return {
            name.removeprefix(f"{start}-"): array
            for name, array in arrays.items()
            if name.startswith(f"{start}-")
        }

    said, runs = (Words(**part(name)) for name in _WORDS)
    lines = Lines(words=texts["words"], said=said, runs=runs, **part("lines"))
    return NameIndex(lines=lines, keys=texts["keys"], rows=rows, **part("index"))


def _of(kind: type[NameIndex] | type[Lines]) -> tuple[str, ...]:
    """The fields that are arrays."""
    other = {"lines", "keys", "rows", "words", *_WORDS}
    return tuple(field.name for field in fields(kind) if field.name not in other)


_ARRAYS = (
    *(f"index-{name}" for name in _of(NameIndex)),
    *(f"lines-{name}" for name in _of(Lines)),
    *(f"{part}-{name}" for part in _WORDS for name in Words._fields),
)


def _write_files(index: NameIndex, folder: Path) -> None:
    arrays, texts = parts(index)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    for name, lines in texts.items():
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    counts = {name: len(part) for name, part in (arrays | texts).items()}
    sums = {path.name: zlib.crc32(path.read_bytes()) for path in folder.iterdir()}
    header = {"format": FORMAT, "rows": index.rows, "counts": counts, "checksums": sums}
    (folder / _HEADER).write_text(json.dumps(header), encoding="utf-8")


def _swap(fresh: Path, folder: Path) -> None:
    """Put the fresh folder in place. A folder that has files cannot be renamed over."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".new-{folder.name}-old-", dir=folder.parent))
    folder.rename(old / "gone")
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _text(path: Path) -> tuple[str, ...]:
    text = path.read_text(encoding="utf-8")
    return tuple(text.split("\n")) if text else ()


def _check(folder: Path, header: object, parts: Mapping[str, Any]) -> None:
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise EditionError(str(folder), "an index of another version", f"format {FORMAT}")
    counts = {name: len(part) for name, part in parts.items()}
    if counts != header.get("counts") or not isinstance(header.get("rows"), int):
        raise EditionError(str(folder), "files that do not fit each other", "a whole index")
