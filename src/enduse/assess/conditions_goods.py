"""Conditions of duties on what is sold."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from enduse.assess.answers import Answer, any_of, no, unknown, yes
from enduse.assess.duty_facts import NO_GOODS, Facts
from enduse.assess.goods_sets import in_set
from enduse.assess.numbers import controlled


def goods(facts: Facts, value: Sequence[str]) -> Answer:
    """A line is in one of some sets of goods."""
    if not facts.case.order.lines:
        return no(NO_GOODS)
    sets = [facts.case.tables.rules.goods_sets[code] for code in value]
    lines = facts.case.goods
    found = [in_set(line, each, facts.case.as_of) for line in lines for each in sets]
    answer = any_of(found)
    if answer.applies != "no":
        return answer
    return no(f"no line is in {_listed([each.title for each in sets])}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]


def excepted(facts: Facts, value: Mapping[str, Any]) -> Answer:
    """Not all goods that count are of codes which the act excepts without a day."""
    rules, day = facts.case.tables.rules, facts.case.as_of
    exception = rules.goods_sets[value["set"]]
    among = [rules.goods_sets[code] for code in value["among"]]
    counted = [
        line
        for line in facts.case.goods
        if any(in_set(line, each, day).applies != "no" for each in among)
    ]
    spared = [ln for ln in counted if in_set(ln, exception, day).applies == "yes"]
    if not spared or len(spared) < len(counted):
        return yes()
    says = (
        "as enacted, Art. 12g(2)(a) spares the execution of contracts on these machine tools "
        "and names no day; whether that still stands was not read"
    )
    return unknown(says, "contract")


def numbered(facts: Facts, value: str) -> Answer:
    """A line carries a number of a dual-use list, or is pointed at one by words or part."""
    if not facts.case.order.lines:
        return no(NO_GOODS)
    for number, line in enumerate(facts.case.order.lines):
        if controlled(line, value):
            shown = line.eu_dual_use or line.eccn
            return yes(f"lines/{number} carries the control number {shown}")
    asked = [
        each.subject
        for each in facts.findings
        if each.test == "goods.dual_use" and each.missing == "eccn"
    ]
    if asked:
        says = f"{', '.join(asked)} may be listed, and the order gives no number"
        return unknown(says, *(f"{path}/eccn" for path in asked))
    return no("no line carries the number of a dual-use list, or is pointed at one")


def number_like(facts: Facts, value: Sequence[str]) -> Answer:
    """A line carries a control number that begins like one of some patterns."""
    for number, line in enumerate(facts.case.order.lines):
        for text in (line.eccn, line.eu_dual_use):
            found = (text or "").strip().upper()
            if any(re.match(pattern, found) for pattern in value):
                return yes(f"lines/{number} carries {found}")
    return no("no line carries such a control number")


def concern(facts: Facts, value: Sequence[str]) -> Answer:
    """The goods are of a kind of concern."""
    if facts.case.concerns & frozenset(value):
        return yes("the goods are of a kind that weapons programmes look for")
    without = [each.path for each in facts.case.goods if each.code is None]
    if without:
        says = f"{', '.join(without)} has no HS code that tells what it is"
        return unknown(says, *(f"{path}/hs" for path in without))
    return no("the goods are of no concern by their codes")


def origin(facts: Facts, value: str) -> Answer:
    """A line is of an origin."""
    lines = list(enumerate(facts.case.order.lines))
    for number, line in lines:
        if line.origin == value:
            return yes(f"lines/{number} is of {value} origin")
    open_ = [f"lines/{number}/origin" for number, line in lines if line.origin is None]
    if open_:
        return unknown("the origin of the goods is not known", *open_)
    return no(f"no line is of {value} origin")
