"""Whose telephone number it may be."""

import re
from dataclasses import dataclass

_SEVERAL = re.compile(r"[;/|\n]|,(?=\s*\+)|(?<=\d)\s+\+")
_NOWHERE = frozenset({"001"})  # how `phonenumbers` names satellite and freephone numbers


@dataclass(frozen=True, slots=True)
class PhoneRead:
    """The countries that a number may belong to, or why it could not be told.

    `countries` is sorted, and empty exactly when there is a `reason`. `assumed` says that
    the number names no country itself and was read as a national one of the default
    country, so that it proves nothing about the country. `held` says that a numbering plan
    holds the number; where none does, the countries are those of its calling code.
    """

    countries: tuple[str, ...]
    reason: str | None = None
    assumed: bool = False
    held: bool = True

    @property
    def known(self) -> bool:
        """Whether at least one country is known."""
        return bool(self.countries)


def phone_country(text: str, *, default: str | None = None) -> PhoneRead:
    """Read a telephone number and say which countries it may belong to.

    A number belongs to every country whose numbering plan holds it: a freephone number of
    "+1" belongs to several. A number that no plan holds, mistyped or invented, still names
    the countries of its calling code. `default` is the country in which a number without
    "+" or "00" is read; without it such a number stays unknown.

    >>> phone_country("+7 495 000 00 00").countries, phone_country("+7 701 511 22 33").countries
    (('RU',), ('KZ',))
    >>> phone_country("010 000000").reason
    'a national number, and no country to read it in'
    """
    if _SEVERAL.search(text.strip()):
        return PhoneRead((), "more than one number")
    if not any(c.isdigit() for c in text):
        return PhoneRead((), "not a telephone number: it has no digits")
    written = re.sub(r"^\W*00(?=[1-9])", "+", text.strip())
    national = "+" not in written and "＋" not in written
    if national and default is None:
        return PhoneRead((), "a national number, and no country to read it in")
    return _read(written, default=default if national else None)


def _read(written: str, *, default: str | None) -> PhoneRead:
    import phonenumbers  # half of the time of a cold start, and most orders have no phone

    try:
        number = phonenumbers.parse(written, default)
    except phonenumbers.NumberParseException as trouble:
        return PhoneRead((), f"not a telephone number: {trouble}")
    plan = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    if _NOWHERE & set(plan):
        says = f"+{number.country_code} is an international service and names no country"
        return PhoneRead((), says)
    held = [r for r in plan if phonenumbers.is_valid_number_for_region(number, r)]
    if not plan:
        return PhoneRead((), f"no country has the calling code +{number.country_code}")
    countries = tuple(sorted(held or plan))
    return PhoneRead(countries, None, assumed=default is not None, held=bool(held))
