"""Retention: of the users who signed up in a period, how many came back later."""

from collections.abc import Sequence

import ibis
import pandas as pd

from launchops.errors import RecordError
from launchops.metrics.breakdown import NO_GROUP, with_group
from launchops.metrics.calendar import Calendar, Days
from launchops.metrics.extent import data_extent
from launchops.metrics.results import RetentionCounts
from launchops.metrics.retention_cells import (
    Age,
    average_of,
    cells_of,
    cohort_frame,
    cohorts_of,
    no_cells,
    no_cohorts,
)
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
    extent = data_extent(tables)
    cohorts, cells = no_cohorts(), no_cells(mode)
    if extent is not None and not sizes.empty:
        calendar = Calendar(tables.week_start, extent.first_day, extent.last_day)
        cohorts = cohorts_of(sizes, grain, calendar)
        rows = with_group(tables, filters.apply(tables.user_days), by)
        if mode == "bracket":
            active = _active_in_brackets(tables, rows, chosen, grain, calendar)
            ends: dict[Age, Days] = {f"{a}-{b}": cohorts["last_signup"].to_numpy() + b + 1 for a, b in chosen}
        else:
            until = as_of_day if mode == "on_or_after" else None
            active = _active_at_ages(tables, rows, period, grain, calendar, until=until)
            oldest = _oldest_age(sizes, period, calendar, as_of_day)
            ends = {age: _period_ends(cohorts, age, period, calendar) for age in range(oldest + 1)}
        cells = cells_of(cohorts, ends, active, as_of_day=as_of_day, cumulative=mode == "on_or_after")
    return RetentionCounts(
        as_of_day=as_of_day,
        period=period,
        cohort=grain,
        mode=mode,
        by=by,
        cohorts=cohort_frame(cohorts),
        cells=cells,
        average=average_of(cells),
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
    return _with_no_group(tables.run(users.group_by(keys).aggregate(users=ibis._.count())))


def _with_no_group(frame: pd.DataFrame) -> pd.DataFrame:
    return frame if "group" in frame else frame.assign(group=NO_GROUP)


def _oldest_age(sizes: pd.DataFrame, period: PeriodUnit, calendar: Calendar, as_of_day: int) -> int:
    """The age that the first user has begun on the last complete day; at least 0."""
    ends = calendar.numbers(pd.Series([sizes["signup_day"].min(), as_of_day - 1]), period)
    return max(0, int(ends.iloc[1] - ends.iloc[0]))


def _period_ends(cohorts: pd.DataFrame, age: int, period: PeriodUnit, calendar: Calendar) -> Days:
    """The day after period `age` of each cohort's last joiner."""
    return calendar.first_days(calendar.numbers(cohorts["last_signup"], period) + age + 1, period)


def _active_at_ages(
    tables: FactTables,
    rows: ibis.Table,
    period: PeriodUnit,
    grain: PeriodUnit,
    calendar: Calendar,
    *,
    until: int | None,
) -> pd.DataFrame:
    """group, cohort_day, age, active: distinct users per age; with `until`, users by their last age before
    it.

    One row per user and period is kept by looking at `gap`: plain counts are then counts of distinct users.
    """
    if until is None:
        kept = rows.filter(calendar.is_last_in_period(rows.day, rows.gap, period))
    else:
        kept = rows.filter((rows.day < until) & (rows.day + rows.gap.fill_null(until) >= until))
    # Counted by day first: two plain integers are the cheapest keys on millions of rows; periods on what is
    # left.
    group = ["group"] if "group" in kept.columns else []
    daily = kept.group_by([*group, "age", "day"]).aggregate(active=ibis._.count())
    signup_day = daily.day - daily.age
    periods = {
        "cohort_day": calendar.first_day_of(signup_day, grain),
        "joined": calendar.first_day_of(signup_day, period),
        "seen": calendar.first_day_of(daily.day, period),
    }
    counts = _with_no_group(
        tables.run(daily.group_by(*group, **periods).aggregate(active=ibis._.active.sum()))
    )
    ages = calendar.numbers(counts["seen"], period) - calendar.numbers(counts["joined"], period)
    return counts.assign(age=ages).groupby(["group", "cohort_day", "age"], as_index=False)["active"].sum()


def _active_in_brackets(
    tables: FactTables, rows: ibis.Table, brackets: Sequence[Bracket], grain: PeriodUnit, calendar: Calendar
) -> pd.DataFrame:
    """group, cohort_day, age ("a-b"), active: a user counts by their last active day inside the bracket."""
    keys = {"signup_day": rows.day - rows.age}
    if "group" in rows.columns:
        keys["group"] = rows["group"]
    sums = {
        f"{a}-{b}": (rows.age.between(a, b) & (rows.age + rows.gap.fill_null(b + 1) > b)).ifelse(1, 0).sum()
        for a, b in brackets
    }
    wide = _with_no_group(tables.run(rows.group_by(**keys).aggregate(**sums)))
    wide["cohort_day"] = calendar.first_days(calendar.numbers(wide["signup_day"], grain), grain)
    long = wide.melt(["group", "cohort_day"], list(sums), var_name="age", value_name="active")
    return long.groupby(["group", "cohort_day", "age"], as_index=False)["active"].sum()
