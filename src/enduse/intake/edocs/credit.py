"""SWIFT letters of credit (MT 700, 701, 707, 710, 720) -> documents.

Read by the table of fields of MT 700 and by worked examples of banks' customers, which
docs/guide/edocuments.md names; SWIFT's own guide is not free to copy, and was not used.
"""

import re
from collections.abc import Sequence

from enduse.intake.edocs import codes
from enduse.intake.edocs.credit_goods import goods_in
from enduse.intake.edocs.draft import Draft
from enduse.intake.edocs.left import harmless
from enduse.intake.edocs.said import Said
from enduse.intake.edocs.someone import Someone
from enduse.intake.edocs.swift_text import Field, Message, messages
from enduse.intake.edocs.ubl_party import bank
from enduse.model.document import Document, FactName
from enduse.model.unread import Unread

_WHAT = {
    "700": "a letter of credit (MT 700)",
    "701": "more of a letter of credit (MT 701), of which the first part is not here",
    "707": "an amendment of a letter of credit (MT 707)",
    "708": "more of an amendment of a letter of credit (MT 708)",
    "710": "a letter of credit, advised (MT 710)",
    "720": "a letter of credit, transferred (MT 720)",
}
_AMENDS = frozenset({"707", "708"})
_MONEY = re.compile(r"([A-Z]{3})\s*([\d.,]+)")
_ANY_BANK = re.compile(r"\bANY\s+BANK|\bANY\s+OTHER\b")
_BY = re.compile(
    r"^BY (?:ACCEPTANCE|DEF PAYMENT|MIXED PYMT|NEGOTIATION|PAYMENT)\b.*", re.IGNORECASE
)
_WAYS: tuple[tuple[str, FactName], ...] = (
    ("44A", "place_receipt"), ("44E", "port_loading"),
    ("44F", "port_discharge"), ("44B", "place_delivery"),
)  # fmt: skip
_FACTS: tuple[tuple[str, FactName], ...] = (
    ("43P", "partial_shipments"), ("43T", "transshipment"), ("46A", "documents_required"),
    ("46B", "documents_required"),
)  # fmt: skip
_BANKS = ("51a", "52a", "53a", "57a", "58a", "42a", "41a")
_PARTS = 3
_INITIALS = frozenset({"UAE", "USA", "PRC", "KSA", "DPRK"})
"""Countries by three letters that are no word and no town's end: "DUBAI UAE"."""


def credits_in(name: str, text: str) -> tuple[Document, ...]:
    """The letters of credit of a text, each with its continuations (MT 701)."""
    made: list[Message] = []
    for message in messages(text):
        kind = message.kind or _kind(message)
        known = Message(kind, message.fields)
        first = _continued(known, made)
        if first is None:
            made.append(known)
        else:
            before = made[first]
            made[first] = Message(before.kind, (*before.fields, *message.fields))
    return tuple(_document(name, each) for each in made)


def _continued(message: Message, before: Sequence[Message]) -> int | None:
    """Which of some messages it goes on: 701 a credit, 708 the latest amendment of one."""
    number = _number(message)
    if message.kind not in {"701", "708"} or not number:
        return None
    for at in reversed(range(len(before))):
        each = before[at]
        kin = (each.kind in _AMENDS) == (message.kind in _AMENDS)
        if kin and each.kind != message.kind and _number(each) == number:
            return at
    return None


def _kind(message: Message) -> str:
    if message.of("26E", "30"):
        return "707"
    if message.of("40B"):
        return "710"
    return "700" if message.of("40A", "50", "59", "32B") else "701"


def _number(message: Message) -> str:
    own = message.say("21") if message.kind in {"710", "720"} else None
    found = own or message.say("20")
    return found.text if found else ""


def _document(name: str, message: Message) -> Document:
    draft = Draft(name, "letter_of_credit", _WHAT.get(message.kind, f"MT {message.kind}"))
    draft.comma = True
    number = (message.say("21") if message.kind in {"710", "720"} else None) or message.say(
        "20"
    )
    draft.number("credit", number)
    if message.kind in {"710", "720"}:
        draft.ref("other", message.say("20"))
    draft.dated(message.say("31C"))
    if message.kind in _AMENDS:
        says = "is an amendment of a letter of credit: what it changes was agreed before"
        draft.remark("order", message.say("26E", "20"), says)
    _sums(draft, message)
    _parties(draft, message)
    _way(draft, message)
    for tag, fact in _FACTS:
        draft.fact(fact, message.say(tag))
    goods_in(draft, message)
    _terms(draft, message)
    unknown = sorted({field.tag for field in message.fields} - harmless("credit"))
    if unknown:
        found = f"holds fields that are not read: {', '.join(unknown)}"
        draft.unread.append(Unread("message", found))
    return draft.document()


