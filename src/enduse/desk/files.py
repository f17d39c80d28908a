"""Files as people hold them: found in folders, and told apart by what is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from enduse.model.unread import Unread
from enduse.papers.kinds import Kind, kind_of

VERDICT = "enduse: verdict"
"""The heading that tells a table that we have written."""

ORDERS = ("json", "table")
"""Forms whose records are orders as they stand; all others are documents."""

_NOT_READ = ("other", "xml")
_READABLE = "a table, JSON, PDF, DOCX, ODT, e-mail, text, UBL or another XML that is known"
_LATER = "copy what it says into a table or JSON, or check it by hand"
_BILL = b'"documentParties"'  # a bill of lading as DCSA writes it
_SWIFT = b"{1:"  # the first block of a message of SWIFT: no name of JSON stands without quotes
_DECIDED = b'"verdict":'


@dataclass(frozen=True, slots=True)
class Held:
    """A file as somebody holds it: its name for words, its bytes, and what it is."""

    name: str
    data: bytes
    kind: Kind


def walk(
    paths: Iterable[Path], *, output: Path | None = None
) -> tuple[list[Path], list[Unread]]:
    """The files of folders, in order of their names, and those passed over, each with why."""
    found: list[Path] = []
    passed: list[Unread] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for each in sorted(path.rglob("*")):
            if not each.is_file():
                continue
            inside = each.relative_to(path)
            if any(part.startswith((".", "~$")) for part in inside.parts):
                passed.append(Unread(str(inside), "is hidden, or a lock of an office program"))
            elif output is not None and each.resolve() == output.resolve():
                passed.append(Unread(str(inside), "is where the answer goes"))
            elif each.suffix.lower() == ".toml":
                passed.append(Unread(str(inside), "is TOML: a mapping or settings, no orders"))
            else:
                found.append(each)
    return found, passed


def held(name: str, data: bytes) -> Held:
    """A file told apart by its contents."""
    return Held(name, data, kind_of(name, data))


def is_orders(file: Held) -> bool:
    """Whether its records are orders as they stand: JSON of ours, or a table."""
    return file.kind.form in ORDERS and _BILL not in file.data and not of_swift(file)


def of_swift(file: Held) -> bool:
    """Whether it begins as a message of SWIFT does, which looks like JSON."""
    return file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_SWIFT)


def unread_kind(file: Held, what: str | None = None) -> Unread | None:
    """That a file is of a kind that no reader takes, or called what it is not; else None.

    XML comes here when no reader has known its kind; `what` may name it better.
    """
    if file.kind.form in _NOT_READ:
        lie = f" ({file.kind.lie})" if file.kind.lie else ""
        found = f"is {what or file.kind.what}, and was not read{lie}"
        return Unread(file.name, found, f"{_READABLE}; {_LATER}", lost=True)
    if file.kind.lie:
        return Unread(file.name, f"was read as what it is: {file.kind.lie}")
    return None


def own_answer(file: Held) -> bool:
    """Whether a file is an answer of ours: decisions, or a table with our columns."""
    if file.kind.form == "json":
        first = file.data.lstrip()[:10_000]
        return first.startswith(b'{"order":') and _DECIDED in first
    return file.kind.form == "table" and VERDICT.encode() in file.data[:10_000]
