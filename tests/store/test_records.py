"""Records: saved whole, with a version, and told about in the audit."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.errors import RecordError, UnknownName
from launchops.locale import say
from launchops.locale.sentence import sentence_table
from launchops.store import Store, records
from launchops.store.columns import ExactDecimal
from launchops.store.record_table import RecordTable
from tests.store.rows import DAY, NOW, events, load

GOAL = records.Goal(
    id=None,
    name="Weekly users",
    kpi="wau",
    target_type="rise_to",
    target=Decimal("5000.10"),
    start_on=date(2025, 1, 1),
    due_on=date(2025, 3, 1),
    baseline=Decimal("0.30"),
    phased=((date(2025, 2, 1), Decimal("2500.5")),),
    override_until=date(2025, 2, 2),
)


def test_a_record_comes_back_as_it_was_saved(store: Store):
    saved = store.goals.save(GOAL, who="ops", at=NOW)
    assert saved == replace(GOAL, id=1, version=1)
    assert store.goals.get(1) == saved
    assert str(saved.target) == "5000.10", "no digit is lost"


def test_every_record_type_has_a_column_for_each_field(store: Store):
    tables = {name: value for name, value in vars(store).items() if isinstance(value, RecordTable)}
    assert len(tables) == 15
    for table in tables.values():
        assert table.list() == []


def test_saving_counts_versions_and_names_what_changed(store: Store):
    saved = store.goals.save(GOAL, who="ops", at=NOW)
    changed = store.goals.save(replace(saved, owner="Growth lead", position=2), who="ops", at=NOW)
    assert changed.version == 2
    assert store.audit(limit=1)[0].detail == "owner, position"


def test_a_save_over_somebody_elses_is_refused(store: Store):
    read_by_both = store.goals.save(GOAL, who="ops", at=NOW)
    store.goals.save(replace(read_by_both, owner="Growth lead"), who="growth", at=NOW)
    with pytest.raises(RecordError) as refused:
        store.goals.save(replace(read_by_both, owner="Data lead"), who="data", at=NOW)
    assert refused.value.code == "changed_by_other"
    assert refused.value.message.params["who"] == "growth"
    assert store.goals.get(1).owner == "Growth lead"


def test_a_record_that_is_gone_is_said_to_be_gone(store: Store):
    saved = store.risks.save(records.Risk(None, "Nobody comes"), who="ops", at=NOW)
    store.risks.delete(1, who="ops", at=NOW)
    for again in (
        lambda: store.risks.get(1),
        lambda: store.risks.save(saved, who="ops", at=NOW),
        lambda: store.risks.delete(1, who="ops", at=NOW),
    ):
        with pytest.raises(UnknownName) as refused:
            again()
        assert refused.value.code == "record_unknown"


def test_a_key_belongs_to_one_record(store: Store):
    store.activities.save(records.Activity(None, "gift", "Gift"), who="ops", at=NOW)
    with pytest.raises(RecordError) as refused:
        store.activities.save(records.Activity(None, "gift", "Other"), who="ops", at=NOW)
    assert (refused.value.code, refused.value.field) == ("key_taken", "key")


def test_several_records_are_saved_together_or_not_at_all(store: Store):
    with pytest.raises(RecordError):
        store.channels.save_all([records.Channel(None, "ads", "A"), records.Channel(None, "ads", "B")], who="", at=NOW)
    assert store.channels.list() == []


def test_an_entry_of_a_log_is_not_changed(store: Store):
    goal = store.goals.save(GOAL, who="ops", at=NOW)
    assert goal.id is not None
    entry = records.CheckIn(None, goal.id, date(2025, 2, 1), Decimal(7), "on_track", "on_track", 8)
    saved = store.check_ins.save(entry, who="ops", at=NOW)
    with pytest.raises(RecordError) as refused:
        store.check_ins.save(replace(saved, confidence=1), who="ops", at=NOW)
    assert refused.value.code == "not_editable"
    assert store.check_ins.list(goal_id=goal.id) == [saved]


def test_check_ins_go_with_their_goal_and_decisions_outlive_their_meeting(store: Store):
    store.goals.save(GOAL, who="ops", at=NOW)
    store.check_ins.save(records.CheckIn(None, 1, date(2025, 2, 1), None, "", "", 5), who="ops", at=NOW)
    store.goals.delete(1, who="ops", at=NOW)
    assert store.check_ins.list() == []
    meeting = store.meetings.save(records.Meeting(None, date(2025, 2, 3)), who="ops", at=NOW)
    store.decisions.save(records.Decision(None, meeting.id, "Go on"), who="ops", at=NOW)
    store.meetings.delete(1, who="ops", at=NOW)
    assert [decision.meeting_id for decision in store.decisions.list()] == [None]


def test_goals_come_in_their_order(store: Store):
    for name, position in (("second", 2), ("first", 1), ("also second", 2)):
        store.goals.save(replace(GOAL, name=name, position=position), who="ops", at=NOW)
    assert [goal.name for goal in store.goals.list()] == ["first", "second", "also second"]


def test_records_raise_the_records_version_only(store: Store):
    facts, before = store.versions()
    store.tasks.save(records.Task(None, "users", "Say who it is for"), who="ops", at=NOW)
    assert store.versions()[0] == facts
    assert store.versions()[1] > before


def test_an_instant_comes_back_in_utc(store: Store):
    seed = store.seed_users.save(records.SeedUser(None, "@a"), who="ops", at=NOW)
    assert seed.id is not None
    local = datetime(2025, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    saved = store.contacts.save(records.Contact(None, seed.id, local), who="ops", at=NOW)
    assert saved.contacted_at == local
    assert saved.contacted_at.tzinfo is UTC


def test_the_status_history_tells_the_latest_of_each_subject(store: Store):
    def change(subject_id: int, status: str, hours: int) -> records.StatusChange:
        at = NOW + timedelta(hours=hours)
        return records.StatusChange(None, "goal", subject_id, status, "", at, date(2025, 6, 1), 0.8)

    store.status_changes.add([change(1, "behind", 0), change(2, "on_track", 1), change(1, "on_track", 2)])
    assert [entry.status for entry in store.status_changes.list(since=NOW + timedelta(hours=1))] == ["on_track"] * 2
    assert {key: entry.status for key, entry in store.status_changes.latest().items()} == {
        ("goal", 1): "on_track",
        ("goal", 2): "on_track",
    }


# --- settings ---


@pytest.mark.parametrize(
    ("name", "value", "counter"),
    [
        ("active_events", ("pay",), 0),
        ("activation_event", "pay", 0),
        ("signup_is_first_event", True, 0),
        ("time_zone", "Asia/Shanghai", 0),
        ("week_start", "sunday", 0),
        ("vision", "A page for everybody", 1),
        ("launch_on", date(2025, 7, 1), 1),
    ],
)
def test_a_setting_raises_the_counter_of_what_it_changes(store: Store, name: str, value: object, counter: int):
    before = store.versions()
    saved = store.save_settings(replace(store.settings(), **{name: value}), who="ops", at=NOW)
    assert getattr(saved, name) == value
    after = store.versions()
    assert after[counter] > before[counter]
    assert after[1 - counter] == before[1 - counter]


def test_the_time_zone_is_locked_once_events_are_loaded(store: Store):
    batch = load(store, "events", events(("a", DAY))).batch
    store.undo(batch.id, who="ops", at=NOW)  # it can be redone
    with pytest.raises(RecordError) as refused:
        store.save_settings(replace(store.settings(), time_zone="Asia/Shanghai"), who="ops", at=NOW)
    assert (refused.value.code, refused.value.field) == ("time_zone_locked", "time_zone")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("name", " ", "field_required"),
        ("time_zone", "../x", "time_zone_unknown"),
        ("week_start", "someday", "week_start_unknown"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_their_field(store: Store, name: str, value: str, code: str):
    with pytest.raises(RecordError) as refused:
        store.save_settings(replace(store.settings(), **{name: value}), who="ops", at=NOW)
    assert (refused.value.code, refused.value.field) == (code, name)


def test_two_editors_of_the_settings_are_told(store: Store):
    read_by_both = store.settings()
    store.save_settings(replace(read_by_both, vision="one"), who="first", at=NOW)
    with pytest.raises(RecordError) as refused:
        store.save_settings(replace(read_by_both, vision="two"), who="second", at=NOW)
    assert refused.value.code == "changed_by_other"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_a_decimal_keeps_every_digit(value: Decimal):
    column = ExactDecimal()
    stored = column.process_bind_param(value, None)  # type: ignore[arg-type]
    back = column.process_result_value(stored, None)  # type: ignore[arg-type]
    assert (back, str(back)) == (value, format(value, "f"))


def test_audit_entries_are_frozen_records():
    assert [field.name for field in fields(records.AuditEntry)] == [
        *("id", "at", "who", "what", "subject", "detail", "changes")
    ]


def test_a_refused_save_says_which_fields_somebody_else_changed(store: Store):
    read_by_both = store.goals.save(GOAL, who="ops", at=NOW)
    once = store.goals.save(replace(read_by_both, owner="Growth lead"), who="growth", at=NOW)
    store.goals.save(replace(once, target=Decimal(6000)), who="", at=NOW)
    with pytest.raises(RecordError) as refused:
        store.goals.save(replace(read_by_both, name="Mine"), who="data", at=NOW)
    words = say(refused.value.message)
    assert words.startswith("Somebody changed the owner, the target at ")
    assert say(refused.value.message, "zh").startswith("有人 已于 ")


def test_the_history_of_a_record_keeps_what_a_field_said_before(store: Store):
    saved = store.goals.save(GOAL, who="ops", at=NOW)
    store.goals.save(replace(saved, target=Decimal(7000), phased=()), who="growth", at=NOW)
    store.goals.save(replace(GOAL, name="Another"), who="ops", at=NOW)
    last, first = store.audit(table="goals", subject="1")
    assert last.changes == (("target", "5000.10", "7000"), ("phased", "2025-02-01: 2500.5", ""))
    assert (first.detail, first.changes) == ("new", ())


def test_the_audit_keeps_no_values_of_records_about_people(store: Store):
    seed = store.seed_users.save(records.SeedUser(None, "@a"), who="ops", at=NOW)
    store.seed_users.save(replace(seed, handle="@b"), who="ops", at=NOW)
    last = store.audit(limit=1)[0]
    assert (last.detail, last.changes) == ("handle", ())


def test_every_field_of_an_editable_record_has_a_word_for_people(store: Store):
    editable = [table._type for table in vars(store).values() if isinstance(table, RecordTable) and table._is_editable]
    names = {field.name for record in (*editable, records.LaunchSettings) for field in fields(record)}
    assert {name for name in names - {"id", "version"} if f"field_{name}" not in sentence_table()} == set()


def test_a_forecast_takes_the_place_of_the_one_before_and_goes_with_its_goal(store: Store):
    store.goals.save(GOAL, who="ops", at=NOW)
    first = records.StoredForecast(1, "a", 7, NOW, "{}")
    store.forecasts.keep([first])
    store.forecasts.keep([replace(first, basis="b"), replace(first, goal_id=99)])
    assert store.forecasts.all() == {1: replace(first, basis="b")}
    store.goals.delete(1, who="ops", at=NOW)
    assert store.forecasts.all() == {}
