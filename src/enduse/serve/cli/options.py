"""Options that several commands take."""

import getpass
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from enduse.settings import Settings, from_env

Owners = Annotated[
    list[Path] | None,
    typer.Option(
        "--owners",
        metavar="FILE",
        help="Who owns whom: BODS, GLEIF, UK PSC, or a CSV of owner, owned, share; repeatable.",
    ),
]


def day(text: str | None) -> date | None:
    """A day from the command line, ISO 8601."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no day; expected one such as 2024-05-03"
        raise typer.BadParameter(message) from error


def settings(
    data: Path | None,
    require: list[str] | None = None,
    sensitivity: str | None = None,
    language: str | None = None,
    *,
    history: Path | None = None,
    person: str | None = None,
) -> Settings:
    """Settings from the environment, with the command line on top."""
    named = tuple(name.strip() for each in require or () for name in each.split(","))
    wanted = tuple(name for name in named if name)
    found = from_env(
        os.environ,
        data=data,
        require=wanted,
        sensitivity=sensitivity,
        language=language,
        history=history,
    )
    return replace(found, person=person.strip()) if person and person.strip() else found


def owners(files: list[Path] | None) -> list[tuple[str, bytes]]:
    """Files on owners by name, with what is in them."""
    missing = next((each for each in files or () if not each.is_file()), None)
    if missing is not None:
        message = f"{missing} is not a file"
        raise typer.BadParameter(message)
    return [(each.name, each.read_bytes()) for each in files or ()]


def person_of(settings: Settings) -> str:
    """Who answers for what is recorded: as said, else whoever is logged in here."""
    if settings.person:
        return settings.person
    try:
        return f"login {getpass.getuser()}"
    except (OSError, KeyError) as error:  # a container may know no name for its user
        message = "nobody is named, and the system knows no login; expected --person NAME"
        raise typer.BadParameter(message) from error


Data = Annotated[
    Path | None,
    typer.Option("--data", help="Where editions and indexes live.", envvar="ENDUSE_DATA"),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Decide as on that day: its lists, its rules."
    ),
]
Require = Annotated[
    list[str] | None,
    typer.Option(
        "--require",
        metavar="LIST",
        help="A list that must be loaded and fresh; repeatable. Default: by the regimes.",
    ),
]
PastOrders = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="FILE",
        help="Past orders (CSV, XLSX, ODS, Parquet, JSON Lines), to hold these against.",
        envvar="ENDUSE_HISTORY",
    ),
]
Answer = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write there, not to the terminal. Without --format, a .csv or .xlsx is the table "
        "that was read, with columns added.",
    ),
]
Mappings = Annotated[
    list[Path] | None,
    typer.Option(
        "--mapping", metavar="FILE", help="Which columns of a table hold what; repeatable."
    ),
]
Yes = Annotated[
    bool,
    typer.Option("--yes", help="Read tables and documents as guessed; each decision says so."),
]
Recorded = Annotated[
    bool, typer.Option("--record", help="Record every decision before it is printed.")
]
SaveOrders = Annotated[
    Path | None,
    typer.Option(
        "--save-orders",
        metavar="FILE",
        help="Keep what documents read as, as JSON Lines, to be changed; end.",
    ),
]
SaveMapping = Annotated[
    Path | None,
    typer.Option(
        "--save-mapping", metavar="FILE", help="Keep the guess as a file, to be changed; end."
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="en|nl|de|fr", help="In which language to ask. Default: en."
    ),
]
Sensitive = Annotated[
    str | None,
    typer.Option(
        "--sensitivity",
        metavar="strict|balanced|wide",
        help="How alike a name must be to be a hit. Default: balanced.",
    ),
]
Person = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="NAME",
        help="Who answers for it. Default: ENDUSE_PERSON, or the login.",
    ),
]
