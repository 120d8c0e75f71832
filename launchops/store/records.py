"""Record types of the store, as frozen dataclasses: what the rest of the product sees of it.

Every editable record has `id` (None before it is saved) and `version` (1, 2 … counts saves; a save with an
old version is refused with changed_by_other). Dates end in `_on`, instants in `_at` (UTC), money in the
launch's currency.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class LaunchSettings:
    """The launch itself: one row a store."""

    name: str
    vision: str = ""
    launch_on: date | None = None
    time_zone: str = "UTC"
    week_start: str = "monday"  # periods.WEEKDAYS
    currency: str = "USD"  # ISO 4217
    active_events: tuple[str, ...] = ()  # empty: every event counts as activity
    activation_event: str = ""  # empty: activation is unknown
    signup_is_first_event: bool = False  # for people who have only an event log
    is_sample: bool = False
    version: int = 1


@dataclass(frozen=True)
class Batch:
    """One upload. rows_in = rows_loaded + rows_rejected."""

    id: int
    kind: str
    file_name: str
    sha256: str
    encoding: str
    rows_in: int
    rows_loaded: int
    rows_rejected: int
    loaded_by: str
    loaded_at: datetime
    status: str  # loaded or undone
    warnings: tuple[tuple[str, int, str], ...] = ()  # code, count, detail
    header: tuple[str, ...] = ()  # as written in the file
    delimiter: str = ","


@dataclass(frozen=True)
class Goal:
    """One operating goal on a KPI."""

    id: int | None
    name: str
    kpi: str  # key of the KPI registry or of an uploaded reading
    target_type: str  # rise_to, fall_to, stay_above, stay_below
    target: Decimal
    start_on: date
    due_on: date
    baseline: Decimal | None = None  # stay goals have none
    phased: tuple[tuple[date, Decimal], ...] = ()
    tolerance: Decimal = Decimal(0)
    kind: str = "output"  # input or output
    owner: str = ""
    question: str = ""
    source: str = ""
    unit: str = ""  # of an uploaded reading: count, users, percent, points, money, days, ratio; empty: the KPI's own
    cadence: str = "weekly"  # how often its owner checks in: daily, weekly, monthly
    stale_after_days: int = 8
    on_track_from: Decimal = Decimal("0.95")  # pace ratio from which it is on track
    behind_from: Decimal = Decimal("0.75")  # pace ratio from which it is behind, below it at risk
    maturity: str = "defined"  # defined, instrumented, complete
    override_status: str = ""
    override_reason: str = ""
    override_until: date | None = None
    position: int = 0  # order on the page; the first five stand on the overview
    version: int = 1


@dataclass(frozen=True)
class Milestone:
    """A controllable step towards the vision."""

    id: int | None
    name: str
    due_on: date
    kpi: str = ""  # of the exit criterion; empty: a person says when it is met
    value: Decimal | None = None
    direction: str = "at_least"  # at_least or at_most: the side of `value` on which it is met
    owner: str = ""
    evidence: str = ""
    state: str = "planned"  # planned, met, missed, dropped
    version: int = 1


@dataclass(frozen=True)
class CheckIn:
    """What the owner of a goal said on a day."""

    id: int | None
    goal_id: int
    checked_on: date
    value: Decimal | None
    suggested_status: str
    chosen_status: str
    confidence: int  # 1…10
    what_moved: str = ""
    blocker: str = ""
    help_wanted: str = ""
    author: str = ""


@dataclass(frozen=True)
class Risk:
    """One operating risk, with the trigger (KRI) that raises its hand."""

    id: int | None
    name: str
    cause: str = ""
    event: str = ""
    effect: str = ""
    category: str = ""  # capacity, contingency, abuse, cost, nobody_comes, retention, dependence, data, people, other
    owner: str = ""
    action_owner: str = ""
    probability: float | None = None  # 0…1 over the launch
    loss_low: Decimal | None = None  # 90 % range of the loss, launch currency
    loss_high: Decimal | None = None
    knowledge: str = "medium"  # weak, medium, strong
    response: str = "mitigate"  # avoid, mitigate, transfer, accept
    trigger_kpi: str = ""
    trigger_direction: str = "above"  # above or below: on which side of the limits it is bad
    trigger_amber: Decimal | None = None
    trigger_red: Decimal | None = None
    trigger_readings: int = 1  # consecutive readings needed to fire
    trigger_stale_days: int = 8
    trigger_unit: str = ""  # of an uploaded reading, as a goal's; empty: the KPI's own
    contingency: str = ""
    fallback: str = ""
    review_on: date | None = None
    accepted_until: date | None = None
    accepted_by: str = ""
    accepted_reason: str = ""
    status: str = "open"  # open, accepted, closed (triggered is computed)
    version: int = 1


@dataclass(frozen=True)
class TriggerEvent:
    """A trigger that fired, or is fired no more: with its values, and what was agreed at that time. Never changed."""

    id: int | None
    risk_id: int
    kind: str  # fired, cleared, or withdrawn: its readings or limits were changed
    happened_on: date  # the day of the reading that did it; of a withdrawn one the last day judged before
    readings: tuple[tuple[date, Decimal], ...]  # those in a row that fired it; the one that cleared it; none
    kpi: str
    direction: str
    amber: Decimal | None
    red: Decimal | None
    unit: str
    contingency: str
    owner: str  # who acts
    recorded_at: datetime


@dataclass(frozen=True)
class TriggerWatch:
    """How far a risk's trigger has been judged: up to the reading of `read_through`, None before any."""

    risk_id: int
    read_through: date | None
    is_fired: bool


