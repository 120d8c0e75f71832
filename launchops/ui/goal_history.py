"""Who changed what in a goal, and when."""

from collections.abc import Sequence

import streamlit as st

from launchops.facade.results import HistoryEntry
from launchops.ui import blocks, data
from launchops.ui.text import _, escape, moment, say


def draw_history(entries: Sequence[HistoryEntry]) -> None:
    """Every save, newest first, each with its fields before and after."""
    if not entries:
        blocks.quiet(_("Nothing is recorded yet."))
    zone = data.settings().time_zone
    for entry in entries:
        who = entry.who or _("somebody")
        what = _("wrote it down") if entry.kind == "new" else _("changed it")
        st.markdown(f"**{escape(moment(entry.at, time_zone=zone))}** {escape(who)} {escape(what)}")
        for change in entry.fields:
            line = f"{say(change.field)}: {change.before or '–'} → {change.after or '–'}"
            st.markdown(f":gray[{escape(line)}]")
