"""The blocks of the upload page: what a file holds, what became of it, and the list of all uploads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from launchops.errors import LaunchopsError, RefusedFile
from launchops.facade.results import FactsInfo, ImportResult, UploadReport
from launchops.facade.types import Answer, Batch, Highlight, Kind, Notice, ReadOptions, Reject
from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.ui import blocks, data
from launchops.ui.text import _, escape, moment, number, say

KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "users": (
        N_("Users"),
        N_("One row a user: who signed up when, and through which channel. Needed: user_id, signup_date."),
    ),
    "events": (
        N_("Events"),
        N_("One row an action: who did what when. Needed: user_id and timestamp or date."),
    ),
    "participation": (
        N_("Participation"),
        N_("One row a person in an activity: who took part when. Needed: activity, user_id, date."),
    ),
    "spend": (N_("Spend"), N_("One row a day and channel: what it cost. Needed: date, channel, spend.")),
    "readings": (
        N_("Readings"),
        N_("One row a day and figure that you measure elsewhere. Needed: date, kpi, value."),
    ),
}
ENCODING_WORDS = {
    "": N_("found out by itself"),
    "utf-8": "UTF-8",
    "gb18030": N_("GBK / GB18030 (Chinese Windows)"),
    "big5": N_("Big5 (traditional Chinese)"),
    "shift_jis": N_("Shift-JIS (Japanese)"),
    "utf-16": "UTF-16",
    "latin-1": N_("Latin-1 (Western European)"),
}
DATE_ORDER_WORDS = {
    "": N_("found out by itself"),
    "ymd": N_("year, month, day"),
    "dmy": N_("day, month, year"),
    "mdy": N_("month, day, year"),
}
DELIMITER_WORDS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("vertical bar")}
LISTED_UPLOADS = 12


def kind_word(kind: str) -> str:
    """The name of a kind of file in the session's language."""
    return next((_(words[0]) for known, words in KIND_WORDS.items() if known == kind), kind)


def uploads_answer(batches: Sequence[Batch], info: FactsInfo | None) -> Answer:
    """What is in the uploads and what became of the last one; a refused part is highlighted."""
    loaded = [batch for batch in batches if batch.status == "loaded"]
    if not loaded or info is None:
        return Answer(Message("uploads_none"))
    last = max(loaded, key=lambda batch: batch.id)
    refused = Message("uploads_refused", {"n": last.rows_rejected})
    facts = {"files": len(loaded), "users": info.user_count, "events": info.event_count}
    code = "uploads_answer_refused" if last.rows_rejected else "uploads_answer"
    message = Message(code, {**facts, "file": last.file_name, "rows": last.rows_loaded, "refused": refused})
    return Answer(message, highlights=(Highlight(refused, "warn"),) if last.rows_rejected else ())


@dataclass(frozen=True)
class Inspected:
    """A dropped file with what was understood of it, or why it cannot be loaded."""

    file: Any  # Streamlit's UploadedFile: a binary stream with a name
    options: ReadOptions
    report: UploadReport | None
    refusal: RefusedFile | None


def inspect(kind: Kind, file: Any) -> Inspected:
    """Read a dropped file, writing nothing; kept for this session until a choice or the data changes."""
    options = _chosen_options(file.file_id)
    known = st.session_state.setdefault("_inspected", {})
    key = (kind, file.file_id, options.encoding, options.date_order, data.launch().versions())
    if key not in known:
        known.clear() if len(known) > LISTED_UPLOADS else None
        with st.spinner(_("Reading {file} …").format(file=escape(file.name))):
            known[key] = _inspected(kind, file, options)
    found: Inspected = known[key]
    return Inspected(file, options, found.report, found.refusal)


def _inspected(kind: Kind, file: Any, options: ReadOptions) -> Inspected:
    file.seek(0)
    try:
        report = data.launch().uploads.inspect(kind, file, file.name, options=options)
    except RefusedFile as refusal:
        return Inspected(None, options, None, refusal)
    return Inspected(None, options, report, None)


def _chosen_options(file_id: str) -> ReadOptions:
    encoding = st.session_state.get(f"encoding_{file_id}") or None
    return ReadOptions(encoding=encoding, date_order=st.session_state.get(f"date_order_{file_id}") or None)


