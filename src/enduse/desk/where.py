"""Where in the data folder the record lies: known without importing any database."""

from pathlib import Path

from enduse.settings import Settings

FOLDER, FILE = "record", "record.sqlite"
"""The folder of the record, and in it the file of SQLite."""


def home_of(settings: Settings) -> Path:
    """Where key, checkpoints and the file of SQLite lie."""
    return settings.data / FOLDER


def may_be_recorded(settings: Settings) -> bool:
    """Whether there may be a record: there is its file, or another database is named."""
    try:
        return settings.record is not None or (home_of(settings) / FILE).exists()
    except OSError:
        return True  # what we may not look into: reading it says why
