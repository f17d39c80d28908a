from dataclasses import replace

from enduse.model.replay import AsRecorded, Cause, Change, Difference, Replayed, Today
from enduse.report.replay import SHOWN, Tally, lines, notable

LIST = Cause("list un_sc", "2026-11-20 (a3)", "2026-11-24 (5d)")
VERDICT = Change("verdict", (), "ask", "review", "", how="alone", causes=(LIST,))
CAME = Change(
    "finding",
    ("party.listed", "parties/0", "un_sc", "QDi.1"),
    None,
    "review",
    "'A' may be 'A\x1b[2J'",
    how="alone",
    causes=(LIST,),
)
SAME = Replayed(2, "SO-1", "2026-11-23T00:00:00Z", "ask", AsRecorded("same"))


def today(*changes: Change) -> Replayed:
    made = Today("ask", "review", "2026-11-25T00:00:00Z", changes)
    return replace(SAME, today=made)


def test_each_reason_is_told_once_with_all_that_it_changes() -> None:
    said = list(lines(today(VERDICT, CAME)))
    assert said[2] == "  as recorded  the same, to the byte"
    assert said[4:] == [
        "    because of list un_sc: 2026-11-20 (a3) → 2026-11-24 (5d)",
        "      ~ verdict ask → review",
        "      + review, party.listed 'A' may be 'A\\x1b[2J'",
    ]


def test_trouble_with_a_list_is_told_once() -> None:
    says = "is required and not loaded"
    twice = (
        Change(
            "not_checked", ("party.listed", "order"), None, "not checked", f"lists/uk {says}"
        ),
        Change("issue", ("lists/uk", says), None, "error", says),
    )
    said = "\n".join(lines(today(*twice)))
    assert said.count(says) == 1
    assert "trouble: lists/uk is required" in "\n".join(lines(today(twice[1])))


def test_what_differs_and_in_what_the_program_differs_is_told_and_counted() -> None:
    places = tuple(Difference(f"/findings/{n}", "1", None) for n in range(SHOWN + 2))
    found = AsRecorded("differs", places, more=5, program=(Cause("version", "0.1", "0.2"),))
    said = list(lines(replace(SAME, as_recorded=found)))
    assert "    /findings/0: 1 was recorded, now nothing" in said
    assert "    and 7 more; --json shows them" in said
    assert "    enduse differs in version: 0.1 → 0.2" in said


def test_a_record_is_sound_where_every_decision_came_out_again() -> None:
    tally = Tally()
    for each in (SAME, today(VERDICT), today()):
        tally.add(each)
    assert tally.sound
    said = [" ".join(line.split()) for line in tally.lines()]
    assert said == [
        "3 decisions asked for again",
        "3 the same, to the byte",
        "0 have the same verdict today",
        "2 would be review today, and were ask",
        "1 because of list un_sc: 2026-11-20 (a3) → 2026-11-24 (5d)",
    ]
    gone = replace(SAME, as_recorded=AsRecorded("missing", missing=("list un_sc: gone",)))
    tally.add(gone)
    assert not tally.sound
    assert (notable(SAME), notable(gone), notable(today(VERDICT))) == (False, True, True)
