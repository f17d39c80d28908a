"""The few kinds of block that a letter is made of: each kind of file draws them its own way."""

from dataclasses import dataclass
from datetime import date

from enduse.model.finding import Language


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 1 of a document of its own, 2 of a part, 3 of a group of fields."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `small` for a remark."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand close together, as an address does."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its number, and room for the answer."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a form, label and value; an empty value is room to write.

    `tall` are the numbers of rows with room for a stamp.
    """

    rows: tuple[tuple[str, str], ...]
    tall: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; columns whose number is in `figures` are set right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticks:
    """What can be ticked; an option that ends in a colon leaves room to write."""

    title: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """Numbered sentences of a declaration or a clause."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows is a paper of its own."""


Block = Heading | Text | Lines | Asked | Fields | Table | Ticks | Items | NewPage


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be drawn. `footer` stands on every page."""

    title: str
    footer: str
    language: Language
    day: date
    blocks: tuple[Block, ...]
