"""What the rows of an order say of its parties -> its parties, each once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enduse.intake.headings import fold
from enduse.intake.orders.titles import claim, words
from enduse.model.order import SCHEMES

Place = str
"""Where a cell stands, in words."""

ROLES = (
    "seller", "buyer", "consignee", "end_user", "payer", "intermediary", "forwarder", "carrier",
    "notify", "bank", "other",
)  # fmt: skip
_STREETS = ("address", "street")
_PLAIN = ("phone", "email", "website", "activity")


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says of one party: each fact with where it stands."""

    role: str
    facts: Mapping[str, tuple[str, Place]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name without case, accents, signs and blanks."""
        text = self.facts.get("name", ("", ""))[0]
        return fold(text) or text

    @property
    def rank(self) -> tuple[int, str, int, Sequence[str]]:
        """So that the order of rows is none of the parties: role, name, the fullest first."""
        texts = tuple(f"{key}={text}" for key, (text, _) in sorted(self.facts.items()))
        return ROLES.index(self.role), self.name, -len(texts), texts


def said_in(
    cells: Mapping[str, str], place: Callable[[str], Place], role_of: Callable[[str], str]
) -> Iterator[Said]:
    """What a row says of each party. `role_of` tells the role from a partner function."""
    by_role: dict[str, dict[str, tuple[str, Place]]] = {}
    for name, text in cells.items():
        role, sign, attribute = name.partition(".")
        if sign and attribute != "customer_no":
            real = role_of(cells.get("function", "")) if role == "partner" else role
            by_role.setdefault(real, {})[attribute] = (text, place(name))
    yield from (Said(role, facts) for role, facts in by_role.items() if role)


def merged(said: Sequence[Said], destination: tuple[str, Place] | None) -> list[Said]:
    """The parties, each once. Rows that contradict each other about one make two of it.

    `destination` is the country that all of the goods go to, as written, where one is named.
    """
    buyers = {each.name for each in said if each.role == "buyer"}
    found: list[Said] = []
    for each in sorted((_placed(one, buyers) for one in said), key=lambda one: one.rank):
        twin = next((at for at, other in enumerate(found) if _same(each, other)), None)
        if twin is None:
            found.append(each)
        else:
            found[twin] = Said(each.role, {**each.facts, **found[twin].facts})
    found = [each for each in found if not (each.role == "other" and each.name in buyers)]
    return _received(found, destination)


def _received(parties: Sequence[Said], destination: tuple[str, Place] | None) -> list[Said]:
    """An address of delivery that names nobody is where the buyer receives the goods.

    It lies in its own country, else in that of destination, else in the buyer's.
    """
    nameless = [e for e in parties if e.role == "consignee" and "name" not in e.facts]
    buyers = [each for each in parties if each.role == "buyer" and "name" in each.facts]
    if len(nameless) != 1 or len(buyers) != 1:
        return list(parties)
    facts = {**nameless[0].facts, "name": buyers[0].facts["name"]}
    country = facts.get("country") or destination or buyers[0].facts.get("country")
    new = Said("consignee", {**facts, "country": country} if country else facts)
    return [new if each is nameless[0] else each for each in parties]


def _placed(said: Said, buyers: set[str]) -> Said:
    """Who gets the bill is the buyer where nobody else is, else a party of its own."""
    if said.role != "bill_to":
        return said
    return Said("other" if buyers else "buyer", said.facts)


def _same(one: Said, other: Said) -> bool:
    if one.role != other.role or one.name != other.name:
        return False
    shared = one.facts.keys() & other.facts.keys() - {"name"}
    return all(fold(one.facts[key][0]) == fold(other.facts[key][0]) for key in shared)


def as_record(
    said: Said, country: Callable[[str, Place], str | None], is_region: Callable[[str], bool]
) -> tuple[dict[str, Any], dict[str, Place]]:
    """A party in the wire form, and where each of its fields stands.

    A country that nobody knows, or that names a part of one with rules of its own, stays in
    the address as it is written: nothing of it is lost.
    """
    record: dict[str, Any] = {"role": said.role}
    places: dict[str, Place] = {}
    for name in ("name", *_PLAIN):
        if name in said.facts:
            record[name], places[name] = said.facts[name]
    written = ""
    if "country" in said.facts:
        text, places["country"] = said.facts["country"]
        record["country"] = country(text, places["country"])
        written = text if record["country"] is None or is_region(text) else ""
    address = ", ".join(filter(None, (*_address(said.facts), written)))
    if address:
        record["address"] = address
        first = next((said.facts[key] for key in _STREETS if key in said.facts), None)
        places["address"] = first[1] if first else places.get("country", "")
    ids = {key: each[0] for key, each in said.facts.items() if key in SCHEMES}
    if ids:
        record["ids"] = ids
        places |= {f"ids/{key}": said.facts[key][1] for key in ids}
    return record, places


def _address(facts: Mapping[str, tuple[str, Place]]) -> Iterator[str]:
    def text(key: str) -> str:
        return " ".join(facts.get(key, ("", ""))[0].split())

    yield from (text(key) for key in _STREETS)
    town = " ".join(filter(None, (text("postcode"), text("city"))))
    # A full address that ends in its town need not say it twice.
    if town and fold(town) not in fold(text("address")):
        yield town
    yield text("region")


def is_people(function: str) -> bool:
    """Whether a partner function is a contact or a clerk, not a party."""
    return fold(function) in {fold(each) for each in words()["functions"]["people"]}


def functions(cells: Sequence[str]) -> Callable[[str], str]:
    """The role of each partner function, as the others of its column show what it means.

    Empty for people (contacts, clerks) and for what nobody knows.
    """
    known: Mapping[str, Sequence[str]] = words()["functions"]
    seen = {cell.strip().upper() for cell in cells}
    german = bool(seen & {*known["german"]})
    english = bool(seen & {*known["english"]})
    roles = {
        fold(code): role for role, codes in known.items()
        if role in words()["roles"] for code in codes
    }  # fmt: skip
    if german != english:
        roles["sp"] = "forwarder" if german else "buyer"

    def role_of(text: str) -> str:
        role = roles.get(fold(text), "")
        return role or claim(text).field.partition(".")[0] if text.strip() else ""

    return lambda text: (
        (found := role_of(text)) and (found if found in words()["roles"] else "")
    )
