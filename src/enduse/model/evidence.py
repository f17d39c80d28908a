"""One recorded decision with what it rests on, as a report shows it and a pack holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enduse.model.chart import Chart
from enduse.model.record import Checkpoint


@dataclass(frozen=True, slots=True)
class ListUsed:
    """A list that the decision rests on, by its edition.

    `sha256` is of the published files, `files` their names and hashes where they are known
    (none for an edition that is no longer here). `root` is the Merkle root over the lines of
    the edition as we read it, in hex, where the record committed to it. `published_files`
    says whether the files themselves lie in the pack.
    """

    list_id: str
    title: str
    published: date
    sha256: str
    entries: int
    age_days: int
    required: bool
    root: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    published_files: bool = False


@dataclass(frozen=True, slots=True)
class EntryUsed:
    """An entry of a list that a finding names, as it stands in the edition.

    `line` counts from 1 in the edition as we read it, `plain` is that line: every published
    field that we keep. `findings` are the places in the decision's findings that name it.
    """

    list_id: str
    sha256: str
    entry: str
    line: int
    plain: Mapping[str, Any]
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ByPeople:
    """What a person decided: on the same order, before or after, or that the decision rests on.

    `parts` are plain JSON values by name; one that was taken out is in `taken_out`.
    """

    number: int
    kind: str
    moment: datetime
    parts: Mapping[str, Any]
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One recorded decision and everything that the pack shows of it.

    `given` is the order as it was given: plain JSON values, or a text where it was no JSON.
    `decision` is the decision of the wire form. Both are None, and so is `person`, where
    that part was taken out of the record; `taken_out` names the parts. `key` is the id of the
    public key, `public` the key in hex. `checkpoint` closes the record as the proof has it:
    `proof` hashes lead from the entry to its root. `left_out` are sentences on what is not in
    the pack.
    """

    order: str
    number: int
    hash: str
    moment: datetime
    key: str
    public: str
    given: Any
    decision: Mapping[str, Any] | None
    person: str | None
    checkpoint: Checkpoint
    proof: int
    clock: datetime | None = None
    lists: tuple[ListUsed, ...] = ()
    entries: tuple[EntryUsed, ...] = ()
    people: tuple[ByPeople, ...] = ()
    charts: tuple[Chart, ...] = ()
    taken_out: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
