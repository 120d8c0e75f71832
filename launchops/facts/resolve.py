"""From the rows of the store to the six tables of `launchops.facts.schema`, inside DuckDB.

What counts where uploads disagree: a later upload (higher batch_id) wins, for users attribute by attribute
and never with an empty text; events count once however often they were uploaded.
"""
# ruff: noqa: S608 - statements are put together from constants of this module and numbers; values are bound

import duckdb
import pyarrow as pa

from launchops.facts.as_of import complete_before
from launchops.facts.schema import FACTS_INFO, SPEND
from launchops.facts.source import Source, StoreReader
from launchops.periods import MICROSECONDS_A_DAY

TRAITS = ("channel", "segment", "platform", "region")
MONEY = "DECIMAL(18,6)"
SQL_TYPES = {"int64": "BIGINT", "int32": "INTEGER", "string": "VARCHAR", "boolean": "BOOLEAN"}


class Resolver:
    """Builds the tables one after the other on an empty DuckDB database."""

    def __init__(self, facts: duckdb.DuckDBPyConnection, reader: StoreReader, source: Source) -> None:
        self.facts = facts
        self.reader = reader
        self.source = source
        self.offsets = source.offsets()

    def read(self, kind: str, columns: str) -> None:
        """The loaded rows of a kind as `uploaded`, a stream that can be read once."""
        loaded = f"SELECT id FROM batches WHERE status = 'loaded' AND kind = '{kind}'"
        self._show(self.reader.read(f"SELECT {columns} FROM {kind} WHERE batch_id IN ({loaded})"))

    def local_day(self) -> str:
        """SQL for the local day of a row with `ts` and `is_date` (a calendar date is its own day)."""
        first, *changes = self.offsets
        cases = " ".join(f"WHEN ts >= {start} THEN {offset}" for start, offset in reversed(changes))
        offset = f"CASE WHEN is_date = 1 THEN 0 {cases} ELSE {first[1]} END"
        return f"CAST((ts + {offset}) // {MICROSECONDS_A_DAY} AS INTEGER)"

    def stage_batches(self) -> None:
        """Temporary table loaded_batches: batch_id, loaded_day."""
        self.facts.execute("CREATE TEMP TABLE loaded_batches (batch_id BIGINT, loaded_day INTEGER)")
        rows = [(batch.id, batch.loaded_day) for batch in self.source.batches]
        if rows:
            self.facts.executemany("INSERT INTO loaded_batches VALUES (?, ?)", rows)

    def stage_events(self) -> None:
        """Temporary table event_days: user_key, day, event_key, batch_id, events, value; every event once."""
        self.read("events", "user_key, is_date, ts, event_key, value, ordinal, batch_id")
        origin = "uploaded"
        if self.source.has_overlap("events"):
            origin = "known_events"
            self.facts.execute(
                """
                CREATE TEMP TABLE known_events AS
                SELECT user_key, is_date, ts, event_key, value, ordinal, max(batch_id) AS batch_id
                FROM uploaded GROUP BY ALL
                """
            )
        self.facts.execute(
            f"""
            CREATE TEMP TABLE event_days AS
            SELECT
                user_key,
                {self.local_day()} AS day,
                CAST(event_key AS INTEGER) AS event_key,
                CAST(batch_id AS INTEGER) AS batch_id,
                CAST(count(*) AS INTEGER) AS events,
                sum(CAST(nullif(CAST(value AS VARCHAR), '') AS {MONEY})) AS value
            FROM {origin} GROUP BY ALL
            """
        )
        self.facts.execute("DROP TABLE IF EXISTS known_events")

    def stage_event_names(self) -> None:
        """Temporary table event_names: event_key, name."""
        self._show(self.reader.read("SELECT event_key, name FROM event_names"))
        self.facts.execute(
            """
            CREATE TEMP TABLE event_names AS
            SELECT CAST(event_key AS INTEGER) AS event_key, CAST(name AS VARCHAR) AS name FROM uploaded
            """
        )

    def stage_user_rows(self) -> None:
        """Temporary table user_rows (as uploaded, with their local day) and an enum type for each trait."""
        self.read("users", f"user_key, batch_id, ts, is_date, {', '.join(TRAITS)}")
        texts = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in TRAITS)
        self.facts.execute(
            f"""
            CREATE TEMP TABLE user_rows AS
            SELECT user_key, batch_id, {self.local_day()} AS day, {texts} FROM uploaded
            """
        )
        for name in TRAITS:
            values = f"SELECT {name} FROM user_rows UNION SELECT '' ORDER BY 1"
            self.facts.execute(f"CREATE TYPE {name} AS ENUM ({values})")

    def stage_known_users(self) -> None:
        """Temporary table known_users: user_key, signup_day, traits."""
        latest = ", ".join(
            f"CAST(coalesce(arg_max({name}, batch_id) FILTER (WHERE {name} <> ''), '') AS {name}) AS {name}"
            for name in TRAITS
        )
        self.facts.execute(
            f"""
            CREATE TEMP TABLE known_users AS
            SELECT user_key, arg_max(day, batch_id) AS signup_day, {latest} FROM user_rows GROUP BY user_key
            """
        )
        if self.source.signup_is_first_event:
            empty = ", ".join(f"CAST('' AS {name})" for name in TRAITS)
            self.facts.execute(
                f"""
                INSERT INTO known_users
                SELECT user_key, min(day), {empty}
                FROM event_days ANTI JOIN known_users USING (user_key) GROUP BY user_key
                """
            )

    def build_users(self) -> None:
        """Table users, in the order of their numbers."""
        self.facts.execute(
            f"""
            CREATE TABLE users AS
            WITH activated AS (
                SELECT user_key, min(day) AS activated_day
                FROM event_days JOIN known_users USING (user_key) JOIN event_names USING (event_key)
                WHERE day >= signup_day AND name = $activation AND name <> ''
                GROUP BY user_key
            )
            SELECT user_key AS user_id, signup_day, {", ".join(TRAITS)}, activated_day
            FROM known_users LEFT JOIN activated USING (user_key)
            ORDER BY user_id
            """,
            {"activation": self.source.activation_event},
        )

    def build_user_days(self) -> None:
        """Table user_days: active days of known users at or after sign-up, sorted by user and day."""
        self.facts.execute(
            f"""
            CREATE TABLE user_days AS
            WITH active_days AS (
                SELECT
                    user_key,
                    day,
                    CAST(sum(events) AS INTEGER) AS visits,
                    CAST(sum(value) AS {MONEY}) AS value
                FROM event_days
                WHERE
                    len($active) = 0
                    OR event_key IN (SELECT event_key FROM event_names WHERE list_contains($active, name))
                GROUP BY user_key, day
            )
            SELECT
                user_key AS user_id,
                day,
                day - signup_day AS age,
                lead(day) OVER (PARTITION BY user_key ORDER BY day) - day AS gap,
                visits,
                value,
                {", ".join(TRAITS)}
            FROM active_days JOIN known_users USING (user_key)
            WHERE day >= signup_day
            ORDER BY user_id, day
            """,
            {"active": list(self.source.active_events)},
        )

    def build_participations(self) -> None:
        """Table participations, of known users; the latest upload says the reward."""
        self.read("participation", "activity, user_key, is_date, ts, arm, reward, batch_id")
        self.facts.execute(
            f"""
            CREATE TEMP TABLE participation_rows AS
            SELECT
                CAST(activity AS VARCHAR) AS activity,
                user_key,
                {self.local_day()} AS day,
                CAST(arm AS VARCHAR) AS arm,
                batch_id,
                ts,
                CAST(nullif(CAST(reward AS VARCHAR), '') AS {MONEY}) AS reward
            FROM uploaded
            """
        )
        self.facts.execute(
            """
            CREATE TABLE participations AS
            SELECT activity, user_key AS user_id, day, arm, reward
            FROM participation_rows SEMI JOIN known_users USING (user_key)
            QUALIFY row_number() OVER (
                PARTITION BY activity, user_key, day, arm ORDER BY batch_id DESC, ts DESC
            ) = 1
            ORDER BY activity, user_id, day, arm
            """
        )

    def build_spend(self) -> None:
        """Table spend: of a day and channel, the rows of the latest upload."""
        self.read("spend", f"batch_id, {', '.join(SPEND)}")
        self.facts.execute(
            f"""
            CREATE TABLE spend AS
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

    def build_readings(self) -> None:
        """Table readings: of a KPI and day, the value of the latest upload."""
        self.read("readings", "batch_id, kpi, day, value")
        self.facts.execute(
            f"""
            CREATE TABLE readings AS
            SELECT CAST(kpi AS VARCHAR) AS kpi, CAST(day AS INTEGER) AS day, CAST(value AS {MONEY}) AS value
            FROM uploaded
            QUALIFY batch_id = max(batch_id) OVER (PARTITION BY kpi, day)
            ORDER BY ALL
            """
        )

    def build_facts_info(self) -> None:
        """Table facts_info: one row on what all this was built from."""
        source = self.source
        row = {
            "facts_version": source.facts_version,
            "time_zone": source.time_zone,
            "week_start": source.week_start,
            "has_activation": bool(source.activation_event),
            **self._days(),
            **self._counts(),
        }
        columns = ", ".join(f"CAST(${name} AS {SQL_TYPES[kind]}) AS {name}" for name, kind in FACTS_INFO.items())
        self.facts.execute(f"CREATE TABLE facts_info AS SELECT {columns}", row)

    def _days(self) -> dict[str, int | None]:
        first_day, last_day = self._row(
            """
            SELECT min(day), max(day)
            FROM (SELECT day FROM user_days UNION ALL SELECT signup_day FROM users)
            """
        )
        as_of_day = None if last_day is None else self._as_of_day(first_day, last_day)
        return {"first_day": first_day, "last_day": last_day, "as_of_day": as_of_day}

    def _counts(self) -> dict[str, int]:
        events, unknown, before = self._row(
            """
            SELECT
                coalesce(sum(events), 0),
                coalesce(sum(events) FILTER (WHERE signup_day IS NULL), 0),
                coalesce(sum(events) FILTER (WHERE day < signup_day), 0)
            FROM event_days LEFT JOIN known_users USING (user_key)
            """
        )
        (unknown_users,) = self._row(
            """
            SELECT count(*)
            FROM (SELECT user_key FROM event_days UNION SELECT user_key FROM participation_rows)
            ANTI JOIN known_users USING (user_key)
            """
        )
        return {
            "user_count": self._row("SELECT count(*) FROM users")[0],
            "unknown_users": unknown_users,
            "unknown_user_events": unknown,
            "before_signup_events": before,
            "event_count": events,
        }

    def _as_of_day(self, first_day: int, last_day: int) -> int:
        active = self.facts.execute("SELECT day, count(*) FROM user_days GROUP BY day").fetchall()
        loaded_on = self.facts.execute(
            """
            SELECT day, max(loaded_day)
            FROM (
                SELECT DISTINCT day, batch_id FROM event_days SEMI JOIN known_users USING (user_key)
                UNION
                SELECT DISTINCT day, batch_id FROM user_rows
            ) JOIN loaded_batches USING (batch_id)
            GROUP BY day
            """
        ).fetchall()
        return complete_before(dict(active), dict(loaded_on), first_day=first_day, last_day=last_day)

    def _row(self, query: str) -> tuple[int, ...]:
        rows: list[tuple[int, ...]] = self.facts.execute(query).fetchall()
        return rows[0]

    def _show(self, rows: pa.RecordBatchReader) -> None:
        """Let statements read a stream as `uploaded`."""
        self.facts.register("uploaded", rows)
