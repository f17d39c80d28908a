"""One control number explained: the EU's text beside that of the US, and what to ask."""

from collections.abc import Iterator

from enduse.assess import rules
from enduse.desk.goods import Opened
from enduse.desk.goods_chart import destination
from enduse.desk.goods_screen import Cite, Line, Part, Screen
from enduse.goods.control import CATEGORIES, EAR99, GROUPS, ControlNumber, parse_control
from enduse.goods.control_list import EU, US, ControlList, ControlTables, Entry, Paragraph
from enduse.goods.control_search import words_of

_NOTES, _BELOW = 2, 10
_LONG, _BRIEF = 420, 200
PROCESSORS = ("3A001.a.3", "3A001.a.2", "4A003.b", "3A090.a")
"""Paragraphs whose figures decide of processors and of the computers made with them."""

_COMPUTING = frozenset({"3A090", "4A003", "4A090", "4A994"})
_FACTS = (
    "adjusted peak performance (APP) in weighted teraflops (WT) of all processors together",
    "compound semiconductor or silicon, and clock frequency",
    "rated temperature range",
    "total processing performance (TPP) and performance density",
    "radiation hardening",
)


def explain(number: ControlNumber, opened: Opened, *, to: str | None = None) -> Screen:
    """A number in both lists; `to` adds what the US chart says of a destination.

    Whether an item meets the text, and so whether a licence is asked for, is left open.
    """
    eu, us = opened.control.eu, opened.control.us
    ours = eu.entries.get(number.entry) if eu else None
    theirs = us.entries.get(number.entry) if us else None
    parts = (
        _what(number, opened),
        _texts(number, opened, (ours, theirs)),
        *(_reasons(theirs) if to is None or opened.control.chart is None else ()),
        *_processors(number, opened.control),
        *(destination(number, theirs, opened, to=to) if to is not None else ()),
        _question(number, opened, to),
        *_unloaded(opened, to),
    )
    loaded = [each for each in (eu, us) if each is not None]
    absent = bool(loaded) and ours is None and theirs is None and number.dual_use
    shown = tuple(part for part in parts if part.lines or part.beside)
    return Screen(_title(number), shown, found=not absent)


def heading(number: str, control: ControlTables) -> str:
    """The heading of an entry in the lists that are loaded, the EU's before the US's."""
    found = control.entries_of([number])
    return _short(found[0][1].heading) if found else "its text is not loaded"


def _title(number: ControlNumber) -> str:
    if number.category is None or number.group is None:
        return str(number)
    return f"{number}  {CATEGORIES[number.category]}: {GROUPS[number.group]}"


def _what(number: ControlNumber, opened: Opened) -> Part:
    if number.entry == EAR99:
        says = (
            "goods under the EAR that no entry of the list names; embargoes, end uses and end "
            "users may ask for a licence all the same (15 CFR 736, 744 and 746)"
        )
        return Part("What it is", (Line("", says),))
    if not number.dual_use:
        says = "a number of the munitions lists; these lists are not held here"
        return Part("What it is", (Line("", says),))
    lines = [Line("regime", f"{number.regime or 'of no regime we know'} (by its number)")]
    lacking = tuple(_lacking(number, opened))
    both = opened.control.eu is not None and opened.control.us is not None
    if both and not lacking:
        says = "numbered alike in both; compare headings and values, for some differ"
        lines.append(Line("EU and US", says))
    return Part("What it is", (*lines, *lacking))


def _lacking(number: ControlNumber, opened: Opened) -> Iterator[Line]:
    """Which loaded edition has no such number: a newer one may."""
    for label, loaded in (("EU", opened.control.eu), ("US", opened.control.us)):
        if loaded is not None and number.entry not in loaded.entries:
            says = f"the edition of {loaded.published} that is loaded has none; a newer one may"
            yield Line(label, says)


def _texts(
    number: ControlNumber, opened: Opened, entries: tuple[Entry | None, Entry | None]
) -> Part:
    eu, us = entries
    heads = (_head("EU Annex I", EU, opened), _head("US CCL", US, opened))
    cites = tuple(
        Cite(each.citation, each.published, each.read)
        for table in (EU, US)
        for each in opened.editions.get(table, ())
    )
    control = opened.control
    left = _side(number, eu, us, loaded=control.eu is not None)
    lines = (left, _side(number, us, eu, loaded=control.us is not None))
    if not number.dual_use:
        lines = ((), ())
    return Part("Text", lines[0], cites if any(lines) else (), beside=lines[1], heads=heads)


def _head(title: str, table: str, opened: Opened) -> str:
    newest = next(iter(opened.editions.get(table, ())), None)
    return f"{title}, {newest.published}" if newest else f"{title}, not loaded"


def _side(
    number: ControlNumber, entry: Entry | None, like: Entry | None, *, loaded: bool
) -> tuple[Line, ...]:
    if not loaded:
        return (Line("", "not loaded"),)
    if entry is None:
        return (Line("", f"has no entry {number.entry}"),)
    return tuple(_paragraphs(number, entry, like))


