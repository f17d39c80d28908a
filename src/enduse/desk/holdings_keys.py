"""By what two records are one: numbers that decide, and names with a country."""

from collections.abc import Iterable, Iterator

from enduse.index.index import id_key
from enduse.model.order import SCHEMES, WORLDWIDE
from enduse.names.forms import split_form
from enduse.names.text import CleanName, clean_name
from enduse.screen.facts import schemes_like

NumberKey = tuple[str, str]
"""A number as it is looked up, and the country that gave it out; "" for a worldwide one."""

_NATIONAL = {each: schemes_like(each) - WORLDWIDE for each in SCHEMES}
_SHORTEST = 5  # letters and digits; a shorter number settles nothing


def number_keys(ids: Iterable[tuple[str, str]], country: str | None) -> Iterator[NumberKey]:
    """The keys of numbers. A national one has none where its country is not known.

    Zeros in front of a national number do not count: registers write them or not. A scheme
    of a register's own ("gb-coh") is worldwide, for it names its register.

    >>> sorted(number_keys([("registration", "00031014")], "GB"))
    [('registration 31014', 'GB')]
    """
    for scheme, value in ids:
        plain = "".join(char for char in value if char.isalnum())
        if len(plain) < _SHORTEST:
            continue
        if scheme in WORLDWIDE or (scheme not in SCHEMES and "-" in scheme):
            yield id_key(scheme, value), ""
        if country:
            for like in _NATIONAL.get(scheme, ()):
                yield id_key(like, plain.lstrip("0") or plain), country


def name_key(name: str) -> str | None:
    """A name as it must be the same to be one: its words, and its class of legal form.

    >>> name_key("Foo Bar Ltd.") == name_key("FOO BAR LIMITED") != name_key("Foo Bar plc")
    True
    >>> name_key(" - ") is None
    True
    """
    clean = clean_name(name)
    core, forms = split_form(clean)
    return f"{core} ({' '.join(sorted(forms))})" if core else CleanName(clean) or None


def contradict(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    """Whether two records have different numbers of one scheme, so that they are two."""
    first, second = _by_scheme(one), _by_scheme(other)
    return any(first[each].isdisjoint(second[each]) for each in first.keys() & second.keys())


def _by_scheme(ids: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for scheme, value in ids:
        plain = "".join(char for char in value.upper() if char.isalnum()).lstrip("0")
        found.setdefault(scheme, set()).add(plain)
    return found
