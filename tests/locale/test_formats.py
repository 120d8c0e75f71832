"""Values in words: each format in both languages, and what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from launchops.locale import format_value
from launchops.periods import day_number


@pytest.mark.parametrize(
    ("value", "spec", "english", "chinese"),
    [
        (12345.6, "number", "12,346", "12,346"),
        (12.437, "compact", "12.44", "12.44"),
        (0.7421, "compact", "0.742", "0.742"),
        (1234.5, "compact", "1,234", "1,234"),
        (0.2134, "percent", "21 %", "21 %"),
        (0.2134, "percent1", "21.3 %", "21.3 %"),
        (0.061, "points", "+6.1", "+6.1"),
        (-0.0126, "points", "−1.3", "−1.3"),
        (-0.0004, "points", "+0.0", "+0.0"),  # rounds to zero: no sign that means something
        (-0.0126, "points_plain", "−1.3", "−1.3"),
        (0.794, "ratio", "0.79", "0.79"),
        (13.34, "decimal", "13.3", "13.3"),
        (1.42, "times", "1.4×", "1.4×"),
        (5, "words", "five", "5"),
        (13, "words", "13", "13"),
        (Decimal("61"), "money", "¥ 61.00", "¥ 61.00"),
        (26248.4, "money", "¥ 26,248", "¥ 26,248"),
        (date(2026, 4, 14), "date", "14 Apr", "4月14日"),
        (day_number(date(2026, 4, 14)), "fulldate", "14 Apr 2026", "2026年4月14日"),
        ("as it is", "", "as it is", "as it is"),
    ],
)
def test_a_value_in_both_languages(value: object, spec: str, english: str, chinese: str) -> None:
    assert format_value(value, spec, "en", currency="CNY") == english
    assert format_value(value, spec, "zh", currency="CNY") == chinese


@pytest.mark.parametrize("spec", ["number", "percent1", "money", "date", ""])
@pytest.mark.parametrize("unknown", [None, float("nan")])
def test_unknown_is_never_a_number(unknown: object, spec: str) -> None:
    assert format_value(unknown, spec, "en") == "–"


def test_a_format_nobody_knows_is_a_fault_of_the_code() -> None:
    with pytest.raises(ValueError, match="furlongs"):
        format_value(1, "furlongs", "en")
