"""The files of `enduse check`: what each is, how it is read, and what is left over."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from enduse.desk import files as found_files
from enduse.model.unread import Unread
from enduse.serve.cli.accept import settle
from enduse.serve.cli.answer import STDIN
from enduse.serve.cli.gathered import Gathered, Job, Wanted

_STDIN_NAME = "standard input"
Tables = list[tuple[Job, found_files.Held]]


def gather(names: Sequence[str], wanted: Wanted, *, output: Path | None) -> Gathered:
    """Find the files, tell them apart, and settle how each is read.

    Ends the run with status 2 where a guess waits for somebody to look at it, and with 0
    where it was only to be saved.
    """
    made = Gathered()
    tables: Tables = []
    for job in _jobs(names, made, output=output):
        data = job.raw if job.raw is not None else _bytes(job, made)
        if data is None:
            continue
        file = found_files.held(job.name, data)
        if job.inside and found_files.own_answer(file):
            made.unread.append(Unread(job.name, "is an answer of ours, and was passed over"))
        elif found_files.is_orders(file):
            _take(job, file, made, tables)
        else:
            _open(file, made)
    asked = STDIN not in names
    for file in made.found.files if made.found else ():
        _take(Job(file.name, raw=file.data, inside=True), file, made, tables)
    if tables or wanted.save or wanted.mappings:
        settle(tables, wanted, made, asked=asked)
    if made.found is not None:
        from enduse.serve.cli.accept_papers import settle_documents

        made.unread += made.found.unread
        settle_documents(made.found, wanted, made, asked=asked)
    return made


def _take(job: Job, file: found_files.Held, made: Gathered, tables: Tables) -> None:
    """A table, whose reading is to be settled, or JSON."""
    if (odd := found_files.unread_kind(file)) is not None:
        made.unread.append(odd)
    if file.kind.form == "table":
        job.raw = file.data
        tables.append((job, file))
    made.jobs.append(job)


def _open(file: found_files.Held, made: Gathered) -> None:
    """A document, opened by its own reader: only who holds one pays for those."""
    from enduse.desk.documents import Found, open_file

    made.found = made.found or Found()
    made.found.add(open_file(file))


def _jobs(names: Sequence[str], made: Gathered, *, output: Path | None) -> Iterator[Job]:
    """Each file: named, or found in a folder (`inside`)."""
    for name in names:
        if name == STDIN:
            yield Job(_STDIN_NAME, raw=sys.stdin.buffer.read())
            continue
        path = Path(name)
        paths, passed = found_files.walk([path], output=output)
        made.unread += passed
        inside = path.is_dir()
        if inside and not paths:
            made.unread.append(Unread(name, "holds no file", "a folder with orders", lost=True))
        for each in paths:
            shown = str(each.relative_to(path)) if inside else each.name
            yield Job(shown, path=each, inside=inside)


def _bytes(job: Job, made: Gathered) -> bytes | None:
    try:
        return job.path.read_bytes() if job.path else b""
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        made.unread.append(Unread(job.name, found, "a file that this user may read", lost=True))
        return None
