"""Ordinary orders: goods and destinations by their share of real trade, papers as poor as real.

An order is drawn so: a destination by its share of the exports of the EU-27 in 2023; a seller
in a member state by that state's share; one to three lines whose HS-6 codes follow the mix of
that destination (see `ordinary_weights.py`); then the people and papers around it. How often a
fact is given, or looks odd without meaning harm, stands in `ordinary.toml`: these rates are
ours, set before anything was measured. Embargoed destinations are left out: a hit there is
right.
"""

import csv
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from made import vocabulary
from ordinary_weights import TABLE

Record = dict[str, Any]

EMBARGOED = frozenset({"RU", "BY", "IR", "KP", "SY", "CU"})
DAY = date(2026, 7, 15)

SAID: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("ordinary.toml").read_text(encoding="utf-8")
)
"""Rates and words: `ordinary.toml`."""

HUBS = ("AE", "TR", "SG", "HK", "NL", "DE", "PA", "EG")


@dataclass
class Maker:
    """Makes orders. `names` and `words` are real ones where they were given."""

    seed: int
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: Sequence[tuple[str, str]] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the weights and make words for names."""
        self.rng = random.Random(self.seed)  # noqa: S311  # the same orders every time
        self._own = vocabulary(self.rng, 4_000)
        self.where, self.goods = weights()
        self.members = {c: s for c, s in self.where.items() if c in _UNION}

    def orders(self, count: int) -> Iterator[Record]:
        """As many ordinary orders."""
        for number in range(count):
            yield self.order(f"ordinary-{self.seed}-{number}")

    def order(self, name: str) -> Record:
        """One ordinary order, in the form of the contract."""
        to = self._drawn({c: s for c, s in self.where.items() if c not in EMBARGOED})
        seller = self._drawn({c: s for c, s in self.members.items() if c != to})
        lines = [self._line(to) for _ in range(self.rng.choice((1, 1, 1, 2, 2, 3)))]
        chapter = lines[0].pop("chapter")
        for line in lines[1:]:
            line.pop("chapter")
        parties = self._parties(to, seller, chapter)
        record: Record = {
            "id": name,
            "date": (DAY - timedelta(days=self.rng.randint(0, 30))).isoformat(),
            "parties": parties,
            "lines": lines,
        }
        record |= self._route(seller, parties)
        record |= self._papers(parties, chapter)
        return record

    def chance(self, what: str) -> bool:
        """Whether something that is so at a rate of the table is so here."""
        rate: float = SAID["rates"][what]
        return self.rng.random() < rate

    def company(self, country: str, chapter: str = "84") -> str:
        """A company's name: a real one of that country where there is one."""
        real = self.names.get(country)
        if real:
            return self.rng.choice(real)
        own = self.rng.choice(self._own).title()
        sector = (
            "Trading" if self.chance("buyer is a trader") else SAID["sectors"].get(chapter, "")
        )
        return " ".join(filter(None, (own, sector, SAID["forms"].get(country, "Ltd"))))

    def _line(self, to: str) -> Record:
        mix = self.goods.get(to) or self.goods["RU"]
        code = self._drawn(mix)
        line: Record = {
            "chapter": code[:2],
            "quantity": self.rng.choice((1, 2, 5, 10, 50, 200, 1000)),
        }
        if self.chance("line has a code"):
            line["hs"] = (
                code[:4] if self.chance("code is a heading only") else f"{code[:4]}.{code[4:]}"
            )
        if self.chance("line has a description") or "hs" not in line:
            line["description"] = self._described(code)
        if self.chance("line has a part number"):
            line["part_number"] = self._part(code)
        if self.chance("line has a value"):
            line["value"] = round(self.rng.lognormvariate(8.5, 1.4), 2)
            line["currency"] = self.rng.choice(("EUR", "EUR", "EUR", "USD"))
        if self.chance("line has an origin"):
            us = self.chance("origin is the United States")
            line["origin"] = "US" if us else self._drawn(self.members)
        return line

    def _described(self, code: str) -> str:
        real = self.words.get(code) or self.words.get(code[:4])
        if real:
            return self.rng.choice(real)
        text = self.texts.get(code) or self.texts.get(code[:4]) or "spare parts for machines"
        return text.partition(";")[0].partition("(")[0].strip()[:80]

    def _part(self, code: str) -> str:
        if self.parts and code.startswith(("8541", "8542")):
            return self.rng.choice(self.parts)[0]
        letters = "".join(
            self.rng.choice("ABCDEFGHKLMNPRSTVWX") for _ in range(self.rng.randint(1, 3))
        )
        return (
            f"{letters}{self.rng.randint(100, 99999)}{self.rng.choice(('', '-A', '/2', ' S'))}"
        )

    def _parties(self, to: str, seller: str, chapter: str) -> list[Record]:
        made = [
            {
                "role": "seller",
                "name": self.company(seller, chapter),
                "kind": "company",
                "country": seller,
            },
            self._buyer(to, chapter),
        ]
        if self.chance("consignee besides"):
            made.append(self._consignee(to, chapter))
        if self.chance("end user named"):
            name = made[1]["name"] if self.rng.random() < 0.6 else self.company(to, chapter)
            made.append({"role": "end_user", "name": name, "kind": "company", "country": to})
        if self.rng.random() < 0.3:
            forwarder = f"{self.rng.choice(self._own).title()} Logistics"
            made.append({"role": "forwarder", "name": forwarder, "country": seller})
        return made

    def _buyer(self, to: str, chapter: str) -> Record:
        name = self.company(to, chapter)
        buyer: Record = {"role": "buyer", "name": name, "kind": "company", "country": to}
        own = (
            "".join(c for c in name.casefold().split()[0] if c.isascii() and c.isalnum())
            or "office"
        )
        if self.chance("buyer's address"):
            buyer["address"] = (
                f"{self.rng.randint(1, 240)} {self.rng.choice(self._own).title()} Street"
            )
        if self.chance("buyer's website"):
            buyer["website"] = f"www.{own}.com"
        if self.chance("buyer's mail address"):
            free = self.chance("free mail")
            buyer["email"] = f"{own}@gmail.com" if free else f"purchase@{own}.com"
        if self.chance("buyer's phone") and to in SAID["phones"]:
            buyer["phone"] = SAID["phones"]["DE" if self.chance("phone of a neighbour") else to]
        if self.chance("founding date known"):
            first = 2022 if self.chance("founded since 2022") else 1950
            last = 2025 if first == 2022 else 2021
            buyer["founded"] = (
                f"{self.rng.randint(first, last)}-{self.rng.randint(3, 12):02d}-11"
            )
        if self.chance("activity known"):
            buyer["activity"] = SAID["activities"].get(chapter, "general wholesale")
        if self.chance("owners known"):
            buyer["owners"] = [{"name": self.company(to), "country": to, "share": 100}]
        return buyer

    def _consignee(self, to: str, chapter: str) -> Record:
        where = to
        if self.chance("consignee in another country"):
            where = self._drawn({c: s for c, s in self.where.items() if c not in EMBARGOED})
        name = self.company(where, chapter)
        if self.chance("consignee is a forwarder"):
            own, form = self.rng.choice(self._own).title(), SAID["forms"].get(where, "Ltd")
            name = f"{own} Freight {form}"
        return {"role": "consignee", "name": name, "kind": "company", "country": where}

    def _route(self, seller: str, parties: Sequence[Record]) -> Record:
        if not self.chance("route given"):
            return {}
        to = next(
            (p["country"] for p in parties if p["role"] == "consignee"), parties[1]["country"]
        )
        legs = [seller, to]
        if self.chance("route by a hub") and to not in _UNION:
            legs.insert(1, self.rng.choice(HUBS))
        kept = [c for n, c in enumerate(legs) if n == 0 or c != legs[n - 1]]
        return {"route": [{"country": country} for country in kept]}

    def _papers(self, parties: Sequence[Record], chapter: str) -> Record:
        made: Record = {}
        if self.chance("end use said"):
            empty = self.chance("end use says nothing")
            own = SAID["uses"].get(chapter, "use in our own workshop")
            made["end_use"] = self.rng.choice(SAID["words"]["empty_uses"]) if empty else own
        payment: Record = {}
        if self.chance("payer named"):
            other = self.chance("somebody else pays")
            payment["payer"] = (
                self.company(parties[1]["country"]) if other else parties[1]["name"]
            )
        if self.chance("terms known"):
            payment["terms"] = self.rng.choice(SAID["words"]["terms"])
        if payment:
            made["payment"] = payment
        if self.chance("notes"):
            made["notes"] = self.rng.choice(SAID["words"]["notes"])
        if self.chance("clause in the contract"):
            made["clauses"] = {"no_reexport_to_russia": True}
        elif self.chance("clause said to be missing"):
            made["clauses"] = {"no_reexport_to_russia": False}
        return made

    def _drawn(self, shares: Mapping[str, float]) -> str:
        return self.rng.choices(list(shares), weights=list(shares.values()))[0]


def weights(path: Path = TABLE) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Share of each destination, and of each HS-6 code by destination."""
    where: dict[str, float] = {}
    goods: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "destination":
                where[row["country"]] = float(row["share"])
            else:
                goods.setdefault(row["country"], {})[row["hs6"]] = float(row["share"])
    return where, goods


_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
