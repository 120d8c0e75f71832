"""Which rows of an events file are one event, told while they are put in order.

With a time, rows that agree in user, instant, event and value are one event: the first stays, the others are
repeats. With a date only, they are so many events of that day, numbered 0, 1, 2 … by `ordinal`.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from launchops.store.spool import Integers, order_of


def told_apart(rows: pa.Table) -> tuple[pa.Table, Integers]:
    """A slice of events in order, with `ordinal`; and the data rows of those left out as repeats.

    All rows of a user and instant must be in the slice.
    """
    keys, places = rows["user_key"].to_numpy(), rows["ts"].to_numpy()
    order = order_of(keys, places)
    if order is None:
        order = np.arange(len(keys))
    else:
        keys, places = keys[order], places[order]
    ordinals = np.zeros(len(keys), dtype=np.int32)
    same = (keys[1:] == keys[:-1]) & (places[1:] == places[:-1])
    if not same.any():
        return _with_ordinals(rows, order, ordinals), np.empty(0, dtype=np.int64)
    ties = np.append(same, False) | np.append(False, same)
    order[ties], ordinals[ties], repeats = _ties_in_order(rows, order[ties])
    is_repeat = np.zeros(len(keys), dtype=np.bool_)
    is_repeat[ties] = repeats
    repeated = rows["data_row"].to_numpy()[order[is_repeat]]
    return _with_ordinals(rows, order[~is_repeat], ordinals[~is_repeat]), repeated


def _with_ordinals(rows: pa.Table, order: Integers, ordinals: NDArray[np.int32]) -> pa.Table:
    return rows.drop_columns(["data_row"]).take(pa.array(order)).append_column("ordinal", pa.array(ordinals))


def _ties_in_order(rows: pa.Table, places: Integers) -> tuple[Integers, NDArray[np.int32], NDArray[np.bool_]]:
    """Rows that share user and instant with another: their order, ordinals, and which repeat the one before."""
    some = rows.take(pa.array(places))
    columns = [some[name].to_numpy() for name in ("user_key", "ts", "is_date", "event_key")]
    columns.append(some["value"].combine_chunks().dictionary_encode().indices.to_numpy())
    order = np.lexsort((some["data_row"].to_numpy(), *reversed(columns)))
    starts = np.flatnonzero(_differs_from_before([column[order] for column in columns]))
    sizes = np.diff(np.append(starts, len(order)))
    ordinals = (np.arange(len(order)) - np.repeat(starts, sizes)).astype(np.int32)
    is_repeat = (ordinals > 0) & ~columns[2][order]
    return places[order], ordinals, is_repeat


def _differs_from_before(columns: Sequence[NDArray[np.int64]]) -> NDArray[np.bool_]:
    differs = np.ones(len(columns[0]), dtype=np.bool_)
    differs[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return differs
