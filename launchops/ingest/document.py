"""docs/data.md, written from the tables the reader itself uses: ``python -m launchops.ingest.document``."""

import sys
from collections.abc import Iterator

from launchops.ingest.codes import CODES, CodeGroup
from launchops.ingest.columns import COLUMNS, Column
from launchops.ingest.date_cells import EARLIEST
from launchops.ingest.encoding import ENCODINGS, GB_SHARE
from launchops.ingest.header import COLUMN_LIMIT, HEADER_WITHIN, MARKERS
from launchops.ingest.parsed import KINDS, Kind
from launchops.ingest.repeats import KEYS
from launchops.ingest.text_cells import ID_LIMIT
from launchops.ingest.tokens import CELL_LIMIT
from launchops.locale import Language, gettext
from launchops.locale.sentence import sentence_table

_ABOUT: dict[Kind, str] = {
    "users": "One row a user: who signed up when.",
    "events": "One row an event: who did something when.",
    "participation": "One row a user in an activity: who took part, was offered it, or was held out.",
    "spend": "One row a day and channel (and activity and campaign): what it cost.",
    "readings": "One row a day and figure that is measured elsewhere.",
}
_GROUPS: dict[CodeGroup, str] = {
    "refusal": "Files that are refused. Nothing is changed",
    "reject": "Rows that are not loaded. The rest of the file is",
    "notice": "What is noticed about a file that is loaded",
}


def data_page() -> str:
    """The whole of docs/data.md."""
    return "\n".join([*_introduction(), *_kinds(), *_rules(), *_codes()]) + "\n"


def _introduction() -> Iterator[str]:
    yield "# CSV files that launchops reads"
    yield ""
    yield "<!-- Written by `python -m launchops.ingest.document`; change the tables in launchops/ingest instead. -->"
    yield ""
    yield "Columns may stand in any order and under any of the names below: case, width, spaces, underscores and a"
    yield "note in brackets do not matter. Columns that are not known are not used. A template for each kind can be"
    yield "downloaded on the upload page. **Records in the file = rows loaded + rows reported.**"
    yield ""


def _kinds() -> Iterator[str]:
    for kind in KINDS:
        yield f"## {kind}"
        yield ""
        yield _ABOUT[kind]
        yield ""
        yield "| column | needed | meaning | also read under |"
        yield "|---|---|---|---|"
        for column in COLUMNS[kind]:
            yield f"| `{column.name}` | {_needed(column)} | {column.meaning} | {', '.join(column.aliases)} |"
        yield ""
        yield f"Two rows are the same record when these agree: {', '.join(KEYS[kind]).replace('local_day', 'day')}."
        yield ""


def _needed(column: Column) -> str:
    return column.either or ("yes" if column.required else "")


def _rules() -> Iterator[str]:
    yield "## How a file is read"
    yield ""
    yield "- **Encoding**, decided on the whole file: byte-order mark, else strict UTF-8, else GB18030 (GBK) where at"
    yield f"  least {GB_SHARE:.0%} of the characters beyond ASCII are everyday Chinese; else it is asked for. To choose:"
    yield f"  {', '.join(ENCODINGS)}."
    yield "- **Delimiter**: the one of comma, semicolon, tab and vertical bar under which the needed columns are found;"
    yield "  an Excel `sep=` line decides."
    yield f"- **Header**: within the first {HEADER_WITHIN} records; what stands above is skipped. At most {COLUMN_LIMIT} columns."
    yield "- **Quotes** as in RFC 4180: a quote counts only at the start of a cell."
    yield f"- **Limits**: {CELL_LIMIT:,} characters a cell, {ID_LIMIT} an id."
    yield '- **Text** is trimmed and otherwise kept as it is; Excel\'s `="00123"` becomes 00123. Ids are text: leading'
    yield "  zeros and case are kept, Unicode is brought to NFC, and an apostrophe before `=`, `+`, `-` or `@` is taken"
    yield "  for a spreadsheet's mark."
    yield "- **Dates**: 2026-01-05, 2026/1/5, 2026.01.05, 20260105, 2026年1月5日, 5-Jan-2026, Jan 5, 2026, with or"
    yield "  without a time (08:30, 08:30:15.250, 3:04 PM, 下午3:04) and an offset (Z, +08:00). Day and month of"
    yield "  05/01/2026 are decided on the whole column, or asked for. Excel's day numbers and Unix times are read where"
    yield f"  the whole column is so. From {EARLIEST} to tomorrow. Two-digit years are refused."
    yield "- **Time zone**: a time without an offset is in the launch's zone; in the hour that a clock change repeats it"
    yield "  is the first of the two, in the hour it skips it moves on by the change. A date without a time stays a date."
    yield "- **Numbers**: digits, with a well-placed thousands comma; a decimal comma only in files with semicolons in"
    yield "  which every number fits it."
    yield "- **device_id and ip** are kept as keyed hashes only (`h:…`), also in rejected rows; a hash of that form is"
    yield "  accepted. Columns with personal data that is not needed are not kept at all."
    yield f"- **Rejected rows** come back as a CSV that begins with {', '.join(f'`{name}`' for name in MARKERS)}; mend the"
    yield "  rows and upload it: these columns are taken out again."
    yield ""


def _codes() -> Iterator[str]:
    table = sentence_table()
    for group, title in _GROUPS.items():
        yield f"## {title}"
        yield ""
        yield "| code | English | 中文 |"
        yield "|---|---|---|"
        for code in CODES:
            if code.group == group:
                yield f"| `{code.code}` | {_words(table[code.code], 'en')} | {_words(table[code.code], 'zh')} |"
        yield ""


def _words(sentence: str, language: Language) -> str:
    return gettext(sentence, language).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(data_page())
