"""The building blocks of every page. All text parameters are plain text: each block escapes what it draws."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape as escape_html
from typing import Any, Literal

import pandas as pd
import streamlit as st

from launchops.facade.types import Answer
from launchops.ui import safe_csv, screen, sparkline
from launchops.ui.status import status_tone, status_word
from launchops.ui.text import _, day, escape, say

NO_BREAK_SPACE = "\u00a0"
_UNIT_SPACE = re.compile(r"(?<=[¥€£$]) (?=\d)|(?<=\d) (?=%)")  # an amount never breaks over two lines
_MARKDOWN_COLOURS = {"warn": "orange", "bad": "red"}
_CHIP_COLOURS = {"good": "green", "warn": "orange", "bad": "red", "neutral": "gray"}


def headline(question: str, answer: Answer) -> None:
    """The page's question, small and grey, and its answer as the title, with amber or red phrases."""
    with st.container(key="headline", gap=None):
        st.markdown(escape(question))
        st.title(answer_markdown(answer), anchor=False)


def answer_markdown(answer: Answer) -> str:
    """The answer as Markdown, escaped, the phrases that need a person coloured where they stand."""
    pieces = [(say(answer.message), "neutral")]
    for highlight in answer.highlights:
        pieces = _split_out(pieces, say(highlight.message), highlight.tone)
    return "".join(_coloured(words, tone) for words, tone in pieces)


def _split_out(pieces: list[tuple[str, str]], phrase: str, tone: str) -> list[tuple[str, str]]:
    """The pieces with the first uncoloured occurrence of a phrase as a piece of its own."""
    for place, (words, colour) in enumerate(pieces):
        if phrase and colour == "neutral" and phrase in words:
            before, after = words.split(phrase, 1)
            return [*pieces[:place], (before, colour), (phrase, tone), (after, colour), *pieces[place + 1 :]]
    return pieces


def _coloured(words: str, tone: str) -> str:
    colour = _MARKDOWN_COLOURS.get(tone)
    shown = escape(_UNIT_SPACE.sub(NO_BREAK_SPACE, words))
    return f":{colour}[{shown}]" if colour else shown


def status_chip(code: str, text: str = "") -> None:
    """A status word on its colour, followed by one clause of text."""
    st.markdown(f"{chip_markdown(code)} {escape(text)}")


def chip_markdown(code: str) -> str:
    """The status chip for use inside a Markdown text of one's own (everything else in it must be escaped)."""
    return f":{_CHIP_COLOURS[status_tone(code)]}-badge[{escape(status_word(code))}]"


def card(
    *,
    name: str,
    value: str,
    status: str,
    note: str = "",
    lead: str = "",
    reason: str = "",
    filled: float | None = None,
    pace: float | None = None,
    trend: Sequence[float] = (),
) -> None:
    """One goal on a card.

    `value` large, `lead` before it and `note` (n or interval) after it in small type; a bar filled to
    `filled` with a tick at `pace` (shares of the bar, None: not known); the status chip, one clause of
    `reason`, and `trend` as a small line.
    """
    tone = status_tone(status)
    st.html(
        f'<div class="lo-card lo-{tone}"><div class="lo-name">{escape_html(name)}</div>'
        f'<div class="lo-value">{_small(lead)}<b>{escape_html(value)}</b>{_small(note)}</div>'
        f"{_bar(filled, pace)}"
        f'<div class="lo-state">{chip_html(status)} {_small(reason)}</div>{sparkline.trend_html(trend)}</div>'
    )


def chip_html(code: str) -> str:
    """The status chip as HTML, for the few blocks that are drawn by hand."""
    return f'<span class="lo-chip lo-{status_tone(code)}">{escape_html(status_word(code))}</span>'


def _small(text: str) -> str:
    return f"<span>{escape_html(text)}</span>" if text else ""


def _bar(filled: float | None, pace: float | None) -> str:
    fill = f'<i style="width:{_percent_of_bar(filled)}"></i>' if filled is not None else ""
    tick = f'<u style="left:{_percent_of_bar(pace)}"></u>' if pace is not None else ""
    return f'<div class="lo-bar">{fill}{tick}</div>'


def _percent_of_bar(share: float) -> str:
    return f"{min(1.0, max(0.0, share)) * 100:.1f}%"


@contextmanager
def panel(title: str, *, note: str = "", key: str | None = None) -> Iterator[None]:
    """A bordered container with a title; `note` follows the title in grey."""
    with st.container(border=True, key=f"panel_{key or title}", height="stretch"):
        grey = f" :gray[· {escape(note)}]" if note else ""
        st.markdown(f"**{escape(title)}**{grey}")
        yield


def heading(text: str, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """A small heading inside a panel."""
    st.markdown(f"**{escape(text)}**", width=width)


def chart(figure: Any, *, key: str, alt: str, height: int | None = None) -> None:
    """A Plotly figure as it was drawn: no toolbar, nothing sent anywhere; `alt` says what it shows."""
    st.plotly_chart(
        figure,
        width="stretch",
        height=height or "content",
        theme=None,
        key=key,
        config={"displayModeBar": False, "showSendToCloud": False, "scrollZoom": False},
        alt=alt,
    )


def counts_table(
    frame: pd.DataFrame,
    *,
    key: str,
    file_name: str,
    columns: Mapping[str, str | Any] | None = None,
    height: int | None = None,
) -> None:
    """A table with its download as CSV; nothing in the file can run as a formula.

    `columns`: column name → heading (plain text) or a Streamlit column configuration; only these are shown,
    in this order.
    """
    shown = list(columns) if columns else list(frame.columns)
    st.dataframe(
        frame,
        hide_index=True,
        column_order=shown,
        column_config=dict(columns) if columns else None,
        height=height or "auto",
        key=key,
        placeholder="",  # what is not known is blank
        alt=file_name,
    )
    content = functools.partial(safe_csv.table_csv, frame[shown])
    download(_("Download as CSV"), content, file_name=file_name, key=f"{key}_csv")


def download(label: str, content: Callable[[], bytes], *, file_name: str, key: str) -> None:
    """A quiet download button; the content is made when it is clicked."""
    st.download_button(
        label, content, file_name=file_name, mime="text/csv", key=key, on_click="ignore", type="tertiary",
        icon=":material/download:",
    )  # fmt: skip


def method_note(text: str, *, key: str = "method_note") -> None:
    """How the figures come about, in words a newcomer understands, folded away."""
    with st.expander(_("How this is calculated"), key=key):
        for paragraph in text.split("\n\n"):
            st.markdown(escape(paragraph))


def unknown(readable_day: int | None) -> str:
    """What stands where a value is not known yet: the day on which it becomes known, never a zero."""
    if readable_day is None:
        return _("not known yet")
    return _("readable on {day}").format(day=day(readable_day))


def empty_state(text: str, *, label: str = "", page: str = "pages/upload.py", key: str = "empty_state") -> None:
    """Nothing to show yet: what to do next, with the link to it."""
    with st.container(border=True, key=key):
        st.markdown(escape(text))
        st.page_link(page, label=escape(label or _("Upload a file")), query_params=screen.kept_query())


def quiet(text: str) -> None:
    """A small grey line under a chart or table."""
    st.caption(escape(text))
