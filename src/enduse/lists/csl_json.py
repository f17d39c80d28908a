"""Read the US Consolidated Screening List from its official JSON: `{"results": [...]}`.

The fields are those of the CSV; lists and objects stand where the CSV joins texts. No
whole file was at hand when this was written: the shape is the one that the publisher's
interface and readers of it describe.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from enduse.errors import ListError
from enduse.lists import raw
from enduse.lists.csl_papers import Paper
from enduse.lists.csl_party import MANY, SINGLE, Record, build, day, several
from enduse.lists.ofac_files import few
from enduse.model.issue import Issue
from enduse.model.listing import ListedAddress, Reading

_DATES = ("search_performed_at", "source_last_updated")
_PLACE = ("address", "city", "state", "postal_code")


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one file that opens as a JSON object and names results early."""
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    head = data[:20000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"results"' in head


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the file. `parts` maps its name, as given, to its bytes.

    Ids are made as in the CSV. A result that is no object, or holds a value of a shape
    that was not expected, is told; a field new to us is told once. A ListError is raised
    where the file is no JSON, names a key twice, or has no results.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    whole = load(list_id, name, data)
    results = whole.pop("results", None) if isinstance(whole, dict) else None
    if not isinstance(whole, dict) or not isinstance(results, list):
        raise ListError(list_id, f"{name} has no list of results", 'JSON as {"results": [...]}')
    reader = _Reader()
    published = _published(whole)
    records = [
        reader.record(each, f"result {number}")
        for number, each in enumerate(results, 1)
        if reader.is_object(each, f"result {number}")
    ]
    return build(list_id, name, records, issues=reader.issues(name), published=published)


class _Reader:
    """Results taken field by field; what nobody took is counted."""

    def __init__(self) -> None:
        self._new: Counter[str] = Counter()
        self._odd: Counter[str] = Counter()
        self._lost: list[str] = []

    def is_object(self, value: object, where: str) -> bool:
        """Whether `value` can be a result; otherwise it is counted as lost."""
        if isinstance(value, dict):
            return True
        self._lost.append(where)
        return False

    def record(self, result: dict[str, object], where: str) -> Record:
        """One result with all its fields; an absent one is empty."""
        left = dict(result)
        own = self._text(left.pop("id", left.pop("_id", None)), "id")
        text = {key: self._text(left.pop(key, None), key) for key in SINGLE}
        many = {key: self._texts(left.pop(key, None), key) for key in MANY}
        places = self._objects(left.pop("addresses", None), "addresses")
        papers = self._objects(left.pop("ids", None), "ids")
        self._new.update(list(left))  # a mapping would be taken for counts
        return Record(
            where,
            own,
            text,
            many,
            tuple(self._address(each) for each in places),
            tuple(self._paper(each) for each in papers),
        )

    def issues(self, name: str) -> list[Issue]:
        """What was lost, not understood, or new."""
        found = few(name, "results are no objects", self._lost, gravity="error")
        odd = [f"{key!r} ({count})" for key, count in self._odd.items()]
        found += few(name, "fields hold a value of another shape", odd, gravity="error")
        new = [f"{key!r} ({count})" for key, count in self._new.items()]
        return found + few(name, "fields are new to us, not read", new, gravity="warning")

    def _text(self, value: object, key: str) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return "; ".join(self._texts(value, key))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            self._odd[key] += 1
        return ""

    def _texts(self, value: object, key: str) -> tuple[str, ...]:
        if isinstance(value, list):
            flat = [each for each in value if not isinstance(each, list)]
            if len(flat) < len(value):
                self._odd[key] += len(value) - len(flat)
            return tuple(text for each in flat if (text := self._text(each, key).strip()))
        return several(self._text(value, key))

    def _objects(self, value: object, key: str) -> Iterable[dict[str, object]]:
        if value is None or value == "":
            return []
        items = value if isinstance(value, list) else [value]
        kept = [dict(each) for each in items if isinstance(each, dict)]
        if len(kept) < len(items):
            self._odd[key] += len(items) - len(kept)
        return kept

    def _address(self, place: dict[str, object]) -> ListedAddress:
        parts = [self._text(place.pop(key, None), f"addresses.{key}") for key in _PLACE]
        country = self._text(place.pop("country", None), "addresses.country").strip()
        self._new.update(f"addresses.{key}" for key in place)
        text = ", ".join(" ".join(part.split()) for part in parts if part.strip())
        return ListedAddress(text, country or None)

    def _paper(self, paper: dict[str, object]) -> Paper:
        label, number, country, issued, expires = (
            self._text(paper.pop(key, None), f"ids.{key}").strip()
            for key in ("type", "number", "country", "issue_date", "expiration_date")
        )
        self._new.update(f"ids.{key}" for key in paper)
        said = (("expires", expires), ("issued", issued))
        note = "; ".join(f"{how} {when}" for how, when in said if when)
        return Paper(label, number, country or None, note or None)


def load(list_id: str, name: str, data: bytes) -> object:
    """The JSON value of a file that must be whole and plain.

    ListError for a page, bytes that are not UTF-8, a key that stands twice, half a
    character, and nests too deep to be followed.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise ListError(list_id, f"{name} is a web page or XML", "JSON")
    text = raw.text(list_id, name, data)
    try:
        value: object = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
        # An escape can make half a character, which nothing can write down again.
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as trouble:
        raise ListError(list_id, f"{name} is nested too deeply", "JSON") from trouble
    except ValueError as trouble:
        raise ListError(list_id, f"{name} is no JSON ({trouble})", "JSON") from trouble
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are all different: of two alike one would vanish unseen."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(
            key for key, count in Counter(key for key, _ in pairs).items() if count > 1
        )
        raise ValueError(f"the key {twice[:40]!r} stands twice in one object")
    return found


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def _published(whole: Mapping[str, object]) -> date | None:
    """The day of the file, where it says so: a search says when it was made."""
    for key in _DATES:
        said = whole.get(key)
        found = day(said) if isinstance(said, str) else None
        if found:
            return found
    return None
