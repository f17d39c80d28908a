"""Orders against small lists: who is a hit, by what, and what lowers it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.desk.indexes import build_index
from enduse.model.dates import DateSpan
from enduse.model.finding import Basis
from enduse.model.hit import Effect, Hit, Screening
from enduse.model.listing import Entry, Identifier, ListedAddress, ListedName
from enduse.model.order import WORLDWIDE, Kind, Order, Owner, Party, Payment
from enduse.places import Places
from enduse.screen.facts import NATIONAL, PERSONAL, schemes_like
from enduse.screen.screen import MOST, SEARCHED, Screener
from enduse.screen.several import names_in
from enduse.screen.source import Source

PLACES = Places.load()
FLOOR = 0.8
EFFECT = Effect(
    "hold",
    "asset freeze",
    "Blocked.",
    regime="US",
    basis=(Basis("x", date(2024, 1, 1), "primary"),),
)


def entry(name: str, *, number: str = "1", kind: Kind = "unknown", **facts: object) -> Entry:
    return Entry("us_ofac_sdn", number, kind, (ListedName(name),), **facts)  # type: ignore[arg-type]


# As published: OFAC SDN 35078, 45851, 35026 (2 May 2024).
SERTAL = entry(
    "OOO SERTAL",
    number="35078",
    addresses=(ListedAddress("Moscow", "Russia"),),
    ids=(
        Identifier("inn", "9715216050", "Tax ID No.", "Russia"),
        Identifier("ogrn", "1157746840569", "Registration Number", "Russia"),
    ),
)
ELEKTROKOM = entry(
    "OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU ELEKTROKOM VPK", number="45851"
)
YERSHOV = Entry(
    "us_ofac_sdn",
    "35026",
    "person",
    (ListedName("YERSHOV, Sergey Aleksandrovich", family_first=True),),
    birth_dates=(DateSpan.of_day(date(1952, 10, 16)),),
    nationalities=("Russia",),
    ids=(Identifier("registration", "1252800", "Registration Number", "Hong Kong"),),
)
LISTED = (SERTAL, ELEKTROKOM, YERSHOV)


def screener(*entries: Entry, floor: float = FLOOR) -> Screener:
    listed = entries or LISTED
    source = Source("us_ofac_sdn", listed, build_index(listed), lambda _: EFFECT)
    return Screener([source], PLACES, floor=floor)


def screen(*parties: Party, payment: Payment | None = None) -> Screening:
    return screener().screen(Order("o", parties=parties, payment=payment))


def only(screening: Screening) -> Hit:
    (hit,) = screening.hits
    return hit


def buyer(name: str | None, **facts: object) -> Party:
    return Party("buyer", name, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("OOO Sertal", "35078"),
        ("ООО «Сертал»", "35078"),
        ("Sertal LLC", "35078"),
        ("LLC Elektrokom VPK", "45851"),
        ("ООО Электроком ВПК", "45851"),
        ("Sergey Yershov", "35026"),
        ("Сергей Александрович Ершов", "35026"),
    ],
)
def test_a_name_in_another_script_or_form_finds_its_entry(asked: str, number: str) -> None:
    hit = only(screen(buyer(asked)))
    assert hit.entry.id == number
    assert hit.asked == asked
    assert hit.matched in hit.entry.names
    assert hit.effect is EFFECT


def test_a_hit_explains_its_whole_score() -> None:
    for asked in ("OOO Sertal", "LLC Elektrokom VPK", "Sergey Yershov"):
        hit = only(screen(buyer(asked, country="TR")))
        assert sum(each.effect for each in hit.features) == pytest.approx(hit.score)
        assert all(each.says for each in hit.features)


@pytest.mark.parametrize("name", ["LLC", "...", "ООО", "Co., Ltd."])
def test_a_name_that_tells_nobody_apart_is_not_compared(name: str) -> None:
    screening = screen(buyer(name))
    assert screening.compared == ()
    ((path, why),) = screening.not_compared
    assert path == "parties/0"
    assert "tells one party from another" in why


@given(st.text(min_size=1, max_size=30), st.sampled_from(sorted(WORLDWIDE & {"inn", "ogrn"})))
def test_a_shared_worldwide_number_decides_whatever_the_name(name: str, scheme: str) -> None:
    value = {"inn": "9715216050", "ogrn": "1157746840569"}[scheme]
    hit = only(screen(buyer(name, ids=((scheme, value),))))
    assert hit.entry is SERTAL
    assert hit.score == 1.0
    assert hit.decisive is not None
    assert value in hit.decisive


def test_a_number_decides_where_no_name_is_known_at_all() -> None:
    hit = only(screen(buyer(None, ids=(("inn", "97 1521 6050"),))))
    assert hit.entry is SERTAL
    assert "Its number is that of 'OOO SERTAL'" in hit.says


@pytest.mark.parametrize(
    ("country", "found"), [("HK", True), (None, True), ("CY", False), ("DE", False)]
)
def test_a_national_number_decides_unless_its_issuer_is_another(
    country: str | None, *, found: bool
) -> None:
    party = buyer("Neway Beispiel", country=country, ids=(("registration", "1252800"),))
    assert bool(screen(party).hits) is found


@pytest.mark.parametrize(("country", "found"), [("AE", True), (None, True), ("NL", False)])
def test_a_number_of_no_known_issuer_is_of_the_countries_of_its_entry(
    country: str | None, *, found: bool
) -> None:
    listed = entry(
        "ALPHA",
        addresses=(ListedAddress("Dubai", "United Arab Emirates"),),
        ids=(Identifier("registration", "1234567", "Registration Number"),),
    )
    party = buyer("Omega", country=country, ids=(("registration", "1234567"),))
    assert bool(screener(listed).screen(Order("o", parties=(party,))).hits) is found


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("inn", "1"),
        ("lei", "12"),
        ("passport", "1234"),
        ("registration", "123"),
        ("tax", "-"),
        ("imo", "IMO 12"),
    ],
)
def test_a_number_of_fewer_than_five_characters_settles_nothing(
    scheme: str, value: str
) -> None:
    """Seen: an order whose INN field held a 1 was a hold for the entry whose own did."""
    listed = entry("ALPHA", ids=(Identifier(scheme, value, "No.", "Russia"),))
    party = buyer("Omega", country="RU", ids=((scheme, value),))
    assert screener(listed).screen(Order("o", parties=(party,))).hits == ()


def test_a_very_short_national_number_decides_nothing_without_both_issuers() -> None:
    short = entry("ALPHA", ids=(Identifier("registration", "12345", "Registration Number"),))
    party = buyer("Omega", ids=(("registration", "12345"),))
    assert screener(short).screen(Order("o", parties=(party,))).hits == ()


def test_a_birth_date_in_conflict_lowers_and_one_that_agrees_does_not() -> None:
    def score(born: DateSpan | None) -> float:
        made = buyer("Sergei Yershov", kind="person", birth_date=born)
        hits = screen(made).hits
        return hits[0].score if hits else 0.0

    unknown, same = score(None), score(DateSpan.of_years(1952))
    swapped, other = score(DateSpan.of_day(date(1952, 10, 16))), score(DateSpan.of_years(1981))
    assert same >= unknown > other
    assert swapped >= unknown


def test_a_country_in_conflict_lowers_and_one_that_agrees_does_not() -> None:
    scores = {c: only(screen(buyer("Sertall", country=c))).score for c in (None, "RU", "PT")}
    assert scores["RU"] >= scores[None] > scores["PT"]


def test_a_company_is_not_a_person_of_that_name() -> None:
    person = only(screen(buyer("Sergey Yershov", kind="person")))
    as_company = screen(buyer("Sergey Yershov", kind="company")).hits
    assert not as_company or as_company[0].score < person.score


def test_owners_at_any_depth_and_the_payer_are_held_against_the_lists() -> None:
    owner = Owner(
        "Example Holding", owners=(Owner("OOO Sertal", country="RU", share=(25, 25)),)
    )
    screening = screen(
        buyer("Volga Beispiel Trading", owners=(owner,)), payment=Payment("Elektrokom VPK")
    )
    assert {hit.subject for hit in screening.hits} == {"parties/0/owners/0/owners/0", "payment"}


def test_the_payer_is_known_for_a_party_however_it_is_written() -> None:
    parties = (Party("seller", "Voorbeeld B.V."), buyer("Stadtwerke Beispielhausen GmbH"))
    for payer, path in (
        ("STADTWERKE BEISPIELHAUSEN G.M.B.H.", "parties/1"),
        ("Voorbeeld BV", "parties/0"),
        ("Gulf Star General Trading FZE", None),
    ):
        assert screen(*parties, payment=Payment(payer)).payer_is == path


@pytest.mark.parametrize(
    ("written", "payer", "same"),
    [
        ("Koch BV", "Koach Ltd", False),
        ("Kramer Shipping", "Korea Mirae Shipping", False),
        ("Koch BV", "Koch Trading BV", False),
        ("Müller Söhne GmbH", "SOHNE MULLER G.m.b.H.", True),
        ("ООО «Электроком»", "OOO Elektrokom", True),
    ],
)
def test_only_the_same_words_make_the_payer_the_buyer(
    written: str, payer: str, same: bool
) -> None:
    found = screen(buyer(written, kind="company"), payment=Payment(payer)).payer_is
    assert found == ("parties/0" if same else None)


def test_of_two_parties_of_one_name_the_payer_is_the_buyer() -> None:
    parties = (Party("consignee", "Beispiel Handel"), buyer("Beispiel Handel"))
    assert screen(*parties, payment=Payment("Beispiel Handel")).payer_is == "parties/1"


def test_a_number_that_decides_still_adds_up() -> None:
    hit = only(screen(buyer("OOO Sertal", ids=(("inn", "9715216050"),))))
    assert hit.decisive is not None
    assert sum(each.effect for each in hit.features) == pytest.approx(hit.score)


def test_a_name_that_cannot_be_compared_is_told_though_a_number_can() -> None:
    screening = screen(buyer("CORP.", ids=(("inn", "1"),), aliases=("Beispiel Handel",)))
    ((path, why),) = screening.not_compared
    assert (path, "'CORP.'" in why) == ("parties/0", True)


def test_an_owner_without_a_name_is_not_compared() -> None:
    screening = screen(buyer("Beispiel Handel", owners=(Owner(None, country="RU"),)))
    assert [path for path, _ in screening.not_compared] == ["parties/0/owners/0"]


def test_a_number_under_a_scheme_of_no_weight_decides_nothing() -> None:
    other = entry("ALPHA", ids=(Identifier("other", "B1234567", "Driver's licence"),))
    party = buyer("Omega", ids=(("other", "B1234567"),))
    assert screener(other).screen(Order("o", parties=(party,))).hits == ()


def test_an_entry_without_a_name_is_met_by_its_number() -> None:
    nameless = Entry(
        "us_ofac_sdn", "9", "unknown", (), ids=(Identifier("lei", "X" * 20, "LEI"),)
    )
    party = buyer("Omega", ids=(("lei", "X" * 20),))
    (hit,) = screener(nameless).screen(Order("o", parties=(party,))).hits
    assert hit.decisive is not None


def test_an_alias_of_the_order_counts_like_its_name() -> None:
    hit = only(screen(buyer("Beispiel Handel", aliases=("Sertal LLC",))))
    assert hit.asked == "Sertal LLC"


def test_without_lists_nothing_is_a_hit_and_names_count_as_compared_with_none() -> None:
    order = Order("o", parties=(buyer("OOO Sertal"),), payment=Payment("ooo sertal"))
    screening = Screener([], PLACES, floor=FLOOR).screen(order)
    assert screening.hits == ()
    assert screening.payer_is == "parties/0"


def test_every_deciding_scheme_of_the_contract_is_known() -> None:
    contract = {
        "lei", "imo", "mmsi", "inn", "ogrn", "kpp", "vat", "registration", "duns", "passport",
        "national_id", "tax", "swift", "iata", "tail_number", "crypto",
    }  # fmt: skip
    assert contract == WORLDWIDE | NATIONAL | PERSONAL
    assert all(scheme in schemes_like(scheme) for scheme in contract)


@pytest.mark.parametrize("written", ["9167148", "IMO 9167148", "imo9167148", "IMO-916 7148"])
def test_a_ship_is_its_imo_number_however_it_is_written(written: str) -> None:
    vessel = entry(
        "ARMAN 114",
        kind="vessel",
        ids=(Identifier("imo", "9167148", "Vessel Registration Identification"),),
    )
    party = Party("vessel", "Example Star", kind="vessel", ids=(("imo", written),))
    (hit,) = screener(vessel).screen(Order("o", parties=(party,))).hits
    assert hit.decisive is not None


@pytest.mark.parametrize("country", ["RU", "CY", None])
def test_a_passport_decides_wherever_its_bearer_lives(country: str | None) -> None:
    person = entry(
        "IVANOV, Vladimir",
        kind="person",
        ids=(Identifier("passport", "76439979", "Passport", "Russia"),),
    )
    party = buyer(
        "V. Beispiel", kind="person", country=country, ids=(("passport", "76439979"),)
    )
    (hit,) = screener(person).screen(Order("o", parties=(party,))).hits
    assert hit.decisive == "Passport 76439979"


def test_a_name_too_long_to_be_compared_whole_is_told() -> None:
    hidden = " ".join([*(f"word{n}" for n in range(60)), "OOO", "SERTAL"])
    screening = screen(buyer(hidden))
    ((path, why),) = screening.not_compared
    assert path == "parties/0"
    assert "words more than are compared" in why


@pytest.mark.parametrize(
    ("asked", "born", "found"),
    [
        ("Sergey Yershov", None, True),
        ("Sergey Yershov", "1952-10-16", True),
        ("Sergey Yershov", "1952-10-17", True),
        ("YERSHOV, Sergey Aleksandrovich", "1990-01-01", True),
        ("Sergey Petrov", "1952-10-16", False),
    ],
)
def test_a_name_that_agrees_stays_a_hit_and_a_date_alone_makes_none(
    asked: str, born: str | None, *, found: bool
) -> None:
    span = DateSpan.of_day(date.fromisoformat(born)) if born else None
    hits = screen(buyer(asked, kind="person", birth_date=span)).hits
    assert bool(hits) is found
    for hit in hits:
        assert sum(each.effect for each in hit.features) == pytest.approx(hit.score)


@pytest.mark.parametrize(
    "name", ["OOO Sertal", "OOO Sertal Alfa", "Sertall", "Elektrokom VPKK"]
)
@pytest.mark.parametrize("floor", [0.7, 0.92, 0.949, 0.96, 0.99])
def test_a_country_that_differs_makes_no_hit_of_a_name_that_is_none(
    name: str, floor: float
) -> None:
    """Seen: the name of a shipping line, misspelt, was a hit at strict only if Dutch."""
    strict = screener(floor=floor)
    alone, elsewhere = (
        strict.screen(Order("o", parties=(buyer(name, country=country),))).hits
        for country in (None, "NL")
    )
    assert {hit.entry.id for hit in elsewhere} <= {hit.entry.id for hit in alone}


def test_several_numbers_in_one_field_are_several_numbers() -> None:
    hit = only(screen(buyer("Omega Beispiel", ids=(("inn", "7811139006; INN 9715216050"),))))
    assert hit.decisive is not None


@pytest.mark.parametrize(
    "asked",
    [
        "Best Trading LLC a/k/a Sertal",
        "Best Trading LLC (OOO Sertal)",
        "Beispiel Handel / OOO Sertal",
        "Beispiel Handel on behalf of Sertal LLC",
        "Jansen Tuinen; SERTAL",
        "Jansen Tuinen;SERTAL",
        "Jansen Tuinen | OOO Sertal",
        "Jansen Tuinen\nOOO Sertal",
        "Jansen Tuinen + Sertal",
        "Jansen Tuinen p/a Sertal",
        "Jansen Tuinen, c/o OOO Sertal",
        "c/o Sertal, Jansen Tuinen BV",
        "Jansen Tuinen attn: Sertal",
        "Attn. OOO Sertal | Jansen Tuinen",
        "Jansen Tuinen via Sertal LLC",
        "Jansen Tuinen [OOO Sertal]",
        "Jansen Tuinen (Meyer GmbH; Sertal)",
        "Jansen BV, SERTAL",
        "Jansen B.V., SERTAL",
        "Jansen Tuinen Co., Ltd., Sertal",
        "Jansen BV, Meyer GmbH, SERTAL",
        "Jansen BV en Sertal",
        "Meyer GmbH und Sertal",
        "Dupont SARL et Sertal",
        "Jansen Tuinen Ltd and OOO Sertal",
        "Jansen Tuinen Ltd, and Sertal",
    ],
)
def test_a_second_name_in_the_field_is_compared_too(asked: str) -> None:
    assert only(screen(buyer(asked))).entry is SERTAL


@pytest.mark.parametrize(
    "asked",
    [
        "Beispiel (Sweden) AB",
        "Beispiel (Pvt) Ltd",
        "Bakker & Partners",
        "Beispiel Trading Co., Ltd.",
        "Beispiel Trading Co. Ltd., China",
        "Yershov, Sergey",
        "Beispiel en Voorbeeld BV",
        "Beispiel, Voorbeeld and Partners LLP",
        "Beispiel LLC, FZE",
        "Viaduct Attnang Handel",
    ],
)
def test_a_qualifier_or_a_name_of_several_words_is_no_second_name(asked: str) -> None:
    assert names_in(asked) == (asked,)


NOTE = Effect("note", "notice", "Looked at.", regime="US", basis=EFFECT.basis)


def many(count: int, *, light: Effect | None) -> Screener:
    """A list of namesakes, all of them light but the last."""
    listed = [entry("OOO SERTAL", number=str(number)) for number in range(count + 1)]
    source = Source(
        "us_ofac_sdn",
        listed,
        build_index(listed),
        lambda each: EFFECT if each is listed[-1] else light,
    )
    return Screener([source], PLACES, floor=FLOOR)


@pytest.mark.parametrize(("count", "light"), [(60, NOTE), (300, NOTE), (1_500, None)])
def test_a_hold_is_found_behind_any_number_of_lighter_namesakes(
    count: int, light: Effect | None
) -> None:
    """Seen: sixty entries of no weight before a hold of the same name, and no finding."""
    screening = many(count, light=light).screen(Order("o", parties=(buyer("OOO Sertal"),)))
    assert screening.hits[0].effect is EFFECT
    assert len(screening.hits) <= MOST
    told = [f"{count + 1 - MOST} more likenesses on us_ofac_sdn are not shown"] * bool(light)
    assert [why for _, why in screening.not_compared] == told


def test_a_name_with_more_namesakes_than_are_looked_at_is_told() -> None:
    screening = many(SEARCHED, light=NOTE).screen(Order("o", parties=(buyer("OOO Sertal"),)))
    assert any("only so many were looked at" in why for _, why in screening.not_compared)


NAMES = st.sampled_from(
    ["OOO Sertal", "Sertal LLC", "Sergey Yershov", "LLC", "Elektrokom; Sertal", "Bakkerij"]
)
ORDERS = st.lists(
    st.builds(
        lambda *names: Order("o", parties=tuple(buyer(name, kind="unknown") for name in names)),
        NAMES,
        NAMES,
    ),
    max_size=4,
)


@given(orders=ORDERS, before=ORDERS)
def test_orders_prepared_together_are_screened_as_one_by_one(
    orders: list[Order], before: list[Order]
) -> None:
    together, alone = screener(), screener()
    together.prepare(before)
    together.prepare(orders)
    # `before` is asked again although others were prepared since.
    every = [*orders, *before]
    assert [together.screen(each) for each in every] == [alone.screen(each) for each in every]


def test_an_owner_is_compared_as_what_it_is_by_its_numbers_aliases_and_birth_date() -> None:
    def found(owner: Owner) -> Screening:
        return screen(Party("buyer", "Voorbeeld", owners=(owner,)))

    by_number = only(found(Owner("Something Else", "RU", ids=(("inn", "9715216050"),))))
    assert by_number.decisive is not None
    assert only(found(Owner("Nothing", aliases=("OOO Sertal",)))).asked == "OOO Sertal"
    born = only(found(Owner("Sergey Yershov", kind="person",
                            birth_date=DateSpan.of_day(date(1952, 10, 16)))))  # fmt: skip
    assert any(feature.name == "birth date" for feature in born.features)


def test_an_owner_known_by_a_number_alone_is_said_not_to_be_compared_by_name() -> None:
    found = screen(Party("buyer", "Voorbeeld", owners=(Owner(None, ids=(("lei", "X1234"),)),)))
    assert ("parties/0/owners/0", "it has a number and no name") in found.not_compared


def test_names_of_a_large_order_are_searched_together_on_each_list() -> None:
    index = build_index(LISTED)
    lists = [Source(name, LISTED, index, lambda _: EFFECT) for name in ("one", "other")]
    found = Screener(lists, PLACES, floor=FLOOR, remembered=10)
    names = [f"Voorbeeld {number}" for number in range(12)]
    owners = tuple(Owner(name) for name in names)
    found.screen(Order("o", parties=(Party("buyer", None, owners=owners),)))
    # Nothing of the first list was forgotten by the time the second was searched.
    assert len(found._searched) == 2 * len(names)
