"""A row of an order with what is known of how it is written, and what is said of its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from enduse.intake.orders.look import Country
from enduse.intake.orders.parties import Place
from enduse.intake.past_values import DayOrder, Sign
from enduse.model.issue import Gravity, Issue

UNVALUED = (
    "is a formula without a value; expected a value: open the file in a spreadsheet program "
    "and save it"
)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A row of an order. `place` says where a field of it stands.

    `days` and `signs` say how days and numbers are written there, `unvalued` which fields are
    formulas without a value, `stored` which are numbers as the file stores them. `sheet` is
    the title of its sheet.
    """

    cells: Mapping[str, str]
    place: Callable[[str], Place]
    days: DayOrder
    signs: Mapping[str, Sign]
    role_of: Callable[[str], str]
    unvalued: frozenset[str] = frozenset()
    stored: frozenset[str] = frozenset()
    sheet: str = ""


@dataclass(slots=True)
class Notes:
    """What is said of the cells of one order, and where each field of it stands."""

    country: Country
    issues: list[Issue] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def trouble(
        self, path: str, place: Place, says: str, *, gravity: Gravity = "error"
    ) -> None:
        """Report trouble with a cell, by the path of its field and its place."""
        self.issues.append(Issue(f"{path} ({place})" if place else path, says, gravity))

    def destroyed(self, path: str, text: str, place: Place) -> None:
        """Report a code of which a spreadsheet has lost the digits."""
        says = (
            f"is {text!r}: a spreadsheet took the code for a number, and its digits are lost; "
            "expected the code, in a column formatted as text"
        )
        self.trouble(path, place, says)

    def country_at(self, path: str) -> Callable[[str, Place], str | None]:
        """What reads the country of a field, and reports a cell that names none."""

        def read(text: str, place: Place) -> str | None:
            found = self.country(text)
            if found is None:
                says = f"is {text[:60]!r}; expected a country, by its name or ISO code"
                self.trouble(path, place, says)
            return found

        return read
