"""What did we upload, and what is in it?"""

import streamlit as st

from launchops.ui import blocks, data, shell, uploads
from launchops.ui.text import _, escape, say

shell.require()

batches = data.batches()
info = data.facts_info() if batches else None
blocks.headline(_("What did we upload, and what is in it?"), uploads.uploads_answer(batches, info))
if refusal := st.session_state.pop("uploads_refusal", None):
    st.error(escape(say(refusal.message)))

with blocks.panel(_("Add data"), key="data"), st.container(key="add"):
    kind = st.segmented_control(
        _("What does the file hold?"), list(uploads.KIND_WORDS), default="users", required=True,
        format_func=uploads.kind_word, key="upload_kind", on_change=uploads.forget_results,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="kind_line"):
        st.caption(escape(_(uploads.KIND_WORDS[kind][1])), width="content")
        uploads.draw_template(kind)
    round_number = st.session_state.get("upload_round", 0)  # a new uploader after each loading
    files = st.file_uploader(
        _("CSV files, from Excel or any other program"), accept_multiple_files=True,
        key=f"files_{kind}_{round_number}", max_upload_size=200,
    )  # fmt: skip

found = [uploads.inspect(kind, file) for file in files]
for inspected in found:
    uploads.draw_report(inspected)
ready = [inspected for inspected in found if inspected.report is not None]
if found and st.button(
    _("Load {n} files").format(n=len(ready)) if len(ready) > 1 else _("Load"),
    type="primary", key="load", disabled=not ready,
):  # fmt: skip
    st.session_state["upload_results"] = uploads.load(kind, ready)
    st.session_state["upload_round"] = round_number + 1
    st.rerun()
for result in st.session_state.get("upload_results", []):
    uploads.draw_result(result)

if batches:
    with blocks.panel(_("All uploads"), key="uploads"):
        uploads.draw_list(batches)
blocks.method_note(
    _(
        "Nothing is written before you press Load. Every row of a file is either loaded or refused with its "
        "reason; mend the refused rows and upload them as a file of their own.\n\n"
        "Undo takes a whole upload out of every figure, Load again brings it back. Overlapping exports never "
        "count twice, and a file that is already loaded is recognised."
    )
)
