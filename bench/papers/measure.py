"""How well documents are read: field by field against what a person reads there.

Beside each document of tests/corpus lies its truth (NAME.truth.json). A field of the truth
that the reading has counts for both, one that it has not against recall, one that it has and
the truth has not against precision; a wrong value counts against both. Run it:

    python -m papers.measure            the whole of it, by field, sort, producer, language
    python -m papers.measure --show     with each wrong value of dev (--held-show: and held)
"""

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from papers.reading import read

from enduse.model.document import Document

CORPUS = Path(__file__).parents[2] / "tests" / "corpus"
Reader = Callable[[str, bytes], Sequence[Document]]

Values = dict[str, tuple[str, str]]
"""Path of a field -> its kind ("party name (buyer)") and its value."""

LINE = ("description", "hs", "part_number", "quantity", "unit", "value", "currency", "origin")
GROUP = {
    "total": "totals", "currency": "currency of the total", "gross_weight": "weights",
    "net_weight": "weights", "packages": "packages", "incoterm": "incoterm",
    "incoterm_place": "incoterm place", "port_loading": "ports", "port_discharge": "ports",
    "place_receipt": "ports", "place_delivery": "ports", "vessel": "vessel",
    "voyage": "vessel", "flight": "vessel", "container": "containers", "seal": "containers",
}  # fmt: skip
OWN_DATE = ("issue_date", "invoice_date", "order_date")
_DATE = ("delivery_date", "shipment_date", "latest_shipment", "due_date", "expiry_date")
# One unit, as four languages and two customs forms write it.
UNITS = (
    {"pcs", "pc", "pce", "st", "stk", "stück", "stuks", "ea", "unité", "unités", "piece",
     "pieces"},
    {"kg", "kgs", "kgm", "kilo"}, {"m", "mtr", "meter", "mètre"},
    {"set", "sets", "satz", "jeu", "stel", "lot"},
)  # fmt: skip


@dataclass(slots=True)
class Count:
    """Right, wrong (read as something else), missed and invented fields."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; None: nothing was read."""
        read = self.right + self.wrong + self.invented
        return self.right / read if read else None

    @property
    def recall(self) -> float | None:
        """The share of what stands there that was read right; None: nothing stands there."""
        stands = self.right + self.wrong + self.missed
        return self.right / stands if stands else None


@dataclass(frozen=True, slots=True)
class Off:
    """One field that was not read right."""

    document: str
    path: str
    kind: str
    truth: str
    read: str


def fold(text: object) -> str:
    """Letters and digits, small, single blanks: how values are compared."""
    flat = unicodedata.normalize("NFKC", str(text)).casefold()
    return " ".join(re.findall(r"\w+", flat))


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _near(truth: str, read: str) -> bool:
    """Whether three words of four are shared: an address with or without its country."""
    a, b = set(fold(truth).split()), set(fold(read).split())
    return bool(a | b) and len(a & b) / len(a | b) >= 0.75


def _ship(name: str) -> str:
    """A ship's name without the letters before it (motor vessel, motor ship, steam ship)."""
    return re.sub(r"^(?:m v|m s|mv|ms|ss) ", "", fold(name))


def agree(kind: str, truth: str, read: str) -> bool:
    """Whether a value was read right: numbers by value, addresses and goods by their words.

    Blanks count in names, which are searched by their words, and not in codes, nor in goods
    and addresses, which a narrow cell breaks anywhere.
    """
    a, b = fold(truth), fold(read)
    if kind == "vessel":
        a, b = _ship(truth), _ship(read)
    same = a == b
    if kind in {"party address", "description", "end use", "incoterm place"}:
        same = _tight(a) == _tight(b) or _near(truth, read)
    elif kind in {"hs", "party ids", "own number", "refs"}:
        same = _tight(a) == _tight(b)
    elif kind in {"quantity", "value", "totals", "weights", "packages"}:
        one, other = _number(truth), _number(read)
        same = one == other if one is not None and other is not None else same
    elif kind == "unit":
        same = same or any({a, b} <= unit for unit in UNITS)
    return same


def _tight(text: str) -> str:
    return text.replace(" ", "")


def _of_ref(kind: str, number: str) -> Values:
    """A number, and what it is a number of: the one can be read without the other."""
    path = f"refs/{fold(number)}"
    return {path: ("refs", number), f"{path}/kind": ("ref kinds", kind)}


