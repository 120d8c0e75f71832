"""The tables of `launchops.facts.schema` in a DuckDB file, and what is kept beside them for the next version.

Schema `kept` is ours alone: days that do not count yet (of unknown users, before sign-up), the last day on which each
day's data was loaded, and what the file was built from. With it a later version can be made from this one.
"""
# ruff: noqa: S608 - statements are put together from constants of this module; values are bound

import duckdb
import pyarrow as pa

from launchops.facts.as_of import complete_before
from launchops.facts.day_rows import Split
from launchops.facts.known_users import MARKS, TRAITS
from launchops.facts.schema import FACTS_INFO, LONGEST_REACH, SPEND, USER_DAYS, USERS
from launchops.facts.source import Source, StoreReader

MONEY = "DECIMAL(18,6)"
SQL_TYPES = {"int64": "BIGINT", "int32": "INTEGER", "string": "VARCHAR", "boolean": "BOOLEAN"}
OUTSIDE_DAYS = {
    "user_key": "BIGINT",
    "day": "INTEGER",
    "events": "INTEGER",
    "visits": "INTEGER",
    "value": "DECIMAL(38,6)",
    "activates": "BOOLEAN",
    "loaded_day": "INTEGER",
}


def create_tables(facts: duckdb.DuckDBPyConnection, reader: StoreReader) -> None:
    """Tables users and user_days and the kept ones, empty; an enum type for each trait, with all its values."""
    loaded = "SELECT id FROM batches WHERE status = 'loaded' AND kind = 'users'"
    for name in TRAITS:
        facts.register("uploaded", reader.table(f"SELECT DISTINCT {name} FROM users WHERE batch_id IN ({loaded})"))
        values = f"SELECT CAST({name} AS VARCHAR) AS {name} FROM uploaded UNION SELECT '' ORDER BY 1"
        facts.execute(f"CREATE TYPE {name} AS ENUM ({values})")
    for table, columns in (("users", USERS), ("user_days", USER_DAYS)):
        facts.execute(f"CREATE TABLE {table} ({', '.join(_column(name, kind) for name, kind in columns.items())})")
    facts.execute("CREATE SCHEMA kept")
    facts.execute(f"CREATE TABLE kept.outside_days ({', '.join(f'{n} {kind}' for n, kind in OUTSIDE_DAYS.items())})")
    facts.execute("CREATE TABLE kept.loaded_days (day INTEGER, loaded_day INTEGER)")
    facts.execute("CREATE TABLE kept.unknown_participants (user_key BIGINT)")


def _column(name: str, kind: str) -> str:
    return f"{name} {name if name in TRAITS else SQL_TYPES.get(kind, kind)}"


def add_users(facts: duckdb.DuckDBPyConnection, known: pa.Table, activated: pa.Table, returned: pa.Table) -> None:
    """Known users, with the days on which each was activated and first returned."""
    facts.register("known", known)
    facts.register("activated", activated)
    facts.register("returned", returned)
    facts.execute(
        f"""
        INSERT INTO users
        SELECT user_key, signup_day, {", ".join(TRAITS)}, activated_day, returned_day, signup_second, {", ".join(MARKS)}
        FROM known LEFT JOIN activated USING (user_key) LEFT JOIN returned USING (user_key) ORDER BY user_key
        """
    )


def add_days(facts: duckdb.DuckDBPyConnection, days: Split) -> None:
    """Active days, in their order, and those that do not count yet."""
    facts.register("fresh", days.user_days)
    facts.execute("INSERT INTO user_days BY NAME FROM fresh")
    facts.register("fresh", days.outside)
    facts.execute("INSERT INTO kept.outside_days BY NAME FROM fresh")


