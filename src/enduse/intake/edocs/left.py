"""What of an XML file is in no field: said once, with some of it."""

from collections.abc import Iterator

from enduse.intake.edocs.said import Said
from enduse.intake.edocs.xml import Tree
from enduse.model.unread import Unread

_SHOWN = 6
_LETTERS = 40


def unread(tree: Tree, harmless: frozenset[str]) -> Iterator[Unread]:
    """One remark for all values that nobody read, but those at or below a harmless element."""
    seen: dict[str, Said] = {}
    count = 0
    for said in tree.left(harmless.__contains__):
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
