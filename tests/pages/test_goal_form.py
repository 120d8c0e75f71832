"""Goals on the page: written, changed in place, checked at the field, never saved over another's change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from launchops.launch import Launch, open_launch
from launchops.store.records import Goal, Milestone
from tests.pages.conftest import dashboard, healthy

SIGNUPS = Goal(
    None, "Sign-ups", "signups", "rise_to", Decimal(1000), date(2026, 3, 1), date(2026, 5, 1),
    baseline=Decimal(0), owner="Growth lead",
)  # fmt: skip
RETENTION = replace(
    SIGNUPS, name="Day 7", kpi="d7_retention", target_type="stay_above", target=Decimal("0.2"), baseline=None
)
STEP = Milestone(None, "A thousand sign-ups", date(2026, 4, 1), "signups", Decimal(1000))


LATER = datetime.now(tz=UTC).date() + timedelta(days=9)


@pytest.fixture
def store(empty_store: str) -> str:
    """A launch with two goals and a step, without data."""
    launch = open_launch(empty_store, user="Wei")
    launch.goals.save(SIGNUPS)
    launch.goals.save(RETENTION)
    launch.milestones.save(STEP)
    launch.close()
    return empty_store


def page(goal: int = 1, part: str = "Change") -> AppTest:
    """The goals page with a part of a goal opened."""
    at = dashboard(language="en")
    at.query_params["goal"] = str(goal)
    at.session_state[f"goal_parts_{goal}_en"] = part
    at.session_state["step_fold"] = True
    return healthy(at.switch_page("pages/goals.py").run())


def opened(store: str) -> Launch:
    return open_launch(store, user="Lin")


def goal(store: str, number: int = 1) -> Goal:
    launch = opened(store)
    found = launch.goals.get(number)
    launch.close()
    return found


def problems(at: AppTest) -> list[str]:
    return [box.value.replace("\\", "") for box in at.markdown if box.value.startswith(":red[")]


def save(at: AppTest, place: str = "goal_1_1") -> AppTest:
    return at.button(key=f"{place}_save").click().run()


def test_a_goal_is_changed_where_it_stands(store: str):
    at = page()
    assert at.number_input(key="goal_1_1_target").value == 1000
    at.number_input(key="goal_1_1_target").set_value(1200.0)
    at.text_input(key="goal_1_1_owner").set_value(" Chen ")
    healthy(save(at))
    found = goal(store)
    assert (found.target, found.owner, found.version) == (Decimal(1200), "Chen", 2)
    assert found.baseline == 0  # what was not touched stays


def test_a_share_is_shown_and_typed_in_percent(store: str):
    at = page(2)
    assert at.number_input(key="goal_2_1_target").value == 20
    at.number_input(key="goal_2_1_target").set_value(17.5)
    healthy(save(at, "goal_2_1"))
    assert goal(store, 2).target == Decimal("0.175")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("target", 0.0, "there is nothing to reach"),
        ("target", None, "Please fill in this field."),
        ("due_on", date(2026, 2, 1), "The due date lies before the first day."),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_saved(store: str, field: str, value: object, sentence: str):
    at = page()
    widget = at.date_input if field == "due_on" else at.number_input
    widget(key=f"goal_1_1_{field}").set_value(value)
    at.text_input(key="goal_1_1_owner").set_value("Chen")
    save(at)
    assert [sentence in text for text in problems(at)] == [True]
    assert goal(store).version == 1
    assert at.text_input(key="goal_1_1_owner").value == "Chen"  # what was typed is still there


def test_a_status_by_hand_needs_its_reason_and_its_end(store: str):
    at = page()
    at.selectbox(key="goal_1_1_override_status").set_value("on_track")
    save(at)
    assert problems(at) == [":red[Say why you set the status by hand.]"]
    at.text_input(key="goal_1_1_override_reason").set_value("The upload is late")
    save(at)
    assert problems(at) == [":red[Say until when the status set by hand counts.]"]
    at.date_input(key="goal_1_1_override_until").set_value(LATER)
    healthy(save(at))
    assert "on track" in "".join(box.proto.body for box in at.get("html"))
    assert goal(store).override_reason == "The upload is late"


def test_a_second_editor_is_told_who_changed_what_and_keeps_the_first_change(store: str):
    at = page()
    launch = opened(store)
    launch.goals.save(replace(launch.goals.get(1), due_on=date(2026, 6, 1)))
    launch.close()
    at.text_input(key="goal_1_1_owner").set_value("Chen")
    save(at)
    (told,) = [box.value.replace("\\", "") for box in at.error]
    assert told.startswith("Lin changed the due date at ")
    assert (goal(store).owner, goal(store).due_on) == ("Growth lead", date(2026, 6, 1))
    healthy(at.button(key="goal_1_1_reload").click().run())
    assert at.date_input(key="goal_1_2_due_on").value == date(2026, 6, 1)


def test_a_figure_that_vanished_is_said_at_its_field(store: str):
    launch = opened(store)
    launch._store.goals.save(  # a goal of an earlier version, on a figure that is no more
        replace(launch.goals.get(1), kpi="gone"), who="Lin", at=launch._clock.now()
    )
    launch.close()
    at = page()
    save(at, "goal_1_2")
    assert problems(at) == [":red[There is no figure called “gone” any more. Choose another one.]"]


def test_a_deleted_goal_is_gone_and_the_page_goes_on(store: str):
    at = page()
    healthy(at.button(key="goal_delete_yes_1").click().run())
    assert at.radio(key="goal_choice_en").options == ["Day 7"]


def test_a_new_goal_is_saved_as_typed(empty_store: str):
    at = healthy(dashboard(language="en").switch_page("pages/goals.py").run())
    at.selectbox(key="goal_new_0_kpi").set_value("signups").run()
    at.text_input(key="goal_new_0_name").set_value("Sign-ups")
    at.number_input(key="goal_new_0_target").set_value(500.0)
    healthy(save(at, "goal_new_0"))
    found = goal(empty_store)
    assert (found.name, found.kpi, found.target, found.baseline) == ("Sign-ups", "signups", 500, None)


def test_a_check_in_starts_from_a_draft_and_is_kept(store: str):
    at = page(part="Check-ins")
    place = "checkin_1_0_en"
    assert at.text_area(key=f"{place}_what_moved").value == "No figures yet."
    at.text_area(key=f"{place}_what_moved").set_value("The campaign begins on Monday.")
    at.selectbox(key=f"{place}_chosen_status").set_value("behind")
    healthy(save(at, place))
    launch = opened(store)
    (entry,) = launch.check_ins.list(1)
    launch.close()
    assert (entry.what_moved, entry.chosen_status) == ("The campaign begins on Monday.", "behind")
    assert any("The campaign begins on Monday." in box.value.replace("\\", "") for box in at.markdown)


def test_a_check_in_of_a_day_to_come_is_refused_at_its_field(store: str):
    at = page(part="Check-ins")
    at.date_input(key="checkin_1_0_en_checked_on").set_value(LATER)
    save(at, "checkin_1_0_en")
    assert problems(at) == [":red[This day has not come yet. Choose an earlier one.]"]


def test_a_step_is_changed_and_a_criterion_without_value_is_said_at_its_field(store: str):
    at = page()
    at.selectbox(key="step_choice_en").set_value("1").run()
    at.number_input(key="step_1_1_value").set_value(None)
    save(at, "step_1_1")
    assert problems(at) == [":red[Say which value the figure must reach.]"]
    at.number_input(key="step_1_1_value").set_value(800.0)
    at.selectbox(key="step_1_1_state").set_value("met")
    healthy(save(at, "step_1_1"))
    launch = opened(store)
    (step,) = launch.milestones.list()
    launch.close()
    assert (step.milestone.value, step.milestone.state) == (800, "met")


def test_the_history_names_who_changed_what(store: str):
    launch = opened(store)
    launch.goals.save(replace(launch.goals.get(1), owner="Chen"))
    launch.close()
    texts = [box.value.replace("\\", "") for box in page(part="History").markdown]
    assert ":gray[the owner: Growth lead → Chen]" in texts
