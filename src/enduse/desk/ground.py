"""All that an answer rests on beside the order and the program: what a desk is opened on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from enduse.assess.pages import Pages
from enduse.desk.goods_tables import Recovered, recovered_on
from enduse.desk.parties import rulings_data
from enduse.desk.past import past_file
from enduse.desk.policy import policy_data
from enduse.desk.shelved import Shelved, on_shelf
from enduse.desk.tuned import data_of
from enduse.settings import Settings

Named = tuple[str, bytes]
"""A file by its name, with what is in it."""

HANDED = -1
"""In place of an entry: what people decided was handed over ready by a program."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a desk is opened on. Two desks of one program on one ground answer alike.

    Files of the user's own are here as bytes, so that what was read is what is recorded.
    `rules` and `starter` are None where those that are shipped are in force. `past` says
    that past orders were handed over ready by a program, so that no file holds them. `policy`
    is the user's own on what people decide, and `settled` the newest entry of the record by
    which they did: what came behind it was not known. None is all that the record holds.
    """

    moment: datetime
    settings: Settings
    lists: tuple[Shelved, ...]
    recovered: Recovered
    owners: tuple[Named, ...] = ()
    history: Named | None = None
    tuned: bytes | None = None
    rulings: bytes | None = None
    rules: Pages | None = None
    starter: bytes | None = None
    past: bool = False
    policy: bytes | None = None
    settled: int | None = None

    @property
    def day(self) -> date:
        """The day that is decided as of."""
        return self.moment.date()

    def on(self, settings: Settings) -> "Ground":
        """The same, where the data folder of other settings is."""
        return replace(self, settings=replace(self.settings, data=settings.data))


def ground_of(
    settings: Settings,
    *,
    as_of: date | None = None,
    owners: Sequence[Named] = (),
    past: bool = False,
) -> Ground:
    """What the answers of an installation rest on as of a day, or now.

    Raises:
        SettingsError: the tuned set or the rulings are there and cannot be read.
        OrderError: so with the file of past orders.
    """
    now = datetime.now(UTC)
    moment = now if as_of is None else datetime.combine(as_of, time(), UTC)
    return Ground(
        moment=moment.replace(microsecond=0),
        settings=settings,
        lists=on_shelf(settings, moment.date()),
        recovered=recovered_on(settings, as_of=moment.date()),
        owners=tuple(owners),
        history=None if past else past_file(settings),
        tuned=data_of(settings),
        rulings=rulings_data(settings),
        past=past,
        policy=policy_data(settings),
    )
