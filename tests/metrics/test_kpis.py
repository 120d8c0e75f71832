"""Every KPI on data countable by hand, and the ratios against a second implementation."""

import dataclasses

import pytest
from hypothesis import given

from launchops.errors import UnknownName
from launchops.locale import gettext, say
from launchops.metrics.kpi import Effect, FloorPath, LaunchRecords, Seed, SpendPlan
from launchops.metrics.kpis import KPIS, kpi_of, kpi_series, registry
from launchops.metrics.results import KpiSeries
from launchops.metrics.tables import Filters
from launchops.periods import Period
from tests.make import Participation, Reading, Spend, User, launch, user
from tests.metrics import reference
from tests.metrics.launches import SOME, SmallLaunch, launches


def values(series: KpiSeries) -> dict[int, float]:
    return dict(zip(series.frame["day"], series.frame["value"], strict=True))


def ratios(series: KpiSeries) -> dict[int, tuple[float, float]]:
    frame = series.frame
    assert list(frame["value"]) == pytest.approx(list(frame["numerator"] / frame["denominator"]))
    return {row.day: (row.numerator, row.denominator) for row in frame.itertuples()}


def test_signups_are_counted_on_every_complete_day():
    tables = launch(user(signup=0), user(signup=0), user(signup=2), user(signup=3))
    assert values(kpi_series(tables, "signups", as_of_day=3)) == {0: 2, 1: 0, 2: 1}


def test_activated_users_count_on_the_day_of_activation_within_7_days_of_signup():
    tables = launch(
        user(signup=0, activated=0), user(signup=0, activated=7), user(signup=0, activated=8), user(signup=1)
    )
    series = kpi_series(tables, "activated_users", as_of_day=9)
    assert values(series) == {0: 1, 1: 0}  # the data end on day 1
    longer = launch(user(signup=0, activated=7, days=[9]), user(signup=0, activated=8))
    assert values(kpi_series(longer, "activated_users", as_of_day=9))[7] == 1
    assert sum(values(kpi_series(longer, "activated_users", as_of_day=9)).values()) == 1


def test_activation_is_unknown_without_an_activation_event_and_says_so():
    tables = launch(user(signup=0, days=range(9)))
    for key in ("activated_users", "activation_rate", "cost_per_activated"):
        series = kpi_series(tables, key, as_of_day=9)
        assert series.frame.empty
        assert series.unknown is not None and series.unknown.code == "kpi_needs_activation"


def test_activation_rate_waits_until_signups_are_7_days_old():
    tables = launch(user(signup=0, activated=3), user(signup=1, days=[20]))
    assert ratios(kpi_series(tables, "activation_rate", as_of_day=8)) == {0: (1, 1)}
    assert ratios(kpi_series(tables, "activation_rate", as_of_day=9)) == {0: (1, 1), 1: (1, 2)}
    early = kpi_series(tables, "activation_rate", as_of_day=7)
    assert early.frame.empty
    assert early.unknown is not None and early.unknown.params["day"] == 8


def test_d7_retention_counts_day_7_alone():
    tables = launch(user(signup=0, days=[7]), user(signup=0, days=[6, 8]), user(signup=30, days=[40]))
    series = ratios(kpi_series(tables, "d7_retention", as_of_day=8))
    assert series == {0: (1, 2)}
    later = ratios(kpi_series(tables, "d7_retention", as_of_day=41))
    assert later[27] == (1, 2)
    assert later[30] == (0, 1)  # the sign-ups of day 0 are out of the 28 days to day 30
    assert 28 not in later  # nobody signed up in the 28 days to day 28: no share of nothing


def test_stickiness_is_absent_before_the_28th_day_of_data():
    tables = launch(user(signup=0, days=range(30)))
    assert ratios(kpi_series(tables, "stickiness", as_of_day=30)) == {27: (1, 1), 28: (1, 1), 29: (1, 1)}
    early = kpi_series(tables, "stickiness", as_of_day=27)
    assert early.frame.empty
    assert early.unknown is not None and early.unknown.params["day"] == 28


def test_active_users_are_levels_of_complete_days():
    tables = launch(user(signup=0, days=[0, 1]), user(signup=0, days=[1]))
    assert values(kpi_series(tables, "dau", as_of_day=2)) == {0: 1, 1: 2}
    assert values(kpi_series(tables, "wau", as_of_day=1)) == {0: 1}
    assert values(kpi_series(tables, "mau", as_of_day=2)) == {0: 1, 1: 2}


