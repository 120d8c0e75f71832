"""How far the data reach: first and last day, and whether an activation event is chosen."""

from dataclasses import dataclass

import pandas as pd

from launchops.metrics.tables import FactTables, Filters


@dataclass(frozen=True)
class Extent:
    """First and last day with data (sign-ups or activity of known users), and whether activation is known."""

    first_day: int
    last_day: int
    has_activation: bool


def data_extent(tables: FactTables) -> Extent | None:
    """What `facts_info` says of the data; None where there are no users yet."""
    info = tables.run(tables.facts_info.select("first_day", "last_day", "has_activation"))
    if info.empty or pd.isna(info["first_day"].iloc[0]):
        return None
    row = info.iloc[0]
    return Extent(
        first_day=int(row["first_day"]),
        last_day=int(row["last_day"]),
        has_activation=bool(row["has_activation"]),
    )


def first_signup_day(tables: FactTables, filters: Filters) -> int | None:
    """First sign-up day of the chosen users; None where nobody was chosen. Nobody is active before it."""
    users = filters.apply(tables.users)
    first = tables.run(users.aggregate(first_day=users.signup_day.min()))["first_day"].iloc[0]
    return None if pd.isna(first) else int(first)
