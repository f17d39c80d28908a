"""In words: what of the facts of a settlement is otherwise now."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_SHOWN = 6
"""So many changes are named; more are counted."""
_LONG = 80
_PLACES: Mapping[str, str] = {"subject": "", "found": "found: ", "order": "order: "}
_WHOLE = ("regime", "test", "path")
_ITEMS: Mapping[str, str] = {
    "names": "name", "addresses": "address", "ids": "number", "programmes": "programme",
    "birth_dates": "birth date", "birth_places": "birth place", "links": "link",
    "nationalities": "nationality", "citizenships": "citizenship", "titles": "title",
    "facts": "fact", "remarks": "remark",
}  # fmt: skip
_NAME_KINDS: Mapping[str, str] = {"aka": "alias", "fka": "former name", "nka": "new name"}


def changes(
    before: Mapping[str, Any], now: Mapping[str, Any], *, published: Mapping[str, str]
) -> list[str]:
    """What is otherwise, a few words each, never empty where the two differ.

    `published` gives the day of the edition in use by the list's id.

    >>> changes({"subject": {"address": "X"}}, {"subject": {"address": "Y"}}, published={})
    ["address was 'X', is now 'Y'"]
    """
    found = list(_all(before, now, published))
    more = len(found) - _SHOWN
    if more > 0:
        return [*found[:_SHOWN], f"{more} more {'change' if more == 1 else 'changes'}"]
    return found


def _all(
    before: Mapping[str, Any], now: Mapping[str, Any], published: Mapping[str, str]
) -> Iterator[str]:
    for part, before_it in _PLACES.items():
        for place, old, new in differing(before.get(part), now.get(part)):
            yield f"{before_it}{place.replace('_', ' ') or 'it'} {_was(old, new)}"
    yield from _of_entries(before.get("entries") or [], now.get("entries") or [], published)
    for part in _WHOLE:
        old, new = before.get(part), now.get(part)
        if old != new:
            yield f"{part} {_was(old, new)}"
    if before.get("says") != now.get("says"):
        yield f"it said {_shown(before.get('says'))}"


def differing(old: Any, new: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401
    """The places at which two JSON values differ, with what stands there; None for nothing.

    >>> list(differing({"a": [1, 2]}, {"a": [1]}))
    [('a/1', 2, None)]
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(each for each in new if each not in old)]:
            yield from differing(old.get(key), new.get(key), _joined(place, key))
    elif isinstance(old, list) and isinstance(new, list):
        for at in range(max(len(old), len(new))):
            one, other = (each[at] if at < len(each) else None for each in (old, new))
            yield from differing(one, other, _joined(place, str(at)))
    # By type too: 1 == True, and what changed must be said.
    elif old != new or type(old) is not type(new):
        yield place, old, new


def _joined(place: str, key: str) -> str:
    return f"{place}/{key}" if place else key


def _was(old: object, new: object) -> str:
    if old is None:
        return f"was not known, is now {_shown(new)}"
    if new is None:
        return f"was {_shown(old)}, is no longer given"
    return f"was {_shown(old)}, is now {_shown(new)}"


def _shown(value: object) -> str:
    text = repr(_words(value) if isinstance(value, dict | list) else value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _words(value: object) -> str:
    """Several values as one text: of what has a name that alone, of pairs both, by commas.

    >>> _words([["lei", "529900T8BM49AURSDO55"], ["vat", "NL1"]]), _words([{"name": "X"}])
    ('lei 529900T8BM49AURSDO55, vat NL1', 'X')
    """
    if isinstance(value, dict):
        known = next((value[k] for k in ("text", "name", "value") if value.get(k)), None)
        return (
            _words(known) if known else ", ".join(f"{k} {_words(v)}" for k, v in value.items())
        )
    if isinstance(value, list):
        # As a scheme and its number are, or the kind of a fact and its text.
        pair = len(value) == len(("kind", "text")) and _is_word(value[0])
        return (" " if pair else ", ").join(map(_words, value))
    return str(value)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.isidentifier() and value.islower()


def _of_entries(
    before: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
    published: Mapping[str, str],
) -> Iterator[str]:
    old = {(each["list"], each["entry"]): each for each in before}
    new = {(each["list"], each["entry"]): each for each in now}
    for key in [*old, *(each for each in new if each not in old)]:
        day = f" as published {published[key[0]]}" if key[0] in published else ""
        where = f"list entry {key[0]} {key[1]}{day}"
        if key not in old:
            yield f"{where} came in"
        elif key not in new:
            yield f"{where} is no longer among those found"
        elif old[key]["sha256"] != new[key]["sha256"]:
            yield f"{where} {_content(old[key]['content'], new[key]['content'])}"
    if [*old] != [*new] and set(old) == set(new):
        yield "the entries found are the same in another order"


def _content(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """How one entry reads otherwise: what was added, taken out, changed."""
    said: list[str] = []
    for field in [*old, *(each for each in new if each not in old)]:
        was, is_now = old.get(field), new.get(field)
        if was == is_now:
            continue
        if field in _ITEMS:
            said += _items(field, was or [], is_now or [])
        else:
            said.append(f"{field.replace('_', ' ')} {_was(was, is_now)}")
    return ", ".join(said) or "reads otherwise"


def _items(field: str, was: Sequence[Any], is_now: Sequence[Any]) -> Iterator[str]:
    added = [each for each in is_now if each not in was]
    gone = [each for each in was if each not in is_now]
    yield from (f"added {_item(field, each)}" for each in added)
    yield from (f"took out {_item(field, each)}" for each in gone)
    if not added and not gone:
        yield f"gives the {_ITEMS[field]}s in another order, or one twice"


def _item(field: str, each: object) -> str:
    kind = each.get("kind") if isinstance(each, dict) else None
    noun = _NAME_KINDS.get(str(kind), _ITEMS[field]) if field == "names" else _ITEMS[field]
    return f"{noun} {_shown(each)}"
