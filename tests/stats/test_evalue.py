"""E-values against the published example and by hand."""

from dataclasses import replace

import pytest

from launchops.stats.evalue import e_value
from tests.stats.test_comparison import effect


def test_the_published_example() -> None:
    # VanderWeele & Ding 2017: a risk ratio of 3.9 has the E-value 7.26, its lower limit of 1.8 has 3.0.
    rate = 0.39
    low, difference = rate - rate / 1.8, rate - rate / 3.9
    found = e_value(replace(effect(low, 0.39), difference=difference, participant_rate=rate))
    assert found is not None
    assert found.estimate == pytest.approx(7.26, abs=0.01)
    assert found.limit == pytest.approx(3.0, abs=0.01)


def test_an_interval_with_zero_needs_nothing_to_be_explained() -> None:
    found = e_value(replace(effect(-0.02, 0.06), participant_rate=0.4))
    assert found is not None
    assert found.limit == 1.0


def test_a_lower_rate_counts_by_its_inverse() -> None:
    found = e_value(replace(effect(-0.4, -0.2), participant_rate=0.3))  # 0.3 against 0.6: half
    assert found is not None
    assert found.estimate == pytest.approx(2 + 2**0.5)


@pytest.mark.parametrize("rate", [None, 0.0, 0.03])
def test_no_ratio_without_two_rates(rate: float | None) -> None:
    assert e_value(replace(effect(0.02, 0.06), participant_rate=rate)) is None
