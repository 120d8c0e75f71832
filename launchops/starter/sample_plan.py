"""The plan of the sample launch: goals, steps, people, channels, activities. Days count from the launch date."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from launchops.locale.sentences import N_
from launchops.starter import roles
from launchops.starter.checklist import starter_tasks
from launchops.starter.world import DAYS, PRIZE_DRAW, TASTING_FORTNIGHT, SampleActivity
from launchops.store.records import (
    Activity,
    Channel,
    Goal,
    LaunchSettings,
    Milestone,
    SeedUser,
    TargetUser,
    Task,
)

GOAL_DAYS = 150  # the goals of the launch run this long; the sample stands at day 120


def sample_settings(start_on: date) -> LaunchSettings:
    """A tea community in Shanghai's time zone."""
    return LaunchSettings(
        name=N_("Tea Corner"),
        vision=N_("Everybody who likes tea finds one cup a week worth telling about."),
        launch_on=start_on,
        time_zone="Asia/Shanghai",
        week_start="monday",
        currency="CNY",
        activation_event="first_note",
        is_sample=True,
    )


def sample_goals(start_on: date) -> tuple[Goal, ...]:
    """Eight goals over 150 days, the five of the overview first."""
    due_on = start_on + timedelta(days=GOAL_DAYS - 1)
    return tuple(
        replace(goal, start_on=start_on, due_on=due_on, phased=_phases(goal, start_on), position=position)
        for position, goal in enumerate(_GOALS)
    )


def _phases(goal: Goal, start_on: date) -> tuple[tuple[date, Decimal], ...]:
    """Only monthly active users have a target per stage: slow at first."""
    if goal.kpi != "mau":
        return ()
    return (
        (start_on + timedelta(days=59), Decimal(7_000)),
        (start_on + timedelta(days=104), Decimal(12_000)),
    )


_ANY_DAY = date(2026, 1, 1)  # replaced by the launch's own days


def _goal(name: str, kpi: str, target_type: str, baseline: str | None, target: str, owner: str, question: str) -> Goal:
    return Goal(
        id=None,
        name=name,
        kpi=kpi,
        target_type=target_type,
        baseline=None if baseline is None else Decimal(baseline),
        target=Decimal(target),
        start_on=_ANY_DAY,
        due_on=_ANY_DAY,
        owner=owner,
        question=question,
        maturity="instrumented",
    )


_GOALS = (
    _goal(
        N_("Activated users"),
        "activated_users",
        "rise_to",
        "0",
        "14000",
        roles.PRODUCT,
        N_("How many have written their first tasting note?"),
    ),
    replace(
        _goal(
            N_("Day 7 retention"),
            "d7_retention",
            "stay_above",
            None,
            "0.175",
            roles.PRODUCT,
            N_("Do new people come back after a week?"),
        ),
        tolerance=Decimal("0.01"),
    ),
    _goal(
        N_("Stickiness"),
        "stickiness",
        "rise_to",
        "0.115",
        "0.158",
        roles.PRODUCT,
        N_("On how many days of a month do people come?"),
    ),
    replace(
        _goal(
            N_("Cost per retained user"),
            "cost_per_retained",
            "fall_to",
            "36",
            "16",
            roles.FINANCE,
            N_("What does somebody cost who is still here after three weeks?"),
        ),
        kind="input",
    ),
    replace(
        _goal(
            N_("Seed users active"),
            "reading:seed_participation",
            "rise_to",
            "0.4",
            "0.75",
            roles.COMMUNITY,
            N_("Do the people we began with still take part?"),
        ),
        kind="input",
        unit="percent",
    ),
    replace(
        _goal(N_("Sign-ups"), "signups", "rise_to", "0", "18000", roles.GROWTH, N_("Do enough people hear of us?")),
        kind="input",
    ),
    _goal(
        N_("Monthly active users"),
        "mau",
        "rise_to",
        "0",
        "16000",
        roles.GROWTH,
        N_("How many people use the product in a month?"),
    ),
    _goal(
        N_("Would recommend us"),
        "reading:nps",
        "rise_to",
        "28",
        "43",
        roles.COMMUNITY,
        N_("Would people tell their friends?"),
    ),
)


def sample_milestones(start_on: date) -> tuple[Milestone, ...]:
    """Steps towards the vision: one met, one missed, the others to come."""
    return (
        Milestone(
            None,
            N_("A thousand tasting notes written"),
            start_on + timedelta(days=30),
            kpi="activated_users",
            value=Decimal(1_000),
            owner=roles.COMMUNITY,
            evidence=N_("Counted in the launch meeting of that week."),
            state="met",
        ),
        Milestone(
            None,
            N_("A fifth of all newcomers come back after a week"),
            start_on + timedelta(days=90),
            kpi="d7_retention",
            value=Decimal("0.2"),
            owner=roles.PRODUCT,
            evidence=N_("Close, and flat since: the first visit needs another idea."),
            state="missed",
        ),
        Milestone(
            None,
            N_("Ten thousand people have written a note"),
            start_on + timedelta(days=DAYS + 5),
            kpi="activated_users",
            value=Decimal(10_000),
            owner=roles.PRODUCT,
        ),
        Milestone(
            None,
            N_("Search brings a fifth of all sign-ups"),
            start_on + timedelta(days=DAYS + 10),
            owner=roles.GROWTH,
        ),
        Milestone(
            None,
            N_("Shops answer questions themselves"),
            start_on + timedelta(days=GOAL_DAYS),
            owner=roles.COMMUNITY,
        ),
    )


