"""The people of the sample launch: who signs up when and where from, on which days they come, who takes part.

Days count from 0, the first day of the launch. One seeded generator draws everything, so the same seed and
first weekday give the same world. A user's visits depend on a hidden keenness; whether a visitor takes part
in an activity does not, every visitor of a day has the same chance. So people who take part and people who
do not are alike once they are compared on the same day, and the effects below are the truth.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DAYS = 120
USERS = 20_000

CHANNELS = ("qa_sites", "seo", "advertorial", "encyclopedia", "referral", "paid_search")
SEGMENTS = ("daily_drinker", "newcomer", "deal_seeker")
PLATFORMS = ("ios", "android", "web")
REGIONS = ("Shanghai", "Zhejiang", "Guangdong", "Fujian", "Beijing", "Sichuan")

# share of a day's sign-ups by channel, on the first and on the last day
SHARES_FIRST = np.array([0.18, 0.10, 0.26, 0.08, 0.12, 0.26])
SHARES_LAST = np.array([0.20, 0.22, 0.16, 0.08, 0.18, 0.16])
SEGMENT_SHARES = np.array(  # by channel: daily_drinker, newcomer, deal_seeker
    [
        [0.60, 0.32, 0.08],
        [0.50, 0.40, 0.10],
        [0.28, 0.40, 0.32],
        [0.55, 0.40, 0.05],
        [0.52, 0.33, 0.15],
        [0.35, 0.38, 0.27],
    ]
)
KEEN_SHARES = np.array([0.34, 0.30, 0.16, 0.26, 0.36, 0.20])  # keen users by channel
DEAL_SEEKERS_KEEN = 0.6  # of their channel's share
PLATFORM_SHARES = (0.34, 0.46, 0.20)
REGION_SHARES = (0.24, 0.20, 0.20, 0.14, 0.12, 0.10)

SIGNUP_RHYTHM = np.array([0.92, 0.94, 0.96, 0.98, 1.02, 1.12, 1.06])  # Monday … Sunday
VISIT_RHYTHM = np.array([0.92, 0.95, 0.97, 0.98, 1.00, 1.12, 1.06])

RENTED_VISIT_CHANCE = 0.60  # per remaining day of the prize draw, gone when it ends
LASTING_VISIT_CHANCE = (0.018, 0.020)  # per day after the tasting fortnight: what stays, what fades
LASTING_FADE_DAYS = 12.0

Matrix = NDArray[np.bool_]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class SampleActivity:
    """When an activity ran and how many of a day's visitors it drew in."""

    key: str
    first_day: int
    day_count: int
    join_chance: float
    reward: str

    @property
    def end_day(self) -> int:
        """The first day after the activity."""
        return self.first_day + self.day_count


PRIZE_DRAW = SampleActivity("prize_draw", 41, 7, 0.22, "5.00")
TASTING_FORTNIGHT = SampleActivity("tasting_fortnight", 66, 14, 0.13, "")
ACTIVITIES = (PRIZE_DRAW, TASTING_FORTNIGHT)


@dataclass(frozen=True)
class World:
    """What happened. Arrays run over users (index 0 is the first to sign up); −1 is never or nobody.

    `active`: users × days; `join_days` and `effects`: by activity key, the day of taking part and the true
    difference in the share that came on days 8–14 after it, among those who took part.
    """

    signup_day: Whole
    signup_second: Whole
    channel: Whole
    segment: Whole
    platform: Whole
    region: Whole
    device: Whole
    invited_by: Whole
    active: Matrix
    activated_day: Whole
    join_days: dict[str, Whole]
    effects: dict[str, float]


