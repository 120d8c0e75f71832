"""Retention: of the users who signed up in a period, how many came back later."""

from collections.abc import Sequence

import ibis
import numpy as np
import pandas as pd

from launchops.errors import RecordError
from launchops.metrics.breakdown import with_group, with_no_group
from launchops.metrics.calendar import Calendar
from launchops.metrics.cohorts import Cohorts, cohorts_of
from launchops.metrics.results import RetentionCounts
from launchops.metrics.retention_cells import Age, Grid, average_frame, cell_frame, cohort_frame, readable_days
from launchops.metrics.tables import FactTables, Filters
from launchops.periods import PeriodUnit

Bracket = tuple[int, int]
DEFAULT_BRACKETS: tuple[Bracket, ...] = ((1, 7), (8, 14), (22, 28))  # steadier than single days (METHODS §1)
EVERYBODY = Filters()


def retention(
    tables: FactTables,
    *,
    period: PeriodUnit,
    mode: str,
    as_of_day: int,
    cohort: PeriodUnit | None = None,
    brackets: Sequence[Bracket] = (),
    by: str = "",
    filters: Filters = EVERYBODY,
) -> RetentionCounts:
    """Users of each sign-up cohort, and how many of them were active at each age (METHODS §1).

    `period`: the unit of age; age k is the k-th calendar day, week or month after that of the user's sign-up,
    0 included. `cohort`: the unit in which users are put together (default: `period`). `mode`: ``on`` (active
    in period k), ``on_or_after`` (active in period k or later, before `as_of_day`) or ``bracket`` (active on
    any of the days a … b after the user's own sign-up; the age is then the text "a-b", default
    `DEFAULT_BRACKETS`). `by`: see `breakdown.with_group`.

    Returns `RetentionCounts` in users: every cohort at every age that has begun for the oldest user. A cell
    is mature when the cohort's own period is over and period k (or day b) is over for its last joiner; before
    that its active users are NA. Average rows are sums over mature cells. Cohort sizes count every known
    sign-up. Raises UnknownName for an unknown `by`, RecordError for an unknown mode, period or bracket.
    """
    grain = cohort or period
    _check_units(period, grain)
    chosen = _checked_brackets(mode, brackets)
    sizes = _sizes(tables, by, filters)
    first_day = int(sizes["signup_day"].min()) if len(sizes) else as_of_day
    calendar = Calendar(tables.week_start, first_day, max(first_day, as_of_day - 1))
    cohorts = cohorts_of(sizes, grain, calendar)
    rows = filters.apply(tables.user_days)
    rows = with_group(tables, rows.filter(rows.day < as_of_day), by)
    ages: Sequence[Age]
    if mode == "bracket":
        ages = [f"{a}-{b}" for a, b in chosen]
        active = _active_in_brackets(tables, rows, chosen, cohorts)
        ends = cohorts.last_signup[:, None] + np.array([b + 1 for _, b in chosen])
    else:
        ages = range(_age_begun(calendar, period) + 1)
        ever_after = mode == "on_or_after"
        counts = _active_at_ages(tables, rows, period, cohorts, until=as_of_day if ever_after else None)
        active = _placed(cohorts, counts, len(ages))
        if ever_after:  # from the oldest age back: who was seen last at an age counts at every earlier one
            active = active[:, ::-1].cumsum(axis=1)[:, ::-1]
        ends = _period_ends(cohorts, len(ages), period)
    cells = {"active": active, "readable": readable_days(cohorts, ends)}
    return RetentionCounts(
        as_of_day=as_of_day,
        period=period,
        cohort=grain,
        mode=mode,
        by=by,
        cohorts=cohort_frame(cohorts),
        cells=cell_frame(cohorts, ages, **cells, as_of_day=as_of_day),
        average=average_frame(cohorts, ages, **cells, as_of_day=as_of_day),
    )


def _checked_brackets(mode: str, brackets: Sequence[Bracket]) -> tuple[Bracket, ...]:
    if mode not in ("on", "on_or_after", "bracket"):
        raise RecordError("retention_mode_unknown", field="mode", value=mode)
    for first, last in brackets:
        if not 0 <= first <= last:
            raise RecordError("bracket_invalid", field="brackets", value=f"{first}-{last}")
    return tuple(dict.fromkeys(brackets)) or DEFAULT_BRACKETS


