"""Exactly what a finding rested on: the facts that a settlement of it is held to.

Of a match with a listed party these are the party as the order gives it and the entry as its
list gives it, and not the score: a better engine must not open again what a person settled.
Of any other finding they are the evidence and its subject in the order.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from enduse.model.finding import Finding
from enduse.model.listing import Entry
from enduse.model.order import Order, Party
from enduse.model.resolution import Facts, Reach
from enduse.model.wire import one_line, to_plain

EntryFacts = Mapping[str, Any]
"""An entry as its list gives it, with the SHA-256 over that: made by `entry_facts`, once."""
EntryOf = Callable[[str, str], EntryFacts | None]
"""The entry of a list by the list's id and its own; None where there is none now."""

OURS = ("resolved", "unsettled")
"""What is added to the evidence of a finding when it is settled, or is no longer."""

_OF_ENTRIES = frozenset({"party.listed", "party.private_list", "party.address", "owner.listed"})
_SAME_QUESTION: Mapping[str, str] = {"party.private_list": "party.listed"}
"""Both ask whether a party is an entry of a list: who settles the one has settled the other."""
_OF_OWNERS = ("asked", "owned", "held", "may_hold")
"""Owners may come from files, so what of them was compared is kept beside the order's party."""
_OF_PARTIES = ("party.", "owner.", "contact.", "consignee.")
"""Tests that rest on a party alone, whatever the order is of."""


def question_of(test: str) -> str:
    """The test under which findings of one question are kept together."""
    return _SAME_QUESTION.get(test, test)


def reach_of(finding: Finding, wanted: Reach) -> Reach:
    """Where a settlement can hold: one on goods, ways or terms in its order alone."""
    alone = finding.subject.startswith("parties/") or _names_payer(finding)
    travels = finding.test.startswith(_OF_PARTIES) and alone
    return wanted if travels else "order"


def about_of(finding: Finding) -> tuple[str, ...]:
    """Which question a finding answers, and of which entry."""
    known = dict(finding.evidence)
    if finding.test in _OF_ENTRIES and "entry" in known:
        return (question_of(finding.test), str(known["list"]), str(known["entry"]))
    return (finding.test,)


def facts_of(
    finding: Finding, order: Order, *, reach: Reach, entry_of: EntryOf
) -> Facts | None:
    """The facts of a finding; None where an entry that it rests on is not there to be read.

    So it is also where an address is that of more entries than the finding names.
    `order` is as it was given, without what files on owners add.
    """
    about = about_of(finding)
    plain: dict[str, Any] = {"test": about[0], "subject": subject_of(finding, order)}
    entries: list[EntryFacts] = []
    if len(about) > 1:
        if _unnamed(finding):
            return None
        for each in _entries(finding):
            found = entry_of(*each)
            if found is None:
                return None
            entries.append(found)
        plain["regime"] = "own" if finding.test == "party.private_list" else finding.regime
        plain["found"] = _beside(finding)
    else:
        plain["regime"] = finding.regime
        # What somebody read is what he settled: a law that says more now is not settled by it.
        plain["says"] = finding.says
        plain["found"] = {k: v for k, v in finding.evidence if k not in OURS}
    if reach_of(finding, reach) == "order":
        plain["order"] = whole(order)
        plain["path"] = finding.subject
    made = level(to_plain(plain))
    made |= {"entries": entries} if entries else {}
    return Facts(made, key_of(made), about)


def key_of(plain: Mapping[str, Any]) -> str:
    """The SHA-256 over facts, in hex. Names can be guessed from it: it is never kept alone.

    Entries count by their own SHA-256, for which they need not be written out again.
    """
    short = [{k: v for k, v in e.items() if k != "content"} for e in plain.get("entries", ())]
    return _sha256({**plain, "entries": short} if short else plain)


def entry_facts(list_id: str, entry: Entry) -> EntryFacts:
    """What a settlement of a match with an entry is held to, as plain JSON values."""
    plain = level(to_plain(entry))
    return {"list": list_id, "entry": entry.id, "sha256": _sha256(plain), "content": plain}


def _sha256(plain: Any) -> str:  # noqa: ANN401  # JSON
    return hashlib.sha256(one_line(plain).encode("utf-8", "surrogatepass")).hexdigest()


def subject_of(finding: Finding, order: Order) -> Any:  # noqa: ANN401  # JSON
    """What the order says of the subject of a finding, but for the part that it plays.

    The buyer of one order may be the consignee of the next, and is the same party.
    """
    place, _, rest = finding.subject.partition("/")
    number = rest.partition("/")[0]
    if place == "parties" and number.isdecimal() and int(number) < len(order.parties):
        return facts_of_party(order.parties[int(number)])
    if place == "lines" and number.isdecimal() and int(number) < len(order.lines):
        return whole(order.lines[int(number)])
    if _names_payer(finding) and order.payment:
        # A finding on who pays holds whatever the terms are.
        return whole(replace(order.payment, terms=None))
    return finding.subject


def facts_of_party(party: Party) -> dict[str, Any]:
    """All that an order says of a party, but for its role."""
    return {name: each for name, each in whole(party).items() if name != "role"}


def whole(value: Any) -> Any:  # noqa: ANN401  # JSON
    """What an order says, as plain JSON values; only what is not known is left out.

    That a clause is not in the contract is a fact, and not the same as not knowing.

    >>> from enduse.model.order import Clauses
    >>> whole(Clauses(no_reexport_to_russia=False)), whole(Clauses())
    ({'no_reexport_to_russia': False}, {})
    """
    if is_dataclass(value):
        named = ((each.name, getattr(value, each.name)) for each in fields(value))
        return {name: whole(each) for name, each in named if each is not None and each != ()}
    if isinstance(value, tuple):
        return [whole(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def level(value: Any) -> Any:  # noqa: ANN401  # JSON
    """Whole numbers as such: 500.0 in the order is 500 when it comes back from the record."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: level(each) for key, each in value.items()}
    if isinstance(value, list):
        return [level(each) for each in value]
    return value


def _names_payer(finding: Finding) -> bool:
    return finding.subject == "payment" and len(about_of(finding)) > 1


def _entries(finding: Finding) -> Iterator[tuple[str, str]]:
    """The entries that a finding names: several where one address is that of many."""
    known = dict(finding.evidence)
    yield str(known["list"]), str(known["entry"])
    for each in known.get("others") or ():
        yield str(each["list"]), str(each["entry"])


def _unnamed(finding: Finding) -> bool:
    """Whether there are further entries at an address, beyond those that are named."""
    known = dict(finding.evidence)
    return (known.get("others_count") or 0) > len(known.get("others") or ())


def _beside(finding: Finding) -> dict[str, Any]:
    """What of the evidence counts beside the entries."""
    known = dict(finding.evidence)
    if finding.test != "owner.listed":
        return {}
    return {name: known[name] for name in _OF_OWNERS if name in known}
