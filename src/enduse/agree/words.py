"""Words by which documents say one thing in several ways, written in one."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from enduse.agree.alike import goods_key
from enduse.places import Places


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


@cache
def _by_spelling(group: str) -> dict[str, str]:
    if group == "units":
        return {word: unit for unit, some in _words()["units"].items() for word in some.split()}
    towns = (some.split() for some in _words()["places"]["towns"])
    return {word: some[0] for some in towns for word in some}


def unit_of(text: object) -> str:
    """The unit in one word; one that is not known in its own letters.

    >>> unit_of("Stk."), unit_of("PCS"), unit_of("KGM"), unit_of("barrel")
    ('pieces', 'pieces', 'kilograms', 'barrel')
    """
    key = goods_key(str(text or ""))
    return _by_spelling("units").get(key, key)


def place_of(text: str, places: Places) -> str:
    """A place without the words around it, and without the country behind it.

    >>> places = Places.load()
    >>> place_of("Port of Antwerpen, Belgium", places), place_of("BEANR", places)
    ('antwerp', 'antwerp')
    """
    parts = [part.strip() for part in re.split(r"[,()]", text) if part.strip()]
    if len(parts) > 1:
        parts = [part for part in parts if places.code_of(part) is None] or parts[:1]
    words = re.split(r"[\W_]+", " ".join(parts).casefold())
    kept = [word for word in words if word not in _words()["places"]["around"].split()]
    towns = _by_spelling("towns")
    whole = goods_key("".join(kept or words))
    if whole in towns:
        return towns[whole]
    # "Antwerpen Quay 730" is a place in Antwerp.
    each = (goods_key(word) for word in kept or words)
    return " ".join(towns.get(word, word) for word in each if word)


def vessel_of(text: str) -> str:
    """A ship's name without the letters before it.

    >>> vessel_of("M/V Atlas Petrel"), vessel_of("ATLAS PETREL"), vessel_of("mv Atlas-Petrel")
    ('atlaspetrel', 'atlaspetrel', 'atlaspetrel')
    """
    plain = re.sub(r"\bm[ /.]?([vst])\b\.?", r"m\1", text.casefold())
    around = _words()["vessels"]["around"].split()
    return goods_key("".join(w for w in re.split(r"[\W_]+", plain) if w not in around))


def is_bank(text: str) -> bool:
    """Whether a consignee is a bank, or whoever a bank or shipper names ("to order")."""
    found = re.split(r"[\W_]+", text.casefold())
    return any(word in found for word in _words()["banks"]["words"].split())
