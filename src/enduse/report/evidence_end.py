"""The last parts of the report: what people decided, the owners, and how to verify it all."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from enduse.model.chart import Arrow, Chart
from enduse.model.evidence import ByPeople, CaseFile
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
    "settle": "{who} decided of {test} on {subject}: {reason}. It weighed {was}, and weighs "
    "{becomes} until {until}{once}.",
    "confirm": "{who} confirmed, as a further person, what entry {of} decided.",
    "withdraw": "{who} took back what entry {of} decided.",
    "close": "{who} closed the order: {ending}.",
    "purge": "{who} had parts taken out of the record: {reason}.",
    "hold": "{who} had the record of this order kept, whatever its time: {reason}.",
    "release": "{who} let the record of this order have its time again: {reason}.",
}
_ONCE = {0: "", 1: ", once a further person has confirmed that"}
_NAMES: Mapping[str, str] = {
    "after": "made on the record up to entry",
    "decision": "on the decision of entry",
    "reach": "holds in",
    "seconds": "further persons needed",
    "files": "kept files, by SHA-256",
}
"""What fields are called whose own name says little."""
_REACHES: Mapping[str, str] = {
    "order": "its order alone",
    "facts": "every order with the same facts",
}
_TAGS: Mapping[str, str] = {"hold": "KEEP", "purge": "TAKE OUT"}
"""Of acts whose own name would be taken for a verdict, or for nothing."""
_FIELDS = re.compile(r"\{(\w+)\}")


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
    """What people decided on the order, and what the decision rests on, in its order."""
    yield Heading("What people decided about it")
    if not case.people:
        yield Text(f"Nothing is on record, up to entry {case.checkpoint.number}.")
    for each in case.people:
        yield _by_people(each)


def _by_people(each: ByPeople) -> Point:
    """An entry of what a person decided: in a sentence, and by whatever else it holds."""
    known = dict(each.parts)
    main = known.pop(each.kind, None)
    fields = dict(main) if isinstance(main, Mapping) else {}
    act = in_words(fields.pop("act", each.kind))
    said = {**fields, "who": _person(each), "once": _once(fields)}
    form = _ACTS.get(act, "")
    whole = bool(form) and all(said.get(name) is not None for name in _FIELDS.findall(form))
    told = {*_FIELDS.findall(form), "once"} if whole else {"who", "once"}
    rest = {**known, **{name: value for name, value in said.items() if name not in told}}
    rows = list(_rows(rest, {**fields, "act": act}))
    rows += [(label(name), GONE) for name in each.taken_out if name != "person"]
    tone: Tone = "do" if each.kind == "resolution" else "note"
    where = f"{moment(each.moment)} · recorded as {each.kind}"
    says = (
        form.format_map(
            {name: value if name == "once" else in_words(value) for name, value in said.items()}
        )
        if whole
        else f"{said['who']}: an entry of kind {each.kind}."
    )
    return Point(
        tone,
        _TAGS.get(act, label(act).upper()),
        f"entry {each.number}",
        says,
        where,
        tuple(rows),
    )


def _once(fields: Mapping[str, Any]) -> str:
    """What a settlement waits for: until then its finding weighs what it did."""
    needed = fields.get("seconds") or 0
    return _ONCE.get(needed, f", once {in_words(needed)} further persons have confirmed that")


def _rows(rest: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What an entry holds beside its sentence; not what it holds a second time."""
    for name, value in rest.items():
        if name == "facts" and isinstance(value, Mapping):
            yield "facts that it holds for", f"SHA-256 {value.get('key')}; in the pack whole"
        elif name == "taken":
            yield "taken out", _spans(value)
        elif name == "reach":
            yield _NAMES[name], _REACHES.get(str(value), in_words(value))
        elif name != "person" and not _empty(name, value) and not _again(name, value, fields):
            yield _NAMES.get(name, label(name)), in_words(_plainly(value))


def _empty(name: str, value: Any) -> bool:  # noqa: ANN401  # JSON
    return value in (None, [], {}) or (name == "seconds" and value == 0)


def _again(name: str, value: Any, fields: Mapping[str, Any]) -> bool:  # noqa: ANN401  # JSON
    """Whether a part only repeats, for whoever searches, what the entry itself says."""
    if name == "labels" and isinstance(value, Mapping):
        return {*map(str, value.values())} <= {*map(str, fields.values())}
    policy = fields.get("policy")
    return name == "files" and isinstance(policy, Mapping) and value == [policy.get("sha256")]


def _spans(taken: Any) -> str:  # noqa: ANN401  # JSON
    """The parts that a purge took out, by the entries that they were of."""
    try:
        return "; ".join(
            f"of {f'entry {first}' if first == last else f'entries {first} to {last}'}: "
            f"{', '.join(names)}"
            for first, last, names in taken
        )
    except (TypeError, ValueError):  # of another form
        return in_words(taken)


def _person(each: ByPeople) -> str:
    if "person" in each.taken_out:
        return f"Somebody (name {GONE})"
    return (
        in_words(_plainly(each.parts.get("person"))) if "person" in each.parts else "Somebody"
    )


def _plainly(value: Any) -> Any:  # noqa: ANN401  # JSON
    """The one text of a part that holds no more than that, such as a note."""
    return (
        next(iter(value.values())) if isinstance(value, Mapping) and len(value) == 1 else value
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
