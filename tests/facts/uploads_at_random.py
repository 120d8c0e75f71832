"""What happens to a store over time, at random: uploads of every kind, undo, redo, other settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pyarrow as pa

from launchops.periods import MICROSECONDS_A_DAY
from launchops.store import Store
from tests.store.rows import DAY, NOW, load, table

USERS = 12
DAYS = 20
EVENTS = ("active", "pay", "open")
CHANNELS = ("", "ads", "seo")
HASH = "h:{:032x}"


class Uploads:
    """Changes a store step by step; users have a sign-up of their own, which uploads mostly agree on."""

    def __init__(self, store: Store, random: Random) -> None:
        self.store = store
        self.random = random
        self.at = NOW
        load(store, "users", self.users(range(6)))
        load(store, "events", self.events(300), at=self.at)

    def step(self) -> None:
        """One change."""
        self.at += timedelta(days=self.random.choice([-1, 0, 0, 1]))
        steps: list[tuple[Callable[[], None], int]] = [
            (self.load_events, 8),
            (self.load_users, 4),
            (self.load_others, 3),
            (self.undo, 3),
            (self.redo, 2),
            (self.change_settings, 1),
        ]
        kinds, weights = zip(*steps, strict=True)
        self.random.choices(kinds, weights)[0]()

    def load_events(self) -> None:
        """A few events, some of them known; days of before, too."""
        load(self.store, "events", self.events(self.random.randint(1, 12)), at=self.at)

    def load_users(self) -> None:
        """Some users, new and known."""
        load(self.store, "users", self.users(self.random.sample(range(USERS), self.random.randint(1, 4))), at=self.at)

    def load_others(self) -> None:
        """Participation, spend or readings."""
        kind = self.random.choice(["participation", "spend", "readings"])
        day = DAY + self.random.randrange(DAYS)
        rows: dict[str, dict[str, object]] = {
            "participation": {
                "activity": "gift",
                "user_id": f"u{self.random.randrange(USERS + 3)}",
                "ts": day * MICROSECONDS_A_DAY,
                "reward": self.random.choice(["", "1.5"]),
            },
            "spend": {"day": day, "channel": self.random.choice(CHANNELS), "spend": "2.5"},
            "readings": {"day": day, "kpi": "nps", "value": str(self.random.randrange(9))},
        }
        load(self.store, kind, table(kind, [rows[kind]]), at=self.at)  # type: ignore[arg-type]

    def undo(self) -> None:
        """An upload, mostly one of the last."""
        self.set_status("loaded", self.store.undo)

    def redo(self) -> None:
        """An undone upload."""
        self.set_status("undone", self.store.redo)

    def set_status(self, status: str, change: Callable[..., object]) -> None:
        """Change one of the uploads of a status."""
        batches = [batch for batch in self.store.batches() if batch.status == status]
        if batches:
            change(self.random.choice(batches[:3]).id, who="ops", at=self.at)

    def change_settings(self) -> None:
        """What is active, what activates, whether the first event is the sign-up."""
        settings = self.store.settings()
        random = self.random
        changed = replace(
            settings,
            active_events=random.choice([(), ("active",), ("active", "open")]),
            activation_event=random.choice(["", "pay"]),
            signup_is_first_event=random.random() < 0.1,
        )
        self.store.save_settings(changed, who="ops", at=self.at)

    def users(self, numbers: "range | list[int]") -> pa.Table:
        """Rows of users; now and then with another sign-up or a channel nobody had."""
        random = self.random
        return table(
            "users",
            [
                {
                    "user_id": f"u{number}",
                    "ts": (DAY + number % 7 + (random.random() < 0.05)) * MICROSECONDS_A_DAY,
                    "channel": "new" if random.random() < 0.03 else random.choice(CHANNELS),
                    "segment": random.choice(["", "a"]),
                    "device_hash": random.choice(["", HASH.format(1), HASH.format(2)]),
                    "ip_hash": random.choice(["", HASH.format(3)]),
                    "invited_by": random.choice(["", "", f"u{random.randrange(USERS)}", "nobody"]),
                }
                for number in numbers
            ],
        )

    def events(self, count: int) -> pa.Table:
        """Events with a time or a date only, of known and unknown users, also before sign-up; none twice."""
        random, made = self.random, {}
        for _ in range(count):
            day, is_date = DAY + random.randrange(DAYS), random.random() < 0.5
            second = 0 if is_date else random.choice([0, 3_600, 86_399])
            row = {
                "user_id": f"u{random.randrange(USERS)}",
                "ts": day * MICROSECONDS_A_DAY + second * 1_000_000,
                "is_date": is_date,
                "event": random.choice(EVENTS),
                "value": random.choice(["", "", "0.1", "2"]),
                "ordinal": 0,
            }
            made[tuple(row.values())] = row
        return table("events", list(made.values()))
