"""A goal's status, sentence and forecast are the same on its page, on the overview and on the command line."""

import html
import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from launchops.cli import app
from launchops.launch import create_launch, open_launch
from launchops.locale import say
from launchops.store.records import Goal
from tests.pages.conftest import dashboard, healthy
from tests.pages.fake_pages import texts_of

FIRST = date(2026, 3, 2)
DAYS = 70  # enough for a forecast of its own past misses
RATE = (3, 4, 4, 5, 5, 2, 1)  # sign-ups on each day of the week


def users() -> bytes:
    """Sign-ups with a rhythm of the week."""
    days = [FIRST + timedelta(days=k) for k in range(DAYS) for _ in range(RATE[k % 7])]
    return b"user_id,signup_date\n" + "".join(f"u{i},{day}\n" for i, day in enumerate(days)).encode()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A launch with sign-ups, a goal on them far off its plan, and its forecast."""
    url = f"sqlite:///{tmp_path / 'own.db'}"
    monkeypatch.setenv("LAUNCHOPS_STORE", url)
    launch = create_launch(url, name="Tea Garden", launch_on=FIRST, time_zone="Asia/Shanghai")
    launch.uploads.load("users", users(), "users.csv")
    launch.goals.save(
        Goal(None, "Sign-ups", "signups", "rise_to", Decimal(500), FIRST, FIRST + timedelta(days=99), Decimal(0))
    )
    launch.forecasts.compute()
    launch.close()
    yield url


def drawn(at: AppTest) -> str:
    return html.unescape(texts_of(at)).replace("\u00a0", " ")


def test_page_overview_and_command_line_say_the_same(store: str):
    launch = open_launch(store)
    (status,) = launch.goals.list()
    launch.close()
    assert status.sentence is not None
    assert status.forecast is not None
    sentence = say(status.sentence, "en").replace("\u00a0", " ")

    (told,) = json.loads(CliRunner().invoke(app, ["goals", "--store", store, "--json"]).stdout)
    assert (told["status"], told["sentence"].replace("\u00a0", " ")) == (status.status, sentence)
    assert told["forecast"]["low"] == pytest.approx(status.forecast.low)
    assert told["forecast"]["chance"] == status.forecast.chance

    page = drawn(healthy(dashboard("goals", language="en")))
    low, high = (f"{value:,.0f}" for value in (status.forecast.low, status.forecast.high))
    assert sentence in page
    assert f"lands {low}–{high}" in page
    assert say(status.forecast_note, "en") in page if status.forecast_note else False

    word = say(status.reason, "en").replace("\u00a0", " ")
    overview = drawn(healthy(dashboard(language="en")))
    assert word in page
    assert word in overview
    assert f"{status.actual:,.0f}" in overview
