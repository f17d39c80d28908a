"""Read Switzerland's sanctions list, the whole list as XML.

    sanctions-program   an ordinance: its key and its sets of measures
    target              a party: an individual, an entity or an object, and its history
    place               where identities point to; these stand behind the targets

De-listed targets stay in the file, and each modification repeats old and new data inside
itself, so only what stands directly in a target is read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from enduse.errors import ListError
from enduse.lists import prose_ids, seco_facts, seco_names
from enduse.lists.tree import Node, open_each, open_rest, root_of
from enduse.lists.un_facts import day
from enduse.model.issue import Issue
from enduse.model.listing import Entry, Reading
from enduse.model.order import Kind

ROOT = "swiss-sanctions-list"
# An <entity> may be a firm, a ministry or an armed group; which of them is not said.
_KINDS: Mapping[str, Kind] = {"individual": "person", "entity": "unknown", "object": "unknown"}
_OBJECTS: Mapping[str, Kind] = {"vessel": "vessel", "aircraft": "aircraft"}
_MODIFICATIONS = frozenset({"listed", "amended", "de-listed"})
_SHOWN = 10


@dataclass(slots=True)
class _File:
    """What the targets of one file point to, and the oddities met on the way."""

    list_id: str
    published: date | None
    places: dict[str, seco_facts.Place] = field(default_factory=dict)
    sets: dict[str, tuple[str, str]] = field(default_factory=dict)
    says: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    delisted: int = 0


def looks_like(parts: Mapping[str, bytes]) -> bool:
    """Whether the one file given has the root of the Swiss list.

    >>> looks_like({"a.xml": b'<swiss-sanctions-list date="2026-08-27"/>'})
    True
    """
    return [root_of(data) for data in parts.values()] == [ROOT]


def read(list_id: str, parts: Mapping[str, bytes]) -> Reading:
    """Read the whole file; `published` is its date, `rows` counts all targets.

    A target is left out, and counted, where the modification that took effect last by the
    date of the file is a de-listing. Programmes are the key of the ordinance ("Belarus")
    and the words of its set. A ListError is raised where the file is none, is not the
    whole list (a list of changes would clear everybody else), or not well-formed XML.
    """
    if len(parts) != 1:
        raise ListError(list_id, f"was given {len(parts)} files", "one file")
    (data,) = parts.values()
    trace: Counter[str] = Counter()
    # What targets point to stands behind them, so the file is read twice, for it first.
    root = open_rest(list_id, data, roots=(ROOT,), tag="target", trace=trace)
    sort, dated = root.attribute("list-type"), root.attribute("date")
    if sort != "whole-list":
        raise ListError(list_id, f"the file is a list of the type {sort!r}", "'whole-list'")
    file = _File(list_id, day(dated))
    if file.published is None:
        file.says[f"the date of the file is {dated[:40]!r}; expected a date"] += 1
    for node in root.take("sanctions-program"):
        _programme(node, file)
    file.places.update(seco_facts.place(node) for node in root.take("place"))
    root.take("target")
    root.close()
    read = _targets(data, file, trace)
    entries = tuple(_linked(list(_apart([one for one in read if one], file)), file))
    return Reading(
        entries, tuple(_issues(file, trace)), file.published, (("target", len(read)),)
    )


def _targets(data: bytes, file: _File, trace: Counter[str]) -> list[Entry | None]:
    """Every target of the file; None for one that was de-listed."""
    again: Counter[str] = Counter()
    _, found = open_each(
        file.list_id, data, roots=(ROOT,), tag="target", trace=again,
        take=lambda node: _target(node, file),
    )  # fmt: skip
    trace |= again  # the greater count: stray text was met in both readings of the file
    return found


def _programme(node: Node, file: _File) -> None:
    """The sets of an ordinance by their number, in English where that is given."""
    for upkeep in ("ssid", "version-date", "predecessor-version-date"):
        node.attribute(upkeep)
    key, _ = _english(node, "program-key"), _english(node, "program-name")
    node.text("origin")  # whose sanctions Switzerland follows; no fact about a party
    sets: dict[str, str] = {}
    for child in node.take("sanctions-set"):
        number, language = child.attribute("ssid"), child.attribute("lang")
        if number not in sets or language == "eng":
            sets[number] = child.words
        child.close()
    file.sets.update((number, (key, words)) for number, words in sets.items())
    node.close()


def _english(node: Node, tag: str) -> str:
    """The English words of the children named so, else those of the first."""
    found = node.take(tag)
    told = [(child.attribute("lang"), child.words) for child in found]
    for child in found:
        child.close()
    return next((words for lang, words in told if lang == "eng"), told[0][1] if told else "")


def _target(node: Node, file: _File) -> Entry | None:
    """One party, or None where it was de-listed."""
    number = node.attribute("ssid")
    listed_on, delisted = _history(node, file)
    if delisted:
        file.delisted += 1
        return None
    sets = [node.attribute("sanctions-set-id")]
    for child in node.take("sanctions-set-id"):
        sets.append(child.words)
        child.close()
    facts = seco_facts.labelled(node, "foreign-identifier", "Foreign identifier")
    facts += seco_facts.attributes(node)
    bodies = [(tag, body) for tag in _KINDS for body in node.take(tag)]
    if len(bodies) != 1:
        file.says[f"targets hold {len(bodies)} parties; expected one"] += 1
    node.close()
    entry = Entry(
        file.list_id, number or "unnumbered", "unknown", (), _programmes(sets, file), listed_on,
        facts=tuple(facts),
    )  # fmt: skip
    for tag, body in bodies:
        entry = _party(entry, body, tag=tag, file=file)
    if not entry.names:
        file.lost.append(entry.id)
    return entry


def _history(node: Node, file: _File) -> tuple[date | None, bool]:
    """The day of listing, and whether the target is off the list by the date of the file.

    What a modification added and removed is history and is not read. Where two took effect
    on one day and only one of them is a de-listing, the target is kept, and counted.
    """
    steps: list[tuple[date, str]] = []
    for child in node.take("modification"):
        sort = child.attribute("modification-type")
        days = [day(child.attribute(f"{what}-date")) for what in
                ("effective", "enactment", "publication")]  # fmt: skip
        for tag in ("added", "removed"):
            child.take(tag)
        child.close()
        when = next((one for one in days if one), None)
        if sort not in _MODIFICATIONS or when is None:
            file.says[f"modifications are a {sort!r} or have no date"] += 1
        steps += [(when, sort)] if when else []
    past = [step for step in steps if file.published is None or step[0] <= file.published]
    last = {sort for when, sort in past if when == max(day for day, _ in past)}
    if "de-listed" in last and len(last) > 1:
        file.says["targets are de-listed and changed on one day; they are kept"] += 1
    left = max((when for when, sort in steps if sort == "de-listed"), default=date.min)
    starts = [when for when, sort in steps if sort == "listed"]
    again = [when for when in starts if when >= left] or starts
    return min(again, default=None), last == {"de-listed"}


def _programmes(sets: list[str], file: _File) -> tuple[str, ...]:
    """Key and set of every measure; the number of a set that the file does not explain."""
    words: list[str] = []
    for number in filter(None, sets):
        if number not in file.sets:
            file.says["sets of measures are pointed to and not in the file"] += 1
        words += file.sets.get(number, (f"set {number}",))
    return tuple(dict.fromkeys(word for word in words if word))


def _party(entry: Entry, node: Node, *, tag: str, file: _File) -> Entry:
    """The entry with what its individual, entity or object holds."""
    kind, thing = _KINDS[tag], node.attribute("object-type")
    if tag == "object":
        kind = _OBJECTS.get(thing, "unknown")
    names, more = seco_names.Names(), seco_facts.Facts(kind == "person", file.places)
    for identity in node.take("identity"):
        identity.attribute("ssid")
        main = identity.attribute("main") != "false"
        for name in identity.take("name"):
            names.take(name, main=main)
        more.take(identity)
        identity.close()
    facts = [("Target type", thing or tag)]
    facts += seco_facts.labelled(node, "justification", "Justification")
    prose = seco_facts.labelled(node, "other-information", "Other information")
    facts += prose + seco_facts.attributes(node)
    gender, links = node.attribute("sex") or None, seco_facts.links(node)
    node.attribute("ssid")
    node.close()
    file.says.update(names.odd)
    if more.lost_places:
        file.says["places are pointed to and not in the file"] += more.lost_places
    numbers = [number for _, words in prose for number in prose_ids.numbers(words)]
    return replace(
        entry,
        kind=kind,
        names=entry.names + tuple(names.names),
        addresses=tuple(more.addresses),
        birth_dates=tuple(more.birth_dates),
        birth_places=tuple(more.birth_places),
        nationalities=tuple(more.nationalities),
        gender=gender,
        titles=tuple(dict.fromkeys(names.titles)),
        ids=tuple(dict.fromkeys((*more.ids, *numbers))),
        links=links,
        facts=(*entry.facts, *facts, *more.facts),
    )


def _apart(entries: list[Entry], file: _File) -> Iterator[Entry]:
    """The entries under numbers of their own: a second 5142 becomes "5142#2"."""
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.id] += 1
        if seen[entry.id] > 1:
            file.says["targets share a number; the later ones got a suffix"] += 1
            entry = replace(entry, id=f"{entry.id}#{seen[entry.id]}")  # noqa: PLW2901
        yield entry


def _linked(entries: list[Entry], file: _File) -> Iterator[Entry]:
    """The entries with names in their links; a tie to a target not listed keeps its number."""
    names = {one.id: one.names[0].text for one in entries if one.names}
    for entry in entries:
        unknown = sum(link.name not in names for link in entry.links)
        if unknown:
            file.says["relations point to targets that are not listed"] += unknown
        links = [replace(one, name=names.get(one.name, f"target {one.name}"))
                 for one in entry.links]  # fmt: skip
        yield replace(entry, links=tuple(links)) if links else entry


def _issues(file: _File, trace: Counter[str]) -> Iterator[Issue]:
    for path, count in trace.items():
        yield Issue(path, f"{count} elements, attributes or texts are new to us, not read")
    for says, count in file.says.items():
        yield Issue(file.list_id, f"{count}: {says}")
    if file.delisted:
        says = f"{file.delisted} targets stay in the file after their de-listing; left out"
        yield Issue(file.list_id, says)
    if file.lost:
        shown = ", ".join(file.lost[:_SHOWN])
        says = f"{len(file.lost)} targets have no name: {shown}"
        yield Issue(file.list_id, says, "error")
