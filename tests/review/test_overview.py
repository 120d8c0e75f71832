"""The launch in one sentence, and the status history."""

from datetime import UTC, date, datetime

from launchops.locale import say
from launchops.review.overview import change_message, overview_answer, status_changes
from launchops.store.records import StatusChange
from tests.review.make import judged, ranked

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = date(2026, 5, 4)


def entry(number: int, subject: str, subject_id: int, status: str, *, hour: int) -> StatusChange:
    """One entry of the history, on 1 May."""
    at = datetime(2026, 5, 1, hour, tzinfo=UTC)
    return StatusChange(number, subject, subject_id, status, "", at, date(2026, 5, 1))


def test_the_sentence_has_goals_the_worst_goal_and_what_triggered() -> None:
    goals = [judged("on_track", position=place) for place in range(5)]
    goals += [judged("behind", name="My goal", position=5), judged("stale", position=6), judged("stale", position=7)]
    risks = [
        ranked("open", 9.0, number=1),
        ranked("triggered", 1.0, number=2, name="My risk"),
    ]
    answer = overview_answer(goals, risks)
    assert say(answer.message) == (
        "On course for five of eight goals. My goal behind plan: 4,040 instead of 4,744; “My risk” has triggered."
    )
    assert say(answer.message, "zh") == (
        "8 个目标中有 5 个进展正常。My goal落后于计划：4,040，应为 4,744；“My risk”已触发。"
    )
    assert [highlight.tone for highlight in answer.highlights] == ["warn", "bad"]
    for language in ("en", "zh"):
        assert all(say(part.message, language) in say(answer.message, language) for part in answer.highlights)


def test_all_well_says_so_and_an_empty_launch_says_what_to_do() -> None:
    quiet = overview_answer([judged("met"), judged("on_track")], [ranked("open", 9.0)])
    assert say(quiet.message) == "On course for all two goals. No risk has triggered."
    assert quiet.tone == "good"
    assert say(overview_answer([], []).message) == "There are no goals and no risks yet. Begin with a goal."


def test_a_triggered_risk_speaks_also_without_a_goal_off_course() -> None:
    triggered = [ranked("triggered", 9.0, name="Capacity")]
    assert say(overview_answer([judged("met")], triggered).message) == (
        "The goal is on course. “Capacity” has triggered."
    )
    assert say(overview_answer([], triggered).message) == "There are no goals yet. “Capacity” has triggered."


def test_only_statuses_that_differ_from_their_last_are_added() -> None:
    history = [
        entry(3, "goal", 1, "behind", hour=9),
        entry(1, "goal", 1, "on_track", hour=8),  # older, though it stands later in the list
        entry(2, "risk", 1, "open", hour=8),
    ]
    goals = [judged("behind", position=0), judged("met", position=1)]  # ids 1 and 2
    risks = [ranked("triggered", 1.0, number=1)]
    changes = status_changes(history, goals, risks, changed_at=NOW, as_of_on=TODAY)
    assert [(change.subject, change.subject_id, change.previous, change.status) for change in changes] == [
        ("goal", 2, "", "met"),  # first seen
        ("risk", 1, "open", "triggered"),
    ]
    assert all(change.changed_at == NOW and change.as_of_on == TODAY for change in changes)
    assert changes[0].value == 0.85


def test_asking_again_adds_nothing() -> None:
    goals, risks = [judged("behind")], [ranked("open", 1.0)]
    first = status_changes([], goals, risks, changed_at=NOW, as_of_on=TODAY)
    assert len(first) == 2
    assert status_changes(first, goals, risks, changed_at=NOW, as_of_on=TODAY) == ()


def test_a_change_is_told_with_its_reason() -> None:
    assert say(change_message("Activated users", judged("no_data").reason)) == "Activated users: no figures yet"


def test_a_starter_text_is_told_in_the_language_and_a_users_own_as_typed() -> None:
    reason = judged("no_data").reason
    assert say(change_message("Nobody comes", reason), "zh") == "无人问津：尚无数据"
    assert say(change_message("Nobody came to my party", reason), "zh") == "Nobody came to my party：尚无数据"
