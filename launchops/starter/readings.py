"""Readings of the sample launch: what no event log knows, written down by hand or by other systems."""

from collections.abc import Iterator

import numpy as np

from launchops.starter.world import ACTIVITIES, DAYS, PRIZE_DRAW

Reading = tuple[int, str, str]
SEEDS_LAST_DAY = 105  # nobody has asked the seed users since: their figures are stale
REHEARSALS = (20, 62, 104)


def sample_readings(rng: np.random.Generator) -> list[Reading]:
    """All readings as (day, name, value), by day."""
    rows = [*_capacity(rng), *_service(rng), *_money(rng), *_people(rng), *_emergency_plan(), *_offers(rng)]
    return sorted(rows)


def _capacity(rng: np.random.Generator) -> Iterator[Reading]:
    """Peak load ÷ tested limit, growing past 0.70 in the last fortnight; peak visits ÷ forecast."""
    for day in range(DAYS):
        share = 0.745 * (0.42 + 0.58 * day / (DAYS - 1)) + rng.uniform(-0.008, 0.008)
        yield day, "peak_share_of_limit", f"{share:.3f}"
        is_opening = any(activity.first_day <= day < activity.first_day + 2 for activity in ACTIVITIES)
        yield day, "peak_ratio", f"{rng.uniform(0.85, 1.35) + (0.45 if is_opening else 0):.2f}"


def _service(rng: np.random.Generator) -> Iterator[Reading]:
    """Median hours to the first reply, slower in the last ten days; share of sign-ins that succeed."""
    for day in range(DAYS):
        hours = 4.6 + 1.2 * np.sin(day / 6) + rng.uniform(-0.4, 0.4) + max(0, day - (DAYS - 11)) * 0.45
        yield day, "first_reply_hours", f"{hours:.1f}"
        yield day, "login_success", f"{0.993 + rng.uniform(-0.004, 0.004):.4f}"


def _money(rng: np.random.Generator) -> Iterator[Reading]:
    """Spend ÷ plan to date, weekly, creeping over the plan."""
    for day in range(DAYS - 1, 6, -7):
        yield day, "spend_vs_plan", f"{0.98 + 0.19 * day / (DAYS - 1) + rng.uniform(-0.01, 0.01):.3f}"


def _people(rng: np.random.Generator) -> Iterator[Reading]:
    """Would you recommend us (weekly), clusters among sign-ups, and how the seed users do."""
    for day in range(3, DAYS, 7):
        yield day, "nps", f"{30 + 12 * day / (DAYS - 1) + rng.uniform(-0.8, 0.8):.0f}"
        is_draw = PRIZE_DRAW.first_day <= day < PRIZE_DRAW.end_day + 3
        yield day, "reward_cluster_share", f"{(0.058 if is_draw else 0.012) + rng.uniform(0, 0.006):.3f}"
    for day in range(SEEDS_LAST_DAY, 6, -7):
        yield day, "seed_participation", f"{0.62 - 0.10 * day / DAYS + rng.uniform(-0.02, 0.02):.2f}"
        yield day, "seeds_silent_share", f"{0.16 + 0.12 * day / DAYS + rng.uniform(-0.02, 0.02):.2f}"


def _offers(rng: np.random.Generator) -> Iterator[Reading]:
    """Articles and answers still live ÷ planned, and suppliers active ÷ planned, weekly."""
    for day in range(5, DAYS, 7):
        yield day, "placements_live_share", f"{0.97 - 0.08 * day / DAYS + rng.uniform(-0.02, 0.02):.2f}"
        yield day, "active_suppliers_share", f"{0.72 + 0.24 * day / DAYS + rng.uniform(-0.02, 0.02):.2f}"


def _emergency_plan() -> Iterator[Reading]:
    """Days since the emergency plan was last rehearsed, noted every five days from the first rehearsal on."""
    for day in range(DAYS - 1, REHEARSALS[0], -5):
        yield day, "days_since_rehearsal", str(day - max(done for done in REHEARSALS if done <= day))
