"""Any bytes into every reader: never a hang, a crash, or a party lost in silence.

TEST_FUZZ=20 tries twenty times as many changes of each file.
"""

import io
import json
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.errors import ListError, SheetError
from enduse.lists import readers
from enduse.lists.readers import FORMATS, OWN
from enduse.lists.tree import MAX_ATTRIBUTES
from enduse.model.listing import Entry, Reading
from enduse.model.wire import to_plain
from enduse.sheets.unpack import unpack
from tests.lists import test_sheet
from tests.lists.samples import SAMPLES, Sample

TIMES = int(os.environ.get("TEST_FUZZ", "1"))
SLOW = timedelta(seconds=10)
"""No change of a small file may take longer: the slowest takes a tenth of a second."""

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def often(examples: int) -> settings:
    health = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples * TIMES,
        deadline=SLOW,
        suppress_health_check=health,
        database=None,
    )


def read(sample: Sample, parts: Mapping[str, bytes], *, floor: int = 0) -> Reading | None:
    """A reading that keeps its promises, or None where the files were refused in words."""
    try:
        reading = readers.read(sample.list_id, parts, floor=floor)
    except ListError:
        return None
    ids = [each.id for each in reading.entries]
    assert len(ids) == len(set(ids))
    assert all(ids)
    assert {each.list_id for each in reading.entries} <= {sample.list_id}
    assert all(count >= 0 for _, count in reading.rows)
    # Whatever was taken in can be kept: no half characters, no endless numbers.
    assert json.dumps([to_plain(each) for each in reading.entries], ensure_ascii=False).encode()
    assert json.dumps([to_plain(i) for i in reading.issues], ensure_ascii=False).encode()
    if not errors(reading):
        assert all(any(n.text.strip() for n in each.names) for each in reading.entries)
    return reading


def errors(reading: Reading) -> list[str]:
    return [issue.says for issue in reading.issues if issue.gravity == "error"]


def test_every_format_has_a_sample_that_is_read_without_a_fault() -> None:
    known = {(name, at) for name, forms in FORMATS.items() for at in range(len(forms))}
    known |= {("own_list", at) for at in range(len(OWN))}
    for sample in SAMPLES:
        forms = FORMATS.get(sample.list_id, OWN)
        at = next(n for n, form in enumerate(forms) if form.looks_like(sample.parts))
        known.discard((sample.list_id, at))
        reading = read(sample, sample.parts, floor=1)
        assert reading is not None, sample.name
        assert errors(reading) == []
    assert known == set()


ODD = [
    b"\0", b"\xef\xbb\xbf", b"\xff", b"\xff\xfe", b'"', b"'", b"\r", b"\n", b"\r\n", b"\x1a",
    b"\x1c", b"\xc2\x85", b"\xe2\x80\xa8", b"\xc2\xa0", b"[" * 5000, b'{"a":' * 3000,
    b"<a>" * 300, b"9" * 5000, b"1e999", b"-1", b"NaN", b"null", b"true", b"[]", b"{}",
    b"\\ud800", b"&#0;", b"&lt;", b"<!--", b"]]>", b"<![CDATA[", b"9999-99-99", b"00/00/0000",
    b"\xd9\xa3", b"\xc2\xb2", b",", b";", b"\t", b"=", b"x" * 200_000, b"\t" * 20_000,
]  # fmt: skip
"""What is put in: marks of each format, bytes of no text, numbers of no size, nests."""
WORD = re.compile(rb"[0-9]+|[A-Za-z]+")
ENCODINGS = ["utf-16", "utf-16-be", "utf-32", "utf-7", "utf-8-sig", "cp500", "cp1252"]


@dataclass(frozen=True, slots=True)
class Step:
    """One change: where, over how many bytes, and what is put in."""

    at: int
    much: int
    odd: bytes


def _cut(data: bytes, step: Step) -> bytes:
    return data[: step.at]


def _flip(data: bytes, step: Step) -> bytes:
    return data[: step.at] + bytes([data[step.at] ^ (1 << step.much % 8)]) + data[step.at + 1 :]


