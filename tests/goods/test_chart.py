import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.goods.chart import CountryChart, CountryGroups, Row, marks_of, reach_of

CHART = {
    "columns": ["NS 1", "NS 2", "AT 1"],
    "countries": {
        "Exampleland": {"marks": ["NS 1"], "footnotes": [6]},
        "China": {"marks": ["NS 1", "NS 2"]},
    },
    "embargoed": {"Iran": {"pointer": "See part 746.", "footnotes": []}},
    "footnotes": {"6": "See 746.5."},
}


def test_a_row_holds_its_marks_and_its_footnotes_in_words() -> None:
    row = CountryChart.read(CHART).rows["Exampleland"]
    assert row.marks == {"NS 1"}
    assert row.footnotes == ("See 746.5.",)


def test_a_reason_is_marked_not_marked_or_decided_by_its_own_words() -> None:
    row = CountryChart.read(CHART).rows["Exampleland"]
    said = [
        m.says
        for where in ("NS Column 1.", "NS Column 2", "See 746.1")
        for m in marks_of(where, row)
    ]
    assert said == ["marked", "not marked", "elsewhere"]


def test_a_row_under_embargo_never_reads_as_not_marked() -> None:
    row = CountryChart.read(CHART).rows["Iran"]
    assert [m.says for m in marks_of("NP Column 1 AT Column 1", row)] == ["embargo", "embargo"]


@pytest.mark.parametrize(
    ("applies", "number", "reach"),
    [
        ("NS applies to entire entry", "3A001.b.2", "whole"),
        ("NS applies to entire entry, except .a.1", "9A012.a.1", "perhaps"),
        ("NS applies to 9A012.a.1", "9A012.a.1", "perhaps"),
        ("NS applies to 9A012.a.1", "9A012.a", "perhaps"),
        ("NS applies to 9A012.a.1", "9A012", "perhaps"),
        ("NS applies to 9A012.a.1", "9A012.a.10", "others"),
        ("RS applies to 3A001.z.1.a, z.2.a", "3A001.z.2.a", "perhaps"),
        ("RS applies to 3A001.z.1.a, z.2.a", "3A001.b.2", "others"),
        ("MT applies to 3A001.a.1.a; rated from −54 °C to above +125 °C", "3A001.b", "others"),
        ("NS applies to 1A004.a, b and c", "1A004.c", "perhaps"),
        ("NS applies to 1A004.a, b and c", "1A004.d", "others"),
        ("NS applies to 3A001.b.2, 3 and 4", "3A001.b.3", "perhaps"),
        ("NS applies to 3A001.b.2 to b.4", "3A001.b.3", "perhaps"),
        ("NS applies to 3A001.b.2 - b.4", "3A001.b.3", "perhaps"),
        ("NP applies to items in 3A001.e.2 that meet 3A201.a", "3A001.b", "perhaps"),
        ("MT applies to aircraft, e.g. drones, of 300 km", "9A012.b", "perhaps"),
    ],
)
def test_only_a_plain_list_of_other_paragraphs_leaves_one_out(
    applies: str, number: str, reach: str
) -> None:
    assert reach_of(applies, number) == reach


@given(st.text(max_size=80))
def test_any_words_of_an_entry_get_an_answer(where: str) -> None:
    assert marks_of(where, Row("X", frozenset()))


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {"countries": {}},
        {"columns": [], "countries": {"X": {}}},
        {"columns": ["NS 1"], "countries": {"X": {"marks": ["ZZ 9"]}}},
    ],
)
def test_what_is_no_chart_is_refused(plain: object) -> None:
    with pytest.raises(ListError, match="another form"):
        CountryChart.read(plain)


def test_groups_are_read_by_the_code_of_a_country() -> None:
    groups = CountryGroups.read({"groups": {"D:1": ["China (PRC)"], "D:5": ["China (PRC)"]}})
    assert groups.by_code({"China (PRC)": "CN"}.get) == {"CN": ("D:1", "D:5")}
    with pytest.raises(ListError):
        CountryGroups.read({"groups": 3})
