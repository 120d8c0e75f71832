"""Tables as CSV that a spreadsheet opens without running anything."""

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # OWASP: CSV injection


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would run is led by an apostrophe; numbers and dates stay as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def table_csv(frame: pd.DataFrame) -> bytes:
    """The frame as UTF-8 CSV with a byte order mark (Excel then reads Chinese), without its index."""
    safe = frame.map(safe_cell)
    safe.columns = pd.Index([safe_cell(name) for name in frame.columns])
    return str(safe.to_csv(index=False)).encode("utf-8-sig")
