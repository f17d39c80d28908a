"""What an edition is, in the one file of its folder that is read first."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from enduse.errors import EditionError
from enduse.model.edition import Edition
from enduse.model.wire import one_line

_HEADER = "edition.json"
_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed file: its size and SHA-256 before, and the edition that it is kept against."""

    size: int
    sha256: str
    base: str | None


def write(folder: Path, edition: Edition, files: Mapping[str, Packed]) -> None:
    """Write what an edition is into its folder."""
    plain = {"format": _FORMAT, **json.loads(one_line(edition))}
    plain["packed"] = {name: asdict(each) for name, each in files.items()}
    (folder / _HEADER).write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n")


def read(folder: Path) -> Edition:
    """The edition in a folder; `EditionError` where it cannot be read or is of another form."""
    plain = _plain(folder)
    try:
        return Edition(
            list_id=plain["list_id"],
            published=date.fromisoformat(plain["published"]),
            sha256=plain["sha256"],
            entries=plain["entries"],
            names=plain["names"],
            imported=plain["imported"],
            files=tuple((name, sha) for name, sha in plain.get("files", ())),
            rows=tuple((name, count) for name, count in plain.get("rows", ())),
            gaps=tuple(plain.get("gaps", ())),
            issues=plain.get("issues", 0),
            errors=plain.get("errors", 0),
            reader=plain.get("reader", ""),
            checksum=plain.get("checksum", 0),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _broken(folder, error) from error


def packed(folder: Path) -> dict[str, Packed]:
    """The packed files of the edition in a folder, by name."""
    try:
        return {name: Packed(**each) for name, each in _plain(folder)["packed"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise _broken(folder, error) from error


def _plain(folder: Path) -> dict[str, Any]:
    try:
        plain: dict[str, Any] = json.loads((folder / _HEADER).read_text(encoding="utf-8"))
        found = plain["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _broken(folder, error) from error
    if found != _FORMAT:
        expected = f"format {_FORMAT}; import its published files again, from its folder source"
        raise EditionError(str(folder / _HEADER), f"is of format {found}", expected)
    return plain


def _broken(folder: Path, error: Exception) -> EditionError:
    return EditionError(str(folder / _HEADER), f"cannot be read ({error!r})", "an edition")
