"""Numbers, shares, money and dates in the words of a language."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from launchops.locale.catalogue import Language

_EPOCH = date(1970, 1, 1)
_BABEL = {"en": "en_GB", "zh": "zh_CN"}
_DATES = {
    "date": {"en": "d MMM", "zh": "M月d日"},
    "fulldate": {"en": "d MMM y", "zh": "y年M月d日"},
    "weekday": {"en": "EEEE d MMM", "zh": "M月d日 EEEE"},
}
_PATTERNS = {"ratio": "0.00", "decimal": "#,##0.0"}
_NUMBER_WORDS = "none one two three four five six seven eight nine ten eleven twelve".split()
UNKNOWN = "–"  # what stands where a value is not known; never zero


def _as_date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _EPOCH + timedelta(days=int(value))  # type: ignore[call-overload, no-any-return]


def _points(value: float, locale: str) -> str:
    """A difference of two shares, in points with its sign: 0.061 -> +6.1."""
    text = format_decimal(abs(value) * 100, format="0.0", locale=locale)
    return f"{'−' if round(value * 100, 1) < 0 else '+'}{text}"


def _compact(value: float, locale: str) -> str:
    """Three figures at most after the point for small numbers, none for large ones."""
    pattern = "#,##0" if abs(value) >= 100 or value == int(value) else "#,##0.0#" if abs(value) >= 1 else "0.0##"
    return format_decimal(value, format=pattern, locale=locale)


def _words(value: float | Decimal, language: Language) -> str:
    """A small count as an English word; Chinese and larger counts in figures."""
    if language == "en" and value in range(len(_NUMBER_WORDS)):
        return _NUMBER_WORDS[int(value)]
    return format_decimal(value, format="#,##0", locale=_BABEL[language])


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
    number: float | Decimal = value if isinstance(value, Decimal) else float(value)  # type: ignore[arg-type]
    if spec == "number":
        return format_decimal(number, format="#,##0", locale=locale)
    if spec == "compact":
        return _compact(float(number), locale)
    if spec == "percent":
        return format_percent(number, format="0 %", locale=locale)
    if spec == "percent1":
        return format_percent(number, format="0.0 %", locale=locale)
    if spec == "points":
        return _points(float(number), locale)
    if spec == "points_plain":
        return format_decimal(float(number) * 100, format="0.0", locale=locale).replace("-", "−")
    if spec in _PATTERNS:
        return format_decimal(number, format=_PATTERNS[spec], locale=locale).replace("-", "−")
    if spec == "words":
        return _words(number, language)
    if spec == "times":
        return f"{format_decimal(number, format='0.0', locale=locale)}×"
    if spec == "money":
        pattern = "¤ #,##0" if abs(float(number)) >= 100 else "¤ #,##0.00"
        return format_currency(number, currency or "USD", format=pattern, locale=locale, currency_digits=False).replace("CN¥", "¥")
    raise ValueError(f"format_value: unknown spec {spec!r}")
