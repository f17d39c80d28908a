"""The letter to a customer: questions, the statement of the end user, and a clause.

It is made of few kinds of block, which a text, a DOCX and a PDF file each draw
(`letter_blocks`). It is made from an `Inquiry`, which holds no finding: so none can stand
in it.
"""

from collections.abc import Iterator
from functools import cache

from enduse.model.finding import Language
from enduse.model.inquiry import Inquiry
from enduse.model.order import Line, Order, Party
from enduse.places import Places
from enduse.report.letter_blocks import (
    Asked,
    Block,
    Fields,
    Heading,
    Items,
    Letter,
    Lines,
    NewPage,
    Table,
    Text,
    Ticks,
)  # fmt: skip
from enduse.report.letter_words import (
    shown,
    shown_lines,
    words,
    written_day,
    written_number,
)


def letter(inquiry: Inquiry) -> Letter:
    """The letter that puts an inquiry to the customer of its order.

    It has always the statement of the end user; questions and the clause where they are due.
    """
    own = words(inquiry.language)
    order = shown(inquiry.order.id)
    subject = own["subject" if inquiry.questions else "subject_form"].format(order=order)
    clause = tuple(_clause(inquiry)) if inquiry.clause else ()
    return Letter(
        title=subject,
        footer=f"{own['reference']}{own['colon']} {order}",
        language=inquiry.language,
        day=inquiry.day,
        blocks=(*_opening(inquiry, subject), *_questions(inquiry), *_form(inquiry), *clause),
    )


def _opening(inquiry: Inquiry, subject: str) -> Iterator[Block]:
    own, order = words(inquiry.language), inquiry.order
    yield Lines(_addressed(_first(order, "seller")) or (own["no_sender"],))
    yield Lines(_addressed(_receiver(order)) or (own["no_receiver"],))
    yield Text(written_day(inquiry.day, inquiry.language))
    yield Heading(subject, 1)
    yield Text(own["salutation"])
    yield Text(own["why"])
    asks = own["please" if inquiry.questions else "please_form"]
    yield Text(f"{asks} {own['please_clause']}" if inquiry.clause else asks)
    yield Text(own["kept"])
    yield Text(own["close"])
    sender = _first(order, "seller")
    name = shown(sender.name) if sender and sender.name else own["no_sender"]
    yield Lines(("", "", name))  # room to sign above the name


def _questions(inquiry: Inquiry) -> Iterator[Block]:
    if inquiry.questions:
        yield Heading(words(inquiry.language)["questions"], 2)
    for number, text in enumerate(inquiry.questions, 1):
        yield Asked(number, shown(text))


def _form(inquiry: Inquiry) -> Iterator[Block]:
    own, order = words(inquiry.language), inquiry.order
    yield NewPage()
    yield Heading(own["form"], 1)
    yield Text(own["form_note"], small=True)
    yield Heading(own["parties"], 2)
    for role in ("exporter", "buyer", "consignee", "end_user"):
        yield Heading(own[role], 3)
        yield Fields(_fields(role, inquiry))
    yield Heading(own["goods"], 2)
    yield Fields(((own["contract"], _contract(order, inquiry.language)),))
    if order.lines:
        yield _goods(order, inquiry.language)
    yield Heading(own["use"], 2)
    yield Fields(((own["use_for"], ""), (own["use_where"], "")), tall=(0, 1))
    yield Ticks(own["does"], tuple(own["does_options"]))
    yield Ticks(own["is"], tuple(own["is_options"]))
    yield Heading(own["declare"], 2)
    yield Text(own["we"])
    yield Items(tuple(own["declarations"]))
    yield Heading(own["sign"], 2)
    for who in ("sign_user", "sign_buyer"):
        yield Heading(own[who], 3)
        named = ("sign_name", "sign_position", "sign_place", "sign_here")
        yield Fields(tuple((own[each], "") for each in named), tall=(len(named) - 1,))


def _clause(inquiry: Inquiry) -> Iterator[Block]:
    own = words(inquiry.language)
    yield NewPage()
    yield Heading(own["clause"], 1)
    yield Text(own["clause_why"])
    yield Items(tuple(own["clause_text"]))
    yield Text(own["clause_note"], small=True)


def _first(order: Order, *roles: str) -> Party | None:
    """The first party with a name in the first of some roles that the order fills."""
    found = (p for role in roles for p in order.parties if p.role == role and p.name)
    return next(found, None)


def _receiver(order: Order) -> Party | None:
    return _first(order, "buyer", "consignee", "end_user", "intermediary", "notify", "other")


def _addressed(party: Party | None) -> tuple[str, ...]:
    """Name, address and country as on an envelope."""
    if party is None:
        return ()
    country = _country(party.country).upper() if party.country else ""
    lines = (shown(party.name or ""), *shown_lines(party.address or ""), country)
    return tuple(line for line in lines if line)


def _fields(role: str, inquiry: Inquiry) -> tuple[tuple[str, str], ...]:
    own = words(inquiry.language)
    seller = role == "exporter"
    of_role = _first(inquiry.order, "seller" if seller else role)
    party = inquiry.end_user if role == "end_user" else of_role
    rows = [
        ("name", shown(party.name or "") if party else ""),
        ("address", ", ".join(shown_lines(party.address or "")) if party else ""),
        ("country", _country_and_code(party.country) if party else ""),
    ]
    if role in {"buyer", "end_user"}:
        ids = "; ".join(f"{scheme} {number}" for scheme, number in party.ids) if party else ""
        known = (party.phone, party.email) if party else ()
        rows += [
            ("registration", shown(ids)),
            ("activity", ""),  # as the use of the goods: worth most in their own words
            ("contact", ", ".join(shown(each) for each in known if each)),
            ("website", shown(party.website or "") if party else ""),
        ]
    return tuple((own[label], value) for label, value in rows)


def _contract(order: Order, language: Language) -> str:
    dated = words(language)["of_date"]
    of = f", {dated.format(date=written_day(order.date, language))}" if order.date else ""
    return f"{shown(order.id)}{of}"


def _goods(order: Order, language: Language) -> Table:
    own = words(language)
    head = tuple(own[each] for each in ("number", "what", "part", "hs", "quantity", "value"))
    rows = (_row(number, each, language) for number, each in enumerate(order.lines, 1))
    return Table(head, tuple(rows), figures=(4, 5))


def _row(number: int, line: Line, language: Language) -> tuple[str, ...]:
    made = (line.manufacturer, line.part_number)
    count = "" if line.quantity is None else written_number(line.quantity, language)
    worth = "" if line.value is None else written_number(line.value, language, places=2)
    unit, money = shown(line.unit or ""), shown(line.currency or "")
    return (
        str(number),
        shown(line.description or ""),
        ", ".join(shown(each) for each in made if each),
        shown(line.hs or ""),
        f"{count}\u00a0{unit}" if count and unit else count or unit,
        f"{worth}\u00a0{money}" if worth and money else worth,
    )


@cache
def _places() -> Places:
    return Places.load()


def _country(code: str) -> str:
    places = _places()
    return places.name(code) if places.is_code(code) else shown(code)


def _country_and_code(code: str | None) -> str:
    return f"{_country(code)} ({code})" if code else ""
