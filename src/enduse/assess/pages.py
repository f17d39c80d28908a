"""The files of the rulebook in force: the shipped ones, or those that were recorded."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar

from enduse.errors import RuleError

_HOME = "enduse.assess.rulebook"
_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Pages:
    """The files of one rulebook by name ("embargoes.toml"), and what was made of them.

    Without `given` they are the shipped ones, each read when it is asked for.
    """

    given: Mapping[str, bytes] | None = None
    made: dict[Any, Any] = field(default_factory=dict, repr=False)

    def toml(self, name: str) -> dict[str, Any]:
        """A file by its name without ending, as plain values; `RuleError` if there is none."""
        if self.given is None:
            data = (files(_HOME) / f"{name}.toml").read_bytes()
        elif (found := self.given.get(f"{name}.toml")) is not None:
            data = found
        else:
            says = "is not among the files of this rulebook"
            raise RuleError(f"{name}.toml", says, "a rulebook that this version can read")
        try:
            return tomllib.loads(data.decode("utf-8"))
        except ValueError as error:
            raise RuleError(f"{name}.toml", str(error), "TOML") from error


_SHIPPED = Pages()
_IN_FORCE: ContextVar[Pages] = ContextVar("rulebook", default=_SHIPPED)


def toml(name: str) -> dict[str, Any]:
    """A file of the rulebook in force, as plain values."""
    return _IN_FORCE.get().toml(name)


@contextmanager
def in_force(pages: Pages | None) -> Iterator[None]:
    """Let a rulebook be in force for what is done meanwhile; None leaves it as it is.

    Never across a `yield` of a generator: whoever takes from it would be ruled by it too.
    """
    if pages is None:
        yield
        return
    before = _IN_FORCE.set(pages)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


def once_a_rulebook(make: Callable[_P, _T]) -> Callable[_P, _T]:
    """Keep what a function makes of the rulebook, for each rulebook apart."""

    @wraps(make)
    def kept(*args: _P.args, **named: _P.kwargs) -> _T:
        made = _IN_FORCE.get().made
        key = (make, args, tuple(named.items()))
        if key not in made:
            made[key] = make(*args, **named)
        found: _T = made[key]
        return found

    return kept


@cache
def shipped() -> Mapping[str, bytes]:
    """The shipped files by name, in the order of their names. Read once."""
    found = (each for each in files(_HOME).iterdir() if each.name.endswith(".toml"))
    return {each.name: each.read_bytes() for each in sorted(found, key=lambda e: e.name)}


def digest(pages: Mapping[str, bytes]) -> str:
    """SHA-256 over the lines "NAME SHA256" of each file, sorted by name."""
    sums = (f"{name} {hashlib.sha256(pages[name]).hexdigest()}\n" for name in sorted(pages))
    return hashlib.sha256("".join(sums).encode()).hexdigest()
