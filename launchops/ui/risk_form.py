"""The form of a risk: a new one, or one that is changed in its place; what is wrong stands at its field."""

from dataclasses import replace
from typing import Any

import streamlit as st

from launchops.facade.types import Risk
from launchops.locale.sentences import N_
from launchops.ui import data, goal_data, risk_data
from launchops.ui.goal_form import UNIT_WORDS
from launchops.ui.record_fields import RecordFields, draw_reload, record_place, save_record, shown_record
from launchops.ui.text import _, escape, record_text

CATEGORY_WORDS = {
    "": N_("not sorted yet"),
    "capacity": N_("capacity"),
    "contingency": N_("emergency plan"),
    "abuse": N_("gaming and fraud"),
    "cost": N_("cost"),
    "nobody_comes": N_("nobody comes"),
    "retention": N_("they leave"),
    "dependence": N_("dependence"),
    "data": N_("data"),
    "people": N_("the team"),
    "other": N_("other"),
}
KNOWLEDGE_WORDS = {"weak": N_("a guess"), "medium": N_("some experience"), "strong": N_("measured")}
RESPONSE_WORDS = {
    "avoid": N_("avoid it"),
    "mitigate": N_("make it smaller"),
    "transfer": N_("let somebody else carry it"),
    "accept": N_("live with it"),
}
SIDE_WORDS = {"above": N_("too high is bad"), "below": N_("too low is bad")}
_NO_UNIT = ("", "count")  # of an uploaded figure that nobody has given a unit yet
RECORDED_WORDS = {"open": N_("open"), "accepted": N_("accepted"), "closed": N_("closed")}


def draw_new_risk(count: int) -> None:
    """A folded form for one more risk, open while there is none."""
    fold = st.expander(_("Add a risk"), expanded=count == 0, key="risk_form", on_change="rerun")
    if fold.open:
        with fold:
            _draw_starters()
            _draw_form(Risk(None, ""))


def _draw_starters() -> None:
    """One click for the risks that most launches have; nothing where they are all on the list."""
    names = [record_text(risk.name) for risk in risk_data.starters()]
    if not names:
        return
    st.button(
        _("Add {n} risks that most launches have").format(n=len(names)), key="risk_starters", icon=":material/add:",
        help=escape(" · ".join(names)), on_click=_add_starters,
    )  # fmt: skip


def _add_starters() -> None:
    data.launch().risks.add_starters()


def draw_risk_change(risk: Risk) -> None:
    """The risk's form, filled with what is recorded, and the way to delete it."""
    _draw_form(risk)
    _draw_deletion(risk)


@st.fragment
def _draw_form(risk: Risk) -> None:
    """Draws itself alone anew when another figure is chosen, because the limits are typed in its unit."""
    shown: Risk = shown_record("risk", risk)
    place = record_place("risk", shown)
    fields = RecordFields(place)
    typed = _draw_what(shown, fields)
    typed = _draw_loss(typed, fields)
    typed = _draw_trigger(typed, shown, fields, place)
    typed = _draw_answer(typed, fields)
    fields.draw_other_problem()
    is_saved = st.button(_("Save the risk"), type="primary", key=f"{place}_save")
    draw_reload(place)
    if is_saved:
        save_record(data.launch().risks.save, typed, place)


def _draw_what(risk: Risk, fields: RecordFields) -> Risk:
    """What could happen, and whose it is."""
    name_place, category_place, owner_place = st.columns((2, 1, 1))
    name = fields.text(name_place, "name", _("What could happen?"), risk.name)
    category = fields.choice(category_place, "category", _("Kind"), risk.category, CATEGORY_WORDS)
    owner = fields.text(owner_place, "owner", _("Owner"), risk.owner)
    cause_place, event_place, effect_place = st.columns(3)
    return replace(
        risk,
        name=name,
        category=category,
        owner=owner,
        cause=fields.text(cause_place, "cause", _("Because …"), risk.cause),
        event=fields.text(event_place, "event", _("… this happens …"), risk.event),
        effect=fields.text(effect_place, "effect", _("… and costs us"), risk.effect),
    )


def _draw_loss(risk: Risk, fields: RecordFields) -> Risk:
    """How likely it is and what it would cost; both may be unknown."""
    chance_place, knowledge_place = st.columns(2)
    low_place, high_place = st.columns(2)
    chance = fields.number(
        chance_place, "probability", _("Probability"), risk.probability, unit="percent",
        help_=_("How likely it happens at least once during the launch."),
    )  # fmt: skip
    low = fields.number(
        low_place, "loss_low", _("Loss at least"), risk.loss_low, unit="money",
        help_=_("If it happens, nine times out of ten the loss lies between the two."),
    )  # fmt: skip
    return replace(
        risk,
        probability=None if chance is None else float(chance),
        loss_low=low,
        loss_high=fields.number(high_place, "loss_high", _("Loss at most"), risk.loss_high, unit="money"),
        knowledge=fields.choice(knowledge_place, "knowledge", _("How do we know?"), risk.knowledge, KNOWLEDGE_WORDS),
    )