def _sums(draft: Draft, message: Message) -> None:
    said = message.say("32B")
    found = _MONEY.match(said.text) if said else None
    if said and found:
        draft.currency = Said(found[1], said.place)
        draft.sum(Said(found[2].rstrip(","), said.place, {"currencyID": found[1]}))
    expiry = message.say("31D")
    if expiry:
        draft.day_fact("expiry_date", Said(expiry.text[:6], expiry.place))


def _parties(draft: Draft, message: Message) -> None:
    for tags, role in ((("50", "50B"), "buyer"), (("59", "59A"), "seller")):
        for field in message.of(*tags)[:1]:
            draft.someone.append(party_of(field, role=role))
    for field in message.of(*_BANKS):
        each = _bank(field)
        if each:
            draft.someone.append(each)


def party_of(field: Field, *, role: str) -> Someone:
    """A name and an address in lines; an account before them; a country at their end."""
    lines = [line for line in field.lines if line]
    if lines and lines[0].startswith("/"):
        lines = lines[1:]
    each = Someone(role)
    if lines:
        each.name = Said(lines[0].removeprefix("1/"), field.place)
        each.address = [Said(line, field.place) for line in lines[1:]]
        country = country_in(lines[1:])
        each.country = Said(country, field.place) if country else None
    return each


def country_in(lines: Sequence[str]) -> str | None:
    """The country that the last of some lines ends in, whatever stands before it.

    >>> country_in(["1 MAIN STREET", "DUBAI, U.A.E."]), country_in(["ROTTERDAM NETHERLANDS"])
    ('AE', 'NL')
    >>> country_in(["1 MAIN STREET", "DUBAI UAE"]), country_in(["GOODS WE CAN"])
    ('AE', None)
    >>> country_in(["SHENNAN ROAD 518000"]) is None
    True
    """
    for line in reversed(lines[-2:]):
        parts = re.split(r"[,;/()]", line.strip(" ."))
        for part in reversed([p for p in parts if p.strip()]):
            words = re.sub(r"\d+", " ", part).split()
            for count in range(min(len(words), _PARTS + 1), 0, -1):
                words_of = " ".join(words[-count:])
                found = codes.country_named(words_of) if len(words_of) > 1 else None
                sure = words_of.upper() in _INITIALS or "." in words_of or len(words) == count
                if found and (sure or len(words_of) > 3):  # noqa: PLR2004
                    return found
            break
    return None


def _bank(field: Field) -> Someone | None:
    lines = [line for line in field.lines if line and not _BY.match(line)]
    if lines and lines[0].startswith("/"):
        lines = lines[1:]
    if not lines or _ANY_BANK.search(" ".join(lines).upper()):
        return None
    if codes.bic_country(lines[0]):
        return bank(Said(lines[0].strip(), field.place), None)
    if field.tag.endswith("A"):
        return None
    return party_of(Field(field.tag, tuple(lines), field.place), role="bank")


def _way(draft: Draft, message: Message) -> None:
    for tag, fact in _WAYS:
        said = message.say(tag)
        if said:
            draft.fact(fact, said)
            country = country_in([said.text])
            draft.leg(Said(country, said.place) if country else None, said)
    draft.day_fact("latest_shipment", message.say("44C"))
    period = message.say("44D")
    if period:
        draft.notes.append(Said(f"Shipment: {period.text}", period.place))


def _terms(draft: Draft, message: Message) -> None:
    words = ["letter of credit"]
    said = [
        each for each in (message.say("42C"), message.say("42P"), message.say("42M")) if each
    ]
    words += [each.text for each in said]
    place = said[0].place if said else ""
    draft.terms.append(Said(", ".join(words), place))
    for tag in ("47A", "47B", "72", "72Z", "79Z"):
        for field in message.of(tag):
            draft.notes.append(Said("\n".join(filter(None, field.lines)), field.place))
