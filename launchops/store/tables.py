"""Every table of the store, typed, with named constraints. Rows mean what `launchops.store.records` says.

User data (users, events, participation, spend, readings) is append-only by batch: rows are never changed, and
undoing an upload changes only the status of its batch. Personal identifiers stand once, in `user_ids`.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from launchops.store.columns import CHANGES, NOTICES, STEPS, TEXTS, ExactDecimal, Instant

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of all tables: exact decimals, UTC instants, JSON tuples, one naming of constraints."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - the shape SQLAlchemy asks for
        Decimal: ExactDecimal,
        datetime: Instant,
        tuple[str, ...]: TEXTS,
        tuple[tuple[date, Decimal], ...]: STEPS,
        tuple[tuple[str, int, str], ...]: NOTICES,
        tuple[tuple[str, str, str], ...]: CHANGES,
    }


class Editable:
    """What every record has: its number, its version, and who saved it last."""

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]


class Logged:
    """An entry of a log: its number and who wrote it; never changed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    changed_by: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]


# --- the launch ---------------------------------------------------------------------------------------------


class LaunchTable(Base):
    """One row: the launch, its settings and the two counters (see `launchops.store.counters`)."""

    __tablename__ = "launch"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint(
            "week_start IN ('monday','tuesday','wednesday','thursday','friday','saturday','sunday')",
            name="week_start",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    vision: Mapped[str]
    launch_on: Mapped[date | None]
    time_zone: Mapped[str]
    week_start: Mapped[str]
    currency: Mapped[str]
    active_events: Mapped[tuple[str, ...]] = mapped_column(TEXTS)
    activation_event: Mapped[str]
    signup_is_first_event: Mapped[bool]
    is_sample: Mapped[bool]
    version: Mapped[int]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
    facts_version: Mapped[int] = mapped_column(BigInteger)
    records_version: Mapped[int] = mapped_column(BigInteger)


# --- uploads ------------------------------------------------------------------------------------------------


class BatchTable(Base):
    """One upload. first_ts, last_ts: the span of its days or instants in microseconds, null without rows."""

    __tablename__ = "batches"
    __table_args__ = (
        CheckConstraint("rows_in = rows_loaded + rows_rejected", name="conservation"),
        CheckConstraint("rows_loaded >= 0 AND rows_rejected >= 0", name="counts"),
        CheckConstraint("status IN ('loaded','undone')", name="status"),
        CheckConstraint("kind IN ('users','events','participation','spend','readings')", name="kind"),
        UniqueConstraint("kind", "sha256"),
        {"sqlite_autoincrement": True},  # precedence is by number for ever, so no number comes twice
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    encoding: Mapped[str]
    delimiter: Mapped[str]
    rows_in: Mapped[int]
    rows_loaded: Mapped[int]
    rows_rejected: Mapped[int]
    loaded_by: Mapped[str]
    loaded_at: Mapped[datetime]
    status: Mapped[str]
    warnings: Mapped[tuple[tuple[str, int, str], ...]] = mapped_column(NOTICES)
    header: Mapped[tuple[str, ...]] = mapped_column(TEXTS)
    first_ts: Mapped[int | None] = mapped_column(BigInteger)
    last_ts: Mapped[int | None] = mapped_column(BigInteger)


class RejectTable(Base):
    """One rejected record of an upload, in the order of the file."""

    __tablename__ = "rejects"
    __table_args__ = ({"sqlite_with_rowid": False},)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int]
    data_row: Mapped[int]
    column: Mapped[str]
    code: Mapped[str]
    value: Mapped[str]
    cells: Mapped[tuple[str, ...]] = mapped_column(TEXTS)


class HeaderMappingTable(Base):
    """Which column a header of a file stands for, as somebody chose it last time."""

    __tablename__ = "header_mappings"

    kind: Mapped[str] = mapped_column(primary_key=True)
    header: Mapped[str] = mapped_column(primary_key=True)
    column: Mapped[str]


# --- user data ----------------------------------------------------------------------------------------------


class UserIdTable(Base):
    """The user ids seen in any upload, each with the number that stands for it everywhere else."""

    __tablename__ = "user_ids"
    __table_args__ = (UniqueConstraint("user_id"),)

    user_key: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str]


