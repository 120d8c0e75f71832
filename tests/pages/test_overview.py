"""The overview: the launch in a sentence, five goals, active users, what changed and the last upload."""

import pytest

from launchops.ui import data
from tests.pages.fake_launch import FakeLaunch
from tests.pages.fake_pages import page_of, texts_of


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def test_the_answer_stands_on_top():
    at = page_of(FakeLaunch(), "overview")
    assert "On course for three of six goals" in at.title[0].value
    assert "Capacity runs out" in at.title[0].value


def test_the_first_five_goals_have_cards():
    at = page_of(FakeLaunch(), "overview")
    cards = [element.proto.body for element in at.get("html") if "lo-card" in element.proto.body]
    assert len(cards) == 5
    assert "Activated users" in cards[0] and "3,848" in cards[0] and "of 7,000" in cards[0]


def test_an_unknown_value_is_a_dash_never_a_zero():
    at = page_of(FakeLaunch(), "overview")
    seeds = next(e.proto.body for e in at.get("html") if "Seed users active" in e.proto.body)
    assert "<b>–</b>" in seeds and "no figures yet" in seeds and "0 %" not in seeds


def test_changed_statuses_and_the_last_upload_are_told():
    texts = texts_of(page_of(FakeLaunch(), "overview"))
    assert "Since last Monday" in texts
    assert "Capacity runs out: closed" in texts
    assert "events week 9.csv: 51,204 rows, 12 refused" in texts


def test_the_counts_behind_the_picture_can_be_had():
    at = page_of(FakeLaunch(), "overview")
    assert {"day", "dau", "wau", "mau"} <= set(at.dataframe[0].value.columns)


def test_an_empty_launch_says_what_to_do_next():
    at = page_of(FakeLaunch(is_empty=True), "overview")
    assert "Upload a users file and an events file" in texts_of(at)
    assert not at.get("plotly_chart")


def test_chinese_page_speaks_chinese():
    at = page_of(FakeLaunch(), "overview", language="zh")
    assert "6 个目标中有 3 个进展正常" in at.title[0].value
    assert "周一以来" in texts_of(at)


def test_the_shared_screen_shows_no_tables_or_notes():
    at = page_of(FakeLaunch(), "overview", shared=True)
    assert not at.dataframe and not at.expander
    assert at.get("plotly_chart")
