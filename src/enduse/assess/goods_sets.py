"""Whether a line of an order is among the goods that a duty names."""

from dataclasses import dataclass
from datetime import date

from enduse.assess.answers import Answer, any_of, no, unknown, yes
from enduse.assess.duty_rules import GoodsSet
from enduse.assess.goods import Goods
from enduse.goods.codes import HsCode, dotted
from enduse.goods.editions import Reading
from enduse.goods.priority import ANNEX_XL

_HS6, _CN8 = 6, 8


def in_set(goods: Goods, which: GoodsSet, day: date) -> Answer:
    """Whether the goods are in the set on a day.

    Unknown where there is no code that can be used, where the code is shorter than the
    annex's, where the annex names only some goods of it, or was not read.
    """
    if which.table == "annex_xl":
        return _in_table(goods, which, day)
    if day < which.since:
        return no(f"{which.title} was not read for that day")
    if goods.code is None:
        return _no_code(goods)
    read = (_Read(goods, goods.code, reading, which) for reading in goods.readings)
    return any_of(each.answer for each in read)


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading of a line's code, to be held against a set."""

    goods: Goods
    code: HsCode
    reading: Reading
    which: GoodsSet

    @property
    def answer(self) -> Answer:
        """Whether the code so read is in the set."""
        which, title = self.which, self.which.title
        some = f"only some goods of the code are in {title}"
        unread = f"{title} was not read; goods of this code may be in it"
        found = [
            *(self._compare(entry) for entry in which.codes),
            *(self._compare(entry, doubt=some) for entry in which.ex),
            *(self._compare(entry, doubt=unread) for entry in which.hints),
        ]
        answer = any_of(found)
        if answer.applies == "yes":
            return yes(f"{self._named} is in {title}")
        return answer if answer.applies == "unknown" else no(_not_in(self.goods, which))

    def _compare(self, entry: str, *, doubt: str = "") -> Answer:
        """Against one code of the set; `doubt` says why a match would decide little."""
        short, full = entry[:_HS6], self.code.digits
        if not (self.reading.code.startswith(short) or short.startswith(self.reading.code)):
            return no("")
        long = len(entry) == _CN8
        if long and len(full) >= _CN8 and not full.startswith(entry):
            return no("")
        whole = len(self.reading.code) >= len(short) and (not long or len(full) >= _CN8)
        if whole and not doubt and self.reading.how != "few":
            return yes()
        missing = f"{self.goods.path}/{'description' if whole else 'hs'}"
        return unknown(f"{self._named}: {doubt or 'its full code decides'}", missing)

    @property
    def _named(self) -> str:
        return f"{self.goods.path} (HS {dotted(self.reading.code)})"


def _no_code(goods: Goods) -> Answer:
    said = "no HS code that can be used" if goods.trouble else "no HS code"
    return unknown(f"{goods.path} has {said}", f"{goods.path}/hs")


def _in_table(goods: Goods, which: GoodsSet, day: date) -> Answer:
    """Annex XL: by code, and where no code can be right by a part number that is sure."""
    for match in (goods.sure, goods.hidden):
        listed = match.on(ANNEX_XL, day) if match else ()
        if listed:
            return yes(f"{goods.path} (HS {dotted(listed[0].hs6)}) is in {which.title}")
    if goods.possible is not None and goods.possible.on(ANNEX_XL, day):
        says = f"whether {goods.path} is in {which.title} depends on its full code"
        return unknown(says, f"{goods.path}/hs")
    if goods.code is None:
        return _no_code(goods)
    return no(_not_in(goods, which))


def _not_in(goods: Goods, which: GoodsSet) -> str:
    return f"{goods.path} is not in {which.title}"
