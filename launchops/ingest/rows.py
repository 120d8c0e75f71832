"""The checker: columns of text in, typed rows and faults out. Whoever split the records, this one judges them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from launchops.ingest.columns import COLUMNS, Column
from launchops.ingest.date_cells import DateReading, local_days, read_dates
from launchops.ingest.distinct import Checked, by_distinct, rewritten
from launchops.ingest.faults import FAULT, Faults, no_faults
from launchops.ingest.number_cells import NumberStyle, check_number
from launchops.ingest.parsed import ROW_SCHEMAS, Kind
from launchops.ingest.records import Block
from launchops.ingest.text_cells import check_id, check_name, check_private

DEFAULTS = {"event": "active", "arm": "participant"}  # what an empty cell or a missing column means
# Columns in which a total or subtotal may hide behind a good date; elsewhere it shows by its missing date.
_TOTALS_IN: Mapping[Kind, tuple[str, ...]] = {
    "users": ("user_id",),
    "events": ("user_id",),
    "participation": ("user_id",),
    "spend": ("channel", "activity", "campaign"),
    "readings": (),
}
_STORED_AS = {"device_id": "device_hash", "ip": "ip_hash"}
_ARMS = {
    "participant": "participant participants participated joined 参与 参加 已参与 已参加 参与者",
    # an experiment's treatment group was offered the activity; who of it took part is another matter
    "offered": "offered offer invited exposed treatment treated 受邀 邀请 已邀请 已触达 触达 实验组",
    "holdout": "holdout hold-out hold_out control controls 对照 对照组 留白 留白组 保留组",
}
_ARM_OF = {word: arm for arm, words in _ARMS.items() for word in words.split()}


@dataclass(frozen=True)
class FileReading:
    """What was decided on the whole file before its rows are read."""

    kind: Kind
    positions: Mapping[str, int]  # our column -> position in the file
    dates: DateReading
    numbers: NumberStyle
    hash_key: bytes


@dataclass
class CheckedBlock:
    """Rows of `ROW_SCHEMAS[kind]` for every record of a block, and what is wrong with each."""

    rows: pa.Table
    faults: Faults  # the first fault of each row, 0 for none
    columns: NDArray[np.uint8]  # position of the faulty column in `names`
    names: tuple[str, ...]


class RowChecker:
    """Checks the columns of one file."""

    def __init__(self, reading: FileReading) -> None:
        self._reading = reading
        used = {column.name for column in COLUMNS[reading.kind]} & set(reading.positions)
        if "timestamp" in used:
            used -= {"date"}  # the time tells the day as well
        self.columns = tuple(column for column in COLUMNS[reading.kind] if column.name in used)

    @property
    def positions(self) -> tuple[int, ...]:
        """Where in the file the columns are that it checks."""
        return tuple(self._reading.positions[column.name] for column in self.columns)

    def check(self, block: Block) -> CheckedBlock:
        """Every record of a block, as a typed row with its first fault."""
        count = len(block.lines)
        values: dict[str, pa.Array] = {"line": pa.array(block.lines), "data_row": pa.array(block.data_rows)}
        faults, columns = no_faults(count), np.zeros(count, dtype=np.uint8)
        for number, column in enumerate(self.columns):
            found = self._column(column, block.columns[self._reading.positions[column.name]], values)
            if found.any():
                columns[(faults == 0) & (found != 0)] = number
                faults = np.where(faults == 0, found, faults)
        return CheckedBlock(self._table(values, count), faults, columns, tuple(column.name for column in self.columns))

    def _column(self, column: Column, cells: pa.StringArray, values: dict[str, pa.Array]) -> Faults:
        """Check one column; its clean values go into `values` under their stored name."""
        if column.type in ("when", "day"):
            return self._dates(column, cells, values)
        checked, faults = self._texts(column, cells)
        if column.type == "count":
            values[column.name] = pc.if_else(pc.equal(checked, ""), None, checked).cast(pa.int64())
        else:
            values[_STORED_AS.get(column.name, column.name)] = checked
        return faults

    def _texts(self, column: Column, cells: pa.StringArray) -> Checked:
        required = column.required
        totals = column.name in _TOTALS_IN[self._reading.kind]
        if column.type == "id":
            is_user = column.name in ("user_id", "invited_by")
            return check_id(cells, required=required, is_user=is_user, totals=totals)
        if column.type == "private":
            return check_private(cells, key=self._reading.hash_key)
        if column.type == "name":
            return _with_default(column.name, *check_name(cells, required=required, totals=totals))
        if column.type == "arm":
            return _arms(cells)
        return check_number(
            cells,
            style=self._reading.numbers,
            required=required,
            is_negative_allowed=column.type == "decimal",
            is_whole=column.type == "count",
        )

    def _dates(self, column: Column, cells: pa.StringArray, values: dict[str, pa.Array]) -> Faults:
        at, is_date, faults = read_dates(cells, self._reading.dates, required=column.required)
        at = np.where(faults == 0, at, 0)
        if column.type == "day":
            values["day"] = pa.array(local_days(at, is_date, self._reading.dates.zone).astype(np.int32))
        else:
            values["ts"], values["is_date"] = pa.array(at), pa.array(is_date)
        return faults

    def _table(self, values: dict[str, pa.Array], count: int) -> pa.Table:
        schema = ROW_SCHEMAS[self._reading.kind]
        return pa.table(
            [values[part.name] if part.name in values else _absent(part, count) for part in schema],
            schema=schema,
        )


def _absent(part: pa.Field, count: int) -> pa.Array:
    """A column that the file does not have."""
    if part.name == "ordinal":
        return pa.array(np.zeros(count, dtype=np.int32))
    if pa.types.is_string(part.type):
        return pa.repeat(pa.scalar(DEFAULTS.get(part.name, ""), part.type), count)
    return pa.nulls(count, part.type)


def _with_default(name: str, checked: pa.StringArray, faults: Faults) -> Checked:
    if name not in DEFAULTS:
        return checked, faults
    return pc.if_else(pc.equal(checked, ""), DEFAULTS[name], checked), faults


def _arms(cells: pa.StringArray) -> Checked:
    """participant, offered or holdout, also from the words people use; anything else is the fault unknown_arm."""
    names, faults = _with_default("arm", *check_name(cells))

    def rewrite(text: str) -> tuple[str, int]:
        arm = _ARM_OF.get(text.casefold(), "")
        return arm, 0 if arm else FAULT["unknown_arm"]

    arms, unknown = by_distinct(
        names, lambda distinct: rewritten(distinct, np.ones(len(distinct), dtype=bool), rewrite)
    )
    return arms, np.where(faults == 0, unknown, faults)
