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
        f"{W}pPr", f"{W}sdtPr", f"{W}delText"}  # fmt: skip
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


def below(within: Element, *tags: str) -> Iterator[Element]:
    """What has one of these tags, in order; not what stands within another of them."""
    wanted = {f"{W}{tag}" for tag in tags}
    for child in within:
        if child.tag in wanted:
            yield child
        elif child.tag not in _OUT:
            yield from below(child, *tags)  # content controls, and what was put in


def lines_of(paragraph: Element, counted: Counter[str]) -> list[str]:
    """The text of a paragraph, then that of each box that hangs on it."""
    boxes: list[Element] = []
    lines = ["".join(_signs(paragraph, counted, boxes))]
    for box in boxes:
        lines += all_lines(box, counted)
    return lines


def all_lines(within: Element, counted: Counter[str]) -> list[str]:
    """The lines of all that stands in a cell or a box, those of tables within too."""
    lines: list[str] = []
    for block in below(within, "p", "tc"):
        is_cell = block.tag == f"{W}tc"
        lines += all_lines(block, counted) if is_cell else lines_of(block, counted)
    return lines


def _signs(within: Element, counted: Counter[str], boxes: list[Element]) -> Iterator[str]:
    """The text below an element; lxml opens no file deeper than 256 levels."""
    for child in within:
        tag = child.tag
        if tag in _OUT:
            counted["deleted"] += tag in {f"{W}del", f"{W}moveFrom"}
            continue
        if tag == f"{W}txbxContent":
            boxes.append(child)
            continue
        counted["inserted"] += tag in {f"{W}ins", f"{W}moveTo"}
        counted["hidden"] += tag == f"{W}r" and _is_hidden(child)
        sign = _sign(child)
        if sign is not None:
            yield sign
        else:
            yield from _signs(child, counted, boxes)


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
