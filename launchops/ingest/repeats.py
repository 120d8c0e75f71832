"""Which rows of a file repeat an earlier one, by kind (rule V5)."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from launchops.ingest.date_cells import local_days
from launchops.ingest.duplicates import RowHasher, SeenRows
from launchops.ingest.faults import FAULT, Faults, no_faults
from launchops.ingest.parsed import Kind
from launchops.ingest.rows import FileReading

# What makes two rows the same record; a participation or spend row is one per day.
KEYS: Mapping[Kind, Sequence[str]] = {
    "users": ("user_id",),
    "events": ("user_id", "ts", "event", "value"),
    "participation": ("activity", "user_id", "local_day", "arm"),
    "spend": ("day", "channel", "activity", "campaign"),
    "readings": ("day", "kpi"),
}
_PLACES = ("line", "data_row", "ordinal")


class RepeatFinder:
    """Finds repeats over all blocks of one file; the first row of a key is kept."""

    def __init__(self, reading: FileReading) -> None:
        self._reading = reading
        self._hasher = RowHasher(b"repeats" + reading.hash_key)
        self._seen, self._dated = SeenRows(), SeenRows(counts=True)

    def check(self, rows: pa.Table) -> tuple[Faults, pa.Table]:
        """Faults duplicate_identical and duplicate_conflict of good rows, and the rows with `ordinal` filled in."""
        if not rows.num_rows:
            return no_faults(0), rows
        rows = rows.combine_chunks()
        if self._reading.kind == "events":
            return self._events(rows)
        key, content = self._words(rows, KEYS[self._reading.kind]), self._words(rows, self._content(rows))
        repeats, differs = self._seen.repeats(*key, content[0])
        faults = no_faults(rows.num_rows)
        faults[repeats] = FAULT["duplicate_identical"]
        faults[differs] = FAULT["duplicate_conflict"]
        return faults, rows

    def _events(self, rows: pa.Table) -> tuple[Faults, pa.Table]:
        """With a time a second identical row is a repeat; with a date only it is one more event of that day."""
        high, low = self._words(rows, KEYS["events"])
        is_date = rows["is_date"].to_numpy()
        faults, ordinals = no_faults(rows.num_rows), np.zeros(rows.num_rows, dtype=np.int32)
        if is_date.any():
            ordinals[is_date] = self._dated.ordinals(high[is_date], low[is_date])
        if not is_date.all():
            repeats, _ = self._seen.repeats(high[~is_date], low[~is_date])
            faults[np.flatnonzero(~is_date)[repeats]] = FAULT["duplicate_identical"]
        at = rows.schema.get_field_index("ordinal")
        return faults, rows.set_column(at, rows.schema.field(at), pa.array(ordinals))

    def _content(self, rows: pa.Table) -> Sequence[str]:
        return [name for name in rows.schema.names if name not in _PLACES]

    def _words(self, rows: pa.Table, names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        return self._hasher.rows([self._column(rows, name) for name in names])

    def _column(self, rows: pa.Table, name: str) -> pa.Array:
        if name == "local_day":
            at, is_date = rows["ts"].to_numpy(), rows["is_date"].to_numpy()
            return pa.array(local_days(at, is_date, self._reading.dates.zone))
        return rows[name].chunk(0) if rows[name].num_chunks else pa.array([], rows.schema.field(name).type)
