"""The estimate against the truth of simulated launches; whole (200 launches a world) under make prove.

`LAUNCHOPS_LAUNCHES` sets another number of launches a world.
"""

import os
from dataclasses import dataclass, replace

import numpy as np
import pytest

from launchops.metrics.comparison import comparison_counts
from launchops.stats.comparison import compare
from launchops.stats.results import Comparison
from tests.conftest import PROVING
from tests.simulate import HORIZON, SimulatedLaunch, World, simulated_launch

LAUNCHES = int(os.environ.get("LAUNCHOPS_LAUNCHES", "200" if PROVING else "3"))
CLEAN = {
    "nothing, 7 days, steady": World(),
    "works, 7 days, steady": World(lift=1.25),
    "nothing, 14 days, bursty": World(activity_days=14, bursty=True),
    "works, 14 days, bursty": World(activity_days=14, bursty=True, lift=1.25),
}
# About 2,000 participants each.
MANY = {
    "works, 7 days, steady, many": replace(CLEAN["works, 7 days, steady"], users=8_200),
    "works, 14 days, bursty, many": replace(CLEAN["works, 14 days, bursty"], users=6_700),
}
KEEN = {
    "hidden keenness, steady": World(hidden_keenness=True),
    "hidden keenness, bursty": World(hidden_keenness=True, activity_days=14, bursty=True),
}
SOME = ("works, 7 days, steady", "nothing, 14 days, bursty")


@dataclass(frozen=True)
class Trial:
    """One launch and what the comparison says of it."""

    launch: SimulatedLaunch
    comparison: Comparison

    @property
    def miss(self) -> float:
        """Estimate − truth."""
        assert self.comparison.matched is not None
        return self.comparison.matched.difference - self.launch.truth

    @property
    def is_covered(self) -> bool:
        """Whether the interval holds the truth."""
        matched = self.comparison.matched
        assert matched is not None
        return matched.low <= self.launch.truth <= matched.high


@dataclass(frozen=True)
class Figures:
    """What the launches of a world show; bias in fractions, the rest shares and a ratio."""

    launches: int
    truth: float
    participants: float
    bias: float
    coverage: float
    error_ratio: float  # mean standard error ÷ standard deviation of the estimates
    already_different: float
    associated_higher: float

    def __str__(self) -> str:
        return (
            f"{self.launches} launches, {self.participants:.0f} took part, truth {100 * self.truth:+.1f} points: "
            f"bias {100 * self.bias:+.2f}, coverage {100 * self.coverage:.1f} %, "
            f"standard error ÷ deviation {self.error_ratio:.2f}, already_different "
            f"{100 * self.already_different:.1f} %, associated_higher {100 * self.associated_higher:.1f} %"
        )


def trial_of(world: World, seed: int) -> Trial:
    one = simulated_launch(world, seed=seed)
    counts = comparison_counts(one.tables, activity="fest", window=one.window, as_of_day=HORIZON)
    return Trial(one, compare(counts))


def figures_of(trials: list[Trial]) -> Figures:
    errors = [trial.comparison.matched.standard_error for trial in trials if trial.comparison.matched]
    misses = [trial.miss for trial in trials]
    verdicts = [trial.comparison.verdict for trial in trials]
    return Figures(
        launches=len(trials),
        truth=float(np.mean([trial.launch.truth for trial in trials])),
        participants=float(np.mean([trial.launch.participants for trial in trials])),
        bias=float(np.mean(misses)),
        coverage=float(np.mean([trial.is_covered for trial in trials])),
        error_ratio=float(np.mean(errors) / np.std(misses)),
        already_different=verdicts.count("already_different") / len(verdicts),
        associated_higher=verdicts.count("associated_higher") / len(verdicts),
    )


def shown(name: str, world: World) -> tuple[Figures, float]:
    """The figures of a world, printed, and three standard errors of its bias."""
    trials = [trial_of(world, seed) for seed in range(LAUNCHES)]
    figures = figures_of(trials)
    print(f"\n{name}: {figures}")  # noqa: T201 - a proof prints its figures
    errors = [trial.comparison.matched.standard_error for trial in trials if trial.comparison.matched]
    return figures, 3 * float(np.sqrt(np.mean(np.square(errors)) / len(errors)))


@pytest.mark.prove
@pytest.mark.parametrize("name", list(CLEAN) if PROVING else SOME)
def test_the_estimate_meets_the_truth(name: str) -> None:
    figures, chance = shown(name, CLEAN[name])
    assert abs(figures.bias) <= chance
    if PROVING:
        assert abs(figures.bias) <= 0.007
        assert figures.coverage >= 0.925
        assert 0.9 <= figures.error_ratio <= 1.25
        assert figures.already_different <= 0.08


@pytest.mark.prove
@pytest.mark.parametrize("name", list(MANY) if PROVING else ["works, 7 days, steady, many"])
def test_five_points_are_found_where_two_thousand_take_part(name: str) -> None:
    figures, _ = shown(name, MANY[name])
    assert figures.associated_higher >= (0.9 if PROVING else 0.6)


@pytest.mark.prove
@pytest.mark.parametrize("name", list(KEEN) if PROVING else ["hidden keenness, steady"])
def test_hidden_keenness_does_not_pass_as_an_effect(name: str) -> None:
    figures, _ = shown(name, KEEN[name])
    assert figures.associated_higher <= 0.1
