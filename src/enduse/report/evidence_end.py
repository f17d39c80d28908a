"""The last parts of the report: what people decided, the owners, and how to verify it all."""

from collections.abc import Iterator, Mapping
from typing import Any

from enduse.model.chart import Arrow, Chart
from enduse.model.evidence import CaseFile, Later
from enduse.report import picture_words
from enduse.report.evidence_blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Picture,
    Point,
    Table,
    Text,
    Tone,
)  # fmt: skip
from enduse.report.evidence_front import GONE, moment
from enduse.report.evidence_words import Sources, in_words, label

_ACTS: Mapping[str, str] = {
    "settle": "A finding was decided on.",
    "confirm": "A further person confirmed what was decided.",
    "withdraw": "What was decided was taken back.",
    "close": "The order is no longer open.",
    "purge": "Parts of the record were taken out.",
}


def owners(case: CaseFile) -> Iterator[Block]:
    """Who owns the parties, drawn and told."""
    if not case.charts:
        return
    for number, chart in enumerate(case.charts):
        title = picture_words.title(chart)
        yield Picture(chart, Heading(title, 2) if number else Heading("Owners", fresh=True))
        yield from _told(chart)


def _told(chart: Chart) -> Iterator[Block]:
    """The picture in words, and what does not stand in it."""
    for head, lines in picture_words.footer(chart):
        if head != picture_words.LISTED:  # a table below names every one
            yield Heading(head, 3)
            yield Items(tuple(lines))
    names = [picture_words.name(box) for box in chart.boxes]
    rows = tuple((names[a.owner], names[a.owned], *_holds(a)) for a in chart.arrows)
    if rows:
        yield Table(("owner", "of", "holds", "control"), rows, (34, 34, 16, 16))
    listed = tuple(
        (names[box.number], each.list_id, each.entry, each.name, each.effect)
        for box in chart.boxes
        for each in box.marks
    )
    if listed:
        names_of = ("who", "list", "entry", "listed as", "effect")
        yield Table(names_of, listed, (22, 10, 26, 26, 16))


def _holds(arrow: Arrow) -> tuple[str, str]:
    return picture_words.share(arrow), in_words(arrow.control) if arrow.control else ""


def people(case: CaseFile) -> Iterator[Block]:
    """What was recorded of the order after the decision."""
    yield Heading("What people decided about it")
    if not case.later:
        yield Text(f"Nothing is on record, up to entry {case.checkpoint.number}.")
    for each in case.later:
        yield _later(each)


def _later(each: Later) -> Point:
    act = _act(each)
    tone: Tone = "note" if each.kind == "purge" else "do"
    rows = [pair for name, value in each.parts.items() for pair in _flat(name, value)]
    rows += [(name, GONE) for name in each.taken_out]
    return Point(
        tone=tone,
        tag=label(act).upper(),
        number=f"entry {each.number}",
        says=_ACTS.get(act, f"An entry of kind {each.kind}."),
        where=moment(each.moment),
        rows=tuple(rows),
    )


def _act(each: Later) -> str:
    for value in each.parts.values():
        if isinstance(value, Mapping) and isinstance(value.get("act"), str):
            return str(value["act"])
    return each.kind


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # JSON
    """A part by its fields; one that is a single value by its own name."""
    if not isinstance(value, Mapping):
        yield label(name), in_words(value)
        return
    for key, each in value.items():
        own = name in {"resolution", key} or len(value) == 1
        yield (
            (label(key) if own and name == "resolution" else f"{label(name)}: {label(key)}"),
            (in_words(each)),
        )


def texts(sources: Sources) -> Iterator[Block]:
    """Every text that the decision cites, and how far it was read."""
    rows = sources.rows()
    if rows:
        yield Heading("Texts cited")
        yield Text(
            "“Read in the text”: the official text was read. “From a summary”: a published "
            "summary of it. “Not read”: neither; what rests on it alone weighs no more than a "
            "note.",
            "soft",
        )
        head = ("no.", "text", "state of", "how it was read")
        yield Table(head, rows, (6, 64, 12, 18), figures=(0,))


def verify(case: CaseFile) -> Iterator[Block]:
    """What was signed, how to hold this against it, and what that does not prove."""
    yield Heading("How to verify this", fresh=True)
    yield Text(
        "This report explains the machine record. The machine record is what was signed; where "
        "the two differ, the machine record holds.",
        "strong",
    )
    yield Text(
        "Nobody needs us, or a connection, to verify it. Take the verifier from the project "
        "and not from whoever handed over this pack. Hold the key below against one that you "
        "were given another way."
    )
    yield Items((
        "Keep the pack as it was handed over. This report is one file of it.",
        "Run “enduse verify” on the pack, or the verifier that is one file of Python.",
        "Compare the key, and any checkpoint that you were given before, by its --key and "
        "--checkpoint.",
    ), numbered=True)  # fmt: skip
    yield Heading("The entry", 2)
    yield Facts(tuple(_entry(case)), code=True)
    yield Heading("The checkpoint that closes the record", 2)
    yield Facts(tuple(_checkpoint(case)), code=True)
    yield from _editions(case)
    yield Heading("What this does not prove", 2)
    yield Items((
        "That what was recorded is true. It proves what was recorded, when, and by which key.",
        "That everything was recorded.",
        "That nobody who holds the key wrote it anew, unless you hold a checkpoint of before.",
        *case.left_out,
    ))  # fmt: skip


def _entry(case: CaseFile) -> Iterator[tuple[str, str]]:
    yield "number", str(case.number)
    yield "hash", case.hash
    yield "moment", moment(case.moment)
    yield "key", case.key
    yield "public key", case.public
    if case.taken_out:
        yield "taken out", ", ".join(case.taken_out)


def _checkpoint(case: CaseFile) -> Iterator[tuple[str, str]]:
    at = case.checkpoint
    yield "entries", str(at.number)
    yield "hash of the last", at.hash
    yield "root", at.root or "not asked for"
    yield "moment", moment(at.moment)
    yield "key", at.key
    yield "signature", at.signature.hex()
    yield "proof", f"{case.proof} hashes lead from the entry to the root"


def _editions(case: CaseFile) -> Iterator[Block]:
    rows = []
    for each in case.lists:
        files = [f"{name}: {sha256}" for name, sha256 in each.files]
        root = [f"root over its lines: {each.root}"] if each.root else []
        there = ["the published files are in the pack"] if each.published_files else []
        said = "\n".join([f"edition: {each.sha256}", *root, *files, *there])
        rows.append((f"{each.list_id}, {each.published.isoformat()}", said))
    known = {(each.list_id, each.sha256) for each in case.lists}
    rows += [
        (f"{each.get('list')}, {each.get('published')}", f"edition: {each.get('sha256')}")
        for each in (case.decision or {}).get("editions", ())
        if (each.get("list"), each.get("sha256")) not in known
    ]
    if rows:
        yield Heading("The lists, by SHA-256 of what was published", 2)
        yield Facts(tuple(rows), code=True)
