"""A pack of evidence: what it shows, and that nothing in it can be changed unseen."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.desk import evidence, record
from enduse.desk.evidence_find import recorded
from enduse.desk.roots import rooted
from enduse.editions.shelf import Shelf
from enduse.errors import RecordError
from enduse.model.record import Draft
from enduse.record import keys, purging, verifier
from enduse.record.book import open_book
from enduse.settings import Settings
from tests.desk import packs
from tests.desk.packs import changed, faults, members, packed, signed, zipped
from tests.desk.test_resolving import settle_all

CHANGES = 500  # bench/evidence.py makes ten thousand
ODD = {
    "no order": "[]",
    "no json": '{"id": "SO-1", "parties": [',
    "a bare party": '{"name": "Waterjuffer Motoren", "country": "NL"}',
    "a number of forty digits": f'{{"name": "A", "founded": {"9" * 40}}}',
    "half a character": '{"name": "A\\ud800"}',
    "a great float": '{"name": "A", "birth_date": 1e300}',
    "a name that moves the cursor": '{"id": "\\u001b[2J../x", "parties": []}',
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A record: 1 the key, 2 SO-1, 3 SO-2, 4 an order that could not be read."""
    folder = tmp_path_factory.mktemp("evidence")
    made = packs.installed(folder / "data")
    packs.record(made, folder, packs.ORDER, packs.OTHER)
    (folder / "odd.json").write_text("[]")
    recorded(made, str(folder / "odd.json"), person="A. Smit", as_of=packs.DAY)
    return made


@pytest.fixture(scope="module")
def pack(settings: Settings) -> bytes:
    return packed(settings, "SO-1")


@pytest.fixture(scope="module")
def small(settings: Settings) -> bytes:
    return packed(settings, "#4")


def test_a_pack_is_whole_and_any_tool_opens_it(pack: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        assert opened.testzip() is None
        assert [(each, opened.read(each)) for each in opened.namelist()] == members(pack)
    assert zipped(members(pack)) == pack
    found = verifier.verify(pack, [], [])
    assert (found["faults"], found["order"], found["verdict"]) == ([], "SO-1", "hold")
    assert (found["person"], found["entry"]) == ("A. Smit", 2)


def test_the_same_pack_twice_is_the_same_bytes(settings: Settings, pack: bytes) -> None:
    assert packed(settings, "SO-1") == pack


def test_the_entries_that_findings_name_are_there_with_their_proofs(pack: bytes) -> None:
    held = dict(members(pack))
    line = json.loads(held["lists/warnings/entries.jsonl"])
    assert (line["id"], line["names"][0]["text"]) == ("7", "Zandloper Electronics")
    (proof,) = json.loads(held["lists/warnings/proofs.json"])
    assert (proof["line"], len(proof["path"])) == (1, 2)


# A byte of the file.


def test_a_byte_that_is_changed_is_found_and_named(small: bytes) -> None:
    rng = Random(1)  # noqa: S311  # the same changes every time
    for _ in range(CHANGES):
        data, at = bytearray(small), rng.randrange(len(small))
        data[at] ^= rng.randrange(1, 256)
        (fault,) = faults(bytes(data))
        assert fault.startswith(f"byte {at}, in ")


def test_every_byte_of_the_headers_is_held_to_what_it_must_be(small: bytes) -> None:
    at = 0
    places: list[int] = []
    for name, body in members(small):
        places += range(at, at + 30 + len(name))
        at += 30 + len(name) + len(body)
    for place in [*places[::7], *range(at, len(small), 7)]:
        data = bytearray(small)
        data[place] ^= 1 << place % 8
        (fault,) = faults(bytes(data))
        assert fault.startswith(f"byte {place}, in the ZIP header of ")


STRUCTURE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a member dropped": (
        lambda pack: zipped([e for e in members(pack) if e[0] != "order.json"]),
        "order.json: is missing",
    ),
    "a member twice": (
        lambda pack: zipped([*members(pack), members(pack)[-1]]),
        "report.pdf: stands 2 times",
    ),
    "a member more": (
        lambda pack: zipped([*members(pack), ("letter.txt", b"x")]),
        "letter.txt: is not in the manifest",
    ),
    "a member renamed": (
        lambda pack: zipped(
            [(n.replace("report.pdf", "../r.pdf"), b) for n, b in members(pack)]
        ),
        "report.pdf: is missing",
    ),
    "two members exchanged": (
        lambda pack: zipped([*members(pack)[:-2], *reversed(members(pack)[-2:])]),
        "report.pdf: stands where report.html must stand",
    ),
    "a byte behind the end": (
        lambda pack: pack + b"\0",
        "in the directory of the ZIP: from here",
    ),
    "a comment": (lambda pack: pack[:-2] + b"\2\0ok", "in the directory of the ZIP: from here"),
    "a byte before": (lambda pack: b"\0" + pack, "byte 0: no pack begins here"),
    "a byte put in": (
        lambda pack: pack[:9000] + b"\0" + pack[9000:],
        "decision.json: here the file is not as it was written",
    ),
    "a byte taken out": (
        lambda pack: pack[:9000] + pack[9001:],
        "decision.json: here the file is not as it was written",
    ),
    "cut in a member": (lambda pack: pack[:9000], "byte 9000, in decision.json: the file ends"),
    "cut in the directory": (lambda pack: pack[:-9], "in the directory of the ZIP: from here"),
    "something between members and directory": (
        lambda pack: pack.replace(b"PK\1\2", b"hidden PK\1\2", 1),
        "in the directory of the ZIP: from here on",
    ),
    "nothing": (lambda _: b"", "byte 0: no pack begins here"),
}


