"""Making, opening and upgrading a store."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from launchops.errors import RecordError, StoreError
from launchops.store import Store, create_store, engine, migrate, open_store
from launchops.store.records import LaunchSettings
from launchops.store.tables import METADATA
from tests.store.rows import DAY, NOW, load, users

NEXT_SCRIPT = """
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    op.add_column("launch", sa.Column("motto", sa.String(), nullable=False, server_default="go"))
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The product as it will be after one more migration script."""
    scripts = tmp_path / "scripts"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0002_next.py").write_text(NEXT_SCRIPT)
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "HEAD", "0002")


def test_a_new_store_holds_its_settings_and_nothing_else(store: Store, tmp_path: Path):
    assert store.settings() == LaunchSettings("Launch")
    assert store.batches() == []
    assert store.goals.list() == []
    assert [entry.what for entry in store.audit()] == ["launch.create"]
    assert not list(tmp_path.glob(".*")), "nothing is left of the making"


def test_a_store_is_never_overwritten(store: Store):
    with pytest.raises(StoreError) as refused:
        create_store(store.url, LaunchSettings("Other"), at=NOW)
    assert refused.value.code == "store_exists"
    assert store.settings().name == "Launch"


def test_settings_that_cannot_be_make_no_store(url: str, tmp_path: Path):
    with pytest.raises(RecordError) as refused:
        create_store(url, LaunchSettings("Launch", time_zone="Mars/Olympus"), at=NOW)
    assert (refused.value.code, refused.value.field) == ("time_zone_unknown", "time_zone")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_store_is_said_to_be_missing(url: str):
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert refused.value.code == "store_missing"


def test_another_database_is_not_touched(url: str, tmp_path: Path):
    file = tmp_path / "launch.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE launch (id)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert refused.value.code == "store_not_ours"
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_not_ours(url: str, tmp_path: Path):
    (tmp_path / "launch.db").write_text("user_id,signup_date\n" * 200)
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert refused.value.code == "store_not_ours"


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:////proc/nowhere/launch.db", "oracle9://x"])
def test_an_address_that_cannot_be_is_said_so(url: str):
    with pytest.raises(StoreError) as refused:
        create_store(url, LaunchSettings("Launch"), at=NOW)
    assert refused.value.code == "store_unreachable"


def test_a_password_is_not_repeated_in_a_refusal():
    with pytest.raises(StoreError) as refused:
        open_store("sqlite://ops:hunter2@host/none.db")
    assert "hunter2" not in str(refused.value)


@pytest.mark.usefixtures("next_version")
def test_an_older_store_is_copied_aside_and_upgraded(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as today:
        today.setattr(migrate, "SCRIPTS", Path(migrate.__file__).parent / "migrations")
        today.setattr(migrate, "HEAD", "0001")
        older = create_store(url, LaunchSettings("Launch"), at=NOW)
        load(older, "users", users(("a", DAY)))
        older.close()
    upgraded = open_store(url)
    with upgraded.read() as connection:
        assert connection.exec_driver_sql("SELECT motto FROM launch").scalar_one() == "go"
    assert [batch.rows_loaded for batch in upgraded.batches()] == [1]
    with sqlite3.connect(tmp_path / "launch.db.schema-0001") as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT count(*) FROM users").fetchall() == [(1,)]
    copy.close()


def test_a_store_of_a_newer_version_is_refused_unchanged(store: Store, tmp_path: Path):
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0042'")
    store.close()
    before = (tmp_path / "launch.db").read_bytes()
    with pytest.raises(StoreError) as refused:
        open_store(store.url)
    assert refused.value.code == "store_newer"
    assert refused.value.message.params["found"] == "0042"
    assert (tmp_path / "launch.db").read_bytes() == before


def test_the_scripts_make_exactly_the_tables_of_the_code(store: Store):
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_known_schema_is_the_newest_script():
    assert ScriptDirectory.from_config(migrate.scripts_config()).get_heads() == [migrate.HEAD]


def test_every_constraint_has_a_name():
    unnamed = [
        constraint for table in METADATA.tables.values() for constraint in table.constraints if constraint.name is None
    ]
    assert unnamed == []


@pytest.mark.parametrize(("free", "code"), [(0, "store_full"), (1 << 30, "store_unreachable")])
def test_a_fault_of_the_disk_is_told_as_a_full_disk_where_there_is_no_room(
    store: Store, monkeypatch: pytest.MonkeyPatch, free: int, code: str
):
    monkeypatch.setattr(engine.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1 << 40, 0, free))
    with pytest.raises(StoreError) as failed, engine.store_errors(store.url):
        raise sqlite3.OperationalError("disk I/O error")
    assert failed.value.code == code
