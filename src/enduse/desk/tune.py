"""What a file of innocents says of the thresholds; `tuned` puts it in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from enduse.desk.sources import STARTER, Loaded, faults_of, load
from enduse.desk.tuned import in_force, put
from enduse.editions.shelf import fingerprint
from enduse.errors import EditionError, ListError, SettingsError
from enduse.index.interval import interval
from enduse.index.model import load as load_model
from enduse.index.thresholds import thresholds
from enduse.index.tuning import ALARMS, LOWEST, Level, needs, set_levels
from enduse.intake.innocents import read_innocents
from enduse.intake.order import Given
from enduse.model.decision import EditionUsed
from enduse.model.hit import Sensitivity
from enduse.model.same import key_of
from enduse.model.tuned import Tuned, TunedBy
from enduse.names.ready import ReadyName
from enduse.places import Places
from enduse.screen.facts import Asked
from enduse.screen.innocents import Near, comparable, nearest
from enduse.screen.screen import Somebody, people
from enduse.settings import Settings

__all__ = ["Level", "Row", "Tuning", "keep", "tune"]


@dataclass(frozen=True, slots=True)
class Row:
    """An innocent: where in the file it stands, and the listed name nearest to it."""

    label: str
    near: Near


@dataclass(frozen=True, slots=True)
class Tuning:
    """What a file of innocents says of the thresholds; nothing is in force by it.

    `names` counts the innocents that the rates are of: each once, without those that are
    `listed` word for word, and without rows that could not be read. `near` are the
    innocents that come near a listed name, the nearest first. `lost` says which rows were
    left out and why, `notes` what of the others was not used, `warnings` what is wrong with
    the lists. `ignored` says why a set that is kept cannot be used.
    """

    model: str
    sha256: str
    names: int
    repeated: int
    levels: tuple[Level, ...]
    listed: tuple[Row, ...]
    near: tuple[Row, ...]
    lost: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    editions: tuple[EditionUsed, ...]
    ignored: str | None = None

    def alarms(self, threshold: float) -> tuple[Row, ...]:
        """The innocents that are hits from a threshold on, the nearest first."""
        return tuple(row for row in self.near if row.near.score >= threshold)

    def rates(self, alarms: int) -> tuple[float, float, float]:
        """Alarms of a thousand: as counted, and between which ends the truth lies (95 %)."""
        low, high = interval(alarms, self.names)
        return alarms / max(1, self.names) * 1000, low * 1000, high * 1000


def tune(settings: Settings, files: Mapping[str, bytes], *, as_of: date) -> Tuning:
    """Hold innocents against the lists as of a day, and set the thresholds by them.

    Raises `ListError` where a list that is required has a fault, and `EditionError` where
    none is loaded: rates on the starter list alone say nothing of the lists to come.
    """
    loaded, warnings = _sound(settings, as_of)
    places = Places.load()
    crowd = _Crowd.of(files, frozenset(places.countries))
    found_near = nearest(crowd.innocents(), loaded.sources, places, floor=LOWEST)
    rows = [Row(at, near) for at, near in zip(crowd.labels(), found_near, strict=True) if near]
    listed = _nearest_first(row for row in rows if row.near.same)
    near = _nearest_first(row for row in rows if not row.near.same)
    names = len(crowd.known) - len(listed)
    now, ignored = _now(settings)
    return Tuning(
        model=load_model().name,
        sha256=fingerprint(files),
        names=names,
        repeated=crowd.repeated,
        levels=set_levels([row.near.score for row in near], names=names, now=now),
        listed=listed,
        near=near,
        lost=tuple(crowd.lost),
        notes=tuple(crowd.told()),
        warnings=warnings,
        editions=loaded.editions,
        ignored=ignored,
    )


def keep(settings: Settings, tuning: Tuning) -> Tuned:
    """Put what innocents say in force: every check of this data folder uses it from now on."""
    hit = {each.sensitivity: each.tuned for each in tuning.levels if each.tuned is not None}
    if not hit:
        least = min(map(needs, ALARMS.values()))
        found = f"are {tuning.names} names that count, too few to set any threshold"
        raise SettingsError("innocents", found, f"{least} or more")
    made = Tuned(
        model=tuning.model,
        day=datetime.now(UTC).date(),
        names=tuning.names,
        sha256=tuning.sha256,
        hit=hit,
        alarms={
            each.sensitivity: each.alarms_tuned
            for each in tuning.levels
            if each.sensitivity in hit
        },
        editions=tuple(
            TunedBy(each.list_id, each.published, each.sha256) for each in tuning.editions
        ),
    )
    return put(settings, made)


def _sound(settings: Settings, as_of: date) -> tuple[Loaded, tuple[str, ...]]:
    """The lists as of a day, with what is wrong with those that are not required."""
    loaded = load(settings, as_of)
    faults = faults_of(loaded, settings.require or ())
    for each in faults:
        if each.gravity == "error":
            list_id = each.where.removeprefix("lists/")
            raise ListError(list_id, each.says, "a whole and fresh list; nothing was tuned")
    if all(source.list_id == STARTER for source in loaded.sources):
        found = "holds no list, and the starter list alone sets no rate"
        raise EditionError(str(settings.data), found, "a list, by `enduse lists update ID`")
    return loaded, tuple(f"{each.where}: {each.says}" for each in faults)


def _now(settings: Settings) -> tuple[dict[Sensitivity, float], str | None]:
    """The thresholds in force, and why a set that is kept is not among them."""
    tuned, ignored = None, None
    try:
        tuned = in_force(settings)
    except SettingsError as error:
        ignored = str(error)
    return {each: thresholds(each, tuned).hit for each in ALARMS}, ignored


def _nearest_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """In an order that does not follow from that of the file."""
    return tuple(
        sorted(rows, key=lambda row: (-row.near.score, row.near.asked, key_of(row.near.entry)))
    )


@dataclass(slots=True)
class _Crowd:
    """Innocents, each once, by all that is compared of them."""

    known: dict[tuple[tuple[str, ...], Asked], tuple[str, Somebody, tuple[ReadyName, ...]]] = (
        field(default_factory=dict)
    )
    repeated: int = 0
    lost: list[str] = field(default_factory=list)
    odd: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Mapping[str, bytes], countries: frozenset[str]) -> "_Crowd":
        crowd = cls()
        for source in sorted(files):
            for given in read_innocents(files[source], source=source, countries=countries):
                crowd._add(given)
        return crowd

    def innocents(self) -> list[tuple[Somebody, tuple[ReadyName, ...]]]:
        return [(somebody, names) for _, somebody, names in self.known.values()]

    def labels(self) -> list[str]:
        return [label for label, _, _ in self.known.values()]

    def told(self) -> Iterator[str]:
        """What was not used of rows that count all the same, each thing once."""
        for says, rows in self.odd.items():
            yield f"{rows[0]}{f' and {len(rows) - 1:,} more' if rows[1:] else ''}: {says}"

    def _add(self, given: Given) -> None:
        for issue in given.issues:
            says = f"{issue.where.removeprefix('parties/0/')} {issue.says}".strip()
            if given.order is None and issue.gravity == "error":
                self.lost.append(f"{given.label}: {says}")
            else:
                self.odd.setdefault(says, []).append(given.label)
        if given.order is None:
            return
        somebody = next(iter(people(given.order)))
        names = comparable(somebody)
        if not names:
            says = f"{somebody.names[0][:60]!r} holds no word that tells one party from another"
            self.lost.append(f"{given.label}: {says}")
            return
        key = somebody.names, somebody.asked
        self.repeated += key in self.known
        self.known.setdefault(key, (given.label, somebody, names))
