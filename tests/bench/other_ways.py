"""The same questions asked in other ways: SQL on the store, pandas, a range join, and a bare scan.

Every way answers with the same shape, so that a test can hold them against each other. Weekly retention:
{(first day of the cohort's week, age in weeks): users}. MAU: {day: users}. Weeks begin on Monday, in UTC.
"""

import sqlite3

import duckdb
import numpy as np
import pandas as pd

RetentionCells = dict[tuple[int, int], int]
Curve = dict[int, int]

MONDAY = 3  # days to add so that whole sevens are weeks from Monday: 1970-01-01 was a Thursday
MONTH = 28

# The shortest SQL for the question on the store's own tables.
STORE_RETENTION = """
WITH joined AS (
    SELECT u.user_key, (u.ts / 86400000000 + 3) / 7 AS week
    FROM users u JOIN batches b ON b.id = u.batch_id AND b.status = 'loaded'
)
SELECT joined.week * 7 - 3, (e.ts / 86400000000 + 3) / 7 - joined.week AS age, count(DISTINCT e.user_key)
FROM events e
JOIN batches b ON b.id = e.batch_id AND b.status = 'loaded'
JOIN joined ON joined.user_key = e.user_key
GROUP BY joined.week, age
"""

# The quickest form SQL has for "distinct users in the last 28 days" of every day; a join takes minutes.
STORE_MAU = """
WITH days AS (
    SELECT DISTINCT e.user_key, e.ts / 86400000000 AS day
    FROM events e JOIN batches b ON b.id = e.batch_id AND b.status = 'loaded'
), reaches AS (
    SELECT day, min(28, coalesce(lead(day) OVER (PARTITION BY user_key ORDER BY day) - day, 28)) AS reach
    FROM days
), counted AS (
    SELECT day, reach, count(*) AS users FROM reaches GROUP BY day, reach
), changes AS (
    SELECT day, users FROM counted UNION ALL SELECT day + reach, -users FROM counted
)
SELECT day, sum(sum(users)) OVER (ORDER BY day) FROM changes GROUP BY day ORDER BY day
"""

RANGE_JOIN_MAU = """
SELECT d.day, count(DISTINCT u.user_id)
FROM (SELECT DISTINCT day FROM user_days) d
JOIN user_days u ON u.day BETWEEN d.day - 27 AND d.day
GROUP BY d.day
"""

BARE_SCAN = "SELECT sum(day), sum(age), sum(gap) FROM user_days"


def store_retention(store: sqlite3.Connection) -> RetentionCells:
    """Weekly retention by SQL on the store."""
    return {(day, age): users for day, age, users in store.execute(STORE_RETENTION)}


def store_mau(store: sqlite3.Connection) -> Curve:
    """MAU by SQL on the store; also on days on which nobody new comes or goes out of the window."""
    return dict(store.execute(STORE_MAU).fetchall())


def pandas_retention(user_days: pd.DataFrame) -> RetentionCells:
    """Weekly retention by pandas, user-days already in memory."""
    week = (user_days["day"] + MONDAY) // 7
    joined = (user_days["day"] - user_days["age"] + MONDAY) // 7
    seen = pd.DataFrame({"user_id": user_days["user_id"], "joined": joined, "age": week - joined})
    users = seen.drop_duplicates().groupby(["joined", "age"]).size()
    return {(int(joined) * 7 - MONDAY, int(age)): int(count) for (joined, age), count in users.items()}


def pandas_mau(user_days: pd.DataFrame) -> Curve:
    """MAU by pandas, user-days already in memory and sorted by user and day."""
    day = user_days["day"].to_numpy()
    same_user = np.append(user_days["user_id"].to_numpy()[1:] == user_days["user_id"].to_numpy()[:-1], False)
    following = np.append(day[1:], 0)
    reach = np.where(same_user, np.minimum(following - day, MONTH), MONTH)
    changes = pd.Series(1, index=day).groupby(level=0).sum()
    leaving = pd.Series(1, index=day + reach).groupby(level=0).sum()
    curve = changes.sub(leaving, fill_value=0).sort_index().cumsum()
    return {int(on): int(users) for on, users in curve.items()}


def range_join_mau(facts: duckdb.DuckDBPyConnection) -> Curve:
    """MAU in DuckDB the obvious way: each day joined to the 28 days before it."""
    return dict(facts.execute(RANGE_JOIN_MAU).fetchall())


def bare_scan(facts: duckdb.DuckDBPyConnection) -> int:
    """Nothing but reading the columns: the floor under every answer."""
    return sum(int(total) for total in facts.execute(BARE_SCAN).fetchall()[0])
