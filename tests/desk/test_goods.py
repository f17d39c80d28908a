import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from enduse.assess import rules
from enduse.desk.goods import control_tables, import_table, open_tables, shelf_of, status
from enduse.desk.goods_control import likeliest
from enduse.desk.goods_search import search
from enduse.desk.goods_show import show
from enduse.desk.goods_update import update_table
from enduse.errors import EditionError, ListError, OrderError
from enduse.fetch.limits import Limits
from enduse.goods.control_list import Entry, Paragraph
from enduse.goods.uav import Uav
from enduse.settings import Settings
from tests.desk.publisher import OneFile
from tests.fetch.test_download import Handler

SHARED = os.environ.get("TEST_SHARED")
DAY = date(2026, 11, 1)
QUICK = Limits(tries=2, wait=0.01, silence=2.0, total=5.0)
ACT = b"code,description,as_of,source,read\n85423190,chips,2026-01-31,An act,primary\n"


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def site() -> Iterator[OneFile]:
    site = OneFile(ACT)
    yield site
    site.close()


def ccl(*, more: int = 120, bound: str = "70") -> bytes:
    """A US list as large as its floor, with one entry of three paragraphs."""
    computers = {
        "eccn": "4A003",
        "heading": "Digital computers",
        "reasonForControl": "NS, AT",
        "countryChart": [
            {"control": "NS applies to 4A003.b", "countryChart": "NS Column 1."},
            {"control": "AT applies to entire entry", "countryChart": "AT Column 1."},
            {"control": "RS applies to z", "countryChart": "To any destination worldwide."},
        ],
        "items": [
            {"paragraph": "b", "kind": "item", "text": "is not a principal element"},
            {"paragraph": "b", "kind": "item", "text": f"having an APP exceeding {bound} WT"},
        ],
    }
    filler = {"heading": "Filler", "countryChart": []}
    fillers = [{"eccn": f"1C{n:03}", **filler} for n in range(more)]
    return json.dumps(
        {"ecfrIssueDate": "2026-07-23", "entries": [computers, *fillers]}
    ).encode()


def chart() -> bytes:
    none: list[str] = []
    rows = {f"Place {n}": {"marks": none} for n in range(110)}
    plain = {
        "published": "2026-07-23",
        "columns": ["NS 1", "AT 1"],
        "countries": {"China": {"marks": ["NS 1"]}, "Armenia": {"marks": [], "footnotes": [6]}}
        | rows,
        "embargoed": {"Iran": {"pointer": "See part 746 of the EAR."}},
        "footnotes": {"6": "See 746.5."},
    }
    return json.dumps(plain).encode()


def annex(*, rows: int = 120) -> bytes:
    fill = "".join(f"1C{n:03},1C{n:03},1,base,Filler\n" for n in range(rows))
    own = "4A003,4A003,1,base,Computers\n4A003,4A003.b,2,base,having an APP exceeding 29\n"
    return f"entry,paragraph,depth,note_type,text\n{own}{fill}".encode()


def loaded(home: Settings) -> None:
    import_table(home, ccl(), "ccl.json")
    import_table(home, chart(), "chart.json")
    import_table(home, annex(), "annex.csv", published=date(2022, 11, 16))
    import_table(home, ACT, "an_act_2026-01-31.csv")


def words(home: Settings, text: str, to: str | None = None) -> str:
    found = show(home, text, as_of=DAY, to=to)
    lines = [line for part in found.parts for line in (*part.lines, *part.beside)]
    return "\n".join([found.title, *(f"{line.label} {line.text}" for line in lines)])


def test_imported_twice_is_imported_once(home: Settings) -> None:
    first, again = (import_table(home, ACT, "act.csv") for _ in range(2))
    assert (first.new, again.new) == (True, False)
    assert first.edition == again.edition
    assert shelf_of(home).editions("act") == (first.edition,)
    assert shelf_of(home).data(first.edition) == ACT


def test_the_name_of_an_acts_table_is_that_of_its_file_without_the_day(home: Settings) -> None:
    taken = import_table(home, ACT, "An Act_2026-01-31.csv")
    assert taken.edition.table == "an_act"
    assert (taken.edition.published, taken.edition.read) == (date(2026, 1, 31), "primary")


def test_a_table_is_used_from_the_day_it_was_published_on(home: Settings) -> None:
    old, new = (
        import_table(home, annex(rows=n), "a.csv", published=d).edition
        for n, d in ((120, date(2020, 1, 1)), (121, date(2022, 1, 1)))
    )
    found = {
        day: status(home, as_of=day)[0].editions
        for day in (date(2019, 1, 1), date(2021, 1, 1), DAY)
    }
    assert [*found.values()] == [(), (old,), (new,)]


