"""The form of the capacity plan: what the servers were tested for, and how users load them."""

from dataclasses import replace
from decimal import Decimal

import streamlit as st

from launchops.facade.types import CapacityPlan
from launchops.ui import data
from launchops.ui.record_fields import RecordFields, draw_reload, record_place, save_record, shown_record
from launchops.ui.text import _

_BLANK = CapacityPlan(None, Decimal(0), Decimal(0), Decimal(0))


def draw_capacity_form(plan: CapacityPlan | None) -> None:
    """A folded form, open while nothing is recorded."""
    fold = st.expander(_("The load test"), expanded=plan is None, key="capacity_form", on_change="rerun")
    if fold.open:
        with fold:
            _draw_form(plan or _BLANK)


def _draw_form(plan: CapacityPlan) -> None:
    shown: CapacityPlan = shown_record("capacity", plan, field="tested_limit")
    place = record_place("capacity", shown)
    fields = RecordFields(place)
    with st.form(f"{place}_form", border=False):
        typed = _draw_fields(shown, fields)
        fields.draw_other_problem()
        is_saved = st.form_submit_button(_("Save the load test"), type="primary", key=f"{place}_save")
    draw_reload(place)
    if is_saved:
        save_record(data.launch().capacity.save, typed, place)


def _draw_fields(plan: CapacityPlan, fields: RecordFields) -> CapacityPlan:
    limit_place, share_place, requests_place = st.columns(3)
    limit = fields.number(
        limit_place, "tested_limit", _("Requests a second that were tested"), plan.tested_limit or None, unit="ratio"
    )
    share = fields.number(
        share_place, "peak_hour_share", _("Users of a day that come in its fullest hour"),
        plan.peak_hour_share or None, unit="percent",
    )  # fmt: skip
    requests = fields.number(
        requests_place, "requests_per_user", _("Requests of one user in that hour"), plan.requests_per_user or None,
        unit="ratio",
    )  # fmt: skip
    day_place, owner_place, note_place = st.columns((1, 1, 2))
    return replace(
        plan,
        tested_limit=limit or Decimal(0),
        peak_hour_share=share or Decimal(0),
        requests_per_user=requests or Decimal(0),
        tested_on=fields.day_or_none(day_place, "tested_on", _("Tested on"), plan.tested_on),
        owner=fields.text(owner_place, "owner", _("Owner"), plan.owner),
        note=fields.text(note_place, "note", _("How was it tested?"), plan.note),
    )
