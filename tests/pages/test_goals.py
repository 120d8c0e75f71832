"""The goals page: a row per goal, and the chart of the one that is chosen."""

import json
from dataclasses import replace

import pytest

from launchops.ui import data, goal_rows
from tests.pages.fake_launch import GOALS, FakeLaunch
from tests.pages.fake_pages import page_of, texts_of


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def _written(at) -> list[str]:
    spec = json.loads(at.get("plotly_chart")[0].proto.spec)
    return [annotation["text"] for annotation in spec["layout"]["annotations"]]


def test_every_goal_has_a_row_with_its_status_word():
    at = page_of(FakeLaunch(), "goals")
    assert len(at.radio[0].options) == len(GOALS)
    texts = texts_of(at)
    assert texts.count('class="lo-goal"') == len(GOALS)
    for word in ("behind", "in range", "on track", "out of range", "no data", "met"):
        assert f">{word}</span>" in texts


def test_without_a_choice_the_worst_goal_is_shown():
    assert any("¥ 55.00" in text for text in _written(page_of(FakeLaunch(), "goals")))


def test_a_link_opens_the_chosen_goal():
    assert "<b>target 7,000</b>" in _written(page_of(FakeLaunch(), "goals", goal="1"))


def test_a_choice_shows_a_goal_and_keeps_it_in_the_url():
    at = page_of(FakeLaunch(), "goals")
    at.radio(key="goal_choice_en").set_value("1").run()
    assert "<b>target 7,000</b>" in _written(at)
    assert at.query_params["goal"] == "1"


def test_a_goal_that_does_not_exist_falls_back():
    assert any("¥ 55.00" in text for text in _written(page_of(FakeLaunch(), "goals", goal="99")))


def test_a_total_stands_with_its_target_and_a_share_with_its_two_numbers():
    texts = texts_of(page_of(FakeLaunch(), "goals"))
    assert "of 7,000" in texts
    assert "257 ÷ 1,200" in texts


def test_in_a_long_list_the_owners_stand_in_the_rows(monkeypatch: pytest.MonkeyPatch):
    launch = FakeLaunch()
    monkeypatch.setattr(data, "launch", lambda: launch)
    goals = launch.goals.list()
    owned = replace(goals[0], goal=replace(goals[0].goal, owner="Lin <b>"))
    assert "Lin" not in goal_rows.rows_html([owned] * 8, is_short=False)
    assert goal_rows.rows_html([owned] * 9, is_short=False).count("Lin &lt;b&gt;") == 9


def test_an_empty_launch_says_what_to_do_next():
    at = page_of(FakeLaunch(is_empty=True), "goals")
    assert "There are no goals yet" in at.title[0].value
    assert not at.get("plotly_chart")
