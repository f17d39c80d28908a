"""Orders with a planted pattern of diversion: ordinary ones, changed as regulators describe.

Each pattern takes an ordinary order and changes just what its source names; all else stays as
poor and as innocent as it was. They show that few alarms on ordinary orders is not blindness.
"""

from collections.abc import Callable, Iterator, Mapping

from ordinary_made import Maker, Record

KNOWN = ("KG", "AM", "KZ", "UZ", "GE")
TRADE_HUBS = ("TR", "AE", "HK")
PRIORITY = ("854231", "854232", "854239", "851762", "852691", "853224", "854129", "901420")
_CHIPS = (
    ("8542.31", "microcontroller 32-bit"), ("8542.39", "integrated circuit, RF transceiver"),
    ("8532.24", "ceramic capacitor multilayer"), ("8541.29", "power transistor"),
    ("8526.91", "GNSS receiver module"), ("8517.62", "radio modem, wireless"),
)  # fmt: skip


def new_company(order: Record, maker: Maker) -> None:
    """Founded after 24 February 2022, in a diversion destination, orders priority goods."""
    _to(order, maker.rng.choice(KNOWN))
    _chips(order, maker)
    order["parties"][1]["founded"] = (
        f"{maker.rng.randint(2022, 2025)}-{maker.rng.randint(4, 12):02d}-05"
    )


def third_country_payer(order: Record, maker: Maker) -> None:
    """Priority goods to a transshipment hub, paid from a country that is not in the order."""
    _to(order, maker.rng.choice(TRADE_HUBS))
    _chips(order, maker)
    country = maker.rng.choice(("VG", "SC", "MH", "GE"))
    order["payment"] = {"payer": f"{maker.company('AE')} Holding", "payer_country": country}


def forwarder_receives(order: Record, maker: Maker) -> None:
    """A freight forwarder is the final consignee of priority goods."""
    to = maker.rng.choice((*KNOWN, *TRADE_HUBS))
    _to(order, to)
    _chips(order, maker)
    order["parties"] = order["parties"][:2]
    name = f"{maker.company(to).split()[0]} Freight Forwarding"
    order["parties"].append(
        {"role": "consignee", "name": name, "kind": "company", "country": to}
    )


def hidden_goods(order: Record, maker: Maker) -> None:
    """Chips declared under the code of ordinary goods."""
    _to(order, maker.rng.choice((*KNOWN, *TRADE_HUBS)))
    _, words = maker.rng.choice(_CHIPS[:2])
    code = maker.rng.choice(("6109.10", "3926.90", "9503.00", "7326.90", "8414.59"))
    order["lines"] = [{"description": words, "hs": code, "quantity": 500}]


def phone_elsewhere(order: Record, maker: Maker) -> None:
    """The buyer's telephone number is of another country than the destination."""
    _to(order, maker.rng.choice((*KNOWN[:2], *TRADE_HUBS)))
    _chips(order, maker)
    order["parties"][1]["phone"] = "+7 495 123 45 67"


def route_through(order: Record, maker: Maker) -> None:
    """Priority goods routed through an embargoed country."""
    to = maker.rng.choice(("KZ", "UZ", "KG"))
    _to(order, to)
    _chips(order, maker)
    order["route"] = [
        {"country": order["parties"][0]["country"]},
        {"country": "RU"},
        {"country": to},
    ]


def engines(order: Record, maker: Maker) -> None:
    """Small aircraft engines to a trader on a known route, for an unknown end user."""
    _to(order, maker.rng.choice(("AE", "KG", "AM", "KZ")))
    words = "two-stroke piston engine for light aircraft"
    order["lines"] = [{"description": words, "hs": "8407.10", "quantity": 20}]
    order["parties"] = order["parties"][:2]
    order["parties"][1] |= {"name": f"{maker.company('AE').split()[0]} General Trading FZE",
                            "founded": "2023-05-04"}  # fmt: skip
    order.pop("end_use", None)


def military_use(order: Record, maker: Maker) -> None:
    """The papers name a military end use, at a place outside the partner countries."""
    _to(order, maker.rng.choice((*KNOWN, "CN", "PK", "MM")))
    order["end_use"] = maker.rng.choice((
        "for fire control systems of the armed forces", "spare parts for military vehicles",
        "guidance of unmanned combat aircraft", "eindgebruik door het leger",
        "Ersatzteile für Kampfpanzer", "для нужд министерства обороны",
    ))  # fmt: skip


def nobody_known(order: Record, maker: Maker) -> None:
    """No end user, no end use, a free-mail address: priority goods to a hub."""
    _to(order, maker.rng.choice(TRADE_HUBS))
    _chips(order, maker)
    order["parties"] = order["parties"][:2]
    order["parties"][1] |= {"email": "sales.office77@gmail.com"}
    order["end_use"] = "resale"


def part_only(order: Record, maker: Maker) -> None:
    """A part of a family taken out of weapons, without a code, to a known route."""
    _to(order, maker.rng.choice(KNOWN))
    part = maker.rng.choice(
        ("STM32F407VGT6", "XC7A100T-2FGG484I", "TMS320F28335PGFA", "AD9361BBCZ")
    )
    order["lines"] = [
        {"part_number": part, "quantity": 300, "description": "electronic component"}
    ]


PATTERNS: Mapping[str, tuple[str, Callable[[Record, Maker], None]]] = {
    "new company": ("RF-UK-1, RF-FIN23-1", new_company),
    "third-country payer": ("RF-FIN22-b, RF-TRI-07", third_country_payer),
    "forwarder receives": ("RF-BIS-09, RF-GLB-05", forwarder_receives),
    "hidden goods": ("RF-G7-4", hidden_goods),
    "phone elsewhere": ("RF-GLB-04", phone_elsewhere),
    "route through an embargoed country": ("RF-BIS-10", route_through),
    "engines to a trader": ("RF-IRUAV-01, -02, -04", engines),
    "military end use": ("Art. 4 of 2021/821", military_use),
    "nobody known": ("RF-GLB-02, -03", nobody_known),
    "part number only": ("RF-IRUAV-01", part_only),
}
"""Each pattern with the flags that describe it."""


def planted(maker: Maker, count: int) -> Iterator[tuple[str, Record]]:
    """As many orders of each pattern."""
    for name, (_, plant) in PATTERNS.items():
        for number in range(count):
            order = maker.order(f"{name.replace(' ', '-')}-{number}")
            plant(order, maker)
            yield name, order


def _to(order: Record, country: str) -> None:
    for party in order["parties"]:
        if party["role"] in {"buyer", "consignee", "end_user"}:
            party["country"] = country
            party.pop("phone", None)
    start = order["parties"][0]["country"]
    order["route"] = [{"country": start}, {"country": country}]


def _chips(order: Record, maker: Maker) -> None:
    code, words = maker.rng.choice(_CHIPS)
    order["lines"] = [
        {"hs": code, "description": words, "quantity": maker.rng.choice((50, 500, 3000))}
    ]
