"""What stands in the picture of owners, in words, and how long lines of it are broken."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from enduse.model.chart import Arrow, Box, Chart, Mark, Reach, Ruled
from enduse.report import words

LISTED = "Listed, or perhaps"
"""Over the entries below a picture."""

LONGEST = 400
"""Letters of one text that are shown at most."""

_WIDE, _CAPITAL, _NARROW, _OTHER = 1.02, 0.74, 0.34, 0.6
_THIN = frozenset("iljtfrI.,:;'|!()[] -")
_WRITTEN_FROM_THE_RIGHT = frozenset({"R", "AL"})
_NOT_IN_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    r"""Text that can stand in an SVG and shows itself: on one line, of bounded length.

    >>> shown("A\n\x00B\ud800")
    'A \\x00B\\ud800'
    """
    whole = " ".join(text[: 4 * LONGEST].split())
    bare = _NOT_IN_XML.sub(lambda m: m.group().encode("unicode_escape").decode(), whole)
    printable = words.printable(bare)
    return printable if len(printable) <= LONGEST else printable[: LONGEST - 1] + "…"


def width(text: str) -> float:
    """How wide text is in a sans-serif letter of size 1, rather too wide than too narrow."""
    return sum(map(_letter, text))


def _letter(char: str) -> float:
    if char in _THIN:
        return _NARROW
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return _WIDE
    return _CAPITAL if char.isupper() or char in "mw%@—" else _OTHER


def broken(text: str, room: float, *, most: int = 6) -> list[str]:
    """Text in lines no wider than `room` letters; what needs more than `most` ends in "…".

    A word that is wider than a line, and a script without spaces, is broken anywhere.
    """
    lines: list[str] = [""]
    for piece in _pieces(text, room):
        if width(lines[-1] + piece.rstrip()) > room and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    lines = [line.rstrip() for line in lines]
    if len(lines) > most:
        last = lines[most - 1]
        while last and width(last + "…") > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return lines


def _pieces(text: str, room: float) -> Iterable[str]:
    for word in re.findall(r"\s*\S+", text):
        piece = ""
        for char in word:
            if piece and width(piece + char) > room:
                yield piece
                piece = ""
            piece += char
            if unicodedata.east_asian_width(char) == "W":
                yield piece
                piece = ""
        if piece:
            yield piece


def from_the_right(text: str) -> bool:
    """Whether a line is read from the right: its first letter says so."""
    sides = (unicodedata.bidirectional(char) for char in text)
    return next((side in _WRITTEN_FROM_THE_RIGHT for side in sides if side in "L R AL"), False)


def share(arrow: Arrow) -> str:
    """What is held, as it stands on an arrow.

    >>> share(Arrow(1, 0, 25, 50)), share(Arrow(1, 0, 0, 100, known=False))
    ('25 to 50 %', 'share not known')
    """
    if not arrow.known:
        return "share not known"
    return _span(arrow.low, arrow.high)


def _span(low: float, high: float) -> str:
    if low == high:
        return f"{low:g} %"
    return f"{low:g} to {high:g} %" if low else f"at most {high:g} %"


def control(arrow: Arrow) -> str | None:
    """The words on control, as they stand on an arrow; None where there are none."""
    if arrow.control is None:
        return None
    said = "" if arrow.controls != "undecided" else " (not clear)"
    return f"control: {shown(arrow.control)[:80]}{said}"


def name(box: Box) -> str:
    """Who a box is."""
    if box.unnamed:
        return "nobody is named"
    if box.stands_for:
        behind = ", among or behind them listed ones" if box.hides_listed else ""
        return words.plural(box.stands_for, "other owner") + behind
    return shown(box.name) if box.name and box.name.strip() else "(no name)"


def beside(box: Box) -> str | None:
    """What is known of somebody beside the name: country and kind."""
    kind = None if box.kind == "unknown" else box.kind.replace("_", " ")
    return " · ".join(shown(each) for each in (kind, box.country) if each) or None


def heading(box: Box) -> str | None:
    """What a box is in large: the party's role, a listed owner."""
    listed = None
    if box.marks:
        listed = "LISTED" if box.marks[0].sure else "MAY BE LISTED"
    role = box.role.replace("_", " ").upper() if box.role else None
    return " · ".join(filter(None, (role, listed))) or None


def mark(each: Mark) -> str:
    """An entry with what it means, in short."""
    unsure = "" if each.sure else "perhaps "
    return f"{unsure}{shown(each.list_id)} {shown(each.entry)}: {shown(each.effect)}"


def reach(rule: Ruled, each: Reach) -> str:
    """What a rule says of a company, in a line or two."""
    return f"{shown(rule.name)}: {_answer(rule, each)}"


def _answer(rule: Ruled, each: Reach) -> str:
    if each.answer == "no":
        return f"no, at most {each.may:g} %"
    if each.answer == "undecided":
        return f"cannot be decided: surely {each.held:g} %, at most {each.may:g} %"
    least = "at least " if each.may > each.held else ""
    how = "by control" if each.by_control else f"{least}{each.held:g} %"
    here = f" from here (level {each.level})" if each.box == rule.first else ""
    return f"counts as owned{here}, {how}"


def title(chart: Chart) -> str:
    """What the picture shows, as its heading."""
    party = chart.boxes[0]
    role = f", {party.role.replace('_', ' ')}" if party.role else ""
    return f"Owners of {name(party)}{role} · order {shown(chart.order)}"


def footer(chart: Chart) -> list[tuple[str, list[str]]]:
    """What stands below the drawing: headings, each with its lines."""
    parts = [
        ("Not read: a listed owner may be missing", [shown(each) for each in chart.unread]),
        (LISTED, list(_entries(chart))),
        (
            "Rules, as of " + chart.as_of.isoformat(),
            [_rule(chart, each) for each in chart.rules],
        ),
        ("Lists read", [shown("; ".join(chart.lists) or "none")]),
        ("Not known", [shown(each) for each in chart.unknown]),
        ("Not drawn", [shown(each) for each in chart.left_out]),
    ]
    return [(head, lines) for head, lines in parts if lines]


def entries(marks: Sequence[Mark]) -> list[Mark]:
    """One entry for each list and effect: an owner may be like dozens of one company's."""
    first: dict[tuple[str, str], Mark] = {}
    for each in marks:
        first.setdefault((each.list_id, each.effect), each)
    return list(first.values())


def _entries(chart: Chart) -> Iterable[str]:
    told = dict.fromkeys((name(box), box.marks) for box in chart.boxes if box.marks)
    for who, marks in told:
        short = entries(marks)
        for each in short:
            yield f"{who}: {mark(each)}; listed as {shown(each.name)}"
        more = len(marks) - len(short)
        if more:
            yield f"{who}: and {plural_entries(more)}, which the decision names"


def plural_entries(count: int) -> str:
    """How many more entries there are, in words."""
    return words.plural(count, "more entry", "more entries")


def _rule(chart: Chart, rule: Ruled) -> str:
    cited = "; ".join(f"{b.citation} ({b.as_of}, {words.READ[b.read]})" for b in rule.basis[:2])
    return f"{shown(rule.says)}. {_where(chart, rule)} {shown(cited)}"


def _where(chart: Chart, rule: Ruled) -> str:
    if not rule.reaches:
        return "No owner was found that counts under it."
    if rule.first is None:
        return "It reaches no company drawn here."
    found = next(each for each in rule.reaches if each.box == rule.first)
    bites = "Bites first at" if found.answer == "yes" else "Cannot be decided from"
    return f"{bites} {name(chart.boxes[rule.first])[:80]} (level {found.level})."
