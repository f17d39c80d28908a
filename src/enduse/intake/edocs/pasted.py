"""An e-document that somebody pasted into an e-mail or a letter -> its text, line by line."""

import re
from dataclasses import replace

from enduse.intake.edocs.edifact_text import looks_edifact
from enduse.intake.edocs.swift_text import begins_swift, looks_swift
from enduse.model.paper import Page, Paper

_QUOTED = re.compile(r"^(?:> ?)+")


def parted(paper: Paper) -> tuple[Paper, bytes]:
    """What stands before a message of SWIFT or EDIFACT, and that message; empty without one.

    Lines keep their numbers, and the signs of quoting before them are left out. A paper with
    pages is not looked through: its lines are counted on each page anew.
    """
    if len(paper.pages) != 1 or paper.pages[0].number:
        return paper, b""
    page = paper.pages[0]
    texts = [_QUOTED.sub("", line.text.lstrip()) for line in page.lines]
    if not looks_swift("\n".join(texts)) and not any(map(looks_edifact, texts)):
        return paper, b""
    first = next((at for at, t in enumerate(texts) if begins_swift(t) or looks_edifact(t)), 0)
    said = dict(zip((line.number for line in page.lines[first:]), texts[first:], strict=True))
    whole = "\n".join(said.get(number, "") for number in range(1, max(said) + 1))
    around = replace(paper, pages=(Page(page.number, page.lines[:first]),))
    return around, whole.encode()
