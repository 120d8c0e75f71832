"""The upload page from choosing files to what became of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from launchops.errors import LaunchopsError
from launchops.facade.effect import effect_between
from launchops.facade.results import Effect, FactsInfo, Figures, ImportResult
from launchops.facade.types import Answer, Batch, Highlight
from launchops.locale import Message
from launchops.ui import blocks, data
from launchops.ui.text import _, escape, language, say
from launchops.ui.upload_effect import draw_effect
from launchops.ui.upload_files import Dropped, read_all
from launchops.ui.upload_list import RESULTS, change, draw_rejects_download, forget_results
from launchops.ui.upload_words import ANY_KIND, ANY_KIND_WORDS, KIND_WORDS, file_label, kind_word

LARGEST_MEGABYTES = 200  # server.maxUploadSize of .streamlit/config.toml
ROUND = "upload_round"
KIND = "_upload_kind"


@dataclass(frozen=True)
class Loaded:
    """What became of the files of one loading; effect None: it could not be told, and `unjudged` says why."""

    results: tuple[ImportResult, ...]
    effect: Effect | None
    unjudged: Message | None = None


def uploads_answer(batches: Sequence[Batch], info: FactsInfo | None) -> Answer:
    """What is in the uploads and what became of the last one; a refused part is highlighted.

    `info` is None where the figures cannot be told.
    """
    loaded = [batch for batch in batches if batch.status == "loaded"]
    if not loaded:
        return Answer(Message("uploads_none"))
    if info is None:
        return Answer(Message("uploads_no_figures", {"files": len(loaded)}))
    last = max(loaded, key=lambda batch: batch.id)
    refused = Message("uploads_refused", {"n": last.rows_rejected})
    facts = {"files": len(loaded), "users": info.user_count, "events": info.event_count}
    code = "uploads_answer_refused" if last.rows_rejected else "uploads_answer"
    name = file_label(last.file_name)
    message = Message(code, {**facts, "file": name, "rows": last.rows_loaded, "refused": refused})
    return Answer(message, highlights=(Highlight(refused, "warn"),) if last.rows_rejected else ())


def facts_info() -> FactsInfo | None:
    """What the figures rest on; where they cannot be told it says why, and the page goes on without them."""
    try:
        return data.facts_info()
    except LaunchopsError as error:
        st.error(escape(say(error.message)))
        return None


def choose_files() -> list[Dropped]:
    """What the files hold, and the files: each as it reads now."""
    kind = _choose_kind()
    with st.container(horizontal=True, vertical_alignment="center", key="kind_line"):
        words = ANY_KIND_WORDS if kind == ANY_KIND else next(w for k, w in KIND_WORDS.items() if k == kind)
        st.caption(escape(_(words[1])), width="content")
        for name in KIND_WORDS if kind == ANY_KIND else (kind,):
            _draw_template(name)
    files = st.file_uploader(
        _("CSV files, from Excel or any other program"), accept_multiple_files=True,
        key=f"files_{st.session_state.get(ROUND, 0)}",  # a new uploader after each loading
        max_upload_size=LARGEST_MEGABYTES,
    )  # fmt: skip
    st.html(_uploader_words())
    limit = _("Up to {n} MB a file. Load a larger one on the command line: {command}")
    command = f"launchops import {kind if kind != ANY_KIND else 'KIND'} FILE"
    st.caption(escape(limit.format(n=LARGEST_MEGABYTES, command=command)))
    return read_all(files, kind)


def _uploader_words() -> str:
    """A style that puts our words, in the session's language, where Streamlit's uploader has its own English ones."""
    area = ".st-key-add [data-testid='stFileUploaderDropzone']"
    words = json.dumps(_("Choose files, or drop them here"), ensure_ascii=False)
    return (
        f"<style>{area} button p {{font-size: 0}} {area} button p::after {{content: {words}; font-size: 0.9rem}} "
        f"{area} [data-testid='stFileUploaderDropzoneInstructions'] {{display: none}}</style>"
    )


def _choose_kind() -> str:
    """The kind of all files, or ANY_KIND where the header of each tells."""
    key = f"upload_kind:{language()}"  # a new widget for each language, or the old words would stay
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(KIND, ANY_KIND)
    shown = {ANY_KIND: _(ANY_KIND_WORDS[0])} | {name: kind_word(name) for name in KIND_WORDS}
    kind = st.segmented_control(
        _("What does the file hold?"), list(shown), required=True, key=key, on_change=forget_results,
        format_func=shown.__getitem__,
    )  # fmt: skip
    st.session_state[KIND] = kind
    return str(kind)


def _draw_template(kind: Any) -> None:
    """A file to fill in: the columns of a kind with two example rows."""
    blocks.download(
        _("Template: {kind}").format(kind=kind_word(kind)),
        lambda: data.launch().uploads.template_csv(kind),
        file_name=f"{kind}-template.csv", key=f"template_{kind}",
    )  # fmt: skip


def load_and_start_over(files: Sequence[Dropped]) -> None:
    """Load the files, keep what became of them for the page, and offer an empty uploader."""
    st.session_state[RESULTS] = _load(files)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def _load(files: Sequence[Dropped]) -> Loaded:
    """Load the files one after the other with a progress bar; a refusal of one does not stop the others."""
    bar = st.progress(0.0, text=_("Loading …"))
    before = _figures()
    results = [_load_one(dropped, bar, done=place, files=len(files)) for place, dropped in enumerate(files)]
    bar.progress(1.0, text=_("Preparing the figures …"))
    effect, unjudged = None, None
    if any(result.status == "loaded" for result in results):
        try:
            effect = _judged(before)
        except LaunchopsError as error:
            unjudged = Message("uploads_not_judged", {"reason": error.message})
    bar.empty()
    return Loaded(tuple(results), effect, unjudged)


def _figures() -> Figures | None:
    """What the pages show at this moment; None where that cannot be told, which is no reason not to load."""
    try:
        found: Figures = data.launch().uploads.figures()
    except LaunchopsError:
        return None
    return found


def _judged(before: Figures | None) -> Effect | None:
    """What the new figures changed, recorded once for all files; None where they could not be told before."""
    launch = data.launch()
    launch.overview.record_statuses()
    launch.forecasts.start()
    return None if before is None else effect_between(before, launch.uploads.figures())


def _load_one(dropped: Dropped, bar: Any, *, done: int, files: int) -> ImportResult:
    """Load one file; the bar moves with the share of it that is read and written."""
    text = escape(_("Loading {file} …").format(file=dropped.label))
    bar.progress(done / files, text=text)
    asked = dropped.to_load()
    result: ImportResult = data.launch().uploads.load(
        asked.kind, asked.source, asked.name, asked.options,
        progress=lambda share: bar.progress((done + share) / files, text=text),
    )  # fmt: skip
    return result


def draw_results() -> None:
    """What became of the files loaded last, what that changed, and the way back."""
    loaded: Loaded | None = st.session_state.get(RESULTS)
    if loaded is None:
        return
    with blocks.panel(_("What became of it"), key="results"):
        for place, result in enumerate(loaded.results):
            _draw_result(result, place)
        if loaded.unjudged is not None:
            st.warning(escape(say(loaded.unjudged)))
        if loaded.effect is not None:
            draw_effect(loaded.effect)


def _draw_result(result: ImportResult, place: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"result_{place}"):
        status = "partly" if result.status == "loaded" and result.rows_rejected else result.status
        blocks.status_chip(status, f"{file_label(result.file)}: {_result_words(result)}")
        if result.batch_id is not None and result.status == "loaded":
            draw_rejects_download(result.batch_id, result.rows_rejected, key="result")
            st.button(_("Undo"), key=f"result_undo_{result.batch_id}", on_click=change, args=("undo", result.batch_id))


def _result_words(result: ImportResult) -> str:
    if result.message is not None:
        return say(result.message)
    return say(Message("uploads_result", {"rows": result.rows_loaded, "refused": result.rows_rejected}))
