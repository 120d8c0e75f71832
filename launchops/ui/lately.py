"""What happened lately: statuses that changed since the week began, and the last upload."""

from collections.abc import Sequence

import streamlit as st

from launchops.facade.results import Change
from launchops.facade.types import Batch
from launchops.locale.sentences import N_
from launchops.periods import week_first_day, week_number
from launchops.ui import blocks, data, screen
from launchops.ui.text import _, escape, moment, number, say

MOST_CHANGES = 6
SINCE_WORDS = {
    "monday": N_("Since last Monday"),
    "tuesday": N_("Since last Tuesday"),
    "wednesday": N_("Since last Wednesday"),
    "thursday": N_("Since last Thursday"),
    "friday": N_("Since last Friday"),
    "saturday": N_("Since last Saturday"),
    "sunday": N_("Since last Sunday"),
}


def since_day() -> int:
    """The last first day of a week before today: on the first day of a week, the one a week ago."""
    week_start = data.settings().week_start
    return int(week_first_day(week_number(data.today_day() - 1, week_start), week_start))


def since_title() -> str:
    """“Since last Monday”, by the launch's week."""
    return _(SINCE_WORDS[data.settings().week_start])


def draw_changes(changes: Sequence[Change]) -> None:
    """The changed statuses, the latest first; uploads have their own lines below."""
    statuses = [change for change in changes if change.subject != "upload"]
    if not statuses:
        blocks.quiet(_("No status has changed."))
    for change in sorted(statuses, key=lambda change: change.changed_at, reverse=True)[:MOST_CHANGES]:
        blocks.status_chip(change.status, say(change.message))


def draw_last_upload(batches: Sequence[Batch]) -> None:
    """The last upload that counts, with the way to its page."""
    heading = escape(_("Last upload"))
    st.markdown(f"**{heading}**")
    loaded = [batch for batch in batches if batch.status == "loaded"]
    if not loaded:
        blocks.quiet(_("Nothing is uploaded yet."))
    else:
        last = max(loaded, key=lambda batch: batch.id)
        text = _("{file}: {rows} rows, {refused} refused").format(
            file=last.file_name, rows=number(last.rows_loaded), refused=number(last.rows_rejected)
        )
        when = moment(last.loaded_at, time_zone=data.settings().time_zone)
        st.markdown(f"{escape(text)} :gray[· {escape(when)}]")
    if not screen.is_shared():
        st.page_link("pages/upload.py", label=_("Upload a file"), query_params=screen.kept_query())
