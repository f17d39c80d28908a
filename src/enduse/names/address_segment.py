"""What stands between two commas of an address: which number is what, and which word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from enduse.names.address_words import Item, short_words

_LETTERED_CODE = re.compile(r"[a-z]{2}\d{4,5}")
_HOUSE_DIGITS, _PLAIN_CODE, _SHORT_CODE = 5, 5, 4
_LONGEST_RANGE = 40
_TYPES = frozenset({"street", "building", "zone"})


@dataclass(slots=True)
class Draft:
    """What was found so far."""

    words: list[str] = field(default_factory=list)
    buildings: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    numbers: dict[str, list[str]] = field(
        default_factory=lambda: {
            name: [] for name in ("house", "part", "unit", "floor", "box", "postal")
        }
    )
    zone: bool = False
    agent: bool = False

    def house(self, number: str) -> None:
        """A house's number: "12/5" is house 12 with a part, "20-24" the two ends too."""
        first, *more = number.split("/")
        self.numbers["house"].append(first)
        self.numbers["part"] += [each for each in more if each]
        low, _, high = first.partition("-")
        if low.isdigit() and high.isdigit() and _near(low, high):
            self.numbers["house"] += [low, high]

    def letter(self) -> None:
        """Say "37, lit. A" as "37a" too."""
        letters = [part for part in self.numbers["part"] if len(part) == 1 and part.isalpha()]
        plain = [house for house in self.numbers["house"] if house.isdigit()]
        self.numbers["house"] += [house + letter for house in plain for letter in letters]


def _near(low: str, high: str) -> bool:
    # "20-24" is a row of houses; "1-02" and "19-1204" are a house in a numbered street.
    if len(high) > _HOUSE_DIGITS or len(low) > len(high) or high.startswith("0"):
        return False
    return 0 < int(high) - int(low) <= _LONGEST_RANGE


