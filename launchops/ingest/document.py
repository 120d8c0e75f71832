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
_RULES = """\
- **Encoding**, decided on the whole file: byte-order mark, else strict UTF-8, else GB18030 (GBK) where at least
  {share} of the characters beyond ASCII are everyday Chinese; else it is asked for. To choose: {encodings}.
- **Delimiter**: the one of comma, semicolon, tab and vertical bar under which the needed columns are found; an
  Excel `sep=` line decides.
- **Header**: within the first {records} records; what stands above is skipped. At most {columns} columns.
- **Quotes** as in RFC 4180: a quote counts only at the start of a cell.
- **Limits**: {characters} characters a cell, {id_characters} an id.
- **Text** is trimmed and otherwise kept as it is; Excel's `="00123"` becomes 00123. Ids are text: leading zeros
  and case are kept, Unicode is brought to NFC, and in user ids an apostrophe before `=`, `+`, `-` or `@` is taken
  for a spreadsheet's mark.
- **Dates**: 2026-01-05, 2026/1/5, 2026.01.05, 20260105, 2026年1月5日, 5-Jan-2026, Jan 5, 2026, with or without a
  time (08:30, 08:30:15.250, 3:04 PM, 下午3:04) and an offset (Z, +08:00). Day and month of 05/01/2026 are decided
  on the whole column, or asked for. Excel's day numbers and Unix times are read where the whole column is so.
  From {earliest} to tomorrow. Two-digit years are refused.
- **Time zone**: a time without an offset is in the launch's zone; in the hour that a clock change repeats it is
  the first of the two, in the hour it skips it moves on by the change. A date without a time stays a date.
- **Numbers**: digits, with a well-placed thousands comma; a decimal comma only in files with semicolons in which
  every number fits it.
- **device_id and ip** are kept as keyed hashes only (`h:…`), also in rejected rows; a hash of that form is
  accepted. Columns with personal data that is not needed are not kept at all.
- **Rejected rows** come back as a CSV that begins with {markers}; mend the rows and upload it: these columns are
  taken out again."""


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
    yield from _RULES.format(
        share=f"{GB_SHARE:.0%}",
        encodings=", ".join(ENCODINGS),
        records=HEADER_WITHIN,
        columns=COLUMN_LIMIT,
        characters=f"{CELL_LIMIT:,}",
        id_characters=ID_LIMIT,
        earliest=EARLIEST,
        markers=", ".join(f"`{name}`" for name in MARKERS),
    ).splitlines()
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
