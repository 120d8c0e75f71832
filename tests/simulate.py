"""Simulated launches with an activity whose true effect is known, for proofs of the comparison.

Users come on random days by a chance of their own; some take part on a day of a visit; taking part raises the
chance of later visits by a known factor. The same random draws with and without the activity give the truth.
Nothing of the estimator is used here.
"""

import functools
from dataclasses import dataclass

import duckdb
import ibis
import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.facts.schema import TABLES
from launchops.metrics.tables import FactTables

Flags = npt.NDArray[np.bool_]
Chances = npt.NDArray[np.float64]

START = 45  # the activity's first day
HORIZON = 95  # days simulated


@dataclass(frozen=True)
class World:
    """How users behave. `lift`: factor on the chance of a visit after taking part (1: the activity does nothing).

    `bursty`: users switch between eager and quiet spells instead of keeping one chance. `hidden_keenness`: keener
    users take part more readily, which no matching on visits can undo.
    """

    lift: float = 1.0
    activity_days: int = 7
    bursty: bool = False
    hidden_keenness: bool = False
    join_chance: float = 0.25
    users: int = 3_000


@dataclass(frozen=True)
class Behaviour:
    """What the users of one launch did, as arrays: a place a user, a column a day of the horizon.

    `active`: came that day. `joined`: the day of taking part, −1 for never. `traits`: user_id, signup_day, traits.
    `truth`: the effect among participants on days 8–14.
    """

    window: tuple[int, int]
    active: Flags
    joined: npt.NDArray[np.int64]
    traits: pd.DataFrame
    truth: float

    @property
    def participants(self) -> int:
        """Users who took part."""
        return int((self.joined >= 0).sum())


@dataclass(frozen=True)
class SimulatedLaunch:
    """Facts of one launch, the activity's window, and the true effect among participants on days 8–14."""

    tables: FactTables
    window: tuple[int, int]
    truth: float
    participants: int


def simulated_launch(world: World, *, seed: int) -> SimulatedLaunch:
    """One launch of a world; the same seed gives the same launch."""
    made = behaviour(world, seed=seed)
    return SimulatedLaunch(_tables(made), made.window, made.truth, made.participants)


def behaviour(world: World, *, seed: int) -> Behaviour:
    """What its users do, without a database: `simulated_launch` of the same seed puts the same launch into one."""
    rng = np.random.default_rng(seed)
    users = world.users
    signup = rng.integers(0, START, users)
    keenness = rng.beta(1.2, 6.0, users)
    chance = _bursty(rng, keenness) if world.bursty else np.repeat(keenness[:, None], HORIZON, axis=1)
    draws = rng.random((users, HORIZON))
    exists = np.arange(HORIZON)[None, :] >= signup[:, None]
    without = (draws < chance) & exists
    joined = _join_days(rng, without, keenness, world)
    after = (joined[:, None] >= 0) & (np.arange(HORIZON)[None, :] > joined[:, None])
    active = np.where(after, draws < np.clip(chance * world.lift, 0, 1), without) & exists
    takers = np.flatnonzero(joined >= 0)
    effect = [
        float(active[u, joined[u] + 8 : joined[u] + 15].any()) - float(without[u, joined[u] + 8 : joined[u] + 15].any())
        for u in takers
    ]
    window = (START, START + world.activity_days - 1)
    return Behaviour(window, active, joined, _traits(rng, signup), float(np.mean(effect)))


def _bursty(rng: np.random.Generator, keenness: Chances) -> Chances:
    """A chance per user and day: spells of eager days (about a week) between quiet ones."""
    eager = rng.random(len(keenness)) < keenness
    chance = np.empty((len(keenness), HORIZON))
    for day in range(HORIZON):
        flips = rng.random(len(keenness))
        eager = np.where(eager, flips > 0.15, flips < 0.15 * keenness)
        chance[:, day] = np.where(eager, 0.55, 0.05)
    return chance


def _join_days(rng: np.random.Generator, visits: Flags, keenness: Chances, world: World) -> npt.NDArray[np.int64]:
    """The day each user takes part, −1 for never: on each visit in the window with the same chance."""
    joined = np.full(len(keenness), -1, dtype=np.int64)
    readiness = np.full(len(keenness), world.join_chance)
    if world.hidden_keenness:
        readiness = np.clip(3.0 * keenness**1.5, 0.02, 0.9)
    for day in range(START, START + world.activity_days):
        joins = (joined < 0) & visits[:, day] & (rng.random(len(keenness)) < readiness)
        joined[joins] = day
    return joined


def _traits(rng: np.random.Generator, signup: npt.NDArray[np.int64]) -> pd.DataFrame:
    count = len(signup)
    return pd.DataFrame(
        {
            "user_id": np.arange(count),
            "signup_day": signup.astype("int32"),
            "channel": rng.choice(["ads", "seo", "referral"], count, p=[0.5, 0.3, 0.2]),
            "segment": rng.choice(["casual", "professional"], count, p=[0.7, 0.3]),
            "platform": rng.choice(["android", "ios", "web"], count, p=[0.5, 0.3, 0.2]),
            "region": rng.choice(["north", "south"], count),
        }
    )


def _tables(made: Behaviour) -> FactTables:
    """The tables the comparison reads, on DuckDB in memory."""
    users, joined = made.traits, made.joined
    user, day = np.nonzero(made.active)
    days = users.loc[user].assign(day=day.astype("int32"), age=lambda frame: frame["day"] - frame["signup_day"])
    takers = np.flatnonzero(joined >= 0)
    rows = pd.DataFrame({"user_id": takers, "day": joined[takers].astype("int32")})
    connection = duckdb.connect(config={"threads": 1})
    frames = {
        "users": users,
        "user_days": days,
        "participations": rows.assign(activity="fest", arm="participant"),
    }
    for name, frame in frames.items():
        connection.register("given", frame)
        connection.execute(f"create table {name} as select * from given")
        connection.unregister("given")
    tables = {name: ibis.table(dict(TABLES[name]), name=name) for name in TABLES}
    return FactTables(**tables, run=lambda expression: connection.execute(_sql(expression.as_table().op())).df())


@functools.lru_cache(maxsize=64)
def _sql(query: ibis.expr.operations.Relation) -> str:
    """The query in SQL; launches of one world ask the same, and writing it out takes longer than asking."""
    return str(ibis.to_sql(query.to_expr(), dialect="duckdb"))
