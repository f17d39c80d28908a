"""Evidence of recorded decisions: what a report shows, and a pack that others can verify."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from enduse.desk.desk import Desk
from enduse.desk.evidence_find import again, people
from enduse.desk.evidence_lists import Lists, entries_named, lists_of
from enduse.desk.evidence_words import read_me
from enduse.desk.grounds import reopen
from enduse.desk.record import BESIDE, DECISION, Kept, open_record, wire
from enduse.desk.regiven import regiven
from enduse.desk.shelved import shelf_of
from enduse.errors import EnduseError, RecordError
from enduse.model.chart import Chart
from enduse.model.evidence import ByPeople, CaseFile
from enduse.model.record import FILES, Checkpoint
from enduse.model.wire import decision_to_plain
from enduse.record import checkpoints, keys, pack, proofs, verifier
from enduse.record.book import Book
from enduse.record.canonical import value_of
from enduse.record.chain import moment_text
from enduse.settings import Settings

FORMS = ("json", "read", "text")
"""How an order was recorded: as JSON, as it was read, or as a text that was no JSON."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A case for the report, and the files of its pack but for the report."""

    case: CaseFile
    files: Mapping[str, bytes]


@dataclass(slots=True)
class Evidence:
    """A record that was closed by a checkpoint, to give evidence of what is in it.

    Open it with `evidence`, once for many cases: the tree over all entries is made once.
    """

    settings: Settings
    book: Book
    closed: proofs.Closed
    earlier: Sequence[Checkpoint]
    astray: Sequence[Checkpoint] = ()
    _desks: dict[tuple[str, datetime], Desk] = field(default_factory=dict)

    def gather(self, kept: Kept, *, whole: bool = False) -> Gathered:
        """Everything on one recorded decision, with what people decided on it and before.

        `whole` takes the published files of the lists in. Raises `RecordError` where an
        entry is not as it was written: what was changed is no evidence.
        """
        if kept.entry.header.kind != DECISION:
            found = f"is of kind {kept.entry.header.kind}"
            raise RecordError(f"entry {kept.entry.header.number}", found, "a decision")
        decided = people(self.book, kept, order_of(kept))
        files = self._of_record([kept, *decided])
        values = {name: value_of(part) for name, part in kept.parts.items()}
        lists = self._lists(values, whole=whole)
        case = self._case(kept, values, lists)
        case = replace(case, people=tuple(map(_by_people, decided)))
        files |= lists.files
        if {"decision", "basis"} <= values.keys():
            files[verifier.DECISION] = verifier.pretty(case.decision)
        if "order" in values:
            given = {form: values["order"][form] for form in FORMS if form in values["order"]}
            files[verifier.ORDER] = verifier.pretty(given)
        return Gathered(case, files)

    def pack(self, gathered: Gathered, case: CaseFile, reports: Mapping[str, bytes]) -> bytes:
        """The pack of a case as it was shown in its reports: the same twice is the same."""
        about = {
            "order": case.order,
            "entry": case.number,
            "moment": moment_text(case.checkpoint.moment),
            "left_out": list(case.left_out),
        }
        files = {**gathered.files, **reports, "README.txt": read_me(case)}
        return pack.zipped(files, self.book.signer, about)

    def _of_record(self, entries: Sequence[Kept]) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        known = keys.trusted(self.book.home)
        signed = {self.book.signer.public, *(known[each.key] for each in self.earlier)}
        paths: dict[str, list[str]] = {}
        for each in entries:
            number = each.entry.header.number
            signed.add(proofs.whole(self.book, each.entry, dict(each.parts)))
            files[f"record/entries/{number}.json"] = pack.entry_file(each.entry, each.parts)
            paths[str(number)] = self.closed.proof(number)
        for public in signed:
            files[f"record/keys/{verifier.key_of(public.hex())}.pub"] = (
                public.hex().encode() + b"\n"
            )
        files[verifier.CHECKPOINT] = checkpoints.line(self.closed.checkpoint)
        earlier = [
            {
                "checkpoint": checkpoints.line(each).decode().rstrip(),
                "path": self.closed.growth(each),
            }
            for each in self.earlier
        ]
        files[verifier.PROOF] = verifier.pretty({"entries": paths, "earlier": earlier})
        return files

    def _lists(self, values: Mapping[str, Any], *, whole: bool) -> Lists:
        if "basis" not in values:
            return Lists(
                left_out=["The lists: what was decided on was taken out of the record."]
            )
        wanted = entries_named(values.get("decision", {}).get("findings", ()))
        shelf = shelf_of(self.settings)
        kept = values.get("lists", {})
        return lists_of(shelf, values["basis"], kept, wanted=wanted, whole=whole)

    def _case(self, kept: Kept, values: Mapping[str, Any], lists: Lists) -> CaseFile:
        header, order = kept.entry.header, values.get("order", {})
        ground = values.get("basis", {}).get("ground", "")
        told = wire(kept.parts) if {"decision", "basis"} <= values.keys() else None
        charts, without = self._charts(order, told, ground)
        if told is None and "basis" in values:  # what it was decided on outlives what was found
            told = {name: each for name, each in values["basis"].items() if name not in BESIDE}
        gone = tuple(name for name, _ in header.parts if name not in kept.parts)
        return CaseFile(
            order=order_of(kept),
            number=header.number,
            hash=kept.entry.hash,
            moment=header.moment,
            clock=header.clock,
            key=header.key,
            public=proofs.whole(self.book, kept.entry, dict(kept.parts)).hex(),
            given=next((order[form] for form in FORMS if form in order), None),
            decision=told,
            person=values.get("person", {}).get("name"),
            checkpoint=self.closed.checkpoint,
            proof=len(self.closed.proof(header.number)),
            lists=tuple(lists.used),
            entries=tuple(lists.entries),
            charts=charts,
            taken_out=gone,
            left_out=(
                *lists.left_out,
                *without,
                *_ran_on(values),
                *self._again(kept),
                *self._astray(),
            ),
        )

    def _again(self, kept: Kept) -> Iterator[str]:
        later = again(self.book, kept, order_of(kept))
        if later:
            which = " and ".join(map(str, later))
            yield f"Later decisions on the same order: {which} of the record."

    def _astray(self) -> Iterator[str]:
        for each in self.astray:
            yield (
                f"The checkpoint of {moment_text(each.moment)}, at entry {each.number}: "
                "it does not fit the record as it is, and `enduse record verify` says why."
            )

    def _charts(
        self, order: Mapping[str, Any], told: Mapping[str, Any] | None, ground: str
    ) -> tuple[tuple[Chart, ...], list[str]]:
        """The owners as they were then: only where the same is found again as was recorded."""
        findings = told["findings"] if told else ()
        owned = any(f["test"] == "owner.listed" and f["outcome"] == "hit" for f in findings)
        if not owned or told is None or not order:
            return (), []
        with suppress(EnduseError):
            desk = self._desk(ground, told["as_of"])
            given = regiven(order, desk.countries)
            again = decision_to_plain(desk.decide(given))["findings"]
            if given.order and json.loads(json.dumps(again)) == findings:
                return tuple(each for each in desk.charts(given.order) if each.listed), []
        return (), ["The picture of owners: of what was decided on then, not all is here any "
                    "more, and without it other things are found."]  # fmt: skip

    def _desk(self, ground: str, moment: str) -> Desk:
        """A desk on what was decided on then."""
        day = datetime.fromisoformat(f"{moment[:10]}T00:00:00+00:00")
        if (ground, day) not in self._desks:
            fetch = self.book.kept_file
            found = reopen(self.settings, json.loads(fetch(ground)), moment=day, fetch=fetch)
            if found.ground is None:
                raise RecordError(self.book.where, found.missing[0], "all of it")
            self._desks[ground, day] = Desk(self.settings, ground=found.ground)
        return self._desks[ground, day]


