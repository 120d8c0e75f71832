"""Up to which day data is complete: the default of every as_of."""

from collections.abc import Mapping
from statistics import median

HISTORY_DAYS = 14  # a day is judged against this many calendar days before it
LEAST_HISTORY = 7  # with fewer days of history only the first condition counts
LEAST_SHARE = 0.5  # of the median


def complete_before(active: Mapping[int, int], loaded_on: Mapping[int, int], *, first_day: int, last_day: int) -> int:
    """The day before which data is complete (METHODS §1).

    `active`: users active on each day with activity. `loaded_on`: for each day with data, the last local day
    on which an upload holding it was loaded. Walking back from the last day with data, the first day is
    sought that had ended when it was loaded and has at least half the median of the 14 calendar days before
    it (days without activity count as 0; not asked with under 7 days of history). The answer is the day after
    it, or the first day where no day is complete.
    """
    days = sorted((day for day in loaded_on if first_day <= day <= last_day), reverse=True)
    for day in days:
        had_ended = loaded_on[day] > day
        if had_ended and _is_full(day, active, first_day):
            return day + 1
    return first_day


def _is_full(day: int, active: Mapping[int, int], first_day: int) -> bool:
    earlier = range(max(first_day, day - HISTORY_DAYS), day)
    if len(earlier) < LEAST_HISTORY:
        return True
    usual = median(active.get(other, 0) for other in earlier)
    return active.get(day, 0) >= LEAST_SHARE * usual
