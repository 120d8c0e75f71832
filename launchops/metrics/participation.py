"""Participation: who took part in which activity, and when."""

import pandas as pd

from launchops.metrics.results import ParticipationCounts
from launchops.metrics.tables import FactTables

ARMS = {"participants": "participant", "offered": "offered", "holdout": "holdout"}


def participation_counts(tables: FactTables) -> ParticipationCounts:
    """Known users by activity and arm, and the first and last day of taking part.

    Returns `ParticipationCounts`: one row per activity, by name. Each user counts once per arm. The days are
    those of participants; where an activity has none yet, those of its assignments. rewards: sum over all its
    rows, 0 where no row carries one.
    """
    rows = tables.participations
    took_part = rows.arm == ARMS["participants"]
    counts = {name: rows.user_id.nunique(where=rows.arm == arm) for name, arm in ARMS.items()}
    frame = tables.run(
        rows.group_by("activity").aggregate(
            first_day=rows.day.min(where=took_part).coalesce(rows.day.min()),
            last_day=rows.day.max(where=took_part).coalesce(rows.day.max()),
            **counts,
            users=rows.user_id.nunique(),
            rewards=rows.reward.sum().fill_null(0),
        )
    )
    return ParticipationCounts(_documented(frame))


def _documented(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = {"activity": "str", "first_day": "int64", "last_day": "int64"}
    kinds |= dict.fromkeys((*ARMS, "users"), "Int64") | {"rewards": "float64"}
    return frame.sort_values("activity", ignore_index=True)[list(kinds)].astype(kinds)