def _paragraphs(number: ControlNumber, entry: Entry, like: Entry | None) -> Iterator[Line]:
    """The entry, the paragraphs down to the one asked for, its notes and what is below."""
    yield Line(entry.number, _short(entry.heading))
    path = entry.number
    for part in number.paragraph:
        path = f"{path}.{part}"
        yield from _items(entry, like, path)
    deep = len(number.paragraph)
    notes = [p for p in entry.at(str(number)) if p.kind == "note"]
    below = dict.fromkeys(p.number for p in entry.below(str(number)))
    for note in notes[:_NOTES]:
        yield Line("note", _short(note.text, _BRIEF), deep=deep)
    for each in list(below)[:_BELOW]:
        item = likeliest(entry, each, like)[0]
        tail = "." + each.rpartition(".")[2]
        yield Line(tail, _short(item.text, _BRIEF), deep=deep + 1)
    left = max(len(below) - _BELOW, 0) + max(len(notes) - _NOTES, 0)
    if left:
        yield Line("", f"and {left} more", deep=deep + 1)


def _items(entry: Entry, like: Entry | None, path: str) -> Iterator[Line]:
    """What stands under one number; a copy may have several texts so numbered."""
    deep = path.count(".")
    items = likeliest(entry, path, like)
    tail = "." + path.rpartition(".")[2]
    if not items:
        yield Line(tail, "no such paragraph here", deep=deep)
    for item in items:
        yield Line(tail, _short(item.text), deep=deep)
    if len(items) > 1:
        says = f"(this copy has {len(items)} texts so numbered; some belong to notes)"
        yield Line("", says, deep=deep)


def likeliest(entry: Entry, number: str, like: Entry | None) -> tuple[Paragraph, ...]:
    """The items under a number; of several, the one most like the other list's text there.

    A copy of a list may number the points of a note as it numbers paragraphs.
    """
    items = tuple(p for p in entry.at(number) if p.kind == "item")
    other = like.at(number) if like else ()
    if len(items) < 2 or not other:  # noqa: PLR2004
        return items
    wanted = set(words_of(other[0].text))
    shares = [len(wanted & set(words_of(p.text))) / (len(p.text) + 1) for p in items]
    return (items[shares.index(max(shares))],)


def _reasons(us: Entry | None) -> Iterator[Part]:
    if us is None or not (us.reasons or us.controls):
        return
    lines = [Line("reasons", us.reasons)] if us.reasons else []
    lines += [Line("", f"{_short(c.applies)}: {_short(c.where)}", deep=1) for c in us.controls]
    yield Part("US reasons for control", tuple(lines))


def _processors(number: ControlNumber, control: ControlTables) -> Iterator[Part]:
    """For chips and computers: the paragraphs whose figures decide, and the facts to ask."""
    asked = str(number)
    near = any(each.startswith(asked) or asked.startswith(each) for each in PROCESSORS)
    if number.entry not in _COMPUTING and not near:
        return
    lines: list[Line] = []
    for one, other in ((control.eu, control.us), (control.us, control.eu)):
        for wanted in PROCESSORS if one else ():
            found = _of(one, wanted)
            items = likeliest(found, wanted, _of(other, wanted)) if found else ()
            side = "EU" if one is control.eu else "US"
            lines += [Line(f"{side} {wanted}", _short(p.text, 240)) for p in items[:1]]
    lines += [Line("missing", f"{'; '.join(_FACTS)}")]
    yield Part("Processors and computers: these figures decide", tuple(lines))


def _of(control: ControlList | None, number: str) -> Entry | None:
    return control.entries.get(number.partition(".")[0]) if control else None


def _question(number: ControlNumber, opened: Opened, to: str | None) -> Part:
    lines: list[Line] = []
    eu = _asked_of_eu(number, opened.control.eu)
    if number.dual_use:
        says = "Does the item meet this text, figure by figure, by its data sheet?"
        lines.append(Line("first", says))
    if eu:
        lines.append(Line("EU", eu))
    where = "the destination" if to is None else to
    says = (
        "Is it subject to the EAR? If so: which reasons apply to it, what does the chart say "
        f"of {where}, is there a licence exception, and do parts 744 and 746 ask for more?"
    )
    lines.append(Line("US", says))
    every = rules.load().tests["goods.dual_use"].basis
    texts = (each for each in every if "2021/821" in each.citation)
    cites = tuple(Cite(text.citation, text.as_of, text.read) for text in texts) if eu else ()
    return Part("The licence question, for you to answer", tuple(lines), cites)


def _asked_of_eu(number: ControlNumber, eu: ControlList | None) -> str | None:
    """What to ask under EU law; None for what its annex is not known to hold."""
    there = eu is not None and number.entry in eu.entries
    if not number.dual_use or (number.of_us_range and not there):
        return None
    if eu is not None and not there:
        return "Does the Annex I in force have this number? The edition loaded here has not."
    return "If so, its export from the EU needs an authorisation (Art. 3). Which one?"


def _unloaded(opened: Opened, to: str | None) -> Iterator[Part]:
    wanted = [EU, US] + (["us_country_chart", "us_country_groups"] if to else [])
    lines = [
        Line(name, f"not loaded: `enduse goods import FILE… --table {name}`")
        for name in wanted
        if name in opened.missing
    ]
    lines += [
        Line(name, f"cannot be used: {opened.faults[name]}")
        for name in wanted
        if name in opened.faults
    ]
    yield Part("Not looked at", tuple(lines))


def _short(text: str, most: int = _LONG) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def is_number(text: str) -> bool:
    """Whether a text is a control number."""
    return isinstance(parse_control(text), ControlNumber)
