"""Users as the facts know them: the latest upload wins, attribute by attribute, and never with an empty text."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from launchops.store.spool import order_of

TRAITS = ("channel", "segment", "platform", "region")

# A row of an upload. batch_id: the higher, the later.
USER_ROWS = pa.schema(
    {"user_key": pa.int64(), "batch_id": pa.int64(), "day": pa.int32(), "loaded_day": pa.int32()}
    | dict.fromkeys(TRAITS, pa.string())
)
KNOWN_USERS = pa.schema(
    {"user_key": pa.int64(), "signup_day": pa.int32()} | dict.fromkeys(TRAITS, pa.dictionary(pa.int32(), pa.string()))
)


def known_users(rows: pa.Table) -> pa.Table:
    """KNOWN_USERS of USER_ROWS: one row a user, in the order of their numbers."""
    keys = rows["user_key"].to_numpy()
    order = order_of(keys, rows["batch_id"].to_numpy())
    if order is not None:
        rows, keys = rows.take(pa.array(order)), keys[order]
    is_last = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
    starts = np.append(0, np.flatnonzero(is_last) + 1)[:-1]
    columns = {
        "user_key": keys[is_last],
        "signup_day": rows["day"].filter(pa.array(is_last)),
        **{name: _latest(rows[name], starts) for name in TRAITS},
    }
    return pa.table(columns, schema=KNOWN_USERS)


def _latest(texts: pa.ChunkedArray, starts: np.ndarray) -> pa.Array:
    """Of each run the last text that is not empty; the empty text where there is none."""
    coded = texts.combine_chunks().dictionary_encode()
    if len(starts) == len(texts):
        return coded
    places = np.where(pc.not_equal(texts, "").to_numpy(), np.arange(len(texts)), -1)
    last = np.maximum.reduceat(places, starts)
    return coded.take(pa.array(np.where(last < 0, starts, last)))  # a run without any is empty at its start too
