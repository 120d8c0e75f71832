"""The questions put to every engine are all there are, and what tells answers apart does so."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

import launchops.metrics
from launchops.metrics import results
from launchops.metrics.results import ActiveDays
from launchops.metrics.tables import FactTables
from tests.engines.questions import questions
from tests.engines.sameness import difference
from tests.engines.test_same_counts import SUBJECT


def test_every_metric_is_asked():
    asked = {question.metric for question in questions(SUBJECT)}
    metrics = {function for module in _modules() for function in _metrics_in(module)}
    assert metrics <= asked, "put the new metric into tests/engines/questions.py"


def _modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(launchops.metrics.__path__)]
    return [importlib.import_module(f"launchops.metrics.{name}") for name in names]


def _metrics_in(module: ModuleType) -> list[Callable[..., Any]]:
    """Functions that are given the fact tables and return one of the documented results."""
    kinds = {kind for _, kind in inspect.getmembers(results, inspect.isclass) if kind.__module__ == results.__name__}
    own = [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]
    hints = {function: typing.get_type_hints(function) for function in own}
    return [one for one, hint in hints.items() if FactTables in hint.values() and hint.get("return") in kinds]


def _days(users: int) -> ActiveDays:
    return ActiveDays(0, 2, pd.DataFrame({"group": ["", "a"], "users": pd.array([users, None], dtype="Int64")}))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (_days(3), _days(3), True),
        (_days(3), _days(4), False),
        ((1, 2.0), (1, 2.0 + 1e-12), True),
        ((1, 2.0), (1, 2.1), False),
        ((1,), (1, 2), False),
        (1, 1.0, False),
        (None, 0, False),
    ],
)
def test_answers_that_differ_are_told_apart(one, other, same):
    assert (difference(one, other) == "") is same
