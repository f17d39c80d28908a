"""Read the US Consolidated Screening List from a compact copy of its JSON.

A third party's projection of the official file, with texts that repeat put into tables. It
holds names, lists, countries, programmes and licences, but no street addresses, numbers or
dates, so it stands in for the official file only where that is not at hand.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from enduse.errors import ListError
from enduse.lists import csl_terms
from enduse.lists.csl_json import load
from enduse.lists.csl_party import MANY, SINGLE, Record, build, day
from enduse.lists.ofac_files import few
from enduse.model.issue import Issue
from enduse.model.listing import ListedAddress, Reading

_PLAIN = {"n": "name", "t": "type", "e": "entity_number", "fr": "federal_register_notice"}
_TABLES = {"s": ("source", "sources"), "lr": ("license_requirement", "licenceRequirements"),
           "lp": ("license_policy", "licencePolicies"),
           "u": ("source_list_url", "urls")}  # fmt: skip
_KEYS = frozenset((*_PLAIN, *_TABLES, "a", "c", "pg"))


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether this is one JSON file that names the copy's own keys early."""
    if len(parts) != 1:
        return False
    (data,) = parts.values()
    head = data[:20000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"fieldKey"' in head and b'"sourceGeneratedAt"' in head


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the file. `parts` maps its name, as given, to its bytes.

    A party that is not Treasury's has no number here; its list and name make the id. An
    entry of another shape, or one that points outside a table, is an issue of gravity
    "error". A ListError is raised where the file is no JSON or lacks entries or tables,
    and where it holds fewer entries than it says.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    ((name, data),) = parts.items()
    whole = load(list_id, name, data)
    entries = whole.get("entries") if isinstance(whole, dict) else None
    tables = whole.get("tables") if isinstance(whole, dict) else None
    if not (isinstance(whole, dict) and isinstance(entries, list) and isinstance(tables, dict)):
        raise ListError(list_id, f"{name} has no entries or no tables", "the compact copy")
    said = whole.get("entryCount")
    if isinstance(said, int) and said != len(entries):
        raise ListError(list_id, f"{name} holds {len(entries)} entries", f"the {said} it names")
    records: list[Record] = []
    lost: list[str] = []
    new: Counter[str] = Counter()
    for number, entry in enumerate(entries, 1):
        record = _record(entry, tables, f"entry {number}")
        if record is None:
            lost.append(f"entry {number}")
        else:
            records.append(record)
            new.update(set(entry) - _KEYS)
    issues = few(name, "entries cannot be read", lost, gravity="error")
    issues += few(name, "fields are new to us, not read", new, gravity="warning")
    issues.append(
        Issue(name, "a third party's copy, without street addresses, numbers and dates")
    )
    made = whole.get("sourceGeneratedAt")
    published = day(made) if isinstance(made, str) else None
    return build(list_id, name, records, issues=issues, published=published)


def _record(entry: object, tables: Mapping[str, object], where: str) -> Record | None:
    """One entry with its texts out of the tables; None where one is not what it should be."""
    if not isinstance(entry, dict):
        return None
    text: dict[str, str | None] = dict.fromkeys(SINGLE, "")
    text |= {ours: _text(entry.get(key)) for key, ours in _PLAIN.items()}
    text |= {ours: _of(tables.get(t), entry.get(key)) for key, (ours, t) in _TABLES.items()}
    programmes = _of(tables.get("programmes"), entry.get("pg"))
    names, countries = _texts(entry.get("a")), _texts(entry.get("c"))
    whole = {key: value for key, value in text.items() if value is not None}
    if len(whole) < len(text) or programmes is None or names is None or countries is None:
        return None
    many: dict[str, Sequence[str]] = dict.fromkeys(MANY, ())
    many |= {"alt_names": names, "programs": [p for p in programmes.split("; ") if p]}
    own = f"{csl_terms.code(whole['source']) or 'CSL'}:{' '.join(whole['name'].split())}"
    return Record(where, own, whole, many, tuple(ListedAddress("", c) for c in countries))


def _text(value: object) -> str | None:
    """A text, empty where it is absent, None where it is something else."""
    if value is None:
        return ""
    return value if isinstance(value, str) else None


def _texts(value: object) -> list[str] | None:
    if value is None:
        return []
    texts = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    return texts if isinstance(value, list) and len(texts) == len(value) else None


def _of(table: object, at: object) -> str | None:
    """What `table` holds at `at`, several joined by "; "; None where there is no such place."""
    if at is None:
        return ""
    if not isinstance(table, list) or isinstance(at, bool) or not isinstance(at, int):
        return None
    if not 0 <= at < len(table):
        return None
    found = _texts(table[at]) if isinstance(table[at], list) else None
    return "; ".join(found) if found is not None else _text(table[at])
