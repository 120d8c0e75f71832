"""Triggers over sequences of readings, ranking, and the sentence over all risks."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.locale import Message, say
from launchops.review.results import RiskStatus, TriggerState
from launchops.review.risks import rank_risks, risk_status, risks_answer
from launchops.review.triggers import trigger_state
from launchops.store.records import Risk
from tests.review.make import day, on, ranked, risk, series


def state_after(readings: list[float], the_risk: Risk | None = None) -> TriggerState:
    """The trigger after these readings, one a day, today being the day after the last."""
    values = series(dict(enumerate(readings)))
    state = trigger_state(the_risk or risk(), values, as_of_day=day(len(readings)))
    assert state is not None
    return state


# amber 0.6, red 0.7; readings needed -> state, red readings in a row
SEQUENCES = [
    (1, [0.5], "green", 0),
    (1, [0.6], "amber", 0),  # at the limit is beyond it
    (1, [0.65], "amber", 0),
    (1, [0.7], "red", 1),
    (1, [0.9, 0.65], "red", 0),  # below red is not enough to clear
    (1, [0.9, 0.6], "red", 0),
    (1, [0.9, 0.59], "green", 0),  # below amber clears
    (1, [0.9, 0.5, 0.65], "amber", 0),  # cleared, then amber again
    (2, [0.9], "amber", 1),  # red once of two
    (2, [0.9, 0.65, 0.9], "amber", 1),  # not in a row
    (2, [0.9, 0.9], "red", 2),
    (2, [0.9, 0.9, 0.65], "red", 0),  # no flapping
    (2, [0.9, 0.9, 0.65, 0.9], "red", 1),
    (2, [0.9, 0.9, 0.5, 0.9], "amber", 1),  # cleared: counts from the beginning
    (3, [0.9, 0.9, 0.5, 0.9, 0.9], "amber", 2),
    (3, [0.9, 0.9, 0.9], "red", 3),
]


@pytest.mark.parametrize(("needed", "readings", "state", "consecutive"), SEQUENCES)
def test_fires_after_enough_readings_in_a_row_and_clears_only_below_amber(
    needed: int, readings: list[float], state: str, consecutive: int
) -> None:
    result = state_after(readings, risk(trigger_readings=needed))
    assert (result.state, result.consecutive) == (state, consecutive)
    assert result.is_fired == (state == "red")


@pytest.mark.parametrize(("needed", "readings", "state", "consecutive"), SEQUENCES)
def test_below_is_the_mirror_image_of_above(needed: int, readings: list[float], state: str, consecutive: int) -> None:
    mirrored = risk(
        trigger_direction="below",
        trigger_amber=Decimal("0.4"),
        trigger_red=Decimal("0.3"),
        trigger_readings=needed,
    )
    result = state_after([1 - value for value in readings], mirrored)
    assert (result.state, result.consecutive) == (state, consecutive)


def test_old_readings_are_stale_and_never_green() -> None:
    quiet = series({0: 0.1})
    assert state_of(risk(), quiet, today=8) == "green"
    assert state_of(risk(), quiet, today=9) == "stale"
    assert state_of(risk(trigger_stale_days=30), quiet, today=9) == "green"


def state_of(the_risk: Risk, values: object, *, today: int) -> str:
    """The state with data complete before today."""
    result = trigger_state(the_risk, values, as_of_day=day(today))  # type: ignore[arg-type]
    assert result is not None
    return result.state


def test_silence_does_not_clear_a_fired_trigger() -> None:
    result = trigger_state(risk(), series({0: 0.9}), as_of_day=day(30))
    assert result is not None
    assert (result.state, result.is_fired) == ("stale", True)
    status = risk_status(risk(), trigger=result, expected_loss=None, today_day=day(30))
    assert status.status == "triggered"
    assert say(status.reason) == "triggered at 0.9, and no reading since 2 Mar"


def test_missing_readings_or_limits_are_unknown() -> None:
    assert state_of(risk(), None, today=5) == "unknown"
    assert state_of(risk(), series({}), today=5) == "unknown"
    assert state_of(risk(), series({0: float("nan")}), today=5) == "unknown"
    assert state_of(risk(), series({9: 0.9}), today=5) == "unknown"  # not readable yet
    assert state_of(risk(trigger_amber=None, trigger_red=None), series({4: 0.9}), today=5) == "unknown"
    assert trigger_state(risk(trigger_kpi=""), series({4: 0.9}), as_of_day=day(5)) is None


def test_with_red_alone_it_clears_below_red_and_with_amber_alone_it_never_fires() -> None:
    assert state_after([0.9, 0.69], risk(trigger_amber=None)).state == "green"
    assert state_after([0.9, 0.9], risk(trigger_red=None)).state == "amber"


@given(readings=st.lists(st.floats(0, 1), min_size=1, max_size=30), needed=st.integers(1, 4))
def test_a_trigger_is_fired_exactly_if_red_readings_came_and_no_calm_one_since(
    readings: list[float], needed: int
) -> None:
    result = state_after(readings, risk(trigger_readings=needed))
    since_calm = []
    for value in reversed(readings):
        if value < 0.6 * (1 - 1e-6):
            break
        since_calm.append("r" if value >= 0.7 else "-")
    if not any(0.5999 < value < 0.6001 or 0.6999 < value < 0.7001 for value in readings):
        assert result.is_fired == ("r" * needed in "".join(since_calm))


def status_with(the_risk: Risk, readings: dict[int, float], *, today: int = 5, unit: str = "count") -> RiskStatus:
    """The risk's status on these readings."""
    trigger = trigger_state(the_risk, series(readings), as_of_day=day(today))
    return risk_status(the_risk, trigger=trigger, expected_loss=None, today_day=day(today), unit=unit)


