"""From uploads to facts: what counts where uploads disagree. Small enough to count by hand."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from launchops.errors import FactsError
from launchops.facts.build import build
from launchops.facts.files import current_version, facts_path, is_built
from launchops.facts.schema import TABLES
from launchops.store import Store
from tests.store.rows import DAY, NOW, events, load, table, timed, users


@pytest.fixture
def facts_dir(tmp_path: Path) -> Path:
    return tmp_path / "facts"


class Built:
    """A built facts file, asked in plain SQL; user numbers are turned back into ids."""

    def __init__(self, store: Store, path: Path) -> None:
        self.path = path
        with store.read() as connection:
            rows = connection.exec_driver_sql("SELECT user_key, user_id FROM user_ids").all()
        self.names = {row[0]: row[1] for row in rows}

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Rows of a query; a first column named user_id comes as the id."""
        with duckdb.connect(str(self.path), read_only=True) as connection:
            found = connection.execute(query)
            named = found.description is not None and found.description[0][0] == "user_id"
            return [(self.names[row[0]], *row[1:]) if named else row for row in found.fetchall()]

    def info(self, *names: str) -> tuple[object, ...]:
        """Columns of facts_info."""
        return self.rows(f"SELECT {', '.join(names)} FROM facts_info")[0]


def built(store: Store, facts_dir: Path) -> Built:
    return Built(store, build(store.url, facts_dir))


def test_facts_hold_exactly_the_tables_of_the_schema(store: Store, facts_dir: Path):
    facts = built(store, facts_dir)
    found = {name: [row[0] for row in facts.rows(f"SELECT column_name FROM (DESCRIBE {name})")] for name in TABLES}
    assert found == {name: list(columns) for name, columns in TABLES.items()}
    assert facts.rows("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'main'") == [(len(TABLES),)]


def test_an_empty_store_has_no_days(store: Store, facts_dir: Path):
    facts = built(store, facts_dir)
    assert facts.info("first_day", "last_day", "as_of_day", "user_count", "event_count") == (None, None, None, 0, 0)
    assert facts.info("facts_version", "time_zone", "week_start", "has_activation") == (
        store.versions()[0],
        "UTC",
        "monday",
        False,
    )


def test_active_days_have_age_gap_visits_and_value(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY), ("b", DAY + 1), channel="ads"))
    load(store, "events", events(("a", DAY), ("a", DAY + 3), ("a", DAY + 3), ("b", DAY + 1), value="1.25"))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT user_id, day, age, gap, visits, value, channel FROM user_days") == [
        ("a", DAY, 0, 3, 1, Decimal("1.25"), "ads"),
        ("a", DAY + 3, 3, None, 2, Decimal("2.50"), "ads"),
        ("b", DAY + 1, 0, None, 1, Decimal("1.25"), "ads"),
    ]
    assert facts.info("first_day", "last_day", "as_of_day", "user_count", "event_count") == (
        DAY,
        DAY + 3,
        DAY + 4,
        2,
        4,
    )


def test_active_days_know_the_one_before_and_how_often_their_user_was_away(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY), ("b", DAY), ("c", DAY)))
    load(store, "events", events(("a", DAY + 27), ("a", DAY + 54), ("a", DAY + 82), ("b", DAY + 28), ("b", DAY + 56)))
    facts = built(store, facts_dir)
    assert facts.rows(f"SELECT user_id, day - {DAY}, since, away FROM user_days") == [
        ("a", 27, None, 0),
        ("a", 54, 27, 0),
        ("a", 82, 28, 1),
        ("b", 28, None, 1),
        ("b", 56, 28, 2),
    ]
    # a: 27 days to the next, then 28, then never again; b: 28, then never again
    assert sorted(facts.rows(f"SELECT day - {DAY}, reach, users FROM reaches")) == [
        (27, 27, 1),
        (28, 28, 1),
        (54, 28, 1),
        (56, 28, 1),
        (82, 28, 1),
    ]


def test_a_day_without_a_value_has_none(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY)))
    assert built(store, facts_dir).rows("SELECT value FROM user_days") == [(None,)]


def test_attributes_are_taken_one_by_one_from_the_latest_upload(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY), channel="ads", segment="new", region="east"))
    load(store, "users", users(("a", DAY + 1), channel="seo", segment=""))
    query = "SELECT user_id, signup_day, channel, segment, platform, region FROM users"
    assert built(store, facts_dir).rows(query) == [("a", DAY + 1, "seo", "new", "", "east")]


