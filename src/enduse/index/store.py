"""An index as a folder of plain files: written whole or not at all, read by mapping.

All arrays are in one file, one behind the other; the words and keys are lines of text.
`header.json` says the version, where each array begins, and how many of each there must be;
it holds the checksums of the others, and one of itself.
"""

import mmap
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from enduse.errors import EditionError
from enduse.index.index import NameIndex
from enduse.index.keys import Words
from enduse.index.lines import Lines
from enduse.index.sealed import DAMAGE, sealed, unsealed
from enduse.index.texts import Texts
from enduse.index.whole import check_whole, checksums_of

FORMAT = 8
"""The version of the layout. A folder of another version is refused, to be built anew."""

_TEXTS = ("words", "keys")
_WORDS = ("said", "runs")
_HEADER = "header.json"
_NUMBERS = "arrays.bin"
_ALIGNED = 64


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
    arrays, texts, rows = open_parts(folder, arrays=_ARRAYS, texts=_TEXTS)
    return _joined(arrays, texts, rows)


def open_parts(
    folder: Path, *, arrays: Sequence[str], texts: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Texts], int]:
    """The named arrays, mapped, the named texts, and the count of rows; as `write_parts` wrote.

    Raises `EditionError` where any of it is not as it was written.
    """
    try:
        text = (folder / _HEADER).read_bytes()
        header = unsealed(text, str(folder), version=FORMAT)
        check_whole(folder, {name: header["checksums"][name] for name in _files(texts)})
        found = _mapped(folder / _NUMBERS, header["arrays"], arrays)
        lines = {
            name: Texts((folder / f"{name}.txt").read_bytes(), header["counts"][name])
            for name in texts
        }
    except DAMAGE as error:
        raise EditionError(str(folder), str(error), "a complete index") from error
    _check(folder, header, found | lines)
    return found, lines, header["rows"]


def parts(index: NameIndex) -> tuple[dict[str, Any], dict[str, Any]]:
    """The arrays of an index and of what it consists of, by name; and its texts."""
    arrays = {f"index-{name}": getattr(index, name) for name in _of(NameIndex)}
    return arrays | parts_of_lines(index.lines), {
        "words": index.lines.words,
        "keys": index.keys,
    }


def parts_of_lines(lines: Lines) -> dict[str, Any]:
    """The arrays of lines, by name; their words are a text."""
    arrays = {f"lines-{name}": getattr(lines, name) for name in _of(Lines)}
    for part in _WORDS:
        words = getattr(lines, part)
        arrays |= {f"{part}-{name}": getattr(words, name) for name in Words._fields}
    return arrays


def lines_of(arrays: Mapping[str, Any], words: Sequence[str]) -> Lines:
    """The lines that these parts are of."""
    said, runs = (Words(**_part(arrays, name)) for name in _WORDS)
    return Lines(words=words, said=said, runs=runs, **_part(arrays, "lines"))


def _joined(arrays: Mapping[str, Any], texts: Mapping[str, Any], rows: int) -> NameIndex:
    """The index of these parts."""
    lines = lines_of(arrays, texts["words"])
    return NameIndex(lines=lines, keys=texts["keys"], rows=rows, **_part(arrays, "index"))


def _part(arrays: Mapping[str, Any], start: str) -> dict[str, Any]:
    return {
        name.removeprefix(f"{start}-"): array
        for name, array in arrays.items()
        if name.startswith(f"{start}-")
    }


def _of(kind: type[NameIndex] | type[Lines]) -> tuple[str, ...]:
    """The fields that are arrays."""
    other = {"lines", "keys", "rows", "words", *_WORDS}
    return tuple(field.name for field in fields(kind) if field.name not in other)


ARRAYS_OF_LINES = (
    *(f"lines-{name}" for name in _of(Lines)),
    *(f"{part}-{name}" for part in _WORDS for name in Words._fields),
)
_ARRAYS = (*(f"index-{name}" for name in _of(NameIndex)), *ARRAYS_OF_LINES)


def _write_files(index: NameIndex, folder: Path) -> None:
    arrays, texts = parts(index)
    write_parts(folder, arrays, texts, rows=index.rows)


def write_parts(
    folder: Path, arrays: Mapping[str, Any], texts: Mapping[str, Sequence[str]], *, rows: int
) -> None:
    """Write arrays and texts into a folder that is there. `OSError` where the disk refuses."""
    places: dict[str, list[object]] = {}
    with (folder / _NUMBERS).open("wb") as file:
        for name, array in arrays.items():
            file.write(bytes(-file.tell() % _ALIGNED))
            places[name] = [array.dtype.str, list(array.shape), file.tell()]
            file.write(np.ascontiguousarray(array).tobytes())
        file.write(bytes(1))  # an empty file cannot be mapped
    for name, lines in texts.items():
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    counts = {name: len(part) for name, part in (*arrays.items(), *texts.items())}
    header = {
        "format": FORMAT, "rows": rows, "counts": counts, "arrays": places,
        "checksums": checksums_of(folder, _files(texts)),
    }  # fmt: skip
    (folder / _HEADER).write_text(sealed(header), encoding="utf-8")


def _files(texts: Iterable[str]) -> list[str]:
    return [_NUMBERS, *(f"{name}.txt" for name in texts)]


def _mapped(path: Path, places: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The arrays of a file, none of which is read. No array can be of Python's objects."""
    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    found = {}
    for name in names:
        kind, shape, start = places[name]
        count = int(np.prod(shape))
        found[name] = np.frombuffer(held, np.dtype(kind), count, start).reshape(shape)
    return found


def _swap(fresh: Path, folder: Path) -> None:
    """Put the fresh folder in place. A folder that has files cannot be renamed over."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".new-{folder.name}-old-", dir=folder.parent))
    folder.rename(old / "gone")
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _check(folder: Path, header: Mapping[str, Any], parts: Mapping[str, Any]) -> None:
    counts = {name: len(part) for name, part in parts.items()}
    if counts != header.get("counts") or not isinstance(header.get("rows"), int):
        raise EditionError(str(folder), "files that do not fit each other", "a whole index")
