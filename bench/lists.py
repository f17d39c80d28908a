"""Measure the readers: rows read, what was not read, speed and memory, one list at a time.

    bench/lists.py                   on lists made here, beside the committed baseline
    bench/lists.py --shared FOLDER   on published files in FOLDER/lists
    bench/lists.py --big             on made lists as large as the EU's and the Swiss one

Every list is read in a process of its own. "unread" is what the reader tells of as not read
or not understood, "nowhere" counts the values of the file of which a word is in no entry
(bench/unread.py). "s" is the median by the clock. "x bare" sets the best seconds of the
process itself beside those of a parse of the same bytes by the library alone
(bench/bare.py), in the same process by turns; it is what the baseline holds.
"peak" is ru_maxrss after the first reading less ru_maxrss before it, when the bytes
of the file were in memory already.
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from list_cases import CASES, Case

BASELINE = Path(__file__).parent / "lists_baseline.json"
Figures = dict[str, Any]


def main() -> int:
    """Measure as asked and print two tables: what was read, and what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, help="a folder with published lists")
    parser.add_argument("--big", action="store_true", help="made lists of published size")
    parser.add_argument("--short", action="store_true", help="fewer runs, for CI")
    parser.add_argument("--runs", type=int, help="readings of each list")
    parser.add_argument("--only", default="", help="lists whose file or id holds this word")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    parser.add_argument("--write", action="store_true", help="write the baseline anew")
    asked = parser.parse_args()
    runs = asked.runs or (3 if asked.short else 7)
    with tempfile.TemporaryDirectory() as folder:
        if asked.shared:
            root, cases = asked.shared / "lists", list(CASES)
        else:
            root, cases = Path(folder), _made(Path(folder) / "made", big=asked.big)
        cases = [case for case in cases if asked.only in f"{case.list_id} {case.name}"]
        found = {case.name: measured(case, root, runs=runs) for case in cases}
    made = not asked.shared and not asked.big
    show(found, baseline=made)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    if asked.write and made:
        _write(found)
    return 0


def _made(folder: Path, *, big: bool) -> list[Case]:
    """The made lists, written by a process of its own.

    On Linux a child starts with the peak of its parent: this process must stay small.
    """
    which = "write_published" if big else "write_lists"
    script = (f"import json, sys; from dataclasses import asdict; from pathlib import Path; "
              f"from made_lists import {which} as write; "
              "print(json.dumps([asdict(case) for case in write(Path(sys.argv[1]))]))"
              )  # fmt: skip
    folder.mkdir()
    command = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    return [Case(**{**each, "files": tuple(each["files"])}) for each in json.loads(done.stdout)]


def measured(case: Case, root: Path, *, runs: int) -> Figures:
    """The figures of one list, and whether its counts are those that were expected."""
    files = [root / name for name in case.files]
    if not all(file.exists() for file in files):
        return {"list": case.list_id, "expected": "not there"}
    asked = {"list_id": case.list_id, "files": list(map(str, files)), "runs": runs,
             "recode": case.recode}  # fmt: skip
    once = Path(__file__).parent / "list_once.py"
    done = subprocess.run(
        [sys.executable, str(once)], input=json.dumps(asked), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{case.name} failed: {done.stderr[-2000:]}")
    found: Figures = {"list": case.list_id, **json.loads(done.stdout)}
    return {**found, "expected": expected(case, found), "note": case.note}


def expected(case: Case, found: Figures) -> str:
    """Whether rows and entries are as the case has them, in words.

    >>> expected(Case("un_sc", ("a",), 2, {"INDIVIDUALS": 2}), {"rows": {}, "entries": 2})
    'INDIVIDUALS differs by -2'
    """
    if "refused" in found or case.refused:
        as_it_should = case.refused and case.refused in found.get("refused", "")
        return "refused, as expected" if as_it_should else "differs: " + found.get(
            "refused", "was not refused")  # fmt: skip
    wanted = {**case.rows, **({"entries": case.entries} if case.entries is not None else {})}
    if not wanted:
        return "no count known"
    held = {**found["rows"], "entries": found["entries"]}
    off = {name: held.get(name, 0) - count for name, count in wanted.items()}
    told = [f"{name} differs by {by:+}" for name, by in off.items() if by]
    return ", ".join(told) or "as expected"


def show(found: dict[str, Figures], *, baseline: bool) -> None:
    """Both tables, within 120 columns."""
    print(f"{'list':44} {'rows':>7} {'entries':>7} {'names':>7} {'ids':>6} {'err':>3} "
          f"{'warn':>4} {'unread':>6} {'nowhere':>7}")  # fmt: skip
    for name, one in found.items():
        if "rows" in one:
            print(f"{_cut(name)} {sum(one['rows'].values()):7} {one['entries']:7} "
                  f"{one['names']:7} {one['ids']:6} {one['errors']:3} {one['warnings']:4} "
                  f"{sum(one['unread'].values()):6} {_nowhere(one):7}  {_verdict(one)}"
                  )  # fmt: skip
        else:
            print(f"{_cut(name)} {one['expected'][:74]}")
    _show_notes(found)
    committed = json.loads(BASELINE.read_text())["x bare"] if baseline else {}
    print(f"\n{'list':44} {'MB':>6} {'s':>7} {'MB/s':>6} {'x bare':>6} {'peak MB':>7} "
          f"{'x MB':>6} " + ("baseline  ratio" if committed else ""))  # fmt: skip
    for name, one in found.items():
        if "seconds" in one:
            before = committed.get(name)
            beside = f"{before:8.2f} {one['over_bare'] / before:6.2f}" if before else ""
            taken = f"{one['unpacked'] / 1e6:6.2f} {one['seconds']:7.3f} {one['mb_per_s']:6.2f}"
            ratios = f"{one['over_bare']:6.2f} {one['peak_mb']:7.1f}"
            print(f"{_cut(name)} {taken} {ratios} {one['peak_over_bytes']:6.1f} {beside}")


def _show_notes(found: dict[str, Figures]) -> None:
    """What differs, what was not read, and where it stands."""
    for name, one in found.items():
        told = [one["expected"]] if "differs" in one["expected"] else []
        told += [one["note"]] if one.get("note") else []
        told += [f"{count} x {what}" for what, count in one.get("unread", {}).items()]
        lost = list(one.get("nowhere", {}).items())[:5]
        told += [f"nowhere: {some} of {total} in {path}" for path, (some, total) in lost]
        if told:
            print(f"\n{name}")
            for line in told:
                print(f"    {line[:114]}")


def _verdict(one: Figures) -> str:
    return "differs" if "differs" in one["expected"] else str(one["expected"])


def _nowhere(one: Figures) -> int:
    return sum(missing for missing, _ in one["nowhere"].values())


def _cut(name: str) -> str:
    return f"{name if len(name) <= 44 else '..' + name[-42:]:44}"


def _write(found: dict[str, Figures]) -> None:
    about = {"machine": platform.machine(), "python": platform.python_version()}
    ratios = {name: one["over_bare"] for name, one in found.items()}
    BASELINE.write_text(json.dumps({"about": about, "x bare": ratios}, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
