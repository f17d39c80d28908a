"""What stands beside a stretch of words: a legal form, quotation marks, more names, a ship."""

from collections.abc import Sequence
from dataclasses import dataclass

from enduse.mention import tables
from enduse.mention.tokens import Said, Token, Tokens, is_form
from enduse.names.common import PARTICLES

_OPENING, _CLOSING = frozenset("\"'«„“‘‚「『《"), frozenset("\"'»“”’」』》")
SHIP_REACH, _CASE_REACH = 7, 4
_SHIP = tables.words("ships")
_ARTICLES = frozenset({"al", "el", "ul"})
_CASED = frozenset({"small", "title", "capitals"})


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a name.

    `form` says that a legal form does, `quoted` that it is in quotation marks, `longer` that
    other names go on from it, `opens` that it opens a sentence, `ship` that a ship is spoken
    of, `loud` that all around is in capitals.
    """

    form: bool = False
    quoted: bool = False
    longer: bool = False
    opens: bool = False
    ship: bool = False
    loud: bool = False

    @property
    def marked(self) -> bool:
        """Whether anything says that these words are somebody's name."""
        return self.form or self.quoted or self.ship


def around(first: int, last: int, *, tokens: Tokens, text: str) -> Around:
    """What stands beside the words from `first` to `last`."""
    each = tokens.each
    before = each[first - 1] if first and each[first].gap != "hard" else None
    after = each[last + 1] if last + 1 < len(each) and each[last + 1].gap != "hard" else None
    beside = [
        (token, gap)
        for token, gap in ((before, each[first].gap), (after, after.gap if after else "hard"))
        if token is not None
    ]
    opening = text[max(0, each[first].start - 1) : each[first].start]
    quoted = opening in _OPENING and text[each[last].end : each[last].end + 1] in _CLOSING
    near = (*each[max(0, first - SHIP_REACH) : first], *each[last + 1 : last + SHIP_REACH])
    close = (*each[max(0, first - _CASE_REACH) : first], *each[last + 1 : last + 5])
    return Around(
        form=any(is_form(token, tokens) for token, _ in beside),
        quoted=quoted,
        longer=any(_goes_on(token, gap, tokens=tokens) for token, gap in beside),
        opens=(first == 0 or each[first].gap == "hard") and not quoted,
        ship=_ship(near, tokens),
        loud=_all_capitals(close),
    )


def _ship(near: Sequence[Token], tokens: Tokens) -> bool:
    return any(says_ship(tokens.said[token.word]) for token in near)


def says_ship(said: Said) -> bool:
    """Whether a word says that a ship is spoken of: "tanker", "судно"."""
    return not _SHIP.isdisjoint((*said.plain, *said.stems))


def _goes_on(token: Token, gap: str, *, tokens: Tokens) -> bool:
    """Whether a word beside a name may be part of a longer one."""
    said = tokens.said[token.word]
    if gap in {"soft", "comma"} or said.form or PARTICLES.issuperset(said.plain):
        return False
    if token.case not in {"title", "capitals"} or said.plain[0].isdigit():
        return False
    return not (token.gap == "hard" and token.case == "title")


def with_article(first: int, tokens: Tokens) -> int:
    """The first word of a name, the Arabic article before it with it."""
    if first and tokens.each[first].gap in {"plain", "none"}:
        before = tokens.each[first - 1]
        if before.case != "small" and not _ARTICLES.isdisjoint(tokens.said[before.word].plain):
            return first - 1
    return first


def _all_capitals(near: Sequence[Token]) -> bool:
    """Whether the words around are in capitals too, so that capitals tell nothing."""
    cased = [token for token in near if token.case in _CASED]
    return bool(cased) and all(token.case != "small" for token in cased)
