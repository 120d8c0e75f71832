"""Dates and times (rule V3): from text columns to instants, decided on the whole column.

Microseconds since 1970-01-01 UTC. A date without a time stays a date: its midnight written as UTC. A time
without an offset is local to the launch: in the hour a clock change repeats it is the first of the two, in the
hour it skips it moves on by the change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from launchops.errors import RefusedFile
from launchops.ingest.date_layouts import Layout, Slice, layout_of, with_digits
from launchops.ingest.distinct import matching
from launchops.ingest.duplicates import text_bytes
from launchops.ingest.faults import FAULT, Faults, no_faults
from launchops.ingest.parsed import DateOrder
from launchops.ingest.text_cells import is_totals_word, trimmed_column, unseen_fault
from launchops.locale import Message
from launchops.periods import MICROSECONDS_A_DAY, day_number

EARLIEST = date(1990, 1, 1)
LONGEST = 40  # characters; nothing longer is a date
SHAPES_TRIED = 4  # shapes of one length taken one by one before all are sorted
QUARTER = 900_000_000  # every clock change since 1990 fell on a quarter of an hour

NumericForm = Literal["excel_serial", "epoch_seconds", "epoch_milliseconds", "epoch_microseconds"]
_NUMERIC: dict[NumericForm, str] = {
    "excel_serial": r"^[0-9]{5}(?:\.[0-9]+)?$",
    "epoch_seconds": r"^[0-9]{9,10}(?:\.[0-9]+)?$",
    "epoch_milliseconds": r"^[0-9]{12,13}$",
    "epoch_microseconds": r"^[0-9]{15,16}$",
}
_TO_MICROSECONDS: dict[NumericForm, int] = {
    "epoch_seconds": 1_000_000,
    "epoch_milliseconds": 1_000,
    "epoch_microseconds": 1,
}
EXCEL_EPOCH = day_number(date(1899, 12, 30))

Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Digits = NDArray[np.int32]  # a number of up to six digits


@dataclass
class Moments:
    """Parsed dates, one for each value: not yet placed in a time zone or checked against today."""

    wall: Integers  # microseconds since 1970-01-01 on the clock that the cell shows
    is_date: Bools  # no time of day given
    has_zone: Bools
    offset: Integers  # microseconds to take away for UTC, where has_zone
    is_read: Bools  # false: no date at all


@dataclass(frozen=True)
class DateReading:
    """How the dates of one file are read."""

    order: DateOrder | None  # dmy or mdy for dates such as 01/02/2026; None where none needs it
    numeric: NumericForm | None
    zone: ZoneInfo
    today: date


@dataclass
class DateEvidence:
    """What a whole date column says about the order of day and month and about numbers that stand for dates."""

    header: str
    filled: int = 0
    numeric: dict[NumericForm, int] = field(default_factory=lambda: dict.fromkeys(_NUMERIC, 0))
    day_first: tuple[int, str] | None = None  # line and cell that can only be D/M
    month_first: tuple[int, str] | None = None
    open_question: tuple[int, str] | None = None  # line and cell that can be both
    examples: list[str] = field(default_factory=list)

    def look_at(self, values: pa.StringArray, lines: Integers) -> None:
        """Take a part of the column (as written) and the lines of its cells into account."""
        alike = _alike(values)
        if alike is not None and alike[1].order == "ymd":  # no number, and no question
            self.filled += len(values)
            return
        encoded = trimmed_column(values).dictionary_encode()
        index = encoded.indices.to_numpy(zero_copy_only=False)
        distinct = encoded.dictionary
        weights = np.bincount(index, minlength=len(distinct))
        self._count_numeric(distinct, weights)
        written = [_distinct_orders(part, places) for part, places in _day_first_parts(distinct)]
        for places, first, second in written:
            if places.size:
                self._weigh(distinct, places, first, second, index, lines)

    def _count_numeric(self, distinct: pa.StringArray, weights: Integers) -> None:
        is_number = matching(distinct, "^[0-9.]+$")
        for form, pattern in _NUMERIC.items():
            self.numeric[form] += int(weights[is_number & matching(distinct, pattern)].sum()) if is_number.any() else 0
        others = np.flatnonzero(~is_number & ~matching(distinct, "^[0-9]+[-/.]"))
        no_cell = (
            [at for at in others.tolist() if self._is_no_cell(distinct[at].as_py())] if others.size < 10_000 else []
        )
        self.filled += int(weights.sum()) - int(weights[no_cell].sum())

    def _is_no_cell(self, text: str) -> bool:
        """Empty cells, totals rows and repeated headers are not part of the column."""
        return not text or is_totals_word(text) or text.casefold() == self.header.strip().casefold()

    def _weigh(
        self,
        distinct: pa.StringArray,
        places: Integers,
        first: Integers,
        second: Integers,
        index: Integers,
        lines: Integers,
    ) -> None:
        day_first, month_first = (first > 12) & (second <= 12), (second > 12) & (first <= 12)
        both = (first <= 12) & (second <= 12) & (first != second)
        self.day_first = self.day_first or _first_line(distinct, places[day_first], index, lines)
        self.month_first = self.month_first or _first_line(distinct, places[month_first], index, lines)
        self.open_question = self.open_question or _first_line(distinct, places[both], index, lines)
        for place in places[both][: 3 - len(self.examples)].tolist():
            self.examples.append(distinct[place].as_py())

    def numeric_form(self) -> NumericForm | None:
        """The form of numbers in which the whole column is written; None for a column of dates."""
        return next((form for form, count in self.numeric.items() if count and count == self.filled), None)

    def order(self, chosen: DateOrder | None, *, column: str) -> DateOrder | None:
        """D/M or M/D for the column; the uploader's choice comes first.

        Raises RefusedFile("ambiguous_date_order") where the cells do not say, or say both.
        """
        if chosen in ("dmy", "mdy"):
            return chosen
        if self.day_first and self.month_first:
            later = max(self.day_first, self.month_first)
            examples = [self.day_first[1], self.month_first[1]]
            why = Message("dates_contradict", {"first": examples[0], "second": examples[1]})
            raise RefusedFile("ambiguous_date_order", line=later[0], column=column, why=why, examples=examples)
        if self.day_first or self.month_first:
            return "dmy" if self.day_first else "mdy"
        if self.open_question:
            line, cell = self.open_question
            why = Message("dates_open", {"value": cell})
            raise RefusedFile("ambiguous_date_order", line=line, column=column, why=why, examples=self.examples)
        return None


def _first_line(distinct: pa.StringArray, places: Integers, index: Integers, lines: Integers) -> tuple[int, str] | None:
    if not places.size:
        return None
    row = int(np.flatnonzero(np.isin(index, places))[0])
    return int(lines[row]), str(distinct[int(index[row])].as_py())


def _day_first_parts(distinct: pa.StringArray) -> Iterator[tuple[pa.StringArray, Integers]]:
    """The values that may be D/M/Y or M/D/Y, as digits, with their positions."""
    places = np.flatnonzero(matching(distinct, r"^'?[0-9]{1,2}([-/.])[0-9]{1,2}[-/.][0-9]{4}"))
    if places.size:
        texts = distinct.take(pa.array(places))
        yield texts, places


def _distinct_orders(texts: pa.StringArray, places: Integers) -> tuple[Integers, Integers, Integers]:
    """Positions, first and second number of the values that are D/M/Y or M/D/Y with whatever time."""
    found = [(place, *_two_numbers(text)) for text, place in zip(texts.to_pylist(), places.tolist(), strict=True)]
    kept = [item for item in found if item[1]]
    columns = np.array(kept, dtype=np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def _two_numbers(text: str) -> tuple[int, int]:
    day = text.lstrip("'").split(" ")[0].split("T")[0][:10]
    mark = next(letter for letter in day if not letter.isdigit())
    parts = day.split(mark)
    if len(parts) != 3 or not parts[0].isdecimal() or not parts[1].isdecimal():
        return 0, 0
    return int(parts[0]), int(parts[1])


def read_dates(
    values: pa.StringArray, reading: DateReading, *, required: bool = True
) -> tuple[Integers, Bools, Faults]:
    """(microseconds, is a date without a time, faults) of a column.

    Faults: missing_value, bad_date, too_old_date, future_date, control_character, line_break_in_field.
    """
    alike = None if reading.numeric else _alike(values)
    if alike is not None:
        moments = _empty_moments(len(values))
        _read_layout(*alike, np.arange(len(values)), moments, reading.order)
        at = _instants(moments, reading.zone)
        return at, moments.is_date, _range_faults(at, moments, reading)
    encoded = values.dictionary_encode()
    index = encoded.indices.to_numpy(zero_copy_only=False)
    distinct = trimmed_column(encoded.dictionary)
    moments = _numeric_moments(distinct, reading) if reading.numeric else _written_moments(distinct, reading.order)
    at = _instants(moments, reading.zone)
    faults = _range_faults(at, moments, reading)
    _explain(distinct, faults, required=required)
    return at[index], moments.is_date[index], faults[index]


def local_days(at: Integers, is_date: Bools, zone: ZoneInfo) -> Integers:
    """Day numbers on the launch's calendar of dates and instants."""
    local = at + np.where(is_date, 0, _offset_of_instants(at, zone))
    return np.floor_divide(local, MICROSECONDS_A_DAY)


