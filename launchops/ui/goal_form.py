"""The form of a goal: a new one, or one that is changed in its place; with targets in between and a status by hand."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from launchops.errors import RecordError
from launchops.facade.types import Goal, GoalStatus, Kpi
from launchops.locale.sentences import N_
from launchops.ui import data, goal_data, screen
from launchops.ui.record_fields import (
    RecordFields,
    draw_reload,
    in_unit,
    record_place,
    save_record,
    shown_number,
    shown_record,
    typed_number,
)
from launchops.ui.status import STATUS_WORDS
from launchops.ui.text import _, record_text

TARGET_WORDS = {
    "rise_to": N_("rise to"),
    "fall_to": N_("fall to"),
    "stay_above": N_("stay above"),
    "stay_below": N_("stay below"),
}
KIND_WORDS = {"output": N_("a result"), "input": N_("something we do")}
CADENCE_WORDS = {"daily": N_("every day"), "weekly": N_("every week"), "monthly": N_("every month")}
MATURITY_WORDS = {
    "defined": N_("defined"),
    "instrumented": N_("measured"),
    "complete": N_("measured and checked"),
}
UNIT_WORDS = {
    "": N_("a plain number"),
    "users": N_("people"),
    "percent": N_("percent"),
    "points": N_("points"),
    "money": N_("money"),
    "days": N_("days"),
    "ratio": N_("ratio"),
}
OVERRIDES = ("", "on_track", "behind", "at_risk", "met", "missed", "in_tolerance", "out_of_tolerance")
FIRST_TERM = timedelta(days=90)  # nothing is planned further ahead than this to begin with


@dataclass(frozen=True)
class _Typed:
    """A goal as typed, and what keeps it from being a goal at all."""

    goal: Goal
    problem: RecordError | None


def draw_new_goal(count: int) -> None:
    """A folded form for one more goal, open while there is none; nothing on a shared screen."""
    if screen.is_shared():
        return
    fold = st.expander(_("Add a goal"), expanded=count == 0, key="goal_form", on_change="rerun")
    if fold.open:
        today = data.today()
        first = next(iter(goal_data.kpis()), "")
        blank = Goal(None, "", first, "rise_to", Decimal(0), today, today + FIRST_TERM, position=count + 1)
        with fold:
            _draw_form(blank, "goal_new_0")


def draw_goal_change(status: GoalStatus) -> None:
    """The goal's form, filled with what is recorded, and the way to delete it."""
    shown: Goal = shown_record("goal", status.goal)
    _draw_form(shown, record_place("goal", shown))
    _draw_deletion(status.goal)


def _draw_form(shown: Goal, place: str) -> None:
    fields = RecordFields(place)
    kpi_place, type_place = st.columns((2, 1))
    kpi_key = _choose_kpi(kpi_place, fields, shown, place)
    target_type = fields.choice(type_place, "target_type", _("shall"), shown.target_type, TARGET_WORDS)
    base = replace(shown, kpi=kpi_key, target_type=target_type)
    with st.form(f"{place}_form", border=False):
        typed = _draw_fields(base, shown, fields, place)
        fields.draw_other_problem()
        is_saved = st.form_submit_button(_("Save the goal"), type="primary", key=f"{place}_save")
    draw_reload(place)
    if is_saved:
        save_record(data.launch().goals.save, typed.goal, place, problem=typed.problem)


def _choose_kpi(where: Any, fields: RecordFields, shown: Goal, place: str) -> str:
    names = goal_data.kpi_names(shown.kpi)  # a figure that is gone stays to be seen
    keys = list(names)
    picked = where.selectbox(
        _("Figure"), keys, keys.index(shown.kpi) if keys else None, format_func=lambda key: names.get(key, key),
        key=f"{place}_kpi",
    )  # fmt: skip
    fields.say_problem(where, "kpi")
    return str(picked or "")


def _draw_fields(base: Goal, shown: Goal, fields: RecordFields, place: str) -> _Typed:
    kpi = goal_data.kpis().get(base.kpi)
    is_same = base.kpi == shown.kpi and shown.id is not None
    unit = (shown.unit if is_same else "") or (kpi.unit if kpi else "")
    name_place, start_place, due_place, owner_place = st.columns((2, 1, 1, 1))
    goal = replace(
        base,
        name=_draw_name(name_place, fields, shown, kpi),
        start_on=fields.day(start_place, "start_on", _("From"), shown.start_on),
        due_on=fields.day(due_place, "due_on", _("by"), shown.due_on),
        owner=fields.text(owner_place, "owner", _("Owner"), shown.owner),
        unit=shown.unit if is_same else "",
    )
    target_place, base_place, tolerance_place, unit_place = st.columns((1, 1, 1, 2))
    target = fields.number(target_place, "target", _("Target"), shown.target if is_same else None, unit=unit)
    baseline = None
    if not base.target_type.startswith("stay"):
        baseline = fields.number(
            base_place, "baseline", _("Value at the start"), shown.baseline if is_same else None, unit=unit,
            help_=_("Leave it empty and the figures say it."),
        )  # fmt: skip
    tolerance = fields.number(tolerance_place, "tolerance", _("Tolerance"), shown.tolerance, unit=unit)
    if kpi is not None and kpi.is_reading:
        goal = replace(goal, unit=fields.choice(unit_place, "unit", _("Unit"), goal.unit, UNIT_WORDS))
    goal = replace(goal, target=target or Decimal(0), baseline=baseline, tolerance=tolerance or Decimal(0))
    goal, problem = _draw_more(goal, shown, fields, unit, place)
    if target is None:
        problem = RecordError("field_required", field="target")
    return _Typed(goal, problem)


