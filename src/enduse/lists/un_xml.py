"""Read the UN Security Council's consolidated list from its XML.

Every element is taken by name; one that is new to us becomes an issue with its path.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from enduse.lists import un_facts
from enduse.lists.tree import Node, open_tree
from enduse.model.issue import Issue
from enduse.model.listing import Entry, ListedName, Reading
from enduse.model.order import Kind

# The UN tells persons from the rest; "ENTITY" covers firms, ministries and armed groups.
_KINDS: Mapping[str, Kind] = {"INDIVIDUAL": "person", "ENTITY": "unknown"}
LIST_ID = "un_sc"
ROOT = "CONSOLIDATED_LIST"
_INTERPOL = re.compile(r"https?://(?:www\.)?interpol\.int\S*")


@dataclass(slots=True)
class _Log:
    """Oddities on their way into a few issues. `leftovers` is the trace of the tree."""

    leftovers: Counter[str] = field(default_factory=Counter)
    says: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    placeholders: int = 0


def read(data: bytes) -> Reading:
    """Read the whole file: individuals, then entities; `published` is dateGenerated.

    A ListError is raised where the bytes are empty, not in the declared encoding, not
    well-formed, with a document type, or with another root. An entry without a reference
    number goes under its DATAID; one without a name is an issue of gravity "error".
    """
    log = _Log()
    root = open_tree(LIST_ID, data, roots=(ROOT,), trace=log.leftovers)
    generated = root.attribute("dateGenerated")
    entries: list[Entry] = []
    rows: list[tuple[str, int]] = []
    for group, tag in (("INDIVIDUALS", "INDIVIDUAL"), ("ENTITIES", "ENTITY")):
        for section in root.take(group):
            nodes = section.take(tag)
            entries += (_entry(node, tag, log) for node in nodes)
            rows.append((group, len(nodes)))
            section.close()
    root.close()
    published = un_facts.day(generated)
    if published is None:
        log.says[f"dateGenerated is {generated[:40]!r}; expected a date"] += 1
    named = tuple(_apart(entries, log))
    return Reading(named, tuple(_issues(log)), published, tuple(rows))


def _entry(node: Node, tag: str, log: _Log) -> Entry:
    """One party. What is said of it in prose stays in its facts, as published."""
    number, reference = node.text("DATAID"), node.text("REFERENCE_NUMBER")
    if not reference:
        log.says["entries have no REFERENCE_NUMBER; DATAID stands in"] += 1
    for unused in ("VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD"):  # the file's own upkeep
        node.text(unused)
    more = un_facts.Facts()
    names = _names(node, tag, log, more=more)
    if not names:
        log.lost.append(reference or number or "an entry without any number")
    for name, taker in un_facts.TAKERS.items():
        for child in node.take(f"{tag}_{name}"):
            taker(child, more)
            child.close()
    listed, gender = _day(node, "LISTED_ON", log), node.text("GENDER") or None
    titles = (*node.values("TITLE"), *node.values("DESIGNATION"))
    nationalities = tuple(node.values("NATIONALITY"))
    programmes = (node.text("UN_LIST_TYPE"), reference.partition(".")[0].strip())
    facts = [("UN_TYPE", tag), *_prose(node, tag, more)]
    node.close()
    log.placeholders += more.placeholders
    return Entry(
        list_id=LIST_ID,
        id=reference or number or "unnumbered",
        kind=_KINDS[tag],
        names=names,
        programmes=tuple(text for text in programmes if text),
        listed_on=listed,
        addresses=tuple(more.addresses),
        birth_dates=tuple(more.birth_dates),
        birth_places=tuple(more.birth_places),
        nationalities=nationalities,
        gender=gender,
        titles=titles,
        ids=tuple(more.ids),
        facts=(*facts, *more.facts),
    )


def _names(node: Node, tag: str, log: _Log, *, more: un_facts.Facts) -> tuple[ListedName, ...]:
    """Main name, aliases, original script. The UN does not say which part is the family's."""
    main = node.text("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    names = [ListedName(main)] if main else []
    for alias in node.take(f"{tag}_ALIAS"):
        found, odd = un_facts.aliases(alias, more)
        names += found
        log.says.update(odd)
        alias.close()
    for script in node.take("NAME_ORIGINAL_SCRIPT"):
        names += [ListedName(script.words, "original_script")] if script.words else []
        script.close()
    return tuple(names)


def _prose(node: Node, tag: str, more: un_facts.Facts) -> list[tuple[str, str]]:
    """Comments and dates of upkeep, as facts; notices and numbers inside the comments."""
    facts = []
    comments = node.text("COMMENTS1")
    if comments:
        facts.append(("Comments", comments))
        facts += [("INTERPOL", link) for link in _INTERPOL.findall(comments)]
    if tag == "ENTITY":
        more.ids += un_facts.ship_numbers(comments)
    facts += [("Last updated", text) for text in node.values("LAST_DAY_UPDATED")]
    facts += [("List type", text) for text in node.values("LIST_TYPE") if text != "UN List"]
    for source, label in (("SUBMITTED_BY", "Submitted by"), ("SUBMITTED_ON", "Submitted on")):
        facts += [(label, text) for text in [node.text(source)] if text]
    return facts


def _day(node: Node, tag: str, log: _Log) -> date | None:
    written = node.text(tag)
    found = un_facts.day(written)
    if written and found is None:
        log.says[f"{tag} is {written[:40]!r}; expected a date"] += 1
    return found


def _apart(entries: list[Entry], log: _Log) -> Iterator[Entry]:
    """The entries under ids of their own: a second QDi.001 becomes "QDi.001#2"."""
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.id] += 1
        if seen[entry.id] == 1:
            yield entry
            continue
        log.says["entries share a number; the later ones got a suffix"] += 1
        yield replace(entry, id=f"{entry.id}#{seen[entry.id]}")


def _issues(log: _Log) -> Iterator[Issue]:
    for path, count in log.leftovers.items():
        yield Issue(path, f"{count} elements, attributes or texts are new to us, not read")
    for says, count in log.says.items():
        yield Issue(LIST_ID, f"{count}: {says}")
    if log.placeholders:
        yield Issue(LIST_ID, f"{log.placeholders} empty aliases were passed over")
    if log.lost:
        shown = ", ".join(log.lost[:10])
        yield Issue(LIST_ID, f"{len(log.lost)} entries have no name: {shown}", "error")
