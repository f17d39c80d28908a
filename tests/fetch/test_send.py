"""Messages to a webhook on this machine that misbehaves in every way that was seen."""

import hashlib
import hmac
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from enduse.errors import SettingsError
from enduse.fetch.limits import Limits
from enduse.fetch.send import Sender

QUICK = Limits(connect=2, silence=0.4, total=8, tries=4, wait=0.01)
SECRET = "a secret of the tests"  # noqa: S105
Behave = Callable[["Handler", int], None]


class Handler(BaseHTTPRequestHandler):
    behave: Behave
    came: list[tuple[dict[str, str], bytes]]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # the library's name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.came.append((dict(self.headers.items()), body))
        try:
            type(self).behave(self, len(self.came))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Hook:
    """A webhook and what came to it."""

    def __init__(self) -> None:
        class Own(Handler):
            came: list[tuple[dict[str, str], bytes]] = []  # noqa: RUF012  # a class a server

        self.kind = Own
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Own)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/hook"

    @property
    def came(self) -> list[tuple[dict[str, str], bytes]]:
        return self.kind.came

    def does(self, behave: Behave) -> None:
        self.kind.behave = behave


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.http.shutdown()
    made.http.server_close()


def hang_up(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.close()


def never_end(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    while True:  # until the other side has had enough
        handler.wfile.write(b"x" * 100)
        handler.wfile.flush()
        time.sleep(0.05)


def say_nothing(handler: Handler) -> None:
    time.sleep(1.0)
    hang_up(handler)


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"ten bytes.")
    handler.wfile.flush()
    hang_up(handler)


TROUBLES: dict[str, Callable[[Handler], None]] = {
    "500": lambda handler: handler.answer(500),
    "503": lambda handler: handler.answer(503, Retry_After="0"),
    "429": lambda handler: handler.answer(429),
    "hangs up": hang_up,
    "says nothing": say_nothing,
    "is cut short": cut_short,
}


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_that_passes_is_waited_out_under_one_id(hook: Hook, name: str) -> None:
    def behave(handler: Handler, number: int) -> None:
        if number < 3:
            TROUBLES[name](handler)
        else:
            handler.answer(204)

    hook.does(behave)
    with Sender(hook.url, SECRET, QUICK) as sender:
        assert sender.send("id-1", '{"a":1}') is None
    assert {headers["Enduse-Id"] for headers, _ in hook.came} == {"id-1"}
    assert {body for _, body in hook.came} == {b'{"a":1}'}
    assert len(hook.came) == 3


def test_trouble_that_stays_is_given_up_in_words(hook: Hook) -> None:
    hook.does(lambda handler, _: handler.answer(500))
    with Sender(hook.url, SECRET, QUICK) as sender:
        refused = sender.send("id-1", "{}")
    assert refused is not None
    assert refused.again
    assert refused.says == "the server answers 500, after 4 tries"
    assert len(hook.came) == QUICK.tries


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 410, 413])
def test_a_refusal_is_not_tried_again_and_no_redirect_is_followed(
    hook: Hook, status: int
) -> None:
    hook.does(lambda handler, _: handler.answer(status, Location=hook.url))
    with Sender(hook.url, SECRET, QUICK) as sender:
        refused = sender.send("id-1", "{}")
    assert refused is not None
    assert (refused.says, refused.again) == (f"the server answers {status}", False)
    assert len(hook.came) == 1


def test_each_try_is_signed_over_its_own_moment(hook: Hook) -> None:
    hook.does(lambda handler, number: handler.answer(500 if number == 1 else 200))
    moments = iter((1_796_000_000.9, 1_796_000_007.0))
    body = '{"name":"Электроком"}'
    with Sender(hook.url, SECRET, QUICK, clock=lambda: next(moments)) as sender:
        assert sender.send("id-1", body) is None
    for headers, came in hook.came:
        signed = headers["Enduse-Timestamp"].encode() + b"." + came
        right = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        assert headers["Enduse-Signature"] == f"sha256={right}"
        assert came == body.encode()
    times = [headers["Enduse-Timestamp"] for headers, _ in hook.came]
    assert times == ["1796000000", "1796000007"]


def test_pauses_grow_and_what_the_server_asks_is_kept(hook: Hook) -> None:
    hook.does(
        lambda handler, number: handler.answer(503, Retry_After="7" if number == 2 else "x")
    )
    pauses: list[float] = []
    limits = Limits(connect=2, silence=1, total=1_000, tries=4, wait=2)
    with Sender(hook.url, SECRET, limits, pause=pauses.append) as sender:
        assert sender.send("id-1", "{}") is not None
    bounds = [(2, 3), (7, 10.5), (8, 12)]
    assert len(pauses) == len(bounds)
    assert all(low <= each <= high for each, (low, high) in zip(pauses, bounds, strict=True))


def test_nobody_there_is_trouble_that_may_pass() -> None:
    with Sender("http://127.0.0.1:1/hook", SECRET, QUICK) as sender:
        refused = sender.send("id-1", "{}")
    assert refused is not None
    assert refused.again


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "ftp://example.com",
        "example.com",
        "https://u:p@example.com",
        "",
    ],
)
def test_addresses_that_would_show_names_to_others_are_refused(url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Sender(url, SECRET)
    assert "u:p" not in str(refused.value)


def test_an_answer_that_never_ends_is_not_read_to_its_end(hook: Hook) -> None:
    hook.does(lambda handler, _: never_end(handler))
    with Sender(hook.url, SECRET, QUICK) as sender:
        assert sender.send("1", "{}") is None
        assert sender.send("2", "{}") is None
    assert [headers["Enduse-Id"] for headers, _ in hook.came] == ["1", "2"]
