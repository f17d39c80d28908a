import csv
import math
import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import OrderError, RuleError
from enduse.places import Places
from enduse.places.table import Country, _spellings

HERE = Path(__file__).parent
SHARED = os.environ.get("TEST_SHARED")
PLACES = Places.load()
CODES = sorted(PLACES.countries)
codes = st.sampled_from(CODES)
CASES: list[dict[str, Any]] = tomllib.loads((HERE / "names_cases.toml").read_text("utf-8"))[
    "case"
]


def test_every_code_has_two_capitals_and_there_are_250_of_them() -> None:
    assert len(CODES) == 250
    assert [c for c in CODES if not re.fullmatch("[A-Z]{2}", c)] == []


def test_every_country_is_found_by_its_own_name_however_it_is_typed() -> None:
    def spelled(name: str) -> tuple[str, ...]:
        return name, name.upper(), name.lower(), f"  The {name}. ", name.replace(" ", "-")

    lost = [
        (code, text)
        for code in CODES
        for text in spelled(PLACES.name(code))
        if PLACES.code_of(text) != code
    ]
    assert lost == []


def test_every_code_is_read_as_itself_and_never_in_small_letters() -> None:
    assert [c for c in CODES if PLACES.code_of(c) != c or not PLACES.is_code(c)] == []
    assert [c for c in CODES if PLACES.code_of(c.lower()) or PLACES.is_code(c.lower())] == []


def test_every_name_in_another_language_is_found() -> None:
    with (HERE.parents[1] / "src/enduse/places/exonyms.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) > 1700
    lost = [row for row in rows if PLACES.code_of(row["name"]) != row["alpha2"]]
    assert lost == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_published_spelling_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    assert PLACES.code_of(case["text"]) == case.get("code")
    assert (PLACES.why_not(case["text"]) is not None) == case.get("on_purpose", False)


def test_a_spelling_that_two_countries_claim_stops_the_table() -> None:
    two = {c: Country(c, c * 3, "", 0, 0) for c in ("NL", "BE")}
    with pytest.raises(RuleError, match="one country"):
        _spellings(two, {"NL": ["Flanders"], "BE": ["flanders"]}, {})
    with pytest.raises(RuleError, match="code of ISO"):
        _spellings(two, {"XX": ["Nowhere"]}, {})
    with pytest.raises(RuleError, match="unresolved"):
        _spellings(two, {"NL": ["Congo"]}, {"congo": "two countries"})


@given(st.text(max_size=40))
def test_any_text_gives_a_code_or_nothing(text: str) -> None:
    code = PLACES.code_of(text)
    assert code is None or PLACES.is_code(code)


def test_the_parts_of_ukraine_are_told_apart_and_stay_ukraine() -> None:
    assert PLACES.region_of("Region: Crimea") == "crimea"
    assert PLACES.code_of("Region: Crimea") == "UA"
    assert PLACES.region_of("Республика Крым") == "crimea"
    assert PLACES.region_of("Kyiv") is None


@given(codes, codes)
def test_a_distance_is_the_same_both_ways_and_fits_the_earth(a: str, b: str) -> None:
    there = PLACES.distance_km(a, b)
    assert there == pytest.approx(PLACES.distance_km(b, a))
    assert 0 <= there <= 20_016
    assert PLACES.distance_km(a, a) == 0


@given(codes, codes, codes)
def test_a_detour_is_never_shorter(a: str, b: str, c: str) -> None:
    assert PLACES.route_km([a, b, c]) >= PLACES.distance_km(a, c) - 1e-6


@given(codes, codes)
def test_distances_are_those_of_the_angle_between_two_vectors(a: str, b: str) -> None:
    def vector(code: str) -> tuple[float, float, float]:
        place = PLACES.countries[code]
        lat, lon = math.radians(place.lat), math.radians(place.lon)
        return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

    dot = sum(x * y for x, y in zip(vector(a), vector(b), strict=True))
    reference = 6371.0088 * math.acos(max(-1.0, min(1.0, dot)))
    assert PLACES.distance_km(a, b) == pytest.approx(reference, abs=0.5)


@given(st.lists(codes, max_size=6))
def test_a_route_is_the_sum_of_its_legs(route: list[str]) -> None:
    legs = [PLACES.distance_km(a, b) for a, b in pairwise(route)]
    assert PLACES.route_km(route) == pytest.approx(sum(legs))


def test_known_distances_come_out_to_a_hundred_kilometres() -> None:
    # Great circles between the airports of these capitals, to two figures.
    assert PLACES.distance_km("NL", "RU") == pytest.approx(2150, abs=100)
    assert PLACES.distance_km("GB", "US") == pytest.approx(5900, abs=100)
    assert PLACES.route_km(["NL", "TR", "AM"]) == pytest.approx(3500, abs=200)


def test_an_unknown_code_is_the_callers_mistake() -> None:
    for ask in (lambda: PLACES.name("ZZ"), lambda: PLACES.distance_km("NL", "nl")):
        with pytest.raises(OrderError, match="ISO 3166-1"):
            ask()


def _rows(paths: Iterable[Path], width: int) -> Iterator[list[str]]:
    for path in paths:
        with path.open(encoding="latin-1") as lines:
            yield from (row for row in csv.reader(lines) if len(row) >= width)


def _published(folder: Path) -> set[str]:
    said = {row[4] for row in _rows(folder.glob("us_ofac/*/*add.csv"), 5)}
    nation = re.compile(r"(?:nationality|citizen|Nationality of Registration|Flag)\s+([^;.]+)")
    parties = (*folder.glob("us_ofac/*/sdn.csv"), *folder.glob("us_ofac/*/cons_prim.csv"))
    for row in _rows(parties, 12):
        said |= {row[9], *nation.findall(row[11])}
    for path in folder.glob("un_sc/*.xml"):
        tree = ET.parse(path)  # noqa: S314 - a file of our own
        for tag in ("COUNTRY", "COUNTRY_OF_BIRTH", "COUNTRY_OF_ISSUE", "NATIONALITY/VALUE"):
            said |= {node.text or "" for node in tree.iterfind(f".//{tag}")}
    return {text.strip() for text in said if text.strip()}


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real lists")
def test_every_country_on_the_real_lists_is_read_or_left_on_purpose() -> None:
    said = _published(Path(SHARED or "") / "lists")
    assert len(said) > 240
    lost = {t for t in said if PLACES.code_of(t) is None and PLACES.why_not(t) is None}
    assert lost == set()


def test_every_country_has_a_code_of_three_letters_of_its_own() -> None:
    places = Places.load()
    threes = [each.three for each in places.countries.values()]
    assert all(re.fullmatch("[A-Z]{3}", each) for each in threes)
    assert len(set(threes)) == len(threes)
    assert {c: places.of_three(c) for c in ("ARE", "ARM", "TUR", "XKX", "GBR", "EUR")} == {
        "ARE": "AE", "ARM": "AM", "TUR": "TR", "XKX": "XK", "GBR": "GB", "EUR": None
    }  # fmt: skip
