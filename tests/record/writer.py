"""A process that records one entry after another, and says each when it is told that it is.

    writer.py HOME URL COUNT SIZE

Prints "NUMBER HASH" for each, or "refused: …" and ends with status 3.
"""

import sys
from pathlib import Path

from enduse.errors import RecordError
from enduse.model.record import Draft
from enduse.record.book import open_book


def main(home: str, url: str, count: str, size: str) -> int:
    try:
        book = open_book(Path(home), url=url)
        for number in range(int(count)):
            order = {"id": number, "text": "x" * int(size)}
            made = book.append([Draft("decision", {"order": order})])[-1]
            _say(f"{made.header.number} {made.hash}")
    except RecordError as error:
        _say(f"refused: {error}")
        return 3
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
