"""Read the users and events of a store through ADBC and throw them away: the floor under building facts.

Run as a process of its own, like the build: python -m tests.bench.bare_read STORE_FILE
"""

import sys

import adbc_driver_sqlite.dbapi

BATCH_ROWS = "65536"  # as the build reads
QUERIES = (  # every column the facts depend on
    "SELECT user_key, batch_id, ts, is_date, channel, segment, platform, region FROM users",
    "SELECT user_key, batch_id, ts, is_date, event_key, value FROM events",
)


def read_all(store_file: str) -> int:
    """Number of rows read."""
    rows = 0
    with adbc_driver_sqlite.dbapi.connect(store_file) as connection:
        for query in QUERIES:
            with connection.cursor() as cursor:
                cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": BATCH_ROWS})
                cursor.execute(query)
                rows += sum(batch.num_rows for batch in cursor.fetch_record_batch())
    return rows


if __name__ == "__main__":
    print(read_all(sys.argv[1]))  # noqa: T201 - a command's output
