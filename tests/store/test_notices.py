"""The warnings only the store can give, the same before and after loading."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest

from launchops.ingest.parsed import Kind
from launchops.periods import local_day
from launchops.store import Store
from launchops.store.local_days import local_days
from tests.store.rows import DAY, NOW, events, load, table, timed, users

Warnings = tuple[tuple[str, int, str], ...]


def warnings_of(store: Store, kind: Kind, rows: pa.Table) -> Warnings:
    """What a preview says, held against what the load then says."""
    before = store.versions()
    with store.preview(kind=kind) as preview:
        preview.add(rows)
    assert store.versions() == before
    loaded = load(store, kind, rows).batch.warnings
    assert preview.warnings == loaded
    return loaded


def test_rows_of_unknown_users_are_counted_with_their_users(store: Store):
    load(store, "users", users(("a", DAY)))
    rows = events(("a", DAY), ("ghost", DAY), ("ghost", DAY + 1), ("spook", DAY))
    assert warnings_of(store, "events", rows) == (("unknown_user", 3, "2"),)


def test_users_of_an_undone_upload_are_unknown(store: Store):
    batch = load(store, "users", users(("a", DAY))).batch
    store.undo(batch.id, who="ops", at=NOW)
    assert warnings_of(store, "events", events(("a", DAY))) == (("unknown_user", 1, "1"),)


def test_where_signup_is_the_first_event_nobody_is_unknown(store: Store):
    store.save_settings(replace(store.settings(), signup_is_first_event=True), who="ops", at=NOW)
    assert warnings_of(store, "events", events(("a", DAY))) == ()


def test_events_before_signup_are_counted(store: Store):
    load(store, "users", users(("a", DAY), ("b", DAY)))
    assert warnings_of(store, "events", events(("a", DAY - 1), ("a", DAY), ("b", DAY - 9))) == (
        ("before_signup", 2, ""),
    )


def test_before_signup_is_judged_by_local_days(url: str, store: Store):
    """2024-10-03 17:00 UTC is 2024-10-04 (DAY) in Shanghai: on the sign-up day, not before it."""
    store.save_settings(replace(store.settings(), time_zone="Asia/Shanghai"), who="ops", at=NOW)
    load(store, "users", users(("a", DAY)))
    same_day, day_before = datetime(2024, 10, 3, 17, tzinfo=UTC), datetime(2024, 10, 3, 15, tzinfo=UTC)
    assert warnings_of(store, "events", timed(("a", same_day))) == ()
    assert warnings_of(store, "events", timed(("a", day_before))) == (("before_signup", 1, ""),)


def test_a_moved_signup_day_is_counted_against_the_latest_upload(store: Store):
    load(store, "users", users(("a", DAY), ("b", DAY)))
    assert warnings_of(store, "users", users(("a", DAY + 1), ("b", DAY), ("c", DAY))) == (
        ("signup_date_changed", 1, ""),
        ("already_known", 2, ""),
    )
    assert warnings_of(store, "users", users(("a", DAY))) == (("signup_date_changed", 1, ""), ("already_known", 1, ""))


def test_the_overlap_of_two_exports_is_counted(store: Store):
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY), ("a", DAY), ("a", DAY + 1)))
    rows = events(("a", DAY), ("a", DAY), ("a", DAY), ("a", DAY + 2))  # two of the three on DAY are known
    assert warnings_of(store, "events", rows) == (("already_known", 2, ""),)


def test_the_overlap_with_an_undone_upload_is_none(store: Store):
    load(store, "users", users(("a", DAY)))
    batch = load(store, "events", events(("a", DAY))).batch
    store.undo(batch.id, who="ops", at=NOW)
    assert warnings_of(store, "events", events(("a", DAY))) == ()


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("spend", {"day": DAY, "channel": "ads", "spend": "1"}),
        ("readings", {"day": DAY, "kpi": "nps", "value": "1"}),
    ],
)
def test_a_day_given_again_is_already_known(store: Store, kind: Kind, row: dict[str, object]):
    load(store, kind, table(kind, [row]))
    assert warnings_of(store, kind, table(kind, [row, {**row, "day": DAY + 1}])) == (("already_known", 1, ""),)


def test_warnings_of_the_reader_are_kept(store: Store):
    with store.load(
        kind="users", file_name="f", sha256="x", encoding="gb18030", loaded_by="ops", loaded_at=NOW
    ) as loading:
        loading.warn("decoded_as_gb18030", 1)
        loading.add(users(("a", DAY)))
    assert store.batches()[0].warnings == (("decoded_as_gb18030", 1, ""),)


def test_local_days_equal_zoneinfo_through_changes_of_the_clock():
    """Every half hour of 2024 in four zones, two of them with summer time and one off the hour."""
    start = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
    seconds = np.arange(start, start + 366 * 86_400, 1_800, dtype=np.int64)
    for name in ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"):
        zone = ZoneInfo(name)
        expected = [local_day(datetime.fromtimestamp(int(second), tz=UTC), zone) for second in seconds]
        found = local_days(seconds * 1_000_000, np.zeros(len(seconds), dtype=bool), zone)
        assert found.tolist() == expected, name
