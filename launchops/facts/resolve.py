"""From the rows of the store to the tables of `launchops.facts.schema`: all of them, from the beginning.

What counts where uploads disagree: a later upload (higher batch_id) wins, for users attribute by attribute and never
with an empty text; events count once however often they were uploaded.
"""

from collections.abc import Callable, Sequence

import duckdb

from launchops.ahead import ahead
from launchops.facts.day_rows import EventKeys, event_days, split, with_first_events
from launchops.facts.fact_tables import (
    add_days,
    add_loaded_days,
    add_users,
    build_facts_info,
    build_participations,
    build_reaches,
    build_readings,
    build_spend,
    create_tables,
)
from launchops.facts.known_users import known_users
from launchops.facts.source import Source, StoreReader
from launchops.facts.uploaded_rows import UploadedRows, read_uploaded, user_ranges

Progress = Callable[[float], None]
USERS_SHARE = 0.9  # of the work


def build_all(facts: duckdb.DuckDBPyConnection, reader: StoreReader, source: Source, progress: Progress) -> None:
    """Build every table in an empty DuckDB database."""
    create_tables(facts, reader)
    keys = event_keys(reader, source)
    ranges = user_ranges(source)
    event_count = 0
    for done, rows in enumerate(ahead(read_uploaded(reader, source, ranges)), start=1):
        _add(facts, source, keys, rows)
        event_count += rows.events.num_rows
        progress(USERS_SHARE * done / len(ranges))
    build_reaches(facts)
    build_participations(facts, reader, source)
    build_spend(facts, reader)
    build_readings(facts, reader)
    build_facts_info(facts, source, event_count)
    progress(1)


def _add(facts: duckdb.DuckDBPyConnection, source: Source, keys: EventKeys, rows: UploadedRows) -> None:
    """All rows of a range of users."""
    known, days = known_users(rows.users), event_days(rows.events, keys)
    if source.signup_is_first_event:
        known = with_first_events(known, days)
    counted = split(days, known)
    add_users(facts, known, counted.activated, counted.returned)
    add_days(facts, counted)
    add_loaded_days(facts, rows.users)
    add_loaded_days(facts, counted.loaded)


def event_keys(reader: StoreReader, source: Source) -> EventKeys:
    """Which events are active and which one activates, by their numbers."""
    names = {row["name"]: row["event_key"] for row in reader.rows("SELECT event_key, name FROM event_names")}

    def numbers(wanted: Sequence[str]) -> list[int]:
        return [names[name] for name in wanted if name in names]

    active = numbers(source.active_events) if source.active_events else None
    return EventKeys(active=active, activation=numbers([source.activation_event] if source.activation_event else []))
