"""Run in a process of its own, without threads: do something to a list, and be stopped.

    python -m tests.desk.faults '{"start": FOLDER, "work": FOLDER, "mirror": URL, "act": ...}'

For each fault a child does `act` on a fresh copy of the folder `start` and is killed as it is
about to touch the disk for the Nth time, or may write no file beyond a size. What is there
afterwards is told as a line of JSON, and so is what the next update, undisturbed, makes of it.
"""

import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from enduse.desk.imports import import_list
from enduse.desk.indexes import index_of
from enduse.desk.sources import fault_of
from enduse.desk.update import accept, update
from enduse.editions.shelf import Shelf
from enduse.errors import EnduseError
from enduse.fetch.limits import Limits
from enduse.settings import Settings

LIST = "un_sc"
QUICK = Limits(connect=2, silence=2, total=20, tries=1, wait=0.01)
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"}
SIZES = [0, 1, 60, 300, 1_000, 5_000, 20_000, 100_000]
Fault = Callable[[], None]


def main(plan: dict[str, str]) -> None:
    """Every fault of a plan, one after the other."""
    start, work = Path(plan["start"]), Path(plan["work"])
    look(start)  # imports everything, so that no child is killed while it does
    number, killed = 0, True
    while plan["fault"] == "kill" and killed:
        number += 1
        killed = run(plan, start, work, fault=killed_at(number), name=f"step {number}")
    for size in SIZES if plan["fault"] == "full" else ():
        run(plan, start, work, fault=no_room_beyond(size), name=f"{size} bytes")


def run(plan: dict[str, str], start: Path, work: Path, *, fault: Fault, name: str) -> bool:
    """One fault; whether it killed the child."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(start, work)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        fault()
        os.write(write, act(plan, Settings(work, require=(LIST,))).encode())
        os._exit(0)
    os.close(write)
    said = os.read(read, 1000).decode()
    os.close(read)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    after = look(work)
    update(Settings(work), LIST, mirror=plan["mirror"], limits=QUICK)
    told = {"fault": name, "killed": killed, "said": said, "after": after, "next": look(work)}
    print(json.dumps(told), flush=True)  # noqa: T201  # it is what the test reads
    return killed


def act(plan: dict[str, str], made: Settings) -> str:
    """What the child does, and what came of it."""
    if plan["act"] == "update":
        return update(made, LIST, mirror=plan["mirror"], limits=QUICK).state
    try:
        if plan["act"] == "accept":
            accept(made, LIST, reason="a programme ended", person="A. Officer")
        else:
            data = Path(plan["file"]).read_bytes()
            import_list(made, LIST, {"un.xml": data}, published=None)
    except EnduseError as error:
        return f"{type(error).__name__}: {error}"
    return "done"


def look(data: Path) -> dict[str, Any]:
    """What is on the shelf, whether it can be read, and what a check says."""
    shelf, today = Shelf(data / "editions"), datetime.now(UTC).date()
    editions = shelf.editions(LIST)
    newest = shelf.newest(LIST, today)
    assert newest is not None
    return {
        "editions": {edition.sha256: len(shelf.open(edition)) for edition in editions},
        "newest": newest.sha256,
        "searched": len(index_of(Settings(data), newest, shelf.open(newest)).row),
        "fault": fault_of(newest, today, seen=shelf.confirmed(newest, today)),
        "accepted": sum(e["event"] == "accepted" for e in shelf.book(LIST).events(today)),
        "refused": sorted(p.name for p in data.glob(f"fetched/{LIST}/refused/*")),
    }


def killed_at(step: int) -> Fault:
    """Be killed, past all remedy, as the disk is about to be touched for the Nth time."""

    def fault() -> None:
        left = [step]

        def hook(event: str, facts: tuple[Any, ...]) -> None:
            writes = event == "open" and isinstance(facts[2], int)
            if event in CHANGES or (writes and facts[2] & (os.O_WRONLY | os.O_RDWR)):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)

    return fault


def no_room_beyond(size: int) -> Fault:
    """Every file ends at a size, as on a disk that is full; Python gets an OSError for it."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
