"""How sure it is that words of a text name a listed party, and why no surer."""

from collections.abc import Sequence
from dataclasses import dataclass

from enduse.mention.align import Match
from enduse.mention.meet import BONES, CUT
from enduse.mention.ordinary import is_ordinary
from enduse.mention.tokens import Token, Tokens
from enduse.model.mention import Sureness

STEPS: tuple[Sureness, ...] = ("possible", "likely", "certain")
_CERTAIN, _LIKELY = 1.05, 0.6
_ALONE_RARE, _ALONE_LETTERS = 0.85, 6
_FEW_LETTERS = 5
_LITTLE = 1.6
_LEAST_RAISED = 0.35


@dataclass(frozen=True, slots=True)
class Sure:
    """A degree (0 possible, 1 likely, 2 certain), and what keeps it from more."""

    step: int
    why: str = ""

    def at_most(self, step: int, why: str) -> "Sure":
        """The same, or less."""
        return Sure(step, why) if step < self.step else self


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a name: a legal form, quotation marks, words of a longer name, a ship."""

    form: bool = False
    quoted: bool = False
    longer: bool = False
    opens: bool = False
    ship: bool = False
    loud: bool = False


def weigh(
    match: Match,
    tokens: Tokens,
    text: str,
    *,
    kind: str,
    weak: bool,
    family_first: bool,
    small: frozenset[str] = frozenset(),
) -> Sure | None:
    """How sure a match is; None where it is nothing at all."""
    lost = match.missing - match.fathers
    if lost and not _enough(match, kind):
        return None
    if _small(match, tokens):
        return None
    here = around(match.first, match.last, tokens, text)
    sure = _alone(match, tokens, here, kind) if match.last == match.first else _several(match)
    if match.words == 1 and not small.isdisjoint(tokens.said[tokens.each[match.first].word].plain):
        sure = sure.at_most(0, "the text also has it as an ordinary word")
    sure = _limits(sure, match, here, lost=lost, family_first=family_first, kind=kind)
    if weak:
        sure = sure.at_most(1 if match.info >= _CERTAIN else 0, "a weak alias by the list")
    return sure


def _enough(match: Match, kind: str) -> bool:
    """Whether a name of which a word is left out is still that name."""
    share = match.info / match.told if match.told else 0.0
    if kind == "person":
        return match.words >= 2 and share >= 0.7 and match.info >= _LIKELY  # noqa: PLR2004
    return match.words >= 3 and share >= 0.85 and match.info >= _CERTAIN  # noqa: PLR2004


def _small(match: Match, tokens: Tokens) -> bool:
    """Whether the words are written as no name is, or only their bones are alike."""
    cases = [each.case for each in tokens.each[match.first : match.last + 1]]
    if match.words == 1 and match.worst < CUT:
        return True
    if "small" not in cases:
        return False
    # A company's name may go on with small letters ("Тульский машиностроительный завод").
    return cases[0] == "small" or (match.words == 1) or cases.count("small") == len(cases)


def _several(match: Match) -> Sure:
    if match.info >= _CERTAIN:
        return Sure(2)
    if match.info >= _LIKELY:
        return Sure(1, "its words are also those of other names")
    return Sure(0, "its words are ordinary")


def _alone(match: Match, tokens: Tokens, here: Around, kind: str) -> Sure:
    """A single word."""
    word = tokens.each[match.first]
    said = tokens.said[word.word]
    letters = word.end - word.start
    foreign_short = said.foreign and word.case == "none"
    if any(is_ordinary(plain) for plain in said.plain) or (
        letters < _FEW_LETTERS and not foreign_short
    ):
        return Sure(1 if here.form and match.info >= _ALONE_RARE else 0, "an ordinary word")
    rare = match.info >= _ALONE_RARE and letters >= _ALONE_LETTERS
    if kind == "vessel":
        if here.ship:
            return Sure(1, "the name of a ship alone, without its number")
        return Sure(0, "a word that is also a ship's name")
    if here.form and rare:
        return Sure(2)
    if rare and (here.form or here.quoted or not (here.opens or here.loud)):
        return Sure(1, "a single word")
    return Sure(1 if here.form and match.info >= _LIKELY else 0, "a single word")


def _limits(
    sure: Sure, match: Match, here: Around, *, lost: int, family_first: bool, kind: str
) -> Sure:
    if match.worst <= BONES:
        enough = match.words > 2 and match.info >= _LIKELY or match.info >= _CERTAIN  # noqa: PLR2004
        sure = sure.at_most(1 if enough else 0, "the spelling is only near")
    elif match.worst < 0.9 and match.words == 1:  # noqa: PLR2004
        sure = sure.at_most(1, "another form of the word")
    if lost:
        sure = sure.at_most(1, "a part of the listed name is not there")
    if match.order == "mixed" or (match.order == "turned" and kind != "person"):
        sure = sure.at_most(0 if kind != "person" else 1, "the words stand in another order")
    if match.comma and not (family_first and match.order == "listed"):
        sure = sure.at_most(max(0, sure.step - 1), "a comma stands between its words")
    if here.longer and match.info < _LITTLE:
        sure = sure.at_most(max(0, sure.step - 1), "other names stand directly beside it")
    return sure


def around(first: int, last: int, tokens: Tokens, text: str) -> Around:
    """What stands beside a stretch of words."""
    each = tokens.each
    before = each[first - 1] if first and each[first].gap != "hard" else None
    after = each[last + 1] if last + 1 < len(each) and each[last + 1].gap != "hard" else None
    beside = [(before, each[first].gap), (after, after.gap if after else "hard")]
    opens = first == 0 or each[first].gap == "hard"
    quoted = text[max(0, each[first].start - 1) : each[first].start] in set('"«„“”‘‚') and bool(
        text[each[last].end : each[last].end + 1]
    )
    return Around(
        form=any(token is not None and tokens.said[token.word].form for token, _ in beside),
        quoted=quoted,
        longer=any(
            token is not None and _goes_on(token, gap, tokens, first) for token, gap in beside
        ),
        opens=opens and not quoted,
        ship=_ship(each[max(0, first - 4) : first], each[last + 1 : last + 4], tokens),
        loud=_all_capitals(each[max(0, first - 4) : first], each[last + 1 : last + 5]),
    )


_SHIP = frozenset(
    "mv mt vessel tanker ship motorship carrier schip vaartuig tanker schiff frachter navire"
    " petrolier sudno tanker korabl teplokhod imo flag flagged gemi buque".split()
)


def _ship(before: Sequence[Token], after: Sequence[Token], tokens: Tokens) -> bool:
    said = {word for token in (*before, *after) for word in tokens.said[token.word].plain}
    stems = {word for token in (*before, *after) for word in tokens.said[token.word].stems}
    return not _SHIP.isdisjoint(said | stems)


def _goes_on(token: Token, gap: str, tokens: Tokens, first: int) -> bool:
    """Whether a word beside a name may be part of a longer one."""
    said = tokens.said[token.word]
    if gap == "soft" or said.form or not said.plain or token.case not in {"title", "capitals"}:
        return False
    opens = token.gap == "hard"
    return not (opens and token.case == "title") and not said.plain[0].isdigit()


def _all_capitals(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the words around are in capitals too, so that capitals tell nothing."""
    cased = [token for token in (*before, *after) if token.case in {"small", "title", "capitals"}]
    return bool(cased) and all(token.case != "small" for token in cased)


def raised(sure: Sure, info: float, why: str) -> Sure:
    """One step more, where something else of the same entry stands near."""
    if sure.step == 2 or (sure.step == 0 and info < _LEAST_RAISED):  # noqa: PLR2004
        return sure
    return Sure(sure.step + 1, why)
