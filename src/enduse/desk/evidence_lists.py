"""The editions of a recorded decision in its pack: the entries used, each with its proof."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from enduse.desk.roots import edition_of, lines_of, starter_lines
from enduse.desk.sources import STARTER
from enduse.editions.shelf import SOURCE, Shelf
from enduse.errors import EditionError
from enduse.lists import catalogue
from enduse.model.edition import Edition
from enduse.model.evidence import EntryUsed, ListUsed
from enduse.record import merkle
from enduse.record.verifier import named, pretty

_ODD = re.compile(r"[^A-Za-z0-9_.-]+")
Key = tuple[str, str]


@dataclass(slots=True)
class Lists:
    """What is known of the lists of one decision, and the files of the pack that hold it."""

    used: list[ListUsed] = field(default_factory=list)
    entries: list[EntryUsed] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Opened:
    """An edition that is here: its lines, and its published files by name."""

    lines: Sequence[bytes]
    published: tuple[tuple[str, str], ...]
    reader: str
    source: Mapping[str, bytes]
    tree: merkle.Tree


def entries_named(findings: Iterable[Mapping[str, Any]]) -> dict[Key, list[int]]:
    """The entries that findings name, as (list, id), each with the findings that do."""
    found: dict[Key, list[int]] = {}
    for at, finding in enumerate(findings):
        keys = [*named(finding["evidence"]), *_joined(finding["evidence"])]
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(at)
    return found


def _joined(evidence: Mapping[str, Any]) -> Iterator[Key]:
    """Entries of other lists that were taken for the same party, each as "LIST:ID"."""
    for join in evidence.get("joins") or ():
        for name in ("one", "other"):
            list_id, _, entry = str(join[name]).partition(":")
            yield list_id, entry


def lists_of(
    shelf: Shelf,
    basis: Mapping[str, Any],
    kept: Mapping[str, Any],
    *,
    wanted: Mapping[Key, list[int]],
    whole: bool,
) -> Lists:
    """Every edition that a decision rests on, and of each the entries that are `wanted`.

    `kept` is what the record committed to of each list. `whole` takes the published files in.
    """
    made = Lists()
    for number, each in enumerate(basis["editions"]):
        list_id, committed = str(each["list"]), kept.get(each["list"])
        opened = _open(shelf, each, committed or {"sha256": each["sha256"]}, whole=whole)
        title = catalogue.info(list_id).title if list_id in catalogue.known() else list_id
        home = f"lists/{_ODD.sub('_', list_id)[:60].lstrip('.')}"
        home = f"{home}-{number}" if f"{home}/edition.json" in made.files else home
        found = {key[1]: at for key, at in wanted.items() if key[0] == list_id}
        says = _missing(opened, committed)
        made.used.append(
            ListUsed(
                list_id=list_id,
                title=title,
                published=date.fromisoformat(each["published"]),
                sha256=each["sha256"],
                entries=each["entries"],
                age_days=each["age_days"],
                required=list_id in basis["required"],
                root=committed["root"] if committed else None,
                files=opened.published if opened else (),
                published_files=bool(opened and opened.source and not says),
            )
        )
        if says or opened is None:
            of = f", and of it {', '.join(sorted(found))}" if found else ""
            made.left_out.append(
                f"The edition of {list_id} of {each['published']}{of}: {says}."
            )
        else:
            _fill(made, home, each, edition=opened, found=found)
    return made


def _missing(opened: _Opened | None, committed: Mapping[str, Any] | None) -> str:
    """Why the entries of an edition cannot be shown; empty where they can."""
    if opened is None:
        return "it is no longer here"
    if committed and opened.tree.root().hex() != committed["root"]:
        return "what is here is not what was recorded"
    return ""


def _open(
    shelf: Shelf, each: Mapping[str, Any], committed: Mapping[str, Any], *, whole: bool
) -> _Opened | None:
    if each["list"] == STARTER:
        data = (files("enduse.lists") / "starter" / "parties.csv").read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest != each["sha256"]:
            return None
        source = {"parties.csv": data} if whole else {}
        lines = starter_lines()
        return _Opened(lines, (("parties.csv", digest),), "", source, _tree(lines))
    edition = edition_of(shelf, each["list"], committed)
    if edition is None:
        return None
    try:
        lines = list(lines_of(shelf.open(edition)))
        source = _source(shelf, edition) if whole else {}
    except EditionError:
        return None
    return _Opened(lines, edition.files, edition.reader, source, _tree(lines))


def _tree(lines: Sequence[bytes]) -> merkle.Tree:
    return merkle.Tree(map(merkle.leaf, lines))


def _source(shelf: Shelf, edition: Edition) -> dict[str, bytes]:
    names = [name for name, _ in edition.files]
    return {name: shelf.file(edition, f"{SOURCE}{name.rpartition('/')[2]}") for name in names}


def _fill(
    made: Lists,
    home: str,
    each: Mapping[str, Any],
    *,
    edition: _Opened,
    found: Mapping[str, list[int]],
) -> None:
    """The files of an edition: what it is, the entries used, the way from each to the root."""
    rows = _rows(edition.lines, found)
    for name in sorted(set(found) - set(rows)):
        made.left_out.append(f"Entry {name} of {each['list']}: it is not in the edition.")
    published = []
    for number, (name, digest) in enumerate(edition.published, 1):
        plain = {"name": name, "sha256": digest}
        if name in edition.source:
            plain["path"] = f"published/{number}-{_ODD.sub('_', name)[-80:]}"
            made.files[f"{home}/{plain['path']}"] = edition.source[name]
        published.append(plain)
    about = {
        "list": each["list"],
        "published": each["published"],
        "sha256": each["sha256"],
        "root": edition.tree.root().hex(),
        "lines": len(edition.lines),
        "reader": edition.reader,
        "files": published,
    }
    made.files[f"{home}/edition.json"] = pretty(about)
    lines, proofs = b"", []
    for name, row in sorted(rows.items(), key=lambda pair: pair[1]):
        lines += edition.lines[row] + b"\n"
        proofs.append({"line": row + 1, "path": [h.hex() for h in edition.tree.proof(row)]})
        plain = json.loads(edition.lines[row])
        at = tuple(found[name])
        used = EntryUsed(each["list"], each["sha256"], name, row + 1, plain, at)
        made.entries.append(used)
    made.files[f"{home}/entries.jsonl"] = lines
    made.files[f"{home}/proofs.json"] = pretty(proofs)


def _rows(lines: Sequence[bytes], wanted: Iterable[str]) -> dict[str, int]:
    """The rows of entries with these ids, from 0; only lines that hold one are read."""
    marks = {
        name: f'"id":{json.dumps(name, ensure_ascii=False)}'.encode("utf-8", "replace")
        for name in wanted
    }
    rows: dict[str, int] = {}
    for row, line in enumerate(lines) if marks else ():
        for name, mark in marks.items():
            if mark in line and json.loads(line)["id"] == name:
                rows.setdefault(name, row)
    return rows