class EventNameTable(Base):
    """The event names seen in any upload."""

    __tablename__ = "event_names"
    __table_args__ = (UniqueConstraint("name"),)

    event_key: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class UserTable(Base):
    """A row of a users file. ts: sign-up in microseconds UTC; is_date: a calendar date, not an instant."""

    __tablename__ = "users"
    __table_args__ = ({"sqlite_with_rowid": False},)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    user_key: Mapped[int] = mapped_column(primary_key=True)
    ts: Mapped[int] = mapped_column(BigInteger)
    is_date: Mapped[bool] = mapped_column(Boolean)
    channel: Mapped[str]
    segment: Mapped[str]
    platform: Mapped[str]
    region: Mapped[str]
    device_hash: Mapped[str]
    ip_hash: Mapped[str]
    invited_by: Mapped[str]


class EventTable(Base):
    """One event, identified by all its columns. value: exact decimal as text, empty for none."""

    __tablename__ = "events"
    __table_args__ = ({"sqlite_with_rowid": False},)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    user_key: Mapped[int] = mapped_column(primary_key=True)
    is_date: Mapped[bool] = mapped_column(Boolean, primary_key=True)
    ts: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    event_key: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)


class ParticipationTable(Base):
    """A user took part in an activity, was offered it or held out of it."""

    __tablename__ = "participation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    activity: Mapped[str] = mapped_column(primary_key=True)
    user_key: Mapped[int] = mapped_column(primary_key=True)
    is_date: Mapped[bool] = mapped_column(Boolean, primary_key=True)
    ts: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    arm: Mapped[str] = mapped_column(primary_key=True)
    reward: Mapped[str]


