"""Options that several commands take."""

import getpass
import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from enduse.settings import Settings, from_env


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
    person: str | None = None,
) -> Settings:
    """Settings from the environment, with the command line on top."""
    named = tuple(name.strip() for each in require or () for name in each.split(","))
    wanted = tuple(name for name in named if name)
    return from_env(
        os.environ, data=data, require=wanted, sensitivity=sensitivity, person=person
    )


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
