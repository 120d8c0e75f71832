"""The estimate against the truth of simulated launches: many under make test, a thousand a world under make prove.

Thousands are judged by the method over arrays (`comparison_arrays.py`), a few by the product itself, which must say
the same. `LAUNCHOPS_LAUNCHES` sets another number of launches a world.
"""

import os
from dataclasses import dataclass, replace

import numpy as np
import pytest

from launchops.metrics.comparison import comparison_counts
from launchops.stats.comparison import compare
from tests.conftest import PROVING
from tests.metrics.comparison_arrays import Z95, Judged, judged
from tests.simulate import HORIZON, Behaviour, World, behaviour, simulated_launch

LAUNCHES = int(os.environ.get("LAUNCHOPS_LAUNCHES", "1000" if PROVING else "20"))
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
STEADY = "works, 7 days, steady, many"
BURSTY = pytest.param(
    "works, 14 days, bursty, many",
    marks=pytest.mark.xfail(reason="not met: a quarter of the others join later, so intervals are wide; 80 % found"),
)
WORLDS = CLEAN | MANY | KEEN
SOME = ("works, 7 days, steady", "nothing, 14 days, bursty")
JUDGED_BY_THE_PRODUCT = range(10 if PROVING else 1)


@dataclass(frozen=True)
class Trial:
    """One launch and what the method says of it."""

    made: Behaviour
    judged: Judged

    @property
    def miss(self) -> float:
        """Estimate − truth."""
        return self.judged.effect.difference - self.made.truth

    @property
    def is_covered(self) -> bool:
        """Whether the interval holds the truth."""
        return abs(self.miss) <= Z95 * self.judged.effect.error


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
    made = behaviour(world, seed=seed)
    return Trial(made, judged(made))


def figures_of(trials: list[Trial]) -> Figures:
    misses = [trial.miss for trial in trials]
    verdicts = [trial.judged.verdict for trial in trials]
    return Figures(
        launches=len(trials),
        truth=float(np.mean([trial.made.truth for trial in trials])),
        participants=float(np.mean([trial.made.participants for trial in trials])),
        bias=float(np.mean(misses)),
        coverage=float(np.mean([trial.is_covered for trial in trials])),
        error_ratio=float(np.mean([trial.judged.effect.error for trial in trials]) / np.std(misses)),
        already_different=verdicts.count("already_different") / len(verdicts),
        associated_higher=verdicts.count("associated_higher") / len(verdicts),
    )


def shown(name: str) -> Figures:
    """The figures of a world, printed."""
    figures = figures_of([trial_of(WORLDS[name], seed) for seed in range(LAUNCHES)])
    print(f"\n{name}: {figures}")  # noqa: T201 - a proof prints its figures
    return figures


@pytest.mark.prove
@pytest.mark.parametrize("name", list(WORLDS) if PROVING else SOME)
def test_the_product_judges_as_the_method_over_arrays(name: str) -> None:
    for seed in JUDGED_BY_THE_PRODUCT:
        one = simulated_launch(WORLDS[name], seed=seed)
        counts = comparison_counts(one.tables, activity="fest", window=one.window, as_of_day=HORIZON)
        found, expected = compare(counts), trial_of(WORLDS[name], seed).judged
        assert found.matched is not None and found.negative_control is not None
        assert (found.matched.difference, found.matched.standard_error) == pytest.approx(
            (expected.effect.difference, expected.effect.error), abs=1e-9
        )
        assert (found.negative_control.difference, found.negative_control.standard_error) == pytest.approx(
            (expected.control.difference, expected.control.error), abs=1e-9
        )
        is_unlike = any(trait.state == "bad" for trait in found.balance)  # a gate that the arrays leave out
        assert found.verdict == ("not_comparable" if is_unlike else expected.verdict)


@pytest.mark.prove
@pytest.mark.parametrize("name", list(CLEAN) if PROVING else SOME)
def test_the_estimate_meets_the_truth(name: str) -> None:
    figures = shown(name)
    assert abs(figures.bias) <= (0.007 if PROVING else 0.03)
    assert figures.coverage >= (0.925 if PROVING else 0.8)
    if PROVING:
        assert 0.9 <= figures.error_ratio <= 1.25
        assert figures.already_different <= 0.08


@pytest.mark.prove
@pytest.mark.parametrize("name", [STEADY, BURSTY] if PROVING else [STEADY])
def test_five_points_are_found_where_two_thousand_take_part(name: str) -> None:
    assert shown(name).associated_higher >= (0.9 if PROVING else 0.7)


@pytest.mark.prove
@pytest.mark.parametrize("name", list(KEEN) if PROVING else ["hidden keenness, steady"])
def test_hidden_keenness_does_not_pass_as_an_effect(name: str) -> None:
    assert shown(name).associated_higher <= 0.1