@pytest.mark.parametrize("name", STRUCTURE)
def test_what_is_done_to_the_zip_is_found_and_its_place_named(pack: bytes, name: str) -> None:
    change, says = STRUCTURE[name]
    assert any(says in each for each in faults(change(pack)))


def test_bytes_exchanged_within_one_member_are_found(pack: bytes) -> None:
    body = dict(members(pack))["decision.json"]
    turned = body[:500] + body[600:700] + body[600:700] + body[700:]
    assert faults(zipped(changed(pack, "decision.json", lambda _: turned[: len(body)])))


@given(data=st.binary(max_size=400))
def test_whatever_is_no_pack_gets_an_answer(data: bytes) -> None:
    assert faults(data)


# What stands in it, changed by somebody who signs the manifest anew.


def reading(change: Callable[[Any], None]) -> Callable[[bytes], bytes]:
    def changed(body: bytes) -> bytes:
        plain = json.loads(body)
        change(plain)
        return json.dumps(plain).encode()

    return changed


def settle(name: str, value: object) -> Callable[[bytes], bytes]:
    def change(plain: Any) -> None:
        *path, last = name.split("/")
        for each in path:
            plain = plain[int(each) if isinstance(plain, list) else each]
        plain[int(last) if isinstance(plain, list) else last] = value

    return reading(change)


def in_header(before: str, after: str) -> Callable[[bytes], bytes]:
    def change(plain: Any) -> None:
        assert before in plain["header"]
        plain["header"] = plain["header"].replace(before, after)

    return reading(change)


