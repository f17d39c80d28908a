"""What is gathered from one file that says who owns whom."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from enduse.intake.owning.shares import day_of
from enduse.model.holding import Doubt, Entity, Holding, Ownership
from enduse.model.issue import Gravity, Issue


@dataclass(slots=True)
class Book:
    """Entities by key, holdings, and doubts, as a reader goes through a file.

    `skipped` counts rows that are no ownership at all and are passed over on purpose, by
    what they are ("IS_FUND-MANAGED_BY").
    """

    name: str
    form: str
    entities: dict[str, Entity] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def enter(self, entity: Entity) -> None:
        """Add what is known of somebody to what is known of him."""
        known = self.entities.get(entity.key)
        if known is None:
            self.entities[entity.key] = entity
        elif replace(entity, where=known.where) != known:
            self.entities[entity.key] = _both(known, entity)

    def doubt(
        self, where: str, says: str, *, about: str | None = None, gravity: Gravity = "error"
    ) -> None:
        """Write down what could not be used; a `warning` where no fact is lost by it."""
        self.doubts.append(Doubt(Issue(where, says, gravity), about))

    def day(self, text: object, where: str, *, name: str, about: str | None) -> date | None:
        """A day; one that cannot be read does not count, so the holding stays in force."""
        try:
            return day_of(text)
        except ValueError:
            says = f"has {name} {str(text)[:40]!r}, which is no day; it was not used"
            self.doubt(where, says, about=about, gravity="warning")
            return None

    def closed(self) -> Ownership:
        """All of it. Keys that nobody described stand for entities without a name."""
        for each in self.holdings:
            for key in (each.owner, each.owned):
                if key is not None and key not in self.entities:
                    self.entities[key] = Entity(key, None, where=each.where)
        for what, count in self.skipped.items():
            says = (
                f"holds {count:,} records of {what}, which is no ownership; they do not count"
            )
            self.doubt(self.name, says, gravity="warning")
        return Ownership(
            self.name,
            self.form,
            tuple(self.entities.values()),
            tuple(self.holdings),
            tuple(self.doubts),
        )


def _both(known: Entity, more: Entity) -> Entity:
    """Two records of one key: what the first lacks is taken from the second."""
    other = (more.name,) if more.name and known.name and more.name != known.name else ()
    return replace(
        known,
        name=known.name or more.name,
        kind=known.kind if known.kind != "unknown" else more.kind,
        country=known.country or more.country,
        ids=tuple(dict.fromkeys((*known.ids, *more.ids))),
        aliases=tuple(dict.fromkeys((*known.aliases, *other, *more.aliases))),
        birth_date=known.birth_date or more.birth_date,
    )
