"""The estimate against the truth of simulated launches; whole (200 launches a world) under make prove."""

from dataclasses import dataclass

import numpy as np
import pytest

from launchops.metrics.comparison import comparison_counts
from launchops.stats.comparison import compare
from launchops.stats.results import Comparison
from tests.conftest import PROVING
from tests.simulate import HORIZON, SimulatedLaunch, World, simulated_launch

LAUNCHES = 200 if PROVING else 3
CLEAN = {
    "nothing, 7 days": World(),
    "works, 7 days": World(lift=1.35),
    "nothing, 14 days, bursty": World(activity_days=14, bursty=True),
    "works, 14 days, bursty": World(activity_days=14, bursty=True, lift=1.35),
}


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


def trials_of(world: World) -> list[Trial]:
    launches = [simulated_launch(world, seed=seed) for seed in range(LAUNCHES)]
    return [
        Trial(
            one,
            compare(comparison_counts(one.tables, activity="fest", window=one.window, as_of_day=HORIZON)),
        )
        for one in launches
    ]


@pytest.mark.prove
@pytest.mark.parametrize("name", CLEAN if PROVING else ["works, 7 days", "nothing, 14 days, bursty"])
def test_the_estimate_meets_the_truth(name: str) -> None:
    trials = trials_of(CLEAN[name])
    errors = [trial.comparison.matched.standard_error for trial in trials if trial.comparison.matched]
    assert len(errors) == LAUNCHES
    misses = [trial.miss for trial in trials]
    if PROVING:
        assert abs(np.mean(misses)) <= 0.007
        assert np.mean([trial.is_covered for trial in trials]) >= 0.925
        assert 0.9 <= np.mean(errors) / np.std(misses) <= 1.25
        assert np.mean([trial.comparison.verdict == "already_different" for trial in trials]) <= 0.08
    # A mean of independent misses stays within three of its standard errors.
    assert abs(np.mean(misses)) <= 3 * np.sqrt(np.mean(np.square(errors)) / LAUNCHES)


@pytest.mark.prove
def test_hidden_keenness_does_not_pass_as_an_effect() -> None:
    verdicts = [trial.comparison.verdict for trial in trials_of(World(hidden_keenness=True))]
    assert np.mean([verdict == "associated_higher" for verdict in verdicts]) <= 0.1
