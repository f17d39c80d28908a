"""A party on several lists is shown once, and nothing of any listing is lost."""

from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from enduse.model.finding import Finding, Weight
from enduse.report.blocks import blocks
from enduse.report.text import show
from tests.report.test_report import decision

weights: st.SearchStrategy[Weight] = st.sampled_from(["hold", "review", "note"])


def listing(
    at: int, party: str | None, weight: Weight, *, name: str = "ORION LLC", **more: Any
) -> Finding:
    evidence = {
        "list": f"list_{at}", "entry": str(at), "listed_name": name, "score": 0.9,
        "effect": f"effect {at}", "means": f"It means {at}.", "match": f"May be {name!r}.",
        "party": party, "joins": [{"one": "a", "other": "b", "because": f"reason {at}"}],
        **more,
    }  # fmt: skip
    facts = tuple((key, value) for key, value in evidence.items() if value is not None)
    says = f"May be {name!r}. It means {at}."
    return Finding("party.listed", "hit", "parties/0", says, weight=weight, evidence=facts)


@given(st.lists(st.tuples(st.sampled_from(["p:1", "p:2", None]), weights), max_size=6))
def test_every_finding_is_in_one_block_with_its_effect(
    drawn: list[tuple[str | None, Weight]],
) -> None:
    found = [listing(at, party, weight) for at, (party, weight) in enumerate(drawn)]
    shown = blocks(found)
    said = [(line.means, line.weight) for block in shown for line in block.lines]
    said += [
        (b.says.partition("'. ")[2], b.head.weight or "note") for b in shown if not b.lines
    ]
    assert sorted(said) == sorted(
        (f"It means {at}.", weight) for at, (_, weight) in enumerate(drawn)
    )
    parties = {party for party, _ in drawn if party}
    assert len(shown) == len(parties) + sum(party is None for party, _ in drawn)


def test_the_nearest_name_speaks_and_other_names_are_shown() -> None:
    found = [
        listing(1, "p:1", "hold", name="VELESSTORE", score=0.81),
        listing(2, "p:1", "hold", name="ETASIS", score=1.0),
    ]
    (block,) = blocks(found)
    assert block.says == "May be 'ETASIS'. One party on 2 lists:"
    assert [line.entries for line in block.lines] == [("list_1 1 'VELESSTORE'",), ("list_2 2",)]


def test_what_a_person_must_settle_is_said_of_a_party_too() -> None:
    settle = "Whether its stake reaches a threshold must be settled by hand."
    found = [listing(at, "p:1", "review", settle=settle) for at in (1, 2)]
    (block,) = blocks(found)
    assert block.taken_for_one.endswith(settle)


def test_what_each_rule_says_of_the_stakes_is_told_of_a_party_once() -> None:
    found = [
        listing(1, "p:1", "hold", settle="By OFAC. By BIS.", told=["By OFAC.", "By BIS."]),
        listing(2, "p:1", "review", settle="By BIS. It is suspended.",
                told=["By BIS.", "It is suspended."]),
    ]  # fmt: skip
    (block,) = blocks(found)
    assert block.taken_for_one.endswith("By OFAC. By BIS. It is suspended.")


def test_a_party_with_a_listing_of_no_weight_is_one_block_in_the_text() -> None:
    found = (listing(1, "p:1", "hold"), listing(2, "p:1", "note"))
    out = StringIO()
    show(decision(*found), Console(file=out, width=100))
    text = " ".join(out.getvalue().split())
    assert text.count("May be 'ORION LLC'") == 1
    assert "One party on 2 lists" in text
    assert "NOTE" in text
    assert "Noted, of no weight" not in text
