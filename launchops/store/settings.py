"""The launch itself: one row of settings."""

from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, exists, insert, select, update

from launchops.errors import RecordError
from launchops.periods import WEEKDAYS
from launchops.store.audit import changed_by_other, write_audit
from launchops.store.counters import bump_facts, bump_records, first_version
from launchops.store.records import LaunchSettings
from launchops.store.tables import batch_table, launch_table

NAMES = tuple(field.name for field in fields(LaunchSettings))
SHAPES_FIGURES = ("time_zone", "week_start", "active_events", "activation_event", "signup_is_first_event")


def read_settings(connection: Connection) -> LaunchSettings:
    """The settings as saved."""
    row = connection.execute(select(*(launch_table.c[name] for name in NAMES))).one()
    return LaunchSettings(**row._mapping)


def insert_settings(connection: Connection, settings: LaunchSettings, *, who: str, at: datetime) -> None:
    """The one row of a new store. RecordError as `save_settings`."""
    check_settings(settings)
    values = {name: getattr(settings, name) for name in NAMES} | {"version": 1}
    connection.execute(
        insert(launch_table).values(
            id=1,
            **values,
            changed_by=who,
            changed_at=at,
            facts_version=first_version(),
            records_version=first_version(),
        )
    )
    write_audit(connection, who=who, at=at, what="launch.create", subject=settings.name)


def check_settings(settings: LaunchSettings) -> None:
    """RecordError field_required, time_zone_unknown or week_start_unknown, naming the field."""
    if not settings.name.strip():
        raise RecordError("field_required", field="name")
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RecordError("time_zone_unknown", field="time_zone", value=settings.time_zone) from None
    if settings.week_start not in WEEKDAYS:
        raise RecordError("week_start_unknown", field="week_start", value=settings.week_start)


def save_settings(connection: Connection, settings: LaunchSettings, *, who: str, at: datetime) -> LaunchSettings:
    """The settings as saved, with their new version.

    RecordError time_zone_locked once events were loaded, changed_by_other when somebody else saved since,
    field_required, time_zone_unknown, week_start_unknown.
    """
    check_settings(settings)
    before = read_settings(connection)
    changed = [name for name in NAMES if name != "version" and getattr(before, name) != getattr(settings, name)]
    if "time_zone" in changed and events_were_loaded(connection):
        raise RecordError("time_zone_locked", field="time_zone")
    values = {name: getattr(settings, name) for name in NAMES}
    values |= {"version": settings.version + 1, "changed_by": who, "changed_at": at}
    statement = update(launch_table).where(launch_table.c.version == settings.version).values(**values)
    if connection.execute(statement).rowcount != 1:
        last = connection.execute(select(launch_table.c.changed_by, launch_table.c.changed_at)).one()
        saves = before.version - settings.version
        raise changed_by_other(connection, who=last[0], at=last[1], table="launch", saves=saves)
    write_audit(connection, who=who, at=at, what="launch.save", subject=settings.name, detail=", ".join(changed))
    if any(name in SHAPES_FIGURES for name in changed):
        bump_facts(connection)
    if any(name not in SHAPES_FIGURES for name in changed):
        bump_records(connection)
    return read_settings(connection)


def events_were_loaded(connection: Connection) -> bool:
    """Whether any events upload holds rows; an undone one counts too, since it can be redone."""
    query = select(exists().where(batch_table.c.kind == "events", batch_table.c.rows_loaded > 0))
    return bool(connection.execute(query).scalar_one())
