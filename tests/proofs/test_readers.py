"""Two people import while twenty read: nobody is told that the database is locked, nobody sees half an upload."""

import json
import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from launchops.launch import Launch, open_launch
from tests.proofs.killing import replace
from tests.proofs.processes import FORKS, FastBuilder, run_command

IMPORTERS = ("a", "b")
USERS = 100  # of each importer: a file has each of them once, on a day of its own
FIRST_DAY = date(2024, 1, 1)


@dataclass(frozen=True)
class MeasuresWaits:
    """Called in a new process, it writes down how long each wait for the write lock took, in seconds."""

    file: Path

    def __call__(self) -> None:
        def measured(held: Callable[..., Any]) -> Callable[..., Any]:
            @contextmanager
            def waiting(lock: Any) -> Iterator[None]:
                began = time.monotonic()
                with held(lock):
                    with self.file.open("a") as waits:
                        waits.write(f"{time.monotonic() - began}\n")
                    yield

            return waiting

        replace("launchops.store.lock:WriteLock.held", measured)


@dataclass
class Importer:
    """Imports one file after the other, each with a command of its own, until `stop`."""

    name: str
    url: str
    folder: Path
    stop: threading.Event
    failures: list[str] = field(default_factory=list)
    imported: int = 0
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        out, waits = self.folder / f"{self.name}.out", self.folder / f"{self.name}.waits"
        for number in count(1):
            if self.stop.is_set():
                return
            file = self.folder / f"{self.name}{number}.csv"
            file.write_text(events_text(self.name, number))
            began = time.monotonic()
            words = ["import", "events", str(file), "--store", self.url, "--json"]
            code = run_command(words, out, MeasuresWaits(waits))
            self.seconds.append(time.monotonic() - began)
            self.imported += 1
            if code != 0:
                self.failures.append(out.read_text() + out.with_suffix(".err").read_text())

    def waits(self) -> list[float]:
        return [float(line) for line in (self.folder / f"{self.name}.waits").read_text().split()]


def events_text(importer: str, number: int) -> str:
    day = FIRST_DAY + timedelta(days=number)
    return "user_id,timestamp\n" + "".join(f"{importer}{user},{day} 12:00\n" for user in range(USERS))


def read_on(url: str, threads: int, seconds: float, out: Path) -> None:
    """A server: threads that share one launch and ask what pages ask; what they saw goes to `out` as JSON."""
    builder = FastBuilder()
    replace("launchops.facade.facts:build", lambda original: builder)
    launch, seen = open_launch(url), Counter[str]()
    complaints: list[str] = []
    for question in QUESTIONS:  # a server that has just been started imports a lot first
        assert question(launch)
    out.with_suffix(".ready").touch()
    end = time.monotonic() + seconds

    def ask(first: int) -> None:
        for number in count(first):
            if time.monotonic() > end:
                return
            question = QUESTIONS[number % len(QUESTIONS)]
            try:
                seen["torn"] += not question(launch)
                seen["answers"] += 1
            except Exception as error:
                complaints.append(f"{question.__name__}: {type(error).__name__}: {error}")

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(threads)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    out.write_text(json.dumps({"answers": seen["answers"], "torn": seen["torn"], "complaints": complaints}))
    launch.close()
    builder.close()


def store_is_whole(launch: Launch) -> bool:
    """In one state of the store every upload has all its rows."""
    with launch._store.read() as connection:
        loaded = connection.exec_driver_sql("SELECT sum(rows_loaded) FROM batches WHERE kind = 'events'").scalar_one()
        return bool(connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == loaded)


def facts_are_whole(launch: Launch) -> bool:
    info = launch.facts.info()
    return info.event_count % USERS == 0 and info.user_count == USERS * len(IMPORTERS)


def days_are_whole(launch: Launch) -> bool:
    """On every day each importer's users are all there or none of them, up to the last day of the same facts."""
    active = launch.metrics.active_users()
    is_last = active.as_of_day == active.frame["day"].max() + 1
    return bool(is_last and active.frame["dau"].isin([USERS, USERS * len(IMPORTERS)]).all())


def cohort_is_whole(launch: Launch) -> bool:
    cells = launch.metrics.retention("day").cells
    return bool((cells["eligible"].dropna() == USERS * len(IMPORTERS)).all())


def uploads_are_whole(launch: Launch) -> bool:
    return all(batch.rows_loaded == USERS for batch in launch.uploads.batches() if batch.kind == "events")


def overview_answers(launch: Launch) -> bool:
    launch.goals.list()
    launch.risks.list()
    return bool(launch.overview.answer().message.code) and launch.settings.get().name == "Proof"


QUESTIONS = (store_is_whole, facts_are_whole, days_are_whole, uploads_are_whole, cohort_is_whole, overview_answers)


@pytest.fixture
def url(empty_launch: Path, tmp_path: Path) -> str:
    """A launch with the users of all importers and their first day."""
    shutil.copytree(empty_launch, tmp_path / "launch")
    launch = open_launch(f"sqlite:///{tmp_path}/launch/launch.db")
    users = "".join(f"{name}{user},{FIRST_DAY}\n" for name in IMPORTERS for user in range(USERS))
    launch.uploads.load("users", f"user_id,signup_date\n{users}".encode(), "users.csv")
    for name in IMPORTERS:
        launch.uploads.load("events", events_text(name, 0).encode(), f"{name}0.csv")
    launch.close()
    return launch._store.url


@pytest.mark.prove
def test_importers_and_readers_do_not_disturb_each_other(
    url: str, tmp_path: Path, proving: bool, tell: Callable[[str], None]
) -> None:
    servers, threads, seconds = (2, 10, 60.0) if proving else (1, 4, 3.0)
    stop = threading.Event()
    importers = [Importer(name, url, tmp_path, stop) for name in IMPORTERS]
    importing = [threading.Thread(target=importer.run) for importer in importers]
    outs = [tmp_path / f"server{number}.json" for number in range(servers)]
    reading = [FORKS.Process(target=read_on, args=(url, threads, seconds, out)) for out in outs]
    for server in reading:
        server.start()
    while not all(out.with_suffix(".ready").exists() for out in outs):
        assert all(server.is_alive() for server in reading)
        time.sleep(0.01)
    for one in importing:
        one.start()
    threading.Timer(seconds, stop.set).start()
    for server in reading:
        server.join()
    for one in importing:
        one.join()
    seen = [json.loads(out.read_text()) for out in outs]
    assert [importer.failures for importer in importers] == [[], []]
    assert [server["complaints"] for server in seen] == [[]] * servers
    assert sum(server["torn"] for server in seen) == 0
    assert all(server["answers"] for server in seen)
    launch = open_launch(url)
    assert len(launch.uploads.batches()) == 1 + len(IMPORTERS) + sum(importer.imported for importer in importers)
    assert store_is_whole(launch)
    with launch._store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    waits = np.concatenate([importer.waits() for importer in importers])
    whole = np.concatenate([importer.seconds for importer in importers])
    answers = sum(server["answers"] for server in seen)
    tell(
        f"{seconds:.0f} s, {servers * threads} readers: {len(whole)} imports, {answers} answers, 0 errors, 0 torn; "
        f"wait for the write lock p99 {np.quantile(waits, 0.99) * 1000:.0f} ms, longest {waits.max() * 1000:.0f} ms; "
        f"a whole import p50 {np.median(whole):.2f} s, p99 {np.quantile(whole, 0.99):.2f} s; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )
