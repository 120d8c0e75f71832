"""The last forecast of each goal: a copy of something that can be worked out again, kept because that takes long."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, fields

from sqlalchemy import Connection, delete, insert, select

from launchops.store.counters import bump_records
from launchops.store.records import StoredForecast
from launchops.store.tables import forecast_table, goal_table

Open = Callable[[], AbstractContextManager[Connection]]
COLUMNS = tuple(forecast_table.c[field.name] for field in fields(StoredForecast))


class Forecasts:
    """One forecast a goal; each says what it was made from."""

    def __init__(self, *, read: Open, write: Open) -> None:
        self._read = read
        self._write = write

    def all(self) -> dict[int, StoredForecast]:
        """The kept forecast of each goal that has one, by the goal's number."""
        with self._read() as connection:
            return {row.goal_id: StoredForecast(**row._mapping) for row in connection.execute(select(*COLUMNS))}

    def keep(self, forecasts: Sequence[StoredForecast]) -> None:
        """Keep forecasts in place of earlier ones; those of goals that are gone meanwhile are left out.

        The audit says nothing of them: nobody decided anything.
        """
        with self._write() as connection:
            known = set(connection.execute(select(goal_table.c.id)).scalars())
            rows = [asdict(forecast) for forecast in forecasts if forecast.goal_id in known]
            if not rows:
                return
            gone = [row["goal_id"] for row in rows]
            connection.execute(delete(forecast_table).where(forecast_table.c.goal_id.in_(gone)))
            connection.execute(insert(forecast_table), rows)
            bump_records(connection)
