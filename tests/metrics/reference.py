"""The metrics a second time, slow and obvious: loops over users and calendar dates, no engine and no `gap`.

Written from METHODS.md alone and sharing no arithmetic with the product: weeks and months come from
`datetime.date`, distinct users from Python sets.
"""

import functools
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tests.make import Participation, Spend, User

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _on(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=day)


@functools.cache
def period_start(day: int, unit: str, week_start: str) -> int:
    """First day of the day's period, found by walking back one day at a time."""
    if unit == "day":
        return day
    while True:
        if unit == "week" and _on(day).weekday() == WEEKDAYS.index(week_start):
            return day
        if unit == "month" and _on(day).day == 1:
            return day
        day -= 1


@functools.cache
def period_after(start: int, unit: str, week_start: str) -> int:
    """First day of the next period, found by walking on."""
    day = start + 1
    while period_start(day, unit, week_start) != day:
        day += 1
    return day


@functools.cache
def age_of(signup: int, day: int, unit: str, week_start: str) -> int:
    """Whole periods from the period of sign-up to that of the day."""
    start, age = period_start(signup, unit, week_start), 0
    while period_after(start, unit, week_start) <= day:
        start, age = period_after(start, unit, week_start), age + 1
    return age


@functools.cache
def end_of_age(signup: int, age: int, unit: str, week_start: str) -> int:
    """First day after the age-th period after sign-up."""
    start = period_start(signup, unit, week_start)
    for _ in range(age + 1):
        start = period_after(start, unit, week_start)
    return start


def active_in(users: Sequence[User], first: int, last: int) -> int:
    """Users with an active day in first … last."""
    return sum(any(first <= day <= last for day in one.days) for one in users)


def active_users(users: Sequence[User], *, as_of: int) -> list[tuple[int, ...] | tuple[int, None]]:
    """(day, dau, wau, mau, sum of dau over 28 days or None), or (day, None) from as_of on."""
    days = [day for one in users for day in (one.signup, *one.days)]
    if not days:
        return []
    rows: list[tuple[int, ...] | tuple[int, None]] = []
    for day in range(min(days), max(days) + 1):
        if day >= as_of:
            rows.append((day, None))
            continue
        row = (
            day,
            active_in(users, day, day),
            active_in(users, day - 6, day),
            active_in(users, day - 27, day),
        )
        warm = day >= min(days) + 27
        rows.append((*row, sum(active_in(users, d, d) for d in range(day - 27, day + 1)) if warm else -1))
    return rows


def retention(
    users: Sequence[User],
    *,
    period: str,
    cohort: str,
    mode: str,
    ages: Sequence[int],
    as_of: int,
    week_start: str,
    group: Callable[[User], str] = lambda _: "",
) -> dict[tuple[str, int, int], tuple[int, int | None]]:
    """(group, first day of the cohort, age) → (size, active users or None where not over for everybody)."""
    cohorts: dict[tuple[str, int], list[User]] = {}
    for one in users:
        cohorts.setdefault((group(one), period_start(one.signup, cohort, week_start)), []).append(one)
    reached = {one: {age_of(one.signup, day, period, week_start) for day in one.days if day < as_of} for one in users}
    cells: dict[tuple[str, int, int], tuple[int, int | None]] = {}
    for (name, start), members in cohorts.items():
        for age in ages:
            over = all(end_of_age(one.signup, age, period, week_start) <= as_of for one in members)
            over = over and period_after(start, cohort, week_start) <= as_of
            seen = 0
            for one in members:
                ages_seen = reached[one]
                seen += age in ages_seen if mode == "on" else any(other >= age for other in ages_seen)
            cells[name, start, age] = (len(members), seen if over else None)
    return cells


def bracket_retention(
    users: Sequence[User], *, cohort: str, brackets: Sequence[tuple[int, int]], as_of: int, week_start: str
) -> dict[tuple[int, str], tuple[int, int | None]]:
    """(first day of the cohort, "a-b") → (size, active or None)."""
    starts = {period_start(one.signup, cohort, week_start) for one in users}
    cells: dict[tuple[int, str], tuple[int, int | None]] = {}
    for start in starts:
        members = [one for one in users if period_start(one.signup, cohort, week_start) == start]
        for first, last in brackets:
            over = all(one.signup + last < as_of for one in members)
            over = over and period_after(start, cohort, week_start) <= as_of
            seen = sum(any(first <= day - one.signup <= last for day in one.days) for one in members)
            cells[start, f"{first}-{last}"] = (len(members), seen if over else None)
    return cells


def active_days(users: Sequence[User], *, start: int, end: int) -> dict[int, int]:
    """Number of active days in [start, end) → users who signed up before the end."""
    counts = [sum(start <= day < end for day in one.days) for one in users if one.signup < end]
    return {length: counts.count(length) for length in range(end - start + 1)}


