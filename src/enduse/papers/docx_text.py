"""The text of a paragraph of a letter (DOCX) as it stands now, without what was deleted.

Source: ECMA-376 part 1: 17.3 (paragraphs and runs), 17.13.5 (revisions), 17.16 (fields).
"""

from collections import Counter
from collections.abc import Iterator

from enduse.papers.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

COUNTED = {
    "deleted": "has tracked changes: what was deleted was not read ({} places)",
    "inserted": "has tracked changes: what was inserted was read ({} places)",
    "hidden": "has hidden text, and it was read ({} places)",
}
"""What is said of a letter, with how often."""

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OUT = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delInstrText", f"{_MC}Fallback",
        f"{W}pPr", f"{W}sdtPr", f"{W}delText", f"{W}txbxContent"}  # fmt: skip
_TICKED = {
    "F0FE": "[x]",
    "F0FD": "[x]",
    "F052": "[x]",
    "F06F": "[ ]",
    "F0A8": "[ ]",
    "F0A3": "[ ]",
}
"""Boxes of the font Wingdings, ticked or not; F0xx is how Word writes a sign of such a font."""
_SET = {"1", "true", "on", None}


def blocks(within: Element) -> Iterator[Element]:
    """The paragraphs and tables of a part, in order, not those within others."""
    for child in within:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag not in _OUT:
            yield from blocks(child)  # content controls, and what was put in


def lines_of(paragraph: Element, counted: Counter[str]) -> list[str]:
    """The text of a paragraph, then that of each box that hangs on it."""
    lines = ["".join(_signs(paragraph, counted))]
    for box in paragraph.iter(f"{W}txbxContent"):
        own = next(box.iterancestors(f"{W}txbxContent"), None)
        copied = next(box.iterancestors(f"{_MC}Fallback"), None)
        if copied is None and (own is None or next(own.iter(f"{W}p")) is paragraph):
            lines += [line for p in box.iter(f"{W}p") for line in _own(p, box, counted)]
    return lines


def _own(paragraph: Element, box: Element, counted: Counter[str]) -> list[str]:
    """The line of a paragraph of a box; those of a box within it come with that one."""
    if next(paragraph.iterancestors(f"{W}txbxContent")) is box:
        return ["".join(_signs(paragraph, counted))]
    return lines_of(paragraph, counted)


def _signs(within: Element, counted: Counter[str]) -> Iterator[str]:
    """The text below an element; lxml opens no file deeper than 256 levels."""
    for child in within:
        tag = child.tag
        if tag in _OUT:
            counted["deleted"] += tag in {f"{W}del", f"{W}moveFrom"}
            continue
        counted["inserted"] += tag in {f"{W}ins", f"{W}moveTo"}
        counted["hidden"] += tag == f"{W}r" and _is_hidden(child)
        sign = _sign(child)
        if sign is not None:
            yield sign
        else:
            yield from _signs(child, counted)


def _sign(element: Element) -> str | None:
    """What an element stands for; None where it stands for what is in it."""
    tag = element.tag.removeprefix(W)
    if tag == "t":
        return element.text or ""
    if tag == "sym":
        return _TICKED.get(element.get(f"{W}char", "").upper(), " ")
    if tag == "checkBox":
        return "[x]" if _is_ticked(element) else "[ ]"
    return "" if tag == "rPr" else _SIGNS.get(tag)


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") in _SET


def _is_ticked(box: Element) -> bool:
    """A box of an old form: as it was set, else as it was given."""
    mark = box.find(f"{W}checked")
    if mark is None:
        mark = box.find(f"{W}default")
        return mark is not None and mark.get(f"{W}val") in {"1", "true", "on"}
    return mark.get(f"{W}val") in _SET