def _of_parties(parties: Sequence[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, str]]]:
    seen: dict[str, int] = defaultdict(int)
    for party in parties:
        role = str(party.get("role", "other"))
        seen[role] += 1
        path = f"parties/{role}" + (f".{seen[role]}" if seen[role] > 1 else "")
        if party.get("name"):
            yield f"{path}/name", (f"party name ({role})", str(party["name"]))
        if party.get("address"):
            yield f"{path}/address", ("party address", str(party["address"]))
        if party.get("country"):
            yield f"{path}/country", ("party country", str(party["country"]))
        for scheme, value in (party.get("ids") or {}).items():
            yield f"{path}/ids/{scheme}", ("party ids", str(value))


def _of_lines(lines: Sequence[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for index, line in enumerate(lines):
        for key in LINE:
            if line.get(key) not in (None, ""):
                yield f"lines/{index}/{key}", (key, str(line[key]))
        for key in ("net_weight", "gross_weight"):
            if line.get(key):
                yield f"lines/{index}/{key}", ("weights of a line", str(line[key]))


def of_truth(truth: dict[str, Any]) -> Values:
    """The fields of a truth."""
    made: Values = {"sort": ("sort", truth["sort"])}
    if truth["own"]:
        made["own"] = ("own number", truth["own"]["number"])
    for ref in truth["refs"]:
        made |= _of_ref(ref["kind"], ref["number"])
    if truth["date"]:
        made["date"] = ("date", truth["date"])
    made |= dict(_of_parties(truth["parties"])) | dict(_of_lines(truth["lines"]))
    for name, value in truth["facts"].items():
        made[f"facts/{name}"] = _fact(name, value)
    if truth["end_use"]:
        made["end_use"] = ("end use", truth["end_use"])
    if truth["payment_terms"]:
        made["payment/terms"] = ("payment terms", truth["payment_terms"])
    for clause in truth["clauses"]:
        made[f"clauses/{clause}"] = ("clause", "True")
    return made


def _fact(name: str, value: str) -> tuple[str, str]:
    return GROUP.get(name) or ("other dates" if name in _DATE else "other facts"), str(value)


def of_document(document: Document) -> Values:
    """The fields of a reading, under the same paths."""
    wire = document.wire
    made: Values = {"sort": ("sort", document.sort)}
    if document.own:
        made["own"] = ("own number", document.own.number)
    for ref in document.refs:
        made |= _of_ref(ref.kind, ref.number)
    lines = [dict(line) for line in wire.get("lines") or ()]
    for fact in document.facts:
        if fact.line is not None:
            if fact.line < len(lines):
                lines[fact.line][fact.name] = fact.value
        elif fact.name not in OWN_DATE:
            made[f"facts/{fact.name}"] = _fact(fact.name, fact.value)
    made |= dict(_of_parties(wire.get("parties") or ())) | dict(_of_lines(lines))
    return made | dict(_of_rest(document))


def _of_rest(document: Document) -> Iterator[tuple[str, tuple[str, str]]]:
    wire = document.wire
    dates = {fact.name: fact.value for fact in document.facts}
    date = next((dates[name] for name in OWN_DATE if name in dates), wire.get("date"))
    if date:
        yield "date", ("date", str(date))
    if wire.get("end_use"):
        yield "end_use", ("end use", str(wire["end_use"]))
    if (wire.get("payment") or {}).get("terms"):
        yield "payment/terms", ("payment terms", str(wire["payment"]["terms"]))
    for clause, said in (wire.get("clauses") or {}).items():
        if said:
            yield f"clauses/{clause}", ("clause", str(said))


def _optional(path: str, patterns: Sequence[str]) -> bool:
    return any(path == each or path.startswith(f"{each}/") or fnmatchcase(path, each)
               for each in patterns)  # fmt: skip


def _split(kind: str) -> tuple[str, ...]:
    """A party's name counts with its role, and all names together."""
    return (kind, "party name") if kind.startswith("party name") else (kind,)


def judge(
    truth: dict[str, Any], read: Document | None, name: str = ""
) -> Iterator[tuple[str, str, Off]]:
    """Every field: its outcome (right, wrong, missed, invented), its kind, and itself."""
    stands = of_truth(truth)
    has = of_document(read) if read else {}
    for path, (kind, value) in stands.items():
        got = has.get(path, (kind, ""))[1]
        if got and agree(kind, value, got):
            yield "right", kind, Off(name, path, kind, value, got)
        elif not _optional(path, truth["optional"]):
            yield ("wrong" if got else "missed"), kind, Off(name, path, kind, value, got)
    for path, (kind, value) in has.items():
        if path not in stands and not _optional(path, truth["optional"]):
            yield "invented", kind, Off(name, path, kind, "", value)


def truths(part: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents of a part ("dev", "held", "sets/dev") with their truth."""
    for path in sorted((CORPUS / part).rglob("*.truth.json")):
        stem = path.name.removesuffix(".truth.json")
        file = next(p for p in path.parent.glob(f"{stem}.*") if p != path)
        yield file, json.loads(path.read_text("utf-8"))


@dataclass(slots=True)
class Measured:
    """What came of a part: counts by (what it is split by, which of them), and what was off."""

    counts: dict[tuple[str, str], Count]
    offs: list[tuple[str, Off]]
    failed: list[str]


def measure(part: str, reader: Reader) -> Measured:
    """Read every document of a part and compare it with its truth."""
    made = Measured(defaultdict(Count), [], [])
    for file, truth in truths(part):
        try:
            found = reader(file.name, file.read_bytes())
        except Exception as error:  # noqa: BLE001  (a reader that falls over is measured too)
            made.failed.append(f"{file.name}: {type(error).__name__}: {error}")
            found = ()
        if truth["scan"]:
            _scan(made, found[0] if found else None)
            continue
        for each, document, name in paired(file.name, truth, found):
            by = [("sort", each["sort"]), ("producer", truth["producer"]),
                  ("language", each["language"]), ("all", "all")]  # fmt: skip
            for outcome, kind, off in judge(each, document, name):
                _count(
                    made,
                    outcome,
                    off,
                    keys=(*(("field", which) for which in _split(kind)), *by),
                )
    return made


def _count(made: Measured, outcome: str, off: Off, *, keys: Sequence[tuple[str, str]]) -> None:
    for key in keys:
        count = made.counts[key]
        setattr(count, outcome, getattr(count, outcome) + 1)
    if outcome != "right":
        made.offs.append((outcome, off))


def paired(
    name: str, truth: dict[str, Any], found: Sequence[Document]
) -> Iterator[tuple[dict[str, Any], Document | None, str]]:
    """Each truth of a file with its document: the attachments' by their sort, then its own.

    A file without attachments is held against its first document, whatever that is taken
    for; a mail whose own text gave none has missed it.
    """
    left = list(found)
    attached = truth.get("attached") or {}
    for inside, each in attached.items():
        match = next((one for one in left if one.name == f"{name}/{inside}"), None)
        match = match or next((one for one in left if one.sort == each["sort"]), None)
        if match:
            left.remove(match)
        yield each, match, f"{name}/{inside}"
    match = next((one for one in left if one.sort == truth["sort"]), None)
    if match is None and attached:
        match = next((one for one in left if one.name == name), None)
    elif match is None and left:
        match = left[0]
    yield truth, match, name


def _scan(made: Measured, read: Document | None) -> None:
    """A scan is read right where nothing is read and that is said."""
    named = read is None or (not read.wire.get("parties") and bool(read.unread or read.issues))
    made.counts["field", "scan named"].right += named
    made.counts["field", "scan named"].missed += not named


def _share(value: float | None) -> str:
    return "     -" if value is None else f"{value:6.1%}"


def told(part: str, found: Measured) -> Iterator[str]:
    """The table of a part."""
    yield f"\n{part}: precision, recall; right, wrong, missed, invented"
    for split in ("all", "field", "sort", "producer", "language"):
        for (by, which), count in sorted(found.counts.items()):
            if by == split:
                numbers = f"{count.right:5} {count.wrong:5} {count.missed:5} {count.invented:5}"
                shares = f"{_share(count.precision)} {_share(count.recall)}"
                yield f"  {by:9}{which:28}{shares}  {numbers}"
    yield from (f"  failed: {each}" for each in found.failed)


def main() -> None:
    """Measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", action="append", help="dev, held, sets/dev, sets/held")
    asked.add_argument("--show", action="store_true", help="each wrong value of dev")
    asked.add_argument("--held-show", action="store_true", help="each wrong value of held too")
    asked.add_argument("--only", default="", help="show what is off in documents named so")
    said = asked.parse_args()
    for part in said.part or ("dev", "held", "sets/dev", "sets/held"):
        found = measure(part, read)
        print("\n".join(told(part, found)))
        if (said.show and "held" not in part) or said.held_show:
            for outcome, off in found.offs:
                if off.document.startswith(said.only):
                    where = f"{outcome:8} {off.document:12} {off.path:28}"
                    print(f"  {where} {off.truth!r} <- {off.read!r}")


if __name__ == "__main__":
    main()
