"""The retention page: the answer with its counts and interval, what is not over, and two choices side by side."""

from datetime import date

import pandas as pd
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
    return page_of(UsageLaunch(usage=metrics_of(*(users or weekly_users()))), "retention", **query)


def headline(at) -> str:
    return at.title[0].value.replace("\\", "").replace("\u00a0", " ")


def test_the_answer_counts_people_over_cohorts_that_are_over():
    # Sign-ups of nine Mondays from 2 February; data to 2 April (Thursday): week 4 is over for the first four.
    assert headline(page()).startswith("25.0 % of sign-ups come back in week 4 (18.9 % to 32.2 %; 40 of 160).")


def test_a_link_opens_period_way_to_count_and_age():
    at = page(period="day", age="14")
    assert "come back on day 14" in headline(at)
    at = page(mode="bracket")
    assert "come back on days 8–14" in headline(at)
    assert at.query_params["mode"] == "bracket"
    assert "come back in week 4 or later" in headline(page(mode="on_or_after"))


def test_sign_ups_of_different_age_are_not_compared_where_the_older_had_more_time():
    texts = texts_of(page(mode="on_or_after"))
    assert texts.count("Earlier sign-ups have had more time") == 2
    assert "The latest sign-ups" not in texts
    assert "Earlier sign-ups have had more time" not in texts_of(page())


def test_too_few_people_get_no_share():
    at = page(*weekly_users(size=4))
    assert "Too few sign-ups to say: 16 of 30 needed." in headline(at)


def test_an_age_that_nobody_has_reached_says_when_it_will_be_known():
    young = [user(signup=MONDAY + 49, days=[MONDAY + 49]) for _ in range(40)]
    at = page(*young, period="month")
    assert "Too early to say: month 1 after sign-up is over from 1 May 2026 on." in headline(at)


def test_two_periods_are_compared_in_a_sentence_with_the_interval():
    march_only = [one for one in weekly_users() if one.signup < MONDAY + 28 or not one.days[1:]]
    texts = texts_of(page(*march_only, age="1"))
    assert "Sign-ups of 1 Mar – 31 Mar: 0.0 % of 90 come back in week 1." in texts
    assert "Sign-ups of 1 Feb – 28 Feb: 25.0 % of 160." in texts
    assert "The first come back less often: −25.0 points" in texts


def test_two_groups_are_compared_once_broken_down():
    texts = texts_of(page(by="channel"))
    assert "ads: 50.0 % of 80 come back in week 4. seo: 0.0 % of 80." in texts
    assert "The first come back more often: +50.0 points" in texts


def test_the_table_has_every_cell_and_leaves_what_is_not_over_blank():
    table = page().dataframe[0].value
    unfinished = [day > date(2026, 4, 3) for day in table["readable"]]
    assert any(unfinished) and not all(unfinished)
    for name in ("active", "rate", "low", "high"):
        assert list(pd.isna(table[name])) == unfinished
    assert AS_OF_DAY == MONDAY + 60


def test_the_shared_screen_has_the_two_pictures_and_no_choices():
    at = page_of(UsageLaunch(usage=metrics_of(*weekly_users())), "retention", shared=True)
    assert len(at.get("plotly_chart")) == 2
    assert not at.selectbox and not at.dataframe


def test_an_empty_launch_says_what_to_upload():
    at = page_of(FakeLaunch(is_empty=True), "retention")
    assert "Nobody has signed up yet" in at.title[0].value
    assert "kind: events" in texts_of(at)
