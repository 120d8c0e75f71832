"""A large made-up launch, the same for the same seed: who signed up when, who was active when."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

FIRST_DAY = 20_454  # 2026-01-01
DAYS = 180
CHANNELS = ("seo", "ads", "referral", "advertorial", "q_and_a", "encyclopedia")
SEGMENTS = ("students", "families", "shops")
MEAN_RETURNS = 7.6  # drawn per user; without repeats and days after the end about 5 active days are left
MEAN_AGE = 24.0  # days after sign-up of an average return
MICROSECONDS_A_DAY = 86_400_000_000
CHUNK_ROWS = 500_000

Days = NDArray[np.int64]


@dataclass(frozen=True)
class Population:
    """Users by number: sign-up day, channel and segment codes; their active days, by user and day."""

    signup_day: Days
    channel: Days
    segment: Days
    active_user: Days
    active_day: Days
    seed: int

    @property
    def user_count(self) -> int:
        """Number of users."""
        return len(self.signup_day)

    @property
    def active_day_count(self) -> int:
        """Number of user-days."""
        return len(self.active_day)

    def user_rows(self) -> Iterator[pa.Table]:
        """The users as the store takes them (`launchops.ingest.parsed.ROW_SCHEMAS`), some at a time."""
        for start in range(0, self.user_count, CHUNK_ROWS):
            numbers = np.arange(start, min(start + CHUNK_ROWS, self.user_count))
            blank = pa.array([""] * len(numbers))
            yield pa.table(
                {
                    "user_id": user_ids(numbers),
                    "ts": self.signup_day[numbers] * MICROSECONDS_A_DAY,
                    "is_date": np.ones(len(numbers), dtype=bool),
                    "channel": pa.array(CHANNELS).take(pa.array(self.channel[numbers])),
                    "segment": pa.array(SEGMENTS).take(pa.array(self.segment[numbers])),
                    **dict.fromkeys(("platform", "region", "device_hash", "ip_hash", "invited_by"), blank),
                    **_places(start, len(numbers)),
                }
            )

    def event_rows(self) -> Iterator[pa.Table]:
        """One event "active" on every active day, at a random time of day."""
        random = np.random.default_rng(self.seed + 1)
        for start in range(0, self.active_day_count, CHUNK_ROWS):
            part = slice(start, start + CHUNK_ROWS)
            size = len(self.active_day[part])
            second = random.integers(0, 86_400, size=size) * 1_000_000
            yield pa.table(
                {
                    "user_id": user_ids(self.active_user[part]),
                    "ts": self.active_day[part] * MICROSECONDS_A_DAY + second,
                    "is_date": np.zeros(size, dtype=bool),
                    "event": pa.array(["active"] * size),
                    "value": pa.array([""] * size),
                    "ordinal": np.zeros(size, dtype=np.int32),
                    **_places(start, size),
                }
            )


def _places(start: int, size: int) -> dict[str, Days]:
    data_row = np.arange(start + 1, start + size + 1)
    return {"line": data_row + 1, "data_row": data_row}


def user_ids(numbers: Days) -> pa.Array:
    """Texts of one length, as ids of real products are."""
    return pa.array(np.char.add("user-", np.char.zfill(numbers.astype("U8"), 8)))


def made_up(user_count: int, *, seed: int = 7, mean_returns: float = MEAN_RETURNS) -> Population:
    """A growing launch over 180 days; about five active days a user, most of them soon after sign-up."""
    random = np.random.default_rng(seed)
    joined = np.sort((np.sqrt(random.random(user_count)) * DAYS).astype(np.int64))
    returns = random.geometric(1 / (mean_returns + 1), size=user_count) - 1
    user = np.repeat(np.arange(user_count), returns)
    age = random.exponential(MEAN_AGE, size=len(user)).astype(np.int64)
    day = joined[user] + age
    kept = np.unique((user * 1_024 + day)[day < DAYS])
    return Population(
        signup_day=joined + FIRST_DAY,
        channel=random.integers(0, len(CHANNELS), size=user_count),
        segment=random.integers(0, len(SEGMENTS), size=user_count),
        active_user=kept // 1_024,
        active_day=kept % 1_024 + FIRST_DAY,
        seed=seed,
    )
