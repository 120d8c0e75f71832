"""The validation launch of eight users, worked by hand in its README."""

import csv
from datetime import date
from pathlib import Path

import pytest

from launchops.metrics.active_days import active_days
from launchops.metrics.active_users import active_users
from launchops.metrics.retention import retention
from launchops.metrics.tables import FactTables
from launchops.periods import day_number
from tests.make import launch, user

AS_OF = day_number(date(2025, 1, 16))


@pytest.fixture(scope="module")
def mini(shared: Path) -> FactTables:
    folder = shared / "validation" / "mini"
    signups = {row["user_id"]: _day(row["signup_date"]) for row in _rows(folder / "users.csv")}
    events = [(row["user_id"], _day(row["event_date"])) for row in _rows(folder / "events.csv")]
    return launch(
        *(
            user(signup=signup, days=[day for who, day in events if who == one and day >= signup])
            for one, signup in signups.items()
        )
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _day(text: str) -> int:
    return day_number(date.fromisoformat(text))


@pytest.mark.parametrize(
    ("mode", "age", "active", "eligible"),
    [("on", 1, 4, 7), ("on", 7, 2, 5), ("on", 14, 1, 3), ("on_or_after", 1, 5, 7), ("on_or_after", 7, 2, 5)],
)
def test_day_retention_has_the_known_answers(mini, mode, age, active, eligible):
    average = retention(mini, period="day", mode=mode, as_of_day=AS_OF).average.set_index("age")
    assert (average.loc[age, "active"], average.loc[age, "eligible"]) == (active, eligible)


def test_active_users_on_the_last_day_have_the_known_answers(mini):
    last = active_users(mini, as_of_day=AS_OF).frame.set_index("day").loc[AS_OF - 1]
    assert (last.dau, last.wau, last.mau) == (4, 6, 7)


def test_user_3_without_any_activity_is_counted(mini):
    frame = active_days(mini, start_day=day_number(date(2025, 1, 1)), end_day=AS_OF).frame
    assert frame["users"][0] == 1
    assert frame["users"].sum() == 8
