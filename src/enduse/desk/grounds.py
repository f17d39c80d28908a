"""A ground as it is recorded, and opened again: every part of it by its hash.

What is neither shipped nor on a shelf is kept in the record by its content: the rulebook and
the starter list, files on owners, past orders, the tuned set, rulings. Editions of lists and
of tables stay on their shelves and are named there, with the hash of all that is said of them.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from enduse.assess import pages
from enduse.assess.pages import Pages
from enduse.desk.goods import shelf_of as tables_of
from enduse.desk.goods_tables import Recovered
from enduse.desk.ground import HANDED, Ground, Named
from enduse.desk.shelved import Shelved, shelf_of
from enduse.desk.shipped import program
from enduse.desk.sources import starter_data
from enduse.editions.shelf import edition_name
from enduse.errors import EnduseError
from enduse.model.edition import Edition
from enduse.model.wire import one_line
from enduse.settings import Settings

FORM = 1
SETTINGS = ("require", "sensitivity", "regimes", "language")
"""The settings that an answer depends on. The others say where things are, and who asks."""

Keep = Callable[[bytes], str]
Fetch = Callable[[str], bytes]


def keep_ground(ground: Ground, keep: Keep) -> tuple[str, tuple[str, ...]]:
    """Keep a ground: the SHA-256 that names it, and those of all files that it consists of.

    `keep` keeps bytes and names them by their SHA-256. The moment is no part of it: runs on
    the same lists by the same rules stand on one ground, whenever they are.
    """
    files: list[str] = []

    def kept(data: bytes | None) -> str | None:
        if data is None:
            return None
        files.append(keep(data))
        return files[-1]

    plain = {
        "form": FORM,
        "program": program(),
        "settings": {name: _setting(ground.settings, name) for name in SETTINGS},
        "lists": [_shelved(each) for each in ground.lists],
        "starter": kept(ground.starter or starter_data()),
        "rules": kept(packed(ground.rules)),
        "tuned": kept(ground.tuned),
        "rulings": kept(ground.rulings),
        "recovered": _recovered(ground.recovered),
        "owners": [{"name": name, "sha256": kept(data)} for name, data in ground.owners],
        "history": _history(ground, kept),
        "policy": kept(ground.policy),
        "settled": ground.settled,
    }
    own = keep(_json(plain))
    return own, tuple(sorted({own, *files}))


def packed(rules: Pages | None) -> bytes:
    """The files of a rulebook as one: JSON, name to text, the same for the same files."""
    given = pages.shipped() if rules is None or rules.given is None else rules.given
    return _json({name: data.decode("utf-8") for name, data in given.items()})


def unpacked(data: bytes) -> Pages:
    """The rulebook that was packed."""
    return Pages({name: text.encode() for name, text in json.loads(data).items()})


@dataclass(slots=True)
class Reopened:
    """A recorded ground opened again. `missing` says what of it is gone; then it is None."""

    plain: Mapping[str, Any]
    ground: Ground | None = None
    missing: list[str] = field(default_factory=list)


def reopen(
    settings: Settings, plain: Mapping[str, Any], *, moment: datetime, fetch: Fetch
) -> Reopened:
    """A recorded ground with its editions and files, as of the moment that was recorded.

    `fetch` gives a kept file by its SHA-256, and raises where it is gone or changed.
    """
    found = Reopened(plain)
    if plain.get("form") != FORM:
        found.missing.append(
            f"the ground is of form {plain.get('form')!r}; this program reads {FORM}"
        )
        return found

    def file(what: str, sha256: str | None) -> bytes | None:
        if sha256 is None:
            return None
        try:
            return fetch(sha256)
        except EnduseError as error:
            found.missing.append(f"{what}: {error}")
            return None

    rules = file("rulebook", plain["rules"])
    history = plain["history"]
    if history and history["sha256"] is None:
        found.missing.append("past orders: a program handed them over, and no file holds them")
    if plain["settled"] == HANDED:
        found.missing.append("settlements: a program handed them over; they are not kept")
    ground = Ground(
        moment=moment,
        settings=replace(settings, history=None, **_settings(plain["settings"])),
        lists=tuple(_reshelved(settings, each, found.missing) for each in plain["lists"]),
        recovered=_rerecovered(settings, plain["recovered"], found.missing),
        owners=tuple(
            (each["name"], file(f"owners {each['name']}", each["sha256"]) or b"")
            for each in plain["owners"]
        ),
        history=_named(history, file) if history else None,
        tuned=file("tuned thresholds", plain["tuned"]),
        rulings=file("rulings", plain["rulings"]),
        rules=None if rules is None else unpacked(rules),
        starter=file("starter list", plain["starter"]),
        policy=file("policy", plain["policy"]),
        settled=plain["settled"],
    )
    found.ground = None if found.missing else ground
    return found


def called(each: Shelved) -> str:
    """An edition in a few words: its day and the start of its hash."""
    if each.edition is None:
        return each.fault or "not there"
    return f"{each.edition.published} ({each.edition.sha256[:12]})"


def _setting(settings: Settings, name: str) -> Any:  # noqa: ANN401  # JSON
    value = getattr(settings, name)
    return list(value) if isinstance(value, tuple) else value


def _settings(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in plain.items()
    }


def _shelved(each: Shelved) -> dict[str, Any]:
    edition = each.edition
    return {
        "list": each.list_id,
        "edition": edition_name(edition) if edition else None,
        "sha256": edition.sha256 if edition else None,
        "header": header_hash(edition) if edition else None,
        "seen": each.seen.isoformat() if each.seen else None,
        "note": each.note,
        "fault": each.fault,
    }


def header_hash(edition: Edition) -> str:
    """SHA-256 over all that an edition says of itself, the checksum of its entries with it."""
    return hashlib.sha256(one_line(edition).encode()).hexdigest()


def _reshelved(settings: Settings, plain: Mapping[str, Any], missing: list[str]) -> Shelved:
    seen = date.fromisoformat(plain["seen"]) if plain["seen"] else None
    made = Shelved(plain["list"], None, seen, plain["note"], plain["fault"])
    if plain["edition"] is None or plain["fault"]:
        return made
    where = f"list {plain['list']}, edition {plain['edition']}"
    try:
        edition = shelf_of(settings).called(plain["list"], plain["edition"])
        if edition is None:
            missing.append(f"{where}: is not on the shelf any more; import it again")
            return made
        if header_hash(edition) != plain["header"]:
            missing.append(f"{where}: is not what it was when it was decided on")
        else:
            shelf_of(settings).open(edition)
    except EnduseError as error:
        missing.append(f"{where}: {error}")
        return made
    return replace(made, edition=edition)


def _recovered(used: Recovered) -> dict[str, Any]:
    edition = used.edition
    if edition is None:
        return {"fault": list(used.fault) if used.fault else None}
    return {"table": edition.table, "name": edition.name, "sha256": edition.sha256}


def _rerecovered(settings: Settings, plain: Mapping[str, Any], missing: list[str]) -> Recovered:
    if "table" not in plain:
        fault = plain["fault"]
        return Recovered(fault=(fault[0], fault[1], fault[2]) if fault else None)
    shelf, where = tables_of(settings), f"table {plain['table']}, edition {plain['name']}"
    try:
        for edition in shelf.editions(plain["table"]):
            if edition.sha256 == plain["sha256"] and edition.name == plain["name"]:
                shelf.data(edition)
                return Recovered(edition)
    except EnduseError as error:
        missing.append(f"{where}: {error}")
        return Recovered()
    missing.append(f"{where}: is not on the shelf")
    return Recovered()


def _history(
    ground: Ground, kept: Callable[[bytes | None], str | None]
) -> dict[str, Any] | None:
    if ground.past:
        return {"name": None, "sha256": None}
    if ground.history is None:
        return None
    name, data = ground.history
    return {"name": name, "sha256": kept(data)}


def _named(
    plain: Mapping[str, Any], file: Callable[[str, str | None], bytes | None]
) -> Named | None:
    data = file(f"past orders {plain['name']}", plain["sha256"])
    return None if data is None else (plain["name"], data)


def _json(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
