"""A new version of the facts from an earlier one: only the users whom new uploads touch are worked out again.

The figures are those of a build from the beginning, or `NotExactError` is raised and nothing is lost but the attempt.
"""
# ruff: noqa: S608 - statements are put together from constants of this module and whole numbers

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from launchops.facts.base import Base
from launchops.facts.day_rows import DAY_ROWS, NEVER, days_seen, event_days, merged, split
from launchops.facts.fact_tables import (
    add_days,
    add_loaded_days,
    add_users,
    build_facts_info,
    build_participations,
    build_reaches,
    build_readings,
    build_spend,
)
from launchops.facts.known_users import MARKS, NOBODY_KNOWN, TRAITS, USER_ROWS, known_users
from launchops.facts.resolve import event_keys
from launchops.facts.source import LoadedBatch, Source, StoreReader
from launchops.facts.uploaded_rows import read_new_events, read_users

LARGEST_SHARE = 0.2  # of all rows: a larger addition is quicker built from the beginning
MOST_ROWS = 1_000_000  # they are in memory at once
MOST_LOOKUPS = 1_000_000  # of new events in earlier uploads of the same time
LOOSE_SHARE = 0.25  # of user_days that may stand outside their order


class NotExactError(Exception):
    """This version cannot be made from that one; build from the beginning."""


def add_uploads(facts: duckdb.DuckDBPyConnection, reader: StoreReader, source: Source, base: Base) -> int:
    """Turn the facts of `base` into those of the present; returns how many rows stand outside their order now.

    Raises NotExactError, then the facts are of no use.
    """
    check_size(base)
    check_order(source, base)
    check_inviters(facts, reader, base)
    kinds = {batch.kind for batch in base.added}
    loose_rows, event_count = base.loose_rows, _number(facts, "SELECT event_count FROM facts_info")
    if kinds & {"users", "events"}:
        users = read_users(reader, source, _of_kind(base.added, "users"))
        events = read_new_events(reader, source, _of_kind(base.added, "events"), _of_kind(base.kept, "events"))
        days = pa.concat_tables([event_days(events.fresh, event_keys(reader, source)), days_seen(events.repeated)])
        loose_rows += _work_out_again(facts, users, days)
        event_count += events.fresh.num_rows
        build_reaches(facts)
    if loose_rows > LOOSE_SHARE * _number(facts, "SELECT count(*) FROM user_days"):
        raise NotExactError
    if kinds & {"users", "participation"}:
        build_participations(facts, reader, source)
    if "spend" in kinds:
        build_spend(facts, reader)
    if "readings" in kinds:
        build_readings(facts, reader)
    build_facts_info(facts, source, event_count)
    return loose_rows


def check_size(base: Base) -> None:
    """Raises NotExactError where so much is new that nothing would be gained."""
    added, kept = (sum(batch.row_count for batch in batches) for batches in (base.added, base.kept))
    events = _of_kind(base.added, "events")
    lookups = sum(batch.row_count * sum(batch.meets(other) for other in base.kept) for batch in events)
    if added > min(MOST_ROWS, LARGEST_SHARE * (added + kept)) or lookups > MOST_LOOKUPS:
        raise NotExactError


def check_order(source: Source, base: Base) -> None:
    """Raises NotExactError where new rows of users could be older than those there, or events make users."""
    last_kept = max((batch.id for batch in _of_kind(base.kept, "users")), default=0)
    if source.signup_is_first_event or any(batch.id < last_kept for batch in _of_kind(base.added, "users")):
        raise NotExactError


def check_inviters(facts: duckdb.DuckDBPyConnection, reader: StoreReader, base: Base) -> None:
    """Raises NotExactError where somebody who was in no upload has invited users, and now is in one."""
    if not _number(facts, f"SELECT count(*) FROM users WHERE invited_by = {NOBODY_KNOWN}"):
        return
    kept = ", ".join(str(batch.id) for batch in _of_kind(base.kept, "users"))
    newcomers = f"SELECT user_id FROM user_ids WHERE user_key > {base.last_user_key}"
    invited = f"SELECT 1 FROM users WHERE batch_id IN ({kept}) AND invited_by IN ({newcomers})"
    if reader.rows(f"SELECT EXISTS ({invited}) AS found")[0]["found"]:
        raise NotExactError


