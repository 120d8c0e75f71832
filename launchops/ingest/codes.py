"""Every refusal, reject and notice code of the reader.

One table for code and docs. The sentence of a code has the code's own name in the locale tables; it says what
is wrong, where, and ends with what to do.
"""

from dataclasses import dataclass
from typing import Literal

from launchops.ingest.faults import FAULT_CODES
from launchops.ingest.parsed import Notice, Reject
from launchops.locale import Message

CodeGroup = Literal["refusal", "reject", "notice"]

REFUSALS = (
    "empty_file",
    "not_csv",
    "encoding_uncertain",
    "encoding_mixed",
    "encoding_wrong",
    "encoding_unknown",
    "missing_required_columns",
    "duplicate_header",
    "too_many_columns",
    "mapping_unknown_column",
    "no_data_rows",
    "unclosed_quote",
    "ambiguous_date_order",
)
REJECTS = FAULT_CODES[1:]
NOTICES = (
    "decoded_as_gb18030",
    "preamble_skipped",
    "unused_column",
    "personal_data",
    "excel_serial",
    "epoch_seconds",
    "epoch_milliseconds",
    "epoch_microseconds",
    "decimal_comma",
)


@dataclass(frozen=True)
class Code:
    """A stable code, also the code of its sentence."""

    code: str
    group: CodeGroup


CODES: tuple[Code, ...] = (
    *(Code(code, "refusal") for code in REFUSALS),
    *(Code(code, "reject") for code in REJECTS),
    *(Code(code, "notice") for code in NOTICES),
)


def reason_of(reject: Reject) -> Message:
    """Why a record was not loaded and what to do."""
    return Message(reject.code, {"column": reject.column, "value": reject.value, "line": reject.line})


def notice_of(notice: Notice) -> Message:
    """What was noticed about a file."""
    return Message(notice.code, {"count": notice.count, "detail": notice.detail})
