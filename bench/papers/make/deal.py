"""A made-up sale, drawn by seed: who, what, where to, on which terms."""

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

TONGUES = ("en", "nl", "de", "fr")
_COUNTRIES = tomllib.loads((Path(__file__).parent / "countries.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Company:
    """A party as it prints itself; `ids` by the scheme of the wire form."""

    name: str
    street: str
    place: str
    country: str
    vat: str = ""
    registration: str = ""
    iban: str = ""
    use: str = ""

    def land(self, tongue: str) -> str:
        """Its country in the document's language."""
        return str(_COUNTRIES[self.country][TONGUES.index(tongue)])

    @property
    def town(self) -> str:
        """The town alone, without a post code."""
        words = [w for w in self.place.split(",")[0].split() if not any(c.isdigit() for c in w)]
        return " ".join(w for w in words if w not in {"TS", "AE", "AX"})


@dataclass(frozen=True, slots=True)
class Item:
    """A line of goods; prices and weights are exact."""

    hs: str
    origin: str
    part: str
    unit: str
    what: str
    quantity: int
    price: Decimal
    net: Decimal

    @property
    def value(self) -> Decimal:
        """Price times quantity, in cents."""
        return (self.price * self.quantity).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Deal:
    """A sale. Dates are calendar days; weights kilograms."""

    tongue: str
    seller: Company
    buyer: Company
    consignee: Company
    user: Company
    bank: Company
    forwarder: Company
    carrier: str
    vessel: str
    person: str
    items: tuple[Item, ...]
    currency: str
    incoterm: str
    incoterm_place: str
    number: dict[str, str]
    day: date
    packages: int
    gross: Decimal
    terms_days: int

    @property
    def net(self) -> Decimal:
        """Net weight of the whole."""
        return sum((i.net for i in self.items), Decimal(0))

    @property
    def total(self) -> Decimal:
        """Sum of the lines."""
        return sum((i.value for i in self.items), Decimal(0))

    def after(self, days: int) -> date:
        """A day after the order's."""
        return self.day + timedelta(days=days)


@cache
def stock(part: str) -> dict[str, Any]:
    """The names and goods of `dev` or `held`."""
    path = Path(__file__).parent / "stock.toml"
    found: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))[part]
    return found


def _items(
    rng: random.Random, goods: list[list[str]], tongue: str, count: int
) -> tuple[Item, ...]:
    made = []
    for row in rng.sample(goods, count):
        hs, origin, price, net, part, unit = row[:6]
        most = 4 if Decimal(price) > 5000 else 60 if Decimal(price) > 100 else 2000
        quantity = rng.choice([1, 2, 3, 4]) if most == 4 else rng.randrange(2, most // 2) * 2
        if unit == "kg":
            quantity = rng.randrange(4, 40) * 200
        if Decimal(price) < 1 and unit == "pc":
            quantity = rng.choice([4000, 12000, 20000])
        what = row[6 + TONGUES.index(tongue)]
        weight = (Decimal(net) * quantity).quantize(Decimal("0.1"))
        made.append(Item(hs, origin, part, unit, what, quantity, Decimal(price), weight))
    return tuple(made)


def _numbers(rng: random.Random, part: str, year: int) -> dict[str, str]:
    five, six = (lambda: rng.randrange(10000, 99999)), (lambda: rng.randrange(100000, 999999))
    if part == "dev":
        return {
            "order": rng.choice([f"PO-{five()}", f"45{six()}12", f"BST{year}-{five()}"]),
            "confirmation": rng.choice([f"SO{six()}", f"AB-{year}-{five()}"]),
            "quote": f"Q{year % 100}-{five()}",
            "invoice": rng.choice([f"INV-{year}-{five()}", f"{year}{five()}", f"90{six()}"]),
            "proforma": f"PF-{five()}",
            "packing_list": f"PL-{five()}",
            "delivery": f"80{six()}",
            "bill": f"NMCL{six()}7",
            "credit": f"LC{year % 100}/{five()}",
            "container": f"NMCU{six()}{rng.randrange(10)}",
        }
    return {
        "order": rng.choice([f"{five()}/{year % 100}", f"P{six()}", f"CT-{six()}-A"]),
        "confirmation": rng.choice([f"OC.{six()}", f"VK/{five()}"]),
        "quote": f"OFF {five()}.{rng.randrange(1, 4)}",
        "invoice": rng.choice([f"F{year % 100}{five()}", f"VF/{year}/{five()}", f"RE{six()}"]),
        "proforma": f"{year}/PI/{five()}",
        "packing_list": f"PK{six()}",
        "delivery": f"LS-{six()}",
        "bill": f"FGLX{six()}01",
        "credit": f"{five()}IMP{year % 100}",
        "container": f"FGLU{six()}{rng.randrange(10)}",
    }


_TERMS = {
    "dev": ("FCA", "CIP", "DAP", "EXW", "CPT"),
    "held": ("FOB", "CIF", "DAP", "CFR", "FCA"),
}


def draw(seed: int, part: str, tongue: str, count: int = 3) -> Deal:
    """A sale of `count` lines, the same every time for the same seed."""
    rng = random.Random(f"{part}-{seed}")  # noqa: S311  (a document, not a secret)
    held = stock(part)
    sellers = [row for row in held["sellers"] if row[7] == tongue]
    buyer, other = rng.sample(held["buyers"], 2)
    items = _items(rng, held["goods"], tongue, count)
    day = date(2025, 9, 1) + timedelta(days=rng.randrange(300))
    net = sum((i.net for i in items), Decimal(0))
    term = rng.choice(_TERMS[part])
    user, bank, seller = (rng.choice(held[k]) for k in ("users", "banks", "sellers"))
    seller = rng.choice(sellers) if sellers else seller
    firm, bought = Company(*seller[:7]), Company(*buyer)
    near = term in {"FCA", "EXW", "FOB"}
    end_user = Company(*user[:4], use=user[4])  # type: ignore[misc]
    return Deal(
        tongue, firm, bought, Company(*other), end_user,
        Company(bank[0], "", bank[1], bank[2], registration=bank[3]),
        Company(*rng.choice(held["forwarders"])), rng.choice(held["carriers"]),
        rng.choice(held["vessels"]), rng.choice(held["people"]), items,
        rng.choice(["EUR", "EUR", "USD"]) if firm.country not in {"US", "CH"}
        else {"US": "USD", "CH": "CHF"}[firm.country],
        term, firm.town if near else bought.town, _numbers(rng, part, day.year), day,
        rng.randrange(1, 18), (net * Decimal("1.12") + 7).quantize(Decimal("0.1")),
        rng.choice([14, 30, 45, 60]),
    )  # fmt: skip
