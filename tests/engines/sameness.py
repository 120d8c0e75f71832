"""Whether two engines gave the same answer: every count to the last user, sums of fractions to nine digits."""

import dataclasses
from typing import Any

import numpy as np
import pandas as pd


def difference(one: Any, other: Any, at: str = "answer") -> str:
    """Where two answers differ, in words; empty where they are the same."""
    if type(one) is not type(other):
        return f"{at}: {type(one).__name__} and {type(other).__name__}"
    if isinstance(one, pd.DataFrame):
        return _frames(one, other, at)
    if dataclasses.is_dataclass(one) and not isinstance(one, type):
        fields = [field.name for field in dataclasses.fields(one)]
        return _first(difference(getattr(one, name), getattr(other, name), f"{at}.{name}") for name in fields)
    if isinstance(one, tuple | list):
        if len(one) != len(other):
            return f"{at}: {len(one)} and {len(other)} items"
        return _first(difference(a, b, f"{at}[{i}]") for i, (a, b) in enumerate(zip(one, other, strict=True)))
    if isinstance(one, float):
        return "" if np.isclose(one, other, rtol=1e-9, atol=1e-9, equal_nan=True) else f"{at}: {one} and {other}"
    return "" if one == other else f"{at}: {one} and {other}"


def _frames(one: pd.DataFrame, other: pd.DataFrame, at: str) -> str:
    """Rows come in any order where a metric does not say which: they are put in order before."""
    try:
        pd.testing.assert_frame_equal(_ordered(one), _ordered(other), check_exact=False, rtol=1e-9, atol=0)
    except AssertionError as error:
        return f"{at}: {error}"
    return ""


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(list(frame.columns), ignore_index=True) if len(frame.columns) else frame


def _first(found: Any) -> str:
    return next((text for text in found if text), "")
