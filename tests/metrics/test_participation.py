"""Participation counts by hand."""

from launchops.metrics.participation import participation_counts
from tests.make import Participation, launch, user


def test_users_count_once_per_activity_and_arm():
    tables = launch(
        user(signup=0),
        user(signup=0),
        participations=[
            Participation("quiz", 1, 3, reward=2.5),
            Participation("quiz", 1, 5, reward=1),
            Participation("quiz", 2, 1, arm="offered"),
            Participation("quiz", 1, 1, arm="offered"),
            Participation("quiz", 2, 9, arm="holdout"),
        ],
    )
    (row,) = participation_counts(tables).frame.itertuples(index=False)
    assert (row.activity, row.participants, row.offered, row.holdout, row.rewards) == ("quiz", 1, 2, 1, 3.5)
    assert (row.first_day, row.last_day) == (3, 5)  # of taking part, not of being assigned


def test_an_activity_nobody_joined_yet_has_the_days_of_its_assignments():
    tables = launch(
        user(signup=0),
        participations=[Participation("quiz", 1, 4, arm="holdout"), Participation("ad", 1, 2)],
    )
    frame = participation_counts(tables).frame
    assert list(frame["activity"]) == ["ad", "quiz"]
    assert (frame["first_day"][1], frame["last_day"][1], frame["participants"][1]) == (4, 4, 0)


def test_no_participation_gives_no_rows():
    frame = participation_counts(launch()).frame
    assert frame.empty
    assert list(frame)[:3] == ["activity", "first_day", "last_day"]
