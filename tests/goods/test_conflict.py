"""A conflict is a text and a code that cannot both be right, not a difference of opinion."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from enduse.goods.conflict import Conflict, Conflicts
from enduse.goods.describe import Describer

TEXTS = {
    "8544": "Insulated wire, cable and other electric conductors",
    "854449": "Electric conductors; for a voltage not exceeding 1000 volts",
    "9503": "Toys",
    "950300": "Tricycles, scooters; dolls; other toys; puzzles of all kinds",
    "392690": "Plastics; other articles",
    "732690": "Iron or steel; articles n.e.c. in heading 7326",
    "841410": "Pumps; vacuum",
    "848210": "Ball bearings",
    "854231": "Electronic integrated circuits; processors and controllers",
    "854239": "Electronic integrated circuits; n.e.c. in heading no. 8542",
    "847330": "Machinery; parts and accessories of heading 8471",
    "610910": "T-shirts, singlets and other vests; of cotton, knitted or crocheted",
}
EVERYDAY = [
    tuple(part.strip() for part in line.split("|"))[::-1]
    for line in Path(__file__).with_name("everyday.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@dataclass(frozen=True)
class Known:
    hs: str | None
    kind: str = "FPGA"
    sure: bool = True


@pytest.fixture(scope="module")
def judge() -> Conflicts:
    return Conflicts.of(Describer.of(TEXTS), TEXTS)


def asked(
    judge: Conflicts, text: str, *codes: str, part: Known | None = None
) -> Conflict | None:
    return judge.find(codes, judge.describer.describe(text), text=text, part=part)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FPGA, 100k logic cells", "950300"),
        ("microcontroller", "950300"),
        ("microcontroller", "610910"),
        ("Mikrocontroller", "950300"),
        ("микроконтроллеры", "392690"),
        ("微控制器", "950300"),
        ("GPS receiver", "392690"),
        ("turbojet engine", "732690"),
        ("vacuum pump", "950300"),
        ("thermal camera", "610910"),
        ("vacuümpomp", "851660"),
        ("FPGA development kit", "950300"),
        ("FPGA sample", "950300"),
        ("FPGA, set of 100", "950300"),
        ("FPGA parts", "950300"),
        ("box of microcontrollers", "950300"),
        ("microcontroller board in gift box", "950300"),
        ("GPS receiver module, model NX-7", "950300"),
        ("turbojet engine, with stand", "940320"),
        ("gyroscope tactical grade in case", "420212"),
        ("FPGA", "851671"),
        ("microprocessors for cars", "870899"),
        ("radar antenna", "730890"),
        ("UAV quadcopter 20 kg payload", "950300"),
        ("Quadcopter drone DJI Matrice 300", "950300"),
        ("servo motor", "950300"),
        ("5-axis CNC machining centre", "843880"),
        ("thermal imaging camera", "851650"),
        ("assault rifle", "950300"),
        ("hand grenade", "950300"),
        ("ammunition 9mm", "950490"),
        ("sarin", "330499"),
        ("FРGA", "950300"),
        ("F.P.G.A.", "950300"),
    ],
)
def test_named_goods_under_an_unlike_code_are_a_conflict(
    judge: Conflicts, text: str, code: str
) -> None:
    found = asked(judge, text, code)
    assert found is not None
    assert found.declared == code
    assert found.by == "description"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("microcontroller", "854239"),
        ("FPGA", "854231"),
        ("server", "847330"),
        ("vacuum pump", "841490"),
        ("accelerometer", "901490"),
        ("toy drone with camera", "950300"),
        ("children's toy microscope", "950300"),
        ("vacuum pump made of plastic", "392690"),
        ("steel bracket for vacuum pump", "732690"),
        ("cotton t-shirt", "950300"),
        ("T-shirt with a print of a laser", "610910"),
        ("spare parts", "950300"),
        ("", "950300"),
        ("not a microcontroller", "950300"),
        ("potato chips", "200520"),
        ("microcontroller", "95"),
        ("model aircraft with turbojet engine", "950300"),
        ("toy rifle", "950300"),
        ("vacuum pump spare parts", "732690"),
        ("camera case", "420212"),
        ("book about drones", "490199"),
    ],
)
def test_a_difference_of_opinion_is_no_conflict(judge: Conflicts, text: str, code: str) -> None:
    assert asked(judge, text, code) is None


@pytest.mark.parametrize(("text", "code"), EVERYDAY)
def test_everyday_goods_under_their_code_are_no_conflict_and_ask_for_no_number(
    judge: Conflicts, text: str, code: str
) -> None:
    described = judge.describer.describe(text)
    assert judge.find([code], described, text=text) is None
    assert [hint.number for hint in described.controls if hint.may_cover([code])] == []


def test_one_reading_that_fits_is_enough(judge: Conflicts) -> None:
    assert asked(judge, "microcontroller", "950300", "854231") is None


def test_no_code_is_no_conflict(judge: Conflicts) -> None:
    assert asked(judge, "microcontroller") is None


def test_a_sure_part_under_a_cable_is_a_conflict(judge: Conflicts) -> None:
    found = asked(judge, "", "854449", part=Known("854231"))
    assert found is not None
    assert found.by == "part number"
    assert "8542.31" in found.says
    assert "Electric conductors" in found.says


@pytest.mark.parametrize("code", ["854239", "847330", "853710", "854370", "903289"])
def test_a_sure_part_moves_within_electronics(judge: Conflicts, code: str) -> None:
    assert asked(judge, "", code, part=Known("854231")) is None


def test_a_part_that_is_not_sure_says_nothing(judge: Conflicts) -> None:
    assert asked(judge, "", "950300", part=Known("854231", sure=False)) is None
    assert asked(judge, "", "950300", part=Known(None)) is None


def test_a_sure_part_of_another_kind_has_its_cousins(judge: Conflicts) -> None:
    bearing = Known("848210", kind="bearing")
    assert asked(judge, "", "870899", part=bearing) is not None
    assert asked(judge, "", "848340", part=bearing) is None
    assert asked(judge, "", "610910", part=bearing) is not None


def test_the_words_are_quoted_as_written(judge: Conflicts) -> None:
    found = asked(judge, "Rotary Vacuum Pump", "950300")
    assert found is not None
    assert found.words == ("Vacuum Pump",)
    assert "clear" not in found.says
