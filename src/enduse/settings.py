"""Settings, read once and handed on. What we do not know is refused, not ignored."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import platformdirs

from enduse.errors import SettingsError
from enduse.model.hit import Sensitivity

PREFIX = "ENDUSE_"
_KNOWN = (
    "ENDUSE_DATA",
    "ENDUSE_REQUIRE",
    "ENDUSE_SENSITIVITY",
    "ENDUSE_RECORD",
    "ENDUSE_PERSON",
)
_RECORDS = ("sqlite:", "postgresql:", "postgres:")
SENSITIVITIES: tuple[Sensitivity, ...] = get_args(Sensitivity)


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation works.

    `data` is the folder where editions and indexes live. `require` names the lists that
    must be loaded and fresh; None lets the regimes of each order say which. `sensitivity`
    says how alike a name must be to be a hit: strict, balanced or wide. `record` is the URL
    of the database of the record; None is a file of SQLite in the data folder. `person` is
    who answers for what is recorded.
    """

    data: Path
    require: tuple[str, ...] | None = None
    sensitivity: Sensitivity = "balanced"
    record: str | None = None
    person: str | None = None


def from_env(
    environ: Mapping[str, str],
    *,
    data: Path | None = None,
    require: tuple[str, ...] = (),
    sensitivity: str | None = None,
    person: str | None = None,
) -> Settings:
    """Settings from the environment, with what the caller says himself on top.

    `ENDUSE_DATA` is a folder; `ENDUSE_REQUIRE` names lists, split by commas;
    `ENDUSE_SENSITIVITY` is strict, balanced or wide; `ENDUSE_RECORD` is the URL of a database,
    `ENDUSE_PERSON` the name of whoever answers for what is recorded. Any other
    variable that starts with `ENDUSE_` raises `SettingsError`: a mistyped setting must not
    leave another one in force.
    """
    for name in environ:
        if name.startswith(PREFIX) and name not in _KNOWN:
            raise SettingsError(name, "is not a setting", " or ".join(_KNOWN))
    said = data or Path(environ.get("ENDUSE_DATA") or platformdirs.user_data_dir("enduse"))
    folder = said.expanduser()
    if folder.exists() and not folder.is_dir():
        raise SettingsError("ENDUSE_DATA", f"{folder} is a file", "a folder")
    named = require or tuple(
        name for part in environ.get("ENDUSE_REQUIRE", "").split(",") if (name := part.strip())
    )
    wanted = sensitivity or environ.get("ENDUSE_SENSITIVITY") or "balanced"
    found = next((each for each in SENSITIVITIES if each == wanted.strip().lower()), None)
    if found is None:
        raise SettingsError("sensitivity", f"{wanted!r} is not one", " or ".join(SENSITIVITIES))
    return Settings(
        data=folder,
        require=named or None,
        sensitivity=found,
        record=_record_url(environ.get("ENDUSE_RECORD", "").strip()),
        person=(person or environ.get("ENDUSE_PERSON") or "").strip() or None,
    )


def _record_url(said: str) -> str | None:
    if said and not said.startswith(_RECORDS):
        # What was said is not shown: a URL may hold a password.
        expected = "sqlite:///FILE or postgresql://USER@HOST/DATABASE"
        raise SettingsError("ENDUSE_RECORD", "is no URL of a database we know", expected)
    return said or None