ENTRY = "record/entries/2.json"
INSIDE: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "the verdict": ("decision.json", settle("verdict", "no_finding"), "not the decision that"),
    "the order": ("order.json", settle("json/id", "SO-9"), "not the order that was recorded"),
    "a part": (
        ENTRY,
        settle("parts/person/data", '{"name":"B. Jansen"}'),
        "part person: does not fit its commitment",
    ),
    "a salt": (ENTRY, settle("parts/order/salt", "00" * 32), "part order: does not fit"),
    "a part more": (
        ENTRY,
        settle("parts/note", {"salt": "00" * 32, "data": "{}"}),
        "part note: does not fit",
    ),
    "a hash": (ENTRY, settle("hash", "00" * 32), "has another hash"),
    "a signature": (ENTRY, settle("signature", "00" * 64), "is not signed with the key"),
    "a header": (
        ENTRY,
        in_header('"moment":"20', '"moment":"19'),
        "is not signed with the key",
    ),
    "a number": (ENTRY, in_header('"number":2', '"number":3'), "holds another entry"),
    "a checkpoint": (
        "record/checkpoint.json",
        lambda body: body.replace(b'"number":4', b'"number":5'),
        "record/checkpoint.json: is not signed with the key",
    ),
    "a root": (
        "record/checkpoint.json",
        lambda body: body.replace(b'"root":"', b'"root":"0'),
        "record/checkpoint.json: has no root",
    ),
    "the last hash": (
        "record/checkpoint.json",
        lambda body: body.replace(b'"hash":"', b'"hash":"0')[:-2] + b"}\n",
        "record/checkpoint.json: is missing, or not of the form",
    ),
    "a proof": (
        "record/proof.json",
        settle("entries/2/0", "00" * 32),
        "does not lead from entry 2",
    ),
    "a line of a list": (
        "lists/warnings/entries.jsonl",
        lambda body: body.replace(b"Zandloper", b"Zandlopen"),
        "entry 7: is not line 1 of the edition",
    ),
    "a line's number": (
        "lists/warnings/proofs.json",
        settle("0/line", 2),
        "is not line 2 of the edition",
    ),
    "an edition": (
        "lists/warnings/edition.json",
        settle("sha256", "00" * 32),
        "is not the edition that was",
    ),
    "the day of an edition": (
        "lists/warnings/edition.json",
        settle("published", "2026-10-19"),
        "is not the edition that was decided on",
    ),
    "a line of another list": (
        "lists/warnings/entries.jsonl",
        lambda body: body.replace(b'"list_id":"warnings"', b'"list_id":"us_csl"'),
        "entry 7: is of another list",
    ),
    "a verdict twice": (
        "decision.json",
        lambda body: b'{"verdict": "no_finding",' + body[1:],
        "decision.json: is not the decision that was recorded",
    ),
    "an order twice": (
        "order.json",
        lambda body: b'{"text": "{}",' + body[1:],
        "order.json: is not the order that was recorded",
    ),
    "a root of a list": (
        "lists/warnings/edition.json",
        settle("root", "00" * 32),
        "is not as the record committed",
    ),
    "a file of a list": (
        "lists/warnings/edition.json",
        settle("files/0/sha256", "00" * 32),
        "not of the files",
    ),
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_the_record_did_not_hold_is_found_though_the_manifest_is_signed_anew(
    settings: Settings, pack: bytes, name: str
) -> None:
    member, change, says = INSIDE[name]
    signer = keys.signer(settings.data / "record")
    found = faults(signed(changed(pack, member, change), signer))
    assert any(says in each for each in found), found


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("order", "SO-2", "names another order than the one that entry 2 is on"),
        ("moment", "2020-01-01T00:00:00.000000Z", "names another moment than the checkpoint"),
    ],
)
def test_what_the_manifest_says_is_held_against_the_record(
    settings: Settings, pack: bytes, name: str, value: str, says: str
) -> None:
    signer = keys.signer(settings.data / "record")
    made = signed(changed(pack, verifier.MANIFEST, settle(name, value)), signer)
    assert faults(made) == [f"manifest.json: {says}"]


@pytest.mark.parametrize("name", ["decision.json", "order.json"])
def test_what_was_recorded_cannot_be_left_out_beside_the_record(
    settings: Settings, pack: bytes, name: str
) -> None:
    signer = keys.signer(settings.data / "record")
    made = signed([each for each in members(pack) if each[0] != name], signer)
    assert faults(made) == [f"{name}: is not the {name[:-5]} that was recorded"]


def test_an_entry_of_no_decision_is_no_case(settings: Settings, pack: bytes) -> None:
    signer = keys.signer(settings.data / "record")
    made = signed(changed(pack, verifier.MANIFEST, settle("entry", 1)), signer)
    assert any(each.startswith("decision.json: is missing") for each in faults(made))


def test_a_list_that_is_left_out_or_has_no_edition_beside_it_shows_nothing(
    settings: Settings, pack: bytes
) -> None:
    signer = keys.signer(settings.data / "record")
    home = "lists/warnings/"
    less = signed([each for each in members(pack) if not each[0].startswith(home)], signer)
    assert "the edition of warnings, published 2026-10-01: it is not here" in not_shown(less)
    assert "Entry 7 of warnings, which a finding names." in not_shown(less)
    bare = signed([e for e in members(pack) if e[0] != f"{home}edition.json"], signer)
    assert "Entry 7 of warnings, which a finding names." in not_shown(bare)
    says = f"What {home}entries.jsonl and {home}proofs.json would show: nothing in the record"
    assert says in not_shown(bare)


