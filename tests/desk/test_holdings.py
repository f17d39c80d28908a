"""Owners from files, hung into an order: who is tied to whom, and what is said of the rest."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.assess.checks.owner_tree import tree_of
from enduse.assess.stakes import Listed, Rule, Stake, Stakes, decide
from enduse.desk.desk import Desk
from enduse.desk.holdings import SHOWN, Holdings
from enduse.desk.holdings_hang import MOST_DEEP
from enduse.desk.holdings_keys import name_key
from enduse.errors import OrderError
from enduse.intake.owning.read import read
from enduse.intake.owning.shares import born_of
from enduse.model.decision import Decision
from enduse.model.holding import HAIR, Doubt, Entity, Holding, Ownership
from enduse.model.issue import Issue
from enduse.model.order import Order, Owner, Party
from enduse.places import Places
from enduse.settings import Settings
from tests.assess import stakes_reference

DAY = date(2026, 11, 23)
PLACES = Places.load()
LEI = "9845MADE000000000001"
NAMES = ("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf")
RULES = (
    Rule(),
    Rule(control=True),
    Rule(above=True, control=True),
    Rule(above=True, adds=False, control=True),
)


def company(name: str, country: str | None = "NL", **more: Any) -> Entity:
    return Entity(name, name, "company", country, where=f"row of {name}", **more)


def said(
    entities: Sequence[Entity],
    *holdings: Holding,
    doubts: Sequence[Doubt] = (),
    name: str = "f",
) -> Ownership:
    return Ownership(name, "made", tuple(entities), holdings, tuple(doubts))


def named(*names: str) -> list[Entity]:
    return [company(name) for name in names]


def buyer(name: str = "Alfa", country: str | None = "NL", **more: Any) -> Party:
    return Party("buyer", name, "company", country, **more)


def attach(party: Party, *files: Ownership) -> tuple[Party, tuple[Issue, ...]]:
    order, issues = Holdings.of(files, DAY).attach(Order("o", parties=(party,)))
    return order.parties[0], issues


def texts(issues: Sequence[Issue], gravity: str = "") -> str:
    return "\n".join(f"{i.where} {i.says}" for i in issues if gravity in i.gravity)


def walk(name: str, owners: Sequence[Owner]) -> Iterator[tuple[str, str, Owner]]:
    """Each stake in a tree of owners: who holds, of whom, and the row itself."""
    for each in owners:
        yield each.name or "", name, each
        yield from walk(each.name or "", each.owners)


def named_places(parent: str, owners: Sequence[Owner]) -> Iterator[tuple[str, str]]:
    """Each place in a tree of owners with the name there."""
    for at, each in enumerate(owners):
        path = f"{parent}/owners/{at}"
        yield path, each.name or ""
        yield from named_places(path, each.owners)


# The laws: a made graph, as files and as stakes

intervals = st.none() | st.tuples(
    st.sampled_from((0.0, 10.0, 25.0, 50.0, 50 + HAIR)),
    st.sampled_from((50 + HAIR, 60.0, 100.0)),
)
pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
controls = st.sampled_from(((), ("majority of votes",), ("accounting consolidation (GLEIF)",)))
stakes = st.builds(
    lambda pair, share, control: Holding(pair[0], pair[1], share, control, where=f"row {pair}"),
    pairs, intervals, controls,
)  # fmt: skip
graphs = st.lists(stakes, max_size=14, unique_by=lambda each: (each.owner, each.owned))


def as_files(holdings: Sequence[Holding], at: int) -> list[Ownership]:
    """The graph, cut into two files that both know everybody."""
    return [said(named(*NAMES), *holdings[:at]), said(named(*NAMES), *holdings[at:])]


def as_stake(owner: str, owned: str, share: Any, words: Any) -> Stake:
    low, high = share or (0.0, 100.0)
    plain = "majority of votes" in (words or ())
    return Stake(NAMES.index(owner), NAMES.index(owned), low, high, plain,
                 bool(words) and not plain)  # fmt: skip


def above(holdings: Sequence[Holding], name: str) -> set[str]:
    """A company and everybody above it."""
    found, left = {name}, [name]
    while left:
        owned = left.pop()
        new = {h.owner for h in holdings if h.owned == owned and h.owner} - found
        found |= new
        left += new
    return found


@given(graphs, st.integers(0, 14))
def test_each_stake_above_a_party_hangs_in_its_tree_once(
    holdings: list[Holding], at: int
) -> None:
    party, issues = attach(buyer(), *as_files(holdings, at))
    hung = Counter((o, c, r.share, r.control) for o, c, r in walk("Alfa", party.owners))
    reached = above(holdings, "Alfa")
    assert hung == Counter(
        (h.owner, h.owned, h.share, next(iter(h.control), None))
        for h in holdings
        if h.owned in reached
    )
    assert texts(issues, "error") == ""


@given(
    graphs, st.integers(0, 14),
    st.dictionaries(st.sampled_from(range(7)), st.sampled_from(("yes", "maybe")), max_size=3),
    st.sampled_from(RULES),
)  # fmt: skip
def test_the_tree_decides_as_the_graph_does(
    holdings: list[Holding], at: int, listed: dict[int, Listed], rule: Rule
) -> None:
    party, _ = attach(buyer(), *as_files(holdings, at))
    tree = tree_of("parties/0", party)
    places = {"parties/0": "Alfa", **dict(named_places("parties/0", party.owners))}
    nodes = {name: tree.nodes[path] for path, name in places.items()}
    there: dict[int, Listed] = {
        nodes[NAMES[at]]: how for at, how in listed.items() if NAMES[at] in nodes
    }
    graph = [as_stake(h.owner or "", h.owned, h.share, h.control) for h in holdings]
    found = decide(Stakes.lay_out(tree.stakes), there, [0], rule=rule)[0].answer
    assert found == stakes_reference.owned(graph, listed, 0, rule)


def loose_of(
    pair: tuple[str | None, str],
    share: Any,
    years: tuple[int | None, int | None],
    *,
    sums: bool,
) -> Holding:
    since, until = (year and date(year, 1, 1) for year in years)
    owner, owned = pair
    return Holding(owner, owned, share, indirect=sums, since=since or None, until=until or None)


loose = st.builds(
    loose_of,
    st.tuples(st.none() | st.sampled_from(NAMES), st.sampled_from(NAMES)),
    intervals,
    st.tuples(st.sampled_from((None, 2020, 2030)), st.sampled_from((None, 2025, 2035))),
    sums=st.booleans(),
)


@given(st.lists(loose, max_size=12), st.integers(0, 12))
def test_every_holding_in_force_above_a_party_is_in_the_order_or_in_an_issue(
    holdings: list[Holding], at: int
) -> None:
    holdings = [replace(each, where=f"row <{n}>") for n, each in enumerate(holdings)]
    party, issues = attach(buyer(), *as_files(holdings, at))
    rows = list(walk("Alfa", party.owners))
    told = texts(issues) + "".join(row.source or "" for _, _, row in rows)
    reached = {"Alfa", *(owner for owner, _, _ in rows)}
    crowded = Counter((h.owner, h.owned) for h in holdings)
    for each in holdings:
        if each.owned in reached and crowded[each.owner, each.owned] <= 4:
            assert (each.where in told) == each.in_force(DAY)


@given(st.lists(loose, max_size=12), st.integers(0, 12))
def test_the_order_of_rows_and_files_changes_no_stake(holdings: list[Holding], at: int) -> None:
    def stakes_of(*files: Ownership) -> Mapping[tuple[str, str], Any]:
        party, _ = attach(buyer(), *files)
        found: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for owner, owned, row in walk("Alfa", party.owners):
            found[owner, owned].append((str(row.share), row.control))
        return {key: sorted(rows) for key, rows in found.items()}

    one, other = as_files(holdings, at)
    turned = [replace(f, holdings=f.holdings[::-1], entities=f.entities[::-1])
              for f in (other, one)]  # fmt: skip
    assert stakes_of(one, other) == stakes_of(*turned)


# Who a party is


def test_a_party_is_found_by_its_number_whatever_its_name() -> None:
    file = said([company("Alfa", ids=(("lei", LEI),)), company("Bravo")],
                Holding("Bravo", "Alfa", (60, 60)))  # fmt: skip
    party, issues = attach(buyer("Zulu", ids=(("lei", LEI.lower()),)), file)
    assert [each.name for each in party.owners] == ["Bravo"]
    assert "has the number of 'Alfa'" in texts(issues, "warning")


def test_a_national_number_counts_only_in_its_country_and_without_its_zeros() -> None:
    file = said([company("Alfa", "GB", ids=(("registration", "00123456"),)), company("Bravo")],
                Holding("Bravo", "Alfa"))  # fmt: skip
    for country, number, found in (
        ("GB", "123456", 1),
        ("NL", "123456", 0),
        ("GB", "9123456", 0),
    ):
        party, _ = attach(buyer("Zulu", country, ids=(("registration", number),)), file)
        assert len(party.owners) == found


@pytest.mark.parametrize(
    ("name", "country", "found", "told"),
    [
        ("ALFA B.V.", "NL", True, ""),
        ("Alfa Ltd", "NL", True, ""),
        ("Alfa", "NL", False, "know no party"),
        ("Alfa BV", "DE", False, "know no party"),
        ("Alfa BV", None, True, "by its name alone"),
        ("Alfaa BV", "NL", False, "know no party"),
    ],
)
def test_a_party_without_a_number_is_found_by_its_exact_name_and_country(
    name: str, country: str | None, *, found: bool, told: str
) -> None:
    file = said(named("Alfa BV", "Bravo"), Holding("Bravo", "Alfa BV"))
    party, issues = attach(buyer(name, country), file)
    assert bool(party.owners) == found
    assert told in texts(issues, "warning")
    assert bool(issues) == bool(told)


def test_of_two_that_fit_none_is_taken_and_both_are_named() -> None:
    twins = [Entity(key, "Alfa", "company", "NL", (("registration", key),), where=key)
             for key in ("11111111", "22222222")]  # fmt: skip
    file = said([*twins, company("Bravo")], Holding("Bravo", "11111111"))
    party, issues = attach(buyer(), file)
    assert party.owners == ()
    told = texts(issues, "error")
    assert "11111111" in told
    assert "22222222" in told
    assert "none of them was taken" in told


def test_a_person_is_not_looked_up_as_a_company_of_his_name() -> None:
    file = said(named("Alfa", "Bravo"), Holding("Bravo", "Alfa"))
    person = Party("buyer", "Alfa", "person", "NL")
    assert attach(person, file) == (person, ())


def test_a_company_that_the_files_know_without_owners_is_said() -> None:
    party, issues = attach(buyer(), said(named("Alfa")))
    assert party.owners == ()
    assert "they name no owner of it on that day" in texts(issues)


# Which records are one


def test_two_files_on_one_company_are_one_by_number_or_by_name_and_country() -> None:
    first = said([company("Alfa"), Entity("m", "Midden BV", "company", "NL")],
                 Holding("m", "Alfa", (60, 60)))  # fmt: skip
    for other in (Entity("x", "MIDDEN B.V.", "unknown", "NL"), Entity("x", "Midden BV")):
        second = said([other, company("Top")], Holding("Top", "x", (70, 70)), name="g")
        party, _ = attach(buyer(), first, second)
        assert [each.name for each in party.owners[0].owners] == ["Top"]


def test_one_name_in_two_countries_is_two_companies() -> None:
    first = said([company("Alfa"), company("Midden", "NL")], Holding("Midden", "Alfa"))
    second = said([company("Midden", "DE"), company("Top")], Holding("Top", "Midden"))
    party, issues = attach(buyer(), first, second)
    assert party.owners[0].owners == ()
    assert texts(issues, "error") == ""


def test_a_name_that_may_be_either_of_two_is_tied_to_none_and_the_decision_fails() -> None:
    first = said([company("Alfa"), company("Midden")], Holding("Midden", "Alfa"))
    two = [Entity(key, "Midden", "company", "NL", (("registration", key),), where="g")
           for key in ("11111111", "22222222")]  # fmt: skip
    second = said([*two, company("Top")], Holding("Top", "11111111"), name="g")
    party, issues = attach(buyer(), first, second)
    assert party.owners[0].owners == ()
    assert "may be 'Midden' (NL, registration 11111111) or" in texts(issues, "error")


def test_people_of_one_name_are_one_only_with_one_birth_date() -> None:
    def person(key: str, born: str | None) -> Entity:
        return Entity(key, "J. Voorbeeld", "person", birth_date=born_of(born))

    for one, other, count in (
        ("1960-02", "1960-02", 1),
        ("1960-02", "1961-02", 2),
        (None, None, 2),
    ):
        file = said([company("Alfa"), person("p", one), person("q", other)],
                    Holding("p", "Alfa", (20, 20)), Holding("q", "Alfa", (20, 20)))  # fmt: skip
        party, _ = attach(buyer(), file)
        assert len(party.owners) == count


# What stakes come to


def test_rows_of_one_file_on_one_pair_are_sure_once_and_possible_together() -> None:
    rows = [Holding("Bravo", "Alfa", (25, 25)), Holding("Bravo", "Alfa", (30, 30))]
    party, _ = attach(buyer(), said(named("Alfa", "Bravo"), *rows))
    assert [each.share for each in party.owners] == [(30, 55)]


def test_files_that_can_both_be_right_narrow_a_stake_and_others_are_said() -> None:
    for ours, theirs, share, told in (
        ((25, 50), (30, 30), (30, 30), ""),
        ((75, 100), (20, 20), (20, 100), "the files contradict each other on Bravo in Alfa"),
    ):
        files = [said(named("Alfa", "Bravo"), Holding("Bravo", "Alfa", each))
                 for each in (ours, theirs)]  # fmt: skip
        party, issues = attach(buyer(), *files)
        assert party.owners[0].share == share
        assert told in texts(issues)
        assert bool(issues) == bool(told)


def test_an_indirect_holding_beside_its_chain_is_not_counted_twice_and_is_said() -> None:
    chain = (Holding("Bravo", "Alfa", (60, 60)), Holding("Charlie", "Bravo", (100, 100)))
    sums = Holding("Charlie", "Alfa", (60, 60), indirect=True, where="row 3")
    party, issues = attach(buyer(), said(named(*NAMES), *chain, sums))
    assert [(o, c) for o, c, _ in walk("Alfa", party.owners)] == [
        ("Bravo", "Alfa"), ("Charlie", "Bravo")]  # fmt: skip
    assert (
        "not counted beside the chains that make them: Charlie of Alfa, 60 % (row 3)"
        in texts(issues)
    )


def test_an_indirect_holding_whose_chain_nobody_names_is_at_least_what_it_says() -> None:
    alone = Holding("Charlie", "Alfa", (40, 40), indirect=True)
    party, _ = attach(buyer(), said(named(*NAMES), alone))
    assert party.owners[0].share == (40, 100)


@pytest.mark.parametrize("regime", ["UK", "US"])
def test_the_register_of_the_uk_says_yes_from_its_band_of_more_than_half(regime: str) -> None:
    rule = Rule(above=True, adds=False, control=True) if regime == "UK" else Rule()
    data = {
        "kind": "individual-person-with-significant-control",
        "name": "J.",
        "natures_of_control": ["ownership-of-shares-50-to-75-percent"],
    }
    record = json.dumps({"company_number": "1", "data": data}).encode()
    party, _ = attach(
        buyer("Zulu", "GB", ids=(("registration", "00000001"),)),
        read("psc.json", record, PLACES),
    )
    ((low, high),) = (each.share for each in party.owners if each.share)
    found = decide(Stakes.lay_out([Stake(1, 0, low, high)]), {1: "yes"}, [0], rule=rule)
    assert found[0].answer == "yes"
    assert (f"{low:g}", f"{high:g}") == ("50", "75")


# The order's own owners


def test_what_the_order_and_the_files_say_of_one_owner_is_one_owner() -> None:
    file = said([*named("Alfa", "Top"), company("Bravo", ids=(("lei", LEI),))],
                Holding("Bravo", "Alfa", (25, 50), where="row 1"),
                Holding("Top", "Bravo", (90, 90)))  # fmt: skip
    for share, read_as, told in (
        ((30.0, 30.0), (30, 30), ""),
        (None, (25, 50), ""),
        ((60.0, 60.0), (25, 60), "the order says 60 % of Bravo, row 1 says 25 to 50 %"),
    ):
        own = Owner("BRAVO", "NL", share)
        party, issues = attach(buyer(owners=(own,)), file)
        (found,) = party.owners
        assert (found.name, found.share) == ("BRAVO", read_as)
        assert found.ids == (("lei", LEI),)
        assert [each.name for each in found.owners] == ["Top"]
        assert told in texts(issues)
        assert bool(issues) == bool(told)


def test_owners_of_the_order_alone_stay_and_those_of_the_files_are_added() -> None:
    file = said(named("Alfa", "Bravo", "Charlie", "Top"), Holding("Bravo", "Alfa", (20, 20)),
                Holding("Top", "Charlie", (80, 80)))  # fmt: skip
    own = (Owner("Charlie", "NL", (70, 70), owners=(Owner("Nobody known", share=(5, 5)),)),)
    party, _ = attach(buyer(owners=own), file)
    assert [each.name for each in party.owners] == ["Charlie", "Bravo"]
    assert [each.name for each in party.owners[0].owners] == ["Nobody known", "Top"]


def test_a_party_that_no_file_knows_keeps_its_owners_and_they_get_theirs() -> None:
    file = said(named("Bravo", "Top"), Holding("Top", "Bravo", (90, 90)))
    party, _ = attach(buyer("Unknown BV", owners=(Owner("Bravo", "NL", (50, 50)),)), file)
    assert [each.name for each in party.owners[0].owners] == ["Top"]


def test_an_order_without_a_party_in_the_files_is_as_it_was_and_that_is_said() -> None:
    order = Order("o", parties=(buyer("Unknown", owners=(Owner("X", "DE", (5, 5)),)),))
    same, issues = Holdings.of([said(named("Alfa"))], DAY).attach(order)
    assert same == order
    (told,) = issues
    assert told.gravity == "warning"
    assert "know no party of this order" in told.says


def test_a_holding_in_a_company_that_no_record_describes_may_be_anybodys() -> None:
    bare = Entity("nobody", None, where="row 3")
    file = said([*named("Alfa", "Bravo"), bare], Holding("Bravo", "nobody", where="row 3"),
                Holding("Bravo", "Alfa", (10, 10)))  # fmt: skip
    _, issues = attach(buyer(), file)
    assert "row 3 is about a company that no record describes" in texts(issues, "error")
    over = said([*named("Alfa", "Bravo"), bare], Holding("Bravo", "nobody", where="row 3"))
    ended = Holding("Bravo", "nobody", where="row 3", until=date(2020, 1, 1))
    assert "row 3" not in texts(attach(buyer(), replace(over, holdings=(ended,)))[1])


@pytest.mark.parametrize(
    ("own", "theirs", "control"),
    [
        (None, "majority of votes", "majority of votes"),
        (True, "accounting consolidation (GLEIF)", True),
        (False, "majority of votes", "no; majority of votes"),
        ("no", None, "no"),
        (None, None, None),
    ],
)
def test_control_of_the_order_and_of_the_files_together(
    own: str | bool | None, theirs: str | None, control: str | bool | None
) -> None:
    words = (theirs,) if theirs else ()
    file = said(named("Alfa", "Bravo"), Holding("Bravo", "Alfa", control=words))
    party, _ = attach(buyer(owners=(Owner("Bravo", "NL", control=own),)), file)
    assert party.owners[0].control == control


# Circles, depth, size


def test_a_circle_ends_and_comes_back_under_the_name_that_the_order_gives() -> None:
    file = said([company("Alfa", ids=(("lei", LEI),)), company("Bravo")],
                Holding("Bravo", "Alfa", (60, 60)),
                Holding("Alfa", "Bravo", (70, 70)))  # fmt: skip
    party, _ = attach(buyer("Zulu", ids=(("lei", LEI),)), file)
    (bravo,) = party.owners
    (again,) = bravo.owners
    assert (again.name, again.aliases, again.owners) == ("Zulu", ("Alfa",), ())
    assert again.ids == (("lei", LEI),)


def chain(length: int) -> Ownership:
    names = [f"Company {'I' * 3}{number}" for number in range(length)]
    held = [Holding(up, down, (60, 60)) for down, up in pairwise(names)]
    return said(named(*names), *held)


def test_owners_too_far_up_are_an_error_that_names_where_the_chain_was_left() -> None:
    for length, told in ((MOST_DEEP + 1, ""), (MOST_DEEP + 2, f"Company III{MOST_DEEP}")):
        party, issues = attach(buyer("Company III0"), chain(length))
        assert len(list(walk("Company III0", party.owners))) == MOST_DEEP
        assert told in texts(issues, "error")
        assert bool(issues) == bool(told)


def test_more_doubts_than_a_reader_reads_are_counted_and_as_grave_as_the_gravest() -> None:
    doubts = [Doubt(Issue(f"row {n}", "cannot be read", "error")) for n in range(SHOWN + 5)]
    _, issues = attach(buyer(), said(named("Alfa"), doubts=doubts))
    told = [each for each in issues if each.gravity == "error"]
    assert len(told) == SHOWN + 1
    assert told[-1].says.startswith("5 more places")


# The decision


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def decided(folder: Path, table: str, **party: Any) -> Decision:
    desk = Desk(Settings(folder), as_of=DAY,
                owners=[("made.csv", table.encode())])  # fmt: skip
    about = {"role": "buyer", "name": "Koch BV", "country": "AE", "kind": "company", **party}
    return desk.check({"regimes": ["US"], "parties": [about], "lines": [{"hs": "9403.30"}]})


def finding(decision: Decision) -> Mapping[str, object]:
    (found,) = (f for f in decision.findings if f.test == "owner.listed" and f.outcome == "hit")
    return {**dict(found.evidence), "weight": found.weight}


HEAD = "owner,owned,share,owner_country,owned_country,owner_ids\n"


def test_a_listed_owner_in_a_table_holds_the_order_as_one_in_the_order_does(
    folder: Path,
) -> None:
    table = f"{HEAD}OOO Sertal,Midden Ltd,60,RU,CY,\nMidden Ltd,Koch BV,50,CY,AE,\n"
    found = finding(decided(folder, table))
    assert (found["owned"], found["weight"]) == ("yes", "hold")


def test_an_owner_is_found_by_its_number_on_a_list(folder: Path) -> None:
    table = f"{HEAD}Quite Another Name,Koch BV,50,RU,AE,inn=9715216050\n"
    found = finding(decided(folder, table))
    assert found["owned"] == "yes"


def test_an_owner_with_a_number_and_no_name_is_not_compared_by_name_and_that_is_said(
    folder: Path,
) -> None:
    decision = decided(folder, f"{HEAD},Koch BV,50,,AE,lei=9845MADE000000000001\n")
    told = [f.says for f in decision.findings if f.test == "owner.listed"]
    assert any("it has a number and no name" in each for each in told)


def test_a_row_that_cannot_be_read_fails_the_orders_whose_owners_it_may_be(
    folder: Path,
) -> None:
    of_others = f"{HEAD}A,Koch BV,10,,AE,\nJ.,Another BV,half,,AE,\n"
    of_ours = f"{HEAD}A,Koch BV,half,,AE,\n"
    of_anybody = f"{HEAD}A,Koch BV,10,,AE,\nJ.,,10,,,\n"
    lost = [
        [each.where for each in decided(folder, table).issues
         if each.gravity == "error" and each.where.startswith("made.csv")]
        for table in (of_others, of_ours, of_anybody)
    ]  # fmt: skip
    assert lost == [[], ["made.csv row 2"], ["made.csv row 3"]]


def test_a_file_that_cannot_be_read_at_all_is_an_error_before_any_order(folder: Path) -> None:
    with pytest.raises(OrderError, match="is a table of other columns"):
        decided(folder, "a,b\n1,2\n")


def test_orders_decided_together_get_their_owners_too(folder: Path) -> None:
    table = f"{HEAD}OOO Sertal,Koch BV,60,RU,AE,\n"
    desk = Desk(Settings(folder), as_of=DAY, owners=[("made.csv", table.encode())])
    about = {"role": "buyer", "name": "Koch BV", "country": "AE"}
    line = json.dumps({"regimes": ["US"], "parties": [about]}).encode()
    first, second = desk.decide_all(desk.read(line + b"\n" + line + b"\n", source="o"))
    assert [each.verdict for each in (first, second)] == ["hold", "hold"]


@pytest.mark.parametrize("name", ["Voorbeeld B.V.", "VOORBEELD bv", "Voorbeeld  BV"])
def test_a_name_is_the_same_however_its_form_is_written(name: str) -> None:
    assert name_key(name) == name_key("Voorbeeld BV")
