"""What speaks for or against a match beside the name: birth date, country, address, numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from enduse.index.index import id_key
from enduse.model.dates import DateSpan
from enduse.model.hit import Feature
from enduse.model.listing import Entry, Identifier
from enduse.model.order import WORLDWIDE, Kind
from enduse.places import Places

PERSONAL = frozenset({"passport", "national_id"})
"""Papers of people, who live outside the country that issued them: it need not agree."""

NATIONAL = frozenset({"kpp", "vat", "registration", "tax"})
"""Schemes whose numbers repeat from one issuer to another: the issuer must not differ."""

SAME_THING = (frozenset({"inn", "tax", "vat"}), frozenset({"ogrn", "registration"}))
"""Schemes under which one number is written by one side or the other."""

_SHORTEST, _SHORT = 5, 5
"""A number of fewer letters and digits settles nothing; one of so few, not alone."""

_CIRCA = timedelta(days=2 * 365)

# What each fact adds to the log-odds of a match, or takes from them. Ours, and small beside a
# name that agrees: it stays a hit when the country differs, and a birth date undoes a near one.
_BORN_SAME_DAY, _BORN_SAME, _BORN_SWAPPED = 2.0, 0.8, 0.4
_BORN_NEAR, _BORN_OTHER = -0.5, -2.0
_COUNTRY_SAME, _COUNTRY_OTHER = 0.8, -0.6
# An address that differs takes nothing: companies have many, and move.
_ADDRESS_SAME = 1.0
_NEAR_DAYS = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of somebody in the order, beside the name."""

    kind: Kind = "unknown"
    country: str | None = None
    birth_date: DateSpan | None = None
    ids: tuple[tuple[str, str], ...] = ()
    address: str | None = None


def most_added(asked: Asked) -> float:
    """What birth date and country can add to the log-odds of somebody's match.

    An address adds to what is found by then: it is a way to the entry of its own, so no
    name is searched deeper for it.
    """
    born = _BORN_SAME_DAY if asked.birth_date else 0.0
    return born + (_COUNTRY_SAME if asked.country else 0.0)


def weigh_facts(asked: Asked, entry: Entry, places: Places) -> Iterator[Feature]:
    """Each fact known on both sides; its effect is what it adds to the log-odds."""
    if asked.birth_date and entry.birth_dates:
        yield _born(asked.birth_date, entry.birth_dates)
    theirs = countries_of(entry, places)
    if asked.country and theirs:
        yield _country(asked.country, theirs, places)
    if asked.address and entry.addresses:
        from enduse.screen.addresses import address_fact  # with its tables; few orders need it

        yield from address_fact(
            asked.address, asked.country, entry=entry, places=places, effect=_ADDRESS_SAME
        )


def countries_of(entry: Entry, places: Places) -> frozenset[str]:
    """The countries that a list ties an entry to, as far as their names are known."""
    words = [address.country for address in entry.addresses]
    words += [number.country for number in entry.ids]
    words += [*entry.nationalities, *entry.citizenships]
    codes = (places.code_of(word) for word in words if word)
    return frozenset(code for code in codes if code)


def number_says(asked: Asked, entry: Entry, places: Places) -> Iterator[tuple[bool, str]]:
    """Each number that stands on both sides: whether it settles who it is, and the words.

    A worldwide number settles it, and so does the number of a paper. A national one settles
    it unless the issuers are known to differ; a very short one does not without both. Where
    a list names no issuer, it is one of the countries that it ties the entry to.
    """
    tied = countries_of(entry, places)
    for scheme, value in asked.ids:
        for number in entry.ids:
            alike = number.scheme in schemes_like(scheme)
            if alike and id_key(number.scheme, value) == id_key(number.scheme, number.value):
                issuer = places.code_of(number.country) if number.country else None
                settles = _settles(asked, number, issuer=issuer, tied=tied)
                yield settles, f"{number.label} {number.value}"


def schemes_like(scheme: str) -> frozenset[str]:
    """The schemes under which the same number may stand.

    >>> sorted(schemes_like("inn")), sorted(schemes_like("imo"))
    (['inn', 'tax', 'vat'], ['imo'])
    """
    found = frozenset({scheme})
    for group in SAME_THING:
        if scheme in group:
            found |= group
    return found


def _born(ours: DateSpan, theirs: tuple[DateSpan, ...]) -> Feature:
    known = ", ".join(each.text for each in theirs)
    both = f"born {ours.text}, listed {known}"
    if any(ours.first == ours.last == each.first == each.last for each in theirs):
        return Feature("birth date", _BORN_SAME_DAY, f"{both}: the same day")
    if any(_overlap(ours, each, timedelta(0)) for each in theirs):
        return Feature("birth date", _BORN_SAME, f"{both}: agrees")
    if any(_swapped(ours, each) for each in theirs):
        says = f"born {ours.text}, listed {known}: day and month may be swapped"
        return Feature("birth date", _BORN_SWAPPED, says)
    if any(_overlap(ours, each, _NEAR_DAYS) for each in theirs):
        return Feature("birth date", _BORN_NEAR, f"{both}: differs by little")
    return Feature("birth date", _BORN_OTHER, f"born {ours.text}, listed {known}: differs")


def _overlap(ours: DateSpan, theirs: DateSpan, room: timedelta) -> bool:
    # Room is added between the two, so that no end of a span can leave the calendar.
    apart = max(ours.first - theirs.last, theirs.first - ours.last)
    return apart <= (_CIRCA if ours.circa or theirs.circa else room)


def _swapped(ours: DateSpan, theirs: DateSpan) -> bool:
    if ours.first != ours.last or theirs.first != theirs.last:
        return False
    one, other = ours.first, theirs.first
    return (one.year, one.day, one.month) == (other.year, other.month, other.day)


def _country(ours: str, theirs: frozenset[str], places: Places) -> Feature:
    names = ", ".join(places.name(code) for code in sorted(theirs))
    if ours in theirs:
        return Feature("country", _COUNTRY_SAME, f"{places.name(ours)} on both sides")
    says = f"{places.name(ours)} on the order, {names} on the list"
    return Feature("country", _COUNTRY_OTHER, says)


def _settles(
    asked: Asked, number: Identifier, *, issuer: str | None, tied: frozenset[str]
) -> bool:
    length = len(id_key(number.scheme, number.value).partition(" ")[2])
    if length < _SHORTEST or number.scheme not in WORLDWIDE | NATIONAL | PERSONAL:
        return False
    if asked.country and number.scheme in NATIONAL:
        if issuer:
            return asked.country == issuer
        if tied and asked.country not in tied:
            return False
    return number.scheme in WORLDWIDE or length > _SHORT