def test_undo_and_redo_restore_every_figure_exactly(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY), channel="ads"))
    load(store, "events", events(("a", DAY), ("a", DAY + 1), value="0.1"))

    def everything() -> list[object]:
        facts = built(store, facts_dir)
        return [facts.rows(f"SELECT * FROM {name}") for name in TABLES if name != "facts_info"]

    before = everything()
    changed = load(store, "users", users(("a", DAY + 1), ("b", DAY), channel="seo")).batch
    more = load(store, "events", events(("a", DAY), ("b", DAY + 5), value="0.1")).batch
    after = everything()
    assert after != before
    for batch in (changed, more):
        store.undo(batch.id, who="ops", at=NOW)
    assert everything() == before
    for batch in (more, changed):
        store.redo(batch.id, who="ops", at=NOW)
    assert everything() == after


def test_overlapping_exports_count_every_event_once(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY), ("a", DAY), ("a", DAY + 1)))
    load(store, "events", events(("a", DAY), ("a", DAY + 1), ("a", DAY + 2)))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT day, visits FROM user_days") == [(DAY, 2), (DAY + 1, 1), (DAY + 2, 1)]
    assert facts.info("event_count") == (4,)


def test_exports_that_do_not_overlap_add_up(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY + 2)))
    load(store, "events", events(("a", DAY), ("a", DAY + 1)))
    load(store, "events", events(("a", DAY + 3)))
    assert built(store, facts_dir).rows("SELECT day, gap FROM user_days") == [
        (DAY, 1),
        (DAY + 1, 1),
        (DAY + 2, 1),
        (DAY + 3, None),
    ]


def test_an_upload_inside_the_span_of_a_longer_one_counts_once(store: Store, facts_dir: Path):
    """The third lies within the first though not next to it in order of time."""
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY), ("a", DAY + 9)))
    load(store, "events", events(("a", DAY + 1)))
    load(store, "events", events(("a", DAY + 9)))
    assert built(store, facts_dir).info("event_count") == (3,)


def test_unknown_users_and_activity_before_signup_stand_outside(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY - 1), ("a", DAY), ("ghost", DAY), ("ghost", DAY + 1)))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT user_id, day FROM user_days") == [("a", DAY)]
    assert facts.info("unknown_users", "unknown_user_events", "before_signup_events", "event_count") == (1, 2, 1, 4)
    assert facts.info("last_day") == (DAY,)


def test_unknown_users_come_in_once_a_users_file_names_them(store: Store, facts_dir: Path):
    load(store, "events", events(("a", DAY)))
    load(store, "users", users(("a", DAY)))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT user_id, day FROM user_days") == [("a", DAY)]
    assert facts.info("unknown_users") == (0,)


def test_signup_may_be_the_first_event(store: Store, facts_dir: Path):
    store.save_settings(replace(store.settings(), signup_is_first_event=True), who="ops", at=NOW)
    load(store, "users", users(("a", DAY + 1)))
    load(store, "events", events(("a", DAY), ("b", DAY + 2), ("b", DAY + 4)))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT user_id, signup_day FROM users") == [("a", DAY + 1), ("b", DAY + 2)]
    assert facts.rows("SELECT user_id, day, age FROM user_days") == [("b", DAY + 2, 0), ("b", DAY + 4, 2)]
    assert facts.info("unknown_users", "before_signup_events") == (0, 1)


def test_only_active_events_make_a_day_active(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY), event="open"), events(("a", DAY + 1), event="mail"))
    assert built(store, facts_dir).rows("SELECT day FROM user_days") == [(DAY,), (DAY + 1,)]
    store.save_settings(replace(store.settings(), active_events=("open", "pay")), who="ops", at=NOW)
    facts = built(store, facts_dir)
    assert facts.rows("SELECT day FROM user_days") == [(DAY,)]
    assert facts.info("event_count") == (2,)


def test_activation_is_the_first_such_event_at_or_after_signup(store: Store, facts_dir: Path):
    store.save_settings(replace(store.settings(), active_events=("open",), activation_event="pay"), who="ops", at=NOW)
    load(store, "users", users(("a", DAY), ("b", DAY)))
    load(store, "events", events(("a", DAY - 1), ("a", DAY + 2), ("a", DAY + 5), event="pay"), events(("b", DAY)))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT user_id, activated_day FROM users") == [("a", DAY + 2), ("b", None)]
    assert facts.info("has_activation") == (True,)


