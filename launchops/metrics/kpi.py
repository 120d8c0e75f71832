"""What a KPI is: its words, unit and kind, and what is asked of the facts to work one out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from launchops.locale import Message
from launchops.metrics.extent import Extent
from launchops.metrics.tables import FactTables, Filters
from launchops.periods import Period

Unit = Literal["users", "percent", "points", "money", "days", "count", "ratio"]
Direction = Literal["up", "down"]
Kind = Literal["flow", "level", "rate"]
Grain = Literal[
    "day",
    "trailing_7",
    "trailing_14",
    "trailing_28",
    "signups_28",
    "cadence",
    "plan_to_date",
    "activity",
    "now",
    "reading",
]

READING_PREFIX = "reading:"


@dataclass(frozen=True)
class Kpi:
    """One KPI of the registry, or an uploaded reading.

    `name`, `formula`: English texts marked for translation (of a reading: its own name, and how it came
    here). `direction`: whether more (up) or less (down) is better. `kind`: flow (a total per day, may be
    summed), level (how many at a time) or rate (numerator ÷ denominator). `grain`: what one value covers: the
    day; the trailing 7, 14 or 28 days; the sign-ups of the 28 days to this one; each seed user's own cadence; the
    plan up to the day; an activity; the moment; a reading. `lag_days`: how many
    days after its day a value becomes readable, because users must first have had the time.
    """

    key: str
    name: str
    formula: str
    unit: Unit
    direction: Direction
    kind: Kind
    grain: Grain
    lag_days: int = 0

    @property
    def is_reading(self) -> bool:
        """Whether the values were uploaded, not worked out."""
        return self.key.startswith(READING_PREFIX)

    @property
    def name_message(self) -> Message:
        """The name, for use inside a sentence."""
        if self.is_reading:
            return Message("kpi_reading", {"name": self.name})
        return Message(f"kpi_{self.key}")

    @property
    def formula_message(self) -> Message:
        """The formula, for use inside a sentence."""
        return Message("kpi_reading_formula" if self.is_reading else f"kpi_{self.key}_formula")


@dataclass(frozen=True)
class Seed:
    """A seed user, as far as KPIs need to know: no name, no address.

    `user_id`: the number of the user in the facts, None where the record names no user of the uploads. `since_day`:
    a seed user since (None: from the beginning). `contact_days`: days of contact in either direction;
    `feedback_days`: days on which the seed user got in touch.
    """

    user_id: int | None
    since_day: int | None = None
    cadence_days: int = 14
    contact_days: tuple[int, ...] = ()
    feedback_days: tuple[int, ...] = ()


@dataclass(frozen=True)
class SpendPlan:
    """An amount planned to be spent evenly in [start_day, end_day) on a channel, or on an activity (channel "")."""

    start_day: int
    end_day: int
    amount: float
    channel: str = ""
    activity: str = ""


@dataclass(frozen=True)
class Effect:
    """The matched difference of one activity with its interval (fractions); `day`: its last outcome day."""

    day: int
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class FloorPath:
    """The fewest sign-ups to have since `launch_day`: `steps` of (days after it, sign-ups before that day), rising."""

    launch_day: int
    steps: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class LaunchRecords:
    """What KPIs need of the records people keep; all empty: nothing is recorded.

    `blocking_items`: tasks that block the launch; `blocking_passed`: those of them done with evidence. `users_limit`:
    users a day at which the peak reaches the tested limit. `reward_caps`: (activity, limit per person).
    `contacted_without_consent`: seed users; None where nobody was contacted.
    """

    seeds: tuple[Seed, ...] = ()
    spend_plans: tuple[SpendPlan, ...] = ()
    effects: tuple[Effect, ...] = ()
    blocking_items: int = 0
    blocking_passed: int = 0
    users_limit: float | None = None
    floor: FloorPath | None = None
    reward_caps: tuple[tuple[str, float], ...] = ()
    contacted_without_consent: int | None = None


@dataclass(frozen=True)
class Asked:
    """One question to the facts: until when, about whom, and what the launch has decided.

    `target_segments`: segments the launch is for; empty: not decided. `activity_days`: days of activities as
    the launch records them; None: from first to last participation of each. `records`: the rest of what the launch
    has recorded.
    """

    tables: FactTables
    as_of_day: int
    extent: Extent
    filters: Filters = Filters()  # noqa: RUF009 - frozen and without state
    target_segments: Sequence[str] = ()
    activity_days: Sequence[Period] | None = None
    records: LaunchRecords = LaunchRecords()


# A KPI worked out: the frame of `KpiSeries` (see `daily.series_frame`), or the reason why it is not known at
# all.
SeriesOf = Callable[[Asked], pd.DataFrame | Message]