def test_a_file_that_nothing_names_shows_nothing(settings: Settings, pack: bytes) -> None:
    signer = keys.signer(settings.data / "record")
    made = signed([*members(pack), ("licence.pdf", b"%PDF")], signer)
    assert faults(made) == []
    assert "What licence.pdf would show: nothing in the record names it." in not_shown(made)
    assert "names it." not in not_shown(pack)


@pytest.mark.parametrize("name", ["Decision.json", "decision.json.", "LISTS/warnings/x"])
def test_a_name_that_another_system_takes_for_one_that_is_there_is_no_name(
    settings: Settings, pack: bytes, name: str
) -> None:
    signer = keys.signer(settings.data / "record")
    made = [*members(pack), (name, b"{}"), ("lists/warnings/x", b"{}")]
    assert "is not as it was signed" in faults(signed(made, signer))[0]


def test_what_was_taken_out_is_shown_by_the_entry_that_says_so(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER, packs.OTHER)
    book = open_book(made.data / "record")
    purging.purge(book, [2, 3], reason="its time is over", person="C. Bos")
    book.close()
    data = packed(made, "#2")
    found = verifier.verify(data, [], [])
    assert (found["faults"], found["order"], found["person"]) == ([], "entry 2", None)
    says = "order and person of entry 2: entry 4 had it taken out of the record."
    assert says in not_shown(data)
    assert any("nothing here still names an entry of it" in each for each in found["shown"])
    assert "  person    not in this pack" in verifier.lines_of("x", found)


def test_a_part_of_another_case_does_not_fit(settings: Settings, pack: bytes) -> None:
    other = dict(members(packed(settings, "SO-2")))
    signer = keys.signer(settings.data / "record")
    for name, says in (("decision.json", "not the decision"), ("order.json", "not the order")):
        mixed = [(n, other[n] if n == name else body) for n, body in members(pack)]
        found = faults(signed(mixed, signer))
        assert any(says in each for each in found)
    parts = json.loads(other["record/entries/3.json"])["parts"]
    mixed = changed(pack, ENTRY, settle("parts/decision", parts["decision"]))
    assert any("part decision: does not fit" in each for each in faults(signed(mixed, signer)))


def test_a_pack_signed_with_another_key_is_found_by_whoever_has_the_right_one(
    settings: Settings, pack: bytes, tmp_path: Path
) -> None:
    thief, own = keys.signer(tmp_path), keys.signer(settings.data / "record")
    stolen = [*members(pack), (f"record/keys/{thief.id}.pub", thief.public.hex().encode())]
    forged = signed(stolen, thief)
    assert any("record/checkpoint.json: is not of the key" in each for each in faults(forged))
    assert faults(pack, keys=[own.public.hex()]) == []
    assert any("none of yours" in each for each in faults(forged, keys=[own.public.hex()]))
    assert faults(pack, keys=[thief.public.hex()]) == [
        f"the key: is {own.id}, which is none of yours"
    ]


@given(data=st.data())
def test_whatever_stands_in_a_signed_pack_gets_an_answer(
    settings: Settings, pack: bytes, data: st.DataObject
) -> None:
    held = members(pack)
    names = [name for name, _ in held if name.endswith(".json") and name != verifier.MANIFEST]
    name = data.draw(st.sampled_from(names))
    plain = json.loads(dict(held)[name])
    value = data.draw(JUNK)
    other = put(plain, data.draw(st.integers(0, 10**6)), value)
    body = json.dumps(other).encode()
    signer = keys.signer(settings.data / "record")
    made = signed([(n, body if n == name else b) for n, b in held], signer)
    found = verifier.verify(made, [], [])
    assert list(verifier.lines_of("pack", found))
    json.dumps(found)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some),
    max_leaves=5,
)


