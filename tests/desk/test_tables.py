"""Tables on their way to the desk and into the record."""

import json
from pathlib import Path

import pytest

from enduse.desk.files import held, walk
from enduse.desk.record import source_of
from enduse.desk.regiven import beside, regiven
from enduse.desk.tables import Plan, mapping_from, misfit, propose, read_table, unread_of
from enduse.errors import OrderError
from enduse.places import Places

PLACES = Places.load()
TABLE = (
    b"Order,Customer,Country,Description,Quantity\n1,Alpha,NL,Pump,2\n2,Beta,Atlantis,Fan,x\n"
)


def test_the_record_keeps_where_each_field_stood_and_what_was_not_read() -> None:
    reading = read_table(propose(held("a.csv", TABLE), (), PLACES).accepted("here"), PLACES)
    countries = frozenset(PLACES.countries)
    kept = [
        json.loads(json.dumps({**source_of(each), **beside(each, countries)}))
        for each in reading.given
    ]
    assert kept[0]["places"]["lines/0/quantity"] == "a.csv row 2 column E 'Quantity'"
    assert kept[0]["json"]["parties"] == [{"role": "buyer", "name": "Alpha", "country": "NL"}]
    again = regiven({"label": reading.given[1].label, **kept[1]}, countries)
    assert (again.order, again.issues) == (reading.given[1].order, reading.given[1].issues)
    assert [each[0] for each in kept[1]["issues"]] == [
        "parties/0/country (a.csv row 3 column C 'Country')",
        "lines/0/quantity (a.csv row 3 column E 'Quantity')",
        "mapping",
    ]


def test_cells_that_could_not_be_read_are_in_the_list_with_their_place_first() -> None:
    reading = read_table(propose(held("a.csv", TABLE), (), PLACES).accepted("here"), PLACES)
    lost = [each for each in unread_of("a.csv", reading) if each.lost]
    assert [each.place for each in lost] == [
        "a.csv row 3 column C 'Country'",
        "a.csv row 3 column E 'Quantity'",
    ]
    assert lost[0].found.startswith("order 2: parties/0/country is 'Atlantis'")


def test_the_first_mapping_that_fits_is_used_and_one_that_does_not_says_why(
    tmp_path: Path,
) -> None:
    (tmp_path / "no.toml").write_text('[[sheet]]\n[sheet.fields]\nnumber = "Auftrag"\n')
    (tmp_path / "yes.toml").write_text(
        '[[sheet]]\nrows = "each row an order"\n[sheet.fields]\nbuyer.name = "customer"\n'
    )
    plans = [mapping_from(tmp_path / name) for name in ("no.toml", "yes.toml")]
    file = held("a.csv", TABLE)
    found = propose(file, plans, PLACES)
    assert found.plan.name == "yes.toml"
    assert found.how.startswith("was read by the mapping yes.toml (sha256 ")
    assert "has no column 'Auftrag'" in misfit(file, plans[0])
    reading = read_table(found, PLACES)
    assert [each.label for each in reading.given] == ["a.csv row 2", "a.csv row 3"]


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("x", "is no TOML"),
        ("", "says nothing of a sheet"),
        ("[[sheet]]\ncolour = 1\n", "says 'colour'"),
        ("[[sheet]]\nheading = true\n", "has the heading True"),
        ('[[sheet]]\nrows = "some"\n', "has rows = 'some'"),
        ('[[sheet]]\ndecimals = ";"\n', "has decimals = ';'"),
        ("[[sheet]]\n[sheet.fields]\nhs = 3\n", "has hs = 3"),
        ('[[sheet]]\n[sheet.fields]\nbuyer.colour = "x"\n', "the field 'buyer.colour'"),
        ('[[sheet]]\n[sheet.always]\nhs = "8542.31"\n', "gives always hs"),
    ],
)
def test_a_mapping_that_says_what_none_says_is_refused(
    toml: str, says: str, tmp_path: Path
) -> None:
    (tmp_path / "map.toml").write_text(toml)
    with pytest.raises(OrderError) as caught:
        mapping_from(tmp_path / "map.toml")
    assert says in str(caught.value)


def test_what_every_order_has_comes_from_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        '[[sheet]]\n[sheet.fields]\nnumber = "Order"\nbuyer.name = "column B"\n'
        '[sheet.always]\nseller.name = "Own BV"\nseller.country = "NL"\n'
        'destination = "Belgium"\n'
    )
    plan: Plan = mapping_from(tmp_path / "map.toml")
    reading = read_table(propose(held("a.csv", TABLE), [plan], PLACES), PLACES)
    order = reading.given[0].order
    assert order is not None
    assert [(p.role, p.name, p.country) for p in order.parties] == [
        ("seller", "Own BV", "NL"),
        ("buyer", "Alpha", None),
    ]
    assert [leg.country for leg in order.route] == ["BE"]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.csv", "a/z.json", ".git/x.csv", "~$b.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, passed = walk([tmp_path], output=tmp_path / "b.csv")
    assert [path.name for path in found] == ["z.json"]
    assert {Path(each.place).name for each in passed} == {"x.csv", "~$b.xlsx", "b.csv"}
