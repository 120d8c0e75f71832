"""One value of a KPI as a message, in the form its unit asks for."""

from decimal import Decimal

from launchops.locale import Message

# units of the KPI registry -> sentence code; anything else is a plain number
_CODES = {"percent": "value_percent", "points": "value_points", "money": "value_money", "days": "value_days"}


def value_message(value: float | None, *, unit: str, currency: str = "") -> Message:
    """`value` as a message such as ``21.3 %``, ``¥ 61.00``, ``4,040``; unknown is a dash, never zero."""
    return Message(_CODES.get(unit, "value_number"), {"value": value, "currency": currency})


def gap_message(value: float, *, unit: str, currency: str = "") -> Message:
    """The distance between two values: between two shares it is counted in points."""
    if unit in ("percent", "points"):
        return Message("value_points_plain", {"value": value})
    return value_message(value, unit=unit, currency=currency)


def daily_message(value: float | None, *, unit: str, currency: str = "") -> Message:
    """A daily amount: one decimal while it is small, because 6.7 and 7 people a day differ."""
    if unit == "money":
        return value_message(value, unit=unit, currency=currency)
    return Message("value_decimal" if value is not None and abs(value) < 100 else "value_number", {"value": value})


def exact(value: float) -> Decimal:
    """A computed value as a record keeps it: six figures after the point at most, whole numbers bare."""
    rounded = round(value, 6)
    return Decimal(int(rounded)) if rounded == int(rounded) else Decimal(str(rounded))
