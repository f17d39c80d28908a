"""The numbers of listed parties as they stand in a text: IMO, INN, OGRN, LEI, passports."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from enduse.mention.book import ListedNames
from enduse.mention.checks import CHECKED, LABELS, OTHER
from enduse.mention.weighing import CERTAIN, LIKELY, POSSIBLE, Sure

_NUMBER = re.compile(
    r"(?<![^\W_])(?=[^\s]*\d|[A-Z]{8}(?:[A-Z]{3})?\b)[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*(?![^\W_])"
    r"|(?<![\d\w])\d{1,6}(?:[ \u00a0]\d{1,6}){1,6}(?!\d)"
)
_SHORTEST, _TELLING, _LONG, _LONGEST = 5, 7, 8, 80
_BEFORE = 42
_PASSED_OVER = frozenset({"kpp"})  # a tax office's number: thousands of companies share one
_ENDS = re.compile(r"[\n;]")

Numbers = Mapping[str, Sequence[tuple[int, str, int]]]
"""A number, letters and digits only, to (source, scheme, row)."""


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A number of a listed party, where it stands, whose it is and how sure that is."""

    start: int
    end: int
    scheme: str
    source: int
    row: int
    sure: Sure


def numbers_of(sources: Sequence[ListedNames]) -> Numbers:
    """Every number of every list by its letters and digits."""
    found: dict[str, list[tuple[int, str, int]]] = {}
    for at, each in enumerate(sources):
        for key, row in zip(each.index.keys, each.index.key_row.tolist(), strict=True):
            scheme, _, value = key.partition(" ")
            if scheme not in _PASSED_OVER and len(value) >= _SHORTEST:
                found.setdefault(value, []).append((at, scheme, row))
    return found


def find_numbers(text: str, known: Numbers) -> Iterator[NumberFound]:
    """The numbers of listed parties in a text."""
    for each in _NUMBER.finditer(text):
        raw = each.group()
        if len(raw) > _LONGEST:
            continue
        plain = "".join(sign for sign in raw.upper() if sign.isalnum())
        for value in dict.fromkeys(
            (plain, plain.removeprefix("IMO"), plain.removesuffix("XXX"))
        ):
            for source, scheme, row in known.get(value, ()):
                before = text[max(0, each.start() - _BEFORE) : each.start()]
                sure = _sure(value, raw, scheme=scheme, before=_ENDS.split(before)[-1])
                if sure is not None:
                    yield NumberFound(each.start(), each.end(), scheme, source, row, sure)


def _sure(value: str, raw: str, *, scheme: str, before: str) -> Sure | None:
    """How sure a number is that of the party that has it; None where it can be no such one."""
    pattern = LABELS.get(scheme, OTHER)
    check = CHECKED.get(scheme)
    right = check is not None and check(value)
    if not pattern.search(before) and not raw.upper().startswith("IMO"):
        return _unlabelled(value, raw, scheme=scheme, right=right)
    if right or (check is None and len(value) >= _TELLING):
        return Sure(CERTAIN, "its number, with its label")
    if check is None and len(value) <= _SHORTEST:
        return Sure(POSSIBLE, "a short number")
    return Sure(LIKELY, "its number, though " + ("not well formed" if check else "a short one"))


def _unlabelled(value: str, raw: str, *, scheme: str, right: bool) -> Sure | None:
    if (scheme == "lei" and right) or scheme == "crypto":
        return Sure(CERTAIN, "its number, which nobody else has")
    if scheme == "tail_number":
        return Sure(int("-" in raw and raw.isupper()), "the sign of its aircraft, unlabelled")
    if len(value) <= _SHORTEST:
        return None
    mixed = not value.isdigit() and not value.isalpha() and len(value) > _LONG
    bank = scheme == "swift" and raw.isupper()
    return Sure(int(mixed or bank or (scheme == "ogrn" and right)), "a number without a label")
