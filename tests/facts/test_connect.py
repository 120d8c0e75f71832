"""Reading facts: through Ibis, from many threads, while versions change."""

import threading
from decimal import Decimal
from pathlib import Path

import ibis
import pytest

from launchops.errors import FactsError
from launchops.facts.build import build
from launchops.facts.connect import Facts, open_facts
from launchops.facts.files import current_version
from launchops.facts.schema import TABLES
from launchops.store import Store
from tests.store.rows import DAY, events, load, table, users


@pytest.fixture
def facts_dir(tmp_path: Path) -> Path:
    return tmp_path / "facts"


def opened(store: Store, facts_dir: Path) -> Facts:
    return open_facts(facts_dir, int(build(store.url, facts_dir).stem))


def fill(store: Store) -> None:
    load(store, "users", users(("a", DAY), channel="ads"), users(("b", DAY), channel="seo"))
    load(store, "events", events(("a", DAY), ("b", DAY), ("a", DAY + 1), value="0.5"))


def test_every_table_answers_with_its_columns(store: Store, facts_dir: Path):
    fill(store)
    facts = opened(store, facts_dir)
    for name, columns in TABLES.items():
        assert list(facts.run(getattr(facts, name)).columns) == list(columns)


def test_info_is_the_one_row(store: Store, facts_dir: Path):
    fill(store)
    info = opened(store, facts_dir).info()
    assert (info.facts_version, info.first_day, info.last_day, info.as_of_day) == (
        store.versions()[0],
        DAY,
        DAY + 1,
        DAY + 2,
    )
    assert (info.user_count, info.event_count, info.unknown_users) == (2, 3, 0)


def test_info_of_an_empty_store_has_no_days(store: Store, facts_dir: Path):
    info = opened(store, facts_dir).info()
    assert (info.first_day, info.last_day, info.as_of_day) == (None, None, None)


def test_integers_stay_integers_and_decimals_become_floats(store: Store, facts_dir: Path):
    fill(store)
    facts = opened(store, facts_dir)
    by_channel = facts.user_days.group_by("channel").agg(
        days=facts.user_days.count(), visits=facts.user_days.visits.sum(), value=facts.user_days.value.sum()
    )
    frame = facts.run(by_channel.order_by("channel"))
    assert frame.to_dict("list") == {"channel": ["ads", "seo"], "days": [2, 1], "visits": [2, 1], "value": [1.0, 0.5]}
    assert [str(kind) for kind in frame.dtypes][1:] == ["int64", "int64", "float64"]
    assert facts.run(facts.users.activated_day.name("day").as_table())["day"].isna().all()


def test_traits_compare_as_texts_also_with_values_nobody_has(store: Store, facts_dir: Path):
    fill(store)
    facts = opened(store, facts_dir)
    users_table = facts.users

    def count(condition: ibis.Value) -> int:
        return len(facts.run(users_table.filter(condition)))

    assert count(users_table.channel == "ads") == 1
    assert count(users_table.channel == "nobody's") == 0
    assert count(users_table.channel.isin(["ads", "nobody's"])) == 1
    assert count(users_table.segment == "") == 2


def test_tables_in_memory_can_be_joined(store: Store, facts_dir: Path):
    fill(store)
    facts = opened(store, facts_dir)
    wanted = ibis.memtable({"day": [DAY + 1]})
    assert facts.run(facts.user_days.inner_join(wanted, "day"))["visits"].tolist() == [1]


def test_a_question_the_facts_cannot_answer_is_said_so(store: Store, facts_dir: Path):
    facts = opened(store, facts_dir)
    with pytest.raises(FactsError) as refused:
        facts.run(ibis.table({"x": "int64"}, name="nowhere"))
    assert refused.value.code == "facts_missing_part"
    with pytest.raises(FactsError) as refused:
        facts.run(facts.facts_info.select(x=facts.facts_info.time_zone.cast("int64")))
    assert refused.value.code == "facts_query_failed"


def test_a_version_that_is_gone_or_broken_is_said_so(facts_dir: Path):
    with pytest.raises(FactsError) as refused:
        open_facts(facts_dir, 7)
    assert refused.value.code == "facts_gone"
    facts_dir.mkdir()
    (facts_dir / "7.duckdb").write_text("not a database")
    with pytest.raises(FactsError) as refused:
        open_facts(facts_dir, 7)
    assert refused.value.code == "facts_unreadable"


def test_twenty_threads_read_while_versions_are_built(store: Store, facts_dir: Path):
    """Every answer belongs to one version: as many users as uploads, and never an error."""
    load(store, "readings", table("readings", [{"day": DAY, "kpi": "x", "value": "1"}]))
    shared = {"facts": opened(store, facts_dir)}
    stop, wrong = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            facts = shared["facts"]
            try:
                total = facts.users.aggregate(users=facts.users.count())
                asked = facts.run(total)["users"][0], facts.info().user_count
            except Exception as error:
                wrong.append(error)
                return
            if asked[0] != asked[1]:
                wrong.append(asked)
            stop.wait(0.05)  # a thread that thinks in between leaves the machine room to build

    threads = [threading.Thread(target=read) for _ in range(20)]
    for thread in threads:
        thread.start()
    for number in range(2):
        load(store, "users", users((f"u{number}", DAY)))
        shared["facts"] = opened(store, facts_dir)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert shared["facts"].info().user_count == 2


def test_builds_at_the_same_time_agree(store: Store, facts_dir: Path):
    fill(store)
    paths: list[Path] = []
    threads = [threading.Thread(target=lambda: paths.append(build(store.url, facts_dir))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(paths)) == 1
    assert len(paths) == 3
    assert current_version(facts_dir) == store.versions()[0]


def test_a_removed_version_can_still_be_read_by_who_has_it_open(store: Store, facts_dir: Path):
    facts = opened(store, facts_dir)
    facts.path.unlink()
    assert facts.info().user_count == 0


def test_values_are_summed_exactly(store: Store, facts_dir: Path):
    """Ten times 0.1 is 1, which floats would miss."""
    load(store, "users", users(("a", DAY)))
    load(store, "events", events(*[("a", DAY)] * 10, value="0.1"))
    facts = opened(store, facts_dir)
    assert facts.run(facts.user_days)["value"].tolist() == [1.0]
    assert sum([Decimal("0.1")] * 10) == 1
