"""What of an XML file is in no field: said once, with some of it."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from enduse.intake.edocs.said import Said
from enduse.intake.edocs.xml import Tree
from enduse.model.unread import Unread

_SHOWN = 6
_LETTERS = 40


@cache
def harmless(kind: str) -> frozenset[str]:
    """The names that may stay unread, of a kind of e-document (`harmless.toml`)."""
    text = (files("enduse.intake.edocs") / "harmless.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[kind])


def unread(tree: Tree, names: frozenset[str]) -> Iterator[Unread]:
    """One remark for all values that nobody read, but those at or below a harmless element."""
    seen: dict[str, Said] = {}
    count = 0
    for said in tree.left(names.__contains__):
        count += 1
        seen.setdefault(said.place.rpartition("/")[2].partition("[")[0], said)
    if count:
        some = [
            f"{key} {said.text[:_LETTERS]!r} ({said.place.partition(':')[0]})"
            for key, said in list(seen.items())[:_SHOWN]
        ]
        more = f", and {len(seen) - _SHOWN} more sorts" if len(seen) > _SHOWN else ""
        values = "a value" if count == 1 else f"{count} values"
        yield Unread("XML", f"holds {values} that no field has: {', '.join(some)}{more}")
