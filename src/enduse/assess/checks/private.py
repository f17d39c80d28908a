"""The test on the company's own lists: letters of the authority, warnings of its own."""

from collections.abc import Iterator

from enduse.assess.case import Case
from enduse.assess.checks.listed import is_sure, not_compared, weight_of
from enduse.assess.checks.say import hit, lacks
from enduse.model.finding import Finding
from enduse.model.hit import Hit


def private_list(case: Case) -> Iterator[Finding]:
    """A party, or the payer, is on a private list of the company, or may be.

    It stands beside `party.listed`, which tells of every list, and gives the row's own reason
    and its last day. A row counts to that day and no longer.
    """
    code = "party.private_list"
    lists = case.screening.private
    if not lists:
        says = (
            "No list of your own was read, so letters and warnings that you had are not known."
        )
        yield lacks(code, "order", "private list", says=says)
        return
    for each in case.screening.hits:
        if each.entry.list_id in lists and "/owners/" not in each.subject:
            yield _found(code, each, case)
    for path, why in not_compared(case):
        says = f"{path} was not compared with your own lists: {why}."
        yield lacks(code, path, "name", says=says)


def _found(code: str, found: Hit, case: Case) -> Finding:
    entry = found.entry
    facts = dict(entry.facts)
    reason, expires = facts.get("reason"), facts.get("expires")
    why = f" Reason given: {reason.rstrip('.')}." if reason else " It gives no reason."
    until = f" The row holds to {expires}." if expires else ""
    listed = found.matched.text
    does = "names" if is_sure(found, case) else "may name"
    says = f"Your own list {entry.list_id} {does} {listed!r} (entry {entry.id}).{why}{until}"
    return hit(
        code,
        found.subject,
        says,
        weight=weight_of(found, case),
        list=entry.list_id,
        entry=entry.id,
        asked=found.asked,
        listed_name=listed,
        effect=facts.get("effect"),
        reason=reason,
        expires=expires,
        score=round(found.score, 4),
        decided_by=found.decisive,
    )
