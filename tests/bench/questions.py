"""Every question of the metric pages, in the product's way and in others that answer the same.

The other ways: SQL as a BI tool would send it, run on the SQLite store and on the facts in DuckDB; pandas with its
data already in memory; and a bare scan of the columns that the product reads. SQL is written over two tables, which
each engine is given by a prelude (`STORE`, `FACTS`): days(user_id, day), distinct, and signups(user_id, signup_day,
channel). Weeks begin on Monday, in UTC.
"""

from collections.abc import Callable
from dataclasses import dataclass

from launchops.metrics.active_day_rate import active_day_rate
from launchops.metrics.active_days import active_days
from launchops.metrics.active_users import active_users
from launchops.metrics.lifecycle import lifecycle
from launchops.metrics.retention import retention
from launchops.metrics.second_visit import second_visit
from launchops.metrics.survival import survival
from tests.bench import pandas_ways
from tests.bench.open_tables import OpenTables
from tests.bench.pandas_ways import Held

MONTH = 28
MAU = "MAU of every day"

STORE = """
WITH signups AS (
    SELECT u.user_key AS user_id, u.ts / 86400000000 AS signup_day, u.channel
    FROM users u JOIN batches b ON b.id = u.batch_id AND b.status = 'loaded'
), days AS (
    SELECT DISTINCT e.user_key AS user_id, e.ts / 86400000000 AS day
    FROM events e JOIN batches b ON b.id = e.batch_id AND b.status = 'loaded'
)"""
FACTS = """
WITH signups AS (SELECT user_id, signup_day, channel FROM users),
days AS (SELECT user_id, day FROM user_days)"""
RANGE_JOIN_MAU = """
SELECT d.day, count(DISTINCT u.user_id)
FROM (SELECT DISTINCT day FROM user_days) d
JOIN user_days u ON u.day BETWEEN d.day - 27 AND d.day
GROUP BY d.day"""


@dataclass(frozen=True)
class Asked:
    """One question. `sql` follows a prelude; `{since}` and `{until}` are the last 28 complete days, half open.

    `columns`: what the product reads of user_days. `pages`: where it is asked.
    """

    name: str
    ours: Callable[[OpenTables], object]
    sql: str
    pandas: Callable[[Held], object]
    columns: tuple[str, ...]
    pages: tuple[str, ...] = ()

    def text(self, prelude: str, as_of_day: int) -> str:
        """The whole statement for an engine."""
        return prelude + self.sql.format(since=as_of_day - MONTH, until=as_of_day)

    @property
    def scan(self) -> str:
        """Nothing but reading the columns: the floor under every answer."""
        return "SELECT {} FROM user_days".format(", ".join(_scanned(column) for column in self.columns))


def _scanned(column: str) -> str:
    return f"max({column})" if column == "channel" else f"sum({column})"


RETENTION_SQL = """
SELECT {group}s.signup_day - (s.signup_day + 3) % 7 AS cohort_day,
    d.day - (d.day + 3) % 7 - s.signup_day + (s.signup_day + 3) % 7 AS age_days, count(DISTINCT d.user_id) AS users
FROM days d JOIN signups s ON s.user_id = d.user_id GROUP BY {keys}"""

