"""Which risks have raised their hand, and which cost most. Pure; dates are arguments."""

from collections.abc import Iterable, Sequence

from launchops.locale import Message
from launchops.review.results import Answer, Highlight, RiskStatus, TriggerState
from launchops.review.risk_warnings import is_acceptance_over, review_overdue_days, risk_notes
from launchops.review.values import value_message
from launchops.store.records import Risk

_PLACES = {"triggered": 0, "open": 1, "accepted": 1, "closed": 2}


def risk_status(
    risk: Risk,
    *,
    trigger: TriggerState | None,
    expected_loss: float | None,
    today_day: int,
    as_of_day: int | None = None,
    mean_loss: float | None = None,
    unit: str = "count",
    currency: str = "",
) -> RiskStatus:
    """The risk's status, the clause behind it, and what stands against the risk.

    closed and accepted are a person's word; an acceptance ends after its last day, then the risk is open.
    triggered is computed: the trigger has fired. `unit` is that of the trigger's KPI, `currency` the
    launch's. Data is complete before `as_of_day` (default `today_day`).
    """
    if risk.status == "closed":
        status, reason = "closed", Message("risk_closed")
    elif risk.status == "accepted" and not is_acceptance_over(risk, today_day=today_day):
        status, reason = "accepted", _accepted_reason(risk)
    else:
        status = "triggered" if trigger is not None and trigger.is_fired else "open"
        reason = _trigger_reason(trigger, today_day=today_day, unit=unit, currency=currency)
    return RiskStatus(
        risk=risk,
        status=status,
        reason=reason,
        expected_loss=expected_loss,
        trigger=trigger,
        currency=currency,
        unit=unit,
        mean_loss=mean_loss,
        review_overdue_days=review_overdue_days(risk, today_day=today_day),
        is_acceptance_over=is_acceptance_over(risk, today_day=today_day),
        warnings=risk_notes(
            risk, trigger, as_of_day=today_day if as_of_day is None else as_of_day, today_day=today_day
        ),
    )


def _accepted_reason(risk: Risk) -> Message:
    if risk.accepted_until is None:
        return Message("risk_accepted")
    return Message("risk_accepted_until", {"day": risk.accepted_until})


def _trigger_reason(trigger: TriggerState | None, *, today_day: int, unit: str, currency: str) -> Message:
    if trigger is None:
        return Message("risk_without_trigger")
    if trigger.value is None or trigger.value_day is None:
        return Message("risk_no_reading")
    if trigger.state == "unknown":
        return Message("risk_without_limits")
    value, amber, red = (
        value_message(number, unit=unit, currency=currency) for number in (trigger.value, trigger.amber, trigger.red)
    )
    if trigger.state == "stale":
        code = "risk_stale_fired" if trigger.is_fired else "risk_stale"
        return Message(code, {"days": today_day - trigger.value_day, "day": trigger.value_day, "value": value})
    limit = red if trigger.state == "red" or trigger.amber is None else amber
    if trigger.state == "amber" and trigger.consecutive:
        return Message("risk_amber_red_once", {"value": value, "limit": red, "n": trigger.consecutive})
    return Message(f"risk_{trigger.state}", {"value": value, "limit": limit})


def rank_risks(statuses: Iterable[RiskStatus]) -> list[RiskStatus]:
    """Triggered first, then by expected loss, unknown losses after known ones, closed risks at the end."""
    return sorted(
        statuses,
        key=lambda status: (
            _PLACES.get(status.status, 1),
            status.expected_loss is None,
            -(status.expected_loss or 0.0),
            status.risk.id or 0,
        ),
    )


def risks_answer(statuses: Sequence[RiskStatus]) -> Answer:
    """What has already happened, else what would cost most; with the number of triggers nobody feeds."""
    ranked = [status for status in rank_risks(statuses) if status.status != "closed"]
    if not ranked:
        return Answer(Message("risks_none"))
    triggered = [status for status in ranked if status.status == "triggered"]
    if triggered:
        return _triggered_answer(triggered, len(ranked))
    blind = sum(_is_blind(status) for status in ranked)
    largest = ranked[0]
    if largest.expected_loss is None:
        lead = Message("risks_quiet_without_loss", {"total": len(ranked)})
    else:
        params = {"name": largest.risk.name, "loss": largest.expected_loss, "currency": largest.currency}
        lead = Message("risks_quiet", params)
    if blind:
        phrase = Message("risks_blind", {"n": blind})
        return Answer(
            Message("risks_quiet_but_blind", {"lead": lead, "blind": phrase}),
            "warn",
            (Highlight(phrase, "warn"),),
        )
    return Answer(lead, "good")


def _is_blind(status: RiskStatus) -> bool:
    return status.trigger is not None and status.trigger.state in ("stale", "unknown")


def _triggered_answer(triggered: Sequence[RiskStatus], total: int) -> Answer:
    phrase = triggered_phrase(triggered)
    code = "risks_triggered_do" if triggered[0].risk.contingency else "risks_triggered"
    params = {
        "phrase": phrase,
        "count": len(triggered),
        "total": total,
        "contingency": triggered[0].risk.contingency,
    }
    return Answer(Message(code, params), "bad", (Highlight(phrase, "bad"),))


def triggered_phrase(triggered: Sequence[RiskStatus]) -> Message:
    """``“Reward farming” has triggered``, or the first of several with the number of the others."""
    name = triggered[0].risk.name
    if len(triggered) == 1:
        return Message("risk_phrase_one", {"name": name})
    if len(triggered) == 2:
        return Message("risk_phrase_two", {"name": name, "other": triggered[1].risk.name})
    return Message("risk_phrase_many", {"name": name, "more": len(triggered) - 1})
