"""What triggers did: their firings, only ever added to, and how far each has been judged."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from launchops.store.counters import bump_records
from launchops.store.records import TriggerEvent, TriggerWatch
from launchops.store.tables import risk_table, trigger_event_table, trigger_watch_table

Open = Callable[[], AbstractContextManager[Connection]]
NAMES = tuple(field.name for field in fields(TriggerEvent))
COLUMNS = tuple(trigger_event_table.c[name] for name in NAMES)
WATCH_COLUMNS = tuple(trigger_watch_table.c[field.name] for field in fields(TriggerWatch))


class TriggerLog:
    """Events of triggers, and the reading up to which each trigger has been judged."""

    def __init__(self, *, read: Open, write: Open) -> None:
        self._read = read
        self._write = write

    def list(self, *, risk_id: int | None = None, since: date | None = None) -> list[TriggerEvent]:
        """Events, newest first; of one risk, or those that happened on or after a day."""
        query = select(*COLUMNS).order_by(trigger_event_table.c.happened_on.desc(), trigger_event_table.c.id.desc())
        if risk_id is not None:
            query = query.where(trigger_event_table.c.risk_id == risk_id)
        if since is not None:
            query = query.where(trigger_event_table.c.happened_on >= since)
        with self._read() as connection:
            return [TriggerEvent(**row._mapping) for row in connection.execute(query)]

    def watches(self) -> dict[int, TriggerWatch]:
        """How far each risk has been judged; a risk that never was is missing."""
        with self._read() as connection:
            return {row.risk_id: TriggerWatch(**row._mapping) for row in connection.execute(select(*WATCH_COLUMNS))}

    def add(
        self,
        events: Sequence[TriggerEvent],
        watches: Sequence[TriggerWatch],
        *,
        judged_from: Mapping[int, TriggerWatch],
    ) -> tuple[TriggerEvent, ...]:
        """Add events and remember how far was judged, in one transaction; returns the events that were added.

        `judged_from`: the watches the judgement began with. What somebody else judged meanwhile is theirs to tell, and
        risks that are gone are left out. A watch alone is no change anybody sees: the version of the records stays.
        """
        if not watches:
            return ()
        with self._write() as connection:
            now = {row.risk_id: TriggerWatch(**row._mapping) for row in connection.execute(select(*WATCH_COLUMNS))}
            known = connection.execute(select(risk_table.c.id)).scalars()
            mine = {risk_id for risk_id in known if now.get(risk_id) == judged_from.get(risk_id)}
            _replace_watches(connection, [watch for watch in watches if watch.risk_id in mine])
            added = tuple(event for event in events if event.risk_id in mine)
            if added:
                rows = [{name: getattr(event, name) for name in NAMES if name != "id"} for event in added]
                connection.execute(insert(trigger_event_table), rows)
                bump_records(connection)
        return added


def _replace_watches(connection: Connection, watches: Sequence[TriggerWatch]) -> None:
    if not watches:
        return
    judged = [watch.risk_id for watch in watches]
    connection.execute(delete(trigger_watch_table).where(trigger_watch_table.c.risk_id.in_(judged)))
    connection.execute(insert(trigger_watch_table), [asdict(watch) for watch in watches])
