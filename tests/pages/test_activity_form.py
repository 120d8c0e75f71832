"""The form of an activity: written, changed, checked at the field, never saved over another's change."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from launchops.launch import Launch, open_launch
from launchops.store.records import Activity
from tests.pages.conftest import dashboard, healthy

TEA = Activity(
    None, "tea", "Tea week", purpose="See who stays", start_on=date(2026, 3, 2), end_on=date(2026, 3, 8),
    budget=Decimal(500), holdout_share=0.1,
)  # fmt: skip


@pytest.fixture
def store(empty_store: str) -> str:
    """A launch with a recorded activity without data."""
    launch = open_launch(empty_store, user="Wei")
    launch.activities.save(TEA)
    launch.close()
    return empty_store


def page(part: str = "record") -> AppTest:
    at = dashboard(language="en")
    at.query_params["part"] = part
    return healthy(at.switch_page("pages/stickiness.py").run())


def saved(store: str) -> Activity:
    launch: Launch = open_launch(store)
    (summary,) = [item for item in launch.activities.list() if item.key == "tea"]
    launch.close()
    assert summary.record is not None
    return summary.record


def key(field: str, version: int = 1) -> str:
    return f"activity_{field}_1_{version}"


def problems(at: AppTest) -> list[str]:
    return [box.value.replace("\\", "") for box in at.markdown if box.value.startswith(":red[")]


def test_the_form_shows_what_is_recorded(store: str):
    at = page()
    assert at.text_input(key=key("purpose")).value == "See who stays"
    assert at.date_input(key=key("start_on")).value == date(2026, 3, 2)
    assert (at.number_input(key=key("budget")).value, at.number_input(key=key("holdout_share")).value) == (500, 10)
    assert at.number_input(key=key("per_person_cap")).value is None  # not given is not zero


def test_a_change_is_saved_and_shown_again(store: str):
    at = page()
    at.number_input(key=key("budget")).set_value(800.0)
    at.text_input(key=key("audience")).set_value("shops")
    healthy(at.button(key=key("save")).click().run())
    record = saved(store)
    assert (record.budget, record.audience, record.version) == (Decimal(800), "shops", 2)
    assert at.number_input(key=key("budget", 2)).value == 800
    assert record == replace(TEA, id=record.id, version=2, budget=Decimal(800), audience="shops")


def test_each_fault_stands_at_its_field_and_nothing_is_saved(store: str):
    at = page()
    at.date_input(key=key("end_on")).set_value(date(2026, 3, 1))
    at.number_input(key=key("holdout_share")).set_value(95.0)
    at.button(key=key("save")).click().run()
    assert problems(at) == [
        ":red[The last day lies before the first. Choose a later one.]",
        ":red[Hold out more than 0 and at most 90 %, or leave it empty.]".replace(" %", "\u00a0%"),
    ]
    assert at.number_input(key=key("holdout_share")).value == 95  # what was typed stays
    assert saved(store).version == 1


def test_a_second_editor_is_told_who_changed_what_and_nothing_is_lost(store: str):
    at = page()
    other = open_launch(store, user="Wei")
    other.activities.save(replace(saved(store), budget=Decimal(650)))
    other.close()
    at.number_input(key=key("budget")).set_value(900.0)
    at.button(key=key("save")).click().run()
    (refusal,) = [box.value for box in at.error]
    assert "Wei" in refusal
    assert saved(store).budget == Decimal(650)
    assert at.number_input(key=key("budget")).value == 900  # still there to be copied
    healthy(at.button(key=key("reload")).click().run())
    assert at.number_input(key=key("budget", 2)).value == 650


def test_a_new_activity_may_not_take_the_key_of_another(store: str):
    at = page()
    at.segmented_control(key="activity_form_which").set_value("new").run()
    at.text_input(key="activity_name_new_0").set_value("tea")
    at.button(key="activity_save_new_0").click().run()
    assert problems(at) == [":red[“tea” is used already. Choose another one.]"]


def test_a_new_activity_is_written_down_before_it_has_any_data(store: str):
    at = page()
    at.segmented_control(key="activity_form_which").set_value("new").run()
    at.text_input(key="activity_name_new_0").set_value("Quiz night")
    at.date_input(key="activity_start_on_new_0").set_value(date(2026, 4, 1))
    healthy(at.button(key="activity_save_new_0").click().run())
    launch = open_launch(store)
    assert [(item.key, item.record.start_on) for item in launch.activities.list() if item.record] == [
        ("tea", date(2026, 3, 2)),
        ("Quiz night", date(2026, 4, 1)),
    ]
    launch.close()


def test_the_planner_says_what_is_not_known_in_an_empty_launch(store: str):
    at = page("holdout")
    words = " ".join(box.value for box in at.markdown).replace("\\", "")
    assert "is not known yet. It needs 30 users" in words
    assert not [button for button in at.get("download_button") if "holdout" in str(button.proto.id)]
