"""kill -9 at any instant of an import: nothing acknowledged is lost, nothing is torn, nothing is there twice."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from launchops.facts.connect import open_facts
from launchops.facts.files import current_version
from launchops.launch import Launch, open_launch
from launchops.store.records import Goal
from tests.proofs.figures import resolved
from tests.proofs.killing import Dies, DiesAtCommit, build_and_die
from tests.proofs.processes import Prepare, run_command, start_command

USERS = 500
ROWS = 2_000  # of an events file, every user four times on a day of its own
FILE_NAMES = {"launch.db", "launch.db-wal", "launch.db-shm", "launch.db.lock", "secret.key", "facts"}
STEPS: dict[str, Prepare] = {
    "decode": Dies("launchops.ingest.upload:find_header"),
    "stage": Dies("launchops.store.spool:Spool.add", after=True),
    "write": Dies("launchops.store.load:write_audit"),
    "before commit": DiesAtCommit(),
    "after commit": DiesAtCommit(after=True),
    "facts": Dies("launchops.facts.build:_listen"),
}
BUILDER_STEPS = {
    "build": Dies("launchops.facts.resolve:add_days", after=True),
    "before the pointer": Dies("launchops.facts.builder:point_at"),
    "after the pointer": Dies("launchops.facts.builder:point_at", after=True),
}


@dataclass
class Tally:
    """What was seen after kills."""

    kills: int = 0
    came_too_late: int = 0  # the command had ended: its file counts as acknowledged
    was_there: int = 0  # unacknowledged, yet whole in the store: the kill came between commit and answer
    lost: int = 0
    torn: int = 0
    doubled: int = 0
    facts_wrong: int = 0
    damaged: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in vars(self).items())

    @property
    def harm(self) -> int:
        return self.lost + self.torn + self.doubled + self.facts_wrong + self.damaged


@dataclass
class Victim:
    """A launch whose imports are killed, and what is known to be in it."""

    folder: Path
    acknowledged: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    facts_before: int | None = None

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder}/launch.db"

    @property
    def facts_dir(self) -> Path:
        return self.folder / "facts" / "launch"

    def open(self) -> Launch:
        return open_launch(self.url, user="ops")

    def next_file(self) -> Path:
        return events_file(self.folder.parent, len(self.acknowledged))

    def words(self, file: Path) -> list[str]:
        return ["import", "events", str(file), "--store", self.url, "--json"]

    def check(self, file: Path, exit_code: int) -> None:
        """Look at the store after a kill, then load the file again and look once more."""
        self.tally.kills += 1
        if exit_code == 0:
            self.tally.came_too_late += 1
            self.acknowledged.append(file.name)
        launch = self.open()
        names = self._look(launch, file)
        self._look_at_facts(launch)
        (again,) = launch.uploads.load_files("events", [file])
        assert again.status == ("already_loaded" if file.name in names else "loaded")
        if exit_code != 0:
            self.tally.was_there += again.status == "already_loaded"
            self.acknowledged.append(file.name)
        self._look(launch, file)
        assert launch.facts.info().event_count == ROWS * len(self.acknowledged)
        self._look_for_leftovers()
        self.facts_before = current_version(self.facts_dir)
        launch.facts.close()
        launch.close()

    def _look(self, launch: Launch, file: Path) -> list[str]:
        """Names of the uploads; counts what is lost, torn, there twice or damaged."""
        with launch._store.read() as connection:
            rows = dict(iter(connection.exec_driver_sql("SELECT batch_id, count(*) FROM events GROUP BY batch_id")))
            is_sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            strays = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        events = {batch.id: batch for batch in launch.uploads.batches() if batch.kind == "events"}
        names = [batch.file_name for batch in events.values()]
        whole = dict.fromkeys(events, ROWS)
        self.tally.damaged += not is_sound or bool(strays)
        self.tally.torn += rows != whole or any(batch.rows_loaded != ROWS for batch in events.values())
        self.tally.lost += len(set(self.acknowledged) - set(names))
        self.tally.doubled += len(names) - len(set(names))
        assert set(names) <= {*self.acknowledged, file.name}
        return names

    def _look_at_facts(self, launch: Launch) -> None:
        """The current facts are those of before or those of the store as it is, and hold every event of theirs."""
        version, present = current_version(self.facts_dir), launch.versions()[0]
        if version is None:
            self.tally.facts_wrong += self.facts_before is not None
            return
        uploads = sum(batch.kind == "events" for batch in launch.uploads.batches())
        expected = {self.facts_before: len(self.acknowledged), present: uploads}
        facts = open_facts(self.facts_dir, version)
        self.tally.facts_wrong += facts.info().event_count != ROWS * expected.get(version, -1)
        facts.close()

    def _look_for_leftovers(self) -> None:
        """Nothing beside the store, its key and facts; of the facts two versions, the pointer, the lock, series."""
        strange = {path.name for path in self.folder.iterdir()} - FILE_NAMES
        beside = {path.name for path in self.facts_dir.iterdir() if path.suffix != ".duckdb"}
        assert (strange, beside - {"build.lock", "current", "series"}) == (set(), set())
        assert len(list(self.facts_dir.glob("*.duckdb"))) <= 2


def events_file(folder: Path, number: int) -> Path:
    day = date(2026, 1, 1) + timedelta(days=number)
    rows = (f"u{user % USERS},{day} {user // USERS:02}:{number % 60:02}\n" for user in range(ROWS))
    file = folder / f"events{number}.csv"
    file.write_text("user_id,timestamp\n" + "".join(rows))
    return file


def add_users(launch: Launch) -> None:
    rows = "".join(f"u{number},2026-01-01\n" for number in range(USERS))
    launch.uploads.load("users", f"user_id,signup_date\n{rows}".encode(), "users.csv")


def add_goal(launch: Launch) -> None:
    """With a goal, an import goes on to build facts and to judge it."""
    launch.goals.save(
        Goal(
            id=None,
            name="Active",
            kpi="dau",
            target_type="rise_to",
            target=USERS,
            start_on=date(2026, 1, 1),
            due_on=date(2026, 12, 31),
            baseline=0,
        )
    )


@pytest.fixture
def victim(empty_launch: Path, tmp_path: Path, fast_facts: None) -> Victim:
    folder = tmp_path / "launch"
    shutil.copytree(empty_launch, folder)
    made = Victim(folder)
    launch = made.open()
    add_users(launch)
    launch.close()
    return made


@pytest.mark.prove
def test_a_kill_at_each_step_of_an_import_harms_nothing(victim: Victim, tell: Callable[[str], None]) -> None:
    for step, dies in STEPS.items():
        if step == "facts":
            add_goal(victim.open())
        file = victim.next_file()
        code = run_command(victim.words(file), victim.folder.parent / "out", dies)
        assert code == -signal.SIGKILL, step
        victim.check(file, code)
        assert victim.tally.harm == 0, step
    tell(f"{', '.join(STEPS)}: {victim.tally}")


@pytest.mark.prove
def test_a_kill_at_each_step_of_building_facts_leaves_the_old_or_the_new(
    victim: Victim, tell: Callable[[str], None]
) -> None:
    for step, dies in BUILDER_STEPS.items():
        file, launch = victim.next_file(), victim.open()
        launch.uploads.load("events", file, file.name)
        launch.close()
        assert build_and_die(dies, victim.url, victim.facts_dir) == -signal.SIGKILL, step
        victim.check(file, -signal.SIGKILL)
        assert victim.tally.harm == 0, step
    tell(f"{', '.join(BUILDER_STEPS)}: {victim.tally}")


@pytest.mark.prove
def test_kills_at_random_points_harm_nothing(
    victim: Victim, empty_launch: Path, proving: bool, tell: Callable[[str], None]
) -> None:
    chance = random.Random(None if proving else 3)
    add_goal(victim.open())
    started = time.monotonic()
    file = victim.next_file()
    victim.check(file, run_command(victim.words(file), victim.folder.parent / "out"))
    whole = time.monotonic() - started
    for number in range(100 if proving else 3):
        file = victim.next_file()
        process = start_command(victim.words(file), victim.folder.parent / "out")
        time.sleep(whole * chance.random() ** 3)  # more often early, where the rows are read and written
        if number % 2:  # the importer alone, or with the builder it has started
            process.kill()
        else:
            end_group(process)
        process.join()
        victim.check(file, process.exitcode or 0)
        assert victim.tally.harm == 0, str(victim.tally)
    assert resolved(victim.open()) == resolved(unharmed_launch(victim, empty_launch))
    tell(str(victim.tally))


def end_group(process: ForkServerProcess) -> None:
    """Kill a command and what it has started."""
    try:
        os.killpg(process.pid or 0, signal.SIGKILL)
    except ProcessLookupError:  # it has no group of its own yet, or has ended
        process.kill()


def unharmed_launch(victim: Victim, empty_launch: Path) -> Launch:
    """A launch with the same files, none of them killed."""
    folder = victim.folder.parent / "unharmed"
    shutil.copytree(empty_launch, folder)
    launch = open_launch(f"sqlite:///{folder}/launch.db")
    add_users(launch)
    for name in victim.acknowledged:
        launch.uploads.load("events", victim.folder.parent / name, name)
    return launch
