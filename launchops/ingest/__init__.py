"""Reading of CSV uploads: bytes in, understood file, good rows and rejected records out. Knows no database.

`open_upload` reads a file once and says how it is understood (or raises `RefusedFile`); `Upload.chunks` gives out
its rows. The law: records in the file = rows in all chunks + rejects.
"""

from launchops.ingest.codes import CODES, notice_of, reason_of
from launchops.ingest.columns import COLUMNS, suggest_kind
from launchops.ingest.encoding import ENCODINGS
from launchops.ingest.formula import formula_restored, formula_safe
from launchops.ingest.header import DELIMITERS
from launchops.ingest.parsed import (
    KINDS,
    ROW_SCHEMAS,
    Chunk,
    Kind,
    Notice,
    ReadOptions,
    Reject,
    Understanding,
)
from launchops.ingest.rejects import rejects_csv
from launchops.ingest.template import template_csv
from launchops.ingest.upload import Upload, open_upload

__all__ = [
    "CODES",
    "COLUMNS",
    "DELIMITERS",
    "ENCODINGS",
    "KINDS",
    "ROW_SCHEMAS",
    "Chunk",
    "Kind",
    "Notice",
    "ReadOptions",
    "Reject",
    "Understanding",
    "Upload",
    "formula_restored",
    "formula_safe",
    "notice_of",
    "open_upload",
    "reason_of",
    "rejects_csv",
    "suggest_kind",
    "template_csv",
]