QUESTIONS = (
    Asked(
        "weekly retention",
        lambda opened: retention(opened.tables, period="week", mode="on", as_of_day=opened.as_of_day),
        RETENTION_SQL.format(group="", keys="1, 2"),
        pandas_ways.weekly_retention,
        ("day", "age", "gap"),
        ("retention",),
    ),
    Asked(
        "weekly retention by channel",
        lambda opened: retention(opened.tables, period="week", mode="on", as_of_day=opened.as_of_day, by="channel"),
        RETENTION_SQL.format(group="s.channel, ", keys="1, 2, 3"),
        pandas_ways.weekly_retention_by_channel,
        ("day", "age", "gap", "channel"),
        ("retention",),
    ),
    Asked(
        "daily retention",
        lambda opened: retention(opened.tables, period="day", mode="on", as_of_day=opened.as_of_day),
        """
        SELECT s.signup_day AS cohort_day, d.day - s.signup_day AS age, count(*) AS users
        FROM days d JOIN signups s ON s.user_id = d.user_id GROUP BY 1, 2""",
        pandas_ways.daily_retention,
        ("day", "age"),
    ),
    Asked(
        "weekly retention, on or after",
        lambda opened: retention(opened.tables, period="week", mode="on_or_after", as_of_day=opened.as_of_day),
        """
        , last AS (SELECT user_id, max(day) AS day FROM days GROUP BY user_id)
        SELECT s.signup_day - (s.signup_day + 3) % 7 AS cohort_day,
            d.day - (d.day + 3) % 7 - s.signup_day + (s.signup_day + 3) % 7 AS age_days, count(*) AS users
        FROM last d JOIN signups s ON s.user_id = d.user_id GROUP BY 1, 2""",
        pandas_ways.last_week_seen,
        ("day", "age", "gap"),
    ),
    Asked(
        "retention on days 1–7, 8–14, 22–28",
        lambda opened: retention(
            opened.tables, period="day", cohort="week", mode="bracket", as_of_day=opened.as_of_day
        ),
        """
        SELECT s.signup_day - (s.signup_day + 3) % 7 AS cohort_day,
            count(DISTINCT CASE WHEN d.day - s.signup_day BETWEEN 1 AND 7 THEN d.user_id END) AS first,
            count(DISTINCT CASE WHEN d.day - s.signup_day BETWEEN 8 AND 14 THEN d.user_id END) AS second,
            count(DISTINCT CASE WHEN d.day - s.signup_day BETWEEN 22 AND 28 THEN d.user_id END) AS third
        FROM days d JOIN signups s ON s.user_id = d.user_id GROUP BY 1""",
        pandas_ways.bracket_retention,
        ("day", "age", "gap"),
    ),
    Asked(
        MAU,
        lambda opened: active_users(opened.tables, as_of_day=opened.as_of_day),
        """
        , reaches AS (
            SELECT day, coalesce(lead(day) OVER (PARTITION BY user_id ORDER BY day) - day, 28) AS gap FROM days
        ), counted AS (
            SELECT day, CASE WHEN gap < 28 THEN gap ELSE 28 END AS reach, count(*) AS users FROM reaches GROUP BY 1, 2
        ), changes AS (
            SELECT day, users FROM counted UNION ALL SELECT day + reach, -users FROM counted
        )
        SELECT day, sum(sum(users)) OVER (ORDER BY day) AS users FROM changes GROUP BY day ORDER BY day""",
        pandas_ways.mau,
        ("day", "gap"),
        ("overview", "active users"),
    ),
    Asked(
        "lifecycle of every week",
        lambda opened: lifecycle(opened.tables, as_of_day=opened.as_of_day),
        """
        , weeks AS (SELECT DISTINCT user_id, day - (day + 3) % 7 AS week FROM days)
        SELECT w.week AS week_day, count(*) AS active,
            sum(CASE WHEN s.signup_day >= w.week THEN 1 ELSE 0 END) AS fresh,
            sum(CASE WHEN s.signup_day < w.week AND p.user_id IS NOT NULL THEN 1 ELSE 0 END) AS stayed
        FROM weeks w JOIN signups s ON s.user_id = w.user_id
        LEFT JOIN weeks p ON p.user_id = w.user_id AND p.week = w.week - 7 GROUP BY 1""",
        pandas_ways.lifecycle,
        ("day", "age", "gap"),
        ("active users",),
    ),
    Asked(
        "active days of the last 28",
        lambda opened: active_days(opened.tables, start_day=opened.as_of_day - MONTH, end_day=opened.as_of_day),
        """
        , counted AS (SELECT user_id, count(*) AS active_days FROM days
            WHERE day >= {since} AND day < {until} GROUP BY user_id)
        SELECT active_days, count(*) AS users FROM counted GROUP BY 1""",
        pandas_ways.active_days,
        ("user_id", "day"),
        ("active users",),
    ),
    Asked(
        "active-day rate of the last 28",
        lambda opened: active_day_rate(opened.tables, start_day=opened.as_of_day - MONTH, end_day=opened.as_of_day),
        """
        , counted AS (SELECT d.user_id, count(*) AS n FROM days d JOIN signups s ON s.user_id = d.user_id
            WHERE d.day >= {since} AND d.day < {until} AND s.signup_day <= {since} GROUP BY d.user_id)
        SELECT sum(n) AS active_days, sum(n * n) AS square_sum FROM counted""",
        pandas_ways.active_day_rate,
        ("user_id", "day", "age"),
    ),
    Asked(
        "survival",
        lambda opened: survival(opened.tables, as_of_day=opened.as_of_day),
        """
        , gaps AS (SELECT user_id, day, lead(day) OVER (PARTITION BY user_id ORDER BY day) AS following FROM days),
        ended AS (SELECT user_id, min(day) AS first_day,
            min(CASE WHEN following IS NULL OR following - day >= 28 THEN day END) AS end_day
            FROM gaps GROUP BY user_id)
        SELECT s.signup_day, CASE WHEN e.user_id IS NULL OR e.first_day - s.signup_day >= 28 THEN -1
            ELSE e.end_day - s.signup_day END AS last_age, count(*) AS users
        FROM signups s LEFT JOIN ended e ON e.user_id = s.user_id GROUP BY 1, 2""",
        pandas_ways.survival,
        ("user_id", "day", "age", "gap"),
        ("retention",),
    ),
    Asked(
        "days to the second visit",
        lambda opened: second_visit(opened.tables, as_of_day=opened.as_of_day),
        """
        , gaps AS (SELECT user_id, day, row_number() OVER (PARTITION BY user_id ORDER BY day) AS place,
            lead(day) OVER (PARTITION BY user_id ORDER BY day) - day AS gap FROM days)
        SELECT gap AS days, count(*) AS users FROM gaps WHERE place = 1 AND day < {until} - 28 GROUP BY 1""",
        pandas_ways.second_visit,
        ("user_id", "day", "gap"),
        ("retention",),
    ),
)