class Segment:
    """What stands between two commas."""

    def __init__(self, items: Sequence[Item], draft: Draft) -> None:
        self._items = list(items)
        self._draft = draft

    def read(self) -> None:
        """Numbers first, for what a word is depends on them."""
        self._draft.agent |= any(each.kind == "agent" for each in self._items)
        self._marked()
        telling = self._numbers() or any(each.kind in _TYPES for each in self._items)
        if telling:
            self._street()
        else:
            self._draft.places += [word for each in self._items for word in _plain(each)]

    def _marked(self) -> None:
        """Numbers behind a word that says what they are, and storeys."""
        items, out, at = self._items, list[Item](), 0
        while at < len(items):
            took = self._floor(at) or self._behind(at)
            if took:
                out.append(Item("gap", ""))
                at += took
                continue
            out.append(items[at])
            at += 1
        self._items = out

    def _floor(self, at: int) -> int:
        """How many items say a storey here: "4th Floor", "12/F"."""
        here = self._items[at]
        following = self._items[at + 1 : at + 2]
        if here.kind == "number" and here.text.endswith("/f"):
            self._draft.numbers["floor"].append(here.text.removesuffix("/f"))
            return 1
        if here.kind in {"number", "ordinal"} and following and "floor" in following[0].roles:
            behind = self._items[at + 2 : at + 3]
            if here.kind == "number" and behind and behind[0].kind == "number":
                return 0  # "35 Floor 4"
            self._draft.numbers["floor"].append(here.text.removesuffix("th"))
            return 2
        return 0

    def _behind(self, at: int) -> int:
        """A marker and its number; how many items that were."""
        role = self._role(at)
        if role is None:
            return 0
        end = at + 1
        while end < len(self._items) and "house" in self._items[end].roles:
            end += 1  # "Unit No. 12"
        if end >= len(self._items):
            return 0
        value = self._items[end]
        lettered = value.kind == "word" and len(value.text) == 1 and role in {"unit", "part"}
        if value.kind not in {"number", "ordinal"} and not lettered:
            return 0
        if role == "house":
            self._draft.house(value.text)
        else:
            several = value.text.split("/") if role == "part" else [value.text]
            self._draft.numbers[role] += several
        return end + 1 - at

    def _role(self, at: int) -> str | None:
        """What the number behind this item is; of a word with several roles the likeliest."""
        roles = self._items[at].roles
        for role in ("box", "unit", "floor", "postal", "house"):
            if role in roles:
                return role
        if "part" not in roles:
            return None
        before = self._items[:at]
        known = self._draft.numbers["house"] or any(each.kind == "number" for each in before)
        # "Primernaya str. 5" is a street, "d. 14, str. 2" a part of number 14.
        return "part" if "street" not in roles or known else None

    def _numbers(self) -> bool:
        """Sort the numbers that nothing marks; whether one of them is a house's."""
        found = False
        typed = any(each.kind in _TYPES for each in self._items)
        for at, each in enumerate(self._items):
            if each.kind != "number":
                continue
            if self._is_code(each.text, at, typed=typed):
                self._draft.numbers["postal"].append(each.text)
            elif self._names_street(at):
                self._items[at] = Item("word", each.text)
                found = True
                continue
            else:
                self._draft.house(each.text)
                found = True
            self._items[at] = Item("gap", "")
        return found

    def _is_code(self, number: str, at: int, *, typed: bool) -> bool:
        if _LETTERED_CODE.fullmatch(number):
            return True
        if not number.isdigit() or len(number) < _SHORT_CODE:
            return False
        if len(number) > _PLAIN_CODE:
            return True
        opens = at == 0 and typed
        if len(number) == _PLAIN_CODE:
            return not opens
        return not typed and bool(self._draft.numbers["house"] or self._draft.words)

    def _names_street(self, at: int) -> bool:
        """Whether a number stands where the street's name would: "Carrera 25", "Street 13"."""
        if at == 0 or self._items[at - 1].kind != "street":
            return False
        named = any(each.kind == "word" for each in self._items[: at - 1])
        after = self._items[at + 1 : at + 2]
        return not named and not (after and after[0].kind == "word" and not short_words(after))

    def _street(self) -> None:
        """Which words name the street, which a building, which a place."""
        runs = _runs(self._items)
        typed = any(each.kind in _TYPES for each in self._items)
        for at, each in enumerate(self._items):
            if each.kind in {"street", "building", "zone", "area"}:
                self._claim(at, each, runs)
        for run in runs:
            if run.owner is None:
                # Beside a house number and no word for a street it is the street itself.
                run.owner = "place" if typed else "street"
            self._give(run)

    def _claim(self, at: int, item: Item, runs: list["_Run"]) -> None:
        if item.kind == "street":
            self._draft.kinds.append(item.text)
        if item.kind == "zone":
            self._draft.zone = True
        before = next((run for run in runs if run.end == at), None)
        after = next((run for run in runs if run.start == at + 1), None)
        first, second = (after, before) if item.side == "after" else (before, after)
        if item.side == "either" and before and after and before.start == 0 and at > 1:
            first, second = before, after
        # A word for an area that names nothing on its own side names nothing.
        for run in (first,) if item.kind == "area" else (first, second):
            if run is not None and run.owner is None:
                run.owner = "place" if item.kind == "area" else item.kind
                return

    def _give(self, run: "_Run") -> None:
        words = [word for each in run.items for word in _plain(each)]
        if run.owner == "place":
            self._draft.places += words
            return
        self._draft.words += words
        if run.owner in {"building", "zone"}:
            self._draft.buildings += words


@dataclass(slots=True)
class _Run:
    """Words that follow each other, and what they name."""

    start: int
    end: int
    items: list[Item]
    owner: str | None = None


def _runs(items: Sequence[Item]) -> list[_Run]:
    runs: list[_Run] = []
    for at, each in enumerate(items):
        if each.kind not in {"word", "ordinal"}:
            continue
        if runs and runs[-1].end == at:
            runs[-1].end = at + 1
            runs[-1].items.append(each)
        else:
            runs.append(_Run(at, at + 1, [each]))
    return runs


def _plain(item: Item) -> Iterator[str]:
    """What is left of a word that plays no part: a lone letter tells nothing."""
    if item.kind in {"word", "ordinal"} and (len(item.text) > 1 or item.text.isdigit()):
        yield item.text
