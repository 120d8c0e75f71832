"""A risk in full: from cause to effect, what raises its hand, and what then happens."""

from html import escape as escape_html

import streamlit as st

from launchops.facade.types import RiskStatus
from launchops.ui import blocks, data, pictures
from launchops.ui.text import _, escape, money, quantity, record_text, say


def draw_triggered(status: RiskStatus) -> None:
    """A risk that has happened: its readings beside what to do."""
    with blocks.panel(record_text(status.risk.name), key=f"panel_risk_{status.risk.id}"):
        words, picture = st.columns((1, 1), gap="large")
        with words:
            blocks.status_chip(status.status, say(status.reason))
            _draw_facts(status)
        with picture:
            if status.trigger is not None:
                readings = data.ask("risks", "series", status.risk)
                pictures.draw_trigger(status, readings, key=f"trigger_{status.risk.id}")


def draw_folded(status: RiskStatus) -> None:
    """Any other risk: one line, unfolded by a click."""
    loss = _("unknown loss") if status.expected_loss is None else loss_text(status)
    name = escape(record_text(status.risk.name))
    chip, reason = blocks.chip_markdown(chip_code(status)), escape(say(status.reason))
    label = f"**{name}** {chip} {reason} :gray[· {escape(loss)}]"
    with st.expander(label, key=f"risk_{status.risk.id}"):
        _draw_facts(status)


def chip_code(status: RiskStatus) -> str:
    """The word on a risk's chip: for an open one the state of its trigger says more than “open”."""
    if status.status == "open" and status.trigger is not None and status.trigger.state in ("amber", "red", "stale"):
        return status.trigger.state
    return status.status


def loss_text(status: RiskStatus) -> str:
    """What the risk is expected to cost, in words."""
    amount = money(status.expected_loss, currency=status.currency)
    return _("{amount} expected").format(amount=amount)


def _draw_facts(status: RiskStatus) -> None:
    risk = status.risk
    steps = (record_text(text) for text in (risk.cause, risk.event, risk.effect) if text)
    chain = " → ".join(step.rstrip(".。") for step in steps)
    facts = (
        (_("What happens"), chain),
        (_("Trigger"), _trigger_text(status)),
        (_("Then we do"), record_text(risk.contingency)),
        (_("If that fails"), record_text(risk.fallback)),
        (_("Owner"), record_text(risk.owner)),
        (
            _("Expected loss"),
            "" if status.expected_loss is None else money(status.expected_loss, currency=status.currency),
        ),
    )
    rows = "".join(f"<dt>{escape_html(name)}</dt><dd>{escape_html(text)}</dd>" for name, text in facts if text)
    st.html(f'<dl class="lo-facts">{rows}</dl>')


def _trigger_text(status: RiskStatus) -> str:
    trigger = status.trigger
    if trigger is None:
        return ""
    text = _("{kpi}: {value}; amber at {amber}, red at {red}").format(
        kpi=kpi_name(trigger.kpi),
        **{
            name: quantity(getattr(trigger, name), status.unit, currency=status.currency)
            for name in ("value", "amber", "red")
        },
    )
    readings = status.risk.trigger_readings
    return text if readings < 2 else _("{text}, {n} readings in a row").format(text=text, n=readings)


def kpi_name(key: str) -> str:
    """The name of a KPI in the session's language; an uploaded reading is called as in its file."""
    names = {kpi.key: kpi.name for kpi in data.ask("metrics", "kpis")}
    return _(names[key]) if key in names else key.removeprefix("reading:")
