"""A share that is not known, of an owner listed under no rule on shares that is held."""

from collections.abc import Iterator, Sequence

from enduse.assess.case import Case, named
from enduse.assess.checks.owned import Answer, answers, counts
from enduse.assess.checks.owned_words import name_of
from enduse.assess.checks.owner_tree import tree_of
from enduse.assess.checks.say import hit
from enduse.assess.stakes import WHOLE
from enduse.model.finding import Finding
from enduse.model.hit import Hit
from enduse.model.order import Party

CODE = "owner.unknown_share"


def without_rule(path: str, party: Party, case: Case) -> Iterator[Finding]:
    """Listed owners of a party whose share is not known and that no rule counts on the day.

    What their share comes to must be settled by hand, and for that it must be known.
    """
    found = answers(path, party, case)
    left = list(_left(path, found, case))
    if not left:
        return
    tree = found[0].tree if found else tree_of(path, party)
    counted = {tree.nodes[each.subject] for answer in found for each in answer.hits}
    first: dict[int, Hit] = {}
    for each in left:
        first.setdefault(tree.nodes[each.subject], each)
    for (owner, owned), stake in tree.pairs.items():
        unknown = (stake.low, stake.high) == (0.0, WHOLE)
        if unknown and owner in first and owner not in counted:
            at = tree.rows[owner, owned][0][0]
            names = name_of(tree, owner), name_of(tree, owned) or named(party)
            yield _finding(at, names, first[owner])


def _left(path: str, found: Sequence[Answer], case: Case) -> Iterator[Hit]:
    """Listings of owners that weigh and that no rule counts."""
    for each in case.screening.hits:
        theirs = each.subject.startswith(f"{path}/owners/") and each.effect.weight != "note"
        if theirs and not any(counts(each, answer.rule) for answer in found):
            yield each


def _finding(at: str, names: tuple[str, str], found: Hit) -> Finding:
    owner, company = names
    listing = found.entry.list_id
    says = (
        f"{owner or 'An owner without a name'} may be listed ({listing}), and what it holds of "
        f"{company} is not known. No rule on shares is held for this listing on that day: find "
        "the share out, and settle by hand what it means."
    )
    return hit(CODE, at, says, regime=found.effect.regime, list=listing)
