"""The launch in one sentence, and which statuses changed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from launchops.locale import Message
from launchops.review.goals import goal_phrase, goal_tone, goals_answer, goals_lead, worst_goal
from launchops.review.results import Answer, GoalStatus, Highlight, RiskStatus
from launchops.review.risks import rank_risks, triggered_phrase
from launchops.store.records import StatusChange


def overview_answer(goals: Sequence[GoalStatus], risks: Sequence[RiskStatus]) -> Answer:
    """How many goals are on course, the goal that most needs a person, and what has triggered."""
    triggered = [status for status in rank_risks(risks) if status.status == "triggered"]
    answer = goals_answer(goals)
    if not goals and not risks:
        return Answer(Message("overview_empty"))
    if not triggered:
        return _with_quiet_risks(answer) if goals and risks and answer.tone == "good" else answer
    risk_phrase = triggered_phrase(triggered)
    risk_highlight = Highlight(risk_phrase, "bad")
    worst = worst_goal(goals)
    if worst is None:
        lead = answer.message if goals else Message("overview_no_goals")
        return Answer(Message("overview_risk", {"lead": lead, "risk": risk_phrase}), "bad", (risk_highlight,))
    worst_phrase = goal_phrase(worst)
    params = {"lead": goals_lead(goals), "goal": worst_phrase, "risk": risk_phrase}
    highlights = (Highlight(worst_phrase, goal_tone(worst)), risk_highlight)
    return Answer(Message("overview_goal_and_risk", params), "bad", highlights)


def _with_quiet_risks(answer: Answer) -> Answer:
    return Answer(Message("overview_quiet", {"lead": answer.message}), answer.tone)


def status_changes(
    previous: Iterable[StatusChange],
    goals: Iterable[GoalStatus],
    risks: Iterable[RiskStatus],
    *,
    changed_at: datetime,
    as_of_on: date,
) -> tuple[StatusChange, ...]:
    """What to add to the status history: an entry for each goal and risk whose status differs from its last.

    `previous`: the history, or its last entry per subject, in any order. A subject seen for the first time
    gives an entry with an empty `previous`, so that its history has a beginning; it is no change to tell.
    `value` is the pace ratio of a goal (its actual value without one) or the value of a risk's trigger.
    """
    last = _last_statuses(previous)
    found = []
    for subject, subject_id, status, value in _current(goals, risks):
        before = last.get((subject, subject_id), "")
        if status != before:
            found.append(StatusChange(None, subject, subject_id, status, before, changed_at, as_of_on, value))
    return tuple(found)


def _last_statuses(previous: Iterable[StatusChange]) -> dict[tuple[str, int], str]:
    in_time = sorted(previous, key=lambda change: (change.changed_at, change.id or 0))
    return {(change.subject, change.subject_id): change.status for change in in_time}


def _current(goals: Iterable[GoalStatus], risks: Iterable[RiskStatus]) -> Iterable[tuple[str, int, str, float | None]]:
    """Subject, id, status and value of every saved goal and risk."""
    for goal in goals:
        if goal.goal.id is not None:
            value = goal.actual if goal.pace_ratio is None else goal.pace_ratio
            yield "goal", goal.goal.id, goal.status, value
    for risk in risks:
        if risk.risk.id is not None:
            yield "risk", risk.risk.id, risk.status, risk.trigger.value if risk.trigger else None


def change_message(name: str, reason: Message) -> Message:
    """A changed status as one line for "since last week": the record's name and the clause behind it."""
    return Message("status_change", {"name": name, "reason": reason})
