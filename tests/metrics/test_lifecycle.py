"""New, returning, resurrecting and dormant users, by hand and against a second implementation."""

import pandas as pd
from hypothesis import given

from launchops.metrics.lifecycle import STATES, lifecycle
from launchops.metrics.results import Lifecycle
from launchops.metrics.tables import Filters
from tests.make import launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches

MONDAY = 20150  # 2025-03-03


def weeks(result: Lifecycle) -> dict[int, tuple[int, ...] | None]:
    return {
        row.week_day: tuple(getattr(row, name) for name in STATES) if row.complete else None
        for row in result.frame.itertuples()
    }


def test_a_user_is_new_then_returns_then_is_dormant_once_then_resurrects():
    tables = launch(user(signup=MONDAY + 2, days=[MONDAY + 3, MONDAY + 8, MONDAY + 30]))
    assert weeks(lifecycle(tables, as_of_day=MONDAY + 35)) == {
        MONDAY: (1, 0, 0, 0),
        MONDAY + 7: (0, 1, 0, 0),
        MONDAY + 14: (0, 0, 0, 1),
        MONDAY + 21: (0, 0, 0, 0),
        MONDAY + 28: (0, 0, 1, 0),
    }


def test_nobody_is_dormant_before_the_week_is_over():
    tables = launch(user(signup=MONDAY, days=[MONDAY, MONDAY + 13]))
    running = lifecycle(tables, as_of_day=MONDAY + 13).frame.set_index("week_day").loc[MONDAY + 7]
    assert running[list(STATES)].isna().all()
    assert running["readable_day"] == MONDAY + 14
    over = lifecycle(tables, as_of_day=MONDAY + 14).frame.set_index("week_day").loc[MONDAY + 7]
    assert list(over[list(STATES)]) == [0, 1, 0, 0]


def test_who_signed_up_before_and_comes_for_the_first_time_resurrects():
    tables = launch(user(signup=MONDAY, days=[MONDAY + 7]))
    assert weeks(lifecycle(tables, as_of_day=MONDAY + 14)) == {MONDAY: (0, 0, 0, 0), MONDAY + 7: (0, 0, 1, 0)}


def test_filters_choose_users_and_an_empty_launch_has_no_week():
    tables = launch(user(signup=MONDAY, days=[MONDAY], channel="ads"), user(signup=MONDAY, days=[MONDAY]))
    chosen = lifecycle(tables, as_of_day=MONDAY + 7, filters=Filters(channels=("ads",)))
    assert weeks(chosen) == {MONDAY: (1, 0, 0, 0)}
    empty = lifecycle(launch(), as_of_day=MONDAY).frame
    assert empty.empty
    assert list(empty.columns) == list(chosen.frame.columns)


@SOME
@given(launches())
def test_agrees_with_the_slow_reference(small: SmallLaunch):
    result = lifecycle(launch(*small.users, week_start=small.week_start), as_of_day=small.as_of)
    assert weeks(result) == reference.lifecycle(small.users, as_of=small.as_of, week_start=small.week_start)
    unfinished = result.frame[result.frame["readable_day"] > small.as_of]
    assert unfinished[list(STATES)].isna().all().all()
    assert not pd.isna(result.frame[result.frame["complete"]][list(STATES)]).any().any()
