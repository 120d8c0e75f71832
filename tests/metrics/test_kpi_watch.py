"""KPIs that risks are watched by, on launches small enough to count by hand."""

import pytest

from launchops.metrics.kpi import FloorPath, LaunchRecords
from launchops.metrics.kpis import kpi_series
from launchops.metrics.spend_days import channel_users, spend_days
from launchops.metrics.tables import FactTables
from tests.make import Participation, Reading, Spend, launch, user

FLOOR = LaunchRecords(floor=FloorPath(2, ((3, 6.0), (7, 14.0))))  # 2 a day, then 2 a day


def values(tables: FactTables, key: str, as_of: int, records: LaunchRecords | None = None) -> dict[int, float]:
    """The KPI by day."""
    frame = kpi_series(tables, key, as_of_day=as_of, records=records or LaunchRecords()).frame
    return {row.day: pytest.approx(row.value) for row in frame.itertuples()}


def why(tables: FactTables, key: str, records: LaunchRecords | None = None) -> str:
    """Why the KPI is not known."""
    unknown = kpi_series(tables, key, as_of_day=10, records=records or LaunchRecords()).unknown
    assert unknown is not None
    return unknown.code


def test_peak_load_is_the_measured_one_else_users_against_the_capacity_plan() -> None:
    people = [user(signup=0, days=[0, 1]), user(signup=0, days=[1])]
    planned = LaunchRecords(users_limit=4.0)
    assert values(launch(*people), "peak_share", 2, planned) == {0: 0.25, 1: 0.5}
    assert values(launch(*people), "headroom", 2, planned) == {0: 0.75, 1: 0.5}
    measured = launch(*people, readings=[Reading("peak_share_of_limit", 1, 0.7)])
    assert values(measured, "peak_share", 2, planned) == {1: 0.7}
    assert why(launch(*people), "peak_share") == "kpi_needs_capacity"


def test_the_floor_is_held_against_the_sign_ups_of_the_last_fourteen_days_since_the_launch() -> None:
    tables = launch(user(signup=1), user(signup=2), user(signup=4), user(signup=4), user(signup=5, days=[20]))
    found = values(tables, "floor_ratio", 21, FLOOR)
    assert min(found) == 2  # the sign-up before the launch does not count
    assert [found[day] for day in (2, 3, 4, 5)] == [1 / 2, 1 / 4, 3 / 6, 4 / 8]
    assert found[15] == 4 / 28  # the pace of the last stretch goes on after the last check
    assert found[16] == 3 / 28  # the first day has left the fortnight
    assert found[20] == 0 / 28
    assert why(tables, "floor_ratio") == "kpi_needs_floor"


def test_a_launch_to_which_nobody_came_is_at_nothing_of_its_floor() -> None:
    tables = launch(user(signup=0, days=[0, 6]))
    assert values(tables, "floor_ratio", 7, FLOOR) == {2: 0, 3: 0, 4: 0, 5: 0, 6: 0}


def test_the_strongest_channel_is_weighed_among_those_that_are_known() -> None:
    tables = launch(
        *(user(signup=0, activated=0, channel="seo") for _ in range(3)),
        user(signup=0, activated=1, channel="qa"),
        user(signup=0, activated=0),  # of no known channel
        user(signup=0, activated=8, channel="qa"),  # too late to be activated
        user(signup=0, channel="qa", days=[9]),
    )
    found = values(tables, "top_channel_share", 10)
    assert (found[0], found[1], found[9]) == (1.0, 3 / 4, 3 / 4)


def test_sign_ups_without_a_channel() -> None:
    tables = launch(user(signup=0), user(signup=0, channel="seo"), user(signup=1, channel="seo"), user(signup=1))
    assert values(tables, "unattributed_share", 2) == {0: 0.5, 1: 0.5}


def test_the_highest_reward_of_one_user_against_the_limit_per_person() -> None:
    tables = launch(
        user(signup=0, days=[0, 9]),
        user(signup=0),
        participations=[
            Participation("draw", 1, 2, reward=3.0),
            Participation("draw", 1, 4, reward=3.0),
            Participation("draw", 2, 3, reward=4.0),
            Participation("quiz", 2, 5, reward=9.0),
            Participation("free", 2, 5, reward=900.0),  # has no limit
        ],
    )
    records = LaunchRecords(reward_caps=(("draw", 5.0), ("quiz", 10.0)))
    found = values(tables, "reward_cap_use", 8, records)
    assert found == {2: 0.6, 3: 0.8, 4: 1.2, 5: 1.2, 6: 1.2, 7: 1.2}
    assert why(tables, "reward_cap_use") == "kpi_needs_cap"
    assert why(launch(user(signup=0)), "reward_cap_use", records) == "kpi_needs_rewards"


def test_contacts_without_consent_are_counted_once_somebody_was_contacted() -> None:
    tables = launch(user(signup=0))
    assert values(tables, "without_consent", 5, LaunchRecords(contacted_without_consent=0)) == {4: 0}
    assert values(tables, "without_consent", 5, LaunchRecords(contacted_without_consent=2)) == {4: 2}
    assert why(tables, "without_consent") == "kpi_needs_contacts"


def test_spend_by_day_channel_and_activity_before_as_of() -> None:
    tables = launch(
        user(signup=0),
        spend=[Spend(0, 5, "seo"), Spend(0, 7, "ads"), Spend(1, 2, "ads", "draw"), Spend(9, 100, "ads")],
    )
    found = spend_days(tables, as_of_day=9)
    assert [tuple(row) for row in found.itertuples(index=False)] == [
        (0, "ads", "", 7.0),
        (0, "seo", "", 5.0),
        (1, "ads", "draw", 2.0),
    ]


def test_users_each_channel_brought_in_two_windows() -> None:
    tables = launch(
        user(signup=0, activated=0, channel="ads", days=[22, 28]),
        user(signup=0, activated=5, channel="ads", days=[21, 29]),  # not on any of days 22–28
        user(signup=0, activated=8, channel="seo", days=[25]),  # activated too late
        user(signup=9, activated=9, channel="qa", days=[40]),  # outside the second window
    )
    found = channel_users(tables, activated=(0, 10), retained=(0, 9)).set_index("channel")
    assert found.loc["ads"].tolist() == [2, 1]
    assert found.loc["seo"].tolist() == [0, 1]
    assert found.loc["qa"].tolist() == [1, 0]
