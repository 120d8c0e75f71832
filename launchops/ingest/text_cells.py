"""Text and ids (rules V2, V8): trimmed, checked, ids also brought to one Unicode form."""

import re
import unicodedata
from collections.abc import Sequence
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from launchops.ingest.distinct import Checked, by_distinct, matching, rewritten
from launchops.ingest.faults import FAULT
from launchops.ingest.formula import formula_restored
from launchops.ingest.private import private_hash

ID_LIMIT = 128
# Every Unicode space separator, TAB and the line breaks; control characters beyond these are reported.
TRIMMED = " \t\r\n\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
NULL_WORDS = frozenset(
    "null none nan n/a #n/a undefined - -- — – nil nat \\n (null) <null> [null] <nil> #null! #ref! #value!"  # noqa: SIM905
    " #name? #num! #div/0! 空 无".split()
)

_EXCEL_TEXT = re.compile(r'="([^"]*)"')
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LINE_BREAK = re.compile("[\r\n\u2028\u2029\x85]")
# Format characters (category Cf) and the other signs that take no room.
_ZERO_WIDTH = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
_MANGLED = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?E\+[0-9]+|[+-]?[0-9]\.[0-9]+E[0-9]+", re.IGNORECASE)
_TOTALS = re.compile(
    r"(?:本?(?:页|日|周|月|季|年|期)|当[日周月年]|全部|总)?(?:合计|总计|小计|共计|总和|汇总|累计|合計|總計|小計|總和)(?:[:：(（\[【0-9].*)?"
    r"|(?:grand|sub|page|monthly|daily|overall)?[-_]?totals?(?:[:：(\[0-9].*)?|sum(?:[:：(\[].*)?",
    re.IGNORECASE,
)
_PART_OF_TOTALS = re.compile("[计計和]|汇总|total|sum", re.IGNORECASE)  # one of these is in every word of _TOTALS

# What the fast check lets through is plain ASCII and everyday Chinese that no rule below touches.
_SUSPECT_TEXT = r'[^\x20-\x7e\x{4e00}-\x{9fa5}]|^ | $|^="'
_SUSPECT_NAME = _SUSPECT_TEXT + r"|(?i:total|sum)|[计計和]|汇总"
_SUSPECT_ID = (
    _SUSPECT_NAME + r"|(?i:e\+[0-9]|\.[0-9]+e[0-9])|^['#(<\[\\-]"
    r"|^(?i:null|none|nan|n/a|undefined|nil|nat|空|无)$"
)


def trimmed(text: str) -> str:
    """The cell without white space and line breaks at its ends, and without Excel's ``="…"`` around it."""
    text = text.strip(TRIMMED)
    if text.startswith('="'):
        unwrapped = _EXCEL_TEXT.fullmatch(text)
        return unwrapped[1].strip(TRIMMED) if unwrapped else text
    return text


def trimmed_column(values: pa.StringArray) -> pa.StringArray:
    """`trimmed` for a column."""
    suspects = matching(values, _SUSPECT_TEXT)
    return rewritten(values, suspects, lambda text: (trimmed(text), 0))[0]


def unseen_fault(text: str) -> int:
    """The fault of a line break or another control character inside a trimmed cell; 0 for none."""
    if _LINE_BREAK.search(text):
        return FAULT["line_break_in_field"]
    return FAULT["control_character"] if _CONTROL.search(text) else 0


def is_totals_word(text: str) -> bool:
    """Whether a cell says that its row is a total or subtotal: 合计, 小计：, Total (3), Grand total …"""
    return bool(_TOTALS.fullmatch("".join(text.split())))


def holds_totals_word(cells: Sequence[str]) -> bool:
    """Whether any cell of a record says that it is a total."""
    together = "".join("".join(cells).split())
    return bool(_PART_OF_TOTALS.search(together)) and any(map(is_totals_word, cells))


def is_null_word(text: str) -> bool:
    """Whether a trimmed cell is a program's word for "nothing"."""
    return text.casefold() in NULL_WORDS


def check_name(values: pa.StringArray, *, required: bool = False, totals: bool = False) -> Checked:
    """Names such as channel or event: trimmed, the inside verbatim, no control characters.

    Faults: line_break_in_field, control_character; missing_value where required; totals_row where asked for.
    """
    rewrite = partial(_name, totals=totals)
    return by_distinct(values, lambda distinct: _checked(distinct, _SUSPECT_NAME, rewrite, required=required))


def check_id(values: pa.StringArray, *, required: bool, is_user: bool = False, totals: bool = False) -> Checked:
    """Ids: trimmed, NFC, case kept, at most 128 characters.

    Faults: missing_value (an optional id is then empty), line_break_in_field, control_character, invisible_character,
    id_mangled, id_too_long; totals_row where asked for.
    """
    rewrite = partial(_id, required=required, is_user=is_user, totals=totals)
    return by_distinct(
        values, lambda distinct: _checked(distinct, _SUSPECT_ID, rewrite, required=required, limit=ID_LIMIT)
    )


def check_private(values: pa.StringArray, *, key: bytes) -> Checked:
    """Device ids and addresses as keyed hashes; empty and null words are empty."""

    def rewrite(text: str) -> tuple[str, int]:
        bare = trimmed(text)
        if not bare or is_null_word(bare):
            return "", 0
        return ("", fault) if (fault := unseen_fault(bare)) else (private_hash(bare, key=key), 0)

    return by_distinct(values, lambda distinct: rewritten(distinct, np.ones(len(distinct), dtype=bool), rewrite))


def _checked(
    values: pa.StringArray,
    suspect: str,
    rewrite: "partial[tuple[str, int]]",
    *,
    required: bool,
    limit: int = 0,
) -> Checked:
    suspects = matching(values, suspect)
    if limit:
        suspects |= pc.greater(pc.utf8_length(values), limit).to_numpy(zero_copy_only=False)
    cleaned, faults = rewritten(values, suspects, rewrite)
    if required:
        empty: NDArray[np.bool_] = pc.equal(cleaned, "").to_numpy(zero_copy_only=False)
        faults[empty & (faults == 0)] = FAULT["missing_value"]
    return cleaned, faults


def _name(text: str, *, totals: bool) -> tuple[str, int]:
    bare = trimmed(text)
    fault = unseen_fault(bare)
    if not fault and totals and is_totals_word(bare):
        fault = FAULT["totals_row"]
    return bare, fault


def _id(text: str, *, required: bool, is_user: bool, totals: bool) -> tuple[str, int]:
    bare = unicodedata.normalize("NFC", trimmed(text))
    if is_user:
        bare = formula_restored(bare)  # an apostrophe before = + - @ is a spreadsheet's mark for "text"
    if is_null_word(bare):
        return "", FAULT["missing_value"] if required else 0
    if fault := unseen_fault(bare):
        return bare, fault
    if any(unicodedata.category(letter) == "Cf" or letter in _ZERO_WIDTH for letter in bare if letter > "\x7f"):
        return bare, FAULT["invisible_character"]
    if _MANGLED.fullmatch(bare):
        return bare, FAULT["id_mangled"]
    if totals and is_totals_word(bare):
        return bare, FAULT["totals_row"]
    return bare, FAULT["id_too_long"] if len(bare) > ID_LIMIT else 0
