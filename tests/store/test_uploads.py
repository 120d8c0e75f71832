"""Uploads: all or nothing, counted, undone and redone."""

import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from launchops.errors import StoreError, UnknownName
from launchops.store import Store
from launchops.store.records import RejectRow
from tests.store.rows import DAY, NOW, events, load, table, users

REJECT = RejectRow(line=3, data_row=2, column="signup_date", code="bad_date", value="soon", cells=("b", "soon"))


def count_rows(store: Store, name: str) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())


def test_an_upload_keeps_rows_rejects_and_its_counts(store: Store):
    outcome = load(store, "users", users(("a", DAY), ("c", DAY)), rejects=(REJECT,))
    batch = outcome.batch
    assert outcome.status == "loaded"
    assert (batch.rows_in, batch.rows_loaded, batch.rows_rejected, batch.status) == (3, 2, 1, "loaded")
    assert batch.loaded_at == NOW
    assert store.rejects(batch.id) == [REJECT]
    newest = store.audit()[0]
    assert (newest.what, newest.subject, newest.who) == ("batch.load", "1", "ops")


def test_rows_in_must_equal_rows_loaded_and_rejected(store: Store):
    load(store, "users", users(("a", DAY)))
    with pytest.raises(StoreError), store.write() as connection:
        connection.exec_driver_sql("UPDATE batches SET rows_in = rows_in + 1")
    assert store.batches()[0].rows_in == 1


def test_a_file_without_a_good_row_is_loaded(store: Store):
    outcome = load(store, "spend", rejects=(REJECT,))
    assert (outcome.batch.rows_in, outcome.batch.rows_loaded) == (1, 0)


def test_a_load_that_fails_leaves_nothing(store: Store):
    before = store.versions()
    with (
        pytest.raises(ValueError, match="the reader broke"),
        store.load(
            kind="users", file_name="f", sha256="x", encoding="utf-8", loaded_by="ops", loaded_at=NOW
        ) as loading,
    ):
        loading.add(users(("a", DAY)))
        raise ValueError("the reader broke")
    assert store.batches() == []
    assert count_rows(store, "user_ids") == 0
    assert store.versions() == before


def test_two_rows_with_one_identity_load_nothing(store: Store):
    with pytest.raises(StoreError) as refused:
        load(store, "users", users(("a", DAY), ("a", DAY + 1)))
    assert refused.value.code == "rows_not_unique"
    assert store.batches() == []
    assert count_rows(store, "users") == 0


def test_a_killed_load_leaves_nothing(store: Store):
    """The process dies after the rows are written, before the commit."""
    load(store, "users", users(("a", DAY)))
    script = f"""
import os, signal
from launchops.store import open_store
from launchops.store import load as loading
from tests.store.rows import DAY, load, users
loading.bump_facts = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
load(open_store({store.url!r}), "users", users(*((f"u{{n}}", DAY) for n in range(5000))))
"""
    died = subprocess.run([sys.executable, "-c", script], check=False, cwd=Path.cwd(), capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert [batch.rows_loaded for batch in store.batches()] == [1]
    assert count_rows(store, "users") == 1
    assert count_rows(store, "user_ids") == 1
    assert load(store, "users", users(("b", DAY))).batch.id == 2, "the next load is not held up"


def test_the_same_file_twice_is_recognised(store: Store):
    first = load(store, "users", users(("a", DAY)), sha256="same")
    version = store.versions()
    again = load(store, "users", users(("a", DAY)), sha256="same")
    assert (again.status, again.batch.id) == ("already_loaded", first.batch.id)
    assert store.versions() == version
    assert store.already_loaded(kind="users", sha256="same") == first.batch
    assert store.already_loaded(kind="events", sha256="same") is None


def test_uploading_an_undone_file_again_redoes_it(store: Store):
    first = load(store, "users", users(("a", DAY)), sha256="same")
    store.undo(first.batch.id, who="ops", at=NOW)
    assert store.already_loaded(kind="users", sha256="same") is None
    again = load(store, "users", users(("a", DAY)), sha256="same")
    assert (again.status, again.batch) == ("redone", first.batch)
    assert count_rows(store, "users") == 1


def test_undo_and_redo_change_only_the_status(store: Store):
    batch = load(store, "users", users(("a", DAY))).batch
    assert store.undo(batch.id, who="ops", at=NOW).status == "undone"
    assert count_rows(store, "users") == 1
    assert store.redo(batch.id, who="ops", at=NOW) == batch
    assert [entry.what for entry in store.audit()][:2] == ["batch.redo", "batch.undo"]


def test_undoing_twice_changes_nothing_the_second_time(store: Store):
    batch = load(store, "users", users(("a", DAY))).batch
    store.undo(batch.id, who="ops", at=NOW)
    version, audit = store.versions(), store.audit()
    store.undo(batch.id, who="ops", at=NOW)
    assert (store.versions(), store.audit()) == (version, audit)


def test_an_unknown_upload_is_named(store: Store):
    for ask in (store.batch, store.rejects, lambda number: store.undo(number, who="", at=NOW)):
        with pytest.raises(UnknownName) as refused:
            ask(7)
        assert refused.value.code == "batch_unknown"


def test_every_load_and_undo_raises_the_facts_version_only(store: Store):
    versions = [store.versions()]
    batch = load(store, "users", users(("a", DAY))).batch
    versions.append(store.versions())
    store.undo(batch.id, who="ops", at=NOW)
    versions.append(store.versions())
    store.redo(batch.id, who="ops", at=NOW)
    versions.append(store.versions())
    assert all(before[0] < after[0] for before, after in pairwise(versions))
    assert len({records for _, records in versions}) == 1


def test_rows_of_many_chunks_are_one_upload(store: Store):
    load(store, "events", events(("b", DAY), ("a", DAY + 1)), events(("a", DAY)), events(("c", DAY)))
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT user_id, ts FROM events JOIN user_ids USING (user_key) ORDER BY user_id, ts"
        ).all()
    day = 86_400_000_000
    assert [tuple(row) for row in rows] == [
        ("a", DAY * day),
        ("a", (DAY + 1) * day),
        ("b", DAY * day),
        ("c", DAY * day),
    ]