def test_a_short_table_is_refused_unless_a_person_says_that_it_is_right(home: Settings) -> None:
    with pytest.raises(ListError, match="--shorter"):
        import_table(home, ccl(more=3), "ccl.json")
    import_table(home, ccl(more=200), "ccl.json")
    with pytest.raises(ListError, match="--shorter"):
        import_table(home, ccl(more=120), "ccl.json", shorter=False)
    assert import_table(home, ccl(more=120), "ccl.json", shorter=True).new


@pytest.mark.parametrize(
    ("day", "says"),
    [(None, "--published"), (date(2999, 1, 1), "yet to come")],
)
def test_a_table_without_a_day_that_can_be_right_is_refused(
    home: Settings, day: date | None, says: str
) -> None:
    with pytest.raises(ListError, match=says):
        import_table(home, annex(), "annex.csv", published=day)
    assert shelf_of(home).tables() == ()


def test_a_day_that_the_file_denies_is_refused(home: Settings) -> None:
    with pytest.raises(ListError, match="2026-01-31"):
        import_table(home, ACT, "act.csv", published=date(2026, 2, 1))


@pytest.mark.parametrize("name", ["../out", "A B", "", "x" * 90])
def test_a_table_cannot_be_called_so_that_it_leaves_its_folder(
    home: Settings, name: str
) -> None:
    with pytest.raises(EditionError, match="no name"):
        import_table(home, ACT, "act.csv", table=name)


def test_a_damaged_table_is_said_so_and_the_others_are_used(home: Settings) -> None:
    loaded(home)
    (path,) = (home.data / "goods/us_ccl").glob("*/source/ccl.json")
    path.write_bytes(path.read_bytes()[:-5])
    opened = open_tables(home, as_of=DAY)
    assert "damaged" in opened.faults["us_ccl"]
    assert opened.control.us is None
    assert opened.control.eu is not None
    assert "damaged" in words(home, "4A003")


@pytest.mark.parametrize(
    "changed",
    ["{", "[]", "3", '"x"', "[" * 100_000, {"file": None}, {"file": 3}, {"rows": "many"},
     {"size": "1"}, {"published": None}, {"published": 20260131}, {"notes": None},
     {"citation": None}, {"more": 1}, {"form": ["codes"]}, {"url": 3}],
    ids=lambda each: str(each)[:20],
)  # fmt: skip
def test_a_damaged_header_is_said_so_and_the_other_tables_are_shown(
    home: Settings, changed: str | dict[str, object]
) -> None:
    loaded(home)
    (path,) = (home.data / "goods/an_act").glob("*/table.json")
    whole = json.loads(path.read_text("utf-8"))
    text = changed if isinstance(changed, str) else json.dumps(whole | changed)
    path.write_text(text, "utf-8")
    found = {each.table: each for each in status(home, as_of=DAY)}
    assert "damaged" in (found["an_act"].fault or "")
    assert found["us_ccl"].editions
    assert "an_act cannot be used" in words(home, "8542.31")


def test_status_says_of_a_file_that_it_was_damaged(home: Settings) -> None:
    loaded(home)
    (path,) = (home.data / "goods/an_act").glob("*/source/*.csv")
    path.write_bytes(b"code\n1\n")
    faults = {each.table: each.fault for each in status(home, as_of=DAY) if each.fault}
    assert [*faults] == ["an_act"]
    assert "damaged" in faults["an_act"]


def test_a_damaged_table_of_weapons_does_not_hide_what_else_is_known_of_a_part(
    home: Settings,
) -> None:
    body = b"component_id,manufacturer,part_number\n1,Example,STM32F407VGT6\n"
    path = home.data / "goods/weapon_components"
    path.mkdir(parents=True)
    for name, data in (("table.json", b"{"), ("x.csv", body)):
        place = path / "2026-06-13-0123456789ab"
        place.mkdir(exist_ok=True)
        (place / name).write_bytes(data)
    said = words(home, "STM32F407VGT6")
    assert "8542.31" in said
    assert "cannot be used" in said


def test_a_table_that_can_no_longer_be_read_is_a_fault_of_that_table(home: Settings) -> None:
    loaded(home)
    shelf = shelf_of(home)
    (old,) = shelf.editions("us_country_chart")
    body = b"[]"
    again = replace(old, sha256=hashlib.sha256(body).hexdigest(), published=DAY)
    shelf.put(again, body)
    opened = open_tables(home, as_of=DAY)
    assert "another form" in opened.faults["us_country_chart"]
    assert opened.control.us is not None


def test_a_goods_code_is_explained_with_what_names_it(home: Settings) -> None:
    loaded(home)
    said = words(home, "8542.31.90")
    for each in (
        "HS 8542.31",
        "XVI Machinery",
        "8542 Electronic integrated circuits",
        "cut CN8: the figures 90",
        "tier 1",
        "processors",
        "85423190 chips",
        "EU as priority goods to RU, BY",
        "4A003 Computers",
        "(APP)",
    ):
        assert each in said, each


