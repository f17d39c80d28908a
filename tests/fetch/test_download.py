"""Downloads from a server on this machine that misbehaves in every way that was seen."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enduse.errors import FetchError
from enduse.fetch.download import Fetcher, Seen
from enduse.fetch.limits import Limits

BODY = bytes(range(256)) * 400
QUICK = Limits(connect=2, silence=0.5, total=8, size=1_000_000, tries=4, wait=0.01)
Behave = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says; counts what it was asked."""

    behave: Behave
    asked: list[dict[str, str]]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the library's name
        self.asked.append({**dict(self.headers.items()), "path": self.path})
        try:
            type(self).behave(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def whole(self, *, tag: str = '"v1"') -> None:
        self.answer(200, BODY, ETag=tag, Last_Modified="Thu, 02 May 2024 14:00:00 GMT")

    def hang_up_after(self, count: int, *, start: int = 0, tag: str = '"v1"') -> None:
        self.send_response(206 if start else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(BODY) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(BODY) - 1}/{len(BODY)}")
        self.end_headers()
        self.wfile.write(BODY[start : start + count])
        self.wfile.flush()
        self.close_connection = True

    def start_asked(self) -> int:
        return int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))


class Server:
    """A server and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        asked = self.asked
        self.handler = type("ThisHandler", (Handler,), {"asked": asked})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/sdn.csv"

    def does(self, *behaviours: Behave) -> None:
        """Behave so, one behaviour a question; the last one goes on."""
        left = list(behaviours)

        def behave(handler: Handler) -> None:
            now = left.pop(0) if len(left) > 1 else left[0]
            now(handler)

        self.handler.behave = staticmethod(behave)  # type: ignore[attr-defined]


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


def fetch(server: Server, folder: Path, *, seen: Seen | None = None, limits: Limits = QUICK):  # type: ignore[no-untyped-def]  # noqa: ANN201
    with Fetcher(limits) as fetcher:
        return fetcher.fetch(server.url, folder, seen=seen)


def test_a_file_comes_whole_with_what_names_its_state(server: Server, tmp_path: Path) -> None:
    server.does(Handler.whole)
    got = fetch(server, tmp_path)
    assert got.data == BODY
    assert got.seen == Seen('"v1"', "Thu, 02 May 2024 14:00:00 GMT")
    assert got.modified is not None
    assert got.modified.isoformat() == "2024-05-02T14:00:00+00:00"
    assert list(tmp_path.iterdir()) == []


def test_what_has_not_changed_is_not_fetched_again(server: Server, tmp_path: Path) -> None:
    server.does(lambda h: h.answer(304))
    seen = Seen('"v1"', "Thu, 02 May 2024 14:00:00 GMT")
    got = fetch(server, tmp_path, seen=seen)
    assert (got.data, got.seen) == (None, seen)
    assert server.asked[0]["If-None-Match"] == '"v1"'
    assert server.asked[0]["If-Modified-Since"] == "Thu, 02 May 2024 14:00:00 GMT"


@given(cuts=st.lists(st.integers(1, len(BODY) - 1), min_size=1, max_size=3))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_download_that_breaks_anywhere_goes_on_where_it_broke(
    server: Server, tmp_path: Path, cuts: list[int]
) -> None:
    places = iter(sorted(cuts))

    def behave(handler: Handler) -> None:
        start = handler.start_asked() if "Range" in handler.headers else 0
        cut = next((c for c in places if c > start), None)
        handler.hang_up_after((cut or len(BODY)) - start, start=start)

    server.does(behave)
    assert fetch(server, tmp_path).data == BODY


def test_two_states_of_a_file_are_never_joined(server: Server, tmp_path: Path) -> None:
    other = BODY[::-1]
    server.does(
        lambda h: h.hang_up_after(1000, tag='"old"'),
        lambda h: h.answer(200, other, ETag='"new"'),
    )
    assert fetch(server, tmp_path).data == other
    assert server.asked[1]["If-Range"] == '"old"'


def test_a_part_that_was_not_asked_for_is_not_joined(server: Server, tmp_path: Path) -> None:
    wrong = {"Content_Range": f"bytes 5-{len(BODY) - 1}/{len(BODY)}"}
    server.does(
        lambda h: h.hang_up_after(1000),
        lambda h: h.answer(206, BODY[5:], **wrong),
        Handler.whole,
    )
    assert fetch(server, tmp_path).data == BODY


def test_a_part_that_is_not_there_starts_the_file_again(server: Server, tmp_path: Path) -> None:
    server.does(lambda h: h.hang_up_after(1000), lambda h: h.answer(416), Handler.whole)
    assert fetch(server, tmp_path).data == BODY


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(server: Server, tmp_path: Path, status: int) -> None:
    server.does(lambda h: h.answer(status), lambda h: h.answer(status), Handler.whole)
    assert fetch(server, tmp_path).data == BODY
    assert len(server.asked) == 3


def test_the_servers_own_pause_is_kept(server: Server, tmp_path: Path) -> None:
    server.does(lambda h: h.answer(503, Retry_After="7"), Handler.whole)
    pauses: list[float] = []
    patient = Limits(connect=2, silence=1, total=60, size=1_000_000, tries=4, wait=0.01)
    with Fetcher(patient, pause=pauses.append) as fetcher:
        fetcher.fetch(server.url, tmp_path)
    assert pauses == [7.0]


def test_pauses_grow(server: Server, tmp_path: Path) -> None:
    server.does(lambda h: h.answer(500))
    pauses: list[float] = []
    with Fetcher(QUICK, pause=pauses.append) as fetcher, pytest.raises(FetchError, match="500"):
        fetcher.fetch(server.url, tmp_path)
    assert pauses == [0.01, 0.02, 0.04]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_is_an_answer_and_not_asked_again(
    server: Server, tmp_path: Path, status: int
) -> None:
    server.does(lambda h: h.answer(status, b"moved"))
    with pytest.raises(FetchError, match=f"answers {status}"):
        fetch(server, tmp_path)
    assert len(server.asked) == 1


def test_a_silent_server_is_given_up(server: Server, tmp_path: Path) -> None:
    server.does(lambda _: time.sleep(2))
    start = time.monotonic()
    with pytest.raises(FetchError, match="after"):
        fetch(server, tmp_path)
    assert time.monotonic() - start < QUICK.total + 2


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def test_an_endless_file_stops_at_the_cap_of_size(server: Server, tmp_path: Path) -> None:
    server.does(endless)
    with pytest.raises(FetchError, match="larger than 1000000 bytes"):
        fetch(server, tmp_path)
    assert not list(tmp_path.glob("*.part"))


def test_a_dripping_file_stops_at_the_cap_of_time(server: Server, tmp_path: Path) -> None:
    server.does(drip)
    short = Limits(connect=2, silence=1, total=1, size=1_000_000, tries=2, wait=0.01)
    with pytest.raises(FetchError, match="longer than 1 s"):
        fetch(server, tmp_path, limits=short)


def test_a_packed_bomb_stops_at_the_cap_of_size(server: Server, tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    server.does(lambda h: h.answer(200, bomb, Content_Encoding="gzip"))
    with pytest.raises(FetchError, match="larger than 1000000 bytes"):
        fetch(server, tmp_path)


def test_a_packed_file_comes_unpacked(server: Server, tmp_path: Path) -> None:
    server.does(lambda h: h.answer(200, gzip.compress(BODY), Content_Encoding="gzip"))
    assert fetch(server, tmp_path).data == BODY


def test_a_circle_of_addresses_is_told(server: Server, tmp_path: Path) -> None:
    server.does(lambda h: h.answer(302, Location=server.url))
    with pytest.raises(FetchError, match="circles"):
        fetch(server, tmp_path)


def test_nobody_listening_is_told(tmp_path: Path) -> None:
    with Fetcher(QUICK) as fetcher, pytest.raises(FetchError, match="after 4 tries"):
        fetcher.fetch("http://127.0.0.1:9/none", tmp_path)


def test_progress_is_told_up_to_the_whole(server: Server, tmp_path: Path) -> None:
    server.does(Handler.whole)
    told: list[tuple[int, int | None]] = []
    with Fetcher(QUICK) as fetcher:
        fetcher.fetch(server.url, tmp_path, progress=lambda now, of: told.append((now, of)))
    assert told[-1] == (len(BODY), len(BODY))
    assert [now for now, _ in told] == sorted(now for now, _ in told)


def test_not_changed_is_no_answer_to_who_did_not_ask(server: Server, tmp_path: Path) -> None:
    server.does(lambda handler: handler.answer(304))
    with pytest.raises(FetchError, match="which was not asked, after 4 tries"):
        fetch(server, tmp_path)
    assert fetch(server, tmp_path, seen=Seen('"v1"')).data is None


def test_a_part_that_ends_before_the_file_is_not_the_rest(
    server: Server, tmp_path: Path
) -> None:
    def short(handler: Handler) -> None:
        start = handler.start_asked()
        piece = BODY[start : start + 7_000]
        where = f"bytes {start}-{start + len(piece) - 1}/{len(BODY)}"
        handler.answer(206, piece, ETag='"v1"', Content_Range=where)

    def untold(handler: Handler) -> None:
        start = handler.start_asked()
        where = f"bytes {start}-{start + 9}/*"
        handler.answer(206, BODY[start : start + 10], ETag='"v1"', Content_Range=where)

    many = Limits(connect=2, silence=0.5, total=8, size=1_000_000, tries=20, wait=0.01)
    server.does(lambda handler: handler.hang_up_after(50_000), short)
    assert fetch(server, tmp_path, limits=many).data == BODY
    server.does(lambda handler: handler.hang_up_after(50_000), untold, Handler.whole)
    assert fetch(server, tmp_path, limits=many).data == BODY


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({"Content_Encoding": "gzip"}, b"no gzip at all", "packing is broken"),
        ({"Content_Encoding": "gzip"}, gzip.compress(BODY)[:-40], "broke off inside"),
        ({"Content_Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(BODY)), "packed as"),
        ({"Content_Encoding": "br"}, b"x", "packed as 'br'"),
        ({"Content_Encoding": "gzip"}, gzip.compress(bytes(40_000_000)), "is larger than"),
    ],
)
def test_what_comes_packed_is_undone_once_and_within_bounds(
    server: Server, tmp_path: Path, headers: dict[str, str], body: bytes, words: str
) -> None:
    server.does(lambda handler: handler.answer(200, body, **headers))
    with pytest.raises(FetchError, match=words):
        fetch(server, tmp_path)


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry_After": "²"},
        {"Last_Modified": "Fri, 31 Dec 9999 23:59:59 -1200"},
        {"Last_Modified": "yesterday"},
        {"Content_Length": f"{len(BODY)}", "ETag": ""},
    ],
)
def test_odd_headers_stop_nothing(
    server: Server, tmp_path: Path, headers: dict[str, str]
) -> None:
    busy = {name: value for name, value in headers.items() if name == "Retry_After"}
    server.does(
        lambda handler: handler.answer(503, b"", **busy),
        lambda handler: handler.answer(200, BODY, **headers),
    )
    assert fetch(server, tmp_path).data == BODY
