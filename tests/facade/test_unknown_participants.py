"""Users who took part but stand in no users file: counted, said, and kept out of every figure."""

from datetime import date
from pathlib import Path

import pytest

from launchops.facade.types import comparison_answer
from launchops.launch import Launch, create_launch
from launchops.locale import say


@pytest.fixture
def launch(tmp_path: Path) -> Launch:
    """Two users on their first days, and an activity that three joined, one of whom nobody knows."""
    made = create_launch(f"sqlite:///{tmp_path}/launch.db", name="Tea", today=date(2026, 3, 1))
    upload(made, "users", "user_id,signup_date\nann,2026-02-01\nben,2026-02-01\n")
    upload(made, "events", "user_id,date\nann,2026-02-02\nben,2026-02-02\nzoe,2026-02-02\n")
    upload(
        made, "participation", "activity,user_id,date\ntea,ann,2026-02-02\ntea,zoe,2026-02-02\nquiz,zoe,2026-02-02\n"
    )
    return made


def upload(launch: Launch, kind: str, content: str) -> None:
    launch.uploads.load(kind, content.encode(), f"{kind}.csv")


def test_they_are_counted_beside_those_who_are_known(launch: Launch) -> None:
    found = {one.key: (one.participants, one.unknown_users) for one in launch.activities.list()}
    assert found == {"tea": (1, 1), "quiz": (0, 1)}
    comparison = launch.activities.compare("tea")
    assert (comparison.participants, comparison.unknown_users) == (1, 1)


def test_an_activity_that_only_they_joined_says_what_is_missing(launch: Launch) -> None:
    answer = comparison_answer(launch.activities.compare("quiz"))
    assert answer.message.code == "compare_only_unknown"
    assert say(answer.message).startswith("1 took part, and no users file names any of them.")


def test_a_users_file_that_names_them_makes_them_known(launch: Launch) -> None:
    upload(launch, "users", "user_id,signup_date\nzoe,2026-02-01\n")
    assert [one.unknown_users for one in launch.activities.list()] == [0, 0]
