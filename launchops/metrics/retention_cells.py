"""Cells of retention: every cohort at every age, with what is not over yet left blank."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.metrics.cohorts import Cohorts

Age = int | str  # whole periods since sign-up, or a bracket of days: "1-7"
Grid = npt.NDArray[np.int64]  # a number for every cohort (down) and age (across)


def readable_days(cohorts: Cohorts, period_ends: Grid) -> Grid:
    """The as_of from which each cell may be read: its period is over for the last joiner, and so is the cohort's."""
    return np.maximum(period_ends, cohorts.end_day[:, None])


def cohort_frame(cohorts: Cohorts) -> pd.DataFrame:
    """`RetentionCounts.cohorts`: group, cohort_day, size."""
    return pd.DataFrame(
        {
            "group": _texts(cohorts.group_name),
            "cohort_day": cohorts.first_day,
            "size": pd.array(cohorts.size, dtype="Int64"),
        }
    )


def cell_frame(cohorts: Cohorts, ages: Sequence[Age], *, active: Grid, readable: Grid, as_of_day: int) -> pd.DataFrame:
    """`RetentionCounts.cells`: one row per cohort and age; `active` is NA where not readable at `as_of_day`."""
    mature = (readable <= as_of_day).ravel()
    return pd.DataFrame(
        {
            "group": _texts(np.repeat(cohorts.group_name, len(ages))),
            "cohort_day": np.repeat(cohorts.first_day, len(ages)),
            "age": _ages(list(ages) * len(cohorts), ages),
            "eligible": pd.array(np.repeat(cohorts.size, len(ages)), dtype="Int64"),
            "active": pd.arrays.IntegerArray(active.ravel(), ~mature),
            "mature": mature,
            "readable_day": readable.ravel(),
        }
    )


def average_frame(
    cohorts: Cohorts, ages: Sequence[Age], *, active: Grid, readable: Grid, as_of_day: int
) -> pd.DataFrame:
    """`RetentionCounts.average`: sums over the mature cells of each group and age, never a mean of rates."""
    mature = readable <= as_of_day
    members = cohorts.group[None, :] == np.arange(len(cohorts.names))[:, None]  # group × cohort
    counts = members.astype(np.int64) @ mature
    known = (counts > 0).ravel()
    place = np.tile(np.arange(len(ages)), len(cohorts.names))[known]
    eligible = members.astype(np.int64) @ (mature * cohorts.size[:, None])
    return pd.DataFrame(
        {
            "group": _texts(np.repeat(cohorts.names, len(ages))[known]),
            "age": _ages([ages[one] for one in place], ages),
            "eligible": pd.array(eligible.ravel()[known], dtype="Int64"),
            "active": pd.array((members.astype(np.int64) @ (mature * active)).ravel()[known], dtype="Int64"),
            "cohorts": counts.ravel()[known],
        }
    )


def _texts(values: npt.NDArray[np.object_]) -> pd.Series:
    return pd.Series(values, dtype="str")


def _ages(values: Sequence[Age], ages: Sequence[Age]) -> pd.Series:
    return pd.Series(values, dtype="str" if ages and isinstance(ages[0], str) else "int64")
