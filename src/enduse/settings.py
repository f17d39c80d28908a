"""Settings, read once and handed on. What we do not know is refused, not ignored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import platformdirs

from enduse.errors import SettingsError
from enduse.model.finding import LANGUAGES, Language
from enduse.model.hit import Sensitivity

PREFIX = "ENDUSE_"
_KNOWN = (
    "ENDUSE_DATA", "ENDUSE_HISTORY", "ENDUSE_LANGUAGE", "ENDUSE_PERSON", "ENDUSE_RECORD",
    "ENDUSE_REGIMES", "ENDUSE_REQUIRE", "ENDUSE_SENSITIVITY", "ENDUSE_WEBHOOK_SECRET",
)  # fmt: skip
_RECORDS = ("sqlite:", "postgresql:", "postgres:")
SENSITIVITIES: tuple[Sensitivity, ...] = get_args(Sensitivity)


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation works.

    `data` is the folder where editions and indexes live. `require` names the lists that
    must be loaded and fresh; None lets the regimes of each order say which. `sensitivity`
    says how alike a name must be to be a hit: strict, balanced or wide. `regimes` are the
    laws that bind the exporter whatever an order says: those of his parent's country, say.
    `history` is a file of past orders; None where there is none. `language` is the one in
    which questions are asked. `record` is the URL of the database of the record; None is a
    file of SQLite in the data folder. `person` is who answers for what is recorded.
    `webhook_secret` signs what the watch sends; it is never shown.
    """

    data: Path
    require: tuple[str, ...] | None = None
    sensitivity: Sensitivity = "balanced"
    regimes: tuple[str, ...] = ()
    history: Path | None = None
    language: Language = "en"
    record: str | None = None
    person: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)


def from_env(
    environ: Mapping[str, str],
    *,
    data: Path | None = None,
    require: tuple[str, ...] = (),
    sensitivity: str | None = None,
    history: Path | None = None,
    language: str | None = None,
) -> Settings:
    """Settings from the environment, with what the caller says himself on top.

    `ENDUSE_DATA` is a folder; `ENDUSE_REQUIRE` names lists, split by commas;
    `ENDUSE_SENSITIVITY` is strict, balanced or wide; `ENDUSE_REGIMES` names the laws that bind
    the exporter, split by commas; `ENDUSE_HISTORY` is a file; `ENDUSE_LANGUAGE` is en, nl, de
    or fr; `ENDUSE_RECORD` is the URL of a database, `ENDUSE_PERSON` the name of whoever
    answers for what is recorded; `ENDUSE_WEBHOOK_SECRET` signs what the watch sends. Any other
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
    named = require or _names(environ.get("ENDUSE_REQUIRE", ""))
    laws = tuple(name.upper() for name in _names(environ.get("ENDUSE_REGIMES", "")))
    wanted = sensitivity or environ.get("ENDUSE_SENSITIVITY") or "balanced"
    found = next((each for each in SENSITIVITIES if each == wanted.strip().lower()), None)
    if found is None:
        raise SettingsError("sensitivity", f"{wanted!r} is not one", " or ".join(SENSITIVITIES))
    spoken = language or environ.get("ENDUSE_LANGUAGE") or "en"
    known = next((each for each in LANGUAGES if each == spoken.strip().lower()), None)
    if known is None:
        raise SettingsError("language", f"{spoken!r} is not one", " or ".join(LANGUAGES))
    return Settings(
        data=folder,
        require=named or None,
        sensitivity=found,
        regimes=laws,
        history=_history(environ, history),
        language=known,
        record=_record_url(environ.get("ENDUSE_RECORD", "").strip()),
        person=environ.get("ENDUSE_PERSON", "").strip() or None,
        webhook_secret=environ.get("ENDUSE_WEBHOOK_SECRET", "").strip() or None,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _history(environ: Mapping[str, str], said: Path | None) -> Path | None:
    named = said or (
        Path(text) if (text := environ.get("ENDUSE_HISTORY", "").strip()) else None
    )
    if named is None:
        return None
    path = named.expanduser()
    if not path.is_file():
        raise SettingsError("ENDUSE_HISTORY", f"{path} is no file", "a file of past orders")
    return path


def _record_url(said: str) -> str | None:
    if said and not said.startswith(_RECORDS):
        # What was said is not shown: a URL may hold a password.
        expected = "sqlite:///FILE or postgresql://USER@HOST/DATABASE"
        raise SettingsError("ENDUSE_RECORD", "is no URL of a database we know", expected)
    return said or None
