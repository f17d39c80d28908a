"""The lock pins every package in the words in which others ask for it."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).parents[1] / "requirements"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[([^]]*)])?==", re.MULTILINE)


def _pinned(lock: str) -> dict[str, set[str]]:
    """Each package of a lock, with the extras that it is locked with."""
    text = (FOLDER / lock).read_text("utf-8")
    return {
        canonicalize_name(name): {canonicalize_name(each) for each in extras.split(",") if each}
        for name, extras in _PINNED.findall(text)
    }


def _asked(pinned: dict[str, set[str]]) -> set[tuple[str, str, str]]:
    """Who asks for which package with which extra, among what is installed of a lock."""
    return {
        (name, canonicalize_name(wanted.name), canonicalize_name(extra))
        for name, own in pinned.items()
        for wanted in _required(name)
        if not wanted.marker or any(wanted.marker.evaluate({"extra": x}) for x in {"", *own})
        for extra in wanted.extras
    }


def _required(name: str) -> list[Requirement]:
    """What a package asks for; nothing for one that this system does not install."""
    try:
        return [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return []


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_what_is_asked_for_with_an_extra_is_locked_with_it(lock: str) -> None:
    pinned = _pinned(lock)
    assert len(pinned) > 10
    missing = [each for each in _asked(pinned) if each[2] not in pinned[each[1]]]
    assert missing == []


def test_an_extra_is_seen_among_what_the_packages_ask_for() -> None:
    assert ("pytest-cov", "coverage", "toml") in _asked(_pinned("dev.lock"))