def test_without_an_activation_event_activation_is_unknown(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(("a", DAY), event=""))
    assert built(store, facts_dir).rows("SELECT activated_day FROM users") == [(None,)]


def test_the_local_day_follows_the_clock_of_the_launch(store: Store, facts_dir: Path):
    """New York: summer time ended on 3 November 2024 at 06:00 UTC, so midnight moves from 04:00 to 05:00 UTC."""
    store.save_settings(replace(store.settings(), time_zone="America/New_York"), who="ops", at=NOW)
    third = (datetime(2024, 11, 3, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days
    load(store, "users", users(("a", third - 10)))
    instants = [
        datetime(2024, 11, 3, 3, 59, tzinfo=UTC),  # the 2nd, 23:59
        datetime(2024, 11, 3, 4, 0, tzinfo=UTC),  # the 3rd, 00:00
        datetime(2024, 11, 4, 4, 59, tzinfo=UTC),  # still the 3rd, 23:59
        datetime(2024, 11, 4, 5, 0, tzinfo=UTC),  # the 4th
    ]
    load(store, "events", timed(*(("a", at) for at in instants)))
    load(store, "events", events(("a", third)))  # a date without a time is its own day
    assert built(store, facts_dir).rows("SELECT day, visits FROM user_days") == [
        (third - 1, 1),
        (third, 3),
        (third + 1, 1),
    ]


def test_participation_counts_once_a_day_and_arm_with_the_latest_reward(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    gift = {"activity": "gift", "user_id": "a", "ts": DAY * 86_400_000_000}
    load(store, "participation", table("participation", [{**gift, "reward": "5"}, {**gift, "arm": "offered"}]))
    load(store, "participation", table("participation", [{**gift, "reward": "7.5"}, {**gift, "user_id": "ghost"}]))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT activity, day, arm, reward FROM participations") == [
        ("gift", DAY, "offered", None),
        ("gift", DAY, "participant", Decimal("7.5")),
    ]
    assert facts.info("unknown_users") == (1,)


def test_spend_of_a_channel_and_day_comes_from_the_latest_upload(store: Store, facts_dir: Path):
    ads = {"day": DAY, "channel": "ads"}
    load(
        store, "spend", table("spend", [{**ads, "campaign": "x", "spend": "1"}, {**ads, "campaign": "y", "spend": "2"}])
    )
    load(store, "spend", table("spend", [{**ads, "campaign": "x", "spend": "9.99", "clicks": 4}]))
    load(store, "spend", table("spend", [{"day": DAY, "channel": "seo", "spend": "3"}]))
    assert built(store, facts_dir).rows("SELECT channel, campaign, spend, impressions, clicks FROM spend") == [
        ("ads", "x", Decimal("9.99"), None, 4),
        ("seo", "", Decimal(3), None, None),
    ]


def test_a_reading_comes_from_the_latest_upload(store: Store, facts_dir: Path):
    nps = {"day": DAY, "kpi": "nps"}
    load(store, "readings", table("readings", [{**nps, "value": "40"}, {**nps, "day": DAY + 1, "value": "41"}]))
    load(store, "readings", table("readings", [{**nps, "value": "-3.5"}]))
    assert built(store, facts_dir).rows("SELECT day, value FROM readings") == [(DAY, Decimal("-3.5")), (DAY + 1, 41)]


def test_a_number_too_large_to_add_up_is_refused_in_words(store: Store, facts_dir: Path):
    load(store, "readings", table("readings", [{"day": DAY, "kpi": "x", "value": "1" + "0" * 20}]))
    with pytest.raises(FactsError) as refused:
        build(store.url, facts_dir)
    assert refused.value.code == "facts_number_too_large"
    assert not list(facts_dir.glob(".*")), "nothing half built is left"


# --- files and processes ---


def test_a_version_is_built_once_and_named_by_the_pointer(store: Store, facts_dir: Path):
    shares: list[float] = []
    path = build(store.url, facts_dir, progress=shares.append)
    version = store.versions()[0]
    assert path == facts_path(facts_dir, version)
    assert is_built(facts_dir, version)
    assert current_version(facts_dir) == version
    assert shares == sorted(shares)
    assert shares[-1] == 1
    made_at = path.stat().st_mtime_ns
    assert build(store.url, facts_dir) == path
    assert path.stat().st_mtime_ns == made_at


def test_the_current_version_and_one_before_are_kept(store: Store, facts_dir: Path):
    paths = []
    for number in range(3):
        load(store, "users", users((f"u{number}", DAY)))
        paths.append(build(store.url, facts_dir))
    assert sorted(facts_dir.glob("*.duckdb")) == sorted(paths[1:])


def test_what_a_died_build_left_is_cleared_away(store: Store, facts_dir: Path):
    facts_dir.mkdir()
    (facts_dir / ".1.99999.building").write_text("half")
    build(store.url, facts_dir)
    assert not list(facts_dir.glob(".*"))


def test_building_changes_nothing_in_the_store(store: Store, facts_dir: Path, tmp_path: Path):
    load(store, "users", users(("a", DAY)))
    store.close()
    before = (tmp_path / "launch.db").read_bytes()
    build(store.url, facts_dir)
    assert (tmp_path / "launch.db").read_bytes() == before


def test_a_store_that_cannot_be_read_is_said_so(facts_dir: Path, tmp_path: Path):
    with pytest.raises(FactsError) as refused:
        build(f"sqlite:///{tmp_path}/none.db", facts_dir)
    assert refused.value.code == "facts_build_failed"
    with pytest.raises(FactsError) as refused:
        build("mysql://host/launch", facts_dir)
    assert refused.value.code == "facts_store_unknown"


def hash_of(digits: str) -> str:
    """A keyed hash whose first digits are these."""
    return "h:" + digits.ljust(32, "0")


def test_devices_and_addresses_are_numbers_of_the_first_thirteen_digits_of_their_hash(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY), device_hash=hash_of("00000000000ff"), ip_hash=hash_of("1")))
    load(store, "users", users(("b", DAY), device_hash=hash_of("f" * 13)))
    assert built(store, facts_dir).rows("SELECT user_id, device, ip FROM users") == [
        ("a", 0xFF, 16**12),
        ("b", 16**13 - 1, None),
    ]