def _repeat(data: bytes, step: Step) -> bytes:
    return (
        data[: step.at]
        + data[step.at : step.at + step.much] * (2 + step.at % 40)
        + data[step.at + step.much :]
    )


def _remove(data: bytes, step: Step) -> bytes:
    return data[: step.at] + data[step.at + step.much :]


def _swap(data: bytes, step: Step) -> bytes:
    first, second = data[: step.at], data[step.at :]
    return second + first if step.much % 2 else first + second[::-1]


def _drop_line(data: bytes, step: Step) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[step.at % len(lines)]
    return b"".join(lines)


def _double_line(data: bytes, step: Step) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join([*lines, *lines[step.at % len(lines) :][:1]])


def _insert(data: bytes, step: Step) -> bytes:
    return data[: step.at] + step.odd + data[step.at :]


def _instead(data: bytes, step: Step) -> bytes:
    found = list(WORD.finditer(data))
    if not found:
        return step.odd
    word = found[step.at % len(found)]
    return data[: word.start()] + step.odd + data[word.end() :]


def _encode(data: bytes, step: Step) -> bytes:
    name = ENCODINGS[step.at % len(ENCODINGS)]
    return data.decode("utf-8", "replace").encode(name, "replace")


Change = Callable[[bytes, Step], bytes]
CHANGES: list[Change] = [
    _cut, _flip, _repeat, _remove, _swap, _drop_line, _double_line, _insert, _instead, _encode,
]  # fmt: skip
step_ = st.builds(Step, st.integers(0, 1 << 20), st.integers(1, 300), odd=st.sampled_from(ODD))
Steps = list[tuple[Change, Step]]
steps = st.lists(st.tuples(st.sampled_from(CHANGES), step_), min_size=1, max_size=3)


def changed(data: bytes, how: Steps) -> bytes:
    for change, step in how:
        if data:
            data = change(data, replace(step, at=step.at % len(data)))
    return data


