"""Files that are no CSV, known by their first bytes or by what is in them."""

import re

# What the first bytes say; the value completes the code of a nested sentence ("filetype_zip" …).
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole2"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"PAR1", "binary"),
)
_WORKBOOK = re.compile(rb"\[Content_Types\]\.xml|xl/|_rels/|docProps/")
_MARKUP = re.compile(
    r"[\s\ufeff]*(?:<\?xml|<!--|<!doctype|<(?:html|head|meta|body|table|style|script|div|workbook)\b)",
    re.IGNORECASE,
)
_JSON = re.compile(r'[\s\ufeff]*(?:\[\s*(?:[\[{"]|\])|\{\s*(?:"|\}))')
CONTROL_BYTES = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
CONTROL_SHARE = 0.02  # above this share of control characters a file is binary


def magic_of(head: bytes) -> str | None:
    """What a file's first bytes say it is: zip, xlsx, gzip, pdf, image, sqlite, ole2, archive or binary."""
    for signature, name in _MAGIC:
        if head.startswith(signature):
            return "xlsx" if name == "zip" and _WORKBOOK.search(head) else name
    return None


def markup_of(text: str) -> str | None:
    """ "html" where a text begins like a web page or an XML file."""
    return "html" if _MARKUP.match(text) else None


def json_of(text: str) -> str | None:
    """ "json" where a text begins like JSON. Asked only where no header was found: a header may hold a bracket."""
    return "json" if _JSON.match(text) else None
