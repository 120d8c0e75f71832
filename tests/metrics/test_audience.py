"""Whom an activity could be offered to, and how many of them come back, counted by hand."""

from launchops.metrics.audience import audience_counts, audience_numbers
from launchops.metrics.tables import Filters
from tests.make import launch, user

# Data is complete before day 60. Return on days 8–14: the choice is made for day 60 - 1 - 14 = 45 (active on 17 … 44),
# the outcome days are 53 … 59.
TABLES = launch(
    user(signup=0, days=[20, 44, 53], channel="ads"),  # 1: there then, came back on the first outcome day
    user(signup=0, days=[44, 60], channel="ads"),  # 2: there then, came on day 60 only: too late to count
    user(signup=0, days=[16, 59], channel="seo"),  # 3: not there then (16 is a day too early), there now
    user(signup=40, days=[40, 52], channel="seo"),  # 4: there then, came a day too early; new now
    user(signup=59, channel="seo"),  # 5: signed up, never active
    user(signup=60, days=[60], channel="ads"),  # 6: on the day that is not complete
)


def test_recent_users_and_their_return():
    found = audience_counts(TABLES, as_of_day=60)
    assert found.users == 4  # 1, 2, 3, 4
    assert found.newcomers == 1  # 4: signed up on day 40, within days 32 … 59
    assert (found.earlier_users, found.earlier_returned) == (3, 1)


def test_all_users_and_their_return():
    found = audience_counts(TABLES, as_of_day=60, is_recent=False)
    assert found.users == 5  # with 5, without 6
    assert found.newcomers == 2
    assert (found.earlier_users, found.earlier_returned) == (4, 2)  # 1, 2, 3, 4: 1 and 3 came


def test_only_chosen_channels():
    found = audience_counts(TABLES, as_of_day=60, filters=Filters(channels=("ads",)))
    assert (found.users, found.newcomers, found.earlier_users, found.earlier_returned) == (2, 0, 2, 1)


def test_the_list_has_the_users_that_were_counted():
    assert audience_numbers(TABLES, as_of_day=60, is_recent=True) == {1, 2, 3, 4}
    assert audience_numbers(TABLES, as_of_day=60, is_recent=False) == {1, 2, 3, 4, 5}


def test_nobody_is_nobody():
    found = audience_counts(launch(), as_of_day=60)
    assert (found.users, found.newcomers, found.earlier_users, found.earlier_returned) == (0, 0, 0, 0)
