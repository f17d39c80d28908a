"""What is on the shelf as of a day, ready to be searched, and what is wrong with it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from enduse.desk.addresses import Addresses
from enduse.desk.indexes import build_index, index_of
from enduse.editions.shelf import Shelf
from enduse.errors import EnduseError
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
    it though it can be used. `shelved` are the editions that came from the shelf, by list.
    """

    sources: tuple[Source, ...]
    editions: tuple[EditionUsed, ...]
    faults: dict[str, str]
    notes: dict[str, str] = field(default_factory=dict)
    shelved: dict[str, Edition] = field(default_factory=dict)


def load(settings: Settings, as_of: date) -> Loaded:
    """Open the newest edition of every list on the shelf, and the starter list.

    A list that cannot be opened, is older than its publisher's rhythm allows, or misses a
    part of it is a fault by its id; what could be opened is searched all the same.
    """
    shelf = Shelf(settings.data / "editions")
    sources: list[Source] = []
    editions: list[EditionUsed] = []
    faults: dict[str, str] = {}
    notes: dict[str, str] = {}
    shelved: dict[str, Edition] = {}
    effects = Effects(as_of)
    addresses = Addresses(settings)
    for list_id in shelf.lists():
        try:
            edition = shelf.newest(list_id, as_of)
            if edition is None:
                continue
            fault = fault_of(edition, as_of, seen=shelf.confirmed(edition, as_of))
            entries = shelf.open(edition)
            index = index_of(settings, edition, entries)
            private = effects.is_private(list_id, entries)
        except EnduseError as error:
            faults[list_id] = f"cannot be read: {error}"
            continue
        found = addresses.of(entries, edition)
        made = Source(list_id, entries, index, effects.of, found, private=private)
        sources.append(made)
        editions.append(used(edition, as_of))
        shelved[list_id] = edition
        if fault:
            faults[list_id] = fault
        elif refusal := refused(shelf, edition, as_of):
            notes[list_id] = refusal
    _add_starter(sources, editions, effects, as_of=as_of)
    return Loaded(tuple(sources), tuple(editions), faults, notes, shelved)


def used(edition: Edition, as_of: date) -> EditionUsed:
    """An edition as a decision names it."""
    age = (as_of - edition.published).days
    return EditionUsed(
        edition.list_id, edition.published, edition.sha256, edition.entries, age_days=age
    )


def refused(shelf: Shelf, edition: Edition, as_of: date) -> str | None:
    """What to know of an edition that is in use because a newer one was refused."""
    open_one: dict[str, str] | None = None
    for said in shelf.book(edition.list_id).events(as_of):
        if said["event"] == "refused":
            open_one = said
        elif open_one and _better(said, than=open_one.get("used", "")):
            open_one = None
    if open_one is None:
        return None
    return (
        f"is that of {edition.published}, for what its publisher gave on {open_one['day']} "
        f"was refused: {open_one.get('why', 'no reason was kept')}"
    )


def _better(said: dict[str, str], *, than: str) -> bool:
    """Whether an event ends a refusal: the publisher gave something sound, or a person did.

    An edition that is put on the shelf by hand ends it if it is newer than the one in use
    then; names of editions begin with their day.
    """
    newer = said.get("edition", "")[:10] > than[:10]
    return said["event"] in {"seen", "accepted"} or (said["event"] == "kept" and newer)


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
        self._as_of = as_of
        self._known = catalogue.known()
        self._pages: dict[str, catalogue.ListInfo] = {}

    def of(self, entry: Entry) -> Effect | None:
        """The effect of an entry; None where it has expired by then.

        A starter entry speaks for the list that it names, one of the user's own list for
        itself.
        """
        if entry.list_id not in self._known:
            from enduse.lists import private  # with its tables; few have such a list

            own = private.effect_of(entry, as_of=self._as_of)
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
    sources: list[Source], editions: list[EditionUsed], effects: Effects, *, as_of: date
) -> None:
    data = (files("enduse.lists") / "starter" / "parties.csv").read_bytes()
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