def _check_units(*units: str) -> None:
    for unit in units:
        if unit not in ("day", "week", "month"):
            raise RecordError("period_unknown", field="period", value=unit)


def _sizes(tables: FactTables, by: str, filters: Filters) -> pd.DataFrame:
    """group, signup_day, users: sign-ups per day."""
    users = with_group(tables, filters.apply(tables.users), by)
    keys = ["signup_day"] if by == "" else ["group", "signup_day"]
    return with_no_group(tables.run(users.group_by(keys).aggregate(users=ibis._.count())))


def _age_begun(calendar: Calendar, period: PeriodUnit) -> int:
    """The age that the first user has begun on the last complete day."""
    first, last = calendar.numbers(pd.Series([calendar.first_day, calendar.last_day]), period)
    return int(last - first)


def _period_ends(cohorts: Cohorts, age_count: int, period: PeriodUnit) -> Grid:
    """The day after period 0, 1 … of each cohort's last joiner."""
    joined = cohorts.calendar.numbers(pd.Series(cohorts.last_signup), period)
    return cohorts.calendar.first_days(joined[:, None] + np.arange(1, age_count + 1), period)


def _active_at_ages(
    tables: FactTables, rows: ibis.Table, period: PeriodUnit, cohorts: Cohorts, *, until: int | None
) -> pd.DataFrame:
    """group, signup_day (some day of the cohort), age, active: distinct users by age.

    With `until`, each user only at their last age before it. One row per user and period is kept by looking at
    `gap`: plain counts are then counts of distinct users.
    """
    calendar = cohorts.calendar
    if until is None:
        kept = rows.filter(calendar.is_last_in_period(rows.day, rows.gap, period))
    else:
        kept = rows.filter(rows.day + rows.gap.fill_null(until) >= until)
    # By day first, then by period: two plain integers are the cheapest keys on millions of rows.
    group = ["group"] if "group" in kept.columns else []
    daily = kept.group_by([*group, "age", "day"]).aggregate(active=ibis._.count())
    signup_day = daily.day - daily.age
    periods = {
        "signup_day": calendar.first_day_of(signup_day, cohorts.unit),
        "joined": calendar.first_day_of(signup_day, period),
        "seen": calendar.first_day_of(daily.day, period),
    }
    counts = tables.run(daily.group_by(*group, **periods).aggregate(active=ibis._.active.sum()))
    age = calendar.numbers(counts["seen"], period) - calendar.numbers(counts["joined"], period)
    return with_no_group(counts.assign(age=age))


def _placed(cohorts: Cohorts, counts: pd.DataFrame, age_count: int) -> Grid:
    """Active users of every cohort and age, 0 where nobody was seen."""
    active: Grid = np.zeros((len(cohorts), age_count), dtype=np.int64)
    rows = cohorts.rows_of(counts["group"], counts["signup_day"])
    np.add.at(active, (rows, counts["age"].to_numpy()), counts["active"].to_numpy(dtype=np.int64))
    return active


def _active_in_brackets(tables: FactTables, rows: ibis.Table, brackets: Sequence[Bracket], cohorts: Cohorts) -> Grid:
    """Active users of every cohort and bracket: a user counts by their last active day inside it."""
    keys = {"signup_day": rows.day - rows.age}
    if "group" in rows.columns:
        keys["group"] = rows["group"]
    sums = {
        f"bracket_{place}": (rows.age.between(a, b) & (rows.age + rows.gap.fill_null(b + 1) > b)).ifelse(1, 0).sum()
        for place, (a, b) in enumerate(brackets)
    }
    counts = with_no_group(tables.run(rows.group_by(**keys).aggregate(**sums)))
    active: Grid = np.zeros((len(cohorts), len(brackets)), dtype=np.int64)
    np.add.at(active, cohorts.rows_of(counts["group"], counts["signup_day"]), counts[list(sums)].to_numpy(np.int64))
    return active
