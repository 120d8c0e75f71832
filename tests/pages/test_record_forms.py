"""Adding a risk: what is typed becomes the record, and what is missing is said."""

import pytest

from launchops.ui import data
from tests.pages.fake_launch import FakeLaunch
from tests.pages.fake_pages import page_of


@pytest.fixture(autouse=True)
def real_launch_again(monkeypatch: pytest.MonkeyPatch):
    """The fake launch of a test does not outlive it."""
    monkeypatch.setattr(data, "launch", data.launch)


def _errors(at) -> list[str]:
    return [box.value.replace("\\", "") for box in at.error]


def test_a_risk_is_saved_with_its_trigger():
    launch = FakeLaunch(is_empty=True)
    at = page_of(launch, "risks")
    at.text_input(key="risk_name").set_value(" Nobody comes ")
    at.number_input(key="risk_chance").set_value(20.0)
    at.number_input(key="risk_low").set_value(1000.0)
    at.number_input(key="risk_high").set_value(9000.0)
    at.selectbox(key="risk_kpi").set_value("activated_users").run()
    at.selectbox(key="risk_side").set_value("below")
    at.number_input(key="risk_red_activated_users").set_value(20.0)
    at.button(key="risk_save").click().run()
    (risk,) = launch.saved
    assert (risk.name, risk.probability, risk.loss_low, risk.loss_high) == ("Nobody comes", 0.2, 1000, 9000)
    assert (risk.trigger_kpi, risk.trigger_direction, risk.trigger_red) == ("activated_users", "below", 20)


@pytest.mark.parametrize(("low", "high"), [(9000.0, 1000.0), (1000.0, None), (0.0, 5.0)])
def test_a_loss_needs_both_ends_above_zero_in_order(low, high):
    launch = FakeLaunch(is_empty=True)
    at = page_of(launch, "risks")
    at.text_input(key="risk_name").set_value("Nobody comes")
    at.number_input(key="risk_low").set_value(low)
    if high is not None:
        at.number_input(key="risk_high").set_value(high)
    at.button(key="risk_save").click().run()
    assert launch.saved == []
    assert _errors(at) == ["Give both ends of the loss, above zero, the smaller one first."]
