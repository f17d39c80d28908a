import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.lists.prose_ids import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # DFAT 2024: 2882 (SMP Bank), 34 (the pattern of 34 firms), 6543, and UN's own words.
        ("SWIFT/BIC: SMBKRUMM SWIFT/BIC: SMBKRUMMXXX", [("swift", "SMBKRUMM"),
                                                        ("swift", "SMBKRUMMXXX")]),
        ("Registration ID: 1097711000078 (Russia) Tax ID No.: 7750005482 (Russia)",
         [("tax", "7750005482"), ("registration", "1097711000078")]),
        ("Company identification number: 1025100864117", [("registration", "1025100864117")]),
        ("Spanish Identity Card No: 78.865.693. Associated with ETA.",
         [("national_id", "78.865.693")]),
        ("Passport no.: a) Indian number A-333602, issued on 4 Jun. 1985", []),
        ("Russian passport number 96 0345678", []),
        ("Registration number (OGRN): 1027700132195", [("ogrn", "1027700132195")]),
        ("Tax identification number (INN): 7736050003", [("inn", "7736050003")]),
        ("IMO number: 840527", [("other", "840527")]),
        ("IMO Number: 8405270", [("imo", "8405270")]),
        ("Swift Investments (PVT) Ltd", []),
        ("the passport office in Kabul", []),
    ],
)  # fmt: skip
def test_a_number_is_taken_only_where_it_follows_its_label(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(one.scheme, one.value) for one in numbers(text)] == found


@given(st.integers(0, 9_999_999), st.sampled_from(["IMO Number: ", "IMO ", "IMO no. "]))
def test_every_number_of_a_ship_is_found_as_written(number: int, label: str) -> None:
    found = numbers(f"Tanker. {label}{number:07}. Flag: unknown")
    assert [(one.scheme, one.value) for one in found] == [("imo", f"{number:07}")]


@given(st.text(max_size=200))
def test_any_text_gives_numbers_that_stand_in_it(text: str) -> None:
    assert all(one.value in text for one in numbers(text))
