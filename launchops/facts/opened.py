"""An open version of the facts, whatever engine holds it: Ibis tables, and one place where they are asked."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import ibis
import pandas as pd

from launchops.facts.schema import TABLES


@dataclass(frozen=True)
class FactsRow:
    """The one row of facts_info (`launchops.facts.schema.FACTS_INFO`)."""

    facts_version: int
    time_zone: str
    week_start: str
    has_activation: bool
    first_day: int | None
    last_day: int | None
    as_of_day: int | None
    user_count: int
    unknown_users: int
    unknown_user_events: int
    before_signup_events: int
    event_count: int


class OpenFacts(ABC):
    """One version of the facts: tables that belong to no connection, and `run`, which asks the engine."""

    version: int

    def __init__(self) -> None:
        self.users = table_of("users")
        self.user_days = table_of("user_days")
        self.reaches = table_of("reaches")
        self.participations = table_of("participations")
        self.spend = table_of("spend")
        self.readings = table_of("readings")
        self.facts_info = table_of("facts_info")

    @abstractmethod
    def ask(self, table: ibis.Table) -> pd.DataFrame:
        """The rows of a table expression as the engine gives them. Raises FactsError."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the engine."""

    def run(self, expression: ibis.Expr) -> pd.DataFrame:
        """The result of a table expression, from any thread.

        Integers stay integers (floats with NaN where some are not known), decimals become floats.

        FactsError for a table or column these facts do not have, and for whatever else the engine says.
        """
        table = expression.as_table()
        frame = self.ask(table)
        for name, kind in table.schema().items():
            if kind.is_numeric() and frame[name].dtype == object:  # decimals, and columns where nothing is known
                frame[name] = frame[name].astype("float64")
        return frame

    def info(self) -> FactsRow:
        """What the facts were built from, and up to which day data is complete."""
        row = self.run(self.facts_info).iloc[0]
        return FactsRow(
            facts_version=int(row["facts_version"]),
            time_zone=str(row["time_zone"]),
            week_start=str(row["week_start"]),
            has_activation=bool(row["has_activation"]),
            first_day=_day(row["first_day"]),
            last_day=_day(row["last_day"]),
            as_of_day=_day(row["as_of_day"]),
            user_count=int(row["user_count"]),
            unknown_users=int(row["unknown_users"]),
            unknown_user_events=int(row["unknown_user_events"]),
            before_signup_events=int(row["before_signup_events"]),
            event_count=int(row["event_count"]),
        )


def table_of(name: str) -> ibis.Table:
    """A fact table as an expression, bound to no engine."""
    return ibis.table(dict(TABLES[name]), name=name)


def first_line(error: Exception) -> str:
    """The first line of what an engine complains about."""
    return str(error).strip().split("\n", maxsplit=1)[0]


def _day(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
