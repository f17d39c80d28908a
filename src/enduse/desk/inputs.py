"""What two grounds differ in, one input at a time, so that each can be tried alone."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from enduse.assess.pages import Pages
from enduse.desk.goods_tables import Recovered
from enduse.desk.ground import Ground, Named
from enduse.desk.grounds import SETTINGS, called, packed
from enduse.desk.shelved import Shelved
from enduse.desk.sources import starter_data
from enduse.errors import RuleError
from enduse.model.replay import Cause

Swap = Callable[[Ground, Ground], Ground]
"""A ground with this one input of another ground, and all others its own."""

_NONE = "none"


@dataclass(frozen=True, slots=True)
class Input:
    """An input in which two grounds differ, and how one takes it from the other."""

    cause: Cause
    swap: Swap


def differing(was: Ground, now: Ground) -> tuple[Input, ...]:
    """Every input in which two grounds differ."""
    made = (_lists, _files, _said, _settings, _day)
    return tuple(each for make in made for each in make(was, now))


def _day(was: Ground, now: Ground) -> Iterator[Input]:
    if was.day != now.day:
        cause = Cause("day", str(was.day), str(now.day))
        yield Input(cause, lambda own, other: replace(own, moment=other.moment))


def _lists(was: Ground, now: Ground) -> Iterator[Input]:
    one = {each.list_id: each for each in was.lists}
    two = {each.list_id: each for each in now.lists}
    for name in sorted({**one, **two}):
        if one.get(name) != two.get(name):
            cause = Cause(f"list {name}", *_named_apart(one.get(name), two.get(name)))
            yield Input(cause, _swap_list(name))


def _swap_list(name: str) -> Swap:
    def swap(own: Ground, other: Ground) -> Ground:
        kept = [each for each in own.lists if each.list_id != name]
        taken = [each for each in other.lists if each.list_id == name]
        return replace(own, lists=tuple(sorted((*kept, *taken), key=lambda e: e.list_id)))

    return swap


def _named_apart(was: Shelved | None, now: Shelved | None) -> tuple[str, str]:
    words = [called(each) if each else "not loaded" for each in (was, now)]
    if words[0] == words[1] and was and now:
        words = [_also(each, word) for each, word in zip((was, now), words, strict=True)]
    return words[0], words[1]


def _also(each: Shelved, word: str) -> str:
    """Of one edition, what the shelf said of it then."""
    seen = f", last seen {each.seen}" if each.seen else ""
    return f"{word}{seen}{', ' + each.fault if each.fault else ''}"


def _files(was: Ground, now: Ground) -> Iterator[Input]:
    rules = [packed(each.rules) for each in (was, now)]
    if rules[0] != rules[1]:
        own = [_rules(each) for each in (was, now)]
        yield Input(Cause("rules", *own), lambda a, b: replace(a, rules=b.rules))
    starter = [each.starter or starter_data() for each in (was, now)]
    if starter[0] != starter[1]:
        own = [_hash(each) for each in starter]
        yield Input(Cause("starter list", *own), lambda a, b: replace(a, starter=b.starter))
    if was.recovered != now.recovered:
        cause = Cause("recovered components", _table(was.recovered), _table(now.recovered))
        yield Input(cause, lambda a, b: replace(a, recovered=b.recovered))
    if was.history != now.history or was.past != now.past:
        cause = Cause("past orders", _past(was), _past(now))
        yield Input(cause, lambda a, b: replace(a, history=b.history, past=b.past))
    if was.owners != now.owners:
        own = [", ".join(map(_file, each.owners)) or _NONE for each in (was, now)]
        yield Input(Cause("owners", *own), lambda a, b: replace(a, owners=b.owners))


def _said(was: Ground, now: Ground) -> Iterator[Input]:
    """What people of the installation said: in files beside the lists, and in the record."""
    if was.tuned != now.tuned:
        cause = Cause("tuned thresholds", _hash(was.tuned), _hash(now.tuned))
        yield Input(cause, lambda a, b: replace(a, tuned=b.tuned))
    if was.policy != now.policy:
        cause = Cause("policy", _hash(was.policy), _hash(now.policy))
        yield Input(cause, lambda a, b: replace(a, policy=b.policy))
    if was.settled != now.settled:
        cause = Cause("settlements", _settled(was.settled), _settled(now.settled))
        yield Input(cause, lambda a, b: replace(a, settled=b.settled))
    if was.rulings != now.rulings:
        cause = Cause("rulings", _hash(was.rulings), _hash(now.rulings))
        yield Input(cause, lambda a, b: replace(a, rulings=b.rulings))


def _settings(was: Ground, now: Ground) -> Iterator[Input]:
    for name in SETTINGS:
        own, other = getattr(was.settings, name), getattr(now.settings, name)
        if own != other:
            yield Input(Cause(name, _setting(own), _setting(other)), _swap_setting(name))


def _swap_setting(name: str) -> Swap:
    def swap(own: Ground, other: Ground) -> Ground:
        taken: dict[str, Any] = {name: getattr(other.settings, name)}
        return replace(own, settings=replace(own.settings, **taken))

    return swap


def _setting(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or _NONE
    return "by the laws of the order" if value is None else str(value)


def _file(named: Named | None) -> str:
    return _NONE if named is None else f"{named[0]} ({_hash(named[1])})"


def _past(ground: Ground) -> str:
    return "handed over by a program" if ground.past else _file(ground.history)


def _rules(ground: Ground) -> str:
    try:
        version = (ground.rules or Pages()).toml("meta")["version"]
    except (RuleError, KeyError):
        version = "without a version"
    return f"{version} ({_hash(packed(ground.rules))})"


def _settled(last: int | None) -> str:
    return "all" if last is None else f"up to entry {last}" if last else _NONE


def _table(used: Recovered) -> str:
    if used.edition is not None:
        return f"{used.edition.published} ({used.edition.sha256[:12]})"
    return _NONE if used.fault is None else "cannot be read"


def _hash(data: bytes | None) -> str:
    return _NONE if data is None else hashlib.sha256(data).hexdigest()[:12]