def packed(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@every_sample
def test_any_change_of_a_file_is_read_or_refused(sample: Sample) -> None:
    @often(60)
    @given(st.sampled_from(sorted(sample.parts)), steps)
    def holds(name: str, how: Steps) -> None:
        read(sample, {**sample.parts, name: changed(sample.parts[name], how)})

    holds()


@pytest.mark.parametrize("sample", [each for each in SAMPLES if each.make == "zip"],
                         ids=lambda sample: sample.name)  # fmt: skip
def test_any_change_inside_an_archive_is_read_or_refused(sample: Sample) -> None:
    whole = members(sample.parts["file"])

    @often(60)
    @given(st.sampled_from(sorted(whole)), steps, st.booleans())
    def holds(name: str, how: Steps, gone: bool) -> None:
        other = {**whole, name: changed(whole[name], how)}
        if gone:
            del other[name]
        read(sample, {"file": packed(other)})

    holds()


@often(150)
@given(st.sampled_from(SAMPLES), st.binary(max_size=300), st.sampled_from(
    [b"", b"PK\x03\x04", b"<", b"<?xml version='1.0'?><", b'{"results":[', b"[", b'{"id":"',
     b"id,name\n", b"\xef\xbb\xbf"]))  # fmt: skip
def test_any_bytes_are_read_or_refused(sample: Sample, data: bytes, opening: bytes) -> None:
    read(sample, {"file": opening + data})


# What every cut of a file, at every one of its bytes, can be promised to give.
REFUSED = "refused, but for a cut in the blanks behind the end"
MARKED = "refused, or an error is told, since the end mark is gone"
ROWS = "silent only at the end of a row: no sign in the file tells it from a shorter one"
PROMISE: Mapping[str, str] = {
    "xml": REFUSED, "json": REFUSED, "zip": REFUSED,
    "ofac sdn csv": MARKED, "ofac cons csv": MARKED,
    # Of these a cut inside a row is refused, an error, or told by a warning; only the party
    # of the last row may then lack something. A cut behind a row is what the floor on the
    # number of entries and the guard against a list that shrinks are for.
    "csl csv": ROWS, "bis dpl": ROWS, "eu fsf csv": ROWS, "eu fsf short csv": ROWS,
    "eu 833 own columns": ROWS, "eu 833 transcription": ROWS, "uk csv": ROWS,
    "ofsi old csv": ROWS, "ofsi new csv": ROWS, "meti csv": ROWS, "starter csv": ROWS,
    "ftm entities": ROWS, "ftm nested": ROWS, "ftm simple": ROWS, "private csv": ROWS,
}  # fmt: skip


def cuts(data: bytes) -> list[int]:
    """Where to cut: about the ends of lines, in the last bytes, and at every eleventh.

    At every byte with TEST_FUZZ over 1.
    """
    ends = {
        at + near for at in range(len(data)) if data[at] in b"\r\n" for near in (-1, 0, 1, 2)
    }
    if len(ends) > 400:
        ends = set(sorted(ends)[::7])
    some = ends | set(range(max(0, len(data) - 30), len(data))) | set(range(0, len(data), 11))
    return [at for at in range(len(data)) if TIMES > 1 or at in some]


@every_sample
def test_every_cut_of_a_file_keeps_its_promise(sample: Sample) -> None:
    promise = PROMISE[sample.name if sample.make == "lines" else sample.make]
    whole = readers.read(sample.list_id, sample.parts, floor=1)
    for name, data in sample.parts.items():
        for at in cuts(data):
            reading = read(sample, {**sample.parts, name: data[:at]}, floor=1)
            if reading is None or errors(reading) or reading.gaps != whole.gaps:
                continue
            if promise == ROWS:
                _is_whole_to_its_last_row(sample, reading, data[:at], whole)
            else:
                assert promise == REFUSED
                assert not data[at:].strip()


def _is_whole_to_its_last_row(
    sample: Sample, reading: Reading, data: bytes, whole: Reading
) -> None:
    """A silent cut: at a row's end, or told by a warning, and nobody is there by half.

    The rows before the last one are those of the file cut behind them, so whoever they name
    is as whole as they say.
    """
    told = any("may be cut short" in issue.says for issue in reading.issues)
    ended = data.endswith((b"\n", b"\r"))
    # JSON lines end with their bracket: a line that can be read was not cut.
    assert told or ended or data.lstrip(b"\xef\xbb\xbf").startswith(b"{")
    before = data[: data.rstrip(b"\r\n").rfind(b"\n") + 1]
    shorter = read(sample, {"file": before})
    kept = {each.id for each in shorter.entries} if shorter else set()
    new = [each.id for each in reading.entries if each.id not in kept]
    assert kept <= {each.id for each in reading.entries}
    assert len(new) <= 1
    assert {each.id for each in reading.entries} <= {each.id for each in whole.entries}


def seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def refused(sample: Sample, data: bytes, words: str) -> None:
    """Refused with these words, in under three seconds: none of these takes one."""

    def run() -> None:
        with pytest.raises(ListError, match=words):
            readers.read(sample.list_id, {"file": data}, floor=1)

    assert seconds(run) < 3


XML = [each for each in SAMPLES if each.make == "xml"]
ENTITIES = "<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {x} '{f'&{y};' * 10}'>" for y, x in pairwise("abcdefghij")
)
BLOW_UP = f"<!ENTITY j '{'a' * 100_000}'>"
THIEF = "<!ENTITY j SYSTEM 'file:///etc/passwd'>"
PARAMETER = "<!ENTITY % p SYSTEM 'http://x.example/y.dtd'> %p;"


def bombs(root: str) -> Iterator[tuple[str, str, str]]:
    """Every bomb: what comes before the document type, the type itself, the rest."""
    for before in ("", "<!--<a>-->", "<!--" + " " * 120_000 + "-->"):
        for inside in (ENTITIES, BLOW_UP, THIEF, PARAMETER):
            for rest in (f"<{root}>&j;</{root}>", f"<{root} x='{'&j;' * 500}'/>"):
                yield before, f"<!DOCTYPE {root} [{inside}]>", rest


@pytest.mark.parametrize("sample", XML, ids=lambda sample: sample.name)
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-7", "UTF-32"])
def test_entities_are_never_expanded_or_fetched(sample: Sample, encoding: str) -> None:
    whole = sample.parts["file"]
    root = re.findall(rb"<([A-Za-z]\w*)", whole)[0].decode()
    words = "document type|[Ee]ntity|encoding|comma-separated|not UTF-8|web page"
    if encoding == "UTF-32":  # not a character of it is taken for one
        words += "|not well-formed at line 1, column 1:"
    for parts in bombs(root):
        text = f'<?xml version="1.0" encoding="{encoding}"?>' + "".join(parts)
        refused(sample, text.encode(encoding), words)
        if encoding == "UTF-8":
            refused(sample, text.encode(), "document type|[Ee]ntity|comma-separated")


@pytest.mark.parametrize("sample", XML, ids=lambda sample: sample.name)
def test_deep_long_and_crowded_xml_is_refused(sample: Sample) -> None:
    whole = sample.parts["file"]
    end = whole.rindex(b"</")
    crowd = b" ".join(b"a%d='1'" % number for number in range(200_000))
    for inside, words in (
        (b"<a>" * 100_000, "depth"),
        (b"<a>" + b"x" * 10_100_000 + b"</a>", "too long"),
        (b"<a " + crowd + b"/>", f"an element with over {MAX_ATTRIBUTES} attributes"),
    ):
        refused(sample, whole[:end] + inside + whole[end:], words)


JSONS = [each for each in SAMPLES if each.make == "json" or each.name.startswith("ftm e")]


@pytest.mark.parametrize("sample", JSONS, ids=lambda sample: sample.name)
@pytest.mark.parametrize("nest", ["[", '{"a":', '[{"b":'])
def test_json_without_a_bottom_is_refused(sample: Sample, nest: str) -> None:
    data = sample.parts["file"]
    key = {"csl compact": "entries", "csl json": "results", "meti json": "id"}
    at = data.find(f'"{key.get(sample.name, "properties")}"'.encode())
    opens = data.index(b":", at) + 1
    closes = {"[": "]", '{"a":': "}", '[{"b":': "}]"}[nest]
    for much in (900, 200_000):
        for deep in (nest * much, nest * much + "1" + closes * much):
            changed_ = data[:opens] + deep.encode() + b"," + data[opens:].lstrip()
            only = data[:opens] + deep.encode()
            for made in (changed_, only):
                assert seconds(lambda made=made: read(sample, {"file": made})) < 3  # type: ignore[misc]  # the lambda keeps its own bytes
    refused(sample, data[:opens] + (nest * 200_000).encode(), "nested|no JSON|no record|JSON")


LINES = [each for each in SAMPLES if each.make == "lines"]
RUNS = [b"\t", b" ", b"\xc2\xa0", b"(", b")", b"'", b'""', b"&", b"; ", b", ",
        b"a.k.a. '", b"1) ",
        b"a) ", b"12", b"-", b"INN: 1 ", b"x"]  # fmt: skip
"""Runs that a pattern tried from each of its characters would take a square of time for."""


