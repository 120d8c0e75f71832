"""From fact tables to flags: the engine finds ties, the statistics say how odd they are, the review judges."""

import pandas as pd

from launchops.metrics.abuse import one_day_users, suspects
from launchops.metrics.tables import FactTables
from launchops.review.abuse import abuse_flags, flagged_evidence
from launchops.review.abuse_results import AbuseFlags
from launchops.review.abuse_signals import evidence
from launchops.stats.bursts import bursts
from launchops.stats.clusters import hanging_together, judged_bursts, judged_groups, rings


def find_abuse(tables: FactTables, *, as_of_day: int) -> AbuseFlags:
    """Flags of the users in some fact tables."""
    found = suspects(tables, as_of_day=as_of_day)
    groups = judged_groups(found.groups, found.hours)
    odd_hours = judged_bursts(bursts(found.hours), found.hours)
    leavers = one_day_users(tables, as_of_day=as_of_day, hours=odd_hours)
    closed = rings(found.invitations[found.invitations["is_inside"] == 1])
    strong = flagged_evidence(evidence(found, groups, odd_hours, leavers, closed))
    return abuse_flags(found, strong, hanging_together(_ties(strong)))


def _ties(rows: pd.DataFrame) -> pd.DataFrame:
    """What holds accounts together; an account that nothing ties to another stands alone."""
    alone = "user " + rows["user_id"].astype("int64").astype(str)
    return pd.DataFrame({"user_id": rows["user_id"], "hub": rows["hub"].where(rows["hub"] != "", alone)})
