"""Columns checked by their distinct values: most columns repeat themselves, and then no cell is looked at twice."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from launchops.ingest.faults import Faults, no_faults

Checked = tuple[pa.StringArray, Faults]


SAMPLE = 1_000


def repeats_itself(column: pa.StringArray) -> bool:
    """Whether a column has few different values, judged by its beginning."""
    return len(column) < SAMPLE or len(column.slice(0, SAMPLE).unique()) < SAMPLE // 2


def by_distinct(column: pa.StringArray, check: Callable[[pa.StringArray], Checked]) -> Checked:
    """Apply a check of distinct values to a column: cleaned values and faults in the column's order."""
    if not repeats_itself(column):
        return check(column)
    encoded = column.dictionary_encode()
    values, faults = check(encoded.dictionary)
    index = encoded.indices.to_numpy(zero_copy_only=False)
    return values.take(encoded.indices), faults[index]


def matching(values: pa.StringArray, pattern: str) -> NDArray[np.bool_]:
    """Which values a regular expression (RE2) finds anything in."""
    found: NDArray[np.bool_] = pc.match_substring_regex(values, pattern).to_numpy(zero_copy_only=False)
    return found


def rewritten(
    values: pa.StringArray, suspects: NDArray[np.bool_], rewrite: Callable[[str], tuple[str, int]]
) -> Checked:
    """Values with the suspects put through a function (text -> text, fault); all others stand as they are."""
    faults = no_faults(len(values))
    if not suspects.any():
        return values, faults
    where = np.flatnonzero(suspects)
    results = [rewrite(text) for text in values.filter(pa.array(suspects)).to_pylist()]
    faults[where] = [fault for _, fault in results]
    texts: Sequence[str] = [text for text, _ in results]
    return pc.replace_with_mask(values, pa.array(suspects), pa.array(texts, pa.string())), faults
