"""Check-ins of a goal: the form, begun from a draft of the figures, and what was said before."""

from decimal import Decimal

import streamlit as st

from launchops.facade.types import CheckIn, GoalStatus
from launchops.ui import blocks, data, goal_data
from launchops.ui.record_fields import RecordFields, save_record
from launchops.ui.status import STATUS_WORDS
from launchops.ui.text import _, day, escape, language, record_text

STATUSES = ("on_track", "behind", "at_risk", "met", "missed", "in_tolerance", "out_of_tolerance")
MOST_SHOWN = 12


def draw_check_ins(status: GoalStatus) -> None:
    """The form beside the earlier check-ins, the latest first."""
    form, said = st.columns((1, 1), gap="large")
    with form:
        _draw_form(status)
    with said:
        entries = goal_data.check_ins(status.goal.id)
        if not entries:
            blocks.quiet(_("Nobody has checked in yet."))
        for entry in list(reversed(entries))[:MOST_SHOWN]:
            _draw_entry(entry)


def _draw_form(status: GoalStatus) -> None:
    draft: CheckIn = data.ask("check_ins", "draft", status, language())
    count = len(goal_data.check_ins(status.goal.id))
    place = f"checkin_{status.goal.id}_{count}_{language()}"  # after each save the next draft
    fields = RecordFields(place)
    with st.form(f"{place}_form", border=False):
        day_place, value_place = st.columns(2)
        checked_on = fields.day(day_place, "checked_on", _("Day"), draft.checked_on)
        value = fields.number(value_place, "value", _("Value"), draft.value, unit=status.unit)
        status_place, sure_place = st.columns(2)
        words = {code: STATUS_WORDS[code][0] for code in STATUSES}
        chosen = fields.choice(status_place, "chosen_status", _("Status"), draft.chosen_status, words)
        sure = sure_place.slider(_("How sure are we to make it?"), 1, 10, draft.confidence, key=f"{place}_confidence")
        moved = fields.text(st, "what_moved", _("What moved?"), draft.what_moved, is_long=True)
        blocker = fields.text(st, "blocker", _("What is in the way?"))
        wanted = fields.text(st, "help_wanted", _("What help do you want?"))
        author = fields.text(st, "author", _("Your name"), draft.author)
        fields.draw_other_problem()
        is_saved = st.form_submit_button(_("Check in"), type="primary", key=f"{place}_save")
    if is_saved:
        entry = CheckIn(
            None, status.goal.id or 0, checked_on, _kept(value, draft.value), draft.suggested_status, chosen, sure,
            moved, blocker, wanted, author,
        )  # fmt: skip
        save_record(data.launch().check_ins.save, entry, place)


def _kept(typed: Decimal | None, drafted: Decimal | None) -> Decimal | None:
    """The exact value of the figures where what was shown of it was not touched."""
    is_same = typed is not None and drafted is not None and float(typed) == float(drafted)
    return drafted if is_same else typed


def _draw_entry(entry: CheckIn) -> None:
    with st.container(key=f"said_{entry.id}", gap=None):
        sure = _("confidence {n} of 10").format(n=entry.confidence)
        grey = " · ".join(text for text in (day(entry.checked_on), record_text(entry.author), sure) if text)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{blocks.chip_markdown(entry.chosen_status)} :gray[{escape(grey)}]", width="stretch")
            st.button(_("Delete"), key=f"said_delete_{entry.id}", type="tertiary", on_click=_delete, args=(entry.id,))
        for text in _lines(entry):
            st.markdown(escape(text))


def _lines(entry: CheckIn) -> list[str]:
    lines = [record_text(entry.what_moved)]
    if entry.blocker:
        lines.append(_("In the way: {text}").format(text=record_text(entry.blocker)))
    if entry.help_wanted:
        lines.append(_("Help wanted: {text}").format(text=record_text(entry.help_wanted)))
    return [line for line in lines if line]


def _delete(check_in_id: int) -> None:
    data.launch().check_ins.delete(check_in_id)