def _draw_name(where: Any, fields: RecordFields, shown: Goal, kpi: Kpi | None) -> str:
    typed = fields.text(where, "name", _("Name"), shown.name)
    return typed or (record_text(kpi.name) if kpi and shown.id is None else "")


def _draw_more(goal: Goal, shown: Goal, fields: RecordFields, unit: str, place: str) -> tuple[Goal, RecordError | None]:
    """The rarer fields, folded away; open where one of them is set."""
    with st.expander(_("Targets in between"), expanded=bool(shown.phased), key=f"{place}_phases_fold"):
        phased, problem = _draw_phases(shown, unit, place)
        fields.say_problem(st, "phased")
    with st.expander(_("Status by hand"), expanded=bool(shown.override_status), key=f"{place}_override_fold"):
        goal = _draw_override(goal, fields)
    with st.expander(_("More about it"), key=f"{place}_more_fold"):
        goal = _draw_rest(goal, fields)
    return replace(goal, phased=phased), problem


def _draw_phases(shown: Goal, unit: str, place: str) -> tuple[tuple[tuple[date, Decimal], ...], RecordError | None]:
    """A day and a value each; half a line is no target."""
    frame = pd.DataFrame(
        {"day": [on for on, _value in shown.phased], "value": [shown_number(v, unit) for _on, v in shown.phased]}
    ).astype({"day": "datetime64[ns]", "value": "float64"})
    typed = st.data_editor(
        frame, num_rows="dynamic", hide_index=True, key=f"{place}_phased", alt=_("Targets in between"),
        column_config={
            "day": st.column_config.DateColumn(_("Day")),
            "value": st.column_config.NumberColumn(in_unit(_("Target"), unit), format="%g"),
        },
    )  # fmt: skip
    lines = typed.dropna(how="all")
    if lines.isna().any(axis=None):
        return shown.phased, RecordError("phase_half", field="phased")
    pairs = [
        (pd.Timestamp(day).date(), typed_number(float(value), unit))
        for day, value in zip(lines["day"], lines["value"], strict=True)
    ]
    return tuple(sorted((day, value) for day, value in pairs if value is not None)), None


def _draw_override(goal: Goal, fields: RecordFields) -> Goal:
    words = {code: STATUS_WORDS[code][0] if code else N_("as the figures say") for code in OVERRIDES}
    status_place, reason_place, until_place = st.columns((1, 2, 1))
    status = fields.choice(status_place, "override_status", _("Status"), goal.override_status, words)
    reason = fields.text(reason_place, "override_reason", _("Why?"), goal.override_reason)
    until = fields.day_or_none(until_place, "override_until", _("until"), goal.override_until)
    return replace(goal, override_status=status, override_reason=reason, override_until=until)


def _draw_rest(goal: Goal, fields: RecordFields) -> Goal:
    question_place, source_place = st.columns(2)
    question = fields.text(question_place, "question", _("Which question does it answer?"), goal.question)
    source = fields.text(source_place, "source", _("Where does the figure come from?"), goal.source)
    kind_place, cadence_place, stale_place, maturity_place, order_place = st.columns(5)
    return replace(
        goal,
        question=question,
        source=source,
        kind=fields.choice(kind_place, "kind", _("It is"), goal.kind, KIND_WORDS),
        cadence=fields.choice(cadence_place, "cadence", _("Checked in"), goal.cadence, CADENCE_WORDS),
        stale_after_days=fields.whole(
            stale_place, "stale_after_days", _("Out of date after days"), goal.stale_after_days, low=1, high=366
        ),
        maturity=fields.choice(maturity_place, "maturity", _("The figure is"), goal.maturity, MATURITY_WORDS),
        position=fields.whole(order_place, "position", _("Place in the list"), goal.position, low=0, high=999),
    )


def _draw_deletion(goal: Goal) -> None:
    with st.popover(_("Delete the goal"), type="tertiary", icon=":material/delete:", key=f"goal_delete_{goal.id}"):
        st.markdown(_("The goal goes with all its check-ins. This cannot be undone."))
        st.button(_("Delete it"), key=f"goal_delete_yes_{goal.id}", on_click=_delete, args=(goal.id,))


def _delete(goal_id: int) -> None:
    data.launch().goals.delete(goal_id)
    st.query_params.pop("goal", None)
    st.session_state.pop("_goal_chosen", None)
