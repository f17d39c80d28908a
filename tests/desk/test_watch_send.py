"""What was found, on its way: at least once, under one id, whatever happens between."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from enduse.desk import record, watch, watch_partners, watch_send, watch_status
from enduse.errors import SettingsError
from enduse.model.record import Draft
from enduse.record.purging import purge
from enduse.settings import Settings, from_env
from tests.desk.test_watch import ONE, ORDER, TWO, entry, put, recorded, run, traces
from tests.fetch.test_send import QUICK, Hook


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path, webhook_secret="a secret of the tests")  # noqa: S106
    put(made, ONE, [entry("1", "Nobody In Particular Ltd")])
    recorded(made, ORDER, {**ORDER, "id": "SO-2"})
    run(made, ONE)
    put(made, TWO, [entry("2", "Quibblewick Zorath Holding")])
    return made


def send(settings: Settings, url: str) -> watch_send.Sent:
    with (
        watch.watch(settings, as_of=TWO) as found,
        watch_send.sender(settings, url, limits=QUICK) as to,
    ):
        found.settle(watch_send.messages(found.watched.events))
        return watch_send.send(found.outbox, to)


def ids(hook: Hook) -> list[str]:
    return [headers["Enduse-Id"] for headers, _ in hook.came]


def test_each_event_is_sent_once_with_all_that_is_known_of_it(
    settings: Settings, hook: Hook
) -> None:
    hook.does(lambda handler, _: handler.answer(200))
    assert send(settings, hook.url) == watch_send.Sent(2, ())
    bodies = [json.loads(body) for _, body in hook.came]
    assert [each["id"] for each in bodies] == ids(hook)
    assert {each["event"]["holder"] for each in bodies} == {"SO-1", "SO-2"}
    assert bodies[0]["event"]["by"]["entry"] == "2"
    assert send(settings, hook.url) == watch_send.Sent(0, ())
    assert len(hook.came) == 2


def test_a_run_that_breaks_off_before_sending_is_made_good_by_the_next(
    settings: Settings, hook: Hook
) -> None:
    with watch.watch(settings, as_of=TWO) as found:
        found.settle(watch_send.messages(found.watched.events))
        events = {each.id for each in found.watched.events}
    hook.does(lambda handler, _: handler.answer(200))
    assert send(settings, hook.url).sent == 2
    assert set(ids(hook)) == events


def test_what_is_refused_waits_and_is_said(settings: Settings, hook: Hook) -> None:
    hook.does(lambda handler, number: handler.answer(400 if number == 1 else 200))
    sent = send(settings, hook.url)
    first = ids(hook)[0]
    assert (sent.sent, sent.waiting) == (1, ((first, "the server answers 400"),))
    assert watch_status.status(settings).waiting == ((first, 1, "the server answers 400"),)
    assert send(settings, hook.url) == watch_send.Sent(1, ())
    assert ids(hook).count(first) == 2
    assert watch_status.status(settings).waiting == ()


@pytest.mark.parametrize("answer", [200, 400])
@pytest.mark.parametrize("closed", [False, True])
def test_what_was_told_of_a_purged_order_is_forgotten_names_and_ids(
    settings: Settings, hook: Hook, answer: int, *, closed: bool
) -> None:
    """An id follows from names without a salt, so that it could be tried with names."""
    hook.does(lambda handler, _: handler.answer(answer))
    send(settings, hook.url)
    book = record.open_record(settings)
    (number,) = (each.header.number for each in book.find("order", "SO-2"))
    if closed:
        labels = {"order": "SO-2", "closes": "SO-2"}
        book.append([Draft("resolution", {"resolution": {"act": "close"}}, labels=labels)])
    purge(book, [number], reason="its time", person="C. Vos")
    book.close()
    mine = [headers["Enduse-Id"] for headers, body in hook.came if b'"holder":"SO-2"' in body]
    assert traces(settings, b"so-2")
    watch.forget(settings, [number])
    left = [
        each for word in (*mine, "SO-2") for each in traces(settings, word.lower().encode())
    ]
    assert left == []
    assert traces(settings, b"so-1")


def test_a_partner_who_is_dropped_takes_messages_along(settings: Settings, hook: Hook) -> None:
    rows = {"c.csv": b"id,name\nC-77,Quibblewick Zorath Holding\n"}
    watch_partners.add(settings, rows, as_of=TWO, full=True)
    hook.does(lambda handler, _: handler.answer(400))
    assert len(send(settings, hook.url).waiting) == 3
    watch_partners.drop(settings, ["C-77"])
    assert len(watch_status.status(settings).waiting) == 2
    assert not traces(settings, b"c-77")


def test_a_server_that_is_gone_is_not_asked_for_every_message(
    settings: Settings, hook: Hook
) -> None:
    recorded(settings, *({**ORDER, "id": f"SO-{n}"} for n in range(3, 9)))
    hook.does(lambda handler, _: handler.answer(503))
    sent = send(settings, hook.url)
    assert (sent.sent, len(sent.waiting)) == (0, 8)
    assert len(set(ids(hook))) == 3


def test_nothing_is_sent_unsigned(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="ENDUSE_WEBHOOK_SECRET"):
        watch_send.sender(replace(settings, webhook_secret=None), "https://example.com")


def test_the_secret_is_never_shown() -> None:
    made = from_env({"ENDUSE_WEBHOOK_SECRET": "s3cr3t-of-ours"})
    assert made.webhook_secret == "s3cr3t-of-ours"  # noqa: S105
    assert "s3cr3t" not in repr(made)