def _ran_on(values: Mapping[str, Any]) -> Iterator[str]:
    count = len(values.get(FILES, ()))
    if count:
        yield (
            f"The {count} kept files that the decision ran on (rules, tables, what was given "
            "beside the order): the entry names their SHA-256, the record keeps them."
        )


@contextmanager
def evidence(
    settings: Settings,
    *,
    others: Iterable[Path] = (),
) -> Iterator[Evidence]:
    """The record of this installation, closed by a checkpoint that is made now.

    `others` are files of checkpoints that somebody else holds: the pack is tied to them.
    """
    given = [each for path in others for each in _checkpoints_in(path)]
    book = open_record(settings)
    try:
        closed = proofs.close(book)
        fit, astray = proofs.earlier(closed, book, given=given)
        yield Evidence(settings, book, closed, fit, astray)
    finally:
        book.close()


def _checkpoints_in(path: Path) -> Iterator[Checkpoint]:
    for number, each in checkpoints.read(path.read_bytes().splitlines()):
        if each is None or each.root is None:
            found = "is no checkpoint with a root"
            expected = "a line that `enduse record checkpoint` made"
            raise RecordError(f"{path} line {number}", found, expected)
        yield each


def _by_people(kept: Kept) -> ByPeople:
    header = kept.entry.header
    gone = tuple(name for name, _ in header.parts if name not in kept.parts)
    parts = {name: value_of(part) for name, part in kept.parts.items()}
    return ByPeople(header.number, header.kind, header.moment, parts, gone)


def verify(path: Path, *, keys: Sequence[Path], others: Sequence[Path]) -> dict[str, Any]:
    """What a pack shows and what not, and every fault: what the auditor's own file finds.

    Raises `ValueError` that says which of the files cannot be read, and why.
    """
    return verifier.of_files(str(path), [*map(str, keys)], [*map(str, others)])


def lines_of(path: Path, found: Mapping[str, Any]) -> list[str]:
    """What `verify` found, as lines of text."""
    return verifier.lines_of(path.name, dict(found))


def verifier_file() -> bytes:
    """The verifier as one file, for an auditor who has nothing of ours."""
    return pack.verifier_file()


def verifier_hash() -> str:
    """The SHA-256 of that file, as the documentation has it."""
    return hashlib.sha256(pack.verifier_file()).hexdigest()


def order_of(kept: Kept) -> str:
    """The id of the order that an entry decides on, as far as the entry still says it."""
    values = {name: value_of(part) for name, part in kept.parts.items()}
    return verifier.order_of(values, kept.entry.header.number)
