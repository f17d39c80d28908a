"""What a file says of somebody in a role, and everybody of a document, each once."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from enduse.intake.edocs.said import Said

ROLES = (
    "seller", "buyer", "consignee", "end_user", "payer", "intermediary", "forwarder", "carrier",
    "notify", "manufacturer", "bank", "vessel", "other",
)  # fmt: skip
_OF_OWNERS = ("name", "country", "kind", "ids", "aliases", "owners")
_ALL = 100  # per cent
_ALONE = "is told by a number alone ({}); who that is has to be looked up"


@dataclass(slots=True)
class Someone:
    """Somebody as said. `spare` is the role where another already has `role`.

    `address` are the parts of an address in the order in which people write them. `numbers`
    are those that the wire form has no scheme for, `owners` who holds how many per cent.
    `remarks` are what to say of the party.
    """

    role: str
    name: Said | None = None
    aliases: list[Said] = field(default_factory=list)
    address: list[Said] = field(default_factory=list)
    country: Said | None = None
    ids: dict[str, Said] = field(default_factory=dict)
    phone: Said | None = None
    email: Said | None = None
    website: Said | None = None
    activity: Said | None = None
    kind: str = ""
    spare: str = ""
    numbers: list[Said] = field(default_factory=list)
    owners: list[tuple["Someone", Said | None]] = field(default_factory=list)
    remarks: list[tuple[Said | None, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The name without case and signs."""
        return fold(self.name.text) if self.name else ""

    @property
    def empty(self) -> bool:
        """Whether nothing says who or where it is."""
        return not (self.name or self.address or self.country or self.ids or self.numbers)

    def number(self, scheme: str | None, said: Said | None) -> None:
        """One of its numbers; the first of a scheme stays."""
        if said and said.text and scheme:
            self.ids.setdefault(scheme, said)
        elif said and said.text:
            self.numbers.append(said)

    def named(self, names: Iterable[Said]) -> None:
        """Its names: the first is the name, the others by which it is known too."""
        for said in names:
            if self.name is None:
                self.name = said
            elif fold(said.text) not in {self.key, *(fold(each.text) for each in self.aliases)}:
                self.aliases.append(said)

    def as_record(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The party in the wire form, and where each of its fields stands."""
        record: dict[str, Any] = {"role": self.role, "name": None}
        places: dict[str, str] = {}
        for key in ("name", "country", "phone", "email", "website", "activity"):
            said: Said | None = getattr(self, key)
            if said:
                record[key], places[key] = said.text, said.place
        if self.kind:
            record["kind"] = self.kind
        if self.aliases:
            record["aliases"] = [said.text for said in self.aliases]
            places["aliases"] = self.aliases[0].place
        parts = list(dict.fromkeys(said.text for said in self.address if said.text))
        if parts:
            record["address"] = ", ".join(parts)
            places["address"] = self.address[0].place
        for number, (owner, share) in enumerate(self.owners):
            inner, at = owner.as_record()
            held = {key: inner[key] for key in _OF_OWNERS if key in inner}
            percent = _percent(share.text) if share else None
            record.setdefault("owners", []).append(
                {**held, "share": percent} if percent is not None else held
            )
            places |= {f"owners/{number}/{key}": place for key, place in at.items()}
        if self.ids:
            record["ids"] = {key: said.text for key, said in sorted(self.ids.items())}
            places |= {f"ids/{key}": said.place for key, said in self.ids.items()}
        return record, places


def _percent(text: str) -> float | None:
    """A share in per cent, None where it is none."""
    try:
        share = float(text)
    except ValueError:
        return None
    return share if 0 <= share <= _ALL else None


def gathered(some: Iterable[Someone]) -> list[Someone]:
    """Everybody once, in the order of roles; one without a name and number is left out.

    Goods that go to an address of nobody go to whoever receives there, where one does.
    """
    settled = _roles([each for each in some if not each.empty])
    _received(settled)
    kept: list[Someone] = []
    by_key: dict[str, list[Someone]] = {}
    # A buyer before a payer: one who is both is the buyer.
    for each in sorted(settled, key=lambda each: ROLES.index(each.role)):
        twins = by_key.setdefault(each.key, [])
        twin = next((other for other in twins if _same(each, other)), None)
        if twin is not None:
            _merge(twin, each)
            continue
        if each.name is None and each.numbers and not each.ids:
            text = ", ".join(said.text for said in each.numbers)
            each.remarks.append((each.numbers[0], _ALONE.format(text)))
        kept.append(each)
        twins.append(each)
    return [each for each in kept if each.name or each.ids or each.numbers or _placed(each)]


def _placed(each: Someone) -> bool:
    """Whether a nameless one is worth a party: one that receives the goods in some country."""
    return each.role in {"consignee", "end_user"} and bool(each.country or each.address)


def _roles(some: list[Someone]) -> list[Someone]:
    """Give the spare role to those whose role another has by right."""
    rightful: dict[str, set[str]] = {}
    for each in some:
        if not each.spare:
            rightful.setdefault(each.role, set()).add(each.key)
    for each in some:
        rivals = rightful.get(each.role, set())
        if each.spare and rivals and each.key not in rivals:
            each.role = each.spare
        elif each.spare:
            rightful.setdefault(each.role, set()).add(each.key)
        each.spare = ""
    return some


def _received(some: list[Someone]) -> None:
    """An address of nobody is where the consignee receives, else the buyer, where one is."""
    named = [each for each in some if each.role == "consignee" and each.name]
    buyers = [each for each in some if each.role == "buyer" and each.name]
    for each in some:
        if each.role != "consignee" or each.name is not None:
            continue
        here = [e for e in named if e.address and _place_of(e) == _place_of(each)]
        whose = here or buyers or named
        if len({e.key for e in whose}) == 1:
            each.name = whose[0].name
            if each.country is None and not each.address:
                each.country = whose[0].country


def _place_of(each: Someone) -> str:
    return fold(" ".join(said.text for said in each.address))


def _same(one: Someone, other: Someone) -> bool:
    if not one.key or one.key != other.key:
        return False
    if one.role != other.role and not {one.role, other.role} <= {"buyer", "payer"}:
        return False
    countries = {e.country.text.upper() for e in (one, other) if e.country}
    addresses = {fold(" ".join(s.text for s in e.address)) for e in (one, other) if e.address}
    shared = one.ids.keys() & other.ids.keys()
    return (
        len(countries) <= 1
        and (len(addresses) <= 1 or one.role == "payer")
        and all(one.ids[key].text == other.ids[key].text for key in shared)
    )


def _merge(into: Someone, other: Someone) -> None:
    into.named(other.aliases)
    into.address = into.address or other.address
    for key in ("country", "phone", "email", "website", "activity"):
        setattr(into, key, getattr(into, key) or getattr(other, key))
    into.ids = {**other.ids, **into.ids}
    into.numbers += other.numbers
    into.remarks += other.remarks
    into.owners = into.owners or other.owners


def fold(text: str) -> str:
    """A name without case, accents, signs and blanks, to tell two of them apart."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())
