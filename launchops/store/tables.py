"""Every table of the store, typed, with named constraints. Rows mean what `launchops.store.records` says.

User data (users, events, participation, spend, readings) is append-only by batch: rows are never changed, and
undoing an upload changes only the status of its batch. Personal identifiers stand once, in `user_ids`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from launchops.store.columns import CHANGES, NOTICES, STEPS, TEXTS, ExactDecimal, Instant

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _given(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]], *rest: ForeignKey, **options: Any) -> Column[Any]:
    """A column that is never null."""
    return Column(name, kind, *rest, nullable=False, **options)


def _logged() -> list[Column[Any]]:
    """What an entry of a log has: its number and who wrote it. It is never changed."""
    number = Column("id", Integer, primary_key=True)
    return [number, _given("changed_by", String, default=""), _given("changed_at", Instant)]


def _editable() -> list[Column[Any]]:
    """What every record has: its number, who saved it last, and its version."""
    return [*_logged(), _given("version", Integer, default=1)]


# --- the launch ---------------------------------------------------------------------------------------------

# One row: the launch, its settings and the two counters (see `launchops.store.counters`).
launch_table = Table(
    "launch",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _given("name", String),
    _given("vision", String),
    Column("launch_on", Date),
    _given("time_zone", String),
    _given("week_start", String),
    _given("currency", String),
    _given("active_events", TEXTS),
    _given("activation_event", String),
    _given("signup_is_first_event", Boolean),
    _given("is_sample", Boolean),
    _given("version", Integer),
    _given("changed_by", String),
    _given("changed_at", Instant),
    _given("facts_version", BigInteger),
    _given("records_version", BigInteger),
    CheckConstraint("id = 1", name="one_row"),
    CheckConstraint(
        "week_start IN ('monday','tuesday','wednesday','thursday','friday','saturday','sunday')",
        name="week_start",
    ),
)


# --- uploads ------------------------------------------------------------------------------------------------

# One upload. first_ts, last_ts: the span of its days or instants in microseconds, null without rows.
batch_table = Table(
    "batches",
    METADATA,
    Column("id", Integer, primary_key=True),
    _given("kind", String),
    _given("file_name", String),
    _given("sha256", String),
    _given("encoding", String),
    _given("delimiter", String),
    _given("rows_in", Integer),
    _given("rows_loaded", Integer),
    _given("rows_rejected", Integer),
    _given("loaded_by", String),
    _given("loaded_at", Instant),
    _given("status", String),
    _given("warnings", NOTICES),
    _given("header", TEXTS),
    Column("first_ts", BigInteger),
    Column("last_ts", BigInteger),
    CheckConstraint("rows_in = rows_loaded + rows_rejected", name="conservation"),
    CheckConstraint("rows_loaded >= 0 AND rows_rejected >= 0", name="counts"),
    CheckConstraint("status IN ('loaded','undone')", name="status"),
    CheckConstraint("kind IN ('users','events','participation','spend','readings')", name="kind"),
    UniqueConstraint("kind", "sha256"),
    sqlite_autoincrement=True,
)

# One rejected record of an upload, in the order of the file.
reject_table = Table(
    "rejects",
    METADATA,
    Column("batch_id", Integer, ForeignKey("batches.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _given("line", Integer),
    _given("data_row", Integer),
    _given("column", String),
    _given("code", String),
    _given("value", String),
    _given("cells", TEXTS),
    sqlite_with_rowid=False,
)

# Which column a header of a file stands for, as somebody chose it last time.
header_mapping_table = Table(
    "header_mappings",
    METADATA,
    Column("kind", String, primary_key=True),
    Column("header", String, primary_key=True),
    _given("column", String),
)


# --- user data ----------------------------------------------------------------------------------------------

# The user ids seen in any upload, each with the number that stands for it everywhere else.
user_id_table = Table(
    "user_ids",
    METADATA,
    Column("user_key", Integer, primary_key=True),
    _given("user_id", String),
    UniqueConstraint("user_id"),
)

# The event names seen in any upload.
event_name_table = Table(
    "event_names",
    METADATA,
    Column("event_key", Integer, primary_key=True),
    _given("name", String),
    UniqueConstraint("name"),
)

# A row of a users file. ts: sign-up in microseconds UTC; is_date: a calendar date, not an instant.
user_table = Table(
    "users",
    METADATA,
    Column("batch_id", Integer, ForeignKey("batches.id"), primary_key=True),
    Column("user_key", Integer, primary_key=True),
    _given("ts", BigInteger),
    _given("is_date", Boolean),
    _given("channel", String),
    _given("segment", String),
    _given("platform", String),
    _given("region", String),
    _given("device_hash", String),
    _given("ip_hash", String),
    _given("invited_by", String),
    sqlite_with_rowid=False,
)

# One event, identified by all its columns. value: exact decimal as text, empty for none.
event_table = Table(
    "events",
    METADATA,
    Column("batch_id", Integer, ForeignKey("batches.id"), primary_key=True),
    Column("user_key", Integer, primary_key=True),
    Column("is_date", Boolean, primary_key=True),
    Column("ts", BigInteger, primary_key=True),
    Column("event_key", Integer, primary_key=True),
    Column("value", String, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# A user took part in an activity, was offered it or held out of it.
participation_table = Table(
    "participation",
    METADATA,
    Column("batch_id", Integer, ForeignKey("batches.id"), primary_key=True),
    Column("activity", String, primary_key=True),
    Column("user_key", Integer, primary_key=True),
    Column("is_date", Boolean, primary_key=True),
    Column("ts", BigInteger, primary_key=True),
    Column("arm", String, primary_key=True),
    _given("reward", String),
    sqlite_with_rowid=False,
)

# Money spent on a channel on a day.
spend_table = Table(
    "spend",
    METADATA,
    Column("batch_id", Integer, ForeignKey("batches.id"), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("activity", String, primary_key=True),
    Column("campaign", String, primary_key=True),
    _given("spend", String),
    Column("impressions", BigInteger),
    Column("clicks", BigInteger),
    sqlite_with_rowid=False,
)

# The value of a KPI on a day, as somebody read it off elsewhere.
reading_table = Table(
    "readings",
    METADATA,
    Column("batch_id", Integer, ForeignKey("batches.id"), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("kpi", String, primary_key=True),
    _given("value", String),
    sqlite_with_rowid=False,
)


# --- records ------------------------------------------------------------------------------------------------

# Operating goals.
goal_table = Table(
    "goals",
    METADATA,
    *_editable(),
    _given("name", String),
    _given("kpi", String),
    _given("target_type", String),
    _given("target", ExactDecimal),
    _given("start_on", Date),
    _given("due_on", Date),
    Column("baseline", ExactDecimal),
    _given("phased", STEPS),
    _given("tolerance", ExactDecimal),
    _given("kind", String),
    _given("owner", String),
    _given("question", String),
    _given("source", String),
    _given("unit", String),
    _given("cadence", String),
    _given("stale_after_days", Integer),
    _given("on_track_from", ExactDecimal),
    _given("behind_from", ExactDecimal),
    _given("maturity", String),
    _given("override_status", String),
    _given("override_reason", String),
    Column("override_until", Date),
    _given("position", Integer),
)

# Controllable steps towards the vision.
milestone_table = Table(
    "milestones",
    METADATA,
    *_editable(),
    _given("name", String),
    _given("due_on", Date),
    _given("kpi", String),
    Column("value", ExactDecimal),
    _given("direction", String),
    _given("owner", String),
    _given("evidence", String),
    _given("state", String),
)

# What owners said of their goals.
check_in_table = Table(
    "check_ins",
    METADATA,
    *_logged(),
    _given("goal_id", Integer, ForeignKey("goals.id", ondelete="CASCADE"), index=True),
    _given("checked_on", Date),
    Column("value", ExactDecimal),
    _given("suggested_status", String),
    _given("chosen_status", String),
    _given("confidence", Integer),
    _given("what_moved", String),
    _given("blocker", String),
    _given("help_wanted", String),
    _given("author", String),
)

# The last forecast of each goal: a copy that can be made anew at any time.
forecast_table = Table(
    "forecasts",
    METADATA,
    Column("goal_id", Integer, ForeignKey("goals.id", ondelete="CASCADE"), primary_key=True),
    _given("basis", String),
    _given("facts_version", BigInteger),
    _given("made_at", Instant),
    _given("document", String),
)

# Operating risks with their triggers.
risk_table = Table(
    "risks",
    METADATA,
    *_editable(),
    _given("name", String),
    _given("cause", String),
    _given("event", String),
    _given("effect", String),
    _given("category", String),
    _given("owner", String),
    _given("action_owner", String),
    Column("probability", Double),
    Column("loss_low", ExactDecimal),
    Column("loss_high", ExactDecimal),
    _given("knowledge", String),
    _given("response", String),
    _given("trigger_kpi", String),
    _given("trigger_direction", String),
    Column("trigger_amber", ExactDecimal),
    Column("trigger_red", ExactDecimal),
    _given("trigger_readings", Integer),
    _given("trigger_stale_days", Integer),
    _given("trigger_unit", String),
    _given("contingency", String),
    _given("fallback", String),
    Column("review_on", Date),
    Column("accepted_until", Date),
    _given("accepted_by", String),
    _given("accepted_reason", String),
    _given("status", String),
)

# Triggers that fired or cleared; only ever added to.
trigger_event_table = Table(
    "trigger_events",
    METADATA,
    Column("id", Integer, primary_key=True),
    _given("risk_id", Integer, ForeignKey("risks.id", ondelete="CASCADE"), index=True),
    _given("kind", String),
    _given("happened_on", Date),
    _given("readings", STEPS),
    _given("kpi", String),
    _given("direction", String),
    Column("amber", ExactDecimal),
    Column("red", ExactDecimal),
    _given("unit", String),
    _given("contingency", String),
    _given("owner", String),
    _given("recorded_at", Instant),
)

# How far the trigger of each risk has been judged.
trigger_watch_table = Table(
    "trigger_watches",
    METADATA,
    Column("risk_id", Integer, ForeignKey("risks.id", ondelete="CASCADE"), primary_key=True),
    Column("read_through", Date),
    _given("is_fired", Boolean),
)

# What the servers were tested for.
capacity_plan_table = Table(
    "capacity_plans",
    METADATA,
    *_editable(),
    _given("tested_limit", ExactDecimal),
    _given("peak_hour_share", ExactDecimal),
    _given("requests_per_user", ExactDecimal),
    Column("tested_on", Date),
    _given("owner", String),
    _given("note", String),
)

# The fewest sign-ups agreed for some days after the launch.
floor_check_table = Table(
    "floor_checks",
    METADATA,
    *_editable(),
    _given("days_after", Integer),
    _given("floor", ExactDecimal),
    _given("measure", String),
    _given("owner", String),
)

# Planned and past activities.
activity_table = Table(
    "activities",
    METADATA,
    *_editable(),
    _given("key", String),
    _given("name", String),
    _given("purpose", String),
    _given("audience", String),
    Column("start_on", Date),
    Column("end_on", Date),
    _given("comparison_group", String),
    Column("budget", ExactDecimal),
    Column("per_person_cap", ExactDecimal),
    Column("holdout_share", Double),
    _given("stop_rule", String),
    _given("owner", String),
    UniqueConstraint("key"),
)

# Lines of the checklist.
task_table = Table(
    "tasks",
    METADATA,
    *_editable(),
    _given("part", String),
    _given("text", String),
    _given("why", String),
    _given("tier", String),
    _given("owner", String),
    Column("due_on", Date),
    _given("is_blocking", Boolean),
    _given("check", String),
    _given("evidence", String),
    _given("state", String),
    _given("waiver_by", String),
    _given("waiver_reason", String),
    Column("waiver_until", Date),
)

# Groups the product is, or is not, for.
target_user_table = Table(
    "target_users",
    METADATA,
    *_editable(),
    _given("name", String),
    _given("segment", String),
    _given("description", String),
    _given("is_target", Boolean),
    Column("estimated_size", Integer),
    _given("source", String),
)

# Publicity channels.
channel_table = Table(
    "channels",
    METADATA,
    *_editable(),
    _given("key", String),
    _given("name", String),
    _given("type", String),
    _given("utm_source", String),
    _given("utm_medium", String),
    _given("owner", String),
    Column("planned_spend", ExactDecimal),
    Column("live_on", Date),
    _given("evidence", String),
    UniqueConstraint("key"),
)

# Seed users and how to keep in touch.
seed_user_table = Table(
    "seed_users",
    METADATA,
    *_editable(),
    _given("handle", String),
    _given("segment", String),
    _given("criterion", String),
    _given("source", String),
    Column("consent_on", Date),
    _given("medium", String),
    _given("owner", String),
    _given("cadence_days", Integer),
    Column("next_contact_on", Date),
    _given("user_id", String),
)

# The contact log of seed users.
contact_table = Table(
    "contacts",
    METADATA,
    *_logged(),
    _given("seed_user_id", Integer, ForeignKey("seed_users.id", ondelete="CASCADE"), index=True),
    _given("contacted_at", Instant),
    _given("medium", String),
    _given("direction", String),
    _given("summary", String),
    _given("promise", String),
    Column("follow_up_on", Date),
    _given("author", String),
)

# Launch meetings.
meeting_table = Table(
    "meetings",
    METADATA,
    *_editable(),
    _given("held_on", Date),
    Column("as_of_on", Date),
    _given("attendees", String),
    _given("state", String),
)

# Decisions; they outlive their meeting.
decision_table = Table(
    "decisions",
    METADATA,
    *_editable(),
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="SET NULL"), index=True),
    _given("text", String),
    _given("context", String),
    _given("options", String),
    _given("kpi", String),
    _given("expected_effect", String),
    _given("owner", String),
    Column("review_on", Date),
)

# What somebody does by a day; outlives its meeting.
action_table = Table(
    "actions",
    METADATA,
    *_editable(),
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="SET NULL"), index=True),
    _given("text", String),
    _given("owner", String),
    Column("due_on", Date),
    _given("status", String),
    _given("source", String),
)


# --- history, only ever added to ----------------------------------------------------------------------------

# Computed statuses that changed.
status_change_table = Table(
    "status_changes",
    METADATA,
    Column("id", Integer, primary_key=True),
    _given("subject", String),
    _given("subject_id", Integer),
    _given("status", String),
    _given("previous", String),
    _given("changed_at", Instant),
    _given("as_of_on", Date),
    Column("value", Double),
    Index("ix_status_changes_subject", "subject", "subject_id", "id"),
)

# Who did what, when.
audit_table = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    _given("at", Instant),
    _given("who", String),
    _given("what", String),
    _given("subject", String),
    _given("detail", String),
    _given("changes", CHANGES),
)
