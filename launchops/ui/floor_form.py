"""The forms of the floor: the fewest sign-ups some days after the launch, and what is done where there are fewer."""

from dataclasses import replace
from decimal import Decimal

import streamlit as st

from launchops.facade.types import FloorCheck
from launchops.ui import data, risk_data
from launchops.ui.record_fields import RecordFields, draw_reload, save_record
from launchops.ui.text import _

_LONGEST = 366  # days after the launch


def draw_floor_form() -> None:
    """A folded form a check; open while none is recorded."""
    checks = risk_data.floor_checks()
    is_new = all(check.id is None for check in checks)
    fold = st.expander(_("The checks and what was agreed"), expanded=is_new, key="floor_form", on_change="rerun")
    if fold.open:
        with fold:
            for place, check in enumerate(checks):
                _draw_check(check, place)
            if not is_new:
                _draw_check(FloorCheck(None, checks[-1].days_after + 7, Decimal(0)), len(checks))


def _draw_check(check: FloorCheck, number: int) -> None:
    """One check in a line; a check without a floor is one more to be agreed."""
    place = f"floor_{check.id or 'new'}_{number}_{check.version if check.id else 0}"
    pin = f"_floor_shown_{check.id}_{number}"
    shown = st.session_state.get(pin)
    if shown is None or f"{place}_days_after" not in st.session_state:
        shown = st.session_state[pin] = check
    fields = RecordFields(place)
    with st.form(f"{place}_form", border=False):
        days_place, floor_place, measure_place, owner_place, save_place = st.columns(
            (1.1, 1.2, 4, 1.6, 0.9), vertical_alignment="bottom"
        )
        floor = fields.number(floor_place, "floor", _("Sign-ups at least"), shown.floor or None, unit="users")
        typed = replace(
            shown,
            days_after=fields.whole(days_place, "days_after", _("Days after"), shown.days_after, low=1, high=_LONGEST),
            floor=floor or Decimal(0),
            measure=fields.text(measure_place, "measure", _("Otherwise we …"), shown.measure),
            owner=fields.text(owner_place, "owner", _("Who does it?"), shown.owner),
        )
        fields.draw_other_problem()
        is_saved = save_place.form_submit_button(_("Save"), key=f"{place}_save")
    draw_reload(place)
    if is_saved:
        save_record(data.launch().floor.save, typed, place)
