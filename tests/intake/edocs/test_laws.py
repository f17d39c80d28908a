"""What must hold of every e-document."""

import re
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.errors import OrderError
from enduse.intake.edocs.read import attached_in, read_edoc, what_edoc
from enduse.intake.order import read_order
from enduse.model.document import Document
from tests.intake.edocs.writing import Firm, Good, Trade, as_cii, as_ubl

COUNTRIES = frozenset({"NL", "DE", "AM", "TR", "AE", "GR"})
words = st.from_regex(
    r"[A-Za-zÀ-ÿ&<'\"0-9][A-Za-zÀ-ÿ&<'\"0-9 .,-]{0,20}[A-Za-z0-9]", fullmatch=True
)
maybe = st.one_of(st.just(""), words)
firms = st.builds(
    Firm, name=words, trading=maybe, street=maybe, town=maybe, zone=maybe,
    country=st.sampled_from(["", *sorted(COUNTRIES)]), register=maybe, vat=maybe,
    phone=maybe, email=maybe,
)  # fmt: skip
receivers = st.builds(
    Firm,
    name=words,
    street=maybe,
    town=maybe,
    zone=maybe,
    country=st.sampled_from(["", "AM"]),
)
traits = st.sampled_from(["Colour", "HS code", "ECCN", "Length"])
goods = st.builds(
    Good,
    name=words,
    words=maybe,
    number=maybe,
    hs=st.sampled_from(["", "8542.31", "90302000"]),
    origin=st.sampled_from(["", "NL", "TR"]),
    quantity=st.sampled_from(["0", "1", "2.5", "1e3"]),
    unit=st.sampled_from(["C62", "KGM", "ZZ9"]),
    value=st.sampled_from(["0", "12.50", "99"]),
    traits=st.dictionaries(traits, words, max_size=2),
)
trades = st.builds(
    Trade,
    number=words,
    day=st.dates().map(lambda day: day.isoformat()),
    seller=firms,
    buyer=firms,
    goods=st.lists(goods, max_size=3),
    receiver=st.one_of(st.none(), receivers),
    notes=st.lists(words, max_size=2),
    terms=maybe,
    order=maybe,
)


def one(data: bytes) -> Document:
    made = read_edoc("file", data)
    assert made is not None
    (document,) = made
    return document


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(trades)
def test_one_trade_is_the_same_order_in_ubl_and_in_cii(trade: Trade) -> None:
    ubl, cii = one(as_ubl(trade)), one(as_cii(trade))
    assert ubl.wire == cii.wire
    assert (ubl.sort, ubl.own, ubl.refs) == (cii.sort, cii.own, cii.refs)
    assert [(f.name, f.value, f.line) for f in ubl.facts] == [
        (f.name, f.value, f.line) for f in cii.facts
    ]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(trades, st.sampled_from([as_ubl, as_cii]))
def test_every_field_of_the_order_has_a_place_with_a_line_and_a_path(
    trade: Trade, write: Callable[[Trade], bytes]
) -> None:
    document = one(write(trade))
    for path in leaves(document.wire):
        if path.endswith("/role"):
            continue
        place = document.places.get(path) or document.places[path.rpartition("/")[0]]
        assert re.fullmatch(r"line \d+: /\w.*", place), (path, place)


def leaves(value: object, path: str = "") -> list[str]:
    if isinstance(value, dict):
        return [
            e for key, each in value.items() for e in leaves(each, f"{path}/{key}".strip("/"))
        ]
    if isinstance(value, list):
        return [e for at, each in enumerate(value) for e in leaves(each, f"{path}/{at}")]
    return [path] if value is not None else []


@given(trades, st.sampled_from([as_ubl, as_cii]))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
def test_no_name_number_or_word_of_a_trade_is_lost(
    trade: Trade, write: Callable[[Trade], bytes]
) -> None:
    said = str(one(write(trade)).wire)
    texts = [trade.seller.name, trade.buyer.name, *trade.notes, trade.terms]
    texts += [text for good in trade.goods for text in (good.name, good.words)]
    for text in texts:
        for word in text.split():
            assert repr(word).strip("'\"") in said or word in said


@settings(max_examples=300)
@given(st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=80).map(lambda tail: b"<Invoice " + tail),
    st.binary(max_size=80).map(lambda tail: b"UNH+1+ORDERS:D:96A:UN'" + tail + b"'UNT+1+1'"),
    st.binary(max_size=80).map(lambda tail: b":20:X\n:50:A\n:59:B\n:45A:" + tail),
    st.binary(max_size=80).map(lambda tail: b'{"documentParties": {' + tail),
))  # fmt: skip
def test_any_bytes_are_documents_or_none_or_an_error_with_words(data: bytes) -> None:
    calls: list[Callable[[], object]] = [
        lambda: read_edoc("file", data),
        lambda: what_edoc("file", data),
        lambda: attached_in(data),
    ]
    for call in calls:
        assert "expected" in (trouble(call) or "expected")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(trades, st.data())
def test_a_file_cut_short_is_never_a_shorter_order(trade: Trade, data: st.DataObject) -> None:
    whole = as_ubl(trade)
    cut = whole[: data.draw(st.integers(80, len(whole) - 1))]
    assert "broken XML" in (trouble(lambda: read_edoc("file", cut)) or "")


def trouble(call: Callable[[], object]) -> str | None:
    """What an error says, None where there is none."""
    try:
        call()
    except OrderError as error:
        return str(error)
    return None


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(trades)
def test_what_is_read_is_an_order_that_the_reader_of_orders_takes(trade: Trade) -> None:
    made = read_order(one(as_cii(trade)).wire, label="made", countries=COUNTRIES)
    assert made.order is not None
    assert [issue for issue in made.issues if issue.gravity == "error"] == []
