"""Answers on their way to whoever reads them: a pipe may close, and a disk may be full."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from uuid import uuid4

import typer

from enduse.errors import OrderError
from enduse.serve.cli.exits import USAGE

STDIN = "-"


@contextmanager
def answering() -> Iterator[None]:
    """What is printed inside gets out, or it is said in words that it did not: status 2.

    A reader that has gone (`| head`) has read enough: that is no trouble. A question that
    cannot be asked as it was written is a mistake of usage.
    """
    try:
        yield
        sys.stdout.flush()
    except OrderError as error:
        raise typer.BadParameter(str(error)) from error
    except SystemExit:
        return  # how Rich leaves where the reader has gone
    except OSError as error:
        silence()
        if error.errno == errno.EPIPE:
            return
        says = f"enduse: the answer could not be written: {error.strerror}"
        typer.echo(says, err=True)
        raise typer.Exit(USAGE) from error


def replace(output: Path, made: bytes) -> None:
    """Whole or not at all: the file may be the one that was read, and the disk full."""
    place = output.resolve()
    part = place.with_name(
        f".{uuid4().hex}.part"
    )  # its own name may be the longest there can be
    try:
        with part.open("xb") as stream:
            stream.write(made)
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            shutil.copymode(place, part)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def standard() -> TextIO:
    """Standard output, which writes every script or shows its signs by number."""
    # Names come in every script; a terminal that cannot show one must not lose the rest.
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    return sys.stdout


def refuse_paths(names: Sequence[str], output: Path | None, *, piped: bool = True) -> None:
    """Stop where a file is not there, or the answer has no folder.

    Where something may be `piped`, "-" is standard input.
    """
    for name in names:
        if not (piped and name == STDIN) and not Path(name).exists():
            message = f"{name} is not a file"
            raise typer.BadParameter(message)
    if output and not output.parent.is_dir():
        message = f"{output.parent} is not a folder"
        raise typer.BadParameter(message)


def silence() -> None:
    """Let what is left in the buffer go nowhere, so that leaving does not fail once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