@every_sample
def test_a_very_long_cell_takes_no_time(sample: Sample) -> None:
    """Forty thousand characters in any one place; the longest published cell has 9,000."""
    name = max(sample.parts, key=lambda each: len(sample.parts[each]))
    data = sample.parts[name]
    inner = members(data) if sample.make == "zip" else {}
    pick = next((n for n in ("content.xml", "xl/sharedStrings.xml") if n in inner), "")
    pick = pick or next((n for n in inner if "sheet1.xml" in n), "")
    text = inner[pick] if inner else data
    places = [m.end() for m in WORD.finditer(text)]
    for number, run in enumerate(RUNS * TIMES):
        at = places[(number * 7919 + len(places) // 2) % len(places)]
        long = text[:at] + run * (40_000 // len(run)) + text[at:]
        made = packed({**inner, pick: long}) if inner else long
        parts = {**sample.parts, name: made}
        assert seconds(lambda parts=parts: read(sample, parts)) < 3  # type: ignore[misc]  # as above


@pytest.mark.parametrize("sample", LINES, ids=lambda sample: sample.name)
def test_a_table_of_one_endless_line_loses_nothing_in_silence(sample: Sample) -> None:
    name = max(sample.parts, key=lambda each: len(sample.parts[each]))
    for run in (b"x", b",", b";", b"\t", b'"', b'","'):
        parts = {**sample.parts, name: sample.parts[name] + run * (2_000_000 // len(run))}

        def run_(parts: Mapping[str, bytes] = parts) -> None:
            reading = read(sample, parts)
            assert reading is None or reading.issues

        assert seconds(run_) < 3


ZIPS = [each for each in SAMPLES if each.make == "zip"]


def zip_bombs(sample: Sample) -> Iterator[tuple[bytes, str]]:
    """Archives that grow: in bytes, in files, in cells, in repeats, in nests, in entities."""
    whole = members(sample.parts["file"])
    yield packed({**whole, **{f"{at}.xml": b"" for at in range(1001)}}), "holds 10.. files"
    if "content.xml" in whole:
        text = whole["content.xml"].decode()
        row = text.index("<table:table-row")
        times = '<table:table-row table:number-rows-repeated="999999999"'
        many = text.replace("<table:table-row", times, 1)
        yield packed({**whole, "content.xml": many.encode()}), "spans .* cells"
        deep = text[:row] + "<table:table-row>" * 300 + text[row:]
        yield packed({**whole, "content.xml": deep.encode()}), "not well-formed"
        for inside in (ENTITIES, BLOW_UP, THIEF):
            opens = text.index("<office:")
            bomb = f"{text[:opens]}<!DOCTYPE r [{inside}]>{text[opens:row]}&j;{text[row:]}"
            yield packed({**whole, "content.xml": bomb.encode()}), "document type"
        return
    sheet_ = "xl/worksheets/sheet1.xml"
    text = whole[sheet_].decode()
    ends = text.index("</sheetData>")
    far = '<row r="9999999"><c r="XFD9999999"><v>1</v></c></row>'
    yield (
        packed({**whole, sheet_: (text[:ends] + far + text[ends:]).encode()}),
        "spans .* cells",
    )
    shared = f'<sst xmlns="{test_sheet.BOOK}"><si><t>{"x" * 1_000_000}</t></si></sst>'
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(50, 500)
    )
    filled = (text[:ends] + cells + text[ends:]).encode()
    yield (
        packed({**whole, sheet_: filled, "xl/sharedStrings.xml": shared.encode()}),
        "characters",
    )


@pytest.mark.parametrize("sample", ZIPS, ids=lambda sample: sample.name)
def test_an_archive_that_grows_is_refused(sample: Sample) -> None:
    for data, words in zip_bombs(sample):
        refused(sample, data, words)


def test_an_archive_is_unpacked_no_further_than_its_bound() -> None:
    """At the bound itself, lowered, since unpacking 400 million bytes takes its time."""
    bomb = test_sheet.packed({"content.xml": b" " * 5_000_000})
    assert len(bomb) < 10_000
    with pytest.raises(SheetError, match="unpacks to over 1000000 bytes"):
        unpack("x.ods", bomb, most=1_000_000)


def test_the_promises_name_every_table_once() -> None:
    assert {each.name for each in LINES} | {"xml", "json", "zip"} == set(PROMISE)


def parties(reading: Reading) -> list[Entry]:
    return sorted(reading.entries, key=lambda each: each.id)


@every_sample
def test_a_blank_end_says_nothing(sample: Sample) -> None:
    if sample.make == "zip":
        return
    whole = readers.read(sample.list_id, sample.parts, floor=1)
    for name, data in sample.parts.items():
        if data.endswith(b"\x1a"):
            continue
        longer = readers.read(sample.list_id, {**sample.parts, name: data + b"\n"}, floor=1)
        assert parties(longer) == parties(whole)
