"""What is on the shelf as of a day, ready to be searched, and what is wrong with it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files

from enduse.desk.addresses import Addresses
from enduse.desk.indexes import build_index, index_of
from enduse.desk.shelved import Shelved, on_shelf, shelf_of
from enduse.editions.shelf import Shelf
from enduse.errors import EditionError, EnduseError
from enduse.lists import catalogue, starter
from enduse.model.decision import EditionUsed
from enduse.model.edition import Edition
from enduse.model.finding import Basis
from enduse.model.hit import Effect
from enduse.model.issue import Issue
from enduse.model.listing import Entry
from enduse.screen.source import Entries, Source
from enduse.settings import Settings

STARTER = "starter"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The lists as of a day.

    `faults` maps a list's id to what is wrong with it, `notes` to what should be known of
    it though it can be used. `shelved` is what was in use of each, as it could be opened.
    """

    sources: tuple[Source, ...]
    editions: tuple[EditionUsed, ...]
    faults: dict[str, str]
    notes: dict[str, str] = field(default_factory=dict)
    shelved: tuple[Shelved, ...] = ()


def load(
    settings: Settings,
    as_of: date,
    *,
    exact: Sequence[Shelved] | None = None,
    first: bytes | None = None,
) -> Loaded:
    """Open the newest edition of every list on the shelf, and the starter list.

    A list that cannot be opened, is older than its publisher's rhythm allows, or misses a
    part of it is a fault by its id; what could be opened is searched all the same. `exact`
    are the editions to open in place of the newest, `first` the bytes of a starter list in
    place of the shipped one.
    """
    ready: list[Source] = []
    editions: list[EditionUsed] = []
    faults: dict[str, str] = {}
    notes: dict[str, str] = {}
    opened: list[Shelved] = []
    effects = Effects(as_of)
    opener = _Opener(settings, shelf_of(settings), effects, Addresses(settings))
    for each in on_shelf(settings, as_of) if exact is None else exact:
        try:
            made, edition, fault = opener.open(each)
        except EnduseError as error:
            faults[each.list_id] = each.fault or f"cannot be read: {error}"
            opened.append(replace(each, fault=faults[each.list_id]))
            continue
        opened.append(each)
        ready.append(made)
        editions.append(used(edition, as_of))
        if fault:
            faults[each.list_id] = fault
        elif each.note:
            notes[each.list_id] = each.note
    _add_starter(ready, editions, effects, as_of=as_of, data=first or starter_data())
    return Loaded(tuple(ready), tuple(editions), faults, notes, tuple(opened))


@dataclass(frozen=True, slots=True)
class _Opener:
    """Opens editions as of a day."""

    settings: Settings
    shelf: Shelf
    effects: "Effects"
    addresses: Addresses

    def open(self, each: Shelved) -> tuple[Source, Edition, str | None]:
        """A list ready to be searched, its edition, and why that cannot carry a decision."""
        edition = each.edition
        if edition is None or each.fault:
            raise EditionError(each.list_id, each.fault or "has no edition", "one that opens")
        fault = fault_of(edition, self.effects.as_of, seen=each.seen or edition.published)
        entries = self.shelf.open(edition)
        index = index_of(self.settings, edition, entries)
        private = self.effects.is_private(each.list_id, entries)
        found, means = self.addresses.of(entries, edition), self.effects.of
        made = Source(each.list_id, entries, index, means, found, private=private)
        return made, edition, fault


def starter_data() -> bytes:
    """The starter list as it is shipped."""
    return (files("enduse.lists") / "starter" / "parties.csv").read_bytes()


def used(edition: Edition, as_of: date) -> EditionUsed:
    """An edition as a decision names it."""
    age = (as_of - edition.published).days
    return EditionUsed(
        edition.list_id, edition.published, edition.sha256, edition.entries, age_days=age
    )


def fault_of(edition: Edition, as_of: date, *, seen: date) -> str | None:
    """Why an edition cannot carry a decision on a day; None where it can.

    `seen` is the last day on which it was known to be what the publisher gives.
    """
    limit = catalogue.about(edition.list_id).max_age_days
    age = (as_of - seen).days
    if edition.gaps:
        return f"is incomplete: {', '.join(edition.gaps)} was not given when it was imported"
    if edition.errors:
        count = "a part" if edition.errors == 1 else f"{edition.errors} parts"
        return (
            f"is incomplete: {count} of it could not be read (`enduse lists status` says what)"
        )
    if age > limit:
        return f"is stale: last known on {seen}, {age} days ago; at most {limit}"
    return None