def ratio_over_signups(
    users: Sequence[User], *, as_of: int, lag: int, counts: Callable[[User], bool]
) -> dict[int, tuple[int, int]]:
    """Sign-up day → (users who count, users) over the sign-ups of the 28 days to it, once it is `lag` days old."""
    every = [day for one in users for day in (one.signup, *one.days)]
    result = {}
    for day in range(min(every), max(every) + 1):
        members = [one for one in users if day - 28 < one.signup <= day]
        if day + lag < as_of and members:
            result[day] = (sum(counts(one) for one in members), len(members))
    return result


def only_activity(
    users: Sequence[User], participations: Sequence[Participation], *, as_of: int
) -> dict[int, tuple[int, int]]:
    """Day → (users active on activity days only, users active) in the 28 days to it, from the 28th day on."""
    special: set[int] = set()
    for name in {one.activity for one in participations}:
        mine = [one.day for one in participations if one.activity == name]
        special |= set(range(min(mine), max(mine) + 1))
    every = [day for one in users for day in (one.signup, *one.days)]
    result = {}
    for day in range(min(every) + 27, min(max(every) + 1, as_of)):
        windows = [{d for d in one.days if day - 28 < d <= day} for one in users]
        active = [window for window in windows if window]
        if active:
            result[day] = (sum(window <= special for window in active), len(active))
    return result


def cost(
    spend: Sequence[Spend], *, as_of: int, lag: int, earned: Callable[[int, int], int]
) -> dict[int, tuple[float, int]]:
    """Day → (spend of the 28 days to it, `earned(first, last)` users in them) while spend is known."""
    first, last = min(one.day for one in spend), max(one.day for one in spend)
    result = {}
    for day in range(first, last + 1):
        begin = max(first, day - 27)
        users = earned(begin, day)
        if day + lag < as_of and users:
            result[day] = (sum(one.spend for one in spend if begin <= one.day <= day), users)
    return result


def active_day_rate(users: Sequence[User], *, start: int, end: int) -> tuple[int, int, int]:
    """(users there on the first day already, their active days, the sum of each one's days squared)."""
    days = [sum(start <= day < end for day in one.days) for one in users if one.signup <= start]
    return len(days), sum(days), sum(day * day for day in days)


def lifecycle(users: Sequence[User], *, as_of: int, week_start: str) -> dict[int, tuple[int, int, int, int] | None]:
    """First day of the week → (new, returning, resurrecting, dormant), None where the week is not over."""
    every = [day for one in users for day in (one.signup, *one.days)]
    result: dict[int, tuple[int, int, int, int] | None] = {}
    week = period_start(min(every), "week", week_start)
    while week <= max(every):
        counts = {"new": 0, "returning": 0, "resurrecting": 0, "dormant": 0, "away": 0}
        for one in users:
            counts[_state(one, week)] += 1
        kept = (counts["new"], counts["returning"], counts["resurrecting"], counts["dormant"])
        result[week] = kept if week + 7 <= as_of else None
        week += 7
    return result


def _state(one: User, week: int) -> str:
    is_here = any(week <= day < week + 7 for day in one.days)
    was_here = any(week - 7 <= day < week for day in one.days)
    if is_here:
        return "new" if week <= one.signup < week + 7 else "returning" if was_here else "resurrecting"
    return "dormant" if was_here else "away"


def survival(users: Sequence[User], *, as_of: int) -> dict[int, tuple[int, int]]:
    """Days since sign-up → (lost, censored), each user followed one calendar day at a time."""
    result: dict[int, tuple[int, int]] = {}
    for one in users:
        if one.signup > as_of - 28:
            continue
        day = one.signup  # lost on the first day from which on 28 days are without activity
        while day < as_of - 28 and any(day <= other < day + 28 for other in one.days):
            day += 1
        is_lost = not any(day <= other < day + 28 for other in one.days)
        lost, censored = result.get(day - one.signup, (0, 0))
        result[day - one.signup] = (lost + is_lost, censored + (not is_lost))
    return result


def second_visit(users: Sequence[User], *, as_of: int, within: int) -> tuple[int, dict[int, int], int]:
    """(users whose first visit is long enough ago, days to the second → users, users still waiting)."""
    eligible, waiting = 0, 0
    counts = dict.fromkeys(range(1, within + 1), 0)
    for one in users:
        seen = sorted(day for day in one.days if day < as_of)
        if not seen:
            continue
        if seen[0] + within >= as_of:
            waiting += 1
            continue
        eligible += 1
        if len(seen) > 1 and seen[1] - seen[0] <= within:
            counts[seen[1] - seen[0]] += 1
    return eligible, counts, waiting
