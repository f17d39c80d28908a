"""Files of partners, as people keep them."""

import pytest

from enduse.errors import OrderError
from enduse.intake.partners import Partner, read_partners
from enduse.model.order import Party

COUNTRIES = frozenset({"NL", "TR", "DE"})


def read(text: str, source: str = "partners.csv") -> list[Partner]:
    return list(read_partners(text.encode(), source=source, countries=COUNTRIES))


def party(partner: Partner) -> Party:
    assert partner.order is not None
    (found,) = partner.order.parties
    return found


def test_a_table_gives_every_fact_that_is_compared() -> None:
    (one,) = read(
        "id,name,aliases,kind,country,address,birth_date,ids,vat\n"
        "7,Orion Ltd,Orion Trade; ORN,company,NL,1 Example St,,imo=9167148;lei=X,NL001\n"
    )
    found = party(one)
    assert (one.id, found.name, found.aliases) == ("7", "Orion Ltd", ("Orion Trade", "ORN"))
    assert (found.kind, found.country, found.address) == ("company", "NL", "1 Example St")
    assert dict(found.ids) == {"imo": "9167148", "lei": "X", "vat": "NL001"}
    assert one.issues == ()


def test_headings_of_other_programs_are_known() -> None:
    (one,) = read(
        "KUNNR;NAME1;LAND1;STRAS;ORT01;PSTLZ;STCEG\n100;Orion GmbH;DE;Weg 1;Ulm;89073;DE1\n"
    )
    found = party(one)
    assert (one.id, found.name, found.country) == ("100", "Orion GmbH", "DE")
    assert found.address == "Weg 1, 89073 Ulm"
    assert dict(found.ids) == {"vat": "DE1"}


def test_lines_of_json_are_bare_parties_with_an_id() -> None:
    one, two, three = read(
        '{"id": 7, "name": "Orion"}\n{"name": "Falcon"}\n{"id": "x", "parties": []}\n',
        "partners.jsonl",
    )
    assert (one.id, party(one).name, one.issues) == ("7", "Orion", ())
    assert [each.order for each in (two, three)] == [None, None]
    assert "has no id" in two.issues[0].says
    assert "is an order" in three.issues[0].says


ROWS = {
    "no id": ("id,name\n,Orion\n", "has no id"),
    "no name": ("id,name\n7,\n", "neither a name nor a number"),
    "one id twice": (
        "id,name\n7,Orion\n7,Falcon\n",
        "has the id '7', which partners.csv row 2",
    ),
    "a mark too many": ("id,name\n7,Orion, Ltd\n", "cell under no heading"),
    "no such country": ("id,name,country\n7,Orion,ZZ\n", "ZZ"),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_wrong_with_a_row_is_said(name: str) -> None:
    text, says = ROWS[name]
    errors = [i.says for each in read(text) for i in each.issues if i.gravity == "error"]
    assert len(errors) == 1
    assert says in errors[0]


def test_columns_that_are_not_used_are_named() -> None:
    found = read("id,name,shoe size\n7,Orion,42\n")
    assert [i.says for each in found for i in each.issues] == ["are not used: shoe size"]
    assert [each.id for each in found if each.order] == ["7"]


FILES = {
    "of no known form": ("id,name\n7,Orion\n", "partners.doc", "ends in '.doc'"),
    "without ids": ("name,country\nOrion,NL\n", "p.csv", "has the columns country, name"),
    "without headings": ("7,Orion\n", "p.csv", "none that is known"),
    "empty": ("", "p.csv", "is empty"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_table_of_partners_is_refused(name: str) -> None:
    text, source, says = FILES[name]
    with pytest.raises(OrderError, match=says):
        read(text, source)
