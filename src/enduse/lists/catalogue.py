"""What each published list is: where it lives, how big and how old it may be, what it means.

One TOML file a list in `catalogue/`. The legal effects are data with a citation, so that a
lawyer can review a change.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Literal

from enduse.errors import ListError
from enduse.model.finding import Read

EffectKind = Literal["hold", "review", "note"]
_HEAVIEST: Mapping[EffectKind, int] = {"hold": 0, "review": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Effect:
    """What being on a list means in law.

    `says` is one plain sentence; `as_of` the date of the state of the text that was read,
    and `read` how it was read.
    """

    effect: EffectKind
    label: str
    says: str
    citation: str
    as_of: date
    read: Read


@dataclass(frozen=True, slots=True)
class ListInfo:
    """One published list.

    `min_entries` is the floor under which a file is taken for a cut one; `max_age_days` the
    age at which an edition is stale. `parts` names the files of a set and `urls` their
    addresses, in the same order; a set without one of `needed_parts` lacks names. `effects`
    pairs programmes with the effect of being listed under one; `default` is for the rest.
    """

    id: str
    title: str
    publisher: str
    regime: str
    urls: tuple[str, ...]
    licence: str
    format: str
    min_entries: int
    max_age_days: int
    date_in_file: bool
    parts: tuple[str, ...]
    needed_parts: tuple[str, ...]
    effects: tuple[tuple[tuple[str, ...], Effect], ...]
    default: Effect


def known() -> tuple[str, ...]:
    """The ids of all lists that can be read, in order of the alphabet.

    >>> known()
    ('starter', 'un_sc', 'us_ofac_sdn')
    """
    folder = resources.files("enduse.lists") / "catalogue"
    names = (file.name for file in folder.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


def info(list_id: str) -> ListInfo:
    """What is known of the list `list_id`; ListError, naming the known ones, otherwise."""
    lists = known()
    if list_id not in lists:
        raise ListError(list_id, "no such list", f"one of {', '.join(lists)}")
    file = resources.files("enduse.lists") / "catalogue" / f"{list_id}.toml"
    facts: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    default = Effect(**facts.pop("default"))
    effects = tuple((tuple(e.pop("programmes")), Effect(**e)) for e in facts.pop("effects", []))
    for key in ("urls", "parts", "needed_parts"):
        facts[key] = tuple(facts[key])
    return ListInfo(id=list_id, effects=effects, default=default, **facts)


def effect(info: ListInfo, programmes: Iterable[str]) -> Effect:
    """What it means to be on this list under these programmes: the heaviest of them speaks.

    Programmes that the catalogue does not know are passed over, unless it knows none of
    them: then the list's default holds.

    >>> effect(info("un_sc"), ("GB", "GBi")).label
    'travel ban'
    """
    under = set(programmes)
    found = [means for names, means in info.effects if not under.isdisjoint(names)]
    return min(found, key=lambda means: _HEAVIEST[means.effect], default=info.default)
