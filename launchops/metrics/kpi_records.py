"""KPIs that stand on what people record: seed users, contacts, effects of activities and blocking items."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.locale import Message
from launchops.metrics.daily import Days, complete_days, ratio_frame, series_frame
from launchops.metrics.kpi import Asked, Seed

PARTICIPATION_DAYS = 14  # K10

Marks = npt.NDArray[np.bool_]  # seeds × days


def activity_difference(asked: Asked) -> pd.DataFrame | Message:
    """K5: the matched difference of each activity on the day its outcome is over, with low and high.

    Where several are over on one day, their order is that of the records.
    """
    over = sorted((one for one in asked.records.effects if one.day < asked.as_of_day), key=lambda one: one.day)
    if not over:
        return Message("kpi_needs_effect")
    frame = series_frame(np.array([one.day for one in over]), np.array([one.difference for one in over]))
    return frame.assign(low=[one.low for one in over], high=[one.high for one in over])


def seed_participation(asked: Asked) -> pd.DataFrame | Message:
    """K10: seed users active or giving feedback in the 14 days to each day ÷ seed users of the day."""
    seeds = asked.records.seeds
    if not seeds:
        return Message("kpi_needs_seeds")
    if not any(seed.user_id is not None or seed.feedback_days for seed in seeds):
        return Message("kpi_needs_seed_activity")
    active = _active_days(asked, seeds)
    days = complete_days(asked)
    seen = [
        _covered(days, [*seed.feedback_days, *active.get(seed.user_id, ())], reach=PARTICIPATION_DAYS) for seed in seeds
    ]
    return _share_of_seeds(seeds, seen, days)


def contact_coverage(asked: Asked) -> pd.DataFrame | Message:
    """K11: seed users with a contact within their own cadence ÷ seed users of the day."""
    seeds = asked.records.seeds
    if not seeds:
        return Message("kpi_needs_seeds")
    if not any(seed.contact_days for seed in seeds):
        return Message("kpi_needs_contacts")
    days = complete_days(asked)
    return _share_of_seeds(seeds, [_covered(days, seed.contact_days, reach=seed.cadence_days) for seed in seeds], days)


def gate_completion(asked: Asked) -> pd.DataFrame | Message:
    """K14: blocking items passed with evidence ÷ blocking items; one value, on the last complete day."""
    records = asked.records
    if not records.blocking_items:
        return Message("kpi_needs_gate")
    passed, items = np.array([records.blocking_passed]), np.array([records.blocking_items])
    return ratio_frame(np.array([asked.as_of_day - 1]), passed, items)


def _active_days(asked: Asked, seeds: Sequence[Seed]) -> Mapping[int | None, Sequence[int]]:
    """Active days of the seed users by their number: the only days of single users that leave the engine."""
    numbers = [seed.user_id for seed in seeds if seed.user_id is not None]
    if not numbers:
        return {}
    rows = asked.tables.user_days
    found = asked.tables.run(rows.filter(rows.user_id.isin(numbers)).select("user_id", "day"))
    return {int(number): mine["day"].tolist() for number, mine in found.groupby("user_id")}


def _covered(days: Days, marks: Iterable[int], *, reach: int) -> Marks:
    """Whether each day is one of `marks` or one of the `reach` − 1 days after it."""
    covered: Marks = np.zeros(len(days), dtype=bool)
    for day in marks:
        covered |= (days >= day) & (days < day + reach)
    return covered


def _share_of_seeds(seeds: Sequence[Seed], seen: Sequence[Marks], days: Days) -> pd.DataFrame:
    """Seeds seen ÷ seeds there, day by day; a seed user counts from the day they became one."""
    there = np.array([days >= (days[:1] if seed.since_day is None else seed.since_day) for seed in seeds])
    return ratio_frame(days, (np.array(seen) & there).sum(axis=0), there.sum(axis=0))
