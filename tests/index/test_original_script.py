"""One entry under its own script and in Latin letters, as the United Nations publish both."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from enduse.index.build import build
from enduse.index.index import NameIndex
from enduse.index.search import search
from enduse.index.thresholds import DEFAULT
from enduse.names.ready import ReadyName, ready

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("original_script.toml").read_text(encoding="utf-8")
)["case"]
PARAMS = [
    pytest.param(
        number,
        id=case["seen"],
        marks=[pytest.mark.xfail(reason=case["missed"])] if "missed" in case else [],
    )
    for number, case in enumerate(CASES)
]


@pytest.fixture(scope="module")
def latin() -> dict[tuple[int, int], ReadyName]:
    """The Latin names of all cases: each case's are distractors for every other."""
    names = ((row, ready(case["latin"], kind=case["kind"])) for row, case in enumerate(CASES))
    return {(row, 0): name for row, name in names if name is not None}


@pytest.fixture(scope="module")
def index(latin: dict[tuple[int, int], ReadyName]) -> NameIndex:
    return build((row, number, name) for (row, number), name in latin.items())


@pytest.mark.parametrize("number", PARAMS)
def test_a_name_in_its_own_script_finds_the_latin_one_first(
    number: int, index: NameIndex, latin: dict[tuple[int, int], ReadyName]
) -> None:
    case = CASES[number]
    asked = ready(case["script"], kind=case["kind"])
    assert asked is not None
    found = search(
        index,
        asked,
        names=lambda row, name_no: latin[row, name_no],
        floor=DEFAULT.hit,
        limit=5,
    )
    assert [match.row for match in found][:1] == [number]
