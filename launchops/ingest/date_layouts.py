"""Ways to write a date (rule V3): from the shape of a cell to the places of its year, month, day and time.

Cells of one shape ("0000-00-00 00:00", every digit written as 0) are read together as columns of digits. What
is written with words (2026年1月5日 下午3:04, 5-Jan-2026) is first rewritten into a shape with digits only.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

DayOrder = Literal["ymd", "dmy"]  # as written; day and month of "dmy" are exchanged where the file is M/D/Y
Slice = tuple[int, int]

_SHAPE = re.compile(
    r"(?:(?P<year>0{4})(?P<mark>[-/.])(?P<month>00?)(?P=mark)(?P<day>00?)"
    r"|(?P<first>00?)(?P<mark2>[-/.])(?P<second>00?)(?P=mark2)(?P<year2>0{4})"
    r"|(?P<compact>0{8}))"
    r"(?:(?:[Tt]| {1,3})(?P<hour>00?):(?P<minute>00)(?::(?P<sec>00)(?:[.,](?P<fraction>0{1,9}))?)?"
    r"(?: ?(?:[Zz]|UTC|GMT|(?P<sign>[+-])(?P<zone_hour>00)(?::?(?P<zone_minute>00))?))?"
    r"|[Tt ]?(?P<compact_time>0{6})(?P<compact_zone>Z)?)?"
)


@dataclass(frozen=True)
class Layout:
    """Where the parts of a date stand in a cell. Times without `has_zone` are local."""

    order: DayOrder
    year: Slice
    month: Slice  # of "dmy" cells the second number
    day: Slice  # of "dmy" cells the first number
    hour: Slice | None = None
    minute: Slice | None = None
    sec: Slice | None = None
    fraction: Slice | None = None
    has_zone: bool = False
    sign: int | None = None
    zone_hour: Slice | None = None
    zone_minute: Slice | None = None


@functools.lru_cache(maxsize=4096)
def layout_of(shape: str) -> Layout | None:
    """The layout of a shape, None where it is no way to write a date."""
    found = _SHAPE.fullmatch(shape)
    if found is None:
        return None
    order: DayOrder = "dmy" if found["first"] else "ymd"
    if found["compact"]:
        year, month, day = (0, 4), (4, 6), (6, 8)
    elif found["first"]:
        year, month, day = found.span("year2"), found.span("second"), found.span("first")
    else:
        year, month, day = found.span("year"), found.span("month"), found.span("day")
    return _with_time(Layout(order, year, month, day), found)


def _with_time(layout: Layout, found: re.Match[str]) -> Layout:
    def part(name: str) -> Slice | None:
        return found.span(name) if found[name] else None

    if found["compact_time"]:
        at = found.start("compact_time")
        has_zone = bool(found["compact_zone"])
        return replace(layout, hour=(at, at + 2), minute=(at + 2, at + 4), sec=(at + 4, at + 6), has_zone=has_zone)
    if not found["hour"]:
        return layout
    end = max(found.end(name) for name in ("minute", "sec", "fraction"))
    return replace(
        layout,
        hour=part("hour"),
        minute=part("minute"),
        sec=part("sec"),
        fraction=part("fraction"),
        has_zone=end < len(found.string),
        sign=found.start("sign") if found["sign"] else None,
        zone_hour=part("zone_hour"),
        zone_minute=part("zone_minute"),
    )


_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ONE_OR_TWO = "[0-9]{1,2}"
_REST = "(?P<rest>(?:[^0-9].*)?)"  # the time, or nothing
_WORDED_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>[0-9]{4}) ?年 ?(?P<m>[0-9]{1,2}) ?月 ?(?P<d>[0-9]{1,2}) ?[日号號]?(?P<rest>.*)",
        rf"(?P<d>{_ONE_OR_TWO})(?:st|nd|rd|th)?[-/. ]{{0,2}}(?P<m>{_MONTH})\.?[-/, ]{{1,2}}(?P<y>[0-9]{{4}}){_REST}",
        rf"(?P<m>{_MONTH})\.? ?(?P<d>{_ONE_OR_TWO})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}}),?{_REST}",
        rf"(?P<y>[0-9]{{4}})[-/. ](?P<m>{_MONTH})[-/. ](?P<d>{_ONE_OR_TWO}){_REST}",
        rf"(?P<plain>[0-9]{{1,4}}(?P<mark>[-/.]){_ONE_OR_TWO}(?P=mark)[0-9]{{1,4}}){_REST}",
    )
)
_HALF = "上午|凌晨|清晨|早上|中午|下午|傍晚|晚上|[ap]\\.?m\\.?"
_WORDED_TIME = re.compile(
    rf"[T,]? ?(?P<before>{_HALF})? ?(?P<h>[0-9]{{1,2}})(?:[:：时時点點](?P<min>[0-9]{{1,2}})?分?)?"
    rf"(?:[:：]?(?P<s>[0-9]{{1,2}})(?P<f>[.,][0-9]{{1,9}})?秒?)? ?(?P<after>{_HALF})?"
    r" ?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\(?(?:星期|周|週|礼拜)[一二三四五六日天]\)?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ?(?=[0-9a-z])",
    re.IGNORECASE,
)
_MORNING = ("上午", "凌晨", "清晨", "早上", "am")


def with_digits(text: str) -> str:
    """A date written with words, rewritten with digits ("2026-1-5 15:04"); "" where it is none that we know."""
    bare = _WEEKDAY.sub("", text.removeprefix("'")).strip()
    for pattern in _WORDED_DAYS:
        found = pattern.fullmatch(bare)
        if found:
            parts = found.groupdict()
            day = parts.get("plain") or f"{parts['y']}-{_month(parts['m'])}-{parts['d']}"
            rest = parts["rest"].strip()
            time = _time_with_digits(rest) if rest else ""
            return "" if time is None else f"{day} {time}".strip()
    return ""


def _month(text: str) -> int:
    return _MONTHS.get(text.casefold()) or int(text)


def _time_with_digits(text: str) -> str | None:
    found = _WORDED_TIME.fullmatch(text)
    if found is None or not (found["min"] or found["before"] or found["after"] or "点" in text or "时" in text):
        return None
    hour = _hour(int(found["h"]), (found["before"] or found["after"] or "").casefold().replace(".", ""))
    if hour is None:
        return None
    second = f":{int(found['s']):02}{found['f'] or ''}" if found["s"] else ""
    return f"{hour:02}:{int(found['min'] or 0):02}{second}{found['zone'] or ''}"


def _hour(hour: int, half: str) -> int | None:
    """The hour of the day, None where the half of the day contradicts it."""
    if not half:
        return hour
    if half in _MORNING:
        return None if hour > 12 else hour % 12
    if half == "中午":
        return hour if hour in (11, 12) else hour + 12 if hour in (1, 2) else None
    return None if hour > 12 else 12 if hour == 12 else hour + 12
