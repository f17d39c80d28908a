"""Exports of the record on their way into a file."""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from enduse.report.words import printable

HEAD = """What is recorded of {name}

Each entry in which the name stands is shown with what it tells of {name}. What it tells of
others is left out, and counted as "withheld". "basis" is what a decision was made on.
"""


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """A file beside another, which takes its place when all of it is written."""
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        yield beside
        os.link(beside, output)  # not a rename: that would replace what came there meanwhile
    finally:
        beside.unlink(missing_ok=True)


def as_lines(output: Path, lines: Iterable[str]) -> int:
    """Write lines as they come."""
    with whole(output) as beside, beside.open("w", encoding="utf-8") as file:
        return sum(1 for each in lines if file.write(each))


def as_json(output: Path, name: str, entries: Iterable[dict[str, Any]]) -> int:
    """Write one JSON document, an entry at a time."""
    count = 0
    with whole(output) as beside, beside.open("w", encoding="utf-8") as file:
        file.write(f'{{"subject": {json.dumps(name, ensure_ascii=False)},\n "entries": [')
        for each in entries:
            file.write(",\n  " if count else "\n  ")
            file.write(json.dumps(each, ensure_ascii=False))
            count += 1
        file.write("\n ]}\n")
    return count


def as_zip(
    output: Path, name: str, first: Iterable[dict[str, Any]], again: Iterable[dict[str, Any]]
) -> int:
    """Write a page for people and lines of JSON for programs, from the same entries twice."""
    count = 0
    with whole(output) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as pack:
        with pack.open("recorded.txt", "w", force_zip64=True) as page:
            page.write(HEAD.format(name=printable(name)).encode())
            for each in first:
                page.write(text_of(each).encode())
                count += 1
        with pack.open("recorded.jsonl", "w", force_zip64=True) as lines:
            for each in again:
                lines.write(json.dumps(each, ensure_ascii=False).encode() + b"\n")
    return count


def text_of(entry: dict[str, Any]) -> str:
    """An entry as people read it."""
    moment = f"{entry['moment'][:16].replace('T', ' ')} UTC"
    lines = ["", f"Entry {entry['entry']}, {moment}: {entry['kind']}"]
    for name, value in entry["parts"].items():
        lines += [f"  {name}", *(f"    {each}" for each in _shown(value))]
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    if isinstance(value, dict):
        for key, each in value.items():
            inner = list(_shown(each))
            if isinstance(each, dict | list) and inner:
                yield f"{printable(str(key))}:"
                yield from (f"  {line}" for line in inner)
            else:
                yield f"{printable(str(key))}: {inner[0] if inner else 'none'}"
    elif isinstance(value, list):
        for each in value:
            inner = list(_shown(each))
            yield from (f"{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(inner))
    else:
        yield "not known" if value is None else printable(str(value)).replace("\n", " ")
