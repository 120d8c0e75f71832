"""Small launches for tests: users and their active days as Python lists, turned into fact tables.

>>> tables = launch(user(signup=0, days=[0, 1, 7]), user(signup=3, channel="ads"))

User ids count from 1 in the order given. Columns that follow from others, `reaches` and `facts_info` are worked out
here in plain Python, so a test of a metric does not lean on the code that builds facts from a store.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from launchops.facts.schema import TABLES
from launchops.metrics.tables import FactTables


@dataclass(frozen=True)
class User:
    """A user and the distinct days on which they were active (none before `signup`)."""

    signup: int
    days: tuple[int, ...] = ()
    channel: str = ""
    segment: str = ""
    platform: str = ""
    region: str = ""
    activated: int | None = None
    second: int | None = None
    device: int | None = None
    ip: int | None = None
    invited_by: int | None = None


@dataclass(frozen=True)
class Participation:
    """A row of a participation file; `user` is the id, counted from 1."""

    activity: str
    user: int
    day: int
    arm: str = "participant"
    reward: float | None = None
    second: int | None = None


@dataclass(frozen=True)
class Spend:
    """A row of a spend file."""

    day: int
    spend: float
    channel: str = "ads"
    activity: str = ""


@dataclass(frozen=True)
class Reading:
    """A row of a readings file."""

    kpi: str
    day: int
    value: float


def user(*, signup: int, days: Sequence[int] = (), activated: int | None = None, **traits: Any) -> User:
    """A user; `days` in any order, repeats count once. Traits: channel, segment, platform, region; second of the
    sign-up's day, device, ip, invited_by (numbers)."""
    assert all(day >= signup for day in days), "activity before sign-up is never in the facts"
    return User(signup=signup, days=tuple(sorted(set(days))), activated=activated, **traits)


def launch(
    *users: User,
    participations: Sequence[Participation] = (),
    spend: Sequence[Spend] = (),
    readings: Sequence[Reading] = (),
    has_activation: bool | None = None,
    as_of: int | None = None,
    week_start: str = "monday",
) -> FactTables:
    """The fact tables of a small launch on DuckDB in memory.

    `has_activation` defaults to: somebody was activated. `as_of` (default: the day after the last data day)
    only fills `facts_info`; metrics take theirs as an argument.
    """
    rows: Mapping[str, list[dict[str, Any]]] = {
        "users": [_user_row(number, one) for number, one in enumerate(users, 1)],
        "user_days": [row for number, one in enumerate(users, 1) for row in _day_rows(number, one)],
        "reaches": _reach_rows(users),
        "participations": [
            {
                "activity": p.activity,
                "user_id": p.user,
                "day": p.day,
                "arm": p.arm,
                "reward": _money(p.reward),
                "second": p.second,
            }
            for p in participations
        ],
        "spend": [
            {
                "day": s.day,
                "channel": s.channel,
                "activity": s.activity,
                "campaign": "",
                "spend": _money(s.spend),
            }
            for s in spend
        ],
        "readings": [{"kpi": r.kpi, "day": r.day, "value": _money(r.value)} for r in readings],
        "facts_info": [_info_row(users, has_activation, as_of, week_start)],
    }
    return _on_duckdb(rows, week_start)


def _money(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _traits(one: User) -> dict[str, Any]:
    return {"channel": one.channel, "segment": one.segment, "platform": one.platform, "region": one.region}


def _user_row(number: int, one: User) -> dict[str, Any]:
    return {
        "user_id": number,
        "signup_day": one.signup,
        "activated_day": one.activated,
        "returned_day": next((day for day in one.days if day > one.signup), None),
        "signup_second": one.second,
        "device": one.device,
        "ip": one.ip,
        "invited_by": one.invited_by,
        **_traits(one),
    }


def _day_rows(number: int, one: User) -> list[dict[str, Any]]:
    following: list[int | None] = [*one.days[1:], None]
    before: list[int | None] = [None, *one.days[:-1]]
    waits = [day - earlier for earlier, day in zip([one.signup, *one.days], one.days, strict=False)]
    return [
        {
            "user_id": number,
            "day": day,
            "age": day - one.signup,
            "gap": None if after is None else after - day,
            "since": None if earlier is None else day - earlier,
            "away": sum(wait >= 28 for wait in waits[: place + 1]),
            "visits": 1,
            **_traits(one),
        }
        for place, (day, after, earlier) in enumerate(zip(one.days, following, before, strict=False))
    ]


def _reach_rows(users: Sequence[User]) -> list[dict[str, Any]]:
    ends = [(day, after) for one in users for day, after in zip(one.days, [*one.days[1:], None], strict=False)]
    counted = Counter((day, 28 if after is None else min(after - day, 28)) for day, after in ends)
    return [{"day": day, "reach": reach, "users": users} for (day, reach), users in counted.items()]


def _info_row(users: Sequence[User], has_activation: bool | None, as_of: int | None, week_start: str) -> dict[str, Any]:
    days = [day for one in users for day in (one.signup, *one.days)]
    if has_activation is None:
        has_activation = any(one.activated is not None for one in users)
    return {
        "facts_version": 1,
        "time_zone": "UTC",
        "week_start": week_start,
        "has_activation": has_activation,
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "as_of_day": as_of if as_of is not None else max(days, default=-1) + 1 if days else None,
        "user_count": len(users),
        "unknown_users": 0,
        "unknown_user_events": 0,
        "before_signup_events": 0,
        "event_count": sum(len(one.days) for one in users),
    }


def _on_duckdb(rows: Mapping[str, list[dict[str, Any]]], week_start: str) -> FactTables:
    connection = duckdb.connect(config={"threads": 1})
    for name, columns in TABLES.items():
        schema = ibis.schema(dict(columns)).to_pyarrow()
        connection.register("given", pa.Table.from_pylist(rows[name], schema=schema))
        connection.execute(f"create table {name} as select * from given")
        connection.unregister("given")
    engine = ibis.duckdb.from_connection(connection)
    return FactTables(**{name: engine.table(name) for name in TABLES}, run=engine.execute, week_start=week_start)
