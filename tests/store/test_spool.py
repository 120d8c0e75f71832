"""Rows in order: any number of runs, equal rows as they came."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from launchops.store.spool import Spool, order_by, order_of

SMALL = st.integers(-3, 3)
ANY = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(SMALL | ANY, min_size=1))
def test_numbers_are_put_in_order_and_equal_ones_stay_as_they_stand(numbers: list[int]) -> None:
    order = order_by(np.array(numbers, dtype=np.int64)).tolist()
    assert order == sorted(range(len(numbers)), key=lambda at: numbers[at])


@given(st.lists(st.tuples(SMALL, SMALL | ANY), min_size=1))
def test_rows_are_ordered_by_key_then_place(rows: list[tuple[int, int]]) -> None:
    keys, places = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    order = order_of(keys, places)
    found = rows if order is None else [rows[at] for at in order.tolist()]
    assert found == sorted(rows)


@given(st.lists(st.lists(st.tuples(SMALL, SMALL), min_size=1), min_size=1, max_size=5))
def test_all_runs_come_out_in_order_of_key_and_place(runs: list[list[tuple[int, int]]]) -> None:
    spool = Spool("key", "place")
    for run in runs:
        keys, places = zip(*run, strict=True)
        spool.add(pa.table({"key": pa.array(keys, pa.int64()), "place": pa.array(places, pa.int64())}))
    slices = [sorted(zip(*part.to_pydict().values(), strict=True)) for part in spool.slices()]
    spool.close()
    assert [row for part in slices for row in part] == sorted(row for run in runs for row in run)
