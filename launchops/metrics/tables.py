"""What a metric is given: the fact tables as Ibis tables, and a way to run an expression."""

from collections.abc import Callable
from dataclasses import dataclass

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

    `is_without_flagged`: the facade hands over tables without the users flagged for abuse (`metrics.left_out`).
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
