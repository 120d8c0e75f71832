"""Any sequence of uploads, repeats, overlaps, undos, redos and restarts leaves what a plain list says."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from launchops.ingest import Kind
from launchops.launch import open_launch
from launchops.periods import day_number
from tests.conftest import PROVING
from tests.proofs.figures import resolved
from tests.proofs.plain_launch import File, PlainLaunch, day_text

TODAY = date(2026, 3, 20)
AS_OF = day_number(TODAY)

ids = st.sampled_from(["u1", "u2", "u3", "u4", "用户5"])
days = st.integers(0, 9).map(day_text)
moments = st.builds(
    "{} {}".format, days, st.sampled_from(["00:10", "12:00", "23:50"])
)  # 00:10 here is yesterday in UTC
traits = st.sampled_from(["", "ads", "seo"])
amounts = st.sampled_from(["0", "1.5", "12.34"])


def some(*cells: st.SearchStrategy[str], key: int | None) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    """Some rows; the first `key` cells tell them apart, None: nothing does."""
    unique = None if key is None else (lambda row: row[:key])
    return st.lists(st.tuples(*cells), min_size=1, max_size=6, unique_by=unique).map(tuple)


ROWS: dict[Kind, st.SearchStrategy[tuple[tuple[str, ...], ...]]] = {
    "users": some(ids, days | moments, traits, traits, key=1),
    "events": st.one_of(
        some(ids, when, st.sampled_from(["", "pay"]), st.sampled_from(["", "2.5"]), key=None)
        for when in (days, moments)
    ),
    "participation": some(
        st.sampled_from(["gift", "fest"]), ids, days, st.sampled_from(["participant", "offered"]), amounts, key=4
    ),
    "spend": some(days, st.sampled_from(["ads", "seo"]), amounts, st.sampled_from(["", "spring"]), key=2),
    "readings": some(days, st.sampled_from(["nps", "servers"]), amounts, key=2),
}
kinds = st.sampled_from(["users", "users", "events", "events", "participation", "spend", "readings"])
files = kinds.flatmap(lambda kind: st.builds(File, st.just(kind), ROWS[kind], st.booleans()))
places = st.integers(0, 99)  # of an upload, counted round


class Uploading(RuleBasedStateMachine):
    """A real launch beside a plain one."""

    empty: Path
    steps = looks = sequences = 0  # of all sequences together

    def __init__(self) -> None:
        super().__init__()
        Uploading.sequences += 1
        self.plain = PlainLaunch()
        self.folder = Path(tempfile.mkdtemp(prefix="uploading-"))
        shutil.copytree(self.empty, self.folder, dirs_exist_ok=True)
        self.open()

    def open(self) -> None:
        self.launch = open_launch(f"sqlite:///{self.folder}/launch.db", today=TODAY, user="ops")

    def close(self) -> None:
        self.launch.facts.close()
        self.launch.close()

    def upload(self, file: File) -> None:
        expected = self.plain.upload(file)
        result = self.launch.uploads.load(file.kind, file.data, "file.csv")
        assert (result.status, result.batch_id) == expected
        assert (result.rows_in, result.rows_loaded, result.rows_rejected) == file.counts

    @rule(file=files)
    def upload_new(self, file: File) -> None:
        self.upload(file)

    @precondition(lambda self: self.plain.uploads)
    @rule(place=places)
    def upload_again(self, place: int) -> None:
        self.upload(self.plain.uploads[place % len(self.plain.uploads)].file)

    @precondition(lambda self: self.plain.uploads)
    @rule(place=places, data=st.data(), kept=st.integers(1, 6))
    def upload_overlapping(self, place: int, data: st.DataObject, kept: int) -> None:
        """The last rows of an earlier file and some new ones, as the next export of a day would hold them."""
        earlier = self.plain.uploads[place % len(self.plain.uploads)].file
        rows = earlier.rows[-kept:]
        if earlier.kind == "events":
            is_timed = " " in rows[0][1]
            rows += tuple(row for row in data.draw(ROWS["events"]) if (" " in row[1]) == is_timed)
        self.upload(File(earlier.kind, rows))

    @precondition(lambda self: self.plain.uploads)
    @rule(place=places)
    def undo(self, place: int) -> None:
        number = place % len(self.plain.uploads)
        self.launch.uploads.undo(number + 1)
        self.plain.uploads[number].status = "undone"

    @precondition(lambda self: self.plain.uploads)
    @rule(place=places)
    def redo(self, place: int) -> None:
        number = place % len(self.plain.uploads)
        self.launch.uploads.redo(number + 1)
        self.plain.uploads[number].status = "loaded"

    @rule()
    def restart(self) -> None:
        self.close()
        self.open()

    @precondition(lambda self: PROVING)  # a small run looks at the end of each sequence only
    @rule()
    def look(self) -> None:
        """The data that counts and the figures made of it, both worked out anew."""
        Uploading.looks += 1
        assert resolved(self.launch) == self.plain.tables()
        info = vars(self.launch.facts.info())
        assert {name: info[name] for name in self.plain.counts()} == self.plain.counts()
        active = self.launch.metrics.active_users(AS_OF).frame
        assert [(row.dau, row.wau, row.mau) for row in active.itertuples()] == [
            self.plain.active_users(day) for day in active["day"]
        ]
        returned = self.launch.metrics.retention("day", as_of=AS_OF).cells
        for age, cells in returned[returned["mature"]].groupby("age"):
            assert (cells["eligible"].sum(), cells["active"].sum()) == self.plain.returned(int(age), AS_OF)

    @invariant()
    def every_upload_is_listed_as_it_stands(self) -> None:
        Uploading.steps += 1
        found = [
            (batch.id, batch.kind, batch.status, (batch.rows_in, batch.rows_loaded, batch.rows_rejected))
            for batch in reversed(self.launch.uploads.batches())
        ]
        assert found == [
            (number, upload.file.kind, upload.status, upload.file.counts)
            for number, upload in enumerate(self.plain.uploads, 1)
        ]

    def teardown(self) -> None:
        try:
            self.look()
        finally:
            self.close()
            shutil.rmtree(self.folder)


@pytest.fixture
def machine(empty_launch: Path) -> Iterator[type[Uploading]]:
    Uploading.empty = empty_launch
    yield Uploading


@pytest.mark.prove
@pytest.mark.usefixtures("fast_facts")
def test_any_sequence_of_uploads_and_undos_leaves_what_a_plain_list_says(
    machine: type[Uploading], tell: Callable[[str], None]
) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200 if PROVING else 6,
            stateful_step_count=25 if PROVING else 8,
            deadline=None,
            derandomize=not PROVING,
            suppress_health_check=list(HealthCheck),
        ),
    )
    tell(f"{machine.sequences} sequences, {machine.steps} steps, {machine.looks} times all data and figures compared")
