"""The days a file covers, and the days it should cover but does not."""

from collections import Counter
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from launchops.facade.results import FileDays, UploadShare
from launchops.facts.as_of import complete_before
from launchops.ingest.parsed import Kind
from launchops.periods import MICROSECONDS_A_DAY
from launchops.store.contributions import Contribution
from launchops.store.local_days import local_days

# Kinds in which every day is expected to bring rows; a prize draw or a monthly invoice is no gap.
DAILY_KINDS: tuple[Kind, ...] = ("users", "events")


class DayCounter:
    """Counts the good rows of one file by local day, chunk by chunk."""

    def __init__(self, kind: Kind, zone: ZoneInfo) -> None:
        self._kind = kind
        self._zone = zone
        self._rows: Counter[int] = Counter()

    def add(self, rows: pa.Table) -> None:
        """Take good rows, with the columns of `launchops.ingest.parsed.ROW_SCHEMAS`."""
        if not rows.num_rows:
            return
        if "day" in rows.column_names:
            days = rows["day"].to_numpy()
        else:
            days = local_days(rows["ts"].to_numpy(), rows["is_date"].to_numpy().astype(np.bool_), self._zone)
        found, counts = np.unique(days, return_counts=True)
        self._rows.update(dict(zip(found.tolist(), counts.tolist(), strict=True)))

    def days(self, *, today_day: int) -> FileDays | None:
        """The days of the file as seen on `today_day`; None where no row was good."""
        if not self._rows:
            return None
        first, last = min(self._rows), max(self._rows)
        is_daily = self._kind in DAILY_KINDS
        usual = self._rows if is_daily else Counter({last: 1})
        complete = complete_before(usual, {last: today_day}, first_day=first, last_day=last)
        gaps = _gaps(sorted(self._rows)) if is_daily else ()
        return FileDays(first, last, gaps, is_last_short=complete <= last)


def _gaps(days: list[int]) -> tuple[tuple[int, int], ...]:
    """First and last day of every run of days between two of `days`."""
    return tuple((before + 1, after - 1) for before, after in pairwise(days) if after - before > 1)


def share_of(contribution: Contribution, zone: ZoneInfo) -> UploadShare:
    """What an upload brought, in local days."""
    first, last = contribution.first_ts, contribution.last_ts
    if first is None or last is None:
        return UploadShare(None, None, contribution.new_users)
    ends = np.array([first, last], dtype=np.int64)
    is_date = ends % MICROSECONDS_A_DAY == 0  # a midnight of UTC stands for a date without a time
    days = local_days(ends, is_date, zone)
    return UploadShare(int(days[0]), int(days[1]), contribution.new_users)