def test_an_inviter_is_the_user_of_that_id_and_minus_one_where_there_is_none(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)), users(("b", DAY), invited_by="a"), users(("c", DAY), invited_by="gone"))
    query = "SELECT user_id, invited_by FROM users"
    facts = built(store, facts_dir)
    names = {name: number for number, name in facts.names.items()}
    assert facts.rows(query) == [("a", None), ("b", names["a"]), ("c", -1)]


def test_the_time_of_day_of_signing_up_and_taking_part_is_the_local_one(store: Store, facts_dir: Path):
    store.save_settings(replace(store.settings(), time_zone="Asia/Shanghai"), who="ops", at=NOW)
    at = int(datetime(2025, 3, 1, 20, 0, 5, tzinfo=UTC).timestamp()) * 1_000_000  # 04:00:05 on 2 March there
    rows = [{"user_id": "a", "ts": at, "is_date": False}, {"user_id": "b", "ts": DAY * 86_400_000_000}]
    load(store, "users", table("users", rows))
    load(store, "participation", table("participation", [{**row, "activity": "gift"} for row in rows]))
    facts = built(store, facts_dir)
    assert facts.rows("SELECT user_id, signup_second FROM users") == [("a", 4 * 3600 + 5), ("b", None)]
    assert facts.rows("SELECT user_id, second FROM participations") == [("a", 4 * 3600 + 5), ("b", None)]


def test_facts_of_an_earlier_release_are_built_anew(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY)))
    with duckdb.connect(str(built(store, facts_dir).path)) as connection:
        connection.execute("UPDATE kept.built_from SET shape = 0")
        connection.execute("ALTER TABLE users DROP device")
    assert built(store, facts_dir).rows("SELECT device FROM users") == [(None,)]


def test_the_first_day_of_return_is_the_first_active_day_after_sign_up(store: Store, facts_dir: Path):
    load(store, "users", users(("a", DAY), ("b", DAY + 1), ("c", DAY)))
    load(store, "events", events(("a", DAY), ("a", DAY + 3), ("a", DAY + 5), ("b", DAY + 1), ("c", DAY + 2)))
    query = "SELECT user_id, returned_day FROM users"
    assert built(store, facts_dir).rows(query) == [("a", DAY + 3), ("b", None), ("c", DAY + 2)]
