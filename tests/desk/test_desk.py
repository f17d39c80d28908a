"""The desk: one by one or many, by record or by file, the answer is the same."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from enduse.desk.desk import Desk
from enduse.desk.diff import diff, show
from enduse.desk.goods import import_table
from enduse.desk.imports import import_list, published_on
from enduse.desk.indexes import index_folder, index_of
from enduse.desk.sources import STARTER, load
from enduse.desk.status import status
from enduse.editions.shelf import Shelf
from enduse.errors import ListError, SettingsError
from enduse.model.listing import Reading
from enduse.settings import Settings, from_env
from tests.journeys.conftest import sdn_files

DAY = date(2024, 5, 3)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(tmp_path_factory.mktemp("data"), require=("us_ofac_sdn",))
    paths = sdn_files(tmp_path_factory.mktemp("files"))
    parts = {path.name: path.read_bytes() for path in paths}
    import_list(made, "us_ofac_sdn", parts, published=date(2024, 5, 2))
    return made


def test_an_order_decides_the_same_alone_and_among_others(settings: Settings) -> None:
    records = [{"name": "OOO Sertal"}, {"name": "Bakkerij Sahara"}, {"name": "Sertal LLC"}]
    desk = Desk(settings, as_of=DAY)
    together = [desk.check(record) for record in records]
    alone = [Desk(settings, as_of=DAY).check(record) for record in records]
    assert together == alone
    assert [each.verdict for each in together] == ["hold", "no_finding", "hold"]


def test_orders_decided_together_are_decided_as_one_by_one(settings: Settings) -> None:
    names = ["OOO Sertal", "Bakkerij Sahara", "LLC", "Sertal LLC", "", "OOO Sertal"]
    records: list[dict[str, object]] = [{"name": name} for name in names]
    records.append({"name": "Radioavtomatika", "owners": [{"name": "OOO Sertal"}]})
    lines = b"\n".join([*(json.dumps(each).encode() for each in records), b"{not an order"])
    together, alone = Desk(settings, as_of=DAY), Desk(settings, as_of=DAY)
    given = list(together.read(lines, source="orders"))
    decided = list(together.decide_all(given))
    assert decided == [alone.decide(each) for each in given]
    assert len(decided) == len(records) + 1
    assert {each.verdict for each in decided} >= {"hold", "error", "no_finding"}


def test_the_laws_of_the_settings_bind_beside_those_of_the_order(settings: Settings) -> None:
    own = replace(settings, regimes=("US",))
    record = {
        "parties": [
            {"role": "seller", "name": "Voorbeeld B.V.", "country": "NL"},
            {"role": "buyer", "name": "Flores", "country": "CU"},
        ],
        "lines": [{"description": "tulip bulbs", "hs": "0601.10", "origin": "NL"}],
    }
    plain, bound = (Desk(each, as_of=DAY).check(record) for each in (settings, own))
    assert (plain.verdict, bound.verdict) == ("no_finding", "hold")
    assert [r.why for r in bound.regimes if r.regime == "US"] == ["the settings name it"]
    duties = {each.duty: each.applies for each in bound.duties}
    assert duties["us-embargo"] == "yes"
    assert all(each.regime != "US" for each in plain.duties)


def test_a_law_of_the_settings_that_is_not_held_is_refused(settings: Settings) -> None:
    with pytest.raises(SettingsError, match=r"'MARS' is not a law held here"):
        Desk(replace(settings, regimes=("MARS",)), as_of=DAY)


def test_the_environment_names_the_laws_of_the_exporter(tmp_path: Path) -> None:
    read = from_env({"ENDUSE_DATA": str(tmp_path), "ENDUSE_REGIMES": "us, UK ,"})
    assert read.regimes == ("US", "UK")


def test_a_damaged_order_has_no_duties(settings: Settings) -> None:
    assert Desk(settings, as_of=DAY).check("not an order").duties == ()


def test_a_listed_party_holds_whatever_regime_the_order_names(settings: Settings) -> None:
    desk = Desk(settings, as_of=DAY)
    for regimes in (["EU"], ["US"], ["CH", "UK"]):
        record = {"regimes": regimes, "parties": [{"role": "buyer", "name": "OOO Sertal"}]}
        assert desk.check(record).verdict == "hold"


def test_an_unknown_regime_is_an_error(settings: Settings) -> None:
    record = {"regimes": ["MARS"], "parties": [{"role": "buyer", "name": "Anybody Else"}]}
    decision = Desk(settings, as_of=DAY).check(record)
    assert decision.verdict == "error"
    assert "MARS" in decision.issues[0].says


def test_a_seller_under_a_law_not_held_is_told_so(settings: Settings) -> None:
    record = {"parties": [{"role": "seller", "name": "Example Foundry", "country": "CN"}]}
    decision = Desk(settings, as_of=DAY).check(record)
    assert [r.regime for r in decision.regimes] == ["UN"]
    assert any("is not held here" in issue.says for issue in decision.issues)


def test_without_a_seller_every_regime_may_apply(settings: Settings) -> None:
    desk = Desk(settings, as_of=DAY)
    applied = {r.regime for r in desk.check({"name": "Anybody Else"}).regimes}
    assert applied == {"UN", "EU", "NL", "UK", "CH", "US"}


def test_the_index_is_opened_and_not_built_again(settings: Settings) -> None:
    shelf = Shelf(settings.data / "editions")
    (edition,) = shelf.editions("us_ofac_sdn")
    folder = index_folder(settings, edition)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    index_of(settings, edition, shelf.open(edition))
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_lost_index_is_built_again_and_finds_the_same(
    settings: Settings, tmp_path: Path
) -> None:
    moved = Settings(tmp_path / "data", require=settings.require)
    shutil.copytree(settings.data / "editions", moved.data / "editions")
    record = {"name": "Sertal LLC"}
    assert Desk(moved, as_of=DAY).check(record) == Desk(settings, as_of=DAY).check(record)


def test_a_torn_index_is_built_again(settings: Settings, tmp_path: Path) -> None:
    moved = Settings(tmp_path / "data", require=settings.require)
    shutil.copytree(settings.data, moved.data)
    for path in (moved.data / "indexes").rglob("*.npy"):
        path.write_bytes(b"")
    record = {"name": "Sertal LLC"}
    assert Desk(moved, as_of=DAY).check(record) == Desk(settings, as_of=DAY).check(record)


AT_SERTAL = {"name": "Zandloper Kaas", "address": "1 Example Str., Moscow"}


def test_an_index_of_addresses_is_made_once_and_made_again_when_torn(
    settings: Settings, tmp_path: Path
) -> None:
    moved = Settings(tmp_path / "data", require=settings.require)
    shutil.copytree(settings.data, moved.data)
    first = Desk(moved, as_of=DAY).check(AT_SERTAL)
    (folder,) = (moved.data / "addresses" / "us_ofac_sdn").iterdir()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.write_bytes(b"")
    assert Desk(moved, as_of=DAY).check(AT_SERTAL) == first
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    shutil.rmtree(moved.data / "addresses")
    assert Desk(moved, as_of=DAY).check({"name": "Zandloper Kaas"}).findings
    assert not (moved.data / "addresses").exists()


def test_a_broken_list_nobody_requires_does_not_stop_the_rest(
    settings: Settings, tmp_path: Path
) -> None:
    moved = Settings(tmp_path / "data", require=settings.require)
    shutil.copytree(settings.data, moved.data)
    (moved.data / "editions" / "un_sc" / "2024-01-01-x").mkdir(parents=True)
    (moved.data / "editions" / "somebody").mkdir()
    decision = Desk(moved, as_of=DAY).check({"name": "Bakkerij Sahara"})
    assert decision.verdict == "no_finding"
    assert any("un_sc" in issue.where for issue in decision.issues)


def test_a_damaged_row_makes_its_list_unread(settings: Settings, tmp_path: Path) -> None:
    moved = Settings(tmp_path / "data", require=settings.require)
    shutil.copytree(settings.data, moved.data)
    (copy,) = moved.data.glob("editions/us_ofac_sdn/.plain/*/entries.jsonl")
    copy.write_bytes(copy.read_bytes().replace(b'"OOO SERTAL"', b'"OOO SERTAL}'))
    # A damaged copy is made again from the edition; where that is damaged too, nothing is read.
    assert Desk(moved, as_of=DAY).check({"name": "OOO Sertal"}).verdict == "hold"
    shutil.rmtree(copy.parents[1])
    (packed,) = moved.data.glob("editions/us_ofac_sdn/*/entries.jsonl.zst")
    packed.write_bytes(packed.read_bytes()[:-9] + b"damaged!!")
    decision = Desk(moved, as_of=DAY).check({"name": "Bakkerij Sahara"})
    assert decision.verdict == "error"
    assert any("cannot be unpacked" in issue.says for issue in decision.issues)


def test_a_list_with_rows_that_could_not_be_read_decides_nothing(tmp_path: Path) -> None:
    made = Settings(tmp_path / "data", require=("us_ofac_sdn",))
    (tmp_path / "files").mkdir()
    parts = {p.name: p.read_bytes() for p in sdn_files(tmp_path / "files")}
    parts["sdn.csv"] = parts["sdn.csv"].replace(
        b'"FILLER PARTY NUMBER 00007"', b'"FILLER PA"R 7"'
    )
    import_list(made, "us_ofac_sdn", parts, published=date(2024, 5, 2))
    decision = Desk(made, as_of=DAY).check({"name": "Bakkerij Sahara"})
    assert decision.verdict == "error"
    assert any("could not be read" in issue.says for issue in decision.issues)


def test_a_list_without_its_end_mark_decides_nothing(tmp_path: Path) -> None:
    made = Settings(tmp_path / "data", require=("us_ofac_sdn",))
    (tmp_path / "files").mkdir()
    parts = {p.name: p.read_bytes() for p in sdn_files(tmp_path / "files", fillers=8_000)}
    parts["sdn.csv"] = b"\r\n".join(parts["sdn.csv"].split(b"\r\n")[:6_000]) + b"\r\n"
    import_list(made, "us_ofac_sdn", parts, published=date(2024, 5, 2))
    assert Desk(made, as_of=DAY).check({"name": "Bakkerij Sahara"}).verdict == "error"


def test_a_damaged_table_of_weapon_components_wipes_no_other_finding(
    settings: Settings, tmp_path: Path
) -> None:
    moved = Settings(tmp_path / "data", require=settings.require)
    shutil.copytree(settings.data, moved.data)
    rows = b"component_id,name_marking,category,manufacturer,manufacturer_country,"
    rows += b"oem_part_number,weapon_as_published,weapons,source_url,last_verified\n"
    rows += b"x-1,STM32F407VGT6,mcu,STMicroelectronics,CH,STM32F407VGT6,Example UAV,example,"
    rows += b"https://a.example/1,2024-01-13\n"
    import_table(moved, rows, "found.csv")
    for path in (moved.data / "goods").rglob("*"):
        if path.is_file() and "weapon" in str(path):
            path.write_bytes(path.read_bytes()[:40])
    record = {"name": "Example", "lines": [{"part_number": "STM32F407VGT6", "hs": "8542.31"}]}
    decision = Desk(moved, as_of=DAY).check(record)
    found = {each.test: each for each in decision.findings}
    assert decision.verdict == "error"
    assert found["goods.priority"].outcome == "hit"
    assert found["goods.weapon_component"].outcome == "not_checkable"
    assert "cannot be read" in found["goods.weapon_component"].says
    assert any(i.where == "weapon_components" for i in decision.issues)
    quiet = Desk(moved, as_of=DAY).check({"name": "Bakkerij Sahara"})
    assert quiet.verdict == "no_finding"


def test_the_starter_list_speaks_only_for_lists_that_are_not_loaded(settings: Settings) -> None:
    today = datetime.now(UTC).date()
    with_sdn, without = (load(s, today) for s in (settings, Settings(Path("/nonexistent"))))
    left = {
        name: next(s for s in loaded.sources if s.list_id == STARTER)
        for name, loaded in (("with", with_sdn), ("without", without))
    }
    origins = {
        name: {source.entries[row].id.partition(":")[0] for row in range(len(source.entries))}
        for name, source in left.items()
    }
    assert "us_ofac_sdn" in origins["without"]
    assert "us_ofac_sdn" not in origins["with"]


def test_the_starter_list_is_not_used_before_its_day() -> None:
    loaded = load(Settings(Path("/nonexistent")), date(2020, 1, 1))
    assert loaded.sources == ()


def test_every_starter_entry_has_a_legal_effect() -> None:
    loaded = load(Settings(Path("/nonexistent")), datetime.now(UTC).date())
    (source,) = loaded.sources
    found = [source.effect_of(source.entries[row]) for row in range(len(source.entries))]
    effects = [each for each in found if each is not None]
    assert len(effects) == len(found)
    assert {each.weight for each in effects} == {"hold", "review"}
    assert all(each.basis and each.says for each in effects)


def test_the_date_in_a_file_must_be_the_date_given() -> None:
    inside = Reading((), published=date(2025, 4, 19))
    assert published_on("un_sc", inside, said=None) == date(2025, 4, 19)
    assert published_on("un_sc", inside, said=date(2025, 4, 19)) == date(2025, 4, 19)
    with pytest.raises(ListError, match="the file says it was published 2025-04-19"):
        published_on("un_sc", inside, said=date(2025, 4, 20))
    with pytest.raises(ListError, match="no date of publication"):
        published_on("us_ofac_sdn", Reading(()), said=None)


def test_status_names_every_readable_list_and_what_is_required(settings: Settings) -> None:
    found = {each.list_id: each for each in status(settings, as_of=DAY)}
    assert found["us_ofac_sdn"].required
    assert found["us_ofac_sdn"].fault is None
    assert found["un_sc"].fault == "not loaded"
    assert STARTER not in found


def test_a_diff_names_what_came_went_and_changed(tmp_path: Path) -> None:
    made = Settings(tmp_path / "data")
    old = b"id,name,reason\n1,OOO Primer,x\n2,Beispiel GmbH,x\n3,Acme,x\n"
    new = b"id,name,reason\n3,Acme,y\n1,OOO Primer,x\n4,Voorbeeld B.V.,x\n"
    for data, day in ((old, date(2024, 1, 1)), (new, date(2024, 2, 1))):
        import_list(made, "our_own", {"own.csv": data}, published=day)
    changes = list(diff(made, "our_own", "2024-01-15", new="2024-03-01"))
    assert [(c.kind, c.entry.id) for c in changes] == [
        ("changed", "3"),
        ("added", "4"),
        ("removed", "2"),
    ]
    assert [name for name, _, _ in changes[0].fields] == ["facts"]
    assert list(diff(made, "our_own", "2024-02-01", new="2024-03-01")) == []
    assert show(made, "our_own", "4", as_of=date(2024, 2, 1)).names[0].text == "Voorbeeld B.V."
    with pytest.raises(ListError, match="no entry '4' on 2024-01-15"):
        show(made, "our_own", "4", as_of=date(2024, 1, 15))
    with pytest.raises(ListError, match="no edition '2020-01-01'"):
        list(diff(made, "our_own", "2020-01-01", new="2024-03-01"))