def _work_out_again(facts: duckdb.DuckDBPyConnection, users: pa.Table, days: pa.Table) -> int:
    """Users and days of everybody in these rows; returns how many rows of user_days were written."""
    _show_touched(facts, pa.concat_tables([users.select(["user_key"]), days.select(["user_key"])]))
    earlier = _arrow(
        facts,
        f"SELECT user_id AS user_key, 0 AS batch_id, signup_day AS day, signup_second AS second,"
        f" {NEVER} AS loaded_day, {', '.join(TRAITS + MARKS)}, activated_day"
        " FROM users SEMI JOIN touched ON user_id = user_key ORDER BY ALL",
    )
    known = known_users(pa.concat_tables([earlier.select(USER_ROWS.names).cast(USER_ROWS), users]))
    _check_users(facts, earlier, known)
    counted = split(merged(pa.concat_tables([_earlier_days(facts), days])), known)
    for table, key in (("users", "user_id"), ("user_days", "user_id"), ("kept.outside_days", "user_key")):
        facts.execute(f"DELETE FROM {table} WHERE {key} IN (FROM touched)")
    add_users(facts, known, _activated(earlier, counted.activated), counted.returned)
    add_days(facts, counted)
    add_loaded_days(facts, users)
    add_loaded_days(facts, counted.loaded)
    return int(counted.user_days.num_rows)


def _show_touched(facts: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """Temporary table touched: user_key, everybody once."""
    facts.register("rows", rows)
    facts.execute("CREATE TEMP TABLE touched AS SELECT DISTINCT user_key FROM rows")


def _check_users(facts: duckdb.DuckDBPyConnection, earlier: pa.Table, known: pa.Table) -> None:
    """Raises NotExactError where a sign-up has moved (days come in or go out then) or a trait has a new value."""
    same = known.filter(pc.is_in(known["user_key"], earlier["user_key"]))
    if not np.array_equal(same["signup_day"].to_numpy(), earlier["day"].to_numpy()):
        raise NotExactError
    for name in TRAITS:
        ((values,),) = facts.execute(f"SELECT enum_range(CAST(NULL AS {name}))").fetchall()
        if set(pc.unique(known[name]).to_pylist()) - set(values):
            raise NotExactError


def _earlier_days(facts: duckdb.DuckDBPyConnection) -> pa.Table:
    """DAY_ROWS of touched users: active days without what is counted already, and days that did not count."""
    found = _arrow(
        facts,
        f"""
        SELECT user_id AS user_key, day, 0 AS events, visits, value, false AS activates, {NEVER} AS loaded_day
        FROM user_days SEMI JOIN touched ON user_id = user_key
        UNION ALL
        SELECT {", ".join(DAY_ROWS.names)} FROM kept.outside_days SEMI JOIN touched USING (user_key)
        """,
    )
    return found.cast(DAY_ROWS)


def _activated(earlier: pa.Table, now: pa.Table) -> pa.Table:
    """user_key and activated_day, the earlier of two."""
    before = earlier.filter(pc.is_valid(earlier["activated_day"])).select(now.column_names)
    both = pa.concat_tables([before.cast(now.schema), now])
    return both.group_by("user_key").aggregate([("activated_day", "min")]).rename_columns(now.column_names)


def _of_kind(batches: Sequence[LoadedBatch], kind: str) -> list[LoadedBatch]:
    return [batch for batch in batches if batch.kind == kind]


def _arrow(facts: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    return facts.sql(query).to_arrow_table()


def _number(facts: duckdb.DuckDBPyConnection, query: str) -> int:
    rows: list[tuple[int]] = facts.execute(query).fetchall()
    return rows[0][0]
