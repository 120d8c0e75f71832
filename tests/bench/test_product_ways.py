"""The product's figures are those of every other way to ask, from the store to the answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import other_ways
from tests.bench.bench_store import make_store, read_only, store_url
from tests.bench.population import made_up
from tests.bench.product_ways import (
    OpenTables,
    curve,
    open_tables,
    product_mau,
    product_retention,
    retention_cells,
)


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bench") / "launchops.db"
    make_store(file, made_up(3_000, seed=11)).close()
    return file


@pytest.fixture(scope="module")
def opened(store_file: Path) -> Iterator[OpenTables]:
    tables = open_tables(store_url(store_file), store_file.parent / "facts")
    yield tables
    tables.facts.close()


def test_weekly_retention_is_what_sql_on_the_store_counts(opened: OpenTables, store_file: Path) -> None:
    by_sql = other_ways.store_retention(read_only(store_file))
    ours = retention_cells(product_retention(opened))
    assert ours == {cell: by_sql[cell] for cell in ours}
    assert len(ours) > 200  # 26 cohorts; what is missing is not mature yet, not lost
    assert all(cell in ours for cell in by_sql if cell[0] + 7 * (cell[1] + 2) <= opened.as_of_day)


def test_the_mau_curve_is_what_sql_on_the_store_counts(opened: OpenTables, store_file: Path) -> None:
    by_sql = other_ways.store_mau(read_only(store_file))
    ours = curve(product_mau(opened))
    assert len(ours) > 150
    assert ours == {day: by_sql.get(day, ours.get(day - 1, 0)) for day in ours}
