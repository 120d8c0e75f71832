"""What a person decides about a dropped file: questions the file leaves open, and how to read it differently."""

from collections.abc import Mapping

import streamlit as st

from launchops.facade.results import FileQuestion, FileReading
from launchops.locale.sentences import N_
from launchops.ui import data
from launchops.ui.text import _, escape, language
from launchops.ui.upload_files import Dropped, choose, choose_column
from launchops.ui.upload_words import (
    DATE_ORDER_WORDS,
    DELIMITER_WORDS,
    ENCODING_WORDS,
    KIND_WORDS,
    date_example,
    kind_word,
)

COLUMNS_A_ROW = 4
LONGEST_CELL = 40
QUESTION_WORDS = {
    "date_order": N_("Which reading of the dates is right?"),
    "encoding": N_("In which encoding does the text read well?"),
}
READING_WORDS: Mapping[str, Mapping[str, str]] = {"date_order": DATE_ORDER_WORDS, "encoding": ENCODING_WORDS}


def draw_kind_question(dropped: Dropped) -> None:
    """What the file holds, where the header does not tell."""
    st.warning(
        escape(_("The header does not tell what this file holds. Choose it here; you can then name its columns."))
    )
    key = f"kind_of_{dropped.file_id}:{language()}"

    def chosen() -> None:
        choose(dropped.file_id, kind=st.session_state[key])

    shown = {kind: kind_word(kind) for kind in KIND_WORDS}
    st.segmented_control(
        _("What does the file hold?"), list(shown), format_func=shown.__getitem__, key=key, on_change=chosen
    )


def draw_question(dropped: Dropped, question: FileQuestion) -> None:
    """A question only a person can answer, each answer with cells of the file as they would read."""
    key = f"answer_{question.field}_{dropped.file_id}:{language()}"
    words = READING_WORDS[question.field]

    def answered() -> None:
        choose(dropped.file_id, **{question.field: st.session_state[key]})

    shown = {reading.code: escape(_(words.get(reading.code, reading.code))) for reading in question.readings}
    st.radio(
        _(QUESTION_WORDS[question.field]), list(shown), index=None, key=key, on_change=answered,
        format_func=shown.__getitem__,
        captions=[escape(_examples(question, reading)) for reading in question.readings],
    )  # fmt: skip


def _examples(question: FileQuestion, reading: FileReading) -> str:
    if question.field == "date_order":
        return "  ·  ".join(date_example(cell, on) for cell, on in reading.examples)
    return "  ·  ".join(cell for cell, _on in reading.examples)


def draw_choices(dropped: Dropped) -> None:
    """Kind, encoding, separator, order of dates and the meaning of each column; folded away, to change."""
    is_open = dropped.reading.refusal is not None and bool(dropped.reading.header)
    with st.expander(_("Read it differently"), expanded=is_open, key=f"choices_{dropped.file_id}"):
        kind, encoding, separator, order = st.columns(4)
        with kind:
            kinds: dict[str, str] = {"": N_("found out by itself")}
            kinds |= {name: words[0] for name, words in KIND_WORDS.items()}
            _draw_choice(dropped, "kind", _("What it holds"), kinds)
        with encoding:
            _draw_choice(dropped, "encoding", _("Encoding"), ENCODING_WORDS)
        with separator:
            _draw_choice(dropped, "delimiter", _("Separator"), DELIMITER_WORDS)
        with order:
            _draw_choice(dropped, "date_order", _("Order of dates"), DATE_ORDER_WORDS)
        _draw_columns(dropped)


def _draw_choice(dropped: Dropped, field: str, label: str, words: Mapping[str, str]) -> None:
    """One choice; the widget always shows what is chosen now."""
    key = f"{field}_{dropped.file_id}:{language()}"
    st.session_state[key] = getattr(dropped.choices, field) or ""

    def chosen() -> None:
        choose(dropped.file_id, **{field: st.session_state[key] or None})

    shown = {code: _(word) for code, word in words.items()}
    shown.setdefault(st.session_state[key], st.session_state[key])
    st.selectbox(label, list(shown), format_func=shown.__getitem__, key=key, on_change=chosen)


def _draw_columns(dropped: Dropped) -> None:
    """What each column of the file stands for."""
    reading = dropped.reading
    if reading.kind is None or not reading.header:
        return
    st.caption(escape(_("What each column stands for. Your choice is remembered for the next file.")))
    for start in range(0, len(reading.header), COLUMNS_A_ROW):
        places = st.columns(COLUMNS_A_ROW)
        for place, at in zip(places, range(start, min(start + COLUMNS_A_ROW, len(reading.header))), strict=False):
            with place:
                _draw_column(dropped, at)


def _draw_column(dropped: Dropped, at: int) -> None:
    reading = dropped.reading
    header = reading.header[at]
    shown = {"": _("not used")} | {ours: ours for ours in data.launch().uploads.columns(reading.kind or "users")}
    key = f"column_{at}_{dropped.file_id}_{reading.kind}:{language()}"
    st.session_state[key] = reading.mapped[at] if reading.mapped[at] in shown else ""

    def chosen() -> None:
        choose_column(dropped.file_id, header, st.session_state[key])

    st.selectbox(
        escape(header.strip()[:LONGEST_CELL] or _("(no name)")), list(shown), key=key, on_change=chosen,
        format_func=shown.__getitem__, disabled=not header.strip(),
    )  # fmt: skip
