"""Users as the facts know them: the latest upload wins, attribute by attribute, and never with an empty text."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from launchops.store.spool import order_of

TRAITS = ("channel", "segment", "platform", "region")
MARKS = ("device", "ip", "invited_by")  # what ties a user to others, as numbers
HASH_DIGITS = 13  # of a keyed hash make its number: 52 bits, which floats hold too; of a million hardly two meet
NOBODY_KNOWN = -1  # invited by somebody who is in no upload

# A row of an upload. batch_id: the higher, the later.
USER_ROWS = pa.schema(
    {"user_key": pa.int64(), "batch_id": pa.int64(), "day": pa.int32(), "second": pa.int32(), "loaded_day": pa.int32()}
    | dict.fromkeys(TRAITS, pa.string())
    | dict.fromkeys(MARKS, pa.int64())
)
KNOWN_USERS = pa.schema(
    {"user_key": pa.int64(), "signup_day": pa.int32(), "signup_second": pa.int32()}
    | dict.fromkeys(TRAITS, pa.dictionary(pa.int32(), pa.string()))
    | dict.fromkeys(MARKS, pa.int64())
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
        "signup_second": rows["second"].filter(pa.array(is_last)),
        **{name: _latest(_coded(rows[name]), pc.not_equal(rows[name], ""), starts) for name in TRAITS},
        **{name: _latest(rows[name], pc.is_valid(rows[name]), starts) for name in MARKS},
    }
    return pa.table(columns, schema=KNOWN_USERS)


def hash_numbers(hashes: pa.ChunkedArray) -> pa.Array:
    """Numbers of keyed hashes (``h:`` and 32 hexadecimal digits), equal where these are; null for an empty text."""
    given = pc.not_equal(hashes, "").combine_chunks()
    digits = pc.utf8_slice_codeunits(hashes.filter(given), 2, 2 + HASH_DIGITS).combine_chunks().cast(pa.binary())
    if not len(digits):
        return pa.nulls(len(hashes), pa.int64())
    letters = np.frombuffer(b"".join(digits.to_pylist()), dtype=np.uint8).reshape(-1, HASH_DIGITS).astype(np.int64)
    values = np.where(letters >= ord("a"), letters - ord("a") + 10, letters - ord("0"))
    numbers = np.zeros(len(hashes), dtype=np.int64)
    is_given = given.to_numpy(zero_copy_only=False)
    numbers[is_given] = values @ (np.int64(16) ** np.arange(HASH_DIGITS)[::-1])
    return pa.array(numbers, mask=~is_given)


def _coded(texts: pa.ChunkedArray) -> pa.DictionaryArray:
    return texts.combine_chunks().dictionary_encode()


def _latest(values: pa.Array | pa.ChunkedArray, given: pa.ChunkedArray, starts: np.ndarray) -> pa.Array:
    """Of each run the last value that is given; its first, which is not given then, where there is none."""
    if len(starts) == len(values):
        return values
    places = np.where(given.to_numpy(), np.arange(len(values)), -1)
    last = np.maximum.reduceat(places, starts)
    return values.take(pa.array(np.where(last < 0, starts, last)))
