"""Hold a file against its reading: which values of the file stand nowhere in it.

A second opinion on the readers, who count what they did not take: here the file is parsed
anew, and a value is nowhere where one of its words is in no entry of the reading. The words
of the whole list are one bag, so this finds columns and elements that are passed over, and
not a single word put in the wrong entry.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bare import parsed
from lxml import etree

from enduse.model.listing import Reading
from enduse.model.wire import to_plain

_WORD = re.compile(r"\w+")
_MONTH = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t"
    r"|tember|ober|ember)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NULL = "-0-"  # OFAC's word for an empty cell
# Words before a value that an entry has a field for.
_LABELS = frozenset({"dob", "pob", "gender", "nationality", "citizen"})
# Columns and paths that hold no fact about a party, and why.
_UPKEEP = re.compile(
    # the number of an element, or of another element that a file points to
    r"(?:uid|ID|[iI]d|ssid|VERSIONNUM|\.(?:p|pg|lp|lr)|(?:alt|add)\.csv column 2)\Z"
    # a number of the publisher's, of which the entry keeps the part that names the party
    r"|\AReference\Z"
    # how good a name is, or which sort of name or date: a field of a fixed few words
    r"|@(?:LowQuality|Primary|Acronym|strong|quality|name-type|name-part-type|order|main)\Z"
    r"|(?:QUALITY|TYPE_OF_DATE|Alias Type|Alias Quality|NameType|AliasStrength|aka/type"
    r"|category|classificationCode|Former|Approximate|@lang|nameLanguage|/Gender"
    r"|IndividualEntityShip|LIST_TYPE/VALUE|asAtListingTime|regulationType|organisationType"
    r"|@(?:diplomatic|known\w+|reportedLost|revokedByIssuer|circa)|countryIso2Code"
    r"|YearFixed|MonthFixed|DayFixed)\Z"
    # history of an entry, of which only the day of listing is taken
    r"|/modification\b|regulationSummary@publication"
    # what a reader looks up or looks for, and does not repeat
    r"|/sanctions-program/|identificationTypeCode|Identity@False"
    # of the file, or of whoever copied it
    r"|Publish_Date|Record_Count|DateGenerated|@dateGenerated|generationDate|SchemaLocation"
    r"|ReferenceValueSets|@schemaLocation|number-rows-repeated|cell-style-name|table@name"
    r"|@list-type|/swiss-sanctions-list@date|version-date|last_seen"
    r"|last_verified|\.list_id|source_list_name|source_url|\Acelex\Z|DateOfIssue"
    r"|\A\.(?!entries)|\$comment|@(?:style|value-type)|-styles/|-decls/|calculation-settings"
)
_ROOM = 400  # distinct columns or paths of one file that are told apart


def values_nowhere(parts: Mapping[str, bytes], reading: Reading) -> dict[str, list[int]]:
    """Path or column -> how many values of it are nowhere in the reading, of how many."""
    bag: set[str] = set()
    for entry in reading.entries:
        for text in _texts(to_plain(entry)):
            bag.update(words(text))
    missing: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for part, data in parts.items():
        for path, value in values(data):
            where = path if len(parts) == 1 else f"{part} {path}"
            own = [] if _UPKEEP.search(where) else words(value)
            if own and (where in total or len(total) < _ROOM):
                total[where] += 1
                missing[where] += any(word not in bag for word in own)
    return {path: [count, total[path]] for path, count in missing.most_common() if count}


def words(text: str) -> list[str]:
    """The words of a value, alike for however a date is written.

    >>> words("07 Mar 1962"), words("03/07/1962")
    (['7', '3', '1962'], ['3', '7', '1962'])
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = (word for word in _WORD.findall(folded) if word not in _LABELS)
    return [_plain(word.lstrip("0") or "0") for word in found]


def _plain(word: str) -> str:
    """A month as its number, the number of a ship without what stands before it."""
    month = _MONTH.fullmatch(word)
    if month:
        return str(_MONTHS.index(month[1]) + 1)
    return word[3:].lstrip("0") if re.fullmatch(r"imo\d+", word) else word


def values(data: bytes) -> Iterator[tuple[str, str]]:
    """Every filled value of a file with its column or path."""
    whole = parsed(data)
    if isinstance(whole, etree._Element):  # noqa: SLF001  # lxml has no public name for it
        yield from _of_xml(whole, "")
    elif isinstance(whole, list) and whole and isinstance(whole[0], list):
        sheets = whole if isinstance(whole[0][0], list) else [whole]
        for rows in sheets:
            yield from _of_rows(rows)
    else:
        yield from _of_json(whole, "")


def _of_xml(element: etree._Element, above: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str):  # a comment
        return
    path = f"{above}/{element.tag.rpartition('}')[2]}"
    for name, value in element.attrib.items():
        yield f"{path}@{str(name).rpartition('}')[2]}", str(value)
    yield path, element.text or ""
    for child in element:
        yield from _of_xml(child, path)


def _of_rows(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, str]]:
    """Cells under the header, which is the fuller of the first two rows; by number else."""
    head = max(rows[:2], key=lambda row: sum(bool(str(cell).strip()) for cell in row))
    named = not any(str(cell).strip().isdigit() for cell in head)
    first = rows.index(head) + 1 if named else 0
    for row in rows[first:]:
        for at, cell in enumerate(row):
            text = str(cell).strip()
            if text != _NULL:
                name = str(head[at]).strip() if named and at < len(head) else f"column {at + 1}"
                yield name, text.removesuffix(".0")


def _of_json(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _of_json(each, f"{path}.{key}" if path.count(".") < 4 else path)
    elif isinstance(value, list):
        for each in value:
            yield from _of_json(each, path)
    elif value is not None:
        yield path or "value", str(value)


def _texts(plain: object) -> Iterator[str]:
    if isinstance(plain, dict):
        for each in plain.values():
            yield from _texts(each)
    elif isinstance(plain, list):
        for each in plain:
            yield from _texts(each)
    else:
        yield str(plain)
