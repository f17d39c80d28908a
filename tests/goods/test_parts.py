import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.goods.part_text import plain, runs
from enduse.goods.parts import Part, Parts

PARTS = Parts.load()
TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("parts_cases.toml").read_text("utf-8")
)
READ = [case for case in TABLE["part"] if case["base"]]
STRONG = [case["written"] for case in READ if case["base"] != "XC7A100T"]
SUFFIXES = st.sampled_from(["", "-ND", "#PBF", "/NOPB", "TR", "-REEL7", "+", "ZRL7"])


def named(part: Part | None) -> tuple[str, str, str, str]:
    return (part.base, part.family, part.maker, part.kind) if part else ("", "", "", "")


@pytest.mark.parametrize("case", TABLE["part"], ids=lambda case: case["written"])
def test_a_number_is_read_as_the_case_says(case: dict[str, Any]) -> None:
    expected = (case["base"], case["family"], case["maker"], case["kind"])
    assert named(PARTS.read(case["written"])) == expected


@pytest.mark.parametrize("case", TABLE["text"], ids=lambda case: case["text"])
def test_a_text_names_the_parts_that_the_case_says(case: dict[str, Any]) -> None:
    found = PARTS.find(case["text"])
    assert [part.base for part in found] == case["bases"]
    assert [case["text"][part.start : part.end] for part in found] == [p.written for p in found]


@pytest.mark.parametrize(
    "written", [text for texts in TABLE["nothing"].values() for text in texts]
)
def test_what_is_no_part_is_none(written: str) -> None:
    assert PARTS.read(written) is None
    assert PARTS.find(f"1 pc {written}, new") == ()


def test_a_part_brings_its_codes_its_controls_and_the_questions_that_decide() -> None:
    part = PARTS.read("XC7A100T")
    assert part is not None
    assert part.hs == ("854239", "854231")
    assert "3A001.a.7" in part.controls
    assert any("inputs and outputs" in ask for ask in part.asks)


def test_a_given_maker_decides_between_makers_of_one_number() -> None:
    alone, given_ti = PARTS.read("MAX232N"), PARTS.read("MAX232N", "TI")
    assert alone is not None
    assert given_ti is not None
    assert (alone.maker, alone.sure) == ("Analog Devices", False)
    assert (given_ti.maker, given_ti.maker_disagrees) == ("Texas Instruments", False)


def test_a_maker_that_contradicts_the_number_is_said() -> None:
    part = PARTS.read("AD9361BBCZ", "Texas Instruments")
    assert part is not None
    assert (part.maker, part.maker_disagrees, part.sure) == ("Analog Devices", True, False)
    known = PARTS.read("AD9361BBCZ", "ADI")
    assert known is not None
    assert not known.maker_disagrees
    stranger = PARTS.read("AD9361BBCZ", "Example Trading")
    assert stranger is not None
    assert not stranger.maker_disagrees


def test_a_short_prefix_counts_in_a_text_only_beside_what_supports_it() -> None:
    assert PARTS.find("box OP27 blue") == ()
    assert [part.base for part in PARTS.find("amplifier OP27")] == ["OP27"]
    assert [part.base for part in PARTS.find("Analog Devices Inc, Linear Technology OP27")] == [
        "OP27"
    ]


@pytest.mark.parametrize(
    "text",
    ["Filter LT1001 oil", "Nitrile gloves AD8232", "Order AD9361 for paper", "Shoes TPS5430"],
)
def test_a_few_letters_and_digits_among_other_words_are_no_part(text: str) -> None:
    assert PARTS.find(text) == ()


@pytest.mark.parametrize(
    "text",
    ["LT1001", "10 pcs AD8232, new", "AD9361 transceiver", "Analog Devices AD9361 for us"],
)
def test_a_few_letters_and_digits_alone_or_supported_are_a_part(text: str) -> None:
    assert [part.sure for part in PARTS.find(text)] == [True]


def test_a_repaired_letter_is_never_sure() -> None:
    part = PARTS.read("XC7A1OOT")
    assert part is not None
    assert not part.sure


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("ADI", "Analog Devices"),
        ("Maxim Integrated Products (Analog Devices)", "Analog Devices"),
        ("Linear Technology", "Analog Devices"),
        ("Xilinx Inc. (AMD)", "AMD"),
        ("AMD Xilinx", "AMD"),
        ("Altera Corporation", "Intel"),
        ("NatSemi", "Texas Instruments"),
        ("Freescale", "NXP"),
        ("Atmel", "Microchip"),
        ("Cypress Semiconductor", "Infineon"),
        ("u-blox AG", "u-blox"),
        ("Voorbeeld B.V.", None),
        ("", None),
    ],
)
def test_a_maker_is_known_by_the_names_it_had(name: str, maker: str | None) -> None:
    assert PARTS.maker_of(name) == maker


def test_a_family_is_found_by_name() -> None:
    assert {family.kind.name for family in PARTS.family("ARTIX-7")} == {"FPGA"}
    assert PARTS.family("no such family") == ()


@given(st.sampled_from(READ))
def test_reading_a_base_again_gives_the_same_part(case: dict[str, Any]) -> None:
    assert named(PARTS.read(case["base"])) == named(PARTS.read(case["written"]))


@given(st.sampled_from([case["base"] for case in READ]), SUFFIXES)
def test_a_suffix_changes_neither_maker_nor_family(base: str, suffix: str) -> None:
    assert named(PARTS.read(base + suffix)) == named(PARTS.read(base))


@given(st.sampled_from(READ), st.sampled_from([str.lower, str.upper, str.title]), st.data())
def test_case_and_blanks_around_change_nothing(
    case: dict[str, Any], change: Any, data: st.DataObject
) -> None:
    blanks = data.draw(st.text(" \t\u00a0", max_size=3))
    changed = PARTS.read(f"{blanks}{change(case['written'])}{blanks}")
    assert named(changed) == named(PARTS.read(case["written"]))


@given(st.sampled_from(STRONG), st.sampled_from(["IC {}", "({}), new", "型号{}现货", "{}"]))
def test_a_part_within_a_text_is_the_part_by_itself(written: str, around: str) -> None:
    alone = PARTS.read(written)
    assert alone is not None
    assert alone.base in [part.base for part in PARTS.find(f"chip {around.format(written)}")]


@given(st.text(max_size=80))
def test_any_text_is_read_and_every_part_stands_where_it_says(text: str) -> None:
    behind = 0
    for part in PARTS.find(text):
        assert text[part.start : part.end] == part.written
        assert part.start >= behind
        behind = part.end
    PARTS.read(text)
    assert len(plain(text)) == len(text)


@given(st.text("AB1-/.+ ", max_size=200))
def test_runs_stand_in_the_order_of_the_text(text: str) -> None:
    found = list(runs(plain(text)))
    assert [text[at : at + len(run)] for run, at in found] == [run for run, _ in found]
    assert [at for _, at in found] == sorted(at for _, at in found)


@pytest.mark.parametrize(
    "piece", ["A1-", "AD9361 ", "x", "MAX 1 ", "A/1/", "NL91 ABNA ", "12V OP27 "]
)
def test_a_long_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.perf_counter()
        PARTS.find(text)
        PARTS.read(text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(100_000) < 30 * seconds(10_000) + 0.5
