"""A list and orders made here, as large as the real ones, the same on every machine.

No published data is in the project, so speed is measured on a list of the size and the
shape of OFAC's of May 2024: 15,000 parties, 36,000 names, a vocabulary that grows with it.
Whoever has the real files measures with them (`bench/run.py --sdn FOLDER`).
"""

import json
import random
from pathlib import Path

PARTIES, ALIASES = 15_000, 21_000
_CONSONANTS, _VOWELS = "bdfghklmnprstvz", "aeiou"
_COMMON = ("trading", "international", "company", "group", "general", "industrial", "shipping")
_FORMS = ("LLC", "OOO", "CO., LTD", "LIMITED", "FZE", "JSC", "GMBH")


def write_sdn(folder: Path, *, parties: int = PARTIES, aliases: int = ALIASES) -> list[Path]:
    """The three files of an SDN set, in OFAC's form."""
    chance = random.Random(20240502)  # noqa: S311  # the same list every time
    words = vocabulary(chance)
    null = "-0- "
    sdn, add = [], []
    for number in range(parties):
        name = company(chance, words)
        person = number % 2 == 0
        kind = '"individual"' if person else null
        shown = f"{name.split()[0]}, {' '.join(name.split()[1:])}" if person else name
        remarks = f'"DOB {1940 + number % 60}; nationality Russia."' if person else null
        sdn.append(f'{number},"{shown}",{kind},"RUSSIA-EO14024",' + f"{null}," * 7 + remarks)
        add.append(f'{number},{number},"Street {number}","Moscow","Russia",{null}')
    alt = [
        f'{number % parties},{number},"aka","{company(chance, words)}",{null}'
        for number in range(aliases)
    ]
    return [_write(folder / n, rows) for n, rows in
            (("sdn.csv", sdn), ("alt.csv", alt), ("add.csv", add))]  # fmt: skip


def write_orders(path: Path, count: int, *, parties: int = 4) -> Path:
    """Orders of up to four parties and two lines each."""
    chance = random.Random(7)  # noqa: S311
    words = vocabulary(chance, 3_000)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            roles = ("seller", "buyer", "consignee", "end_user")
            named = [
                {"role": role, "name": company(chance, words), "country": country}
                for role, country in zip(roles, ("NL", "TR", "TR", "TR"), strict=True)
            ][:parties]
            lines = [{"hs": "8542.31"}, {"description": "servo motor"}]
            route = [{"country": "NL"}, {"country": "TR"}]
            record = {"id": str(number), "parties": named, "lines": lines, "route": route}
            file.write(json.dumps(record) + "\n")
    return path


def vocabulary(chance: random.Random, size: int = 22_000) -> list[str]:
    """As many made words."""
    return [_word(chance) for _ in range(size)]


def _word(chance: random.Random) -> str:
    return "".join(
        chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 4))
    )


def company(chance: random.Random, words: list[str]) -> str:
    """A made name of a company."""
    # Squaring the draw makes some words common, as in real names.
    own = [words[int(len(words) * chance.random() ** 2)] for _ in range(chance.randint(1, 3))]
    return " ".join([*own, chance.choice(_COMMON), chance.choice(_FORMS)]).upper()


def _write(path: Path, rows: list[str]) -> Path:
    path.write_bytes("".join(f"{row}\r\n" for row in rows).encode() + b"\x1a\r\n")
    return path
