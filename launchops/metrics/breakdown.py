"""Breakdowns: the group a user belongs to, by a trait at sign-up or by the activity that brought them."""

import ibis
import pandas as pd

from launchops.errors import UnknownName
from launchops.metrics.tables import FactTables

TRAITS = ("channel", "segment", "platform", "region")
BREAKDOWNS = ("", *TRAITS, "activity")
NO_GROUP = ""  # the group of everybody without breakdown, and of users without the trait


def with_group(tables: FactTables, table: ibis.Table, by: str) -> ibis.Table:
    """`table` (users or user_days) with a text column `group`; unchanged for ``by=""``.

    A trait: its value at sign-up, "" where it was never given. ``activity``: the activity the user first took
    part in (arm participant, any activity), if that was on the day of sign-up; "" for everybody else. Two
    activities on that day: the first by name, so that the groups never overlap. Raises UnknownName for any
    other `by`.
    """
    if by not in BREAKDOWNS:
        raise UnknownName("breakdown_unknown", name=by, known=list(BREAKDOWNS[1:]))
    if by == "":
        return table
    if by in TRAITS:
        return table.mutate(group=table[by])
    brought = _brought_by_activity(tables)
    joined = table.left_join(brought, table.user_id == brought.brought_user)
    return joined.select(table, group=brought.brought_by.fill_null(NO_GROUP))


def with_no_group(frame: pd.DataFrame) -> pd.DataFrame:
    """A result with its text column `group`: added, and empty, where there was no breakdown."""
    return frame if "group" in frame else frame.assign(group=NO_GROUP)


def _brought_by_activity(tables: FactTables) -> ibis.Table:
    """brought_user, brought_by (activity): users whose first participation was on their sign-up day."""
    took_part = tables.participations.filter(ibis._.arm == "participant")
    first = took_part.group_by(first_user=ibis._.user_id).aggregate(first_day=ibis._.day.min())
    newcomers = first.join(
        tables.users,
        (first.first_user == tables.users.user_id) & (first.first_day == tables.users.signup_day),
    ).select(brought_user=first.first_user, brought_day=first.first_day)
    rows = took_part.join(
        newcomers, (took_part.user_id == newcomers.brought_user) & (took_part.day == newcomers.brought_day)
    )
    return rows.group_by("brought_user").aggregate(brought_by=ibis._.activity.min())
