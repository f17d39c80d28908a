"""The conditions of duties: each asks one thing of an order, with an answer of three values.

A condition takes the facts and its value in `duties.toml`. What it is called there is its
name in `CONDITIONS`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from enduse.assess import conditions_goods, conditions_people, conditions_ways
from enduse.assess.answers import Answer, all_of, any_of
from enduse.assess.duty_facts import Facts


def holds(when: Sequence[tuple[str, Any]], facts: Facts) -> Answer:
    """Whether all conditions hold, asked in their order."""
    return all_of(CONDITIONS[name](facts, value) for name, value in when)


def _any(facts: Facts, value: Sequence[Mapping[str, Any]]) -> Answer:
    """One of several sets of conditions holds."""
    return any_of(holds(tuple(each.items()), facts) for each in value)


CONDITIONS: Mapping[str, Callable[[Facts, Any], Answer]] = {
    "any": _any,
    "to_third": conditions_ways.to_third,
    "leaves": conditions_ways.leaves,
    "within": conditions_ways.within,
    "to": conditions_ways.to,
    "beyond": conditions_ways.beyond,
    "banned": conditions_ways.banned,
    "goods": conditions_goods.goods,
    "excepted": conditions_goods.excepted,
    "numbered": conditions_goods.numbered,
    "number_like": conditions_goods.number_like,
    "concern": conditions_goods.concern,
    "origin": conditions_goods.origin,
    "seller_outside": conditions_people.seller_outside,
    "public_contract": conditions_people.public_contract,
    "old_contract": conditions_people.old_contract,
    "setting": conditions_people.setting,
    "informed": conditions_people.informed,
    "hits": conditions_people.hits,
    "red_flag": conditions_people.red_flag,
    "owners_unknown": conditions_people.owners_unknown,
    "group_company": conditions_people.group_company,
}
"""Every condition that `duties.toml` may name."""
