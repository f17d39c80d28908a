"""What people decided, kept so that what is of one finding is found at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from enduse.decide.facts import EntryOf, about_of
from enduse.decide.policy import Policy
from enduse.model.finding import Finding
from enduse.model.order import Order
from enduse.model.resolution import Facts, Reach, Resolution


@dataclass(frozen=True, slots=True)
class Listed:
    """The lists as they are in use: an entry by list and id, and the day of each edition."""

    entry_of: EntryOf
    published: Mapping[str, str] = field(default_factory=dict)


class Ledger:
    """Settlements by their facts, by the party's name, and by the place in an order."""

    def __init__(self, resolutions: Iterable[Resolution], policy: Policy) -> None:
        self.policy = policy
        self._found: dict[tuple[object, ...], list[Resolution]] = defaultdict(list)
        self._tests: set[str] = set()
        self._numbered: dict[int, Resolution] = {}
        for each in resolutions:
            self._tests.add(each.facts.about[0])
            self._numbered[each.number] = each
            for key in _keys(each.facts, each.reach, order=each.order, place=each.subject):
                self._found[key].append(each)

    def __bool__(self) -> bool:
        return bool(self._tests)

    def near(
        self, finding: Finding, order: Order, facts: Mapping[Reach, Facts | None]
    ) -> list[Resolution]:
        """Those that may be of this finding, the newest first. `facts` are its own."""
        found: dict[int, Resolution] = {}
        about = about_of(finding)
        keys: list[tuple[object, ...]] = [_place(order.id, about, finding.subject)]
        for reach, each in facts.items():
            if each is not None:
                keys += _keys(each, reach, order=order.id, place=finding.subject)
        for key in keys:
            found |= {each.number: each for each in self._found.get(key, ())}
        return [found[number] for number in sorted(found, reverse=True)]

    def numbered(self, number: int) -> Resolution | None:
        """The settlement that an entry holds."""
        return self._numbered.get(number)

    def knows(self, finding: Finding) -> bool:
        """Whether anything was decided of findings of this question."""
        return about_of(finding)[0] in self._tests


def _keys(
    facts: Facts, reach: Reach, *, order: str, place: str
) -> Iterator[tuple[object, ...]]:
    """By what a settlement and a finding of the same question are brought together."""
    yield _place(order, facts.about, place)
    yield (facts.key,)
    name = _name_in(facts)
    if reach == "facts" and name is not None:
        yield (facts.about, name)


def _place(order: str, about: tuple[str, ...], subject: str) -> tuple[object, ...]:
    # A party is held against many entries, each a question of its own; of its address there
    # is one finding, whichever of the entries there comes first.
    asked = about[:1] if about[0] == "party.address" else about
    return (order, asked, subject)


def _name_in(facts: Facts) -> str | None:
    """The name of whom the facts are, where they do not hang on an order."""
    subject = facts.plain.get("subject")
    if "order" in facts.plain or not isinstance(subject, dict):
        return None
    return subject.get("name") or subject.get("payer")
