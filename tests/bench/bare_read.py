"""Read the events of a store through ADBC and throw them away: the floor under building facts.

Run as a process of its own, like the build: python -m tests.bench.bare_read STORE_FILE
"""

import sys

import adbc_driver_sqlite.dbapi

COLUMNS = "SELECT user_key, ts, event_key FROM events"


def read_all(store_file: str) -> int:
    """Number of rows read."""
    with adbc_driver_sqlite.dbapi.connect(store_file) as connection, connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return sum(batch.num_rows for batch in cursor.fetch_record_batch())


if __name__ == "__main__":
    print(read_all(sys.argv[1]))  # noqa: T201 - a command's output