def test_a_fired_trigger_makes_the_risk_triggered_with_value_and_limit() -> None:
    status = status_with(risk(), {4: 0.71}, unit="percent")
    assert status.status == "triggered"
    assert say(status.reason).replace("\xa0", " ") == "71.0 %, red limit 70.0 %"
    assert say(status.reason, "zh").startswith("71.0")


def test_an_amber_or_quiet_risk_stays_open_and_says_where_it_stands() -> None:
    assert say(status_with(risk(), {4: 0.65}).reason) == "0.65, past the amber limit of 0.6"
    assert say(status_with(risk(), {4: 0.2}).reason) == "0.2, watched from 0.6"
    once = status_with(risk(trigger_readings=2), {4: 0.8})
    assert once.status == "open"
    assert say(once.reason) == "0.8, past the red limit of 0.7, not yet often enough to trigger"
    assert say(status_with(risk(), {}).reason) == "no reading yet"
    assert say(status_with(risk(trigger_kpi=""), {}).reason) == "no trigger set"


def test_closed_and_accepted_are_a_persons_word_while_they_hold() -> None:
    assert status_with(risk(status="closed"), {4: 0.9}).status == "closed"
    accepted = risk(status="accepted", accepted_until=on(5))
    assert status_with(accepted, {4: 0.9}).status == "accepted"
    assert status_with(accepted, {4: 0.9, 5: 0.9}, today=6).status == "triggered"
    assert status_with(accepted, {4: 0.1, 5: 0.1}, today=6).status == "open"


def test_triggered_first_then_by_expected_loss_unknown_last_closed_at_the_end() -> None:
    statuses = [
        ranked("closed", 9e9, number=1),
        ranked("open", None, number=2),
        ranked("open", 500.0, number=3),
        ranked("accepted", 900.0, number=4),
        ranked("triggered", None, number=5),
        ranked("triggered", 10.0, number=6),
    ]
    assert [status.risk.id for status in rank_risks(statuses)] == [6, 5, 4, 3, 2, 1]


def test_answer_leads_with_what_has_triggered_and_what_to_do() -> None:
    statuses = [
        ranked("triggered", 10.0, number=1, name="Reward farming", contingency="Delay the payout."),
        *(ranked("open", 5.0, number=number) for number in range(2, 13)),
    ]
    answer = risks_answer(statuses)
    assert say(answer.message) == ("“Reward farming” has triggered (1 of 12 risks). What to do: Delay the payout.")
    assert answer.tone == "bad"
    assert say(answer.highlights[0].message) in say(answer.message)


def test_answer_counts_several_triggered_risks() -> None:
    statuses = [ranked("triggered", 10.0 - number, number=number) for number in range(1, 4)]
    assert say(risks_answer(statuses[:2]).message) == "“Risk 1” and “Risk 2” have triggered (2 of 2 risks)."
    assert say(risks_answer(statuses).message) == "“Risk 1” and two more risks have triggered (3 of 3 risks)."


def test_answer_without_a_triggered_risk_names_the_dearest_and_the_blind_triggers() -> None:
    blind = TriggerState("k", "stale", 1.0, 1, 1.0, 2.0, 0)
    quiet = [ranked("open", 40_400.0, number=1, name="Capacity"), ranked("closed", 1e9, number=2)]
    words = say(risks_answer(quiet).message).replace("\xa0", " ")
    assert words == "No risk has triggered. “Capacity” would cost most: ¥ 40,400 expected."
    assert risks_answer(quiet).tone == "good"
    answer = risks_answer([*quiet, ranked("open", 1.0, number=3, trigger=blind)])
    assert say(answer.message).endswith(" expected. 1 trigger has no fresh reading.")
    assert answer.tone == "warn"
    assert say(risks_answer([]).message).startswith("There are no open risks")
    unknown = risks_answer([ranked("open", None)])
    assert say(unknown.message) == "No risk has triggered (1 open). Estimate their losses next."


def test_an_acceptance_names_its_last_day() -> None:
    accepted = risk(status="accepted", accepted_until=date(2026, 3, 9))
    assert say(status_with(accepted, {}).reason) == "accepted until 9 Mar"
    assert status_with(risk(status="accepted"), {}).reason == Message("risk_accepted")