def build_world(first_weekday: int, rng: np.random.Generator) -> World:
    """Draw the whole sample world; `first_weekday` is 0 for a Monday."""
    weekdays = (np.arange(DAYS) + first_weekday) % 7
    signup_day = _signup_days(weekdays, rng)
    channel = _pick(_channel_shares()[signup_day], rng)
    segment = _pick(SEGMENT_SHARES[channel], rng)
    is_keen = rng.random(USERS) < KEEN_SHARES[channel] * np.where(segment == 2, DEAL_SEEKERS_KEEN, 1.0)
    active = _own_visits(signup_day, is_keen, weekdays, rng)
    active, prize_joins = _prize_draw(active, rng)
    before_tasting = active
    active, tasting_joins = _tasting_fortnight(active, rng)
    effect = _came_back(active, tasting_joins) - _came_back(before_tasting, tasting_joins)
    return World(
        signup_day=signup_day,
        signup_second=_seconds_of_day(USERS, rng),
        channel=channel,
        segment=segment,
        platform=rng.choice(len(PLATFORMS), USERS, p=PLATFORM_SHARES),
        region=rng.choice(len(REGIONS), USERS, p=REGION_SHARES),
        device=_devices(signup_day, segment, rng),
        invited_by=_inviters(signup_day, channel, rng),
        active=active,
        activated_day=_activation(active, signup_day, rng),
        join_days={PRIZE_DRAW.key: prize_joins, TASTING_FORTNIGHT.key: tasting_joins},
        effects={PRIZE_DRAW.key: 0.0, TASTING_FORTNIGHT.key: effect},
    )


def _pick(shares: NDArray[np.float64], rng: np.random.Generator) -> Whole:
    """One choice per row of `shares` (each row sums to 1)."""
    drawn = rng.random((len(shares), 1))
    choice: Whole = np.minimum((drawn > np.cumsum(shares, axis=1)).sum(axis=1), shares.shape[1] - 1)
    return choice


def _signup_days(weekdays: Whole, rng: np.random.Generator) -> Whole:
    """Sign-up day of each user, ascending: a push at first, growth that levels off, a weekly rhythm."""
    days = np.arange(DAYS)
    weight = 0.50 + 0.50 * (1 - np.exp(-days / 45))
    weight = weight * np.where(days < 3, 1.5, 1.0)
    for activity in ACTIVITIES:
        weight = weight * np.where((days >= activity.first_day) & (days < activity.end_day), 1.12, 1.0)
    weight = weight * SIGNUP_RHYTHM[weekdays]
    return np.repeat(days, rng.multinomial(USERS, weight / weight.sum()))


def _channel_shares() -> NDArray[np.float64]:
    """Days × channels: shares move evenly from the first day's to the last day's."""
    moved = np.linspace(0, 1, DAYS)[:, None]
    return SHARES_FIRST * (1 - moved) + SHARES_LAST * moved


def _own_visits(
    signup_day: Whole,
    is_keen: Matrix,
    weekdays: Whole,
    rng: np.random.Generator,
) -> Matrix:
    """Active days without any activity: visits thin out after sign-up and settle on a plateau."""
    age = np.arange(DAYS)[None, :] - signup_day[:, None]
    chance_by_age = np.array(
        [
            0.20 * (0.08 + 0.92 * np.exp(-np.arange(DAYS) / 7)),  # casual
            0.58 * (0.52 + 0.48 * np.exp(-np.arange(DAYS) / 14)),  # keen
        ]
    )
    liking = rng.gamma(9.0, 1 / 9.0, USERS)
    chance = chance_by_age[is_keen.astype(int)[:, None], np.maximum(age, 0)]
    chance = chance * liking[:, None] * VISIT_RHYTHM[weekdays][None, :]
    chance[age == 0] = 0.93
    drawn = rng.random((USERS, DAYS), dtype=np.float32)
    visits: Matrix = (drawn < np.minimum(chance, 0.95)) & (age >= 0)
    return visits


def _join_days(active: Matrix, activity: SampleActivity, rng: np.random.Generator) -> Whole:
    """Each visitor of a day joins by the same chance, whoever they are, until they have joined."""
    window = active[:, activity.first_day : activity.end_day]
    joins = window & (rng.random(window.shape) < activity.join_chance)
    return np.where(joins.any(axis=1), joins.argmax(axis=1) + activity.first_day, -1)


