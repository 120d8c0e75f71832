"""Cells of retention: counts from the engine, completed to every age, what is not over yet left blank."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from launchops.metrics.calendar import Calendar, Days
from launchops.periods import PeriodUnit

Age = int | str  # whole periods since sign-up, or a bracket of days: "1-7"


def cohorts_of(sizes: pd.DataFrame, grain: PeriodUnit, calendar: Calendar) -> pd.DataFrame:
    """One row per group and cohort: group, cohort_day, size, last_signup, cohort_end (the day after it)."""
    numbered = sizes.assign(number=calendar.numbers(sizes["signup_day"], grain))
    cohorts = numbered.groupby(["group", "number"], sort=True, as_index=False).agg(
        size=("users", "sum"), last_signup=("signup_day", "max")
    )
    return cohorts.assign(
        cohort_day=calendar.first_days(cohorts["number"], grain),
        cohort_end=calendar.first_days(cohorts["number"] + 1, grain),
        last_signup=cohorts["last_signup"].astype("int64"),
    )


def cohort_frame(cohorts: pd.DataFrame) -> pd.DataFrame:
    """The documented columns of `RetentionCounts.cohorts`."""
    return cohorts[["group", "cohort_day", "size"]].astype(
        {"group": "str", "cohort_day": "int64", "size": "Int64"}
    )


def cells_of(
    cohorts: pd.DataFrame,
    ends: Mapping[Age, Days],
    active: pd.DataFrame,
    *,
    as_of_day: int,
    cumulative: bool,
) -> pd.DataFrame:
    """`RetentionCounts.cells`: every cohort at every age of `ends`.

    `cohorts`: from `cohorts_of`. `ends`: per age, for each cohort, the day after its period for the last
    joiner. `active`: group, cohort_day, age, active (users); absent means nobody was seen. `cumulative`:
    count users seen at this age or any later one. A cell is readable once its period and the cohort's own are
    over.
    """
    cells = cohorts.loc[cohorts.index.repeat(len(ends))].reset_index(drop=True)
    cells["age"] = pd.Series(list(ends) * len(cohorts), index=cells.index)
    over = np.stack(list(ends.values()), axis=1).ravel()
    readable = np.maximum(over, cells["cohort_end"].to_numpy())
    mature = pd.Series(readable <= as_of_day, index=cells.index)
    return pd.DataFrame(
        {
            "group": cells["group"].astype("str"),
            "cohort_day": cells["cohort_day"].astype("int64"),
            "age": cells["age"],
            "eligible": cells["size"].astype("Int64"),
            "active": _seen(cells, active, cumulative=cumulative).astype("Int64").where(mature),
            "mature": mature,
            "readable_day": readable,
        }
    )


def _seen(cells: pd.DataFrame, active: pd.DataFrame, *, cumulative: bool) -> pd.Series:
    """Active users of each cell, 0 where nobody was seen."""
    keys = ["group", "cohort_day", "age"]
    counted = active.set_index(keys)["active"]
    seen = counted.reindex(pd.MultiIndex.from_frame(cells[keys])).fillna(0).to_numpy(dtype=np.int64)
    if not cumulative:
        return pd.Series(seen, index=cells.index)
    # From the oldest age back: a user counted at their last age counts at every earlier one too.
    by_cohort = cells.assign(seen=seen).iloc[::-1].groupby(["group", "cohort_day"], sort=False)["seen"]
    return by_cohort.cumsum().sort_index()


def average_of(cells: pd.DataFrame) -> pd.DataFrame:
    """`RetentionCounts.average`: sums over the mature cells of each group and age, never a mean of rates."""
    mature = cells[cells["mature"]]
    order = {age: place for place, age in enumerate(dict.fromkeys(cells["age"]))}
    average = mature.groupby(["group", "age"], as_index=False, sort=False).agg(
        eligible=("eligible", "sum"), active=("active", "sum"), cohorts=("cohort_day", "count")
    )
    place = average["age"].map(order)
    average = average.assign(place=place).sort_values(["group", "place"], ignore_index=True)
    return average.drop(columns="place")


def no_cohorts() -> pd.DataFrame:
    """Cohorts of a launch without users."""
    return pd.DataFrame({"group": [], "cohort_day": [], "size": []})


def no_cells(mode: str) -> pd.DataFrame:
    """Cells of a launch without users, with the documented types."""
    return pd.DataFrame(
        {
            "group": pd.Series([], dtype="str"),
            "cohort_day": pd.Series([], dtype="int64"),
            "age": pd.Series([], dtype="str" if mode == "bracket" else "int64"),
            "eligible": pd.Series([], dtype="Int64"),
            "active": pd.Series([], dtype="Int64"),
            "mature": pd.Series([], dtype="bool"),
            "readable_day": pd.Series([], dtype="int64"),
        }
    )
