"""The facade: one object for pages, terminal and notebooks.

`open_launch` opens an existing store, `create_launch` makes one; both return a `Launch`, grouped by noun
(docs/facade.md). This is composition only: no arithmetic stands here.
"""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from launchops.errors import StoreError
from launchops.facade.clock import Clock
from launchops.facade.place import place_of
from launchops.facade.settings import Settings
from launchops.facade.uploads import Uploads
from launchops.store import Store, create_store, open_store
from launchops.store.records import LaunchSettings
from launchops.store.restart import copy_sample_aside, start_over

if TYPE_CHECKING:
    from launchops.facade.abuse import Abuse
    from launchops.facade.acquired import Acquired
    from launchops.facade.activities import Activities
    from launchops.facade.capacity import Capacity
    from launchops.facade.check_ins import CheckIns
    from launchops.facade.cost import Cost
    from launchops.facade.facts import LaunchFacts
    from launchops.facade.floor import Floor
    from launchops.facade.forecasts import Forecasts
    from launchops.facade.goals import Goals
    from launchops.facade.kpis import Kpis
    from launchops.facade.metrics import Metrics
    from launchops.facade.milestones import Milestones
    from launchops.facade.overview import Overview
    from launchops.facade.planner import Planner
    from launchops.facade.readings import Readings
    from launchops.facade.risks import Risks
    from launchops.facts.engine import Engine

__all__ = ["Launch", "create_launch", "open_launch"]


class Launch:
    """One launch: `settings`, `uploads`, `facts`, `metrics`, `activities`, `acquired`, `planner`, `goals`, `risks`,
    `overview`.

    What stands on the metrics is imported when it is first asked for: loading a file takes a fifth of the time
    and memory that all libraries together take.
    """

    def __init__(self, store: Store, *, clock: Clock, user: str = "", engine: "Engine | None" = None) -> None:
        self._store = store
        self._clock = clock
        self._user = user
        self._engine = engine
        self._place = place_of(store.address)
        self.settings = Settings(store, clock, user)
        self.uploads = Uploads(
            store, self._place, clock, user, facts=lambda: self.facts, after_change=self._record_statuses
        )

    @cached_property
    def facts(self) -> "LaunchFacts":
        """The columnar copy of the user data."""
        from launchops.facade.facts import LaunchFacts

        return LaunchFacts(self._store, self._place, self._clock, self._engine)

    @cached_property
    def _kpis(self) -> "Kpis":
        from launchops.facade.kpis import Kpis

        return Kpis(self._store, self.facts)

    @cached_property
    def metrics(self) -> "Metrics":
        """Active users, retention, comparison and the other figures."""
        from launchops.facade.metrics import Metrics

        return Metrics(self.facts, self._kpis)

    @cached_property
    def activities(self) -> "Activities":
        """Activities and what the uploads say of them."""
        from launchops.facade.activities import Activities

        return Activities(self._store, self.facts, self._clock, self._user)

    @cached_property
    def acquired(self) -> "Acquired":
        """Users that an activity brought."""
        from launchops.facade.acquired import Acquired

        return Acquired(self.facts)

    @cached_property
    def planner(self) -> "Planner":
        """Holding users out of an activity by lot."""
        from launchops.facade.planner import Planner

        return Planner(self._store, self.facts)

    @cached_property
    def goals(self) -> "Goals":
        """Goals with their status."""
        from launchops.facade.goals import Goals

        return Goals(self._store, self.facts, self._kpis, self._clock, self._user)

    @cached_property
    def forecasts(self) -> "Forecasts":
        """Where goals will land: made in the background, kept in the store."""
        from launchops.facade.forecasts import Forecasts

        return Forecasts(self._store, self.facts, self.goals, self._clock)

    @cached_property
    def check_ins(self) -> "CheckIns":
        """What the owners of goals say of them."""
        from launchops.facade.check_ins import CheckIns

        return CheckIns(self._store, self.goals, self._clock, self._user)

    @cached_property
    def milestones(self) -> "Milestones":
        """The steps towards the vision."""
        from launchops.facade.milestones import Milestones

        return Milestones(self._store, self.facts, self._kpis, self._clock, self._user)

    @cached_property
    def readings(self) -> "Readings":
        """Values typed by hand."""
        from launchops.facade.readings import Readings

        return Readings(self._store, self.facts, self._kpis, self.goals, self.uploads, self._record_statuses)

    @cached_property
    def risks(self) -> "Risks":
        """Risks with their status."""
        from launchops.facade.risks import Risks

        return Risks(self._store, self.facts, self._kpis, self._clock, self._user)

    @cached_property
    def capacity(self) -> "Capacity":
        """At how many users it breaks, and when."""
        from launchops.facade.capacity import Capacity

        return Capacity(self._store, self.facts, self._kpis, self._clock, self._user)

    @cached_property
    def cost(self) -> "Cost":
        """Spend against plan."""
        from launchops.facade.cost import Cost

        return Cost(self._store, self.facts)

    @cached_property
    def floor(self) -> "Floor":
        """Whether anybody comes: the checks of the first fortnight."""
        from launchops.facade.floor import Floor

        return Floor(self._store, self.facts, self._kpis, self._clock, self._user)

    @cached_property
    def abuse(self) -> "Abuse":
        """Accounts that look made rather than come."""
        from launchops.facade.abuse import Abuse

        return Abuse(self._store, self.facts, self.metrics, self.activities)

    @cached_property
    def overview(self) -> "Overview":
        """The launch in one sentence, and what changed."""
        from launchops.facade.overview import Overview

        return Overview(self._store, self.facts, self.goals, self.risks, self._clock)

    def _record_statuses(self) -> None:
        """After a change of the data. Without goals and risks there is none to record, and no facts to build for it."""
        if self._store.goals.list() or self._store.risks.list():
            self.overview.record_statuses()

    def versions(self) -> tuple[int, int]:
        """(facts_version, records_version): the key of every answer that is kept."""
        return self.facts.version(), self._store.versions()[1]

    def today(self) -> date:
        """Today in the launch's time zone."""
        return self._clock.today(self._store.settings().time_zone)

    def start_own(self, name: str, launch_on: date | None, time_zone: str) -> "Launch":
        """Leave the sample: copy it aside to ``sample-<n>.db`` and empty the store at the same address.

        Returns this launch, now empty. Raises StoreError not_a_sample where the store holds a launch of one's
        own, RecordError for a missing name or an unknown time zone; nothing is changed then.
        """
        settings = self._store.settings()
        if not settings.is_sample:
            raise StoreError("not_a_sample", name=settings.name)
        copy_sample_aside(self._store)
        own = LaunchSettings(name=name, launch_on=launch_on, time_zone=time_zone)
        start_over(self._store, own, who=self._user, at=self._clock.now())
        return self

    def close(self) -> None:
        """Let go of all connections to the store."""
        self._store.close()


