"""Medians of interleaved runs: every way once, then every way again, so that a busy moment hits them all."""

import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5
LEAST_SECONDS = 0.5  # a quick way is asked again for so long, to meet the same busy moments as a slow one
MOST_REPEATS = 20
Ways = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class Timing:
    """Seconds of one way to answer: the median and the span of its runs."""

    median: float
    fastest: float
    slowest: float


def interleaved(ways: Ways, *, rounds: int = ROUNDS) -> dict[str, Timing]:
    """Time every way `rounds` times in turn, after one run each that does not count."""
    repeats = {name: _repeats(_seconds(ask, 1)) for name, ask in ways.items()}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, ask in ways.items():
            seconds[name].append(_seconds(ask, repeats[name]))
    return {name: Timing(statistics.median(runs), min(runs), max(runs)) for name, runs in seconds.items()}


def _seconds(ask: Callable[[], object], repeats: int) -> float:
    """Mean seconds of so many answers in a row."""
    began = time.perf_counter()
    for _ in range(repeats):
        ask()
    return (time.perf_counter() - began) / repeats


def _repeats(seconds: float) -> int:
    return max(1, min(MOST_REPEATS, math.ceil(LEAST_SECONDS / seconds)))
