"""One value of a KPI as a message, in the form its unit asks for."""

from launchops.locale import Message

# units of the KPI registry -> sentence code; anything else is a plain number
_CODES = {"percent": "value_percent", "money": "value_money", "days": "value_days"}


def value_message(value: float | None, *, unit: str, currency: str = "") -> Message:
    """`value` as a message such as ``21.3 %``, ``¥ 61.00``, ``4,040``; unknown is a dash, never zero."""
    return Message(_CODES.get(unit, "value_number"), {"value": value, "currency": currency})
