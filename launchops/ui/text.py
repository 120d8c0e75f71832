"""Words on the screen: the language of this session, translation, escaping and formats.

Everything drawn by Streamlit's Markdown (labels, captions, buttons …) must pass `escape` when it comes from
data or from a record; `record` translates and escapes a record's text. The blocks of `launchops.ui.blocks`
take plain text and escape it themselves.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from launchops import locale
from launchops.locale import LANGUAGES, Language, Message, format_value, language_of

LANGUAGE_STATE = "_language"
LANGUAGE_COOKIE = "launchops_lang"
WORD_JOINER = "\u2060"  # invisible, without width: keeps a bare address in data from becoming a link
_ADDRESS = re.compile(r"(https?(?=:)|www(?=\.)|@)", re.IGNORECASE)
_SIGN_BREAK = re.compile(r"(?<=[¥$€£]) (?=\d)|(?<=\d) (?=%)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~&^=@/\"'])")


def language() -> Language:
    """The language of this session: chosen by URL, then by an earlier choice, then by the browser."""
    chosen = st.session_state.get(LANGUAGE_STATE)
    return chosen if chosen in LANGUAGES else preferred_language()


def preferred_language() -> Language:
    """The language to begin with: ``?lang=``, the saved choice (cookie), the browser's."""
    return first_language(st.query_params.get("lang"), st.context.cookies.get(LANGUAGE_COOKIE), st.context.locale)


def first_language(url: str | None, saved: str | None, browser: str | None) -> Language:
    """The first of URL and saved choice that is a language of the product, else what suits the browser."""
    for tag in (url, saved):
        if tag in LANGUAGES:
            return language_of(tag)
    return language_of(browser)


def _(text: str) -> str:
    """`text` of the code in the session's language."""
    return locale.gettext(text, language())


def escape(text: object) -> str:
    """Any text as Markdown that shows exactly it: nothing is formatted, linked or fetched."""
    plain = _ADDRESS.sub(rf"\1{WORD_JOINER}", str(text))
    return _MARKDOWN.sub(r"\\\1", plain).replace("\n", " ").replace("\r", " ")


def record_text(text: str) -> str:
    """A record's text as plain text: a starter text in the session's language, a user's own as typed."""
    return _(text) if text else ""


def record(text: str) -> str:
    """A record's text for a Markdown-capable call: translated where it is a starter text, and escaped."""
    return escape(record_text(text))


def say(message: Message) -> str:
    """A message in the session's language, as plain text (escape it before Markdown)."""
    return _unbroken(locale.say(message, language()))


def together(*sentences: str) -> str:
    """Sentences one after the other: with a space between them, in Chinese without."""
    return ("" if language() == "zh" else " ").join(sentence for sentence in sentences if sentence)


def number(value: object) -> str:
    """A count: 1,234; an en dash where it is not known."""
    return _formatted(value, "number")


def percent(value: object, *, digits: int = 0) -> str:
    """A share (0–1) in percent, whole or with one digit."""
    return _formatted(value, "percent1" if digits else "percent")


def points(value: object) -> str:
    """A difference of two shares in points with its sign: 0.061 → +6.1."""
    return _formatted(value, "points")


def money(value: object, *, currency: str) -> str:
    """An amount in a currency (ISO 4217)."""
    return _formatted(value, "money", currency=currency)


def day(value: object) -> str:
    """A date or day number as 14 Apr."""
    return _formatted(value, "date")


def full_day(value: object) -> str:
    """A date or day number with its year."""
    return _formatted(value, "fulldate")


def moment(at: datetime, *, time_zone: str) -> str:
    """An instant as 14 Apr, 09:30 in a time zone."""
    here = at.astimezone(ZoneInfo(time_zone))
    return f"{day(here.date())} {here:%H:%M}"


UNIT_FORMATS: Mapping[str, str] = {
    "users": "number",
    "count": "compact",  # readings too are counts without a unit: 0.742 must not become 1
    "percent": "percent1",
    "points": "points",
    "money": "money",
    "days": "compact",
    "ratio": "ratio",
}


def quantity(value: object, unit: str, *, currency: str = "") -> str:
    """A KPI's value in its unit (users, count, percent, money, days, ratio), any other as a short number."""
    return _formatted(value, UNIT_FORMATS.get(unit, "compact"), currency=currency)


def _formatted(value: object, spec: str, *, currency: str = "") -> str:
    return _unbroken(format_value(value, spec, language(), currency=currency))


def _unbroken(text: str) -> str:
    """The text with a number and its sign (¥ 60 · 20 %) kept on one line."""
    return _SIGN_BREAK.sub("\u00a0", text)
