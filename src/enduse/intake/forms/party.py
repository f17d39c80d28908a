"""The lines of a block -> a party: its name, address and country, and the numbers beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from enduse.intake.forms.country import Countries
from enduse.intake.forms.labels import form_words, label_of
from enduse.intake.forms.sheet import Said
from enduse.intake.forms.sorts import title_in
from enduse.intake.orders.cells import is_empty

Facts = dict[str, tuple[str, int]]
"""What is said of a party: each fact with its row."""

_KEPT = (
    "phone",
    "email",
    "website",
    "activity",
    "vat",
    "registration",
    "tax",
    "lei",
    "duns",
    "imo",
    "inn",
    "swift",
)
_NUMBERS = frozenset(_KEPT) - {"email", "website", "activity"}
_LONGEST, _WORDS = 100, 14
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(
    r"(?:https?://)?(?:www\.)[\w-]+(?:\.[\w-]+)+(?:/\S*)?|https?://\S+", re.IGNORECASE
)
_CARE = re.compile(r"^(?:c/o|c/-|care of|p/a|per adres|bei|chez)\s+(.+)$", re.IGNORECASE)
_BEHALF = re.compile(
    r"^(.*?)[,;]?\s*\(?(?:on behalf of|for and on behalf of|namens|im namen von|im auftrag von|"
    r"pour le compte de|au nom de|o/b)\s+([^()]+?)\)?$",
    re.IGNORECASE,
)
_IDLE = " ,;:-–|•·"


@dataclass(slots=True)
class Read:
    """A party of one block, with the rows that were read.

    `extra` are parties behind it (whom it acts for, in whose care goods are sent), with rows.
    """

    facts: Facts = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    extra: list[tuple[str, int]] = field(default_factory=list)


@cache
def _forms() -> frozenset[str]:
    return frozenset(form.casefold() for form in form_words()["forms"]["words"])


@lru_cache(10_000)
def has_form(text: str) -> bool:
    """Whether the words of a text end in a legal form, or one stands before a comma or bracket.

    >>> has_form("Voorbeeld Electronics B.V."), has_form("Ararat Trading Co., Ltd, Yerevan")
    (True, True)
    >>> has_form("12 Company Street")
    False
    """
    for at, part in enumerate(re.split(r",\s+|\s+[-–|•·(]\s*|\)", text)):
        tokens = part.casefold().split()
        for count in range(1, min(len(tokens), 4) + 1):
            form = " ".join(tokens[-count:]).rstrip(",") in _forms()
            if form and (at or len(tokens) > count):
                return True
    return False


def is_name(text: str, countries: Countries) -> bool:
    """Whether a line can be the name of a party, and is no label, title or sentence."""
    bare = text.strip(_IDLE)
    letters = sum(each.isalpha() for each in bare)
    digits = sum(each.isdigit() for each in bare)
    if is_empty(bare) or letters < 2 or digits > letters or len(bare) > _LONGEST:  # noqa: PLR2004
        return False
    if (
        len(bare.split()) > _WORDS
        or "@" in bare
        or _SITE.search(bare)
        or bare.endswith(("?", "!"))
    ):
        return False
    sentence = bare.endswith(".") and not has_form(bare) and len(bare.split()) > 5  # noqa: PLR2004
    if sentence or (bare[0].isdigit() and bare[:4].strip().isdigit() and not has_form(bare)):
        return False
    return not (_is_form(bare) or label_of(bare) or countries.code(bare) or title_in(bare))


def party_of(lines: Sequence[Said], countries: Countries) -> Read:
    """Read a block. Without a name there is still what else it says."""
    read = Read()
    loose: list[tuple[str, int]] = []
    for said in closed(lines, countries):
        if said.label is not None:
            _labelled(read, said)
        else:
            loose += _loose(read, said)
    loose = _one_line(loose, countries)
    _name(read, loose, countries)
    _address(read, loose, countries)
    return read


def closed(lines: Sequence[Said], countries: Countries) -> list[Said]:
    """The lines of a block up to the country that ends its address, and labels behind it."""
    found: list[Said] = []
    ended = False
    for at, said in enumerate(lines):
        if (
            ended
            and said.label is None
            and not (_MAIL.search(said.text) or _SITE.search(said.text))
        ):
            break
        found.append(said)
        ended = ended or (at > 0 and said.label is None and bool(countries.code(said.text)))
    return found


def _labelled(read: Read, said: Said) -> None:
    name = said.label.field if said.label else ""
    text = said.text.strip(_IDLE)
    read.rows.add(said.row)
    if is_empty(text):
        return
    if name == "email":
        found = _MAIL.search(text)
        text = found.group() if found else ""
    if name in _NUMBERS and not any(each.isdigit() for each in text) and name != "swift":
        return
    if text and (name in _KEPT or name in {"name", "address", "city", "country"}):
        where = name if name not in read.facts or name != "address" else "street"
        read.facts.setdefault(where, (text, said.row))


def _loose(read: Read, said: Said) -> Iterator[tuple[str, int]]:
    """The words of a line without its e-mail and website, which say what they are."""
    text = said.text
    read.rows.add(said.row)
    for name, pattern in (("email", _MAIL), ("website", _SITE)):
        if found := pattern.search(text):
            read.facts.setdefault(name, (found.group(), said.row))
            text = (text[: found.start()] + text[found.end() :]).strip(_IDLE)
    if text.strip(_IDLE) and not is_empty(text):
        yield text.strip(), said.row


def _one_line(loose: list[tuple[str, int]], countries: Countries) -> list[tuple[str, int]]:
    """A party written on one line, parted where its commas do: "Acme Ltd, 1 High St, Dubai".

    A remark that goes on behind the country is none of it: "…, Karaganda, Kazakhstan. Usage".
    """
    if not loose or not re.search(r",\s|\s[|•·–-]\s", loose[0][0]):
        return loose
    text, row = loose[0]
    parts = [each for each in re.split(r",\s+|\s+[|•·–-]\s+", text) if each.strip()]
    while len(parts) > 1 and _is_form(parts[1]):
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    ended = False
    for at, part in enumerate(parts[1:], start=1):
        place, stop, _ = part.partition(". ")
        if (stop or part.endswith(".")) and countries.code(place.strip(" .")):
            parts, ended = [*parts[:at], place.strip(" .")], True
            break
    address = any(any(c.isdigit() for c in part) or countries.code(part) for part in parts[1:])
    if not (address or has_form(parts[0])) or not (ended or len(loose) == 1):
        return loose
    return [(part, row) for part in parts]


def _is_form(text: str) -> bool:
    return all(each.casefold().strip(",") in _forms() for each in text.split())


def _name(read: Read, loose: list[tuple[str, int]], countries: Countries) -> None:
    """Take the name from the first of the lines, with what belongs to it on the next."""
    if "name" in read.facts or not loose:
        return
    text, row = loose[0]
    if found := _BEHALF.match(text):
        read.extra.append((found[2].strip(_IDLE), row))
        text = found[1]
    if not is_name(text, countries):
        return
    loose.pop(0)
    joined = text.strip().endswith(("&", " and", " en", " und", " et", " of", ","))
    wrapped = bool(loose) and not has_form(text) and has_form(loose[0][0])
    wrapped = wrapped and not any(
        c.isdigit() or c == "," for c in loose[0][0].replace("Co., ", "")
    )
    if loose and (
        wrapped
        or (joined and not any(c.isdigit() for c in loose[0][0]))
        or _is_form(loose[0][0])
    ):
        text = f"{text.strip()} {loose.pop(0)[0].strip()}"
    read.facts["name"] = (text.strip().strip(_IDLE), row)


def _address(read: Read, loose: list[tuple[str, int]], countries: Countries) -> None:
    kept: list[tuple[str, int]] = []
    for text, row in loose:
        if found := _CARE.match(text):
            read.extra.append((found[1].strip(_IDLE), row))
        elif found := _BEHALF.match(text):
            read.extra.append((found[2].strip(_IDLE), row))
            continue
        kept.append((text, row))
    if "country" not in read.facts:
        _country(read, kept, countries)
    if kept and "address" not in read.facts:
        read.facts["address"] = (", ".join(text.strip(_IDLE) for text, _ in kept), kept[0][1])


def _country(read: Read, kept: list[tuple[str, int]], countries: Countries) -> None:  # noqa: C901, PLR0912  # the surest first
    """The country at the end of an address: a line of its own, or the last words of one."""
    for at in range(len(kept) - 1, max(len(kept) - 4, -1), -1):
        text, row = kept[at]
        if countries.code(text):
            read.facts["country"] = (text.strip(_IDLE), row)
            if not countries.is_town(text):
                del kept[at]
            return
    others = [text for text, _ in kept]
    for name in ("city", "address", "street"):
        if name in read.facts:
            others.append(read.facts[name][0])
            kept_row = read.facts[name][1]
            if found := countries.at_end(read.facts[name][0]):
                read.facts["country"] = (found[1], kept_row)
                return
    for at in range(len(kept) - 1, max(len(kept) - 3, -1), -1):
        text, row = kept[at]
        if found := countries.at_end(text):
            read.facts["country"] = (found[1], row)
            kept[at] = (found[0], row) if found[0] else kept[at]
            return
        if sign := countries.sign(text):
            read.facts["country"] = (sign, row)
            return
