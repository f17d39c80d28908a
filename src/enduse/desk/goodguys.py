"""A table of parties that are known not to be a listed one, each against exactly one entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enduse.decide.facts import entry_facts, facts_of
from enduse.decide.policy import Policy
from enduse.desk import sources
from enduse.desk.allowed import Question, Said, allow
from enduse.desk.parties import entry_of
from enduse.desk.policy import policy_of
from enduse.desk.resolving import record, today
from enduse.errors import OrderError, RecordError, SettingsError
from enduse.intake.order import read_order
from enduse.intake.table import read_tables
from enduse.model.finding import Finding
from enduse.model.listing import Entry
from enduse.model.order import Order
from enduse.model.resolution import Resolution
from enduse.places import Places
from enduse.screen.source import Source
from enduse.settings import Settings

NEEDED = ("party", "entry", "reason", "until", "note")
FACTS = (
    "kind", "country", "aliases", "address", "ids", "phone", "email", "website", "founded",
    "activity", "birth_date",
)  # fmt: skip
COLUMNS = (*NEEDED, "person", "document", *FACTS)
_TEST = "party.listed"
_ANY = frozenset({"", "*", "any", "all", "any list", "all lists", "every list", "any:any"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made of a table: settlements, or the rows that refuse it and why, by number.

    Where a row was refused nothing was recorded.
    """

    made: tuple[Resolution, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()


def import_rows(settings: Settings, name: str, data: bytes, *, person: str) -> Imported:
    """Record every row of a table as a settlement; none of them where one is refused.

    `person` answers for the rows that name nobody. Raises `OrderError` where the file is no
    table with the columns that are needed.
    """
    asked: list[tuple[Question, Said]] = []
    refused: list[tuple[int, str]] = []
    policy, reader = policy_of(settings), _Reader.of(settings)
    for number, cells in _rows(name, data):
        try:
            pair = reader.row(cells, f"{name} row {number}", person=person, policy=policy)
            allow(*pair, policy, day=reader.day)
            asked.append(pair)
        except (RecordError, SettingsError, OrderError) as error:
            refused.append((number, f"{error.args[1]}; expected {error.args[2]}"))
    if refused:
        return Imported(refused=tuple(refused))
    return Imported(record(settings, asked, policy))


def _rows(name: str, data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    table = read_tables(name, data)[0]
    header = [cell.strip().lower() for cell in table.rows[0]]
    missing = [each for each in NEEDED if each not in header]
    odd = [each for each in header if each and each not in COLUMNS]
    twice = [each for each in COLUMNS if header.count(each) > 1]
    if missing or odd or twice:
        found = [f"lacks {each}" for each in missing]
        found += [f"has {each!r}, which is not used" for each in odd]
        found += [f"has {each} twice" for each in twice]
        raise OrderError(name, "; ".join(found), f"of the columns {', '.join(COLUMNS)}")
    for number, row in enumerate(table.rows[1:], 2):
        cells = {title: cell.strip() for title, cell in zip(header, row, strict=False) if title}
        if any(cells.values()):
            yield number, cells


@dataclass(frozen=True, slots=True)
class _Reader:
    """Rows held against the lists of today."""

    day: date
    lists: Mapping[str, Source]
    countries: frozenset[str]

    @classmethod
    def of(cls, settings: Settings) -> "_Reader":
        day = today()
        loaded = {each.list_id: each for each in sources.load(settings, day).sources}
        return cls(day, loaded, frozenset(Places.load().countries))

    def row(
        self, cells: Mapping[str, str], where: str, *, person: str, policy: Policy
    ) -> tuple[Question, Said]:
        for name in NEEDED:
            if not cells[name] and name != "entry":
                raise RecordError(where, f"has no {name}", _WANTED.get(name, f"a {name}"))
        reason = policy.reason(cells["reason"])
        if reason.reach != "facts":
            raise RecordError(
                where, f"{reason.code} holds in one order alone", "a reason that holds in all"
            )
        said = Said(
            reason=reason.code,
            note=cells["note"],
            person=cells.get("person") or person,
            document=cells.get("document"),
            until=_day(cells["until"], where),
        )
        return self._question(cells, where), said

    def _question(self, cells: Mapping[str, str], where: str) -> Question:
        source, entry = self._entry(cells["entry"], where)
        effect = source.effect_of(entry)
        if effect is None:
            raise RecordError(where, f"{cells['entry']} has expired", "an entry in force")
        order = self._order(cells, where)
        finding = Finding(
            _TEST,
            "hit",
            "parties/0",
            "",
            weight=effect.weight,
            evidence=(("list", source.list_id), ("entry", entry.id)),
            regime=effect.regime,
        )
        known = entry_facts(source.list_id, entry)
        facts = facts_of(finding, order, reach="facts", entry_of=lambda *_: known)
        if facts is None:
            raise RecordError(where, "names no entry", "LIST:ID")
        return Question(
            order=where,
            test=_TEST,
            subject=finding.subject,
            weight=effect.weight,
            facts=facts,
            reach="facts",
            decision=None,
        )

    def _entry(self, said: str, where: str) -> tuple[Source, Entry]:
        if said.lower() in _ANY or said.endswith((":*", ":any")):
            found = f"names {said or 'nothing'!r}, which is not one entry"
            raise RecordError(where, found, "exactly one entry, as LIST:ID")
        list_id, _, entry_id = said.partition(":")
        source = self.lists.get(list_id)
        entry = entry_of(source, entry_id) if source and entry_id else None
        if source is None or entry is None:
            expected = f"LIST:ID, of {', '.join(self.lists)}"
            raise RecordError(where, f"there is no entry {said!r} today", expected)
        return source, entry

    def _order(self, cells: Mapping[str, str], where: str) -> Order:
        given = read_order(_party(cells), label=where, countries=self.countries)
        for issue in given.issues:
            raise RecordError(where, f"{issue.where} {issue.says}", "facts that can be read")
        if given.order is None:
            raise RecordError(where, "holds no party", "a name, and what orders say of it")
        return given.order


_WANTED = {
    "until": "the last day on which it holds: no good guy is one for ever",
    "note": "why, in words",
}


def _day(text: str, where: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # 20270331 or 2027-W13-3 is not what was meant
        raise RecordError(where, f"until is {text!r}", "a day such as 2027-03-31")
    return day


def _party(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row as a bare party of the wire form: what orders must say of it to be the same."""
    plain: dict[str, Any] = {"name": cells["party"]}
    plain |= {name: cells[name] for name in FACTS if cells.get(name)}
    if "aliases" in plain:
        plain["aliases"] = _several(plain["aliases"])
    if "ids" in plain:
        pairs = (each.partition("=") for each in _several(plain["ids"]))
        plain["ids"] = {scheme.strip(): value.strip() for scheme, _, value in pairs}
    return plain


def _several(cell: str) -> Sequence[str]:
    return [each.strip() for each in cell.split(";") if each.strip()]