def add_loaded_days(facts: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """On which days data of a day was loaded, by rows with `day` and `loaded_day`."""
    facts.register("fresh", rows.select(["day", "loaded_day"]))
    facts.execute("INSERT INTO kept.loaded_days SELECT day, max(loaded_day) FROM fresh GROUP BY day")


def build_reaches(facts: duckdb.DuckDBPyConnection) -> None:
    """Table reaches, from user_days."""
    facts.execute(
        f"""
        CREATE OR REPLACE TABLE reaches AS
        SELECT day, CAST(least(coalesce(gap, {LONGEST_REACH}), {LONGEST_REACH}) AS INTEGER) AS reach, count(*) AS users
        FROM user_days GROUP BY ALL ORDER BY ALL
        """
    )


def build_participations(facts: duckdb.DuckDBPyConnection, reader: StoreReader, source: Source) -> None:
    """Table participations, of known users; the latest upload says the reward. Keeps who is not known."""
    second = f"{source.local_second()} AS second"
    columns = f"activity, user_key, {source.local_day()} AS day, {second}, ts, arm, reward, batch_id"
    _show(facts, reader, "participation", columns)
    facts.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE participation_rows AS
        SELECT
            CAST(activity AS VARCHAR) AS activity,
            user_key,
            CAST(day AS INTEGER) AS day,
            CAST(arm AS VARCHAR) AS arm,
            batch_id,
            ts,
            CAST(second AS INTEGER) AS second,
            CAST(nullif(CAST(reward AS VARCHAR), '') AS {MONEY}) AS reward
        FROM uploaded
        """
    )
    facts.execute(
        """
        CREATE OR REPLACE TABLE participations AS
        SELECT activity, user_key AS user_id, day, arm, reward, second
        FROM participation_rows SEMI JOIN users ON user_key = users.user_id
        QUALIFY row_number() OVER (
            PARTITION BY activity, user_key, day, arm ORDER BY batch_id DESC, ts DESC
        ) = 1
        ORDER BY activity, user_id, day, arm
        """
    )
    facts.execute(
        """
        CREATE OR REPLACE TABLE kept.unknown_participants AS
        SELECT DISTINCT user_key FROM participation_rows ANTI JOIN users ON user_key = users.user_id
        """
    )


def build_spend(facts: duckdb.DuckDBPyConnection, reader: StoreReader) -> None:
    """Table spend: of a day and channel, the rows of the latest upload."""
    _show(facts, reader, "spend", f"batch_id, {', '.join(SPEND)}")
    facts.execute(
        f"""
        CREATE OR REPLACE TABLE spend AS
        SELECT
            CAST(day AS INTEGER) AS day,
            CAST(channel AS VARCHAR) AS channel,
            CAST(activity AS VARCHAR) AS activity,
            CAST(campaign AS VARCHAR) AS campaign,
            CAST(spend AS {MONEY}) AS spend,
            CAST(impressions AS BIGINT) AS impressions,
            CAST(clicks AS BIGINT) AS clicks
        FROM uploaded
        QUALIFY batch_id = max(batch_id) OVER (PARTITION BY day, channel)
        ORDER BY ALL
        """
    )


def build_readings(facts: duckdb.DuckDBPyConnection, reader: StoreReader) -> None:
    """Table readings: of a KPI and day, the value of the latest upload."""
    _show(facts, reader, "readings", "batch_id, kpi, day, value")
    facts.execute(
        f"""
        CREATE OR REPLACE TABLE readings AS
        SELECT CAST(kpi AS VARCHAR) AS kpi, CAST(day AS INTEGER) AS day, CAST(value AS {MONEY}) AS value
        FROM uploaded
        QUALIFY batch_id = max(batch_id) OVER (PARTITION BY kpi, day)
        ORDER BY ALL
        """
    )


def build_facts_info(facts: duckdb.DuckDBPyConnection, source: Source, event_count: int) -> None:
    """Table facts_info: one row on what all this was built from; after `build_reaches`."""
    first_day, last_day = _row(
        facts, "SELECT min(day), max(day) FROM (SELECT day FROM reaches UNION ALL SELECT signup_day FROM users)"
    )
    row = {
        "facts_version": source.facts_version,
        "time_zone": source.time_zone,
        "week_start": source.week_start,
        "has_activation": bool(source.activation_event),
        "first_day": first_day,
        "last_day": last_day,
        "as_of_day": None if first_day is None or last_day is None else _as_of_day(facts, first_day, last_day),
        "event_count": event_count,
        **_counts(facts),
    }
    columns = ", ".join(f"CAST(${name} AS {SQL_TYPES[kind]}) AS {name}" for name, kind in FACTS_INFO.items())
    facts.execute(f"CREATE OR REPLACE TABLE facts_info AS SELECT {columns}", row)


def _counts(facts: duckdb.DuckDBPyConnection) -> dict[str, int | None]:
    (user_count,) = _row(facts, "SELECT count(*) FROM users")
    unknown, before = _row(
        facts,
        """
        SELECT
            coalesce(sum(events) FILTER (WHERE signup_day IS NULL), 0),
            coalesce(sum(events) FILTER (WHERE day < signup_day), 0)
        FROM kept.outside_days LEFT JOIN users ON user_key = users.user_id
        """,
    )
    (unknown_users,) = _row(
        facts,
        """
        SELECT count(*)
        FROM (SELECT user_key FROM kept.outside_days UNION FROM kept.unknown_participants)
        ANTI JOIN users ON user_key = users.user_id
        """,
    )
    return {
        "user_count": user_count,
        "unknown_users": unknown_users,
        "unknown_user_events": unknown,
        "before_signup_events": before,
    }


def _as_of_day(facts: duckdb.DuckDBPyConnection, first_day: int, last_day: int) -> int:
    active = facts.execute("SELECT day, CAST(sum(users) AS BIGINT) FROM reaches GROUP BY day").fetchall()
    loaded_on = facts.execute("SELECT day, max(loaded_day) FROM kept.loaded_days GROUP BY day").fetchall()
    return complete_before(dict(active), dict(loaded_on), first_day=first_day, last_day=last_day)


def _row(facts: duckdb.DuckDBPyConnection, query: str) -> tuple[int | None, ...]:
    rows: list[tuple[int | None, ...]] = facts.execute(query).fetchall()
    return rows[0]


def _show(facts: duckdb.DuckDBPyConnection, reader: StoreReader, kind: str, columns: str) -> None:
    """The loaded rows of a kind as `uploaded`, a stream that can be read once."""
    loaded = f"SELECT id FROM batches WHERE status = 'loaded' AND kind = '{kind}'"
    facts.register("uploaded", reader.read(f"SELECT {columns} FROM {kind} WHERE batch_id IN ({loaded})"))
