"""One document to be made: its name, its tool, its layout, the sale it is of."""

from collections.abc import Callable
from dataclasses import dataclass

from papers.make.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`style` is that of numbers and of dates; `part` dev or held."""

    name: str
    producer: str
    layout: str
    sort: str
    seed: int
    tongue: str
    make: Callable[[Said], bytes]
    suffix: str = "pdf"
    lines: int = 3
    style: tuple[str, str] = ("", "dots")
    scan: bool = False
    part: str = "dev"
