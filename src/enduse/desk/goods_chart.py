"""What the Commerce Country Chart says of a destination, reason by reason."""

import re
from collections.abc import Callable, Iterator, Mapping

from enduse.desk.goods import Opened
from enduse.desk.goods_screen import Cite, Line, Part
from enduse.errors import OrderError
from enduse.goods.chart import CHART, FOLLOWS, GROUPS, Mark, Reach, Row, marks_of, reach_of
from enduse.goods.control import ControlNumber
from enduse.goods.control_list import Entry
from enduse.places import Places

_MACAU = "MO"
_SPELT: Mapping[str, str] = {
    "Congo (Democratic Republic of)": "CD",
    "Cote d'lvoire": "CI",
    "Seycheles": "SC",
}
"""Names as the published chart and groups misspell or shorten them."""

_NO_MARK = (
    "No X is no permission: General Prohibitions Four to Ten (15 CFR part 736), end uses and "
    "end users (part 744) and embargoes (part 746) stand beside the chart."
)


def destination(
    number: ControlNumber, entry: Entry | None, opened: Opened, *, to: str
) -> Iterator[Part]:
    """The chart's row and the groups of a country, for a number and its entry.

    Raises:
        OrderError: `to` is no country's code.
    """
    places = Places.load()
    code = to.strip().upper()
    if not places.is_code(code):
        raise OrderError("--to", repr(to), "a country's code, such as AM")
    chart = opened.control.chart
    if chart is None:
        return
    row = chart.by_code(reader_of(places)).get(FOLLOWS.get(code, code))
    name = places.the(code)
    lines = tuple(_lines(row, entry, name, number=str(number), follows=code in FOLLOWS))
    yield Part(
        f"US country chart for {name}",
        (*lines, *_groups(opened, code, places)),
        tuple(
            Cite(each.citation, each.published, each.read)
            for table in (CHART, GROUPS)
            for each in opened.editions.get(table, ())
        ),
    )


def _lines(
    row: Row | None, entry: Entry | None, name: str, *, number: str, follows: bool
) -> Iterator[Line]:
    if row is None:
        yield Line("", f"the chart that you brought has no row for {name}: look there by hand")
        return
    if follows:
        yield Line("row", f"{name} has no row; the chart's own note sends it to {row.name}'s")
    if row.pointer is not None:
        yield Line("embargo", f"the row has no marks, which permits nothing. {row.pointer}")
    for control in entry.controls if entry else ():
        reach = reach_of(control.applies, number)
        for mark in marks_of(control.where, row):
            yield Line(*_said(mark, control.where, reach), deep=0)
            yield Line("", control.applies, deep=1)
    if entry is None or not entry.controls:
        marks = ", ".join(sorted(row.marks)) or "none"
        yield Line("marks", f"{marks} (which of them matter, the entry would say)")
    for note in row.footnotes:
        yield Line("footnote", f"{note} It asks for more than the marks do: read it.")
    yield Line("beside it", _NO_MARK)


def reader_of(places: Places) -> Callable[[str], str | None]:
    """How the names of the chart and the groups are read: "China (PRC)" is China.

    >>> reader_of(Places.load())("Gambia, The")
    'GM'
    """

    def read(name: str) -> str | None:
        bare = re.sub(r"\s*\(.*\)$", "", name)
        return places.code_of(name) or places.code_of(bare) or _SPELT.get(name)

    return read


_MARKED: Mapping[Reach, str] = {
    "whole": "X: it asks for a licence, unless an exception applies",
    "perhaps": "X: if the reason applies, it asks for a licence, unless an exception does",
    "others": "X, but the reason applies to other paragraphs of the entry",
}


def _said(mark: Mark, where: str, reach: Reach) -> tuple[str, str]:
    column = mark.column or "no column"
    if mark.says == "marked":
        return column, _MARKED[reach]
    if mark.says == "embargo":
        return column, "see the embargo above"
    if mark.says == "not marked":
        return column, "no X for this reason"
    return column, f"its own words decide: {where}"


def _groups(opened: Opened, code: str, places: Places) -> Iterator[Line]:
    groups = opened.control.groups
    if groups is None:
        return
    found = groups.by_code(reader_of(places)).get(FOLLOWS.get(code, code), ())
    said = "; ".join(f"{g} {groups.labels.get(g, '')}".strip() for g in found)
    yield Line("groups", said or "in none of the groups that you brought")
    if code == _MACAU:
        yield Line(
            "", "Rules often say 'Macau or a destination in D:5': it counts as one there."
        )