def _explain(distinct: pa.StringArray, faults: Faults, *, required: bool) -> None:
    """Tell empty cells and cells with control characters from dates that are wrong."""
    for place in np.flatnonzero(faults == FAULT["bad_date"]).tolist():
        text = distinct[place].as_py()
        if not text:
            faults[place] = FAULT["missing_value"] if required else 0
        else:
            faults[place] = unseen_fault(text) or FAULT["bad_date"]


def _range_faults(at: Integers, moments: Moments, reading: DateReading) -> Faults:
    faults = no_faults(at.size)
    first, end = day_number(EARLIEST), day_number(reading.today) + 2  # tomorrow is still fine
    early = np.where(moments.is_date, first * MICROSECONDS_A_DAY, _midnight(first, reading.zone))
    late = np.where(moments.is_date, end * MICROSECONDS_A_DAY, _midnight(end, reading.zone))
    faults[at < early] = FAULT["too_old_date"]
    faults[at >= late] = FAULT["future_date"]
    faults[~moments.is_read] = FAULT["bad_date"]
    return faults


def _midnight(day: int, zone: ZoneInfo) -> int:
    wall = np.array([day * MICROSECONDS_A_DAY], dtype=np.int64)
    return int(wall[0] - _offset_of_walls(wall, zone)[0])


