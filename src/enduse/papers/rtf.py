"""A text with layout (RTF) as a paper: its text, headers and footers, tables as rows.

Source: Microsoft, Rich Text Format Specification 1.9.1.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from enduse.errors import PaperError
from enduse.model.paper import Paper
from enduse.model.unread import Unread
from enduse.papers.flow import Flow
from enduse.papers.kinds import RTF

MAX_BYTES = 20_000_000
_DEEPEST = 2_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    r"|([^\\{}\r\n]+)|\\"
)
_OUT = frozenset(
    [
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "listtable",
        "listoverridetable",
        "themedata",
        "fldinst",
        "bkmkstart",
        "bkmkend",
        "annotation",
        "xe",
        "tc",
        "datastore",
        "generator",
        "filetbl",
        "revtbl",
        "rsidtbl",
    ]
)
"""Groups that are no text of the letter."""
_ASIDE = re.compile(r"header[lrf]?|footer[lrf]?|footnote|shptxt")
"""Groups that are text, but not of the paragraph in which they stand."""
_STARRED = frozenset(("shptxt", "shpinst", "nesttableprops", "ud"))
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_ESCAPED = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_ENDS = frozenset(("par", "sect", "page", "nestcell", "nestrow"))


def paper_of_rtf(name: str, data: bytes) -> Paper:
    """A text with layout as a paper.

    Raises:
        PaperError: it is larger, or nested deeper, than anybody's.
    """
    if len(data) > MAX_BYTES:
        raise PaperError(name, f"is of {len(data)} bytes", f"at most {MAX_BYTES}")
    reader = _Reader(name)
    for found in _TOKEN.finditer(data.decode("latin-1")):
        reader.take(found)
    reader.end()
    unread = (*reader.flow.unread(name), *_unread(name, reader.counted))
    return Paper(name, RTF, (reader.flow.page(),), unread=unread)


def _unread(name: str, counted: Counter[str]) -> Iterator[Unread]:
    if counted["deleted"]:
        yield Unread(name, "has tracked changes: what was deleted was not read")
    if counted["annotation"]:
        count = counted["annotation"]
        yield Unread(name, f"has comments beside its text ({count}), and they were not read")
    if counted["pict"] and counted["words"] < 12:  # noqa: PLR2004
        found = "holds pictures and hardly any text: they may be scans, and were not read"
        yield Unread(name, found, "look at it, and enter by hand what it says", lost=True)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: `codec` of its letters, `aside` for a text of its own."""

    out: bool = False
    deleted: bool = False
    codec: str = "cp1252"
    skip: int = 1
    fonts: bool = False
    aside: bool = False


@dataclass(slots=True)
class _Text:
    """A paragraph as far as it was read, and the row of a table that it stands in."""

    signs: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    in_row: bool = False


class _Reader:
    def __init__(self, name: str) -> None:
        self.flow = Flow()
        self.counted: Counter[str] = Counter()
        self._name = name
        self._states = [_State()]
        self._texts = [_Text()]
        self._bytes = bytearray()
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._codec = "cp1252"
        self._skip = 0
        self._starred = False

    def take(self, found: re.Match[str]) -> None:
        """One word or sign of the file."""
        word, number, code, sign, brace, text = found.groups()
        if code is None and self._bytes:
            self._say_bytes()
        if brace:
            self._group(brace)
        elif word:
            self._word(word, int(number) if number else None)
        elif code:
            self._byte(int(code, 16))
        elif sign == "*":
            self._starred = True
        elif sign:
            self._say(_ESCAPED.get(sign, ""))
        elif text:
            self._say(self._skipped(text))

    def end(self) -> None:
        """The end of the file, wherever it comes."""
        self._say_bytes()
        while self._texts:
            self._close()

    def _group(self, brace: str) -> None:
        self._skip, self._starred = 0, False
        if brace == "{":
            if len(self._states) > _DEEPEST:
                raise PaperError(self._name, "is nested without end", "RTF that Word opens")
            self._states.append(replace(self._states[-1], aside=False))
        elif len(self._states) > 1 and self._states.pop().aside:
            self._close()

    def _word(self, word: str, number: int | None) -> None:
        state, starred = self._states[-1], self._starred
        self._starred = False
        if word in _OUT or (starred and word not in _STARRED):
            self.counted[word] += not state.out
            self._set(out=True)
        elif word == "fonttbl":
            self._set(out=True, fonts=True)
        elif _ASIDE.fullmatch(word) and not state.out:
            self._set(aside=True)
            self._texts.append(_Text())
        elif number is not None and word in _NUMBERED:
            self._numbered(word, number)
        elif word == "deleted":
            self.counted["deleted"] += number != 0
            self._set(deleted=number != 0)
        elif not state.out:
            self._layout(word)

    def _numbered(self, word: str, number: int) -> None:
        state = self._states[-1]
        if word == "u":
            self._say(chr(number & 0xFFFF))
            self._skip = state.skip
        elif word == "uc":
            self._set(skip=max(0, min(number, 9)))
        elif word == "ansicpg":
            self._codec = f"cp{number}" if _is_codec(f"cp{number}") else "cp1252"
            self._set(codec=self._codec)
        elif word == "f":
            self._font = number
            self._set(codec=self._fonts.get(number, self._codec))
        elif state.fonts and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number] if number else self._codec

    def _layout(self, word: str) -> None:
        text = self._texts[-1]
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "intbl":
            text.in_row = True
        elif word == "pard":
            text.in_row = False
        elif word == "cell":
            text.cells.append([*text.cell, _whole(text.signs)])
            text.cell, text.signs = [], []
        elif word == "row":
            self._row(text)
        elif word in _ENDS:
            self._paragraph(text)

    def _paragraph(self, text: _Text) -> None:
        line = _whole(text.signs)
        text.signs = []
        if text.in_row or text.cells:
            text.cell.append(line)
        else:
            self.counted["words"] += len(line.split())
            self.flow.text(line)

    def _row(self, text: _Text) -> None:
        self.counted["words"] += sum(len(" ".join(cell).split()) for cell in text.cells)
        self.flow.row(enumerate(text.cells))
        text.cells = []

    def _close(self) -> None:
        """The end of a text: what stands in it is told, were it but half a row."""
        text = self._texts.pop()
        if text.cells or text.cell:
            text.cells.append([*text.cell, _whole(text.signs)])
            self._row(text)
        elif text.signs:
            text.in_row = False
            self._paragraph(text)

    def _say(self, text: str) -> None:
        state = self._states[-1]
        if not state.out and not state.deleted:
            self._texts[-1].signs.append(text)

    def _say_bytes(self) -> None:
        if self._bytes:
            self._say(bytes(self._bytes).decode(self._states[-1].codec, errors="replace"))
            self._bytes.clear()

    def _byte(self, code: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(code)

    def _skipped(self, text: str) -> str:
        """What is left of a text after the letters that stand for the one before."""
        away = min(self._skip, len(text))
        self._skip -= away
        return text[away:]

    def _set(self, **facts: object) -> None:
        self._states[-1] = replace(self._states[-1], **facts)  # type: ignore[arg-type]


_NUMBERED = frozenset(("u", "uc", "ansicpg", "f", "fcharset"))


def _whole(signs: list[str]) -> str:
    """A text whose letters may have come in halves (UTF-16); half a one is no letter."""
    text = "".join(signs)
    return text.encode("utf-16-le", errors="surrogatepass").decode(
        "utf-16-le", errors="replace"
    )


def _is_codec(name: str) -> bool:
    try:
        b"".decode(name)
    except LookupError:
        return False
    return True
