"""Words of the upload page: kinds of files, ways to read them, names of files as text."""

import unicodedata
from datetime import date

from launchops.facade.types import Kind
from launchops.locale.sentences import N_
from launchops.ui.text import _, full_day

LONGEST_NAME = 80  # characters of a file's name that are shown
KIND_WORDS: dict[Kind, tuple[str, str]] = {
    "users": (
        N_("Users"),
        N_("One row a user: who signed up when, and through which channel. Needed: user_id, signup_date."),
    ),
    "events": (
        N_("Events"),
        N_("One row an action: who did what when. Needed: user_id and timestamp or date."),
    ),
    "participation": (
        N_("Participation"),
        N_("One row a person in an activity: who took part when. Needed: activity, user_id, date."),
    ),
    "spend": (N_("Spend"), N_("One row a day and channel: what it cost. Needed: date, channel, spend.")),
    "readings": (
        N_("Readings"),
        N_("One row a day and figure that you measure elsewhere. Needed: date, kpi, value."),
    ),
}
ANY_KIND = "any"  # the header of each file tells
ANY_KIND_WORDS = (N_("Let the header tell"), N_("Drop files of any kind: the header of each tells what it holds."))
ENCODING_WORDS = {
    "": N_("found out by itself"),
    "utf-8": "UTF-8",
    "gb18030": N_("GBK / GB18030 (Chinese Windows)"),
    "big5": N_("Big5 (traditional Chinese)"),
    "shift_jis": N_("Shift-JIS (Japanese)"),
    "euc_kr": N_("EUC-KR (Korean)"),
    "cp1252": N_("Windows-1252 (Western European)"),
    "cp1251": N_("Windows-1251 (Cyrillic)"),
    "utf-16": "UTF-16",
}
DATE_ORDER_WORDS = {
    "": N_("found out by itself"),
    "ymd": N_("year, month, day"),
    "dmy": N_("day, month, year"),
    "mdy": N_("month, day, year"),
}
DELIMITER_WORDS = {
    "": N_("found out by itself"),
    ",": N_("comma"),
    ";": N_("semicolon"),
    "\t": N_("tab"),
    "|": N_("vertical bar"),
}


def kind_word(kind: str) -> str:
    """The name of a kind of file in the session's language."""
    return next((_(words[0]) for known, words in KIND_WORDS.items() if known == kind), kind)


def file_label(name: str) -> str:
    """A file's name as plain text: what cannot be seen or turns the writing around is marked, the middle cut."""
    seen = "".join("\ufffd" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter for letter in name)
    if not seen.strip():
        return _("(no name)")
    half = LONGEST_NAME // 2
    return seen if len(seen) <= LONGEST_NAME else f"{seen[:half]}…{seen[-half:]}"


def date_example(cell: str, on: date | None) -> str:
    """A cell of a date column beside the day it gives."""
    shown = full_day(on) if on else _("no date")
    return f"{cell} → {shown}"
