"""Answers of three values: yes, no, and unknown where a fact is missing, which is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enduse.model.duty import Applies
from enduse.model.finding import Basis


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something holds, and why in words.

    `missing` are fields of the order, `basis` the texts behind what was found, if it hangs on
    that.
    """

    applies: Applies
    why: str = ""
    missing: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()


def yes(why: str = "", *basis: Basis) -> Answer:
    """It holds."""
    return Answer("yes", why, basis=basis)


def no(why: str) -> Answer:
    """It does not hold."""
    return Answer("no", why)


def unknown(why: str, *missing: str) -> Answer:
    """It cannot be said without the facts that are missing."""
    return Answer("unknown", why, missing)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Whether all hold: the first no decides, else whatever is unknown is named.

    >>> all_of([unknown("no code", "lines/0/hs"), no("it stays here")]).why
    'it stays here'
    """
    found = []
    for each in answers:
        if each.applies == "no":
            return each
        found.append(each)
    return _joined(found, "unknown") or _joined(found, "yes") or yes()


def any_of(answers: Iterable[Answer]) -> Answer:
    """Whether one holds: the first yes decides, else whatever is unknown is named.

    >>> any_of([no("none"), unknown("no code", "lines/0/hs")]).applies
    'unknown'
    """
    found = []
    for each in answers:
        if each.applies == "yes":
            return each
        found.append(each)
    return _joined(found, "unknown") or _joined(found, "no") or no("nothing asks for it")


def _joined(found: Sequence[Answer], applies: Applies) -> Answer | None:
    some = [each for each in found if each.applies == applies]
    if not some:
        return None
    why = "; ".join(dict.fromkeys(each.why for each in some if each.why))
    missing = dict.fromkeys(m for each in some for m in each.missing)
    basis = dict.fromkeys(text for each in some for text in each.basis)
    return Answer(applies, why, tuple(missing), tuple(basis))
