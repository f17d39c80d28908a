"""Every file that an answer was read from is covered by a hash of its ground.

Who adds a table, a file in the data folder or a package that answers depend on, and leaves it
out of the ground, is stopped here: the files that a check opens are watched.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

import enduse
from enduse.desk import tuned
from enduse.desk.goods import import_table
from enduse.desk.shipped import covered, program
from enduse.index.model import load
from tests.desk.replaying import DAY, OWNERS, PAST, TUNED, installation, order

HOME = Path(enduse.__file__).parent
WATCH = """
import json, sys
seen = set()
def note(event, given):
    if event == "open" and isinstance(given[0], str):
        seen.add(given[0])
sys.addaudithook(note)
from datetime import date
from pathlib import Path
from enduse.desk.desk import Desk
from enduse.settings import Settings
data, past, owners, orders, day = sys.argv[1:]
settings = Settings(Path(data), language="de", history=Path(past))
own = [("owners.csv", Path(owners).read_bytes())]
desk = Desk(settings, as_of=date.fromisoformat(day), owners=own)
made = list(desk.decide_all(desk.read(Path(orders).read_bytes(), source="orders.jsonl")))
hits = {f.test for each in made for f in each.findings if f.outcome == "hit"}
print(json.dumps({"seen": sorted(seen), "tests": sorted(hits)}))
"""
_COMPILED = (".py", ".pyc", ".so", ".pth", ".typed")
_OF_RECORDED = ("tuned.toml", "groups.csv", "policy.toml")
"""Files of the data folder that are kept whole."""


def uncovered(opened: Iterable[str], data: Path, given: Iterable[Path]) -> Iterator[str]:
    """The files that were opened, that answers may depend on, and that no hash covers."""
    ours, known = {str(each) for each in given}, covered()
    for name in opened:
        path = Path(name)
        if path.suffix in _COMPILED or name in ours or path.parts[:2] in _SYSTEM:
            continue
        if path.is_relative_to(HOME):
            told = str(path.relative_to(HOME)) in known
        elif path.is_relative_to(data):
            told = _in_data(path.relative_to(data).parts)
        elif "site-packages" in path.parts:
            told = _package(path) in _PACKAGES
        else:  # the words of the describer are made of the program alone, and named by it
            told = path.is_relative_to(Path(sys.base_prefix)) or path.name.startswith("words-")
        if not told:
            yield name


_SYSTEM = {("/", "proc"), ("/", "etc"), ("/", "dev"), ("/", "sys")}
_PACKAGES = {name.lower().replace("-", "_") for name in program()["packages"]} | {"enduse"}


def _package(path: Path) -> str:
    place = path.parts[path.parts.index("site-packages") + 1]
    named = metadata.packages_distributions().get(place, [place.partition("-")[0]])[0]
    return named.lower().replace("-", "_")


def _in_data(parts: tuple[str, ...]) -> bool:
    """Whether a file of the data folder is in the ground, or is made of what is in it."""
    match parts:
        case ("editions", _, "book.jsonl"):
            return True  # by what it comes to: when an edition was seen, what was refused
        case ("editions", _, ".plain", edition, *_) | ("editions", _, edition, *_):
            return edition[:4].isdigit()
        case ("indexes" | "addresses", _, _, *_):
            return True  # made of an edition by the program, and named by both
        case ("goods", _, edition, *_):
            return edition[:4].isdigit()
        case _:
            return parts[0] in _OF_RECORDED


def test_every_file_that_a_check_opens_is_covered_by_the_ground(tmp_path: Path) -> None:
    settings = installation(tmp_path / "data")
    tuned.put(settings, replace(TUNED, model=load().name))
    (settings.data / "groups.csv").write_text(
        "one,other,verdict,reason,person,day\nun_sc:QDi.1,un_sc:QDi.2,apart,x,A,2026-11-21\n"
    )
    rows = b"component_id,name_marking,category,manufacturer,manufacturer_country,"
    rows += b"oem_part_number,weapon_as_published,weapons,source_url,last_verified\n"
    rows += b"x-1,STM32F407VGT6,mcu,STMicroelectronics,CH,STM32F407VGT6,Example UAV,example,"
    rows += b"https://a.example/1,2024-01-13\n"
    import_table(settings, rows, "found.csv")
    past, owners, orders = (tmp_path / name for name in ("past.csv", "owners.csv", "o.jsonl"))
    past.write_text(PAST, encoding="utf-8")
    owners.write_bytes(OWNERS[1])
    parts = [{"part_number": "STM32F407VGT6", "hs": "8542.31"}, {"description": "drone engine"}]
    koch = {"role": "buyer", "name": "Koch BV", "country": "NL"}
    some = (
        order(),
        order(lines=parts, notes="for military use; not for Russia", parties=[koch]),
        order(buyer="Orion Fixture", clauses={"text": "Buyer shall not re-export to Russia"}),
        order(route=[{"country": "NL"}, {"country": "AM", "place": "Yerevan"}]),
    )
    text = "\n".join(map(json.dumps, some)) + "\n" + _demo()
    orders.write_text(text, encoding="utf-8")
    words = [str(each) for each in (settings.data, past, owners, orders, DAY)]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *words], capture_output=True, check=True, text=True
    )
    told = json.loads(done.stdout)
    assert {"party.listed", "owner.listed", "goods.weapon_component"} <= set(told["tests"])
    assert len(told["seen"]) > 100, "the watch saw next to nothing"
    assert list(uncovered(told["seen"], settings.data, (past, owners, orders))) == []


def _demo() -> str:
    place = HOME.parents[1] / "demo" / "orders.jsonl"
    return place.read_text(encoding="utf-8") if place.exists() else ""


@pytest.mark.parametrize(
    "name",
    [
        str(HOME / "assess" / "rulebook" / "of_tomorrow.toml"),
        str(HOME / "report" / "letter.toml"),
        "{data}/weights.toml",
        "{data}/editions/un_sc/notes.txt",
        "/home/somebody/.enduse",
        f"{sys.prefix}/lib/python3/site-packages/hypothesis/vendor/tlds.txt",
    ],
)
def test_a_file_that_nobody_hashed_is_found(tmp_path: Path, name: str) -> None:
    path = name.format(data=tmp_path)
    assert list(uncovered([path], tmp_path, ())) == [path]
