"""An item master classified: columns of ours, decisions kept, nothing of theirs changed."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from enduse.desk.goods import import_table
from enduse.desk.stock import KEPT, TITLES, Stock, classify
from enduse.intake.items import OURS
from enduse.report.sheet import Added, as_csv
from enduse.settings import Settings

DAY = date(2026, 11, 23)
# A row made up in the form of the table of components found in weapons (GUR, 13 June 2026).
WEAPONS = b"".join([
    b"component_id,name_marking,category,manufacturer,manufacturer_country,oem_part_number,",
    b"weapon_as_published,weapons,source_url,last_verified\n",
    b"x-1,STM32F407VGT6,mcu,STMicroelectronics,CH,STM32F407VGT6,Example UAV,example,",
    b"https://a.example/1,2026-06-13\n",
])  # fmt: skip
STOCK = """Artikelnr;Omschrijving;GN-code;Typenummer;Fabrikant
1;FPGA;95030000;XC7A100T-2FGG484I;AMD
2;Microcontroller;;STM32F407VGT6;ST
3;Vacuümpomp, draaischuif;84141000;;
4;Onderdelen;;;
5;koffie;8.5167E+07;;
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(tmp_path_factory.mktemp("data"))


def cells(found: Stock, row: int) -> dict[str, str]:
    titles = [title.removeprefix(OURS) for title in TITLES]
    return dict(zip(titles, found.cells[row], strict=True))


def written(found: Stock) -> str:
    """The file as the command gives it back."""
    added = Added(TITLES, found.cells, found.items.headings.row + 1, KEPT)
    return as_csv(found.items.table.rows, added)


def test_each_article_gets_what_is_known_of_it(settings: Settings) -> None:
    found = classify(settings, "stock.csv", STOCK.encode(), as_of=DAY)
    toy, chip, pump, parts, coffee = (cells(found, row) for row in range(2, 7))
    assert toy["priority tier"] == "1?"
    assert "declared is 9503.00" in toy["doubt"]
    assert chip["what it is"] == "MCU, STMicroelectronics STM32F4"
    assert chip["HS candidates"].startswith("8542.31 (part number)")
    assert pump["control entries"].startswith("2B231")
    assert "vacuum" in pump["question"].casefold() or "pump" in pump["question"].casefold()
    assert "does not say what it is" in parts["doubt"]
    assert "8516" in coffee["doubt"]
    assert found.counts["code and words in conflict"] == 1


def test_a_table_of_weapon_components_is_used_where_it_is_loaded(tmp_path: Path) -> None:
    loaded = Settings(tmp_path)
    import_table(loaded, WEAPONS, "found.csv")
    found = classify(loaded, "stock.csv", STOCK.encode(), as_of=DAY)
    assert "recovered once, from Example UAV" in cells(found, 3)["why"]
    assert found.counts["found in weapons"] == 1


