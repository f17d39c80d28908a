"""What of a sentence its own words deny: "not for military use", "askeri amaçlı değildir".

A sentence is walked once in each direction, with the number of denials that are open. An odd
number denies, an even one does not ("not for non-military use"). Who denies must be sure: what
takes a denial back ("not only"), a word of knowing or telling ("do not mention"), or two words
that do not speak of a use at all leave it open, and then the use counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from enduse.assess.tongues import Tongue
from enduse.goods.words import Found, Token

_HARD = re.compile(r"[;:!?\n\r。；：！？؛؟…|•]|\.(?!\d)")
_SOFT = re.compile(r"[,，،()\[\]（）–—]|\s-+\s")
_LIST = re.compile(r"[、/&+]")
_ASKS = re.compile(r"[:?：？=–—-]|؟")
_HAN = re.compile("[\u3400-\u9fff]")
_SHORT, _ASIDE, _LEADING = 3, 4, 4
_FAR = 20
"""Words that are looked over for what a word belongs to: no sentence is read twice."""
_STRANGE = 4
"""So many Chinese characters, or one other word, may be nothing that we know."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a text: its words, and what stands before each of them.

    `before[n]` is "" (nothing), "list", or "comma"; `answered` says that the next sentence is
    no more than a "no".
    """

    tokens: Sequence[Token]
    before: Sequence[str]
    asks: bool = False


def clauses(text: str, tokens: Sequence[Token]) -> Iterator[Clause]:
    """The sentences of a text that was cut into words."""
    words: list[Token] = []
    before: list[str] = []
    for at, token in enumerate(tokens):
        between = text[tokens[at - 1].end : token.start] if at else ""
        # A point inside a number ends nothing.
        ends = _HARD.search(between + (token.text[:1] if between == "." else " "))
        if at and ends:
            yield Clause(words, before, bool(_ASKS.search(between)))
            words, before = [], []
        words.append(token)
        before.append(_kind(between) if len(words) > 1 else "")
    if words:
        yield Clause(words, before)


def denied(clause: Clause, uses: Sequence[Found], tongue: Tongue) -> frozenset[Found]:
    """Those of `uses` that a sentence denies, as read in one language."""
    marks, also = tongue.marks(clause.tokens, uses)
    sentence = _Sentence(clause, {use.first: use for use in uses}, marks, also, tongue.concord)
    ahead, behind = sentence.walk_ahead(), sentence.walk_back()
    return frozenset(
        use
        for use in uses
        if not sentence.is_open(use, ahead, behind)
        and (
            ahead[use.first].count + (0 if ahead[use.first].merges else behind[use.first].count)
        )
        % 2
    )


def is_no(clause: Clause, tongue: Tongue) -> bool:
    """Whether a sentence is no more than a "no"."""
    marks, also = tongue.marks(clause.tokens)
    first = marks.get(0)
    whole = first is not None and first.last == len(clause.tokens)
    return bool(whole and first and (first.label == "answer" or ("answer", 0) in also))


@dataclass(slots=True)
class _Scope:
    """How many denials are open at a word; `unsure` where one may or may not reach it."""

    count: int = 0
    unsure: bool = False
    merges: bool = False  # the denials of this language do not double
    strange: int = 0
    limited: bool = False  # "only" stood in it

    def open(self, *, anew: bool, nor: bool, concord: bool) -> None:
        if anew or nor:
            self.count, self.unsure, self.limited = 1, False, False
            self.merges = nor and concord
        elif not self.merges:
            self.count += 1
        self.strange = 0

    def reset(self) -> None:
        self.count, self.unsure, self.merges, self.strange = 0, False, False, 0
        self.limited = False

    def take_back(self) -> None:
        if self.count:
            self.unsure = True

    def copy(self) -> "_Scope":
        return _Scope(self.count, self.unsure, self.merges, self.strange, self.limited)


@dataclass(frozen=True, slots=True)
class _Sentence:
    clause: Clause
    uses: Mapping[int, Found]
    marks: Mapping[int, Found]
    also: set[tuple[str, int]]
    concord: bool
    carried: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.carried.update(self._carried())

    # --- commas ------------------------------------------------------------------------------

    def _carried(self) -> Iterator[int]:
        """Commas over which a thought goes on: in an enumeration, and around an aside."""
        before = self.clause.before
        size = len(before)
        starts = [0, *(at for at in range(size) if before[at] == "comma")]
        ends = [*starts[1:], size]
        closes = False
        for first, last in reversed(list(zip(starts, ends, strict=True))):
            joined = any(
                self._is(at, "or", "and") for at in range(first, min(last, first + _LEADING))
            )
            fresh = self._is(first, "turn") or ("to", first) in self.also
            closes = not fresh and (joined or (last - first <= _SHORT and closes))
            if first and closes and not self._denies(first):
                yield first
        for number in range(1, len(starts) - 1):
            if self._is_aside(starts[number - 1], starts[number], ends[number]):
                yield from (starts[number], ends[number])

    def _is_aside(self, first: int, comma: int, end: int) -> bool:
        """Whether a denial stands right before two commas: "will not, in any way, be used"."""
        if end - comma > _ASIDE or any(at in self.uses for at in range(comma - 2, end)):
            return False
        return any(
            self._denies(at) and at > first and self.marks[at].last >= comma - 1
            for at in range(max(first, comma - 3), comma)
            if at in self.marks
        )

    def _is(self, at: int, *labels: str) -> bool:
        return at in self.marks and self.marks[at].label in labels

    def _denies(self, at: int) -> bool:
        return self._is(at, "far", "nor")

    # --- walks -------------------------------------------------------------------------------

    def walk_ahead(self) -> dict[int, _Scope]:
        """What is open at each use by the words before it."""
        scope, at, seen = _Scope(), 0, {}
        while at < len(self.clause.tokens):
            broken = self.clause.before[at] == "comma" and at not in self.carried
            if broken:
                scope.reset()
            mark = self.uses.get(at) or self.marks.get(at)
            if at in self.uses:
                seen[at] = self._with_tight(scope, at)
                scope.strange = 0
            elif mark is None:
                self._meet_strange(scope, at)
            else:
                self._meet(scope, mark, anew=self._anew(at))
            at = mark.last if mark else at + 1
        return seen

    def _anew(self, at: int) -> bool:
        """Whether a denial here begins a thought of its own: "and not", ", not"."""
        joined = any(
            mark.last == at and mark.label in {"and", "or", "turn"} for mark in self._near(at)
        )
        return joined or bool(self.clause.before[at])

    def _near(self, at: int) -> Iterable[Found]:
        return (self.marks[n] for n in range(max(0, at - 3), at) if n in self.marks)

    def _meet(self, scope: _Scope, mark: Found, *, anew: bool) -> None:
        label = mark.label
        if label in {"far", "nor"} or (label == "after" and self._forward(mark)):
            scope.open(anew=anew, nor=label == "nor", concord=self.concord)
        elif label == "turn" or (label == "and" and mark.last not in self.uses):
            scope.reset()
        elif label in {"maybe", "unneeded"}:
            scope.count, scope.unsure = 1, True
        elif label in {"only", "doubt"}:
            scope.take_back()

    def _with_tight(self, scope: _Scope, at: int) -> _Scope:
        found = scope.copy()
        if any(mark.label == "tight" and mark.last == at for mark in self._near(at)):
            found.count += 1
        return found

    def _meet_strange(self, scope: _Scope, at: int) -> None:
        if scope.count:
            scope.strange += 1 if _HAN.match(self.clause.tokens[at].text) else _STRANGE
            if scope.strange > _STRANGE:
                scope.unsure = True

    def _forward(self, mark: Found) -> bool:
        """Whether an "excluded" speaks of what comes behind it."""
        if ("to", mark.last) in self.also:
            return True
        for at in range(mark.last, min(mark.last + _FAR, len(self.clause.tokens))):
            if self.clause.before[at] == "comma" and at not in self.carried:
                return False
            if self._is(at, "turn") or (
                self._is(at, "and") and self.marks[at].last not in self.uses
            ):
                return False
            if at in self.uses:
                return True
        return False

    def walk_back(self) -> dict[int, _Scope]:
        """What is open at each use by the words behind it."""
        scope, seen = _Scope(), {}
        lasts = {mark.last: mark for mark in (*self.marks.values(), *self.uses.values())}
        at = len(self.clause.tokens)
        while at > 0:
            mark = lasts.get(at)
            first = mark.first if mark else at - 1
            if first in self.uses:
                seen[first] = scope.copy()
            elif mark is None:
                self._meet_strange(scope, first)
                if scope.unsure:
                    scope.reset()
            else:
                self._meet_back(scope, mark)
            if self.clause.before[first] == "comma" and first not in self.carried:
                scope.reset()
            at = first
        return seen

    def _meet_back(self, scope: _Scope, mark: Found) -> None:
        if mark.label == "unneeded" or (mark.label == "after" and not self._forward(mark)):
            scope.open(anew=scope.count == 0, nor=False, concord=self.concord)
        elif mark.label == "turn" or (mark.label == "and" and mark.last not in self.uses):
            scope.reset()
        elif mark.label == "maybe":
            scope.count, scope.unsure = 1, True
        elif mark.label == "only":
            scope.limited = True
        elif mark.label == "doubt":
            scope.take_back()

    def is_open(
        self, use: Found, ahead: Mapping[int, _Scope], behind: Mapping[int, _Scope]
    ) -> bool:
        """Whether it cannot be said that a use is denied."""
        one, other = ahead[use.first], behind[use.first]
        # "not for military use only", "sadece askeri değil": others are not all that it is for.
        only_left = other.count and any(
            mark.label == "only" and mark.last <= use.first for mark in self._same_thought(use)
        )
        return (
            one.unsure or other.unsure or (one.count > 0 and other.limited) or bool(only_left)
        )

    def _same_thought(self, use: Found) -> Iterator[Found]:
        for at in range(use.first - 1, max(-1, use.first - _FAR), -1):
            if at in self.marks:
                yield self.marks[at]
            if self.clause.before[at] == "comma" and at not in self.carried:
                return


def _kind(between: str) -> str:
    if _SOFT.search(between):
        return "comma"
    return "list" if _LIST.search(between) else ""
