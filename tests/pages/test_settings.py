"""The settings page: the launch, what counts as active, and the way out of the sample."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from launchops.facade.types import LaunchSettings
from launchops.launch import Launch, open_launch
from launchops.ui.launch_forms import settings_answer, time_zones
from launchops.ui.text import say
from tests.pages.conftest import dashboard, healthy

TODAY = date(2026, 4, 3)


def version_of(launch: Launch) -> int:
    """The version of the settings as saved."""
    return launch.settings.get().version


def test_a_changed_name_is_saved_and_shown(empty_store: str) -> None:
    launch = open_launch(empty_store)
    at = dashboard("settings")
    at.text_input(key=f"settings_name_{version_of(launch)}").input("Tea Terrace")
    healthy(at.button(key="settings_launch_save").click().run())
    assert launch.settings.get().name == "Tea Terrace"
    assert at.title[0].value.startswith("Tea Terrace")


def test_an_empty_name_is_refused_and_nothing_is_saved(empty_store: str) -> None:
    launch = open_launch(empty_store)
    at = dashboard("settings")
    at.text_input(key=f"settings_name_{version_of(launch)}").input("")
    at.button(key="settings_launch_save").click().run()
    assert len(at.error) == 1
    assert launch.settings.get().name == "Tea Garden"


def test_a_save_over_somebody_else_s_change_is_refused(empty_store: str) -> None:
    launch = open_launch(empty_store)
    at = dashboard("settings")
    before = version_of(launch)
    launch.settings.save(replace(launch.settings.get(), vision="by somebody else"))
    at.text_input(key=f"settings_name_{before}").input("mine")
    at.button(key="settings_launch_save").click().run()
    assert len(at.error) == 1
    assert launch.settings.get().name == "Tea Garden"
    healthy(at.button(key="settings_reload").click().run())
    assert at.text_area(key=f"settings_vision_{before + 1}").value == "by somebody else"


def test_an_own_launch_is_not_offered_to_who_has_one(empty_store: str) -> None:
    at = healthy(dashboard("settings"))
    assert "own_name" not in [field.key for field in at.text_input]


def test_the_way_out_of_the_sample_leads_to_an_empty_store(empty_store: str, tmp_path: Path) -> None:
    launch = open_launch(empty_store)
    launch._store.save_settings(  # the only way to a sample that needs no half minute
        replace(launch.settings.get(), is_sample=True), who="", at=datetime(2026, 4, 3, tzinfo=UTC)
    )
    at = dashboard("settings")
    at.text_input(key="own_name").input("Mine")
    healthy(at.button(key="own_start").click().run())
    settings = open_launch(empty_store).settings.get()
    assert (settings.name, settings.is_sample) == ("Mine", False)
    assert list(tmp_path.glob("sample-*.db"))


@pytest.mark.parametrize(
    ("launch_on", "words"),
    [
        (None, "Tea has no launch date yet."),
        (date(2026, 4, 3), "Tea was launched on 3 Apr 2026."),
        (date(2026, 4, 4), "Tea launches on 4 Apr 2026."),
    ],
)
def test_the_answer_tells_the_launch_day_from_today(launch_on: date | None, words: str) -> None:
    answer = settings_answer(LaunchSettings(name="Tea", launch_on=launch_on), today=TODAY)
    assert say(answer.message).startswith(words)
    assert len(answer.highlights) == 1  # activation is not chosen


def test_a_chosen_activation_needs_no_person() -> None:
    settings = LaunchSettings(name="Tea", activation_event="order", active_events=("visit", "order"))
    answer = settings_answer(settings, today=TODAY)
    assert say(answer.message).endswith("Active means: visit, order. Activated means: order.")
    assert answer.highlights == ()


def test_a_zone_this_machine_does_not_know_is_kept() -> None:
    assert "Mars/Olympus" in time_zones("Mars/Olympus")
