"""Typing one value of a figure that is measured elsewhere, beside the goal on it."""

from decimal import Decimal

import streamlit as st

from launchops.errors import RecordError
from launchops.facade.types import GoalStatus
from launchops.ui import data
from launchops.ui.record_fields import RecordFields, save_record
from launchops.ui.text import _


def draw_reading_form(status: GoalStatus) -> None:
    """A folded form for one value of one day; it becomes an upload that can be undone."""
    with st.expander(_("Type a value"), key=f"reading_fold_{status.goal.id}"):
        place = f"reading_{status.goal.id}_{data.launch().versions()[0]}"
        fields = RecordFields(place)
        with st.form(f"{place}_form", border=False):
            day_place, value_place, replace_place = st.columns((1, 1, 2), vertical_alignment="bottom")
            on = fields.day(day_place, "on", _("Day"), data.today())
            value = fields.number(value_place, "value", _("Value"), None, unit=status.unit)
            is_replaced = replace_place.checkbox(_("Replace the value of that day"), key=f"{place}_replace")
            fields.draw_other_problem()
            is_saved = st.form_submit_button(_("Save the value"), key=f"{place}_save")
        if is_saved:
            missing = RecordError("field_required", field="value") if value is None else None

            def save(number: Decimal | None) -> object:
                return data.launch().readings.save(status.goal.kpi, on, float(number or 0), replace=is_replaced)

            save_record(save, value, place, problem=missing)
