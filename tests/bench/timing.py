"""Medians of interleaved runs: every way once, then every way again, so that a busy moment hits them all."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5
Ways = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class Timing:
    """Seconds of one way to answer: the median and the span of its runs."""

    median: float
    fastest: float
    slowest: float


def interleaved(ways: Ways, *, rounds: int = ROUNDS) -> dict[str, Timing]:
    """Time every way `rounds` times in turn, after one run each that does not count."""
    for ask in ways.values():
        ask()
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, ask in ways.items():
            began = time.perf_counter()
            ask()
            seconds[name].append(time.perf_counter() - began)
    return {name: Timing(statistics.median(runs), min(runs), max(runs)) for name, runs in seconds.items()}
