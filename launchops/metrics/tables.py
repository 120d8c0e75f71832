"""What a metric is given: the fact tables as Ibis tables, and a way to run an expression."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import ibis
import pandas as pd

Run = Callable[[ibis.Expr], pd.DataFrame]


@dataclass(frozen=True)
class FactTables:
    """The fact tables on some engine (columns: `launchops.facts.schema`).

    `run` executes one table expression and returns its small result; it is the only place where an engine is
    asked, so that threads, limits and errors are handled once (`launchops.facts.connect`).
    """

    users: ibis.Table
    user_days: ibis.Table
    reaches: ibis.Table
    participations: ibis.Table
    spend: ibis.Table
    readings: ibis.Table
    facts_info: ibis.Table
    run: Run
    week_start: str = "monday"


@dataclass(frozen=True)
class Filters:
    """Which users a metric is about. An empty tuple means: all. Traits are those at sign-up.

    `is_without_flagged`: the facade hands over tables without the users flagged for abuse (`without_users`).
    """

    channels: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    is_without_flagged: bool = False

    def apply(self, table: ibis.Table) -> ibis.Table:
        """`table` (users or user_days) limited to the chosen traits."""
        for column, chosen in (
            ("channel", self.channels),
            ("segment", self.segments),
            ("platform", self.platforms),
            ("region", self.regions),
        ):
            if chosen:
                table = table.filter(table[column].isin(list(chosen)))
        return table


def without_users(tables: FactTables, users: Iterable[int]) -> FactTables:
    """The same tables as if some users (numbers) had never been there; spend and readings stay as they are."""
    numbers = ",".join(str(int(user)) for user in users)
    if not numbers:
        return tables
    # One text for all of them: every engine splits it in a moment, while it takes seconds to read 50,000 values.
    texts = ibis.literal(numbers).split(",").unnest().name("number").as_table()
    left_out = texts.select(user_id=texts.number.cast("int64"))

    def others(table: ibis.Table) -> ibis.Table:
        return table.filter(~table.user_id.isin(left_out.user_id))

    return replace(
        tables,
        users=others(tables.users),
        user_days=others(tables.user_days),
        participations=others(tables.participations),
    )
