"""Numbers as documents print them."""

from decimal import Decimal, InvalidOperation

from enduse.agree.differ import Said


def decimal(text: object) -> Decimal | None:
    """Digits with a point as a number; None for other words."""
    try:
        made = Decimal(str(text))
    except InvalidOperation:
        return None
    return made if made.is_finite() else None


def as_printed(one: Said, other: Said) -> bool:
    """Whether two numbers are one, each rounded as it is printed: 12.4 and 12.35 are."""
    first, second = decimal(one.key), decimal(other.key)
    if first is None or second is None:
        return one.key == other.key
    return abs(first - second) <= max(_step(first), _step(second)) / 2


def _step(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    # 12.0 is printed to a tenth; a whole number is taken as it stands.
    return Decimal(1).scaleb(int(exponent)) if int(exponent) < 0 else Decimal(0)
