"""OFAC publishes one list in three formats; read from any of them it is the same list."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import ListError
from enduse.lists import ofac_advanced, ofac_cons_csv, ofac_csv, ofac_xml
from enduse.lists.catalogue import effects, info
from enduse.lists.ofac_labels import FACT_LABELS, ID_LABELS
from enduse.lists.ofac_party import identifier, is_number, is_told
from enduse.lists.ofac_remarks import parse
from enduse.model.listing import Entry, Reading

SHARED = os.environ.get("TEST_SHARED")
OFAC = Path(SHARED or ".") / "lists" / "us_ofac"
needs_lists = pytest.mark.skipif(SHARED is None, reason="needs the published lists")
LIST_ID = "us_ofac_cons"


@dataclass(frozen=True)
class Name:
    family: str
    given: str = ""
    kind: str = "a"
    weak: bool = False

    @property
    def joined(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class Listed:
    number: int
    person: bool
    name: Name
    aliases: tuple[Name, ...]
    programmes: tuple[str, ...]


def as_csv(parties: Sequence[Listed]) -> dict[str, bytes]:
    prim: list[str] = []
    alt: list[str] = []
    for one in parties:
        kind = "individual" if one.person else "-0- "
        weak = "; ".join(f"{a.kind}.k.a. '{a.joined}'" for a in one.aliases if a.weak)
        programmes = "] [".join(one.programmes)
        nulls = ",".join(["-0- "] * 7)
        row = f'{one.number},"{one.name.joined}","{kind}","{programmes}",{nulls},"{weak}"'
        prim.append(row)
        strong = [a for a in one.aliases if not a.weak]
        alt += [f'{one.number},1,"{a.kind}ka","{a.joined}",-0- ' for a in strong]
    parts = {"cons_prim.csv": prim, "cons_alt.csv": alt}
    return {
        name: ("\r\n".join([*rows, "\x1a"])).encode() for name, rows in parts.items() if rows
    }


def as_xml(parties: Sequence[Listed]) -> dict[str, bytes]:
    def names(one: Name) -> str:
        given = f"<firstName>{one.given}</firstName>" if one.given else ""
        return f"{given}<lastName>{one.family}</lastName>"

    out = []
    for one in parties:
        aliases = "".join(
            f"<aka><uid>1</uid><type>{a.kind}.k.a.</type>"
            f"<category>{'weak' if a.weak else 'strong'}</category>{names(a)}</aka>"
            for a in one.aliases
        )
        programmes = "".join(f"<program>{text}</program>" for text in one.programmes)
        out.append(
            f"<sdnEntry><uid>{one.number}</uid>{names(one.name)}"
            f"<sdnType>{'Individual' if one.person else 'Entity'}</sdnType>"
            f"<programList>{programmes}</programList><akaList>{aliases}</akaList></sdnEntry>"
        )
    head = (
        "<publshInformation><Publish_Date>12/19/2025</Publish_Date>"
        f"<Record_Count>{len(out)}</Record_Count></publshInformation>"
    )
    return {"consolidated.xml": f"<sdnList>{head}{''.join(out)}</sdnList>".encode()}


def as_advanced(parties: Sequence[Listed]) -> dict[str, bytes]:
    sets = (
        ("AliasType", {"a": "A.K.A.", "f": "F.K.A.", "n": "N.K.A.", "p": "Name"}),
        ("NamePartType", {"1": "Last Name", "2": "First Name", "3": "Entity Name"}),
        ("Script", {"1": "Latin"}), ("PartyType", {"1": "Individual", "2": "Entity"}),
        ("SanctionsType", {"1": "Program"}), ("List", {"1": "Consolidated List"}),
    )  # fmt: skip
    words = "".join(
        f"<{kind}Values>"
        + "".join(f'<{kind} ID="{number}">{text}</{kind}>' for number, text in pairs.items())
        + f"</{kind}Values>"
        for kind, pairs in sets
    )
    words += (
        '<PartySubTypeValues><PartySubType ID="1" PartyTypeID="1">Unknown</PartySubType>'
        '<PartySubType ID="2" PartyTypeID="2">Unknown</PartySubType></PartySubTypeValues>'
    )
    listed = "".join(_advanced_party(one) for one in parties)
    sanctions = "".join(
        f'<SanctionsEntry ProfileID="{one.number}" ListID="1">'
        + "".join(
            f'<SanctionsMeasure SanctionsTypeID="1"><Comment>{text}</Comment>'
            "</SanctionsMeasure>"
            for text in one.programmes
        )
        + "</SanctionsEntry>"
        for one in parties
    )
    day = "<DateOfIssue><Year>2025</Year><Month>12</Month><Day>19</Day></DateOfIssue>"
    text = (
        f"<Sanctions>{day}<ReferenceValueSets>{words}</ReferenceValueSets>"
        f"<DistinctParties>{listed}</DistinctParties>"
        f"<SanctionsEntries>{sanctions}</SanctionsEntries></Sanctions>"
    )
    return {"cons_advanced.xml": text.encode()}


def _advanced_party(one: Listed) -> str:
    family = "1" if one.person else "3"

    def alias(name: Name, kind: str, main: str) -> str:
        parts = [(family, name.family), *([("2", name.given)] if name.given else [])]
        values = "".join(
            f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="1">'
            f"{text}</NamePartValue></DocumentedNamePart>"
            for group, text in parts
        )
        low = "true" if name.weak else "false"
        return (
            f'<Alias AliasTypeID="{kind}" Primary="{main}" LowQuality="{low}">'
            f"<DocumentedName>{values}</DocumentedName></Alias>"
        )

    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{n}" NamePartTypeID="{n}"/>'
        "</MasterNamePartGroup>"
        for n in "123"
    )
    aliases = "".join(alias(name, name.kind, "false") for name in one.aliases)
    return (
        f'<DistinctParty FixedRef="{one.number}"><Profile ID="{one.number}"'
        f' PartySubTypeID="{"1" if one.person else "2"}"><Identity ID="{one.number}">'
        f"{alias(one.name, 'p', 'true')}{aliases}<NamePartGroups>{groups}</NamePartGroups>"
        "</Identity></Profile></DistinctParty>"
    )


# Letters of several scripts, and nothing that a format has to dress up. "-0-" is how the
# CSV files write that there is none.
written = (
    st.lists(st.text(alphabet="ABCDÉßжأ漢-.0", min_size=1, max_size=6), min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda text: text != "-0-")
)
programme = st.sampled_from(["NS-PLC", "SDGT", "UKRAINE-EO13662", "CAATSA - RUSSIA"])


@st.composite
def parties(draw: st.DrawFn) -> list[Listed]:
    numbers = draw(st.lists(st.integers(1, 99_999), min_size=1, max_size=4, unique=True))
    out = []
    for number in numbers:
        person = draw(st.booleans())
        given_name = written if person else st.just("")
        name = draw(st.builds(Name, written, given_name))
        alias = st.builds(Name, written, given_name, st.sampled_from("afn"), st.booleans())
        aliases = tuple(draw(st.lists(alias, max_size=3)))
        under = tuple(draw(st.lists(programme, min_size=1, max_size=3, unique=True)))
        out.append(Listed(number, person, name, aliases, under))
    return out


def heart(entries: Sequence[Entry]) -> list[tuple[object, ...]]:
    """What a match rests on, whatever the order in which a format tells it."""
    return [
        (one.list_id, one.id, one.kind, sorted(map(repr, one.names)), one.programmes)
        for one in entries
    ]


@given(parties())
def test_a_list_is_the_same_from_whichever_format(listed: list[Listed]) -> None:
    readings = [
        ofac_cons_csv.read(LIST_ID, as_csv(listed)),
        ofac_xml.read(LIST_ID, as_xml(listed)),
        ofac_advanced.read(LIST_ID, as_advanced(listed)),
    ]
    first, *others = [heart(reading.entries) for reading in readings]
    assert [one[1] for one in first] == [str(one.number) for one in listed]
    assert others == [first, first]
    for reading in readings:
        assert [issue for issue in reading.issues if issue.gravity == "error"] == []


@given(parties())
def test_every_format_is_known_from_its_bytes_alone(listed: list[Listed]) -> None:
    known = [ofac_cons_csv.looks_like, ofac_xml.looks_like, ofac_advanced.looks_like]
    for at, parts in enumerate((as_csv(listed), as_xml(listed), as_advanced(listed))):
        nameless = {str(n): data for n, data in enumerate(parts.values())}
        assert [knows(nameless) for knows in known] == [n == at for n in range(3)]


def test_an_xml_list_is_one_file() -> None:
    for module, parts in ((ofac_xml, as_xml([])), (ofac_advanced, as_advanced([]))):
        (data,) = parts.values()
        assert not module.looks_like({"a": data, "b": data})
        with pytest.raises(ListError, match="was given 2 files; expected one XML file"):
            module.read(LIST_ID, {"a": data, "b": data})


@given(st.dictionaries(st.text(max_size=2), st.binary(max_size=80), max_size=3))
def test_any_bytes_are_no_set_of_ofac(parts: Mapping[str, bytes]) -> None:
    assert not ofac_cons_csv.looks_like(parts)
    with pytest.raises(ListError, match=f"list {LIST_ID}: "):
        ofac_cons_csv.read(LIST_ID, parts)


def test_the_csv_reader_keeps_the_list_it_is_told() -> None:
    party = Listed(9640, person=True, name=Name("ABU TEIR", "Mohammed"), aliases=(),
                   programmes=("NS-PLC",))  # fmt: skip
    parts = as_csv([party])
    assert {one.list_id for one in ofac_cons_csv.read(LIST_ID, parts).entries} == {LIST_ID}
    assert {one.list_id for one in ofac_csv.read(parts).entries} == {"us_ofac_sdn"}
    with pytest.raises(ListError, match="list us_ofac_cons: alt is empty"):
        ofac_cons_csv.read(LIST_ID, {**parts, "alt": b""})
    assert not ofac_cons_csv.looks_like({"alt": b'9640,1,"aka","X",-0- '})
    assert not ofac_cons_csv.looks_like({})


LABELS = [label for _, labels in ID_LABELS for label in labels]
VALUES = ["7707083893", "1027700132195", "A 12-34", "9187629", "123456789", "SABRRUMM",
          "253400WSS48YWMBUA688", "x"]  # fmt: skip


@pytest.mark.parametrize("country", [None, "Russia", "China"])
def test_a_number_is_typed_as_the_remarks_of_the_csv_type_it(country: str | None) -> None:
    wrong = []
    for label in LABELS:
        for value in VALUES:
            found = identifier(label, value, country=country, note="issued 16 Aug 2002")
            where = f" ({country})" if country else ""
            (told,) = parse(f"{label} {value}{where} issued 16 Aug 2002").ids
            if (found.scheme, found.country) != (told.scheme, told.country):
                wrong.append((label, value))
    assert wrong == []


def test_a_label_is_of_a_number_or_of_a_fact() -> None:
    assert [label for label in LABELS if not is_number(label)] == []
    assert [label for label in FACT_LABELS if is_number(label) or not is_told(label)] == []


def test_only_a_ban_on_transactions_holds_an_order() -> None:
    about = info(LIST_ID)
    held = {n: e.fact for e in about.clauses for n in e.programmes if e.means.effect == "hold"}
    assert set(held) == {"FSE-IR", "FSE-SY", "RUSSIA-EO14024"}
    assert "Directive 4" in held["RUSSIA-EO14024"]
    assert effects(about, ["UKRAINE-EO13662", "FSE-IR"])[0].label == "transaction ban"
    assert effects(about, ["SDGT", "NS-PLC"])[0].label == "transactions rejected by US banks"
    assert effects(about, ["SDGT"])[0].effect == about.default.effect == "review"


def cons(folder: str) -> Reading:
    paths = sorted((OFAC / folder).iterdir())
    return ofac_cons_csv.read(LIST_ID, {path.name: path.read_bytes() for path in paths})


def plain(folder: str) -> Reading:
    data = (OFAC / folder / "consolidated.xml").read_bytes()
    return ofac_xml.read(LIST_ID, {"f": data})


def advanced() -> Reading:
    data = (OFAC / "2020-03-17_cons_advanced" / "cons_advanced.xml").read_bytes()
    return ofac_advanced.read(LIST_ID, {"f": data})


def strengths(reading: Reading) -> Counter[str]:
    return Counter(
        n.strength for one in reading.entries for n in one.names if n.kind != "primary"
    )


@needs_lists
@pytest.mark.parametrize(
    ("folder", "published", "strong", "weak"),
    [("2025-03-28_cons", "2025-03-28", 1066, 70), ("2024-05-06_cons", "2024-05-06", 1060, 66)],
)
def test_an_xml_edition_is_read_whole(
    folder: str, published: str, strong: int, weak: int
) -> None:
    reading = plain(folder)
    assert dict(reading.rows) == {"sdnEntry": 443}
    assert str(reading.published) == published
    assert strengths(reading) == {"strong": strong, "weak": weak}
    assert [issue.says.partition(" of ")[0] for issue in reading.issues] == ["62"]


@needs_lists
def test_the_advanced_edition_is_read_whole() -> None:
    reading = advanced()
    assert dict(reading.rows) == {
        "DistinctParty": 375, "IDRegDocument": 573, "ProfileRelationship": 276,
        "SanctionsEntry": 759,
    }  # fmt: skip
    assert str(reading.published) == "2020-03-17"
    assert strengths(reading) == {"strong": 884, "weak": 31}
    assert sum(len(one.links) for one in reading.entries) == 276
    assert all(one.listed_on and one.programmes for one in reading.entries)
    assert len(reading.issues) == 1


@needs_lists
def test_the_csv_set_is_read_whole() -> None:
    reading = cons("2025-12-19_cons")
    assert dict(reading.rows) == {
        "cons_prim.csv": 442, "cons_alt.csv": 1073, "cons_add.csv": 574,
        "cons_comments.csv": 10,
    }  # fmt: skip
    assert [issue for issue in reading.issues if issue.gravity == "error"] == []


@needs_lists
def test_real_editions_of_two_formats_agree_but_for_what_nine_months_changed() -> None:
    old = {one.id: one for one in plain("2025-03-28_cons").entries}
    new = {one.id: one for one in cons("2025-12-19_cons").entries}
    assert set(new) < set(old)
    same = Counter[str]()
    for number, one in new.items():
        for part in ("names", "programmes", "birth_dates", "ids", "addresses", "links"):
            same[part] += set(getattr(old[number], part)) == set(getattr(one, part))
    assert same == {"names": 435, "programmes": 430, "birth_dates": 442, "ids": 432,
                    "addresses": 437, "links": 442}  # fmt: skip
