"""The orders of before, from the file that the settings name."""

from collections.abc import Sequence

from enduse.errors import OrderError
from enduse.model.history import Past
from enduse.model.issue import Issue
from enduse.places import Places
from enduse.settings import Settings

_SHOWN = 3


def past_file(settings: Settings) -> tuple[str, bytes] | None:
    """Name and bytes of the file of past orders, if the settings name one.

    Raises:
        OrderError: it cannot be read.
    """
    if settings.history is None:
        return None
    try:
        return settings.history.name, settings.history.read_bytes()
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        raise OrderError(str(settings.history), found, "a file of past orders") from error


def past_of(
    file: tuple[str, bytes] | None, places: Places
) -> tuple[Past | None, tuple[Issue, ...]]:
    """What the tests ask of past orders, and one issue for all of it that was not read.

    Raises:
        OrderError: most of the file cannot be read.
        SheetError: it is a spreadsheet that cannot be opened.
    """
    if file is None:
        return None, ()
    from enduse.desk.ledger import Ledger  # with what it imports: few runs have a history
    from enduse.intake.past import read_past

    history = read_past(*file, places)
    return Ledger(history), tuple(_in_one(history.source, history.issues))


def _in_one(source: str, issues: Sequence[Issue]) -> Sequence[Issue]:
    """Every order would repeat the list of bad rows: the first stand for all."""
    if not issues:
        return ()
    shown = "; ".join(
        f"{each.where.removeprefix(source).strip()} {each.says}" for each in issues[:_SHOWN]
    )
    more = "" if len(issues) <= _SHOWN else f"; and {len(issues) - _SHOWN} more such"
    return (Issue(f"history {source}", f"was not read whole: {shown}{more}"),)
