"""Tuning through the desk: what innocents say is what checks then do."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from enduse.desk.desk import Desk
from enduse.desk.imports import import_list
from enduse.desk.tune import Tuning, keep, tune
from enduse.desk.tuned import file_of, forget, in_force
from enduse.errors import EditionError, ListError, SettingsError
from enduse.index.tuning import ALARMS, bounds
from enduse.model.hit import Sensitivity
from enduse.settings import Settings

DAY = date(2024, 5, 3)
WORDS = ["noord", "zuid", "oost", "west", "haven", "brug", "molen", "dijk", "polder", "veld",
         "kade", "plein", "tuin", "bos", "duin", "strand"]  # fmt: skip
LISTED = [f"{a.title()} {b.title()} Trading" for a in WORDS[:4] for b in WORDS[4:]]


def crowd(count: int) -> list[str]:
    """Names of firms, some of which are near a listed one."""
    rng = Random(5)  # noqa: S311  # the same names every time
    made: dict[str, None] = {}
    while len(made) < count:
        words = rng.sample(WORDS, 2) if rng.random() < 0.05 else [_made_up(rng), _made_up(rng)]
        made[" ".join([*words, rng.choice(["Handel", "BV", "Logistics", "Shipping"])])] = None
    return list(made)


def _made_up(rng: Random) -> str:
    return "".join(rng.choice(part) for part in ("bdfgklmnprstvz", "aeiou") * 3)


def as_text(names: list[str]) -> dict[str, bytes]:
    return {"customers.txt": "\n".join(names).encode()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    rows = "".join(f"{number},{name}\n" for number, name in enumerate(LISTED))
    parts = {"own.csv": f"id,name\n{rows}".encode()}
    import_list(Settings(data), "our_list", parts, published=date(2024, 5, 2))
    return data


@pytest.fixture
def settings(folder: Path) -> Iterator[Settings]:
    made = Settings(folder, require=("our_list",))
    yield made
    forget(made)


def said(tuning: Tuning) -> tuple[object, ...]:
    listed = [(row.near.asked, row.near.entry.id) for row in tuning.listed]
    near = [(row.near.asked, row.near.entry.id, row.near.score) for row in tuning.near]
    return tuning.names, tuning.levels, listed, near


def test_the_order_of_the_file_and_repeated_names_change_nothing(settings: Settings) -> None:
    names = crowd(600)
    once = tune(settings, as_text(names), as_of=DAY)
    shuffled = sorted(names, key=lambda name: name[::-1])
    again = tune(settings, as_text([*shuffled, *names[:50]]), as_of=DAY)
    assert said(again) == said(once)
    assert (once.repeated, again.repeated) == (0, 50)
    assert once.near


def test_two_files_are_tuned_on_as_one(settings: Settings) -> None:
    names = crowd(600)
    parties = "".join(json.dumps({"name": name}) + "\n" for name in names[300:])
    split = {**as_text(names[:300]), "more.jsonl": parties.encode()}
    assert said(tune(settings, split, as_of=DAY)) == said(
        tune(settings, as_text(names), as_of=DAY)
    )


def test_checks_hold_as_many_innocents_as_tuning_said(settings: Settings) -> None:
    names = crowd(600)
    found = tune(settings, as_text(names), as_of=DAY)
    listed = {row.near.asked for row in found.listed}
    put = keep(settings, found)
    assert set(put.hit) == {"balanced", "wide"}
    for sensitivity, threshold in put.hit.items():
        desk = Desk(Settings(settings.data, settings.require, sensitivity), as_of=DAY)
        orders = "".join(json.dumps({"name": name}) + "\n" for name in names).encode()
        decided = desk.decide_all(desk.read(orders, source="o.jsonl"))
        held = {
            name
            for name, decision in zip(names, decided, strict=True)
            if any(f.test == "party.listed" and f.outcome == "hit" for f in decision.findings)
        }
        assert held - listed == {row.near.asked for row in found.alarms(threshold)}
        assert len(held - listed) == put.alarms[sensitivity]


def test_a_decision_names_the_tuned_set_and_without_one_the_model(settings: Settings) -> None:
    plain = Desk(settings, as_of=DAY).check({"name": "Anybody Else"}).engine.thresholds
    assert plain == "default-1, names-2-balanced"
    put = keep(settings, tune(settings, as_text(crowd(600)), as_of=DAY))
    today = datetime.now(UTC).date()
    expected = f"{plain}, tuned {today} {put.digest[:8]}"
    assert Desk(settings, as_of=DAY).check({"name": "X Y"}).engine.thresholds == expected
    strict = Settings(settings.data, settings.require, "strict")
    assert Desk(strict, as_of=DAY).check({"name": "X Y"}).engine.thresholds == (
        "default-1, names-2-strict"
    )
    forget(settings)
    assert Desk(settings, as_of=DAY).check({"name": "X Y"}).engine.thresholds == plain


def test_what_is_kept_names_the_lists_and_the_file(settings: Settings) -> None:
    found = tune(settings, as_text(crowd(200)), as_of=DAY)
    put = keep(settings, found)
    assert in_force(settings) == put
    assert (put.names, put.sha256) == (found.names, found.sha256)
    assert [(each.list_id, each.sha256) for each in put.editions] == [
        (each.list_id, each.sha256) for each in found.editions
    ]


def test_innocents_that_are_listed_word_for_word_move_no_threshold(settings: Settings) -> None:
    names = crowd(600)
    once = tune(settings, as_text(names), as_of=DAY)
    # Another order of the words, and a legal form: the same words all the same.
    listed = [f"{name} B.V." for name in LISTED[:20]] + [
        " ".join(reversed(name.split())) for name in LISTED[20:]
    ]
    more = tune(settings, as_text([*names, *listed]), as_of=DAY)
    assert more.levels == once.levels
    assert len(more.listed) - len(once.listed) == len(listed)


def test_a_crowd_of_near_names_cannot_switch_screening_off(settings: Settings) -> None:
    near = [f"{name[:-1]}{letter}" for name in LISTED for letter in "abcdefghijkl"]
    put = keep(settings, tune(settings, as_text(near), as_of=DAY))
    assert put.hit["balanced"] == bounds("balanced")[1]
    for sensitivity in ALARMS:
        desk = Desk(Settings(settings.data, settings.require, sensitivity), as_of=DAY)
        for name in (LISTED[0], "TRADING NOORD HAVEN GmbH"):
            assert desk.check({"name": name}).verdict == "review"


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('model = "names-2"', 'model = "names-0"', "'names-0'"),
        ("balanced = ", "balanced = 0.99 # ", "outside"),
        ("\n[hit]", "\n[hits]", "is nothing"),
    ],
)
def test_a_set_that_does_not_fit_is_refused_and_never_passed_over(
    settings: Settings, was: str, becomes: str, says: str
) -> None:
    found = tune(settings, as_text(crowd(600)), as_of=DAY)
    keep(settings, found)
    path = file_of(settings)
    path.write_text(path.read_text("utf-8").replace(was, becomes, 1), "utf-8")
    with pytest.raises(SettingsError, match=says):
        Desk(settings, as_of=DAY)
    again = tune(settings, as_text(crowd(600)), as_of=DAY)
    assert again.ignored
    assert says in again.ignored
    assert again.levels == found.levels
    keep(settings, again)
    assert Desk(settings, as_of=DAY).check({"name": "X Y"}).issues == ()


def test_too_few_names_set_nothing(settings: Settings) -> None:
    found = tune(settings, as_text(crowd(100)), as_of=DAY)
    assert [each.tuned for each in found.levels] == [None, None, None]
    with pytest.raises(SettingsError, match="150 or more"):
        keep(settings, found)
    assert in_force(settings) is None


def test_names_that_cannot_be_read_or_compared_are_told(settings: Settings) -> None:
    table = "name;country\nGood;NL\nOOO;RU\n;NL\nFine;Nederland\n"
    found = tune(settings, {"c.csv": table.encode()}, as_of=DAY)
    assert found.names == 2
    assert found.lost == (
        "c.csv row 3: 'OOO' holds no word that tells one party from another",
        "c.csv row 4: has no name",
    )
    (note,) = found.notes
    assert note.startswith("c.csv row 5: country is 'Nederland'")


def test_nothing_is_tuned_on_a_required_list_that_has_a_fault_or_on_no_list(
    settings: Settings, tmp_path: Path
) -> None:
    files = as_text(crowd(100))
    with pytest.raises(ListError, match="not loaded"):
        tune(Settings(settings.data, ("un_sc",)), files, as_of=DAY)
    for require in (None, ("starter",)):
        with pytest.raises((ListError, EditionError)):
            tune(Settings(tmp_path, require), files, as_of=date(2026, 11, 30))


def test_sensitivities_are_asked_for_in_the_order_of_their_rates() -> None:
    names: list[Sensitivity] = ["strict", "balanced", "wide"]
    assert list(ALARMS) == names
    assert sorted(ALARMS.values()) == list(ALARMS.values())
