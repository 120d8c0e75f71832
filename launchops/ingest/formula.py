"""Cells that a spreadsheet would run as a formula, made inert in what we write and restored when it comes back.

Rule of the OWASP cheat sheet on CSV injection: a cell that begins with = + - @ or a control character (or the
full-width forms) gets an apostrophe in front. Plain numbers are left alone.
"""

import re

_RISKY = re.compile(r"'*[\s\u00a0\u3000]*[=+\-@＝＋－＠\t\r\n\x00]")
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")


def formula_safe(cell: str) -> str:
    """The cell as a spreadsheet shows it, never runs it. `formula_restored` is its exact inverse."""
    return f"'{cell}" if _RISKY.match(cell) and not _PLAIN_NUMBER.fullmatch(cell) else cell


def formula_restored(cell: str) -> str:
    """The cell before `formula_safe`; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell, 1) else cell
