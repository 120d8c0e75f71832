"""The sample launch as files to import: a tea community, 20,000 users over 120 days.

Everything follows from the last data day and a seed; the same two give the same bytes.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from launchops.starter.calendar import sample_end, sample_start
from launchops.starter.readings import sample_readings
from launchops.starter.uploads import (
    UNKNOWN_USER_EVENTS,
    UNKNOWN_USERS,
    BadRows,
    SampleFile,
    bad_rows,
    event_files,
    participation_files,
    reading_file,
    spend_file,
    user_file,
)
from launchops.starter.world import USERS, World, build_world

SEED = 7

__all__ = ["SEED", "SampleFile", "SampleTruth", "sample_end", "sample_files", "sample_start", "sample_truth"]


@dataclass(frozen=True)
class SampleTruth:
    """What the tests know of the sample before it is imported.

    effects: by activity, the true difference in the share that came on days 8–14 after taking part, among
    those who took part (a fraction). participants: by activity. bad_rows: what the import must refuse.
    """

    user_count: int
    active_days: int
    activated: int  # users who ever wrote a first note
    effects: dict[str, float]
    participants: dict[str, int]
    bad_rows: tuple[BadRows, ...]
    unknown_users: int
    unknown_user_events: int


def sample_files(end_on: date, seed: int = SEED) -> tuple[SampleFile, ...]:
    """The CSV files of the sample in the order to upload them: users first, so that nobody is unknown."""
    start_on = sample_start(end_on)
    world, rng = _world(start_on, seed)
    return (
        user_file(world, start_on, rng),
        *event_files(world, start_on, rng),
        *participation_files(world, start_on),
        spend_file(world, start_on, rng),
        reading_file(sample_readings(rng), start_on),
    )


def sample_truth(end_on: date, seed: int = SEED) -> SampleTruth:
    """The truth behind `sample_files` of the same day and seed."""
    start_on = sample_start(end_on)
    world, _ = _world(start_on, seed)
    return SampleTruth(
        user_count=USERS,
        active_days=int(world.active.sum()),
        activated=int((world.activated_day >= 0).sum()),
        effects=world.effects,
        participants={key: int((days >= 0).sum()) for key, days in world.join_days.items()},
        bad_rows=bad_rows(start_on),
        unknown_users=UNKNOWN_USERS,
        unknown_user_events=UNKNOWN_USER_EVENTS,
    )


def _world(start_on: date, seed: int) -> tuple[World, np.random.Generator]:
    rng = np.random.default_rng(seed)
    return build_world(start_on.weekday(), rng), rng
