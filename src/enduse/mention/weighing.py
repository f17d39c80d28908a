"""How sure it is that words of a text name a listed party, and why no surer."""

from collections.abc import Sequence
from dataclasses import dataclass

from enduse.mention.align import Match, Text
from enduse.mention.ordinary import is_ordinary
from enduse.mention.tokens import Token, Tokens, is_form
from enduse.mention.worth import BONES, CUT, EXACT
from enduse.names.common import PARTICLES
from enduse.names.scripts import is_bare
from enduse.model.mention import Sureness

STEPS: tuple[Sureness, ...] = ("possible", "likely", "certain")
_CERTAIN, _LIKELY = 1.05, 0.6
_ALONE_RARE, _ALONE_LETTERS = 0.85, 6
_FEWEST_LETTERS, _FEW_LETTERS, _LONG = 3, 5, 9
_LITTLE = 1.6
_LEAST_RAISED = 0.35
_MOST_OF_PERSON, _MOST_OF_NAME = 0.7, 0.85
_IN_ORDER = 0.15


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


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a listed name: whose it is, whether its list thinks little of it."""

    kind: str
    weak: bool = False
    family_first: bool = False


def weigh(match: Match, text: Text, about: About) -> Sure | None:
    """How sure a match is; None where it is nothing at all."""
    tokens, kind = text.tokens, about.kind
    lost = match.missing - match.fathers
    if (lost and not _enough(match, kind)) or _nothing(match, tokens, kind):
        return None
    here = around(match.first, match.last, tokens, text.text)
    said = tokens.said[tokens.each[match.first].word]
    if match.words > 1:
        sure: Sure | None = _several(match, here)
    elif (here.form or here.quoted or here.ship) or text.small.isdisjoint(said.plain):
        sure = _alone(match, tokens, here, kind)
    else:
        return None  # the text has it as a word
    if sure is None:
        return None
    letters = text.text[tokens.each[match.first].start : tokens.each[match.last].end]
    sure = _limits(sure, match, here, bare=is_bare(letters), about=about)
    sure = _few(sure, match, here, tokens, kind)
    if about.weak:
        sure = sure.at_most(1 if match.info >= _CERTAIN else 0, "a weak alias by the list")
    return sure


def _enough(match: Match, kind: str) -> bool:
    """Whether a name of which a word is left out is still that name."""
    share = match.info / match.told if match.told else 0.0
    if kind == "person":
        return match.words > 1 and share >= _MOST_OF_PERSON and match.info >= _LIKELY
    return match.words > 2 and share >= _MOST_OF_NAME and match.info >= _CERTAIN  # noqa: PLR2004


def _nothing(match: Match, tokens: Tokens, kind: str) -> bool:
    """Whether the words are written as no name is, or are too few of it."""
    if match.words == 1 and (match.worst < CUT or match.missing):
        return True
    cases = [each.case for each in tokens.each[match.first : match.last + 1]]
    if "small" not in cases:
        return False
    # A company's name may go on with small letters ("Тульский машиностроительный завод"); a
    # person's only with what joins ("Ursula von der Example").
    # Where letters are Latin most words of a name have a capital in any language.
    foreign = tokens.said[tokens.each[match.first].word].foreign
    most = match.words - 1 if foreign or match.info >= _CERTAIN else (match.words - 1) // 2
    if kind == "person":
        most = len(cases) - match.words
    return cases[0] == "small" or cases.count("small") > max(most, len(cases) - match.words)


def _several(match: Match, here: Around) -> Sure:
    """Several words. Four that are a publisher's, one by one, are met by no chance."""
    exact = match.worst == EXACT and match.order == "listed" and not match.missing
    told = match.info + (_IN_ORDER * (match.words - 2) if exact else 0.0)
    if match.info >= _CERTAIN or (told >= _CERTAIN and match.words > 3):  # noqa: PLR2004
        return Sure(2)
    if told >= _LIKELY or (here.form and exact and match.info >= _LEAST_RAISED):
        return Sure(1, "its words are also those of other names")
    return Sure(0, "its words are ordinary")


def _alone(match: Match, tokens: Tokens, here: Around, kind: str) -> Sure | None:
    """A single word; None where it is more likely a word than a name."""
    word = tokens.each[match.first]
    said = tokens.said[word.word]
    letters = word.end - word.start
    marked = here.form or here.quoted or (kind == "vessel" and here.ship)
    ordinary = any(is_ordinary(plain) for plain in said.plain)
    if not marked and (ordinary or here.opens or letters < _FEWEST_LETTERS):
        return None
    if said.plain[0].isdigit():
        return None
    if kind == "vessel":
        why = "the name of a ship alone, without its number"
        return Sure(1 if here.ship and not ordinary and match.info >= _LIKELY else 0, why)
    if kind == "person" or ordinary or (letters < _FEW_LETTERS and word.case != "none"):
        return Sure(0, "a single word")
    rare = match.info >= _ALONE_RARE and letters >= _ALONE_LETTERS
    if here.form and rare:
        return Sure(2)
    telling = match.info >= _LIKELY and (letters >= _LONG or marked)
    likely = telling and not (here.loud and not marked)
    return Sure(1 if likely else 0, "a single word")


