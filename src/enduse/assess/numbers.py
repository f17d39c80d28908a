"""The control numbers that a line of an order carries."""

from collections.abc import Iterator

from enduse.goods.control import EAR99, ControlNumber, ControlTrouble, parse_control
from enduse.model.order import Line


def controlled(line: Line, regime: str) -> bool:
    """Whether a line carries the number of a dual-use list of a regime.

    US numbers are those of the EU but for the ones that only the US has, whose third
    figure is 9 ("5A992"). "EAR99" and "none" say that there is no number.

    >>> controlled(Line(eccn="3A001.a.7"), "EU"), controlled(Line(eccn="EAR99"), "US")
    (True, False)
    >>> controlled(Line(eccn="5A992.c"), "EU"), controlled(Line(eccn="5A992.c"), "US")
    (False, True)
    """
    return any(
        number.dual_use and (regime == "US" or not _us_alone(number))
        for text in (line.eccn, line.eu_dual_use)
        if text
        for number in _numbers(text)
    )


def both_regimes(number: str) -> bool:
    """Whether an entry is of a dual-use list that both regimes have, as 3A991 is not.

    >>> both_regimes("3A001.a.7"), both_regimes("3A991.d"), both_regimes("EAR99")
    (True, False, False)
    """
    read = parse_control(number)
    return isinstance(read, ControlNumber) and read.dual_use and not _us_alone(read)


def _us_alone(number: ControlNumber) -> bool:
    return (number.number or "").startswith("9")


def _numbers(text: str) -> Iterator[ControlNumber]:
    """The number of a field; where it cannot be read, those that it may have been.

    "3A001 or 4A003", or a Cyrillic letter in a number, must not make goods uncontrolled;
    "not 3A001" says nothing.
    """
    read = parse_control(text)
    if isinstance(read, ControlNumber):
        yield read
    elif text.strip()[:1].isdigit() or not text.isascii():
        maybe = map(parse_control, read.maybe)
        yield from (each for each in maybe if isinstance(each, ControlNumber))


def given_numbers(line: Line) -> Iterator[ControlNumber]:
    """The control numbers that a line carries, each once."""
    texts = (text for text in (line.eccn, line.eu_dual_use) if text)
    yield from dict.fromkeys(number for text in texts for number in _numbers(text))


def denies(text: str) -> bool:
    """Whether a field says that there is no number: "EAR99", "none"."""
    read = parse_control(text)
    return read.denied if isinstance(read, ControlTrouble) else read.entry == EAR99
