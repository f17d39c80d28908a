"""How long a download may take, how large it may be, how often it is tried again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one download, in seconds and bytes.

    `silence` is how long a server may say nothing, `total` how long all tries together may
    take. `wait` is the first pause between tries; each next one is twice as long.
    """

    connect: float = 20.0
    silence: float = 60.0
    total: float = 900.0
    size: int = 300_000_000
    tries: int = 5
    wait: float = 2.0


DEFAULT = Limits()
"""Made for the slowest publisher: the EU's file is made on the fly, over a minute."""