def draw_report(found: Inspected) -> None:
    """One dropped file: how it was understood, what would be loaded and what not, and why."""
    with blocks.panel(found.file.name, key=found.file.file_id):
        if found.refusal is not None:
            st.error(escape(say(found.refusal.message)))
        elif found.report is not None:
            _draw_counts(found.report)
            _draw_reasons(found.report)
            _draw_understanding(found.report)
        _draw_choices(found)


def _draw_counts(report: UploadReport) -> None:
    if report.already_loaded is not None:
        st.info(escape(say(Message("uploads_already", {"batch_id": report.already_loaded}))))
    good, bad = st.columns(2)
    good.metric(_("Rows to load"), report.rows_good, format="localized")
    bad.metric(_("Rows refused"), report.rows_rejected, format="localized")


def _draw_reasons(report: UploadReport) -> None:
    examples = {reject.code: reject for reject in report.reject_examples}
    rows: list[dict[str, Any]] = [
        {
            "rows": count,
            "reason": reject_words(examples[code]) if code in examples else code,
            "line": examples[code].line if code in examples else None,
            "value": examples[code].value if code in examples else "",
        }
        for code, count in report.reject_counts
    ]
    if rows:
        headings: dict[str, Any] = {
            "rows": st.column_config.NumberColumn(_("Rows"), width="small", format="localized"),
            "reason": st.column_config.TextColumn(_("Why, and how to mend it"), width="large"),
            "line": st.column_config.NumberColumn(_("First in line"), width="small"),
            "value": _("What stood there"),
        }
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, column_order=list(headings), column_config=headings,
            alt=_("Refused rows by reason"), key=f"reasons_{report.understanding.sha256[:12]}",
        )  # fmt: skip
    for notice in report.warnings:
        st.markdown(f"• {escape(notice_words(notice))}")


def _draw_understanding(report: UploadReport) -> None:
    read = report.understanding
    columns = ", ".join(header if header == ours else f"{header} → {ours}" for header, ours in read.mapping.items())
    facts = {
        _("Encoding"): read.encoding,
        _("Separator"): _(DELIMITER_WORDS.get(read.delimiter, read.delimiter)),
        _("Order of dates"): _(DATE_ORDER_WORDS[read.date_order]) if read.date_order else _("no doubt"),
        _("Columns"): columns,
    }
    st.caption(" · ".join(f"{escape(name)}: {escape(value)}" for name, value in facts.items()))
    width = max([len(read.header), *(len(row) for row in read.first_rows)])
    headings = [*read.header, *[""] * (width - len(read.header))]
    cells = [[*row, *[""] * (width - len(row))] for row in read.first_rows]
    frame = pd.DataFrame(cells, columns=[f"c{i}" for i in range(width)])
    st.dataframe(
        frame, hide_index=True, column_config={f"c{i}": name for i, name in enumerate(headings)},
        alt=_("First rows of the file"), key=f"first_{read.sha256[:12]}",
    )  # fmt: skip


def _draw_choices(found: Inspected) -> None:
    """Encoding and date order, asked where the file leaves them open, else folded away."""
    file_id = found.file.file_id
    open_question = found.refusal is not None
    with st.expander(_("Read it differently"), expanded=open_question, key=f"choices_{file_id}"):
        left, right = st.columns(2)
        left.selectbox(
            _("Encoding"), list(ENCODING_WORDS), format_func=lambda code: _(ENCODING_WORDS[code]),
            key=f"encoding_{file_id}",
        )  # fmt: skip
        right.selectbox(
            _("Order of dates"), list(DATE_ORDER_WORDS), format_func=lambda code: _(DATE_ORDER_WORDS[code]),
            key=f"date_order_{file_id}",
        )  # fmt: skip


def reject_words(reject: Reject) -> str:
    """Why a row was refused and how to mend it."""
    place = {"line": reject.line, "data_row": reject.data_row}
    return say(Message(reject.code, {**place, "column": reject.column, "value": reject.value}))


def notice_words(notice: Notice) -> str:
    """A warning about a file, in words."""
    return say(Message(notice.code, {"count": notice.count, "n": notice.count, "detail": notice.detail}))


def load(kind: Kind, files: Sequence[Inspected]) -> list[ImportResult]:
    """Load the files one after the other with a progress bar; a refusal of one does not stop the others."""
    bar = st.progress(0.0, text=_("Loading …"))
    results = []
    for place, found in enumerate(files):
        bar.progress(place / len(files), text=escape(_("Loading {file} …").format(file=found.file.name)))
        found.file.seek(0)
        results.append(_load_one(kind, found, bar, done=place, files=len(files)))
    bar.progress(1.0, text=_("Preparing the figures …"))
    if any(result.status == "loaded" for result in results):
        data.launch().overview.record_statuses()  # once for all files: what the new figures changed
    bar.empty()
    return results


