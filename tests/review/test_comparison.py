"""What a comparison says: one sentence per verdict in both languages, never causal, and the checks behind it."""

from dataclasses import replace

import pytest

from launchops.locale import LANGUAGES, Language, say
from launchops.review.comparison import (
    comparison_answer,
    comparison_checks,
    naive_message,
    verdict_message,
)
from launchops.stats.results import Comparison, Group, GroupDifference, LeftOut, MatchedEffect

EFFECT = MatchedEffect(
    difference=0.059,
    low=0.038,
    high=0.080,
    standard_error=0.0107,
    diluted_difference=0.045,
    diluted_standard_error=0.0082,
    participants=1000,
    participants_matched=960,
    others=3000,
    strata=80,
    level=0,
    joined_later=0.0,
)
CONTROL = replace(EFFECT, difference=0.004, low=-0.018, high=0.025)
RAISED = Comparison(
    activity="fest",
    design="observational",
    days=(8, 14),
    as_of_day=20_204,
    window=(20_154, 20_160),
    naive=GroupDifference(Group(1000, 800), Group(9000, 3150), 0.45, 0.42, 0.48),
    matched=EFFECT,
    negative_control=CONTROL,
    by_week=(),
    verdict="associated_higher",
    smallest_visible=0.030,
    participants=1000,
    others=3200,
    left_out=LeftOut(without_peers=40),
    readable_day=20_175,
)
NOBODY = replace(
    RAISED,
    verdict="too_early",
    participants=0,
    others=0,
    left_out=LeftOut(),
    matched=None,
    negative_control=None,
    smallest_visible=None,
)
CASES = {
    "higher": (RAISED, "came back more often on days 8–14: +5.9 points (3.8 to 8.0)"),
    "lower": (
        replace(RAISED, verdict="associated_lower", matched=replace(EFFECT, difference=-0.05, low=-0.08, high=-0.02)),
        "came back less often on days 8–14: −5.0 points (−8.0 to −2.0)",
    ),
    "unclear": (replace(RAISED, verdict="no_clear_difference"), "under 3.0 points could easily be missed"),
    "different": (replace(RAISED, verdict="already_different"), "already differed two weeks before"),
    "few alike": (
        replace(RAISED, verdict="not_comparable", matched=replace(EFFECT, participants_matched=410)),
        "only 41 % of those who took part",
    ),
    "none alike": (replace(RAISED, verdict="not_comparable", matched=None), "nobody like those who took part"),
    "nobody": (NOBODY, "Nobody has taken part yet"),
    "not begun": (replace(NOBODY, as_of_day=20_154), "begins on 7 Mar 2025"),
    "not over": (
        replace(RAISED, verdict="too_early", left_out=LeftOut(unfinished=990)),
        "from 28 Mar 2025 on",
    ),
    "few": (replace(RAISED, verdict="too_early", participants=12, left_out=LeftOut()), "12 took part"),
    "everybody": (replace(RAISED, verdict="too_early", others=0), "Everybody who was there took part"),
    "one day": (replace(RAISED, days=(7, 7)), "more often on day 7:"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_verdict_says_what_an_ops_lead_needs(name: str) -> None:
    comparison, words = CASES[name]
    assert words in say(verdict_message(comparison))
    assert "{" not in say(verdict_message(comparison), "zh")
    assert "–" not in say(verdict_message(comparison)).replace("days 8–14", "")  # no value is unknown


CAUSAL = ("prove", "significan", "p =", "p-value", "raised", "caused", "证明", "显著", "导致", "提高了")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_an_observational_comparison_is_causal(language: Language) -> None:
    for comparison, _ in CASES.values():
        messages = [verdict_message(comparison), *(check.message for check in comparison_checks(comparison))]
        for words in (say(message, language).lower() for message in messages):
            for banned in (
                "prove",
                "significan",
                "p =",
                "p-value",
                "raised",
                "caused",
                "证明",
                "显著",
                "导致",
                "提高了",
            ):
                assert banned not in words


def test_a_clean_comparison_has_one_caution_only() -> None:
    checks = comparison_checks(RAISED)
    assert [(check.code, check.state) for check in checks] == [
        ("enough_people", "good"),
        ("comparable_people", "good"),
        ("same_before", "good"),
        ("randomised", "caution"),
    ]
    assert [say(check.title) for check in checks] == [
        "Enough people",
        "Comparable people",
        "Same before",
        "Not randomised",
    ]
    assert say(checks[0].message) == "1,000 and 3,200; smallest difference we could have seen: 3.0 points."
    assert say(checks[1].message) == "96 % of those who took part have others like them; 40 had nobody like them."


def state_of(comparison: Comparison, code: str) -> str | None:
    return {check.code: check.state for check in comparison_checks(comparison)}.get(code)


@pytest.mark.parametrize(("matched", "state"), [(800, "good"), (799, "caution"), (500, "caution"), (499, "bad")])
def test_comparable_people_is_judged_by_the_share_matched(matched: int, state: str) -> None:
    comparison = replace(RAISED, matched=replace(EFFECT, participants_matched=matched))
    assert state_of(comparison, "comparable_people") == state


def test_left_out_people_and_coarser_groups_are_named() -> None:
    left_out = LeftOut(before_signup=1, outside_window=2, unfinished=3, inactive=1, without_peers=5)
    comparison = replace(RAISED, left_out=left_out, matched=replace(EFFECT, level=2))
    words = say(comparison_checks(comparison)[1].message)
    for part in ("5 had nobody", "1 was not active", "2 took part outside", "1 took part before", "segments"):
        assert part in words


def test_too_few_people_is_bad_and_unfinished_ones_are_a_caution() -> None:
    assert state_of(replace(RAISED, others=29), "enough_people") == "bad"
    assert state_of(replace(RAISED, left_out=LeftOut(unfinished=10)), "enough_people") == "caution"


def test_same_before_fails_when_the_interval_leaves_zero_and_is_a_caution_when_unknown() -> None:
    assert state_of(replace(RAISED, negative_control=EFFECT), "same_before") == "bad"
    assert state_of(replace(RAISED, negative_control=None), "same_before") == "caution"


@pytest.mark.parametrize(("later", "state"), [(0.0, None), (0.1, "good"), (0.2, "caution")])
def test_later_joiners_are_said(later: float, state: str | None) -> None:
    assert state_of(replace(RAISED, matched=replace(EFFECT, joined_later=later)), "stayed_out") == state


def test_nobody_took_part_has_no_checks() -> None:
    assert comparison_checks(NOBODY) == ()


def test_the_naive_gap_stands_beside_the_fair_difference() -> None:
    message = naive_message(RAISED)
    assert message is not None
    assert "+45.0 points apart; +5.9 (3.8 to 8.0)" in say(message)
    assert naive_message(replace(RAISED, naive=None)) is None


def test_the_answer_on_top_of_the_page_carries_the_verdict() -> None:
    assert comparison_answer(RAISED).tone == "good"
    assert comparison_answer(NOBODY).tone == "neutral"
