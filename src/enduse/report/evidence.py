"""The report of a pack of evidence: one recorded decision, for somebody who was not there.

It explains the machine record and adds nothing to it. `html` and `pdf` draw the same blocks.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from enduse.errors import ExtraError, PaperError
from enduse.model.evidence import CaseFile
from enduse.report import (
    evidence_end,
    evidence_entries,
    evidence_found,
    evidence_front,
    evidence_order,
    evidence_rest,
)  # fmt: skip
from enduse.report.evidence_blocks import Block, Heading, Paper, Text
from enduse.report.evidence_words import Sources


def paper(case: CaseFile) -> Paper:
    """The report as blocks, in the order in which they are read."""
    return Paper(
        title=f"Evidence of a check: order {case.order}",
        foot=f"Order {case.order} · entry {case.number} · {case.hash[:16]}",
        blocks=tuple(_blocks(case)),
    )


def html(case: CaseFile) -> str:
    """One HTML file that stands alone: no script, nothing from outside.

    The same case gives the same bytes.
    """
    from enduse.report.evidence_html import as_html

    return as_html(paper(case))


def pdf(case: CaseFile, *, own_fonts: Sequence[Path] = ()) -> bytes:
    """The same as a PDF, made at the moment of the entry. The same case gives the same bytes.

    Letters that no font at hand has are given by their numbers, and the report says so;
    `own_fonts` are tried before that.

    Raises:
        ExtraError: the extra `papers` is not installed.
        PaperError: one of the fonts cannot be read.
    """
    try:
        from enduse.report.evidence_pdf import as_pdf
    except PaperError as error:
        part, found, expected = error.args
        raise ExtraError(f"report as {part}", found, expected) from error

    return as_pdf(paper(case), made=case.moment, own_fonts=own_fonts)


def _blocks(case: CaseFile) -> Iterator[Block]:
    sources = Sources()
    yield from evidence_front.section(case)
    if "decision" in case.taken_out:
        yield Heading("What was found")
        yield Text(f"What was found, asked and not checked was {evidence_front.GONE}.", "alarm")
    elif case.decision is not None:
        yield from evidence_found.section(case, sources, evidence_entries.numbers(case))
        yield from evidence_rest.asked(case)
        yield from evidence_rest.duties(case, sources)
        yield from evidence_rest.unread(case)
        yield from evidence_rest.not_checked(case, sources)
    yield from evidence_entries.section(case)
    yield from evidence_end.owners(case)
    if case.given is None:
        yield Heading("The order as given")
        yield Text(f"The order was {evidence_front.GONE}.", "alarm")
    else:
        yield from evidence_order.section(case.given)
    yield from evidence_end.people(case)
    yield from evidence_rest.answered(case, sources)
    yield from evidence_end.texts(sources)
    yield from evidence_end.verify(case)