def test_one_source_has_one_mark_wherever_it_is_cited() -> None:
    known = {b.citation: (b.as_of, b.read) for b in rules.load().tests["goods.uav"].basis}
    for own, other in (
        ("supp7", "Supplement No. 7 to 15 CFR Part 746 "),
        ("eu_iran", "Regulation (EU) 2023/1529, Annex II, as replaced"),
    ):
        source = Uav.load().sources[own]
        (mark,) = (mark for citation, mark in known.items() if citation.startswith(other))
        assert (source.as_of, source.read) == mark, own


def test_the_priority_list_is_cited_as_the_rulebook_cites_it(home: Settings) -> None:
    (part,) = (
        p for p in show(home, "8542.31", as_of=DAY).parts if p.title.startswith("Priority list")
    )
    assert "shipped table" in part.title
    basis = rules.load().tests["goods.priority"].basis
    known = {(b.citation, b.as_of, b.read) for b in basis}
    assert {(c.citation, c.as_of, c.read) for c in part.cites} <= known
    assert len(part.cites) == 2


def test_of_the_priority_list_it_is_said_that_the_shipped_table_is_used(home: Settings) -> None:
    loaded(home)
    assert "chpl not loaded" not in words(home, "8542.31")


def test_an_older_code_is_explained_by_what_it_became(home: Settings) -> None:
    said = words(home, "8525.80")
    assert "in HS 2012, 2017" in said
    assert "8525.89 Television cameras" in said
    assert "may be 8806.21" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("854", "3 digits"),
        ("601.10", "060110: "),
        ("8.54231E+09", "854231: Electronic integrated"),
        ("ЗА001", "did you mean 3A001?"),
        ("8542.35", "no edition"),
        ("9999", "chapter 99"),
        ("", "nothing"),
        ("x" * 100_000, "characters"),
    ],
    ids=lambda each: str(each)[:12],
)
def test_what_is_no_code_is_told_with_what_it_may_have_been(
    home: Settings, text: str, says: str
) -> None:
    assert not show(home, text, as_of=DAY).found
    assert says in words(home, text)


def test_both_texts_of_a_control_number_stand_side_by_side(home: Settings) -> None:
    loaded(home)
    (text,) = (p for p in show(home, "4a003b", as_of=DAY).parts if p.title == "Text")
    assert "exceeding 29" in text.lines[-1].text
    assert "exceeding 70" in text.beside[-1].text
    assert "missing" in words(home, "4A003.b")
    assert "weighted teraflops" in words(home, "4A003.b")


def test_a_number_is_said_to_be_missing_from_an_edition_and_never_from_a_law(
    home: Settings,
) -> None:
    loaded(home)
    for text in ("2B510", "4A906"):
        said = words(home, text)
        assert "EU the edition of 2022-11-16 that is loaded has none" in said
        assert "US the edition of 2026-07-23 that is loaded has none" in said
        assert "only US" not in said
    assert "Does the Annex I in force have this number?" in words(home, "2B510")


def test_a_number_of_the_500_series_that_the_annex_has_is_asked_about_like_any_other(
    home: Settings,
) -> None:
    body = annex() + b"2B510,2B510,1,base,Example machines\n"
    import_table(home, body, "annex.csv", published=date(2025, 11, 15))
    said = words(home, "2B510")
    assert "Example machines" in said
    assert "needs an authorisation (Art. 3)" in said
    assert "US alone" not in said


def test_of_the_annex_it_is_said_that_it_was_not_read(home: Settings) -> None:
    loaded(home)
    cites = [c for p in show(home, "4A003", as_of=DAY).parts for c in p.cites]
    reads = {
        c.citation: c.read
        for c in cites
        if "2021/821, A" in c.citation and "imp" not in c.citation
    }
    (annex_i,) = (c for c in reads if "Annex I," in c)
    assert "not read" in annex_i
    assert reads[annex_i] == "secondary"
    assert [read for text, read in reads.items() if "Art. 3 " in text] == ["primary"]


def test_of_two_texts_with_one_number_the_one_like_the_other_list_is_shown() -> None:
    own = Entry(
        "4A003", "h", (Paragraph("4A003.b", "a note"), Paragraph("4A003.b", "APP over 70"))
    )
    other = Entry("4A003", "h", (Paragraph("4A003.b", "APP over 29"),))
    assert [p.text for p in likeliest(own, "4A003.b", other)] == ["APP over 70"]
    assert len(likeliest(own, "4A003.b", None)) == 2


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("CN", "NS 1 X: if the reason applies, it asks for a licence"),
        ("HK", "sends it to China's"),
        ("HK", "NS 1 X: if the reason applies, it asks for a licence"),
        ("AM", "NS 1 no X for this reason"),
        ("AM", "footnote See 746.5."),
        ("IR", "See part 746"),
        ("IR", "which permits nothing"),
        ("NL", "has no row"),
        ("CN", "its own words decide: To any destination worldwide."),
        ("CN", "No X is no permission"),
    ],
)
def test_the_chart_is_shown_and_never_decided(home: Settings, to: str, says: str) -> None:
    loaded(home)
    assert says in words(home, "4A003", to)


