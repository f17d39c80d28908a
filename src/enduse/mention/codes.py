"""Goods codes and numbers of control lists in a running text."""

import re
from collections.abc import Iterator

from enduse.goods.codes import HsCode, parse_hs
from enduse.goods.control import CATEGORIES, GROUPS, ControlNumber, parse_control
from enduse.goods.nomenclature import Nomenclature
from enduse.goods.priority import Priority
from enduse.mention.span import Span
from enduse.model.mention import Meant, Sureness

_LABEL = re.compile(
    r"\b(?:HS(?:\s?6)?(?:[- ]?codes?)?|HTS(?:US)?|H\.S\.|CN(?:\s?8)?[- ]codes?|CN\s?8|TARIC"
    r"|GN[- ]?codes?|KN[- ]?codes?|code\s+(?:SH|NC)|goederencodes?|commodity\s+codes?"
    r"|tariff\s+(?:codes?|numbers?|headings?|lines?)|customs\s+(?:codes?|tariff\s+numbers?)"
    r"|Zolltarifnummern?|(?:Statistische\s+)?Warennummern?|position\s+tarifaire"
    r"|nomenclature\s+douanière|headings?|subheadings?)\b"
    r"|ТН\s?ВЭД|УКТ\s?ЗЕД|海关编码|税则号|GTİP",
    re.IGNORECASE,
)
_HS = re.compile(
    r"(?<![\w.,-])\d{4}(?:[.\s]?\d{2}(?:[.\s]?\d{2}(?:[.\s]?\d{2})?)?)?(?![\w-]|[.,]\d)"
)
_DOTTED = re.compile(r"\d{4}\.\d{2}(?:\.\d{2}){0,2}")
_REACH = 160
"""Signs before a code within which its label stands: "HS codes 8542.31, 8542.32"."""

_BETWEEN = re.compile(
    r"(?:[\s:#№.,/&()=–-]|\d|\bno\.?|\bn°|\bnumbers?|\bcodes?|\band|\bor|\bund|\boder|\ben|\bof|\bet|\bou|\bи|\bта|\bunder|\bis)*",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"(?<![\w.-])\d[A-E]\d{3}(?:\.?[a-z](?![a-z])(?:\.?\d{1,2}(?:\.?[a-z](?![a-z]))?(?:\.\d{1,2})?)?)?(?![\w-])|\bEAR99\b"
)
_CONTROL_LABEL = re.compile(
    r"ECCN|Annex\s+I\b|dual[- ]?use|bijlage\s+I\b|Anhang\s+I\b|annexe\s+I\b|Ausfuhrliste"
    r"|control(?:led)?\s+list|entry|entries|classified|under\s+\d|Commerce\s+Control"
    r"|category|item|двойного\s+назначения|\bCCL\b",
    re.IGNORECASE,
)
_AROUND = 90


class Codes:
    """What the codes of a text stand for. Build it once."""

    def __init__(self, nomenclature: Nomenclature, priority: Priority) -> None:
        self._texts = nomenclature
        self._priority = priority

    def find(self, text: str) -> Iterator[Span]:
        """Every goods code and every number of a control list in a text."""
        yield from self._controls(text)
        yield from self._goods(text)

    def _controls(self, text: str) -> Iterator[Span]:
        for match in _CONTROL.finditer(text):
            read = parse_control(match[0])
            if not isinstance(read, ControlNumber):
                continue
            around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND // 3]
            labelled = _CONTROL_LABEL.search(around) is not None
            sure: Sureness = "certain" if labelled else "likely"
            why = (
                "beside words of control lists" if labelled else "has the form of such a number"
            )
            note = "US: on no list but EAR99"
            if read.category and read.group:
                note = f"{CATEGORIES[read.category]}; {GROUPS[read.group]}"
            if not labelled and not read.paragraph and read.entry != "EAR99":
                sure, why = "possible", "has the form of such a number, with no word beside it"
            meant = Meant("control_numbers", str(read), str(read), note)
            yield Span("code", match.start(), match.end(), sure, (meant,), why)

    def _goods(self, text: str) -> Iterator[Span]:
        for match in _HS.finditer(text):
            if span := self._span(match, labelled=_labelled(text, match.start())):
                yield span

    def _span(self, match: re.Match[str], *, labelled: bool) -> Span | None:
        read = parse_hs(match[0])
        if not isinstance(read, HsCode):
            return None
        code = read.hs6 or read.heading
        known = self._texts.text(code)
        # "HS 2022" is an edition of the system, not a heading: there is none of such a number.
        unheard = known is None and read.hs6 is None
        plain = known is not None and _DOTTED.fullmatch(match[0]) is not None
        if unheard or not (labelled or plain):
            return None
        on_list = self._priority.items.get(code)
        note = known or "no such number in HS 2022"
        if on_list is not None:
            note = f"{note}; Common High Priority List, tier {on_list.tier}"
        sure: Sureness = "certain" if labelled else "likely" if on_list else "possible"
        why = "behind a word for such codes" if labelled else "has the form of a goods code"
        meant = Meant("hs_2022", code, read.says, note)
        return Span("code", match.start(), match.end(), sure, (meant,), why)


def _labelled(text: str, start: int) -> bool:
    """Whether a word for goods codes stands before, with other codes at most between."""
    begin = max(0, start - _REACH)
    last = None
    for label in _LABEL.finditer(text, begin, start):
        last = label.end()
    return last is not None and _BETWEEN.fullmatch(text, last, start) is not None
