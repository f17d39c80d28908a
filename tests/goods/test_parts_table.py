import re

import pytest

from enduse.errors import RuleError
from enduse.goods.part_makers import Makers
from enduse.goods.part_match import matches
from enduse.goods.part_table import Maker, Table, _families

TABLE = Table.load()
ENTRIES = [entry for entries in TABLE.prefixes.values() for entry in entries]
KINDS = {family.kind.name: family.kind for family in TABLE.families}


def test_the_table_has_the_breadth_that_was_asked() -> None:
    assert len({family.maker for family in TABLE.families}) >= 60
    assert len(TABLE.prefixes) >= 1200


def test_every_pattern_compiles_and_no_prefix_is_lower_case_or_has_a_blank() -> None:
    for entry in ENTRIES:
        TABLE.tail(entry.tail)
        assert re.fullmatch(r"[0-9A-Z.+/_\u0400-\u04ff-]+", entry.prefix.upper()), entry
        assert len(entry.prefix.replace("-", "")) >= 2, entry


def test_codes_have_six_digits_and_controls_are_entry_numbers() -> None:
    for kind in KINDS.values():
        assert kind.hs, kind
        assert all(re.fullmatch(r"\d{6}", code) for code in kind.hs), kind
        assert all(re.fullmatch(r"\d[A-E]\d{3}(\.[a-z0-9]+)*", c) for c in kind.controls), kind
        assert len(kind.hs) == 1 or kind.asks or not kind.controls, kind


def test_what_rests_on_memory_says_so() -> None:
    assert {family.read for family in TABLE.families} == {"memory", "secondary"}


def test_a_line_that_cannot_be_read_is_refused() -> None:
    for line in ("FPGA", "no such kind; X; X1", "FPGA; X; X1; ; strange"):
        with pytest.raises(RuleError):
            list(_families({"name": "X", "families": line}, KINDS, "memory"))


def test_the_longest_prefix_is_tried_first() -> None:
    found = [match.entry.prefix for match in matches("ADSP-BF537BBCZ", TABLE)]
    assert found[0] == "ADSP-BF"


def test_digits_that_go_on_are_no_base() -> None:
    assert not list(matches("XC7A100000", TABLE))


def test_a_short_alias_counts_only_as_the_whole_name() -> None:
    makers = Makers.of([Maker("Texas Instruments", ("TI",), ()), Maker("Other", (), ())])
    assert makers.all_of("TI") == ("Texas Instruments",)
    assert makers.all_of("ti example") == ()
    assert makers.all_of("sold by Texas Instruments Inc.") == ("Texas Instruments",)


def test_makers_agree_in_both_directions() -> None:
    makers = Makers.of([Maker("One", (), ("Two",)), Maker("Two", (), ())])
    assert makers.agree("One", "Two")
    assert makers.agree("Two", "One")
    assert not makers.agree("One", "Three")
