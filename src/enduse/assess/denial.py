"""What of a sentence its own words deny: "not for military use", "askeri amaçlı değildir".

A sentence is walked once in each direction, with the number of denials that are open. An odd
number denies, an even one does not ("not for non-military use"). Who denies must be sure: what
takes a denial back ("not only"), a word of knowing or telling ("do not mention"), or two words
that do not speak of a use at all leave it open, and then the use counts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from enduse.assess.sentences import Sentence
from enduse.assess.tongues import Tongue, tongues
from enduse.goods.words import Found

_HAN = re.compile("[\u3400-\u9fff]")
_SHORT, _ASIDE, _LEADING = 3, 4, 4
"""Words of a member of a list, of an aside, and before the "or" of the last member."""
_FAR = 20
"""Words that are looked over for what a word belongs to: no sentence is read twice."""
_FOLLOWING = ("following", "volgende", "folgende", "suivant", "следующ", "التالي", "列", "下")
"""How a list behind a colon is announced."""
_NO_ANSWERS = ("maybe", "mask", "unneeded", "refuse")
"""What begins with a "no" and answers none: "no objection", "no problem"."""
_STRANGE = 2
"""So many Chinese characters may be nothing that we know, for two make a word; no word may."""


def denied(
    sentence: Sentence, uses: Sequence[Found], tongue: Tongue, *, wishes: bool = False
) -> frozenset[Found]:
    """Those of `uses` that a sentence denies, as read in one language.

    With `wishes` they are things that somebody may want or not ("declines training").
    """
    reading = _Reading(sentence, {use.first: use for use in uses}, tongue, wishes=wishes)
    ahead, behind = reading.ahead(), reading.back()
    return frozenset(
        use
        for use in uses
        if _count(ahead[use.first], behind[use.first]) % 2
        and not reading.is_open(use, ahead[use.first], behind[use.first])
    )


def announces(sentence: Sentence) -> bool:
    """Whether what a sentence speaks of comes behind its colon: "will not be used for:"."""
    last = len(sentence.words) - 1
    word = sentence.words[last].text
    return sentence.asks and (word.startswith(_FOLLOWING) or _is_to(sentence, last))


def _is_to(sentence: Sentence, at: int) -> bool:
    """Whether a preposition of purpose of any language ends at a word."""
    tail = sentence.words[max(0, at - 1) :]
    return any(
        mark.label == "to" and mark.last == len(tail)
        for tongue in tongues()
        for mark in tongue.lexicon.find(tail)
    )


def is_no(sentence: Sentence, tongue: Tongue, *, wishes: bool = False) -> bool:
    """Whether a sentence is no more than a "no": "none", "excluded"; not "no objection"."""
    marks, also = tongue.marks(sentence.words)
    size = len(sentence.words)
    ends = marks[0].last if 0 in marks else 0
    # On a form the next field may stand behind a comma: "military: no, nuclear: no".
    if not ends or (ends < size and not (sentence.asks and sentence.before[ends] == "comma")):
        return False
    no = {"after", "unneeded", "refuse"} if wishes else {"after"}
    label = marks[0].label
    return label in no or (label not in _NO_ANSWERS and ("answer", 0) in also)


@dataclass(slots=True)
class _Scope:
    """How many denials are open at a word, and whether it is sure that they reach it.

    `merges` says that one more would not double them; `strange` counts words that speak of no
    use; `only` says that an "only" stands in it, `asked` a "whether", `met` a use.
    """

    count: int = 0
    unsure: bool = False
    merges: bool = False
    strange: int = 0
    only: bool = False
    asked: bool = False
    met: bool = False

    def open(self, *, anew: bool, merges: bool) -> None:
        if anew:
            self.count, self.unsure, self.merges = 1, self.asked, merges
        elif not self.merges:
            self.count += 1
            self.unsure = self.unsure or self.asked
        self.strange, self.met = 0, False

    def reset(self) -> None:
        self.count, self.strange = 0, 0
        self.unsure = self.merges = self.only = self.met = False

    def leave_open(self) -> None:
        self.count, self.unsure = 1, True


def _count(ahead: _Scope, behind: _Scope) -> int:
    return ahead.count + (0 if ahead.merges else behind.count)


class _Reading:
    """A sentence with the words that are marked in it, ready to be walked."""

    def __init__(
        self, sentence: Sentence, uses: Mapping[int, Found], tongue: Tongue, *, wishes: bool
    ) -> None:
        self._either = {"after", "refuse"} if wishes else {"after"}
        self._forth = {"far", "nor", "except"} | ({"unneeded"} if wishes else set())
        self._wishes = wishes
        self._sentence = sentence
        self._uses = uses
        self._tongue = tongue
        self._marks, self._also = tongue.marks(sentence.words, uses.values())
        no = ("far", "nor", "after", "nobody")
        self._negative = any(each.label in no for each in self._marks.values())
        self._carried: set[int] = set()
        self._carried |= {*self._lists(), *self._asides()}

    def ahead(self) -> dict[int, _Scope]:
        """What is open at each use by the words before it."""
        scope, at, seen = _Scope(), 0, {}
        while at < len(self._sentence.words):
            if self._breaks(at):
                scope.reset()
            mark = self._uses.get(at) or self._marks.get(at)
            if at in self._uses:
                tight = not self._sentence.before[at] and any(
                    each.label == "tight" for each in self._ending(at)
                )
                seen[at] = replace(scope, count=scope.count + tight)
                scope.strange, scope.met = 0, True
            elif mark is not None:
                self._meet_ahead(scope, mark)
            else:
                self._meet_strange(scope, at)
            at = mark.last if mark else at + 1
        return seen

    def back(self) -> dict[int, _Scope]:
        """What is open at each use by the words behind it."""
        scope, seen = _Scope(), {}
        marks = {each.last: each for each in (*self._marks.values(), *self._uses.values())}
        at = len(self._sentence.words)
        while at > 0:
            mark = marks.get(at)
            at = mark.first if mark else at - 1
            if at in self._uses:
                seen[at] = replace(scope)
            elif mark is not None:
                self._meet_back(scope, mark)
            else:
                self._meet_strange(scope, at)
            if self._breaks(at):
                scope.reset()
        return seen

    def is_open(self, use: Found, ahead: _Scope, behind: _Scope) -> bool:
        """Whether it cannot be said that a use is denied.

        "Not for military use only" and "sadece askeri değil" deny that it is all; a command
        ("Erwähnen Sie nicht ...") denies nothing.
        """
        first = self._marks.get(0)
        told = self._tongue.verb_first and first is not None and first.label == "doubt"
        not_all = (ahead.count > 0 and behind.only) or (
            behind.count > 0 and any(each.label == "only" for each in self._thought(use))
        )
        return ahead.unsure or behind.unsure or not_all or (told and ahead.count > 0)

    def _meet_ahead(self, scope: _Scope, mark: Found) -> None:
        label = mark.label
        if label == "except" and self._negative:
            scope.leave_open()
        elif label in self._forth or (label in self._either and self._forward(mark)):
            nor = label == "nor"
            anew = nor or self._begins(mark.first)
            scope.open(anew=anew, merges=nor and self._tongue.concord)
            scope.unsure = scope.unsure or self._commands(mark)
        elif label == "does" and scope.count and not scope.met:
            return  # "None of the goods will be used for ...": what is denied comes yet.
        elif self._turns(mark):
            scope.reset()
        elif label in {"maybe", "unneeded"}:
            scope.leave_open()
            # "We cannot guarantee that it is not for the army": the next denial is as open.
            scope.asked = scope.asked or label == "maybe"
        elif label in {"only", "doubt", "ask"}:
            scope.unsure = scope.count > 0
            scope.asked = scope.asked or label == "ask"

    def _meet_back(self, scope: _Scope, mark: Found) -> None:
        label = mark.label
        if label in self._either | {"unneeded"} and not self._forward(mark):
            scope.open(anew=scope.count == 0, merges=False)
            # "The army does not need spare parts" says nothing of what the army is.
            if label == "after":
                scope.unsure = self._is_strange(mark.last)
            elif label == "unneeded" and not self._wishes:
                ends = mark.last == len(self._sentence.words)
                scope.unsure = not ends and not self._sentence.before[mark.last]
        elif self._turns(mark):
            scope.reset()
        elif label == "maybe":
            scope.leave_open()
        elif label == "only":
            scope.only = True
        elif label == "doubt":
            scope.unsure = scope.count > 0

    def _meet_strange(self, scope: _Scope, at: int) -> None:
        if scope.count:
            scope.strange += 1 if _HAN.match(self._sentence.words[at].text) else _STRANGE + 1
            scope.unsure = scope.unsure or scope.strange > _STRANGE

    def _breaks(self, at: int) -> bool:
        """Whether a thought ends before a word."""
        return self._sentence.before[at] == "comma" and at not in self._carried

    def _turns(self, mark: Found) -> bool:
        """Whether a word begins a new thought: "but", or an "and" that joins no more uses."""
        joins = mark.label == "and" and mark.last in self._uses
        return mark.label in {"turn", "does"} or (mark.label == "and" and not joins)

    def _begins(self, at: int) -> bool:
        """Whether a denial begins a thought of its own: "and not", ", not"."""
        joined = any(each.label in {"and", "or", "turn", "does"} for each in self._ending(at))
        return joined or bool(self._sentence.before[at])

    def _commands(self, mark: Found) -> bool:
        """Whether an unknown verb stands before a denial that goes with it ("dérangez pas")."""
        behind = ("to", mark.last) in self._also or mark.last in self._uses
        return self._tongue.verb_first and not behind and self._is_strange(mark.first - 1)

    def _is_strange(self, at: int) -> bool:
        """Whether a word of the same thought is none that we know."""
        if not 0 <= at < len(self._sentence.words) or self._sentence.before[at]:
            return False
        return not any(
            first <= at < each.last
            for first in range(max(0, at - _LEADING), at + 1)
            for each in (self._marks.get(first), self._uses.get(first))
            if each is not None
        )

    def _ending(self, at: int) -> Iterator[Found]:
        """Marks that end right before a word."""
        for first in range(max(0, at - _LEADING), at):
            mark = self._marks.get(first)
            if mark is not None and mark.last == at:
                yield mark

    def _forward(self, mark: Found) -> bool:
        """Whether an "excluded" speaks of what comes behind it."""
        if self._tongue.verb_last:
            return False
        if mark.label == "after" and ("to", mark.last) in self._also:
            return True
        for at in range(mark.last, min(mark.last + _FAR, len(self._sentence.words))):
            if self._breaks(at) or (at in self._marks and self._turns(self._marks[at])):
                return False
            if at in self._uses:
                return True
        return False

    def _thought(self, use: Found) -> Iterator[Found]:
        """Marks before a use in its own thought."""
        for at in range(use.first, max(-1, use.first - _FAR), -1):
            mark = self._marks.get(at)
            if mark is not None and self._turns(mark):
                return
            if mark is not None:
                yield mark
            if self._breaks(at):
                return

    def _lists(self) -> Iterator[int]:
        """Commas inside an enumeration, which ends with an "or" or "and"."""
        closes = False
        for first, last in reversed(self._sentence.parts()):
            leading = range(first, min(last, first + _LEADING))
            joined = any(
                ("or", at) in self._also or ("and", at) in self._also for at in leading
            )
            begins = ("to", first) in self._also or self._is(first, "turn", "does")
            closes = not begins and (joined or (last - first <= _SHORT and closes))
            goes_on = closes or self._is(first, "such")
            if first and goes_on and not self._is(first, "far", "except", "nor", "after"):
                yield first

    def _asides(self) -> Iterator[int]:
        """The two commas of an aside behind a denial: "will not, in any way, be used"."""
        parts = self._sentence.parts()
        for (start, comma), (_, end) in pairwise(parts):
            whole = end - comma <= _ASIDE and end < len(self._sentence.words)
            if whole and self._denies_before(start, comma) and not self._any_use(comma, end):
                yield from (comma, end)

    def _denies_before(self, start: int, comma: int) -> bool:
        """Whether a part ends with a denial and two words at most; not if that is all."""
        near = range(max(start + 1, comma - _SHORT), comma)
        denials = [at for at in near if self._is(at, "far", "except", "nor", "after")]
        between = range(self._marks[denials[-1]].last, comma) if denials else range(0)
        return bool(denials) and not any(
            at in self._uses or (at < comma - 1 and self._is_strange(at)) for at in between
        )

    def _any_use(self, first: int, last: int) -> bool:
        return any(at in self._uses for at in range(first, last))

    def _is(self, at: int, *labels: str) -> bool:
        return at in self._marks and self._marks[at].label in labels
