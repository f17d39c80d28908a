"""What two documents write of one thing in two ways, written in one."""

import re
import unicodedata
from functools import lru_cache

from enduse.names.ready import ready

_NOT_A_SIGN = re.compile(r"[\W_]+")
_UMLAUT = re.compile(r"(?<=[aou])e")
_AND = frozenset({"and", "und", "en", "et", "y", "i"})


@lru_cache(maxsize=4096)
def party_key(name: str | None) -> str:
    """A name without case, accents, signs, order of words and legal forms; empty for none.

    >>> party_key("Müller und Söhne GmbH") == party_key("MUELLER & SOEHNE G.m.b.H.")
    True
    >>> party_key("Alpha Trading LLC") == party_key("Alpine Trading LLC")
    False
    """
    made = ready(name, kind="company") if name else None
    if made is None:
        return goods_key(name)
    # "Mueller" is "Müller", whose "ü" has become "u".
    return " ".join(sorted(_UMLAUT.sub("", each) for each in made.tokens if each not in _AND))


@lru_cache(maxsize=4096)
def party_forms(name: str) -> frozenset[str]:
    """The classes of legal forms in a name.

    >>> party_forms("Alpha GmbH") == party_forms("Alpha Ltd"), sorted(party_forms("Alpha AG"))
    (True, ['joint_stock'])
    """
    made = ready(name, kind="company")
    return frozenset() if made is None else made.forms


@lru_cache(maxsize=65_536)
def goods_key(text: str | None) -> str:
    """Letters and digits of a text, without case, accents and signs.

    >>> goods_key("XC7A100T-2FGG484I"), goods_key("Größe 2,5"), goods_key(None)
    ('xc7a100t2fgg484i', 'grosse25', '')
    """
    plain = unicodedata.normalize("NFKD", (text or "").casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_A_SIGN.sub("", bare)
