"""Conditions of duties on what is sold."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from enduse.assess.answers import Answer, all_of, any_of, no, unknown, yes
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
    """Some goods that count are not of the codes which the act excepts."""
    rules, day = facts.case.tables.rules, facts.case.as_of
    exception = rules.goods_sets[value["set"]]
    among = [rules.goods_sets[code] for code in value["among"]]
    spared, open_ = [], []
    for line in facts.case.goods:
        counts = any_of(in_set(line, each, day) for each in among)
        if counts.applies == "no":
            continue
        if in_set(line, exception, day).applies == "yes":
            spared.append(line)
        elif counts.applies == "yes":
            return yes()
        else:
            open_.append(counts)
    if not spared:
        return yes()
    says = (
        "as enacted, Art. 12g(2)(a) spares the execution of contracts on these machine tools "
        "and names no day; whether that still stands was not read"
    )
    return all_of([unknown(says, "contract"), *open_])


def numbered(facts: Facts, value: Mapping[str, Any]) -> Answer:
    """A line carries a number of a dual-use list; `hints` of one leave it open."""
    if not facts.case.order.lines:
        return no(NO_GOODS)
    for number, line in enumerate(facts.case.order.lines):
        if controlled(line, value["list"]):
            shown = line.eu_dual_use or line.eccn
            return yes(f"lines/{number} carries the control number {shown}")
    asked = [
        each.subject
        for each in facts.findings
        if each.test == "goods.dual_use" and each.missing == "eccn"
    ]
    if asked and value["hints"]:
        says = f"{', '.join(asked)} may be listed, and the order gives no number"
        return unknown(says, *(f"{path}/eccn" for path in asked))
    return no("no line carries the number of a dual-use list")


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
