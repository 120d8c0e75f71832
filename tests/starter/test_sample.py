"""The sample launch: the same every time, believable, and its truth found again by counting."""

import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from launchops.ingest import open_upload
from launchops.ingest.parsed import ReadOptions
from launchops.metrics.tables import FactTables
from launchops.periods import day_number
from launchops.starter.sample import SampleFile, SampleTruth, sample_end, sample_files, sample_start
from tests.starter.conftest import END_ON

START_DAY = day_number(sample_start(END_ON))


def by_kind(files: Sequence[SampleFile], kind: str) -> list[SampleFile]:
    """The files of a kind."""
    return [file for file in files if file.kind == kind]


def frame_of(file: SampleFile) -> pd.DataFrame:
    """A clean file as text columns."""
    return pd.read_csv(io.BytesIO(file.content), dtype=str, keep_default_na=False)


def digest(files: Sequence[SampleFile]) -> list[tuple[str, str]]:
    """Names and fingerprints."""
    return [(file.name, hashlib.sha256(file.content).hexdigest()) for file in files]


def test_the_same_day_and_seed_give_the_same_bytes(files: Sequence[SampleFile]) -> None:
    assert digest(sample_files(END_ON)) == digest(files)


def test_another_seed_gives_another_launch(files: Sequence[SampleFile]) -> None:
    others = dict(digest(sample_files(END_ON, seed=8)))
    assert all(others[name] != fingerprint for name, fingerprint in digest(files))


def test_it_spans_120_days_to_the_last_data_day() -> None:
    assert sample_start(date(2026, 3, 31)) == date(2025, 12, 2)
    assert sample_end(date(2025, 12, 2)) == date(2026, 3, 31)


def test_twenty_thousand_users_from_six_channels_and_three_segments(files: Sequence[SampleFile]) -> None:
    users = frame_of(by_kind(files, "users")[0])
    assert len(users) == users["user_id"].nunique() == 20_000
    assert set(users["channel"]) == {
        "qa_sites", "seo", "advertorial", "encyclopedia", "referral", "paid_search",
    }  # fmt: skip
    assert set(users["segment"]) == {"daily_drinker", "newcomer", "deal_seeker"}
    days = pd.to_datetime(users["signup_date"]).dt.date
    assert days.min() == sample_start(END_ON)
    assert days.max() == END_ON


def test_invited_users_were_invited_by_somebody_earlier(files: Sequence[SampleFile]) -> None:
    users = frame_of(by_kind(files, "users")[0])
    day = pd.to_datetime(users["signup_date"]).dt.date
    invited = users["invited_by"] != ""
    inviter_day = users.loc[invited, "invited_by"].map(dict(zip(users["user_id"], day, strict=True)))
    assert invited.sum() > 2_000
    assert (inviter_day < day[invited]).all()
    assert set(users.loc[invited, "channel"]) == {"referral"}


def test_no_event_comes_before_its_users_signup_and_no_two_are_alike(files: Sequence[SampleFile]) -> None:
    users = frame_of(by_kind(files, "users")[0]).set_index("user_id")["signup_date"]
    first_file = frame_of(by_kind(files, "events")[0])
    assert (first_file["timestamp"] >= first_file["user_id"].map(users)).all()
    assert not first_file.duplicated().any()


def test_the_import_refuses_exactly_the_planted_rows(files: Sequence[SampleFile], truth: SampleTruth) -> None:
    total = 0
    for file in files:
        upload = open_upload(
            file.content,
            file.kind,
            options=ReadOptions(),
            zone=ZoneInfo("Asia/Shanghai"),
            today=END_ON + timedelta(days=1),
            hash_key=b"k" * 32,
        )
        found = Counter(reject.code for chunk in upload.chunks() for reject in chunk.rejects)
        planted = {bad.code: bad.count for bad in truth.bad_rows if bad.file == file.name}
        assert dict(found) == planted, file.name
        total += found.total()
    assert total == 22


def test_250_to_400_thousand_events_of_which_few_belong_to_nobody(
    files: Sequence[SampleFile], truth: SampleTruth
) -> None:
    lines = [line for file in by_kind(files, "events") for line in file.content.decode().splitlines()[1:]]
    assert 250_000 < len(lines) < 400_000
    guests = [line.split(",")[0] for line in lines if line.startswith("guest")]
    assert len(guests) == truth.unknown_user_events
    assert len(set(guests)) == truth.unknown_users