def _draw_trigger(risk: Risk, shown: Risk, fields: RecordFields, place: str) -> Risk:
    """The figure that gives it away and its limits, in the figure's own unit; nothing more without a figure."""
    kpi_place, side_place, stale_place = st.columns((2, 1, 1))
    kpi_key = _choose_kpi(kpi_place, fields, shown, place)
    risk = replace(risk, trigger_kpi=kpi_key, trigger_unit="", trigger_amber=None, trigger_red=None)
    if not kpi_key:
        return risk
    side = fields.choice(side_place, "trigger_direction", _("Direction"), risk.trigger_direction, SIDE_WORDS)
    stale = fields.whole(
        stale_place, "trigger_stale_days", _("Out of date after days"), risk.trigger_stale_days, low=1, high=366
    )
    risk = replace(risk, trigger_direction=side, trigger_stale_days=stale)
    return _draw_limits(risk, shown, fields, place)


def _draw_limits(risk: Risk, shown: Risk, fields: RecordFields, place: str) -> Risk:
    """Amber and red; another figure begins with empty limits, because they would be in another unit."""
    is_same = risk.trigger_kpi == shown.trigger_kpi
    kpi = goal_data.kpis().get(risk.trigger_kpi)
    amber_place, red_place, readings_place, unit_place = st.columns(4)
    if kpi is not None and kpi.is_reading and kpi.unit in _NO_UNIT:
        own = shown.trigger_unit if is_same else ""
        risk = replace(risk, trigger_unit=fields.choice(unit_place, "trigger_unit", _("Unit"), own, UNIT_WORDS))
    unit = risk.trigger_unit or (kpi.unit if kpi else "")
    limits = fields if is_same else RecordFields(f"{place}_{risk.trigger_kpi}")
    amber = limits.number(amber_place, "trigger_amber", _("Amber"), shown.trigger_amber if is_same else None, unit=unit)
    red = limits.number(red_place, "trigger_red", _("Red"), shown.trigger_red if is_same else None, unit=unit)
    if not is_same:
        fields.say_problem(amber_place, "trigger_amber")
        fields.say_problem(red_place, "trigger_red")
    readings = fields.whole(
        readings_place, "trigger_readings", _("Red readings in a row"), risk.trigger_readings, low=1, high=99
    )
    return replace(risk, trigger_amber=amber, trigger_red=red, trigger_readings=readings)


def _choose_kpi(where: Any, fields: RecordFields, shown: Risk, place: str) -> str:
    names = goal_data.kpi_names(shown.trigger_kpi)  # a figure that is gone stays to be seen
    keys = ["", *names]
    picked = where.selectbox(
        _("Figure that gives it away"), keys, keys.index(shown.trigger_kpi),
        format_func=lambda key: names[key] if key else _("none"), key=f"{place}_trigger_kpi",
    )  # fmt: skip
    fields.say_problem(where, "trigger_kpi")
    return str(picked)


def _draw_answer(risk: Risk, fields: RecordFields) -> Risk:
    """What was agreed to do, by whom, and when somebody looks again."""
    then_place, else_place = st.columns(2)
    contingency = fields.text(then_place, "contingency", _("What do we do then?"), risk.contingency)
    fallback = fields.text(else_place, "fallback", _("And if that fails?"), risk.fallback)
    actor_place, response_place = st.columns(2)
    actor = fields.text(actor_place, "action_owner", _("Who does it?"), risk.action_owner)
    response = fields.choice(response_place, "response", _("Until then"), risk.response, RESPONSE_WORDS)
    review_place, status_place, until_place = st.columns(3)
    risk = replace(
        risk,
        contingency=contingency,
        fallback=fallback,
        action_owner=actor,
        response=response,
        review_on=fields.day_or_none(review_place, "review_on", _("Look again on"), risk.review_on),
        status=fields.choice(status_place, "status", _("Status"), risk.status, RECORDED_WORDS),
    )
    return _draw_acceptance(risk, fields, until_place) if risk.status == "accepted" else risk


def _draw_acceptance(risk: Risk, fields: RecordFields, until_place: Any) -> Risk:
    """Until when somebody lives with it, who that is, and why."""
    until = fields.day_or_none(until_place, "accepted_until", _("Accepted until"), risk.accepted_until)
    by_place, reason_place = st.columns((1, 2))
    return replace(
        risk,
        accepted_until=until,
        accepted_by=fields.text(by_place, "accepted_by", _("Who accepts it?"), risk.accepted_by),
        accepted_reason=fields.text(reason_place, "accepted_reason", _("Why?"), risk.accepted_reason),
    )


def _draw_deletion(risk: Risk) -> None:
    with st.popover(_("Delete the risk"), type="tertiary", icon=":material/delete:", key=f"risk_delete_{risk.id}"):
        st.markdown(_("The risk goes with its history of triggers. This cannot be undone."))
        st.button(_("Delete it"), key=f"risk_delete_yes_{risk.id}", on_click=_delete, args=(risk.id,))


def _delete(risk_id: int) -> None:
    data.launch().risks.delete(risk_id)
    risk_data.forget_choice()
