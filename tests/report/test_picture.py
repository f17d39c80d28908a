"""The picture of owners: everything in the chart is in it, nothing overlaps, nothing runs."""

import itertools
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from enduse.model.chart import Arrow, Box, Chart, Counted, Mark, Reach, Ruled
from enduse.model.finding import Basis
from enduse.report import picture_words as said
from enduse.report.picture import picture
from enduse.report.picture_cards import GAP, WIDTH
from enduse.report.picture_places import places

QUICK = settings(max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A chart is large, and making it small takes minutes."""

DAY = date(2026, 8, 5)
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "rect", "path", "polygon", "text", "g"}
BASIS = (Basis("Act one, Art. 1", DAY, "primary"),)
ANSWERS: list[Counted] = ["yes", "no", "undecided"]
HARD_NAMES = [
    "ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «РАДИОВОСТОК»",
    "中国电子科技集团公司第五十四研究所",
    "شركة المثال للتجارة العامة",
    "<script>alert(1)</script>]]>&amp;\"'",
    "A\x00B\x1b[2J\u202eC\ud800D\ufffeE",
    "A" * 10_000,
    "",
    "   ",
]

names = st.one_of(st.none(), st.text(max_size=40), st.sampled_from(HARD_NAMES))
shares = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted)
marks = st.lists(
    st.builds(
        Mark, st.sampled_from(["us_csl", "eu_fsf"]), st.text(max_size=8), st.text(max_size=20),
        st.sampled_from(["asset freeze", "licence required"]), st.just("US"),
        st.sampled_from(["hold", "review", "note"]), st.booleans(),
    ),
    max_size=3,
).map(tuple)  # fmt: skip


@st.composite
def charts(draw: st.DrawFn, most: int = 12) -> Chart:
    """Any graph in which everybody holds part of somebody nearer to the party, and more."""
    count = draw(st.integers(1, most))
    boxes = [Box(0, draw(names), "AE", "company", "buyer", draw(marks))]
    boxes += [Box(n, draw(names), draw(st.none() | st.just("CY")), marks=draw(marks))
              for n in range(1, count)]  # fmt: skip
    pairs = {(n, draw(st.integers(0, n - 1))) for n in range(1, count)}
    anybody = st.integers(0, count - 1)
    pairs |= set(draw(st.lists(st.tuples(anybody, anybody), max_size=5)))
    arrows = tuple(
        Arrow(owner, owned, low, high, draw(st.booleans()), draw(names),
              draw(st.sampled_from(ANSWERS)))
        for owner, owned in sorted(pairs)
        for low, high in [draw(shares)]
    )  # fmt: skip
    reaches = tuple(
        Reach(n, draw(st.sampled_from(ANSWERS)), 10, 60, level=1) for n in range(count)
    )
    rule = Ruled("OFAC", "OFAC: half", "blocked", BASIS, reaches, draw(st.none() | anybody))
    return Chart(
        "A-1", "parties/1", DAY, tuple(boxes), arrows, (rule,), unknown=(draw(st.text()),)
    )


def read(chart: Chart) -> etree._Element:
    return etree.fromstring(picture(chart).encode())


def all_text(svg: etree._Element) -> str:
    return "\n".join(map(str, svg.itertext()))


def squeezed(text: str) -> str:
    """Text without its spaces: lines are broken where they are full."""
    return "".join(text.split())


def rectangle_of(found: etree._Element) -> tuple[float, float, float, float]:
    x, y, wide, high = (float(found.get(each) or 0) for each in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


def boxes_of(svg: etree._Element) -> list[tuple[float, float, float, float]]:
    frames = (group.find(f"{SVG}rect") for group in svg.findall(f"{SVG}g"))
    return [rectangle_of(frame) for frame in frames if frame is not None]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@given(charts())
@QUICK
def test_every_name_and_share_of_a_chart_stands_in_the_picture_as_text(chart: Chart) -> None:
    svg = read(chart)
    titles = Counter(each.findtext(f"{SVG}title") for each in svg.findall(f"{SVG}g"))
    assert titles == Counter(said.name(box) for box in chart.boxes)
    told = svg.findtext(f"{SVG}desc") or ""
    assert all(said.share(arrow) in told for arrow in chart.arrows)
    whole = all_text(svg)
    marks = [mark for box in chart.boxes for mark in said.entries(box.marks)]
    assert [each for each in marks if squeezed(said.mark(each)) not in squeezed(whole)] == []
    assert "Act one, Art. 1" in whole
    assert DAY.isoformat() in whole


@given(charts())
@QUICK
def test_boxes_and_the_words_on_arrows_never_cover_one_another(chart: Chart) -> None:
    svg = read(chart)
    boxes = boxes_of(svg)
    assert len(boxes) == len(chart.boxes)
    assert not any(overlap(a, b) for a, b in itertools.combinations(boxes, 2))
    patches = [rectangle_of(each) for each in svg.findall(f"{SVG}rect")[1:]
               if each.get("fill") == "#ffffff" and each.get("stroke") is None]  # fmt: skip
    assert len(patches) == sum(each.owner != each.owned for each in chart.arrows)
    assert not any(overlap(a, b) for a in patches for b in boxes)


@given(charts())
@QUICK
def test_a_picture_holds_nothing_that_runs_or_comes_from_elsewhere(chart: Chart) -> None:
    svg = read(chart)
    assert {str(each.tag).removeprefix(SVG) for each in svg.iter()} <= ALLOWED
    names_of_attributes = {str(name) for each in svg.iter() for name in each.attrib}
    assert not any(name.startswith("on") or "href" in name for name in names_of_attributes)
    assert names_of_attributes.isdisjoint({"style", "class", "id"})
    values = (str(value) for each in svg.iter() for value in each.attrib.values())
    assert not any("url(" in value for value in values)
    assert not set(all_text(svg)) & {"\x1b", "\u202e", "\u200b", "\x07"}


@given(charts(most=6))
@QUICK
def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    assert picture(chart) == picture(replace(chart))


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "from tests.report.test_picture import circle; from enduse.report.picture import "
        "picture; import sys; sys.stdout.buffer.write(picture(circle()).encode())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert runs == {picture(circle()).encode()}


def circle() -> Chart:
    """A holding and the party hold part of each other; a listed owner stands behind both."""
    mark = Mark("us_csl", "35078:SDN", "SERTAL", "asset freeze", "US", "hold", sure=True)
    boxes = (Box(0, "Koch BV", "AE", "company", "buyer"), Box(1, "Holding", "CY"),
             Box(2, "Sertal", "RU", marks=(mark,)), Box(3, None, stands_for=12))  # fmt: skip
    arrows = (Arrow(1, 0, 30, 30), Arrow(0, 1, 60, 60), Arrow(2, 1, 25, 50),
              Arrow(2, 0, 0, 100, known=False), Arrow(3, 0, 20, 30))  # fmt: skip
    return Chart("A-1", "parties/1", DAY, boxes, arrows)


def test_an_arrow_of_a_circle_points_up_and_every_other_one_down() -> None:
    chart = circle()
    found = places([(a.owner, a.owned) for a in chart.arrows], 4, box=WIDTH, gap=GAP)
    up = [found.row[a.owner] > found.row[a.owned] for a in chart.arrows]
    assert [(a.owner, a.owned) for a, its in zip(chart.arrows, up, strict=True) if its] == [
        (0, 1)
    ]


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 29)), max_size=40))
def test_in_a_row_everything_is_as_far_apart_as_it_must_be(
    more: list[tuple[int, int]],
) -> None:
    tree = [(n, n // 2) for n in range(1, 31)]
    arrows = [*tree, *((a, b) for a, b in more if a != b)]
    found = places(arrows, 31, box=WIDTH, gap=GAP)
    rows: dict[int, list[tuple[float, float]]] = {}
    for node, row in enumerate(found.row):
        rows.setdefault(row, []).append((found.across[node], WIDTH / 2))
    for bends in found.bends:
        for row, x in bends:
            rows.setdefault(row, []).append((x, 0.0))
    for its in rows.values():
        for (x, half), (y, other) in itertools.pairwise(sorted(its)):
            assert y - x >= half + other + GAP - 1e-6


@given(st.text(max_size=80), st.floats(4, 30))
def test_broken_text_fits_its_room_and_loses_no_letter(text: str, room: float) -> None:
    lines = said.broken(text, room, most=200)
    assert all(said.width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(min_size=40, max_size=80), st.floats(4, 8))
def test_what_does_not_fit_ends_in_three_dots(text: str, room: float) -> None:
    whole, cut = said.broken(text, room, most=200), said.broken(text, room, most=2)
    assert len(cut) <= 2
    assert cut[-1].endswith("…") or whole == cut
    assert all(said.width(line) <= room for line in cut)


@pytest.mark.parametrize(
    ("text", "right"),
    [("شركة المثال", True), ("חברה", True), ("12 شركة", True), ("Koch شركة", False),
     ("中国", False), ("12 %", False)],
)  # fmt: skip
def test_a_line_is_read_from_the_side_of_its_first_letter(text: str, right: bool) -> None:
    assert said.from_the_right(text) is right


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        (Reach(0, "yes", 50, 50, level=1), "OFAC: counts as owned from here (level 1), 50 %"),
        (Reach(1, "yes", 60, 100, level=2), "OFAC: counts as owned, at least 60 %"),
        (Reach(1, "yes", 1, 1, by_control=True), "OFAC: counts as owned, by control"),
        (Reach(1, "undecided", 25, 75),
         "OFAC: cannot be decided: surely 25 %, at most 75 %"),
        (Reach(1, "no", 10, 30), "OFAC: no, at most 30 %"),
    ],
)  # fmt: skip
def test_an_answer_is_said_with_what_it_rests_on(reach: Reach, words: str) -> None:
    assert said.reach(Ruled("OFAC", "", "", BASIS, (), 0), reach) == words


def test_lists_that_were_not_read_stand_in_the_picture() -> None:
    svg = read(
        replace(
            circle(),
            unread=("lists/eu_fsf is required and not loaded",),
            lists=("us_csl of 2026-07-31",),
        )
    )
    assert "Not read: a listed owner may be missing" in all_text(svg)
    assert "lists/eu_fsf is required and not loaded" in all_text(svg)
    assert "us_csl of 2026-07-31" in all_text(svg)
