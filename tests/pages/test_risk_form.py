"""Risks on the page: written, changed in place, checked at the field, never saved over another's change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from launchops.launch import Launch, open_launch
from launchops.store.records import Risk
from launchops.ui import risk_counts
from tests.pages.conftest import dashboard, healthy

QUEUE = Risk(
    None, "The queue grows", owner="Operations", probability=0.2, loss_low=Decimal(1000), loss_high=Decimal(9000),
    trigger_kpi="d7_retention", trigger_direction="below", trigger_amber=Decimal("0.2"), trigger_red=Decimal("0.15"),
    contingency="Add people.",
)  # fmt: skip
NOBODY = Risk(None, "Nobody comes", probability=0.1, loss_low=Decimal(100), loss_high=Decimal(900))
PLACE = "risk_1_1"  # of the fields of the first risk in its first version
TODAY = datetime.now(tz=UTC).date()


@pytest.fixture
def store(empty_store: str) -> str:
    """A launch with two risks, without data."""
    launch = open_launch(empty_store, user="Wei")
    launch.risks.save(QUEUE)
    launch.risks.save(NOBODY)
    launch.close()
    return empty_store


def page(risk: int = 1, part: str = "Change") -> AppTest:
    """The risks page with a part of a risk opened."""
    at = dashboard(language="en")
    at.query_params["risk"] = str(risk)
    at.session_state[f"risk_parts_{risk}_en"] = part
    return healthy(at.switch_page("pages/risks.py").run())


def opened(store: str) -> Launch:
    return open_launch(store, user="Lin")


def risk(store: str, number: int = 1) -> Risk:
    launch = opened(store)
    found = launch.risks.get(number)
    launch.close()
    return found


def problems(at: AppTest) -> list[str]:
    return [box.value.replace("\\", "") for box in at.markdown if box.value.startswith(":red[")]


def save(at: AppTest, place: str = PLACE) -> AppTest:
    return at.button(key=f"{place}_save").click().run()


def test_a_risk_is_changed_where_it_stands(store: str):
    at = page()
    assert at.number_input(key=f"{PLACE}_probability").value == 20
    at.number_input(key=f"{PLACE}_probability").set_value(35.0)
    at.text_input(key=f"{PLACE}_owner").set_value(" Chen ")
    healthy(save(at))
    found = risk(store)
    assert (found.probability, found.owner, found.version) == (0.35, "Chen", 2)
    assert (found.trigger_red, found.contingency) == (Decimal("0.15"), "Add people.")  # what was not touched stays


def test_limits_are_typed_in_the_unit_of_the_figure(store: str):
    at = page()
    assert at.number_input(key=f"{PLACE}_trigger_red").value == 15
    at.number_input(key=f"{PLACE}_trigger_red").set_value(12.5)
    healthy(save(at))
    assert risk(store).trigger_red == Decimal("0.125")


def test_another_figure_begins_with_empty_limits(store: str):
    at = page()
    at.selectbox(key=f"{PLACE}_trigger_kpi").set_value("signups").run()
    assert at.number_input(key=f"{PLACE}_signups_trigger_red").value is None
    at.number_input(key=f"{PLACE}_signups_trigger_red").set_value(40.0)
    healthy(save(at))
    found = risk(store)
    assert (found.trigger_kpi, found.trigger_amber, found.trigger_red) == ("signups", None, 40)


def test_a_risk_without_a_figure_has_no_trigger(store: str):
    at = page()
    at.selectbox(key=f"{PLACE}_trigger_kpi").set_value("").run()
    healthy(save(at))
    found = risk(store)
    assert (found.trigger_kpi, found.trigger_amber, found.trigger_red) == ("", None, None)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Please fill in this field."),
        ("loss_low", 0.0, "above zero"),
        ("loss_low", 20_000.0, "swap them"),
        ("loss_high", None, "both"),
        ("trigger_red", None, "red"),
        ("trigger_amber", 10.0, "amber"),
        ("review_on", TODAY - timedelta(days=30), "has passed"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_saved(store: str, field: str, value: object, sentence: str):
    at = page()
    widget = at.text_input if field == "name" else at.date_input if field == "review_on" else at.number_input
    widget(key=f"{PLACE}_{field}").set_value(value)
    at.text_input(key=f"{PLACE}_owner").set_value("Chen")
    save(at)
    (told,) = problems(at)
    assert sentence.lower() in told.lower()
    assert risk(store).version == 1
    assert at.text_input(key=f"{PLACE}_owner").value == "Chen"  # what was typed is still there


def test_an_acceptance_needs_its_end(store: str):
    at = page()
    at.selectbox(key=f"{PLACE}_status").set_value("accepted").run()
    save(at)
    assert len(problems(at)) == 1
    at.date_input(key=f"{PLACE}_accepted_until").set_value(TODAY + timedelta(days=30))
    at.text_input(key=f"{PLACE}_accepted_reason").set_value("Cheaper than a second provider.")
    healthy(save(at))
    found = risk(store)
    assert (found.status, found.accepted_until) == ("accepted", TODAY + timedelta(days=30))
    assert found.accepted_reason == "Cheaper than a second provider."


def test_a_second_editor_is_told_who_changed_what_and_keeps_the_first_change(store: str):
    at = page()
    launch = opened(store)
    launch.risks.save(replace(launch.risks.get(1), owner="Lin"))
    launch.close()
    at.number_input(key=f"{PLACE}_probability").set_value(90.0)
    save(at)
    (told,) = [box.value.replace("\\", "") for box in at.error]
    assert told.startswith("Lin changed the owner at ")
    assert (risk(store).owner, risk(store).probability) == ("Lin", 0.2)
    healthy(at.button(key=f"{PLACE}_reload").click().run())
    assert at.text_input(key="risk_1_2_owner").value == "Lin"


def test_the_history_says_who_changed_what(store: str):
    launch = opened(store)
    launch.risks.save(replace(launch.risks.get(1), owner="Lin"))
    launch.close()
    texts = "".join(box.value for box in page(part="History").markdown).replace("\\", "")
    assert "the owner: Operations → Lin" in texts


def test_a_deleted_risk_is_gone_and_the_page_goes_on(store: str):
    at = page()
    healthy(at.button(key="risk_delete_yes_1").click().run())
    assert at.radio(key="risk_choice_en").options == ["Nobody comes"]


def test_a_new_risk_is_saved_as_typed(empty_store: str):
    at = healthy(dashboard(language="en").switch_page("pages/risks.py").run())
    place = "risk_new_0"
    at.text_input(key=f"{place}_name").set_value(" Nobody comes ")
    at.number_input(key=f"{place}_probability").set_value(20.0)
    at.number_input(key=f"{place}_loss_low").set_value(1000.0)
    at.number_input(key=f"{place}_loss_high").set_value(9000.0)
    at.selectbox(key=f"{place}_trigger_kpi").set_value("signups").run()
    at.selectbox(key=f"{place}_trigger_direction").set_value("below")
    at.number_input(key=f"{place}_signups_trigger_red").set_value(20.0)
    healthy(save(at, place))
    found = risk(empty_store)
    assert (found.name, found.probability, found.loss_low, found.loss_high) == ("Nobody comes", 0.2, 1000, 9000)
    assert (found.trigger_kpi, found.trigger_direction, found.trigger_red) == ("signups", "below", 20)


def test_the_usual_risks_are_added_at_once_and_not_twice(empty_store: str):
    at = healthy(dashboard(language="en").switch_page("pages/risks.py").run())
    at = healthy(at.button(key="risk_starters").click().run())
    assert len(at.radio(key="risk_choice_en").options) == 18
    at.session_state["risk_form"] = True
    assert "risk_starters" not in [button.key for button in healthy(at.run()).button]


def test_the_load_test_says_at_how_many_users_it_breaks(empty_store: str):
    at = healthy(dashboard(language="en").switch_page("pages/risks.py").run())
    place = "capacity_new_0"
    at.number_input(key=f"{place}_tested_limit").set_value(200.0)
    at.number_input(key=f"{place}_peak_hour_share").set_value(20.0)
    at.number_input(key=f"{place}_requests_per_user").set_value(30.0)
    healthy(save(at, place))
    launch = opened(empty_store)
    plan = launch.capacity.plan()
    launch.close()
    assert (plan.tested_limit, plan.peak_hour_share, plan.requests_per_user) == (200, Decimal("0.2"), 30)


def test_a_load_test_without_a_limit_is_told_at_its_field(empty_store: str):
    at = healthy(dashboard(language="en").switch_page("pages/risks.py").run())
    save(at, "capacity_new_0")
    assert len(problems(at)) == 1


def test_a_check_of_the_floor_is_agreed_in_its_line(empty_store: str):
    at = dashboard(language="en")
    at.session_state["risk_watch_en"] = "Does anybody come?"
    at = healthy(at.switch_page("pages/risks.py").run())
    at.number_input(key="floor_new_0_0_floor").set_value(200.0)
    healthy(save(at, "floor_new_0_0"))
    launch = opened(empty_store)
    (check,) = launch.floor.checks()
    launch.close()
    assert (check.days_after, check.floor) == (3, 200)
    assert check.measure  # the proposed one, not touched


def test_the_export_holds_every_field_and_runs_no_formula(store: str):
    launch = opened(store)
    launch.risks.save(replace(launch.risks.get(2), name="=1+1"))
    launch.close()
    text = risk_counts._all_fields().decode("utf-8-sig")
    assert "'=1+1" in text
    assert "Add people." in text
