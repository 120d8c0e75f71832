"""The two counters that tell everybody what has changed.

facts_version: user data or what turns it into figures (uploads, undo, what counts as active, time zone, week
start). records_version: everything else. A change raises the counter in the same transaction, by a random
step, and a new store begins anywhere: so a version is never met twice with other content, also after a backup
was restored or another store took the place of this one. Files and cached answers can be named by it.
"""

import secrets

from sqlalchemy import Connection, select, update

from launchops.store.tables import launch_table

STEP = 1 << 20
FIRST = 1 << 40  # versions stay far below 2^53, where JSON numbers end


def first_version() -> int:
    """Where the counters of a new store begin."""
    return secrets.randbelow(FIRST) + 1


def versions(connection: Connection) -> tuple[int, int]:
    """(facts_version, records_version)."""
    row = connection.execute(select(launch_table.c.facts_version, launch_table.c.records_version)).one()
    return int(row[0]), int(row[1])


def bump_facts(connection: Connection) -> None:
    """Say that the figures have changed."""
    step = secrets.randbelow(STEP) + 1
    connection.execute(update(launch_table).values(facts_version=launch_table.c.facts_version + step))


def bump_records(connection: Connection) -> None:
    """Say that a record has changed."""
    step = secrets.randbelow(STEP) + 1
    connection.execute(update(launch_table).values(records_version=launch_table.c.records_version + step))
