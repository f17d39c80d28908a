"""The measure of documents is itself measured, and its truth is held against the documents."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from papers import measure
from papers.measure import CORPUS, agree, judge, of_truth, truths

from enduse.model.document import Document, Fact, Ref

PARTS = ("dev", "held", "sets/dev", "sets/held")
SETS = sorted(CORPUS.rglob("set.json"))


def document(truth: dict[str, Any]) -> Document:
    """The document that a perfect reader makes of a truth."""
    lines, facts = [], []
    for index, line in enumerate(truth["lines"]):
        lines.append({key: value for key, value in line.items() if key in measure.LINE})
        if "net_weight" in line:
            facts.append(Fact("net_weight", line["net_weight"], line=index))
    wire: dict[str, Any] = {"parties": truth["parties"], "lines": lines}
    wire["end_use"] = truth["end_use"]
    wire["payment"] = {"terms": truth["payment_terms"]}
    wire["clauses"] = dict.fromkeys(truth["clauses"], True)
    facts += [Fact(name, value) for name, value in truth["facts"].items()]
    facts += [Fact("issue_date", truth["date"])] if truth["date"] else []
    own = (
        Ref(**{key: truth["own"][key] for key in ("kind", "number")}) if truth["own"] else None
    )
    refs = tuple(Ref(**each) for each in truth["refs"])
    return Document("x", truth["sort"], "a PDF", wire, own=own, refs=refs, facts=tuple(facts))


def outcomes(truth: dict[str, Any], read: Document | None) -> list[str]:
    return [outcome for outcome, _, _ in judge(truth, read)]


def one(part: str, name: str) -> dict[str, Any]:
    return next(truth for file, truth in truths(part) if file.stem == name)


def reader_of_truth(part: str) -> measure.Reader:
    by_bytes = {file.read_bytes(): truth for file, truth in truths(part)}

    def read(_name: str, data: bytes) -> Sequence[Document]:
        truth = by_bytes[data]
        if truth["scan"]:
            return ()
        return tuple(map(document, (truth, *truth.get("attached", {}).values())))

    return read


@pytest.mark.parametrize("part", PARTS)
def test_a_reader_that_gives_the_truth_is_right_everywhere(part: str) -> None:
    found = measure.measure(part, reader_of_truth(part))
    assert found.offs == []
    assert found.failed == []
    assert found.counts["all", "all"].right > 200
    assert {count.precision for count in found.counts.values()} <= {1.0, None}
    assert {count.recall for count in found.counts.values()} == {1.0}


def test_a_reader_that_gives_nothing_has_no_recall_and_no_precision() -> None:
    found = measure.measure("dev", lambda _name, _data: ())
    whole = found.counts["all", "all"]
    assert (whole.right, whole.wrong, whole.invented, whole.precision) == (0, 0, 0, None)
    assert whole.recall == 0


def test_a_mail_is_held_against_its_text_and_each_of_its_files() -> None:
    truth = one("dev", "eml-01")
    order, sheet = (document(each) for each in truth["attached"].values())
    pairs = list(measure.paired("x", truth, [order, sheet]))
    assert [read for _, read, _ in pairs] == [order, sheet, None]
    assert [read for _, read, _ in measure.paired("x", truth, [sheet])] == [None, sheet, None]


def test_a_reader_that_falls_over_is_named_and_counted_as_having_missed() -> None:
    def read(_name: str, _data: bytes) -> Sequence[Document]:
        raise ValueError("no")

    found = measure.measure("held", read)
    assert len(found.failed) == len(list(truths("held")))
    assert found.counts["all", "all"].recall == 0


def test_parties_whose_roles_are_swapped_are_wrong() -> None:
    truth = one("dev", "inv-01")
    roles = {"buyer": "consignee", "consignee": "buyer"}
    swapped = [
        each | {"role": roles.get(each["role"], each["role"])} for each in truth["parties"]
    ]
    read = document(truth | {"parties": swapped})
    wrong = {off.path for outcome, _, off in judge(truth, read) if outcome == "wrong"}
    assert {"parties/buyer/name", "parties/consignee/name"} <= wrong
    assert not any("seller" in path for path in wrong)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"end_use": "resale"}, "invented"),
        ({"clauses": ["no_reexport_to_russia"]}, "invented"),
        ({"date": "1999-01-01"}, "wrong"),
        ({"date": None}, "missed"),
        ({"lines": []}, "missed"),
        ({"sort": "quote"}, "wrong"),
    ],
)
def test_each_way_of_being_off_is_told_by_its_name(
    change: dict[str, Any], expected: str
) -> None:
    truth = one("dev", "ord-03") | {"clauses": []}
    off = set(outcomes(truth, document(truth | change))) - {"right"}
    assert off == {expected}


def test_what_a_reader_may_leave_out_counts_only_where_it_is_given_right() -> None:
    truth = one("dev", "ord-03") | {"optional": ["date", "lines/*/value"]}
    less = [{k: v for k, v in line.items() if k != "value"} for line in truth["lines"]]
    left_out = outcomes(truth, document(truth | {"date": None, "lines": less}))
    assert set(left_out) == {"right"}
    assert len(left_out) < len(outcomes(truth, document(truth)))


@pytest.mark.parametrize(
    ("kind", "truth", "read", "same"),
    [
        ("totals", "1234.50", "1234.5", True),
        ("totals", "1234.50", "123450", False),
        ("quantity", "12000", "12000.0", True),
        ("party name", "Harzmann & Töchter GmbH", "HARZMANN & TÖCHTER GMBH", True),
        ("party name", "Harzmann & Töchter GmbH", "Harzmann GmbH", False),
        ("party address", "Dorpsweg 1, 3511 AB Utrecht", "Dorpsweg 1 3511 AB Utrecht NL", True),
        ("party address", "Dorpsweg 1, 3511 AB Utrecht", "Postbus 9 Rotterdam", False),
        ("party name", "Falls Test Equipment", "Falls Tes t Equipment", False),
        ("description", "Filterelement 10 micron", "Filterelem ent 10 micron", True),
        ("description", "Ball bearing 40x90x23 mm", "Roller bearing 55x100", False),
        ("hs", "8482.10", "848210", True),
        ("hs", "8482.10", "848220", False),
        ("unit", "Stk", "pcs", True),
        ("unit", "kg", "pcs", False),
        ("vessel", "MV BLUE KESTREL", "Blue Kestrel", True),
        ("vessel", "MVOLGA", "OLGA", False),
        ("own number", "NL-12 34", "NL-1234", True),
        ("date", "2026-01-02", "2026-02-01", False),
    ],
)
def test_values_agree_by_what_they_mean(kind: str, truth: str, read: str, same: bool) -> None:
    assert agree(kind, truth, read) is same


def test_a_scan_is_right_where_nothing_is_made_up_from_it() -> None:
    found = measure.measure("dev", lambda _name, _data: ())
    scans = sum(truth["scan"] for _, truth in truths("dev"))
    assert found.counts["field", "scan named"].right == scans > 0


def test_there_are_enough_documents_in_four_languages_by_many_tools() -> None:
    whole = {part: [truth for _, truth in truths(part)] for part in PARTS}
    assert (len(whole["dev"]), len(whole["held"])) >= (64, 32)
    assert {truth["language"] for truth in whole["dev"]} == {"en", "nl", "de", "fr"}
    assert {truth["language"] for truth in whole["held"]} == {"en", "nl", "de", "fr"}
    assert len({truth["producer"] for truth in whole["dev"]}) >= 20
    # A layout of both would make held a second dev.
    both = {truth["layout"] for truth in whole["dev"]} & {t["layout"] for t in whole["held"]}
    assert both <= {"scan", "PDF form"}


def test_dev_and_held_share_no_company() -> None:
    names = {
        part: {each["name"] for _, truth in truths(part) for each in truth["parties"]}
        for part in ("dev", "held")
    }
    assert not names["dev"] & names["held"]


@pytest.mark.parametrize("part", PARTS)
def test_the_truth_of_a_document_adds_up(part: str) -> None:
    for file, truth in truths(part):
        assert of_truth(truth)["sort"][1] == truth["sort"]
        roles = [each["role"] for each in truth["parties"]]
        assert len(roles) == len(set(roles)), file
        for line in truth["lines"]:
            assert Decimal(line.get("quantity", "1")) > 0, file
        facts = truth["facts"]
        if {"gross_weight", "net_weight"} <= set(facts):
            assert Decimal(facts["gross_weight"]) > Decimal(facts["net_weight"]), file


@pytest.mark.parametrize("path", SETS, ids=lambda p: "/".join(p.parts[-3:-1]))
def test_a_set_differs_in_what_was_planted_and_in_nothing_else(path: Path) -> None:
    told = json.loads(path.read_text("utf-8"))
    planted = {(each["field"], each["document"]) for each in told["conflicts"]}
    read = {
        file: json.loads((path.parent / file).with_suffix(".truth.json").read_text("utf-8"))
        for file in told["documents"]
    }
    found = set()
    for field in ("hs", "quantity", "value"):
        for index in range(2):
            values = {
                file: t["lines"][index][field] for file, t in read.items()
                if field in t["lines"][index]
            }  # fmt: skip
            found |= odd(f"lines/{index}/{field}", values)
    for name in ("gross_weight", "incoterm", "port_loading", "port_discharge", "packages"):
        values = {file: t["facts"][name] for file, t in read.items() if name in t["facts"]}
        found |= odd(f"facts/{name}", {file: measure.fold(v) for file, v in values.items()})
    for role in ("consignee", "end_user"):
        places = {
            file: each["country"] + each["address"] for file, t in read.items()
            for each in t["parties"] if each["role"] == role and "address" in each
        }  # fmt: skip
        found |= odd(f"parties/{role}", {file: measure.fold(v) for file, v in places.items()})
    missing = {each for each in planted if path.parent.name == "user-missing"}
    assert {field for field, _ in found} == {field for field, _ in planted - missing}
    assert planted - missing <= found


def odd(field: str, values: dict[str, str]) -> set[tuple[str, str]]:
    """The documents whose value the fewest have, where not all have the same."""
    many = list(values.values())
    if len(set(many)) < 2:
        return set()
    fewest = min(map(many.count, many))
    return {(field, file) for file, value in values.items() if many.count(value) == fewest}
