"""What to do after a comparison: does it last, how much leans on the activity, what next."""

from dataclasses import replace

import pytest

from launchops.review.advice import LEANS_RATIO, advice, lasting_message, leaning
from launchops.stats.results import Dependence, Reactivated
from tests.pages.fake_comparisons import ASSOCIATED_HIGHER, RAISED, VERDICTS, WEEKS, effect, weekly

CLEAR, UNCLEAR = 0.05, 0.01  # with a half-width of 0.022


def lasting(*differences: float | None):
    weeks = tuple(
        (days, None if lift is None else effect(lift, 0.022)) for days, lift in zip(WEEKS, differences, strict=True)
    )
    return lasting_message(replace(ASSOCIATED_HIGHER, by_week=weeks))


@pytest.mark.parametrize(
    ("differences", "code", "last"),
    [
        ((CLEAR, CLEAR, CLEAR, CLEAR), "lasting_still", 28),
        ((CLEAR, CLEAR, UNCLEAR, None), "lasting_faded", 21),
        ((UNCLEAR, UNCLEAR, UNCLEAR, UNCLEAR), "lasting_never", 28),
        ((UNCLEAR, UNCLEAR, CLEAR, None), "lasting_late", 21),
        ((-CLEAR, UNCLEAR, None, None), "lasting_faded", 14),
    ],
)
def test_the_first_known_week_is_set_against_the_last(differences, code: str, last: int):
    found = lasting(*differences)
    assert found.code == code
    assert found.params["days"].params["last"] == last


@pytest.mark.parametrize("differences", [(CLEAR, None, None, None), (None, None, None, None)])
def test_one_week_says_nothing_about_lasting(differences):
    assert lasting(*differences).code == "lasting_unknown"


@pytest.mark.parametrize("verdict", ["assignment_broken", "not_comparable", "already_different"])
def test_groups_that_are_not_comparable_say_nothing_about_lasting(verdict: str):
    assert lasting_message(VERDICTS[verdict]).code == "lasting_unfair"


def test_a_lot_is_judged_on_its_own_weeks():
    assert lasting_message(RAISED).code == "lasting_still"


def _dependent(ratio: float, only_during: int):
    found = Dependence(ratio, 0.5, 0.3, 1000, (0, 6), None, only_during)
    return replace(ASSOCIATED_HIGHER, dependence=found, by_week=weekly(CLEAR, CLEAR, CLEAR, CLEAR))


@pytest.mark.parametrize(
    ("ratio", "only_during", "tone", "next_step"),
    [
        (1.0, 100, "good", "advice_hold_out"),
        (LEANS_RATIO, 100, "warn", "advice_leans"),
        (1.0, 400, "warn", "advice_leans"),
        (1.49, 399, "good", "advice_hold_out"),
    ],
)
def test_a_product_leans_by_its_ratio_or_by_users_who_come_for_the_activity_alone(ratio, only_during, tone, next_step):
    comparison = _dependent(ratio, only_during)
    assert leaning(comparison).tone == tone
    assert advice(comparison).code == next_step


def test_a_ratio_before_that_is_not_known_is_left_out():
    assert [fact.code for fact in leaning(_dependent(1.0, 1)).facts] == [
        "leaning_shares", "leaning_only_during", "leaning_reactivated",
    ]  # fmt: skip


def test_dependence_that_is_not_known_has_no_ratio_but_says_why():
    found = leaning(replace(ASSOCIATED_HIGHER, dependence=None, reactivated=Reactivated(0, 0)))
    assert (found.ratio, [fact.code for fact in found.facts]) == (None, ["leaning_unknown"])


def test_without_a_believable_difference_the_advice_never_says_repeat_it():
    for verdict in ("too_early", "assignment_broken", "not_comparable", "already_different"):
        assert advice(VERDICTS[verdict]).code == f"advice_{verdict}"
    for verdict in ("no_clear_difference", "associated_lower", "lowered"):
        assert advice(VERDICTS[verdict]).code == "advice_skip"


def test_only_a_lot_earns_a_repeat():
    lasting_one = replace(ASSOCIATED_HIGHER, by_week=weekly(CLEAR, CLEAR, CLEAR, CLEAR))
    assert advice(lasting_one).code == "advice_hold_out"
    assert advice(RAISED).code == "advice_keep"
