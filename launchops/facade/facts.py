"""`launch.facts`: the current version of the columnar copy, opened once and shared by all threads.

The copy is a DuckDB file built from the store, or the tables another engine holds (`--facts`, docs/scale.md).
A page holds one version for all its answers; while a newer one is being built it is the last good one.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeVar, cast

from launchops.errors import FactsError
from launchops.facade.clock import Clock
from launchops.facade.kept_series import KeptSeries
from launchops.facade.place import Place
from launchops.facade.results import FactsInfo
from launchops.facts.build import build
from launchops.facts.connect import open_facts
from launchops.facts.engine import Engine, EngineFacts
from launchops.facts.engine_url import postgres_of
from launchops.facts.export import Exported, export_parquet, export_postgres
from launchops.facts.files import facts_path
from launchops.facts.opened import OpenFacts
from launchops.metrics.left_out import without_users
from launchops.metrics.tables import FactTables, Filters
from launchops.periods import day_number
from launchops.review.abuse_results import AbuseFlags
from launchops.store import Store
from launchops.store.records import LaunchSettings

R = TypeVar("R")
Progress = Callable[[float], None]
Freshness = Literal["current", "building", "elsewhere"]  # a newer one is built here; another engine is to be filled
KEPT_ANSWERS = 256
LOOK_AGAIN = 5.0  # seconds for which an engine is not asked again which version it holds
PATIENCE = 5.0  # seconds for which a page waits for a newer version before it shows the last good one
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """An open version and what it was built from."""

    facts: OpenFacts
    info: FactsInfo


class LaunchFacts:
    """Opens the facts of the store's present version and builds them first where an upload is newer.

    Safe from any number of threads: one builds or opens, the others wait for it; inside `held` they go on with
    the last good version.
    """

    def __init__(self, store: Store, place: Place, clock: Clock, engine: Engine | None = None) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._engine = engine
        self._lock = threading.Lock()  # held for moments only
        self._building = threading.Lock()  # held as long as a version is built or opened
        self._behind: threading.Thread | None = None  # builds while pages show the last good version
        self._held: ContextVar[Shown | None] = ContextVar("held", default=None)
        self._open: Shown | None = None
        self.series = KeptSeries(place.facts_dir)
        self._looked = float("-inf")  # when the engine was last asked, and what it answered if that was no
        self._refusal: FactsError | None = None
        self._answers: OrderedDict[Hashable, object] = OrderedDict()

    def version(self) -> int:
        """The version of the user data: the one held, the store's, or that of the tables on another engine.

        While that engine cannot be reached, the version seen last (0 before any): answers kept under it stand.
        """
        held = self._held.get()
        if held is not None:
            return held.facts.version
        if self._engine is None:
            return self._store.versions()[0]
        try:
            return self._current().facts.version
        except FactsError:
            return 0 if self._open is None else self._open.facts.version

    def info(self) -> FactsInfo:
        """What the figures rest on. Raises FactsError."""
        return self._current().info

    @contextmanager
    def held(self, patience: float = PATIENCE) -> Iterator[None]:
        """All answers of this thread inside rest on one version.

        Where the data is newer, that is waited for some seconds; then the last good version is held, and the newer
        one is built meanwhile. Where there is no version yet, every answer is as outside. What is held around it
        stays held.
        """
        token = self._held.set(self._held.get() or self._for_a_page(patience))
        try:
            yield
        finally:
            self._held.reset(token)

    @contextmanager
    def newest(self) -> Iterator[None]:
        """All answers of this thread inside rest on the newest data, whatever is held around it."""
        token = self._held.set(None)
        try:
            yield
        finally:
            self._held.reset(token)

    def freshness(self) -> Freshness:
        """How the version opened last stands to the data of the store; "current" before any is opened."""
        if self._open is None or self._present() is not None:
            return "current"
        return "building" if self._engine is None else "elsewhere"

    def tables(self, filters: Filters | None = None) -> FactTables:
        """The fact tables of the present version, for metrics; without flagged users where `filters` say so.

        Raises FactsError.
        """
        if filters is not None and filters.is_without_flagged:
            return without_users(self.tables(), self.abuse().flags["user_id"])
        shown = self._current()
        facts = shown.facts
        return FactTables(
            users=facts.users,
            user_days=facts.user_days,
            reaches=facts.reaches,
            participations=facts.participations,
            spend=facts.spend,
            readings=facts.readings,
            facts_info=facts.facts_info,
            run=facts.run,
            week_start=shown.info.week_start,
        )

    def abuse(self, as_of: int | None = None) -> AbuseFlags:
        """Accounts flagged for review as of a day (`launchops.facade.abuse_search`). Raises FactsError."""
        from launchops.facade.abuse_search import find_abuse  # noqa: PLC0415 - a load needs no scipy

        as_of_day = self.as_of(as_of)
        return self.remember(
            (self.version(), "abuse", as_of_day), lambda: find_abuse(self.tables(), as_of_day=as_of_day)
        )

    def as_of(self, as_of: int | None) -> int:
        """`as_of`, or the day after the last complete day; today where there is no data yet."""
        if as_of is not None:
            return as_of
        info = self.info()
        return day_number(self._clock.today(info.time_zone)) if info.as_of_day is None else info.as_of_day

    def review_day(self, as_of: int | None, settings: LaunchSettings) -> int:
        """The day from which the age of a reading is counted: today, or `as_of` where that is asked for.

        The sample stands still on its last day, so that it looks the same a month after it was made.
        """
        if as_of is not None or settings.is_sample:
            return self.as_of(as_of)
        return day_number(self._clock.today(settings.time_zone))

    def rebuild(self, progress: Progress | None = None) -> None:
        """Throw the present version's file away and build it anew from the store.

        Raises FactsError; facts_kept_elsewhere where another engine holds the facts.
        """
        if self._engine is not None:
            raise FactsError("facts_kept_elsewhere", address=self._engine.address)
        with self._building:
            version = self._store.versions()[0]
            facts_path(self._place.facts_dir, version).unlink(missing_ok=True)
            self.series.forget(version)
            self._open_built(progress)

    def check_trial(self) -> None:
        """Raises FactsError facts_trial_elsewhere where another engine holds the figures."""
        if self._engine is not None:
            raise FactsError("facts_trial_elsewhere", address=self._engine.address)

    def export_parquet(self, folder: Path) -> Exported:
        """Write the store's present facts as Parquet, a folder a table. Raises FactsError."""
        return export_parquet(build(self._store.url, self._place.facts_dir), folder)

    def export_to(self, url: str) -> Exported:
        """Make or replace the fact tables in the PostgreSQL database of a URL. Raises FactsError."""
        engine = postgres_of(url)
        return export_postgres(build(self._store.url, self._place.facts_dir), engine)

    def remember(self, key: Hashable, answer: Callable[[], R]) -> R:
        """`answer()`, or what it gave for the same key before; the oldest answers are forgotten first."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(R, self._answers[key])
        found = answer()
        with self._lock:
            self._answers[key] = found
            while len(self._answers) > KEPT_ANSWERS:
                self._answers.popitem(last=False)
        return found

    def close(self) -> None:
        """Let go of the open version; the next question opens it again."""
        with self._building:
            if self._open is not None:
                self._open.facts.close()
            self._open = None

    def _for_a_page(self, patience: float) -> Shown | None:
        """The version a page holds: the newest if it is there in time, else the last good one, None without any."""
        if self._engine is not None:
            return self._or_none(self._current)
        if self._open is None:
            return self._or_none(self._newest)
        if self.freshness() == "building":
            self._build_behind().join(patience)
        return self._open

    def _or_none(self, ask: Callable[[], Shown]) -> Shown | None:
        try:
            return ask()
        except FactsError:  # the page asks again, and says it where it is drawn
            return None

    def _build_behind(self) -> threading.Thread:
        """The thread that brings the version up to date, started where none is at it."""
        with self._lock:
            if self._behind is None or not self._behind.is_alive():
                self._behind = threading.Thread(target=self._bring_up_to_date, name="facts", daemon=True)
                self._behind.start()
            return self._behind

    def _bring_up_to_date(self) -> None:
        try:
            self._newest()
        except FactsError as error:
            _log.warning("the last good figures stay: %s", error)

    def _current(self) -> Shown:
        held = self._held.get()
        if held is not None:
            return held
        return self._newest() if self._engine is None else self._on_engine(self._engine)

    def _newest(self) -> Shown:
        """The store's present version, built where it is not there yet."""
        shown = self._present()
        if shown is not None:
            return shown
        with self._building:  # another thread may have been at it
            if self._present() is None:
                self._open_built(None)
            return cast(Shown, self._open)

    def _present(self) -> Shown | None:
        """The open version where it is the store's present one."""
        shown = self._open
        return shown if shown is not None and shown.facts.version == self._store.versions()[0] else None

    def _on_engine(self, engine: Engine) -> Shown:
        """The tables as the engine holds them; why not, for some seconds without asking it again."""
        with self._building:
            if self._is_to_look():
                self._refusal = self._look(engine)
                self._looked = time.monotonic()
            if self._refusal is not None:
                raise FactsError(self._refusal.code, **self._refusal.message.params)
            return cast(Shown, self._open)

    def _is_to_look(self) -> bool:
        facts = None if self._open is None else self._open.facts
        usable = isinstance(facts, EngineFacts) and facts.is_current
        return time.monotonic() >= self._looked + LOOK_AGAIN or (self._refusal is None and not usable)

    def _look(self, engine: Engine) -> FactsError | None:
        """Open the tables, anew where they have been replaced; the reason where that cannot be."""
        facts = None if self._open is None else self._open.facts
        try:
            if not isinstance(facts, EngineFacts) or facts.present_version() != facts.version:
                self._keep(EngineFacts(engine))
        except FactsError as error:
            return error
        return None

    def _open_built(self, progress: Progress | None) -> None:
        """Open the store's present version, building it first where it is not there yet."""
        path = build(self._store.url, self._place.facts_dir, progress=progress)
        built = int(path.stem)
        try:
            facts = open_facts(self._place.facts_dir, built)
        except FactsError:  # removed between building and opening because two more versions were built meanwhile
            built = int(build(self._store.url, self._place.facts_dir).stem)
            facts = open_facts(self._place.facts_dir, built)
        self._keep(facts)

    def _keep(self, facts: OpenFacts) -> None:
        # The earlier version is not closed: another thread may be reading it. It goes with its last reader.
        self._open = Shown(facts, FactsInfo(**asdict(facts.info())))
