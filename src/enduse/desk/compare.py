"""Two decisions of one order, held against each other: by bytes, and by what they say."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.model.replay import Change, Difference

SHOWN = 20
"""Differences that are shown; those beyond are counted."""

_LONG = 200
_GONE = object()

Key = tuple[str, ...]
Said = tuple[str, str]
"""How it stands ("hit, hold"), and in which words."""


def differences(recorded: object, now: object) -> tuple[tuple[Difference, ...], int]:
    """The first places where two plain values differ, and how many more there are."""
    found = list(_differ("", recorded, now))
    shown = (
        Difference(where or "/", _short(one), _short(two)) for where, one, two in found[:SHOWN]
    )
    return tuple(shown), max(0, len(found) - SHOWN)


def _differ(where: str, one: object, two: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        for name in sorted({**one, **two}):
            yield from _differ(f"{where}/{name}", one.get(name, _GONE), two.get(name, _GONE))
    elif isinstance(one, list) and isinstance(two, list):
        for at in range(max(len(one), len(two))):
            yield from _differ(f"{where}/{at}", _at(one, at), _at(two, at))
    elif type(one) is not type(two) or one != two:
        yield where, one, two


def _at(values: Sequence[object], at: int) -> object:
    return values[at] if at < len(values) else _GONE


def _short(value: object) -> str | None:
    if value is _GONE:
        return None
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """What a decision of the wire form says otherwise than another, the verdict first.

    What only counts days or names editions is no change; nor are tests that found nothing.
    """
    one, two = _said(was), _said(now)
    found = (
        _change(key, one.get(key), two.get(key))
        for key in dict.fromkeys((*one, *two))
        if one.get(key) != two.get(key)
    )
    return tuple(found)


def _change(key: Key, was: Said | None, now: Said | None) -> Change:
    what, *about = key
    if was is not None and now is not None and was[0] == now[0]:
        return Change(what, tuple(about), was[1], now[1], now[1], words=True)
    said = now or was or ("", "")
    return Change(what, tuple(about), was and was[0], now and now[0], said[1])


def _said(plain: Mapping[str, Any]) -> dict[Key, Said]:
    found: dict[Key, Said] = {("verdict",): (plain["verdict"], "")}
    for key, said in _each(plain):
        at, unlike = 1, key
        while unlike in found:  # two findings of one test on one place, say
            at += 1
            unlike = (*key, str(at))
        found[unlike] = said
    return found


def _each(plain: Mapping[str, Any]) -> Iterator[tuple[Key, Said]]:
    for f in plain["findings"]:
        if f["outcome"] == "hit":
            seen = f["evidence"]
            own = (str(seen[name]) for name in ("list", "entry") if name in seen)
            about = (f["test"], f["subject"], *filter(None, (f["regime"],)), *own)
            yield ("finding", *about), (str(f["weight"]), f["says"])
    for n in plain["not_checked"]:
        yield ("not_checked", n["test"], n["subject"]), ("not checked", n["missing"])
    for ask in plain["asks"]:
        yield ("asks", ask), ("asked", ask)
    yield from _beside(plain)


def _beside(plain: Mapping[str, Any]) -> Iterator[tuple[Key, Said]]:
    for d in plain.get("duties", ()):
        yield ("duty", d["duty"], d["regime"]), (d["applies"], d["says"])
    for r in plain["regimes"]:
        applied = "applies" if r.get("applied", True) else "may apply"
        yield ("regime", r["regime"]), (applied, r["why"])
    for name in plain.get("required", ()):
        yield ("required", name), ("required", f"{name} must be loaded and fresh")
    for i in plain.get("issues", ()):
        yield ("issue", i["where"], i["says"]), (i["gravity"], i["says"])
