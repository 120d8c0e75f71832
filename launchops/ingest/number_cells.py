"""Numbers (rule V4): exact decimals, ASCII digits, finite, separators only where they are well placed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Literal

import pyarrow as pa

from launchops.ingest.distinct import Checked, by_distinct, matching, rewritten
from launchops.ingest.faults import FAULT
from launchops.ingest.text_cells import trimmed, unseen_fault

# "point": 1,234.56. "comma": 1.234,56. "undecided": nothing in the file tells, so what reads both ways is refused.
NumberStyle = Literal["point", "comma", "undecided"]

LARGEST = Decimal(10) ** 12  # facts keep decimal(18, 6)
PLACES = 30  # digits kept after the point

_EXPONENT = r"(?:[eE][+-]?[0-9]{1,6})?"
_POINT = rf"[+-]?(?:(?:[0-9]+|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)(?:\.[0-9]*)?|\.[0-9]+){_EXPONENT}"
_COMMA = rf"[+-]?(?:(?:[0-9]+|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+)(?:,[0-9]*)?|,[0-9]+){_EXPONENT}"
_BOTH = r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}"
_STYLES = {"point": re.compile(_POINT), "comma": re.compile(_COMMA), "undecided": re.compile(_POINT)}
_EITHER = re.compile(_BOTH)
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)
# Already canonical: no sign but a minus, no leading or trailing zero, no exponent.
_CANONICAL = r"^(?:0|-?[1-9][0-9]{0,11}|-?(?:0|[1-9][0-9]{0,11})\.[0-9]{0,11}[1-9])$"


@dataclass
class NumberEvidence:
    """What the number columns of a whole file say about its decimal sign; asked only in ';' files."""

    has_comma: bool = False  # a number that reads only with a decimal comma
    has_point: bool = False

    def look_at(self, values: pa.StringArray) -> None:
        """Take the (trimmed) values of a number column into account."""
        distinct = values.unique()
        as_point, as_comma = (matching(distinct, f"^(?:{pattern})$") for pattern in (_POINT, _COMMA))
        self.has_comma = self.has_comma or bool((as_comma & ~as_point).any())
        self.has_point = self.has_point or bool((as_point & ~as_comma).any())

    def style(self) -> NumberStyle:
        """The style under which every number of the file fits; "undecided" where none or both do."""
        if self.has_comma == self.has_point:
            return "undecided"
        return "comma" if self.has_comma else "point"


def check_number(
    values: pa.StringArray,
    *,
    style: NumberStyle,
    required: bool,
    is_negative_allowed: bool = True,
    is_whole: bool = False,
) -> Checked:
    """Numbers as canonical text ("1234.5"), empty where none is given.

    Faults: missing_value, bad_number, not_finite, ambiguous_number, number_too_large, negative_not_allowed.
    """
    rewrite = partial(
        _number, style=style, required=required, is_negative_allowed=is_negative_allowed, is_whole=is_whole
    )

    def check(distinct: pa.StringArray) -> Checked:
        fine = matching(distinct, _CANONICAL)
        if style != "point" or is_whole:  # a point may be a thousands separator, or is none of a whole number
            fine &= ~matching(distinct, r"\.")
        if not is_negative_allowed:
            fine &= ~matching(distinct, "^-")
        return rewritten(distinct, ~fine, rewrite)

    return by_distinct(values, check)


def _number(
    text: str, *, style: NumberStyle, required: bool, is_negative_allowed: bool, is_whole: bool
) -> tuple[str, int]:
    bare = trimmed(text)
    if not bare:
        return "", FAULT["missing_value"] if required else 0
    if fault := unseen_fault(bare):
        return "", fault
    if _NOT_FINITE.fullmatch(bare):
        return "", FAULT["not_finite"]
    if style == "undecided" and _EITHER.fullmatch(bare):
        return "", FAULT["ambiguous_number"]
    if not _STYLES[style].fullmatch(bare):
        return "", FAULT["bad_number"]
    plain = bare.replace(".", "").replace(",", ".") if style == "comma" else bare.replace(",", "")
    return _canonical(Decimal(plain), is_negative_allowed=is_negative_allowed, is_whole=is_whole)


def _canonical(number: Decimal, *, is_negative_allowed: bool, is_whole: bool) -> tuple[str, int]:
    if number and number.adjusted() > 308:
        return "", FAULT["not_finite"]
    if abs(number) >= LARGEST:
        return "", FAULT["number_too_large"]
    if number < 0 and not is_negative_allowed:
        return "", FAULT["negative_not_allowed"]
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -PLACES:
        number = round(number, PLACES)
    if is_whole and number != number.to_integral_value():
        return "", FAULT["bad_number"]
    if number == 0:
        return "0", 0
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text), 0
