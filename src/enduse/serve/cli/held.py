"""The files of `enduse check`: what each is, how it is read, and what is left over."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from enduse.desk import files as found_files
from enduse.model.unread import Unread
from enduse.serve.cli.accept import settle
from enduse.serve.cli.gathered import STDIN, Gathered, Job, Wanted

_STDIN_NAME = "standard input"


def gather(names: Sequence[str], wanted: Wanted, *, output: Path | None) -> Gathered:
    """Find the files, tell them apart, and settle how each table is read.

    Ends the run with status 2 where a guess waits for somebody to look at it, and with 0
    where it was only to be saved.
    """
    made = Gathered()
    tables: list[tuple[Job, found_files.Held]] = []
    for job, inside in _jobs(names, made, output=output):
        data = job.raw if job.raw is not None else _bytes(job, made)
        if data is None:
            continue
        file = found_files.held(job.name, data)
        if inside and found_files.own_answer(file):
            made.unread.append(Unread(job.name, "is an answer of ours, and was passed over"))
            continue
        if (odd := found_files.unread_kind(file)) is not None:
            made.unread.append(odd)
        if file.kind.form == "table":
            job.raw = data
            tables.append((job, file))
        if file.kind.form in found_files.FORMS:
            made.jobs.append(job)
        job.inside = inside
    if tables or wanted.save or wanted.mappings:
        settle(tables, wanted, made, asked=STDIN not in names)
    return made


def _jobs(
    names: Sequence[str], made: Gathered, *, output: Path | None
) -> Iterator[tuple[Job, bool]]:
    """Each file, and whether it was found in a folder rather than named."""
    for name in names:
        if name == STDIN:
            yield Job(_STDIN_NAME, raw=sys.stdin.buffer.read()), False
            continue
        path = Path(name)
        paths, passed = found_files.walk([path], output=output)
        made.unread += passed
        inside = path.is_dir()
        if inside and not paths:
            made.unread.append(Unread(name, "holds no file", "a folder with orders", lost=True))
        for each in paths:
            shown = str(each.relative_to(path)) if inside else each.name
            yield Job(shown, path=each), inside


def _bytes(job: Job, made: Gathered) -> bytes | None:
    try:
        return job.path.read_bytes() if job.path else b""
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        made.unread.append(Unread(job.name, found, "a file that this user may read", lost=True))
        return None
