"""What the reading of a CSV file yields: what was understood, chunks of good rows, and rejected rows.

The law: records in the file = rows in all chunks + rejects. Nothing is skipped without a report.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

Kind = Literal["users", "events", "participation", "spend", "readings"]
KINDS: tuple[Kind, ...] = ("users", "events", "participation", "spend", "readings")
DateOrder = Literal["dmy", "mdy", "ymd"]

# Columns of the good rows by kind, in this order. `ts` is microseconds since 1970-01-01 UTC; where `is_date` is
# true the file gave a date without a time and `ts` is that date's midnight written as UTC (a calendar date, not
# an instant). `line` is the physical line on which the record begins, `data_row` counts records after the header
# from 1. Empty text means "not given". Decimals are canonical text ("12.5"), exact, empty for none.
TS = [("ts", pa.int64()), ("is_date", pa.bool_())]
PLACE = [("line", pa.int64()), ("data_row", pa.int64())]
ROW_SCHEMAS: Mapping[Kind, pa.Schema] = {
    "users": pa.schema(
        [
            *[("user_id", pa.string()), *TS],  # ts = sign-up
            *[(name, pa.string()) for name in ("channel", "segment", "platform", "region")],
            *[(name, pa.string()) for name in ("device_hash", "ip_hash", "invited_by")],
            *PLACE,
        ]
    ),
    # ordinal: 0, 1, 2 … among identical date-only rows of the file (repeated events); always 0 with a time
    "events": pa.schema(
        [("user_id", pa.string()), *TS, ("event", pa.string()), ("value", pa.string()), ("ordinal", pa.int32()), *PLACE]
    ),
    "participation": pa.schema(
        [
            *[("activity", pa.string()), ("user_id", pa.string()), *TS],
            *[("arm", pa.string()), ("reward", pa.string()), *PLACE],
        ]
    ),
    "spend": pa.schema(
        [
            *[("day", pa.int32()), ("channel", pa.string()), ("spend", pa.string()), ("activity", pa.string())],
            *[
                ("campaign", pa.string()),
                ("impressions", pa.int64()),
                ("clicks", pa.int64()),
                *PLACE,
            ],  # null: not given
        ]
    ),
    "readings": pa.schema([("day", pa.int32()), ("kpi", pa.string()), ("value", pa.string()), *PLACE]),
}


@dataclass(frozen=True)
class ReadOptions:
    """What the uploader chose instead of leaving it to the reader; None means: decide from the whole file."""

    encoding: str | None = None
    delimiter: str | None = None
    date_order: DateOrder | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)  # header as written in the file -> our column name


@dataclass(frozen=True)
class Reject:
    """One record that was not loaded. `code` is stable; its sentence and hint are in the locale tables."""

    line: int  # physical line on which the record begins, header = 1 in a plain file
    data_row: int  # records after the header, from 1
    column: str  # our column name, or the header as written; empty when the whole record is meant
    code: str
    value: str  # the offending cell (device_id and ip only as h:<hash>), at most 200 characters
    cells: tuple[str, ...] = ()  # the record as it stood, for the CSV of rejected rows


@dataclass(frozen=True)
class Notice:
    """A warning about an accepted file, e.g. unused_column, preamble_skipped, decoded_as_gb18030, excel_serial."""

    code: str
    count: int
    detail: str = ""


@dataclass(frozen=True)
class Understanding:
    """How a file was read: decided on the whole file before any row is given out."""

    kind: Kind
    sha256: str
    byte_count: int
    encoding: str  # utf-8, utf-8-sig, utf-16, gb18030, or the one chosen
    delimiter: str
    header: tuple[str, ...]  # as written
    mapping: Mapping[str, str]  # header as written -> our column, known columns only
    date_order: DateOrder | None  # None where no date needed a decision
    first_rows: tuple[tuple[str, ...], ...]  # up to five records, as written


@dataclass(frozen=True)
class Chunk:
    """Some good rows (schema `ROW_SCHEMAS[kind]`) and the records rejected among them."""

    rows: pa.Table
    rejects: tuple[Reject, ...]
