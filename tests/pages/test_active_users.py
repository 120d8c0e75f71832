"""The active-users page: how many, how often, and whether more come than stay away."""

import pytest

from launchops.ui import data
from tests.make import user
from tests.pages.fake_launch import AS_OF_DAY, FakeLaunch
from tests.pages.fake_pages import page_of, texts_of
from tests.pages.usage_launch import MONDAY, UsageLaunch, metrics_of, weekly_users


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def page(*users, **query: str):
    return page_of(UsageLaunch(usage=metrics_of(*(users or weekly_users()))), "active_users", **query)


def test_stickiness_stands_with_numerator_and_denominator():
    # Ten everyday users, and thirty who came once within 28 days.
    users = [user(signup=MONDAY, days=range(MONDAY, AS_OF_DAY)) for _ in range(10)]
    users += [user(signup=AS_OF_DAY - 28 + number % 28, days=[AS_OF_DAY - 28 + number % 28]) for number in range(28)]
    title = page(*users).title[0].value.replace("\\", "").replace("\u00a0", " ")
    assert "38 people used it in 28 days, 11 on an average day: stickiness 28.9 %" in title


def test_a_week_that_lost_more_than_it_won_is_in_amber():
    # Of the last complete week's Monday nobody signed up; thirty of the week before stayed away.
    title = page(*weekly_users(weeks=7)).title[0].value.replace("\\", "")
    assert ":orange[Last week 30 stayed away, 0 were new or came back]" in title


def test_before_28_days_stickiness_has_a_date_instead():
    young = [user(signup=AS_OF_DAY - 10, days=[AS_OF_DAY - 1]) for _ in range(3)]
    title = page(*young).title[0].value.replace("\\", "")
    assert "Stickiness is readable from 21 Apr 2026 on" in title
    assert "%" not in title


def test_the_running_week_is_blank_in_the_table():
    weeks = page().dataframe[1].value
    assert weeks.iloc[0][["new", "returning", "resurrecting", "dormant"]].isna().all()
    assert weeks.iloc[1][["new", "returning", "resurrecting", "dormant"]].notna().all()


def test_four_pictures_on_both_screens_and_an_empty_launch_says_what_to_upload():
    assert len(page().get("plotly_chart")) == 4
    assert len(page(shared=True).get("plotly_chart")) == 4
    assert "kind: events" in texts_of(page_of(FakeLaunch(is_empty=True), "active_users"))