def put(plain: Any, at: int, value: Any) -> Any:
    """Plain JSON values with one of them, somewhere within, replaced."""
    if not isinstance(plain, dict | list) or not plain or at % 5 == 0:
        return value
    names: list[Any] = [*plain] if isinstance(plain, dict) else [*range(len(plain))]
    name, made = names[at % len(names)], plain.copy()
    made[name] = put(made[name], at // 5, value)
    return made


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\b", "C:x", "", ".x", "a//b"])
def test_a_name_that_leads_out_of_its_folder_is_no_name(
    settings: Settings, pack: bytes, name: str
) -> None:
    signer = keys.signer(settings.data / "record")
    some = [*members(pack)[:-1], (name, b"x")]
    assert "is not as it was signed" in faults(signed(some, signer))[0]


# What an auditor holds it against.


def growing(settings: Settings, folder: Path, count: int) -> list[bytes]:
    """Checkpoints as they are given away, each after one more decision."""
    given = []
    for n in range(count):
        packs.record(settings, folder, {**packs.ORDER, "id": f"SO-{n}"})
        given.append(record.checkpoint(settings).encode())
    return given


def test_a_checkpoint_from_before_after_and_now_is_held_against_the_pack(
    tmp_path: Path,
) -> None:
    made = packs.installed(tmp_path / "data")
    given = growing(made, tmp_path, 4)
    public = record.public_key(made)[1]
    pack = packed(made, "SO-1")
    for each in given:
        found = verifier.verify(pack, [public], [each])
        assert found["faults"] == []
        assert any("only grew since your checkpoint" in says for says in found["shown"])
    (later,) = growing(made, tmp_path, 1)
    assert faults(pack, lines=[later]) == []  # nothing was recorded since
    packs.record(made, tmp_path, packs.OTHER)
    later = record.checkpoint(made).encode()
    (fault,) = faults(pack, lines=[later])
    assert "cannot be held against this pack" in fault
    assert faults(packed(made, "SO-1"), lines=[later, *given]) == []


def test_a_pack_of_a_record_that_was_written_anew_does_not_fit_an_older_checkpoint(
    tmp_path: Path,
) -> None:
    made = packs.installed(tmp_path / "data")
    given = growing(made, tmp_path, 3)
    (made.data / "record" / "record.sqlite").unlink()
    (made.data / "record" / "checkpoints.jsonl").unlink()
    growing(made, tmp_path, 3)
    pack = packed(made, "SO-1")
    assert faults(pack) == []  # which is why checkpoints are given away
    for each in given:
        (fault,) = faults(pack, lines=[each])
        assert "saw another entry" in fault or "cannot be held" in fault


def test_a_checkpoint_that_somebody_brings_is_tied_in_whatever_its_age(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    first, *_ = growing(made, tmp_path, 3)
    place = made.data / "record" / "checkpoints.jsonl"
    kept = [line for line in place.read_bytes().splitlines() if line != first]
    place.write_bytes(b"\n".join([*kept, b""]))
    (tmp_path / "theirs.jsonl").write_bytes(first + b"\n")
    (fault,) = faults(packed(made, "SO-1"), lines=[first])
    assert "ask for one that is tied to it" in fault
    tied = packed(made, "SO-1", others=[tmp_path / "theirs.jsonl"])
    assert faults(tied, lines=[first]) == []


# What is not there any more, and what was recorded since.


def not_shown(data: bytes) -> str:
    found = verifier.verify(data, [], [])
    assert found["faults"] == []
    return " ".join(found["not_shown"])


@pytest.mark.parametrize("name", ODD)
def test_whatever_was_recorded_makes_a_pack_that_verifies(tmp_path: Path, name: str) -> None:
    made = packs.installed(tmp_path / "data")
    (tmp_path / "odd.json").write_text(ODD[name])
    found, new = recorded(made, str(tmp_path / "odd.json"), person="A. Smit", as_of=packs.DAY)
    assert (len(found), new) == (1, 1)
    data = packed(made, "#2")
    assert faults(data) == []
    assert not any(
        "\x1b" in each for each in verifier.lines_of("x", verifier.verify(data, [], []))
    )


def test_an_order_in_a_file_is_recorded_once_and_found_after(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    file = tmp_path / "orders.jsonl"
    file.write_text(json.dumps(packs.ORDER))
    first, new = recorded(made, str(file), person="A. Smit", as_of=packs.DAY)
    again, none = recorded(made, str(file), person="B. Jansen")
    assert (new, none, again) == (1, 0, first)
    file.write_text(json.dumps(packs.ORDER) + "\n" + json.dumps(packs.OTHER))
    both, one = recorded(made, str(file), person="A. Smit", as_of=packs.DAY)
    assert (one, [each.entry.header.number for each in both]) == (1, [2, 3])


def test_a_part_that_was_taken_out_is_named_and_no_fault(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER)
    book = open_book(made.data / "record")
    purging.purge(book, [2], reason="its time is over", person="C. Bos")
    book.close()
    (kept,), _ = recorded(made, "#2", person="A. Smit")
    with evidence.evidence(made) as opened:
        gathered = opened.gather(kept)
        data = opened.pack(gathered, gathered.case, packs.REPORTS)
    case = gathered.case
    assert (case.given, case.person, case.entries) == (None, None, ())
    assert case.decision is not None
    assert (case.decision["verdict"], "findings" in case.decision) == ("hold", False)
    assert set(case.taken_out) == {"order", "decision", "person", "labels", "files"}
    says = "What stood in decision, files, labels, order and person of entry 2: entry 3 had it"
    assert says in not_shown(data)
    assert b"Zandloper" not in data
    read_me = dict(members(data))["README.txt"].decode()
    assert "  lists/ " in read_me
    assert "  order.json " not in read_me
    assert "  decision.json " not in read_me
    less = [(n, b) for n, b in members(data) if n != "record/entries/3.json"]
    bare = not_shown(signed(less, keys.signer(made.data / "record")))
    assert "of entry 2: it is not in this pack, and no entry in it says why." in bare


@pytest.mark.parametrize("told", [False, True])
def test_a_part_that_is_gone_without_a_purge_is_no_evidence(
    tmp_path: Path, *, told: bool
) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER, packs.OTHER)
    book = open_book(made.data / "record")
    purging.purge(book, [3], reason="its time is over", person="C. Bos")
    book.close()
    with sqlite3.connect(made.data / "record" / "record.sqlite") as connection:
        connection.execute("DROP TRIGGER IF EXISTS part_no_delete")
        connection.execute("DROP TRIGGER IF EXISTS purged_no_insert")
        if told:  # by a row that points to a purge of another order
            row = {"number": 2, "name": "person", "tombstone": 4}
            line = "INSERT INTO purged (number, name, tombstone)"
            connection.execute(f"{line} VALUES (:number, :name, :tombstone)", row)
        connection.execute("DELETE FROM part WHERE number = 2 AND name = 'person'")
    connection.close()
    with pytest.raises(RecordError, match=r"entry 2, part person.*no entry says that it was"):
        packed(made, "#2")


def test_where_an_edition_is_gone_its_entries_are_said_to_lack(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER)
    for place in (made.data / "editions" / "warnings").glob("2026*"):
        place.rename(tmp_path / place.name)
    data = packed(made, "SO-1")
    says = "The edition of warnings of 2026-10-01, and of it 7: it is no longer here."
    assert says in json.loads(dict(members(data))["manifest.json"])["left_out"]
    assert says in dict(members(data))["README.txt"].decode()
    assert "Entry 7 of warnings, which a finding names." in not_shown(data)


def test_an_edition_that_is_not_the_one_that_was_recorded_is_not_shown(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    (kept,), _ = recorded_of(made, tmp_path)
    part = kept.parts["lists"]
    other = json.loads(part.data)
    other["warnings"]["root"] = "00" * 32
    book = open_book(made.data / "record")
    parts = {n: json.loads(each.data) for n, each in kept.parts.items() if n != "labels"}
    book.append([Draft("decision", {**parts, "lists": other}, labels={"order": "SO-1"})])
    book.close()
    data = packed(made, "SO-1")
    says = json.loads(dict(members(data))["manifest.json"])["left_out"]
    assert any(
        each.endswith("and of it 7: what is here is not what was recorded.") for each in says
    )
    assert "lists/warnings/entries.jsonl" not in dict(members(data))


def recorded_of(made: Settings, folder: Path) -> tuple[list[record.Kept], int]:
    packs.record(made, folder, packs.ORDER)
    return recorded(made, "SO-1", person="A. Smit")


def test_an_older_entry_without_roots_says_that_it_has_none(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    (kept,), _ = recorded_of(made, tmp_path)
    without = {n: each for n, each in kept.parts.items() if n not in ("labels", "lists")}
    parts = {name: json.loads(each.data) for name, each in without.items()}
    book = open_book(made.data / "record")
    book.append([Draft("decision", parts, labels={"order": "SO-1"})])
    book.close()
    assert "the record holds no root of it" in not_shown(packed(made, "SO-1"))


def test_the_pack_of_a_decision_on_settled_findings_is_whole(tmp_path: Path) -> None:
    made = Settings(tmp_path / "data", person="A. Smit")
    order = {"id": "SO-7", "parties": [{"role": "buyer", "name": "Paravar Pars Company"}]}
    file = tmp_path / "order.json"
    file.write_text(json.dumps(order))
    recorded(made, str(file), person="A. Smit")
    assert settle_all(made, "SO-7")
    file.write_text(json.dumps({**order, "notes": "by rail"}))
    recorded(made, str(file), person="A. Smit")
    data = packed(made, "SO-7")
    held = dict(members(data))
    rests = json.loads(held["decision.json"])["resolutions"]
    assert rests
    assert {f"record/entries/{n}.json" for n in rests} < held.keys()
    assert faults(data) == []
    assert "on which the decision rests" not in not_shown(data)
    signer = keys.signer(made.data / "record")
    less = [(n, b) for n, b in members(data) if n != f"record/entries/{rests[0]}.json"]
    assert f"What was settled in entry {rests[0]}, on which" in not_shown(signed(less, signer))
    # What was settled in one order holds in the next, and is evidence there.
    file.write_text(json.dumps({**order, "id": "SO-8"}))
    recorded(made, str(file), person="A. Smit")
    next_ = packed(made, "SO-8")
    rests = json.loads(dict(members(next_))["decision.json"])["resolutions"]
    assert rests
    assert {f"record/entries/{n}.json" for n in rests} < dict(members(next_)).keys()
    confirmed = [each for each, body in members(next_) if b'"act\\":\\"confirm' in body]
    assert all(each.startswith("record/entries/") for each in confirmed)
    assert confirmed
    assert faults(next_) == []


def test_what_a_person_decided_since_is_in_the_pack_with_its_proof(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER, packs.OTHER)
    book = open_book(made.data / "record")
    said = {"resolution": {"reason": "false positive"}}
    book.append([Draft("resolution", said, labels={"order": "SO-1"})])
    book.append([Draft("resolution", said, labels={"closes": "SO-2"})])
    book.close()
    data = packed(made, "SO-1")
    assert faults(data) == []
    assert [n for n, _ in members(data) if "/entries/" in n] == [
        "record/entries/2.json",
        "record/entries/4.json",
    ]
    assert "record/entries/5.json" in dict(members(packed(made, "SO-2")))


def test_a_later_decision_on_the_same_order_is_named(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER)
    packs.record(made, tmp_path, {**packs.ORDER, "notes": "by rail"}, packs.ORDER)
    first, second = (
        json.loads(dict(members(packed(made, n)))["manifest.json"]) for n in ("#2", "#3")
    )
    says = "Later decisions on the same order: 3 of the record."
    assert says in first["left_out"]
    assert not any("Later decisions" in each for each in second["left_out"])


def test_the_files_that_a_decision_ran_on_are_said_to_lie_in_the_record(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    (kept,), _ = recorded_of(made, tmp_path)
    made_by = ("labels", "files")
    parts = {n: json.loads(each.data) for n, each in kept.parts.items() if n not in made_by}
    book = open_book(made.data / "record")
    files = (book.keep(b"rules"), book.keep(b"owners"))
    book.append([Draft("decision", parts, labels={"order": "SO-1"}, files=files)])
    book.close()
    (says,) = json.loads(dict(members(packed(made, "SO-1")))["manifest.json"])["left_out"]
    assert says.startswith("The 2 kept files that the decision ran on")


def test_an_order_that_stands_twice_in_a_file_is_one_case(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    (tmp_path / "twice.jsonl").write_text("\n".join([json.dumps(packs.ORDER)] * 2))
    packs.record(made, tmp_path, packs.ORDER)
    found, new = recorded(made, str(tmp_path / "twice.jsonl"), person="A. Smit")
    assert ([each.entry.header.number for each in found], new) == ([2], 0)


def test_an_entry_of_an_earlier_key_is_shown_under_the_new_one(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER)
    given = record.checkpoint(made).encode()
    old = record.public_key(made)
    (made.data / "record" / keys.PRIVATE).unlink()
    packs.record(made, tmp_path, packs.OTHER)
    new = record.public_key(made)
    assert old != new
    data = packed(made, "SO-1")
    found = verifier.verify(data, [new[1]], [])
    assert found["faults"] == []
    assert f"Whose key {old[0]} is, with which entry 2 was signed." in found["not_shown"]
    assert faults(packed(made, "SO-2"), lines=[given]) == []
    both = verifier.verify(data, [new[1], old[1]], [])
    assert not any("Whose key" in each for each in both["not_shown"])


def test_the_verifier_knows_the_parts_as_they_are_recorded() -> None:
    assert verifier.BESIDE == record.BESIDE
    assert verifier.GIVEN == evidence.FORMS


@pytest.mark.parametrize("table", ["part", "entry"])
def test_what_was_changed_in_the_record_is_no_evidence(tmp_path: Path, table: str) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER)
    with sqlite3.connect(made.data / "record" / "record.sqlite") as connection:
        connection.execute(f"DROP TRIGGER {table}_no_update")
        if table == "part":
            change = "UPDATE part SET data = '{\"name\":\"B\"}' WHERE name = 'person'"
        else:
            change = "UPDATE entry SET signature = zeroblob(64) WHERE number = 2"
        connection.execute(change)
    connection.close()
    with pytest.raises(RecordError, match="enduse record verify"):
        packed(made, "#2")


def test_published_files_are_taken_in_where_that_is_asked(settings: Settings) -> None:
    data = packed(settings, "SO-1", whole=True)
    held = dict(members(data))
    assert held["lists/warnings/published/1-own.csv"] == packs.ROWS.encode()
    assert faults(data) == []
    signer = keys.signer(settings.data / "record")
    name = "lists/warnings/published/1-own.csv"
    (fault,) = faults(signed(changed(data, name, lambda body: body + b"\n"), signer))
    assert "is not the file that it should be" in fault


@pytest.mark.parametrize("what", ["key", "checkpoint"])
def test_a_file_of_keys_or_checkpoints_that_is_empty_is_a_mistake(
    small: bytes, tmp_path: Path, what: str
) -> None:
    place, empty = tmp_path / "x.zip", tmp_path / "empty.txt"
    place.write_bytes(small)
    empty.write_text("\n")
    given = ([str(empty)], []) if what == "key" else ([], [str(empty)])
    with pytest.raises(ValueError, match=f"empty.txt: holds nothing; expected a .*{what}"):
        verifier.of_files(str(place), *given)


def test_a_file_too_large_for_a_pack_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.zip").open("wb") as file:
        file.truncate(verifier.LARGEST + 1)
    with pytest.raises(ValueError, match="which no pack is"):
        verifier.of_files(str(tmp_path / "large.zip"), [], [])


def test_the_root_of_an_edition_is_kept_and_made_again_where_it_was_changed(
    tmp_path: Path,
) -> None:
    made = packs.installed(tmp_path / "data")
    shelf = Shelf(made.data / "editions")
    (edition,) = shelf.editions("warnings")
    first = rooted(shelf, edition)
    (place,) = (made.data / "editions" / "warnings" / ".roots").iterdir()
    assert json.loads(place.read_bytes())["root"] == first.root
    for body in (b"", b"[]", place.read_bytes().replace(first.root[:8].encode(), b"0" * 8)):
        place.write_bytes(body)
        assert rooted(shelf, edition) == first
    assert (first.sha256, first.lines) == (edition.sha256, 3)


def test_no_evidence_is_given_of_a_record_with_a_gap(tmp_path: Path) -> None:
    made = packs.installed(tmp_path / "data")
    packs.record(made, tmp_path, packs.ORDER, packs.OTHER)
    with sqlite3.connect(made.data / "record" / "record.sqlite") as connection:
        for table in ("part", "entry", "label"):
            connection.execute(f"DROP TRIGGER {table}_no_delete")
            connection.execute(f"DELETE FROM {table} WHERE number = 2")  # noqa: S608  # ours
    connection.close()
    with pytest.raises(RecordError, match="has no entry 2"):
        packed(made, "SO-2")
