"""Numbers, shares, money and dates in the words of a language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from launchops.locale.catalogue import Language

_EPOCH = date(1970, 1, 1)
_BABEL = {"en": "en_GB", "zh": "zh_CN"}
_DATES = {
    "date": {"en": "d MMM", "zh": "M月d日"},
    "fulldate": {"en": "d MMM y", "zh": "y年M月d日"},
    "weekday": {"en": "EEEE d MMM", "zh": "M月d日 EEEE"},
}
_NUMBER_WORDS = (
    *("none", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
UNKNOWN = "–"  # what stands where a value is not known; never zero


def _as_date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _EPOCH + timedelta(days=int(value))  # type: ignore[call-overload, no-any-return]


def _in_pattern(pattern: str, *, factor: int = 1, behind: str = "") -> Callable[[float, Language], str]:
    """A number in a pattern of Babel's, with a true minus sign."""

    def formatted(value: float, language: Language) -> str:
        text: str = format_decimal(value * factor, format=pattern, locale=_BABEL[language])
        return text.replace("-", "−") + behind

    return formatted


def _points(value: float, language: Language) -> str:
    """A difference of two shares, in points with its sign: 0.061 -> +6.1."""
    text = format_decimal(abs(value) * 100, format="0.0", locale=_BABEL[language])
    return f"{'−' if round(value * 100, 1) < 0 else '+'}{text}"


def _compact(value: float, language: Language) -> str:
    """Three figures at most after the point for small numbers, none for large ones."""
    is_whole = abs(value) >= 100 or value == int(value)
    pattern = "#,##0" if is_whole else "#,##0.0#" if abs(value) >= 1 else "0.0##"
    return _in_pattern(pattern)(value, language)


def _words(value: float, language: Language) -> str:
    """A small count as an English word; Chinese and larger counts in figures."""
    if language == "en" and value in range(len(_NUMBER_WORDS)):
        return _NUMBER_WORDS[int(value)]
    return _in_pattern("#,##0")(value, language)


def _money(value: float, language: Language, currency: str) -> str:
    """An amount with its currency's sign; small amounts with two decimals."""
    pattern = "¤ #,##0" if abs(value) >= 100 else "¤ #,##0.00"
    text: str = format_currency(
        value, currency or "USD", format=pattern, locale=_BABEL[language], currency_digits=False
    )
    return text.replace("CN¥", "¥")


_NUMBERS: Mapping[str, Callable[[float, Language], str]] = {
    "number": _in_pattern("#,##0"),
    "compact": _compact,
    "percent": _in_pattern("0", factor=100, behind=" %"),
    "percent1": _in_pattern("0.0", factor=100, behind=" %"),
    "points": _points,
    "points_plain": _in_pattern("0.0", factor=100),
    "ratio": _in_pattern("0.00"),
    "decimal": _in_pattern("#,##0.0"),
    "times": _in_pattern("0.0", behind="×"),
    "words": _words,
    "money": lambda value, language: _money(value, language, ""),
}


def format_value(value: object, spec: str, language: Language, *, currency: str = "") -> str:
    """One value in words.

    `spec`: ``number`` 1,234 · ``compact`` 12.4 · ``percent`` 21 % · ``percent1`` 21.3 % · ``points`` +6.1 ·
    ``points_plain`` 6.1 (no sign) · ``money`` with `currency` · ``date`` 14 Apr · ``fulldate`` · ``weekday`` (from
    a date or a day number) · ``times`` 1.4× · ``ratio`` 0.79 · ``decimal`` 13.3 · ``words`` five (English, up to
    twelve) · empty: as it is. None and NaN become an en dash.
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN is the only value unequal to itself
        return UNKNOWN
    locale = _BABEL[language]
    if spec in _DATES:
        return format_date(_as_date(value), format=_DATES[spec][language], locale=locale)
    if spec == "":
        return str(value)
    if spec not in _NUMBERS:
        raise ValueError(f"format_value: unknown spec {spec!r}")
    number = float(value)  # type: ignore[arg-type]
    return _money(number, language, currency) if spec == "money" else _NUMBERS[spec](number, language)
