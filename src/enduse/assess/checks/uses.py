"""Tests on military, weapons and drone uses: what an order's texts and parties say.

Words are weak evidence, so all of them are shown as they stand, those that the text denies as
well. What cannot be surely read as a denial counts: a person decides.
"""

from collections.abc import Iterator, Sequence

from enduse.assess.case import Case, bans_in_force, named, parties
from enduse.assess.checks.say import hit, lacks, not_applicable
from enduse.assess.pages import once_a_rulebook
from enduse.assess.reading import Reader, Said, read_file
from enduse.assess.tongues import read_words
from enduse.model.finding import Finding, Weight
from enduse.model.order import Party

_KINDS = ("military", "nuclear", "missile", "wmd", "uav")
_GRAVE = frozenset({"wmd", "missile"})
_ARMS = frozenset({"military", "wmd", "missile"})
"""What makes a line of business military; drones and nuclear plants have civil makers."""
_TITLES = {
    "military": "a military use",
    "nuclear": "a nuclear use",
    "missile": "missiles or rockets",
    "wmd": "weapons of mass destruction",
    "uav": "unmanned aircraft",
}
_FIELDS = {
    "end_use": ("The stated end use speaks", "The stated end use denies"),
    "notes": ("The notes speak", "The notes deny"),
}
"""The texts of an order that are read, with how a sentence about each begins."""
_ROLES = (
    "buyer", "consignee", "end_user", "intermediary", "notify", "payer", "forwarder", "other",
)  # fmt: skip
_SHOWN = 20
_NEAR = 25
"""Letters between a "for" and what it is for: an article and an adjective."""
_END_USE = "end_use.military"


def military(case: Case) -> Iterator[Finding]:
    """The texts of the order speak of armed forces, weapons or unmanned aircraft.

    Read are the end use, the notes, and in a line's description what stands behind a "for":
    goods that are merely called "military grade" are a matter of the tests on goods.
    """
    order = case.order
    if not order.lines:
        yield not_applicable(_END_USE, "There are no goods that could be used.")
        return
    read = [(where, use_words().read(getattr(order, where))) for where in _FIELDS]
    meant = [(f"lines/{n}", _meant(line.description)) for n, line in enumerate(order.lines)]
    found = [each for where, said in (*read, *meant) for each in _told(case, where, said)]
    denied = [(where, each) for where, said in read for each in said if each.denied]
    if found:
        yield from found
    elif order.end_use is None:
        says = "The order does not say what the goods are for."
        yield lacks(_END_USE, "order", "end_use", says=says)
    elif denied:
        yield _denial(denied)


def party(case: Case) -> Iterator[Finding]:
    """A party's name, business or address speaks of armed forces or arms makers."""
    code = "party.military"
    roles = _ROLES if case.order.lines or case.order.route else ()
    for path, who in parties(case.order, *roles):
        if not who.name or who.role == "seller":
            continue
        found = [(said, where) for said, where in _ties(who) if not said.denied]
        if found:
            yield _tied(case, path, who=who, found=found)
        elif who.activity is None and who.address is None:
            says = f"Neither the business nor the address of {named(who)} is known."
            yield lacks(code, path, "activity", says=says)


def _ties(who: Party) -> Iterator[tuple[Said, str]]:
    for text in (who.name, *who.aliases):
        yield from ((said, "name") for said in _bodies().read(_pointless(text)))
    for said in use_words().read(who.activity):
        if said.kind in _ARMS:
            yield said, "activity"
    yield from ((said, "address") for said in _places().read(_pointless(who.address)))


def _pointless(text: str | None) -> str | None:
    """A name or address without its points: they shorten words and end no sentence."""
    return text.replace(".", " ") if text else text


def _told(case: Case, where: str, said: Sequence[Said]) -> Iterator[Finding]:
    """One finding for each kind of use that a text affirms."""
    in_line = where.startswith("lines/")
    denied = list(dict.fromkeys(each.words for each in said if each.denied))[:_SHOWN]
    for kind in _KINDS:
        words = [each for each in said if each.kind == kind and not each.denied]
        if not words:
            continue
        first = words[0]
        begins = f"The description of {where} speaks" if in_line else _FIELDS[where][0]
        says = f"{begins} of {_TITLES[kind]}: {first.around!r}."
        if denied:
            says += f" It denies: {', '.join(map(repr, denied))}."
        yield hit(
            _END_USE,
            where if in_line else "order",
            says,
            weight=_weight(case, kind),
            field=f"{where}/description" if in_line else where,
            kind=kind,
            language=first.tongue,
            words=list(dict.fromkeys(each.words for each in words))[:_SHOWN],
            text=first.around,
            denied=denied or None,
        )


def _denial(denied: Sequence[tuple[str, Said]]) -> Finding:
    where, first = denied[0]
    evidence = (
        ("field", where),
        ("kind", first.kind),
        ("language", first.tongue),
        ("denied", list(dict.fromkeys(each.words for _, each in denied))[:_SHOWN]),
        ("text", first.around),
    )
    says = f"{_FIELDS[where][1]} {_TITLES[first.kind]}: {first.around!r}."
    return Finding(_END_USE, "no_hit", "order", says, evidence=evidence)


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
    """Where a stated military use is ordinary trade: the Union, and its partners of the day."""
    partners = case.tables.rules.groups["eu-annex-viii"].on(case.as_of)
    return partners | case.tables.rules.regimes["EU"].members


def _tied(case: Case, path: str, *, who: Party, found: Sequence[tuple[Said, str]]) -> Finding:
    first, where = found[0]
    fields = list(dict.fromkeys(field for _, field in found))
    abroad = who.country not in _partners(case)
    return hit(
        "party.military",
        path,
        f"The {where} of {named(who)} speaks of armed forces or arms: {first.words!r}.",
        weight="review" if abroad and fields != ["address"] else None,
        field=where,
        language=first.tongue,
        words=list(dict.fromkeys(said.words for said, _ in found))[:_SHOWN],
        text=first.around,
        fields=fields,
    )


@once_a_rulebook
def use_words() -> Reader:
    """The words for uses that export control asks about."""
    return read_file("uses", kinds=_KINDS)


@once_a_rulebook
def _purposes() -> Reader:
    return Reader.of({"for": read_words("uses")["for"]})


@once_a_rulebook
def _bodies() -> Reader:
    return read_file("military", kinds=("body",))


@once_a_rulebook
def _places() -> Reader:
    return read_file("military", kinds=("place",))
