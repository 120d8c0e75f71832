"""The launch, uploads and their rows, records, history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Tables whose rows are never changed; in SQLite triggers say so too. The audit is never shortened either (the
# others are emptied when a launch leaves the sample).
NEVER_CHANGED = ("status_changes", "audit", "users", "events", "participation", "spend", "readings", "rejects")
FORBIDDEN = [(table, "UPDATE") for table in NEVER_CHANGED] + [("audit", "DELETE")]


def upgrade() -> None:
    """Create every table of the first schema."""
    op.create_table(
        "activities",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("comparison_group", sa.String(), nullable=False),
        sa.Column("budget", sa.Text(), nullable=True),
        sa.Column("per_person_cap", sa.Text(), nullable=True),
        sa.Column("holdout_share", sa.Double(), nullable=True),
        sa.Column("stop_rule", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint("key", name=op.f("uq_activities_key")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=False),
        sa.Column("delimiter", sa.String(), nullable=False),
        sa.Column("rows_in", sa.Integer(), nullable=False),
        sa.Column("rows_loaded", sa.Integer(), nullable=False),
        sa.Column("rows_rejected", sa.Integer(), nullable=False),
        sa.Column("loaded_by", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("first_ts", sa.BigInteger(), nullable=True),
        sa.Column("last_ts", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('users','events','participation','spend','readings')", name=op.f("ck_batches_kind")
        ),
        sa.CheckConstraint("status IN ('loaded','undone')", name=op.f("ck_batches_status")),
        sa.CheckConstraint("rows_in = rows_loaded + rows_rejected", name=op.f("ck_batches_conservation")),
        sa.CheckConstraint("rows_loaded >= 0 AND rows_rejected >= 0", name=op.f("ck_batches_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        sa.UniqueConstraint("kind", "sha256", name=op.f("uq_batches_kind")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "channels",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("utm_source", sa.String(), nullable=False),
        sa.Column("utm_medium", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("planned_spend", sa.Text(), nullable=True),
        sa.Column("live_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("key", name=op.f("uq_channels_key")),
    )
    op.create_table(
        "event_names",
        sa.Column("event_key", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_event_names")),
        sa.UniqueConstraint("name", name=op.f("uq_event_names_name")),
    )
    op.create_table(
        "goals",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kpi", sa.String(), nullable=False),
        sa.Column("target_type", sa.String(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.Column("phased", sa.JSON(), nullable=False),
        sa.Column("tolerance", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("stale_after_days", sa.Integer(), nullable=False),
        sa.Column("on_track_from", sa.Text(), nullable=False),
        sa.Column("behind_from", sa.Text(), nullable=False),
        sa.Column("maturity", sa.String(), nullable=False),
        sa.Column("override_status", sa.String(), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=False),
        sa.Column("override_until", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
    )
    op.create_table(
        "header_mappings",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "header", name=op.f("pk_header_mappings")),
    )
    op.create_table(
        "launch",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("vision", sa.String(), nullable=False),
        sa.Column("launch_on", sa.Date(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("week_start", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("active_events", sa.JSON(), nullable=False),
        sa.Column("activation_event", sa.String(), nullable=False),
        sa.Column("signup_is_first_event", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts_version", sa.BigInteger(), nullable=False),
        sa.Column("records_version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "week_start IN ('monday','tuesday','wednesday','thursday','friday','saturday','sunday')",
            name=op.f("ck_launch_week_start"),
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_launch_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch")),
    )
    op.create_table(
        "meetings",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("as_of_on", sa.Date(), nullable=True),
        sa.Column("attendees", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    op.create_table(
        "milestones",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kpi", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
    )
    op.create_table(
        "risks",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("action_owner", sa.String(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("loss_low", sa.Text(), nullable=True),
        sa.Column("loss_high", sa.Text(), nullable=True),
        sa.Column("knowledge", sa.String(), nullable=False),
        sa.Column("response", sa.String(), nullable=False),
        sa.Column("trigger_kpi", sa.String(), nullable=False),
        sa.Column("trigger_direction", sa.String(), nullable=False),
        sa.Column("trigger_amber", sa.Text(), nullable=True),
        sa.Column("trigger_red", sa.Text(), nullable=True),
        sa.Column("trigger_readings", sa.Integer(), nullable=False),
        sa.Column("trigger_stale_days", sa.Integer(), nullable=False),
        sa.Column("contingency", sa.String(), nullable=False),
        sa.Column("fallback", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("accepted_until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risks")),
    )
    op.create_table(
        "seed_users",
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("cadence_days", sa.Integer(), nullable=False),
        sa.Column("next_contact_on", sa.Date(), nullable=True),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seed_users")),
    )
    op.create_table(
        "status_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("as_of_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_changes")),
    )
    op.create_index("ix_status_changes_subject", "status_changes", ["subject", "subject_id", "id"], unique=False)
    op.create_table(
        "target_users",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("is_target", sa.Boolean(), nullable=False),
        sa.Column("estimated_size", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_users")),
    )
    op.create_table(
        "tasks",
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_blocking", sa.Boolean(), nullable=False),
        sa.Column("check", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("waiver_by", sa.String(), nullable=False),
        sa.Column("waiver_reason", sa.String(), nullable=False),
        sa.Column("waiver_until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_table(
        "user_ids",
        sa.Column("user_key", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("user_key", name=op.f("pk_user_ids")),
        sa.UniqueConstraint("user_id", name=op.f("uq_user_ids_user_id")),
    )
    op.create_table(
        "actions",
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_actions_meeting_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    op.create_index(op.f("ix_actions_meeting_id"), "actions", ["meeting_id"], unique=False)
    op.create_table(
        "check_ins",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("suggested_status", sa.String(), nullable=False),
        sa.Column("chosen_status", sa.String(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("what_moved", sa.String(), nullable=False),
        sa.Column("blocker", sa.String(), nullable=False),
        sa.Column("help_wanted", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_check_ins_goal_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
    )
    op.create_index(op.f("ix_check_ins_goal_id"), "check_ins", ["goal_id"], unique=False)
    op.create_table(
        "forecasts",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("facts_version", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_forecasts_goal_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("goal_id", name=op.f("pk_forecasts")),
    )
    op.create_table(
        "contacts",
        sa.Column("seed_user_id", sa.Integer(), nullable=False),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seed_user_id"], ["seed_users.id"], name=op.f("fk_contacts_seed_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_seed_user_id"), "contacts", ["seed_user_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("kpi", sa.String(), nullable=False),
        sa.Column("expected_effect", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_decisions_meeting_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_meeting_id"), "decisions", ["meeting_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("user_key", sa.Integer(), nullable=False),
        sa.Column("is_date", sa.Boolean(), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("event_key", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_events_batch_id")),
        sa.PrimaryKeyConstraint(
            "batch_id", "user_key", "is_date", "ts", "event_key", "value", "ordinal", name=op.f("pk_events")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participation",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("user_key", sa.Integer(), nullable=False),
        sa.Column("is_date", sa.Boolean(), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("arm", sa.String(), nullable=False),
        sa.Column("reward", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_participation_batch_id")),
        sa.PrimaryKeyConstraint(
            "batch_id", "activity", "user_key", "is_date", "ts", "arm", name=op.f("pk_participation")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "readings",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("kpi", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_readings_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "day", "kpi", name=op.f("pk_readings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rejects",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("data_row", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_rejects_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_rejects")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spend",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("spend", sa.String(), nullable=False),
        sa.Column("impressions", sa.BigInteger(), nullable=True),
        sa.Column("clicks", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_spend_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "day", "channel", "activity", "campaign", name=op.f("pk_spend")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "users",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("user_key", sa.Integer(), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("is_date", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("device_hash", sa.String(), nullable=False),
        sa.Column("ip_hash", sa.String(), nullable=False),
        sa.Column("invited_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_users_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "user_key", name=op.f("pk_users")),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":  # SQLite only: the wording of triggers
        for table, change in FORBIDDEN:
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )
