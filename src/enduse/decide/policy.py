"""The policy on decisions by people: which reason may lift which weight, how long, by whom.

The shipped policy and a user's own have one form. What no policy may do is held here: a
finding that holds is lifted by two persons and on a document, or not at all.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any

from enduse.errors import SettingsError
from enduse.model.finding import HEAVIEST_FIRST
from enduse.model.resolution import Reason

TRUE_MATCH, RISK_ACCEPTED = "true_match", "risk_accepted"
MOST_DAYS = 1827
"""Five years: no policy may let a settlement hold for longer."""

_LIFTED = HEAVIEST_FIRST[:-1]
_FORM = ("version", "reason")


@dataclass(frozen=True, slots=True)
class Policy:
    """The reasons by their code. `version` names the policy, `sha256` is over its `texts`."""

    version: str
    sha256: str
    reasons: Mapping[str, Reason]
    texts: tuple[bytes, ...]

    def reason(self, code: str) -> Reason:
        """The reason with a code; `SettingsError` that names all where there is none."""
        found = self.reasons.get(code)
        if found is None:
            raise SettingsError("reason", f"{code!r} is not one", " or ".join(self.reasons))
        return found


def load(own: bytes | None = None, *, where: str = "policy.toml") -> Policy:
    """The shipped policy, with a user's own on top, which is read from `own`.

    Raises `SettingsError` where either is malformed or lets through what none may: half a
    policy would settle by other rules than those that were written down.
    """
    shipped = (files("enduse.decide") / "policy.toml").read_bytes()
    version, reasons = _read(shipped, "decide/policy.toml")
    texts = (shipped,) if own is None else (shipped, own)
    if own is not None:
        said, theirs = _read(own, where)
        version, reasons = f"{version}, {said}", {**reasons, **theirs}
    return Policy(version, hashlib.sha256(b"".join(texts)).hexdigest(), reasons, texts)


def _read(data: bytes, where: str) -> tuple[str, dict[str, Reason]]:
    try:
        plain = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(where, f"cannot be read ({error})", "TOML in UTF-8") from error
    for name in plain.keys() - set(_FORM):
        raise SettingsError(where, f"has the key {name!r}", " and ".join(_FORM))
    version, rows = plain.get("version"), plain.get("reason")
    if not isinstance(version, str) or not version.strip():
        raise SettingsError(where, "has no version", 'one such as version = "2026-11-30"')
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise SettingsError(where, "has no reasons", "tables [[reason]]")
    found: dict[str, Reason] = {}
    for number, row in enumerate(rows, 1):
        made = _reason(row, f"{where} reason {number}")
        if made.code in found:
            raise SettingsError(where, f"has the reason {made.code!r} twice", "each once")
        found[made.code] = made
    return version, found


def _reason(row: Mapping[str, Any], where: str) -> Reason:
    wanted = [each.name for each in fields(Reason)]
    if row.keys() != set(wanted):
        odd = sorted(row.keys() ^ set(wanted))
        raise SettingsError(
            where, f"lacks or does not know {', '.join(odd)}", ", ".join(wanted)
        )
    for name, (fits, expected) in _FITS.items():
        if not fits(row[name]):
            raise SettingsError(where, f"{name} is {row[name]!r}", expected)
    values: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in row.items()
    }
    made = Reason(**values)
    for says, expected in _refused(made):
        raise SettingsError(f"{where}, {made.code}", says, expected)
    return made


def _all(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda some: isinstance(some, list) and all(fits(each) for each in some)


def _like(pattern: str) -> Callable[[Any], bool]:
    return lambda said: isinstance(said, str) and re.fullmatch(pattern, said) is not None


def _among(*known: str) -> Callable[[Any], bool]:
    return lambda said: isinstance(said, str) and said in known


_FITS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "code": (_like(r"[a-z][a-z0-9_]{1,39}"), "small letters, digits and _"),
    "says": (_like(r"\S.*"), "a few words"),
    "tests": (_all(_like(r"[a-z_]+\.[a-z_]*")), "codes of tests, or their beginnings: owner."),
    "lifts": (_all(_among(*_LIFTED)), f"some of {', '.join(_LIFTED)}"),
    "becomes": (_among("ask", "note"), "ask or note"),
    "most_days": (
        lambda days: type(days) is int and 1 <= days <= MOST_DAYS,
        f"1 to {MOST_DAYS}",
    ),
    "four_eyes": (_all(_among(*_LIFTED)), f"some of {', '.join(_LIFTED)}"),
    "document": (_like(r".*"), "words on what must be given; none where nothing must be"),
    "reach": (_among("facts", "order"), "facts or order"),
}
"""What each field must be, and how that is said."""


def _refused(reason: Reason) -> Iterator[tuple[str, str]]:
    """What no policy may let through, and what is expected instead."""
    rank = HEAVIEST_FIRST.index
    if reason.code == TRUE_MATCH and reason.lifts:
        yield "lifts a finding that it confirms", "lifts = []"
    if reason.code == RISK_ACCEPTED and "hold" in reason.lifts:
        yield "accepts a risk that holds", "lifts without hold"
    if "hold" in reason.lifts and "hold" not in reason.four_eyes:
        yield "lets one person lift what holds", 'four_eyes = ["hold"]'
    if "hold" in reason.lifts and not reason.document.strip():
        yield "lifts what holds without a document", "words on what must be given"
    if any(rank(reason.becomes) <= rank(each) for each in reason.lifts):
        yield f"makes {reason.becomes} of what weighs no more", "a lighter weight"