def test_only_activity_share_counts_users_who_never_came_on_another_day():
    came_for_the_quiz = user(signup=0, days=[28, 29])
    came_anyway = user(signup=0, days=[5, 29])
    tables = launch(
        came_for_the_quiz, came_anyway, participations=[Participation("quiz", 1, 28), Participation("quiz", 1, 30)]
    )
    expected = {27: (0, 1), 28: (1, 2), 29: (1, 2)}
    assert ratios(kpi_series(tables, "only_activity_share", as_of_day=30)) == expected
    recorded = (Period(0, 10),)  # the launch's own dates replace those of the uploads
    by_record = ratios(kpi_series(tables, "only_activity_share", as_of_day=30, activity_days=recorded))
    assert by_record == {27: (1, 1), 28: (1, 2), 29: (0, 2)}


def test_only_activity_share_is_unknown_where_no_activity_is_known_and_zero_where_there_was_none():
    tables = launch(user(signup=0, days=range(28)))
    unknown = kpi_series(tables, "only_activity_share", as_of_day=28)
    assert unknown.frame.empty and unknown.unknown is not None
    assert unknown.unknown.code == "kpi_needs_activity"
    assert ratios(kpi_series(tables, "only_activity_share", as_of_day=28, activity_days=())) == {27: (0, 1)}


def test_spend_is_known_between_its_first_and_last_day():
    tables = launch(
        user(signup=0, days=[9]), spend=[Spend(1, 10.5), Spend(1, 2, channel="seo"), Spend(3, 4), Spend(7, 1)]
    )
    assert values(kpi_series(tables, "spend", as_of_day=5)) == {1: 12.5, 2: 0, 3: 4, 4: 0}
    assert max(values(kpi_series(tables, "spend", as_of_day=9))) == 7


def test_spend_follows_the_channel_filter_and_is_unknown_for_others():
    tables = launch(user(signup=0), spend=[Spend(1, 10), Spend(2, 3, channel="seo")])
    by_channel = kpi_series(tables, "spend", as_of_day=3, filters=Filters(channels=("seo",)))
    assert values(by_channel) == {1: 0, 2: 3}
    by_segment = kpi_series(tables, "spend", as_of_day=3, filters=Filters(segments=("shops",)))
    assert by_segment.frame.empty
    assert by_segment.unknown is not None and by_segment.unknown.code == "kpi_spend_by_channel"


def test_cost_per_activated_is_spend_over_activations_of_the_same_days():
    tables = launch(user(signup=0, activated=0), user(signup=0, activated=2), spend=[Spend(1, 30), Spend(3, 10)])
    assert ratios(kpi_series(tables, "cost_per_activated", as_of_day=4)) == {2: (30, 1), 3: (40, 1)}


def test_cost_per_retained_takes_spend_and_users_of_the_same_mature_cohorts():
    tables = launch(
        user(signup=0, days=[22]),
        user(signup=0, days=[21, 29]),
        user(signup=1, days=[29]),
        spend=[Spend(0, 50), Spend(1, 10)],
    )
    assert ratios(kpi_series(tables, "cost_per_retained", as_of_day=29)) == {0: (50, 1)}
    assert ratios(kpi_series(tables, "cost_per_retained", as_of_day=30)) == {0: (50, 1), 1: (60, 2)}


def test_target_fit_leaves_out_signups_without_a_segment():
    tables = launch(user(signup=0, segment="shops"), user(signup=0, segment="clubs"), user(signup=0))
    series = kpi_series(tables, "target_fit", as_of_day=1, target_segments=("shops",))
    assert ratios(series) == {0: (1, 2)}
    unknown = kpi_series(tables, "target_fit", as_of_day=1).unknown
    assert unknown is not None and unknown.code == "kpi_needs_target"


def test_an_uploaded_reading_is_a_kpi():
    tables = launch(readings=[Reading("reply hours", 4, 7.5), Reading("reply hours", 2, 9), Reading("nps", 2, 1)])
    series = kpi_series(tables, "reading:reply hours", as_of_day=9)
    assert list(series.frame["day"]) == [2, 4]
    assert list(series.frame["value"]) == [9, 7.5]
    assert values(kpi_series(tables, "reading:reply hours", as_of_day=4)) == {2: 9}
    assert [kpi.key for kpi in registry(tables)][-2:] == ["reading:nps", "reading:reply hours"]
    assert kpi_series(tables, "reading:not yet", as_of_day=4).unknown is not None


def test_an_unknown_kpi_is_refused_with_those_that_exist():
    for key in ("churn", "reading:", ""):
        with pytest.raises(UnknownName, match="d7_retention"):
            kpi_series(launch(), key, as_of_day=1)


