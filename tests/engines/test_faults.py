"""What can go wrong on a real server, and what is said then."""

from pathlib import Path

import pytest

from launchops.errors import FactsError
from launchops.facts.engine import EngineFacts
from launchops.facts.engine_url import engine_of, postgres_of
from launchops.facts.export import export_parquet, export_postgres
from tests.engines.held import on_postgres, on_spark, write_facts
from tests.make import launch, user

pytestmark = [pytest.mark.engines, pytest.mark.prove]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_facts(launch(user(signup=3, days=[3, 5], channel='"a", \\.\n'), user(signup=4)), tmp_path / "1.duckdb")


def code_of(ask) -> tuple[str, str]:
    with pytest.raises(FactsError) as refused:
        ask()
    return refused.value.code, str(refused.value)


def test_postgresql_keeps_every_text_and_what_is_unknown(postgres_url, file):
    users = on_postgres(file, postgres_url)
    frame = users.run(users.users.order_by("user_id"))
    assert frame["channel"].tolist() == ['"a", \\.\n', ""]
    assert frame["activated_day"].isna().all()


def test_postgresql_with_a_table_or_column_missing(postgres_url, file):
    facts = on_postgres(file, postgres_url)
    with postgres_of(postgres_url).session() as session:
        session.execute("ALTER TABLE user_days DROP COLUMN gap")
    code, said = code_of(lambda: EngineFacts(engine_of(postgres_url)))
    assert (code, "user_days.gap" in said) == ("facts_engine_lacks", True)
    code, said = code_of(lambda: facts.run(facts.user_days.select("gap")))
    assert (code, "gap" in said) == ("facts_engine_lacks", True)


def test_postgresql_loaded_anew_while_it_is_read(postgres_url, file, tmp_path):
    facts = on_postgres(file, postgres_url)
    with postgres_of(postgres_url).session() as session:
        session.execute("UPDATE facts_info SET facts_version = 2")
    assert code_of(lambda: facts.run(facts.users))[0] == "facts_version_changed"


def test_postgresql_that_ends_our_connections_is_connected_anew(postgres_url, file):
    facts = on_postgres(file, postgres_url)
    with postgres_of(postgres_url).session() as session:
        session.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert len(facts.run(facts.users)) == 2


def test_postgresql_refuses_a_copy_it_cannot_hold_and_keeps_the_old_one(postgres_url, file, tmp_path):
    on_postgres(file, postgres_url)
    bad = write_facts(launch(user(signup=3, channel="nul \x00")), tmp_path / "2.duckdb")
    assert code_of(lambda: export_postgres(bad, postgres_of(postgres_url)))[0] == "facts_export_failed"
    facts = EngineFacts(engine_of(postgres_url))
    assert len(facts.run(facts.users)) == 2


def test_we_only_read(postgres_url, file):
    on_postgres(file, postgres_url)
    backend = engine_of(postgres_url).connect()
    with pytest.raises(Exception, match="read-only"):
        backend.raw_sql("DELETE FROM users")


def test_spark_connect_keeps_every_text_and_what_is_unknown(spark_url, file):
    facts = on_spark(file, spark_url)
    frame = facts.run(facts.users.order_by("user_id"))
    assert frame["channel"].tolist() == ['"a", \\.\n', ""]
    assert frame["activated_day"].isna().all()


def test_spark_connect_without_the_tables(spark_url, file, tmp_path):
    code, said = code_of(lambda: EngineFacts(engine_of(spark_url)))
    assert (code, "users" in said, "spend" in said) == ("facts_engine_lacks", True, True)
    code, said = code_of(lambda: EngineFacts(engine_of(f"{spark_url}/;facts={tmp_path}/nowhere")))
    assert (code, "users, user_days" in said) == ("facts_engine_lacks", True)


def test_spark_connect_with_a_table_of_other_columns(spark_url, file, tmp_path):
    folder = tmp_path / "copy"
    export_parquet(file, folder)
    (folder / "spend" / "data_0.parquet").unlink()
    (folder / "readings" / "data_0.parquet").rename(folder / "spend" / "data_0.parquet")
    export_parquet(file, tmp_path / "again")
    (tmp_path / "again" / "readings" / "data_0.parquet").rename(folder / "readings" / "data_0.parquet")
    code, said = code_of(lambda: EngineFacts(engine_of(f"{spark_url}/;facts={folder}")))
    assert (code, "spend.channel" in said) == ("facts_engine_lacks", True)
