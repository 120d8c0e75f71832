"""The risks of the sample launch: the starter risks with what this launch knows of each, and its two plans."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from launchops.locale.sentences import N_
from launchops.starter import roles
from launchops.starter.floor import starter_floor_checks
from launchops.starter.risks import starter_risks
from launchops.store.records import CapacityPlan, FloorCheck, Risk

# by name: probability over the launch, 90 % range of the loss in the sample's currency, how sure we are
_ESTIMATES = {
    "Server capacity runs out": (0.35, 20_000, 180_000, "strong"),
    "More visitors at once than planned": (0.15, 10_000, 120_000, "medium"),
    "The emergency plan does not work": (0.10, 15_000, 150_000, "weak"),
    "The sign-in provider fails": (0.05, 5_000, 50_000, "medium"),
    "Reward farming": (0.30, 3_000, 40_000, "medium"),
    "A loophole in the rules": (0.10, 2_000, 30_000, "weak"),
    "Activities cost more than planned": (0.40, 8_000, 60_000, "strong"),
    "Nobody comes": (0.10, 40_000, 300_000, "medium"),
    "They come, but do not stay": (0.25, 30_000, 250_000, "medium"),
    "We live on activities": (0.20, 10_000, 90_000, "strong"),
    "Seed users fall silent": (0.30, 2_000, 20_000, "weak"),
    "The wrong people come": (0.15, 10_000, 70_000, "medium"),
    "One channel carries everything": (0.10, 10_000, 80_000, "medium"),
    "Too little to find": (0.15, 5_000, 60_000, "weak"),
    "Articles and answers are removed": (0.20, 2_000, 15_000, "medium"),
    "Figures wrong or late": (0.20, 1_000, 20_000, "strong"),
    "Questions stay unanswered": (0.35, 2_000, 25_000, "strong"),
    "Contacted without consent": (0.03, 10_000, 200_000, "weak"),
}
_OVERDUE = "Figures wrong or late"
_ACCEPTED = "The sign-in provider fails"
_SEEDS = "Seed users fall silent"


def sample_risks(end_on: date) -> tuple[Risk, ...]:
    """The risks with their estimates and review dates, one of them overdue, one accepted."""
    return tuple(_known(risk, place, end_on) for place, risk in enumerate(starter_risks()))


def _known(risk: Risk, place: int, end_on: date) -> Risk:
    probability, low, high, knowledge = _ESTIMATES[risk.name]
    risk = replace(
        _with_own_figure(risk),
        probability=probability,
        loss_low=Decimal(low),
        loss_high=Decimal(high),
        knowledge=knowledge,
        review_on=end_on + timedelta(days=-5 if risk.name == _OVERDUE else 4 + 2 * place),
    )
    if risk.name != _ACCEPTED:
        return risk
    return replace(
        risk,
        status="accepted",
        response="accept",
        accepted_until=end_on + timedelta(days=45),
        accepted_by=roles.OPERATIONS,
        accepted_reason=N_("A second provider costs more than the outages it would spare us."),
    )


def _with_own_figure(risk: Risk) -> Risk:
    """This launch asks its seed users itself, so their silence is a reading (and has been stale since it stopped)."""
    if risk.name != _SEEDS:
        return risk
    return replace(
        risk,
        trigger_kpi="reading:seeds_silent_share",
        trigger_direction="above",
        trigger_amber=Decimal("0.3"),
        trigger_red=Decimal("0.5"),
        trigger_unit="percent",
    )


def sample_capacity_plan(start_on: date) -> CapacityPlan:
    """What the servers were tested for before the launch."""
    return CapacityPlan(
        id=None,
        tested_limit=Decimal(60),
        peak_hour_share=Decimal("0.14"),
        requests_per_user=Decimal(600),
        tested_on=start_on - timedelta(days=9),
        owner=roles.ENGINEERING,
        note=N_("Two web servers, one database; tested with recorded evening traffic."),
    )


def sample_floor_checks() -> tuple[FloorCheck, ...]:
    """The fewest sign-ups agreed for the first fortnight."""
    floors = (Decimal(200), Decimal(450), Decimal(900))
    return tuple(replace(check, floor=floor) for check, floor in zip(starter_floor_checks(), floors, strict=True))