@pytest.mark.parametrize("key", KPIS)
def test_an_empty_launch_has_no_value_and_says_why(key):
    series = kpi_series(launch(), key, as_of_day=5)
    assert series.frame.empty
    assert list(series.frame) == ["day", "value", "numerator", "denominator"]
    assert series.unknown is not None


@pytest.mark.parametrize("key", KPIS)
def test_no_day_from_as_of_on_has_a_value(key):
    tables = launch(
        *(
            user(signup=day, days=range(day, 80), segment="shops", channel="seo", activated=day + 2)
            for day in range(0, 80, 10)
        ),
        participations=[Participation("quiz", 1, 10, reward=2.0)],
        spend=[Spend(day, 5) for day in range(80)],
        readings=[Reading("peak_share_of_limit", day, 0.5) for day in range(80)],
    )
    records = LaunchRecords(
        seeds=(Seed(1, contact_days=(3, 70)),),
        spend_plans=(SpendPlan(0, 80, 9.0),),
        effects=tuple(Effect(day, 0.1, 0.0, 0.2) for day in range(80)),
        blocking_items=2,
        floor=FloorPath(0, ((3, 6.0),)),
        reward_caps=(("quiz", 4.0),),
        contacted_without_consent=0,
    )
    kpi = kpi_of(key)
    for as_of in (40, 60):
        frame = kpi_series(tables, key, as_of_day=as_of, target_segments=("shops",), records=records).frame
        assert frame["day"].max() == as_of - 1 - kpi.lag_days
        assert frame["day"].is_monotonic_increasing
        assert frame["value"].notna().all()


@pytest.mark.parametrize("kpi", registry(), ids=lambda kpi: kpi.key)
def test_every_kpi_has_its_words_in_both_languages(kpi):
    assert say(kpi.name_message) == kpi.name
    assert say(kpi.formula_message) == kpi.formula
    assert gettext(kpi.name, "zh") != kpi.name
    assert gettext(kpi.formula, "zh") != kpi.formula


def test_a_readings_name_is_shown_as_it_was_uploaded():
    assert say(kpi_of("reading:{odd} name").name_message, "zh") == "{odd} name"


@SOME
@given(launches())
def test_ratios_over_signups_agree_with_the_slow_reference(small: SmallLaunch):
    tables = launch(*small.users, has_activation=True)

    def activated(one: User) -> bool:
        return one.activated is not None and one.activated - one.signup <= 7

    expected = reference.ratio_over_signups(small.users, as_of=small.as_of, lag=7, counts=activated)
    assert ratios(kpi_series(tables, "activation_rate", as_of_day=small.as_of)) == expected
    expected = reference.ratio_over_signups(
        small.users, as_of=small.as_of, lag=7, counts=lambda one: one.signup + 7 in one.days
    )
    assert ratios(kpi_series(tables, "d7_retention", as_of_day=small.as_of)) == expected


@SOME
@given(launches())
def test_only_activity_share_agrees_with_the_slow_reference(small: SmallLaunch):
    quiz = Participation("quiz", 1, small.users[0].signup + 3)
    participations = [*small.participations, quiz]
    longer = (*small.users, user(signup=small.users[0].signup, days=[small.users[0].signup + 60]))
    tables = launch(*longer, participations=participations)
    expected = reference.only_activity(longer, participations, as_of=small.as_of)
    assert ratios(kpi_series(tables, "only_activity_share", as_of_day=small.as_of)) == expected


@SOME
@given(launches())
def test_costs_agree_with_the_slow_reference(small: SmallLaunch):
    spend = [*small.spend, Spend(small.users[0].signup, 7)]
    tables = launch(*small.users, spend=spend, has_activation=True)

    def activated(first: int, last: int) -> int:
        mine = [one for one in small.users if one.activated is not None and one.activated - one.signup <= 7]
        return sum(first <= one.activated <= last for one in mine if one.activated is not None)

    def retained(first: int, last: int) -> int:
        mine = [one for one in small.users if first <= one.signup <= last]
        return sum(any(22 <= day - one.signup <= 28 for day in one.days) for one in mine)

    for key, lag, earned in (("cost_per_activated", 0, activated), ("cost_per_retained", 28, retained)):
        expected = reference.cost(spend, as_of=small.as_of, lag=lag, earned=earned)
        assert ratios(kpi_series(tables, key, as_of_day=small.as_of)) == expected


def test_a_registry_entry_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        kpi_of("dau").unit = "money"  # type: ignore[misc]
