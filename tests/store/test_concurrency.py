"""Several threads and processes on one store."""

import subprocess
import sys
import threading

import pytest

from launchops.errors import StoreError
from launchops.store import Store, lock, records
from launchops.store.engine import address_of, read_engine, reading
from tests.store.rows import DAY, NOW, load, users

WRITER = """
import sys
from launchops.store import open_store
from tests.store.rows import DAY, load, users
store, name = open_store(sys.argv[1]), sys.argv[2]
for number in range(10):
    load(store, "users", users((f"{name}{number}", DAY)), sha256=f"{name}{number}")
"""


def test_two_writing_processes_lose_nothing_and_readers_see_whole_uploads(store: Store):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, store.url, name]) for name in ("a", "b")]
    while any(writer.poll() is None for writer in writers):
        with store.read() as connection:
            query = "SELECT (SELECT count(*) FROM users), (SELECT sum(rows_loaded) FROM batches)"
            rows, loaded = connection.exec_driver_sql(query).one()
            assert rows == (loaded or 0)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(store.batches()) == 20
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def test_threads_of_one_process_may_write_at_once(store: Store):
    failures: list[Exception] = []

    def write(name: str) -> None:
        try:
            for number in range(5):
                store.tasks.save(records.Task(None, "users", f"{name}{number}"), who=name, at=NOW)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.tasks.list()) == 20


def test_a_reader_sees_one_state_while_others_write(store: Store):
    with store.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM users").scalar_one()
        load(store, "users", users(("a", DAY)))
        assert connection.exec_driver_sql("SELECT count(*) FROM users").scalar_one() == before == 0


def test_who_waits_too_long_is_told(store: Store, monkeypatch: pytest.MonkeyPatch):
    if not lock.needs_lock():
        pytest.skip("this SQLite needs no lock of ours")
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.05)
    refused: list[str] = []

    def save() -> None:
        try:
            store.tasks.save(records.Task(None, "users", "x"), who="", at=NOW)
        except StoreError as error:
            refused.append(error.code)

    with store.write():
        waiting = threading.Thread(target=save)
        waiting.start()
        waiting.join()
    assert refused == ["store_busy"]


def test_a_read_connection_cannot_write(store: Store):
    with pytest.raises(StoreError) as refused, store.read() as connection:
        connection.exec_driver_sql("DELETE FROM launch")
    assert refused.value.code == "store_read_only"


def test_an_unknown_reason_of_the_driver_is_passed_on_in_words(tmp_path):
    address = address_of(f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(StoreError) as refused, reading(read_engine(address), address.shown):
        raise AssertionError("not reached")
    assert refused.value.code == "store_unreachable"
    assert "none.db" in str(refused.value)
