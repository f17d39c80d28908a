"""FollowTheMoney's JSON lines, opened: every record, nested ones taken out of their line.

entities.ftm.json has a record a line, targets.nested.json a listed party a line with its
sanctions, owners and addresses inside it. Both come out alike: records that name each
other by id.
"""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enduse.errors import ListError
from enduse.lists import raw
from enduse.lists.ftm_words import EDGES, FORWARD, OWNED
from enduse.lists.ofac_files import few
from enduse.model.issue import Issue


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `values` maps its properties to what they hold: texts, and ids of others.

    `nested` says that it stood inside another one, where it may be told of less fully.
    """

    id: str
    schema: str
    caption: str
    target: bool
    last_seen: str
    values: Mapping[str, tuple[str, ...]]
    nested: bool = False

    def texts(self, *properties: str) -> list[str]:
        """What the properties hold, in that order, each text once."""
        return list(dict.fromkeys(t for p in properties for t in self.values.get(p, ())))


@dataclass(frozen=True, slots=True)
class Opened:
    """All records of a file, the number of its lines, the trouble."""

    records: tuple[Record, ...]
    lines: int
    issues: tuple[Issue, ...]


def open_records(list_id: str, name: str, data: bytes) -> Opened:
    """Read every line. One that is no record is an issue of gravity "error".

    A ListError is raised where the file is empty, or no line of it is a record.
    """
    raw.refuse_empty(list_id, name, data)
    records: list[Record] = []
    broken: list[str] = []
    lines = 0
    for number, line in enumerate(io.BytesIO(data), 1):
        bare = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if not bare:
            continue
        lines += 1
        try:
            records += _records(bare)
        except (ValueError, RecursionError) as trouble:  # no JSON, no UTF-8, bottomless
            broken.append(f"line {number} ({str(trouble)[:80]})")
    if not records:
        raise ListError(list_id, f"{name} has no record in {lines} lines",
                        "FollowTheMoney data, a JSON object a line")  # fmt: skip
    issues = few(name, "lines cannot be read", broken, gravity="error")
    return Opened(tuple(records), lines, tuple(issues))


def _records(line: bytes) -> list[Record]:
    """The record of a line, then those inside it, nearest first.

    Without recursion: how deep a line goes is its writer's choice.
    """
    plain = json.loads(line.decode("utf-8"))
    found: list[Record] = []
    waiting: list[tuple[Any, str | None]] = [(plain, None)]
    for each, parent in waiting:
        record, inside = _record(each, parent)
        found.append(record)
        waiting += [(child, record.id) for child in inside]
    return found


def _record(plain: Any, parent: str | None) -> tuple[Record, list[dict[str, Any]]]:  # noqa: ANN401  # JSON values have no better name
    """One JSON object as a record, and the objects inside it; ValueError where it is none."""
    if not isinstance(plain, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  # as json says it of bad lines
    own, schema, properties = (plain.get(key) for key in ("id", "schema", "properties"))
    if not (isinstance(own, str) and own.strip() and isinstance(schema, str)):
        raise ValueError("id or schema is missing")
    if not isinstance(properties, dict):
        raise ValueError("properties are missing")  # noqa: TRY004  # the same
    inside: list[dict[str, Any]] = []
    values = {
        _clean(name): tuple(_texts(name, held, inside)) for name, held in properties.items()
    }
    record = Record(
        id=_clean(own),
        schema=_clean(schema),
        caption=_clean(str(plain.get("caption") or "")),
        target=plain.get("target") is True,
        last_seen=_clean(str(plain.get("last_seen") or "")),
        values=_tied(schema, values, parent),
        nested=parent is not None,
    )
    return record, inside


def _texts(name: str, held: object, inside: list[dict[str, Any]]) -> Iterator[str]:
    """The texts of a property; an object in it is put to `inside`, its id stands for it."""
    for value in held if isinstance(held, list) else [held]:
        if isinstance(value, str):
            text = _clean(value)
        elif isinstance(value, dict):
            inside.append(value)
            text = _clean(str(value.get("id") or "")) if name in FORWARD else ""
        elif isinstance(value, int | float) or value is None:
            text = "" if value is None else str(value)
        else:
            raise ValueError(f"{name[:40]!r} holds a list in a list")
        if text:
            yield text


def _tied(
    schema: str, values: dict[str, tuple[str, ...]], parent: str | None
) -> dict[str, tuple[str, ...]]:
    """The values, with the record it stands in as the end that a nested one leaves out."""
    if schema in EDGES:
        ends: tuple[str, ...] = EDGES[schema][:2]
    else:
        ends = (OWNED[schema],) if schema in OWNED else ()
    absent = [end for end in ends if not values.get(end)]
    told = any(parent in values.get(end, ()) for end in ends)
    if parent is not None and len(absent) == 1 and not told:
        return {**values, absent[0]: (parent,)}
    return values


def _clean(text: str) -> str:
    """The text without blanks around it; ValueError where it is no text at all.

    JSON can spell halves of characters and NUL, which no file of ours could hold.
    """
    text.encode("utf-8")  # UnicodeEncodeError, a ValueError, for half a character
    if "\0" in text:
        raise ValueError("a text holds a NUL character")
    return text.strip()
