"""The risks page: what has triggered first, then by expected loss."""

import pytest

from launchops.ui import data
from tests.pages.fake_launch import FakeLaunch
from tests.pages.fake_pages import page_of, texts_of


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def test_what_has_triggered_stands_on_top_with_what_to_do():
    title = page_of(FakeLaunch(), "risks").title[0].value.replace("\\", "")
    assert "“Capacity runs out” has triggered" in title
    assert "Add two nodes" in title


def test_a_triggered_risk_tells_cause_event_effect_trigger_and_owner():
    texts = texts_of(page_of(FakeLaunch(), "risks"))
    assert "more users than tested → the servers answer too slowly → new users give up" in texts
    assert "70.0 %; amber at 60.0 %, red at 69.0 %" in texts
    assert "Operations" in texts


def test_the_other_risks_follow_by_expected_loss_and_unknown_is_said():
    labels = [box.label.replace("\\", "") for box in page_of(FakeLaunch(), "risks").expander]
    assert "Nobody comes" in labels[0] and "¥ 9,500 expected" in labels[0].replace("\u00a0", " ")
    assert "unknown loss" in labels[1]


def test_names_from_data_are_escaped():
    label = page_of(FakeLaunch(), "risks").expander[1].label
    assert "\\!\\[x\\]\\(" in label and "\\<b\\>" in label


def test_the_table_leaves_an_unknown_loss_blank():
    table = page_of(FakeLaunch(), "risks").dataframe[0].value
    assert list(table["expected_loss"][:2]) == [40400, 9500]
    assert table["expected_loss"].isna().iloc[2]


def test_an_empty_launch_says_what_to_do_next():
    at = page_of(FakeLaunch(is_empty=True), "risks")
    assert "no open risks" in at.title[0].value
    assert at.text_input(key="risk_name") is not None


def test_chinese_page_speaks_chinese():
    at = page_of(FakeLaunch(), "risks", language="zh")
    assert "来龙去脉" in texts_of(at)
