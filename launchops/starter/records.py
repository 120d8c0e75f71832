"""The records of the sample launch: what a person would have typed in."""

from dataclasses import dataclass
from datetime import date

from launchops.starter import sample_plan
from launchops.starter.calendar import sample_start
from launchops.starter.sample_risks import sample_capacity_plan, sample_floor_checks, sample_risks
from launchops.store.records import (
    Activity,
    CapacityPlan,
    Channel,
    FloorCheck,
    Goal,
    LaunchSettings,
    Milestone,
    Risk,
    SeedUser,
    TargetUser,
    Task,
)


@dataclass(frozen=True)
class SampleRecords:
    """The records of the sample, not saved yet; their texts are in the catalogues of both languages."""

    settings: LaunchSettings
    goals: tuple[Goal, ...]
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]
    capacity_plans: tuple[CapacityPlan, ...]
    floor_checks: tuple[FloorCheck, ...]
    tasks: tuple[Task, ...]
    target_users: tuple[TargetUser, ...]
    channels: tuple[Channel, ...]
    activities: tuple[Activity, ...]
    seed_users: tuple[SeedUser, ...]

    def tables(self) -> tuple[tuple[str, tuple[object, ...]], ...]:
        """The records but the settings, each kind under the name of its table in the store."""
        return (
            ("goals", self.goals),
            ("milestones", self.milestones),
            ("risks", self.risks),
            ("capacity_plans", self.capacity_plans),
            ("floor_checks", self.floor_checks),
            ("tasks", self.tasks),
            ("target_users", self.target_users),
            ("channels", self.channels),
            ("activities", self.activities),
            ("seed_users", self.seed_users),
        )


def sample_records(end_on: date) -> SampleRecords:
    """Everything a person would have typed in by the last data day `end_on`."""
    start_on = sample_start(end_on)
    return SampleRecords(
        settings=sample_plan.sample_settings(start_on),
        goals=sample_plan.sample_goals(start_on),
        milestones=sample_plan.sample_milestones(start_on),
        risks=sample_risks(end_on),
        capacity_plans=(sample_capacity_plan(start_on),),
        floor_checks=sample_floor_checks(),
        tasks=sample_plan.sample_tasks(start_on),
        target_users=sample_plan.sample_target_users(),
        channels=sample_plan.sample_channels(start_on),
        activities=sample_plan.sample_activities(start_on),
        seed_users=sample_plan.sample_seed_users(start_on),
    )
