"""Values and days in the words of a chart."""

import math

from launchops.charts.style import Look
from launchops.locale import format_value

# Unit of a KPI -> how its values are written. A reading without a unit is written as it is.
_SPEC_OF_UNIT = {
    "users": "number",
    "count": "compact",  # readings too are counts without a unit: 0.742 must not become 1
    "percent": "percent1",
    "points": "points",
    "money": "money",
    "days": "compact",
    "ratio": "ratio",
}


def value_text(value: float | None, unit: str, look: Look) -> str:
    """A value of a KPI in words: 4,040 · 21.3 % · ¥ 61; an en dash where it is not known."""
    return format_value(value, _SPEC_OF_UNIT.get(unit, "compact"), look.language, currency=look.currency)


def tick_text(value: float, unit: str, look: Look, *, step: float) -> str:
    """A value beside a grid line: no more figures after the point than the step between lines needs."""
    shown_step = step * 100 if unit in ("percent", "points") else step
    is_whole = abs(shown_step - round(shown_step)) < 1e-9
    if unit == "percent":
        return format_value(value, "percent" if is_whole else "percent1", look.language)
    if unit == "points":
        return format_value(value * 100, "number" if is_whole else "compact", look.language)
    if unit == "money":
        text = format_value(value, "money", look.language, currency=look.currency)
        return text.removesuffix(".00") if is_whole else text
    return format_value(value, "number" if is_whole else "compact", look.language)


def points_text(difference: float, look: Look) -> str:
    """A difference of two shares in points, with its sign: +6.1."""
    return format_value(difference, "points", look.language)


def day_text(day: int, look: Look) -> str:
    """A day number as a date: 14 Apr."""
    return format_value(day, "date", look.language)


def is_known(value: float | None) -> bool:
    """Whether there is a value at all: neither None nor NaN."""
    return value is not None and not math.isnan(float(value))
