"""One published file: fetched whole, or not at all, with the words that say why.

A download is conditional (the publisher answers 304 where nothing changed), goes on where
it broke off (Range with If-Range, so that two states are never joined), waits and tries
again where the server is busy, and stops at the caps of time and size. What comes back is
bytes and what the server said of them; whether they are a list is not decided here.
"""

import hashlib
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Self

import httpx

from enduse.errors import FetchError
from enduse.fetch.limits import DEFAULT, Limits

Progress = Callable[[int, int | None], None]
"""Told the bytes so far, and how many there will be where the server says."""

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 120.0
_PIECE = 1_000_000
_NOT_MODIFIED, _PARTIAL, _BAD_RANGE, _OK = 304, 206, 416, 200


@dataclass(frozen=True, slots=True)
class Seen:
    """What was said of the file when it was last fetched: enough to ask whether it changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came. `data` is None where the server said that it has not changed."""

    url: str
    data: bytes | None
    sha256: str | None
    seen: Seen
    modified: datetime | None


class Fetcher:
    """Fetches files over one connection pool. Use it in a `with` block."""

    def __init__(
        self,
        limits: Limits = DEFAULT,
        *,
        agent: str = "enduse",
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits
        self._pause = pause
        times = httpx.Timeout(limits.silence, connect=limits.connect)
        self._client = httpx.Client(
            timeout=times,
            follow_redirects=True,
            # Unpacked, so that a length says how much there is, and nothing can swell.
            headers={"User-Agent": agent, "Accept-Encoding": "identity"},
            max_redirects=5,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(
        self,
        url: str,
        folder: Path,
        *,
        seen: Seen | None = None,
        progress: Progress | None = None,
    ) -> Fetched:
        """Fetch one file; `folder` holds what has come of it until it is whole.

        Raises `FetchError` where it could not be had: the address, what came, and what was
        expected. What came of a broken download stays in `folder` for the next try.
        """
        job = _Job(url, folder, seen=seen or Seen(), progress=progress or _silent)
        end = time.monotonic() + self._limits.total
        trouble = "nothing"
        for number in range(self._limits.tries):
            try:
                return self._once(job, end)
            except _AgainError as again:
                trouble = str(again)
                wait = again.wait or min(self._limits.wait * 2**number, _LONGEST_WAIT)
                if number + 1 == self._limits.tries or time.monotonic() + wait > end:
                    break
                self._pause(wait)
        raise FetchError(url, f"{trouble}, after {number + 1} tries", "the published file")

    def _once(self, job: "_Job", end: float) -> Fetched:
        with _as_again(), self._client.stream("GET", job.url, headers=job.headers()) as answer:
            if answer.status_code == _NOT_MODIFIED and job.asked_for_changes:
                return Fetched(job.url, None, None, job.seen, _modified(answer))
            self._refuse(job, answer)
            self._receive(job, answer, end)
        return job.whole(answer)

    def _refuse(self, job: "_Job", answer: httpx.Response) -> None:
        status = answer.status_code
        if status == _NOT_MODIFIED:
            job.start_over()
            raise _AgainError("the server says that it has not changed, which was not asked")
        if status in _BUSY:
            raise _AgainError(f"the server answers {status}", wait=_retry_after(answer))
        if status == _BAD_RANGE:
            job.start_over()
            raise _AgainError("the server has no such part of the file", wait=0.01)
        if status not in {_OK, _PARTIAL}:
            raise FetchError(job.url, f"the server answers {status}", "the published file")
        for hop in (*answer.history, answer):
            if _is_own(hop.url.host) and not _is_own(httpx.URL(job.url).host):
                raise FetchError(job.url, f"it leads to {hop.url}", "an address of a publisher")
            if hop.url.scheme != "https" and not _is_own(hop.url.host):
                raise FetchError(job.url, f"it leads to {hop.url}", "an address over https")

    def _receive(self, job: "_Job", answer: httpx.Response, end: float) -> None:
        mode = "ab" if answer.status_code == _PARTIAL and job.goes_on(answer) else "wb"
        with job.partial.open(mode) as file:
            total = _total(answer)
            job.note(answer)
            for block in _blocks(answer, job.url):
                file.write(block)
                if file.tell() > self._limits.size:
                    job.start_over()
                    found = f"it is larger than {self._limits.size} bytes"
                    raise FetchError(job.url, found, "a list of the usual size")
                if time.monotonic() > end:
                    found = f"it took longer than {self._limits.total:.0f} s"
                    raise FetchError(job.url, found, "a faster answer")
                job.progress(file.tell(), total)
            if total is not None and file.tell() != total:
                raise _AgainError(f"it broke off at {file.tell()} of {total} bytes")


class _AgainError(Exception):
    """Trouble that may pass. `wait` is how long the server asks to wait, in seconds."""

    def __init__(self, says: str, wait: float | None = None) -> None:
        super().__init__(says)
        self.wait = wait


class _Job:
    """One file under way: where it comes from, and what is there of it."""

    def __init__(self, url: str, folder: Path, *, seen: Seen, progress: Progress) -> None:
        self.url, self.seen, self.progress = url, seen, progress
        self.asked_for_changes = False
        name = hashlib.sha256(url.encode()).hexdigest()[:16]
        self.partial = folder / f"{name}.part"
        self._tag = folder / f"{name}.tag"
        folder.mkdir(parents=True, exist_ok=True)

    def headers(self) -> dict[str, str]:
        """Ask for what has changed, or for the rest of what is here already."""
        self.asked_for_changes = False
        here = self.partial.stat().st_size if self.partial.exists() else 0
        tag = self._tag.read_text(encoding="utf-8") if self._tag.exists() else ""
        if here and tag:
            return {"Range": f"bytes={here}-", "If-Range": tag}
        known = {"If-None-Match": self.seen.etag, "If-Modified-Since": self.seen.modified}
        asked = {name: value for name, value in known.items() if value}
        self.asked_for_changes = bool(asked)
        return asked

    def goes_on(self, answer: httpx.Response) -> bool:
        """Whether a part continues exactly what is here."""
        here = self.partial.stat().st_size if self.partial.exists() else 0
        said = answer.headers.get("Content-Range", "")
        # How much there is in all must be said: a part may end before the file does.
        if said.startswith(f"bytes {here}-") and _total(answer) is not None:
            return True
        self.start_over()
        raise _AgainError(f"the server sent the part {said or 'without a name'}", wait=0.01)

    def note(self, answer: httpx.Response) -> None:
        """Keep what names this state of the file, so that a later part fits it."""
        if answer.status_code == _OK:
            tag = answer.headers.get("ETag", "")
            # A weak tag does not promise the same bytes; a date does, to the second.
            strong = tag if tag and not tag.startswith("W/") else ""
            self._tag.write_text(strong or answer.headers.get("Last-Modified", ""), "utf-8")

    def start_over(self) -> None:
        """Forget what is here."""
        self.partial.unlink(missing_ok=True)
        self._tag.unlink(missing_ok=True)

    def whole(self, answer: httpx.Response) -> Fetched:
        """Hand over what has come, and forget it."""
        data = self.partial.read_bytes()
        self.start_over()
        seen = Seen(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
        digest = hashlib.sha256(data).hexdigest()
        return Fetched(self.url, data, digest, seen, _modified(answer))


@contextmanager
def _as_again() -> Iterator[None]:
    """Trouble on the way is a reason to try again, not an answer."""
    try:
        yield
    except httpx.TooManyRedirects as error:
        raise FetchError(str(error.request.url), "it leads in circles", "a file") from error
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
        words = str(error) or type(error).__name__
        raise _AgainError(words) from error


def _silent(_so_far: int, _total: int | None) -> None:
    """Nobody wants to know."""


def _total(answer: httpx.Response) -> int | None:
    """How many bytes the whole file has, where the answer says so and can be believed."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        return None
    if answer.status_code == _PARTIAL:
        said = answer.headers.get("Content-Range", "").rpartition("/")[2]
    else:
        said = answer.headers.get("Content-Length", "")
    return int(said) if said.isascii() and said.isdigit() else None


def _blocks(answer: httpx.Response, url: str) -> Iterator[bytes]:
    """The bytes of the file. One packing is undone, a piece at a time; two are a bomb's."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing == "identity":
        yield from answer.iter_raw()
        return
    if packing != "gzip":
        raise FetchError(url, f"it comes packed as {packing[:40]!r}", "the file as it is")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for block in answer.iter_raw():
            yield unpacker.decompress(block, _PIECE)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
    except zlib.error as error:
        raise FetchError(
            url, f"its packing is broken ({error})", "the file as it is"
        ) from error
    if not unpacker.eof:
        raise _AgainError("it broke off inside its packing")


def _modified(answer: httpx.Response) -> datetime | None:
    said = answer.headers.get("Last-Modified")
    try:
        return parsedate_to_datetime(said).astimezone(UTC) if said else None
    except (ValueError, OverflowError, TypeError):
        return None


def _retry_after(answer: httpx.Response) -> float | None:
    said = answer.headers.get("Retry-After", "")
    return min(float(said), _LONGEST_WAIT) if said.isascii() and said.isdigit() else None


def _is_own(host: str) -> bool:
    """A server on this machine: the tests', or a mirror of the user's."""
    return host in {"localhost", "127.0.0.1", "::1"}
