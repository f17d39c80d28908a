"""The rows of one order -> its record in the wire form, and where each field stood."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from enduse.intake.orders.cells import day_in, destroyed, is_fault, short_year
from enduse.intake.orders.lines import lines_in
from enduse.intake.orders.mapping import OF_LINE
from enduse.intake.orders.parties import Place, Said, as_record, is_people, merged, said_in
from enduse.intake.orders.row import UNVALUED, Notes, OrderRow
from enduse.model.order import SCHEMES


@dataclass(frozen=True, slots=True)
class Builder:
    """One order in the making. `always` is what every order of the table has."""

    notes: Notes
    is_region: Callable[[str], bool]
    always: Mapping[str, str]

    def record(self, number: str | None, rows: Sequence[OrderRow]) -> dict[str, Any]:
        """The order in the wire form."""
        made: dict[str, Any] = {"id": number} if number else {}
        for row in rows:
            self._refuse_unread(row)
        made["date"] = self._date(rows)
        made["parties"] = list(self._parties(rows))
        made["lines"] = lines_in(self.notes, rows, always=self.always.get("currency"))
        made["route"] = list(self._route(rows))
        made["end_use"] = self._joined("end_use", rows)
        made["notes"] = self._joined("notes", rows)
        terms = self._joined("terms", rows)
        made["payment"] = {"terms": terms} if terms else None
        return {name: each for name, each in made.items() if each not in (None, [])}

    def _refuse_unread(self, row: OrderRow) -> None:
        """Cells that hold no value, in a field that is not of a line of goods."""
        for name in sorted(row.unvalued - OF_LINE):
            self.notes.trouble(name, row.place(name), UNVALUED)
        for name, text in row.cells.items():
            if is_fault(text) and name not in OF_LINE:
                self.notes.trouble(
                    name, row.place(name), f"is {text!r}, the error of a formula"
                )

    def _date(self, rows: Sequence[OrderRow]) -> str | None:
        found: dict[str, Place] = {}
        for row, text in _said(rows, "date"):
            day, place = day_in(text, row.days), row.place("date")
            if day is None:
                says = f"is {text[:60]!r}; expected a day such as 2026-03-18"
                self.notes.trouble("date", place, says)
                continue
            if short_year(text) and day.isoformat() not in found:
                says = f"is {text!r}, with a year of two digits; read as {day}"
                self.notes.trouble("date", place, says, gravity="warning")
            found.setdefault(day.isoformat(), place)
        if not found:
            return self.always.get("date")
        latest = max(found)
        if len(found) > 1:
            days = ", ".join(sorted(found))
            says = f"differs between the rows of this order: {days}; the latest is used"
            self.notes.trouble("date", found[latest], says, gravity="warning")
        self.notes.places["date"] = found[latest]
        return latest

    def _joined(self, name: str, rows: Sequence[OrderRow]) -> str | None:
        found: dict[str, Place] = {}
        for row, text in _said(rows, name):
            found.setdefault(text, row.place(name))
        if not found:
            return self.always.get(name)
        first = found[min(found)]
        if len(found) > 1 and name != "notes":
            says = f"differs between the rows of this order; all {len(found)} texts are used"
            self.notes.trouble(name, first, says, gravity="warning")
        self.notes.places[name] = first
        return "; ".join(sorted(found))

    def _parties(self, rows: Sequence[OrderRow]) -> Iterator[dict[str, Any]]:
        said = [each for row in rows for each in said_in(_sound(row), row.place, row.role_of)]
        said += said_in(self.always, lambda _: "the mapping", str)
        for row, function in _said(rows, "function"):
            if not row.role_of(function) and not is_people(function):
                says = f"is {function[:40]!r}, no role that is known; its party was not read"
                self.notes.trouble("function", row.place("function"), says)
        goals = {text: row.place("destination") for row, text in _said(rows, "destination")}
        found = merged(said, next(iter(goals.items())) if len(goals) == 1 else None)
        for number, each in enumerate(found):
            self._say_several(f"parties/{number}", each, found)
            yield self._party(f"parties/{number}", each)

    def _party(self, path: str, said: Said) -> dict[str, Any]:
        notes = self.notes
        record, places = as_record(said, notes.country_at(f"{path}/country"), self.is_region)
        notes.places |= {f"{path}/{name}": place for name, place in places.items()}
        for scheme in sorted(record.get("ids", {}).keys() & SCHEMES):
            if destroyed(record["ids"][scheme]):
                text, where = record["ids"].pop(scheme), f"{path}/ids/{scheme}"
                notes.destroyed(where, text, places[f"ids/{scheme}"])
        return record

    def _say_several(self, path: str, said: Said, found: Sequence[Said]) -> None:
        same = [each for each in found if each.role == said.role]
        if len(same) < 2 or same[0] is not said:  # noqa: PLR2004  # two differ
            return
        names = dict.fromkeys(each.facts.get("name", ("no name", ""))[0] for each in same)
        says = (
            f"differs between the rows of this order: {len(same)} in the role of {said.role} "
            f"({', '.join(names)}); each is checked"
        )
        place = next((each[1] for each in said.facts.values()), "")
        self.notes.trouble(path, place, says, gravity="warning")

    def _route(self, rows: Sequence[OrderRow]) -> Iterator[dict[str, Any]]:
        """Where the goods leave from, and where they go; several goals by their names."""
        legs: dict[tuple[str, str], Place] = {}
        for row, text in _said(rows, "departure"):
            legs.setdefault((text, ""), row.place("departure"))
        if not legs and "departure" in self.always:
            legs[self.always["departure"], ""] = "the mapping"
        goals: dict[tuple[str, str], Place] = {}
        for row in rows:
            cells = _sound(row)
            where = cells.get("destination", self.always.get("destination", ""))
            to = cells.get("place", "")
            if where or to:
                told = "destination" if "destination" in cells else "place"
                goals.setdefault((where, to), row.place(told))
        stops = [*sorted(legs.items()), *sorted(goals.items())]
        for number, ((where, to), place) in enumerate(stops):
            path = f"route/{number}"
            code = self.notes.country_at(f"{path}/country")(where, place) if where else None
            self.notes.places[f"{path}/country"] = self.notes.places[f"{path}/place"] = place
            # What is no country, or a part of one with rules of its own, stays as written.
            whole = (
                to
                if code and not self.is_region(where)
                else ", ".join(filter(None, (to, where)))
            )
            yield {name: each for name, each in (("country", code), ("place", whole)) if each}


def _said(rows: Sequence[OrderRow], name: str) -> Iterator[tuple[OrderRow, str]]:
    """Each row that says a field, with what it says; not the error of a formula."""
    return ((row, row.cells[name]) for row in rows if name in _sound(row))


def _sound(row: OrderRow) -> Mapping[str, str]:
    return {name: text for name, text in row.cells.items() if not is_fault(text)}
