"""What the watch found, on its way to a webhook: kept until it was taken."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enduse.errors import SettingsError
from enduse.fetch.limits import Limits
from enduse.fetch.send import SENDING, Sender
from enduse.model.watch import Event
from enduse.model.wire import to_plain
from enduse.settings import Settings
from enduse.watch.outbox import Letter, Outbox

TYPE = "enduse.watch.event"
_GIVE_UP = 3
"""Messages in a row without an answer, after which the others wait for the next run."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages were taken, and which still wait, each with why."""

    sent: int
    waiting: tuple[tuple[str, str], ...]


def messages(events: Iterable[Event]) -> Iterator[Letter]:
    """Each event as a message: its id, its body as JSON, and of whom it tells."""
    for each in events:
        plain = {"type": TYPE, "id": each.id, "event": to_plain(each)}
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        body = text.encode("utf-8", "backslashreplace").decode()
        yield Letter(each.id, body, each.kind, each.holder, each.recorded or 0)


def sender(settings: Settings, url: str, *, limits: Limits = SENDING) -> Sender:
    """What hands messages to an address; `SettingsError` where no secret signs them."""
    if settings.webhook_secret is None:
        expected = "a secret that the receiver knows too, in the environment"
        raise SettingsError("ENDUSE_WEBHOOK_SECRET", "is not set", expected)
    return Sender(url, settings.webhook_secret, limits)


def send(outbox: Outbox, to: Sender) -> Sent:
    """Hand over all that waits, the oldest first; what is not taken stays."""
    sent, unanswered = 0, 0
    waiting: list[tuple[str, str]] = []
    for each in outbox.waiting():
        if unanswered == _GIVE_UP:
            waiting.append((each.id, "not tried: the server does not answer"))
            continue
        refused = to.send(each.id, each.body)
        if refused is None:
            outbox.sent(each.id)
            sent, unanswered = sent + 1, 0
        else:
            outbox.failed(each.id, refused.says)
            waiting.append((each.id, refused.says))
            unanswered = unanswered + 1 if refused.again else 0
    return Sent(sent, tuple(waiting))
