"""The form of a step to the vision: a new one, or one that is changed in its place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from launchops.facade.types import Milestone, MilestoneStatus
from launchops.locale.sentences import N_
from launchops.ui import data, goal_data
from launchops.ui.record_fields import (
    RecordFields,
    draw_reload,
    record_place,
    save_record,
    shown_record,
)
from launchops.ui.text import _, language, record_text

STATE_WORDS = {"planned": N_("planned"), "met": N_("met"), "missed": N_("missed"), "dropped": N_("dropped")}
SIDE_WORDS = {"at_least": N_("at least"), "at_most": N_("at most")}
FIRST_TERM = timedelta(days=30)
NEW = "new"


def draw_steps_form(steps: Sequence[MilestoneStatus]) -> None:
    """A folded form; which step it changes is chosen on top of it."""
    fold = st.expander(_("Add or change a step"), key="step_fold", on_change="rerun")
    if fold.open:
        with fold:
            _draw_chosen(steps)


def _draw_chosen(steps: Sequence[MilestoneStatus]) -> None:
    names = {NEW: _("a new step")} | {str(s.milestone.id): record_text(s.milestone.name) for s in steps}
    picked = st.selectbox(
        _("Which step?"), list(names), format_func=lambda code: names.get(code, ""), key=f"step_choice_{language()}"
    )
    record = next((s.milestone for s in steps if str(s.milestone.id) == picked), None)
    if record is None:
        _draw_form(Milestone(None, "", data.today() + FIRST_TERM), "step_new_0")
    else:
        shown: Milestone = shown_record("step", record)
        _draw_form(shown, record_place("step", shown))
        _draw_deletion(record)


def _draw_form(shown: Milestone, place: str) -> None:
    fields = RecordFields(place)
    kpi_key = _choose_kpi(shown, fields, place)
    with st.form(f"{place}_form", border=False):
        typed = _draw_fields(replace(shown, kpi=kpi_key), shown, fields)
        fields.draw_other_problem()
        is_saved = st.form_submit_button(_("Save the step"), type="primary", key=f"{place}_save")
    draw_reload(place)
    if is_saved:
        save_record(data.launch().milestones.save, typed, place)


def _choose_kpi(shown: Milestone, fields: RecordFields, place: str) -> str:
    names = {"": _("no figure: its owner says so")} | goal_data.kpi_names(shown.kpi)
    keys = list(names)
    picked = st.selectbox(
        _("It is reached when this figure"), keys, keys.index(shown.kpi), format_func=lambda key: names.get(key, key),
        key=f"{place}_kpi",
    )  # fmt: skip
    fields.say_problem(st, "kpi")
    return str(picked)


def _draw_fields(base: Milestone, shown: Milestone, fields: RecordFields) -> Milestone:
    kpi = goal_data.kpis().get(base.kpi)
    if base.kpi:
        side_place, value_place, _rest = st.columns((1, 1, 2))
        base = replace(
            base,
            direction=fields.choice(side_place, "direction", _("is"), shown.direction, SIDE_WORDS),
            value=fields.number(
                value_place, "value", _("Value"), shown.value if base.kpi == shown.kpi else None,
                unit=kpi.unit if kpi else "",
            ),
        )  # fmt: skip
    else:
        base = replace(base, value=None)
    name_place, due_place, state_place, owner_place = st.columns((3, 1, 1, 1))
    return replace(
        base,
        name=fields.text(name_place, "name", _("Step"), shown.name),
        due_on=fields.day(due_place, "due_on", _("by"), shown.due_on),
        state=fields.choice(state_place, "state", _("State"), shown.state, STATE_WORDS),
        owner=fields.text(owner_place, "owner", _("Owner"), shown.owner),
        evidence=fields.text(st, "evidence", _("What shows that it is reached?"), shown.evidence),
    )


def _draw_deletion(record: Milestone) -> None:
    with st.popover(_("Delete the step"), type="tertiary", icon=":material/delete:", key=f"step_delete_{record.id}"):
        st.markdown(_("This cannot be undone."))
        st.button(_("Delete it"), key=f"step_delete_yes_{record.id}", on_click=_delete, args=(record.id,))


def _delete(milestone_id: int) -> None:
    data.launch().milestones.delete(milestone_id)
