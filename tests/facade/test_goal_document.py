"""The `goals` command: its document and its table say what `launch.goals.list` says."""

import json
import sys
from dataclasses import replace

import pytest

from launchops import cli, cli_shapes
from launchops.errors import LaunchopsError
from launchops.launch import Launch, open_launch
from launchops.locale import say
from launchops.review.goal_words import goal_sentence
from launchops.stats.goal_results import Forecast
from tests.facade.test_goal_records import goal, launch, made  # noqa: F401 - fixtures

KEYS = {
    *("id", "name", "kpi", "status", "reason", "actual", "expected", "pace_ratio", "target", "due_on"),
    *("needed_per_day", "forecast", "sentence", "as_of"),
}


def run(*words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["launchops", *words])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return int(stopped.value.code or 0)


def test_the_document_of_a_goal_has_its_forecast(launch: Launch) -> None:  # noqa: F811 - the fixture
    launch.goals.save(goal())
    (status,) = launch.goals.list()
    assert cli_shapes.goal_json(status, "en")["forecast"] is None
    foreseen = replace(status, forecast=Forecast("ets", 299.5, 280, 320, chance=0.05))
    document = cli_shapes.goal_json(replace(foreseen, sentence=goal_sentence(foreseen)), "en")
    assert set(document) == KEYS
    assert document["forecast"] == {"low": 280, "point": 299.5, "high": 320, "chance": 0.05}
    assert document["sentence"].endswith("About 1 in 20 to make it.")


def test_goals_are_shown_also_where_no_forecast_can_be_made(
    launch: Launch,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    launch.goals.save(goal())

    def fail(*_: object) -> None:
        raise LaunchopsError("forecaster_failed")

    monkeypatch.setattr("launchops.facade.forecasts.Forecasts.compute", fail)
    assert run("goals", "--store", launch._store.url, "--json", monkeypatch=monkeypatch) == 0
    out, err = capsys.readouterr()
    assert "could not be worked out" in err
    (document,) = json.loads(out)
    (status,) = open_launch(launch._store.url).goals.list()
    assert status.sentence is not None
    assert (document["status"], document["actual"]) == (status.status, 230)
    assert document["sentence"] == say(status.sentence)
