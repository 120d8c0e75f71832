"""Local days of many instants at once."""

from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from launchops.periods import MICROSECONDS_A_DAY, zone_offsets


def local_days(ts: NDArray[np.int64], is_date: NDArray[np.bool_], zone: ZoneInfo) -> NDArray[np.int64]:
    """Day numbers on the wall calendar of `zone`; a calendar date (`is_date`) is its own day."""
    if not len(ts):
        return np.empty(0, dtype=np.int64)
    changes = zone_offsets(zone, int(ts.min()), int(ts.max()))
    starts = np.array([start for start, _ in changes])
    offsets = np.array([offset for _, offset in changes])
    offset = offsets[np.searchsorted(starts, ts, side="right") - 1]
    return np.asarray((ts + np.where(is_date, 0, offset)) // MICROSECONDS_A_DAY, dtype=np.int64)
