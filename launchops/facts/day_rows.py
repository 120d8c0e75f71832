"""What users did on a day: rows added up by user and day, and which of them count.

Everything of a range of users is in memory at a time, in order of user and day, so that a pass over sorted columns
does what a hash table of all user-days would.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from launchops.facts.known_users import TRAITS
from launchops.facts.schema import AWAY_DAYS
from launchops.store.spool import order_of

MONEY = pa.decimal128(18, 6)
SUM = pa.decimal128(38, 6)
NEVER = np.iinfo(np.int32).min
Integers = NDArray[np.int64]

# One row per user and day. events: all of them; visits: active events; value: of the active events, null if none
# carried one; activates: the activation event is among them; loaded_day: the last day on which one was loaded.
DAY_ROWS = pa.schema(
    {
        "user_key": pa.int64(),
        "day": pa.int32(),
        "events": pa.int32(),
        "visits": pa.int32(),
        "value": SUM,
        "activates": pa.bool_(),
        "loaded_day": pa.int32(),
    }
)
EVENT_IDENTITY = ("user_key", "is_date", "ts", "event_key", "value", "ordinal")


@dataclass(frozen=True)
class EventKeys:
    """Numbers of the active events (None: all are), and of the activation event."""

    active: Collection[int] | None
    activation: Collection[int]


@dataclass(frozen=True)
class Split:
    """Day rows by what they are to the facts.

    user_days: as the facts have them. activated: user_key, activated_day. returned: user_key, returned_day.
    outside: DAY_ROWS that do not count. loaded: day and loaded_day of all rows of known users.
    """

    user_days: pa.Table
    activated: pa.Table
    returned: pa.Table
    outside: pa.Table
    loaded: pa.Table


def each_once(events: pa.Table) -> pa.Table:
    """Every event once, with the last day on which it was loaded; for uploads that overlap."""
    rest = [name for name in events.column_names if name not in EVENT_IDENTITY]  # the same for the same event
    found = events.group_by(list(EVENT_IDENTITY), use_threads=False).aggregate([(name, "max") for name in rest])
    return found.rename_columns([name.removesuffix("_max") for name in found.column_names])


def event_days(events: pa.Table, keys: EventKeys) -> pa.Table:
    """DAY_ROWS of events (user_key, day, event_key, value, loaded_day), each of which counts."""
    kinds = events["event_key"]
    is_active = _is_in(kinds, keys.active) if keys.active is not None else _all(events.num_rows)
    columns = {
        "user_key": events["user_key"],
        "day": events["day"],
        "events": _all(events.num_rows),
        "visits": is_active,
        "value": _values(events["value"], is_active if keys.active is not None else None),
        "activates": _is_in(kinds, keys.activation),
        "loaded_day": events["loaded_day"],
    }
    return merged(pa.table(columns).cast(DAY_ROWS))


def days_seen(events: pa.Table) -> pa.Table:
    """DAY_ROWS of events that are counted already: they say only when they were loaded."""
    columns = {
        "user_key": events["user_key"],
        "day": events["day"],
        "events": np.zeros(events.num_rows, dtype=np.int32),
        "visits": np.zeros(events.num_rows, dtype=np.int32),
        "value": pa.nulls(events.num_rows, SUM),
        "activates": np.zeros(events.num_rows, dtype=np.bool_),
        "loaded_day": events["loaded_day"],
    }
    return pa.table(columns, schema=DAY_ROWS)


def merged(rows: pa.Table) -> pa.Table:
    """DAY_ROWS in order of user and day, those of the same user and day added up."""
    users, days = _numbers(rows, "user_key"), _numbers(rows, "day")
    order = order_of(users, days)
    if order is not None:
        rows, users, days = rows.take(pa.array(order)), users[order], days[order]
    starts = _starts(users, days)
    columns = {
        "user_key": users[starts],
        "day": days[starts],
        "events": np.add.reduceat(_numbers(rows, "events"), starts),
        "visits": np.add.reduceat(_numbers(rows, "visits"), starts),
        "value": _sums(rows["value"], starts),
        "activates": np.logical_or.reduceat(_numbers(rows, "activates"), starts),
        "loaded_day": np.maximum.reduceat(_numbers(rows, "loaded_day"), starts),
    }
    return pa.table(columns).cast(DAY_ROWS)


def with_first_events(known: pa.Table, rows: pa.Table) -> pa.Table:
    """Known users, and as such also everybody else, signed up on the first of their DAY_ROWS (in order)."""
    users = _numbers(rows, "user_key")
    firsts = rows.take(pa.array(_starts(users)))
    others = firsts.filter(pc.invert(pc.is_in(firsts["user_key"], known["user_key"])))
    blank = pa.array([""] * others.num_rows, pa.string())
    columns = {"user_key": others["user_key"], "signup_day": others["day"], **dict.fromkeys(TRAITS, blank)}
    unknown = {name: pa.nulls(others.num_rows, known.schema.field(name).type) for name in known.column_names}
    return pa.concat_tables([known, pa.table(unknown | columns, schema=known.schema)]).sort_by("user_key")


def split(rows: pa.Table, known: pa.Table) -> Split:
    """Which of DAY_ROWS (merged) count: those of known users (in order) at or after sign-up."""
    users, days = _numbers(rows, "user_key"), _numbers(rows, "day").astype(np.int64)
    places, is_known = _places(users, _numbers(known, "user_key"))
    signups = _numbers(known, "signup_day").astype(np.int64)
    ages = days - signups[places] if len(signups) else np.zeros_like(days)
    counts = is_known & (ages >= 0)
    is_active = counts & (_numbers(rows, "visits") > 0)
    activates = counts & _numbers(rows, "activates").astype(np.bool_)
    chosen = np.flatnonzero(is_active)
    return Split(
        user_days=_user_days(rows.take(pa.array(chosen)), ages[chosen], known.take(pa.array(places[chosen]))),
        activated=_first_days(rows, activates, "activated_day"),
        returned=_first_days(rows, is_active & (ages > 0), "returned_day"),
        outside=rows.filter(pa.array(~counts)),
        loaded=rows.select(["day", "loaded_day"]).filter(pa.array(is_known)),
    )


def _first_days(rows: pa.Table, chosen: NDArray[np.bool_], name: str) -> pa.Table:
    """user_key and the first day of each user among the chosen rows (in order), under a name."""
    days = rows.select(["user_key", "day"]).filter(pa.array(chosen))
    return days.take(pa.array(_starts(_numbers(days, "user_key")))).rename_columns(["user_key", name])


def _user_days(rows: pa.Table, ages: Integers, users: pa.Table) -> pa.Table:
    keys, days = _numbers(rows, "user_key"), _numbers(rows, "day")
    starts = _starts(keys)
    is_first, is_last = np.zeros(len(keys), dtype=np.bool_), np.zeros(len(keys), dtype=np.bool_)
    is_first[starts], is_last[starts - 1] = True, True  # the place before the first start is the last of all
    since = np.diff(days, prepend=0)
    columns = {
        "user_id": keys,
        "day": days,
        "age": ages,
        "gap": pa.array(np.append(since[1:], 0)[: len(keys)], mask=is_last),
        "since": pa.array(since, mask=is_first),
        "away": _times_away(np.where(is_first, ages, since), starts),
        "visits": rows["visits"],
        "value": rows["value"],
        **{name: users[name] for name in TRAITS},
    }
    return pa.table(columns)


def _times_away(waits: Integers, starts: Integers) -> Integers:
    """For each row of users (each beginning at `starts`) how many of their waits until then were long."""
    long = np.cumsum(waits >= AWAY_DAYS)
    before: Integers = np.append(0, long)[starts]  # those of other users
    times: Integers = long - np.repeat(before, np.diff(np.append(starts, len(waits))))
    return times


def _places(users: Integers, known: Integers) -> tuple[Integers, NDArray[np.bool_]]:
    """For each of `users` (in order) the place in `known` (in order) and whether it is there at all."""
    if not len(known):
        return np.zeros(len(users), dtype=np.int64), np.zeros(len(users), dtype=np.bool_)
    starts = _starts(users)
    each = users[starts]
    found = np.minimum(np.searchsorted(known, each), len(known) - 1)
    sizes = np.diff(np.append(starts, len(users)))
    return np.repeat(found, sizes), np.repeat(known[found] == each, sizes)


def _starts(*columns: Integers) -> Integers:
    """Where in sorted columns a new combination begins."""
    if not len(columns[0]):
        return np.empty(0, dtype=np.int64)
    differs = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return np.append(0, np.flatnonzero(differs) + 1)


def _numbers(rows: pa.Table, name: str) -> NDArray[np.int64]:
    column: NDArray[np.int64] = rows[name].to_numpy()
    return column


def _values(texts: pa.ChunkedArray, counts: pa.Array | None) -> pa.ChunkedArray:
    """Numbers from texts; null for an empty one, and where `counts` says no."""
    given = pc.not_equal(texts, "")
    if counts is not None:
        given = pc.and_(given, counts)
    if not pc.any(given).as_py():
        return pa.nulls(len(texts), SUM)
    return pc.if_else(given, texts, None).cast(MONEY).cast(SUM)


def _sums(values: pa.ChunkedArray, starts: Integers) -> pa.Array:
    """The sum of each run; null where it holds nulls only."""
    if values.null_count == len(values):
        return pa.nulls(len(starts), SUM)
    runs = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(values))))
    sums = pa.table({"run": runs, "value": values}).group_by("run", use_threads=False).aggregate([("value", "sum")])
    return sums["value_sum"].cast(SUM)


def _all(count: int) -> pa.Array:
    return pa.array(np.ones(count, dtype=np.bool_))


def _is_in(column: pa.ChunkedArray, keys: Collection[int]) -> pa.ChunkedArray:
    return pc.is_in(column, pa.array(list(keys), column.type))
