"""Adding a risk: the few fields that its rank and its trigger need."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import streamlit as st

from launchops.errors import RecordError
from launchops.facade.types import Kpi, Risk
from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.ui import data, screen
from launchops.ui.text import _, escape, record_text, say

SIDE_WORDS = {"above": N_("too high is bad"), "below": N_("too low is bad")}


def draw_risk_form(*, is_first: bool) -> None:
    """A folded form for one more risk, open while there is none; nothing on a shared screen."""
    if screen.is_shared():
        return
    with st.expander(_("Add a risk"), expanded=is_first, key="risk_form"):
        name_place, owner_place = st.columns((2, 1))
        name = name_place.text_input(_("What could happen?"), key="risk_name", max_chars=120)
        owner = owner_place.text_input(_("Owner"), key="risk_owner", max_chars=120)
        chance_place, low_place, high_place = st.columns(3)
        chance = chance_place.number_input(_("Probability in %"), 0.0, 100.0, None, key="risk_chance")
        low = low_place.number_input(_("Loss at least"), 0.0, None, None, key="risk_low")
        high = high_place.number_input(_("Loss at most (9 times of 10)"), 0.0, None, None, key="risk_high")
        trigger = _draw_trigger_fields()
        contingency = st.text_input(_("What do we do then?"), key="risk_contingency", max_chars=400)
        if st.button(_("Save the risk"), type="primary", key="risk_save"):
            risk = Risk(
                None, name.strip(), owner=owner.strip(), contingency=contingency.strip(),
                probability=None if chance is None else chance / 100, loss_low=_decimal(low), loss_high=_decimal(high),
                **trigger,
            )  # fmt: skip
            _save(data.launch().risks.save, risk, _risk_problem(risk))


def _draw_trigger_fields() -> dict[str, Any]:
    """The trigger's part of a risk record; empty where no figure is chosen."""
    kpi_place, side_place, amber_place, red_place = st.columns((2, 1.4, 1, 1))
    kpi = _choose_kpi(kpi_place, _("Figure that gives it away"), "risk_kpi", is_optional=True)
    if kpi is None:
        return {}
    side = side_place.selectbox(
        _("Direction"), list(SIDE_WORDS), format_func=lambda code: _(SIDE_WORDS[code]), key="risk_side"
    )
    amber = amber_place.number_input(_in_unit(_("Amber"), kpi), value=None, key=f"risk_amber_{kpi.key}")
    red = red_place.number_input(_in_unit(_("Red"), kpi), value=None, key=f"risk_red_{kpi.key}")
    return {
        "trigger_kpi": kpi.key,
        "trigger_direction": side,
        "trigger_amber": _stored(amber, kpi),
        "trigger_red": _stored(red, kpi),
    }


def _risk_problem(risk: Risk) -> Message | None:
    """What keeps the risk from being saved."""
    if not risk.name:
        return Message("risk_needs_name")
    losses = (risk.loss_low, risk.loss_high)
    if any(losses) and (None in losses or not 0 < (risk.loss_low or 0) <= (risk.loss_high or 0)):
        return Message("risk_needs_loss_range")
    return None


def _choose_kpi(place: Any, label: str, key: str, *, is_optional: bool) -> Kpi | None:
    kpis: dict[str, Kpi] = {kpi.key: kpi for kpi in data.ask("metrics", "kpis")}
    picked = place.selectbox(
        label,
        list(kpis),
        index=None if is_optional else 0,
        format_func=lambda code: record_text(kpis[code].name),
        placeholder=_("none"),
        key=key,
    )
    return kpis.get(picked)


def _in_unit(label: str, kpi: Kpi) -> str:
    """Shares are typed in percent, because nobody types 0.2 for 20 %."""
    return f"{label} (%)" if kpi.unit == "percent" else label


def _stored(typed: float | None, kpi: Kpi) -> Decimal | None:
    """The number as the record keeps it: a share as a fraction."""
    number = _decimal(typed)
    return number / 100 if number is not None and kpi.unit in ("percent", "points") else number


def _decimal(typed: float | None) -> Decimal | None:
    return None if typed is None else Decimal(repr(typed))


def _save(save: Callable[[Any], Any], record: Any, problem: Message | None) -> None:
    """Save and draw the page again; a refusal leaves what was typed."""
    try:
        if problem is None:
            save(record)
    except RecordError as error:
        problem = error.message
    if problem is not None:
        st.error(escape(say(problem)))
        return
    for key in [key for key in st.session_state if str(key).startswith("risk_")]:
        del st.session_state[key]
    st.rerun()
