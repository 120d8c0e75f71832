"""One risk in full: from cause to effect, what raises its hand and what is then done; its form and its history."""

from html import escape as escape_html

import streamlit as st

from launchops.facade.types import RiskStatus
from launchops.locale.sentences import N_
from launchops.ui import blocks, goal_data, goal_history, risk_data, risk_form, risk_pictures, risk_rows, screen
from launchops.ui.text import _, escape, full_day, language, money, percent, quantity, record_text, say

PARTS = (N_("What happens"), N_("Change"), N_("History"))


def draw_detail(status: RiskStatus) -> None:
    """The chosen risk and its parts, each worked out when it is opened."""
    blocks.status_chip(risk_rows.chip_code(status), say(status.reason))
    if screen.is_shared():
        _draw_picture(status)
        _draw_facts(status)
        return
    key = f"risk_parts_{status.risk.id}_{language()}"
    for tab, draw in zip(
        st.tabs([_(part) for part in PARTS], key=key, on_change="rerun"),
        (_draw_course, _draw_change, _draw_history),
        strict=True,
    ):
        if tab.open:
            with tab:
                draw(status)


def _draw_course(status: RiskStatus) -> None:
    for warning in status.warnings:
        st.markdown(f":orange[{escape(say(warning))}]")
    _draw_picture(status)
    _draw_facts(status)


def _draw_picture(status: RiskStatus) -> None:
    if status.trigger is not None:
        risk_pictures.draw_trigger(status)


def _draw_change(status: RiskStatus) -> None:
    risk_form.draw_risk_change(status.risk)


def _draw_history(status: RiskStatus) -> None:
    """When it fired and cleared, then who changed the record."""
    for event in risk_data.events(status.risk.id):
        st.markdown(f"{blocks.chip_markdown(event.kind)} {escape(say(risk_data.event_message(event)))}")
    goal_history.draw_history(goal_data.history("risks", status.risk.id))


def _draw_facts(status: RiskStatus) -> None:
    facts = _shared_facts(status) if screen.is_shared() else _facts(status)
    rows = "".join(f"<dt>{escape_html(name)}</dt><dd>{escape_html(text)}</dd>" for name, text in facts if text)
    st.html(f'<dl class="lo-facts">{rows}</dl>')


def _facts(status: RiskStatus) -> tuple[tuple[str, str], ...]:
    risk = status.risk
    return (
        (_("How it comes"), _chain(status)),
        *_shared_facts(status),
        (_("If that fails"), record_text(risk.fallback)),
        (_("Trigger"), _trigger_text(status)),
        (_("Expected loss"), _loss_text(status)),
        (_("Look again"), full_day(risk.review_on) if risk.review_on else ""),
    )


def _shared_facts(status: RiskStatus) -> tuple[tuple[str, str], ...]:
    """What three metres need: what to do and who does it."""
    risk = status.risk
    actor = record_text(risk.action_owner or risk.owner)
    return ((_("Then we do"), record_text(risk.contingency)), (_("Who"), actor))


def _chain(status: RiskStatus) -> str:
    risk = status.risk
    steps = (record_text(text) for text in (risk.cause, risk.event, risk.effect) if text)
    return " → ".join(step.rstrip(".。") for step in steps)


def _loss_text(status: RiskStatus) -> str:
    """¥ 26,248: 35 % chance of ¥ 20,000 to ¥ 180,000."""
    risk = status.risk
    if status.expected_loss is None:
        return _("unknown: give a probability and a range")
    loss, low, high = (
        money(round(value), currency=status.currency)
        for value in (status.expected_loss, risk.loss_low or 0, risk.loss_high or 0)
    )
    return _("{loss}: {chance} chance of {low} to {high}").format(
        loss=loss, chance=percent(risk.probability), low=low, high=high
    )


def _trigger_text(status: RiskStatus) -> str:
    trigger = status.trigger
    if trigger is None:
        return ""
    value, amber, red = (
        quantity(number, status.unit, currency=status.currency)
        for number in (trigger.value, trigger.amber, trigger.red)
    )
    name = risk_data.kpi_name(trigger.kpi)
    text = _("{kpi}: {value}; amber at {amber}, red at {red}").format(kpi=name, value=value, amber=amber, red=red)
    readings = status.risk.trigger_readings
    return text if readings < 2 else _("{text}, {n} readings in a row").format(text=text, n=readings)
