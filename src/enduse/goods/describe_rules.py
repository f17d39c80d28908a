"""Goods told apart by material, make and wearer: apparel, shoes, bags, furniture, wares."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from enduse.errors import RuleError
from enduse.goods.describe_gist import Gist
from enduse.goods.describe_stem import stem
from enduse.goods.words import Lexicon, cut

_SHARE = re.compile(r"(\d{1,3})\s*(?:%|percent|per cent|pct)\s*(?:of\s+)?([^\d;.]{3,40})")
_SUBHEADING, _PLURAL = 6, 3
_MISSING, _CONTRADICTED, _ORDER = 0.12, 0.75, 0.004


@dataclass(frozen=True, slots=True)
class Case:
    """A code and the facts that it needs."""

    code: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Words for one kind of goods, and the codes between which facts decide."""

    words: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """A code that a rule proposes: how well the facts fit, the word, and facts it lacks."""

    code: str
    score: float
    word: str
    facts: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The table of rules, ready. Built once."""

    facts: Lexicon
    starts: Lexicon
    rules: tuple[Rule, ...]
    groups: Mapping[str, str]
    implies: Mapping[str, frozenset[str]]
    known: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """From the table of rules.

        Raises:
            RuleError: a case has no code.
        """
        rules = tuple(
            Rule(tuple(r["words"]), tuple(_case(c) for c in r["cases"])) for r in table["rule"]
        )
        groups = {fact: name for name, facts in table["groups"].items() for fact in facts}
        named = [(fact, word) for fact, words in table["facts"].items() for word in words]
        return cls(
            facts=Lexicon.of((f, w) for f, word in named for w in _forms(word, f)),
            starts=Lexicon.of(
                (f"{n}", w)
                for n, r in enumerate(rules)
                for word in r.words
                for w in _forms(word, "")
            ),
            rules=rules,
            groups=groups,
            implies={fact: frozenset(of) for fact, of in table["implies"].items()},
            known=frozenset(table["facts"]),
        )

    def read(self, gist: Gist) -> frozenset[str]:
        """The facts that a description gives. Of several fibres, the one with most of it."""
        found = {
            f.label
            for f in self.facts.find(gist.tokens)
            if not gist.denied.intersection(range(f.first, f.last))
        }
        major = self._major(gist.text)
        if major:
            rivals = {fact for fact in found if self.groups.get(fact) == self.groups[major]}
            found = (found - rivals) | {major}
        found |= {fact for fact, of in self.implies.items() if of & found}
        return frozenset(found)

    def _major(self, text: str) -> str | None:
        shares: dict[str, int] = {}
        for number, words in _SHARE.findall(text.lower()):
            for one in self.facts.find(cut(words))[:1]:
                if self.groups.get(one.label) in {"fibre", "stuff"}:
                    shares[one.label] = shares.get(one.label, 0) + int(number)
        fibres = {f: n for f, n in shares.items() if self.groups[f] == "fibre"}
        return max(fibres, key=lambda f: (fibres[f], f)) if fibres else None

    def fits(self, gist: Gist) -> list[Fit]:
        """What the rules propose, each with how well it fits."""
        started: dict[int, tuple[float, str]] = {}
        for found in self.starts.find(gist.tokens):
            places = range(found.first, found.last)
            if gist.denied.intersection(places):
                continue
            weight = max(gist.weights[at] for at in places)
            weight *= 1.5 if gist.head.intersection(places) else 0.6
            weight *= 1 + 0.15 * (found.last - found.first - 1)
            word = " ".join(gist.tokens[at].text for at in places)
            rule = int(found.label)
            started[rule] = max(started.get(rule, (0.0, "")), (weight, word))
        if not started:
            return []
        facts = self.read(gist)
        words = facts | (frozenset(gist.stems) - self.known)
        return [
            self._fit(case, order=n, weight=started[rule], facts=words)
            for rule in sorted(started)
            for n, case in enumerate(self.rules[rule].cases)
        ]

    def _fit(
        self, case: Case, *, order: int, weight: tuple[float, str], facts: frozenset[str]
    ) -> Fit:
        missing = tuple(fact for fact in case.facts if fact not in facts)
        contradicted = sum(self._against(fact, facts) for fact in missing)
        have = len(case.facts) - len(missing)
        score = 1.0 + 0.16 * have - _MISSING * len(missing) - _CONTRADICTED * contradicted
        score -= _ORDER * order
        given = tuple(fact for fact in case.facts if fact in facts)
        return Fit(case.code, max(0.0, score) * weight[0], weight[1], given, missing)

    def _against(self, fact: str, facts: frozenset[str]) -> bool:
        """Whether the text gives another fact of the same group, which this one excludes."""
        if fact not in self.known and fact not in self.implies:
            return True
        kinds = self.implies.get(fact, frozenset({fact}))
        group = next((self.groups[k] for k in sorted(kinds) if k in self.groups), None)
        return group is not None and any(self.groups.get(f) == group for f in facts)


def _case(text: str) -> Case:
    code, *facts = text.split()
    if not (len(code) == _SUBHEADING and code.isdigit()):
        raise RuleError("describe_rules", repr(text), "a code of six digits, then facts")
    return Case(code, tuple(facts))


def _forms(word: str, fact: str) -> Iterable[str]:
    """A word, and in English its plural."""
    forms: Sequence[str] = (word,)
    if word.isascii() and not word.endswith(("*", "s")) and len(word) >= _PLURAL and not fact:
        forms = (word, word + ("es" if word.endswith(("ch", "sh", "x")) else "s"))
    elif word.isascii() and stem(word) != word:
        forms = (word, stem(word))
    return dict.fromkeys(forms)
