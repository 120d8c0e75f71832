"""A made-up launch with planted accounts: device farms, address farms, scripted bursts, rings of invitations.

Honest people make it hard: families on one tablet, an office, a mobile carrier, a school with computer rooms, a mention
in the press, friends who invite each other. Shares no code and no threshold with the detector: everything is drawn
from how such people live, not from what would be noticed.
"""

from dataclasses import dataclass
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd

from launchops.facts.schema import TABLES
from launchops.metrics.tables import FactTables

FIRST_DAY = 20_000
DAYS = 84
CHANNELS = {"ads": 0.28, "search": 0.52, "referral": 0.45, "community": 0.58}  # share that comes back within a week
WEIGHTS = [0.4, 0.25, 0.2, 0.15]
SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class GamedLaunch:
    """The fact tables, and for each user who they are: "honest", a crowd (honest) or a plant."""

    tables: FactTables
    who: pd.Series  # index: user_id
    as_of_day: int


class World:
    """Accounts as they are made, one row each."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.parts: list[pd.DataFrame] = []
        self.fresh = iter(range(1, 10**9))

    def add(self, who: str, count: int, moments: np.ndarray, **columns: Any) -> pd.DataFrame:
        """Accounts that sign up at these seconds since the first day; what is not given is their own."""
        rows = pd.DataFrame(
            {
                "who": who,
                "moment": np.asarray(moments, dtype="int64"),
                "channel": self.random.choice(list(CHANNELS), count, p=WEIGHTS),
                "device": [next(self.fresh) for _ in range(count)],
                "ip": [next(self.fresh) for _ in range(count)],
                "inviter": -1,  # row number of whoever invited them
                "keen": -1.0,  # -1: as usual on the channel
                "haste": -1,  # seconds to the first reward; -1: as people do
            }
        ).assign(**columns)
        start = sum(len(part) for part in self.parts)
        rows.index = pd.RangeIndex(start, start + count)
        self.parts.append(rows)
        return rows

    def usual_moments(self, count: int) -> np.ndarray:
        """Sign-ups of a growing launch: more in the evening and at the weekend, and days of their own mood."""
        random = self.random
        level = (
            (1 + np.arange(DAYS) / 60) * np.where(np.arange(DAYS) % 7 >= 5, 1.4, 1.0) * random.gamma(25, 1 / 25, DAYS)
        )
        days = random.choice(DAYS, count, p=level / level.sum())
        hours = np.exp(-(((np.arange(24) - 20) % 24 - 0) ** 2) / 60) + np.exp(-((np.arange(24) - 13) ** 2) / 20) + 0.03
        return (
            days * SECONDS_A_DAY
            + random.choice(24, count, p=hours / hours.sum()) * 3600
            + random.integers(0, 3600, count)
        )

    # ---------------------------------------------------------------- honest people

    def honest(self, count: int) -> None:
        """People of their own, some in families on one line, a few of these on one tablet; friends invite friends."""
        people = self.add("honest", count, self.usual_moments(count))
        random = self.random
        at = 0
        while at < count // 5:
            size = int(random.integers(2, 5))
            family = people.index[at : at + size]
            people.loc[family, "ip"] = next(self.fresh)
            if random.random() < 0.1:
                people.loc[family, "device"] = next(self.fresh)
            at += size
        invited = people.index[(people["channel"] == "referral").to_numpy()]
        hosts = random.choice(people.index, len(invited))
        earlier = people.loc[hosts, "moment"].to_numpy() < people.loc[invited, "moment"].to_numpy()
        people.loc[invited[earlier], "inviter"] = hosts[earlier]

    def office(self, count: int) -> None:
        """One address, own telephones; half of them hear of it on the same day."""
        random = self.random
        moments = self.usual_moments(count)
        told = int(random.integers(5, DAYS - 15)) * SECONDS_A_DAY + 9 * 3600
        moments[: count // 2] = told + random.integers(0, 8 * 3600, count // 2)
        self.add("office", count, moments, ip=next(self.fresh), channel="community")

    def carrier(self, count: int) -> None:
        """A few addresses behind which a whole town is on the move."""
        addresses = [next(self.fresh) for _ in range(6)]
        self.add("carrier", count, self.usual_moments(count), ip=self.random.choice(addresses, count))

    def school(self, count: int) -> None:
        """One address; classes sign up within a lesson, some of them on the computers of a room that others use too."""
        random = self.random
        moments, devices = np.empty(count, dtype="int64"), np.array([next(self.fresh) for _ in range(count)])
        room = [next(self.fresh) for _ in range(25)]
        for start in range(0, count, 25):
            size = min(25, count - start)
            lesson = int(random.integers(3, DAYS - 12)) * SECONDS_A_DAY + int(random.integers(8, 15)) * 3600
            moments[start : start + size] = lesson + random.integers(0, 2_700, size)
            if random.random() < 0.4:
                devices[start : start + size] = random.permutation(room)[:size]
        self.add("school", count, moments, ip=next(self.fresh), device=devices, channel="community")

    def press(self, count: int) -> None:
        """A mention in the press: hundreds within two hours, who stay as others do."""
        at = int(self.random.integers(10, DAYS - 15)) * SECONDS_A_DAY + int(self.random.integers(9, 21)) * 3600
        self.add("press", count, at + self.random.integers(0, 7_200, count), channel="search")

    # ---------------------------------------------------------------- planted accounts

    def device_farm(self) -> None:
        """One telephone, account after account, over hours or days; a few are kept warm."""
        random = self.random
        count = int(random.integers(4, 25))
        start = int(random.integers(2, DAYS - 15)) * SECONDS_A_DAY
        moments = start + np.sort(random.integers(0, int(random.choice([4, 72])) * 3600, count))
        haste = random.integers(5, 90, count) if random.random() < 0.6 else -1
        ip = next(self.fresh) if random.random() < 0.7 else [next(self.fresh) for _ in range(count)]
        channel = random.choice(list(CHANNELS))
        self.add("device farm", count, moments, device=next(self.fresh), ip=ip, keen=0.06, haste=haste, channel=channel)

    def address_farm(self) -> None:
        """Emulators that each say another device, behind one line, in one or two sittings."""
        random = self.random
        count = int(random.integers(10, 50))
        start = int(random.integers(2, DAYS - 15)) * SECONDS_A_DAY + int(random.integers(0, 20)) * 3600
        moments = start + random.integers(0, int(random.choice([1_200, 10_000])), count)
        channel = random.choice(list(CHANNELS))
        haste = random.integers(5, 90, count) if random.random() < 0.5 else -1
        self.add("address farm", count, moments, ip=next(self.fresh), keen=0.04, haste=haste, channel=channel)

    def script(self) -> None:
        """A script behind rented lines: each account with a device and an address of its own, within the hour."""
        random = self.random
        count = int(random.integers(120, 400))
        start = int(random.integers(10, DAYS - 15)) * SECONDS_A_DAY + int(random.integers(0, 24)) * 3600
        channel = random.choice(list(CHANNELS))
        self.add("script", count, start + random.integers(0, 3_600, count), keen=0.01, channel=channel)

    def ring(self) -> None:
        """Accounts of one hand that invite each other in a circle, and one that invites all the others."""
        random = self.random
        count = int(random.integers(5, 14))
        start = int(random.integers(2, DAYS - 15)) * SECONDS_A_DAY
        moments = start + np.sort(random.integers(0, 3 * SECONDS_A_DAY, count))
        device = [next(self.fresh) for _ in range(1 + count // 4)]
        rows = self.add(
            "ring", count, moments, device=random.choice(device, count), keen=0.15, channel="referral",
            haste=random.integers(10, 200, count),
        )  # fmt: skip
        inviters = np.roll(rows.index, 1) if random.random() < 0.5 else np.full(count, rows.index[0])
        rows["inviter"] = inviters
        if random.random() < 0.3:
            rows.loc[rows.index[-1], "inviter"] = rows.index[-1]

    # ---------------------------------------------------------------- facts

    def launch(self) -> GamedLaunch:
        """Who signed up in which order becomes their number."""
        everyone = pd.concat(self.parts)
        order = everyone["moment"].argsort(kind="stable").to_numpy()
        number = pd.Series(np.arange(len(everyone)), index=everyone.index[order])
        people = everyone.iloc[order]
        users = pd.DataFrame(
            {
                "user_id": np.arange(len(people)),
                "signup_day": FIRST_DAY + people["moment"].to_numpy() // SECONDS_A_DAY,
                "signup_second": people["moment"].to_numpy() % SECONDS_A_DAY,
                "channel": people["channel"].to_numpy(),
                "device": people["device"].to_numpy(),
                "ip": people["ip"].to_numpy(),
                "invited_by": people["inviter"].map(number).astype("Int64").to_numpy(),
            }
        )
        keen = people["keen"].where(people["keen"] >= 0, people["channel"].map(CHANNELS)).to_numpy()
        came = self.random.random(len(people)) < keen
        ages = np.where(came, 1 + np.minimum(self.random.geometric(0.4, len(people)) - 1, 6), 9)
        users["returned_day"] = pd.array(users["signup_day"] + ages, "Int64")
        late = ~came & (self.random.random(len(people)) > 0.1)
        users.loc[late, "returned_day"] = pd.NA
        tables = _tables(users, self._rewards(users, people["haste"].to_numpy()))
        who = pd.Series(people["who"].to_numpy(), index=users["user_id"])
        return GamedLaunch(tables, who, FIRST_DAY + DAYS)

    def _rewards(self, users: pd.DataFrame, haste: np.ndarray) -> pd.DataFrame:
        """People find the gift after a while, mostly minutes or days; a hand that farms it goes straight there."""
        random = self.random
        slow = np.exp(random.normal(8.5, 2.0, len(users))).astype("int64")
        seconds = np.where(haste >= 0, haste, slow) + users["signup_second"].to_numpy()
        taken = (haste >= 0) | (random.random(len(users)) < 0.3)
        return pd.DataFrame(
            {
                "activity": "gift",
                "user_id": users["user_id"],
                "day": users["signup_day"] + seconds // SECONDS_A_DAY,
                "arm": "participant",
                "reward": 2,
                "second": seconds % SECONDS_A_DAY,
            }
        )[taken]


def gamed_launch(seed: int, *, people: int = 12_000, is_clean: bool = False) -> GamedLaunch:
    """A launch with a few of every crowd and of every plant; `is_clean`: without plants."""
    world = World(seed)
    world.honest(people)
    world.office(int(world.random.integers(60, 250)))
    world.carrier(people // 6)
    world.school(int(world.random.integers(150, 400)))
    world.press(int(world.random.integers(150, 400)))
    if not is_clean:
        for plant, times in ((world.device_farm, 12), (world.address_farm, 6), (world.script, 2), (world.ring, 10)):
            for _ in range(times):
                plant()
    return world.launch()


def _tables(users: pd.DataFrame, rewards: pd.DataFrame) -> FactTables:
    connection = duckdb.connect(config={"threads": 1})
    for name, columns in TABLES.items():
        types = ", ".join(f"{column} {_type(kind)}" for column, kind in columns.items())
        connection.execute(f"create table {name} ({types})")
    for name, frame in (("users", users), ("participations", rewards)):
        connection.register("given", frame)
        connection.execute(f"insert into {name} by name select * from given")
        connection.unregister("given")
    engine = ibis.duckdb.from_connection(connection)
    return FactTables(**{name: engine.table(name) for name in TABLES}, run=engine.execute)


def _type(kind: str) -> str:
    return {"int64": "bigint", "int32": "integer", "string": "varchar"}.get(kind, kind)
