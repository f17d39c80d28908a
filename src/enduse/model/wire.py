"""The nouns as plain JSON values, and entries back from them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from enduse.model.conflict import Agreed, Comparison, Conflict, Open, Side
from enduse.model.dates import DateSpan
from enduse.model.decision import Decision
from enduse.model.duty import Duty
from enduse.model.finding import Finding
from enduse.model.listing import (
    Entry,
    Identifier,
    Link,
    ListedAddress,
    ListedName,
)

_ONE_LINE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_plain(value: object) -> Any:  # noqa: ANN401, PLR0911  # JSON; one for each kind
    """Any noun as dicts, lists, strings and numbers; empty and None fields are left out.

    >>> to_plain(ListedName("OOO SERTAL"))
    {'text': 'OOO SERTAL', 'kind': 'primary', 'strength': 'strong'}
    """
    if value is None or isinstance(value, str):  # nine values in ten, so asked first
        return value
    names = _field_names(type(value))  # type: ignore[arg-type]  # any class can be hashed
    if names is not None:
        return _filled((name, getattr(value, name)) for name in names)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [to_plain(each) for each in value]
    return value


def _filled(named: Iterable[tuple[str, object]]) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for name, value in named:
        if isinstance(value, str):
            filled[name] = value
        elif not _is_empty(value):  # asked twice, since most fields are empty
            plain = to_plain(value)
            if not _is_empty(plain):
                filled[name] = plain
    return filled


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def _is_empty(plain: object) -> bool:
    # By type, because 0 == False: a feature that adds 0.0 to a score is still a feature.
    if plain is None or plain is False:
        return True
    return not plain and isinstance(plain, list | dict | tuple)


def one_line(value: object) -> str:
    """Canonical JSON on one line: keys sorted, no blanks, letters in their own script."""
    return _ONE_LINE.encode(to_plain(value))


def decision_to_plain(decision: Decision) -> dict[str, Any]:
    """A decision in the wire form of version 1, every key present.

    `required` (the lists that had to be loaded and fresh), `issues` (what could not be read
    of the order) and `duties` (what the law asks the exporter to do) stand beside the keys
    of the contract, and so does `applied` in each of the `regimes`. `resolutions` (entries of
    the record by which a person settled a finding) is there where there are any.
    """
    return {
        "order": decision.order,
        "verdict": decision.verdict,
        "findings": [_finding_to_plain(each) for each in decision.findings],
        "not_checked": [
            {"test": n.test, "missing": n.missing, "subject": n.subject}
            for n in decision.not_checked
        ],
        "asks": [str(each) for each in decision.asks],
        "editions": [
            {
                "list": e.list_id,
                "published": e.published.isoformat(),
                "sha256": e.sha256,
                "entries": e.entries,
                "age_days": e.age_days,
            }
            for e in decision.editions
        ],
        "required": list(decision.required),
        "regimes": [
            {"regime": r.regime, "why": r.why, "applied": r.applied} for r in decision.regimes
        ],
        "duties": [_duty_to_plain(each) for each in decision.duties],
        "issues": [
            {"where": i.where, "says": i.says, "gravity": i.gravity} for i in decision.issues
        ],
        "as_of": decision.as_of,
        "engine": {
            "version": decision.engine.version,
            "rulebook": decision.engine.rulebook,
            "thresholds": decision.engine.thresholds,
        },
        # Only where a person settled something: else the decision is what it was without.
        **({"resolutions": list(decision.resolutions)} if decision.resolutions else {}),
    }


def _finding_to_plain(finding: Finding) -> dict[str, Any]:
    return {
        "test": finding.test,
        "outcome": finding.outcome,
        "weight": finding.weight,
        "subject": finding.subject,
        "says": finding.says,
        "evidence": {key: to_plain(value) for key, value in finding.evidence},
        "basis": [to_plain(each) for each in finding.basis],
        "asks": [str(each) for each in finding.asks],
        "regime": finding.regime,
        **({"missing": finding.missing} if finding.missing else {}),
    }


def _duty_to_plain(duty: Duty) -> dict[str, Any]:
    return {
        "duty": duty.duty,
        "regime": duty.regime,
        "title": duty.title,
        "applies": duty.applies,
        "why": duty.why,
        "says": duty.says,
        "next": list(duty.next),
        "missing": list(duty.missing),
        "basis": [to_plain(each) for each in duty.basis],
    }


def entry_from_plain(plain: Mapping[str, Any]) -> Entry:
    """The entry that `to_plain` was given.

    >>> entry = Entry("un_sc", "IRe.001", "company", (ListedName("X"),))
    >>> entry_from_plain(to_plain(entry)) == entry
    True
    """
    return Entry(
        list_id=plain["list_id"],
        id=plain["id"],
        kind=plain["kind"],
        names=tuple(ListedName(**each) for each in plain.get("names", ())),
        programmes=tuple(plain.get("programmes", ())),
        listed_on=_day(plain.get("listed_on")),
        addresses=tuple(ListedAddress(**each) for each in plain.get("addresses", ())),
        birth_dates=tuple(_span(each) for each in plain.get("birth_dates", ())),
        birth_places=tuple(plain.get("birth_places", ())),
        nationalities=tuple(plain.get("nationalities", ())),
        citizenships=tuple(plain.get("citizenships", ())),
        gender=plain.get("gender"),
        titles=tuple(plain.get("titles", ())),
        ids=tuple(Identifier(**each) for each in plain.get("ids", ())),
        links=tuple(Link(**each) for each in plain.get("links", ())),
        facts=tuple((label, text) for label, text in plain.get("facts", ())),
        remarks=tuple(plain.get("remarks", ())),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _span(plain: Mapping[str, Any]) -> DateSpan:
    first, last = date.fromisoformat(plain["first"]), date.fromisoformat(plain["last"])
    return DateSpan(first, last, plain["text"], plain.get("circa", False))


def comparison_of(plain: Mapping[str, Any]) -> Comparison:
    """Documents held against each other, back from plain values."""

    def sides(each: Mapping[str, Any]) -> tuple[Side, ...]:
        return tuple(Side(**side) for side in each.get("sides", ()))

    return Comparison(
        documents=tuple(plain["documents"]),
        conflicts=tuple(
            Conflict(each["what"], sides(each), each["says"], each["weight"])
            for each in plain.get("conflicts", ())
        ),
        agreed=tuple(Agreed(each["what"], sides(each)) for each in plain.get("agreed", ())),
        open=tuple(
            Open(each["what"], Side(**each["has"]), tuple(each["lacks"]), each["says"])
            for each in plain.get("open", ())
        ),
    )
