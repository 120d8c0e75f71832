"""Sums over the cells of retention: the same cohorts throughout, and chosen sign-ups at one age."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from launchops.metrics.retention_cells import Age

_KEYS = ["group", "cohort_day"]


@dataclass(frozen=True)
class Signups:
    """Users chosen by when they signed up and by their group.

    `start_day` … `end_day`: first day and the day after the last one (None: no limit); a cohort belongs to them by
    its first day. `group`: a group of the breakdown, None for all.
    """

    start_day: int | None = None
    end_day: int | None = None
    group: str | None = None

    def cells_in(self, cells: pd.DataFrame) -> pd.DataFrame:
        """The rows of `RetentionCounts.cells` that are theirs."""
        chosen = pd.Series(True, index=cells.index)
        if self.start_day is not None:
            chosen &= cells["cohort_day"] >= self.start_day
        if self.end_day is not None:
            chosen &= cells["cohort_day"] < self.end_day
        if self.group is not None:
            chosen &= cells["group"] == self.group
        return cells[chosen]


@dataclass(frozen=True)
class CohortSums:
    """Eligible and active users over mature cells of one age, and how many cohorts they come from."""

    eligible: int
    active: int
    cohorts: int


def widest_age(average: pd.DataFrame, ages: Sequence[Age]) -> Age | None:
    """The oldest age that still rests on at least half the users of the youngest; None without any mature cell.

    `average`: `RetentionCounts.average`; `ages` in their order. Groups are taken together.
    """
    eligible = average.groupby("age")["eligible"].sum()
    known = [age for age in ages if age in eligible.index]
    wide = [age for age in known if 2 * int(eligible[age]) >= int(eligible[known[0]])]
    return wide[-1] if wide else None


def same_cohorts(cells: pd.DataFrame, *, through: Age | None) -> pd.DataFrame:
    """`RetentionCounts.average` over those cohorts alone that are mature at every age up to `through`.

    The pooled average rises and falls with the cohorts that drop out of it as age grows; this one does not. Empty
    where `through` is None.
    """
    ages = list(dict.fromkeys(cells["age"]))
    wanted = ages[: ages.index(through) + 1] if through in ages else []
    young = cells[cells["age"].isin(wanted)]
    is_whole = young.groupby(_KEYS)["mature"].all().rename("whole").reset_index()
    kept = young.merge(is_whole[is_whole["whole"]][_KEYS], on=_KEYS)
    summed = (
        kept.groupby(["group", "age"], sort=False)
        .agg(eligible=("eligible", "sum"), active=("active", "sum"), cohorts=("cohort_day", "count"))
        .reset_index()
    )
    kinds = {"group": "str", "eligible": "Int64", "active": "Int64", "cohorts": "int64"}
    return summed.astype(kinds | {"age": cells["age"].dtype})


def sums_of(cells: pd.DataFrame, age: Age, signups: Signups) -> CohortSums:
    """Users of the chosen sign-ups at one age, mature cohorts only."""
    mine = signups.cells_in(cells[(cells["age"] == age) & cells["mature"]])
    return CohortSums(int(mine["eligible"].sum()), int(mine["active"].sum()), len(mine))


def shared_cohorts(cells: pd.DataFrame, age: Age, groups: tuple[str, str]) -> pd.DataFrame:
    """The cells of those cohorts that are mature at `age` in both groups: two groups are compared over equal times."""
    mature = cells[(cells["age"] == age) & cells["mature"] & cells["group"].isin(groups)]
    days = mature.groupby("cohort_day")["group"].nunique()
    return mature[mature["cohort_day"].isin(days[days == len(set(groups))].index)]
