"""What each published list is: where it lives, how big and how old it may be, what it means.

One TOML file a list in `catalogue/`. The legal effects are data with a citation, so that a
lawyer can review a change.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from typing import Any, Literal

from enduse.errors import ListError
from enduse.model.finding import Read

EffectKind = Literal["hold", "review", "note"]
_ID = re.compile(r"[a-z][a-z0-9_-]{0,59}")
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
class Clause:
    """An effect, and whom it is for: who is listed under one of `programmes`.

    Where `fact` is given, only those of whose facts one, written "label: words", holds this
    pattern: some publishers tell measures under one programme apart by a fact alone.
    """

    programmes: tuple[str, ...]
    means: Effect
    fact: str = ""


@dataclass(frozen=True, slots=True)
class ListInfo:
    """One published list.

    `min_entries` is the floor under which a file is taken for a cut one; `max_age_days` the
    age at which an edition is stale, `max_shrink` the share of its entries that may go from
    one edition to the next before a person has to look. `parts` names the files of a set
    and `urls` their addresses, in the same order; a set without one of `needed_parts` lacks
    names. `clauses` say what it means to be listed under a programme; `default` is for the
    rest. `silent` and `silent_pattern` name what stands among the programmes and says
    nothing of the effect, such as the name of a regime beside its measures. `page` is where
    a person finds the list whose files have no address that stays.
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
    clauses: tuple[Clause, ...]
    default: Effect
    max_shrink: float = 0.1
    page: str = ""
    silent: tuple[str, ...] = ()
    silent_pattern: str = ""


def known() -> tuple[str, ...]:
    """The ids of all lists that can be read, in order of the alphabet.

    >>> known()[:4]
    ('au_dfat', 'ca_sema', 'ch_seco', 'eu_833')
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
    clauses = tuple(
        Clause(tuple(each.pop("programmes")), fact=each.pop("fact", ""), means=Effect(**each))
        for each in facts.pop("effects", [])
    )
    for key in ("urls", "parts", "needed_parts", "silent"):
        facts[key] = tuple(facts.get(key, ()))
    return ListInfo(id=list_id, clauses=clauses, default=default, **facts)


def refuse_id(list_id: str) -> None:
    """Stop at what can be no list's id, and so no folder's name."""
    if not _ID.fullmatch(list_id):
        expected = "small letters, digits, - and _, at most 60, a letter first"
        raise ListError(list_id[:80], "is no id for a list", expected)


def about(list_id: str) -> ListInfo:
    """What is known of a list; of one that the catalogue does not hold, that it is the user's.

    >>> about("our_blacklist").publisher
    "the user's own"
    """
    return info(list_id) if list_id in known() else replace(_OWN, id=list_id, title=list_id)


def effects(
    info: ListInfo, programmes: Iterable[str], facts: Sequence[tuple[str, str]] = ()
) -> tuple[Effect, ...]:
    """What it means to be on this list, under these programmes and with these facts.

    The heaviest speaks; equally heavy ones speak together, in the catalogue's order. A
    programme that the catalogue does not know counts as the list's default, so that it can
    never make a listing lighter; so does an entry without a programme that says anything.

    >>> [each.label for each in effects(info("un_sc"), ("GB", "GBi"))]
    ['travel ban']
    """
    said = [f"{label}: {words}" for label, words in facts]
    found = [
        means
        for name in programmes
        if not _is_silent(info, name)
        for means in _under(info, name, said)
    ]
    heaviest = min((_HEAVIEST[each.effect] for each in found), default=None)
    speak = [each for each in found if _HEAVIEST[each.effect] == heaviest]
    known = dict.fromkeys(each.means for each in info.clauses if each.means in speak)
    return tuple(known) or (info.default,)


def _is_silent(info: ListInfo, name: str) -> bool:
    """Whether a word among the programmes says nothing of effect; its own list's id is one."""
    if name == info.id or name in info.silent:
        return True
    return bool(info.silent_pattern) and bool(re.fullmatch(info.silent_pattern, name))


def _under(info: ListInfo, programme: str, said: Sequence[str]) -> Sequence[Effect]:
    """What one programme means: by the facts where a clause asks for them and finds them."""
    own = [each for each in info.clauses if programme in each.programmes]
    told = [e for e in own if e.fact and any(re.search(e.fact, words) for words in said)]
    general = [each for each in own if not each.fact]
    return [each.means for each in told or general] or [info.default]


_OWN_EFFECT = Effect(
    effect="review",
    label="on a list of the user's own",
    says="It stands on a list of the user's own, which says nothing of its effect.",
    citation="the list itself",
    as_of=date(2026, 1, 1),
    read="primary",
)
_OWN = ListInfo(
    id="",
    title="",
    publisher="the user's own",
    regime="own",
    urls=(),
    licence="the user's own",
    format="CSV, XLSX or FollowTheMoney",
    min_entries=1,
    # Nobody publishes it, so nobody is late; a year is long enough to look again.
    max_age_days=366,
    date_in_file=False,
    parts=("file",),
    needed_parts=("file",),
    clauses=(),
    default=_OWN_EFFECT,
    max_shrink=1.0,
)
