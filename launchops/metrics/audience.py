"""Whom an activity could be offered to, and how many of such users come back without one."""

from dataclasses import dataclass

import ibis

from launchops.metrics.tables import FactTables, Filters

RECENT_DAYS = 28
EVERYBODY = Filters()


@dataclass(frozen=True)
class AudienceCounts:
    """Users an activity could be offered to, and what such users did without one.

    `users`: to choose from before as_of. `newcomers`: of these, signed up in the last 28 days. `earlier_users`: the
    same choice made `days[1]` days earlier; `earlier_returned`: of these, active on any of the days after it.
    """

    as_of_day: int
    days: tuple[int, int]
    users: int
    newcomers: int
    earlier_users: int
    earlier_returned: int


def audience_users(tables: FactTables, *, as_of_day: int, is_recent: bool, filters: Filters = EVERYBODY) -> ibis.Table:
    """One row per user (user_id, signup_day) signed up before `as_of_day`.

    `is_recent`: only those active in the 28 days before it.
    """
    users = filters.apply(tables.users)
    users = users.filter(users.signup_day < as_of_day).select("user_id", "signup_day")
    if not is_recent:
        return users
    days = tables.user_days
    seen = days.filter(days.day >= as_of_day - RECENT_DAYS, days.day < as_of_day)
    return users.filter(users.user_id.isin(seen.user_id))  # PostgreSQL knows no semi join


def audience_numbers(
    tables: FactTables, *, as_of_day: int, is_recent: bool, filters: Filters = EVERYBODY
) -> frozenset[int]:
    """The numbers of these users: an assignment list is the one thing that cannot be a count."""
    users = audience_users(tables, as_of_day=as_of_day, is_recent=is_recent, filters=filters)
    return frozenset(int(number) for number in tables.run(users.select("user_id"))["user_id"])


def audience_counts(
    tables: FactTables,
    *,
    as_of_day: int,
    days: tuple[int, int] = (8, 14),
    is_recent: bool = True,
    filters: Filters = EVERYBODY,
) -> AudienceCounts:
    """Users to choose from, and the return of such users when it could last be seen.

    The return: the same choice made for a day so long ago that day `days[1]` after it is the last complete day, and
    how many of those users were active on any of the days `days[0]` … `days[1]` after it.
    """
    now = audience_users(tables, as_of_day=as_of_day, is_recent=is_recent, filters=filters)
    start = as_of_day - 1 - days[1]
    then = audience_users(tables, as_of_day=start, is_recent=is_recent, filters=filters)
    rows = tables.user_days
    outcome = rows.filter(rows.day >= start + days[0], rows.day <= start + days[1])
    returned = then.filter(then.user_id.isin(outcome.user_id))
    fresh = now.filter(now.signup_day >= as_of_day - RECENT_DAYS)
    asked = {"users": now, "newcomers": fresh, "earlier_users": then, "earlier_returned": returned}
    parts = [table.aggregate(counted=ibis._.count()).mutate(name=ibis.literal(name)) for name, table in asked.items()]
    counted = tables.run(ibis.union(*parts)).set_index("name")["counted"]
    return AudienceCounts(as_of_day=as_of_day, days=days, **{name: int(counted[name]) for name in asked})