def _sample_launch(store: Store, clock: Clock) -> Launch:
    return Launch(store, clock=clock, user="launchops")


def _engine(facts_url: str | None) -> "Engine | None":
    """The engine of a facts URL; None for the DuckDB file beside the store. FactsError facts_url_unknown."""
    if not facts_url:
        return None
    from launchops.facts.engine_url import engine_of

    return engine_of(facts_url)


def open_launch(store_url: str, facts_url: str | None = None, *, today: date | None = None, user: str = "") -> Launch:
    """Open an existing launch; an older store is copied aside and upgraded.

    `today` pins the date (for reproducible runs); `user` is written beside every change. Raises StoreError:
    store_missing, store_not_ours, store_newer, store_unreachable; FactsError facts_url_unknown. `facts_url` names
    another engine that holds the facts (docs/scale.md); it is reached when the first figure is asked.
    """
    engine = _engine(facts_url)
    return Launch(open_store(store_url), clock=Clock(today), user=user, engine=engine)


def create_launch(
    store_url: str,
    facts_url: str | None = None,
    *,
    name: str = "",
    launch_on: date | None = None,
    time_zone: str = "UTC",
    week_start: str = "monday",
    sample: bool = False,
    today: date | None = None,
    user: str = "",
) -> Launch:
    """Make a store and open it; with `sample`, filled with the sample launch through the import of CSV files.

    The sample ends yesterday, or 119 days after `launch_on` where that is given. Raises StoreError store_exists
    (nothing is changed), store_unreachable; RecordError for settings that cannot be.
    """
    engine = _engine(facts_url)
    clock = Clock(today)
    if sample:
        from launchops.facade.sampling import create_with_sample

        create_with_sample(store_url, launch_on=launch_on, name=name, clock=clock, open_with=_sample_launch)
        return open_launch(store_url, facts_url, today=today, user=user)
    settings = LaunchSettings(
        name=name or "New launch", launch_on=launch_on, time_zone=time_zone, week_start=week_start
    )
    return Launch(create_store(store_url, settings, at=clock.now(), who=user), clock=clock, user=user, engine=engine)
