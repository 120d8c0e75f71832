"""The risks page: what has triggered first, then by expected loss; one risk in full; the launch as a whole."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from launchops.ui import data, risk_rows
from tests.pages import fake_launch as fake
from tests.pages.conftest import healthy
from tests.pages.fake_launch import FakeLaunch
from tests.pages.fake_pages import page_of, texts_of


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def _rows(at: AppTest) -> list[str]:
    """The names in the order of the page, as shown."""
    return [name.replace("\\", "").replace("\u2060", "") for name in at.radio(key="risk_choice_en").options]


def _charts(at: AppTest) -> list[str]:
    return [chart.proto.id.rsplit("-", 1)[-1] for chart in at.get("plotly_chart")]


def _opened(at: AppTest, tabs: str, part: str) -> AppTest:
    at.session_state[f"{tabs}_en"] = part
    return healthy(at.run())


def test_what_has_triggered_stands_on_top_with_what_to_do():
    title = page_of(FakeLaunch(), "risks").title[0].value.replace("\\", "")
    assert "“Capacity runs out” has triggered" in title
    assert "Add two nodes" in title


def test_rows_stand_triggered_first_then_by_expected_loss_and_unknown_is_said():
    at = page_of(FakeLaunch(), "risks")
    assert _rows(at) == ["Capacity runs out", "Nobody comes", fake.EVIL]
    rows = risk_rows.rows_html(fake.risk_statuses(), is_short=False).replace("\u00a0", " ")
    assert rows.index("¥ 40,400") < rows.index("¥ 9,500") < rows.index("unknown loss")
    assert ">triggered<" in rows


def test_the_first_risk_is_shown_in_full():
    texts = texts_of(page_of(FakeLaunch(), "risks"))
    assert "more users than tested → the servers answer too slowly → new users give up" in texts
    assert "70.0 %; amber at 60.0 %, red at 69.0 %" in texts
    assert "Add two nodes and pause the pushes." in texts
    assert "¥ 40,400: 10 % chance of ¥ 100,000 to ¥ 1,000,000" in texts
    assert "Operations" in texts


def test_the_risk_of_the_address_is_the_one_shown():
    at = page_of(FakeLaunch(), "risks", risk="2")
    assert at.radio(key="risk_choice_en").value == "2"
    assert "¥ 9,500: 20 % chance" in texts_of(at)


def test_a_choice_is_kept_in_the_address():
    at = page_of(FakeLaunch(), "risks")
    healthy(at.radio(key="risk_choice_en").set_value("3").run())
    assert at.query_params["risk"] == "3"
    assert "unknown: give a probability and a range" in texts_of(at)


def test_a_risk_that_is_gone_leaves_the_first_one():
    assert page_of(FakeLaunch(), "risks", risk="99").radio(key="risk_choice_en").value == "1"


def test_a_long_list_shows_the_most_urgent_and_all_on_demand(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(risk_rows, "MOST_ROWS", 2)
    at = page_of(FakeLaunch(), "risks")
    assert _rows(at) == ["Capacity runs out", "Nobody comes"]
    assert len(_rows(healthy(at.toggle(key="risk_rows_all").set_value(True).run()))) == 3


def test_a_chosen_risk_far_down_a_long_list_is_still_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(risk_rows, "MOST_ROWS", 2)
    assert page_of(FakeLaunch(), "risks", risk="3").radio(key="risk_choice_en").value == "3"


def test_an_overdue_review_is_said_in_its_row():
    (status,) = [one for one in fake.risk_statuses() if one.risk.id == 2]
    late = replace(status, risk=replace(status.risk, review_on=date(2026, 3, 20)), review_overdue_days=14)
    assert "review was due" not in risk_rows.rows_html([status], is_short=False)
    assert "review was due 20 Mar" in risk_rows.rows_html([late], is_short=False)


def test_names_from_data_are_escaped_in_names_and_rows():
    at = page_of(FakeLaunch(), "risks")
    assert "\\!\\[x\\]\\(" in at.radio(key="risk_choice_en").options[2]
    rows = risk_rows.rows_html(fake.risk_statuses(), is_short=False)
    assert "<b>Win</b>" not in rows
    assert "&lt;b&gt;Win" in rows


def test_warnings_about_the_list_stand_above_it():
    warnings = [box.value.replace("\\", "") for box in page_of(FakeLaunch(), "risks").warning]
    assert warnings == ["Say in a few words what could happen."]


def test_the_history_tells_when_the_trigger_fired():
    at = page_of(FakeLaunch(), "risks")
    assert "no reading yet" not in texts_of(at)  # the sentence of the fake event
    assert "no reading yet" in texts_of(_opened(at, "risk_parts_1", "History"))


def test_only_what_is_open_is_drawn():
    assert _charts(page_of(FakeLaunch(), "risks")) == ["risk_trigger", "risk_capacity", "risk_together"]


def test_capacity_says_every_scenario():
    texts = texts_of(page_of(FakeLaunch(), "risks"))
    assert all(words in texts for words in ("- accepted", "- no trigger set", "- the trigger has no limits yet"))


def test_money_says_which_channel_is_over_its_plan():
    at = _opened(page_of(FakeLaunch(), "risks"), "risk_watch", "Money")
    assert "risk_cost" in _charts(at)
    (line,) = [box.value for box in at.markdown if "Search" in box.value]  # the only channel over its plan
    assert line.startswith("**\\<b\\>Search")
    assert line.endswith("no reading yet")


def test_the_floor_says_every_check():
    at = _opened(page_of(FakeLaunch(), "risks"), "risk_watch", "Does anybody come?")
    assert "risk_floor" in _charts(at)
    assert "- accepted\n- closed" in texts_of(at)


def test_the_picture_of_five_by_five_comes_last_and_says_where_it_misleads():
    at = page_of(FakeLaunch(), "risks")
    assert "risk_matrix" not in _charts(at)
    at = _opened(at, "risk_losses", "Picture of 5 × 5")
    assert _charts(at)[-1] == "risk_matrix"
    assert "- **2! Nobody comes** “Nobody comes” has triggered" in texts_of(at)  # the note of the fake cell


def test_risks_without_an_estimate_are_counted_beside_the_curve():
    assert "Not in it: 1 open risks without an estimate." in texts_of(page_of(FakeLaunch(), "risks"))


def test_the_table_leaves_an_unknown_loss_blank():
    at = page_of(FakeLaunch(), "risks")
    assert not at.dataframe  # made when it is unfolded
    at.session_state["risk_counts_fold"] = True
    table = healthy(at.run()).dataframe[0].value
    assert list(table["expected_loss"][:2]) == [40400, 9500]
    assert table["expected_loss"].isna().iloc[2]


def test_a_shared_screen_shows_what_to_do_and_no_form():
    at = page_of(FakeLaunch(), "risks", shared=True)
    texts = texts_of(at)
    assert "Add two nodes and pause the pushes." in texts
    assert "How it comes" not in texts
    assert _charts(at) == ["risk_trigger"]
    assert not at.text_input
    assert not at.expander


def test_an_empty_launch_says_what_to_do_next():
    at = page_of(FakeLaunch(is_empty=True), "risks")
    assert "no open risks" in at.title[0].value
    assert at.text_input(key="risk_new_0_name") is not None


def test_chinese_page_speaks_chinese():
    assert "前因后果" in texts_of(page_of(FakeLaunch(), "risks", language="zh"))