def _limits(sure: Sure, match: Match, here: Around, *, bare: bool, about: About) -> Sure:
    if match.worst <= BONES:
        enough = (match.words > 2 or bare) and match.info >= _LIKELY  # noqa: PLR2004
        sure = sure.at_most(1 if enough else 0, "the spelling is only near")
    elif match.worst < 0.9 and match.words == 1:  # noqa: PLR2004
        sure = sure.at_most(1, "another form of the word")
    if match.missing:
        sure = sure.at_most(1, "a part of the listed name is not there")
    person = about.kind == "person"
    if match.order == "mixed" or (match.order == "turned" and not person):
        sure = sure.at_most(1 if person else 0, "the words stand in another order")
    whole = match.order == "listed" and not match.missing
    if match.comma and not (whole and (about.family_first or not person)):
        sure = sure.at_most(max(0, sure.step - 1), "a comma stands between its words")
    if here.longer and match.info < _LITTLE:
        sure = sure.at_most(max(0, sure.step - 1), "other names stand directly beside it")
    return sure


def _few(sure: Sure, match: Match, here: Around, tokens: Tokens, kind: str) -> Sure:
    """Less, where it is one word and a letter, an abbreviation alone, or a ship's name on land."""
    each = tokens.each[match.first : match.last + 1]
    marked = here.form or here.quoted or here.ship
    whole = [one for one in each if one.end - one.start > 1 and not _numeric(one, tokens)]
    if match.words > 1 and len(whole) < 2 and each[0].case != "none":  # noqa: PLR2004
        sure = sure.at_most(
            1 if marked else 0, "a word with a letter or number, or an abbreviation"
        )
    if kind == "vessel" and not here.ship and match.words > 1:
        few = match.words <= 2  # noqa: PLR2004
        sure = sure.at_most(0 if few else 1, "a ship's name, and no ship is spoken of")
    return sure


def _numeric(token: Token, tokens: Tokens) -> bool:
    return (
        tokens.said[token.word].plain[:1] != () and tokens.said[token.word].plain[0].isdigit()
    )


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
        form=any(token is not None and is_form(token, tokens) for token, _ in beside),
        quoted=quoted,
        longer=any(
            token is not None and _goes_on(token, gap, tokens, first) for token, gap in beside
        ),
        opens=opens and not quoted,
        ship=_ship(each[max(0, first - 7) : first], each[last + 1 : last + 7], tokens),
        loud=_all_capitals(each[max(0, first - 4) : first], each[last + 1 : last + 5]),
    )


_SHIP = frozenset(
    "mv mt vessel tanker ship motorship schip vaartuig tanker schiff frachter navire"
    " petrolier sudno tanker korabl teplokhod imo gemi buque".split()
)


def _ship(before: Sequence[Token], after: Sequence[Token], tokens: Tokens) -> bool:
    said = {word for token in (*before, *after) for word in tokens.said[token.word].plain}
    stems = {word for token in (*before, *after) for word in tokens.said[token.word].stems}
    return not _SHIP.isdisjoint(said | stems)


def _goes_on(token: Token, gap: str, tokens: Tokens, first: int) -> bool:
    """Whether a word beside a name may be part of a longer one."""
    said = tokens.said[token.word]
    if (
        gap in {"soft", "comma"}
        or said.form
        or PARTICLES.issuperset(said.plain)
        or token.case not in {"title", "capitals"}
    ):
        return False
    opens = token.gap == "hard"
    return not (opens and token.case == "title") and not said.plain[0].isdigit()


_ARTICLES = frozenset({"al", "el", "ul"})


def with_article(first: int, tokens: Tokens) -> int:
    """The first word of a name, the Arabic article before it with it."""
    if first and tokens.each[first].gap in {"plain", "none"}:
        before = tokens.each[first - 1]
        if before.case != "small" and not _ARTICLES.isdisjoint(tokens.said[before.word].plain):
            return first - 1
    return first


def _all_capitals(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether the words around are in capitals too, so that capitals tell nothing."""
    cased = [
        token for token in (*before, *after) if token.case in {"small", "title", "capitals"}
    ]
    return bool(cased) and all(token.case != "small" for token in cased)


def raised(sure: Sure, info: float, why: str) -> Sure:
    """One step more, where something else of the same entry stands near."""
    if sure.step == 2 or (sure.step == 0 and info < _LEAST_RAISED):  # noqa: PLR2004
        return sure
    return Sure(sure.step + 1, why)