def test_every_kind_keeps_its_columns(store: Store):
    day = {"day": DAY}
    load(store, "spend", table("spend", [{**day, "channel": "ads", "spend": "12.50", "clicks": 3}]))
    load(store, "readings", table("readings", [{**day, "kpi": "nps", "value": "41"}]))
    load(store, "participation", table("participation", [{"activity": "gift", "user_id": "a", "ts": 0, "reward": "5"}]))
    with store.read() as connection:
        spend = connection.exec_driver_sql("SELECT day, channel, spend, impressions, clicks FROM spend").one()
        reading = connection.exec_driver_sql("SELECT day, kpi, value FROM readings").one()
        part = connection.exec_driver_sql(
            "SELECT activity, user_key, ts, is_date, arm, reward FROM participation"
        ).one()
    assert tuple(spend) == (DAY, "ads", "12.50", None, 3)
    assert tuple(reading) == (DAY, "nps", "41")
    assert tuple(part) == ("gift", 1, 0, 1, "participant", "5")


def test_more_rows_than_a_statement_or_a_slice_holds_all_arrive(store: Store):
    rows = [(f"u{number:06}", DAY) for number in range(100_137)]
    assert load(store, "users", users(*rows[:60_000]), users(*rows[60_000:])).batch.rows_loaded == 100_137
    assert count_rows(store, "users") == 100_137
    with store.read() as connection:
        query = "SELECT count(DISTINCT user_id), min(user_id), max(user_id) FROM user_ids"
        assert tuple(connection.exec_driver_sql(query).one()) == (100_137, "u000000", "u100136")


def test_user_data_is_never_changed(store: Store):
    load(store, "events", events(("a", DAY)))
    for statement in ("UPDATE events SET value = '9'", "UPDATE audit SET who = 'x'", "DELETE FROM audit"):
        with pytest.raises(StoreError) as refused, store.write() as connection:
            connection.exec_driver_sql(statement)
        assert isinstance(refused.value.__cause__, IntegrityError)


def test_the_newest_loaded_upload_of_each_kind(store: Store):
    load(store, "users", users(("a", DAY)))
    second = load(store, "users", users(("b", DAY))).batch
    third = load(store, "events", events(("a", DAY))).batch
    assert store.last_loaded() == {"users": second, "events": third}
    store.undo(third.id, who="ops", at=NOW)
    assert store.last_loaded() == {"users": second}


def test_event_names_come_from_the_data(store: Store):
    load(store, "events", events(("a", DAY), event="pay"), events(("a", DAY)))
    assert store.event_names() == ("active", "pay")


def test_headers_are_remembered_by_kind(store: Store):
    store.remember_headers("users", {"会员号": "user_id", "x": "channel"})
    store.remember_headers("users", {"x": "segment"})
    assert store.headers("users") == {"会员号": "user_id", "x": "segment"}
    assert store.headers("events") == {}


def test_the_first_rejects_of_an_upload_can_be_asked_for(store: Store):
    rejects = [RejectRow(row + 1, row, "", "blank_row", "", ("",)) for row in range(1, 6)]
    batch = load(store, "users", rejects=rejects).batch
    assert store.rejects(batch.id, at_most=2) == rejects[:2]
    assert store.rejects(batch.id) == rejects