def sample_target_users() -> tuple[TargetUser, ...]:
    """Two groups the product is for and one it is not for; segments as in the users file."""
    return (
        TargetUser(
            None,
            N_("Daily tea drinkers"),
            segment="daily_drinker",
            description=N_("Drink loose tea every day and like to compare."),
            estimated_size=900_000,
            source=N_("Trade association survey"),
        ),
        TargetUser(
            None,
            N_("New to tea"),
            segment="newcomer",
            description=N_("Want to begin and do not know with which tea."),
            estimated_size=2_500_000,
            source=N_("Search volume of beginners' questions"),
        ),
        TargetUser(
            None,
            N_("Deal seekers"),
            segment="deal_seeker",
            description=N_("Come for the reward and leave after it."),
            is_target=False,
        ),
    )


# key, name, type, tag source, tag medium, planned spend, first day
_CHANNELS = (
    ("qa_sites", N_("Q&A sites"), "qa", "qa", "answer", 21_000, 0),
    ("seo", N_("Search results"), "seo", "search", "organic", 24_000, 0),
    ("advertorial", N_("Advertorials"), "advertorial", "press", "article", 60_000, 1),
    ("encyclopedia", N_("Encyclopedia entry"), "encyclopedia", "encyclopedia", "entry", 2_400, 2),
    ("referral", N_("Invited by friends"), "earned", "friend", "invite", 20_000, 0),
    ("paid_search", N_("Search advertising"), "paid", "search", "cpc", 85_000, 0),
)


def sample_channels(start_on: date) -> tuple[Channel, ...]:
    """The six channels of the sample; keys as in the users and spend files."""
    return tuple(
        Channel(
            id=None,
            key=key,
            name=name,
            type=kind,
            utm_source=source,
            utm_medium=medium,
            owner=roles.GROWTH,
            planned_spend=Decimal(planned),
            live_on=start_on + timedelta(days=first_day),
        )
        for key, name, kind, source, medium, planned, first_day in _CHANNELS
    )


def sample_activities(start_on: date) -> tuple[Activity, ...]:
    """The two activities; keys as in the participation files."""
    return (
        replace(
            _activity(PRIZE_DRAW, start_on),
            name=N_("Prize draw"),
            purpose=N_("Bring people in and see who returns without a prize."),
            audience=N_("Everybody who visits that week"),
            comparison_group=N_("Visitors of the same day who did not enter"),
            budget=Decimal(18_000),
            per_person_cap=Decimal(5),
            stop_rule=N_("Stop when one sign-up in ten comes from a shared device."),
        ),
        replace(
            _activity(TASTING_FORTNIGHT, start_on),
            name=N_("Tasting fortnight"),
            purpose=N_("Find out whether tasting together makes people come back by themselves."),
            audience=N_("Everybody who has signed up"),
            comparison_group=N_("Visitors of the same day who did not join"),
            budget=Decimal(10_000),
            stop_rule=N_("Stop when questions wait longer than a day."),
        ),
    )


def _activity(activity: SampleActivity, start_on: date) -> Activity:
    return Activity(
        id=None,
        key=activity.key,
        name=activity.key,
        start_on=start_on + timedelta(days=activity.first_day),
        end_on=start_on + timedelta(days=activity.end_day - 1),
        owner=roles.GROWTH,
    )


def sample_seed_users(start_on: date) -> tuple[SeedUser, ...]:
    """Twelve seed users by number only; nobody's name or address."""
    return tuple(
        SeedUser(
            id=None,
            handle=f"seed-{number:02d}",
            segment="daily_drinker" if number % 3 else "newcomer",
            criterion=N_("Writes a tasting note a week"),
            source="qa_sites" if number % 2 else "referral",
            consent_on=start_on + timedelta(days=number - 1) if number != 9 else None,
            medium="im" if number % 2 else "email",
            owner=roles.COMMUNITY,
            next_contact_on=start_on + timedelta(days=DAYS - 5 + number),
            user_id=f"u{number * 7:05d}",
        )
        for number in range(1, 13)
    )


OPEN_TASKS = (10, 14, 22, 26, 31, 34, 36, 38)  # places in the checklist that are still open


def sample_tasks(start_on: date) -> tuple[Task, ...]:
    """The starter checklist as it stands on day 120: most of it done, some open, one waived."""
    tasks = []
    for place, task in enumerate(starter_tasks()):
        due_on = start_on + timedelta(days=place - 14)
        if place in OPEN_TASKS:
            tasks.append(replace(task, due_on=start_on + timedelta(days=DAYS - 6 + place)))
        elif place == 15:
            tasks.append(_waived(replace(task, due_on=due_on), start_on))
        else:
            tasks.append(replace(task, due_on=due_on, state="done"))
    return tuple(tasks)


def _waived(task: Task, start_on: date) -> Task:
    return replace(
        task,
        state="waived",
        waiver_by=roles.OPERATIONS,
        waiver_reason=N_("The prizes are small; we watch the clusters instead."),
        waiver_until=start_on + timedelta(days=GOAL_DAYS),
    )
