"""The text of a PDF that fpdf2 wrote, read back from its pages."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
_PIECE = re.compile(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\)|\bBT\b", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)


def pages_of(data: bytes) -> list[str]:
    """The text of each page, a line for each text object, in the order of drawing."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    fonts = _fonts(objects)
    return [
        _text(_stream(objects[int(found[1])]), fonts)
        for _, body in sorted(objects.items())
        if b"/Type /Page\n" in body and (found := re.search(rb"/Contents (\d+) 0 R", body))
    ]


def bare(text: str) -> str:
    """Without blanks, since lines are broken where they are full."""
    return "".join(text.split())


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _fonts(objects: dict[int, bytes]) -> dict[int, dict[int, str]]:
    named = {
        int(name): int(number)
        for body in objects.values()
        if b"/Font <<" in body
        for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", body)
    }
    found = {}
    for name, number in named.items():
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
        assert table
        pairs = _PAIR.findall(_stream(objects[int(table[1])]))
        found[name] = {
            int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
            for glyph, letters in pairs
        }
    return found


def _text(content: bytes, fonts: dict[int, dict[int, str]]) -> str:
    made: list[str] = []
    letters: dict[int, str] = {}
    for found in _PIECE.finditer(content):
        font, written = found[1], found[2]
        if font:
            letters = fonts[int(font)]
        elif written is None:
            made.append("\n")
        else:
            glyphs = _ESCAPED.sub(lambda m: {b"r": b"\r"}.get(m[1], m[1]), written)
            pairs = (glyphs[at : at + 2] for at in range(0, len(glyphs), 2))
            made += (letters.get(int.from_bytes(pair, "big"), "") for pair in pairs)
    return "".join(made)
