"""What can be wrong with a record: one number for each code, so that a column of faults is a small array."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Faults = NDArray[np.uint8]  # one per value: 0 fine, else the number of a code

FAULT_CODES: Final = (
    "",
    "blank_row",
    "too_few_fields",
    "too_many_fields",
    "bad_quote",
    "cell_too_long",
    "repeated_header",
    "totals_row",
    "missing_value",
    "control_character",
    "line_break_in_field",
    "invisible_character",
    "id_mangled",
    "id_too_long",
    "bad_date",
    "future_date",
    "too_old_date",
    "bad_number",
    "not_finite",
    "ambiguous_number",
    "number_too_large",
    "negative_not_allowed",
    "unknown_arm",
    "duplicate_identical",
    "duplicate_conflict",
)
FAULT: Final = {code: number for number, code in enumerate(FAULT_CODES)}


def no_faults(count: int) -> Faults:
    """`count` values with nothing wrong."""
    return np.zeros(count, dtype=np.uint8)