def test_the_files_hold_the_world_they_were_drawn_from(tables: FactTables, truth: SampleTruth) -> None:
    users = tables.run(tables.users)
    assert len(users) == truth.user_count
    assert users["activated_day"].notna().sum() == truth.activated
    # the planted duplicates and unknown users add no active day
    assert len(tables.run(tables.user_days)) == truth.active_days
    taken = tables.run(tables.participations)
    assert taken.groupby("activity").size().to_dict() == truth.participants


def test_growth_has_a_weekly_rhythm(tables: FactTables) -> None:
    daily = tables.run(tables.user_days).groupby("day").size()
    weekday = pd.Series(daily.index, daily.index).map(lambda day: (day + 3) % 7)
    later = daily[daily.index >= START_DAY + 84]
    assert later[weekday == 5].mean() > 1.08 * later[weekday == 0].mean()  # Saturday against Monday
    assert daily.iloc[-28:].mean() > 1.5 * daily.iloc[28:56].mean()


def test_retention_falls_to_a_plateau_and_channels_differ(tables: FactTables) -> None:
    users = tables.run(tables.users)
    old = users[users["signup_day"] < START_DAY + 60]
    days = tables.run(tables.user_days).merge(old[["user_id"]], on="user_id")
    by_age = days.groupby("age").size() / len(old)
    assert by_age[1] > 1.2 * by_age[7] > 1.4 * by_age[21]
    assert by_age.loc[40:59].mean() == pytest.approx(by_age.loc[21:39].mean(), rel=0.25)
    channels = days[days["age"] == 7].groupby("channel").size() / old.groupby("channel").size()
    assert channels["referral"] > 1.3 * channels["advertorial"]


def matched_difference(tables: FactTables, activity: str) -> float:
    """Days 8–14 after, participants against visitors of the same day with the same past: a plain count."""
    taken = tables.run(tables.participations).query("activity == @activity").set_index("user_id")["day"]
    days = tables.run(tables.user_days)[["user_id", "day"]]
    active = np.zeros((20_001, 160), dtype=bool)
    active[days["user_id"], days["day"] - START_DAY] = True
    joined = taken.reindex(range(20_001)).fillna(10**6).to_numpy() - START_DAY
    rows = []
    for day in range(int(joined.min()), int(joined[joined < 200].max()) + 1):
        eligible = np.flatnonzero(active[:, day] & (joined >= day))
        past = np.minimum(active[eligible, day - 14 : day].sum(axis=1), 8)
        later = active[eligible, day + 8 : day + 15].any(axis=1)
        rows.append(pd.DataFrame({"day": day, "past": past, "in": joined[eligible] == day, "y": later}))
    cells = pd.concat(rows).groupby(["day", "past", "in"])["y"].agg(["mean", "size"]).unstack().dropna()
    weight = cells["size"][True]
    return float((weight * (cells["mean"][True] - cells["mean"][False])).sum() / weight.sum())


def test_the_activity_that_works_is_found_again_by_a_plain_count(tables: FactTables, truth: SampleTruth) -> None:
    assert 0.04 < truth.effects["tasting_fortnight"] < 0.07
    # standard error about 1.2 points; others who join later hide some of it
    found = matched_difference(tables, "tasting_fortnight")
    assert found == pytest.approx(truth.effects["tasting_fortnight"], abs=0.025)
    assert found > 0.02


def test_the_activity_that_only_rents_attention_shows_nothing_afterwards(
    tables: FactTables, truth: SampleTruth
) -> None:
    assert truth.effects["prize_draw"] == 0
    assert abs(matched_difference(tables, "prize_draw")) < 0.03  # standard error about 1.5 points


def test_yet_the_prize_draw_brought_visits_while_it_lasted(tables: FactTables) -> None:
    daily = tables.run(tables.user_days).groupby("day").size()
    during = daily.loc[START_DAY + 42 : START_DAY + 47].mean()
    assert during > 1.12 * daily.loc[START_DAY + 49 : START_DAY + 54].mean()
