"""`launch.facts`: the current version of the columnar copy, opened once and shared by all threads.

The copy is a DuckDB file built from the store, or the tables another engine holds (`--facts`, docs/scale.md).
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar, cast

from launchops.errors import FactsError
from launchops.facade.clock import Clock
from launchops.facade.place import Place
from launchops.facade.results import FactsInfo
from launchops.facts.build import build
from launchops.facts.connect import open_facts
from launchops.facts.engine import Engine, EngineFacts
from launchops.facts.engine_url import postgres_of
from launchops.facts.export import Exported, export_parquet, export_postgres
from launchops.facts.files import facts_path
from launchops.facts.opened import OpenFacts
from launchops.metrics.tables import FactTables
from launchops.periods import day_number
from launchops.store import Store
from launchops.store.records import LaunchSettings

R = TypeVar("R")
Progress = Callable[[float], None]
KEPT_ANSWERS = 256
LOOK_AGAIN = 5.0  # seconds for which an engine is not asked again which version it holds


class LaunchFacts:
    """Opens the facts of the store's present version and builds them first where an upload is newer.

    Safe from any number of threads: one builds or opens, the others wait for it.
    """

    def __init__(self, store: Store, place: Place, clock: Clock, engine: Engine | None = None) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._engine = engine
        self._lock = threading.Lock()
        self._open: OpenFacts | None = None
        self._looked = float("-inf")  # when the engine was last asked, and what it answered if that was no
        self._refusal: FactsError | None = None
        self._info: FactsInfo | None = None
        self._answers: OrderedDict[Hashable, object] = OrderedDict()

    def version(self) -> int:
        """The version of the user data: the store's, or that of the tables on another engine.

        While that engine cannot be reached, the version seen last (0 before any): answers kept under it stand.
        """
        if self._engine is None:
            return self._store.versions()[0]
        try:
            return self._current().version
        except FactsError:
            with self._lock:
                return 0 if self._open is None else self._open.version

    def info(self) -> FactsInfo:
        """What the figures rest on. Raises FactsError."""
        self._current()
        return cast(FactsInfo, self._info)

    def tables(self) -> FactTables:
        """The fact tables of the present version, for metrics. Raises FactsError."""
        facts = self._current()
        return FactTables(
            users=facts.users,
            user_days=facts.user_days,
            participations=facts.participations,
            spend=facts.spend,
            readings=facts.readings,
            facts_info=facts.facts_info,
            run=facts.run,
            week_start=self.info().week_start,
        )

    def as_of(self, as_of: int | None) -> int:
        """`as_of`, or the day after the last complete day; today where there is no data yet."""
        if as_of is not None:
            return as_of
        known = self.info().as_of_day
        return day_number(self._clock.today(self.info().time_zone)) if known is None else known

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
        with self._lock:
            facts_path(self._place.facts_dir, self.version()).unlink(missing_ok=True)
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
        with self._lock:
            if self._open is not None:
                self._open.close()
            self._open = None

    def _current(self) -> OpenFacts:
        if self._engine is not None:
            return self._on_engine(self._engine)
        version = self.version()
        with self._lock:
            if self._open is None or self._open.version != version:
                self._open_built(None)
            return cast(OpenFacts, self._open)

    def _on_engine(self, engine: Engine) -> OpenFacts:
        """The tables as the engine holds them; why not, for some seconds without asking it again."""
        with self._lock:
            if self._is_to_look():
                self._refusal = self._look(engine)
                self._looked = time.monotonic()
            if self._refusal is not None:
                raise FactsError(self._refusal.code, **self._refusal.message.params)
            return cast(OpenFacts, self._open)

    def _is_to_look(self) -> bool:
        usable = isinstance(self._open, EngineFacts) and self._open.is_current
        return time.monotonic() >= self._looked + LOOK_AGAIN or (self._refusal is None and not usable)

    def _look(self, engine: Engine) -> FactsError | None:
        """Open the tables, anew where they have been replaced; the reason where that cannot be."""
        facts = self._open
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
        self._info = FactsInfo(**asdict(facts.info()))
        self._open = facts