def absent(list_id: str) -> str:
    """What is wrong with a required list that is not on the shelf, and what to do."""
    says = f"is required and not loaded: `enduse lists import PATH… --list {list_id}` loads it"
    if list_id in catalogue.known() and catalogue.info(list_id).urls:
        return f"{says}, `enduse lists update {list_id}` downloads it"
    return says


def faults_of(loaded: Loaded, required: Sequence[str]) -> tuple[Issue, ...]:
    """What is wrong with the required lists; each is an error, for it was not read."""
    present = {source.list_id for source in loaded.sources}
    return tuple(_faults(loaded, required, present))


def _faults(loaded: Loaded, required: Sequence[str], present: set[str]) -> Iterator[Issue]:
    for list_id in required:
        if list_id in loaded.faults:
            yield Issue(f"lists/{list_id}", loaded.faults[list_id], "error")
        elif list_id == STARTER:
            says = (
                "holds a few hundred parties; it can hold an order, but never stand for a list"
            )
            yield Issue(f"lists/{list_id}", says, "error")
        elif list_id not in present:
            yield Issue(f"lists/{list_id}", absent(list_id), "error")
    for list_id, fault in loaded.faults.items():
        if list_id not in required:
            yield Issue(f"lists/{list_id}", f"{fault} (it is not required here)", "warning")
    for list_id, note in loaded.notes.items():
        yield Issue(f"lists/{list_id}", note, "warning")


class Effects:
    """What being on a list means in law. Reads each list's page of the catalogue once."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self._known = catalogue.known()
        self._pages: dict[str, catalogue.ListInfo] = {}

    def of(self, entry: Entry) -> Effect | None:
        """The effect of an entry; None where it has expired by then.

        A starter entry speaks for the list that it names, one of the user's own list for
        itself.
        """
        if entry.list_id not in self._known:
            from enduse.lists import private  # with its tables; few have such a list

            own = private.effect_of(entry, as_of=self.as_of)
            return _in_law((own,), "own") if own else None
        origin = entry.id.partition(":")[0] if entry.list_id == STARTER else entry.list_id
        page = self._page(origin if origin in self._known else entry.list_id)
        means = catalogue.effects(page, entry.programmes, entry.facts)
        # A starter entry of a list that cannot be read yet still is of that list's law.
        regime = origin.partition("_")[0].upper() if entry.list_id == STARTER else page.regime
        return _in_law(means, regime)

    def is_private(self, list_id: str, entries: Entries) -> bool:
        """Whether a list is a private one of the user's own; its first row tells."""
        if list_id in self._known:
            return False
        from enduse.lists import private  # as in `of`

        return private.is_private(entries[0])

    def _page(self, list_id: str) -> catalogue.ListInfo:
        if list_id not in self._pages:
            self._pages[list_id] = catalogue.info(list_id)
        return self._pages[list_id]


def _in_law(means: Sequence[catalogue.Effect], regime: str) -> Effect:
    """Effects of one weight as one: each is said, and each rests on its own text."""
    label = "; ".join(dict.fromkeys(each.label for each in means))
    says = " ".join(dict.fromkeys(each.says for each in means))
    basis = dict.fromkeys(Basis(each.citation, each.as_of, each.read) for each in means)
    return Effect(means[0].effect, label, says, regime=regime, basis=tuple(basis))


def _add_starter(
    sources: list[Source],
    editions: list[EditionUsed],
    effects: Effects,
    *,
    as_of: date,
    data: bytes,
) -> None:
    reading = starter.read(data)
    if reading.published is None or reading.published > as_of:
        return
    present = {source.list_id for source in sources}
    # Where the list itself is loaded it speaks for itself, and knows who left it.
    left = [each for each in reading.entries if each.id.partition(":")[0] not in present]
    sources.append(Source(STARTER, left, build_index(left), effects.of))
    age = (as_of - reading.published).days
    sha256 = hashlib.sha256(data).hexdigest()
    editions.append(EditionUsed(STARTER, reading.published, sha256, len(left), age_days=age))
