"""Any text against everything known: its papers opened, its names and words found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from enduse.desk import sources
from enduse.desk.files import Held, held
from enduse.desk.goods_tables import recovered_on, recovered_records
from enduse.desk.parties import entry_of
from enduse.errors import EditionError, OrderError, PaperError, SheetError
from enduse.goods.parts import Parts
from enduse.goods.recovered import Recovered
from enduse.intake.orders.read import open_tables
from enduse.intake.sheet_paper import paper_of_tables
from enduse.mention.book import ListedNames
from enduse.mention.listed import Listed
from enduse.mention.reader import Reader
from enduse.mention.running import running
from enduse.model.issue import Issue
from enduse.model.mention import Mention
from enduse.model.paper import Page, Paper, Piece, TextLine
from enduse.model.reading import Against, Standing, TextRead
from enduse.model.unread import Unread
from enduse.papers.read import read_paper
from enduse.screen.source import Source
from enduse.settings import Settings

MAX_DEPTH = 4
"""Letters in letters in archives: how deep files are opened that came in others."""


@dataclass(frozen=True, slots=True)
class ReadingDesk:
    """Reads texts, as of one day, with every list ready: open it once, read many.

    `against` says which lists those are, and what is wrong with them.
    """

    reader: Reader
    against: Against
    sources: tuple[Source, ...]

    def read(self, name: str, data: bytes) -> Iterator[TextRead]:
        """What a file names, and each file that came in it; what no reader takes is said."""
        return self._read(held(name, data), depth=0)

    def _read(self, file: Held, *, depth: int) -> Iterator[TextRead]:
        try:
            paper, sheets = _opened(file)
        except (OrderError, PaperError, SheetError) as error:
            where, found, instead = error.args
            lost = Unread(where, found, instead, lost=True)
            yield TextRead(file.name, file.kind.what, 0, 0, unread=(lost,))
            return
        yield self.of(paper, sheets)
        if paper.head:
            yield self.of(_head(paper))
        for each in paper.inside():
            if depth < MAX_DEPTH:
                yield from self._read(held(each.name, each.data), depth=depth + 1)
            else:
                says = f"came in files {MAX_DEPTH} deep, and was not opened"
                lost = Unread(each.name, says, lost=True)
                yield TextRead(each.name, "a file", 0, 0, unread=(lost,))

    def of(self, paper: Paper, sheets: tuple[str, ...] = ()) -> TextRead:
        """What a paper names. `sheets` are the titles of its pages, where those are sheets."""
        text = running(paper)
        mentions = self.reader.read(text)
        pages = sum(page.number > 0 for page in paper.pages)
        return TextRead(
            paper.name,
            paper.what,
            pages,
            len(text.text.split()),
            mentions,
            tuple(_unread(paper)),
            dict(self._standings(mentions)),
            sheets,
        )

    def _standings(
        self, mentions: Sequence[Mention]
    ) -> Iterator[tuple[tuple[str, str], Standing]]:
        """What being on its list means for every entry that may be meant."""
        by_list = {source.list_id: source for source in self.sources}
        wanted = {(m.source, m.entry) for each in mentions for m in each.meant}
        for list_id, entry_id in sorted(wanted):
            source = by_list.get(list_id)
            entry = entry_of(source, entry_id) if source else None
            effect = source.effect_of(entry) if source and entry else None
            if entry is not None and effect is not None:
                standing = Standing(
                    entry.programmes, effect.regime, effect.label, effect.weight
                )
                yield (list_id, entry_id), standing


def reading_desk(settings: Settings, *, as_of: date | None = None) -> ReadingDesk:
    """Everything that texts are read against, as of a day or now.

    Where the settings require no list, every list on the shelf is: to be read against a list
    that is stale or damaged is not to be read.
    """
    day = as_of or datetime.now(UTC).date()
    loaded = sources.load(settings, day)
    shelved = tuple(each.list_id for each in loaded.shelved)
    issues = [*sources.faults_of(loaded, settings.require or shelved), *_bare(shelved)]
    parts, weapons = Parts.load(), ""
    recovered = None
    try:
        records = recovered_records(settings, as_of=day)
    except EditionError as error:
        issues.append(Issue("weapon_components", f"cannot be read: {error}", "error"))
    else:
        table = recovered_on(settings, as_of=day).edition
        if records is not None and table is not None:
            recovered = Recovered.of(records, parts)
            weapons = f"{table.file} of {table.published}"
    names = Listed(
        ListedNames(each.list_id, each.entries, each.index, each.counts)
        for each in loaded.sources
    )
    reader = Reader.load(names.find, recovered=recovered, parts=parts)
    entries = sum(len(each.entries) for each in loaded.sources)
    against = Against(loaded.editions, tuple(issues), entries, weapons)
    return ReadingDesk(reader, against, loaded.sources)


def _bare(shelved: Sequence[str]) -> Iterator[Issue]:
    """That no list is loaded at all: the starter list stands for none."""
    if not shelved:
        says = (
            "none is loaded, and the starter list holds a few hundred parties only: "
            "`enduse lists update` or `enduse lists import` loads them"
        )
        yield Issue("lists", says, "error")


def _opened(file: Held) -> tuple[Paper, tuple[str, ...]]:
    """A file as a paper; a workbook's sheets are its pages, and their titles come with it."""
    if file.kind.form != "table" or not file.data.startswith(b"PK"):
        return read_paper(file.name, file.data), ()
    tables = open_tables(file.name, file.data)
    paper = replace(paper_of_tables(tables), what=file.kind.what)
    return paper, tuple(table.sheet for table in tables)


def _unread(paper: Paper) -> Iterator[Unread]:
    """What of a paper was not read; a paper without a word is one of them."""
    yield from paper.unread
    if not any(page.lines for page in paper.pages) and not paper.attached and not paper.unread:
        yield Unread(paper.name, "holds no words", "look at it", lost=True)


def _head(paper: Paper) -> Paper:
    """The lines before an e-mail's text as a paper of its own: who it is from, its subject."""
    lines = tuple(
        TextLine((Piece(f"{name}: {said}"),), number, float(number))
        for number, (name, said) in enumerate(paper.head, start=1)
    )
    return Paper(f"{paper.name} (head)", "the head of an e-mail", (Page(0, lines),))
