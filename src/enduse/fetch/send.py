"""Messages handed to an address of the user's (a webhook): signed, and tried again in time.

A message counts as taken where the other side answers 2xx. A server that is busy, silent or
gone is tried again with longer and longer pauses; one that refuses (4xx) is not, for the same
message would be refused again. A message may come twice: its id then is the same.
"""

import hashlib
import hmac
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import httpx

from enduse.errors import SettingsError
from enduse.fetch.limits import Limits

SENDING = Limits(connect=10.0, silence=20.0, total=120.0, tries=5, wait=1.0)
"""For one message: long enough for a server that restarts, short enough for a nightly run."""

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_OK, _NOT_OK = 200, 300
_OWN = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST_WAIT = 60.0
_MOST = 65_536
"""Bytes of an answer that are read: nothing in it is used."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a message was not taken. `again` says that it may be taken later."""

    says: str
    again: bool


class Sender:
    """Hands messages to one address. Use it in a `with` block.

    `secret` signs: the header `Enduse-Signature` is "sha256=" and the HMAC-SHA256, in hex, of
    the text of `Enduse-Timestamp` (seconds since 1970), a full stop, and the body.
    """

    def __init__(
        self,
        url: str,
        secret: str,
        limits: Limits = SENDING,
        *,
        clock: Callable[[], float] = time.time,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url, self._key = _sound(url), secret.encode()
        self._limits, self._clock, self._pause = limits, clock, pause
        times = httpx.Timeout(limits.silence, connect=limits.connect)
        # A redirect would carry the message to an address that nobody chose.
        self._client = httpx.Client(timeout=times, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(self, name: str, body: str) -> Refused | None:
        """Hand one message over by its id; None where it was taken."""
        end = time.monotonic() + self._limits.total
        for number in range(1, self._limits.tries + 1):
            refused, asked = self._once(name, body.encode("utf-8", "backslashreplace"))
            if refused is None or not refused.again:
                return refused
            # Many that wait for one server should not all come back at once.
            wait = min(asked or self._limits.wait * 2 ** (number - 1), _LONGEST_WAIT)
            wait *= random.uniform(1.0, 1.5)  # noqa: S311
            if number == self._limits.tries or time.monotonic() + wait > end:
                return Refused(f"{refused.says}, after {number} tries", again=True)
            self._pause(wait)
        return Refused("it was not tried", again=True)

    def _once(self, name: str, body: bytes) -> tuple[Refused | None, float | None]:
        moment = str(int(self._clock()))
        headers = {
            "Content-Type": "application/json",
            "Enduse-Id": name,
            "Enduse-Timestamp": moment,
            "Enduse-Signature": f"sha256={signature(self._key, moment, body)}",
        }
        try:
            with self._client.stream(
                "POST", self._url, content=body, headers=headers
            ) as answer:
                self._drain(answer)
        except (httpx.HTTPError, httpx.StreamError) as error:
            return Refused(str(error) or type(error).__name__, again=True), None
        if _OK <= answer.status_code < _NOT_OK:
            return None, None
        says = f"the server answers {answer.status_code}"
        busy = answer.status_code in _BUSY
        said = answer.headers.get("Retry-After", "") if busy else ""
        return Refused(says, again=busy), float(said) if _is_number(said) else None

    def _drain(self, answer: httpx.Response) -> None:
        """Read an answer to its end; one that has none is not waited for: its status holds."""
        end, size = time.monotonic() + self._limits.silence, 0
        for some in answer.iter_raw():
            size += len(some)
            if size > _MOST or time.monotonic() > end:
                return


def signature(key: bytes, moment: str, body: bytes) -> str:
    """The HMAC-SHA256 over moment, full stop and body, in hex.

    >>> signature(b"secret", "1796000000", b"{}")[:16]
    '57bc54136841b3e8'
    """
    return hmac.new(key, moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def _sound(url: str) -> str:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise SettingsError("webhook", f"is no address ({error})", "https://…") from error
    if parsed.userinfo:
        raise SettingsError("webhook", "holds a password", "an address without one")
    if parsed.scheme == "https" or (parsed.scheme == "http" and parsed.host in _OWN):
        return url
    raise SettingsError("webhook", f"is {url!r}", "an address over https")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
