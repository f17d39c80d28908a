"""What was read of one paper so far: fields, facts, numbers, each with where it stands."""

from dataclasses import dataclass, field, replace
from typing import Any

from enduse.intake.forms.sheet import Sheet
from enduse.model.document import Fact, FactName, Ref, RefKind, Sort
from enduse.model.issue import Issue
from enduse.model.unread import Unread


@dataclass(slots=True)
class Told:
    """One paper in the reading.

    `rows` are those of the sheet that something was read of, `of_parties` those in which a
    party stands: a number may stand beside one, on its line.
    """

    sheet: Sheet
    sort: Sort
    name: str
    wire: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    own: Ref | None = None
    refs: list[Ref] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    of_parties: set[int] = field(default_factory=set)

    def fact(self, name: FactName, value: str, text: str, row: int) -> None:  # noqa: PLR0917  # what a fact is
        """Note a fact, once; another value for it is a question."""
        self.rows.add(row)
        place = self.sheet.place(row)
        same = [each for each in self.facts if each.name == name]
        if any(_plain(each.value) == _plain(value) for each in same):
            return
        if same and name not in {"container", "seal"}:
            first = same[0]
            said = f"{first.text!r} ({first.place}) or {text!r} ({place})"
            self.questions.append(f"{name.replace('_', ' ')}: {said}?")
            return
        self.facts.append(Fact(name, value, text, place))

    def value(self, name: FactName) -> str:
        """The value of a fact; empty where there is none."""
        return next((each.value for each in self.facts if each.name == name), "")

    def where(self, name: FactName) -> str:
        """The place of a fact."""
        return next((each.place for each in self.facts if each.name == name), "")

    def ref(self, kind: RefKind, number: str, row: int, *, own: bool = False) -> None:
        """Note a number that the paper names, its own or another's."""
        self.rows.add(row)
        made = Ref(kind, number)
        if own and self.own is None:
            self.own = made
            self.places["own"] = self.sheet.place(row)
            self.refs = [each for each in self.refs if each != made]
        elif made not in self.refs and made != self.own:
            self.places[f"refs/{len(self.refs)}"] = self.sheet.place(row)
            self.refs.append(made)

    def put(self, path: str, value: object, row: int) -> None:
        """Set a field of the order at its top, with its place."""
        self.rows.add(row)
        self.wire[path] = value
        self.places[path] = self.sheet.place(row)

    def trouble(self, path: str, row: int, says: str) -> None:
        """Report what was read and not understood."""
        self.issues.append(Issue(f"{path} ({self.sheet.place(row)})", says))


def renamed(fact: Fact, value: str) -> Fact:
    """A fact with another value."""
    return replace(fact, value=value)


def _plain(text: str) -> str:
    return "".join(text.casefold().split())
