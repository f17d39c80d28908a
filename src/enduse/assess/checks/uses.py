"""Tests on military, weapons and drone uses: what the order's texts say, and who its parties are.

Words are weak evidence, so all of them are shown as they stand, those that the text denies as
well. What cannot be surely read as a denial counts: a person decides.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from enduse.assess.case import Case, bans_in_force, named, parties
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.reading import Reader, Said, read_file
from enduse.assess.tongues import read_words
from enduse.model.finding import Finding, Weight
from enduse.model.order import Party

_KINDS = ("military", "nuclear", "missile", "wmd", "uav")
_GRAVE = frozenset({"wmd", "missile"})
_TITLES = {
    "military": "a military use",
    "nuclear": "a nuclear use",
    "missile": "missiles or rockets",
    "wmd": "weapons of mass destruction",
    "uav": "unmanned aircraft",
}
_FIELDS = {"end_use": "The stated end use", "notes": "The notes"}
_ROLES = (
    "buyer", "consignee", "end_user", "intermediary", "notify", "payer", "forwarder", "other",
)  # fmt: skip
_SHOWN = 20


def military(case: Case) -> Iterator[Finding]:
    """The texts of the order speak of armed forces, weapons or unmanned aircraft.

    Read are the end use, the notes, and in a line's description what stands behind a "for":
    goods that are merely called "military grade" are a matter of the tests on goods.
    """
    code = "end_use.military"
    order = case.order
    if not order.lines:
        yield not_applicable(code, "There are no goods that could be used.")
        return
    texts = [(where, getattr(order, where)) for where in _FIELDS]
    read = [(where, use_words().read(text)) for where, text in texts if text]
    found = [each for where, said in read for each in _told(case, code, where, said)]
    for number, line in enumerate(order.lines):
        meant = _meant(line.description)
        found += _told(case, code, f"lines/{number}", meant)
    if found:
        yield from found
    elif order.end_use is None:
        yield lacks(
            code, "order", "end_use", says="The order does not say what the goods are for."
        )
    elif denied := [(where, each) for where, said in read for each in said if each.denied]:
        yield _denial(code, denied)


def party(case: Case) -> Iterator[Finding]:
    """A party's name, business or address speaks of armed forces, arms makers or their research."""
    code = "party.military"
    roles = _ROLES if case.order.lines or case.order.route else ()
    for path, each in parties(case.order, *roles):
        if not each.name or each.role == "seller":
            continue
        ties = [
            *(
                (said, "name")
                for text in (each.name, *each.aliases)
                for said in _bodies().read(text)
            ),
            *((said, "activity") for said in _business().read(each.activity)),
        ]
        places = [(said, "address") for said in _places().read(each.address)]
        found = [(said, where) for said, where in (*ties, *places) if not said.denied]
        if found:
            yield _tied(case, code, path, each, found)
        elif each.activity is None and each.address is None:
            says = f"Neither the business nor the address of {named(each)} is known."
            yield lacks(code, path, "activity", says=says)


def _told(case: Case, code: str, where: str, said: Sequence[Said]) -> Iterator[Finding]:
    """One finding for each kind of use that a text affirms."""
    denied = list(dict.fromkeys(each.words for each in said if each.denied))
    for kind in _KINDS:
        words = [each for each in said if each.kind == kind and not each.denied]
        if not words:
            continue
        first = words[0]
        text = _FIELDS.get(where, f"The description of {where}")
        says = f"{text} speaks of {_TITLES[kind]}: {first.around!r}."
        if denied:
            says += f" It denies: {', '.join(map(repr, denied[:_SHOWN]))}."
        yield hit(
            code,
            where if where.startswith("lines/") else "order",
            _counted(says, where),
            weight=_weight(case, kind),
            field=f"{where}/description" if where.startswith("lines/") else where,
            kind=kind,
            language=first.tongue,
            words=list(dict.fromkeys(each.words for each in words))[:_SHOWN],
            text=first.around,
            denied=denied[:_SHOWN] or None,
        )


def _counted(says: str, where: str) -> str:
    return says.replace("The notes speaks", "The notes speak") if where == "notes" else says


def _denial(code: str, denied: Sequence[tuple[str, Said]]) -> Finding:
    where, first = denied[0]
    verb = "deny" if where == "notes" else "denies"
    says = f"{_FIELDS[where]} {verb} {_TITLES[first.kind]}: {first.around!r}."
    evidence = (
        ("field", where),
        ("kind", first.kind),
        ("language", first.tongue),
        ("denied", list(dict.fromkeys(each.words for _, each in denied))[:_SHOWN]),
        ("text", first.around),
    )
    return Finding(code, "no_hit", "order", says, evidence=evidence)


def _meant(description: str | None) -> tuple[Said, ...]:
    """What a description says that the goods are for."""
    said = use_words().read(description)
    if not said or description is None:
        return ()
    purposes = _purposes().read(description)
    behind = {each.start for each in purposes if each.tongue != "tr"}
    before = {each.start for each in purposes if each.tongue == "tr"}
    return tuple(
        each
        for each in said
        if any(0 < each.start - at <= _NEAR for at in behind)
        or any(0 < at - each.start <= _NEAR for at in before)
    )


_NEAR = 25
"""Letters between a "for" and what it is for: an article and an adjective."""


def _weight(case: Case, kind: str) -> Weight | None:
    """Its own weight where it is heavier than the table's, which goes by the setting alone."""
    if kind in _GRAVE:
        return "review"
    reached = {each.country for each in case.reached}
    if kind == "uav":
        arms = bans_in_force(case.tables.rules, case.regimes, case.as_of)
        return "review" if reached & {ban.country for ban in arms} else None
    return None if reached and reached <= _partners(case) else "review"


def _partners(case: Case) -> frozenset[str]:
    return frozenset(read_partners()) | case.tables.rules.regimes["EU"].members


def _tied(
    case: Case, code: str, path: str, who: Party, found: Sequence[tuple[Said, str]]
) -> Finding:
    first, where = found[0]
    says = f"The {where} of {named(who)} speaks of armed forces or arms: {first.words!r}."
    sure = any(field != "address" for _, field in found)
    abroad = who.country not in _partners(case)
    return hit(
        code,
        path,
        says,
        weight="review" if sure and abroad else None,
        field=where,
        language=first.tongue,
        words=list(dict.fromkeys(said.words for said, _ in found))[:_SHOWN],
        text=first.around,
        fields=list(dict.fromkeys(field for _, field in found)),
    )


@cache
def use_words() -> Reader:
    """The words for uses that export control asks about."""
    return read_file("uses", kinds=_KINDS)


@cache
def read_partners() -> tuple[str, ...]:
    """Partner countries (ISO 3166-1 alpha-2) beside the member states of the Union."""
    return tuple(read_words("uses")["partners"])


@cache
def _business() -> Reader:
    return read_file("uses", kinds=("military", "missile", "wmd"))


@cache
def _purposes() -> Reader:
    return Reader.of({"for": read_words("uses")["for"]})


@cache
def _bodies() -> Reader:
    return read_file("military", kinds=("body",))


@cache
def _places() -> Reader:
    return read_file("military", kinds=("place",))
