"""`enduse picture` as a user runs it, and the pictures in the page of decisions."""

import json
from pathlib import Path

from lxml import etree

from tests.journeys.conftest import Run

DAY = ("--as-of", "2024-05-03", "--require", "us_ofac_sdn")


def order(path: Path, *roles: str) -> str:
    owners = [{"name": "OOO Sertal", "country": "RU", "share": 60},
              {"name": "J. Example", "share": 40}]  # fmt: skip
    parties = [{"role": r, "name": f"Voorbeeld {r}", "country": "AE", "owners": owners}
               for r in roles]  # fmt: skip
    path.write_text(json.dumps({"id": "A/1", "regimes": ["US"], "parties": parties}))
    return str(path)


def test_a_picture_is_written_with_the_listed_owner_and_the_rule(
    enduse: Run, loaded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "owners.svg"
    name = order(tmp_path / "o.json", "buyer")
    done = enduse("picture", name, "-o", str(out), *DAY, "--data", str(loaded))
    assert (done.status, done.out.strip()) == (0, str(out)), done.err
    text = "".join(map(str, etree.fromstring(out.read_bytes()).itertext()))
    assert "OOO Sertal" in text
    assert "OFAC: counts as owned from here (level 1), 60 %" in text


def test_several_pictures_want_a_folder_and_one_party_can_be_chosen(
    enduse: Run, loaded: Path, tmp_path: Path
) -> None:
    name = order(tmp_path / "o.json", "buyer", "end_user")
    common = (*DAY, "--data", str(loaded))
    refused = enduse("picture", name, *common)
    assert refused.status == 2
    assert "2 pictures to write: name a folder with -o, or one --party" in refused.err
    done = enduse("picture", name, "-o", str(tmp_path / "out"), *common)
    names = ["001-A_1-parties0.svg", "002-A_1-parties1.svg"]
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == names
    assert done.status == 0
    one = enduse("picture", name, "--party", "end_user", "--format", "json", *common)
    assert json.loads(one.out)["subject"] == "parties/1"
    nobody = enduse("picture", name, "--party", "bank", *common)
    assert nobody.status == 2
    assert "these have: 0 (buyer), 1 (end_user)" in nobody.err


def test_a_list_that_is_not_there_is_said_in_the_picture_and_in_the_status(
    enduse: Run, tmp_path: Path
) -> None:
    name = order(tmp_path / "o.json", "buyer")
    done = enduse("picture", name, *DAY, "--data", str(tmp_path / "none"))
    assert done.status == 12
    assert "a listed owner may be missing" in done.err
    assert "us_ofac_sdn" in "".join(map(str, etree.fromstring(done.out.encode()).itertext()))


def test_an_order_without_owners_has_no_picture(
    enduse: Run, loaded: Path, tmp_path: Path
) -> None:
    (tmp_path / "o.json").write_text('{"name": "Anybody"}')
    done = enduse("picture", str(tmp_path / "o.json"), *DAY, "--data", str(loaded))
    assert done.status == 2
    assert "no party of the order has owners" in done.err


def test_without_igraph_a_picture_is_refused_in_words_and_a_page_is_whole(
    enduse: Run, loaded: Path, tmp_path: Path
) -> None:
    (tmp_path / "igraph.py").write_text("raise ImportError('not here')")
    name = order(tmp_path / "o.json", "buyer")
    common = (*DAY, "--data", str(loaded))
    done = enduse("picture", name, *common, PYTHONPATH=str(tmp_path))
    assert done.status == 2
    assert "`pip install 'enduse[picture]'` brings it" in done.err
    page = enduse("check", name, "--format", "html", *common, PYTHONPATH=str(tmp_path))
    assert page.status == 13
    assert "OOO SERTAL" in page.out
    assert "<svg" not in page.out


def test_the_page_of_decisions_holds_the_picture_of_a_listed_owner(
    enduse: Run, loaded: Path, tmp_path: Path
) -> None:
    name = order(tmp_path / "o.json", "buyer")
    done = enduse("check", name, "--format", "html", *DAY, "--data", str(loaded))
    assert done.status == 13
    assert done.out.count("<svg") == 1
    assert "counts as owned" in done.out
