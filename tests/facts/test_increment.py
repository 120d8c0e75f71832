"""A version made from an earlier one holds exactly what a build from the beginning holds."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from launchops.store import Store, create_store
from launchops.store.copying import copy_store
from launchops.store.records import LaunchSettings
from tests.conftest import REPOSITORY
from tests.facts.uploads_at_random import Uploads
from tests.store.rows import DAY, NOW, events, load, users

STEPS = 12


def both_ways(folder: Path, files: list[Path]) -> list[dict[str, object]]:
    """What `tests.facts.both_ways` answers, a state of the store each."""
    command = [sys.executable, "-m", "tests.facts.both_ways", str(folder), *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY)
    return [json.loads(line) for line in done.stdout.splitlines()]


class States:
    """States of a store, each copied aside to build its facts later."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.files: list[Path] = []

    def keep(self) -> None:
        """Copy the present state."""
        self.files.append(self.folder / f"state{len(self.files):02}.db")
        copy_store(self.store, self.files[-1]).close()

    def built(self) -> list[dict[str, object]]:
        """The answer for each state."""
        return both_ways(self.folder / "facts", self.files)


@pytest.fixture
def states(store: Store, tmp_path: Path) -> States:
    return States(store, tmp_path)


def fill(store: Store) -> None:
    """Enough that a few rows more are a small addition."""
    load(store, "users", users(*[(f"u{n}", DAY) for n in range(20)], channel="ads"))
    load(store, "events", events(*[(f"u{n % 10}", DAY + n // 10) for n in range(80)]))


@pytest.mark.prove
def test_any_history_of_uploads_gives_the_same_facts_either_way(tmp_path: Path, proving: bool):
    """Random histories; enough versions are made from an earlier one."""
    served = steps = 0
    for seed in range(200 if proving else 1):
        folder = tmp_path / str(seed)
        folder.mkdir()
        store = create_store(f"sqlite:///{folder}/launch.db", LaunchSettings("Launch"), at=NOW, who="ops")
        states, uploads = States(store, folder), Uploads(store, Random(seed))
        states.keep()
        for _ in range(STEPS):
            uploads.step()
            states.keep()
        store.close()
        answers = states.built()
        assert [answer["differ"] for answer in answers] == [[]] * len(answers), f"seed {seed}"
        served += sum(bool(answer["served"]) for answer in answers)
        steps += len(answers)
    print(f"histories: {seed + 1}, versions: {steps}, made from an earlier one: {served}, differing: 0")  # noqa: T201 - the figures of the proof
    assert served > steps / 5


def served(states: States) -> list[bool]:
    """Whether each state was made from the one before; that its facts are right goes without saying."""
    answers = states.built()
    assert [answer["differ"] for answer in answers] == [[]] * len(answers)
    return [bool(answer["served"]) for answer in answers]


def test_a_small_upload_is_added_to_the_facts_before_it(store: Store, states: States):
    fill(store)
    states.keep()
    load(store, "events", events(("u1", DAY + 9), ("u11", DAY + 2), ("u1", DAY), value="0.5"))
    states.keep()
    load(store, "users", users(("new", DAY + 1), channel="ads"))
    states.keep()
    assert served(states) == [False, True, True]


def test_users_who_become_known_bring_their_earlier_days(store: Store, states: States):
    fill(store)
    load(store, "events", events(("late", DAY + 2), ("late", DAY + 4)))
    states.keep()
    load(store, "users", users(("late", DAY + 3), channel="ads"))
    states.keep()
    assert served(states) == [False, True]


def test_undoing_the_last_upload_goes_back_to_the_facts_before_it(store: Store, states: States):
    fill(store)
    states.keep()
    batch = load(store, "events", events(("u1", DAY + 9))).batch
    states.keep()
    store.undo(batch.id, who="ops", at=NOW)
    states.keep()
    assert served(states) == [False, True, True]


def test_a_sign_up_that_moves_or_a_channel_never_seen_is_built_from_the_beginning(store: Store, states: States):
    fill(store)
    states.keep()
    load(store, "users", users(("u1", DAY + 1), channel="ads"))
    states.keep()
    load(store, "users", users(("u2", DAY), channel="never seen"))
    states.keep()
    assert served(states) == [False, False, False]


def test_facts_of_another_store_are_never_added_to(store: Store, states: States, tmp_path: Path):
    """Both stores have uploads 1 and 2, with the same rows of other files."""
    fill(store)
    states.keep()
    other = create_store(f"sqlite:///{tmp_path}/other.db", LaunchSettings("Launch"), at=NOW, who="ops")
    fill(other)
    load(other, "events", events(("u1", DAY + 9)))
    states.store = other
    states.keep()
    other.close()
    assert served(states) == [False, False]


def test_an_inviter_who_becomes_known_is_built_from_the_beginning(store: Store, states: States):
    fill(store)
    load(store, "users", users(("guest", DAY), channel="ads", invited_by="host"))
    states.keep()
    load(store, "users", users(("another", DAY), channel="ads", invited_by="u1"))
    states.keep()
    load(store, "users", users(("host", DAY), channel="ads"))
    states.keep()
    assert served(states) == [False, True, False]
