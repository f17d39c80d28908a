"""The report of a pack: all of the record is in it, in both forms, whatever that holds."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as read_html

from enduse.model.chart import Arrow, Box, Chart, Mark, Reach, Ruled
from enduse.model.evidence import ByPeople, CaseFile, EntryUsed, ListUsed
from enduse.model.finding import Basis
from enduse.model.record import Checkpoint
from enduse.report import evidence, evidence_end
from enduse.report.evidence_blocks import Block, Heading, Paper, Picture, Point, Text
from enduse.report.evidence_words import visible
from tests.report.pdf_text import bare, pages_of

DAY = date(2026, 8, 5)
MOMENT = datetime(2026, 8, 5, 10, 12, 3, tzinfo=UTC)
SHA, ROOT = "4c" * 32, "ab" * 32
FORBIDDEN = re.compile(r"\b(clear|cleared|safe|legal|compliant)\b", re.IGNORECASE)
BASIS = {"citation": "Act one, Art. 1", "as_of": "2024-02-23", "read": "secondary"}
LISTED: dict[str, Any] = {
    "test": "party.listed",
    "outcome": "hit",
    "weight": "hold",
    "subject": "parties/1",
    "says": "'Example Trade' may be 'EXAMPLE TRADE LLC'. Its property is blocked.",
    "evidence": {
        "list": "us_csl", "entry": "7:SDN", "asked": "Example Trade", "alias": "aka",
        "listed_name": "EXAMPLE TRADE LLC", "strength": "strong", "effect": "asset freeze",
        "score": 0.75, "party": "us_csl:7:SDN",
        "joins": [{"one": "us_csl:7:SDN", "other": "un_sc:E.1", "because": "same number"}],
        "features": [{"name": "base", "effect": 0.5, "says": "where each comparison starts"},
                     {"name": "exact", "effect": 0.5, "says": "the words are the same"},
                     {"name": "forms", "effect": -0.25, "says": "the forms differ"}],
    },
    "basis": [BASIS], "asks": [], "regime": "US",
}  # fmt: skip
DECISION: dict[str, Any] = {
    "order": "SO-17",
    "verdict": "hold",
    "findings": [
        LISTED,
        {"test": "goods.priority", "outcome": "hit", "weight": "note", "subject": "lines/0",
         "says": "HS 8542.31 is on a list, tier 1.", "evidence": {"hs": "854231", "tier": "1"},
         "basis": [BASIS, {"citation": "Act two", "as_of": "2025-01-01", "read": "primary"}],
         "asks": [], "regime": None},
        {"test": "owner.listed", "outcome": "not_checkable", "weight": None, "evidence": {},
         "subject": "parties/1", "says": "Who owns it is not known.", "missing": "owners",
         "basis": [BASIS], "asks": [], "regime": None},
        {"test": "route.illogical", "outcome": "no_hit", "weight": None, "subject": "order",
         "says": "No sign found.", "evidence": {}, "basis": [], "asks": [], "regime": None},
    ],
    "not_checked": [{"test": "owner.listed", "missing": "owners", "subject": "parties/1"},
                    {"test": "flow.anomaly", "missing": "table flows", "subject": "lines/0"}],
    "asks": ["Who owns the buyer? (parties/1/owners)"],
    "editions": [{"list": "us_csl", "published": "2026-07-31", "sha256": SHA, "entries": 25921,
                  "age_days": 5},
                 {"list": "un_sc", "published": "2026-07-30", "sha256": "5d" * 32,
                  "entries": 877, "age_days": 6}],
    "required": ["us_csl", "eu_fsf"],
    "regimes": [{"regime": "EU", "why": "seller in NL", "applied": True},
                {"regime": "US", "why": "the origin is not known", "applied": False}],
    "duties": [
        {"duty": "us-embargo", "regime": "US", "title": "A ban", "applies": applies,
         "why": f"why {applies}", "says": f"Says {applies}.", "next": [f"step {applies}"],
         "missing": [f"fact {applies}"], "basis": [BASIS]}
        for applies in ("yes", "unknown", "no")
    ],
    "issues": [{"where": "lists/un_sc", "says": "is stale", "gravity": "warning"}],
    "as_of": "2026-08-05T00:00:00Z",
    "engine": {"version": "0.1.0", "rulebook": "2026-11-01", "thresholds": "default-1"},
}  # fmt: skip
GIVEN: dict[str, Any] = {
    "id": "SO-17", "date": "2026-08-01", "end_use": "resale", "colour": "unknown field",
    "parties": [
        {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
        {"role": "buyer", "name": "Example Trade", "country": "AM",
         "address": "1 Example St\nYerevan", "ids": {"inn": "77"},
         "owners": [{"name": "Holding", "share": [25, 50], "owners": [{"name": "Behind"}]}]},
    ],
    "lines": [{"description": "FPGA", "hs": "8542.31", "quantity": 500, "value": 61500.5,
               "currency": "EUR", "eccn": "3A001"}],
    "route": [{"country": "NL", "place": "Rotterdam"}, {"country": "AM"}],
}  # fmt: skip
ENTRY: dict[str, Any] = {
    "list_id": "us_csl", "id": "7:SDN", "kind": "company",
    "names": [{"text": "EXAMPLE TRADE LLC", "kind": "primary", "strength": "strong"},
              {"text": "شركة المثال", "kind": "original_script", "strength": "weak"}],
    "programmes": ["RUSSIA-EO14024"], "listed_on": "2022-02-24",
    "addresses": [{"text": "5 Listed Rd", "country": "Russia"}],
    "birth_dates": [{"first": "1963-01-01", "last": "1963-12-31", "text": "in 1963",
                     "circa": True}],
    "ids": [{"scheme": "inn", "value": "77000000", "label": "Tax ID No.", "country": "RU"}],
    "links": [{"name": "OOO SERTAL", "relation": "Linked To"}],
    "facts": [["Vessel Type", "Tanker"]], "remarks": ["a remark"], "of_a_later_form": "kept",
}  # fmt: skip
CHART = Chart(
    "SO-17",
    "parties/1",
    DAY,
    (
        Box(0, "Example Trade", "AM", "company", "buyer"),
        Box(1, "شركة", "CY", marks=(
            Mark("us_csl", "8:SDN", "HOLDING", "asset freeze", "US", "hold", sure=True),)),
    ),
    (Arrow(1, 0, 25, 50, control="appoints the board", controls="yes"),),
    (Ruled("OFAC", "OFAC: half or more", "blocked", (Basis("FAQ 401", DAY, "primary"),),
           (Reach(0, "undecided", 25, 50, level=1),), 0),),
    unknown=("Who holds the rest is not known.",),
)  # fmt: skip
CASE = CaseFile(
    order="SO-17",
    number=17,
    hash="9f" * 32,
    moment=MOMENT,
    key="key-1",
    public="5e" * 32,
    given=GIVEN,
    decision=DECISION,
    person="A. Officer",
    checkpoint=Checkpoint(120, "1c" * 32, MOMENT, "key-1", bytes(64), ROOT),
    proof=7,
    lists=(ListUsed("us_csl", "A list", date(2026, 7, 31), SHA, 25921, 5, required=True,
                    root=ROOT, files=(("list.json", SHA),)),),
    entries=(EntryUsed("us_csl", SHA, "7:SDN", 16150, ENTRY, (0,)),),
    people=(
        ByPeople(18, "resolution", MOMENT, {
            "resolution": {"act": "settle", "reason": "other"},
            "note": {"text": "Another company."},
        }, ("person",)),
    ),
    charts=(CHART,),
    left_out=("The published files are not in the pack.",),
)  # fmt: skip

# Whatever an order or a list can hold: half characters, marks that turn a line, and markup.
hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x1b\u202e\ud800\ufffe\n\t{}%$\\&<>\"'_*|#ڭאक中Ա"),
    ),
    max_size=9,
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 10**6), st.floats(0, 1e6), hostile),
    lambda each: st.one_of(
        st.lists(each, max_size=3), st.dictionaries(hostile, each, max_size=3)
    ),
    max_leaves=8,
)
bases = st.fixed_dictionaries({
    "citation": hostile, "as_of": st.just("2024-01-01"),
    "read": st.sampled_from(["primary", "secondary", "memory", "otherwise"]),
})  # fmt: skip
findings = st.fixed_dictionaries({
    "test": st.sampled_from(["party.listed", "goods.vague"]),
    "outcome": st.sampled_from(["hit", "no_hit", "not_checkable", "not_applicable"]),
    "weight": st.sampled_from(["hold", "review", "ask", "note", None]),
    "subject": st.sampled_from(["order", "parties/0", "parties/1/owners/0", "lines/0"]),
    "says": hostile,
    "evidence": st.dictionaries(hostile, values, max_size=3),
    "basis": st.lists(bases, max_size=3),
    "asks": st.lists(hostile, max_size=2),
    "regime": st.one_of(st.none(), hostile),
})  # fmt: skip
decisions = st.builds(
    lambda verdict, some, asks: {
        **DECISION,
        "verdict": verdict,
        "findings": some,
        "asks": asks,
    },
    st.sampled_from(["hold", "error", "review", "ask", "no_finding"]),
    st.lists(findings, max_size=5),
    st.lists(hostile, max_size=3),
)
odd_orders = st.one_of(
    hostile,
    values,
    st.fixed_dictionaries({}, optional={
        "parties": st.one_of(values, st.lists(st.dictionaries(hostile, values, max_size=3))),
        "lines": st.one_of(values, st.lists(st.just(GIVEN["lines"][0]))),
        "route": values, "name": values,
    }),
)  # fmt: skip


def leaves(value: object) -> Iterator[str]:
    """Every text in a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each)


def block_texts(value: object) -> Iterator[str]:
    """Every text in the blocks of a report, but for what a picture draws."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from block_texts(each)
    elif is_dataclass(value):
        named = (each.name for each in fields(value))
        skipped = {Picture: {"chart"}, Point: {"tone"}}.get(
            type(value), {"look", "tone", "name"}
        )
        for name in named:
            if name not in skipped:
                yield from block_texts(getattr(value, name))


def shown(made: str) -> str:
    """What a browser shows of a report: its text, without the sheet of styles."""
    tree = read_html.fromstring(made.encode())
    etree.strip_elements(tree, "style", "title", "desc", with_tail=False)
    return "".join(map(str, tree.itertext()))


def told(case: CaseFile) -> str:
    """All the words of a report, whatever draws it."""
    return bare("\n".join(block_texts(evidence.paper(case).blocks)))


def test_everything_of_the_record_is_in_the_report() -> None:
    found = told(CASE)
    unsaid = {
        "secondary": "from a summary", "primary": "read in the text", "yes": "DO",
        "unknown": "OPEN", "aka": "alias", "original_script": "in its own script",
        "2026-08-05T00:00:00Z": "2026-08-05", "hit": "HOLD", "no_hit": "no hit",
        "not_checkable": "could not answer", "settle": "SETTLE",
    }  # fmt: skip
    parts = (DECISION, GIVEN, ENTRY, [each.parts for each in CASE.people])
    for text in leaves(parts):
        assert bare(visible(unsaid.get(text, text))) in found, text
    for known in (CASE.hash, CASE.key, CASE.public, CASE.person, ROOT, "1c" * 32, "list.json",
                  bytes(64).hex(), *CASE.left_out, "Line16150", "entry17", "120", "7hashes",
                  *CHART.unknown, "8:SDN", "FAQ401", "appointstheboard"):  # fmt: skip
        assert bare(str(known)) in found, known


@given(decisions)
@settings(max_examples=40)
def test_whatever_a_decision_says_is_in_the_report(decision: dict[str, Any]) -> None:
    found = told(replace(CASE, decision=decision, entries=()))
    for finding in decision["findings"]:
        alone = finding["subject"] not in finding["says"]
        texts = [finding["says"]] if alone else []
        texts += leaves([finding["evidence"], finding["basis"], finding["asks"]])
        for text in texts:
            if text not in {"primary", "secondary", "memory"}:
                assert bare(text) in found, text


@given(decisions, odd_orders)
@settings(max_examples=40)
def test_the_html_shows_every_text_and_nothing_becomes_markup(
    decision: dict[str, Any], order: Any
) -> None:
    case = replace(CASE, decision=decision, given=order, charts=())
    paper, made = evidence.paper(case), evidence.html(case)
    known = bare(shown(made))
    for text in block_texts(paper.blocks):
        assert bare(visible(text)) in known, text
    tags = {each.tag for each in read_html.fromstring(made.encode()).iter(etree.Element)}
    assert not tags & {"script", "img", "iframe", "object", "link", "form", "base", "embed"}
    assert made.count("<style>") == 1
    assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", made))


def test_a_hostile_name_is_shown_and_does_nothing() -> None:
    name = "</td></table><script>alert(1)</script>\u202eevil\x1b[2J"
    order = {**GIVEN, "parties": [{"role": "buyer", "name": name}]}
    made = evidence.html(replace(CASE, given=order))
    assert "<script" not in made
    assert "\u202e" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u202eevil\\x1b[2J" in unescape(
        made.replace("&", "&amp;").replace("&amp;#", "&#")
    )


def test_the_html_asks_nobody_for_anything() -> None:
    made = evidence.html(CASE)
    assert "default-src 'none'" in made
    assert not re.search(r"(src|href)=\"(?!#)", made)
    assert not re.search(r"url\(|@import", made)
    links = re.findall(r'href="#([^"]*)"', made)
    assert links
    assert all(made.count(f'id="{each}"') == 1 for each in links)


@pytest.fixture(scope="module")
def pages() -> list[str]:
    """The pages of the usual case, without its picture."""
    return pages_of(evidence.pdf(replace(CASE, charts=())))


def test_the_pdf_shows_every_word_that_the_report_has(pages: list[str]) -> None:
    known = bare("\n".join(pages))
    for text in block_texts(evidence.paper(replace(CASE, charts=())).blocks):
        if re.search("[\u0590-\u08ff]", text):
            continue  # what is read from the right stands in the file as it is drawn
        for word in visible(text).split():
            assert word in known, word
    assert all(f"page {n} of {len(pages)}" in each for n, each in enumerate(pages, 1))


def test_the_pdf_draws_the_owners_with_their_names() -> None:
    latin = replace(CHART.boxes[1], name="Owning Holding")
    chart = replace(CHART, boxes=(CHART.boxes[0], latin))
    with_one = bare("\n".join(pages_of(evidence.pdf(replace(CASE, charts=(chart,))))))
    assert with_one.count("OwningHolding") > told(replace(CASE, charts=(chart,))).count(
        "OwningHolding"
    )
    assert "control:appointstheboard" in with_one


@given(decisions, odd_orders)
@settings(max_examples=4, deadline=None)  # fonts cost a second each time
def test_a_pdf_is_made_whatever_stands_in_the_record(
    decision: dict[str, Any], order: Any
) -> None:
    made = evidence.pdf(replace(CASE, decision=decision, given=order, charts=()))
    assert made.startswith(b"%PDF-")


def test_the_same_case_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from enduse.report import evidence\n"
        "from tests.report.test_evidence import CASE\n"
        "print(hashlib.sha256(evidence.html(CASE).encode() + evidence.pdf(CASE)).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone,
                 "PYTHONPATH": ":".join(filter(None, sys.path))},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]  # fmt: skip
    assert runs[0] == runs[1]


def test_letters_that_no_font_has_stand_by_their_numbers_and_the_report_says_so(
    pages: list[str],
) -> None:
    order = {**GIVEN, "parties": [{"role": "buyer", "name": "Ձայն Trade"}]}
    case = replace(CASE, given=order, charts=())
    text = "\n".join(pages_of(evidence.pdf(case)))
    assert "‹U+0541 U+0561 U+0575 U+0576› Trade" in text
    assert "No font at hand has 4 of the letters" in text
    assert "Ձայն Trade" in evidence.html(case)
    assert "No font at hand" not in "\n".join(pages)


def test_a_font_of_the_exporter_gives_the_letters_that_ours_lack(tmp_path: Path) -> None:
    made = FontBuilder(1000)
    made.setupGlyphOrder([".notdef", *"abcd"])
    made.setupCharacterMap(dict(zip(map(ord, "Ձայն"), "abcd", strict=True)))
    box = TTGlyphPen(None)
    for move, point in (("moveTo", (0, 0)), ("lineTo", (400, 700)), ("lineTo", (400, 0))):
        getattr(box, move)(point)
    box.closePath()
    made.setupGlyf(dict.fromkeys([".notdef", *"abcd"], box.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys([".notdef", *"abcd"], (500, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    made.save(tmp_path / "own.ttf")
    order = {**GIVEN, "parties": [{"role": "buyer", "name": "Ձայն Trade"}]}
    case = replace(CASE, given=order, charts=())
    text = "\n".join(pages_of(evidence.pdf(case, own_fonts=[tmp_path / "own.ttf"])))
    assert "Ձայն Trade" in text
    assert "No font at hand" not in text


def test_findings_that_say_the_same_stand_once_with_all_their_subjects() -> None:
    note = DECISION["findings"][1]
    missing = {**DECISION["findings"][2], "test": "goods.weapon_component", "missing": "part"}
    some = [
        {**note, "subject": f"lines/{n}"} for n in range(1500)
    ] + [
        {**missing, "subject": f"lines/{n}", "says": f"The part of lines/{n} is not given."}
        for n in range(1500)
    ]  # fmt: skip
    paper = evidence.paper(replace(CASE, decision={**DECISION, "findings": some}, entries=()))
    points = [each for each in paper.blocks if isinstance(each, Point) and each.tag == "NOTE"]
    assert len(points) == 1
    assert "lines/0 to 1499" in points[0].where
    text = "\n".join(block_texts(paper))
    assert "The part of each of these is not given." in text
    assert text.count("The part of") == 1


def test_findings_stand_heaviest_first_and_each_weight_has_its_word() -> None:
    weights = ["note", "ask", "hold", "review", "hold"]
    some = [{**LISTED, "weight": weight, "says": f"Says {n}.", "evidence": {}}
            for n, weight in enumerate(weights)]  # fmt: skip
    paper = evidence.paper(replace(CASE, decision={**DECISION, "findings": some}, entries=()))
    tags = [
        each.tag for each in paper.blocks if isinstance(each, Point) and each.number[0] == "F"
    ]
    assert tags == ["HOLD", "HOLD", "REVIEW", "ASK", "NOTE"]


TAKEN_OUT = replace(
    CASE,
    given=None,
    decision=None,
    person=None,
    entries=(),
    charts=(),
    taken_out=("order", "decision", "person"),
    people=(
        ByPeople(
            40,
            "purge",
            MOMENT,
            {
                "purge": {
                    "reason": "ten years have passed",
                    "files": [],
                    "taken": [[17, 17, ["decision", "order"]], [20, 22, ["order"]]],
                },
                "person": {"name": "A. Officer"},
            },
        ),
    ),
)


def test_what_was_taken_out_is_named_with_when_and_why() -> None:
    text = shown(evidence.html(TAKEN_OUT))
    assert "TAKEN OUT" in text
    assert "order, decision, person" in text
    assert "2026-08-05 10:12:03 UTC (entry 40), because: ten years have passed" in text
    assert "The order was taken out of the record." in text
    assert evidence.pdf(TAKEN_OUT).startswith(b"%PDF-")
    assert "A. Officer had parts taken out of the record: ten years have passed." in text
    assert "of entry 17: decision, order; of entries 20 to 22: order" in text


def test_a_verdict_that_outlives_its_findings_is_shown_without_a_word_on_what_was_found() -> (
    None
):
    basis = {
        name: DECISION[name] for name in ("verdict", "as_of", "engine", "editions", "required")
    }
    text = shown(evidence.html(replace(TAKEN_OUT, decision=basis)))
    assert "HOLD" in text
    assert "What was found, asked and not checked was taken out of the record." in text
    assert "Nothing was found" not in text
    assert "A finding below" not in text


SETTLED: dict[str, Any] = {
    "resolution": {
        "act": "settle", "order": "SO-17", "test": "party.listed", "subject": "parties/1",
        "reason": "false_positive", "was": "hold", "becomes": "note", "until": "2027-08-05",
        "seconds": 1, "document": "birth date", "policy": {"version": "1", "sha256": SHA},
    },
    "facts": {"plain": {"a": "b"}, "key": ROOT},
    "note": {"text": "Another company."},
    "person": {"name": "A. Officer"},
}  # fmt: skip
CONFIRMED = {"resolution": {"act": "confirm", "of": 18, "hash": SHA}}


def test_what_people_decided_is_told_in_sentences_with_all_that_was_recorded_of_it() -> None:
    later = (
        ByPeople(18, "resolution", MOMENT, SETTLED),
        ByPeople(19, "resolution", MOMENT, CONFIRMED, ("person",)),
        ByPeople(
            20, "resolution", MOMENT, {"resolution": {"act": "of a later form", "x": "y"}}
        ),
    )
    text = shown(evidence.html(replace(CASE, people=later)))
    assert (
        "A. Officer decided of party.listed on parties/1: false_positive. "
        "It weighed hold, and weighs note until 2027-08-05, once a further person has "
        "confirmed that." in text
    )
    assert "confirmed, as a further person, what entry 18 decided." in text
    assert "Somebody (name taken out of the record)" in text
    for known in (
        "Another company.",
        "birth date",
        ROOT,
        "OF A LATER FORM",
        "y",
        "further persons",
    ):
        assert known in text


def test_a_settlement_is_told_once_and_in_words() -> None:
    main: dict[str, Any] = {
        **SETTLED["resolution"],
        "seconds": 0,
        "reach": "facts",
        "decision": 17,
    }
    beside = {"labels": {"act": "settle", "order": "SO-17"}, "files": [SHA]}
    later = (ByPeople(18, "resolution", MOMENT, {**SETTLED, "resolution": main, **beside}),)
    _, point = evidence_end.people(replace(CASE, people=later))
    assert isinstance(point, Point)
    assert point.says.endswith("and weighs note until 2027-08-05.")
    assert dict(point.rows) == {
        "note": "Another company.",
        "facts that it holds for": f"SHA-256 {ROOT}; in the pack whole",
        "order": "SO-17",
        "holds in": "every order with the same facts",
        "on the decision of entry": "17",
        "document": "birth date",
        "policy": f"version: 1, sha256: {SHA}",
    }


@pytest.mark.parametrize("before", range(24, 44))
def test_a_heading_stands_with_the_point_below_it_on_one_page(before: int) -> None:
    from enduse.report.evidence_pdf import as_pdf  # another test does without

    blocks: tuple[Block, ...] = (
        *(Text(f"line {n}") for n in range(before)),
        Heading("Decided by people"),
        Point("do", "SETTLE", "entry 7", "\n".join(f"word {n}" for n in range(10)), "where"),
    )
    pages = pages_of(as_pdf(Paper("x", "foot", blocks), made=MOMENT))
    (page,) = [each for each in pages if "Decided by people" in each]
    assert "word 0" in page


def test_entries_stand_as_their_findings_do_and_their_scores_beside_none_but_their_own() -> (
    None
):
    other = {**LISTED, "weight": "review", "evidence": {**LISTED["evidence"], "entry": "9:EL"}}
    decision = {**DECISION, "findings": [other, LISTED]}
    used = [
        EntryUsed("us_csl", SHA, "9:EL", 2, {**ENTRY, "id": "9:EL"}, (0,)),
        EntryUsed("us_csl", SHA, "7:SDN", 1, ENTRY, (0, 1)),
    ]
    made = evidence.html(replace(CASE, decision=decision, entries=tuple(used), charts=()))
    text = shown(made)
    assert text.index("E1. us_csl, entry 7:SDN") < text.index("E2. us_csl, entry 9:EL")
    assert text.count("part in the score of F1") == text.count("part in the score of F2") == 1
    assert "Named as the same party, or beside another, by F2." in text


@pytest.mark.parametrize("odd", [True, "text", 7, ["text"], [{"effect": "none"}], {"a": "b"}])
def test_evidence_of_another_form_is_shown_and_stops_no_report(odd: Any) -> None:
    evidence_of = {**LISTED["evidence"], "features": odd, "joins": odd, "score": odd}
    finding = {**LISTED, "evidence": evidence_of}
    case = replace(CASE, decision={**DECISION, "findings": [finding]})
    assert "EXAMPLE TRADE LLC" in shown(evidence.html(case))


def test_an_error_says_what_the_findings_alone_would() -> None:
    decision = {**DECISION, "verdict": "error"}
    text = shown(evidence.html(replace(CASE, decision=decision)))
    assert "ERROR" in text
    assert "The findings alone would say: HOLD." in text


def test_a_verdict_that_nobody_knows_is_shown_as_an_error_and_not_as_light() -> None:
    made = evidence.html(replace(CASE, decision={**DECISION, "verdict": "fine"}))
    assert 'class="verdict" style="--c:var(--error)"' in made
    assert "A verdict of unknown meaning." in made


def test_a_list_that_was_required_and_not_read_is_named_on_the_first_page(
    pages: list[str],
) -> None:
    assert "Required, and not read: eu_fsf." in pages[0]


def test_an_order_without_findings_says_so_and_never_more() -> None:
    decision = {**DECISION, "verdict": "no_finding", "findings": [], "asks": [], "duties": []}
    text = shown(evidence.html(replace(CASE, decision=decision, entries=(), charts=())))
    assert "Nothing was found in what was checked." in text


@pytest.mark.parametrize("case", [CASE, TAKEN_OUT], ids=["whole", "taken out"])
def test_no_sentence_of_ours_speaks_an_order_free(case: CaseFile) -> None:
    for verdict in ("hold", "error", "review", "ask", "no_finding"):
        decision = None if case.decision is None else {**case.decision, "verdict": verdict}
        text = shown(evidence.html(replace(case, decision=decision)))
        assert not FORBIDDEN.search(text)


def test_every_score_is_shown_with_every_part_of_it() -> None:
    text = shown(evidence.html(CASE))
    for part in ("+0.5000", "-0.2500", "0.7500", "the forms differ"):
        assert part in text


def test_an_entry_that_is_no_longer_at_hand_is_told_by_what_the_record_says_of_it() -> None:
    text = shown(evidence.html(replace(CASE, entries=())))
    assert "it is no longer at hand" in text
    assert "EXAMPLE TRADE LLC" in text
    assert "+0.5000" in text


def test_a_picture_too_large_for_the_page_has_a_page_of_its_own_size() -> None:
    boxes = (CHART.boxes[0], *(Box(n, f"Owner {n}") for n in range(1, 31)))
    wide = replace(CHART, boxes=boxes, rules=(),
                   arrows=tuple(Arrow(n, 0, 1, 2) for n in range(1, 31)))  # fmt: skip
    made = evidence.pdf(replace(CASE, charts=(wide,)))
    sizes = {
        tuple(map(float, size))
        for size in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", made)
    }
    assert max(width for width, _ in sizes) > 1000
    drawn = bare("\n".join(pages_of(made)))
    assert all(drawn.count(f"Owner{n}") >= 2 for n in range(1, 31))


def test_no_heading_stands_alone_at_the_foot_of_a_page(pages: list[str]) -> None:
    heads = evidence.paper(CASE).sections()
    for page in pages[1:]:
        lines = [line for line in page.split("\n") if line]
        foot = next(at for at, line in enumerate(lines) if line.startswith("Order SO-17 ·"))
        places = [at for at, line in enumerate(lines[:foot]) if line in heads]
        assert all(foot - at > 2 for at in places), page


def test_without_what_draws_pictures_the_owners_are_told_in_words() -> None:
    code = (
        "import sys; sys.modules['igraph'] = None\n"
        "from enduse.report import evidence\n"
        "from tests.report.test_evidence import CASE\n"
        "print(evidence.html(CASE)); evidence.pdf(CASE)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    ).stdout  # fmt: skip
    assert "<svg" not in made
    assert "Not drawn:" in made
    assert "appoints the board" in made


def test_without_fonts_and_libraries_the_pdf_is_refused_in_words() -> None:
    code = (
        "import sys; sys.modules['fpdf'] = None\n"
        "from enduse.errors import ExtraError\n"
        "from enduse.report import evidence\n"
        "from tests.report.test_evidence import CASE\n"
        "evidence.html(CASE)\n"
        "try: evidence.pdf(CASE)\n"
        "except ExtraError as error: print(error)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    ).stdout  # fmt: skip
    assert 'pip install "enduse[papers]"' in made
