"""The stickiness page: the verdict, the differences, whether they last, and whether to believe them."""

from dataclasses import replace

import pytest

from launchops.ui import data
from tests.pages.fake_launch import COMPARISON, FakeLaunch
from tests.pages.fake_pages import page_of, texts_of


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def test_the_verdict_stands_on_top_with_its_interval():
    title = page_of(FakeLaunch(), "stickiness").title[0].value.replace("\\", "")
    assert "+6.1 points (3.8 to 8.4)" in title
    assert "keener users join" in title


def test_the_latest_activity_and_days_8_to_14_are_chosen_first():
    at = page_of(FakeLaunch(), "stickiness")
    assert at.selectbox(key="activity:en").value == "spring"
    assert at.query_params["days"] == "8-14"


def test_a_link_opens_activity_and_days():
    at = page_of(FakeLaunch(), "stickiness", activity="invite", days="1-7")
    assert at.selectbox(key="activity:en").value == "invite"
    assert at.query_params["days"] == "1-7"
    assert "Invite week" in texts_of(at)


def test_wrong_choices_in_a_link_fall_back():
    at = page_of(FakeLaunch(), "stickiness", activity="none", days="1-99")
    assert at.selectbox(key="activity:en").value == "spring"
    assert at.query_params["days"] == "8-14"


def test_a_choice_is_kept_in_the_url():
    at = page_of(FakeLaunch(), "stickiness")
    at.selectbox(key="activity:en").set_value("invite").run()
    assert at.query_params["activity"] == "invite"


def test_every_check_stands_with_its_mark():
    texts = texts_of(page_of(FakeLaunch(), "stickiness"))
    for word in ("Enough people", "Comparable people", "Same before", "Not randomised"):
        assert f"<b>{word}</b>" in texts
    assert 'lo-good"><i>✔</i>' in texts and 'lo-warn"><i>!</i>' in texts


def test_the_table_holds_every_difference_with_its_interval():
    table = page_of(FakeLaunch(), "stickiness").dataframe[0].value
    assert len(table) == 3 + 4  # naive, fair, before; four weeks
    fair = table.iloc[1]
    assert (fair["difference"], fair["low"], fair["high"], fair["compared"]) == (6.1, 3.8, 8.4, 2054)
    assert table.iloc[-1].isna()["difference"]  # days 22–28 are not over: blank, not zero


def test_nobody_to_compare_is_said_not_drawn():
    nothing = replace(
        COMPARISON, naive=None, matched=None, negative_control=None, verdict="too_early", participants=0,
        by_week=(((1, 7), None), ((8, 14), None)), smallest_visible=None,
    )  # fmt: skip
    at = page_of(FakeLaunch(comparison=nothing), "stickiness")
    assert "There is nobody to compare yet." in texts_of(at)
    assert not at.get("plotly_chart")


def test_without_an_activity_the_page_says_what_to_upload():
    at = page_of(FakeLaunch(is_empty=True), "stickiness")
    assert "no activity to compare yet" in at.title[0].value
    assert "participation" in texts_of(at)


def test_the_shared_screen_has_no_choices_but_names_the_activity():
    at = page_of(FakeLaunch(), "stickiness", shared=True)
    assert not at.selectbox
    assert "Spring festival" in texts_of(at)