def _instants(moments: Moments, zone: ZoneInfo) -> Integers:
    local = ~moments.is_date & ~moments.has_zone & moments.is_read
    at = moments.wall - moments.offset
    if local.any():
        at[local] = moments.wall[local] - _offset_of_walls(moments.wall[local], zone)
    return at


def _offset_of_walls(wall: Integers, zone: ZoneInfo) -> Integers:
    """UTC offsets in microseconds of local wall times."""
    start = datetime(1970, 1, 1, tzinfo=zone)  # adding to it moves the wall clock, whatever the zone does
    return _offsets(wall, lambda quarter: _offset(start + timedelta(seconds=900 * quarter)))


def _offset_of_instants(at: Integers, zone: ZoneInfo) -> Integers:
    """UTC offsets in microseconds that the zone has at instants."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    return _offsets(at, lambda quarter: _offset((start + timedelta(seconds=900 * quarter)).astimezone(zone)))


def _offset(moment: datetime) -> int:
    offset = moment.utcoffset() if EARLIEST.year <= moment.year < 9999 else None
    return round(offset.total_seconds() * 1_000_000) if offset is not None else 0


def _offsets(times: Integers, of_quarter: Callable[[int], int]) -> Integers:
    """Offsets day by day; only days on which the clock changes are looked at by quarters of an hour."""
    days, index = np.unique(np.floor_divide(times, MICROSECONDS_A_DAY), return_inverse=True)
    first = np.array([of_quarter(96 * day) for day in days.tolist()], dtype=np.int64)
    last = np.array([of_quarter(96 * day + 96) for day in days.tolist()], dtype=np.int64)
    offsets: Integers = first[index]
    changing = (first != last)[index]
    if changing.any():
        quarters, place = np.unique(np.floor_divide(times[changing], QUARTER), return_inverse=True)
        offsets[changing] = np.array([of_quarter(quarter) for quarter in quarters.tolist()], dtype=np.int64)[place]
    return offsets


def _empty_moments(count: int) -> Moments:
    zeros, no = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
    return Moments(zeros, no, no.copy(), zeros.copy(), no.copy())


def _numeric_moments(distinct: pa.StringArray, reading: DateReading) -> Moments:
    form = reading.numeric
    moments = _empty_moments(len(distinct))
    if form is None:
        return moments
    moments.is_read = matching(distinct, _NUMERIC[form])
    numbers = distinct.filter(pa.array(moments.is_read))
    if form == "excel_serial":
        serial = numbers.cast(pa.float64()).to_numpy(zero_copy_only=False)
        # Excel stores a day's fraction as a double: good to a millisecond, not to a microsecond
        milliseconds = np.rint((serial + EXCEL_EPOCH) * 86_400_000).astype(np.int64)
        moments.wall[moments.is_read] = milliseconds * 1000
        moments.is_date[moments.is_read] = milliseconds % 86_400_000 == 0
        return moments
    scale = _TO_MICROSECONDS[form]
    if form == "epoch_seconds":
        seconds = numbers.cast(pa.decimal128(38, 9)).cast(pa.float64()).to_numpy(zero_copy_only=False)
        moments.wall[moments.is_read] = np.rint(seconds * scale).astype(np.int64)
    else:
        moments.wall[moments.is_read] = numbers.cast(pa.int64()).to_numpy(zero_copy_only=False) * scale
    moments.has_zone = moments.is_read.copy()
    return moments


def _written_moments(distinct: pa.StringArray, order: DateOrder | None) -> Moments:
    moments = _empty_moments(len(distinct))
    known = _read_shapes(distinct, np.arange(len(distinct)), moments, order)
    left = np.flatnonzero(~known)
    if left.size:
        worded = [
            (place, with_digits(text))
            for place, text in zip(left.tolist(), distinct.take(pa.array(left)).to_pylist(), strict=True)
        ]
        worded = [(place, text) for place, text in worded if text]
        if worded:
            places = np.array([place for place, _ in worded], dtype=np.int64)
            _read_shapes(pa.array([text for _, text in worded], pa.string()), places, moments, order)
    return moments


def _read_shapes(texts: pa.StringArray, places: Integers, moments: Moments, order: DateOrder | None) -> Bools:
    """Read all texts whose shape is a date into `moments` at `places`; True where the shape was one."""
    known = np.zeros(len(texts), dtype=bool)
    starts, sizes, data = text_bytes(texts)
    for size in np.unique(sizes).tolist():
        if not 8 <= size <= LONGEST:
            continue
        rows = np.flatnonzero(sizes == size)
        digits = data[starts[rows][:, None] + np.arange(size)]
        for shape, members in _shapes(digits):
            layout = layout_of(shape)
            if layout is not None:
                known[rows[members]] = True
                _read_layout(digits[members], layout, places[rows[members]], moments, order)
    return known


def _alike(values: pa.StringArray) -> tuple[NDArray[np.uint8], Layout] | None:
    """The cells as rows of digits and marks, where all have the shape of the first and that is a date; else None."""
    _, sizes, data = text_bytes(values)
    size = int(sizes[0]) if sizes.size else 0
    if not 8 <= size <= LONGEST or not (sizes == size).all():
        return None
    cells = data.reshape(-1, size)
    shape, _ = next(_shapes(cells[:1]))
    layout = layout_of(shape)
    if layout is None:
        return None
    marks = np.array([letter != "0" for letter in shape])
    first = np.where(marks, cells[0], ord("0"))
    # a digit is at most 9 above "0", a mark exactly itself
    is_alike = (cells - first <= np.where(marks, 0, 9).astype(np.uint8)).all()
    return (cells, layout) if is_alike else None


def _shapes(cells: NDArray[np.uint8]) -> Iterator[tuple[str, Integers]]:
    """(shape, rows) of cells of one length; the shape has a 0 for every digit."""
    shapes = np.where((cells >= 48) & (cells <= 57), np.uint8(48), cells)
    left = np.arange(len(cells))
    for _ in range(SHAPES_TRIED):
        if not left.size:
            return
        same = (shapes[left] == shapes[left[0]]).all(axis=1)
        yield shapes[left[0]].tobytes().decode("latin-1"), left[same]
        left = left[~same]
    if left.size:
        distinct, index = np.unique(shapes[left], axis=0, return_inverse=True)
        order = np.argsort(index.ravel(), kind="stable")
        bounds = np.cumsum(np.bincount(index.ravel(), minlength=len(distinct)))
        for shape, rows in zip(distinct, np.split(left[order], bounds[:-1]), strict=True):
            yield shape.tobytes().decode("latin-1"), rows


def _read_layout(
    cells: NDArray[np.uint8], layout: Layout, places: Integers, moments: Moments, order: DateOrder | None
) -> None:
    year, month, day = (_number(cells, part) for part in (layout.year, layout.month, layout.day))
    if layout.order == "dmy" and order == "mdy":
        month, day = day, month
    hour, minute, sec = (_number(cells, part) for part in (layout.hour, layout.minute, layout.sec))
    zone_hour, zone_minute = _number(cells, layout.zone_hour), _number(cells, layout.zone_minute)
    fine = _is_calendar_day(year, month, day) & (hour < 24) & (minute < 60) & (sec < 60)
    fine &= (zone_hour * 60 + zone_minute <= 14 * 60) & (zone_minute < 60)
    if layout.order == "dmy" and order is None:
        fine &= month == day  # no order was needed, so only dates that read the same both ways are left
    clock = ((hour * 60 + minute) * 60 + sec).astype(np.int64) * 1_000_000 + _fraction(cells, layout.fraction)
    days = np.where(fine, _days_since_1970(year, month, day), 0).astype(np.int64)
    moments.wall[places] = days * MICROSECONDS_A_DAY + clock
    moments.is_date[places] = layout.hour is None
    moments.has_zone[places] = layout.has_zone
    sign = 1 if layout.sign is None else np.where(cells[:, layout.sign] == ord("-"), -1, 1)
    moments.offset[places] = sign * (zone_hour * 60 + zone_minute).astype(np.int64) * 60_000_000
    moments.is_read[places] = fine


def _number(cells: NDArray[np.uint8], part: Slice | None) -> Digits:
    number = np.zeros(len(cells), dtype=np.int32)
    for column in range(*part) if part else ():
        number *= 10
        number += cells[:, column]
        number -= 48
    return number


def _fraction(cells: NDArray[np.uint8], part: Slice | None) -> Integers:
    """Microseconds of a fraction of a second; digits beyond the sixth are cut off."""
    if part is None:
        return np.zeros(len(cells), dtype=np.int64)
    end = min(part[1], part[0] + 6)
    microseconds: Integers = _number(cells, (part[0], end)).astype(np.int64) * 10 ** (6 - (end - part[0]))
    return microseconds


def _is_calendar_day(year: Digits, month: Digits, day: Digits) -> Bools:
    is_leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    lengths = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int32)
    fine: Bools = (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    length = lengths[np.where(fine, month, 0)] + (is_leap & (month == 2))
    fine &= day <= length
    return fine


def _days_since_1970(year: Digits, month: Digits, day: Digits) -> Digits:
    """Days since 1970-01-01 in the Gregorian calendar, by counting years from March."""
    shifted = year - (month <= 2)
    march_month = (month + 9) % 12
    day_of_year = (153 * march_month + 2) // 5 + day - 1
    days: Digits = 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + day_of_year
    return days - 719_468  # days from 0000-03-01 to 1970-01-01