class SpendTable(Base):
    """Money spent on a channel on a day."""

    __tablename__ = "spend"
    __table_args__ = ({"sqlite_with_rowid": False},)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    day: Mapped[int] = mapped_column(Integer, primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    activity: Mapped[str] = mapped_column(primary_key=True)
    campaign: Mapped[str] = mapped_column(primary_key=True)
    spend: Mapped[str]
    impressions: Mapped[int | None] = mapped_column(BigInteger)
    clicks: Mapped[int | None] = mapped_column(BigInteger)


class ReadingTable(Base):
    """The value of a KPI on a day, as somebody read it off elsewhere."""

    __tablename__ = "readings"
    __table_args__ = ({"sqlite_with_rowid": False},)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    day: Mapped[int] = mapped_column(Integer, primary_key=True)
    kpi: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


# --- records ------------------------------------------------------------------------------------------------


class GoalTable(Editable, Base):
    """Operating goals."""

    __tablename__ = "goals"

    name: Mapped[str]
    kpi: Mapped[str]
    target_type: Mapped[str]
    target: Mapped[Decimal]
    start_on: Mapped[date]
    due_on: Mapped[date]
    baseline: Mapped[Decimal | None]
    phased: Mapped[tuple[tuple[date, Decimal], ...]] = mapped_column(STEPS)
    tolerance: Mapped[Decimal]
    kind: Mapped[str]
    owner: Mapped[str]
    question: Mapped[str]
    source: Mapped[str]
    unit: Mapped[str]
    cadence: Mapped[str]
    stale_after_days: Mapped[int]
    on_track_from: Mapped[Decimal]
    behind_from: Mapped[Decimal]
    maturity: Mapped[str]
    override_status: Mapped[str]
    override_reason: Mapped[str]
    override_until: Mapped[date | None]
    position: Mapped[int]


class MilestoneTable(Editable, Base):
    """Controllable steps towards the vision."""

    __tablename__ = "milestones"

    name: Mapped[str]
    due_on: Mapped[date]
    kpi: Mapped[str]
    value: Mapped[Decimal | None]
    direction: Mapped[str]
    owner: Mapped[str]
    evidence: Mapped[str]
    state: Mapped[str]


class CheckInTable(Logged, Base):
    """What owners said of their goals."""

    __tablename__ = "check_ins"

    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id", ondelete="CASCADE"), index=True)
    checked_on: Mapped[date]
    value: Mapped[Decimal | None]
    suggested_status: Mapped[str]
    chosen_status: Mapped[str]
    confidence: Mapped[int]
    what_moved: Mapped[str]
    blocker: Mapped[str]
    help_wanted: Mapped[str]
    author: Mapped[str]


class ForecastTable(Base):
    """The last forecast of each goal: a copy that can be made anew at any time."""

    __tablename__ = "forecasts"

    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id", ondelete="CASCADE"), primary_key=True)
    basis: Mapped[str]
    facts_version: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    document: Mapped[str]


class RiskTable(Editable, Base):
    """Operating risks with their triggers."""

    __tablename__ = "risks"

    name: Mapped[str]
    cause: Mapped[str]
    event: Mapped[str]
    effect: Mapped[str]
    category: Mapped[str]
    owner: Mapped[str]
    action_owner: Mapped[str]
    probability: Mapped[float | None]
    loss_low: Mapped[Decimal | None]
    loss_high: Mapped[Decimal | None]
    knowledge: Mapped[str]
    response: Mapped[str]
    trigger_kpi: Mapped[str]
    trigger_direction: Mapped[str]
    trigger_amber: Mapped[Decimal | None]
    trigger_red: Mapped[Decimal | None]
    trigger_readings: Mapped[int]
    trigger_stale_days: Mapped[int]
    trigger_unit: Mapped[str]
    contingency: Mapped[str]
    fallback: Mapped[str]
    review_on: Mapped[date | None]
    accepted_until: Mapped[date | None]
    accepted_by: Mapped[str]
    accepted_reason: Mapped[str]
    status: Mapped[str]


class TriggerEventTable(Base):
    """Triggers that fired or cleared; only ever added to."""

    __tablename__ = "trigger_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    risk_id: Mapped[int] = mapped_column(ForeignKey("risks.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    happened_on: Mapped[date]
    readings: Mapped[tuple[tuple[date, Decimal], ...]] = mapped_column(STEPS)
    kpi: Mapped[str]
    direction: Mapped[str]
    amber: Mapped[Decimal | None]
    red: Mapped[Decimal | None]
    unit: Mapped[str]
    contingency: Mapped[str]
    owner: Mapped[str]
    recorded_at: Mapped[datetime]


class TriggerWatchTable(Base):
    """How far the trigger of each risk has been judged."""

    __tablename__ = "trigger_watches"

    risk_id: Mapped[int] = mapped_column(ForeignKey("risks.id", ondelete="CASCADE"), primary_key=True)
    read_through: Mapped[date | None]
    is_fired: Mapped[bool]


class CapacityPlanTable(Editable, Base):
    """What the servers were tested for."""

    __tablename__ = "capacity_plans"

    tested_limit: Mapped[Decimal]
    peak_hour_share: Mapped[Decimal]
    requests_per_user: Mapped[Decimal]
    tested_on: Mapped[date | None]
    owner: Mapped[str]
    note: Mapped[str]


class FloorCheckTable(Editable, Base):
    """The fewest sign-ups agreed for some days after the launch."""

    __tablename__ = "floor_checks"

    days_after: Mapped[int]
    floor: Mapped[Decimal]
    measure: Mapped[str]
    owner: Mapped[str]


class ActivityTable(Editable, Base):
    """Planned and past activities."""

    __tablename__ = "activities"
    __table_args__ = (UniqueConstraint("key"),)

    key: Mapped[str]
    name: Mapped[str]
    purpose: Mapped[str]
    audience: Mapped[str]
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]
    comparison_group: Mapped[str]
    budget: Mapped[Decimal | None]
    per_person_cap: Mapped[Decimal | None]
    holdout_share: Mapped[float | None]
    stop_rule: Mapped[str]
    owner: Mapped[str]


