"""What KPIs need of the records people keep, gathered for one KPI at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

from launchops.facade.activities import Activities
from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.metrics.kpi import Effect, FloorPath, LaunchRecords, Seed, SpendPlan
from launchops.periods import day_number, local_day
from launchops.stats.capacity import Load, users_limit
from launchops.store import Store
from launchops.store.records import CapacityPlan, Contact, FloorCheck, SeedUser
from launchops.store.user_numbers import user_numbers

NOTHING_RECORDED = LaunchRecords()
EFFECTS = "activity_difference"
FROM_SEED_USER = "in"  # direction of a contact


class KpiRecords:
    """The records of this launch in the shape of `launchops.metrics.kpi.LaunchRecords`."""

    def __init__(self, store: Store, facts: LaunchFacts) -> None:
        self._store = store
        self._activities = Activities(store, facts, Clock(), "")  # only asked, never saved to
        self._of: Mapping[str, Callable[[int], LaunchRecords]] = MappingProxyType(
            {
                EFFECTS: lambda as_of: LaunchRecords(effects=tuple(self._effects(as_of))),
                "seed_participation": lambda _: LaunchRecords(seeds=self._seeds()),
                "contact_coverage": lambda _: LaunchRecords(seeds=self._seeds()),
                "spend_pace": lambda _: LaunchRecords(spend_plans=tuple(spend_plans(store))),
                "gate_completion": lambda _: self._gate(),
                "peak_share": lambda _: LaunchRecords(users_limit=self._users_limit()),
                "headroom": lambda _: LaunchRecords(users_limit=self._users_limit()),
                "floor_ratio": lambda _: LaunchRecords(floor=self._floor()),
                "reward_cap_use": lambda _: LaunchRecords(reward_caps=tuple(self._reward_caps())),
                "without_consent": lambda _: LaunchRecords(contacted_without_consent=self._without_consent()),
            }
        )

    def needed_by(self, key: str, *, as_of_day: int) -> LaunchRecords:
        """The records that the KPI with this key stands on; nothing for most."""
        gather = self._of.get(key)
        return gather(as_of_day) if gather else NOTHING_RECORDED

    def basis_of(self, key: str, *, as_of_day: int) -> object:
        """What decides over the records of a KPI: the records; of effects, which take long, those of the activities."""
        if key == EFFECTS:
            return self._store.activities.list()
        return self.needed_by(key, as_of_day=as_of_day)

    def _effects(self, as_of_day: int) -> Iterator[Effect]:
        """The matched difference of every activity whose outcome days are over."""
        for activity in self._activities.list():
            found = self._activities.compare(activity.key, as_of=as_of_day)
            readable = found.readable_day
            if found.matched is not None and readable is not None and readable <= as_of_day:
                yield Effect(readable - 1, found.matched.difference, found.matched.low, found.matched.high)

    def _seeds(self) -> tuple[Seed, ...]:
        records = self._store.seed_users.list()
        with self._store.read() as connection:
            numbers = user_numbers(connection, [record.user_id for record in records if record.user_id])
        zone = ZoneInfo(self._store.settings().time_zone)
        contacts = self._store.contacts.list()
        return tuple(
            _seed(record, numbers.get(record.user_id), [one for one in contacts if one.seed_user_id == record.id], zone)
            for record in records
        )

    def _users_limit(self) -> float | None:
        plan = next(iter(self._store.capacity_plans.list()), None)
        return None if plan is None else users_limit(load_of(plan))

    def _floor(self) -> FloorPath | None:
        return floor_path(self._store.settings().launch_on, self._store.floor_checks.list())

    def _reward_caps(self) -> Iterator[tuple[str, float]]:
        for activity in self._store.activities.list():
            if activity.per_person_cap:
                yield activity.key, float(activity.per_person_cap)

    def _without_consent(self) -> int | None:
        """Seed users we contacted who have no consent on record; None where nobody was contacted."""
        contacted = {contact.seed_user_id for contact in self._store.contacts.list()}
        seeds = [seed for seed in self._store.seed_users.list() if seed.id in contacted]
        return sum(seed.consent_on is None for seed in seeds) if seeds else None

    def _gate(self) -> LaunchRecords:
        blocking = [task for task in self._store.tasks.list() if task.is_blocking]
        passed = [task for task in blocking if task.state == "done" and task.evidence.strip()]
        return LaunchRecords(blocking_items=len(blocking), blocking_passed=len(passed))


def load_of(plan: CapacityPlan) -> Load:
    """The recorded plan in the shape of the calculation."""
    return Load(float(plan.tested_limit), float(plan.peak_hour_share), float(plan.requests_per_user))


def floor_path(launch_on: date | None, checks: Sequence[FloorCheck]) -> FloorPath | None:
    """The checks as one path from the launch day; None without a launch date or a check."""
    if launch_on is None or not checks:
        return None
    steps = sorted((check.days_after, float(check.floor)) for check in checks)
    return FloorPath(day_number(launch_on), tuple(steps))


def spend_plans(store: Store) -> Iterator[SpendPlan]:
    """Channels from their first day to the last goal's due date, activities over their own days."""
    due = max((goal.due_on for goal in store.goals.list()), default=None)
    launch_on = store.settings().launch_on
    for channel in store.channels.list():
        yield from _plan(channel.live_on or launch_on, due, channel.planned_spend, channel=channel.key)
    for activity in store.activities.list():
        yield from _plan(activity.start_on, activity.end_on, activity.budget, activity=activity.key)


def _plan(
    first: date | None, last: date | None, amount: object, *, channel: str = "", activity: str = ""
) -> Iterator[SpendPlan]:
    """The plan, where its amount and both dates are known."""
    if first is not None and last is not None and amount is not None and first <= last:
        yield SpendPlan(day_number(first), day_number(last) + 1, float(str(amount)), channel, activity)


def _seed(record: SeedUser, number: int | None, contacts: list[Contact], zone: ZoneInfo) -> Seed:
    def days(of: list[Contact]) -> tuple[int, ...]:
        return tuple(local_day(contact.contacted_at, zone) for contact in of)

    return Seed(
        user_id=number,
        since_day=day_number(record.consent_on) if record.consent_on else None,
        cadence_days=record.cadence_days,
        contact_days=days(contacts),
        feedback_days=days([one for one in contacts if one.direction == FROM_SEED_USER]),
    )