def _days_since(join_days: Whole) -> Whole:
    """Users × days: days since taking part, negative before it or for those who never did."""
    since = np.arange(DAYS)[None, :] - join_days[:, None]
    return np.where(join_days[:, None] >= 0, since, -1)


def _prize_draw(active: Matrix, rng: np.random.Generator) -> tuple[Matrix, Whole]:
    """Rents attention: more visits while it lasts, none after."""
    joins = _join_days(active, PRIZE_DRAW, rng)
    is_running = (np.arange(DAYS) < PRIZE_DRAW.end_day)[None, :] & (_days_since(joins) > 0)
    rented = rng.random((USERS, DAYS), dtype=np.float32) < RENTED_VISIT_CHANCE
    return active | (rented & is_running), joins


def _tasting_fortnight(active: Matrix, rng: np.random.Generator) -> tuple[Matrix, Whole]:
    """Works a little: a few more visits from then on, fading to a lasting rest."""
    joins = _join_days(active, TASTING_FORTNIGHT, rng)
    since = _days_since(joins)
    stays, fades = LASTING_VISIT_CHANCE
    chance = stays + fades * np.exp(-np.arange(DAYS) / LASTING_FADE_DAYS)
    gained = rng.random((USERS, DAYS), dtype=np.float32) < chance[np.maximum(since, 0)]
    return active | (gained & (since > 0)), joins


def _came_back(active: Matrix, join_days: Whole) -> float:
    """Share of those who took part that were active on any of days 8–14 after it."""
    joined = join_days >= 0
    since = _days_since(join_days)[joined]
    return float((active[joined] & (since >= 8) & (since <= 14)).any(axis=1).mean())


def _activation(active: Matrix, signup_day: Whole, rng: np.random.Generator) -> Whole:
    """Day of the first tasting note: on each of their days in the first fortnight one in four writes it."""
    age = np.arange(DAYS)[None, :] - signup_day[:, None]
    writes = active & (age < 14) & (rng.random((USERS, DAYS), dtype=np.float32) < 0.27)
    return np.where(writes.any(axis=1), writes.argmax(axis=1), -1)


def _devices(signup_day: Whole, segment: Whole, rng: np.random.Generator) -> Whole:
    """A device each, but some deal seekers of the prize draw share one in fours."""
    devices: Whole = rng.permutation(USERS)
    during = (signup_day >= PRIZE_DRAW.first_day) & (signup_day < PRIZE_DRAW.end_day) & (segment == 2)
    farming = np.flatnonzero(during)
    farming = farming[rng.random(len(farming)) < 0.4]
    devices[farming] = devices[farming[(np.arange(len(farming)) // 4) * 4]]
    return devices


def _inviters(signup_day: Whole, channel: Whole, rng: np.random.Generator) -> Whole:
    """Users who came by referral were invited by somebody who signed up on an earlier day."""
    earlier = np.searchsorted(signup_day, signup_day)  # users before this one's day
    drawn = (rng.random(USERS) * earlier).astype(np.int64)
    inviters: Whole = np.where((channel == CHANNELS.index("referral")) & (earlier > 0), drawn, -1)
    return inviters


def _seconds_of_day(count: int, rng: np.random.Generator) -> Whole:
    """Local times of day: a small peak at noon, a high one in the evening, little at night."""
    place = rng.random(count)
    noon = rng.normal(12.6, 1.6, count)
    evening = rng.normal(20.6, 1.7, count)
    spread = rng.uniform(7.5, 23.9, count)
    hours = np.where(place < 0.30, noon, np.where(place < 0.72, evening, spread))
    seconds: Whole = (hours * 3600).astype(np.int64) % 86_400  # late evenings run past midnight
    return seconds


def seconds_of_day(count: int, rng: np.random.Generator) -> Whole:
    """Local times of day for `count` events, in seconds since midnight."""
    return _seconds_of_day(count, rng)
