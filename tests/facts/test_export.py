"""Copies of the facts: the names and types of the schema, every row, whole or not at all."""

from pathlib import Path

import duckdb
import ibis
import pytest

from launchops.errors import FactsError
from launchops.facts.build import build
from launchops.facts.export import export_parquet
from launchops.facts.schema import TABLES
from launchops.store import Store
from tests.store.rows import DAY, events, load, users


@pytest.fixture
def facts_file(store: Store, tmp_path: Path) -> Path:
    load(store, "users", users(("a", DAY), channel='ads, "it\'s"'), users(("b", DAY), channel=""))
    load(store, "events", events(("a", DAY), ("b", DAY), ("a", DAY + 1), value="0.5"))
    return build(store.url, tmp_path / "facts")


def test_parquet_has_the_schema_and_every_row(facts_file: Path, tmp_path: Path):
    exported = export_parquet(facts_file, tmp_path / "new" / "copy")
    read = duckdb.connect()
    for name, columns in TABLES.items():
        copy = read.sql(f"from '{tmp_path}/new/copy/{name}/*.parquet'").to_arrow_table()
        assert copy.schema.equals(ibis.schema(dict(columns)).to_pyarrow())
        assert len(copy) == exported.rows[name]
    assert (exported.rows["users"], exported.rows["user_days"], exported.rows["facts_info"]) == (2, 3, 1)
    assert exported.facts_version == int(facts_file.stem)
    texts = read.sql(f"select channel from '{tmp_path}/new/copy/users/*.parquet' order by user_id").fetchall()
    assert texts == [('ads, "it\'s"',), ("",)]


def test_a_copy_is_never_changed(facts_file: Path, tmp_path: Path):
    export_parquet(facts_file, tmp_path / "copy")
    with pytest.raises(FactsError) as refused:
        export_parquet(facts_file, tmp_path / "copy")
    assert refused.value.code == "facts_export_exists"


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path):
    broken = tmp_path / "7.duckdb"
    broken.write_text("not a database")
    with pytest.raises(FactsError) as refused:
        export_parquet(broken, tmp_path / "copy")
    assert refused.value.code == "facts_export_failed"
    assert list(tmp_path.iterdir()) == [broken]


def test_a_place_that_cannot_be_written_is_said_so(facts_file: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FactsError) as refused:
        export_parquet(facts_file, tmp_path / "file" / "copy")
    assert refused.value.code == "facts_export_failed"
