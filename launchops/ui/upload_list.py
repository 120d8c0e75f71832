"""The list of all uploads: when, who, what each brought, and undo or redo of any."""

from collections.abc import Sequence

import streamlit as st

from launchops.errors import LaunchopsError
from launchops.facade.results import UploadShare
from launchops.facade.types import Batch
from launchops.locale import Message
from launchops.periods import day_date
from launchops.ui import blocks, data
from launchops.ui.text import _, escape, language, moment, number, say
from launchops.ui.upload_report import span_words
from launchops.ui.upload_words import file_label, kind_word

LISTED_UPLOADS = 12
REFUSAL = "uploads_refusal"
RESULTS = "upload_results"


def draw_list(batches: Sequence[Batch]) -> None:
    """All uploads, latest first, each with undo or redo and its refused rows."""
    zone, shares = data.settings().time_zone, data.ask("uploads", "shares")
    latest = sorted(batches, key=lambda batch: batch.id, reverse=True)
    with st.container(gap="xxsmall", key="uploads_list"):
        for batch in latest if st.session_state.get("uploads_all") else latest[:LISTED_UPLOADS]:
            _draw_batch(batch, shares.get(batch.id), zone)
    if len(latest) > LISTED_UPLOADS:
        st.toggle(_("Show all {n} uploads").format(n=number(len(latest))), key="uploads_all")


def _draw_batch(batch: Batch, share: UploadShare | None, zone: str) -> None:
    when, what, state, action = st.columns([1.6, 6.2, 1.2, 2], vertical_alignment="center")
    who = f" · {file_label(batch.loaded_by)}" if batch.loaded_by else ""
    when.caption(escape(moment(batch.loaded_at, time_zone=zone) + who))
    brought = " · ".join([kind_word(batch.kind), *_share_words(batch, share)])
    what.markdown(f"**{escape(file_label(batch.file_name))}** :gray[{escape(brought)}]")
    status = "partly" if batch.status == "loaded" and batch.rows_rejected else batch.status
    state.markdown(blocks.chip_markdown(status))
    with action.container(horizontal=True, horizontal_alignment="right", key=f"batch_{batch.id}"):
        draw_rejects_download(batch.id, batch.rows_rejected, key="list")
        undone = batch.status == "undone"
        label, call = (_("Load again"), "redo") if undone else (_("Undo"), "undo")
        st.button(label, key=f"{call}_{batch.id}", type="tertiary", on_click=change, args=(call, batch.id))


def _share_words(batch: Batch, share: UploadShare | None) -> list[str]:
    """Rows, new users and days of an upload."""
    words = [say(Message("uploads_result", {"rows": batch.rows_loaded, "refused": batch.rows_rejected}))]
    if share is not None and share.new_users is not None:
        words.append(say(Message("uploads_new_users", {"n": share.new_users})))
    if share is not None and share.first_day is not None and share.last_day is not None:
        same_year = day_date(share.last_day).year == batch.loaded_at.year
        words.append(span_words(share.first_day, share.last_day, with_year=not same_year))
    return words


def draw_rejects_download(batch_id: int, rejected: int, *, key: str) -> None:
    """The refused rows of an upload as a CSV to mend, in the session's language; nothing where there are none."""
    spoken = language()  # the content is made on click, outside the page
    if rejected:
        blocks.download(
            _("Refused rows"), lambda: data.launch().uploads.rejects_csv(batch_id, spoken),
            file_name=f"refused-{batch_id}.csv", key=f"{key}_rejects_{batch_id}",
        )  # fmt: skip


def change(call: str, batch_id: int) -> None:
    """Undo or redo; what cannot be done is said on the next drawing of the page."""
    try:
        getattr(data.launch().uploads, call)(batch_id)
        forget_results()
    except LaunchopsError as error:
        st.session_state[REFUSAL] = error


def draw_refusal() -> None:
    """Why the last undo or redo could not be done."""
    if refusal := st.session_state.pop(REFUSAL, None):
        st.error(escape(say(refusal.message)))


def forget_results() -> None:
    """The results of the last loading are history."""
    st.session_state.pop(RESULTS, None)