def test_a_decision_is_kept_and_told_when_the_article_changes(settings: Settings) -> None:
    first = written(classify(settings, "stock.csv", STOCK.encode(), as_of=DAY))
    rows = list(csv.DictReader(io.StringIO(first.removeprefix("\ufeff"))))
    rows[1][f"{OURS}decision"] = "EAR99, maker's letter (AB)"
    again = classify(settings, "stock.csv", _csv(rows), as_of=DAY)
    kept = cells(again, 3)
    assert kept["decision"] == "EAR99, maker's letter (AB)"
    assert kept["decided on"].split("/")[0] == kept["facts"]
    assert "other facts" not in kept["doubt"]
    rows = list(csv.DictReader(io.StringIO(written(again).removeprefix("\ufeff"))))
    rows[1]["Typenummer"] = "STM32H743VIT6"
    changed = cells(classify(settings, "stock.csv", _csv(rows), as_of=DAY), 3)
    assert changed["decision"] == "EAR99, maker's letter (AB)"
    assert "decided on other facts" in changed["doubt"]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_new_decision_on_the_new_facts_ends_the_doubt(settings: Settings) -> None:
    def run(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return table(written(classify(settings, "stock.csv", _csv(rows), as_of=DAY)))

    rows = table(written(classify(settings, "stock.csv", STOCK.encode(), as_of=DAY)))
    rows[1][f"{OURS}decision"] = "EAR99 (AB)"
    rows = run(rows)
    rows[1]["Typenummer"] = "STM32H743VIT6"
    rows = run(run(rows))
    assert "decided on other facts" in rows[1][f"{OURS}doubt"]
    again = [dict(row) for row in rows]
    again[1][f"{OURS}decision"] = "EAR99, looked again (AB)"
    assert "other facts" not in run(run(again))[1][f"{OURS}doubt"]
    again = [dict(row) for row in rows]
    again[1][f"{OURS}decided on"] = ""  # the decision stands
    assert "other facts" not in run(again)[1][f"{OURS}doubt"]


def test_a_decision_on_a_row_without_goods_is_kept(settings: Settings) -> None:
    rows = table(written(classify(settings, "stock.csv", STOCK.encode(), as_of=DAY)))
    rows[1] |= {f"{OURS}decision": "scrapped (AB)", "Omschrijving": "", "Typenummer": ""}
    found = classify(settings, "stock.csv", _csv(rows), as_of=DAY)
    kept = table(written(found))[1]
    assert kept[f"{OURS}decision"] == "scrapped (AB)"
    assert "not classified" in kept[f"{OURS}doubt"]
    assert kept[f"{OURS}HS candidates"] == ""


def test_a_heading_of_ours_typed_otherwise_keeps_its_decision(settings: Settings) -> None:
    first = written(classify(settings, "stock.csv", STOCK.encode(), as_of=DAY))
    rows = table(first.replace("enduse: decision", "Enduse: Decision"))
    rows[1]["Enduse: Decision"] = "EAR99 (AB)"
    found = classify(settings, "stock.csv", _csv(rows), as_of=DAY)
    assert cells(found, 3)["decision"] == "EAR99 (AB)"
    assert table(written(found))[1]["Enduse: Decision"] == "EAR99 (AB)"
    assert "enduse: decision" not in written(found)


def test_an_apostrophe_of_ours_is_no_other_fact(settings: Settings) -> None:
    data = b"SKU,Description\n1,-12V power supply\n"
    rows = table(written(classify(settings, "stock.csv", data, as_of=DAY)))
    assert rows[0]["Description"] == "'-12V power supply"
    rows[0][f"{OURS}decision"] = "EAR99 (AB)"
    for _ in range(2):
        rows = table(written(classify(settings, "stock.csv", _csv(rows), as_of=DAY)))
        assert "other facts" not in rows[0][f"{OURS}doubt"]


def test_a_second_run_on_its_own_output_changes_nothing(settings: Settings) -> None:
    first = written(classify(settings, "stock.csv", STOCK.encode(), as_of=DAY))
    second = written(classify(settings, "stock.csv", first.encode(), as_of=DAY))
    assert second == first


def test_progress_ends_with_the_last_article(settings: Settings) -> None:
    seen: list[tuple[int, int]] = []
    progress = lambda done, of: seen.append((done, of))  # noqa: E731
    classify(settings, "stock.csv", STOCK.encode(), as_of=DAY, progress=progress)
    assert seen[-1] == (5, 5)


@given(
    rows=st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\0"), max_size=30),
            st.sampled_from(["", "8542.31", "85", "8.5E+07", "x1", "٨٥٤٢"]),
        ),
        min_size=1,
        max_size=5,
    )
)
@hypothesis(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_is_lost_whatever_stands_in_it(
    settings: Settings, rows: list[tuple[str, str]]
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("Description", "HS code"), *rows])
    data = out.getvalue().encode("utf-8", "surrogatepass")
    found = classify(settings, "stock.csv", data, as_of=DAY)
    told = {int(issue.where.split()[-1]) for issue in found.items.issues}
    blank = {
        at for at, row in enumerate(found.items.table.rows, 1) if not any(map(str.strip, row))
    }
    assert set(found.cells) | told | blank | {1} == set(
        range(1, len(found.items.table.rows) + 1)
    )


def _csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
