"""Medians of interleaved runs: every way once, then every way again, so that a busy moment hits them all."""

import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5
LEAST_SECONDS = 0.5  # a quick way is asked again for so long, to meet the same busy moments as a slow one
MOST_REPEATS = 20
ONCE_FROM = 5.0  # seconds: a way that takes longer is asked once
Ways = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class Timing:
    """Seconds of one way to answer: the median and the span of its runs."""

    median: float
    fastest: float
    slowest: float


def interleaved(ways: Ways, *, rounds: int = ROUNDS, once_from: float = ONCE_FROM) -> dict[str, Timing]:
    """Time every way `rounds` times in turn, after one run each that counts for the slow ones only."""
    first = {name: _seconds(ask, 1) for name, ask in ways.items()}
    seconds = {name: [once] if once >= once_from else [] for name, once in first.items()}
    for _ in range(rounds):
        for name, ask in ways.items():
            if first[name] < once_from:
                seconds[name].append(_seconds(ask, _repeats(first[name])))
    return {name: Timing(statistics.median(runs), min(runs), max(runs)) for name, runs in seconds.items()}


def _seconds(ask: Callable[[], object], repeats: int) -> float:
    """Mean seconds of so many answers in a row."""
    began = time.perf_counter()
    for _ in range(repeats):
        ask()
    return (time.perf_counter() - began) / repeats


def _repeats(seconds: float) -> int:
    return max(1, min(MOST_REPEATS, math.ceil(LEAST_SECONDS / seconds)))
