"""What several documents say of one fact -> those that agree, and those that do not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enduse.model.conflict import Agreed, Conflict, Gravity, Side


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says of a fact: as it stands there, and as it is compared."""

    side: Side
    key: str
    number: float | None = None

    def __lt__(self, other: "Said") -> bool:
        return (self.side.document, self.key) < (other.side.document, other.key)


Same = Callable[[Said, Said], bool]


def equal(one: Said, other: Said) -> bool:
    """Whether two are the same once written in one way."""
    return one.key == other.key


def clusters(said: Sequence[Said], same: Same = equal) -> list[list[Said]]:
    """Those that agree with each other, directly or by a third; in the order of documents."""
    found: list[list[Said]] = []
    for each in sorted(said):
        meets = [some for some in found if any(same(each, one) for one in some)]
        merged = [one for some in meets for one in some]
        found = [some for some in found if some not in meets]
        found.append([*merged, each])
    return sorted((sorted(some) for some in found), key=lambda some: some[0])


def verdict_on(
    what: str, said: Sequence[Said], *, same: Same = equal, weight: Gravity = "review"
) -> Conflict | Agreed | None:
    """Whether documents agree on a fact; None where fewer than two of them say it.

    A document that names several values (two containers) agrees where any of them does.
    """
    documents = {each.side.document for each in said}
    if len(documents) < 2:  # noqa: PLR2004  # it takes two
        return None
    groups = clusters(said, same)
    # One value that all documents name is agreement, whatever others some of them add.
    shared = next((g for g in groups if {e.side.document for e in g} == documents), None)
    if shared is not None:
        return Agreed(what, _sides(shared))
    return Conflict(
        what, _sides([each for some in groups for each in some]), _says(what, groups), weight
    )


def _sides(said: Sequence[Said]) -> tuple[Side, ...]:
    return tuple(dict.fromkeys(each.side for each in said))


def _says(what: str, groups: Sequence[Sequence[Said]]) -> str:
    parts = []
    for some in groups:
        values = dict.fromkeys(each.side.value for each in some)
        names = dict.fromkeys(where(each.side) for each in some)
        parts.append(f"{' / '.join(values)} ({', '.join(names)})")
    return f"The {what} differs: {'; '.join(parts)}."


def where(side: Side) -> str:
    """A document with the place in it, in words."""
    return f"{side.document} {side.place}".strip()