def _load_one(kind: Kind, found: Inspected, bar: Any, *, done: int, files: int) -> ImportResult:
    """Load one file; the bar moves with the line reached."""
    rows = found.report.rows_in if found.report else 0
    text = escape(_("Loading {file} …").format(file=found.file.name))

    def show(line: float) -> None:
        bar.progress(min(1.0, (done + min(1.0, line / max(1, rows))) / files), text=text)

    result: ImportResult = data.launch().uploads.load(
        kind, found.file, found.file.name, options=found.options, progress=show
    )
    return result


def draw_result(result: ImportResult) -> None:
    """What became of one file, with its refused rows and the way back."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"result_{result.batch_id}_{result.file}"):
        status = "partly" if result.status == "loaded" and result.rows_rejected else result.status
        blocks.status_chip(status, _result_words(result))
        if result.batch_id is not None and result.status == "loaded":
            _draw_rejects_download(result.batch_id, result.rows_rejected, key="result")
            st.button(
                _("Undo"),
                key=f"result_undo_{result.batch_id}",
                on_click=_change,
                args=("undo", result.batch_id),
            )


def _result_words(result: ImportResult) -> str:
    if result.message is not None:
        return f"{result.file}: {say(result.message)}"
    if result.status == "already_loaded":
        return f"{result.file}: {say(Message('uploads_already', {'batch_id': result.batch_id}))}"
    counts = {"rows": result.rows_loaded, "refused": result.rows_rejected}
    return f"{result.file}: {say(Message('uploads_result', counts))}"


def draw_list(batches: Sequence[Batch]) -> None:
    """All uploads, latest first, each with undo or redo and its refused rows."""
    zone = data.settings().time_zone
    latest = sorted(batches, key=lambda batch: batch.id, reverse=True)
    with st.container(gap="xxsmall", key="uploads_list"):
        for batch in latest if st.session_state.get("uploads_all") else latest[:LISTED_UPLOADS]:
            _draw_batch(batch, zone)
    if len(latest) > LISTED_UPLOADS:
        st.toggle(_("Show all {n} uploads").format(n=number(len(latest))), key="uploads_all")


def _draw_batch(batch: Batch, zone: str) -> None:
    when, what, state, action = st.columns([1.2, 4, 1.3, 2.5], vertical_alignment="center")
    when.caption(escape(moment(batch.loaded_at, time_zone=zone)))
    counts = say(Message("uploads_result", {"rows": batch.rows_loaded, "refused": batch.rows_rejected}))
    what.markdown(f"**{escape(batch.file_name)}** :gray[{escape(kind_word(batch.kind))} · {escape(counts)}]")
    status = "partly" if batch.status == "loaded" and batch.rows_rejected else batch.status
    state.markdown(blocks.chip_markdown(status))
    with action.container(horizontal=True, horizontal_alignment="right", key=f"batch_{batch.id}"):
        _draw_rejects_download(batch.id, batch.rows_rejected, key="list")
        undone = batch.status == "undone"
        label, call = (_("Load again"), "redo") if undone else (_("Undo"), "undo")
        st.button(label, key=f"{call}_{batch.id}", type="tertiary", on_click=_change, args=(call, batch.id))


def _draw_rejects_download(batch_id: int, rejected: int, *, key: str) -> None:
    if rejected:
        blocks.download(
            _("Refused rows"), lambda: data.launch().uploads.rejects_csv(batch_id),
            file_name=f"refused-{batch_id}.csv", key=f"{key}_rejects_{batch_id}",
        )  # fmt: skip


def _change(call: str, batch_id: int) -> None:
    """Undo or redo; what cannot be done is said on the next drawing of the page."""
    try:
        getattr(data.launch().uploads, call)(batch_id)
        forget_results()
    except LaunchopsError as error:
        st.session_state["uploads_refusal"] = error


def forget_results() -> None:
    """The results of the last loading are history."""
    st.session_state.pop("upload_results", None)


def draw_template(kind: Kind) -> None:
    """A file to fill in: the columns of a kind with two example rows."""
    blocks.download(
        _("Template: {kind}").format(kind=kind_word(kind)),
        lambda: data.launch().uploads.template_csv(kind),
        file_name=f"{kind}-template.csv", key=f"template_{kind}",
    )  # fmt: skip