class TaskTable(Editable, Base):
    """Lines of the checklist."""

    __tablename__ = "tasks"

    part: Mapped[str]
    text: Mapped[str]
    why: Mapped[str]
    tier: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date | None]
    is_blocking: Mapped[bool]
    check: Mapped[str]
    evidence: Mapped[str]
    state: Mapped[str]
    waiver_by: Mapped[str]
    waiver_reason: Mapped[str]
    waiver_until: Mapped[date | None]


class TargetUserTable(Editable, Base):
    """Groups the product is, or is not, for."""

    __tablename__ = "target_users"

    name: Mapped[str]
    segment: Mapped[str]
    description: Mapped[str]
    is_target: Mapped[bool]
    estimated_size: Mapped[int | None]
    source: Mapped[str]


class ChannelTable(Editable, Base):
    """Publicity channels."""

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("key"),)

    key: Mapped[str]
    name: Mapped[str]
    type: Mapped[str]
    utm_source: Mapped[str]
    utm_medium: Mapped[str]
    owner: Mapped[str]
    planned_spend: Mapped[Decimal | None]
    live_on: Mapped[date | None]
    evidence: Mapped[str]


class SeedUserTable(Editable, Base):
    """Seed users and how to keep in touch."""

    __tablename__ = "seed_users"

    handle: Mapped[str]
    segment: Mapped[str]
    criterion: Mapped[str]
    source: Mapped[str]
    consent_on: Mapped[date | None]
    medium: Mapped[str]
    owner: Mapped[str]
    cadence_days: Mapped[int]
    next_contact_on: Mapped[date | None]
    user_id: Mapped[str]


class ContactTable(Logged, Base):
    """The contact log of seed users."""

    __tablename__ = "contacts"

    seed_user_id: Mapped[int] = mapped_column(ForeignKey("seed_users.id", ondelete="CASCADE"), index=True)
    contacted_at: Mapped[datetime]
    medium: Mapped[str]
    direction: Mapped[str]
    summary: Mapped[str]
    promise: Mapped[str]
    follow_up_on: Mapped[date | None]
    author: Mapped[str]


class MeetingTable(Editable, Base):
    """Launch meetings."""

    __tablename__ = "meetings"

    held_on: Mapped[date]
    as_of_on: Mapped[date | None]
    attendees: Mapped[str]
    state: Mapped[str]


class DecisionTable(Editable, Base):
    """Decisions; they outlive their meeting."""

    __tablename__ = "decisions"

    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"), index=True)
    text: Mapped[str]
    context: Mapped[str]
    options: Mapped[str]
    kpi: Mapped[str]
    expected_effect: Mapped[str]
    owner: Mapped[str]
    review_on: Mapped[date | None]


class ActionTable(Editable, Base):
    """What somebody does by a day; outlives its meeting."""

    __tablename__ = "actions"

    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="SET NULL"), index=True)
    text: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date | None]
    status: Mapped[str]
    source: Mapped[str]


# --- history, only ever added to ----------------------------------------------------------------------------


class StatusChangeTable(Base):
    """Computed statuses that changed."""

    __tablename__ = "status_changes"
    __table_args__ = (Index("ix_status_changes_subject", "subject", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    subject_id: Mapped[int]
    status: Mapped[str]
    previous: Mapped[str]
    changed_at: Mapped[datetime]
    as_of_on: Mapped[date]
    value: Mapped[float | None]


class AuditTable(Base):
    """Who did what, when."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    changes: Mapped[tuple[tuple[str, str, str], ...]] = mapped_column(CHANGES)
