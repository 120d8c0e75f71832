"""KPIs that stand on records, by hand; without the record each says what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.metrics.kpi import Effect, LaunchRecords, Seed, SpendPlan
from launchops.metrics.kpis import kpi_series
from launchops.metrics.tables import FactTables, Filters
from tests.make import Reading, Spend, launch, user
from tests.metrics.launches import SOME, SmallLaunch, launches

TEN_DAYS = launch(user(signup=0, days=[0, 9]), user(signup=0))


def shares(tables: FactTables, key: str, as_of: int, records: LaunchRecords, **more: Filters) -> dict[int, tuple]:
    frame = kpi_series(tables, key, as_of_day=as_of, records=records, **more).frame
    return {row.day: (row.numerator, row.denominator) for row in frame.itertuples()}


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("activity_difference", "kpi_needs_effect"),
        ("seed_participation", "kpi_needs_seeds"),
        ("contact_coverage", "kpi_needs_seeds"),
        ("headroom", "kpi_needs_capacity"),
        ("spend_pace", "kpi_needs_spend_plan"),
        ("gate_completion", "kpi_needs_gate"),
    ],
)
def test_without_its_record_a_kpi_is_unknown_and_says_why(key: str, reason: str):
    series = kpi_series(TEN_DAYS, key, as_of_day=10)
    assert series.frame.empty
    assert series.unknown is not None and series.unknown.code == reason


def test_an_activity_has_its_difference_once_its_outcome_is_over():
    records = LaunchRecords(effects=(Effect(9, 0.06, 0.04, 0.08), Effect(5, 0.01, -0.01, 0.03)))
    early = kpi_series(TEN_DAYS, "activity_difference", as_of_day=9, records=records).frame
    assert list(early["day"]) == [5]
    late = kpi_series(TEN_DAYS, "activity_difference", as_of_day=10, records=records).frame
    assert list(late["value"]) == [0.01, 0.06]
    assert (late["low"].iloc[-1], late["high"].iloc[-1]) == (0.04, 0.08)


def test_a_seed_user_takes_part_for_14_days_after_a_visit_or_feedback():
    tables = launch(user(signup=0, days=[0]), user(signup=0, days=[40]))
    records = LaunchRecords(seeds=(Seed(user_id=1), Seed(user_id=None, feedback_days=(3,))))
    found = shares(tables, "seed_participation", 41, records)
    assert [found[day] for day in (0, 3, 13, 14, 16, 17)] == [(1, 2), (2, 2), (2, 2), (1, 2), (1, 2), (0, 2)]


def test_a_seed_user_counts_from_the_day_they_became_one():
    records = LaunchRecords(seeds=(Seed(user_id=1), Seed(user_id=2, since_day=5)))
    found = shares(TEN_DAYS, "seed_participation", 10, records)
    assert (found[4], found[5]) == ((1, 1), (1, 2))


def test_seed_users_that_nothing_is_known_of_have_no_participation():
    series = kpi_series(TEN_DAYS, "seed_participation", as_of_day=10, records=LaunchRecords(seeds=(Seed(None),)))
    assert series.unknown is not None and series.unknown.code == "kpi_needs_seed_activity"
    series = kpi_series(TEN_DAYS, "contact_coverage", as_of_day=10, records=LaunchRecords(seeds=(Seed(1),)))
    assert series.unknown is not None and series.unknown.code == "kpi_needs_contacts"


def test_contact_counts_for_as_long_as_each_ones_cadence():
    records = LaunchRecords(
        seeds=(Seed(1, cadence_days=2, contact_days=(1,)), Seed(2, cadence_days=7, contact_days=(-5, 6)))
    )
    found = shares(TEN_DAYS, "contact_coverage", 10, records)
    assert [found[day][0] for day in range(10)] == [1, 2, 1, 0, 0, 0, 1, 1, 1, 1]


def test_headroom_is_what_is_left_of_the_tested_limit_even_before_the_first_user():
    tables = launch(readings=[Reading("peak_share_of_limit", 3, 0.75), Reading("peak_share_of_limit", 4, 1.25)])
    frame = kpi_series(tables, "headroom", as_of_day=9).frame
    assert list(frame["value"]) == [0.25, -0.25]


def test_spend_pace_is_spend_so_far_over_even_plans_so_far():
    tables = launch(user(signup=0, days=range(10)), spend=[Spend(day, 6) for day in range(4)])
    plans = (SpendPlan(0, 10, 50.0, "ads"), SpendPlan(2, 4, 10.0))
    assert shares(tables, "spend_pace", 10, LaunchRecords(spend_plans=plans)) == {
        0: (6, 5), 1: (12, 10), 2: (18, 20), 3: (24, 30),
    }  # fmt: skip
    chosen = shares(tables, "spend_pace", 10, LaunchRecords(spend_plans=plans), filters=Filters(channels=("ads",)))
    assert chosen[3] == (24, 20)


def test_the_gate_is_counted_as_recorded_now():
    records = LaunchRecords(blocking_items=4, blocking_passed=1)
    assert shares(launch(), "gate_completion", 10, records) == {9: (1, 4)}


@SOME
@given(launches(), st.data())
def test_seed_participation_agrees_with_a_slow_reference(small: SmallLaunch, data: st.DataObject):
    numbers = data.draw(st.lists(st.integers(1, len(small.users)), min_size=1, max_size=4, unique=True))
    seeds = tuple(Seed(user_id=number) for number in numbers)
    found = shares(launch(*small.users), "seed_participation", small.as_of, LaunchRecords(seeds=seeds))
    every = [day for one in small.users for day in (one.signup, *one.days)]
    expected = {}
    for day in range(min(every), min(max(every) + 1, small.as_of)):
        active = [any(day - 14 < other <= day for other in small.users[number - 1].days) for number in numbers]
        expected[day] = (sum(active), len(numbers))
    assert found == expected