@dataclass(frozen=True)
class CapacityPlan:
    """What the servers were tested for and how users load them; one a launch."""

    id: int | None
    tested_limit: Decimal  # requests a second
    peak_hour_share: Decimal  # of a day's users that come in its fullest hour, 0…1
    requests_per_user: Decimal  # in that hour
    tested_on: date | None = None
    owner: str = ""
    note: str = ""
    version: int = 1


@dataclass(frozen=True)
class FloorCheck:
    """The fewest sign-ups to have some days after the launch, and what is done where there are fewer."""

    id: int | None
    days_after: int  # 3: the check is made on T+3, over the three days before it
    floor: Decimal  # sign-ups since the launch day
    measure: str = ""
    owner: str = ""
    version: int = 1


@dataclass(frozen=True)
class Activity:
    """A planned or past activity; participants come from uploads and are joined by `key`."""

    id: int | None
    key: str  # as written in the participation files
    name: str
    purpose: str = ""
    audience: str = ""
    start_on: date | None = None
    end_on: date | None = None  # last day, included
    comparison_group: str = ""
    budget: Decimal | None = None
    per_person_cap: Decimal | None = None
    holdout_share: float | None = None
    stop_rule: str = ""
    owner: str = ""
    version: int = 1


@dataclass(frozen=True)
class Task:
    """One line of the starter checklist or of the user's own."""

    id: int | None
    part: str  # users, channels, activities, seeds, goals, risks
    text: str
    why: str = ""
    tier: str = ""
    owner: str = ""
    due_on: date | None = None
    is_blocking: bool = False
    check: str = "manual"
    evidence: str = ""
    state: str = "open"  # open, done, waived
    waiver_by: str = ""
    waiver_reason: str = ""
    waiver_until: date | None = None
    version: int = 1


@dataclass(frozen=True)
class TargetUser:
    """A group of people the product is, or is not, for."""

    id: int | None
    name: str
    segment: str = ""  # the segment value in users files
    description: str = ""
    is_target: bool = True
    estimated_size: int | None = None
    source: str = ""
    version: int = 1


@dataclass(frozen=True)
class Channel:
    """A publicity channel."""

    id: int | None
    key: str  # the channel value in users and spend files
    name: str
    type: str = ""  # paid, owned, earned, advertorial, seo, encyclopedia, qa
    utm_source: str = ""
    utm_medium: str = ""
    owner: str = ""
    planned_spend: Decimal | None = None
    live_on: date | None = None
    evidence: str = ""
    version: int = 1


@dataclass(frozen=True)
class SeedUser:
    """A seed user and how to keep in touch."""

    id: int | None
    handle: str
    segment: str = ""
    criterion: str = ""
    source: str = ""
    consent_on: date | None = None
    medium: str = ""  # im, email
    owner: str = ""
    cadence_days: int = 14
    next_contact_on: date | None = None
    user_id: str = ""  # the product's user, as in the users files
    version: int = 1


@dataclass(frozen=True)
class Contact:
    """One entry of the contact log of a seed user."""

    id: int | None
    seed_user_id: int
    contacted_at: datetime
    medium: str = ""
    direction: str = "out"
    summary: str = ""
    promise: str = ""
    follow_up_on: date | None = None
    author: str = ""


@dataclass(frozen=True)
class Meeting:
    """A launch meeting."""

    id: int | None
    held_on: date
    as_of_on: date | None = None
    attendees: str = ""
    state: str = "planned"  # planned, in_progress, closed
    version: int = 1


@dataclass(frozen=True)
class Decision:
    """A decision typed beside the chart."""

    id: int | None
    meeting_id: int | None
    text: str
    context: str = ""
    options: str = ""
    kpi: str = ""
    expected_effect: str = ""
    owner: str = ""
    review_on: date | None = None
    version: int = 1


@dataclass(frozen=True)
class Action:
    """Something somebody does by a day."""

    id: int | None
    meeting_id: int | None
    text: str
    owner: str = ""
    due_on: date | None = None
    status: str = "open"  # open, done, dropped
    source: str = ""
    version: int = 1


@dataclass(frozen=True)
class StatusChange:
    """A computed status that changed: the history behind "since last week"."""

    id: int | None
    subject: str  # goal or risk
    subject_id: int
    status: str
    previous: str
    changed_at: datetime
    as_of_on: date
    value: float | None = None  # e.g. the pace ratio or the KRI value at that time


@dataclass(frozen=True)
class AuditEntry:
    """Who did what, when; written in the same transaction as the change."""

    id: int
    at: datetime
    who: str
    what: str  # e.g. goals.save, batch.load, batch.undo
    subject: str
    detail: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()  # field, its text before, its text after; not of people


@dataclass(frozen=True)
class StoredForecast:
    """The last forecast of a goal. `basis` tells what it was made from: with another it is not valid any more."""

    goal_id: int
    basis: str
    facts_version: int
    made_at: datetime
    document: str  # the forecast as JSON


@dataclass(frozen=True)
class RejectRow:
    """One rejected record of an upload, as it was stored: the fields of ingest's `Reject`."""

    line: int
    data_row: int
    column: str
    code: str
    value: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class LoadOutcome:
    """What became of a load. status: loaded, already_loaded, or redone (the same file was there, undone)."""

    batch: Batch
    status: str
