"""What a dropped file holds, before anything is written: counts, what is wrong, the first rows."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import streamlit as st

from launchops.facade.results import FileDays, UploadReport
from launchops.facade.types import Notice, Reject
from launchops.locale import Message
from launchops.ui import blocks
from launchops.ui.text import _, day, escape, full_day, say
from launchops.ui.upload_choices import draw_choices, draw_kind_question, draw_question
from launchops.ui.upload_files import Dropped
from launchops.ui.upload_words import DATE_ORDER_WORDS, DELIMITER_WORDS, kind_word

SHOWN_GAPS = 4


def draw_file(dropped: Dropped) -> None:
    """One dropped file: what would be loaded and what not, why, and how it was understood."""
    reading = dropped.reading
    with blocks.panel(dropped.label, note=kind_word(reading.kind) if reading.kind else "", key=dropped.file_id):
        if reading.refusal is not None:
            is_open = reading.question is not None or bool(reading.header)  # a person can answer it here
            (st.warning if is_open else st.error)(escape(say(reading.refusal.message)))
            if reading.question is not None:
                draw_question(dropped, reading.question)
        elif reading.report is None:
            draw_kind_question(dropped)
        else:
            _draw_counts(reading.report)
            _draw_notes(reading.report)
            _draw_reasons(reading.report, dropped.file_id)
            _draw_first_rows(reading.report, dropped.file_id)
        if (reading.kind or reading.refusal) and not _is_beyond_reading(dropped):
            draw_choices(dropped)


def _is_beyond_reading(dropped: Dropped) -> bool:
    """Whether no choice can help: the file is empty, or no CSV at all."""
    return dropped.reading.refusal is not None and dropped.reading.refusal.code in ("empty_file", "not_csv")


def _draw_counts(report: UploadReport) -> None:
    if report.already_loaded is not None:
        st.info(escape(say(Message("uploads_already", {"batch_id": report.already_loaded}))))
    good, bad, days = st.columns([1, 1, 2])
    good.metric(_("Rows to load"), report.rows_good, format="localized")
    bad.metric(_("Rows refused"), report.rows_rejected, format="localized")
    if report.days is not None:
        days.metric(_("Days"), span_words(report.days.first_day, report.days.last_day))


def span_words(first_day: int, last_day: int, *, with_year: bool = True) -> str:
    """The days from – to, as 1 Feb – 3 Apr 2026."""
    last = full_day(last_day) if with_year else day(last_day)
    return last if first_day == last_day else f"{day(first_day)} – {last}"


def _draw_notes(report: UploadReport) -> None:
    """What was noticed beyond single rows, one sentence each."""
    messages = [*_day_messages(report.days), *(_notice_message(notice) for notice in report.warnings)]
    for message in messages:
        st.markdown(f"• {escape(say(message))}")


def _day_messages(days: FileDays | None) -> Iterator[Message]:
    if days is None:
        return
    if days.gaps:
        gaps = [
            Message("upload_gap_day" if first == last else "upload_gap_days", {"first": first, "last": last})
            for first, last in days.gaps[:SHOWN_GAPS]
        ]
        more = max(0, len(days.gaps) - SHOWN_GAPS)
        code = "upload_gaps_more" if more else "upload_gaps"
        yield Message(code, {"days": days.missing_days, "gaps": gaps, "more": more})
    if days.is_last_short:
        yield Message("upload_last_day", {"day": days.last_day})


def _notice_message(notice: Notice) -> Message:
    return Message(notice.code, {"count": notice.count, "n": notice.count, "detail": notice.detail})


def _draw_reasons(report: UploadReport, file_id: str) -> None:
    """Refused rows by reason: how many, where the first stand, what stood there, how to mend it."""
    rows = [_reason_row(code, count, report.reject_examples) for code, count in report.reject_counts]
    if not rows:
        return
    headings: dict[str, Any] = {
        "rows": st.column_config.NumberColumn(_("Rows"), width="small", format="localized"),
        "reason": st.column_config.TextColumn(_("Why, and how to mend it"), width="large"),
        "lines": st.column_config.TextColumn(_("First lines"), width="small"),
        "values": _("What stands there"),
    }
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, column_order=list(headings), column_config=headings,
        alt=_("Refused rows by reason"), key=f"reasons_{file_id}",
    )  # fmt: skip


def _reason_row(code: str, count: int, examples: tuple[Reject, ...]) -> dict[str, Any]:
    found = [reject for reject in examples if reject.code == code]
    return {
        "rows": count,
        "reason": reject_words(found[0]),
        "lines": ", ".join(str(reject.line) for reject in found),
        "values": " · ".join(dict.fromkeys(reject.value for reject in found if reject.value)),
    }


def reject_words(reject: Reject) -> str:
    """Why a row was refused and how to mend it."""
    place = {"line": reject.line, "data_row": reject.data_row}
    return say(Message(reject.code, {**place, "column": reject.column, "value": reject.value}))


def _draw_first_rows(report: UploadReport, file_id: str) -> None:
    """How the file was understood, in a line, and its first rows under what each column stands for."""
    read = report.understanding
    facts = {
        _("Encoding"): read.encoding,
        _("Separator"): _(DELIMITER_WORDS.get(read.delimiter, read.delimiter)),
        _("Order of dates"): _(DATE_ORDER_WORDS[read.date_order]) if read.date_order else _("no doubt"),
    }
    if report.remembered:
        facts[_("Remembered from an earlier file")] = ", ".join(report.remembered)
    st.caption(" · ".join(f"{escape(name)}: {escape(value)}" for name, value in facts.items()))
    width = max([len(read.header), *(len(row) for row in read.first_rows)])
    headings = [_heading(cell, read.mapping.get(cell, "")) for cell in read.header]
    headings += [""] * (width - len(headings))
    cells = [[*row, *[""] * (width - len(row))] for row in read.first_rows]
    st.dataframe(
        pd.DataFrame(cells, columns=[f"c{at}" for at in range(width)]), hide_index=True,
        column_config={f"c{at}": heading for at, heading in enumerate(headings)},
        alt=_("First rows of the file"), key=f"first_{file_id}",
    )  # fmt: skip


def _heading(header: str, ours: str) -> str:
    """A column's name in the file and what it stands for."""
    unused = _("not used")
    if not ours:
        return f"{header} ({unused})"
    return header if header.strip() == ours else f"{header} → {ours}"
