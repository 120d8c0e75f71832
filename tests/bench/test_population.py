"""The made-up launch of the bench."""

from tests.bench.population import made_up


def test_the_same_seed_makes_the_same_launch() -> None:
    one, other = made_up(300, seed=5), made_up(300, seed=5)
    assert one.active_day.tolist() == other.active_day.tolist()
    assert one.active_day.tolist() != made_up(300, seed=6).active_day.tolist()


def test_nobody_is_active_before_signing_up() -> None:
    population = made_up(2_000, seed=3)
    assert (population.active_day >= population.signup_day[population.active_user]).all()