def test_a_mark_of_other_paragraphs_is_not_said_to_ask_for_a_licence(home: Settings) -> None:
    loaded(home)
    assert "NS 1 X, but the reason applies to other paragraphs" in words(home, "4A003.c", "CN")
    for near in ("4A003", "4A003.b", "4A003.b.1"):
        assert "NS 1 X: if the reason applies" in words(home, near, "CN"), near


def test_a_row_under_embargo_never_shows_the_absence_of_a_mark(home: Settings) -> None:
    loaded(home)
    assert "no X for" not in words(home, "4A003", "IR")


def test_no_screen_says_that_goods_may_go(home: Settings) -> None:
    loaded(home)
    for text in ("4A003", "EAR99", "8542.31", "5A992.c", "ML4", "0601.10"):
        said = words(home, text, "AM").lower()
        for word in (" clear ", "safe", "legal", "compliant", "no licence", "not required"):
            assert word not in said, (text, word)


def test_a_destination_that_is_no_country_is_the_callers_mistake(home: Settings) -> None:
    with pytest.raises(OrderError, match="--to"):
        show(home, "4A003", as_of=DAY, to="ZZ")


def test_a_search_says_where_it_looked_and_where_not(home: Settings) -> None:
    import_table(home, annex(), "annex.csv", published=date(2022, 11, 16))
    found = search(home, "APP exceeding", as_of=DAY)
    assert (found.hits[0].table, found.hits[0].number) == ("eu_annex_i", "4A003.b")
    assert [name for name, _ in found.searched] == ["eu_annex_i", "hs_2022"]
    assert found.missing == ("us_ccl",)
    with pytest.raises(OrderError):
        search(home, " , ", as_of=DAY)
    with pytest.raises(OrderError):
        search(home, "chip", as_of=DAY, table="nothing")


def test_a_table_is_fetched_from_an_address_and_once(home: Settings, site: OneFile) -> None:
    url = f"{site.address}/act.csv"
    first = update_table(home, "act", url, limits=QUICK)
    again = update_table(home, "act", url, limits=QUICK)
    assert (first.state, again.state) == ("new", "same")


@pytest.mark.parametrize("body", [b"<html>moved</html>", b"", b"a,b\n1,2\n", ACT[:-20]])
def test_what_was_fetched_and_is_no_table_is_refused_and_the_old_one_stays(
    home: Settings, site: OneFile, body: bytes
) -> None:
    url = f"{site.address}/act.csv"
    update_table(home, "act", url, limits=QUICK)
    site.publishes(body)
    assert update_table(home, "act", url, limits=QUICK).state == "refused"
    assert len(shelf_of(home).editions("act")) == 1


def test_a_server_that_breaks_off_or_refuses_is_told_and_the_old_one_stays(
    home: Settings, site: OneFile
) -> None:
    url = f"{site.address}/act.csv"
    update_table(home, "act", url, limits=QUICK)

    def refuses(handler: Handler) -> None:
        handler.answer(503, b"busy")

    site.server.does(refuses)
    assert update_table(home, "act", url, limits=QUICK).state == "failed"
    assert len(shelf_of(home).editions("act")) == 1


def test_a_table_without_an_address_says_where_the_official_text_is(home: Settings) -> None:
    done = update_table(home, "us_ccl", None)
    assert done.state == "failed"
    assert "ecfr.gov" in done.says
    assert "cannot be read yet" in done.says


@pytest.mark.skipif(SHARED is None, reason="TEST_SHARED does not name the real tables")
def test_the_real_tables_tell_what_they_are_and_explain_a_number(home: Settings) -> None:
    folder = Path(SHARED or "") / "goods"
    for name in ("us/ccl.json", "us/country-chart.json", "us/country-groups.json"):
        path = folder / name
        import_table(home, path.read_bytes(), path.name)
    path = folder / "us/eccn_paragraphs.csv"
    import_table(home, path.read_bytes(), path.name, published=date(2026, 2, 3))
    assert control_tables(home, as_of=DAY).entries_of(["9A012"])
    said = words(home, "4A003.b", "HK")
    for each in ("70 Weighted", "NS 1 X", "D:5", "its own words decide"):
        assert each in said
